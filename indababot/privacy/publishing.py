"""The record as anybody may see it: the one place through which every record goes before anything shows it.

``Public`` is a type of its own, so that mypy tells where a record as read is about to be shown. Only :func:`public` makes one,
and :func:`with_personal_data`, for a file that an operator asked for.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NewType

from pydantic import BaseModel

from indababot.privacy.finder import Kind, find, masked
from indababot.privacy.pieces import Pieces, Whole
from indababot.records import FieldText, Remark, Submission, Unrecognised

Public = NewType("Public", Submission)
"""A record that may be shown."""

_KEPT = frozenset({"edition", "status", "form_span"})
"""What no page says in words of its own."""
_FROM_FIELDS = (
    *(
        "title",
        "number",
        "authors",
        "usernames",
        "affiliation",
        "country",
        "requirements",
        "extra",
        "duration",
    ),
    *("abstract", "benefit", "takeaways", "participants"),
)
"""What is made of the wikitext of the fields."""
_CHOICES = ("types", "themes", "levels", "languages", "mode")
_OF_PERSONS = ("name", "username", "comment", "signed_by", "label", "text")
"""The texts of accounts, of participants, and of what no field claimed."""
_MASKS = tuple(f"[{kind}]" for kind in Kind)


def public(submission: Submission, regions: Sequence[str] | None = None, *, fields: bool = True) -> Public:
    """The record with ``[e-mail]`` and ``[phone]`` for the addresses and numbers in all of its texts; places stay as they are.

    Without ``fields`` it has what is printed, and not how each field stands in the page: as many texts again.
    """
    updates: dict[str, Any] = {} if fields else {"fields": ()}
    updates |= {
        name: new
        for name in Submission.model_fields
        if name not in _KEPT
        and name not in updates
        and (new := _public(value := getattr(submission, name), regions)) is not value
    }
    if "unrecognised" in updates:
        updates["unrecognised"] = _as_in_its_field(submission, updates["unrecognised"], regions)
    shown = submission.model_copy(update=updates) if updates else submission
    return Public(_without_pieces(submission, shown, regions))


class Apart:
    """Names as anybody may see them, kept apart: those that differ in an address only get a number."""

    def __init__(self) -> None:
        self._count = Counter[str]()

    def name(self, name: str, told: str) -> str:
        """What is to be shown for a name that reads ``told`` once it is masked; each name is to be asked for once."""
        if not any(mask in told for mask in _MASKS):
            return told  # only these can be alike: no other need be remembered
        self._count[told] += 1
        number = self._count[told]
        return f"{told} ({number})" if number > 1 and told != name else told

    def record(self, item: Public, title: str) -> Public:
        """A record whose page has this title, with a title that no other record has had."""
        told = self.name(title, item.page.title)
        if told == item.page.title:
            return item
        page = item.page.model_copy(update={"title": told})
        return Public(item.model_copy(update={"page": page}))


def public_names(names: Iterable[str]) -> dict[str, str]:
    """Names of files as anybody may see them; those that differ in an address only stay apart by a number."""
    apart = Apart()
    return {name: apart.name(name, masked(name)) for name in dict.fromkeys(names)}


def public_all(submissions: Iterable[Submission], regions: Sequence[str] | None = None) -> list[Public]:
    """Many records as anybody may see them. Pages whose titles differ in an address only stay apart by a number."""
    apart = Apart()
    return [apart.record(public(item, regions), item.page.title) for item in submissions]


def with_personal_data(submission: Submission) -> Public:
    """The record as it was read, for a file that only its owner can read."""
    return Public(submission)


def emails(submission: Submission, regions: Sequence[str] | None = None) -> list[str]:
    """The e-mail addresses in a record's texts as a reader sees them, each once, in order."""
    texts = (
        text
        for name in Submission.model_fields
        if name not in _KEPT
        for text in _texts(getattr(submission, name))
    )
    found = (one.value for text in texts for one in find(text, regions) if one.kind is Kind.EMAIL)
    return list(dict.fromkeys(found))


def _public(value: Any, regions: Sequence[str] | None) -> Any:
    """A value with all texts in it masked: the same object where nothing in it is."""
    if type(value) is str:
        return _text(value, regions)
    if isinstance(value, Unrecognised | FieldText):
        return _labelled(value, regions)
    if isinstance(value, BaseModel):
        parts = {name: getattr(value, name) for name in type(value).model_fields if name != "span"}
        changed = _changed(parts, regions)
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, Mapping):
        changed = _changed(value, regions)
        return {**value, **changed} if changed else value
    if isinstance(value, Remark):
        text = _text(value.text, regions)
        return value if text is value.text else value._replace(text=text)
    if type(value) is tuple:
        new = tuple(_public(item, regions) for item in value)
        return new if any(one is not other for one, other in zip(new, value, strict=True)) else value
    return value


