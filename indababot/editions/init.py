"""A first edition file for a conference that nobody has described yet: a proposal that a person then edits."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indababot.editions.guessing import Guess, guess, spoken, translations
from indababot.editions.load import loads
from indababot.editions.model import same
from indababot.editions.scanning import Found, Scan, Style, scan
from indababot.editions.toml import array, clean, string
from indababot.editions.wording import Limits, demanded, limits, options
from indababot.errors import NothingToDo
from indababot.pages import Page
from indababot.records import FieldKey

CHOICES = frozenset({FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES, FieldKey.MODE})
"""The fields whose values are names of a list."""


@dataclass
class _Field:
    """One field of the proposal, gathered from all pages."""

    guess: Guess
    labels: dict[str, list[str]] = field(default_factory=dict)
    parameters: list[str] = field(default_factory=list)
    required: bool | None = None
    limits: Limits = field(default_factory=Limits)
    choices: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    more: bool = False
    hints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    key: FieldKey = FieldKey.OTHER


def propose(
    pages: Sequence[Page],
    *,
    template_data: Mapping[str, Any] | None = None,
    id: str | None = None,  # noqa: A002 - the key's name in the file
    name: str | None = None,
) -> str:
    """An edition file for the form of some pages: one form or preload page, or a handful of filled pages.

    Labels stand in their order, with the field that each most likely means, the values, limits and demands that the form
    states, and comments where a person has to look. The text is a valid edition file. ``template_data`` is the JSON of the
    form's TemplateData, where the wiki has it; TemplateData inside a page is found without it.

    Raises:
        NothingToDo: no page has a label.
    """
    scans = [scan(page.text, template_data if number == 0 else None) for number, page in enumerate(pages)]
    fields = _gathered(scans)
    if not fields:
        raise NothingToDo("No label was found: give a form's page or some filled pages, as wikitext.")
    text = (
        "\n".join([*_head(pages, scans, id, name), *(line for item in fields for line in _field_lines(item))])
        + "\n"
    )
    loads(text, "<proposal>")  # a proposal that cannot be loaded would be a bug of ours
    return text


def _gathered(scans: Sequence[Scan]) -> list[_Field]:
    """The fields of all pages, each label once, in the order of the page that names most."""
    filled = [_is_filled(scan.found) for scan in scans]
    fields: list[_Field] = []
    for number in sorted(range(len(scans)), key=lambda number: -len(scans[number].found)):
        before = -1
        for item in scans[number].found:
            target = _matching(fields, item, number)
            if target is None:
                target = _Field(guess(item.label))
                fields.insert(before + 1, target)
            before = next(index for index, other in enumerate(fields) if other is target)
            _add(target, item, number, filled=filled[number])
    fields = _not_chance(fields, len(scans))
    _assign(fields)
    _settle(fields)
    return fields


def _is_filled(found: Iterable[Found]) -> bool:
    """Whether a page is somebody's submission, and no form to fill: most of its fields have a value of their own."""
    values = [item.value for item in found if guess(item.label).key not in (FieldKey.PARTICIPANTS, *CHOICES)]
    own = [value for value in values if re.search(r"\w", value) and not _is_hint(value)]
    return len(own) * 2 > len(values)


def _is_hint(value: str) -> bool:
    return bool(re.match(r"^[('<\[]{1,2}[^\[].*[)'>\]]{1,2}$", value, re.DOTALL)) or limits(value) != Limits()


def _matching(fields: Iterable[_Field], item: Found, page: int) -> _Field | None:
    """The field that has a label already; one of the same meaning where no page has both."""
    texts = {same(text) for text in _spellings(item).values()} | {same(name) for name in item.parameters}
    meant = guess(item.label)
    for target in fields:
        words = {same(text) for texts in target.labels.values() for text in texts} | {
            same(name) for name in target.parameters
        }
        if texts & words:
            return target
        if meant.sure and meant.key is target.guess.key is not FieldKey.OTHER and page not in target.pages:
            return target
    return None


def _spellings(item: Found) -> dict[str, str]:
    """A label's texts by language."""
    if item.labels:
        return dict(item.labels)
    return {spoken(text): text for text in translations(item.label)}


