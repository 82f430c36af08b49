"""Words and brackets that say whose an account is, or that a name or an account follows: ``Full name: …``, ``(username: …)``."""

import re
from functools import cache

from indababot.lexicon import lexicon
from indababot.lexicon.namespaces import Namespace, namespace
from indababot.lexicon.patterns import late
from indababot.reading.form import label_key
from indababot.reading.values.people import about
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import is_person
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import unnumbered
from indababot.reading.values.signatures.tokens import USER
from indababot.reading.values.wording import ROLE, any_of, is_group, is_nobody, is_remark
from indababot.records import FieldKey

_PEOPLE = lexicon().people
_LISTED = lexicon().participants
_CAPTIONS = frozenset(map(label_key, (*_LISTED.name_columns, *_PEOPLE.labels)))
_REMARKS = frozenset(
    label_key(word)
    for words in (
        (*_LISTED.remark_heads, *_LISTED.comment_columns, *_LISTED.number_columns),
        (*lexicon().labels.never, *lexicon().labels.answers, *lexicon().labels.questions),
    )
    for word in words
)
"""Words before a colon that begin a remark and are nobody's name: ``Question: …``."""
_DIVIDED = re.compile(r"[:：=]|\s[-–—]\s")
_DIVIDER = r"\s*(?:[:：=]|\s[-–—]\s)\s*(?=\S)"
_LABEL_LAST = late(rf"(?<!\w)[\s,;،؛(\[–—-]*(?<!\w)(?:{any_of(_PEOPLE.labels)})\s*[:：=]?\s*$", re.IGNORECASE)
_NEAR = 60
_MORE = r"(?:\s+[^\W\d_]+){1,3}(?:\s?\(\w{1,4}\))?(?=\s*[:：=])"
"""Words more of a label: ``Name of author(s):``."""
_NAME = late(rf"(?:{any_of(lexicon().participants.name_columns)}){_DIVIDER}", re.IGNORECASE)
_LONGER_NAME = late(rf"(?:{any_of(lexicon().participants.name_columns)}){_MORE}{_DIVIDER}", re.IGNORECASE)
_ACCOUNT = late(rf"(?:{any_of(_PEOPLE.labels)}){_DIVIDER}", re.IGNORECASE)
_LONGER_ACCOUNT = late(rf"(?:{any_of(_PEOPLE.labels)}){_MORE}{_DIVIDER}", re.IGNORECASE)
_WHICH = late(
    rf"(?P<which>[^\W\d_]+(?:\s+[^\W\d_]+)?)\s+(?:{any_of(_PEOPLE.labels)})\s*[:：=]\s*(?=\S)", re.IGNORECASE
)
"""A label that says of which wiki: ``Wikipedia username:``."""
_SURELY = late(
    rf"\s*(?:{any_of((*_PEOPLE.introductions, *_PEOPLE.account_introductions))})\s*[:：]?\s+(?-i:(?=[^\Wa-z_]|{USER}))",
    re.IGNORECASE,
)
_PERHAPS = late(
    rf"\s*(?:{any_of(_PEOPLE.self_introductions)}|(?:(?:{any_of(lexicon().labels.little)})\s+)?{ROLE}\s+(?:{any_of(_PEOPLE.copulas)}))\s*[:：]?\s+"
    rf"(?-i:(?=[^\Wa-z_]|{USER}))",
    re.IGNORECASE,
)
_GREETING = late(rf"\s*(?:{any_of(_PEOPLE.no_names)})(?:\s+\w+)?\s*[,!.،]\s*", re.IGNORECASE)
"""``Hello, `` or ``Hi all! `` before whoever says who that is."""
_PERHAPS_THEY = late(rf"(?:{any_of((*_PEOPLE.perhaps, *_LISTED.relations))})\s+(?=\S)", re.IGNORECASE)
_LARGE = re.compile(rf"[^\Wa-z_]|{USER}")
_OPENINGS = frozenset(
    words.split()[0]
    for words in (*_PEOPLE.introductions, *_PEOPLE.self_introductions, *_PEOPLE.account_introductions)
)
"""The first words of what people write before their own name."""
_COPULAS = frozenset(words.split()[-1] for words in _PEOPLE.copulas)
_BRACKETED = late(
    rf"[(\[]\s*(?:{any_of(_PEOPLE.labels)}){_DIVIDER}(?P<account>[^()\[\]]+?(?:\([^()]*\))?)\s*[)\]]",
    re.IGNORECASE,
)
_OWN = r"(?P<account>\w[^\s()\[\]:]*(?:[ _][^\s()\[\]:,;،؛]+){0,3})"
"""An account in a few words."""
_BRACKET_WORD = re.compile(rf"[(\[]\s*(?P<space>[^\W\d_]+)\s+{_OWN}\s*[)\]]")
_WORD = re.compile(rf"(?P<space>[^\W\d_]+)\s+{_OWN}")
_AND = late(
    rf"[(\[]\s*(?:&|\+|(?:{any_of((*_PEOPLE.conjunctions, *_PEOPLE.companions))})(?!\w)"
    rf"|(?:{any_of(_PEOPLE.attached_conjunctions)})(?={USER})|(?={ROLE}\s*[:：]))"
    rf"\s*(?P<role>{ROLE}(?!\w)(?:\s*[:：])?)?\s*(?P<who>[^()\[\]]+?)\s*[)\]]",
    re.IGNORECASE,
)


