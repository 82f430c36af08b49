"""A line of a field of people, and what is found in it: accounts, and texts that are none."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from indababot.lexicon import lexicon
from indababot.reading.values.people.several import OWN_BRACKET
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.finder import Signature
from indababot.reading.values.signatures.tokens import Tokens
from indababot.reading.values.wording import BRACKET, any_of
from indababot.records import Evidence, Span

_ABBREVIATED = re.compile(rf"\b(?:\w|{any_of(lexicon().people.abbreviations)})\.$", re.IGNORECASE)
LONGEST = 255
"""MediaWiki's limit for a title, in bytes; a text of more characters is no account's name."""


class Account(NamedTuple):
    """An account in a line: its name, the evidence, its place, and the name that it is paired with."""

    name: str
    evidence: Evidence
    span: Span
    author: str | None = None
    divided: bool = False
    """Whether a blank divides the text as written, so that it could be several accounts, unless a name is paired with it."""


class Rest(NamedTuple):
    """A text that is no account; ``maybe`` says that only a blank divides it from one, so that it could be."""

    text: str
    span: Span
    maybe: bool = False


@dataclass(slots=True, frozen=True)
class AccountLine:
    """A line of accounts: its tokens, the shape with each signature as one token, and the keys of the page's authors."""

    tokens: Tokens
    shape: str
    signed: dict[int, Signature]
    authors: frozenset[str]

    def text(self, start: int, end: int) -> str:
        """What a reader sees of a stretch, in one line."""
        return " ".join(self.tokens.visible(start, end).split())

    def rest(self, start: int, end: int, *, maybe: bool = False) -> Rest:
        """A stretch as a text that is no account."""
        return Rest(self.text(start, end), self.tokens.span(start, end), maybe)

    def knows(self, text: str) -> bool:
        """Whether a text is one of the page's authors."""
        return names.key(text) in self.authors

    def tells(self, text: str) -> bool:
        """Whether a text is one of the page's authors, or a part of the name of one."""
        words = set(names.key(text).split())
        return sum(words <= set(author.split()) for author in self.authors) == 1

    def is_other(self, text: str) -> bool:
        """Whether a word beside an account is another one: the page has several authors, and the word is no part of a name of theirs."""
        return (
            len(self.authors) > 1 and not is_divided(text) and not self.knows(text) and not self.tells(text)
        )

    def listed(self, start: int, end: int, author: str | None = None) -> Account:
        """A stretch as an account that nothing but its place in the field marks."""
        text = self.text(start, end)
        span = self.tokens.span(start, end)
        name = unstopped(text).removeprefix("@")  # ``@Ada`` mentions Ada: no name may hold the sign
        return Account(names.account(name), Evidence.LIST, span, author, is_divided(text))


def account_at(tokens: Tokens, shape: str, start: int, end: int, author: str | None) -> Account:
    """A stretch of a line as an account that its place beside a name, or a word, tells; a mention's ``@`` is no part of it."""
    name = names.account(shape[start:end].removeprefix("@"))
    return Account(name, Evidence.LIST, tokens.span(start, end), author)


def is_divided(text: str) -> bool:
    """Whether a blank stands inside a text; the one before an account's own bracket divides nothing."""
    bracket = BRACKET.search(text)
    if bracket and OWN_BRACKET.fullmatch(bracket["inside"]):
        text = text[: bracket.start()]
    return len(text.split(None, 1)) > 1


def unstopped(text: str) -> str:
    """A text without the full stop that ends it, unless that belongs to an abbreviation."""
    return text if _ABBREVIATED.search(text) else text.rstrip(".") or text


def rest_of(tokens: Tokens, start: int = 0, end: int | None = None) -> Rest:
    """A stretch of a line as a text that is none of its people; all of it unless said otherwise."""
    end = len(tokens.shape) if end is None else end
    return Rest(" ".join(tokens.visible(start, end).split()), tokens.span(start, end))
