"""Entries that another person signs: somebody is named at the start, or after words such as ``on behalf of``."""

import re
from collections.abc import Iterable
from itertools import pairwise

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.participants.mentions import (
    INITIAL,
    Entry,
    Mention,
    Person,
    entry_of,
    is_only,
    mentions_in,
    person,
)
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import is_person
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import EDGES, NUMBERED, said_in, unnumbered
from indababot.reading.values.signatures.finder import Signature
from indababot.reading.values.signatures.tokens import ACCOUNTS, TALK, Tokens
from indababot.reading.values.stretches import trimmed
from indababot.reading.values.wording import LISTED_WORDS, any_of, is_name, is_personal, is_remark

_SAID = lexicon().participants
_SEVERAL = 2


def _inside(phrases: Iterable[str], inserted: str) -> str:
    """Phrases such as ``added by`` with something before their last word: ``added on her behalf by``."""
    parts = [phrase.rpartition(" ") for phrase in phrases if " " in phrase]
    firsts, lasts = any_of(first for first, _, _ in parts), any_of(last for _, _, last in parts)
    return rf"(?:{firsts})\s+{inserted}\s+(?:{lasts})"


_WORD_END = r"(?:(?<=['’])|(?!\w))"
_ADD = rf"(?:(?:{any_of(_SAID.adding)}){_WORD_END}\s*)?"
_RELATION = rf"(?:(?:{any_of(_SAID.relations)})(?!\w)\s*[,،]?\s*)?"
"""Who is entered, to the one who does it: for *my colleague* Ada."""


def _behalf(words: Iterable[str]) -> str:
    return rf"(?<!\w){_ADD}(?:{any_of(words)}){_WORD_END}\s*:?\s*{_RELATION}"


ON_BEHALF = late(
    rf"[\s(]*{_behalf((*_SAID.on_behalf, *_SAID.entered_for))}$"
    rf"|(?:^|[(–—-])\s*(?:{any_of(_SAID.on_behalf_short)})(?!\w)\s*:?\s*{_RELATION}$",
    re.IGNORECASE,
)
"""What stands before somebody whom the signer enters."""
_THEIR_NAME = rf"(?:{any_of(_SAID.in_their_name)})(?!\w)"
_ADDED = "|".join((any_of(_SAID.added_by), _inside(_SAID.added_by, _THEIR_NAME)))
ADDED_BY = late(
    rf"[\s(\[,;،–—-]*(?<!\w)(?:{_ADDED})(?!\w)\s*:?\s*$"
    rf"|(?:\s*[(\[]|(?<=[{ACCOUNTS}])\s)\s*(?:{any_of(_SAID.added_by_short)})(?!\w)\s*:?\s*$",
    re.IGNORECASE,
)
"""What stands before the signer who entered another."""
_IN_THEIR_NAME = late(rf"[\s(,]*(?<!\w){_THEIR_NAME}[\s).,;:–—-]*$", re.IGNORECASE)
_FOR_SOMEBODY = late(
    rf"\s*(?:{any_of(_SAID.on_behalf_short)})\s+{_RELATION}(?P<name>[^\W\d_][^:,;!?(){ACCOUNTS}\n]{{1,60}}?)\s*(?P<colon>:?)\s*$",
    re.IGNORECASE,
)
"""``For Ada:`` before a signature."""
_FOR_BY = late(
    rf"\s*(?:{any_of(_SAID.entered_for)}){_WORD_END}\s*{_RELATION}(?P<name>[^\W\d_][^:,;!?(){ACCOUNTS}\n]{{1,60}}?)"
    rf"\s+(?:{any_of(_SAID.added_by_short)})\s*$",
    re.IGNORECASE,
)
"""``Registered for Ada by`` before a signature."""
_OPENS_WITH_BEHALF = late(rf"[\s(]*{_behalf(_SAID.on_behalf)}", re.IGNORECASE)
_SIGNS = re.compile(r"(?:\s*(?:\+1|[^\w\s\ue000-\uf8ff(\[{])){1,5}\s*")
"""Little pictures and signs of support at the start of an entry: ``+1``."""
_FOR = late(
    rf"[\s(]*(?:{any_of((*_SAID.on_behalf, *_SAID.on_behalf_short, *_SAID.entered_for))}){_WORD_END}\s*:?\s*{_RELATION}",
    re.IGNORECASE,
)
_ADDING = late(rf"\s*(?:{any_of(_SAID.adding)}){_WORD_END}\s*:?\s*{_RELATION}", re.IGNORECASE)
_ADDING_ENDS = late(rf"\s+(?:{any_of(_SAID.adding_ends)})\W*$", re.IGNORECASE)
_JOINED = late(rf"\s*,?\s*(?:{any_of(lexicon().people.conjunctions)}|&)\s*", re.IGNORECASE)
"""Between several people and the one of them who signs for all."""
_AND_TO = late(rf"(?:[\W_]|\b(?:{any_of(lexicon().people.conjunctions)}|[^\W\d_]{{1,2}})\b)*", re.IGNORECASE)
"""Between several people whom the signer enters: registering *a* Ada *y a* Ben."""
_DASHES = "-–—~"
_WINDOW = 80


