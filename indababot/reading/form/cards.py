"""A programme card's ``ID : SLUG TITLE``: its number and its title."""

import re
from collections.abc import Sequence

from indababot.editions import Edition, FormField
from indababot.lexicon import lexicon
from indababot.pages import Page
from indababot.reading.form.section import Section
from indababot.reading.form.spelling import label_key
from indababot.reading.markup import cut
from indababot.records import FieldKey, Span

_IDS = frozenset(map(label_key, lexicon().labels.codes))
_CODE = re.compile(r"(?=[A-Za-z-]*\d)[A-Za-z]{0,4}-?\d{1,4}[A-Za-z]?")
_LED = re.compile(r"\s*(?P<code>[A-Za-z]{1,4}-?\d{1,4}[a-z]?)(?P<between>\s*[:.–—-]?\s+)(?=\S)")

_COLON_LED = re.compile(r"\s*(?P<code>(?=[\w-]*\d)[A-Za-z\d-]{1,8})\s*[:：]\s+(?=\S)")
_SLUG_OF_ONE = re.compile(r"\s*(?P<code>[^\sa-z]{2,}?)(?:\s*[:：]|\s[.–—-])?\s+(?=\S)")
_SLUG = re.compile(r"\s*(?P<code>[^\sa-z]{2,}\s+[^\sa-z]{2,}?)(?:\s*[:：]|\s[.–—-])?\s+(?=\S)")
"""Words that may stand before the page's title: ``D1-A3 MUSEUM Open your museum``."""
_WORD = re.compile(r"\w+")
_COUNTED = re.compile(r"\s*(?P<code>[A-Za-z]{0,4}-?\d{1,4}[a-z]?)(?:\s*[:.–—-])?\s+(?=\S)")
_HEADED = re.compile(r"\s*(?P<code>[A-Za-z]{0,4}-?\d{1,4}[a-z]?)\s*[:：]\s+(?P<title>\S.*)")


def numbered(found: Sequence[Section], edition: Edition, page: Page) -> list[Section]:
    """The parts of a page, with the number of a card told from its title."""
    first = next((part for part in found if _is_id(part)), None)
    if first is None:
        return _headed(found, edition, page)
    others = [part for part in found if part is not first]
    if any(part.key is FieldKey.NUMBER and part.filled for part in others):
        return list(found)
    titled = any(part.key is FieldKey.TITLE and part.filled for part in others)
    form = edition.field(FieldKey.NUMBER)
    card = page.title.startswith(edition.pages.programme)
    out: list[Section] = []
    for part in found:
        line = next((line for line in part.lines if line.runs), None)
        if part is not first or line is None:
            out.append(part)
        elif _CODE.fullmatch(line.text.strip()) and (titled or card or part.key is None):
            part.form, part.odd = form, False
            out.append(part)
        elif part.key is None and not titled and _names(line.text, page):
            # ``ID : TITLE`` in a form that nobody has described
            part.form, part.odd = edition.field(FieldKey.TITLE), False
            out.append(part)
        elif part.key is not FieldKey.NUMBER and (
            led := _led(line.text, page, card=card)
            or (None if part.key or titled else _counted(line.text, page))
        ):
            part.form, part.odd = part.form or edition.field(FieldKey.TITLE), False
            out += _split(part, led, form)
        else:
            out.append(part)
    return out


def _name(page: Page) -> str:
    """The last part of a page's title, folded."""
    return label_key(page.title.rsplit("/", 1)[-1])


def _names(text: str, page: Page) -> bool:
    """Whether a text without a number before it is the page's title, or so much of it that it is another wording of that."""
    name = _name(page)
    words, named = set(_WORD.findall(label_key(text))), set(_WORD.findall(name))
    common = words & named
    led = (counted := _COUNTED.match(text)) is not None and label_key(counted["code"]) not in named
    return label_key(text) == name or (
        not led and len(common) > 1 and len(common) * 2 >= min(len(words), len(named))
    )


def _counted(text: str, page: Page) -> re.Match[str] | None:
    """The number before what is nearly the page's title: ``27 Old maps, new borders`` on the page *Old maps*."""
    found = _COUNTED.match(text)
    return found if found and _names(text[found.end() :], page) else None


def _led(text: str, page: Page, *, card: bool) -> re.Match[str] | None:
    """What stands before the title in a card's ``ID``: of any page what stands before the page's title, of a programme's a code."""
    name = _name(page)
    told = (pattern.match(text) for pattern in (_COLON_LED, _LED, _SLUG_OF_ONE, _SLUG))
    before = next((one for one in told if one and label_key(text[one.end() :]) == name), None)
    return before or ((_COLON_LED.match(text) or _LED.match(text)) if card else None)


def _headed(found: Sequence[Section], edition: Edition, page: Page) -> list[Section]:
    """The parts of a page, with the number and title told from what stands above the form: ``58 : TITLE``, on the page of that title."""
    told = {part.key for part in found if part.filled}
    number, title = edition.field(FieldKey.NUMBER), edition.field(FieldKey.TITLE)
    if not found or found[0].label is not None or {FieldKey.NUMBER, FieldKey.TITLE} & told:
        return list(found)
    name = _name(page)
    for place, line in enumerate(found[0].lines):
        headed = _HEADED.fullmatch(line.text)
        if headed and label_key(headed["title"]) == name:
            del found[0].lines[place]
            at = Span(line.start, line.start)
            parts = ((number, cut(line, *headed.span("code"))), (title, cut(line, *headed.span("title"))))
            return [
                *found,
                *(Section(form, None, at, one.start, None, lines=[one], inline=True) for form, one in parts),
            ]
    return list(found)


def _split(part: Section, led: re.Match[str], form: FormField) -> list[Section]:
    """The code and the title of one value."""
    place = next(index for index, line in enumerate(part.lines) if line.runs)
    line = part.lines[place]
    code, rest = cut(line, *led.span("code")), cut(line, led.end())
    number = Section(
        form, part.label, part.label_span, part.behind, part.shape, lines=[code], inline=part.inline
    )
    part.lines[place] = rest
    part.behind = rest.start
    return [number, part]


def _is_id(part: Section) -> bool:
    known = part.key in (None, FieldKey.TITLE, FieldKey.NUMBER)
    return known and part.label is not None and label_key(part.label) in _IDS
