"""What stands on a line of its own below a text and is no part of it: a signature, what somebody else says there and signs, a link back
to the top of the page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.form import PEOPLE, Section, text_of
from indababot.reading.markup import CELLS, LISTED, Line, LineKind, LinkKind, cut
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.finder import find
from indababot.reading.values.signatures.tokens import USER, Tokens
from indababot.reading.values.wording import any_of, is_sentence
from indababot.records import FieldKey, Span, Unrecognised

_UNSAVED = re.compile(r"[\s–—-]*~{3,5}\s*")
"""What a wiki makes a signature of when the page is saved."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SIGNERS = (LinkKind.USER, LinkKind.TALK)
_ENDS = " \t\u00a0.)]"
_NAMING = (FieldKey.AUTHORS, FieldKey.USERNAMES)
_ASKS = late(rf"(?<!\w)(?:{any_of(lexicon().forms.please)})(?!\w)", re.IGNORECASE)
_QUESTIONS = ("?", "？", "؟")
_DASHES = " \t\u00a0\u200e\u200f–—-"
_ANSWERS = (
    *(FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES, FieldKey.MODE),
    *(FieldKey.DURATION, FieldKey.COUNTRY, FieldKey.AFFILIATION, FieldKey.REQUIREMENTS),
)
_ENTRIES = (*LISTED, LineKind.INDENT)
_NO_ENTRY = (LineKind.HEADING, *CELLS)


def claim(parts: Sequence[Section]) -> list[Unrecognised]:
    """Takes such lines out of the fields that hold no people, from their ends, and gives them; what stands beside a label is its answer."""
    gone = [told for part in parts if part.key in _NAMING for told in _discussed(part)]
    own = _own(parts)
    for part in parts:
        if part.form is None or part.form.key in PEOPLE:
            continue
        if part.form.key in _ANSWERS:
            gone += _beside(part)
        filled = [place for place, line in enumerate(part.lines) if line.text.strip()]
        while len(filled) > part.inline and _is_below(line := part.lines[filled[-1]]):
            gone.append(_told(line))
            del part.lines[filled.pop() :]
        lines = [part.lines[place] for place in filled]
        first = _first_said(lines, own)
        if first < len(lines):
            headed = first > 1 and lines[first - 1].kind is LineKind.HEADING
            gone += [_headed(lines[first - 1 :])] if headed else map(_told, lines[first:])
            del part.lines[filled[first - headed] :]
    return gone


def _discussed(part: Section) -> list[Unrecognised]:
    """Takes what is said below the names or accounts of a field, from a sentence with a signature on: whoever says it is none of them.

    What asks for something is said to the author wherever it stands: *Please add your account.* Org (talk) 10:00, …
    """
    filled = [line for line in part.lines if line.text.strip()]
    away: list[Line] = []
    waiting: list[Line] = []
    for line in reversed(filled[1:]):
        signed = signed_line(line)
        if signed is None:
            break
        if any(map(str.isalpha, signed.said)):
            waiting.append(line)
        if is_sentence(signed.said) or _asks(signed.said):
            away += waiting
            waiting.clear()
    gone = set(map(id, away))
    others = (line for line in filled if id(line) not in gone)
    away += [line for line in others if (signed := signed_line(line)) and _asks(signed.said)]
    gone = set(map(id, away))
    part.lines = [line for line in part.lines if id(line) not in gone] if gone else part.lines
    return [_told(line) for line in sorted(away, key=lambda line: line.start)]


def _beside(part: Section) -> list[Unrecognised]:
    """Takes the signature with its time that ends a short answer's first line: *Panel* Ada (talk) 10:00, 4 May 2025 (UTC)."""
    first = next((place for place, line in enumerate(part.lines) if line.text.strip()), -1)
    signed = signed_line(replace(part.lines[first], kind=LineKind.PARAGRAPH)) if part.lines else None
    if signed is None or not signed.said.strip(_DASHES):
        return []
    line = part.lines[first]
    part.lines[first] = cut(line, 0, len(line.text[: signed.start].rstrip(_DASHES)))
    return [_told(cut(line, signed.start))]