def proxy(tokens: Tokens, one: Signature, end: int) -> Entry | None:
    """Somebody whom the signer entered: named at the start, or after words that say so."""
    before = [mark for mark in mentions_in(tokens, 0, one.start) if mark.account != one.account]
    if before and TALK not in tokens.shape[one.start : one.end]:
        behalf = ON_BEHALF.fullmatch(tokens.shape[before[-1].end : one.name[0]])
        if behalf and is_only(tokens, before[-1:], before[-1].end):  # ``Ada on behalf of Ben`` and a time
            meant = Mention(one.account, *one.name)
            said = said_in(tokens, one.end, end, [])
            signer = one._replace(account=before[-1].account)
            return entry_of([_entered_by(tokens, meant, signer)], said)
    after = [mark for mark in mentions_in(tokens, one.end, end) if mark.account != one.account]
    spoken = [
        mark
        for low, marks in ((0, before), (one.end, after))
        for mark in marks
        if ON_BEHALF.search(tokens.shape[max(low, mark.start - _WINDOW) : mark.start])
    ]
    named = spoken or _entered(tokens, before, one)
    if named:
        gaps = [_with_words(tokens, mark, one.end if mark.start >= one.end else 0) for mark in named]
        if not spoken and len(named) > 1:
            gaps = [(named[0].start, named[-1].end)]  # with what joins them
        added = ADDED_BY.search(tokens.shape, max(0, one.start - _WINDOW), one.start)
        gaps += [added.span()] if added else []
        lead = (
            "" if is_only(tokens, named, one.start) else _without_words(said_in(tokens, 0, one.start, gaps))
        )
        rest = said_in(tokens, one.end, end, gaps)
        said = " ".join(part for part in (lead, rest) if part)
        people = [_entered_by(tokens, mark, one) for mark in named]
        if not spoken and _JOINED.fullmatch(tokens.shape, named[-1].end, one.start):
            people.append(Person(one.account, tokens.span(*one.name), one.account, one.moment))
        return entry_of(people, said)
    return _spoken(tokens, one, end)


def _entered(tokens: Tokens, mentions: list[Mention], one: Signature) -> list[Mention]:
    """The accounts at the start of an entry that another person signed; a greeting or a question enters nobody."""
    if not mentions:
        return []
    lead = tokens.shape[: mentions[0].start]
    words = NUMBERED.sub("", lead).strip(EDGES + "([")
    if "@" in lead or (words and not _ADDING.fullmatch(words)):
        return []
    if is_only(tokens, mentions, one.start):
        return mentions
    if words and all(_AND_TO.fullmatch(tokens.shape, a.end, b.start) for a, b in pairwise(mentions)):
        return mentions
    rest = tokens.shape[mentions[0].end : one.start]
    if ADDED_BY.search(rest, max(0, len(rest) - _WINDOW)):
        return mentions if is_only(tokens, mentions, mentions[-1].end) else mentions[:1]
    return [] if "?" in rest or rest.lstrip()[:1] in (",", ":", "!", "،") else mentions[:1]


def _spoken(tokens: Tokens, one: Signature, end: int) -> Entry | None:
    """A bare name before ``added by`` or after ``on behalf of``."""
    added = ADDED_BY.search(tokens.shape, max(0, one.start - _WINDOW), one.start)
    opens = start = unnumbered(tokens.shape)
    signs = _SIGNS.match(tokens.shape, start, one.start)
    if signs and _OPENS_WITH_BEHALF.match(tokens.shape, signs.end(), one.start):
        start = signs.end()
    sign = tokens.visible(opens, start).strip(EDGES)
    apart = one.name[1] < one.start and ADDED_BY.search(
        tokens.shape, max(0, one.name[0] - _WINDOW), one.name[0]
    )
    if apart and tokens.shape[start : apart.start()].strip(EDGES):
        added, apart = apart, None  # ``Ben (added by Ada) 5 June 2023``
    stop = added.start() if added else one.start
    if apart:
        start = one.name[1]  # ``Added by Ada for Ben, 5 June 2023``
        lead = _FOR.match(tokens.shape, start, stop)
    else:
        lead = (_FOR if added else _OPENS_WITH_BEHALF).match(tokens.shape, start, stop)
        if lead is None and (lead := _adding(tokens.shape, start, stop)):
            ends = _ADDING_ENDS.search(tokens.shape, lead.end(), stop)
            stop = ends.start() if ends else stop
    by = None if lead or added else _FOR_BY.match(tokens.shape, start, one.start)
    named = None if lead or added else by.start("name") if by else _for_somebody(tokens.shape, start, one)
    stop = by.end("name") if by else stop
    if not (lead or added or named):
        return None
    start = lead.end() if lead else named or start
    meant = _IN_THEIR_NAME.search(tokens.shape, max(start, stop - _WINDOW), stop)
    stop = meant.start() if meant and meant.start() > start else stop
    said_behind = said_in(tokens, one.end, end, [])
    if several := _several(tokens, start, stop):
        people = [_entered_by(tokens, mark, one) for mark in several]
        return entry_of(people, " ".join(filter(None, (sign, said_behind))))
    text = _name_in(tokens, start, stop)
    about = ""
    if "," in text and not is_name(text, LISTED_WORDS):  # ``for Ada, who has no account``
        text, _, about = map(str.strip, tokens.visible(start, stop).strip(EDGES + "()[]").partition(","))
    if not is_name(text, LISTED_WORDS):
        return None
    said = " ".join(filter(None, (sign, about, said_behind)))
    return entry_of([_entered_by(tokens, Mention(names.account(text), start, stop), one)], said)


