"""Two lists of records -> what happened in between."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from indababot.changes.model import Change, FieldChange, Kind, Part, Reason
from indababot.changes.words import differing, items
from indababot.lexicon import without_signs
from indababot.normal import normalize
from indababot.privacy import Public, public
from indababot.records import Status, Submission

Value = str | tuple[str, ...] | None


def _labelled(*texts: str | None) -> str:
    return ": ".join(text for text in texts if text)


_LISTS: Mapping[str, Callable[[Submission], tuple[str, ...]]] = {
    "authors": lambda item: item.authors,
    "usernames": lambda item: tuple(user.name for user in item.usernames),
    "types": lambda item: item.types,
    "themes": lambda item: item.themes,
    "levels": lambda item: item.levels,
    "languages": lambda item: item.languages,
    "participants": lambda item: tuple(_labelled(one.username, one.comment) for one in item.participants),
    "unrecognised": lambda item: tuple(_labelled(one.label, one.text) for one in item.unrecognised),
}
"""The fields that hold several values. How an account is written, and who signed when, is no news."""

FIELDS = tuple(
    name
    for name in Submission.model_fields
    if name not in ("edition", "page", "raw", "fields", "remarks", "form_span")
)
"""The keys of the record that are compared, in its order."""


def compare(
    old: Iterable[Submission],
    new: Iterable[Submission],
    *,
    regions: Sequence[str] | None = None,
    renamed: Mapping[str, str] = MappingProxyType({}),
    gone: Mapping[str, Reason] = MappingProxyType({}),
    fields: Sequence[str] = FIELDS,
) -> list[Change]:
    """What was added, withdrawn, moved or changed between two states, in that order, then by title.

    Records as they were read are compared, so that a change of a masked address is seen; what a change shows is masked. A submission is the
    same one where its page's number is the same, else its title, else a title that it was ``renamed`` to. White space and signs that nobody
    sees make no change.

    Args:
        old: the submissions as they were.
        new: the submissions as they are.
        regions: where phone numbers without a prefix are from; see :func:`indababot.privacy.public`.
        renamed: new titles by old ones, from redirects or a log.
        gone: why pages are not among the new ones, by their old titles.
        fields: the keys that are compared, where a list does not hold all of them.
    """
    pairs = _paired(list(old), list(new), renamed)
    found = (_change(before, after, regions, gone, fields) for before, after in pairs)
    return sorted((change for change in found if change is not None), key=_order)


def _order(change: Change) -> tuple[int, str, str, str]:
    old = change.before.title if change.before else ""
    return (list(Kind).index(change.kind), change.title.casefold(), change.page.title, old)


def _paired(
    old: list[Submission], new: list[Submission], renamed: Mapping[str, str]
) -> list[tuple[Submission | None, Submission | None]]:
    """Each submission as it was and as it is; None where it is not there."""
    keys: tuple[tuple[Callable[[Submission], object], Callable[[Submission], object]], ...] = (
        (lambda item: item.page.page_id, lambda item: item.page.page_id),
        (lambda item: item.page.title, lambda item: item.page.title),
        (lambda item: renamed.get(item.page.title), lambda item: item.page.title),
    )
    pairs: list[tuple[Submission | None, Submission | None]] = []
    for key_before, key_after in keys:
        known = {
            key: item for item in reversed(new) if (key := (item.edition, key_after(item)))[1] is not None
        }
        left = []
        for item in old:
            match = known.pop((item.edition, key_before(item)), None)
            if match is None:
                left.append(item)
            else:
                pairs.append((item, match))
        taken = {id(match) for _, match in pairs}
        old, new = left, [item for item in new if id(item) not in taken]
    return [*pairs, *((item, None) for item in old), *((None, item) for item in new)]


def _change(
    old: Submission | None,
    new: Submission | None,
    regions: Sequence[str] | None,
    gone: Mapping[str, Reason],
    names: Sequence[str],
) -> Change | None:
    """What happened to one submission; None where that is no news. Only what is told is masked, which takes time."""
    was, now = _takes_part(old), _takes_part(new)
    if not was and not now and (old is None or new is None):
        return None
    both = old is not None and new is not None
    differ = [name for name in names if both and _folded(_value(old, name)) != _folded(_value(new, name))]
    kind, reason = _kind(old, new, was=was, now=now, differs=bool(differ))
    last = new or old
    if kind is None or last is None:
        return None
    if kind is Kind.WITHDRAWN and new is None:
        reason = gone.get(last.page.title, Reason.GONE)
    before = None if old is None else public(old, regions)
    shown = before if new is None and before is not None else public(last, regions)
    return Change(
        kind=kind,
        edition=shown.edition,
        title=shown.title,
        page=shown.page,
        before=before.page if before else None,
        reason=reason,
        fields=tuple(_field(before, shown, name) for name in differ) if before else (),
        record=shown,
    )


def _takes_part(item: Submission | None) -> bool:
    return item is not None and item.status is not Status.WITHDRAWN


def _kind(
    old: Submission | None, new: Submission | None, *, was: bool, now: bool, differs: bool
) -> tuple[Kind | None, Reason | None]:
    """What happened, and for what stands there in both states whether its status says so."""
    if was != now:
        there = old is not None and new is not None
        return Kind.ADDED if now else Kind.WITHDRAWN, Reason.STATUS if there else None
    if old is not None and new is not None and old.page.title != new.page.title:
        return Kind.MOVED, None
    return (Kind.CHANGED if differs else None), None


def _field(before: Public, after: Public, name: str) -> FieldChange:
    """What may be shown of a field that differs."""
    first, second = _value(before, name), _value(after, name)
    hidden = _folded(first) == _folded(second)
    diff = () if hidden else _diff(first, second)
    return FieldChange(field=name, before=first, after=second, diff=diff, masked=hidden)


def _value(item: Submission | None, name: str) -> Value:
    if item is None:
        return None
    if name in _LISTS:
        return _LISTS[name](item)
    found = getattr(item, name)
    return None if found is None else str(found)


def _folded(value: Value) -> Value:
    """A value as it is compared: an absent text is an empty one."""
    if isinstance(value, tuple):
        return tuple(_plain(text) for text in value)
    return _plain(value or "")


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", without_signs(text)).split())


def _diff(before: Value, after: Value) -> tuple[Part, ...]:
    if isinstance(before, tuple) or isinstance(after, tuple):
        return items(tuple(before or ()), tuple(after or ()))
    return differing(before or "", after or "")
