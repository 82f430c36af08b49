"""What stands around a page's text in a person's copy of it: the menus of a skin, and what a browser prints on every sheet.

Nothing of it is the author's. It is set aside, so that no entry of a menu becomes a label, a value or a person.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from indababot.lexicon import lexicon, without_signs
from indababot.lexicon.patterns import alternatives, late, pattern
from indababot.reading.markup.evened import begins

_INTERFACE = lexicon().interface
_COPIES = lexicon().copies


def _glued(words: tuple[str, ...]) -> str:
    """A pattern for one of some words, longest first, whatever letters stand around it: a copy runs the entries of a menu together."""
    folded = {word.casefold() for word in words}
    return alternatives(sorted(folded, key=lambda word: (-len(word), word)), re.escape)


_MENU = late(rf"(?:(?>{_glued(_INTERFACE.menus)})[\s\d+|·•().…]*+)++", re.IGNORECASE)
_MENUS_HEAD = late(rf"(?>{_glued(_INTERFACE.navigation)})", re.IGNORECASE)
_THREAD = late(rf"(?:\d+\s+)?{pattern(_INTERFACE.threads)}(?:\s+\d+|\s*:.{{0,200}})?", re.IGNORECASE)
_CONTENTS = late(rf"(?:{pattern(_INTERFACE.contents)})\s*(?:\[\w+\])?$", re.IGNORECASE)
_LONGEST = 400
_HEAD = 3000
_MOST_STRANGE = 3
"""So many lines between the entries of the menus above a page may be the wiki's own: its name, its notices."""
_TAIL = 6000
_NEAR = 12
_LETTER = 1500
_MOST_CATEGORIES = 30
_MOST_NOTES = 30
FOOTER = late(rf"^[ \t]*{pattern(_INTERFACE.footer)}", re.MULTILINE | re.IGNORECASE)
"""What begins the first line that a skin shows below a page."""
_CATEGORIES_HEAD = late(pattern(_INTERFACE.categories), re.IGNORECASE)
_MAIL_HEAD = late(rf"{pattern(_COPIES.heads)}\s*[:：].*", re.IGNORECASE)
_NOTE = re.compile(r" (?=[^\s\d•◦▪‣○*#–-])|[ \t]*(?:\d{1,2}\.[ \t]*)?[↑^][ \t]?\S")
_CLOSING = late(rf"{pattern(_COPIES.closings)}[\s,.!،]*", re.IGNORECASE)
_SENT = late(pattern(_COPIES.sent), re.IGNORECASE)
_SHEET = late(
    rf"{pattern(_COPIES.sheets)}\s+\d{{1,3}}(?P<all>\s*(?:/|[^\W\d]{{1,5}}(?: [^\W\d]{{1,5}})?)\s*\d{{1,3}})?",
    re.IGNORECASE,
)
_FEWEST = 3

_DATE = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ \t]+\d{1,2}[:.h]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?!\w)"
_DATED = re.compile(rf"{_DATE}(?P<rest>.*)")
_NUMBER = r"\d{1,3} ?/ ?\d{1,3}"
_NUMBERED = re.compile(rf"(?:https?://\S+ )?{_NUMBER}")
_NUMBER_OF = r"\d{1,3} [^\W\d]{1,5} \d{1,3}"
_NUMBERED_OF = re.compile(rf"{_NUMBER_OF} {_DATE}")
_BESIDE = re.compile(rf"https?://\S+|{_NUMBER_OF}")
_A_DATE = re.compile(rf"^[ \t]*{_DATE}|[ \t]{_DATE}[ \t\r]*$", re.M)
_A_NUMBER = re.compile(rf"(?:^|[ \t])(?:{_NUMBER}|{_NUMBER_OF}(?:[ \t]+{_DATE})?)[ \t\r]*$", re.M)
_DASHED = re.compile(r"\s[–—-]\s")
_SHORT = 40
_SHEETS = 2000
"""No page has more lines on which a printer's marks are looked for."""


class _Text(NamedTuple):
    """A line that shows something."""

    start: int
    stop: int
    text: str


def lines(text: str, start: int, end: int) -> Iterator[_Text]:
    """The lines of a stretch that show something, without the blanks around them and the signs that nobody sees."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if bare := " ".join(without_signs(text[start:stop]).replace("\xad", "").split()):
            yield _Text(start, stop, bare)
        start = stop + 1


def is_menu(line: str) -> bool:
    """Whether a line is nothing but entries of a skin's menus, run together or not."""
    return len(line) <= _LONGEST and _MENU.fullmatch(line) is not None


def above(text: str, title: str, is_label: Callable[[str], bool], sheets: Mapping[int, int]) -> int:
    """Where the menus above a page's text end, with the title that stands between them; 0 where there are none.

    An entry that is a label of the form too ends them only where another stands below it. ``sheets`` are the lines that a printer put.
    """
    every = list(lines(text, 0, min(len(text), _HEAD)))
    first, past = _titled(every, title)
    if past and not (first == 0 or any(line.start in sheets or is_menu(line.text) for line in every[:first])):
        past = 0
    end = every[past - 1].stop if past else 0
    seen = strange = 0
    for line in every[past:]:
        if _CONTENTS.match(line.text):
            break
        if is_menu(line.text) or ((past or seen) and _THREAD.fullmatch(line.text)):
            seen, strange = seen + 1, 0
            if not is_label(line.text) and (past or seen > 1):
                end = line.stop
        elif strange == _MOST_STRANGE or ":" in line.text or is_label(line.text):
            break
        else:
            strange += 1
    return end


