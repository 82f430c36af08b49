"""The view ``changes``: what was added, withdrawn, moved or changed, with the words that differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from indababot.changes import KINDS, MASKED, Change, FieldChange, Kind, Op, Part, reason, shortened
from indababot.columns import collated, counted, spellings
from indababot.i18n import N_
from indababot.records import FieldKey, Status
from indababot.writing.entry import TEXT_LIMIT, Context, Entries, Entry, shown, shown_name
from indababot.writing.limits import DIFF_PARTS
from indababot.writing.table import Block
from indababot.writing.views.columns import BREAK, SESSION_KEYS, STATUSES, Key, linked, listed, session
from indababot.writing.views.listing import Listing
from indababot.writing.views.options import Options
from indababot.writing.wikitext import EMPTY, Wikitext, join, literal

Known = Mapping[str, Sequence[Change] | str]
"""What changed, by what ``since`` asks for (:attr:`Options.since`), or a message that says why that is not known."""
NOTHING: Known = MappingProxyType({})

_AROUND = 60
"""So many characters stand beside what changed in a text."""
_MARKS: Mapping[Op, tuple[Wikitext, Wikitext]] = {
    Op.SAME: (EMPTY, EMPTY),
    Op.REMOVED: (literal("<del>"), literal("</del>")),
    Op.ADDED: (literal("<ins>"), literal("</ins>")),
}
_BLANK = literal(" ")
_STATUS = "status"


@dataclass(frozen=True, slots=True)
class Row:
    """A change, and the submission that it is about, as it is now or was last."""

    change: Change
    entry: Entry


def _what(row: Row, context: Context) -> Wikitext:
    """What happened: a word, and how, or from where."""
    change = row.change
    told = context.say(KINDS[change.kind])
    if (why := reason(change)) is not None:
        told = told + literal(" (") + context.say(why) + literal(")")
    if change.kind is Kind.MOVED and change.before is not None:
        told = told + BREAK + shown_name(change.before.title, None)
    return told


def _details(row: Row, context: Context) -> Wikitext:
    """A line for each field that differs."""
    return listed(row.change.fields, lambda field: _field(field, context), context, BREAK)


def _names(row: Row, context: Context) -> Wikitext:
    return listed(row.change.fields, lambda field: _label(field, context), context)


def _field(field: FieldChange, context: Context) -> Wikitext:
    label = literal("<b>") + _label(field, context) + literal("</b>") + literal("&#58; ")
    if field.masked:
        return label + literal("<i>") + context.say(MASKED) + literal("</i>")
    if isinstance(field.before, tuple) or isinstance(field.after, tuple):
        return label + listed(field.diff, _part, context)
    if field.field == _STATUS:
        return label + join(_BLANK, [_marked(part, _status(part.text, context)) for part in field.diff])
    parts = shortened(field.diff, _AROUND)
    pieces = [piece for part in parts[:DIFF_PARTS] for piece in _spaced(part)]
    if left := sum(part.op is not Op.SAME for part in parts[DIFF_PARTS:]):
        pieces += [_BLANK, context.say(N_("… and {count} more"), count=str(left))]
    return label + join(EMPTY, pieces)


def _label(field: FieldChange, context: Context) -> Wikitext:
    """A field's label as the edition's form has it in the region's language, else the header of its column."""
    known = context.edition.by_key.get(FieldKey(field.field)) if field.field in set(FieldKey) else None
    if known is not None and (label := known.label_in(context.language)):
        return shown_name(label)
    return context.say(SESSION_KEYS[field.field].header)


def _status(text: str, context: Context) -> Wikitext:
    """A status in the region's language."""
    return context.say(STATUSES[Status(text)]) if text in set(Status) else shown(text)


def _part(part: Part) -> Wikitext:
    return _marked(part, shown(part.text, TEXT_LIMIT))


def _marked(part: Part, text: Wikitext) -> Wikitext:
    before, after = _MARKS[part.op]
    return before + text + after


def _spaced(part: Part) -> Iterator[Wikitext]:
    """A part with the blanks at its ends, which escaping takes away."""
    if part.text[:1].isspace():
        yield _BLANK
    if part.text.strip():
        yield _part(part)
        if part.text[-1:].isspace():
            yield _BLANK


def _of_entry(key: Key[Entry]) -> Key[Row]:
    """A column of the submission's own."""

    def cell(row: Row, context: Context) -> Wikitext:
        return key.cell(row.entry, context)

    return Key(key.header, cell, lambda row: key.order(row.entry), numbers=key.numbers, style=key.style)


_OWN = ("page", "number", "status", "authors", "usernames", "types", "themes", "levels", "languages", "mode")
KEYS: dict[str, Key[Row]] = {
    "title": Key(
        N_("Title"),
        lambda row, _: session(row.entry),
        lambda row: collated(row.change.title),
        style="min-width:14em",
    ),
    "change": Key(N_("Change"), _what, lambda row: counted(list(Kind).index(row.change.kind))),
    "details": Key(
        N_("Details"), _details, lambda row: counted(len(row.change.fields)), style="min-width:20em"
    ),
    "fields": Key(N_("Fields"), _names, lambda row: counted(len(row.change.fields))),
    "before": Key(
        N_("Page before"),
        lambda row, _: linked(row.entry, row.change.before.title) if row.change.before else EMPTY,
        lambda row: collated(row.change.before.title if row.change.before else None),
    ),
    **{name: _of_entry(SESSION_KEYS[name]) for name in _OWN},
}
NAMES = spellings(KEYS)

_LISTING = Listing(
    keys=KEYS,
    columns=("title", "change", "details"),
    sort=(("change", False), ("title", False)),
    tie=lambda row: f"{row.change.page.title}\n{row.change.before.title if row.change.before else ''}",
    empty=N_("Nothing has changed."),
    page=lambda row: row.entry.page,
)


def rows(changes: Iterable[Change], entries: Entries) -> list[Row]:
    """The changes with their submissions; one that is not there any more is as it was last."""
    there = {entry.page: entry for entry in entries}
    return [Row(change, there.get(change.page.title) or Entry(change.record)) for change in changes]


def blocks(found: Iterable[Row], options: Options, context: Context) -> tuple[Block, ...]:
    """A table with a row a change."""
    return _LISTING.blocks(found, options, context)
