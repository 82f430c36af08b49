"""The views with a row a session: ``submissions``, ``participants`` and ``incomplete``."""

from collections.abc import Sequence
from dataclasses import replace

from indababot.i18n import N_
from indababot.records import Status
from indababot.writing.entry import VALUE_LIMIT, Context, Entries, Entry, shown
from indababot.writing.table import Block
from indababot.writing.views.columns import SESSION_KEYS, STATUSES, collated, linked_findings
from indababot.writing.views.listing import Group, Listing
from indababot.writing.views.options import FILTERS, Options, View, values
from indababot.writing.wikitext import Wikitext

_LINKED = SESSION_KEYS | {"findings": replace(SESSION_KEYS["findings"], cell=linked_findings)}
_SORT = (("title", False),)
_LISTINGS: dict[View, Listing[Entry]] = {
    view: Listing(
        keys=keys,
        columns=columns,
        sort=_SORT,
        tie=lambda entry: entry.page,
        empty=empty,
        page=lambda entry: entry.page,
        headers=headers,
    )
    for view, keys, columns, empty, headers in (
        (
            View.SUBMISSIONS,
            SESSION_KEYS,
            ("title", "authors", "types", "themes", "levels", "status", "findings"),
            N_("There are no submissions here yet."),
            None,
        ),
        (
            View.PARTICIPANTS,
            SESSION_KEYS,
            ("title", "participants", "interested"),
            N_("There are no submissions here yet."),
            {"title": N_("Session"), "interested": N_("Number")},
        ),
        (
            View.INCOMPLETE,
            _LINKED,
            ("title", "findings"),
            N_("Nothing is missing: all submissions are complete."),
            {"title": N_("Page"), "findings": N_("What is missing")},
        ),
    )
}


def blocks(entries: Entries, options: Options, context: Context) -> tuple[Block, ...]:
    """The sessions as a table, or one a group."""
    rows = [entry for entry in entries if not entry.complete] if options.view is View.INCOMPLETE else entries
    key = options.group
    if key is None:
        return _LISTINGS[options.view].blocks(rows, options, context)
    return _LISTINGS[options.view].blocks(
        rows, options, context, lambda kept: _grouped(kept, key, options, context)
    )


def _grouped(entries: Sequence[Entry], key: str, options: Options, context: Context) -> list[Group[Entry]]:
    """A group for each value, in the vocabulary's order, then the alphabet's; a session stands in each of
    its groups.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for value in values(entry, key) or ("",):
            if value or not options.filters.get(key):
                groups.setdefault(value, []).append(entry)
    field = context.edition.by_key.get(FILTERS[key])
    known = [choice.name for choice in field.choices] if field else []
    known = [status.value for status in Status] if key == "status" else known
    ranks = {name: rank for rank, name in enumerate(known)}

    def order(value: str) -> tuple[bool, int, tuple[int, int, str], str]:
        return (not value, ranks.get(value, len(ranks)), collated(value) or (2, 0, ""), value)

    wanted = options.filters.get(key)
    shown_values = [value for value in groups if not wanted or value.casefold() in wanted]
    return [
        Group(_heading(value, key, context), tuple(groups[value]))
        for value in sorted(shown_values, key=order)
    ]


def _heading(value: str, key: str, context: Context) -> Wikitext:
    if not value:
        return context.say(N_("Not given"))
    return context.say(STATUSES[Status(value)]) if key == "status" else shown(value, VALUE_LIMIT)
