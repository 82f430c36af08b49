"""What a plan is made from, read with as few requests as can be: with what earlier runs have kept, where the wiki tells what changed."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from indababot.editions.model import Edition
from indababot.updating.database import Database
from indababot.updating.gathering import Gathered, Progress, gather, gather_changed, silent
from indababot.updating.history import Histories
from indababot.updating.incremental import ListingWiki
from indababot.updating.listing import listing
from indababot.updating.rendering import Sparing
from indababot.wikis.base import Wiki

_FRUITLESS = "fruitless"
"""The name by which the pages are kept that the wiki was asked to render in vain."""
_READERS = ("mwparserfromhell", "phonenumbers", "pydantic")
"""The libraries that a record depends on."""
_CODE = (".py", ".toml")


class Reader:
    """Reads an edition's pages on a wiki, once. ``database`` is None where nothing is kept; with ``refresh`` all is read anew, and kept."""

    def __init__(
        self, wiki: Wiki, edition: Edition, database: Database | None, *, online: bool, refresh: bool = False
    ) -> None:
        self._wiki = wiki
        self._edition = edition
        self._database = database
        self._online = online
        self._refresh = refresh

    def gather(self, history: Histories, progress: Progress = silent) -> Gathered:
        """Everything of the edition, with notes. What cannot be fetched ends the run."""
        renderer = Sparing(self._wiki)
        gathered = None if self._online else self._changed(renderer, progress)
        if gathered is None:
            renderer = Sparing(self._wiki, self._fruitless())
            gathered = gather(
                self._wiki,
                self._edition,
                online=self._online,
                progress=progress,
                renderer=renderer,
                history=history,
            )
            if self._database is not None:
                self._database.keep_value(_FRUITLESS, json.dumps(renderer.learnt))
        notes = []
        if renderer.postponed:
            notes.append(
                f"{renderer.postponed} pages without a form were not asked for as the wiki renders them: the next runs go on."
            )
        return gathered.with_notes(notes)

    def _changed(self, renderer: Sparing, progress: Progress) -> Gathered | None:
        """Everything of the edition, of which only what changed is fetched; None where that cannot be."""
        database, wiki = self._database, self._wiki
        if database is None or not isinstance(wiki, ListingWiki):
            return None
        listed = listing(wiki, self._edition, database, refresh=self._refresh)
        found = gather_changed(wiki, self._edition, listed, renderer, progress)
        if found is None:
            return None
        gathered, made = found
        rows, _ = made.rows()
        database.keep(rows, listed.known.keys() | {row.page for row in rows})
        return gathered

    def _fruitless(self) -> dict[str, str]:
        """The pages that earlier runs had rendered in vain, with their states."""
        kept = None if self._database is None or self._refresh else self._database.value(_FRUITLESS)
        return dict(json.loads(kept)) if kept else {}


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
