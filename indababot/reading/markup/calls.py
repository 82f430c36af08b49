"""Template calls: what each shows, by what its template is known for."""

import re
from collections.abc import Callable
from functools import partial

from indababot.lexicon import lexicon
from indababot.reading.markup import targets, templates, usercalls
from indababot.reading.markup.forms import banner, form, infobox, is_form, lone_row, name_of, rows
from indababot.reading.markup.inline import LineKind
from indababot.reading.markup.reader import Reader
from indababot.reading.markup.unknown import headed, unknown
from indababot.records import Span
from indababot.wikicode.nodes import Marker, Part, Template

_WIDTH = re.compile(r"[\d.]+\s*(?:em|px|%)")
_SIZE = re.compile(r"[\d.]+\s*(?:em|px|%)?")
_LONGEST_SETTING = 30


def template(reader: Reader, node: Template) -> None:
    """What a call shows, by what its template is known for."""
    written = name_of(reader, node.name).replace("_", " ")
    name = templates.bare(written)
    if len(cells := rows(reader, node)) > 1:
        infobox(reader, node, cells)
    elif is_form(reader, node, name):
        form(reader, node)
    elif name in templates.CHARACTERS:
        reader.out.add(templates.CHARACTERS[name], node.start, node.end)
        _others(reader, node)
    elif _function(reader, node, written):
        pass
    elif not node.parameters and (sign := templates.sign(name)):
        reader.out.add(sign, node.start, node.end)
    elif not node.parameters and (word := templates.page_words(reader.title).get(name)) is not None:
        reader.out.add(word, node.start, node.end)
    else:
        show = _SHOWS.get(templates.kinds().get(name, ""))
        if not ((show and show(reader, node)) or lone_row(reader, node)):
            banner(reader, written, node)
            unknown(reader, node)


def _function(reader: Reader, node: Template, written: str) -> bool:
    """A parser function that shows what stands behind its colon, as it is or in other letters: ``{{formatnum:1200}}``."""
    head, colon, told = written.partition(":")
    if colon and head.strip().casefold() in templates.SETTINGS:
        return _layout(reader, node)
    change = templates.FUNCTIONS.get(head.strip().casefold()) if colon else None
    if change is None:
        return False
    reader.out.add(change(told.strip()), node.start, node.end)
    _others(reader, node)
    return True


def _layout(reader: Reader, node: Template) -> bool:
    reader.out.touched = True
    _others(reader, node)
    return True


def _box_start(reader: Reader, node: Template) -> bool:
    """The beginning of a box: its title is a heading where it is a label of the form; what stands in it is a paragraph of its own."""
    titles = lexicon().templates.box_titles
    named = [one for one in node.parameters if not one.name or name_of(reader, one.name).casefold() in titles]
    title = next((one.value for one in sorted(named, key=lambda one: not one.name)), None)
    if title:
        headed(reader, title, node.start, node.end)
    return _box_end(reader, node)


def _box_end(reader: Reader, node: Template) -> bool:
    reader.out.stream.notes.append(Span(node.start, node.end))
    reader.out.paragraph(node.end)
    reader.out.touched = True
    return True


def _note(reader: Reader, node: Template) -> bool:
    """A footnote: its texts stand beside the value, and widths and numbers of columns are none."""
    for one in node.parameters:
        told = reader.document.content(one.value).strip()
        if (
            one.name
            and name_of(reader, one.name).casefold() not in lexicon().templates.content
            and " " not in told
        ):
            continue  # a setting: the group of the notes
        if any(map(str.isalpha, told)) and not _WIDTH.fullmatch(told):
            reader.out.stream.notes.append(Span(one.value.start, one.value.end))
    _others(reader, node, *(one.value for one in node.parameters))
    reader.out.touched = True
    return True


def _value(node: Template, number: int) -> Part | None:
    """The value of a parameter by its number, whether that is written or not."""
    return node.parameters[number - 1].value if len(node.parameters) >= number else None


def _nth(number: int, reader: Reader, node: Template) -> bool:
    return _wrapped(reader, node, _value(node, number))


_first = partial(_nth, 1)


def _quote(reader: Reader, node: Template) -> bool:
    """A quotation, with whom it is from behind it: a paragraph of its own where it begins a line."""
    words = lexicon().templates
    known = {*words.content, *words.sources}
    shown = [
        one.value for one in node.parameters if not one.name or name_of(reader, one.name).casefold() in known
    ]
    if not shown:
        return False
    alone = reader.out.fresh
    for number, value in enumerate(shown):
        if number and reader.document.content(value).strip():
            reader.out.add(" – ", value.start, value.start)
        reader.walk(value.nodes)
    _others(reader, node, *shown)
    if alone:
        reader.out.paragraph(node.end)
    return True