def name_start(shape: str, start: int, end: int) -> int:
    """Where a name begins that a word introduces: ``Full name: Ada Nkosi``; else ``start``."""
    found = _NAME.match(shape, start, end) if _DIVIDED.search(shape, start, end) else None
    return found.end() if found else start


def introduced(shape: str, *, lined: bool = False) -> str:
    """A line with blanks for the words before one's own name or account: ``My name is Ada Nkosi``, ``I am Ada Nkosi``.

    ``lined``: there are other lines, so that who says "I am" may be somebody whom another one names.
    """
    words = shape.casefold().split()
    if not words or (words[0] not in _OPENINGS and _COPULAS.isdisjoint(words)):
        return shape
    found = _SURELY.match(shape)
    if found is None and not lined and (found := _PERHAPS.match(shape)):
        pieces = cut(shape, found.end(), len(shape))
        first = (pieces[0][0], about.origin_in(shape, *pieces[0])) if pieces else (0, 0)
        named = bool(pieces) and (shape[first[0]] == USER or is_person(shape[slice(*first)].rstrip(" .!")))
        found = found if named else None
    return " " * found.end() + shape[found.end() :] if found else shape


def introduction(shape: str) -> int:
    """Where the words before one's own name or account end, with which an entry begins; 0 without them."""
    start = unnumbered(shape)
    greeted = _GREETING.match(shape, start)
    start = greeted.end() if greeted else start
    rest = introduced(shape[start:])
    return start + len(rest) - len(rest.lstrip()) if rest != shape[start:] else 0


@cache
def _others() -> frozenset[str]:
    """The usual labels of other fields."""
    people = (FieldKey.AUTHORS, FieldKey.USERNAMES, FieldKey.PARTICIPANTS)
    fields = lexicon().labels.fields.items()
    return frozenset(label_key(label) for key, labels in fields if key not in people for label in labels)


def tells_more(shape: str, start: int, end: int) -> bool:
    """Whether a piece behind a name answers another question about who it is: ``Country: Mali``."""
    label, colon, _ = shape[start:end].partition(":")
    return bool(colon) and label_key(label) in _others()


def is_caption(text: str) -> bool:
    """Whether a text is no more than the label of a name or an account: ``Name``, ``Username:``."""
    return label_key(text) in _CAPTIONS


def label_end(shape: str, start: int, end: int) -> int:
    """Where a label begins that ends a stretch, before an account: Ada Obi, *username:* …; else ``end``."""
    found = _LABEL_LAST.search(shape, max(start, end - _NEAR), end)
    return found.start() if found else end


def remarks(shape: str, start: int) -> bool:
    """Whether a line begins with a word before a colon that is nobody's name: ``Question: is it filmed?``, ``Country: Mali``."""
    label, colon, _ = shape[start:].partition(":")
    key = label_key(label) if colon else ""
    return bool(key) and (key in _others() or key in _REMARKS)