def _add(target: _Field, item: Found, page: int, *, filled: bool) -> None:
    """Takes what one page says of a field."""
    target.pages.add(page)
    for code, text in _spellings(item).items():
        if item.style is not Style.PARAMETER or item.label not in item.parameters:
            _append(target.labels.setdefault(code, []), text)
    for name in item.parameters:
        _append(target.parameters, name)
    said = item.hint if filled else "\n".join(text for text in (item.hint, item.label, item.value) if text)
    target.required = (
        target.required
        if item.required is None and demanded(said) is None
        else (item.required or bool(demanded(said)))
    )
    target.limits = limits(said) if limits(said) != Limits() else target.limits
    for note in item.hint.split("\n"):
        _append(target.notes, note)
    _add_values(target, item, filled=filled)


def _add_values(target: _Field, item: Found, *, filled: bool) -> None:
    """Takes the values that a form lists or that people gave, and the hints that stand where a value goes."""
    key = target.guess.key
    named = [options(text) for text in item.hint.split("\n")]
    target.more = target.more or any(found.more and found.values for found in named)
    listed = list(item.options)
    for found in named:
        listed += found.values if key in CHOICES or not found.more else ()
    bullets = [line.lstrip("*# ").strip() for line in item.value.split("\n") if re.match(r"[*#]", line)]
    if key is FieldKey.PARTICIPANTS:
        target.hints += [] if filled else [bullet for bullet in bullets if _is_words(bullet)]
    elif filled:
        if item.value and key in CHOICES:
            target.seen.update(bullets or options(item.value).values or [item.value])
    elif key in CHOICES or len(bullets) > 1:
        below = bullets or list(options(item.value).values)
        listed += below
        target.hints += [item.value] if not below and _is_words(item.value) else []
    elif _is_words(item.value):
        target.hints.append(item.value)
    if key in CHOICES or len(listed) > 1:
        for value in listed:
            _append(target.choices, value)


def _is_words(line: str) -> bool:
    return bool(re.search(r"\w", line)) and "~~~" not in line


def _append(values: list[str], text: str) -> None:
    """Adds a text that is not there yet, whatever its case."""
    text = clean(text)
    if text and same(text) not in map(same, values):
        values.append(text)


def _not_chance(fields: list[_Field], pages: int) -> list[_Field]:
    """The fields without labels that only one of several pages has and that mean nothing known: they are prose."""
    if pages < 3:
        return fields
    return [item for item in fields if item.guess.known or len(item.pages) * 3 >= pages]


def _assign(fields: Sequence[_Field]) -> None:
    """Gives each key to one field: to a sure guess before an unsure one, then to the first."""
    taken: dict[FieldKey, _Field] = {}
    for item in sorted(fields, key=lambda item: not item.guess.sure):
        key = item.guess.key
        if key is FieldKey.OTHER or key not in taken:
            taken[key] = item
            item.key = key


def _settle(fields: Sequence[_Field]) -> None:
    """Leaves each label and each parameter to the first field that has it: an edition may not give it twice."""
    labels: set[str] = set()
    parameters: set[str] = set()
    for item in fields:
        for texts in item.labels.values():
            texts[:] = [text for text in texts if same(text) not in labels]
        labels.update(same(text) for texts in item.labels.values() for text in texts)
        item.labels = {code: texts for code, texts in item.labels.items() if texts}
        item.parameters = [name for name in item.parameters if same(name) not in parameters]
        parameters.update(map(same, item.parameters))


# The file


