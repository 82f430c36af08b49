"""What a region shows: one module a view, and the one call that renders any of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from indababot.changes import Change
from indababot.editions import Edition
from indababot.i18n import N_, message_of, offered, said, translate
from indababot.writing.entry import Context, Entries, Entry, Rendered, SubPage
from indababot.writing.split import PAGE_BYTES, fit
from indababot.writing.table import Block
from indababot.writing.views import changes as changed
from indababot.writing.views import (
    clashes,
    columns,
    delivery,
    options,
    people,
    rowtemplate,
    sessions,
    statistics,
)
from indababot.writing.views.changes import NOTHING, Known
from indababot.writing.views.complaints import Speaker, Wrong
from indababot.writing.views.options import Options
from indababot.writing.views.parameters import SESSIONS, Overflow, View
from indababot.writing.views.since import canonical
from indababot.writing.wikitext import EMPTY, Wikitext, lines

__all__ = [
    "COLUMNS",
    "NOTHING",
    "Entry",
    "Known",
    "Rendered",
    "SubPage",
    "View",
    "clashes",
    "columns",
    "fault",
    "options",
    "people",
    "render",
    "render_changes",
    "rowtemplate",
    "since_of",
]


_KEPT = N_("IndabaBot: {problem} The list below stays as it was.")

COLUMNS: Mapping[View, Mapping[str, str]] = {
    **{view: columns.NAMES for view in View if view in SESSIONS},
    View.PEOPLE: people.NAMES,
    View.CLASHES: clashes.NAMES,
    View.CHANGES: changed.NAMES,
}
"""Each view's columns as they may be written, and their keys."""

_VIEWS: dict[View, Callable[[Entries, Options, Context], tuple[Block, ...]]] = {
    **{view: sessions.blocks for view in View if view in SESSIONS},
    View.PEOPLE: people.blocks,
    View.CLASHES: clashes.blocks,
    View.DELIVERY: delivery.blocks,
    View.STATISTICS: lambda entries, _, context: statistics.blocks(entries, context),
}


def render(
    parameters: Mapping[str, str],
    entries: Entries,
    edition: Edition,
    *,
    language: str | None = None,
    page: str = "",
    room: int = PAGE_BYTES,
    page_bytes: int | None = None,
    repeated: Collection[str] = (),
    refused_rows: Collection[str] = (),
    changes: Known = NOTHING,
) -> Rendered:
    """What a region with these parameters shows: the same text for the same data, whatever the order of the
    entries.

    Args:
        parameters: the start marker's, as :func:`indababot.writing.regions.find` gives them.
        entries: all submissions of the edition with their findings.
        edition: the edition, for its vocabulary and the people that it knows by several names.
        language: the language where the region asks for none; the edition's first unless given.
        page: the title of the page that the region is on, below which sub-pages are made.
        room: how many bytes of UTF-8 the page has for this region.
        page_bytes: how many the wiki takes on a page; what a MediaWiki takes by default unless given.
        repeated: parameters that the marker gives twice.
        refused_rows: templates that ``row`` must not name, since they lead to a marker or out of the template namespace.
        changes: what changed, by what :func:`since_of` gives for the regions that show it.
    """
    default = language or next(iter(edition.languages), "en")
    try:
        asked = options.parse(
            parameters, entries, edition, COLUMNS, default, repeated=repeated, refused_rows=refused_rows
        )
        known = _known(asked, changes)
    except Wrong as error:
        spoken = options.language_of(parameters, default)
        kept = translate(spoken, _KEPT, {"problem": str(error)})
        report = said(_KEPT, problem=message_of(error))
        return Rendered(EMPTY, 0, problem=kept, report=report, view=options.view_of(parameters))
    context = Context(edition, asked.lang)
    if asked.view is View.CHANGES:
        rows = changed.rows(known, entries)
        passed = {entry.page for entry in options.chosen([row.entry for row in rows], asked)}
        blocks = changed.blocks([row for row in rows if row.entry.page in passed], asked, context)
    else:
        blocks = _VIEWS[asked.view](options.chosen(entries, asked), asked, context)
    split = asked.overflow is Overflow.SPLIT
    name = options.part_name(asked.view, parameters)
    made = fit(blocks, context, room=room, page=page, name=name, split=split, page_bytes=page_bytes)
    return replace(made, view=asked.view.value)


def fault(parameters: Mapping[str, str], edition: Edition) -> str | None:
    """What is wrong with a region's parameters before there is any submission, as a message; None where nothing is."""
    try:
        options.parse(parameters, (), edition, COLUMNS, next(iter(edition.languages), "en"))
    except Wrong as error:
        return message_of(error)
    return None


def since_of(parameters: Mapping[str, str]) -> str | None:
    """What a region with the view ``changes`` asks for as ``since``, in one spelling; None for all others, and where that is wrong."""
    given = [value for key, value in parameters.items() if key.strip().lower() == "since"]
    if options.view_of(parameters) != View.CHANGES or len(given) != 1:
        return None
    return canonical(given[0].strip())


def render_changes(found: Sequence[Change], edition: Edition, language: str | None = None) -> Wikitext:
    """What the view ``changes`` shows of some changes, for pasting, in the edition's first language unless another is given."""
    asked = options.Options(view=View.CHANGES, lang=offered(language or next(iter(edition.languages), "en")))
    blocks = changed.blocks(changed.rows(found, ()), asked, Context(edition, asked.lang))
    return lines(block.text for block in blocks)


def _known(asked: options.Options, changes: Known) -> Sequence[Change]:
    """What changed since what a region asks for; nothing for another view.

    Raises:
        Wrong: that is not known; the text says why, in the region's language.
    """
    if asked.since is None:
        return ()
    found = changes.get(
        asked.since, N_("What changed since then is not known here: this wiki keeps no history.")
    )
    if isinstance(found, str):
        raise Speaker(asked.lang).wrong(found)
    return found