def _adding(shape: str, start: int, stop: int) -> re.Match[str] | None:
    """Words that add somebody whose name follows, large; what one registers else is one's interest."""
    lead = _ADDING.match(shape, start, stop)
    return lead if lead and shape[lead.end() : lead.end() + 1].isupper() else None


def entered_by_link(tokens: Tokens, mark: Mention) -> Entry | None:
    """A bare name that the account of an entry entered, as words beside that say: ``Ben (added by Ada)``, ``(added by Ada) Ben``."""
    start, stop = unnumbered(tokens.shape), len(tokens.shape)
    added = ADDED_BY.search(tokens.shape, max(start, mark.start - _WINDOW), mark.start)
    if added is None:
        return None
    if tokens.shape[start : added.start()].strip(EDGES + "(["):
        if tokens.shape[mark.end :].strip(EDGES + ")]."):
            return None
        lead = _FOR.match(tokens.shape, start, added.start())
        start, stop = lead.end() if lead else start, added.start()
    else:
        start = mark.end
    if several := _several(tokens, start, stop):
        return Entry([person(tokens, one, mark.account) for one in several])
    text = _name_in(tokens, start, stop)
    if not is_name(text, LISTED_WORDS) or not is_personal(text):
        return None
    return Entry([Person(names.account(text), tokens.span(start, stop), mark.account)])


def _several(tokens: Tokens, start: int, stop: int) -> list[Mention]:
    """The people of a list whom somebody entered: ``Ada Obi, Ben Oto and Cy Mba``; none where it is one, or not all are whole names."""
    said = tokens.shape[start:stop]
    start += len(said) - len(said.lstrip(EDGES + "()[]"))
    parts = cut(tokens.shape, *trimmed(tokens.shape, start, stop)) if start < stop else []
    texts = [_name_in(tokens, *part) for part in parts]
    if len(parts) < _SEVERAL or not all(is_name(text, LISTED_WORDS) and is_person(text) for text in texts):
        return []
    return [Mention(names.account(text), *part) for text, part in zip(texts, parts, strict=True)]


def _name_in(tokens: Tokens, start: int, stop: int) -> str:
    """What a stretch names, without stops around it; that of an initial belongs to it."""
    text = tokens.visible(start, stop).strip(EDGES + "()[]").lstrip(".")
    return text if INITIAL.search(text) else text.rstrip(EDGES + "()[].")


def _for_somebody(shape: str, start: int, one: Signature) -> int | None:
    """Where the name begins in ``For Ada:`` or ``For Ada –`` before a signature; a word in small letters is no name."""
    found = _FOR_SOMEBODY.match(shape, start, one.start)
    if found is None or not (found["colon"] or shape[one.start : one.end].lstrip()[:1] in _DASHES):
        return None
    name = found["name"]
    personal = name[0].isupper() and is_personal(name) and not is_remark(name)
    return found.start("name") if personal else None


def _entered_by(tokens: Tokens, mark: Mention, one: Signature) -> Person:
    return person(tokens, mark, one.account, one.moment)


def _with_words(tokens: Tokens, mark: Mention, floor: int) -> tuple[int, int]:
    """The place of an account with the ``on behalf of`` before it, which stands behind ``floor``."""
    low = max(floor, mark.start - _WINDOW)
    words = ON_BEHALF.search(tokens.shape[low : mark.start])
    return (low + words.start() if words else mark.start), mark.end


def _without_words(text: str) -> str:
    """A text without the ``adding`` that it began with."""
    bare = text.rstrip(" .!")
    ends = _ADDING_ENDS.search(bare)
    return "" if _ADDING.fullmatch(bare, 0, ends.start() if ends else len(bare)) else text
