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
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]")
_OPTIONAL = re.compile(r"\((?:e|s|es|a|e\)\(s)\)")
_WORDS = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    ("of", "the", "for", "d", "de", "du", "des", "l", "la", "le", "les", "da", "do", "dos", "das")
)
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


@lru_cache(maxsize=4096)
def parameter_name(name: str) -> str:
    """A template parameter's name as it is compared: ``nom_utilisateur``, ``NomUtilisateur`` and ``Nom(s) d'utilisateur`` are one."""
    spaced = _CAMEL.sub(" ", name)
    folded = unicodedata.normalize("NFKD", fold(_OPTIONAL.sub("", spaced)))
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    words = [word for word in _WORDS.findall(bare) if word not in _SMALL]
    return "".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words) or folded


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
