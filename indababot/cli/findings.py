"""What ``validate`` shows of a run: findings, or what was asked for in their place; and the exit code that comes of it."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

import click

from indababot.checking.render import Report, Tally, fix_lines, render, streamed, summary, totals
from indababot.cli.context import context
from indababot.cli.files import write_file
from indababot.cli.fixing import Applied, diff, fix
from indababot.cli.lines import folded
from indababot.cli.messages import colour, for_people, tell
from indababot.cli.streams import reader_gone
from indababot.cli.validation import Run
from indababot.diagnostics import Applicability, Severity
from indababot.i18n import N_, translate
from indababot.pages import Page
from indababot.terminal import visible

_DETAILS = 21
"""Where the names of rules begin in statistics."""
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def stream(form: str, run: Run, pages: Iterator[Page], options: dict[str, Any]) -> int:
    """Shows findings as they come, so that memory does not grow with their number; the exit code."""
    output, tally = options["output"], Tally()
    to_stdout = output in (None, "-")
    quiet = to_stdout and sys.stdout.isatty()  # what is written shows how far it is
    marks = {"unsafe": bool(options["unsafe_fixes"])} if form == "concise" else {}
    pieces = streamed(form, tally.counted(run.findings(pages, quiet=quiet)), **marks)
    if to_stdout:
        for piece in takewhile(lambda _: not reader_gone(), pieces):
            click.echo(for_people(piece) if form == "concise" else piece, nl=False)
    else:
        write_file(output, pieces)
    tally.pages = run.looked
    if form == "concise" and not options["quiet"]:
        click.echo(totals(tally, run.language, None, run.hidden, unsafe=options["unsafe_fixes"]), err=True)
    return _code(tally.severities, options)


def _code(severities: Iterable[Severity], options: dict[str, Any]) -> int:
    """1 where there is a finding that is not milder than asked for."""
    mildest = Severity(options["fail_level"] or context().settings.fail_level or "info")
    return int(not options["exit_zero"] and any(one.rank <= mildest.rank for one in severities))


def show(form: str, run: Run, options: dict[str, Any]) -> int:
    """Shows what was asked for; the exit code."""
    if options["show_files"]:
        names = "".join(f"{visible(page.filename or page.title)}\n" for page in run.looked_at())
        _write(names, options["output"])
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
    findings = list(run.findings())
    styled = colour(sys.stdout) and not options["output"]
    folds = not options["output"] and sys.stdout.isatty()
    report = Report(findings, run.looked_at(), run.language, styled, _width(), options["unsafe_fixes"], folds)
    on_stderr = applied is not None and stdin_name is not None  # standard output carries the fixed text then
    text = _told(form, report, statistics=options["statistics"])
    for_reading = form in ("full", "concise")
    _write(text, options["output"], styled=styled, err=on_stderr, data=not for_reading)
    if for_reading and not options["quiet"]:
        fixed = applied.count if applied else None
        click.echo(summary(report, fixed, run.hidden, unsafe=options["unsafe_fixes"]), err=True)
    return max(failed, _code((one.severity for one in findings), options))


def _fixed(run: Run, options: dict[str, Any], stdin_name: str | None) -> Applied:
    """Applies the fixes, and tells of them."""
    applied = fix(run, unsafe=options["unsafe_fixes"], stdin_name=stdin_name)
    for failure in applied.failures:
        tell(failure)
    if options["show_fixes"]:
        click.echo(applied.shown(run.language), err=True)
    return applied


def _told(form: str, report: Report, *, statistics: bool) -> str:
    if not statistics:
        return _rendered(form, report)
    from indababot.checking import statistics as told

    rows = told.counted(report.diagnostics)
    if form == "json":
        return told.as_json(rows)
    text = told.as_text(rows, unsafe=report.unsafe, language=report.language)
    return (
        "".join(f"{folded(line, indent=_DETAILS)}\n" for line in text.splitlines()) if report.folds else text
    )


def _write(
    text: str, output: str | None, *, styled: bool = False, err: bool = False, data: bool = False
) -> None:
    """Writes a report to a file where one is named, else to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None or output == "-":
        click.echo(text if data else for_people(text), nl=False, err=err, color=styled)
        return
    write_file(output, text)


def _diff(run: Run, options: dict[str, Any]) -> int:
    """Shows what fixes would change: 1 where they would change anything."""
    lines, count = diff(run, unsafe=options["unsafe_fixes"])
    styled = colour(sys.stdout) and not options["output"]
    if styled:
        lines = [click.style(line, fg=_COLOURS.get(line[:1])) for line in lines]
    _write("".join(f"{line}\n" for line in lines), options["output"], styled=styled)
    if not options["quiet"]:
        told = N_("Would fix: {count}.") if count else N_("Nothing would be fixed.")
        click.echo(translate(run.language, told, {"count": str(count)}), err=True)
        if not options["unsafe_fixes"]:
            click.echo("".join(f"{line}\n" for line in _left_to_unsafe(run)), err=True, nl=False)
    return int(bool(lines) and not options["exit_zero"])


def _left_to_unsafe(run: Run) -> list[str]:
    """How many findings only ``--unsafe-fixes`` would fix, as a line; none where there are none."""
    kinds = Counter(one.fix.applicability for one in run.findings() if one.fix)
    del kinds[Applicability.SAFE]
    return fix_lines(Tally(fixes=kinds), run.language, all_kinds=False)


def _width() -> int:
    """The columns of the terminal; 80 where there is none to ask."""
    return min(shutil.get_terminal_size((80, 24)).columns, 160)


def _rendered(form: str, report: Report) -> str:
    if form == "wikitext":  # the writing part's: it has the one escaper for pages
        from indababot.writing import findings_list

        return f"{findings_list(report.diagnostics, report.language).text}\n"
    return render(form, report)
