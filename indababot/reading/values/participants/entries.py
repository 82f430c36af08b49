"""One line of a list of participants: the people that it enters, and the rest of what it says."""

import re
from itertools import pairwise

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.participants.linked import is_bare, linked
from indababot.reading.values.participants.mentions import (
    Entry,
    bracket_behind,
    entry_of,
    is_only,
    mentions_in,
    name_end,
    named,
)
from indababot.reading.values.participants.signing import apart, signed_by
from indababot.reading.values.people.about import origin_in
from indababot.reading.values.people.asides import before_number
from indababot.reading.values.people.behind import typed_end
from indababot.reading.values.people.called import account_start, remarks
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import are_accounts, divided, is_description, is_origin, is_place
from indababot.reading.values.people.usernames import role_label
from indababot.reading.values.signatures.comments import EDGES, said_in, unnumbered
from indababot.reading.values.signatures.dates import is_day_of_year
from indababot.reading.values.signatures.finder import find
from indababot.reading.values.signatures.tokens import Tokens
from indababot.reading.values.stretches import trimmed
from indababot.reading.values.wording import (
    LISTED_WORDS,
    OTHERS,
    any_of,
    is_mail,
    is_name,
    is_oneself,
    is_organisation,
    is_personal,
    is_prose,
    is_remark,
    is_role,
    is_sentence,
)

_DASHES = re.compile(r"(?:--+|[—–―~]|(?<!\S)-)\s*$")
_AGREES = late(
    rf"\s*(?:\+\s?1(?!\d)|(?:{any_of(lexicon().participants.agreeing)})(?!\w)(?=\s*[,.!:;،–—]|\s+-+\s))[\s,.!:;،–—-]*",
    re.IGNORECASE,
)
"""``Me too –`` before a name."""
_AGREED = late(
    rf"\s*(?:{any_of(word for word in lexicon().participants.agreeing if not is_oneself(word))})[\s.!]*",
    re.IGNORECASE,
)
"""The same alone: whoever forgot to sign."""
_STOPS = ("!", "?", "…", "؟", "。")
_PARTING = re.compile(r"(?<=\S)\s(?=@\w)")
_ASKING = ("?", "؟")
_LONGEST_DOUBTED = 4
_LONGEST_HAND = 60
_HAND = re.compile(r"(?:\s*(?P<sign>--|~)|\s[-–—])\s*(?P<name>[^\W\d_][\w.'’ -]{0,40}?)\s*$")


def entry(tokens: Tokens, *, listed: bool) -> Entry | None:
    """The entry that a line is, or None. A bare name counts in a list, and alone on a line."""
    signed = list(find(tokens))
    if signed:
        return signed_by(tokens, signed)
    mentions = mentions_in(tokens, 0, len(tokens.shape))
    if mentions:
        return linked(tokens, mentions)
    return _bare(tokens, listed=listed)


def reply(tokens: Tokens) -> Entry | list[str]:
    """What a nested line says, without its signatures; an entry where it holds nothing but accounts."""
    signed = list(find(tokens))
    gaps = [gap for one in signed for gap in ((one.start, one.end), *apart(one))]
    said = said_in(tokens, 0, len(tokens.shape), gaps)
    mentions = mentions_in(tokens, 0, len(tokens.shape)) if not signed else []
    dashes = _DASHES.search(tokens.shape, 0, mentions[-1].start) if mentions else None
    if dashes and dashes.start() and not tokens.shape[mentions[-1].end :].strip(EDGES + "."):
        said = said_in(tokens, 0, dashes.start(), [])  # signed with three tildes, or by hand
    if (signed and not said) or (mentions and is_only(tokens, mentions)):
        return entry(tokens, listed=True) or []
    return [said] if said else []


