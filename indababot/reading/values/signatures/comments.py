"""What a line of a list of participants says beside its names and signatures."""

import re
import unicodedata
from collections.abc import Iterable

from indababot.reading.values.signatures.tokens import Tokens

EDGES = " \t\u00a0-–—―~:,;|•*#/→⇒➔➜➡،؛"
_ARROWS = re.compile(r"^\s*[-=]{1,2}>|[-=]{1,2}>\s*$")
_SMILE = re.compile(r"(?<!\S)[:;=8][’'o-]?[()\[\]DPp|/](?!\S)")
_MARK = "\ue010"
NUMBERED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|[-–•#])\s+")
"""A number or a bullet that somebody typed before an entry."""


def unnumbered(shape: str) -> int:
    """Where an entry begins, behind a number or a bullet."""
    numbered = NUMBERED.match(shape)
    return numbered.end() if numbered else 0


def said_in(tokens: Tokens, start: int, end: int, gaps: Iterable[tuple[int, int]]) -> str:
    """What a reader sees of a stretch without some gaps, without dashes and lonely brackets at its ends."""
    parts: list[str] = []
    position = start or min(unnumbered(tokens.shape), end)
    for low, high in sorted(gaps):
        if high <= start or low >= end:
            continue
        parts.append(tokens.visible(position, low).removesuffix("@"))  # of a mention
        position = max(position, high)
    text = " ".join(" ".join([*parts, tokens.visible(position, end)]).split())
    smiles = _SMILE.findall(text)
    text = _SMILE.sub(_MARK, text)
    text = re.sub(r"[(\[]\s*[)\]]", " ", text)
    text = _ARROWS.sub(" ", text)
    text = " ".join(text.split()).strip(EDGES)
    text = _unbracketed(text.removeprefix(". "))  # it ended the name before it
    if not any(_says(character) for character in text):
        return ""
    return re.sub(_MARK, lambda _: smiles.pop(0), text) if smiles else text


def _unbracketed(text: str) -> str:
    """A text without a bracket at its end or start that has lost its partner."""
    for opening, closing in ("()", "[]"):
        if text.count(opening) > text.count(closing):
            text = text.removeprefix(opening) if text.startswith(opening) else text.removesuffix(opening)
        elif text.count(closing) > text.count(opening):
            text = text.removesuffix(closing) if text.endswith(closing) else text.removeprefix(closing)
    return text.strip(EDGES)


def _says(character: str) -> bool:
    """Whether a character alone is worth keeping: letters, digits and symbols, and ``?`` or ``!``."""
    return (
        character.isalnum()
        or character in f"?!{_MARK}"
        or unicodedata.category(character) in ("So", "Sm", "Sc")
    )
