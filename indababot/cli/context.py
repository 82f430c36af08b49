"""What every command shares: the edition, the wiki, how patient to be, and where messages go."""

import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from gettext import gettext
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import EDITION, LANGUAGE, WIKI, NumberType
from indababot.cli.logs import to_text
from indababot.cli.spoken import spoken
from indababot.errors import UsageError
from indababot.i18n import N_, SOURCE, in_language, listed
from indababot.terminal import commandless, visible

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
    _closers: list[Callable[[], None]] = field(default_factory=list)

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
            from indababot.wikis.titles import title_of

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


def colour(stream: Any) -> bool:
    """Whether to write colours to a stream: on a terminal only, never under ``NO_COLOR``, always under ``FORCE_COLOR``."""
    import os

    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def for_people(text: str) -> str:
    """Lines for people as they may be written here: in GitHub Actions none of them is a command."""
    import os

    return commandless(text) if os.environ.get("GITHUB_ACTIONS") == "true" else text


def told(text: str) -> str:
    """A line for people beside a command's data, whoever wrote it: without secrets and personal data, and nothing in it acts."""
    from indababot.privacy import masked, redacted

    return for_people(visible(masked(redacted(text))))


def store(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Keeps an option's value in the context; what stands after the command wins over what stands before it."""

    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        chosen = ctx.find_root().ensure_object(Context)
        explicit = ctx.get_parameter_source(parameter.name or "") is click.core.ParameterSource.COMMANDLINE
        if value is not None and (explicit or getattr(chosen, name) is None):
            setattr(chosen, name, value)

    return keep


def _verbose(ctx: click.Context, parameter: click.Parameter, value: int) -> None:
    chosen = ctx.find_root().ensure_object(Context)
    chosen.verbose = max(chosen.verbose, value)
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(chosen.verbose, 2)]
    to_text(level)


class Seconds(NumberType):
    """A number of seconds: none that is negative, not a number, or without end."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        from indababot.wikis.live.seconds import seconds

        try:
            return seconds("it", value)
        except UsageError:
            wrong = N_("{value!r} is no number of seconds: give one such as 60.")
            self.fail(gettext(wrong).format(value=value), param, ctx)


SHARED_OPTIONS: tuple[click.Option, ...] = (
    click.Option(
        ["-e", "--edition"],
        type=EDITION,
        metavar="ID|FILE.toml",
        envvar="INDABABOT_EDITION",
        show_envvar=True,
        expose_value=False,
        callback=store("edition_choice"),
        help="The conference's year ('indababot editions list' shows them), several with commas between, or 'all'.",
    ),
    click.Option(
        ["-w", "--wiki"],
        type=WIKI,
        metavar="WIKI",
        envvar="INDABABOT_WIKI",
        show_envvar=True,
        expose_value=False,
        callback=store("wiki_choice"),
        help=f"An API address, family:code, a folder or a dump. [default: that of pywikibot's user-config.py, else {DEFAULT_WIKI}]",
    ),
    click.Option(
        ["--patience"],
        type=Seconds(),
        metavar="SECONDS",
        envvar="INDABABOT_PATIENCE",
        show_envvar=True,
        expose_value=False,
        callback=store("patience"),
        help="How long one request may be in trouble before the run ends. [default: 60]",
    ),
    click.Option(
        ["--write-pause"],
        type=Seconds(),
        metavar="SECONDS",
        expose_value=False,
        callback=store("write_pause"),
        help="The wait between two writes. [default: 5; 0 on a loopback address]",
    ),
    click.Option(
        ["--lang"],
        type=LANGUAGE,
        metavar="CODE",
        envvar="INDABABOT_LANG",
        show_envvar=True,
        expose_value=False,
        callback=store("lang"),
        help="The language of help and messages, as fr. [default: the locale's]",
    ),
    click.Option(
        ["-v", "--verbose"],
        count=True,
        expose_value=False,
        callback=_verbose,
        help="Say more; twice for all.",
    ),
)
"""The options that are understood before and after every command."""


def tell(message: object) -> None:
    """A line for people, on standard error: a message, or what an error says."""
    say(f"indababot: {sentence(told_here(message))}")


def told_here(message: object) -> str:
    """A message, or what an error says, in the language of the running command."""
    ctx = click.get_current_context(silent=True)
    return in_language(spoken(ctx) if ctx else SOURCE, message)


def listed_here(messages: Iterable[object]) -> str:
    """Messages one after the other, in the language of the running command."""
    ctx = click.get_current_context(silent=True)
    return listed(spoken(ctx) if ctx else SOURCE, messages)


def say(line: str) -> None:
    """A line on standard error as it is now: while progress shows, click's own way around Python's stream would garble both."""
    click.echo(told(line), file=sys.stderr)


def sentence(message: str) -> str:
    """An error's text as one line that ends like a sentence, whoever wrote it."""
    line = " ".join(message.split())
    return line if line.rstrip(")").endswith((".", "?", "!", "؟")) else f"{line}."
