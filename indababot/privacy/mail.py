"""E-mail addresses in what a reader sees, those included that a person spelt out."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from indababot.lexicon import languages, lexicon
from indababot.privacy.regions import REGIONS

_HARD, _HARD_END, _SOFT = r"\[({<⟨«‹【〔「", r"\])}>⟩»›】〕」", r"*_|~\"'“”„‘’‚#$=:-"
_OPENING = _HARD.replace("\\", "")
_LONGEST = 320
"""Characters before and after a sign that are looked at: no address is longer."""
_AROUND = f" \t\n{_OPENING}{_HARD_END}{_SOFT}".replace("\\", "")
"""What may stand around a word for a dot."""
_MAIL = "mail"
"""How the names of providers end that are a domain without their last part: ``ada (at) gmail``."""
_LONGER_BOX = 4
"""Characters of a sign in brackets that is more than ``(a)``."""
_TOLD = 60
"""How far before a name the word stands that introduces it."""
_PARTS = 10
"""Parts of a domain that are looked at."""
_LOCAL = re.compile(r"(?<![\w.+'’-])['’]*([\w.+-]+(?:['’][\w.+-]+)*|\"[^\"\n]{1,64}\")\Z")
_BLANKS = re.compile(r"[^\S\n]*(?:\n[^\S\n]*)?")
_BEFORE_BREAK = re.compile(r"\n[^\S\n]*\Z")
_SECOND = re.compile(r"[\[(]b[\])]", re.IGNORECASE)
"""What follows ``(a)`` where things are counted."""
_LABELS = (re.compile(r"\w(?:[\w-]{0,62}\w)?"), re.compile(r"[^\W_]{1,63}"))
"""A part of a domain, and one where hyphens or low lines stand around the words: ``kibo-at-mail-dot-org``."""
_GENERIC = "com org net edu gov int mil info biz name pro africa wiki museum coop online site email cloud dev app xyz"
_COMMON = frozenset(_GENERIC.split())
_TORN = r"(?<=\w)\.\s(?-i:(?=(?:com|org|net)(?![\w-])))"
"""A dot before a blank or a new line, and what begins no sentence behind it: ``ada@example. org``."""
_COUNTRIES = frozenset(code.lower() for code in REGIONS) | {"uk", "eu"}


class Signs(NamedTuple):
    """The patterns of addresses, made from the words of all languages."""

    at: re.Pattern[str]
    near: re.Pattern[str]
    """What stands in every ``at``, found faster: where there is none, there is no address."""
    parts: tuple[re.Pattern[str], ...]
    """A dot and a part of a domain, for each kind of label."""
    local: re.Pattern[str]
    ending: frozenset[str]
    """Last parts of domains that are no ordinary words in any language."""
    spelt: dict[str, frozenset[str]]
    """The same for each word for a dot, in its own language."""
    providers: frozenset[str]
    words: frozenset[str]
    """Ordinary words, which are no name before a word for "@"."""
    mail: re.Pattern[str]
    """A word for mail at the end of what stands before an address."""
    signs: frozenset[str]
    """Words for "@" that mean nothing else."""


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


@cache
def signs() -> Signs:
    """The patterns, made once."""
    words = lexicon().privacy
    named = words.at_signs + words.at_pictures
    at, dot, boxes = any_of(words.at + named), any_of(words.dot), any_of(words.at_in_brackets)
    hyphen, mail, beside = any_of(words.hyphens), any_of(words.mail), any_of(words.beside)
    boxed = rf"\s?(?:{_boxed(rf'(?:[.·•]|{dot})')}|[·•⋅∙])\s?"
    joined = rf"\s?{_boxed(hyphen)}\s?|[^\S\n]{hyphen}[^\S\n]"
    bare = any_of(words.at + named + words.at_in_prose)
    return Signs(
        at=re.compile(
            rf"(?P<box>{_boxed(rf'(?:@t?|{at})')}|(?:(?<=\w)|(?<=\w\s))[\[(]{boxes}[\])](?=\s?\w))|(?P<sign>@{{1,3}})|(?<!\S)(?P<word>{bare})(?!\S)",
            re.IGNORECASE,
        ),
        near=_near(words.at + named + words.at_in_prose, boxes),
        parts=tuple(
            re.compile(
                rf"(?:\.|(?P<spelt>{boxed}|\s{dot}\s)|(?P<hyphen>{joined})|\s\.[^\S\n]?|{_TORN}|[,;])(?P<label>{label.pattern})",
                re.IGNORECASE,
            )
            for label in _LABELS
        ),
        local=re.compile(
            rf"(?<![\w.+-])[\w.+-]+(?:(?:{boxed}|[^\S\n]{dot}[^\S\n]|{joined})[\w.+-]+)*\Z",
            re.IGNORECASE,
        ),
        ending=_last_parts(words.not_domains, words.endings),
        spelt={
            word.casefold(): _last_parts(one.privacy.not_domains, words.endings)
            for one in languages()
            for word in one.privacy.dot
        },
        providers=frozenset(words.providers),
        words=frozenset(words.not_domains),
        mail=re.compile(
            rf"(?<![^\W_]){mail}s?(?:[^\w\n]{{1,3}}{beside}){{0,2}}[^\w\n]{{1,4}}\Z", re.IGNORECASE
        ),
        signs=frozenset(named),
    )


def _last_parts(words: tuple[str, ...], spelt: tuple[str, ...]) -> frozenset[str]:
    """Last parts of domains, ``spelt`` in some language's letters too, that are none of some ordinary words."""
    return (_COMMON | _COUNTRIES | frozenset(spelt)) - {word.casefold() for word in words}


