"""Words that tell what a text in a field of people is: nothing, nobody, a role, a remark, a sentence, prose."""

import re
from collections.abc import Iterable
from functools import lru_cache

from indababot.lexicon import lexicon
from indababot.lexicon.nothing import says_nothing
from indababot.lexicon.patterns import alternatives, late

_PEOPLE = lexicon().people
_LONGEST = 120
"""A placeholder, a role or a remark of one word has no more characters."""
_EDGES = " \t\u00a0\n.,;:!?…·•*#()[]{}<>\"'“”«»‹›-–—_~=|/\\،؛؟"
_WIKI = re.compile(r"(?<!\w)(?:[a-z]{2,3}|simple)[.-]?wiki\w*|\bwiki[mp]\w+", re.IGNORECASE)
_ANY_WIKI = re.compile(r"(?<!\w)wiki", re.IGNORECASE)
_SENTENCE_STOP = re.compile(r"[^\W\d_]{2}[.!?…؟۔](?=\s|$)")
BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first; a blank stands for any blanks."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    if not longest:
        return r"(?!)"
    return alternatives(longest, lambda word: re.escape(word).replace(r"\ ", r"\s+"))


_LETTERS = r"a-z\u00df-\u00f6\u00f8-\u00ff"
SENTENCE = late(
    rf"(?<![\w'’])(?<!\w-)(?:{any_of(_PEOPLE.sentences)}"
    rf"|(?:{any_of(word.capitalize() for word in _PEOPLE.sentence_starts)})(?:(?=\s+[{_LETTERS}])|(?=['’][{_LETTERS}])))(?!-?\w)"
)
"""A word that stands in sentences and hardly ever in a name; one that a hyphen joins to another (``Ada-it``) is a part of that."""