def _bare(tokens: Tokens, *, listed: bool) -> Entry | None:
    """An entry by bare name: a name, a list of names, or in a list a name and what it says."""
    shape = tokens.shape
    start = unnumbered(shape)
    if remarks(shape, start) or _AGREED.fullmatch(shape, start):
        return None
    if listed and (known := _agreed(tokens, start) or _by_hand(tokens, start)):
        return known
    if parts := _parted(shape, start):
        return Entry([named(tokens, *part) for part in parts])
    pieces = cut(shape, start)
    if listed and (told := _labelled(tokens, pieces)):
        return told
    people, said = _listed(tokens, pieces)
    if people and all(
        is_name(tokens.visible(*piece), LISTED_WORDS) and name_end(shape, *piece) == piece[1]
        for piece in people
    ):
        own = _own_brackets(tokens, pieces, people)
        out = [named(tokens, *piece)._replace(said=own.get(piece[0], "")) for piece in people]
        return entry_of(out, ", ".join(text for start, text in said if start not in own))
    first = max(role_label(shape, start, len(shape)), _behind_remark(shape, start))
    end = name_end(shape, first, len(shape))
    name = tokens.visible(first, end)
    if shape[end:].strip() in _ASKING and not _is_doubted(name):
        return None
    counts = listed or _is_remarked(tokens, first, end)
    if not counts or (end == len(shape) and first == start) or not is_name(name, LISTED_WORDS):
        return None
    if (
        is_prose(shape, len(pieces))
        and shape[end : end + 1] in (".", ",")
        and not (shape[end] == "," and is_personal(name))
    ):
        return None
    around = " ".join(filter(None, (said_in(tokens, start, first, []), said_in(tokens, end, len(shape), []))))
    return entry_of([named(tokens, first, end)], around)


def _behind_remark(shape: str, start: int) -> int:
    """Where a name begins behind small words about how its owner comes: *via e-mail:* Ada Obi; else ``start``."""
    said, colon, name = shape[start:].lstrip().partition(":")
    told = (
        bool(colon) and said[:1].islower() and is_remark(said) and is_personal(name) and is_bare(name.strip())
    )
    return len(shape) - len(name.lstrip()) if told else start


def _parted(shape: str, start: int) -> list[tuple[int, int]]:
    """Where the names of a line stand that nothing but the signs before them parts: ``@Ada @Ben``."""
    parts: list[tuple[int, int]] = []
    for between in (*_PARTING.finditer(shape, start), None):
        end = between.start() if between else len(shape)
        if not is_bare(shape[start:end].lstrip("@")) or name_end(shape, start, end) < end:
            return []
        parts.append((start, end))
        start = between.end() if between else end
    return parts if len(parts) > 1 and all(shape[first] == "@" for first, _ in parts) else []


def _is_doubted(name: str) -> bool:
    """Whether it is a name that stands before a mark of a question, and no question: *Ute?* may come."""
    words = name.split()
    return len(words) == 1 or (len(words) < _LONGEST_DOUBTED and all(word[0].isupper() for word in words))


