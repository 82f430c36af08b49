"""How people spell the signs of an e-mail address, in patterns made from the words of all languages."""

import re
from functools import cache
from typing import NamedTuple

from indababot.lexicon import languages, lexicon
from indababot.privacy.regions import REGIONS

HARD, HARD_END, SOFT = r"\[({<⟨«‹【〔「", r"\])}>⟩»›】〕」", r"*_|~\"'“”„‘’‚#$%=:-"
LABELS = (re.compile(r"\w(?:[\w-]{0,62}\w)?"), re.compile(r"[^\W_]{1,63}"))
"""A part of a domain, and one where hyphens or low lines stand around the words: ``kibo-at-mail-dot-org``."""
_GENERIC = "com org net edu gov int mil info biz name pro africa wiki museum coop online site email cloud dev app xyz"
COMMON = frozenset(_GENERIC.split())
_TORN = r"(?<=\w)\.\s(?-i:(?=(?:com|org|net)(?![\w-])))"
"""A dot before a blank or a new line, and what begins no sentence behind it: ``ada@example. org``."""
COUNTRIES = frozenset(code.lower() for code in REGIONS) | {"uk", "eu"}
_ALSO = {"k": "\u212a", "s": "\u017f", "i": "\u0130\u0131", "\u00e5": "\u212b"}
"""Letters that are another's in a comparison without case."""


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
    prose: dict[str, frozenset[str]]
    """For each word for "@" that means something else too, the ordinary words of its languages."""
    providers: frozenset[str]
    words: frozenset[str]
    """Ordinary words, which are no name before a word for "@"."""
    mail: re.Pattern[str]
    """A word for mail at the end of what stands before an address."""
    signs: frozenset[str]
    """Words for "@" that mean nothing else."""


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
            for label in LABELS
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
        prose={
            word.casefold(): _ordinary(word)
            for one in languages()
            for word in (*one.privacy.at, *one.privacy.at_in_prose)
        },
        providers=frozenset(words.providers),
        words=frozenset(words.not_domains),
        mail=re.compile(
            rf"(?<![^\W_]){mail}s?(?:[^\w\n]{{1,3}}{beside}){{0,2}}[^\w\n]{{1,4}}\Z", re.IGNORECASE
        ),
        signs=frozenset(named),
    )


def _ordinary(at: str) -> frozenset[str]:
    """Words that are no end of a domain in a language that has this word for "@"."""
    return frozenset(
        word.casefold()
        for one in languages()
        if at in (*one.privacy.at, *one.privacy.at_in_prose)
        for word in one.privacy.not_domains
    )


def _last_parts(words: tuple[str, ...], spelt: tuple[str, ...]) -> frozenset[str]:
    """Last parts of domains, ``spelt`` in some language's letters too, that are none of some ordinary words."""
    return (COMMON | COUNTRIES | frozenset(spelt)) - {word.casefold() for word in words}


def _boxed(what: str) -> str:
    """A pattern for something in brackets, or between signs that people use like them."""
    return rf"[{HARD}{SOFT}]{{1,4}}\s?{what}\s?[{HARD_END}{SOFT}]{{1,4}}"


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of some words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})"


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