_COUNT = rf"(?:\d{{1,3}}|{any_of(word for words in lexicon().forms.numbers.values() for word in words)})"
_ONTO = "".join(_PEOPLE.attached_conjunctions)
FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""Signs with which flags are written, two each."""
_DATES = lexicon().dates
_UNITS = any_of((*lexicon().forms.minutes, *_DATES.minutes, *_DATES.hour_units))
_NUMBER = r"\d{1,3}(?:\s?[-–—/]\s?\d{1,3})?"
_AROUND = r"[\s~≈()\[\],;–—-]*"
_LENGTH = late(
    rf"{_AROUND}(?:{_NUMBER}(?:\s?-?\s?(?:{_UNITS})(?!\w)|\s?['’′])\.?|(?:{_UNITS})\s+{_NUMBER}){_AROUND}",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(map(str.casefold, _PEOPLE.pronouns))
_HONORIFICS = frozenset(map(str.casefold, _PEOPLE.honorifics))
_NETWORK = any_of(_PEOPLE.networks)
_HANDLE = late(
    rf"(?<!\w)[(\[]?\s*(?:(?:{_NETWORK})[\s/,&]{{1,3}}){{0,3}}(?:{_NETWORK})\s*(?:[:：]\s*@?|@)\w\S*"
    rf"|[(\[]?@\S+\s+(?:\w+\s+)?[(\[]?(?:{_NETWORK})(?!\w)",
    re.IGNORECASE,
)
"""An account elsewhere: ``Telegram: @ada``, ``@ada on Mastodon``."""
_TEAMS = frozenset(word for word in _PEOPLE.others if word.casefold().endswith(tuple(_PEOPLE.teams)))
_NAMED = rf"\s+(?:(?:{any_of(lexicon().labels.little)})\s+)?(?-i:[^\W\d_{_LETTERS}])"
"""A word written large: of ``and the team Lingua Libre`` it makes a group that is named."""
OTHERS = late(
    rf"(?:(?<!\w)|(?<=\b[{_ONTO}])(?=\d))(?:(?:{any_of(_TEAMS)})(?!{_NAMED})"
    rf"|{any_of({*_PEOPLE.others} - _TEAMS)}|{_COUNT}\s+(?:{any_of(_PEOPLE.counted_others)}))(?!\w|-\w)\.?",
    re.IGNORECASE,
)
"""More people than are named."""

_TOKEN = re.compile(r"\w+")
_ROLE_WORDS = frozenset(_TOKEN.findall(role.casefold())[0] for role in (*_PEOPLE.roles, *_PEOPLE.posts))
"""One of these stands in each role: names have none, and are told from roles without a look through all of them."""
ROLE = rf"(?:{any_of(_PEOPLE.roles)})"
_ROLE = late(rf"(?<![\w/]){ROLE}(?![\w/])", re.IGNORECASE)
_REMARK = late(
    rf"(?<!\w)(?:{any_of((*_PEOPLE.remarks, *_PEOPLE.arrivals))})(?!\w)(?!(?<=\b\w)\.)\.?\s+\S", re.IGNORECASE
)
_ARRIVAL = late(rf"(?:{any_of(_PEOPLE.arrivals)})(?:\s+\S|$)", re.IGNORECASE)
_POST_WORD = rf"(?:{any_of(_PEOPLE.post_words)})"
_POST_FIRST = late(rf"{_POST_WORD}(?![\w/])", re.IGNORECASE)
_POST = late(
    rf"(?:.*(?<![\w/]))?(?:{any_of(_PEOPLE.posts)})"
    rf"|(?:{_POST_WORD}[\s-]+)+{ROLE}(?:\s+{_POST_WORD})*|{ROLE}(?:\s+{_POST_WORD})+",
    re.IGNORECASE | re.DOTALL,
)
_POST_WORDS = 5
_ROLE_LAST = late(rf"(?<![\w/]){ROLE}$", re.IGNORECASE)
_GROUPS = (*_PEOPLE.organisations, *_PEOPLE.institutions)
_AFTER_ROLE = late(
    rf"\s*[,،]|\s+(?:{any_of((*_PEOPLE.remarks, *_GROUPS))}|(?-i:{any_of(_PEOPLE.particles)}))(?!\w)",
    re.IGNORECASE,
)
"""What follows a role and says whose or where: ``of the museum``, ``جامعة``; a large particle begins a name (Professor *Ben* Li)."""
_INITIALS = frozenset(filter(str.isupper, _GROUPS))
_ORGANISATION = late(
    rf"(?<!\w)(?:(?i:{any_of(_INITIALS.symmetric_difference(_GROUPS))})|{any_of(_INITIALS)})(?!\w)"
)
"""Initials stand as they are written: ``NGO`` is an organisation, and ``Ngo`` a family's name."""
_INSTITUTION = late(rf"(?<!\w)(?:{any_of(_PEOPLE.institutions)})(?!\w)", re.IGNORECASE)
_LINK = late(rf"(?<!\w)(?:{any_of(_PEOPLE.links)})(?!\w)", re.IGNORECASE)
_SMALL = frozenset((*_PEOPLE.particles, *_PEOPLE.conjunctions))
_LONGEST_ONSET = 3
"""Letters, mostly, with which a part of a name begins before its large one: ``kwaZulu``."""


def folded(text: str) -> str:
    """A text for comparing with a placeholder: without case, dots, and the signs around it."""
    return " ".join(text.replace(".", "").casefold().split()).strip(_EDGES)


_ONESELF = frozenset(map(folded, lexicon().values.oneself))
_NOBODY = _ONESELF.union(map(folded, (*lexicon().values.nobody, *lexicon().values.fill_ins)))
_ADDED = frozenset(map(folded, lexicon().labels.additions))
_ANSWERS = frozenset(map(folded, (*lexicon().choices.yes, *lexicon().choices.no)))
_NO_NAME = late(rf"\W*(?:{any_of(_PEOPLE.no_names)})(?!\w)", re.IGNORECASE)


def is_nothing(text: str) -> bool:
    """Whether a whole text is ``N/A``, ``none``, dashes or dots: no value at all."""
    return says_nothing(text) or not any(map(str.isalnum, text))


