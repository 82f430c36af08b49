"""Which field of a record a label means, guessed by the lexicon of the generic edition."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from indababot.editions.init.wording import language
from indababot.editions.load import load
from indababot.editions.model import same
from indababot.records import FieldKey

_ENDINGS = re.compile(r"\((?:e?s|es|e|a|as|ões|ens)\)|[·.]rice[·.]s|\(e\)s", re.IGNORECASE)
_FILLERS = frozenset(
    [
        "the",
        "your",
        "a",
        "an",
        "of",
        "this",
        "please",
        "enter",
        "le",
        "la",
        "les",
        "votre",
        "l",
        "de",
        "du",
        "des",
        "d",
        "o",
        "os",
        "as",
        "seu",
        "sua",
    ]
)

_SIGNS: tuple[tuple[FieldKey, str], ...] = (
    (FieldKey.EMAILS, r"e-?mail|courriel|barua pepe"),
    (
        FieldKey.OTHER,
        r"phone|homepage|website|slides|bio(?:graphy)?\b|will you attend",
    ),
    (
        FieldKey.PARTICIPANTS,
        r"\binterested\b|intéressé|interessad|who (?:would|will|wants? to) (?:come|attend|join)",
    ),
    (
        FieldKey.USERNAMES,
        r"user ?names?\b|nom.* d.?utilisateur|\baccounts?\b|usuári|utilizador|mtumiaji|المستخدم",
    ),
    (FieldKey.TAKEAWAYS, r"take.?aways?|take away|\blearn|outcome|retien"),
    (FieldKey.BENEFIT, r"\bbenefi|bénéfi|relevan|\bimpact\b"),
    (
        FieldKey.LEVELS,
        r"\blevel\b|\baudience\b|who is (?:it|this|the session|your session) for|niveau|\bpublic\b|nível|kiwango",
    ),
    (FieldKey.DURATION, r"\bduration|\blength\b|how long|\bminutes\b|durée|duração|muda\b"),
    (FieldKey.LANGUAGES, r"\blanguages?\b|\blangues?\b|idioma|língua|lugha"),
    (FieldKey.COUNTRY, r"\bcountry|\bcountries|\bpays\b|\bpaís\b|\bnchi\b"),
    (FieldKey.AFFILIATION, r"affiliat|organi[sz]ation|afiliaç|\bshirika"),
    (
        FieldKey.REQUIREMENTS,
        r"requirement|requests?\b|equipment|\bneeds\b|\bneeded\b|do you need any|exigence|besoin|requisito|mahitaji",
    ),
    (
        FieldKey.THEMES,
        r"\bthemes?\b|\btracks?\b|\btopics?\b|thèmes?\b|thémati|\bpistes?\b|temátic|\btemas?\b|\bmada\b|\bcategor|"
        r"\bstrands?\b|\bstreams?\b|focus area|subject area|\bdomaines?\b|\baxes?\b|\beixos?\b|\btrilhas?\b|محور|موضوع",
    ),
    (FieldKey.TYPES, r"\btypes?\b|\bformats?\b|kind of|\btipos?\b|\baina\b"),
    (
        FieldKey.ABSTRACT,
        r"abstract|synopsis|\boutline\b|descri(?:be|ption)|summary|résumé|resumo|muhtasari|what is (?:it|this|your \w+|the \w+) about",
    ),
    (FieldKey.TITLE, r"\btitles?\b|\btitre|\btítulo|kichwa"),
    (
        FieldKey.AUTHORS,
        r"\bauthors?\b|\bspeakers?\b|presenters?\b|facilitators?\b|\bhosts?\b|convenors?\b|\bauteurs?\b|intervenant|"
        r"\borateur|\bautor|palestrante|mwandishi|mzungumzaji|\bwho (?:will|is|are|would) (?:present|speak|lead|giv|host)|"
        r"متحدث|مؤلف|"
        r"^(?:(?:your|full|real) )*names?(?:\(s\))?$",
    ),
    (FieldKey.MODE, r"\bmode\b|in.person|online|\bremote(?:ly)?\b|take part|présentiel|en ligne|modalidade"),
    (FieldKey.STATUS, r"\bstatus\b|\bstatut\b"),
    (FieldKey.NUMBER, r"\bno\.|\bnumber\b|\bnuméro"),
    (
        FieldKey.EXTRA,
        r"(?:additional|extra|further|other) (?:information|comments?)|anything (?:else|the|we|you)\b|informations? (?:suppl|compl)",
    ),
)
"""Words that give a field away where the lexicon does not have the label; the first that is found wins."""


_REMARKS = frozenset(
    ["note", "notes", "remarks", "comments", "remarques", "commentaires", "notas", "ملاحظات"]
)
"""Of a form these are the author's remarks; the lexicon knows them as the notes that a programme card links to."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A field's key and how sure it is: the lexicon has the label, or only a word in it speaks for the key."""

    key: FieldKey
    sure: bool = False
    known: bool = True
    """False where nothing speaks for any key."""


def normal(label: str) -> str:
    """What spellings of a label share: case, blanks, endings in brackets, punctuation and little words are not looked at."""
    text = _ENDINGS.sub("", label.casefold().replace("’", "'").replace("_", " "))
    words = re.findall(r"[^\W_]+", text)
    return " ".join(word for word in words if word not in _FILLERS) or " ".join(words)


@cache
def _lexicon() -> dict[str, FieldKey]:
    words: dict[str, FieldKey] = {}
    for field in load("generic").fields:
        for text in chain(chain.from_iterable(field.labels.values()), field.parameters):
            words.setdefault(normal(text), field.key)
    return words


@cache
def _languages() -> dict[str, str]:
    """Languages of the lexicon's labels as they are, and without endings and little words where those tell none apart."""
    words: dict[str, str] = {}
    for spelling in (same, normal):
        for field in load("generic").fields:
            for code, texts in field.labels.items():
                for text in texts:
                    words.setdefault(spelling(text), code)
    return words


