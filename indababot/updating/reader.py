"""What a plan is made from, read with as few requests as can be: with what earlier runs have kept, where the wiki tells what changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from indababot.editions import Edition
from indababot.i18n import plural, said
from indababot.pages import Page
from indababot.privacy import masked
from indababot.updating.database import Database, Row
from indababot.updating.gathering import Gathered, Progress, gather, gather_changed, silent
from indababot.updating.history import Histories
from indababot.updating.incremental import ListingWiki
from indababot.updating.listing import Listing, listing
from indababot.updating.mapped import Mapped, in_turn
from indababot.updating.messages import KEPT
from indababot.updating.plan import PagePlan, Plan
from indababot.updating.rendering import Sparing
from indababot.wikis import Wiki

_FRUITLESS = "fruitless"
"""The name by which the pages are kept that the wiki was asked to render in vain."""
_SETTLED = "settled"
"""The name of the plan that a run makes where nothing changed, with a hash of all that it depends on."""
_WHOLE = "whole"
"""The name by which it is kept that a list asks for the history of all pages, so that all of them have to be read."""
_READERS = ("mwparserfromhell", "phonenumbers", "pydantic")
"""The libraries that a record depends on."""
_CODE = (".py", ".toml")


class Reader:
    """Reads an edition's pages on a wiki, once. ``database`` is None where nothing is kept; with ``refresh`` all is read anew, and kept.

    ``mapped`` reads the forms of many pages.
    """

    def __init__(
        self,
        wiki: Wiki,
        edition: Edition,
        database: Database | None,
        *,
        online: bool,
        refresh: bool = False,
        mapped: Mapped = in_turn,
    ) -> None:
        self._wiki = wiki
        self._edition = edition
        self._database = database
        self._online = online
        self._refresh = refresh
        self._mapped = mapped
        self._listing: Listing | None = None
        self.gathered: Gathered | None = None
        """What was gathered, where a later listing can tell that it is the same."""

    def settled(self, about: str) -> Plan | None:
        """The plan of an earlier run, in which there is nothing to do, where the wiki lists what it listed then; ``about`` is what a plan
        depends on beside."""
        database, wiki = self._database, self._wiki
        if database is None or self._online or not isinstance(wiki, ListingWiki):
            return None
        if database.value(_WHOLE) is not None:
            return None
        self._listing = listing(wiki, self._edition, database, refresh=self._refresh)
        digest, _, kept = (database.value(_SETTLED) or "").partition("\n")
        if self._refresh or digest != self._digest(self._listing, about):
            return None
        with suppress(ValidationError):
            return Plan.model_validate_json(kept)
        return None

    def settle(self, about: str, plan: Plan, saved: Iterable[Page]) -> None:
        """Keeps a plan in which there is nothing to do, for a run that finds the wiki as it is after these pages were saved."""
        if self._database is not None and self._listing is not None:
            bare = plan.model_copy(update={"pages": tuple(map(_bare, plan.pages))})
            if _is_public(bare):
                digest = self._digest(self._listing.saved(saved), about)
                self._database.keep_value(_SETTLED, f"{digest}\n{bare.model_dump_json(context=KEPT)}")

    def _digest(self, listed: Listing, about: str) -> str:
        room = getattr(self._wiki, "page_bytes", None)
        return hashlib.sha256(f"{listed.digest}\0{room}\0{about}".encode(errors="replace")).hexdigest()

    def gather(self, history: Histories, progress: Progress = silent) -> Gathered:
        """Everything of the edition, with notes. What cannot be fetched ends the run."""
        before = {str(error) for error in getattr(self._wiki, "unreadable", ())}  # another edition's run told
        renderer = Sparing(self._wiki)
        gathered = self._changed(renderer, progress)
        if gathered is None:
            renderer = Sparing(self._wiki, self._fruitless())
            gathered = gather(
                self._wiki,
                self._edition,
                online=self._online,
                progress=progress,
                renderer=renderer,
                history=history,
                mapped=self._mapped,
            )
            if self._database is not None:
                self._database.keep_value(_FRUITLESS, json.dumps(renderer.learnt))
                self._database.keep_value(_WHOLE, "yes" if gathered.changes else None)
                if gathered.changes:
                    self._database.keep((), ())  # nothing of a page outlasts what may be hidden meanwhile
        notes = [note for note in gathered.notes if note not in before]
        if renderer.postponed:
            notes.append(
                said(
                    plural(
                        renderer.postponed,
                        "{number} page without a form was not asked for as the wiki renders it: the next runs go on.",
                        "{number} pages without a form were not asked for as the wiki renders them: the next runs go on.",
                    ),
                    number=renderer.postponed,
                )
            )
        return replace(gathered, notes=tuple(notes))

    def _changed(self, renderer: Sparing, progress: Progress) -> Gathered | None:
        """Everything of the edition, of which only what changed is fetched; None where that cannot be."""
        database, wiki, listed = self._database, self._wiki, self._listing
        if database is None or listed is None or not isinstance(wiki, ListingWiki):
            return None
        known = listed.known(database)
        found = gather_changed(wiki, self._edition, listed, known, renderer, progress, self._mapped)
        database.keep_value(_SETTLED, None)
        if found is None:
            return None
        gathered, made = found
        kept = dict(listed.rows)

        def new() -> Iterator[Row]:
            """One after the other, since they are large; what the listing needs of them stays."""
            for row in made.rows():
                kept[row.page] = replace(row, record="")
                yield row

        database.keep(new(), listed.rows.keys())
        self._listing = replace(listed, rows=kept)
        unreadable = any(
            page.unreadable and self._edition.may_write(page.title) for page in gathered.targets.values()
        )
        if made.is_whole() and not (unreadable or renderer.postponed or gathered.rendered_rows):
            self.gathered = gathered
        return gathered

    def _fruitless(self) -> dict[str, str]:
        """The pages that earlier runs had rendered in vain, with their states."""
        kept = None if self._database is None or self._refresh else self._database.value(_FRUITLESS)
        return dict(json.loads(kept)) if kept else {}


def _bare(plan: PagePlan) -> PagePlan:
    """The plan for a page without its text; one that is left alone is called by its masked title, as it is told."""
    page = replace(plan.page, text="")
    if plan.passed is not None or plan.failed is not None:
        page = replace(page, title=masked(page.title), redirects=(), categories=(), url=None)
    return plan.model_copy(update={"page": page, "new": "", "overflow": (), "whole": None})


def _is_public(plan: Plan) -> bool:
    """Whether a plan without its texts holds no personal data. Hashes are not looked at: digits in them may look like a number."""
    regions = [region.model_copy(update={"rendering": ""}) for page in plan.pages for region in page.regions]
    pages = [page.model_copy(update={"regions": ()}) for page in plan.pages]
    told = [plan.model_copy(update={"pages": ()}), *pages, *regions]
    return all(masked(text) == text for text in (one.model_dump_json() for one in told))


class Unasked(Exception):
    """Something cannot be told without asking the wiki."""


class NoWiki:
    """In place of a wiki where nothing shall be asked."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __getattr__(self, name: str) -> Any:
        raise Unasked(name)


def key_of(wiki: str, edition: Edition) -> str:
    """A hash of all that makes a record of a page: the wiki, the edition, this program with its lexicon, its libraries."""
    package = Path(__file__).parent.parent
    told = hashlib.sha256(f"{wiki}\0{edition.model_dump_json()}".encode())
    for name in _READERS:
        told.update(f"\0{name} {version(name)}".encode())
    for path in sorted(path for path in package.rglob("*") if path.suffix in _CODE):
        told.update(f"\0{path.relative_to(package)}\0".encode())
        told.update(path.read_bytes())
    return told.hexdigest()