def _head(pages: Sequence[Page], scans: Sequence[Scan], ident: str | None, name: str | None) -> list[str]:
    titles = [clean(page.title) for page in pages]
    base = clean(titles[0].split("/")[0]) or "My conference"
    name = clean(name or "") or base
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-conference"
    prefix = _prefix(titles)
    categories = [
        category
        for category, count in Counter(c for scan in scans for c in scan.categories).items()
        if count * 2 >= len(scans)
    ]
    templates = dict.fromkeys(scan.template for scan in scans if scan.template)
    return [
        "# A proposal made from "
        + clean("; ".join(titles[:3]) + (f" and {len(titles) - 3} more" if len(titles) > 3 else ""))
        + ".",
        "# Look at every line: what a comment asks for, nobody but you can know. `indababot editions check FILE` checks it.",
        f"id = {string(ident or slug)}",
        f"name = {string(name)}",
        'extends = "generic"',
        "# starts = 2027-11-05",
        "# ends = 2027-11-07",
        "# deadline = 2027-06-30",
        f"languages = {array(_languages(scans))}",
        "",
        "[pages]",
        f"prefixes = {array([prefix] if prefix else [])}  # titles of submissions begin so"
        + ("" if prefix else ": none could be told"),
        f"categories = {array(categories)}  # categories of submissions",
        f"templates = {array(templates)}",
        'exclude = ["*/Report", "*/Report/*", "*/Documentation", "*/Documentation/*"]',
        f"allowed = {array([base])}  # where the bot may write",
        "",
        *_form(scans),
    ]


def _prefix(titles: Sequence[str]) -> str | None:
    """What all titles begin with, up to a slash; of a single page, all but its last part."""
    if not titles or "/" not in titles[0]:
        return None
    stems = {title.rpartition("/")[0] for title in titles}
    shared = min(stems, key=len)
    return (
        f"{shared}/"
        if shared and all(stem == shared or stem.startswith(f"{shared}/") for stem in stems)
        else None
    )


def _languages(scans: Sequence[Scan]) -> list[str]:
    codes = Counter(code for scan in scans for item in scan.found for code in _spellings(item))
    return [code for code, count in codes.most_common() if count >= 2] or ["en"]


def _form(scans: Sequence[Scan]) -> list[str]:
    """The hints below the heading of the participants: they are noise, wherever they stand."""
    texts: list[str] = []
    for scanned in scans:
        for item in scanned.found:
            if guess(item.label).key is FieldKey.PARTICIPANTS:
                for line in item.value.split("\n"):
                    if line.startswith(("(", "''", ":")) and _is_words(line):
                        _append(texts, line.strip("': "))
    return ["[form]", f"noise = {array(texts)}", ""] if texts else []


def _field_lines(item: _Field) -> Iterable[str]:
    yield "[[fields]]"
    yield f"key = {string(item.key.value)}" + _doubt(item)
    labels = item.labels or ({"en": item.parameters[:1]} if item.key is FieldKey.OTHER else {})
    for code, texts in labels.items():
        yield f"labels.{code if re.fullmatch(r'[A-Za-z0-9_-]+', code) else string(code)} = {array(texts)}"
    if item.parameters:
        yield f"parameters = {array(item.parameters)}"
    if item.required:
        yield "required = true"
    else:
        yield f"# required = true  # the form {'does not say' if item.required is None else 'says that it is optional'}"
    if item.limits.low:
        yield f"min_words = {item.limits.low}"
    if item.limits.high:
        yield f"max_words = {item.limits.high}"
    yield from _choice_lines(item)
    hints = [hint for hint in dict.fromkeys(map(clean, item.hints)) if hint]
    if hints:
        yield f"hints = {array(hints)}  # left in place, they count as empty"
    if item.notes:
        yield f"# The form says: {'; '.join(item.notes)}"
    yield ""


def _doubt(item: _Field) -> str:
    """A comment on how the key was found."""
    if item.key is not item.guess.key:
        return f"  # it may mean {item.guess.key.value} too, which another field has"
    if not item.guess.known:
        return "  # no field of a record is like this: its text is kept among what is unrecognised"
    return "" if item.guess.sure else "  # a guess by one word: is it right?"


def _choice_lines(item: _Field) -> Iterable[str]:
    seen = [value for value, _ in item.seen.most_common()] if item.key in CHOICES else []
    values = list(item.choices)
    for value in seen:
        _append(values, value)
    if item.key in CHOICES and (item.more or seen or not values):
        reason = (
            "values were seen on pages, others may be right"
            if seen
            else "the form names only some"
            if values
            else "no list was found"
        )
        yield f"open = true  # {reason}"
    if values:
        yield "choices = ["
        yield from (f"    {{ name = {string(value)} }}," for value in values)
        yield "]"
