"""Template calls: accounts, characters, lists, boxes, and those that nobody here knows."""

import re
from collections.abc import Callable

from indababot.lexicon import lexicon
from indababot.reading.markup import targets, templates
from indababot.reading.markup.forms import banner, form, infobox, is_form, lone_row, name_of, rows
from indababot.reading.markup.inline import LineKind, LinkKind
from indababot.reading.markup.reader import Reader
from indababot.records import Span
from indababot.wikicode.nodes import Marker, Parameter, Part, Quotes, Template

_WIDTH = re.compile(r"[\d.]+\s*(?:em|px|%)")
_SIZE = re.compile(r"[\d.]+\s*(?:em|px|%)?")
_MOST_BOXES = 30
"""No form has more fields in boxes, or footnotes."""
_LONGEST_SETTING = 30
_MARKUP = re.compile(r"[\[\]{}<>|]|''")
_TIME = re.compile(r"\d:\d\d|\b\d{4}\b")


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
        if not ((show and show(reader, node, name)) or lone_row(reader, node)):
            banner(reader, written, node)
            _unknown(reader, node)


def _function(reader: Reader, node: Template, written: str) -> bool:
    """A parser function that shows what stands behind its colon, as it is or in other letters: ``{{formatnum:1200}}``."""
    head, colon, told = written.partition(":")
    change = templates.FUNCTIONS.get(head.strip().casefold()) if colon else None
    if change is None:
        return False
    reader.out.add(change(told.strip()), node.start, node.end)
    _others(reader, node)
    return True


def _layout(reader: Reader, node: Template, name: str) -> bool:
    reader.out.touched = True
    _others(reader, node)
    return True


def _box_start(reader: Reader, node: Template, name: str) -> bool:
    """The beginning of a box: its title is a heading where it is a label of the form; what stands in it is a paragraph of its own."""
    titles = lexicon().templates.box_titles
    named = [one for one in node.parameters if not one.name or name_of(reader, one.name).casefold() in titles]
    title = next((one.value for one in sorted(named, key=lambda one: not one.name)), None)
    told = reader.document.content(title).strip() if title else ""
    if title and reader.fields(told.rstrip(" :：")):
        reader.out.close(node.start)
        reader.out.begin(LineKind.HEADING, title.start, 2)
        reader.walk(title.nodes)
        reader.out.close(node.end)
    return _box_end(reader, node, name)


def _box_end(reader: Reader, node: Template, name: str) -> bool:
    reader.out.stream.notes.append(Span(node.start, node.end))
    reader.out.paragraph(node.end)
    reader.out.touched = True
    return True


def _note(reader: Reader, node: Template, name: str) -> bool:
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


def _first(reader: Reader, node: Template, name: str) -> bool:
    return _wrapped(reader, node, _value(node, 1))


def _quote(reader: Reader, node: Template, name: str) -> bool:
    """A quotation that begins a line is a paragraph of its own."""
    shown = reader.out.fresh and _first(reader, node, name)
    if shown:
        reader.out.paragraph(node.end)
    return shown


def _flag(reader: Reader, node: Template, name: str) -> bool:
    """A flag and the name of its country, which leads there."""
    value = _value(node, 1)
    text = reader.document.content(value).strip() if value else ""
    if not text or _MARKUP.search(text):
        return _wrapped(reader, node, value)
    reader.out.add(text, node.start, node.end, targets.of_title(text))
    return True


def _second(reader: Reader, node: Template, name: str) -> bool:
    return _wrapped(reader, node, _value(node, 2))


def _linked(reader: Reader, node: Template, name: str) -> bool:
    """A link to a page: the text of it, else the page."""
    text = _value(node, 2)
    return _wrapped(reader, node, text if text and reader.document.content(text).strip() else _value(node, 1))


def _break(reader: Reader, node: Template, name: str) -> bool:
    """The end of a paragraph."""
    reader.out.paragraph(node.start)
    return _layout(reader, node, name)


def _line_break(reader: Reader, node: Template, name: str) -> bool:
    reader.out.break_line(node.start, node.end)
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


