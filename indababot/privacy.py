"""E-mail addresses and phone numbers: found, and masked in every text that leaves the program."""

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
PHONE = re.compile(r"(?<![\w/=.-])\+?\(?\d[\d ().\u00a0-]{7,}\d(?![\w/-])")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]\d{4}")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ -]*)+|\d{1,2}[ .]\d{1,2}[ .](?:19|20)\d\d.*")
_URL = re.compile(r"(?:https?:)?//\S+")


def personal(text: str) -> list[tuple[int, int]]:
    """Where e-mail addresses and phone numbers stand in a text, in order."""
    return sorted(match.span() for pattern in (EMAIL, PHONE) for match in pattern.finditer(text))


def masked(text: str) -> str:
    """A text with ``[e-mail]`` and ``[phone]`` for its addresses and numbers. Dates, numbers and addresses of pages stay."""
    if "@" in text:
        text = EMAIL.sub("[e-mail]", text)
    links = [match.span() for match in _URL.finditer(text)]

    def replaced(match: re.Match[str]) -> str:
        number = match[0]
        inside = any(start <= match.start() < end for start, end in links)
        digits = sum(char.isdigit() for char in number)
        if inside or _DATE.search(number) or _YEARS.fullmatch(number.strip()) or not 8 <= digits <= 15:
            return number
        return "[phone]"

    return PHONE.sub(replaced, text)