def _is_remarked(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line outside a list is a name and a bracket that says how that person comes: ``Ada Obi (online)``."""
    rest = tokens.shape[end:].strip()
    in_bracket = rest[:1] == "(" and bracket_behind(tokens.shape, end, len(tokens.shape))
    return in_bracket and is_role(rest.strip("()")) and is_bare(tokens.visible(start, end).strip())


def _own_brackets(
    tokens: Tokens, pieces: list[tuple[int, int]], people: list[tuple[int, int]]
) -> dict[int, str]:
    """What brackets say of one person of a list, by where that one's name starts; behind ``A and B`` it may be said of both."""
    out: dict[int, str] = {}
    ends = dict(people)
    for place, (start, end) in enumerate(pieces[1:], 1):
        last = ends.get(start, end)
        aside = tokens.visible(last, end).strip()
        coupled = place == len(pieces) - 1 and tokens.shape[pieces[place - 1][1] : start].strip(EDGES + "،؛;")
        if aside[:1] == "(" and not coupled and bracket_behind(tokens.shape, last, end):
            out[start] = aside
    return out


def _labelled(tokens: Tokens, pieces: list[tuple[int, int]]) -> Entry | None:
    """A name and the account that a word tells: ``Name: Ada Obi, Username: AdaO``."""
    shape = tokens.shape
    told = [place for place, (start, end) in enumerate(pieces) if account_start(shape, start, end) > start]
    if len(told) != 1 or not told[0] or not is_name(tokens.visible(*pieces[0]), LISTED_WORDS):
        return None
    start, end = pieces[told[0]]
    others = [tokens.visible(*piece) for piece in pieces if piece != (start, end)]
    return entry_of([named(tokens, account_start(shape, start, end), end)], ", ".join(others))


def _agreed(tokens: Tokens, start: int) -> Entry | None:
    """A name behind what people say before they write it."""
    agrees = _AGREES.match(tokens.shape, start)
    if agrees is None:
        return None
    shape = tokens.shape
    last, end = len(shape.rstrip(" !")), name_end(shape, agrees.end(), len(shape))
    origin = shape[end:].strip(EDGES) if shape[end : end + 1] in (",", "،") else ""
    if origin and (is_organisation(origin) or is_place(origin)):
        last = end
    else:
        origin = ""
    name = tokens.visible(agrees.end(), last)
    if not (is_name(name, LISTED_WORDS) and is_personal(name)):
        return None
    said = said_in(tokens, start, agrees.end(), []).rstrip(" ،")
    return entry_of([named(tokens, agrees.end(), last)], ", ".join(filter(None, (said, origin))))


def _by_hand(tokens: Tokens, start: int) -> Entry | None:
    """What somebody says, with a name behind it in the place of a signature: ``I will come! – Ada``."""
    signed = _HAND.search(tokens.shape, max(start, len(tokens.shape) - _LONGEST_HAND))
    spoken = tokens.shape[start : signed.start()].strip() if signed else ""
    if not (signed and spoken) or not is_bare(signed["name"]):
        return None
    ended = spoken[-1] in _STOPS
    if not ended and (is_name(spoken, LISTED_WORDS) or not (signed["sign"] or is_sentence(spoken))):
        return None
    return Entry([named(tokens, *signed.span("name"))], [said_in(tokens, start, signed.start(), [])])


def _listed(
    tokens: Tokens, pieces: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """Where the names of a list stand, with those divided that slashes divide, and the small words that describe one, with their piece."""
    people: list[tuple[int, int]] = []
    said: list[tuple[int, str]] = []
    for whole, following in pairwise([*pieces, (0, 0)]):
        others = OTHERS.search(tokens.shape, *whole)
        end = trimmed(tokens.shape, whole[0], others.start())[1] if others else whole[1]
        end = before_number(tokens.shape, whole[0], end)
        if end <= whole[0]:
            said.append((whole[0], tokens.visible(*whole)))
            continue
        named_to = name_end(tokens.shape, whole[0], end)
        if len(pieces) > 1 and named_to > whole[0] and bracket_behind(tokens.shape, named_to, end):
            end = trimmed(tokens.shape, whole[0], named_to)[1]  # ``…, Ada (maybe) and Ben``
        end = min(origin_in(tokens.shape, whole[0], end), typed_end(tokens.shape, whole[0], end))
        piece = whole[0], end
        before = tokens.visible(*people[-1]) if people else ""
        after = tokens.shape[slice(*following)]
        if before and (
            is_description(tokens.shape, *piece, before, described=bool(said))
            or is_origin(tokens.shape, *piece, after, before, described=bool(said))
            or is_organisation(tokens.visible(*piece))
            or is_day_of_year(tokens.visible(*piece))
            or is_mail(tokens.shape[slice(*piece)])
            or (len(people) == 1 and (not after or is_mail(after)) and is_place(tokens.visible(*piece)))
        ):
            said.append((whole[0], tokens.visible(*piece)))
            continue
        if before and len(words := tokens.visible(*piece).split()) > 2 and all(map(str.islower, words)):
            said.append((whole[0], " ".join(words)))  # ``…, name to follow``
            continue
        parts = divided(tokens.shape, *piece)
        several = are_accounts([tokens.visible(*part) for part in parts], frozenset())
        people += parts if several else [piece]
        said += [(whole[0], tokens.visible(piece[1], whole[1]).strip())] if piece != whole else []
    return people, said
