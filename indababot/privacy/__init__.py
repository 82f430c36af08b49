"""Personal data and secrets: found in one way, and masked in every text that leaves the program.

What :func:`masked` masks is what the rule ``personal-data`` reports, since both ask :func:`find`.
"""

from indababot.privacy.finder import Found, Kind, find, hidden, masked, quoted, short
from indababot.privacy.pieces import Pieces, Whole
from indababot.privacy.publishing import (
    Apart,
    Public,
    emails,
    public,
    public_all,
    public_names,
    with_personal_data,
)
from indababot.privacy.regions import REGIONS
from indababot.privacy.secrets import anonymous, keep_secret, redacted

__all__ = [
    "REGIONS",
    "Apart",
    "Found",
    "Kind",
    "Pieces",
    "Public",
    "Whole",
    "anonymous",
    "emails",
    "find",
    "hidden",
    "keep_secret",
    "masked",
    "public",
    "public_all",
    "public_names",
    "quoted",
    "redacted",
    "short",
    "with_personal_data",
]
