"""Numbers and words that say for which of several people a label is: ``Speaker 2``, ``Second author``, ``Co-presenter``."""

import re
from functools import cache

from indababot.editions import FormField
from indababot.lexicon import fold, lexicon
from indababot.lexicon.patterns import late
from indababot.reading.form.near import are_authors
from indababot.reading.form.spelling import label_key, spellings
from indababot.records import FieldKey

EACH = frozenset((FieldKey.AUTHORS, FieldKey.USERNAMES, FieldKey.AFFILIATION, FieldKey.COUNTRY))
"""Fields that a form may have for each of several people."""
COUNTED = re.compile(r"(?<=[^\W\d_]|\))[\s_]*(?:#\s?)?\d{1,2}[\s:：]*$")
"""A number behind a label."""
_COUNTED_INSIDE = re.compile(r"(?<=[^\W\d_])[\s_-]*#?\d{1,2}[\s_-]*(?=[^\W\d_])")
"""A number inside a label, or inside the name of a parameter: ``Speaker 1 username``, ``speaker1_username``, ``Speaker1Username``."""
_RANK = "|".join(sorted(map(re.escape, map(fold, lexicon().labels.ranks)), key=lambda one: (-len(one), one)))
_RANKED = re.compile(rf"(?:(?:{_RANK})[\s_-]+)(?P<before>.+)|(?P<after>.+?)[\s_]+(?:{_RANK})", re.DOTALL)
"""A label of people with a word before or after it that says which: ``Second author``."""
_JOINED = tuple(map(fold, lexicon().labels.joined_ranks))
_JOINED_RANK = late(
    rf"(?:{'|'.join(_JOINED)})(?P<before>(?:{'|'.join(map(fold, lexicon().labels.people))}).*)", re.DOTALL
)
_MOST_WORDS = 3
"""A label that begins or ends with a role has no more."""
_PARTS = re.compile(r"[\s_-]+")
_RANKING = frozenset(word for rank in lexicon().labels.ranks for word in _PARTS.split(fold(rank)))
"""A label with a rank begins or ends with one of these."""


def is_counted(text: str) -> bool:
    """Whether a number in it or at its end, or a word, says for which of several people a label is: ``Presenter 2 username``."""
    key = label_key(text)
    return COUNTED.search(key) is not None or _COUNTED_INSIDE.search(key) is not None or is_ranked(text)


def of_each(field: FormField | None) -> FormField | None:
    """A field of people, which a form may ask for one by one: ``Speaker 1``, ``Affiliation 2``."""
    return field if field and field.key in EACH else None


def is_of_another(field: FormField, text: str) -> bool:
    """Whether a label may stand on the page again, for another of several people: ``Speaker 2``."""
    return field.key in EACH and is_counted(text)


def around_count(name: str) -> tuple[str, str] | None:
    """What stands before and behind the number inside a parameter's name, which says for which of several people it is."""
    counted = _COUNTED_INSIDE.search(name)
    return (name[: counted.start()], name[counted.end() :]) if counted else None


def is_ranked(text: str) -> bool:
    """Whether a label of people says which of them it is for: ``Second author``, ``Moderator``, ``Panel chair``."""
    keys = spellings(text)
    words = keys[0].split()
    ends = (words[0], words[-1]) if 1 < len(words) <= _MOST_WORDS else ()
    return not _roles().isdisjoint((*keys, *ends)) or rest_of_ranked(text) is not None


@cache
def _roles() -> frozenset[str]:
    """Roles beside that of who proposes."""
    return frozenset(
        key for role in lexicon().people.roles for key in spellings(role) if not are_authors(role)
    )


def rest_of_ranked(text: str) -> str | None:
    """The key of a label without the word that says which of several people it is for; None without such a word."""
    key = label_key(text)
    words = _PARTS.split(key)
    if words[0].startswith(_JOINED) and (joined := _JOINED_RANK.fullmatch(key)):
        return joined["before"].strip()
    if words[0] not in _RANKING and words[-1] not in _RANKING:
        return None
    ranked = _RANKED.fullmatch(key)
    return (ranked["before"] or ranked["after"]).strip() if ranked else None
