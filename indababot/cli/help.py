"""Help as people read it: options in groups, and an example or two of each command."""

from collections.abc import Sequence

import click

SOURCES = "What to read"
RULES = "Which findings"
FIXES = "Fixes"
FILTERS = "Which rows"
OUTPUT = "Output"
OTHERS = "Options"
SHARED = "Everywhere"

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
        *("--parameter", "--quiet", "--statistics", "--lang", "--show-settings", "--log-format", "--report"),
    ),
    OTHERS: (),
    SHARED: ("--edition", "--wiki", "--patience", "--write-pause", "--verbose", "--help", "--version"),
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
    "list": ("indababot editions list",),
    "show": ("indababot editions show wikiindaba-2023",),
    "check": ("indababot editions check mine.toml",),
    "init": ("indababot editions init form.wiki",),
}
"""What to type first, by the command's name."""

FIRST_STEPS = (
    ("indababot validate draft.wiki", "check a draft on this machine"),
    ("indababot editions list", "which conferences are known"),
    ("indababot -e ID parse --format text", "read its submissions on Meta-Wiki"),
    ("indababot -e ID doctor", "what a cron job still lacks"),
)


class Command(click.Command):
    """A command whose help has its options in groups and ends with examples."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options that the command uses, a section a group."""
        sections: dict[str, list[tuple[str, str]]] = {title: [] for title in _GROUPS}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections[_group_of(parameter)].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        _write_examples(self.name or "", formatter)


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        _write_examples(self.name or "", formatter)


def _write_examples(name: str, formatter: click.HelpFormatter) -> None:
    examples = EXAMPLES.get(name, ())
    if examples:
        with formatter.section("Examples" if len(examples) > 1 else "Example"):
            formatter.write("".join(f"{' ' * formatter.current_indent}{line}\n" for line in examples))


def _group_of(parameter: click.Parameter) -> str:
    return next((_GROUP_OF[name] for name in parameter.opts if name in _GROUP_OF), OTHERS)


def first_steps(formatter: click.HelpFormatter) -> None:
    """What somebody types who has nothing yet."""
    with formatter.section("First steps"):
        formatter.write_dl(FIRST_STEPS, col_max=40)
