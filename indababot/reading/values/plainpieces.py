"""Pieces of plain text in an account field: a bare name, or a pair of a person's name and an account."""

import re
from collections.abc import Iterator

from indababot.reading.values import names
from indababot.reading.values.flow import Flow
from indababot.reading.values.found import BRACKET, OWN_BRACKET, Found, Loose, is_divided, unstopped
from indababot.reading.values.pieces import cut, trimmed
from indababot.reading.values.signatures import Signature
from indababot.reading.values.wording import is_nobody, is_nothing, is_sentence
from indababot.records import Evidence

_NAME_ACCOUNT = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<account>[^()]*)\)\.?")
_BRACKET_NAME = re.compile(r"\((?P<name>[^()]*)\)\s*(?P<account>[^()\s][^()]*)")
BESIDE = re.compile(r"(?P<name>.*?\S)\s*(?:\s[-–—=]\s|:\s|\s:|[–—]|--)\s*(?P<account>\S.*)")
_SLASH = re.compile(r"(?P<name>[^/]*[^/\s])\s*/\s*(?P<account>[^/\s][^/]*)")
_EDGES = " \t\u00a0()[]{}-–—:=/*•~\"'“”«»<>|,;."
_SIGN = re.compile(r"(?:--+|[~―—]+)\s*(?=\S)")
_LONGEST = 255
"""MediaWiki's limit for a title, in bytes; a text of more characters is no account's name."""


class PlainReader:
    """Reads the pieces of one line that no link, prefix or signature marks. ``authors`` are the keys of the page's names."""

    def __init__(self, flow: Flow, shape: str, signed: dict[int, Signature], authors: frozenset[str]) -> None:
        self.flow = flow
        self.shape = shape
        self.signed = signed
        self.authors = authors

    def loose(self, start: int, end: int, *, maybe: bool = False) -> Loose:
        return Loose(self.text(start, end), self.flow.span(start, end), maybe)

    def text(self, start: int, end: int) -> str:
        return " ".join(self.flow.visible(start, end).split())

    def edged(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without the brackets, dashes and blanks around it."""
        piece = self.shape[start:end]
        first = start + len(piece) - len(piece.lstrip(_EDGES))
        return first, max(first, end - len(piece) + len(piece.rstrip(_EDGES)))

    def plain(self, start: int, end: int) -> Iterator[Found | Loose]:
        """An account by its bare name, or in a pair with a person's; a sentence is neither."""
        sign = _SIGN.match(self.shape, start, end)
        if sign:
            yield Found(
                names.account(self.text(sign.end(), end)), Evidence.SIGNATURE, self.flow.span(start, end)
            )
            return
        text = self.text(start, end)
        if is_nothing(text):
            return
        if is_nobody(text) or is_sentence(BRACKET.sub("", text)) or end - start > _LONGEST:
            yield self.loose(start, end)
            return
        pair = self.bracketed(start, end) or self.divided(start, end)
        if pair is None:
            yield self.listed(start, end)
        else:
            yield from pair

    def listed(self, start: int, end: int, author: str | None = None) -> Found:
        text = self.text(start, end)
        return Found(
            names.account(unstopped(text)),
            Evidence.LIST,
            self.flow.span(start, end),
            author,
            is_divided(text),
        )

    def bracketed(self, start: int, end: int) -> list[Found | Loose] | None:
        """``Name (Account)`` or ``(Name) Account``; a bracket that belongs to the account is left alone."""
        pair = _BRACKET_NAME.fullmatch(self.shape, start, end)
        if pair:
            return [self.listed(*pair.span("account"), author=self.text(*pair.span("name")).strip() or None)]
        pair = _NAME_ACCOUNT.fullmatch(self.shape, start, end)
        if not pair or OWN_BRACKET.fullmatch(pair["account"]) or pair["name"].endswith("_"):
            return None
        outer, inner = pair.span("name"), trimmed(self.shape, *pair.span("account"))
        name, inside = self.text(*outer), self.text(*inner)
        if is_nobody(inside) or is_sentence(inside) or "@" in inside:
            rest = [self.loose(*inner)] if inside else []
            return [self.listed(*outer), *rest]
        if names.key(inside) in self.authors and names.key(name) not in self.authors:
            return [self.listed(*outer, author=inside)]
        return [
            self.listed(inner[0] + a, inner[0] + b, author=name)
            for a, b in cut(self.shape[inner[0] : inner[1]])
        ]

    def divided(self, start: int, end: int) -> list[Found | Loose] | None:
        """``Name/Account``; ``Name - Account`` and ``Name: Account`` where the page knows the name."""
        slash = _SLASH.fullmatch(self.shape, start, end)
        pair = slash or BESIDE.fullmatch(self.shape, start, end)
        if not pair:
            return None
        left, right = pair.span("name"), pair.span("account")
        if names.key(self.text(*right)) in self.authors and names.key(self.text(*left)) not in self.authors:
            return [self.listed(*left, author=self.text(*right))]
        if slash or names.key(self.text(*left)) in self.authors:
            return [self.listed(*right, author=self.text(*left))]
        return None
