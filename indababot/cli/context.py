"""What every command shares: the edition, the wiki, and how patient to be."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from indababot.errors import UsageError

if TYPE_CHECKING:
    from indababot.cli.addresses import Named
    from indababot.editions import Edition
    from indababot.pages import Page
    from indababot.settings import Settings
    from indababot.wikis import Wiki

DEFAULT_WIKI = "meta:meta"
EVERY = "all"
"""What is said for all editions at once."""


@dataclass
class Context:
    """The choices of one call; what they lead to is made when it is first asked for."""

    edition_choice: str | None = None
    wiki_choice: str | None = None
    lang: str | None = None
    patience: float | None = None
    write_pause: float | None = None
    scheduler: str | None = None
    history: bool | None = None
    verbose: int = 0
    _addressed: "Named | None" = None
    """The address of a page by which the wiki was chosen."""

    @cached_property
    def settings(self) -> "Settings":
        """The nearest ``indababot.toml`` or ``[tool.indababot]``, from the current folder upwards."""
        from indababot.settings import find_settings

        return find_settings()

    @cached_property
    def edition(self) -> "Edition | None":
        """The edition that was chosen, by option, environment or settings; None where none was, or several were."""
        return self._chosen[0] if len(self._chosen) == 1 else None

    @property
    def _names(self) -> list[str]:
        """What was said, by option, environment or settings: ids and files, parted by commas."""
        said = self.edition_choice or self.settings.edition or ""
        names = [said] if PurePath(said).suffix == ".toml" and Path(said).is_file() else said.split(",")
        return [name for name in dict.fromkeys(map(str.strip, names)) if name]

    @cached_property
    def _chosen(self) -> "list[Edition]":
        """The editions that were chosen by name; none where all were."""
        from indababot.editions import load

        chosen = [] if self.has_all else [load(name) for name in self._names]
        return list({edition.id: edition for edition in chosen}.values())

    @property
    def has_edition(self) -> bool:
        """Whether an edition was chosen, or several, or all of them."""
        return bool(self._names)

    @property
    def has_all(self) -> bool:
        """Whether all editions were chosen."""
        return EVERY in self._names

    def need_editions(self) -> "list[Edition]":
        """The chosen editions, or all that say where their pages are.

        Raises:
            UsageError: none was chosen.
        """
        if not self.has_all:
            return self._chosen or [self.need_edition()]
        from indababot.discovery import query
        from indababot.wikis import Query

        return [edition for edition in self.all_editions if query(edition) != Query()]

    def need_edition(self) -> "Edition":
        """The chosen edition.

        Raises:
            UsageError: none was chosen, or several were.
        """
        if self.has_all or len(self._chosen) > 1:
            raise UsageError(
                "This takes one edition, not several: say --edition ID ('indababot editions list' shows them)."
            )
        if self.edition is None:
            raise UsageError(
                "Which edition? Say --edition ID ('indababot editions list' shows all) or set INDABABOT_EDITION."
            )
        return self.edition

    def edition_for(self, page: "Page") -> "Edition":
        """The chosen edition, else the one that the page tells for certain.

        Raises:
            UsageError: none was chosen and the page does not tell.
        """
        edition = self.edition_told(page)
        if edition is None:
            raise UsageError(
                "Which edition is '{name}' from? The page does not tell: say --edition ID ('indababot "
                "editions list' shows all).",
                name=page.filename or page.title,
            )
        return edition

    def edition_told(self, page: "Page") -> "Edition | None":
        """The chosen edition, else the one that the page's title, category or form, or its file's path, tells for certain."""
        if self.edition is not None:
            return self.edition
        from indababot.reading import edition_of

        among = self._chosen or self.all_editions
        found = edition_of(page, among)
        if found is None and page.filename:
            from indababot.wikis import title_of

            parts = PurePath(page.filename).parts
            for first in range(len(parts) - 1):
                title = title_of(PurePath(*parts[first:]))
                found = found or edition_of(replace(page, title=title or "", text=""), among)
        return found

    def edition_called(self, name: str) -> "Edition":
        """The edition with this id: a chosen one, which may be somebody's file, else ours."""
        from indababot.editions import load

        return next((edition for edition in self._chosen if edition.id == name), None) or load(name)

    def title_in(self, word: str) -> str:
        """The title that a person means by a title or by the address of a page; an address chooses the wiki too, where none was."""
        from indababot.cli.addresses import named

        found = named(word)
        if not found.address:
            return found.title
        if self.wiki_choice is None and self.settings.wiki is None:
            self.wiki_choice, self._addressed = found.address, found
        elif self._addressed and self._addressed.host != found.host:
            raise UsageError(
                "{word} and {other} are on two wikis: ask for one at a time.",
                word=found.address,
                other=self._addressed.address,
            )
        return found.title

    @cached_property
    def all_editions(self) -> "list[Edition]":
        """Every edition that comes with the package."""
        from indababot.editions import available, load

        return [load(name) for name in available()]

    @property
    def wiki_name(self) -> str:
        """What was chosen as the wiki, else the operator's own of pywikibot's user-config.py, else Meta-Wiki."""
        return self.wiki_choice or self.settings.wiki or self._operators_wiki or DEFAULT_WIKI

    @cached_property
    def _operators_wiki(self) -> str | None:
        from indababot.wikis.live import default_wiki

        return default_wiki()

    @cached_property
    def wiki(self) -> "Wiki":
        """The chosen wiki, connected when it is first asked for."""
        from indababot.cli.progress import share
        from indababot.wikis import connect

        wiki = connect(
            self.wiki_name,
            patience=self.patience,
            write_pause=self.write_pause,
            scheduler=self.scheduler,
            watch=share("reading the dump"),
        )
        click.get_current_context().find_root().call_on_close(wiki.close)
        return wiki


def context() -> Context:
    """The context of the running command."""
    return click.get_current_context().find_root().ensure_object(Context)