def _struck(reader: Reader, node: Template, name: str) -> bool:
    reader.out.struck += 1
    shown = _first(reader, node, name)
    reader.out.struck -= 1
    return shown


def _ticked(reader: Reader, node: Template, name: str) -> bool:
    return _box(reader, node, templates.TICKED)


def _unticked(reader: Reader, node: Template, name: str) -> bool:
    return _box(reader, node, templates.UNTICKED)


def _box(reader: Reader, node: Template, sign: str) -> bool:
    """A box to tick, and the words beside it where the call has them."""
    value = _value(node, 1)
    answer = reader.document.content(value).strip().casefold() if value else ""
    if told := _SIGNS.get(templates.kinds().get(answer, "")):  # ``{{checkbox|yes}}``
        reader.out.add(told, node.start, node.end)
        return True
    shown = value is not None and bool(answer) and not _SIZE.fullmatch(answer)
    reader.out.add(f"{sign} " if shown else sign, node.start, node.name.end if shown else node.end)
    if shown and value:
        reader.walk(value.nodes)
        _others(reader, node, value)
    return True


_SIGNS = {"ticked": templates.TICKED, "unticked": templates.UNTICKED}


def _list(reader: Reader, node: Template, name: str) -> bool:
    """Each parameter is an entry; one that holds a list is as many entries as that."""
    out = reader.out
    entries = [one for one in node.parameters if one.name is None or name_of(reader, one.name).isdecimal()]
    for one in node.parameters:
        if one not in entries:
            out.stream.asides.append(Span(one.start, one.end))
    for one in entries:
        value = one.value
        if reader.document.visible(value.start, value.end) == value.end:
            continue
        out.close(one.start)
        start = reader.document.visible(value.start, value.end)
        shown = reader.document.lines(start, value.end, value)
        if not any(isinstance(each, Marker) for each in shown):
            out.begin(LineKind.BULLET, start, 1)
        reader.skip = start
        reader.walk(shown)
    out.close(node.end)
    return True


def _accounts(reader: Reader, node: Template, name: str) -> bool:
    """Accounts: the parameters without a name, or the one that is named so."""
    if not node.parameters:
        return False
    out, text, words = reader.out, reader.text, lexicon().templates
    shown = [one for one in node.parameters if not one.name and text[one.start : one.end].strip()]
    shown += [
        one for one in node.parameters if name_of(reader, one.name).casefold() in words.account_parameters
    ]
    if name not in words.several_accounts:
        shown = shown[:1]
    label = _label(reader, node, shown) if name in words.labelled_accounts else None
    if shown and name in words.addressed:
        out.add("@", node.start, node.start)
    for index, one in enumerate(shown):
        if index:
            out.add(", ", one.start - 1, one.start)
        first, last = (node.start, node.end) if not index else (one.value.start, one.value.end)
        _account(reader, one.value, first, last, label)
    for one in node.parameters:
        if one in shown or one is label:
            continue
        if one.name and reader.fields(name_of(reader, one.name)):
            out.text(one.start - 1, one.end)  # the call lost its end: a field of the form got into it
        else:
            out.stream.asides.append(Span(one.start, one.end))
    if not shown:
        out.add(text[node.start : node.end], node.start, node.end)
    return True


def _label(reader: Reader, node: Template, shown: list[Parameter]) -> Parameter | None:
    """The second parameter, where it is the plain text of the link to the account."""
    for one in node.parameters:
        if one not in shown and (not one.name or name_of(reader, one.name) == "2"):
            plain = reader.document.content(one.value).strip()
            return one if plain and not _MARKUP.search(plain) else None
    return None


def _account(reader: Reader, value: Part, start: int, end: int, label: Parameter | None = None) -> None:
    target = reader.document.content(value).strip()
    link = targets.of_title(target)
    text = reader.document.content(label.value).strip() if label else target
    reader.out.add(
        text, start, end, link if link.kind is LinkKind.USER else targets.of_title(f"User:{target}")
    )


