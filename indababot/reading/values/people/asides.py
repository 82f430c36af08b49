"""What stands beside a name and is no part of it: remarks in brackets, after a slash or a dash, another name, the sign of a footnote."""

import re

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.form import label_key
from indababot.reading.values.people import about
from indababot.reading.values.people.several import OWN_BRACKET, is_person, is_place, is_whole_name
from indababot.reading.values.signatures.tokens import USER
from indababot.reading.values.wording import (
    BRACKET,
    any_of,
    is_group,
    is_honorific,
    is_nothing,
    is_personal,
    is_pronoun,
    is_role,
)
from indababot.records import FieldKey

_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]<>]*)[)\]]|<(?P<pointed>[^<>]*)>")
_TAIL = re.compile(r"(?:/|\s[-–—]\s|[–—]|--|[:：]\s)(?P<text>[^/–—:：]{1,80})$")
_PRONOUN = re.compile(
    r"(?<=\S)(?:\s+[-–—/])?\s+([^\W\d_]{1,6}(?:(?:/[^\W\d_]{1,6}){1,2}|(?:\s/\s?[^\W\d_]{1,6}){1,2}|/\s[^\W\d_]{1,6}))$"
)
_MARK = re.compile(
    rf"(?:(?<=[^\W\d_]{{2}}|[^\s\d][\u0300-\u036f\u064b-\u0670\u0900-\u0dff])|(?<={USER}))(?<![¹²³⁴-⁹])(?:\d{{1,2}}|[*†‡§¶]+|[¹²³⁴-⁹]+)$"
)
"""The sign of a footnote or of a group behind a name, which a wiki writes above the line."""
_ALSO = late(rf"(?<=[^\s,;:(])\s+(?:{any_of(lexicon().people.also_called)})(?!\w)[\s:]*(?=\S)", re.IGNORECASE)

_ALSO_FIRST = late(rf"(?:{any_of(lexicon().people.also_called)})(?!\w)", re.IGNORECASE)

_WHERE = re.compile(r"\s*[(\[]\s*([^()\[\]]*[^()\[\]\s])\s*[)\]]$")
_MAIL = re.compile(r"\s+[^\s@<>()\[\]]+@[^\s@<>()\[\]]+\.[^\s@<>()\[\]]+$")
_DASHED = re.compile(r"\s[-–—|·•]\s+(?P<where>[^()\[\]]+)$")
_PHONE = late(
    rf"(?<!\w)[\s–—-]*(?:(?<!\w)(?:{any_of(lexicon().privacy.telephone)})[.:\s]{{0,3}})?(?<!\w)[+0](?:\d[\s()/.-]{{0,2}}){{7,14}}$",
    re.IGNORECASE,
)
"""The number of a telephone as it is dialled, and a word for one before it."""
_LONGEST_NUMBER = 80
_FORM_ROLES = frozenset(
    label_key(label.partition("(")[0]) for label in lexicon().labels.fields[FieldKey.AUTHORS]
)
"""Roles that forms ask for, and that begin no name, whatever their case; others may be titles (``Engineer``)."""
_BETWEEN = " \t\u00a0,،;؛:/|·•–—-"
_NEAR = 60
_ALSO_LAST = late(rf"(?<!\w)[,(\[\s]*(?<!\w)(?:{any_of(lexicon().people.also_called)})[\s:]*$", re.IGNORECASE)


def before_also(shape: str, start: int, end: int) -> int:
    """Where a name ends that words for another name follow, before the account that is meant: Ada Obi *(aka*; else ``end``."""
    found = _ALSO_LAST.search(shape, max(start, end - _NEAR), end)
    return found.start() if found and found.start() > start else end


