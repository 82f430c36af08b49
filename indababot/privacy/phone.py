"""Phone numbers in what a reader sees, as libphonenumber knows them.

A number is one where it has an international prefix, is valid in one of an edition's regions, or stands after a word for
telephone. What libphonenumber would take for one, and people write for something else, is told by how it is written: amounts and
counts (groups of three digits, no zero before them), dates and years, ISBN and ISSN, decimals, IP addresses, numbers in links.
"""

import re
from collections.abc import Iterator, Sequence
from operator import mul

from indababot.privacy.chains import AMOUNT, FEWEST_TOLD, Chain, chains, is_introduced, runs, without_offsets
from indababot.privacy.regions import REGIONS
from indababot.privacy.shapes import (
    begins_alone,
    begins_amount,
    begins_with_code,
    counts,
    ends_alone,
    is_grouped,
    is_none,
)
from indababot.privacy.valid import (
    FEWEST,
    NONE,
    ODD,
    POSSIBLE,
    USUAL,
    WITH_CODE,
    begins,
    international,
    is_code,
    is_with_code,
    national,
)

_LETTERED = re.compile(r"(?<![^\W_])(?=[OoIlS]*\d)(?=\d*[OoIlS])[\dOoIlS]{3,}(?![^\W_])")
_MIXED = re.compile(r"[0-9](?:(?<=[OoIlS][0-9])|[OoIlS])")
"""What stands in every such word, found faster."""
_LETTERS = str.maketrans("OoIlS", "00115")
"""Letters that are written for digits: ``O7I2 345 678``."""
_BROKEN = re.compile(
    r"(?<![\w+./-])(?:\+|0(?=\d\d))\d[\d .-]{0,14}(?:(?<!\n)\n[^\S\n]?\d[\d .-]{0,14}){1,3}(?<=\d)(?![\w./-])"
)
"""What may be a number that goes on in the next line."""
_NEXT_LINE = re.compile(r"\n[^\S\n]?\d")
"""What stands in every such number, found faster."""
_JOINT = re.compile(r"[-/‐-―−]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINK = re.compile(r"(?:https?:)?//[^\s<>\[\]{}|\"]+", re.IGNORECASE)
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_DOTTED = re.compile(r"\.\d{1,3}\.\d{1,3}\.\d")
"""What stands in every IP address, found faster."""
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?:[^\S\n]?[A-Z\d]{4}){3,7}(?:[^\S\n]?[A-Z\d]{1,3})?(?!\w)")
_IBAN_BEGINS = re.compile(r"[A-Z]\d\d[^\S\n]?\w{4}")
"""What stands in every number of a bank account, found faster."""
_ISBN = re.compile(r"(?<![\w+-])\d{1,5}-\d{1,7}-\d{1,7}-[\dX](?![\w-])")
_ISBN_ENDS = re.compile(r"-[\dX](?![\w-])")
"""What stands in every number of a book, found faster."""
_CODE = re.compile(r"\+\d{1,3}\)?[^\S\n]?\Z")
"""A country's code before dotted digits: ``(+221) 77.123.45.67``."""
_IP = re.compile(rf"(?<![\d.+]){_BYTE}(?:\.{_BYTE}){{3}}(?!\.?\d)")
_GROUPS = 6
"""Groups of digits that a number has where no zero, no plus sign and no word introduces it."""
_MOST = 15
_SHORTEST, _OLDEST = 7, 11
"""Digits behind a country's code, of a number that is none of today's plan."""


def numbers(text: str, regions: Sequence[str] | None) -> Iterator[tuple[int, int]]:
    """Where phone numbers stand in a text that is as a reader sees it, in order; they do not overlap.

    ``regions`` are ISO codes; with None national numbers of any region count.
    """
    text = _unmistaken(text)
    links: list[tuple[int, int]] | None = None
    last: int | None = None
    for start, end in runs(text):
        for chain in chains(text, start, end, last):
            if not chain.told:
                links = [link.span() for link in _LINK.finditer(text)] if links is None else links
                if any(low <= chain.start < high for low, high in links):
                    continue
            for place in _split(chain, _sorted(regions)):
                last = place[1]
                yield place
    if _NEXT_LINE.search(text):
        yield from _broken(text, _sorted(regions))


def _unmistaken(text: str) -> str:
    """A text of the same length with digits for letters that are written for them, and letters for numbers that are none of a phone."""
    if _MIXED.search(text):
        text = _LETTERED.sub(lambda word: word[0].translate(_LETTERS), text)
    if _DOTTED.search(text):
        text = _IP.sub(_hidden, text)
    if _IBAN_BEGINS.search(text):
        text = _IBAN.sub(_hidden, text)
    if _ISBN_ENDS.search(text):
        text = _ISBN.sub(lambda book: _hidden(book) if _is_isbn(book[0]) else book[0], text)
    return without_offsets(text)


def _hidden(address: re.Match[str]) -> str:
    """An IP address, bank account or book as letters, so that no part of it is a number; what a word for telephone introduces is one."""
    text, start = address.string, address.start()
    number = _CODE.search(text, max(0, start - 7), start) or is_introduced(text, start)
    return address[0] if number else "x" * len(address[0])


def _is_isbn(written: str) -> bool:
    """Whether ten digits are a book's: the last one follows from the others."""
    digits = [10 if sign == "X" else int(sign) for sign in written if sign != "-"]
    return len(digits) == 10 and not sum(map(mul, digits, range(10, 0, -1))) % 11


