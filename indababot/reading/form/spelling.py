"""How labels are spelt: what does not matter when two are compared, and what looks like one."""

import re
from functools import cache, lru_cache

from indababot.editions import Edition
from indababot.lexicon import bare, fold, lexicon, unpictured
from indababot.lexicon.patterns import late, pattern
from indababot.reading.gendered import ungendered

SHORTENED = re.compile(r"\s*[^\W\d_]{2,4}\.[ \u00a0](?=[^\W\d_])")
"""A first word that is shortened: ``Max. participants``, ``No. of people``."""
_TRIM = " \t\n:：﹕︰;؛=?؟.!*•·-–—'\"“”"
_UNKNOWN = re.compile(r"[^\W\d_][^:：.!\n]{0,70}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]")
_OPTIONAL = re.compile(r"\((?:e|s|es|a|e\)\(s)\)")
_WORDS = re.compile(r"[^\W_]+")
_LABELS = lexicon().labels
_FORMS = lexicon().forms
_LITTLE = frozenset(map(bare, _LABELS.little))
_NEVER = frozenset(map(fold, _LABELS.never))
_ANSWERS = frozenset(map(fold, _LABELS.answers))
_PEOPLE = lexicon().people
_FILLERS = frozenset(map(fold, _LABELS.fillers))
_INTEREST = late(pattern(lexicon().participants.headings), re.IGNORECASE)
_REVIEWERS = late(pattern(lexicon().statuses.reviewers), re.IGNORECASE)
_LONGEST_HEADING = 100
"""A longer one is a sentence."""
_LEADING = tuple(f" {fold(phrase)}" for phrase in (*_PEOPLE.introducing, *_PEOPLE.companions))
"""What introduces people: ``led by``."""


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """A label as it is compared: folded, without the signs around it and little pictures."""
    return unpictured(fold(text)).strip(_TRIM)


def spellings(label: str) -> tuple[str, ...]:
    """A label and its near spellings: ``Author(s)`` is ``Author`` and ``Authors`` too, ``Autor(es)`` is ``Autor`` and ``Autores``."""
    folded = label_key(label)
    return tuple(
        dict.fromkeys(
            (
                folded,
                label_key(folded.replace("(s)", "s")),
                label_key(folded.replace("(s)", "")),
                label_key(folded.replace("(es)", "es").replace("(s)", "s")),
                label_key(folded.replace("(es)", "").replace("(s)", "")),
                label_key(folded.replace("(e)", "").replace("(s)", "")),
            )
        )
    )


@lru_cache(maxsize=4096)
def parameter_name(name: str) -> str:
    """A template parameter's name as it is compared: ``nom_utilisateur``, ``NomUtilisateur`` and ``Nom(s) d'utilisateur`` are one."""
    spaced = _CAMEL.sub(" ", name)
    folded = bare(label_key(_OPTIONAL.sub("", spaced)))
    *others, last = _WORDS.findall(folded) or [folded]
    words = [*(word for word in others if word not in _LITTLE), last]  # ``presented`` is not *presented by*
    return "".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words) or folded


def is_answer(text: str) -> bool:
    """Whether a text is what a form prints before an answer, where labels stand: ``Answer:``."""
    return label_key(text) in _ANSWERS


def may_be_label(text: str) -> bool:
    """Whether a text before a colon looks like a label that nobody told us of; in a bracket that is still open stands none."""
    if text.rfind("(") > text.rfind(")"):
        return False
    stripped = unpictured(text).strip(" \t\u00a0:：¿")
    stripped = (stripped.endswith(")") and stripped.partition("(")[0].strip()) or stripped
    stripped = ungendered(stripped) if "." in stripped else stripped
    return bool(_UNKNOWN.match(stripped.rstrip("?"))) and label_key(stripped) not in _NEVER


@cache
def _of_people() -> frozenset[str]:
    """Words of roles and groups; ``preferred`` and the like say nothing of people alone."""
    roles = {word for phrase in _PEOPLE.roles for word in _WORDS.findall(fold(phrase))} - _FILLERS
    groups = {*_PEOPLE.teams, *_PEOPLE.organisations, *_PEOPLE.institutions}.difference(_PEOPLE.roles)
    words = roles.union(*(_WORDS.findall(fold(phrase)) for phrase in groups))
    return frozenset(word for word in words if bare(word) not in _LITTLE)


def tells_people(text: str) -> bool:
    """Whether a text before a colon speaks of people: ``Session chair``, ``Kite Lab team``, ``Opening remarks by``."""
    folded = fold(text).rstrip(_TRIM)
    return not _of_people().isdisjoint(_WORDS.findall(folded)) or f" {folded}".endswith(_LEADING)


def is_caption(text: str) -> bool:
    """Whether a text before a colon is two words or more of which the first alone is written large, and so nobody's name."""
    first, *others = [word for word in text.split() if _WORDS.search(word)] or [""]
    small = bool(others) and first[:1].isupper() and all(map(str.islower, others))
    return small and may_be_label(text) and not tells_people(text)


def speaks_of_interest(text: str) -> bool:
    """Whether a heading speaks of people who come: ``Who will attend?``."""
    return len(text) <= _LONGEST_HEADING and _INTEREST.search(text) is not None


def tells_reviewers(text: str) -> bool:
    """Whether a label speaks of single reviewers, who neither decide nor come: ``Comments of the reviewers``."""
    return _REVIEWERS.search(text) is not None


_HINT_PART = re.compile(r"[^\W_]+")


def hint_words(edition: Edition) -> frozenset[str]:
    """The words that hints in a label's brackets are made of: those of the edition's labels, choices and hints, and common ones."""
    texts = [
        *_LABELS.hints,
        *_LABELS.optional,
        *_FORMS.words,
        *_FORMS.at_most_after,
        *_FORMS.at_least_after,
        *_FORMS.please,
        *_FORMS.choose,
        *_FORMS.orders,
        edition.name,
        *edition.pages.prefixes,
        *edition.form.noise,
        *edition.form.placeholders,
    ]
    for field in edition.fields:
        texts += [*field.spellings, *field.hints]
        texts += [text for choice in field.choices for text in (choice.name, *choice.aliases)]
    return frozenset(word for text in texts for word in _HINT_PART.findall(label_key(text)))


def leading_pattern(edition: Edition) -> re.Pattern[str]:
    """An edition's labels at the beginning of a line, each with a value behind it and no colon."""
    return re.compile(rf"\s*({_names(edition)})(?:[ \u00a0]?\([^()]*\))?[ \u00a0]+(?=[^\s:：])")


def _names(edition: Edition) -> str:
    texts = {label for field in edition.fields for label in field.spellings}
    blank = r"[ \u00a0]+"
    names = [
        blank.join(re.escape(word) for word in text.split())
        for text in sorted(texts, key=lambda text: (-len(text), text))
    ]
    return "|".join(names) or "(?!)"
