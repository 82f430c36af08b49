"""A label in a text, however its line is written: all of the text, what stands before a colon or a number, or nearly a label."""

import re

from indababot.reading.form.labels import DIVIDER, DIVIDING, MAX_LABEL, PEOPLE, Label, Labels, Shape
from indababot.reading.gendered import ENDINGS
from indababot.records import FieldKey

COLON = re.compile("[:：﹕︰]{1,2}")
_ENDING = re.compile(rf"({ENDINGS})(?:[ \t\u00a0]*(?:[:：]|$)[ \t\u00a0]*)")
"""The ending of a gender behind a colon inside a label: ``Referent:innen``."""
_DASHED = re.compile(rf"(?<=\S)[ \t\u00a0]+{DIVIDER}[ \t\u00a0]*")
"""A dash between a label and its value."""
_SIGN = re.compile(f"[{DIVIDING}]")
_QUOTES = " \t\u00a0'‘’“”*"
_QUOTED = re.compile(r"\s*(?:['‘’“”]{2,}|\*\*)")
"""Bold that a word processor made typographic quotes of: nobody sees any, but the label is meant (``‘’’Abstract:’’’``)."""
_STARRED = re.compile(r"\s*\*\*(?P<name>[^\s*](?:[^*\n]*[^\s*])?)\*\*[ \t\u00a0]+(?=[^\s:：])")
"""Bold of another markup before a value, which begins no small word: a sentence may begin so."""
_STAR = re.compile(r"\*(?=\s|$)")
_NUMBER = re.compile(r"\s*+([^\W\d_][^\d#]*)(#?\d.*+)", re.DOTALL)
_LONGEST_NUMBER = 80


def asks(text: str) -> bool:
    """Whether a question mark ends a text."""
    return text.rstrip().endswith(("?", "？", "؟"))


def nearly(form: Labels, text: str, shape: Shape) -> Label | None:
    """A label that is nearly the edition's: the whole text, or what stands before its colon or after its question's number."""
    if len(text) > MAX_LABEL:
        return None
    start = len(text) - len(text.lstrip())
    colon, near = COLON.search(text), form.near(text)
    inside = near is not None and bool(COLON.search(near.text))
    inside = inside or (colon is not None and _ENDING.match(text, colon.end()) is not None)
    if colon and not inside and text[colon.end() :].strip() and (first := form.near(text[: colon.start()])):
        written = text[start : colon.start()].strip()
        return Label(start, colon.end(), first.field, shape, written, near=first.text)
    return near and Label(start, len(text), near.field, shape, text.strip(" \t\u00a0:："), near=near.text)


def whole(form: Labels, text: str, shape: Shape) -> Label | None:
    """A text that is a label as a whole."""
    stripped = text.strip()
    field = None if shape is Shape.LINE and _is_answered(form, text) else form.lookup(stripped)
    start = len(text) - len(text.lstrip())
    return Label(start, len(text), field, shape, stripped.rstrip(" \t\u00a0:：")) if field else None


def _is_answered(form: Labels, text: str) -> bool:
    """Whether a value follows a label behind a dash: words in another script, which may be the label's translation where they are known."""
    dash = _DASHED.search(text, 0, MAX_LABEL) if _SIGN.search(text, 0, MAX_LABEL) else None
    if dash is None or COLON.search(text) or form.lookup(text[: dash.start()]) is None:
        return False
    rest = text[dash.end() :]
    return not form.is_known(rest) and form.lookup(rest) is None


def numbered(form: Labels, text: str, shape: Shape) -> Label | None:
    """``Submission no. 033 (revised)``: a number, and what follows it, needs no colon before it."""
    if len(text) > (_LONGEST_NUMBER if shape is Shape.LINE else MAX_LABEL) or not (
        match := _NUMBER.match(text)
    ):
        return None
    named = match[1].rstrip()
    field = form.lookup(named)
    near = (
        form.near(named) if field is None and form.is_known(named) else None
    )  # other words are the number's
    field = near.field if near else field
    if field is None or field.key is not FieldKey.NUMBER:
        return None
    return Label(match.start(1), match.start(2), field, shape, named, near=near and near.text)


def before_colon(form: Labels, text: str, shape: Shape) -> Label | None:
    """``Label: value``, and ``Is it a label? value``."""
    for count, colon in enumerate(COLON.finditer(text, 0, MAX_LABEL)):
        if field := form.lookup(text[: colon.end()]):
            ending = _ENDING.match(text, colon.end()) if field.key in PEOPLE else None
            named = text[: ending.end(1) if ending else colon.start()].strip()
            end = ending.end() if ending else colon.end()
            return unquoted(text, Label(len(text) - len(text.lstrip()), end, field, shape, named))
        if count == 2:
            break
    dash = _DASHED.search(text, 0, MAX_LABEL) if _SIGN.search(text, 0, MAX_LABEL) else None
    if dash and (field := form.lookup(text[: dash.start()])):
        start = len(text) - len(text.lstrip())
        named = text[start : dash.start()].rstrip()
        return Label(start, dash.end(), field, shape, named, told=shape is not Shape.COLON)
    starred = _STARRED.match(text, 0, MAX_LABEL)
    if starred and not text[starred.end()].islower() and (field := form.lookup(starred["name"])):
        return Label(starred.start("name"), starred.end(), field, shape, starred["name"], noise=0)
    mark = text.find("?", 0, MAX_LABEL)
    if mark > 0 and (field := form.lookup(text[: mark + 1])):
        return unquoted(
            text, Label(len(text) - len(text.lstrip()), mark + 1, field, shape, text[: mark + 1].strip())
        )
    return None


def unquoted(text: str, label: Label) -> Label:
    """A label without the quotes around it that were to make it bold, or the ``**`` of another markup."""
    before, after = _QUOTED.match(text), _QUOTED.match(text, label.end)
    stars = label.text.endswith("**") or (after is not None and after[0].endswith("**"))
    star = _STAR.match(text, label.end) if before is None and not stars else None
    if star:  # ``*Title:* Looms``, as mail and chats write bold; on a wiki the first star is a bullet
        return label._replace(end=star.end(), text=label.text.strip(_QUOTES), noise=0)
    if before is None and not stars:  # a line of wikitext that begins with stars is an entry of a list
        return label
    start = before.end() if before else label.start
    return label._replace(
        start=start, end=after.end() if after else label.end, text=label.text.strip(_QUOTES), noise=0
    )
