"""A form's page, tidied for those who look for labels in it: its lines, and what stands apart from them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from indababot.editions.init.found import BOLD, MARKS, START, Found
from indababot.editions.init.lines import CELLS, EDGES, Kind, Line, lines_of
from indababot.editions.init.templates import called, form_call
from indababot.editions.init.wording import demanded
from indababot.lexicon import lexicon
from indababot.lexicon.patterns import compiled, pattern
from indababot.wikicode import Document, parse

_FORMS = lexicon().forms
_LONGEST_LEGEND = 300
_SETTING = re.compile(r"^\s*(\w+)\s*=\s*(.*?)\s*$", re.MULTILINE)

_FIELDS = pattern(_FORMS.fields)
_LEGEND = re.compile(
    rf"{pattern(_FORMS.marked)}|{_FIELDS}.*\*|\*.*{_FIELDS}|"
    rf"^[\s(]*\*[\s)]*(?:[=:–-]|{pattern(_FORMS.means)})?[\s]*{pattern(_FORMS.required)}\W*$",
    re.IGNORECASE,
)
_MARKED = compiled(_FORMS.marked)
_ALL = compiled(_FORMS.everything)
_UNLESS = re.compile(rf"{pattern(_FORMS.unless)}.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A page's lines, and its form's template with the parameters, TemplateData, categories and input boxes, which stand apart.

    ``all_required`` says that the page demands an answer to everything; ``legends`` are its lines that explain its marks.
    """

    lines: list[Line]
    template: str | None = None
    called: list[Found] = field(default_factory=list)
    template_data: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    boxes: tuple[dict[str, str], ...] = ()
    all_required: bool = False
    legends: tuple[str, ...] = ()


def read(text: str) -> Document:
    """The page, parsed; characters that we keep for marks are dropped."""
    return parse(MARKS.sub("", text))


def tidied(document: Document) -> Source:
    """What a page holds, apart and tidied."""
    call = form_call(document)
    found = lines_of(document, document.nodes, form=call)
    template, parameters = called(document, call) if call else (None, [])
    head = lines_of(document, call.name.nodes).lines if call else []
    above = [line for line in head if START in line.text]  # a comment below the template's name
    lines, legends, all_required = _without_legends([*above, *found.lines])
    boxes = found.apart["inputbox"]
    return Source(
        lines,
        template,
        parameters,
        tuple(found.apart["templatedata"]),
        tuple(dict.fromkeys(found.categories)),
        tuple({match[1].lower(): match[2] for match in _SETTING.finditer(box)} for box in boxes),
        all_required,
        legends,
    )


def _without_legends(lines: Iterable[Line]) -> tuple[list[Line], tuple[str, ...], bool]:
    """Lines without those that explain the marks of the form, those, and whether one says that all is required."""
    kept: list[Line] = []
    legends: list[str] = []
    everything = False
    for line in lines:
        bare = MARKS.sub("", line.text).strip()
        about_all = (
            _ALL.search(bare)
            and demanded(_UNLESS.sub("", bare))
            and not _MARKED.search(_UNLESS.sub("", bare))
        )
        form = line.kind in (CELLS | EDGES | {Kind.TERM})
        if len(line.text) > _LONGEST_LEGEND or form or demanded(bare) is None:
            kept.append(line)
        elif about_all or (_LEGEND.search(bare) and not line.text.startswith(BOLD)):
            everything = everything or bool(about_all)
            legends += [] if START in line.text else [line.text]
        else:
            kept.append(line)
    return kept, tuple(legends), everything
