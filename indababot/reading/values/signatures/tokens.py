"""One line with its accounts and times as tokens of one character, so that plain patterns can read its grammar.

``shape`` is the visible text, in NFC and without direction marks and zero-width signs, in which a link to an account is one character
of the private use area, and a signature's time is a stretch of another. Every offset of the shape leads back to the source and to
what a reader sees.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.normal import normalize
from indababot.reading.markup import Line, Link, LinkKind, Run, targets
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.dates import stamps
from indababot.records import Span
from indababot.wikicode import light

USER: Final = "\ue000"
TALK: Final = "\ue001"
CONTRIBUTIONS: Final = "\ue002"
STAMP: Final = "\ue003"
CLAIMED: Final = "\ue004"
ACCOUNTS: Final = USER + TALK + CONTRIBUTIONS

_MARKS = {LinkKind.USER: USER, LinkKind.TALK: TALK, LinkKind.CONTRIBUTIONS: CONTRIBUTIONS}
_TALK_WORDS = frozenset(map(str.casefold, lexicon().signatures.talk))
_OWN = re.compile(f"[{USER}-{CLAIMED}]")
_PRIVACY = lexicon().privacy
_BRACKET = re.compile(r"[(\[{<]")
_AT = late(
    rf"(?<=[\w.+-])\s?[(\[{{<]\s?(?:@|{'|'.join(map(re.escape, (*_PRIVACY.at, *_PRIVACY.at_in_brackets, *_PRIVACY.at_signs)))})"
    r"\s?[)\]}>]\s?(?=[\w-]+\.\w)",
    re.IGNORECASE,
)
"""A bracket that somebody wrote for the sign of an address: ``ada [at] example.org``."""
_TEMPORARY = re.compile(r"(?<![\w~])~2\d{3}-\d{1,5}(?:-\d{1,5}){0,3}(?![\w-])")
_PARTS = re.compile(rf"(?P<hidden>{names.HIDDEN.pattern})|\s+|(?:(?!{names.HIDDEN.pattern})\S)+")
SEPARATORS = r"|•·*/,،–—-"
"""What stands between the links of a signature, and between its name and its time; each for a set of a pattern."""


class Atom(NamedTuple):
    """A link to an account: the account, and the text that it shows."""

    account: str
    text: str


class Tokens:
    """A line as its shape; see the module."""

    __slots__ = ("_ends", "_moments", "_parts", "_starts", "atoms", "shape")

    def __init__(self, line: Line) -> None:
        self.atoms: dict[int, Atom] = {}
        """The links to accounts, by their place in the shape."""
        self._moments: list[tuple[int, datetime]] = []
        self._parts: list[tuple[str, Run, Run]] = []
        self._starts: list[int] = []
        shape: list[str] = []
        length = 0
        before: Link | None = None
        last: Atom | None = None
        runs = _mended(line.runs) if "[" in line.text else line.runs
        for run in runs if line.text.isascii() else _cleaned(runs):
            mark, atom = _folded(run)
            if atom is not None and run.link == before:
                self._widen(run)
                continue
            before = run.link if atom is not None else None
            if atom is not None:
                if mark != USER and _is_person(atom, last):
                    mark = USER
                self.atoms[length] = last = atom
            piece = mark or _OWN.sub("\ufffd", run.text)
            if not piece:
                continue
            self._parts.append((run.text if atom else piece, run, run))
            self._starts.append(length)
            shape.append(piece)
            length += len(piece)
        joined = "".join(shape)
        joined = _AT.sub(_joined, joined) if _BRACKET.search(joined) else joined
        self.shape = self._stamped(joined)
        self._ends = (line.start, line.end)

    def _widen(self, run: Run) -> None:
        """Takes a run into the link before it: one link of several styles is one."""
        text, first, _ = self._parts[-1]
        self._parts[-1] = (text + run.text, first, run)
        place = self._starts[-1]
        self.atoms[place] = Atom(self.atoms[place].account, text + run.text)

    def _stamped(self, shape: str) -> str:
        """The shape with its times marked; their length stays, so that offsets do."""
        out: list[str] = []
        last = 0
        for stamp in stamps(shape):
            if stamp.moment:
                self._moments.append((stamp.start, stamp.moment))
            out += [shape[last : stamp.start], STAMP * (stamp.end - stamp.start)]
            last = stamp.end
        return "".join([*out, shape[last:]]) if out else shape

    def moment(self, start: int, end: int) -> datetime | None:
        """The first time that can be told inside a stretch of the shape."""
        place = bisect_left(self._moments, start, key=lambda one: one[0])
        if place == len(self._moments) or self._moments[place][0] >= end:
            return None
        return self._moments[place][1]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source behind ``[start, end)`` of the shape; a link is meant as a whole."""
        if start >= end or not self._parts:
            return Span(self._ends[0], self._ends[0])
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        _, run, _ = self._parts[first]
        low = run.start + start - self._starts[first] if self._exact(first) else run.start
        _, _, run = self._parts[last]
        high = run.start + end - self._starts[last] if self._exact(last) else run.end
        return Span(low, high)

    def _exact(self, index: int) -> bool:
        return self._parts[index][1].exact and self._starts[index] not in self.atoms

    def visible(self, start: int, end: int) -> str:
        """What a reader sees of ``[start, end)`` of the shape."""
        if start >= end or not self._parts:
            return ""
        if len(self._parts) == 1 and not self.atoms:
            return self._parts[0][0][start:end]
        out: list[str] = []
        index = bisect_right(self._starts, start) - 1
        while index < len(self._parts) and self._starts[index] < end:
            text, place = self._parts[index][0], self._starts[index]
            out.append(text if place in self.atoms else text[max(start - place, 0) : end - place])
            index += 1
        return "".join(out)