def _flag(reader: Reader, node: Template) -> bool:
    """A flag and the name of its country, which leads there."""
    value = _value(node, 1)
    text = reader.document.content(value).strip() if value else ""
    if value is None or not text or usercalls.MARKUP.search(text):
        return _wrapped(reader, node, value)
    reader.out.add(text, node.start, node.end, targets.of_title(text))
    _others(reader, node, value)
    return True


def _linked(reader: Reader, node: Template) -> bool:
    """A link to a page: the text of it, else the page."""
    text = _value(node, 2)
    return _wrapped(reader, node, text if text and reader.document.content(text).strip() else _value(node, 1))


def _break(reader: Reader, node: Template) -> bool:
    """The end of a paragraph."""
    reader.out.paragraph(node.start)
    return _layout(reader, node)


def _line_break(reader: Reader, node: Template) -> bool:
    reader.out.break_line(node.start, node.end)
    _others(reader, node)
    return True


def _wrapped(reader: Reader, node: Template, value: Part | None) -> bool:
    if value:
        reader.walk(value.nodes)
        _others(reader, node, value)
    return value is not None


def _others(reader: Reader, node: Template, *shown: Part) -> None:
    """What a template does not show of its parameters: the short are settings, others are texts that got in where the call lost its end."""
    for one in node.parameters:
        is_shown = any(one.value is each for each in shown)
        end = one.end if not is_shown else one.name.end if one.name else one.start
        text = reader.text[one.start : end]
        if (
            len(text.strip()) > _LONGEST_SETTING
            or " " in text.strip()
            or "\n" in text
            or _is_ended(reader, node)
        ):
            reader.out.stream.asides.append(Span(one.start, end))


def _is_ended(reader: Reader, node: Template) -> bool:
    """Whether a call ends where an end was put in: what stands in it is what somebody wrote, and no setting."""
    return any(place <= node.end <= place + length for place, length in reader.document.inserted)


def _struck(reader: Reader, node: Template) -> bool:
    reader.out.struck += 1
    shown = _first(reader, node)
    reader.out.struck -= 1
    return shown


def _box(sign: str, reader: Reader, node: Template) -> bool:
    """A box to tick, and the words beside it where the call has them."""
    value = _value(node, 1)
    answer = reader.document.content(value).strip().casefold() if value else ""
    told = _SIGNS.get(templates.kinds().get(answer, _SETTINGS.get(answer, "")))
    words = _value(node, 2) if told else value  # ``{{checkbox|yes|Workshop}}``
    text = reader.document.content(words).strip() if words else ""
    shown = words is not None and bool(text) and not _SIZE.fullmatch(text.casefold())
    sign = told or sign
    reader.out.add(f"{sign} " if shown else sign, node.start, node.name.end if shown else node.end)
    if shown and words:
        reader.walk(words.nodes)
    _others(reader, node, *(one for one in (words if shown else None, value if told else None) if one))
    return True


_SETTINGS = {"1": "ticked", "true": "ticked", "0": "unticked", "false": "unticked"}
"""What a box is told to be in signs that are no words."""
_SIGNS = {"ticked": templates.TICKED, "unticked": templates.UNTICKED}


def _list(reader: Reader, node: Template) -> bool:
    """Each parameter is an entry; one that holds a list is as many entries as that."""
    out = reader.out
    entries = [one for one in node.parameters if one.name is None or name_of(reader, one.name).isdecimal()]
    for one in node.parameters:
        if one not in entries:
            out.stream.asides.append(Span(one.start, one.end))
    for one in entries:
        value = one.value
        start = reader.document.visible(value.start, value.end)
        if start == value.end:
            continue
        out.close(one.start)
        shown = reader.document.lines(start, value.end, value)
        if not any(isinstance(each, Marker) for each in shown):
            out.begin(LineKind.BULLET, start, 1)
        reader.skip = start
        reader.walk(shown)
    out.close(node.end)
    return True


_SHOWS: dict[str, Callable[[Reader, Template], bool]] = {
    "layout": _layout,
    "box_starts": _box_start,
    "box_ends": _box_end,
    "notes": _note,
    "first": _first,
    "second": partial(_nth, 2),
    "flags": _flag,
    "quotes": _quote,
    "linked": _linked,
    "line_breaks": _line_break,
    "breaks": _break,
    "struck": _struck,
    "ticked": partial(_box, templates.TICKED),
    "unticked": partial(_box, templates.UNTICKED),
    "lists": _list,
    "accounts": usercalls.accounts,
    "unsigned": usercalls.unsigned,
}
"""By the kind of a template. Each says whether it showed the call."""
