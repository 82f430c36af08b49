"""What a form says: a label with all that stands at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indababot.records import FieldKey

START, END = "\ue000", "\ue001"
"""Two private characters that stand around a comment of the page."""

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


def take_hints(text: str) -> tuple[str, str]:
    """The comments of a text, and the text without them."""
    return "\n".join(match[1].strip() for match in HINTED.finditer(text)), HINTED.sub("", text)


def shown(text: str) -> str:
    """What a reader sees of a line: links by their text, no marks of bold, italics or lists."""
    text = re.sub(
        r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[\w+://[^\s\[\]]*\s([^\[\]]*)\]", r"\1\2", take_hints(text)[1]
    )
    return re.sub(r"'{2,}|~{3,}", "", text).lstrip(" *#:;").rstrip()