def before_where(shape: str, start: int, end: int) -> int:
    """Where a name ends before a place or a group in brackets that an account follows, or what else stands in its bracket: Ada Obi
    *(Wiki Girls)* …, Ada Obi *– Wiki Girls –* …, Ada Obi *(she,* …; else ``end``."""
    found = _WHERE.search(shape, start, end) if shape[end - 1 : end] in (")", "]") else None
    told = found is not None and found.start() > start and (is_group(found[1]) or is_place(found[1]))
    if found and (told or OWN_BRACKET.fullmatch(found[1])):
        return found.start()
    dashed = _DASHED.search(shape, start, end)
    if dashed and dashed.start() > start and (is_group(dashed["where"]) or is_place(dashed["where"])):
        return dashed.start()
    opening = shape.rfind("(", start, end)
    told = (
        opening > start and ")" not in shape[opening:end] and shape[opening + 1 : end].strip(_BETWEEN) != ""
    )
    return opening if told else end


def before_pronoun(shape: str, start: int, end: int) -> int:
    """Where a name ends that somebody's pronouns follow: Ada Obi *she/her*; else ``end``."""
    found = _PRONOUN.search(shape, start, end) if "/" in shape[start:end] else None
    if found is None or is_nothing(found[1]):
        return end
    # A name stands there too before a slash and a role: Musa *Bello / host*.
    small = found[1][0].islower() and about.is_aside(found[1])
    told = small or is_pronoun(found[1]) or is_role(re.sub(r"\s", "", found[1]))
    return found.start() if told else end


def before_number(shape: str, start: int, end: int) -> int:
    """Where a name ends that the number of a telephone follows: Ada Obi *+254 700 555 019*; else ``end``."""
    window = max(start, end - _LONGEST_NUMBER)
    found = _PHONE.search(shape, window, end) if shape[end - 1 : end].isdigit() else None
    return found.start() if found else end


def is_also(shape: str, start: int, end: int) -> bool:
    """Whether a piece is another name of whoever stands before its comma: Ada Obi, *aka AdaO*."""
    return _ALSO_FIRST.match(shape, start, end) is not None


def asides_in(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a name's text that are none of it, in order."""
    found = _brackets(shape, start, end)
    stop = end
    while not found or found[0][1] == stop:
        tail = _tail(shape, start, stop)
        if tail is None:
            break
        stop = tail[0]
        found.insert(0, tail)
    lead = _lead(shape, start, stop)
    return [(start, lead), *found] if lead > start else found


def _lead(shape: str, start: int, end: int) -> int:
    """Where a role ends that stands before a whole name: *moderator* Ada Obi, *Panelist* Ada Obi; else ``start``."""
    word = shape[start:end].partition(" ")[0]
    if not (word.islower() or label_key(word) in _FORM_ROLES) or not is_role(word) or is_honorific(word):
        return start
    name = BRACKET.sub("", shape[start + len(word) : end]).strip()
    return start + len(word) if is_whole_name(name) else start


def _brackets(shape: str, start: int, end: int) -> list[tuple[int, int]]:
    found = _BRACKET.finditer(shape, start, end)
    return [
        one.span()
        for one in found
        if about.is_aside(one["inside"] or one["pointed"] or "", pointed=bool(one["pointed"]))
    ]


def _tail(shape: str, start: int, end: int) -> tuple[int, int] | None:
    """What ends a text and is said of the name before it."""
    also = _ALSO.search(shape, start, end)
    if also and also.start() > start:
        return also.start(), end
    mark = _MARK.search(shape, start, end)
    marked = shape[start : mark.start()] if mark else ""
    if mark and is_personal(marked) and (len(marked.split()) > 1 or marked == USER):
        return mark.span()
    if (origin := about.origin_in(shape, start, end)) < end:
        return origin, end
    if "@" in shape[start:end] and (mail := _MAIL.search(shape, start, end)):
        return mail.span()
    if (number := before_number(shape, start, end)) < end:
        return number, end
    if (pronoun := before_pronoun(shape, start, end)) < end:
        return pronoun, end
    tail = _TAIL.search(shape, start, end)
    if tail is None or tail.start() <= start or tail["text"].count("(") != tail["text"].count(")"):
        return None
    name, text = shape[start : tail.start()], tail["text"]
    group = shape[tail.start()] == "/" and is_group(text) and is_person(name.strip())
    return tail.span() if group or about.is_said_of(name, text) else None
