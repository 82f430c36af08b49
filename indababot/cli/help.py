"""Help as people read it: in their language, options in groups, and an example or two of each command."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

import click

from indababot.cli.spoken import note_language, spoken
from indababot.i18n import N_, translate

SOURCES = N_("What to read:")
RULES = N_("Which findings:")
FIXES = N_("Fixes:")
FILTERS = N_("Which rows:")
OUTPUT = N_("Output:")
OTHERS = N_("Options:")
SHARED = N_("Everywhere:")
USAGE = N_("Usage:")
COMMANDS_HEAD = N_("Commands:")
EXAMPLE_HEAD = N_("Example:")
EXAMPLES_HEAD = N_("Examples:")
STEPS_HEAD = N_("First steps:")
HELP = N_("Show this message and exit.")

_GROUPS: dict[str, Sequence[str]] = {
    SOURCES: (
        *("--page", "--category", "--title", "--stdin-filename", "--revision", "--exclude", "--show-files"),
        *("--watch", "--online", "--jobs", "--since"),
    ),
    RULES: (
        *("--select", "--extend-select", "--ignore", "--per-page-ignores", "--rules-file", "--baseline"),
        *("--write-baseline", "--fail-level", "--exit-zero"),
    ),
    FIXES: ("--fix", "--fix-only", "--show-fixes", "--unsafe-fixes", "--diff"),
    FILTERS: (
        *("--type", "--theme", "--level", "--language", "--status", "--mode", "--country", "--complete"),
        *("--rows", "--sort", "--limit", "--with-personal-data"),
    ),
    OUTPUT: (
        *(
            "--format",
            "--output",
            "--output-file",
            "--columns",
            "--list-separator",
            "--raw",
            "--bom",
            "--view",
        ),
        *("--parameter", "--quiet", "--statistics", "--show-settings", "--log-format", "--report"),
    ),
    OTHERS: (),
    SHARED: (
        "--edition",
        "--wiki",
        "--patience",
        "--write-pause",
        "--lang",
        "--verbose",
        "--help",
        "--version",
    ),
}
_GROUP_OF = {name: title for title, names in _GROUPS.items() for name in names}

EXAMPLES: dict[str, Sequence[str]] = {
    "parse": (
        "indababot parse draft.wiki",
        'indababot parse --page "WikiIndaba 2023/Submissions/Clay" --format text',
    ),
    "validate": ("indababot validate drafts/", "indababot validate draft.wiki --diff"),
    "export": (
        "indababot export -e wikiindaba-2023 -o talks.xlsx",
        "indababot export drafts/ --columns title,authors,types -o talks.csv",
    ),
    "changes": ("indababot changes -e wikiindaba-2023 --since 2023-08-01",),
    "dashboard": ("indababot dashboard -e wikiindaba-2023 -o site",),
    "update": ("indababot update -e wikiindaba-2023 --dry-run",),
    "status": ("indababot status -e wikiindaba-2023",),
    "doctor": ("indababot doctor -e wikiindaba-2023 -w meta:meta",),
    "setup": ("indababot setup -w meta:meta",),
    "rules": ("indababot rules", "indababot rules missing-field"),
    "editions": ("indababot editions list", "indababot editions show wikiindaba-2023"),
    "completion": ("indababot completion --install",),
    "list": ("indababot editions list",),
    "show": ("indababot editions show wikiindaba-2023",),
    "check": ("indababot editions check mine.toml",),
    "init": ("indababot editions init form.wiki",),
}
"""What to type first, by the command's name."""

FIRST_STEPS = (
    ("indababot validate draft.wiki", N_("check a draft on this machine")),
    ("indababot editions list", N_("which conferences are known")),
    ("indababot -e ID parse --format text", N_("read its submissions on Meta-Wiki")),
    ("indababot -e ID doctor", N_("what a cron job still lacks")),
)


