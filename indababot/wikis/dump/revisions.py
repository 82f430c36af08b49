"""The revisions of a page of a dump, as bytes: which of them counts."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import IntEnum

from indababot.wikis.base import Moment

START, END = b"<revision>", b"</revision>"
_NUMBER = re.compile(rb"<id>(\d+)")
_PARENT = re.compile(rb"<parentid>0*[1-9]")
_STAMP = re.compile(rb"<timestamp>([^<]*)")
_TEXT = re.compile(rb"<text\b([^>]*)>(</text>)?")
_BYTES = re.compile(rb"\bbytes=\"0*[1-9]")
_LOST = START + END
"""A revision of which nothing is known."""


class _Standing(IntEnum):
    """How well a revision says what a page was at a moment."""

    LATER = 0
    UNREADABLE = 1
    GOOD = 2


def revisions(data: bytes) -> Iterator[bytes]:
    """The revisions, one by one."""
    start = data.find(START)
    while start >= 0:
        end = data.find(END, start)
        end = len(data) if end < 0 else end + len(END)
        yield data[start:end]
        start = data.find(START, end)


def newest(data: bytes, before: bytes = b"", until: Moment | None = None) -> bytes:
    """The newest revision; ``before`` is the one so far of those that stood before.

    With ``until`` the newest up to that moment which can be read, else one which cannot, else the first after it.
    """
    best = before
    for revision in revisions(data):
        if not best or _is_better(revision, best, until):
            best = revision
    return best


def made(data: bytes, before: bytes = b"") -> bytes:
    """When the page was made, as its first revision says, the one without a parent; where that is not among these, ``before``."""
    stamps = [
        stamp[1]
        for revision in revisions(data)
        if (stamp := _STAMP.search(revision)) and not _PARENT.search(revision, 0, stamp.start())
    ]
    return min([*stamps, before] if before else stamps, default=b"")


def at(revision: bytes, until: Moment | None) -> bytes:
    """What :func:`newest` found in all revisions, as the page was at the moment.

    One after it is nothing where it made the page, and else a revision without its text: the dump does not hold what the page was.
    """
    if until is None or _standing(revision, until) is not _Standing.LATER:
        return revision
    return _LOST if _PARENT.search(revision) else b""


def _is_better(revision: bytes, other: bytes, until: Moment | None) -> bool:
    if until is None:
        return _place(revision) > _place(other)
    one, two = _standing(revision, until), _standing(other, until)
    if one is not two:
        return one > two
    newer = _place(revision) > _place(other)
    return newer is (one is not _Standing.LATER)


def _place(revision: bytes) -> tuple[bytes, int]:
    stamp = _STAMP.search(revision)
    return stamp[1] if stamp else b"", _number(revision)


def _number(revision: bytes) -> int:
    found = _NUMBER.search(revision)
    return int(found[1]) if found else 0


def _standing(revision: bytes, until: Moment) -> _Standing:
    if _number(revision) > until if isinstance(until, int) else _saved(revision) > until:
        return _Standing.LATER
    text = _TEXT.search(revision)
    if text is None or b"deleted=" in text[1]:
        return _Standing.UNREADABLE
    empty = text[2] is not None or text[1].endswith(b"/")
    return _Standing.UNREADABLE if empty and _BYTES.search(text[1]) else _Standing.GOOD


def _saved(revision: bytes) -> datetime:
    """When a revision was saved; long after every moment where it does not say."""
    try:
        found = datetime.fromisoformat(_place(revision)[0].decode())
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
