"""What a form says: a label with all that stands at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indababot.records import FieldKey

START, END = "\ue000", "\ue001"
"""Two private characters that stand around a comment of the page."""

BOLD, ITALIC, CALL = "\ue002", "\ue003", "\ue004"
"""Where bold and italics begin and end, and what stands around a template call that is left as written."""

LINK, LINK_END = "\ue005", "\ue006"
"""What stands around the text of a link."""

SLOT, SLOT_END = "\ue007", "\ue008"
"""A template's parameter that is shown: the mark, its name, the mark, its default, the end."""

MARKS = re.compile("[\ue000-\ue008]")

HINTED = re.compile(f"{START}(.*?){END}", re.DOTALL)

CHOICES = frozenset({FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES, FieldKey.MODE})
"""The fields whose values are names of a list."""


class Style(StrEnum):
    """How a form writes its labels."""

    PARAMETER = "parameter"
    BOLD = "bold"
    TABLE = "table"
    DEFINITION = "definition"
    HEADING = "heading"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Found:
    """A label as a form has it, in page order.

    ``hint`` is all that the form says about the field, a line each (brackets, comments, descriptions); ``value`` is what stands
    behind the label, bullets as lines that begin with ``*``; ``options`` are values that the form itself lists; ``left`` is
    what the label's brackets say but values, a line each: it stays on filled pages.
    """

    label: str
    style: Style
    value: str = ""
    hint: str = ""
    parameters: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    required: bool | None = None
    left: str = ""

    @property
    def said(self) -> str:
        """The hint and what stands behind the label."""
        return f"{self.hint}\n{self.value}"


def take_hints(text: str) -> tuple[str, str]:
    """The comments of a text, and the text without them."""
    return "\n".join(match[1].strip() for match in HINTED.finditer(text)), HINTED.sub("", text)


def unmarked(text: str) -> str:
    """A text without the marks of bold, italics, links and calls."""
    return MARKS.sub("", text)


def shown(text: str) -> str:
    """What a reader sees of a line, without the signs of lists and signatures."""
    return re.sub(r"~{3,}", "", unmarked(take_hints(text)[1])).lstrip(" *#:;").rstrip()
