"""Who signed by a typed name: the account in the text before a time or the word for a talk page."""

import re

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values import wording
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.comments import unnumbered
from indababot.reading.values.signatures.tokens import SEPARATORS, Tokens
from indababot.reading.values.wording import SENTENCE, any_of

_SAID = lexicon().signatures
_WORDS = any_of(_SAID.talk)
_TALK_BRACKET = re.compile(r"\s\(\s*([^\s()\d]{2,20})\s*\)$")
_TRAILING = re.compile(
    rf"\s+[\u2190-\u21ff\u2300-\u2609\u260b-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f\s{SEPARATORS}]+$"
)
_GLUED_TALK = late(
    rf"(?:(?:\s+|\s*[\[(])(?:{_WORDS})[\])]?|(?-i:(?<=[^\W\d_A-Z])(?:{any_of(word.capitalize() for word in _SAID.talk)})))\s*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:(?<!\b\w)\.|[!?…;:,،؟|])[\"'”’)\s]*(?=\s)|[()\n](?=.)")
_REMARK = late(
    rf"\s*[,:;،؛]\s|\s+[–—-]+\s|\s+\((?!(?:WM\w*|\d+|{any_of(lexicon().people.account_brackets)})\s*\))(?=[^()]*\))",
    re.IGNORECASE,
)
"""What begins a remark behind a typed account: a sign, or a bracket that is none of an account's own."""
_JOINED = late(rf"\s*(?:[&+/·|]|{any_of(lexicon().people.conjunctions)})\s+(?=\S)")
"""What joins a signer to the one before."""
_EXCLAIMED = re.compile(r"[!?؟][\s\u00a0]+(?=\S)")
"""What ends a sentence behind a dash, and is in no name: ``Ada – I shall come! Ada (talk)``."""
_PAUSE = re.compile(r"[,;:!?،؛؟]")
_ASKED = ("?", "؟", "!")
_WINDOW = 160
"""How far before a time or a talk link its signer is looked for, in characters."""
DASHES = re.compile(r"--+|[—–―~]+|(?<!\S)-(?!\S)")


def typed(tokens: Tokens, low: int, start: int, stamped: bool) -> tuple[str, int, int] | None:
    """The signer in the text before a time or the word for a talk page."""
    cut_off = start - low > _WINDOW
    low = max(low, start - _WINDOW)
    text = tokens.shape[low:start].rstrip()
    if stamped:
        text = _GLUED_TALK.sub("", text) or text
        text = _without_talk(text)
    prefix = max(names.prefixes(text), default=None) if names.has_colon(text) else None
    if prefix and text[prefix.end :].strip():
        remark = _REMARK.search(text, prefix.end)
        if remark and text[prefix.end : remark.start()].strip() and is_remark(text[remark.start() :]):
            account = text[prefix.end : remark.start()]
            return names.target(account), low + prefix.start, low + remark.start()
        if not DASHES.search(text, prefix.end):
            return names.target(text[prefix.end :]), low + prefix.start, low + len(text)
    first = _name_start(text)
    if cut_off and first == 0:
        return None  # longer than any name
    name = text[first:].strip(" \t\u00a0'\"*•@")
    if name.endswith(_ASKED) or not any(character.isalnum() for character in name):
        return None
    return names.account(name), low + first, low + len(text)


def _without_talk(text: str) -> str:
    """A name without what a copy leaves of the links behind it: signs, and a small word in brackets, of whatever language."""
    bracket = _TALK_BRACKET.search(text)
    if bracket and not bracket[1][0].isupper() and text[: bracket.start()].strip():
        text = text[: bracket.start()]
    return _TRAILING.sub("", text) or text


def _name_start(text: str) -> int:
    """Where the name begins that ends a text: behind dashes, else behind a sentence, else at the start."""
    dash = last_of(DASHES, text)
    if dash and text[dash.end() :].strip():
        first = dash.end()
        said = last_of(_EXCLAIMED, text[first:])
        first += said.end() if said else 0
    else:
        end = last_of(_SENTENCE_END, wording.BRACKET.sub(lambda found: "x" * len(found[0]), text))
        first = end.end() if end and text[end.end() :].strip() else 0
        word = last_of(SENTENCE, text[first:])
        if word and text[first + word.end() :].strip():
            first += word.end()
            low = re.match(r"(?:\s*[^\W\d_]+(?=\s))+?(?=\s+[^\Wa-z_])", text[first:])
            first += low.end() if low and low[0].islower() else 0
    joined = _JOINED.match(text, first)
    first = joined.end() if joined else first or unnumbered(text)
    return first + len(text[first:]) - len(text[first:].lstrip())


def last_of(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for found in pattern.finditer(text):
        last = found
    return last


def is_remark(text: str) -> bool:
    """Whether a text behind a typed account is a remark: no name behind a dash, and no word for a talk page in a bracket."""
    sign, talk = _REMARK.match(text), _TALK_BRACKET.fullmatch(text)
    if sign is None or (talk is not None and not talk[1][0].isupper()):
        return False
    return sign[0].strip() == "(" or not is_name(text[sign.end() :])


def is_name(text: str) -> bool:
    """Whether a text before a time reads as a name, where an account that may have signed stands before it."""
    text = text.strip(" \t\u00a0'\"*•–—-")
    return not text[:1].islower() and not _PAUSE.search(text) and wording.is_name(text, wording.LISTED_WORDS)