class Spoken(click.Command):
    """A command whose help is in the reader's language; what people type, and the examples, stay as they are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Notes the language first, because help is shown before the options after it are looked at."""
        note_language(ctx, args)
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            from indababot.cli import meant

            raise meant.option(error, self, given) from None
        except click.UsageError as error:
            from indababot.cli import meant

            raise meant.argument(error, self, ctx, given) from None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, described as the others are: in the words that are translated when help is shown.

        click keeps it for the next call, which may be in another language.
        """
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{translate(spoken(ctx), USAGE)} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, a paragraph each."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(translate(spoken(ctx), text) for text in paragraphs(self)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options that the command uses."""
        self._write_options(ctx, formatter, lambda option: OTHERS)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        examples = EXAMPLES.get(self.name or "", ())
        if examples:
            with section(ctx, formatter, EXAMPLES_HEAD if len(examples) > 1 else EXAMPLE_HEAD):
                formatter.write("".join(f"{' ' * formatter.current_indent}{line}\n" for line in examples))

    def _write_options(
        self, ctx: click.Context, formatter: click.HelpFormatter, group_of: Callable[[click.Option], str]
    ) -> None:
        """The options in sections, in the order of the groups."""
        sections: dict[str, list[tuple[str, str]]] = {title: [] for title in _GROUPS}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                sections[group_of(parameter)].append(_record(ctx, parameter))
        for title, records in sections.items():
            if records:
                with section(ctx, formatter, title):
                    formatter.write_dl(records)


class Command(Spoken):
    """A command whose help has its options in groups and ends with examples."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options that the command uses, a section a group."""
        self._write_options(ctx, formatter, _group_of)


class Group(Spoken, click.Group):
    """A group of such commands."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands below it."""
        write_commands(ctx, formatter, COMMANDS_HEAD, self.commands.items())


def write_commands(
    ctx: click.Context,
    formatter: click.HelpFormatter,
    title: str,
    commands: Iterable[tuple[str, click.Command]],
) -> None:
    """A section of commands, each with a few words on it."""
    with section(ctx, formatter, title):
        formatter.write_dl([(name, translate(spoken(ctx), brief(command))) for name, command in commands])


def first_steps(ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """What somebody types who has nothing yet."""
    with section(ctx, formatter, STEPS_HEAD):
        steps = [(line, translate(spoken(ctx), words)) for line, words in FIRST_STEPS]
        formatter.write_dl(steps, col_max=40)


def section(ctx: click.Context, formatter: click.HelpFormatter, title: str) -> AbstractContextManager[None]:
    """A section below its heading, whose colon is the language's own (click adds the sign itself)."""
    return formatter.section(translate(spoken(ctx), title).removesuffix(":"))


def paragraphs(command: click.Command) -> list[str]:
    """The paragraphs of a command's help, a line each: what is translated."""
    text = inspect.cleandoc(command.help or "")
    return [" ".join(part.split()) for part in text.split("\n\n")]


def brief(command: click.Command) -> str:
    """The few words on a command that a list of commands has: what is translated."""
    return command.get_short_help_str(80)


def texts(command: click.Command, ctx: click.Context) -> Iterator[str]:
    """All texts of a command's own help that are translated: for ``scripts/messages``."""
    yield from paragraphs(command)
    if ctx.parent:
        yield brief(command)
    for parameter in command.get_params(ctx):
        if isinstance(parameter, click.Option) and parameter.help:
            yield " ".join(parameter.help.split())


def _record(ctx: click.Context, option: click.Option) -> tuple[str, str]:
    """An option and what it does, with what click knows of it."""

    def say(template: str, **values: str) -> str:
        return translate(spoken(ctx), template, values)

    told = " ".join((option.help or "").split())
    extra = option.get_help_extra(ctx)
    more = [say(N_("[env var: {name}]"), name=name) for name in extra.get("envvars", ())]
    if "default" in extra:
        more.append(say(N_("[default: {value}]"), value=extra["default"]))
    if "range" in extra:
        more.append(f"[{extra['range']}]")
    if "required" in extra:
        more.append(say(N_("[required]")))
    spelt, _ = option.get_help_record(ctx) or ("", "")
    return spelt, "  ".join(filter(None, [say(told), *more]))


def _group_of(parameter: click.Option) -> str:
    return next((_GROUP_OF[name] for name in parameter.opts if name in _GROUP_OF), OTHERS)
