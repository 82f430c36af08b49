"""One line of an account field, piece by piece: what is an account, whose it is, and what is neither."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indababot.reading.values import names
from indababot.reading.values.flow import ACCOUNTS, CLAIMED, Flow
from indababot.reading.values.found import BRACKET, OWN_BRACKET, Found, Loose, is_divided, unstopped
from indababot.reading.values.pieces import cut, trimmed
from indababot.reading.values.plainpieces import BESIDE, PlainReader
from indababot.reading.values.signatures import Signature, find
from indababot.reading.values.wording import OTHERS, SENTENCE, is_nobody, is_sentence
from indababot.records import Evidence

_MARK = re.compile(
    rf"(?P<atom>[{ACCOUNTS}])|(?P<signed>{CLAIMED})|(?P<address>{names.ADDRESS.pattern})",
    re.IGNORECASE,
)
_KINDS = ("atom", "signed", "address")
_ATOM = re.compile(f"[{ACCOUNTS}{CLAIMED}]")
_SMALL_WORDS = "de da do dos das di du del la van von der bin ibn el al wa of"
_PARTICLES = frozenset(_SMALL_WORDS.split())
"""Words of a person's name that are written small."""
_ROLES = "by username usernames user users account speaker speakers name and with par"
_NO_NAMES = frozenset(_ROLES.split())
_LABEL = re.compile(
    r"(?:wiki(?:media)?\s+)?(?:user\s?names?|accounts?|nom d['’]utilisateur|اسم المستخدم)\s*[:=]\s*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[\w'’]+\s+\S")


def found_in(flow: Flow, authors: frozenset[str]) -> Iterator[Found | Loose]:
    """The accounts and the other texts of one line, in order. ``authors`` are the keys of the page's names."""
    signed: dict[int, Signature] = {}
    shape = flow.shape
    parts: list[str] = []
    last = 0
    for one in find(flow):
        signed[one.start] = one
        parts += [shape[last : one.start], CLAIMED, " " * (one.end - one.start - 1)]
        last = one.end
    reader = _Reader(flow, "".join([*parts, shape[last:]]), signed, authors)
    for start, end in _sentences(reader.shape, cut(reader.shape)):
        yield from reader.piece(start, end)