def spoken(label: str) -> str:
    """The language of a label: the lexicon's, else a guess by its letters."""
    return _languages().get(same(label)) or _languages().get(normal(label)) or language(label)


def translations(label: str) -> list[str]:
    """The spellings of a label that stands there in several languages, ``Author / Auteur``; itself alone in most cases."""
    for between, doubtful in ((r"\s+[/|–—]\s+|\s*／\s*", False), (r"\s+-\s+|/", True)):
        parts = [part for text in re.split(between, label) if (part := text.strip(" :：\u00a0"))]
        languages = {spoken(part) for part in parts}
        if len(languages) == len(parts) > 1 and (not doubtful or all(_guess(part).sure for part in parts)):
            return parts
    return [label]


def guess(label: str) -> Guess:
    """The field that a label means most likely; ``other`` where nothing speaks for one.

    Of a label in several languages, the spelling that is surest counts.
    """
    return max(map(_guess, translations(label)), key=lambda found: (found.sure, found.known))


@cache
def _guess(label: str) -> Guess:
    from rapidfuzz import fuzz, process

    if len(label) > 250:  # a paragraph, no label
        return Guess(FieldKey.OTHER, known=False)
    text = normal(label)
    if text in _REMARKS:
        return Guess(FieldKey.EXTRA)
    if key := _lexicon().get(text):
        return Guess(key, sure=True)
    if len(text) >= 5 and (
        near := process.extractOne(text, list(_lexicon()), scorer=fuzz.ratio, score_cutoff=90)
    ):
        return Guess(_lexicon()[near[0]], sure=True)
    for key, signs in _SIGNS:
        if re.search(signs, label, re.IGNORECASE):
            return Guess(key)
    return Guess(FieldKey.OTHER, known=False)
