"""The words in which two texts differ, in time that does not depend on what they say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from indababot.changes.model import Op, Part

ROOM = 100_000_000
"""Two sequences are compared piece by piece where the product of their lengths is no more: that is how many bits of memory it takes."""

_OPS = {"equal": Op.SAME, "delete": Op.REMOVED, "insert": Op.ADDED}
_ELLIPSIS = "…"
_ENDS = frozenset(".!?;\u061f\u0964\u3002")
"""What ends a sentence, in the scripts that most people of the conferences write."""
_Piece = tuple[Op, str]


def differing(before: str, after: str) -> tuple[Part, ...]:
    """Two texts as parts that are the same, removed or added, word by word; what is removed stands before what is added.

    Texts that are too long for that are compared sentence by sentence first, and word by word where sentences differ.
    """
    return _parts(_joined(_compared(_tokens()(before), _tokens()(after))))


def items(before: Sequence[str], after: Sequence[str]) -> tuple[Part, ...]:
    """Two lists as parts, one for each of their values; what is removed stands before what is added."""
    found: list[_Piece] = []
    for same, run in groupby(_compared(before, after), key=lambda piece: piece[0] is Op.SAME):
        pieces = list(run)
        found += pieces if same else sorted(pieces, key=lambda piece: piece[0] is Op.ADDED)
    return _parts(found)


def shortened(parts: Iterable[Part], around: int) -> list[Part]:
    """The parts of a text with no more than some characters of what is the same beside what is not."""
    every = list(parts)
    last = len(every) - 1
    return [
        part
        if part.op is not Op.SAME
        else part.model_copy(update={"text": _cut(part.text, around, first=place == 0, last=place == last)})
        for place, part in enumerate(every)
    ]


def _cut(text: str, around: int, *, first: bool, last: bool) -> str:
    """A text without its middle, or without the end that is far from what changed."""
    head = "" if first else text[:around]
    tail = "" if last else text[-around:]
    if len(head) + len(tail) + 1 >= len(text):
        return text
    if head and not head[-1].isspace() and not text[len(head)].isspace():
        head = _whole(head, head.rpartition(" ")[0])
    if tail and not tail[0].isspace() and not text[-len(tail) - 1].isspace():
        tail = _whole(tail, tail.partition(" ")[2])
    return f"{head.rstrip()} {_ELLIPSIS} {tail.lstrip()}" if head and tail else f"{head}{_ELLIPSIS}{tail}"


def _whole(text: str, words: str) -> str:
    """The whole words of a text that was cut, unless that is one long word."""
    return words or text


def _compared(before: Sequence[str], after: Sequence[str]) -> list[_Piece]:
    """The pieces of both, each with what became of it."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    return [
        *((Op.SAME, piece) for piece in before[:start]),
        *_middle(old, new),
        *((Op.SAME, piece) for piece in before[len(before) - end :]),
    ]


def _middle(before: Sequence[str], after: Sequence[str]) -> Iterator[_Piece]:
    """Pieces that begin and end differently."""
    if len(before) * len(after) <= ROOM:
        yield from _aligned(before, after)
        return
    first, second = _sentences(before), _sentences(after)
    if len(first) * len(second) > ROOM // 10:
        yield from _replaced(before, after)
        return
    old: list[str] = []
    new: list[str] = []
    for op, sentence in [*_aligned(first, second), (Op.SAME, "")]:
        if op is not Op.SAME:
            (old if op is Op.REMOVED else new).extend(_tokens()(sentence))
            continue
        yield from (_aligned if len(old) * len(new) <= ROOM else _replaced)(old, new)
        old, new = [], []
        yield op, sentence


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[_Piece]:
    if not before or not after:
        yield from _replaced(before, after)
        return
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(before, after):
        added = step.tag == "insert"
        for piece in (
            after[step.dest_start : step.dest_end] if added else before[step.src_start : step.src_end]
        ):
            yield _OPS[step.tag], piece


def _replaced(before: Iterable[str], after: Iterable[str]) -> Iterator[_Piece]:
    yield from ((Op.REMOVED, piece) for piece in before)
    yield from ((Op.ADDED, piece) for piece in after)


def _sentences(tokens: Iterable[str]) -> list[str]:
    """Tokens put together to what ends with a full stop, a break of the line or the like."""
    found: list[str] = []
    begun: list[str] = []
    for token in tokens:
        begun.append(token)
        if token in _ENDS or "\n" in token:
            found.append("".join(begun))
            begun = []
    return [*found, "".join(begun)]


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces of a text as runs: between two that are the same stands one removal, then one addition.

    Blanks and signs that happen to be the same between changed words belong to the change: a reader sees words.
    """
    runs = [(op, "".join(text for _, text in run)) for op, run in groupby(pieces, key=lambda piece: piece[0])]
    found: list[_Piece] = []
    removed = added = ""
    for place, (op, text) in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        if op is Op.SAME and not (inside and (removed or added) and not any(map(str.isalnum, text))):
            found += [(Op.REMOVED, removed)] * bool(removed) + [(Op.ADDED, added)] * bool(added)
            removed = added = ""
            found.append((op, text))
            continue
        removed += text if op is not Op.ADDED else ""
        added += text if op is not Op.REMOVED else ""
    return found + [(Op.REMOVED, removed)] * bool(removed) + [(Op.ADDED, added)] * bool(added)


def _parts(pieces: Iterable[_Piece]) -> tuple[Part, ...]:
    return tuple(Part(op=op, text=text) for op, text in pieces)


@cache
def _tokens() -> Callable[[str], list[str]]:
    """Cuts a text into words, blanks and signs; a mark belongs to its letter, and each Han sign or kana is a word."""
    import regex

    pattern = regex.compile(
        r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*|[\p{L}\p{M}\p{N}_]+|\s+|."
    )
    return pattern.findall
