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


_HINTING = (
    "up to at least most maximum max minimum min about around no more less fewer than words word characters minutes minute min hours "
    "please describe your you the this that specify how long other than if any optional required mandatory compulsory recommended "
    "example examples eg ie etc one per line separated by comma commas or and of for in on to be is are not a an as it all several "
    "choose select pick tick delete keep from following options option list names name real full wiki wikimedia username account user "
    "company organisation organization chapter group affiliate affiliation country region city first last with without each link links "
    "proposal session submission presentation talk workshop workshops discussion panel lecture tutorial poster only will shown public "
    "published publicly programme program brief short sentences sentence paragraph paragraphs here below above what which who whom when "
    "beginner beginners basic intermediate medium advanced general everyone anyone experts expert hybrid online onsite remote person "
    "equipment projector translation interpretation special needs needed room time slot english french arabic portuguese swahili "
    "jusqu'à moins plus maximum mots mot minutes facultatif facultative obligatoire si le la les un une des de du et ou par exemple "
    "veuillez arabe "
    "logo icon image picture photo banner file png svg jpg jpeg gif webp conference indaba wikiindaba wikimania meeting cee flag alt "
    "préciser décrire votre vos cas échéant nom noms compte utilisateur séparés virgule virgules ligne langue français anglais"
)
_HINT_PART = re.compile(r"[^\W_]+")


def hint_words(edition: Edition) -> frozenset[str]:
    """The words that hints in a label's brackets are made of: those of the edition's labels, choices and hints, and common ones."""
    texts = [_HINTING, edition.name, *edition.pages.prefixes, *edition.form.noise, *edition.form.placeholders]
    for field in edition.fields:
        texts += [*(text for labels in field.labels.values() for text in labels), *field.hints]
        texts += [text for choice in field.choices for text in (choice.name, *choice.aliases)]
    return frozenset(word for text in texts for word in _HINT_PART.findall(fold(text)))


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