def account_start(shape: str, start: int, end: int) -> int:
    """Where an account begins that a word introduces, and no prefix of a wiki: ``Username: Ada``; else ``start``."""
    if not _DIVIDED.search(shape, start, end) or names.prefix_at(shape[start:end]) is not None:
        return start
    found = _ACCOUNT.match(shape, start, end)
    return found.end() if found else start


def entry_start(text: str, start: int) -> int:
    """Where an entry of a list begins behind words for a name or an account: *Name:* Ada Nkosi; 0 without them."""
    start += len(text[start:]) - len(text[start:].lstrip())
    first = account_start(text, name_start(text, start, len(text)), len(text))
    return first if first > start else 0


def certain_start(shape: str, start: int, end: int) -> int:
    """Where a name begins behind words that say that it is not certain, or whose friend has it: *maybe* Ada Nkosi, *my colleague* Ben
    Oto; else ``start``."""
    found = _PERHAPS_THEY.match(shape, start, end)
    if found and (_LARGE.match(shape, found.end()) or is_nobody(shape[found.end() : end])):
        return found.end()
    return start


def longer_name_start(shape: str, start: int, end: int) -> int:
    """Where a name begins that a label of more words introduces, which are to be told: ``Name of author: Ada Nkosi``; else ``start``."""
    found = _LONGER_NAME.match(shape, start, end) if _DIVIDED.search(shape, start, end) else None
    return found.end() if found else start


def longer_account_start(shape: str, start: int, end: int) -> int:
    """The same for an account: ``Username on Meta: Ada``, ``Wikipedia username: Ada``."""
    if not _DIVIDED.search(shape, start, end) or names.prefix_at(shape[start:end]) is not None:
        return start
    if found := _LONGER_ACCOUNT.match(shape, start, end):
        return found.end()
    found = _WHICH.match(shape, start, end)
    return found.end() if found and not is_person(found["which"]) else start


def in_bracket(shape: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The places of a bracket behind a name that says which the account is, and of that: ``Ada Nkosi (username: Ada)``."""
    if shape.find("(", start, end) < 0 and shape.find("[", start, end) < 0:
        return None
    found = _BRACKETED.search(shape, start, end)
    if (
        found and names.prefix_at(found[0][1:].lstrip()) is not None
    ):  # ``(User:Ada, Mali)``: an account as others
        return None
    if found and found.start() > start:
        return found.span(), found.span("account")
    word = _BRACKET_WORD.search(shape, start, end)
    if word is None or word.start() == start or namespace(word["space"]) is not Namespace.USER:
        return None
    return (word.span(), word.span("account")) if _is_account(word) else None


def worded(shape: str, start: int, end: int) -> int:
    """Where an account begins that the word for one introduces, without a colon: ``user Ada``; else ``start``."""
    found = _WORD.fullmatch(shape, start, end)
    said = found is not None and namespace(found["space"]) is Namespace.USER and _is_account(found)
    return found.start("account") if found and said else start


def _is_account(found: re.Match[str]) -> bool:
    """Whether the words behind ``user`` are an account: one, or a few of which the first is written large, and no role, place or group."""
    account = found["account"]
    several = " " in account
    return not is_group(found[0].strip("()[]")) and not (
        several and (account[0].islower() or is_remark(account))
    )


def companion(shape: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The places of somebody else whom a bracket names, and of what introduces that person: ``Ada (and maybe Ben Oto)``."""
    held = shape.find("(", start, end) >= 0 or shape.find("[", start, end) >= 0
    found = _AND.search(shape, start, end) if held else None
    if found is None or found.start() == start:
        return None
    who = found["who"]
    named = USER in who or names.prefix_at(who) is not None or (is_person(who) and not who[0].isdigit())
    return (found.span("who"), (found.start(), found.end("role"))) if named else None


def behind_bracket(shape: str, start: int, mark: int, end: int) -> int:
    """Where the bracket ends that opens in ``[start, mark)`` and holds the account at ``mark``; else ``mark``."""
    opening = shape.rfind("(", start, mark)
    if opening < 0 or shape.find(")", opening, mark) >= 0:
        return mark
    depth = 0
    for place in range(opening, end):
        depth += (shape[place] == "(") - (shape[place] == ")")
        if not depth:
            return place + 1
    return end
