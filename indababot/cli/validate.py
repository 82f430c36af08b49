"""``indababot validate``: what is missing in submissions, where, and how to fix it."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indababot.cli.completion import FILE, RULES_JOINED, Choice, Count
from indababot.cli.context import context
from indababot.cli.files import write_file
from indababot.cli.help import Command
from indababot.cli.language import lang_option, language
from indababot.cli.lines import folded
from indababot.cli.messages import colour, for_people, tell
from indababot.cli.parallel import jobs_option
from indababot.cli.sources import Sources, source_options, with_pipe
from indababot.cli.streams import reader_gone
from indababot.errors import UsageError
from indababot.i18n import N_, translate
from indababot.terminal import visible

if TYPE_CHECKING:
    from indababot.checking.render import Report
    from indababot.cli.fixing import Applied
    from indababot.cli.validation import Run
    from indababot.diagnostics import Severity
    from indababot.pages import Page

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
    from indababot.cli.validation import Run

    sources = Sources(
        paths=options["sources"],
        titles=options["pages"],
        categories=options["categories"],
        title=options["title"],
        stdin_filename=options["stdin_filename"],
        output=options["output"],
        exclude=(*context().settings.exclude, *options["exclude"]),
        reads_pipe=not options["revisions"],
    )
    sources = with_pipe(sources)
    options = options | {"sources": sources.paths}
    run = Run.of(context(), options, tongue)
    form = options["form"] or _default_format(options["output"])
    from indababot.checking.render import STREAMED

    if form in STREAMED and not any(options[name] for name in _WHOLE):
        return max(_streamed(form, run, run.coming(sources, options["revisions"]), options), run.code)
    run.read(sources, options["revisions"])
    return max(_shown(form, run, options), run.code)


def _streamed(form: str, run: "Run", pages: "Iterator[Page]", options: dict[str, Any]) -> int:
    """Shows findings as they come, so that memory does not grow with their number; the exit code."""
    from indababot.checking.render import streamed
    from indababot.checking.render.report import Tally, totals

    output, tally = options["output"], Tally()
    quiet = output in (None, "-") and sys.stdout.isatty()  # what is written shows how far it is
    marks = {"unsafe": bool(options["unsafe_fixes"])} if form == "concise" else {}
    pieces = streamed(form, tally.counted(run.findings(pages, quiet=quiet)), **marks)
    if output in (None, "-"):
        for piece in takewhile(lambda _: not reader_gone(), pieces):
            click.echo(for_people(piece) if form == "concise" else piece, nl=False)
    else:
        write_file(output, pieces)
    tally.pages = run.looked
    if form == "concise" and not options["quiet"]:
        click.echo(totals(tally, run.language, None, run.hidden, unsafe=options["unsafe_fixes"]), err=True)
    return _code(tally.severities, options)


def _code(severities: "Iterable[Severity]", options: dict[str, Any]) -> int:
    """1 where there is a finding that is not milder than asked for."""
    worst = LEVELS.index(options["fail_level"] or context().settings.fail_level or "info")
    return int(not options["exit_zero"] and any(one.rank <= worst for one in severities))


def _shown(form: str, run: "Run", options: dict[str, Any]) -> int:
    """Shows what was asked for; the exit code."""
    if options["show_files"]:
        names = "".join(f"{visible(page.filename or page.title)}\n" for page in run.looked_at())
        _write(names, options["output"], False, err=False)
        return 0
    if options["diff"]:
        return _diff(run, options)
    if options["write_baseline"]:
        click.echo(visible(run.write_baseline(options["write_baseline"])), err=True)
        return 0
    stdin_name = (options["stdin_filename"] or "<stdin>") if "-" in options["sources"] else None
    applied = _fixed(run, options, stdin_name) if options["fix"] else None
    failed = int(bool(applied and applied.failures))
    if options["fix_only"]:
        if applied and applied.count and not (options["quiet"] or options["show_fixes"]):
            click.echo(
                translate(run.language, N_("Fixed: {count}."), {"count": str(applied.count)}), err=True
            )
        return failed
    from indababot.checking.render import Report
    from indababot.checking.render.report import summary

    findings = list(run.findings())
    styled = colour(sys.stdout) and not options["output"]
    folds = not options["output"] and sys.stdout.isatty()
    report = Report(findings, run.looked_at(), run.language, styled, _width(), options["unsafe_fixes"], folds)
    on_stderr = applied is not None and stdin_name is not None  # standard output carries the fixed text then
    text = _told(form, report, statistics=options["statistics"])
    data = form not in ("full", "concise")
    _write(text, options["output"], styled, err=on_stderr, data=data)
    if form in ("full", "concise") and not options["quiet"]:
        fixed = applied.count if applied else None
        click.echo(summary(report, fixed, run.hidden, unsafe=options["unsafe_fixes"]), err=True)
    return max(failed, _code((one.severity for one in findings), options))


def _fixed(run: "Run", options: dict[str, Any], stdin_name: str | None) -> "Applied":
    """Applies the fixes, and tells of them."""
    from indababot.cli.fixing import fix

    applied = fix(run, unsafe=options["unsafe_fixes"], stdin_name=stdin_name)
    for failure in applied.failures:
        tell(failure)
    if options["show_fixes"]:
        click.echo(applied.shown(run.language), err=True)
    return applied


def _told(form: str, report: "Report", *, statistics: bool) -> str:
    if not statistics:
        return _rendered(form, report)
    from indababot.checking.statistics import as_json, as_text
    from indababot.checking.statistics import statistics as counted

    rows = counted(report.diagnostics)
    if form == "json":
        return as_json(rows)
    text = as_text(rows, unsafe=report.unsafe, language=report.language)
    return (
        "".join(f"{folded(line, indent=_DETAILS)}\n" for line in text.splitlines()) if report.folds else text
    )


def _write(text: str, output: str | None, styled: bool, *, err: bool, data: bool = False) -> None:
    """Writes a report to a file where one is named, else to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None or output == "-":
        click.echo(text if data else for_people(text), nl=False, err=err, color=styled)
        return
    write_file(output, text)


