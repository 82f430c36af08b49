"""E-mail addresses and phone numbers: found, and masked in every text that leaves the program."""

import re
from collections.abc import Iterator

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/=.-])\+?\(?\d[\d ().\u00a0-]{7,}\d(?![\w/-])")
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ –-]*)+")
_URL = re.compile(r"(?:https?:)?//\S+")
_DIGITS = range(8, 16)
"""How many digits a phone number has."""


def personal(text: str) -> list[tuple[int, int]]:
    """Where e-mail addresses and phone numbers stand in a text, in order. Dates, years and addresses of pages are none."""
    return sorted((start, end) for start, end, _ in _found(text))


def masked(text: str) -> str:
    """A text with ``[e-mail]`` and ``[phone]`` in the place of what :func:`personal` finds."""
    pieces: list[str] = []
    position = 0
    for start, end, mask in sorted(_found(text)):
        if start >= position:
            pieces += (text[position:start], mask)
            position = end
    return "".join(pieces) + text[position:]


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    if "@" in text:
        yield from ((*match.span(), "[e-mail]") for match in EMAIL.finditer(text))
    links: list[tuple[int, int]] | None = None
    for match in _PHONE.finditer(text):
        number = match[0]
        if sum(char.isdigit() for char in number) not in _DIGITS:
            continue
        if _DATE.search(number) or _YEARS.fullmatch(number):
            continue
        if links is None:
            links = [link.span() for link in _URL.finditer(text)]
        if not any(start <= match.start() < end for start, end in links):
            yield *match.span(), "[phone]"