def _unsigned(reader: Reader, node: Template, name: str) -> bool:
    """The signature that somebody else added: shown as MediaWiki's own, the account and then the time."""
    shown = [text for one in node.parameters if (text := reader.document.content(one.value).strip())]
    shown.sort(key=lambda text: _TIME.search(text) is not None)
    for index, text in enumerate(shown):
        link = None if index or _TIME.search(text) else targets.of_title(f"User:{text}")
        reader.out.add(f" {text}" if index else text, node.start, node.end, link)
    return bool(node.parameters)


_SHOWS: dict[str, Callable[[Reader, Template, str], bool]] = {
    "layout": _layout,
    "box_starts": _box_start,
    "box_ends": _box_end,
    "notes": _note,
    "first": _first,
    "second": _second,
    "flags": _flag,
    "quotes": _quote,
    "linked": _linked,
    "line_breaks": _line_break,
    "breaks": _break,
    "struck": _struck,
    "ticked": _ticked,
    "unticked": _unticked,
    "lists": _list,
    "accounts": _accounts,
    "unsigned": _unsigned,
}
"""By the kind of a template. Each says whether it showed the call."""


def _unknown(reader: Reader, node: Template) -> None:
    """A template that nobody here knows: a box around other lines is looked into, any other stays as it is written."""
    out, text = reader.out, reader.text
    inside = (
        text[node.start - 1 : node.start].isalnum() and text[node.end : node.end + 1].isalnum()
    )  # of a word
    if out.kind is LineKind.HEADING and not inside and _beside_text(reader, node):
        out.stream.notes.append(Span(node.start, node.end))
        return
    labelled = [one for one in node.parameters if _is_labelled(reader, one)]
    boxed = [one for one in node.parameters if one in labelled or _is_boxed(reader, one)]
    if not boxed or not (out.fresh or labelled):
        out.add(text[node.start : node.end], node.start, node.end, template=True)
        return
    out.close(node.start)
    first = node.name.end
    if labelled:  # what is around a field is no part of the one before it
        out.stream.notes.append(Span(node.name.start, first))
    else:
        out.add(text[node.start : first] + "}}", node.start, first, template=True)
    for one in node.parameters:
        out.close(one.start)
        if one.name and one not in boxed:
            out.stream.notes.append(Span(one.start, one.end))
            continue
        if one.name and name_of(reader, one.name).casefold() not in lexicon().templates.content:
            out.text(one.start, one.name.end)
            out.close(one.name.end)
        reader.lines(one.value)
    out.close(node.end)


def _beside_text(reader: Reader, node: Template) -> bool:
    """Whether a heading says something outside of a call in it."""
    line = reader.text[: node.start].rpartition("\n")[2] + reader.text[node.end :].partition("\n")[0]
    return bool(line.strip("= \t\r"))


def _is_boxed(reader: Reader, one: Parameter) -> bool:
    """Whether a parameter holds lines, or a form."""
    start = reader.document.visible(one.value.start, one.value.end)
    if "\n" in reader.text[one.start : one.end].strip():
        return True
    if "\n" in reader.text[one.value.start : start]:  # a list of one entry
        return any(
            isinstance(each, Marker) for each in reader.document.lines(start, one.value.end, one.value)
        )
    inner = (each for each in one.value.nodes if isinstance(each, Template))
    first = next(inner, None)
    return first is not None and len(first.parameters) > 1 and is_form(reader, first, "")


def _is_labelled(reader: Reader, one: Parameter) -> bool:
    """Whether a parameter begins with a label of the form in bold: a box around one field."""
    if len(reader.out.stream.notes) > _MOST_BOXES:
        return False
    nodes = one.value.nodes
    quotes = [node for node in nodes if isinstance(node, Quotes) and node.end - node.start == 3]
    if len(quotes) < 2 or reader.document.visible(one.value.start, one.value.end) != quotes[0].start:
        return False
    return reader.fields(reader.text[quotes[0].end : quotes[1].start].strip(" :："))
