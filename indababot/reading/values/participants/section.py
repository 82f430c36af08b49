"""The lines below "Interested participants": who is interested, who signed, and what was said.

A list entry of the first level, a paragraph, or a row of a table is a participant; what is nested below it is a reply and becomes a
line of its comment. A reply's text is what a reader sees, without the signature of whoever wrote it: a reply makes nobody a
participant, unless the nested line holds nothing but an account. A template that stands alone, a line of links and prose are nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.markup import LISTED, Line, LineKind, Lines, LinkKind, cut
from indababot.reading.values.choices.boxes import entered
from indababot.reading.values.participants.entries import entry, reply
from indababot.reading.values.participants.mentions import Entry, Person
from indababot.reading.values.participants.rows import person_of
from indababot.reading.values.participants.talk import without_talk
from indababot.reading.values.participants.titles import with_titles
from indababot.reading.values.people import separators
from indababot.reading.values.people.about import begins_sentence
from indababot.reading.values.people.called import entry_start, introduction
from indababot.reading.values.people.field import is_links, origins
from indababot.reading.values.people.several import is_place
from indababot.reading.values.people.tables import Column, Row, columns_of, rows_in, uncaptioned
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import said_in, unnumbered
from indababot.reading.values.signatures.finder import find
from indababot.reading.values.signatures.signed import signed_line
from indababot.reading.values.signatures.tokens import Tokens, with_temporary
from indababot.reading.values.wording import (
    LISTED_WORDS,
    any_of,
    is_name,
    is_no_account,
    is_organisation,
    is_personal,
)
from indababot.records import FieldKey, Participant, Remark, RemarkKind, Span, Unrecognised
from indababot.wikicode import light

_INDENTS = (LineKind.INDENT, LineKind.DEFINITION)
_TITLES = (LineKind.HEADING, LineKind.HEADER_CELL, LineKind.TERM)
_SAID = lexicon().participants
_HINT = late(
    r"[\W_]*|\s*<[^<>]*>\s*|[^\w~]*~{3,5}[^\w~]*"
    rf"|\W*(?:\w+\W+){{0,3}}?(?:{any_of(_SAID.hint_verbs)})(?!\w)[^.!?]{{0,40}}?(?<!\w)(?:{any_of(_SAID.hint_objects)})(?!\w).{{0,60}}",
    re.IGNORECASE | re.DOTALL,
)
_CLOSES = late(rf"\W*(?:[^\W\d_]{{1,5}}\s+)?(?:{any_of(_SAID.closed)})(?!\w)", re.IGNORECASE)
"""What an organiser says, signed or not, and enters nobody: ``The list is closed.``"""
_LONGEST_HINT = 200
_NEAREST = 50
"""Whoever is answered has not more entries below."""
_THREAD = late(
    rf"\s*(?:\d+\s+)?(?:{any_of(lexicon().interface.threads)})(?:\s*:.{{0,60}})?\s*", re.IGNORECASE
)
_OUTDENT = late(rf"\s*{light.whole_call(any_of(lexicon().templates.outdents))}", re.IGNORECASE)
"""A template that leads a thread back to the margin."""


class Participants(NamedTuple):
    """The people who are interested, in the page's order, the texts that are no entry, and what is to be told about them."""

    participants: tuple[Participant, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _List:
    """What has been read so far."""

    entries: list[Entry] = field(default_factory=list)
    others: list[Unrecognised] = field(default_factory=list)
    anchor: Line | None = None
    """The line of the last entry of the first level."""
    linked: bool = False
    """Whether that line holds a link."""
    broken: bool = False
    """Whether only a line break stands between the last line and the one that comes."""
    before: Line | None = None
    """The line just above, where it is no entry: whoever signs below it may have said it."""


def read(lines: Lines, hints: Sequence[str], authors: Sequence[str] = ()) -> Participants:
    """The participants in some lines; ``hints`` are the texts that the form itself puts there, which are none.

    What one of the ``authors`` (accounts) says below a list or between its entries is said to all.
    """
    known = _known(tuple(hints))
    own = frozenset(map(names.key, authors)) if any(line.kind in LISTED for line in lines) else frozenset()
    lines, talk = without_talk(with_titles(lines))
    lines, captions = uncaptioned(lines)
    lines, unticked = entered(tuple(map(with_temporary, lines)))
    base = min((line.depth for line in lines if line.kind in LISTED), default=0)
    out = _List(others=[*map(_unrecognised, (*captions, *unticked)), *talk])
    columns: list[Column] = []
    for line in rows_in(lines):
        if isinstance(line, Row):
            columns, out.broken = _add_row(out, line, columns), False
            continue
        columns = []
        before, out.before = out.before, None
        broken, out.broken = out.broken, bool(line.runs)
        if _is_empty(line) or _bare(line.text) in known:
            out.before = (
                None if line.runs else before
            )  # in a rendered page a blank line parts a list from what is indented
            continue
        if _is_nobody(line):
            out.others.append(_unrecognised(line))
        elif out.entries and (back := _OUTDENT.match(line.text)):
            out.others.append(_unrecognised(cut(line, 0, back.end())))
            _add_reply(out, cut(line, back.end()))
        elif _is_reply(line, out, base, broken=broken):
            _add_reply(out, line)
        elif answered := _answered(out, line):
            answered[0].said += answered[1]
        elif own and not (line.depth and broken) and _is_said_to_all(line, own):
            out.others.append(_unrecognised(line))
        else:
            said = line.kind in _INDENTS or (line.kind is LineKind.PARAGRAPH and broken)
            _add_entry(out, line, before if said else None)
    others = sorted(out.others, key=lambda one: one.span.start if one.span else 0)
    return Participants(tuple(_participants(out.entries)), tuple(others), tuple(_remarks(out.entries)))


def _is_said_to_all(line: Line, own: frozenset[str]) -> bool:
    """Whether an author says something on a line that is no entry of the list: *Thank you all!* Ada (talk) 10:00, …"""
    if line.kind is not LineKind.PARAGRAPH:
        return False
    said = signed_line(line)
    return said is not None and names.key(said.account) in own and any(map(str.isalpha, said.said))


@lru_cache(maxsize=64)
def _known(hints: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_bare(hint) for hint in hints)


def _is_empty(line: Line) -> bool:
    """Whether a line is blank or a hint; a link that shows nothing still names its account."""
    text = line.text
    prefix = names.prefix_at(text.strip()) if names.has_colon(text) else None
    if prefix and prefix.end == len(text.strip()):
        return not any(run.link and run.link.target for run in line.runs)  # an account that nobody filled in
    if any(run.link for run in line.runs):
        return False
    if text.strip(" .()#").isdigit():
        return line.kind is not LineKind.PARAGRAPH or not text.strip().isdigit()  # nobody took that number
    return is_no_account(text) or (len(text) <= _LONGEST_HINT and _HINT.fullmatch(text) is not None)


def _is_nobody(line: Line) -> bool:
    """Whether a line is a heading, a template, links, the end of the list, or what the wiki puts above a thread."""
    title = line.kind in _TITLES and not _is_headed(line)
    said = _THREAD.fullmatch(line.text) or _CLOSES.match(line.text)
    return title or line.is_template or is_links(line) or said is not None


def _is_headed(line: Line) -> bool:
    """Whether a term names an account, and its definitions are what is said."""
    own = line.kind is LineKind.TERM and any(run.link and run.link.kind is LinkKind.USER for run in line.runs)
    return own and len(line.text) <= _LONGEST_HINT


def _is_reply(line: Line, out: _List, base: int, *, broken: bool) -> bool:
    anchor = out.anchor
    if anchor is None:
        return False
    if line.kind is LineKind.PARAGRAPH and line.depth and broken and not any(run.link for run in line.runs):
        # Behind a line break inside an entry; in a list of lines that are parted by breaks, a word alone is a name.
        remark = out.linked and not out.entries[-1].said and _is_remark(line)
        return remark or anchor.kind in (*LISTED, *_INDENTS)
    if line.kind in LISTED:
        return line.depth > (anchor.depth if anchor.kind in _INDENTS else base)
    if line.kind in _INDENTS:
        return anchor.kind not in _INDENTS or line.depth > anchor.depth
    return False


def _answered(out: _List, line: Line) -> tuple[Entry, list[str]] | None:
    """The entry of whomever a line of the first level calls, where somebody else signs it, and what it says: ``@Ada: yes. Ben (talk)``."""
    if not out.entries or not line.text.lstrip().startswith("@"):
        return None
    tokens = Tokens(line)
    called = next((atom.account for atom in tokens.atoms.values()), None)
    others = {signature.account for signature in find(tokens)} - {called}
    said = reply(tokens) if called and others else []
    last = reversed(out.entries[-_NEAREST:])
    found = next((one for one in last if one.people[0].account == called), None)
    return (found, said) if found and said and isinstance(said, list) else None


def _is_remark(line: Line) -> bool:
    return len(line.text.split()) > 1 and not is_name(line.text, LISTED_WORDS)


def _add_row(out: _List, row: Row, columns: list[Column]) -> list[Column]:
    """Adds whom a row enters, and gives what the columns of its table hold."""
    if not columns and (heads := columns_of(row)):
        return heads
    found, rest = person_of(row, columns)
    out.entries += [found] if found else []
    out.others += map(_unrecognised, rest)
    out.anchor = None
    return columns


def _add_entry(out: _List, line: Line, before: Line | None) -> None:
    flags = dict.fromkeys(origins(line))
    shown = replace(line, runs=tuple(run for run in line.runs if run not in flags)) if flags else line
    if (label := entry_start(shown.text, unnumbered(shown.text))) > 0:
        shown = cut(shown, label)
    listed = line.kind in (*LISTED, *_INDENTS) or unnumbered(line.text) > 0
    found = entry(tokens := Tokens(shown), listed=listed)
    if found is None and (label := introduction(tokens.shape)):
        found = _introduced(cut(shown, label), listed=listed)
    if found and (kept := _named(found)) != found.people:
        found.people = kept
        if not (found.people or found.said):
            return  # a line that nobody has filled in
        found = found if found.people else None
    if found:
        found.said += [run.text for run in flags]
    if found is None:
        out.others.append(_unrecognised(line))
        out.anchor, out.before = None, line
        return
    if _goes_on(out, line, found):
        found.said[:0] = out.entries.pop().said
    before = before if found.people[0].signed_at else None
    if before:
        said = out.others.pop().text or ""
        found.said.insert(0, said[unnumbered(said) :])
    out.entries.append(found)
    out.anchor, out.linked = before or line, any(run.link for run in line.runs)


def _named(found: Entry) -> list[Person]:
    """The people of an entry but for those that nobody has filled in: ``User:your name``."""
    return [one for one in found.people if one.signed_at is not None or not is_no_account(one.account)]


def _goes_on(out: _List, line: Line, found: Entry) -> bool:
    """Whether a line behind a line break is the signature of whom the entry names: ``Ada<br>Ada (talk) 10:02, …``."""
    if line.kind is not LineKind.PARAGRAPH or not line.depth or not out.entries:
        return False
    last = out.entries[-1].people
    same = len(last) == len(found.people) == 1 and last[0].account == found.people[0].account
    return same and last[0].signed_by is None and found.people[0].signed_by is not None


def _introduced(line: Line, *, listed: bool) -> Entry | None:
    """The entry of whoever says who that is, and goes on: My name is *Ada Obi and I would love to come*."""
    tokens = Tokens(line)
    if found := entry(tokens, listed=listed):
        return found
    first = next(separators.separated(tokens.shape), 0)
    rest = tokens.shape[first:].strip()
    if not first or not begins_sentence(rest):
        return None
    end = separators.cut(tokens.shape)[0][1]
    found = entry(Tokens(cut(line, 0, end)), listed=listed)
    if found:
        found.said.append(tokens.visible(end, len(tokens.shape)).strip(" ,،"))
    return found


def _add_reply(out: _List, line: Line) -> None:
    tokens = Tokens(line)
    if told := _dated(tokens, out.entries[-1]):
        said, moment = told
        out.entries[-1].said.append(said)
        (person,) = out.entries[-1].people
        out.entries[-1].people = [person._replace(signed_by=person.account, signed_at=moment)]
        return
    found = reply(tokens)
    if isinstance(found, Entry):
        _leave_heading(out)
        out.entries.append(found)
    else:
        out.entries[-1].said += found


def _dated(tokens: Tokens, entered: Entry) -> tuple[str, datetime] | None:
    """What the one person of an entry who has not signed says on its next line, and its time: ``… <br>great topic 10:02, …``."""
    signed = list(find(tokens))
    if len(signed) != 1 or signed[0].moment is None or tokens.atoms or len(entered.people) != 1:
        return None
    text = said_in(tokens, 0, signed[0].end, [(signed[0].name[1], signed[0].end)])
    is_remark = len(text.split()) > 1 and text[:1].islower() and not is_personal(text)
    return (text, signed[0].moment) if is_remark and entered.people[0].signed_by is None else None


def _leave_heading(out: _List) -> None:
    """Takes the entry of the first level for what it is, where people are nested below it: a place or a group, and nobody."""
    last, anchor = out.entries[-1], out.anchor
    if anchor is None or out.linked or last.said or len(last.people) != 1 or last.people[0].signed_by:
        return
    text = anchor.text.strip(" :：")
    if is_place(text) or is_organisation(text):
        out.entries.pop()
        out.others.append(_unrecognised(anchor))
        out.anchor = None


def _participants(entries: list[Entry]) -> list[Participant]:
    out: list[Participant] = []
    for one in entries:
        for place, person in enumerate(one.people):
            said = one.said if place == 0 else [person.said]
            out.append(
                Participant(
                    username=person.account,
                    comment="\n".join(filter(None, said)) or None,
                    signed_by=person.signed_by,
                    signed_at=person.signed_at,
                    span=person.span,
                )
            )
    return out


def _remarks(entries: list[Entry]) -> list[Remark]:
    return [
        Remark(kind=RemarkKind.UNSIGNED, span=person.span, text=person.account, key=FieldKey.PARTICIPANTS)
        for one in entries
        for person in one.people
        if person.signed_by is None
    ]


def _unrecognised(line: Line) -> Unrecognised:
    return Unrecognised(text=" ".join(line.text.split()), span=Span(*line.source(0, len(line.text))))


def _bare(text: str) -> str:
    """A text for comparing with a hint: without case, blanks and the brackets and stops around it."""
    return " ".join(text.split()).strip(" ()[]<>.*•#").casefold()