def _sorted(regions: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(sorted(REGIONS if regions is None else regions))


def _broken(text: str, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where numbers stand of which no line is one, and some lines together are."""
    free = 0
    while match := _BROKEN.search(text, free):
        free, wide = match.end(), match[0][0] == "+"
        lines = match[0].split("\n")
        for count in range(1, len(lines) + 1):
            written = "\n".join(lines[:count])
            digits = re.sub(r"\D", "", written)
            if (international(digits) if wide else national(digits, regions)) == USUAL:
                free = match.start() + len(written)
                if count > 1:
                    yield match.start(), free
                break


def _split(chain: Chain, regions: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The numbers of a chain: those that begin like one first, then what else may be one in the rest."""
    count = len(chain.groups)
    first = list(_within(chain, 0, count, regions, plain=False))
    gaps = zip([0, *(last for _, last in first)], [*(low for low, _ in first), count], strict=True)
    rest = [found for low, high in gaps for found in _within(chain, low, high, regions, plain=True)]
    yield from (chain.place(low, high) for low, high in sorted(first + rest))


def _within(
    chain: Chain, low: int, high: int, regions: tuple[str, ...], *, plain: bool
) -> Iterator[tuple[int, int]]:
    """The numbers in some groups, one after the other: those that begin with a plus or zero, or the ``plain`` ones."""
    while low < high:
        zero = chain.text[chain.groups[low][0]] == "0" or chain.international(low)
        last = None if zero is plain else _number(chain, low, high, regions)
        if last is not None:
            last = _to_its_end(chain, last, high)
            yield low, last
        low = last or low + 1


def _to_its_end(chain: Chain, last: int, high: int) -> int:
    """After which group a number really ends: an extension or the end of another number may be joined to it (``0712345678/79``)."""
    for _ in range(2):
        if last == high:
            break
        start, end = chain.groups[last]
        gap = chain.text[chain.groups[last - 1][1] : start]
        if not (_JOINT.fullmatch(gap) and 2 <= end - start <= 4) or _YEAR.fullmatch(chain.text, start, end):
            break
        last += 1
    return last


def _number(chain: Chain, first: int, limit: int, regions: tuple[str, ...]) -> int | None:
    """After which group a number ends that begins with a group; None where none does."""
    wide = chain.international(first)
    usual, odd, possible = None, None, None
    length = 0
    zero = chain.text[chain.groups[first][0]] == "0"
    bare = not wide and not chain.told
    if bare and not begins_alone(chain.text, chain.groups[first][0]):
        return None
    if bare and zero and not begins(chain.digits(first, first + _MOST)[:_MOST], regions):
        return None  # else each of many single zeros is looked at eight times
    plain = bare and not zero
    for last in range(first + 1, min(limit, first + _GROUPS) + 1 if plain else limit + 1):
        length += chain.groups[last - 1][1] - chain.groups[last - 1][0]
        if length > _MOST + 2 * wide:
            break
        if possible and "/" in chain.text[chain.groups[last - 2][1] : chain.groups[last - 1][0]]:
            break  # another number
        if length < (FEWEST_TOLD if chain.told else FEWEST) or begins_amount(chain, first, last - 1):
            continue
        kind = _kind(chain, first, last, regions)
        if kind == USUAL:
            usual = last
        elif kind == ODD and odd is None:
            odd = last
        elif kind == POSSIBLE:
            possible = last
    return usual or odd or possible


def _kind(chain: Chain, first: int, last: int, regions: tuple[str, ...]) -> int:
    """What some groups are: an ordinary number, one of a special kind, digits that could be one, or none."""
    digits = chain.digits(first, last)
    start, end = chain.groups[first][0], chain.groups[last - 1][1]
    written = chain.text[start:end]
    if chain.international(first):
        kind = international(digits.removeprefix("00")) or _with_a_code(chain, first, digits)
        return NONE if kind == POSSIBLE and AMOUNT.fullmatch(written) and not chain.told else kind
    if all(_YEAR.fullmatch(chain.text, low, high) for low, high in chain.groups[first:last]):
        return NONE
    if chain.told:
        if counts(chain, first, last):
            return NONE
        return max(POSSIBLE, national(digits, regions), international(digits) if len(digits) > 10 else NONE)
    if digits[0] != "0" and len(digits) >= WITH_CODE and ends_alone(chain.text, end):
        if begins_with_code(chain, first, last) and is_with_code(digits, regions):
            return USUAL
        if first + 1 == last:
            return NONE
    if digits[0] != "0" and not is_grouped(chain, first, last, digits):
        return NONE
    kind = national(digits, regions)
    if kind == NONE or is_none(written):
        return NONE
    free = digits[0] == "0" and not chain.text[max(0, start - 1) : start].isalnum()
    return kind if ends_alone(chain.text, end, free=free) else NONE


def _with_a_code(chain: Chain, first: int, digits: str) -> int:
    """What digits behind an international prefix are that are no number today: one with a digit too few, or of an older plan."""
    low, high = chain.groups[first]
    code = chain.text[low:high].removeprefix("00")
    length = len(digits.removeprefix("00")) - len(code)
    return POSSIBLE if is_code(code) and _SHORTEST <= length <= _OLDEST else NONE