def _asks(said: str) -> bool:
    """Whether a text without an account asks for something: *Your account, please*."""
    return USER not in said and (said.rstrip(_DASHES).endswith(_QUESTIONS) or _ASKS.search(said) is not None)


def _told(line: Line) -> Unrecognised:
    return Unrecognised(text=" ".join(line.text.split()), span=Span(line.start, line.end))


def _headed(lines: Sequence[Line]) -> Unrecognised:
    """What is said below a heading of its own: *Comments of the reviewers*."""
    label = " ".join(lines[0].text.split())
    return Unrecognised(label=label, text=text_of(lines[1:]), span=Span(lines[0].start, lines[-1].end))


def _own(parts: Sequence[Section]) -> str:
    """What the form tells of its own accounts, for comparing; nothing where it tells none, for then the author may have signed a text."""
    told: list[str] = []
    accounts = False
    for part in parts:
        if part.key in _NAMING:
            runs = [run for line in part.lines for run in line.runs]
            linked = [names.target(run.link.target) for run in runs if run.link and run.link.kind in _SIGNERS]
            told += [*linked, *(line.text for line in part.lines)]
            accounts = accounts or bool(linked) or (part.key is FieldKey.USERNAMES and bool(runs))
    return names.key("\n".join(told)) if accounts else ""


def _first_said(lines: Sequence[Line], own: str) -> int:
    """From which line on others speak and the author answers, each with a signature; the first line is always the author's.

    Where the form tells no accounts, entries of several signers are what others say.
    """
    first = len(lines)
    signers: set[str] = set()
    for place in range(len(lines) - 1, 0, -1):
        signed = signed_line(lines[place], bare=lines[place].kind in _ENTRIES)
        if signed is None or not (own or lines[place].kind in _ENTRIES):
            break
        signers.add(names.key(signed.account))
        first = first if own and names.key(signed.account) in own else place
    return first if own or len(signers) > 1 else len(lines)


class Signed(NamedTuple):
    """The account, what is said before the signature with a sign for each link, and where the signature begins in the line's text."""

    account: str
    said: str
    start: int


def signed_line(line: Line, *, bare: bool = False) -> Signed | None:
    """Whose signature with its time ends a line, and what is said before it; ``bare``: no link tells the account."""
    linked = any(run.link and run.link.kind in _SIGNERS for run in line.runs)
    if line.kind in _NO_ENTRY or not (linked or (bare and _YEAR.search(line.text))):
        return None
    tokens = Tokens(line)
    signed = [one for one in find(tokens) if one.moment]
    if not signed or tokens.shape[signed[-1].end :].strip(_ENDS):
        return None
    start = signed[-1].start
    return Signed(
        signed[-1].account, tokens.shape[:start], _place(line, tokens.span(start, len(tokens.shape)).start)
    )


def _place(line: Line, start: int) -> int:
    """Where in a line's text the source's offset ``start`` is shown."""
    place = 0
    for run in line.runs:
        if start < run.end:
            return place + (max(0, start - run.start) if run.exact else 0)
        place += len(run.text)
    return place


def _is_below(line: Line) -> bool:
    return _is_signature(line) or _stays(line)


def _is_signature(line: Line) -> bool:
    """Whether a line is a signature with its time and nothing else, or tildes that were never saved."""
    if line.kind not in (LineKind.PARAGRAPH, LineKind.INDENT):
        return False
    if "~" in line.text and _UNSAVED.fullmatch(line.text):
        return True
    if not any(run.link and run.link.kind in _SIGNERS for run in line.runs):
        return False
    tokens = Tokens(line)
    signed = [one for one in find(tokens) if one.moment]
    return (
        len(signed) == 1
        and not tokens.shape[: signed[0].start].strip() + tokens.shape[signed[0].end :].strip()
    )


def _stays(line: Line) -> bool:
    """Whether a line is nothing but a link to another place of its page."""
    told = [run for run in line.runs if run.text.strip()]
    return all(run.link is not None and run.link.target.startswith("#") for run in told)