def _titled(every: list[_Text], title: str) -> tuple[int, int]:
    """The first of the lines that show the page's title, which a printer may break, and the one behind them; 0 where there are none."""
    full = " ".join(title.split()).casefold()
    for first, line in enumerate(every):
        shown = line.text.casefold()
        for past in range(first + 1, first + _MOST_STRANGE + 1):
            if shown == full:
                return first, past
            if past == len(every) or not full.startswith(shown):
                break
            shown += " " + every[past].text.casefold()
    return 0, 0


def below(text: str, start: int) -> int:
    """Where the menus begin that a skin shows below a page's text; the text's length where there are none."""
    begun: list[int] = []
    for line in lines(text, max(start, len(text) - _TAIL), len(text)):
        entry = is_menu(line.text)
        if entry and _MENUS_HEAD.match(line.text):
            begun.append(line.start)
    for head in begun:
        following = [line.text for _, line in zip(range(_NEAR), lines(text, head, len(text)), strict=False)]
        if sum(map(is_menu, following)) > _FEWEST:
            return text.rfind("\n", 0, head) + 1
    return len(text)


def categories(text: str, start: int) -> list[str]:
    """The categories that stand in the menus below a page, one a line below their head."""
    names: list[str] = []
    headed = False
    for line in lines(text, start, len(text)):
        if headed and (is_menu(line.text) or FOOTER.match(line.text)):
            break
        if headed:
            names.append(line.text)
        headed = headed or _CATEGORIES_HEAD.fullmatch(line.text) is not None
    return names[:_MOST_CATEGORIES]


def mailed(text: str) -> int:
    """Where the heads of a mail end that a text begins with, lines of nothing else above a blank one; 0 where there are none."""
    before = end = seen = 0
    for line in lines(text, 0, min(len(text), _HEAD)):
        if seen and text.count("\n", before, line.start) > 1:
            return end if seen > 1 else 0
        if not _MAIL_HEAD.fullmatch(line.text):
            return 0
        seen, before, end = seen + 1, line.stop, line.stop
    return 0


def closed(text: str, start: int, end: int, is_label: Callable[[str], bool]) -> int:
    """Where the end of a letter begins: its last words, the sender's signature, what a mail program says of itself."""
    last = list(lines(text, max(start, text.find("\n", max(0, end - _LETTER))), end))
    kept = len(last)
    before = start
    for number, line in enumerate(last):
        below = last[number + 1 :]
        parted = text.count("\n", before, line.start) > 1
        ends = (
            line.text == "--"
            or (parted and _CLOSING.fullmatch(line.text))
            or (not below and _SENT.match(line.text))
        )
        if ends and len(below) <= _NEAR and not any(begins(other.text, is_label) for other in below):
            kept = number
            break
        before = line.stop
    return last[kept].start if kept < len(last) else end


def notes(text: str, start: int, end: int, marks: re.Pattern[str]) -> int:
    """Where the footnotes begin that end a text, one a line, no more than their marks in it; they have lost their numbers."""
    fewest = min(_MOST_NOTES, sum(found[0][-2:-1].isdigit() for found in marks.finditer(text, start, end)))
    begin = end
    while fewest:
        stop = len(text[start:begin].rstrip()) + start
        line = text.rfind("\n", start, stop) + 1
        if line <= start or not _NOTE.match(text, line, stop) or marks.search(text, line, stop):
            break
        begin, fewest = line, fewest - 1
    return begin


def unprinted(text: str, sheets: dict[int, int]) -> int:
    """Where the lines begin that a printer put at the end of a text."""
    end = len(text.rstrip())
    for start, stop in reversed(sheets.items()):
        if stop < end:
            break
        end = len(text[:start].rstrip())
    return end


def printed(text: str, title: str) -> dict[int, int]:
    """The lines that a browser prints on every sheet: the date, the page's title and address, the sheet's number.

    A title or an address counts where it stands beside a date or number, and these where a page has both. Gives their starts and ends.
    """
    every = list(lines(text, 0, len(text)))[:_SHEETS]
    counted = [
        (line, found) for line in every if len(line.text) < _SHORT and (found := _SHEET.fullmatch(line.text))
    ]
    counted = counted if len(counted) > 1 or any(found["all"] for _, found in counted) else []
    if not (_A_DATE.search(text) and _A_NUMBER.search(text)):
        return {line.start: line.stop for line, _ in counted}
    full = " ".join(title.split()).casefold()
    sure = [_is_printed(line.text, full) for line in every]
    beside = [before or after for before, after in zip([False, *sure], [*sure[1:], False], strict=False)]
    return {
        line.start: line.stop
        for line, is_sure, is_beside in zip(every, sure, beside, strict=True)
        if is_sure or (is_beside and _is_head(line.text, full))
    }


def _is_printed(line: str, title: str) -> bool:
    """Whether a line is the date or the number of a sheet."""
    dated = _DATED.fullmatch(line)
    if dated:
        return not dated["rest"].strip() or _is_head(dated["rest"].strip(), title)
    return _NUMBERED.fullmatch(line) is not None or _NUMBERED_OF.fullmatch(line) is not None


def _is_head(line: str, title: str) -> bool:
    """Whether a line is the address of a page, its title with the name of its wiki, or what may be the number of a sheet."""
    named = _DASHED.split(line.casefold())
    return _BESIDE.fullmatch(line) is not None or (len(named) > 1 and title.startswith(named[0].strip(" …")))