def is_nobody(text: str) -> bool:
    """Whether a whole text names nobody where a name should stand."""
    return is_nothing(text) or (len(text) <= _LONGEST and folded(text) in _NOBODY)


def is_no_account(text: str) -> bool:
    """Whether a text names nobody, and is no word for oneself, which is the name of an account too: ``Mimi``."""
    return is_nobody(text) and folded(text) not in _ONESELF


def is_oneself(text: str) -> bool:
    """Whether a text is a word for oneself."""
    return folded(text) in _ONESELF


def is_answer(text: str) -> bool:
    """Whether a whole text is yes or no."""
    return len(text) <= _LONGEST and folded(text) in _ANSWERS


def is_refusal(text: str) -> bool:
    """Whether a text beside a name says that there is no account: ``none yet``."""
    return _NO_NAME.match(text) is not None


def is_closing(text: str) -> bool:
    """Whether a whole text is what people say in the place of a name, or where a letter ends: ``Thank you!``, ``Best regards``."""
    return _NO_NAME.fullmatch(text.rstrip(" .!,،")) is not None


def is_sentence(text: str) -> bool:
    """Whether a text is something that a person says rather than a name."""
    return SENTENCE.search(text) is not None


def is_length(text: str) -> bool:
    """Whether a text is a length of time: ``15 min``, ``(10–15 minutes)``, ``dakika 10``."""
    return any(map(str.isdecimal, text)) and _LENGTH.fullmatch(text) is not None


def is_role(text: str) -> bool:
    """Whether a whole text is what somebody does in a session: a role, alone or in a few small words."""
    return _role(text, ending=False)


@lru_cache(maxsize=4096)  # the same names and placeholders come again and again
def _role(text: str, *, ending: bool) -> bool:
    """``ending``: a large word before the role, or small ones after it, make a role of it too (``Panel Moderator``)."""
    if len(text) > _LONGEST:
        return False
    bare = text.strip(_EDGES)
    found = _ROLE.search(bare) if _may_hold_role(bare) else None
    if found is None:
        return False
    rest = f"{bare[: found.start()]} {bare[found.end() :]}".split()
    small = all(word.islower() or not word[0].isalpha() for word in rest)
    return len(rest) < 5 and (small or (ending and _ROLE_LAST.search(bare) is not None))


def _may_hold_role(text: str) -> bool:
    return not _ROLE_WORDS.isdisjoint(_TOKEN.findall(text.casefold()))


def is_pronoun(text: str) -> bool:
    """Whether a whole text is a pronoun, or a few of them: ``elle``, ``she / they``."""
    words = _TOKEN.findall(text.casefold()) if len(text) <= _LONGEST else []
    return bool(words) and _PRONOUNS.issuperset(words)


def is_honorific(text: str) -> bool:
    """Whether a text before a name is no name alone: ``Prof. Dr.``."""
    words = _TOKEN.findall(text.casefold()) if len(text) <= _LONGEST else []
    return bool(words) and _HONORIFICS.issuperset(words)


def before_handle(shape: str, start: int, end: int) -> int:
    """Where a text ends before somebody's account elsewhere than on a wiki; else ``end``."""
    text = shape[start:end]
    told = len(text) <= _LONGEST and ("@" in text or ":" in text or "：" in text)
    found = _HANDLE.search(shape, start, end) if told else None
    return found.start() if found and not shape[found.end() : end].strip(_EDGES) else end


def is_post(text: str) -> bool:
    """Whether a text beside a name is a role, written large or not: ``Programme Manager``, ``Director of the City Museum``."""
    bare = text.strip(_EDGES)
    if len(bare) > _LONGEST or not _may_hold_role(bare):
        return False
    if "/" in bare and all(map(is_post, bare.split("/"))):
        return True
    if is_role(bare) or (len(bare.split()) <= _POST_WORDS and _POST.fullmatch(bare)):
        return True
    first = _ROLE.match(bare)
    return first is not None and bool(_AFTER_ROLE.match(bare, first.end()))


