"""What an account field is found to hold: accounts, and texts that are none."""

import re
from typing import NamedTuple

from indababot.records import Evidence, Span

BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
OWN_BRACKET = re.compile(
    r"(?:WM[A-Z]{0,4}|WMF|usurped|renamed|bot|alt|work|Wiki Ed|WikiEd|public|old|\d+)", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:Jr|Sr|Dr|Inc|Ltd|Co|St))\.$")


class Found(NamedTuple):
    """An account: its name, the evidence, its place, and the name that it is paired with."""

    account: str
    evidence: Evidence
    span: Span
    author: str | None = None
    divided: bool = False
    """Whether a blank divides the text as written, so that it could be several accounts."""

    @property
    def doubtful(self) -> bool:
        """Whether nothing but blanks, and no pair with a name, tells where the account begins and ends."""
        return self.divided and self.author is None and self.evidence in (Evidence.LIST, Evidence.PREFIX)

    def ambiguous(self) -> "Found":
        """The same text, as one that may be several accounts."""
        return self._replace(evidence=Evidence.AMBIGUOUS)


class Loose(NamedTuple):
    """A text that is no account; ``maybe`` says that only a blank divides it from one, so that it could be."""

    text: str
    span: Span
    maybe: bool = False


def is_divided(text: str) -> bool:
    """Whether a blank stands inside a text; the one before an account's own bracket divides nothing."""
    bracket = BRACKET.search(text)
    if bracket and OWN_BRACKET.fullmatch(bracket["inside"]):
        text = text[: bracket.start()]
    return len(text.split()) > 1


def unstopped(text: str) -> str:
    """A text without the full stop that ends it, unless that belongs to an abbreviation."""
    text = text.strip()
    return text if _ABBREVIATED.search(text) else text.rstrip(".") or text
