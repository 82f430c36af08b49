"""A first edition file for a conference that nobody has described yet: a proposal that a person then edits.

pages ─► scanning, templates ─► labels as found ─► gathering ─► fields ─► file

``guessing`` tells which field a label means, ``wording`` what a hint says.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from indababot.editions.init.file import field_lines, head, tail
from indababot.editions.init.gathering import forms, gather
from indababot.editions.init.scanning import scan
from indababot.editions.load import loads
from indababot.errors import NothingToDo
from indababot.i18n import SOURCE, in_language
from indababot.pages import Page

__all__ = ["propose"]


def propose(
    pages: Sequence[Page],
    *,
    template_data: Mapping[str, Any] | None = None,
    id: str | None = None,  # noqa: A002 - the key's name in the file
    name: str | None = None,
    lang: str = SOURCE,
) -> str:
    """An edition file for the form of some pages: one form or preload page, or a handful of filled pages.

    Labels stand in their order, with the field that each most likely means, the values, limits and demands that the form
    states, and comments where a person has to look. The text is a valid edition file. ``template_data`` is the JSON of the
    form's TemplateData, where the wiki has it; TemplateData inside a page is found without it. The comments are in ``lang``.

    Raises:
        NothingToDo: no page has a label.
    """
    scans = [scan(page.text, template_data if number == 0 else None) for number, page in enumerate(pages)]
    kept = forms(scans)
    pages, scans = [pages[number] for number in kept], [scans[number] for number in kept]
    fields = gather(scans)
    if not fields:
        raise NothingToDo("No label was found: give a form's page or some filled pages, as wikitext.")
    body = (line for item in fields for line in field_lines(item))
    lines = (*head(pages, scans, id, name), *body, *tail(pages, scans))
    text = "\n".join(in_language(lang, line) for line in lines) + "\n"
    loads(text, "<proposal>")  # a proposal that cannot be loaded would be a bug of ours
    return text
