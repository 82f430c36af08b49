"""How digits are written that are a phone number, and how people write what is none: amounts, scales, things that are counted."""

import re
from itertools import pairwise

from indababot.privacy.chains import AMOUNT, Chain, is_counted
from indababot.privacy.valid import is_code

_NAMED = re.compile(r"(?<![^\W_])[^\W\d_]{3,20}\Z")
"""A word to which a number is joined: ``Ada0712345678``."""
_NAMED_LOW = re.compile(r"(?<![^\W_])[^\W\d_]{2,20}_\Z")
"""The same with a blank of a title between: ``Ada_0712345678``."""
_JOINED = re.compile(r"[xX]\d{1,5}(?!\w)")
"""An extension."""
_NAME = re.compile(r"[^\W\d_]{3,20}(?![^\W_])")
_MONEY = re.compile(r"[^\S\n]?[%$€£₦₵₹¥‰]")
_NO_PHONES = (
    re.compile(r"\d{1,3}(?:\.\d{1,3}){3}"),  # what is nearly an IP address
    re.compile(r"(?:0|[1-9]\d*)[.,]\d+"),  # a decimal
    re.compile(r"\d{1,2}([-./])\d{1,2}\1(?:19|20)\d\d"),  # what is nearly a date
    re.compile(r"\d{4}[-‐-―−]\d{4}"),  # an ISSN, years or hours from and to
    re.compile(
        r"(?:[01]\d|2[0-4])[0-5]\d[^\S\n]?[-‐-―−][^\S\n]?(?:[01]\d|2[0-4])[0-5]\d"
    ),  # hours with blanks around the dash
    re.compile(r"(?:19|20)\d\d/\d{1,5}|\d{1,5}/(?:19|20)\d\d"),  # an act, a decree: its number and year
    re.compile(r"97[89]\D?(?:\d\D?){9}\d"),  # an ISBN
    re.compile(r"(\d)\1*"),
)
_ROUND = re.compile(r"0(?:[^\S\n]?000){2}\Z")
_UNIT = re.compile(r"[^\S\n]{1,2}[^\W\dA-Z_]{3}")
"""A word in small letters, for what is counted."""
_ROUNDS = re.compile(r"[^\S\n.]000(?!\d).*[^\S\n.]000(?!\d)")
"""Amounts side by side: ``10 000 20 000``."""
_CURRENCY = re.compile(r"[^\S\n]?(?:[A-Z]{3,4}(?![^\W_])|[%$€£₦₵₹¥])")
_CURRENCY_BEFORE = re.compile(r"(?:(?<![^\W_])[A-Z]{3,4}|[$€£₦₵₹¥])[^\S\n]?\Z")
_CODE_OF_AMOUNT = 3
"""Digits of a code before groups of three; what begins with fewer is an amount: nobody writes a number as ``27 821 234 567``."""
_COUNTING = "1234567890" * 2
_GOES_ON = re.compile(r",\d{1,3}(?!\d)")


def begins_with_code(chain: Chain, first: int, last: int) -> bool:
    """Whether some groups are one, or begin with a country's code alone; an amount that is counted is none."""
    if first + 1 == last:
        return True
    low, high = chain.groups[first]
    end = chain.groups[last - 1][1]
    if not is_code(chain.text[low:high]):
        return False
    counted = (
        high - low < _CODE_OF_AMOUNT
        or chain.text[end - 3 : end] == "000"
        or is_counted(chain.text, end)
        or _CURRENCY.match(chain.text, end)
        or _CURRENCY_BEFORE.search(chain.text, max(0, low - 8), low)
    )
    return not (counted and AMOUNT.fullmatch(chain.text, low, end))


def begins_amount(chain: Chain, first: int, last: int) -> bool:
    """Whether the last of some groups is the beginning of an amount that stands beside a number: ``0722555019 1,200``."""
    low, high = chain.groups[last]
    return last > first and high - low <= 3 and _GOES_ON.match(chain.text, high) is not None


def begins_alone(text: str, start: int) -> bool:
    """Whether what stands before some digits leaves them a number of their own: no part of a word, a link's target or an amount."""
    before = text[max(0, start - 1) : start]
    if text[start] == "0" and (before == "#" or before.isalpha()):  # nothing else that is counted begins so
        named = _NAMED.search(text, max(0, start - 22), start) if before != "#" else None
        return named is not None or (before == "#" and not text[max(0, start - 2) : start - 1].isalnum())
    if before == "-" and text[start - 2 : start - 1].isalpha():
        return text[start] == "0"
    if before == "_" and text[start] == "0":
        named = _NAMED_LOW.search(text, max(0, start - 22), start)
        return named is not None and not named[0].isupper()
    if before.isalnum() or before in ("#", "_", "$", "€", "£", "&"):
        return False
    return not (before in (".", ",", "-") and text[start - 2 : start - 1].isdigit())


def ends_alone(text: str, end: int, *, free: bool = False) -> bool:
    """Whether what stands behind some digits does: no word, no percentage; a name may behind ``free`` digits, as nothing else begins."""
    after = text[end : end + 1]
    if free and (_JOINED.match(text, end) or _NAME.match(text, end)):
        return True
    return not after.isalnum() and after not in ("_", "=") and not _MONEY.match(text, end)


def is_grouped(chain: Chain, first: int, last: int, digits: str) -> bool:
    """Whether digits without a zero before them are written as people write phone numbers and nothing else."""
    groups = chain.groups[first:last]
    start, end = groups[0][0], groups[-1][1]
    if len(groups) == 1:  # an account of nine digits of a mobile phone, and no count or number of a thing
        named = chain.text[max(0, start - 1) : start] in ("=", "/", ":")
        return (
            len(digits) in (9, 10)
            and not digits.endswith("000")
            and not named
            and digits not in _COUNTING
            and not is_counted(chain.text, end)
            and not _CURRENCY.match(chain.text, end)
        )
    if AMOUNT.fullmatch(chain.text, start, end):
        return False
    if _ROUNDS.search(chain.text, start, end) or _in_steps(chain, first, last):
        return False
    between = {chain.text[one[1] : other[0]] for one, other in pairwise(groups)}
    uniform = len(between) == 1 or any(")" in signs for signs in between)  # 5-10 10-15 are ranges
    return uniform and all(high - low >= 2 for low, high in groups[1:])


def _in_steps(chain: Chain, first: int, last: int) -> bool:
    """Whether groups are a scale: ``10-20-30-40-50``."""
    values = [int(chain.text[low:high]) for low, high in chain.groups[first:last]]
    steps = {other - one for one, other in pairwise(values)}
    return len(values) > 3 and len(steps) == 1 and not min(steps) % 5


def is_none(written: str) -> bool:
    """Whether digits are written as people write a decimal, an address of a machine, a book or a date."""
    return any(pattern.fullmatch(written) for pattern in _NO_PHONES)


def counts(chain: Chain, first: int, last: int) -> bool:
    """Whether some groups are a round amount with what it counts behind: ``WhatsApp: 60 000 000 users``."""
    start, end = chain.groups[first][0], chain.groups[last - 1][1]
    return _ROUND.search(chain.text[start:end]) is not None and _UNIT.match(chain.text, end) is not None
