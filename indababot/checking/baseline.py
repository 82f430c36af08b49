"""A baseline: findings that are known and accepted, so that only new ones are shown.

A finding is known by its page, its code and what it says, not by its line, so that editing elsewhere on the page keeps it known.
A file goes by its path from the folder of the baseline (``place``), so that it is the same file wherever the command is run.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from indababot.diagnostics import Diagnostic
from indababot.errors import UsageError
from indababot.textfiles import from_json

_VERSION = 1


_HERE = Path()


def fingerprint(diagnostic: Diagnostic, place: Path = _HERE) -> str:
    """What a finding is known by in any language: stable over edits elsewhere in its page."""
    values = sorted(
        (name, value)
        for name, value in diagnostic.values.items()
        if name not in ("field", "written", "other_page")
    )
    told = json.dumps([diagnostic.code, diagnostic.template, values], ensure_ascii=False)
    return sha256(f"{_page(diagnostic, place)}\n{told}".encode()).hexdigest()[:32]


def _page(diagnostic: Diagnostic, place: Path) -> str:
    """What the page of a finding goes by: its file, seen from a folder, else its title."""
    name = diagnostic.filename
    if name is None or name.startswith("<"):  # standard input stands nowhere
        return name or diagnostic.page
    try:
        return Path(os.path.relpath(name, place)).as_posix()
    except ValueError:  # on another drive
        return Path(name).as_posix()


def dump(diagnostics: Iterable[Diagnostic], place: Path = _HERE) -> str:
    """The text of a baseline file with these findings: sorted, a line each, so that a diff shows what is new."""
    counted = Counter((_page(d, place), d.code, fingerprint(d, place)) for d in diagnostics)
    rows = [
        {"page": page, "code": code, "fingerprint": mark, "count": count}
        for (page, code, mark), count in sorted(counted.items())
    ]
    body = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return (
        f'{{"version": {_VERSION}, "findings": [\n{body}\n]}}\n'
        if rows
        else f'{{"version": {_VERSION}, "findings": []}}\n'
    )


def load(text: str, name: str) -> Counter[str]:
    """How often each finding is known, by its fingerprint.

    Raises:
        UsageError: the text is no baseline; ``name`` is its file.
    """
    try:
        data = from_json(text)
        if data["version"] != _VERSION:
            raise UsageError(
                "The baseline {name} is of another version: write it again with --write-baseline.", name=name
            )
        return Counter({str(row["fingerprint"]): int(row["count"]) for row in data["findings"]})
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise UsageError("{name} is no baseline: write one with --write-baseline.", name=name) from None


def new(diagnostics: Iterable[Diagnostic], known: Counter[str], place: Path = _HERE) -> list[Diagnostic]:
    """The findings that are not in a baseline; of several alike, those beyond the number that is known."""
    left = Counter(known)
    return [one for one in diagnostics if is_new(one, left, place)]


def is_new(diagnostic: Diagnostic, left: Counter[str], place: Path = _HERE) -> bool:
    """Whether a finding is not in a baseline, of which ``left`` is what was not met yet; it is taken from that."""
    mark = fingerprint(diagnostic, place)
    if left[mark] <= 0:
        return True
    left[mark] -= 1
    return False
