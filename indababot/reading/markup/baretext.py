"""A person's copy of a rendered page -> the neutral stream."""

import re
from collections.abc import Callable

from indababot.lexicon import lexicon, without_signs
from indababot.lexicon.patterns import pattern
from indababot.reading.markup import markdown, rows, surround
from indababot.reading.markup.evened import evened
from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.stream import Builder, Stream
from indababot.records import Span

_BULLET = re.compile(r"[ \t\u00a0]*(?:[•·◦▪‣○]|[*–-](?=[ \t\u00a0]))[ \t\u00a0]*")
_NUMBER = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+(?=\S)")
_INTERFACE = lexicon().interface
_ONE_EDIT = pattern(_INTERFACE.edit)
_EDIT = re.compile(
    rf"\[ ?{_ONE_EDIT}(?: ?\| ?{_ONE_EDIT})* ?\]|(?<=[\w.,;:!?»”’\")\]])\[(?:[^\W\d_]{{1,6}}[ \u00a0])?\d{{1,2}}\](?=[\s.,;:!?\[]|$)",
    re.I | re.M,
)
"""Links to edit or answer, and the marks of footnotes."""
_EDIT_LINE = re.compile(rf"\s*{_ONE_EDIT}\s*", re.I)
"""The link to edit a section, which stands below its heading on the mobile site."""
_CATEGORIES = re.compile(rf"(?P<label>{pattern(_INTERFACE.categories)})\s*:\s*(?P<names>.+)", re.I)
_LIKE_TITLE = re.compile(rf"[^:|]{{3,60}}?/{pattern(_INTERFACE.submissions)}/.+", re.I)
_CONTENTS = re.compile(rf"^[ \t]*{pattern(_INTERFACE.contents)}[ \t]*(?:\[\w+\])?[ \t]*\r?\n", re.M | re.I)
_ENTRY = re.compile(r"(?:[ \t•]*(?:\d{1,2}\.)*\d{1,2}[.)]?[ \t]+(?P<title>\S[^\n]{0,200}?))?[ \t]*\r?\n")
_HEAD = 3000
_MAX_ENTRIES = 100
_PAIR = 2
_SEPARATOR = re.compile(r"\s*[|·•]\s*")
_HEADING = re.compile(r"[ \t\u00a0]*+#{1,6}[ \t]++(?=\S)")
_FEWEST_HEADINGS = 2
_RETRIEVED = re.compile(
    rf"^[ \t]*{pattern(_INTERFACE.retrieved)}[^\w\n]*https?://\S+(?:[ \t\r]*\n[ \t]*[^\s=&%?]*[=&%?]\S*){{0,3}}[\s»”“\"]*",
    re.I | re.M,
)
"""What tells a printed page's address, above its categories; a printer breaks it into lines."""
_FOOT = 1500
"""The foot of a page is no longer."""


def read(
    text: str,
    title: str,
    categories: frozenset[str],
    prefixes: tuple[str, ...] = (),
    is_label: Callable[[str], bool] = lambda _: False,
    invites: Callable[[str], bool] = lambda _: False,
) -> Stream:
    """What a bare text shows.

    ``categories`` are the names, folded, that the page may end with: a rendered page shows them below its text. A first line that is
    the page's title, or a title with one of the edition's ``prefixes``, is the copy of its head. A line that tabs divide is the row
    of a table where one of its cells is a label, where such rows are the page's form, and below a text that ``invites`` people to sign.
    """
    written, text = text, evened(text, is_label)
    out = Builder(text)
    sheets = surround.printed(text, title)
    start = (
        surround.above(text, title, is_label, sheets) or _head(text, title, prefixes) or surround.mailed(text)
    )
    if text[:start].strip():
        out.stream.asides.append(Span(0, start))
    end = surround.unprinted(text, sheets)
    end = _tail(text[:end], start, out.stream, categories, is_label)
    for last in (surround.closed(text, start, end, is_label), surround.notes(written, start, end, _EDIT)):
        if last < end:
            out.stream.asides.append(Span(last, end))
            end = last
    contents = _contents(text, start)
    out.stream.asides += [Span(*sheet) for sheet in sheets.items() if start <= sheet[0]]
    tabled = rows.is_tabled(text, start, end, is_label)
    headed = _is_headed(text, start, end, is_label)
    marked = markdown.is_markdown(text)
    tables = rows.of_people(text, start, end, is_label, invites)
    position, heads, last = start, 0, -1
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        cells = rows.cells_of(text, position, stop)
        named = sum(is_label(text[slice(*cell)].strip()) for cell in cells)
        titled = named == len(cells) or (named >= rows.FEWEST_ROWS and named * _PAIR > len(cells))
        named = named or (tabled and rows.is_answer(text, cells))
        shown = position not in contents and not (
            (tabled or position < last) and rows.RULE.fullmatch(text, position, stop)
        )
        shown = shown and position not in sheets and not _EDIT_LINE.fullmatch(text, position, stop)
        if not shown or (position < _HEAD and _is_trail(text[position:stop], title)):
            pass
        elif cells and (position in tables or position < last):
            last = tables.get(position, last)
            rows.write_of_people(out, cells, stop, first=position in tables, last=stop >= last, marked=marked)
        elif cells and (named or heads == len(cells)):
            rows.write(out, cells, stop, strange=titled and named < len(cells), marked=marked)
        elif headed and (heading := _HEADING.match(text, position, stop)):
            _heading(out, heading, text, stop)
        else:
            _line(out, text, position, stop, marked=marked)
        if cells or text[position:stop].strip():
            heads = len(cells) if titled else 0
        position = stop + 1
    out.close(end)
    return out.stream


