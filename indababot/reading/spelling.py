"""How labels are spelt: what does not matter when two are compared, and what looks like one."""

import re
import unicodedata
from functools import lru_cache

from indababot.editions.model import Edition

_TRIM = " \t\n:：﹕︰?؟.!*•·-–—'\"“”"
_APOSTROPHES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "\u200e": None,
        "\u200f": None,
        "\u200b": None,
        "\ufeff": None,
    }
)
_UNKNOWN = re.compile(r"[^\W\d_][^:：.!\n]{0,70}$")
_NO_LABEL = frozenset(
    (
        "user",
        "utilisateur",
        "utilisatrice",
        "http",
        "https",
        "mailto",
        "note",
        "nb",
        "ps",
        "مستخدم",
        "usuário",
        "mtumiaji",
        "talk",
        "ping",
    )
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A label as it is compared: case, apostrophes, blanks, and the signs around it do not matter."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()
    return " ".join(text.split()).strip(_TRIM)


def spellings(label: str) -> tuple[str, ...]:
    """A label and its near spellings: ``Author(s)`` is ``Author`` and ``Authors`` too."""
    folded = fold(label)
    return tuple(
        dict.fromkeys(
            (
                folded,
                fold(folded.replace("(s)", "s")),
                fold(folded.replace("(s)", "")),
                fold(folded.replace("(e)", "").replace("(s)", "")),
            )
        )
    )


def parameter_name(name: str) -> str:
    return fold(name.replace("_", " ").replace("-", " ")).replace("(s)", "s")


def may_be_label(text: str) -> bool:
    """Whether a text before a colon looks like a label that nobody told us of."""
    bare = text.strip(" \t\u00a0:：")
    return bool(_UNKNOWN.match(bare.rstrip("?") or "")) and fold(bare) not in _NO_LABEL


def inline_pattern(edition: Edition) -> re.Pattern[str]:
    texts = {label for field in edition.fields for labels in field.labels.values() for label in labels}
    blank = r"[ \u00a0]+"
    names = [
        blank.join(re.escape(word) for word in text.split())
        for text in sorted(texts, key=lambda text: (-len(text), text))
    ]
    return re.compile(
        rf"(?<![^\s\u00a0])({'|'.join(names) or '(?!)'})(?:[ \u00a0]?\([^()]*\))?[ \u00a0]*[:：]", re.I
    )