_DETAILS = 21
"""Where the names of rules begin in statistics."""
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def _diff(run: "Run", options: dict[str, Any]) -> int:
    """Shows what fixes would change: 1 where they would change anything."""
    from indababot.cli.fixing import diff

    lines, count = diff(run, unsafe=options["unsafe_fixes"])
    styled = colour(sys.stdout) and not options["output"]
    if styled:
        lines = [click.style(line, fg=_COLOURS.get(line[:1])) for line in lines]
    _write("".join(f"{line}\n" for line in lines), options["output"], styled, err=False)
    if not options["quiet"]:
        told = N_("Would fix: {count}.") if count else N_("Nothing would be fixed.")
        click.echo(translate(run.language, told, {"count": str(count)}), err=True)
        if not options["unsafe_fixes"]:
            click.echo("".join(f"{line}\n" for line in _left_to_unsafe(run)), err=True, nl=False)
    return int(bool(lines) and not options["exit_zero"])


def _left_to_unsafe(run: "Run") -> list[str]:
    """How many findings only ``--unsafe-fixes`` would fix, as a line; none where there are none."""
    from indababot.checking.render.report import Tally, fix_lines
    from indababot.diagnostics import Applicability

    kinds = Counter(one.fix.applicability for one in run.findings() if one.fix)
    del kinds[Applicability.SAFE]
    return fix_lines(Tally(fixes=kinds), run.language, all_kinds=False)


def _width() -> int:
    """The columns of the terminal; 80 where there is none to ask."""
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 160)


def _default_format(output: str | None) -> str:
    suffix = Path(output or "").suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() and not output else "concise"


def _rendered(form: str, report: "Report") -> str:
    if form == "wikitext":  # the writing part's: it has the one escaper for pages
        from indababot.writing.findings import findings_list

        return f"{findings_list(report.diagnostics, report.language).text}\n"
    from indababot.checking.render import render

    return render(form, report)