def _contents(text: str, start: int) -> range:
    """The table of contents above a text, with its head: numbered lines, each of which stands below once more; empty without one."""
    head = _CONTENTS.search(text, start, min(len(text), start + _HEAD))
    position, seen = (head.end(), 0) if head else (0, 0)
    while head and (entry := _ENTRY.match(text, position)):
        if entry["title"]:
            if text.find(entry["title"], entry.end()) < 0 or seen > _MAX_ENTRIES:
                break
            seen += 1
        position = entry.end()
    return range(head.start(), position) if head and seen > 1 else range(0)


def _is_trail(line: str, title: str) -> bool:
    """Whether a line shows the pages above this one, as MediaWiki does below its title: ``< WikiIndaba 2023 | Submissions``."""
    if not line.lstrip().startswith("<"):
        return False
    above = _SEPARATOR.split(" ".join(without_signs(line).strip().removeprefix("<").casefold().split()))
    return above == title.casefold().split("/")[: len(above)]


def _is_headed(text: str, start: int, end: int, is_label: Callable[[str], bool]) -> bool:
    """Whether number signs make headings on a page: some of them are labels of the form."""
    lines = (line for line in text[start:end].split("\n") if _HEADING.match(line))
    named = {line.strip("# \t\r\u00a0") for line in lines}
    return sum(map(is_label, named)) >= _FEWEST_HEADINGS


def _heading(out: Builder, sign: re.Match[str], text: str, stop: int) -> None:
    out.begin(LineKind.HEADING, sign.end(), len(sign[0].strip()))
    out.text(sign.end(), sign.end() + len(text[sign.end() : stop].rstrip(" \t\r#")))
    out.end_line(stop, stop + 1, hard=True)


def _line(out: Builder, text: str, start: int, stop: int, *, marked: bool) -> None:
    content = stop - 1 if stop > start and text[stop - 1] == "\r" else stop
    mark = _BULLET.match(text, start, content) or _NUMBER.match(text, start, content)
    if mark:
        numbered = mark[0].strip()[:1].isdigit()
        out.begin(LineKind.NUMBER if numbered else LineKind.BULLET, mark.end(), 1)
        start = mark.end()
    while start < content and text[start] in " \t":
        start += 1
    out.depth = 1
    for noise in _EDIT.finditer(text, start, content):
        markdown.write(out, text, start, noise.start(), marked=marked)
        out.touched = True
        start = noise.end()
    markdown.write(out, text, start, content, marked=marked)
    out.end_line(content, stop + 1, hard=True)


def _head(text: str, title: str, prefixes: tuple[str, ...]) -> int:
    """Where the page's text begins: behind a first line that repeats the page's title."""
    position = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    stop = text.find("\n", position)
    stop = len(text) if stop < 0 else stop
    line = " ".join(text[position:stop].split())
    full = " ".join(title.split())
    names = {full.casefold(), full.rsplit("/", 1)[-1].casefold()}
    known = line.startswith(prefixes) if prefixes else _LIKE_TITLE.fullmatch(line) is not None
    return stop if line and (line.casefold() in names or known) else 0


def _tail(
    text: str, start: int, stream: Stream, categories: frozenset[str], is_label: Callable[[str], bool]
) -> int:
    """Where the page's text ends: before the last lines that name its categories, or where it was retrieved from.

    A line that says so and names none that are known is told; where its first word is a label of the form, it is the form's.
    """
    foot = surround.FOOTER.search(text, max(start, len(text) - _FOOT))
    end = min(foot.start() if foot else len(text), surround.below(text, start))
    if end < len(text):
        stream.asides.append(Span(end, len(text.rstrip())))
        stream.categories += surround.categories(text, end)
    while True:
        stop = len(text[:end].rstrip())
        begin = max(text.rfind("\n", start, stop) + 1, start)
        line = " ".join(text[begin:stop].split())
        if (address := _address(text, start, stop)) is not None:
            stream.asides.append(Span(address, stop))
            end = address
            continue
        named = _CATEGORIES.fullmatch(line)
        names = [name for name in _SEPARATOR.split(named["names"] if named else line) if name]
        names = names if named else [part for name in names for part in _unglued(name, categories)]
        known = [name.casefold() in categories for name in names]
        if (
            begin <= start
            or not names
            or not (all(known) or (named and (any(known) or not is_label(named["label"]))))
        ):
            return end
        if not any(known):
            stream.asides.append(Span(begin, stop))
        stream.categories[:0] = names
        end = begin


def _address(text: str, start: int, end: int) -> int | None:
    """Where the words begin that tell the page's address and end a stretch of it."""
    found = _RETRIEVED.finditer(text, max(start, end - _FOOT), end)
    return next(
        (address.start() for address in found if address.end() == end and address.start() > start), None
    )


def _unglued(text: str, categories: frozenset[str]) -> list[str]:
    """The categories that a copy ran together: ``WikiIndaba 2023/SubmissionsDrafts``."""
    folded = text.casefold()
    if folded in categories or len(text) > 200:
        return [text]
    for name in sorted(categories, key=len, reverse=True):
        if folded.startswith(name) and len(folded) == len(text):
            rest = _unglued(text[len(name) :].strip(), categories)
            if all(part.casefold() in categories for part in rest):
                return [text[: len(name)], *rest]
    return [text]
