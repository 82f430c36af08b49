"""What ``export`` writes once it knows which submissions: one function a family of formats."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indababot.cli.context import context
from indababot.cli.files import binary_file
from indababot.cli.messages import tell
from indababot.cli.submissions import emails_of, write
from indababot.entries import Entry
from indababot.errors import UsageError
from indababot.exporting import (
    PROGRAMME,
    SEPARATOR,
    Kind,
    export,
    export_programme,
    export_workbook,
    names_findings,
)
from indababot.i18n import plural, said
from indababot.privacy import Public

if TYPE_CHECKING:
    from indababot.editions import Edition

FILTERS = ("type", "theme", "level", "language", "mode", "status")


_NAMED = 10
"""How many of the sessions without a place in the programme are named."""


@dataclass(frozen=True)
class Asked:
    """What a call of ``export`` asks for, from its options."""

    form: str
    output: str | None
    columns: list[str]
    order: list[str]
    options: Mapping[str, Any]

    @property
    def rows(self) -> Kind | None:
        """What a row stands for; None where nothing was said."""
        return Kind(self.options["rows"]) if self.options["rows"] else None

    @property
    def of_submissions(self) -> bool:
        """Whether a row stands for a submission."""
        return self.rows in (None, Kind.SUBMISSION)

    @property
    def needs_findings(self) -> bool:
        """Whether what is written, or what is left out, depends on findings."""
        whole_book = self.form == "xlsx" and self.rows is None
        complete = self.options["complete"] is not None
        if self.of_submissions and names_findings([*self.columns, *self.order]):
            return True
        return complete or self.rows is Kind.FINDING or whole_book or self.form == "wikitext"

    @property
    def private(self) -> bool:
        """Whether personal data are shown."""
        return bool(self.options["personal"])


def check_columns(asked: Asked) -> None:
    """Makes the table with nothing, so that a wrong column is told before any page is read.

    Raises:
        UsageError: there is no such column, or a package is missing.
    """
    if asked.form == "xlsx":
        export_workbook([], io.BytesIO(), rows=asked.rows, **_table(asked, {}))
    elif asked.form == "ics":
        export_programme([], asked.form, {})
    elif asked.form not in ("wikitext", *PROGRAMME):
        list(export([], asked.form, rows=asked.rows or Kind.SUBMISSION, **_table(asked, {})))


def write_table(asked: Asked, items: Iterable[Public | Entry], editions: Iterable["Edition"]) -> None:
    """Writes a table or records."""
    aliases = {name: texts for edition in editions for name, texts in edition.aliases.items()}
    given = _table(asked, aliases)
    if asked.form == "xlsx":
        with binary_file(asked.output or "", private=asked.private) as file:
            export_workbook(items, file, rows=asked.rows, **given)
    else:
        plain = {"raw": asked.options["raw"], "bom": asked.options["bom"]}
        pieces = export(items, asked.form, rows=asked.rows or Kind.SUBMISSION, **plain, **given)
        write(pieces, asked.output, private=asked.private)


def _table(asked: Asked, aliases: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    separator = asked.options["separator"]
    rest = {} if asked.of_submissions else {"order": asked.order, "limit": asked.options["limit"]}
    return {
        "columns": asked.columns,
        "separator": SEPARATOR if separator is None else separator,
        "emails": emails_of if asked.private and asked.of_submissions else None,
        "aliases": aliases,
        **rest,
    }


def write_programme(asked: Asked, submissions: Iterable[Public], editions: Iterable["Edition"]) -> None:
    """Writes what programme tools read, and tells which sessions have no place in it."""
    plain = {"raw": asked.options["raw"], "bom": asked.options["bom"]}
    pieces, left = export_programme(submissions, asked.form, {one.id: one for one in editions}, **plain)
    write(pieces, asked.output, private=asked.private)
    for item in left[:_NAMED]:
        tell(said("{title} was left out: its day, time or length is not known.", title=item.page.title))
    if len(left) > _NAMED:
        more = len(left) - _NAMED
        tell(
            said(
                plural(more, "{number} more was left out too.", "{number} more were left out too."),
                number=more,
            )
        )


def write_view(asked: Asked, entries: Sequence[Entry], editions: Sequence["Edition"]) -> None:
    """Writes a view as wikitext, for pasting; its parameters are those of regions.

    Raises:
        UsageError: a parameter or a value is unknown, or the submissions are of several editions.
    """
    from indababot.writing.views import COLUMNS, options, render

    if len(editions) != 1:
        raise UsageError("--format wikitext shows one edition: say --edition ID.")
    (edition,) = editions
    parameters = dict(_parameters(asked))
    spoken = parameters.get("lang") or next(iter(edition.languages), "en")
    options.parse(parameters, entries, edition, COLUMNS, spoken)  # raises where the view would only tell
    made = render(parameters, entries, edition, language=spoken)
    write([made.text.text.rstrip("\n") + "\n"], asked.output)


def _parameters(asked: Asked) -> Iterator[tuple[str, str]]:
    given = asked.options
    yield "view", given["view"] or "submissions"
    yield from ((name, "; ".join(given[name])) for name in FILTERS if given[name])
    if given["complete"] is not None:
        yield "complete", given["complete"]
    yield from (
        (name, ",".join(values))
        for name, values in (("columns", asked.columns), ("sort", asked.order))
        if values
    )
    if given["limit"]:
        yield "limit", str(given["limit"])
    if given["lang"]:
        yield "lang", given["lang"]
    for text in given["parameters"]:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError("--parameter takes NAME=VALUE, as group=theme, not '{text}'.", text=text)
        if name.strip() == "overflow" and value.strip() == "split":
            raise UsageError("overflow=split makes sub-pages, and a file has none: leave it out.")
        yield name, value


def editions_of(submissions: Iterable[Public]) -> "list[Edition]":
    """The editions of some submissions: the chosen one, else each that a page told."""
    chosen = context()
    names = sorted({item.edition for item in submissions})
    return [chosen.edition] if chosen.edition else [chosen.edition_called(name) for name in names]
