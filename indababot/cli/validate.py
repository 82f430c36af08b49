"""``indababot validate``: what is missing in submissions, where, and how to fix it."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from indababot.cli.completion import FILE, RULES_JOINED, Choice, Count
from indababot.cli.context import context
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language
from indababot.cli.parallel import jobs_option
from indababot.cli.sources import source_options, with_pipe
from indababot.cli.submissions import sources_of
from indababot.errors import UsageError

FORMATS = ("full", "concise", "json", "sarif", "github", "junit", "wikitext")
_SUFFIXES = {
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".txt": "concise",
}
"""The format of a file that is written, unless one is asked for."""
_OTHERS = {
    "diff": (".diff", ".patch", ".txt"),
    "show_files": (".txt",),
    "statistics": (".json", ".txt"),
}
"""What is written instead of findings, and the suffixes that it may have."""
_COUNTED = ("full", "concise", "json")
"""The formats of ``--statistics``."""
LEVELS = ("error", "warning", "info")
_WHOLE = ("show_files", "diff", "write_baseline", "fix", "statistics")
"""Options that look at all pages or findings together."""


@click.command("validate", cls=Command, short_help="Check submissions; find and fix what is wrong.")
@source_options
@click.option(
    "--revision",
    "revisions",
    type=Count(),
    multiple=True,
    metavar="ID",
    help="One revision of a page on the wiki.",
)
@click.option(
    "--format",
    "--output-format",
    "form",
    type=Choice(FORMATS),
    help="[default: full at a terminal, github in GitHub Actions, else concise]",
)
@click.option(
    "-o",
    "--output-file",
    "output",
    type=FILE,
    metavar="FILE",
    help="Write there; the suffix tells the format.",
)
@click.option(
    "--select",
    type=RULES_JOINED,
    multiple=True,
    metavar="RULES",
    help="Only these: codes, prefixes of codes, names; commas join them.",
)
@click.option(
    "--extend-select",
    type=RULES_JOINED,
    multiple=True,
    metavar="RULES",
    help="These too, beside the selected ones.",
)
@click.option("--ignore", type=RULES_JOINED, multiple=True, metavar="RULES", help="Not these.")
@click.option(
    "--per-page-ignores",
    "patterns",
    multiple=True,
    metavar="PATTERN:RULES",
    help="Not these for pages or files like PATTERN.",
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out files and folders like PATTERN.")
@click.option(
    "--rules-file",
    type=FILE,
    metavar="FILE",
    help="Your own limits instead of the edition's (TOML).",
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files.")
@click.option("--fix-only", is_flag=True, help="Apply them, and tell nothing of what is left.")
@click.option("--show-fixes", is_flag=True, help="With --fix: list what was fixed, file by file.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes too that may change what is meant."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--online", is_flag=True, help="Ask the wiki about accounts, blacklisted links and lint errors."
)
@click.option(
    "--fail-level", type=Choice(LEVELS), help="The mildest finding that ends with 1. [default: info]"
)
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found.")
@click.option("-q", "--quiet", is_flag=True, help="Show the findings and no summary.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option(
    "--baseline",
    type=FILE,
    metavar="FILE",
    help="Show only findings that are not in this file.",
)
@click.option(
    "--write-baseline",
    type=FILE,
    metavar="FILE",
    help="Write all findings there, as known.",
)
@jobs_option
@click.option("-W", "--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option("--show-files", is_flag=True, help="List what would be checked, and check nothing.")
@click.option(
    "--show-settings",
    is_flag=True,
    help="Show the settings that hold here, their file, and which of them options or variables give.",
)
@lang_option
def command(**options: Any) -> None:
    """Check submissions: SOURCE is a file, a folder, a pattern or '-'.

    Without any, all submissions of the edition on the wiki are checked. Without --online a file is checked
    without any network. Ends with 1 when there are findings.
    """
    tongue = language(options["lang"])
    if options["show_settings"]:
        from indababot.cli.shown_settings import show_settings

        click.echo(show_settings(context(), options, tongue), nl=False)
        return
    _together(options)
    if options["watch"]:
        from indababot.cli.watching import watch

        watch(options["sources"], lambda: _once(options, tongue), options["output"])
        return
    sys.exit(_once(options, tongue))


def _together(options: dict[str, Any]) -> None:
    """Options that go together.

    Raises:
        UsageError: some do not.
    """
    options["fix"] = options["fix"] or options["fix_only"]
    if options["fix"] and options["diff"]:
        raise UsageError("--fix changes the files and --diff does not: use one of them.")
    if options["show_fixes"] and not options["fix"]:
        raise UsageError("--show-fixes goes with --fix.")
    if options["statistics"] and options["form"] not in (None, *_COUNTED):
        raise UsageError(
            "--statistics writes no '{form}': use one of {known}.",
            form=options["form"],
            known=", ".join(_COUNTED),
        )
    if options["form"] is None and options["output"]:
        suffix = Path(options["output"]).suffix.lower()
        known = next((names for name, names in _OTHERS.items() if options[name]), (*_SUFFIXES,))
        if suffix and suffix not in known:
            raise UsageError(
                "validate writes no '{suffix}' file here: use {known}, or say --format.",
                suffix=suffix,
                known=", ".join(known),
            )


def _once(options: dict[str, Any], tongue: str) -> int:
    """One check of everything; the exit code."""
    from indababot.checking.render import STREAMED
    from indababot.cli.findings import show, stream
    from indababot.cli.validation import Run

    asked = sources_of(options, reads_pipe=not options["revisions"])
    sources = with_pipe(replace(asked, exclude=(*context().settings.exclude, *options["exclude"])))
    options = options | {"sources": sources.paths}
    run = Run.of(context(), options, tongue)
    form = options["form"] or _default_format(options["output"])
    if form in STREAMED and not any(options[name] for name in _WHOLE):
        return max(stream(form, run, run.coming(sources, options["revisions"]), options), run.code)
    run.read(sources, options["revisions"])
    return max(show(form, run, options), run.code)


def _default_format(output: str | None) -> str:
    suffix = Path(output or "").suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() and not output else "concise"
