"""``indababot validate``: what is missing in submissions, where, and how to mend it."""

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.context import colour, context
from indababot.cli.language import lang_option, language
from indababot.cli.sources import Sources, source_options
from indababot.errors import PageError, UsageError

if TYPE_CHECKING:
    from indababot.checking.render import Report
    from indababot.cli.validation import Run

FORMATS = ("full", "concise", "json", "sarif", "github", "junit", "wikitext")
LEVELS = ("error", "warning", "info")


@click.command("validate")
@source_options
@click.option(
    "--revision",
    "revisions",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="ID",
    help="One revision of a page on the wiki.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="[default: full at a terminal, github in GitHub Actions, else concise]",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these: codes, prefixes of codes, names; commas join them.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these.")
@click.option(
    "--per-page-ignores",
    "patterns",
    multiple=True,
    metavar="PATTERN:RULES",
    help="Not these for pages or files like PATTERN.",
)
@click.option(
    "--rules-file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Your own limits instead of the edition's (TOML).",
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: fixes too that may change what is meant."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--online", is_flag=True, help="Ask the wiki about accounts, blacklisted links and lint errors."
)
@click.option(
    "--fail-level", type=click.Choice(LEVELS), help="The mildest finding that ends with 1. [default: info]"
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Show only findings that are not in this file.",
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write all findings there, as known.",
)
@click.option(
    "--show-settings", is_flag=True, help="Show the settings that hold here, and where they come from."
)
@lang_option
def command(**options: Any) -> None:
    """Check submissions: SOURCE is a file, a folder, a pattern or '-'.

    Without any, all submissions of the edition on the wiki are checked. Without --online a file is checked
    without any network. Ends with 1 when there are findings.
    """
    from indababot.cli.validation import Run, show_settings

    tongue = language(options["lang"])
    if options["show_settings"]:
        click.echo(show_settings(context().settings, options), nl=False)
        return
    sources = Sources(
        paths=options["sources"],
        titles=options["pages"],
        categories=options["categories"],
        title=options["title"],
        stdin_filename=options["stdin_filename"],
    )
    if options["fix"] and options["diff"]:
        raise UsageError("--fix changes the files and --diff does not: use one of them.")
    run = Run.of(context(), options, tongue)
    errors: list[PageError] = []
    run.read(sources, options["revisions"], errors.append)
    for error in errors:
        click.echo(f"indababot: {error}", err=True)
    sys.exit(max(_shown(run, options), 1 if errors else 0))


def _shown(run: "Run", options: dict[str, Any]) -> int:
    """Shows what was asked for; the exit code."""
    if options["diff"]:
        return _diff(run, options["unsafe_fixes"])
    if options["write_baseline"]:
        click.echo(run.write_baseline(options["write_baseline"]), err=True)
        return 0
    stdin_name = (options["stdin_filename"] or "<stdin>") if "-" in options["sources"] else None
    fixed = run.fix(options["unsafe_fixes"], stdin_name) if options["fix"] else None
    from indababot.checking import statistics
    from indababot.checking.render import Report
    from indababot.checking.render.report import summary

    findings = run.findings()
    form = options["form"] or _default_format()
    report = Report(findings, run.pages, run.language, colour(sys.stdout))
    to_stderr = fixed is not None and stdin_name is not None  # standard output carries the mended text then
    if options["statistics"]:
        rows = statistics.statistics(findings)
        click.echo(
            (statistics.as_json if form == "json" else statistics.as_text)(rows), nl=False, err=to_stderr
        )
    else:
        click.echo(_rendered(form, report), nl=False, err=to_stderr)
    if form in ("full", "concise"):
        click.echo(f"{fixed} {summary(report)}" if fixed else summary(report), err=True)
    worst = LEVELS.index(options["fail_level"] or context().settings.fail_level or "info")
    return int(any(finding.severity.rank <= worst for finding in findings))


def _diff(run: "Run", unsafe: bool) -> int:
    text = run.diff(unsafe)
    click.echo(text, nl=False)
    return 1 if text else 0


def _default_format() -> str:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"


def _rendered(form: str, report: "Report") -> str:
    if form == "wikitext":  # the writing part's: it has the one escaper for pages
        from indababot.writing.findings import findings_list

        return f"{findings_list(report.diagnostics, report.language).text}\n"
    from indababot.checking.render import render

    return render(form, report)