def _sentences(shape: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, with the parts of one sentence put together again: "if you are in, write to us"."""
    start = end = 0
    for piece in pieces:
        text = shape[slice(*piece)]
        goes_on = text[0].islower() and _GOES_ON.match(text) and not _marks(text, 0, len(text))
        if end and goes_on:
            end = piece[1]
            continue
        if end:
            yield start, end
        start, end = piece if SENTENCE.search(text) and not _marks(text, 0, len(text)) else (0, 0)
        if not end:
            yield piece
    if end:
        yield start, end


class Mark(NamedTuple):
    """An ``atom`` (a link), a ``signed`` claim, an ``address`` or a typed ``prefix`` at ``[start, end)``."""

    start: int
    end: int
    kind: str


def _marks(shape: str, start: int, end: int) -> list[Mark]:
    """The links, signatures, addresses and typed prefixes in a stretch."""
    text = shape[start:end]
    if not (_ATOM.search(text) or names.has_colon(text)):
        return []
    every = [
        Mark(*one.span(), next(kind for kind in _KINDS if one[kind]))
        for one in _MARK.finditer(shape, start, end)
    ]
    every += [Mark(*one, "prefix") for one in names.prefixes(shape, start, end)]
    out: list[Mark] = []
    for mark in sorted(every):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


class _Reader(PlainReader):
    """Reads the pieces of one line."""

    def piece(self, start: int, end: int) -> Iterator[Found | Loose]:
        """What stands between two separators."""
        others = OTHERS.search(self.shape, start, end)
        stop = others.start() if others else end
        start, last = trimmed(self.shape, start, stop)
        label = _LABEL.match(self.shape, start, last)
        start = label.end() if label else start
        if start < last:
            marks = _marks(self.shape, start, last)
            yield from self.marked(marks, start, last) if marks else self.plain(start, last)
        if others:
            yield self.loose(others.start(), end)

    def marked(self, marks: list[Mark], start: int, end: int) -> list[Found | Loose]:
        """The accounts at some marks, with the names before, between and behind them."""
        out: list[Found | Loose] = []
        position = start
        for mark, following in zip(marks, [*(mark.start for mark in marks[1:]), end], strict=True):
            if mark.start < position:
                continue  # a typed prefix inside what a signature claims
            found, last = self.account(mark, following)
            author = self.lead(out, position, mark.start, wanted=found is not None and found.author is None)
            position = last
            if found is None:
                continue
            out.append(found._replace(author=author) if author else found)
        self.tail(out, position, end)
        return out

    def account(self, mark: Mark, following: int) -> tuple[Found | None, int]:
        """The account at a mark, and where it ends; None for a prefix that nothing follows."""
        first, last = mark.start, mark.end
        if mark.kind == "signed":
            signature = self.signed[first]
            span = (
                self.flow.span(*signature.name)
                if signature.name[0] < signature.name[1]
                else self.flow.span(first, signature.end)
            )
            return Found(signature.account, Evidence.SIGNATURE, span), signature.end
        if mark.kind == "atom":
            atom = self.flow.atoms[first]
            shown = " ".join(atom.text.split())
            author = shown if self.is_other_name(shown, atom.account) else None
            return Found(atom.account, Evidence.LINK, self.flow.span(first, last), author), last
        if mark.kind == "address":
            owner = names.from_address(self.shape[first:last])
            return (
                Found(owner, Evidence.LINK, self.flow.span(first, last)) if owner else None
            ), last if owner else first
        return self.prefixed(first, last, following)

    def prefixed(self, first: int, start: int, end: int) -> tuple[Found | None, int]:
        """The account behind a typed prefix: up to a bracket that is none of its own, or to where a sentence begins."""
        bracket = BRACKET.search(self.shape, start, end)
        if (
            bracket
            and not OWN_BRACKET.fullmatch(bracket["inside"])
            and self.shape[bracket.start() - 1] != "_"
        ):
            end = bracket.start()
        sentence = SENTENCE.search(self.shape, start, end)
        if sentence and self.shape[start : sentence.start()].strip():
            end = sentence.start()
        lone = re.search(r"[\[\]()]", self.shape[start:end]) if not bracket else None
        end = start + lone.start() if lone else end
        author = None
        pair = BESIDE.fullmatch(self.shape, start, trimmed(self.shape, start, end)[1])
        if pair and names.key(pair["account"]) in self.authors:
            author, stop = pair["account"], pair.end("name")
        else:
            stop = end
        stop = start + len(self.shape[start:stop].rstrip(" \t\u00a0-–—:=/*•~|,;"))
        account = names.typed(unstopped(self.shape[start:stop]))
        divided = is_divided(self.shape[start:stop])
        found = (
            Found(account, Evidence.PREFIX, self.flow.span(first, stop), author, divided) if account else None
        )
        return found, end if found else max(start, stop)

    def lead(self, out: list[Found | Loose], start: int, end: int, *, wanted: bool) -> str | None:
        """The name that stands before an account; a text that is none goes to ``out``."""
        first, last = self.edged(start, end)
        if first >= last:
            return None
        text = self.text(first, last)
        behind = (
            bool(out)
            and self.shape[start:first].strip().startswith("(")
            and self.shape[last:end].strip().startswith(")")
        )
        if behind:
            self.tail(out, start, end)
            return None
        if wanted and self.is_name(text):
            return text
        if any(character.isalnum() for character in text):
            out.append(self.loose(first, last))
        return None

    def tail(self, out: list[Found | Loose], start: int, end: int) -> None:
        """What stands behind an account: its owner's name where the page knows it as an author, else a loose text."""
        first, last = self.edged(start, end)
        if first >= last:
            return
        text = self.text(first, last)
        if not any(character.isalnum() for character in text):
            return
        before = out[-1] if out else None
        beside = not self.shape[start:first].strip() and isinstance(before, Found)
        alone = not beside or len(out) == 1
        if isinstance(before, Found) and before.author is None and alone and names.key(text) in self.authors:
            out[-1] = before._replace(author=text)
            return
        maybe = beside and not is_sentence(text) and not is_nobody(text) and not text[0].islower()
        out.append(self.loose(first, last, maybe=maybe))

    def is_name(self, text: str) -> bool:
        """Whether a text before an account reads as a person's name."""
        if names.key(text) in self.authors:
            return True
        words = text.split()
        if len(words) > 6 or is_sentence(text) or text.casefold() in _NO_NAMES or is_nobody(text):
            return False
        return "@" not in text and all(not word[0].islower() or word.lower() in _PARTICLES for word in words)

    def is_other_name(self, shown: str, account: str) -> bool:
        """Whether a link shows a person's name and not its account."""
        if names.key(shown) in self.authors:
            return True
        return (
            " " in shown
            and not names.prefix_at(shown)
            and names.key(shown) != names.key(account)
            and self.is_name(shown)
        )
