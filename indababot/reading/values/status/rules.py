"""Where a submission is on its way, as the edition's rules tell it."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from indababot.editions import Edition, StatusRule, StatusSource
from indababot.lexicon import fold, lexicon
from indababot.pages import Page
from indababot.reading.markup import Banner, Line, LineKind, Lines
from indababot.reading.prepared import prepared
from indababot.reading.values.wording import BRACKET
from indababot.records import Status

_WORDS = lexicon().statuses


def _negation(word: str) -> str:
    """A word that negates; one that begins with ``n'`` is the end of another (``hasn't``)."""
    return rf"\B{re.escape(word)}" if "'" in word else rf"\b{re.escape(word)}"


_UNLESS = re.compile(rf"\b(?:{'|'.join(map(re.escape, _WORDS.conditions))})\b[^.!?]*$", re.IGNORECASE)
"""A condition before a word: "once it has been accepted" says nothing of today."""
_AROUND = " .:;,!()[]<>'\"“”„‘’«»*•-–—✓✔✅❌☑☒☐"
_HEAD = re.compile(r"[.!]|(?:[–—]|\s-\s)(?P<rest>[^.!]*)")
_OR = re.compile(r"[/|,;]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
"""Of a conference: alone, or glued to its letters (``ceem2022``)."""
_DAY = r"(?:\s\w{1,3})?\s\d{1,2}\.?(?:\s\w\w)?\s\w{3,12}(?:(?:\s\w\w)?\s\d{4})?"
"""A day inside a phrase: "wurde *am 12. Mai 2025* angenommen"."""
_UNDECIDED = (Status.DRAFT, Status.SUBMITTED)
_MOST_LINES = 100
"""No status is told in more lines."""
_MENTIONS = frozenset(lexicon().templates.mentions)
_PROGRAMMES = frozenset(map(fold, lexicon().interface.submissions))
_OPEN = frozenset(map(fold, lexicon().interface.open_submissions))
_NEGATED = re.compile(
    rf"(?:{'|'.join(_negation(word) for word in _WORDS.negations)})(?:\W+\w+){{0,2}}\W+$", re.IGNORECASE
)
"""A negation shortly before a word: "decided not to accept" is no "accept"."""

_TAKEN_BACK = re.compile(
    rf"(?:{'|'.join(map(_negation, _WORDS.negations))}|\b(?:{'|'.join(map(re.escape, _WORDS.conditions))}))(?!\w)",
    re.IGNORECASE,
)
"""What takes back the word before it: "Accepted – not yet"."""


def status_of(
    edition: Edition, page: Page, status_field: Lines | None, banners: Sequence[str], struck: bool
) -> Status:
    """The status that the first fitting rule of an edition gives, else the edition's own.

    ``page.categories`` are all that are known of the page, those in its text included; ``banners`` are the names of its templates and
    the texts outside its fields; ``struck`` says that its title or header is struck out.
    """
    told: dict[StatusSource, Sequence[str]] = {
        StatusSource.CATEGORY: page.categories,
        StatusSource.PATH: (page.title,),
        StatusSource.MOVE: page.redirects,
        StatusSource.BANNER: banners,
        StatusSource.FIELD: _in_field(edition, status_field or ()),
        StatusSource.STRIKE: ("",) if struck else (),
    }
    for rule in edition.statuses:
        texts = told[rule.source]
        if texts and _FITS[rule.source](rule, texts):
            return rule.status
    return edition.status


def _in_field(edition: Edition, lines: Sequence[Line]) -> list[str]:
    """What the lines of a field of the status say."""
    texts = (_key(standing(line)) for line in lines)
    return [_outside(edition, text) for text in texts if not _offers(edition, text)]


def decides(edition: Edition, lines: Sequence[Line]) -> bool:
    """Whether a field of the status tells how the matter ended, and not that it is open: ``under review``."""
    texts = _in_field(edition, lines)
    rules = (rule for rule in edition.statuses if rule.source is StatusSource.FIELD)
    return next((rule.status for rule in rules if _said(rule, texts)), Status.SUBMITTED) not in _UNDECIDED


def _offers(edition: Edition, text: str) -> bool:
    """Whether a text names statuses of which only one can be: ``accepted / rejected / pending``, from which nobody chose yet."""
    parts = _OR.split(text) if _OR.search(text) else []
    told = {rule.status for part in parts for rule in edition.statuses if _is_told(rule, part)}
    return Status.REJECTED in told and not told.isdisjoint((Status.ACCEPTED, Status.CONFIRMED))


def _outside(edition: Edition, text: str) -> str:
    """A text without its brackets, where it tells a status without them: ``under review (accepted talks follow in May)``."""
    bare = BRACKET.sub(" ", text) if "(" in text else text
    rules = (rule for rule in edition.statuses if rule.source is StatusSource.FIELD)
    return bare if any(_holds(_pattern(rule), bare) for rule in rules) else text


def _is_told(rule: StatusRule, text: str) -> bool:
    return rule.source is StatusSource.FIELD and text.strip(_AROUND) in _wanted(rule)


def heads(line: Line) -> tuple[str, ...]:
    """With what a line begins that stands out, being a header cell or in bold: **Accepted** – *room 2*."""
    shown = [run for run in line.runs if run.text.strip() and not run.struck]
    bold = line.kind is LineKind.HEADER_CELL or all(run.bold for run in shown)
    return (_head(standing(line)),) if bold and shown else ()


def standing(line: Line) -> str:
    """A line's text without what is struck: that is told no more."""
    return "".join(run.text for run in line.runs if not run.struck)


