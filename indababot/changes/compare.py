"""Two lists of records -> what happened in between."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from indababot.changes.model import Change, FieldChange, Kind, Part, Reason
from indababot.changes.words import differing, items
from indababot.lexicon import without_signs
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
    was, now = _takes_part(old), _takes_part(new)
    if not was and not now and (old is None or new is None):
        return None
    before, after = (None if item is None else public(item, regions) for item in (old, new))
    last = after or before
    if last is None:
        return None
    fields: tuple[FieldChange, ...] = ()
    if old is not None and new is not None and before is not None and after is not None:
        fields = tuple(_fields(old, new, before, after, names))
    kind, reason = _kind(old, new, fields, was=was, now=now)
    if kind is None:
        return None
    if kind is Kind.WITHDRAWN and new is None and old is not None:
        reason = gone.get(old.page.title, Reason.GONE)
    return Change(
        kind=kind,
        edition=last.edition,
        title=last.title,
        page=last.page,
        before=before.page if before else None,
        reason=reason,
        fields=fields,
        record=last,
    )


def _takes_part(item: Submission | None) -> bool:
    return item is not None and item.status is not Status.WITHDRAWN


def _kind(
    old: Submission | None, new: Submission | None, fields: Sequence[FieldChange], *, was: bool, now: bool
) -> tuple[Kind | None, Reason | None]:
    """What happened, and for what stands there in both states whether its status says so."""
    if was != now:
        there = old is not None and new is not None
        return Kind.ADDED if now else Kind.WITHDRAWN, Reason.STATUS if there else None
    if old is not None and new is not None and old.page.title != new.page.title:
        return Kind.MOVED, None
    return (Kind.CHANGED if fields else None), None


def _fields(
    old: Submission, new: Submission, before: Public, after: Public, names: Sequence[str]
) -> Iterable[FieldChange]:
    for name in names:
        if _folded(_value(old, name)) == _folded(_value(new, name)):
            continue
        first, second = _value(before, name), _value(after, name)
        hidden = _folded(first) == _folded(second)
        diff = () if hidden else _diff(first, second)
        yield FieldChange(field=name, before=first, after=second, diff=diff, masked=hidden)


def _value(item: Submission, name: str) -> Value:
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
    return " ".join(unicodedata.normalize("NFC", without_signs(text)).split())


def _diff(before: Value, after: Value) -> tuple[Part, ...]:
    if isinstance(before, tuple) or isinstance(after, tuple):
        return items(tuple(before or ()), tuple(after or ()))
    return differing(before or "", after or "")
