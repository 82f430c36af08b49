"""``validate --fix`` and ``--diff``: what fixes change, written to the files or shown."""

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from indababot.checking import fixes
from indababot.cli.validation import Run
from indababot.diagnostics import Diagnostic
from indababot.errors import PageRefused, UsageError
from indababot.files import sweep, write_bytes
from indababot.i18n import N_, translate
from indababot.privacy import hidden, masked
from indababot.terminal import visible
from indababot.textfiles import marked, why


@dataclass
class Applied:
    """What ``--fix`` did: the fixes by file, and the files that could not be written."""

    by_file: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    failures: list[PageRefused] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many findings were fixed."""
        return sum(map(len, self.by_file.values()))

    def shown(self, language: str) -> str:
        """The fixes file by file, as ``--show-fixes`` lists them."""
        lines = [translate(language, N_("Fixed: {count}."), {"count": str(self.count)})]
        for name, done in self.by_file.items():
            lines.append(visible(f"- {masked(name)}:"))
            counted = Counter((one.code, one.name) for one in done)
            lines += [f"    {count} × {code} ({rule})" for (code, rule), count in sorted(counted.items())]
        return "\n".join(lines)


def fix(run: Run, *, unsafe: bool, stdin_name: str | None) -> Applied:
    """Applies fixes to the files of a run. The page of standard input, by its name, goes to standard output.

    Raises:
        UsageError: a page is on a wiki, which ``validate`` never changes.
    """
    remote = next((page for page in run.pages if page.filename is None), None)
    if remote is not None:
        raise UsageError(
            "--fix changes files, and '{title}' is on a wiki: --diff shows the changes.", title=remote.title
        )
    out = Applied()
    changed = dict(run.fixed(unsafe))
    for number, page in enumerate(run.pages):
        fixed, name = changed.get(number), page.filename or ""
        after = page.text if fixed is None else fixed.text
        try:
            if name == stdin_name:
                click.echo(after.encode(), nl=False)
            elif fixed is not None:
                _write(Path(name), page.text, after, page.encoding)
        except PageRefused as error:
            out.failures.append(error)
            continue
        if fixed is not None:
            out.by_file[name] = tuple(fixes.findings(fixed.applied))
            run.pages[number] = replace(page, text=after)
    for folder in {Path(name).parent for name in out.by_file if name != stdin_name}:
        sweep(folder)  # what a run that was killed left there
    return out


def diff(run: Run, *, unsafe: bool) -> tuple[list[str], int]:
    """What fixes would change: the lines of a unified diff that a terminal can show, and how many findings they fix."""
    shown: list[str] = []
    count = 0
    for number, fixed in run.fixed(unsafe):
        page = run.pages[number]
        before, after = (
            hidden(page.text),
            hidden(fixed.text),
        )  # as a whole: an address may go over a line's end
        lines = fixes.diff(masked(page.filename or page.title), before, after).split("\n")[:-1]
        shown.extend(map(visible, lines))
        count += len(list(fixes.findings(fixed.applied)))
    return shown, count


def _write(path: Path, before: str, after: str, encoding: str) -> None:
    """Writes a file in its own encoding, if it still holds what was checked.

    Raises:
        PageRefused: it changed meanwhile, or cannot be written.
    """
    try:
        data = path.read_bytes()
        mark, _ = marked(data)
        if data != mark + before.encode(encoding):
            raise PageRefused("{title} changed while it was checked: run the command again.", title=str(path))
        write_bytes(path, mark + after.encode(encoding))
    except UnicodeEncodeError:
        raise PageRefused(
            "{title} is written in {encoding}, which has no sign for what a fix puts in: save it as UTF-8 first.",
            title=str(path),
            encoding=encoding,
        ) from None
    except OSError as error:
        raise PageRefused("{title} cannot be written: {why}.", title=str(path), why=why(error)) from None
