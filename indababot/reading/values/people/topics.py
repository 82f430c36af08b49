"""What stands beside a speaker of a panel and is nobody: the talk, in quotation marks or behind a colon or a dash."""

import re

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import is_person
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import ACCOUNTS, USER
from indababot.reading.values.wording import BRACKET, OTHERS, any_of, is_group, is_role

_SIGNS = '"“”„«»'
_INSIDE = f"[^{_SIGNS}{ACCOUNTS}]{{3,160}}"
_QUOTED = re.compile(
    rf"(?<![\w{_SIGNS}{ACCOUNTS}])(?:\"{_INSIDE}\"|“{_INSIDE}”|„{_INSIDE}[“”]|«{_INSIDE}»)(?![\w{_SIGNS}{ACCOUNTS}])"
)
_PARTED = re.compile(r"\s*[,;:：،؛–—-]\s*$|[(\[/]\s*$")
"""What parts a quotation from the name before it; without it a nickname may be quoted."""
_WORDS = any_of((*lexicon().people.conjunctions, *lexicon().people.introducing))
_APART = late(rf"\s*(?:[,;:：،؛–—()\[\]/&+-]|$|(?:{_WORDS})(?!\w))", re.IGNORECASE)
_LISTED = late(rf"\s*(?:[,;،؛(\[/&+]|(?:{any_of(lexicon().people.conjunctions)})(?!\w))", re.IGNORECASE)
"""What stands behind a name in a list."""
_CUTTING = re.compile(r"[\s,;،؛•·]")
_COMMA = re.compile("[,;،؛]")
_FEW_WORDS = 2
_BEHIND = re.compile(r"\s*[:：]\s+|\s+(?:--?|[–—])\s+")
_CONJUNCTION = late(rf"\s(?:&|{any_of(lexicon().people.conjunctions)})$", re.IGNORECASE)
_LONGEST = 300


def quoted(shape: str) -> list[tuple[int, int]]:
    """The titles in quotation marks, of two words or more, that stand apart from the names of a line: Ada Obi, *"Boats and nets"*."""
    if len(shape) > _LONGEST or not any(sign in shape for sign in _SIGNS):
        return []
    out = [
        found.span()
        for found in _QUOTED.finditer(shape)
        if _is_title(found[0].strip(_SIGNS + " ").split(), shape[: found.start()], shape[found.end() :])
    ]
    rest = without(shape, out)
    return out if any(map(str.isalpha, rest)) or USER in rest else []


def _is_title(words: list[str], before: str, after: str) -> bool:
    """Whether a quotation between two texts is no name: a sign parts it from one, or a person's name stands before a longer one."""
    if len(words) < _FEW_WORDS or _APART.match(after) is None:
        return False
    if not before.strip():
        return after.strip() != ""
    owner = _COMMA.split(before)[-1].strip()
    named = owner.endswith(USER) or (len(words) > _FEW_WORDS and is_person(owner))
    return named or _PARTED.search(before) is not None


def without(shape: str, titles: list[tuple[int, int]]) -> str:
    """A line with a comma and blanks for its titles, and for the colon or dash that leads to one."""
    for start, end in titles:
        low = len(shape[:start].rstrip(" :：–—-"))
        high = end + len(shape[end:]) - len(shape[end:].lstrip(" :：–—-")) if not shape[:low].strip() else end
        shape = f"{shape[:low]},{' ' * (high - low - 1)}{shape[high:]}"
    return shape


def unquoted(shape: str) -> str:
    """A line that begins with a quoted name in a list, with blanks for the quotation marks around names: ``"Ada Obi", "Ben Sow"``."""
    first = _QUOTED.search(shape) if len(shape) <= _LONGEST and shape.lstrip()[:1] in _SIGNS else None
    if (
        first is None
        or shape[: first.start()].strip()
        or not _is_name(first)
        or not _LISTED.match(shape, first.end())
    ):
        return shape
    return _QUOTED.sub(lambda found: f" {found[0][1:-1]} " if _is_name(found) else found[0], shape)


def _is_name(found: re.Match[str]) -> bool:
    text = found[0].strip(_SIGNS + " ")
    return len(cut(text)) == 1 and is_person(text)


def closed(shape: str) -> str:
    """A line in which no blank, comma or conjunction inside quotation marks cuts a name: the group *"Drum and Bell"*."""
    if len(shape) > _LONGEST or not any(sign in shape for sign in _SIGNS):
        return shape
    return _QUOTED.sub(
        lambda found: _CUTTING.sub("_", found[0]) if len(cut(found[0])) > 1 else found[0], shape
    )


def topic(shape: str) -> tuple[int, int] | None:
    """Where the name ends, and the topic begins, in a line that tells what one person will talk about: Ada Obi: *reefs and data*.

    A conjunction with a small word behind it joins no people; whole names, accounts, groups and roles are no topic.
    """
    if len(shape) > _LONGEST:
        return None
    found = _BEHIND.search(BRACKET.sub(lambda one: "_" * len(one[0]), shape))
    if found is None:
        return None
    name, said = shape[: found.start()].strip(), shape[found.end() :].rstrip()
    if any(sign in said for sign in ACCOUNTS) or names.has_colon(said) or OTHERS.search(said):
        return None
    if not (name.strip(" *•") == USER or is_person(BRACKET.sub(" ", name).strip())) or is_role(said):
        return None
    pieces = cut(said)
    texts = [said[slice(*piece)] for piece in pieces]
    if (
        len(pieces) < 2
        or not texts[-1][0].islower()
        or not _CONJUNCTION.search(said[: pieces[-1][0]].rstrip())
    ):
        return None
    told = any(is_person(text) or is_group(text) or is_role(text) for text in texts)
    return None if told else (found.start(), found.end())
