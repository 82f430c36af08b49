"""The revisions of a page of a dump, as bytes: which of them counts."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import IntEnum

from indababot.wikis.base import Moment
from indababot.wikis.reverts import Mark, standing

START, END = b"<revision>", b"</revision>"
_NUMBER = re.compile(rb"<id>(\d+)")
_PARENT = re.compile(rb"<parentid>0*[1-9]")
_STAMP = re.compile(rb"<timestamp>([^<]*)")
_TEXT = re.compile(rb"<text\b([^>]*)>(</text>)?")
_BYTES = re.compile(rb"\bbytes=\"0*[1-9]")
_LOST = START + END
"""A revision of which nothing is known."""
_WHO = re.compile(rb"<contributor>\s*<(?:username|ip)>([^<]*)")
_WRITTEN = re.compile(rb"<text\b[^>]*>([^<]+)</text>")
_HASH = re.compile(rb"<sha1>(\w+)</sha1>")
_MOST = 32 << 20
"""The most bytes of a page's history that are looked through for reverts; of a longer one the revision of the moment counts as it is."""


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


def newest(data: bytes, before: bytes = b"") -> bytes:
    """The newest revision; ``before`` is the one so far of those that stood before."""
    return max([*([before] if before else []), *revisions(data)], key=_place, default=b"")


def needed(data: bytes, before: bytes, until: Moment) -> bytes:
    """What has to be kept of a page's revisions to tell what it was at a moment; ``before`` is what was kept of those that stood before."""
    every = before + data
    return every if len(every) <= _MOST else _best(list(revisions(every)), until)


def made(data: bytes, before: bytes = b"") -> bytes:
    """When the page was made, as its first revision says, the one without a parent; where that is not among these, ``before``."""
    stamps = [
        stamp[1]
        for revision in revisions(data)
        if (stamp := _STAMP.search(revision)) and not _PARENT.search(revision, 0, stamp.start())
    ]
    return min([*stamps, before] if before else stamps, default=b"")


def at(data: bytes, until: Moment) -> bytes:
    """The one of a page's revisions that says what it was at a moment: the newest up to it that can be read, else one that cannot.

    What somebody else took back later by an earlier text is not what the page was. Where all are after the moment it is nothing if the
    first made the page, and else a revision without its text: the dump does not hold what the page was.
    """
    every = sorted(revisions(data), key=_place, reverse=True)
    revision = _best([every[place] for place in standing([_mark(one) for one in every])], until)
    if not revision or _standing(revision, until) is not _Standing.LATER:
        return revision
    return _LOST if _PARENT.search(revision) else b""


def _best(every: list[bytes], until: Moment) -> bytes:
    """The one that says best what a page was at a moment, the first after it where all are later; nothing where there is none."""
    there = [one for one in every if _standing(one, until) is not _Standing.LATER]
    if not there:
        return min(every, key=_place, default=b"")
    return max(there, key=lambda one: (_standing(one, until), _place(one)))


def _mark(revision: bytes) -> Mark:
    """What a revision says, by its text or else its hash, and who saved it; one of which neither is there is like no other."""
    who, text, told = _WHO.search(revision), _WRITTEN.search(revision), _HASH.search(revision)
    says: object = hashlib.sha1(text[1], usedforsecurity=False).digest() if text else told and told[1]
    return says or _number(revision), who and who[1]


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
