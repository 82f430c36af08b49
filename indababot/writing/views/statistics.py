"""The view ``statistics``: how many sessions there are of what, how long they take, and how complete they
are.
"""

from collections import Counter
from collections.abc import Iterable

from indababot.columns import collated
from indababot.i18n import N_
from indababot.records import FieldKey, Status
from indababot.writing.entry import VALUE_LIMIT, Context, Entries, Entry, shown
from indababot.writing.limits import STATISTICS_VALUES, commonest
from indababot.writing.table import Block, Cell, Column, note, table
from indababot.writing.views.columns import STATUSES
from indababot.writing.views.options import values
from indababot.writing.wikitext import EMPTY, Wikitext, literal, number

_OTHER = "\0"
"""Stands for all values that are too rare for a row or column of their own; no value is called so."""
_BAR_LIMIT = 20
"""How many blocks the longest bar has."""


def blocks(entries: Entries, context: Context) -> tuple[Block, ...]:
    """Three tables: type by theme, minutes by type, and how far the submissions are."""
    if not entries:
        return (note(context.say(N_("There are no submissions here yet.")), context.language),)
    tables = [_type_by_theme(entries, context), *_minutes(entries, context), _progress(entries, context)]
    remark = context.say(N_("A session with several types or themes counts in each; totals count it once."))
    return (*tables, note(remark, context.language))


def bar(value: int, whole: int) -> Wikitext:
    """A bar of block characters, as long as the value's part of the whole."""
    length = round(_BAR_LIMIT * value / whole)
    blocks_ = literal("█" * max(length, 1 if value else 0))
    return literal('<span style="color:#36c" aria-hidden="true">') + blocks_ + literal("</span>")


def _share(value: int, whole: int) -> Cell:
    share = literal(" ") + number(round(100 * value / whole)) + literal(" %")
    return Cell(bar(value, whole) + share, style="white-space:nowrap")


def _count(value: int) -> Wikitext:
    """A number; none is grey, so that the others are seen."""
    return number(value) if value else literal('<span style="color:#72777d">0</span>')


def _type_by_theme(entries: Entries, context: Context) -> Block:
    types = _seen(entries, "type", context, FieldKey.TYPES)
    themes = _seen(entries, "theme", context, FieldKey.THEMES)
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for entry in entries:
        own_types = (*_among(types, entry, "type"), None)  # None is for the totals
        own_themes = (*_among(themes, entry, "theme"), None)
        counts.update((kind, theme) for kind in own_types for theme in own_themes)
    columns = [
        Column(context.say(N_("Type"))),
        *(Column(_label(theme, context), numbers=True) for theme in themes),
        Column(context.say(N_("Total")), numbers=True),
        Column(context.say(N_("Share")), sortable=False),
    ]
    rows = [
        [
            Cell(_label(kind, context)),
            *(Cell(_count(counts[kind, theme])) for theme in (*themes, None)),
            _share(counts[kind, None], len(entries)),
        ]
        for kind in types
    ]
    total = [
        Cell(_total(context)),
        *(Cell(number(counts[None, theme])) for theme in (*themes, None)),
        Cell(EMPTY),
    ]
    caption = context.say(N_("Sessions by type and theme"))
    return table(columns, rows, list, language=context.language, caption=caption, total=total)


def _minutes(entries: Entries, context: Context) -> list[Block]:
    """Minutes by type, where the edition says how long a type lasts."""
    field = context.edition.by_key.get(FieldKey.TYPES)
    lengths = {choice.name: choice.minutes for choice in field.choices if choice.minutes} if field else {}
    counts = Counter(kind for entry in entries for kind in values(entry, "type") if kind in lengths)
    if not counts:
        return []
    columns = [
        Column(context.say(N_("Type"))),
        Column(context.say(N_("Sessions")), numbers=True),
        Column(context.say(N_("Minutes from")), numbers=True),
        Column(context.say(N_("Minutes to")), numbers=True),
    ]
    rows = [
        [
            Cell(_label(kind, context)),
            Cell(number(counts[kind])),
            *(Cell(number(counts[kind] * minutes)) for minutes in lengths[kind]),
        ]
        for kind in lengths
        if counts[kind]
    ]
    return [table(columns, rows, list, language=context.language, caption=context.say(N_("Minutes by type")))]


def _progress(entries: Entries, context: Context) -> Block:
    """How many submissions have which status, and how many of them are complete."""
    columns = [
        Column(context.say(N_("Status"))),
        Column(context.say(N_("Sessions")), numbers=True),
        Column(context.say(N_("Complete")), numbers=True),
        Column(context.say(N_("Share")), sortable=False),
    ]
    rows = []
    for status in Status:
        own = [entry for entry in entries if entry.submission.status is status]
        if own:
            rows.append(_progress_row(context.say(STATUSES[status]), own))
    total = _progress_row(_total(context), entries)
    caption = context.say(N_("Status and completeness"))
    return table(columns, rows, list, language=context.language, caption=caption, total=total)


def _progress_row(label: Wikitext, entries: Entries) -> list[Cell]:
    complete = sum(entry.complete for entry in entries)
    return [
        Cell(label),
        Cell(number(len(entries))),
        Cell(number(complete)),
        _share(complete, len(entries)),
    ]


def _seen(entries: Entries, key: str, context: Context, field_key: FieldKey) -> list[str]:
    """The values that some session has, in the vocabulary's order, then the alphabet's; last what is too rare, and the empty one."""
    found = Counter(value for entry in entries for value in values(entry, key) or ("",))
    field = context.edition.by_key.get(field_key)
    known = [choice.name for choice in field.choices if choice.name in found] if field else []
    bare = found.pop("", 0)
    kept = commonest(found, known, STATISTICS_VALUES)
    first = [value for value in known if value in kept]
    rare = [_OTHER] * (len(kept) < len(found))
    return first + _alphabetical(kept - set(first)) + rare + [""] * bool(bare)


def _among(kept: list[str], entry: Entry, key: str) -> set[str]:
    """A session's values as the table names them."""
    return {value if value in kept else _OTHER for value in values(entry, key) or ("",)}


def _alphabetical(items: Iterable[str]) -> list[str]:
    return sorted(items, key=lambda value: (collated(value) or (2, 0, ""), value))


def _label(value: str, context: Context) -> Wikitext:
    if value == _OTHER:
        return context.say(N_("Other values"))
    return shown(value, VALUE_LIMIT) if value else context.say(N_("Not given"))


def _total(context: Context) -> Wikitext:
    return literal("'''") + context.say(N_("Total")) + literal("'''")
