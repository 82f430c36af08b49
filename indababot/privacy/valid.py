"""Which digits are a phone number, as libphonenumber's data say."""

import re
from functools import cache, lru_cache

NONE, POSSIBLE, ODD, USUAL = range(4)
"""What digits are: no number, digits that could be one, one of a special kind, an ordinary one."""
FEWEST = 8
"""Digits of a number that no word introduces."""


@lru_cache(maxsize=4096)
def international(digits: str) -> int:
    """What digits are after an international prefix."""
    import phonenumbers

    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return NONE
    if phonenumbers.is_valid_number(number):
        return USUAL
    reason = phonenumbers.is_possible_number_with_reason(number)
    return POSSIBLE if reason == phonenumbers.ValidationResult.IS_POSSIBLE else NONE


def is_code(digits: str) -> bool:
    """Whether digits are the code of a country for calls from abroad."""
    import phonenumbers

    return digits.isdecimal() and int(digits[:4]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE


_DATED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
"""What a number of a thing may begin with."""
WITH_CODE = 11
"""Digits of a number that has its country's code and no plus sign before it: with fewer it is taken for a number of a thing."""


@lru_cache(maxsize=4096)
def is_with_code(digits: str, regions: tuple[str, ...]) -> bool:
    """Whether digits are a number of one of some regions behind its country's code: libphonenumber reads it so without a plus sign."""
    import phonenumbers

    dated = len(digits) == WITH_CODE and _DATED.match(digits)
    if dated or international(digits) != USUAL:
        return False
    code = phonenumbers.parse(f"+{digits}", None).country_code or 0
    return not set(regions).isdisjoint(phonenumbers.region_codes_for_country_code(code))


@lru_cache(maxsize=4096)
def national(digits: str, regions: tuple[str, ...]) -> int:
    """What digits are as a national number of one of some regions."""
    usual, odd = _valid(regions)
    if usual.fullmatch(digits):
        return USUAL
    return ODD if odd.fullmatch(digits) else NONE


@lru_cache(maxsize=4096)
def begins(digits: str, regions: tuple[str, ...]) -> bool:
    """Whether a national number of some regions stands at the beginning of some digits."""
    return any(national(digits[:length], regions) for length in range(FEWEST, len(digits) + 1))


_ODD_KINDS = (
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)


@cache
def _valid(regions: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The valid numbers of some regions, ordinary ones and others, each with or without its prefix for national calls.

    They are libphonenumber's own patterns, joined: to ask it region by region takes fifty times as long.
    """
    return _joined(regions, ("fixed_line", "mobile")), _joined(regions, _ODD_KINDS)


def _joined(regions: tuple[str, ...], kinds: tuple[str, ...]) -> re.Pattern[str]:
    import phonenumbers

    found = []
    for region in regions:
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
        if metadata is None:
            continue
        descriptions = [getattr(metadata, kind) for kind in kinds]
        patterns = [
            one.national_number_pattern for one in descriptions if one and one.national_number_pattern
        ]
        if patterns:
            prefix = metadata.national_prefix_for_parsing
            found.append(rf"{f'(?:{prefix})?' if prefix else ''}(?:{'|'.join(patterns)})")
    return re.compile("|".join(found) or "(?!)")