def _joined(found: re.Match[str]) -> str:
    """The sign of an address in as many characters as its bracket has."""
    return "@".ljust(len(found[0]), "-")


def _cleaned(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs in NFC, without what nobody sees: such a run comes word by word, so that each keeps its place."""
    for run in runs:
        text = run.text
        if run.link is not None or (unicodedata.is_normalized("NFC", text) and not names.HIDDEN.search(text)):
            shown = text if run.link is None else names.cleaned(text)
            yield run if shown == text else run._replace(text=shown, exact=False)
            continue
        for part in _PARTS.finditer(text):
            if part["hidden"]:
                continue
            start, end = (
                (run.start + part.start(), run.start + part.end()) if run.exact else (run.start, run.end)
            )
            word = normalize("NFC", part[0])
            yield Run(word, start, end, run.bold, run.struck, None, run.exact and word == part[0])


def _mended(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, with a link to an account that lacks a bracket as the link that was meant: ``[[User:Ada|Ada Obi]``."""
    for run in runs:
        last = 0
        for start, end, target, shown in light.broken_links(run.text) if run.link is None else ():
            link = targets.of_title(target)
            if link.kind in _MARKS:
                yield _part(run, last, start)
                yield _part(run, start, end)._replace(text=shown, link=link, exact=False)
                last = end
        yield _part(run, last, len(run.text)) if last else run


def _part(run: Run, start: int, end: int) -> Run:
    """A stretch of a run, with its place."""
    low, high = (run.start + start, run.start + end) if run.exact else (run.start, run.end)
    return run._replace(text=run.text[start:end], start=low, end=high)


def _is_person(atom: Atom, last: Atom | None) -> bool:
    """Whether a link to a talk page or to contributions names whose they are, and not the signer who is linked before it."""
    if last and last.account == atom.account:
        return False
    shown = atom.text.strip()
    own = names.key(names.target(shown)) == names.key(atom.account)
    return own or (last is not None and shown[:1].isupper() and shown.casefold() not in _TALK_WORDS)


def with_temporary(line: Line) -> Line:
    """A line in which the typed names of temporary accounts, which are no words, are links to them."""
    if "~2" not in line.text:
        return line
    return replace(line, runs=tuple(part for run in line.runs for part in _temporary(run)))


def _temporary(run: Run) -> Iterator[Run]:
    last = 0
    for found in _TEMPORARY.finditer(run.text) if run.link is None else ():
        yield _part(run, last, found.start())
        yield _part(run, *found.span())._replace(link=targets.of_title(f"User:{found[0]}"))
        last = found.end()
    yield _part(run, last, len(run.text)) if last else run


def _folded(run: Run) -> tuple[str, Atom | None]:
    """A run's mark and account, where it is a link to one that names one."""
    link = run.link
    if link is None:
        return "", None
    if link.kind in (LinkKind.PAGE, LinkKind.EXTERNAL):  # a link to a user page of another wiki
        owner = names.owner(link.target)
        return (USER, Atom(owner, run.text)) if owner else ("", None)
    account = names.target(link.target)
    if account:
        return _MARKS[link.kind], Atom(account, run.text)
    # ``[[User:]]`` that nobody filled in: what it shows is no text of the author
    return (" ", None) if names.prefix_at(run.text) or not run.text.strip() else ("", None)
