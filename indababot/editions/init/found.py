"""What a form says: a label with all that stands at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indababot.records import FieldKey

HINTED = re.compile("\ue000(.*?)\ue001", re.DOTALL)
"""A comment of the page; scanning puts these two private characters around it."""

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
    behind the label, bullets as lines that begin with ``*``; ``options`` are values that the form itself lists.
    """

    label: str
    style: Style
    value: str = ""
    hint: str = ""
    parameters: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    required: bool | None = None


def take_hints(text: str) -> tuple[str, str]:
    """The comments of a text, and the text without them."""
    return "\n".join(match[1].strip() for match in HINTED.finditer(text)), HINTED.sub("", text)