def texts_of(banner: Banner, edition: Edition) -> tuple[str, ...]:
    """The texts of a template that may tell the status: its name, and its parameters, which may begin with it: ``Accepted – room 2``."""
    name = _key(banner.name).partition(":")[2].strip() or _key(banner.name)
    return () if name in _MENTIONS else (*_of_name(name, edition), *banner.values, *map(_head, banner.values))


def _head(text: str) -> str:
    """What stands before a text's first stop or dash, unless what follows the dash takes it back."""
    end = _HEAD.search(text)
    taken_back = end is not None and _TAKEN_BACK.search(end["rest"] or "") is not None
    return "" if taken_back else text[: end.start()] if end else text


def _of_name(name: str, edition: Edition) -> tuple[str, ...]:
    """A template's name, and the parts of it that may be a status: sub-pages, and a last word behind what is meant.

    ``Submission/accepted``, ``Wikimania submission accepted``, or behind the conference ``WikiIndaba 2023 accepted``; a list of
    ``Accepted submissions`` says nothing of one.
    """
    first, *pages = name.split("/")
    words = first.split()
    before = words[-2] if len(words) > 1 else ""
    told = before in _PROGRAMMES or before in _key(edition.name).split() or _YEAR.search(before)
    return (name, *pages, *(words[-1:] if told else ()))


def telling(edition: Edition, status: Status, banners: Sequence[str]) -> bool:
    """Whether a banner rule of an edition gives a status for some texts."""
    return any(
        rule.status is status and rule.source is StatusSource.BANNER and told_by(rule, banners)
        for rule in edition.statuses
    )


def is_status(edition: Edition, text: str) -> bool:
    """Whether a text is a word for a status and no more, or says one as a banner does: ``Withdrawn by the author``."""
    return any(
        _is_told(rule, _key(text)) or (rule.source is StatusSource.BANNER and told_by(rule, (text,)))
        for rule in edition.statuses
    )


def told_by(rule: StatusRule, texts: Sequence[str]) -> bool:
    """Whether a text outside the fields says what a rule looks for: one word only as the whole text, more words inside it too."""
    words, phrases = _told(rule)
    folded = map(_key, texts)
    return any(text.strip(_AROUND) in words or _holds(phrases, text) for text in folded)


def _named(rule: StatusRule, categories: Iterable[str]) -> bool:
    """Whether a category's whole name or its last part is one of the rule's, or more words of it are: ``Meeting 2019 accepted talks``."""
    wanted, (_, phrases) = _wanted(rule), _told(rule)
    return any(
        _key(name) in wanted or _key(name.rpartition("/")[2]) in wanted or _holds(phrases, _key(name))
        for name in categories
    )


def _inside(rule: StatusRule, titles: Iterable[str]) -> bool:
    """Whether a part of a title between slashes is one of the rule's; a programme's submissions are not yet in the programme."""
    wanted = _wanted(rule)
    return any(
        part in wanted and not (part in _PROGRAMMES and following in _OPEN)
        for title in titles
        for part, following in _parts(title)
    )


@lru_cache(maxsize=64)
def _parts(title: str) -> tuple[tuple[str, str], ...]:
    """The parts of a title between slashes, each with the one that follows."""
    return tuple(pairwise([*map(_key, title.split("/")), ""]))


def without_status(title: str, edition: Edition) -> str:
    """A title without the parts before its last that only tell a status."""
    rules = [rule for rule in edition.statuses if rule.source is StatusSource.PATH]
    while (first := title.partition("/"))[2] and any(_inside(rule, first[:1]) for rule in rules):
        title = first[2]
    return title


def _said(rule: StatusRule, texts: Sequence[str]) -> bool:
    """Whether a folded text is one of the rule's, or says it in whole words without a negation before them."""
    pattern = _pattern(rule)
    return any(_holds(pattern, text) for text in texts[:_MOST_LINES])


_FITS: dict[StatusSource, Callable[[StatusRule, Sequence[str]], bool]] = {
    StatusSource.CATEGORY: _named,
    StatusSource.PATH: _inside,
    StatusSource.MOVE: _inside,
    StatusSource.BANNER: told_by,
    StatusSource.FIELD: _said,
    StatusSource.STRIKE: lambda _, __: True,
}
"""Whether a rule looks for one of the texts of its source."""


def _holds(pattern: re.Pattern[str], text: str) -> bool:
    for found in pattern.finditer(text):
        low = max(0, found.start() - 60)
        before = text[low : found.start()]
        if found.span() == (0, len(text)) or not (_NEGATED.search(before) or _UNLESS.search(before)):
            return True
    return False


@prepared
def _wanted(rule: StatusRule) -> frozenset[str]:
    """A rule's texts, folded."""
    return frozenset(map(_key, rule.match))


@prepared
def _pattern(rule: StatusRule) -> re.Pattern[str]:
    """Each of a rule's texts, in whole words."""
    return _words(rule.match)


@prepared
def _told(rule: StatusRule) -> tuple[frozenset[str], re.Pattern[str]]:
    """A rule's words that are the whole of a text, as those that tell its status in a field are; and its phrases in whole words."""
    words = frozenset(_key(text) for text in rule.match if len(text.split()) == 1)
    words |= frozenset(map(_key, _WORDS.field.get(rule.status.value, ())))
    return words, _words([text for text in rule.match if len(text.split()) > 1], parted=True)


def _words(texts: Iterable[str], *, parted: bool = False) -> re.Pattern[str]:
    """Some texts in whole words, the longest first; none of none. ``parted``: a day may stand between these."""
    longest_first = sorted(map(_key, texts), key=len, reverse=True)
    between = rf"(?:{_DAY})?\ " if parted else r"\ "
    told = [between.join(map(re.escape, text.split(" "))) for text in longest_first]
    return re.compile(rf"(?<!\w)(?:{'|'.join(told) or '(?!)'})(?!\w)")


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return fold(text.replace("_", " "))