def _boxed(what: str) -> str:
    """A pattern for something in brackets, or between signs that people use like them."""
    return rf"[{_HARD}{_SOFT}]{{1,4}}\s?{what}\s?[{_HARD_END}{_SOFT}]{{1,4}}"


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of some words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"


_ALSO = {"k": "\u212a", "s": "\u017f", "i": "\u0130\u0131", "\u00e5": "\u212b"}
"""Letters that are another's in a comparison without case."""


def _near(words: tuple[str, ...], boxes: str) -> re.Pattern[str]:
    """A pattern for a sign or word for "@".

    It begins with one character of a class whose case counts, and with what most of these lack: so the search passes over others at once.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    firsts = "".join(f"{sign.lower()}{sign.upper()}{_ALSO.get(sign, '')}" for sign in rests)
    begun = "|".join(f"(?<={sign})(?:{'|'.join(rest)})" for sign, rest in rests.items())
    return re.compile(
        rf"[@\[({firsts}](?<![^\W_][{firsts}])(?:(?<=@)|(?<=[\[(])(?i:{boxes})[\])]|(?i:{begun})(?![^\W_]))"
    )


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
        first = _LABELS[number].match(text, at)
        endings = list(_endings(text, first.end(), known, known.parts[number])) if first else []
        if endings:
            return first, endings
    first = _LABELS[0].match(text, at)
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


def _is_domain(domain: str, ending: Ending, said: _Said, known: Signs) -> bool:
    """Whether a text after a sign is a domain: the plainer the sign, the more it is taken for one."""
    sign, blanks = said.sign, said.blanks
    last, plain = ending.last.casefold(), not ending.spaced and not ending.spelt
    if len(last) < 2 or not re.search(r"[^\W\d_]", last):
        return False
    if sign.lastgroup == "sign" and plain and not any(blanks):
        return True
    capital = ending.last[0].isupper() and not ending.last.isupper()
    if capital and not (ending.spelt or (plain and domain[0].isupper())):
        return False  # a sentence begins there
    usual = ending.usual
    if sign.lastgroup == "box":
        if any(blanks) and len(sign[0]) < _LONGER_BOX and plain:
            listed = said.torn or _SECOND.search(sign.string, ending.end, ending.end + _LONGEST)
            return usual and not listed
        hard = any(bracket in sign[0] for bracket in _OPENING)
        return usual or (hard and (plain or ending.spelt))
    if sign.lastgroup == "sign":
        handle = plain and blanks == (True, False)  # "Ask @ada.me": a name on another site
        return last in _COMMON if handle else usual or (plain and last in _COUNTRIES)
    own = sign[0].casefold() in known.signs
    if ending.spelt:
        return said.loud or usual or (own and last in _COUNTRIES)
    # A real dot after a bare word: "see us at example.org" names a site.
    named = own or said.told or domain.partition(".")[0].casefold() in known.providers
    return plain and not said.torn and (said.loud or (named and (usual or last in _COUNTRIES)))
