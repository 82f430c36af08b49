"""What a region shows, taken apart for tests."""

import re
from collections.abc import Mapping, Sequence

from indababot.changes import compare
from indababot.writing.views import Entry, Rendered, View, render
from indababot.writing.views.parameters import PARAMETERS
from tests.writing.samples import EDITION, PROGRAMME

LINK = re.compile(r"\[\[:([^|\]]*)\|<bdi>([^<]*)</bdi>\]\]")


def shown(parameters: Mapping[str, str], entries: Sequence[Entry] = PROGRAMME) -> Rendered:
    """A region that has nothing to complain of; in the view of changes all entries are new."""
    if parameters.get("view") == View.CHANGES:
        parameters = {"since": PARAMETERS["since"].example} | dict(parameters)
    new = compare([], [one.submission for one in entries], regions=())
    rendered = render(parameters, entries, EDITION, changes={PARAMETERS["since"].example: new})
    assert rendered.problem is None, rendered.problem
    return rendered


def rows(rendered: Rendered) -> list[list[str]]:
    """The cells of a table, row by row, without attributes, links and tags."""
    found = []
    for row in rendered.text.text.split("\n|-")[1:]:
        cells = [line for line in row.split("\n") if line.startswith("| ")]
        plain = [re.sub(r"<[^>]*>", "", LINK.sub(r"\2", cell[2:].split('" | ')[-1])) for cell in cells]
        found.append(plain)
    return found


def headers(rendered: Rendered) -> list[str]:
    """The headers of a table."""
    lines = rendered.text.text.split("\n")
    return [line.rsplit("| ", 1)[-1] for line in lines if line.startswith("!")]


def titles(parameters: Mapping[str, str]) -> list[str]:
    """The first words of the titles that a region shows, in order."""
    return [row[0].split()[0] for row in rows(shown({"columns": "title"} | dict(parameters)))]
