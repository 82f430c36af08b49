"""E-mail addresses in what a reader sees, those included that a person spelt out."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indababot.privacy.signs import COMMON, COUNTRIES, HARD, HARD_END, LABELS, SOFT, Signs, signs

_OPENING = HARD.replace("\\", "")
_LONGEST = 320
"""Characters before and after a sign that are looked at: no address is longer."""
_AROUND = f" \t\n{_OPENING}{HARD_END}{SOFT}".replace("\\", "")
"""What may stand around a word for a dot."""
_MAIL = "mail"
"""How the names of providers end that are a domain without their last part: ``ada (at) gmail``."""
_LONGER_BOX = 4
"""Characters of a sign in brackets that is more than ``(a)``."""
_TOLD = 60
"""How far before a name the word stands that introduces it."""
_PARTS = 10
"""Parts of a domain that are looked at."""
_SHARED = r"[{\[(]\s?[\w.+-]{1,64}(?:\s?[,;|/&]\s?[\w.+-]{1,64}){0,8}\s?[}\])]"
"""Names of one domain, as papers print them: ``{ada, ben}@``."""
_LOCAL = re.compile(rf"(?<![\w.+'’-])['’]*([\w.+-]+(?:['’][\w.+-]+)*|\"[^\"\n]{{1,64}}\"|{_SHARED})\Z")
_BLANKS = re.compile(r"[^\S\n]*(?:\n[^\S\n]*)?")
_BEFORE_BREAK = re.compile(r"\n[^\S\n]*\Z")
_MEDIA = "djvu flac gif jpeg jpg mp3 mpg oga ogg ogv opus pdf png stl svg tif tiff wav webm webp xcf"
_FILES = frozenset(f"{_MEDIA} csv htm html json toml txt".split())
"""Ends of names of files, which no domain has: ``Logo@2x.png``."""
_PAGES = "wiki"
"""How drafts' files end, and domains too: ``Women_at_work.wiki``."""
_SPACED_OUT = re.compile(r"(?<!\S)(?:[\w.+-] ){2,40}@ (?:[\w-] ){2,40}\.(?: [\w.-]){2,40}(?!\w)")
_SECOND = re.compile(r"[\[(]b[\])]", re.IGNORECASE)
"""What follows ``(a)`` where things are counted."""


class Ending(NamedTuple):
    """A text after a sign as a domain that may be one: its last part, and how the dots before its parts are written."""

    last: str
    end: int
    spaced: bool
    """A blank stands in it, or a comma in the place of its dot."""
    spelt: bool
    """A dot is a word, or stands in brackets."""
    usual: bool
    """The last part is no ordinary word."""


class _Said(NamedTuple):
    """How a sign is written, and what stands before it."""

    sign: re.Match[str]
    blanks: tuple[bool, bool]
    """Whether one stands before and after the sign."""
    told: bool
    """A word for mail introduces the name."""
    loud: bool
    """The sign is a word in capitals after a word that is not."""
    torn: bool
    """It begins a line, and the name ends the line before."""


_BEFORE = 5
"""Characters that a sign in brackets has before what :attr:`Signs.near` finds."""


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand in a text that is as a reader sees it, in order; they do not overlap."""
    known = signs()
    free = tried = 0
    for near in known.near.finditer(text):
        for start in range(max(tried, near.start() - _BEFORE), near.start() + 1):
            sign = known.at.match(text, start)
            if sign is None or sign.end() <= near.start():
                continue
            place = _address(text, sign, known, free)
            tried = start + 1
            if place is not None:
                yield place
                free = place[1]
                tried = sign.end()
            break


def spaced_out(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand with a blank between all their letters: ``a d a @ k i b o . o r g``."""
    return (found.span() for found in _SPACED_OUT.finditer(text)) if " @ " in text else iter(())


def _address(text: str, sign: re.Match[str], known: Signs, free: int) -> tuple[int, int] | None:
    """The address around a sign, None where there is none. What is before ``free`` belongs to another."""
    begin = _BLANKS.match(text, sign.end())
    joined = sign[0][0] == sign[0][-1] and sign[0][0] in "-_"
    first, endings = _domains(text, begin.end() if begin else sign.end(), known, joined=joined)
    if first is None or not endings:
        return None
    blanks = text[sign.start() - 1 : sign.start()].isspace(), first.start() > sign.end()
    low = max(free, sign.start() - _LONGEST)
    line = text[low : sign.start()].rstrip(" \t\u00a0\u202f\u2009")
    before = _BEFORE_BREAK.sub("", line)
    spelt = sign.lastgroup != "sign"
    local = (known.local if spelt else _LOCAL).search(before)
    if local is None or (sign.lastgroup == "word" and local[0].casefold() in known.words):
        return None  # "it is at home dot com"
    start = low + local.start(0 if spelt else 1)
    told = spelt and known.mail.search(text, max(0, start - _TOLD), start) is not None
    said = _Said(sign, blanks, told=told, loud=_is_loud(sign[0], before), torn=before != line)
    for ending in reversed(endings):
        domain = text[first.start() : ending.end]
        if _is_domain(domain, ending, said, known):
            return None if _is_handle(text, start, domain, known) else (start, ending.end)
    return None


