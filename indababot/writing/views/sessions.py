"""The views with a row a session: ``submissions``, ``participants`` and ``incomplete``."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indababot.columns import collated
from indababot.i18n import N_
from indababot.records import Status
from indababot.writing.entry import VALUE_LIMIT, Context, Entries, Entry, shown
from indababot.writing.limits import GROUPS, SESSION_GROUPS, commonest
from indababot.writing.table import Block
from indababot.writing.views.columns import SESSION_KEYS, STATUSES, linked_findings
from indababot.writing.views.listing import Group, Listing
from indababot.writing.views.options import Options, values
from indababot.writing.views.parameters import FILTERS, View
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
    wanted = options.filters.get(key)
    own = {
        entry.page: [value for value in values(entry, key) if not wanted or value.casefold() in wanted]
        for entry in entries
    }
    field = context.edition.by_key.get(FILTERS[key])
    known = [choice.name for choice in field.choices] if field else []
    known = [status.value for status in Status] if key == "status" else known
    ranks = {name: rank for rank, name in enumerate(known)}
    kept = commonest(Counter(value for found in own.values() for value in found), known, GROUPS)
    groups: dict[str | None, list[Entry]] = {}
    for entry in entries:
        found = own[entry.page] or ([] if wanted else [""])
        mine = [value for value in found if value in kept or not value][:SESSION_GROUPS]
        for value in dict.fromkeys([*mine, None] if len(mine) < len(found) else mine):
            groups.setdefault(value, []).append(entry)

    def order(value: str | None) -> tuple[int, int, tuple[int, int, str], str]:
        last = 2 if value == "" else int(value is None)
        return (last, ranks.get(value or "", len(ranks)), collated(value) or (2, 0, ""), value or "")

    return [Group(_heading(value, key, context), tuple(groups[value])) for value in sorted(groups, key=order)]


def _heading(value: str | None, key: str, context: Context) -> Wikitext:
    if value is None:
        return context.say(N_("Other values"))
    if not value:
        return context.say(N_("Not given"))
    return context.say(STATUSES[Status(value)]) if key == "status" else shown(value, VALUE_LIMIT)
