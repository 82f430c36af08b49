"""What a line of a list of participants says beside its names and signatures."""

import re
import unicodedata
from collections.abc import Iterable

from indababot.reading.flow import Flow

EDGES = " \t\u00a0-–—―~:,;|•*#/"
NUMBERED = re.compile(r"\s*\(?\d{1,3}[.)]\s+")


def said_in(flow: Flow, start: int, end: int, gaps: Iterable[tuple[int, int]]) -> str:
    """What a reader sees of a stretch without some gaps, without dashes and lonely brackets at its ends."""
    parts: list[str] = []
    position = start
    numbered = NUMBERED.match(flow.shape) if start == 0 else None
    position = min(numbered.end(), end) if numbered else position
    for low, high in sorted(gaps):
        if high <= start or low >= end:
            continue
        parts.append(flow.visible(position, low))
        position = max(position, high)
    text = " ".join(" ".join([*parts, flow.visible(position, end)]).split())
    text = re.sub(r"[(\[]\s*[)\]]", " ", text).strip(EDGES)
    text = _unbracketed(text)
    return text if any(_says(character) for character in text) else ""


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
    return character.isalnum() or character in "?!" or unicodedata.category(character) in ("So", "Sm", "Sc")