def _is_handle(text: str, start: int, domain: str, known: Signs) -> bool:
    """Whether a name begins with the sign as well: an account on another site, ``@ada@social.example``."""
    handle = text[start - 1 : start] == "@" and not text[max(0, start - 2) : start - 1].strip(
        " \t\n([{:>|*#\"'"
    )
    return handle and domain.partition(".")[0].casefold() not in known.providers


def _domains(text: str, at: int, known: Signs, *, joined: bool) -> tuple[re.Match[str] | None, list[Ending]]:
    """The first part of a domain at a place, and all the domains that begin with it; a hyphen may belong to a part or to a dot."""
    for number in (1,) if joined else (0, 1):
        first = LABELS[number].match(text, at)
        endings = list(_endings(text, first.end(), known, known.parts[number])) if first else []
        if endings:
            return first, endings
    first = LABELS[0].match(text, at)
    if first and first[0].casefold().endswith(_MAIL) and first[0].casefold() in known.providers:
        return first, [Ending(first[0], first.end(), spaced=False, spelt=True, usual=True)]
    return None, []


def _is_loud(sign: str, before: str) -> bool:
    """Whether a word for "@" stands in capitals after a word that does not."""
    return sign.isupper() and not before[before.rfind(" ") + 1 :].isupper()


def _endings(text: str, at: int, known: Signs, pattern: re.Pattern[str]) -> Iterator[Ending]:
    """Every domain of two parts or more that may begin before ``at``, where its first part ends."""
    spaced = spelt = False
    for count in range(_PARTS):
        part = pattern.match(text, at)
        if part is None:
            return
        dot = text[at : part.start("label")]
        comma = dot in (",", ";")
        if comma and count:
            return
        if part["hyphen"] is not None:
            at = part.end()
            continue
        spaced, spelt = spaced or comma or dot != dot.strip(), spelt or part["spelt"] is not None
        at, last = part.end(), part["label"].casefold()
        own = known.spelt.get(dot.strip(_AROUND).casefold(), known.ending)
        yield Ending(part["label"], at, spaced, spelt, usual=last in own)


def _plain(sign: str) -> str:
    """A sign as a word of prose."""
    return "at" if sign[0] == "@" else sign.casefold()


def _is_domain(domain: str, ending: Ending, said: _Said, known: Signs) -> bool:
    """Whether a text after a sign is a domain: the plainer the sign, the more it is taken for one."""
    sign, blanks = said.sign, said.blanks
    last, plain = ending.last.casefold(), not ending.spaced and not ending.spelt
    file = last in _FILES or (last == _PAGES and plain and sign[0][0] in "-_" and not said.told)
    if file or len(last) < 2 or not re.search(r"[^\W\d_]", last):
        return False
    if sign.lastgroup == "sign" and plain and not any(blanks):
        return True
    capital = ending.last[0].isupper() and not ending.last.isupper()
    if capital and not (ending.spelt or (plain and domain[0].isupper())):
        return False  # a sentence begins there
    usual = ending.usual
    if ending.spelt and sign.lastgroup != "box" and not said.told:  # "we are at this point in time"
        usual = usual and last not in known.prose.get(_plain(sign[0]), ())
    if sign.lastgroup == "box":
        if any(blanks) and len(sign[0]) < _LONGER_BOX and plain:
            listed = said.torn or _SECOND.search(sign.string, ending.end, ending.end + _LONGEST)
            return usual and not listed
        hard = any(bracket in sign[0] for bracket in _OPENING)
        return usual or (hard and (plain or ending.spelt))
    if sign.lastgroup == "sign":
        handle = plain and blanks == (True, False)  # "Ask @ada.me": a name on another site
        if handle:
            return last in COMMON
        spelt = ending.spelt and (last not in known.prose["at"] or not any(blanks))
        return usual or ((plain or spelt) and last in COUNTRIES)
    own = sign[0].casefold() in known.signs
    if ending.spelt:
        return said.loud or usual or (own and last in COUNTRIES)
    # A real dot after a bare word: "see us at example.org" names a site.
    named = own or said.told or domain.partition(".")[0].casefold() in known.providers
    return plain and not said.torn and (said.loud or (named and (usual or last in COUNTRIES)))