def is_remark(text: str, *, ending: bool = True) -> bool:
    """Whether a text in brackets, or after a dash, is no person: a role, a place or a purpose, a wiki or a group.

    ``ending``: a role that ends it makes a role of all of it, though it may be a family name (``Juma Mwalimu``).
    """
    bare = text.strip(_EDGES)
    if _role(bare, ending=ending) or _REMARK.match(bare) or is_organisation(bare):
        return True
    inside = bare[:1].islower() and _REMARK.search(bare, bare.find(" ") + 1)
    return " " in bare and (bare.islower() or bool(inside))


def is_arrival(text: str) -> bool:
    """Whether a text beside a name says that somebody came later, or for another: ``added on 3 July``, ``new``."""
    bare = text.strip(_EDGES)
    return _ARRIVAL.match(bare) is not None or folded(bare) in _ADDED


def is_organisation(text: str) -> bool:
    """Whether a text names a wiki or a group."""
    return _WIKI.search(text) is not None or _ORGANISATION.search(text) is not None


def is_institution(text: str) -> bool:
    """Whether a text names where people work or learn: they are its members, and it is none of them."""
    return _INSTITUTION.search(text) is not None


def is_mail(text: str) -> bool:
    """Whether a text is an address of mail."""
    head, _, host = text.strip().partition("@")
    return bool(head) and "." in host and " " not in text.strip()


def begins_post(text: str) -> bool:
    """Whether a text begins with a role, or with a word that makes a post of one."""
    return _ROLE.match(text) is not None or _POST_FIRST.match(text) is not None


def is_group(text: str) -> bool:
    """Whether a text among authors names a wiki or a group: no person's name has a word that begins with ``wiki``, though accounts do."""
    return _ANY_WIKI.search(text) is not None or is_organisation(text)


def first_role(text: str) -> re.Match[str] | None:
    """The first role that stands in a text."""
    return _ROLE.search(text)


def is_link_text(text: str) -> bool:
    """Whether what a link shows leads to slides, a site and the like, and names nobody."""
    bare = text.strip(_EDGES)
    return "://" in bare or bare.lower().startswith("www.") or _LINK.search(bare[:_LONGEST]) is not None


def is_prose(text: str, pieces: int = 1) -> bool:
    """Whether a text reads as prose: many words, most of them small; of ``pieces`` between separators it has few."""
    words = BRACKET.sub(" ", text).split()
    if len(words) < 6 or len(words) < 3 * pieces:
        return False
    small = sum(_is_small(word) and word.casefold() not in _SMALL for word in words)
    return small * 5 >= len(words) * 2 or len(words) > 12 * pieces


def is_biography(text: str, pieces: int) -> bool:
    """Whether a line reads as prose of whole sentences, whatever names stand in it."""
    return is_prose(text, pieces) and (pieces == 1 or _SENTENCE_STOP.search(text) is not None)


MOST_WORDS = 6
"""A person's name has no more; a bare one in a list has no more than :data:`LISTED_WORDS`."""
LISTED_WORDS = 4


@lru_cache(maxsize=4096)
def is_name(text: str, most: int = MOST_WORDS) -> bool:
    """Whether a text of at most ``most`` words reads as somebody's name."""
    words = text.split(None, most + 1)
    if not 0 < len(words) <= most or is_sentence(text) or is_nobody(text) or is_role(text):
        return False
    return any(map(str.isalpha, text)) and not _NO_NAME.match(text)


def is_personal(text: str) -> bool:
    """Whether a text is written as the names of persons are: each word large, but for particles."""
    return all(not _is_small(word) or word.casefold() in _SMALL for word in text.split())


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter, and not as a part of a name may: ``al-Fassi``, ``d'Arc``, ``kaMagwaza``."""
    large = next((place for place, sign in enumerate(word) if sign.isupper()), 0)
    onset = word[:large].rstrip("-'’")
    named = 0 < len(onset) <= _LONGEST_ONSET or onset in _SMALL
    return word[0].islower() and not (named and word[large + 1 : large + 2].islower())