def _without_pieces(submission: Submission, shown: Submission, regions: Sequence[str] | None) -> Submission:
    """A record of which no text is a piece of an address that is whole in the wikitext of the fields."""
    entries = "\n\n".join(f"{one.username} {one.comment}" for one in submission.participants if one.comment)
    pieces = Pieces.of((*submission.raw.values(), submission.page.title), regions, joined=entries)
    if not pieces.written:
        return shown
    told = {name: _whole(getattr(shown, name), pieces) for name in _FROM_FIELDS}
    told |= {
        name: _whole(getattr(shown, name), pieces, submission.raw.get(name, "").casefold())
        for name in _CHOICES
    }
    told["unrecognised"] = tuple(
        _whole(rest, pieces) if field else rest
        for rest, field in zip(shown.unrecognised, _fields(submission), strict=True)
    )
    changed = {name: value for name, value in told.items() if value != getattr(shown, name)}
    return shown.model_copy(update=changed) if changed else shown


def _whole(value: Any, pieces: Pieces, raw: str | None = None) -> Any:
    """A value without pieces of addresses; a choice that is not in its ``raw`` wikitext is the edition's own word."""
    if isinstance(value, str):
        return value if raw is not None and value.casefold() not in raw else pieces.masked(value)
    if isinstance(value, BaseModel):
        texts = {name: text for name in _OF_PERSONS if isinstance(text := getattr(value, name, None), str)}
        changed = {name: new for name, text in texts.items() if (new := pieces.masked(text)) != text}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(_whole(item, pieces, raw) for item in value)
        return tuple(dict.fromkeys(items)) if items != value and isinstance(items[0], str) else items
    return value


def _fields(submission: Submission) -> Iterator[FieldText | None]:
    """The field in which each text stands that no field claimed: the wikitext of it tells what is whole."""
    values = sorted((value, place) for place, field in enumerate(submission.fields) for value in field.spans)
    for rest in submission.unrecognised:
        before = bisect_right(values, rest.span.start, key=lambda one: one[0].start) if rest.span else 0
        value, place = values[before - 1] if before else (None, 0)
        yield submission.fields[place] if value and rest.span and rest.span.end <= value.end else None


def _as_in_its_field(
    submission: Submission, shown: tuple[Unrecognised, ...], regions: Sequence[str] | None
) -> tuple[Unrecognised, ...]:
    """Texts that no field claimed; one that is no address in its field's wikitext is none without what stood before it (``ISBN``)."""
    known: dict[FieldText, Whole] = {}

    def is_found(rest: Unrecognised, field: FieldText) -> bool:
        """Whether something personal stands in a field where a text does."""
        if rest.span is None or rest.label or not rest.text:
            return True
        low, high = (place - field.value_span.start for place in rest.span)
        if rest.text not in field.text[low:high]:
            return True
        if field not in known:
            known[field] = Whole(field.text, regions, label=field.label)
        return any(known[field].touched(low, high))

    return tuple(
        new if new is rest or field is None or is_found(rest, field) else rest
        for rest, new, field in zip(submission.unrecognised, shown, _fields(submission), strict=True)
    )


def _changed(parts: Mapping[str, Any], regions: Sequence[str] | None) -> dict[str, Any]:
    return {name: new for name, part in parts.items() if (new := _public(part, regions)) is not part}


def _labelled(value: Unrecognised | FieldText, regions: Sequence[str] | None) -> Unrecognised | FieldText:
    """A text below a label, which may be a word for telephone."""
    label, text = value.label, value.text
    if label and text and _goes_on(label, text):
        label, text = _together(label, text, regions)
    text = masked(text, regions, label=label or "") if text else text
    label = _text(label, regions) if label else label
    if isinstance(value, FieldText):
        items = tuple(item._replace(text=_text(item.text, regions)) for item in value.items)
        new = value._replace(label=label or "", text=text or "", items=items)
        return value if new == value else new
    same = label == value.label and text == value.text
    return value if same else value.model_copy(update={"label": label, "text": text})


def _goes_on(label: str, text: str) -> bool:
    """Whether an address or number may begin in a label and end in the text below it."""
    last, first = label[-1], text[0]
    return last in "@.+" or first in "@." or (last.isdigit() and first.isdigit())


def _together(label: str, text: str, regions: Sequence[str] | None) -> tuple[str, str]:
    """A label and a text with one mask for what stands in both."""
    for one in find(f"{label} {text}", regions):
        if one.start < len(label) < one.end - 1:
            return f"{label[: one.start]}[{one.kind}]", text[one.end - len(label) - 1 :].lstrip()
    return label, text


def _text(text: str, regions: Sequence[str] | None) -> str:
    new = masked(text, regions)
    return text if new == text else new


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from (text for name in type(value).model_fields for text in _texts(getattr(value, name)))
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, tuple):
        yield from (text for item in value for text in _texts(item))
