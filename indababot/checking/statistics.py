"""Which rule finds how much, on how many pages, and in which fields: what confuses people about a form."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from indababot.diagnostics import Applicability, Diagnostic
from indababot.i18n import N_, SOURCE, listed, said, translate

_HEADS = (N_("count"), N_("pages"))


@dataclass(frozen=True, slots=True)
class Row:
    """One rule's findings: how many, on how many pages, how many have a safe and an unsafe fix, and how many are in each field."""

    code: str
    name: str
    count: int
    pages: int
    fixable: int
    unsafe: int
    fields: tuple[tuple[str, int], ...]


def counted(diagnostics: Iterable[Diagnostic]) -> list[Row]:
    """A row for each rule that found something, the most frequent first."""
    by_rule: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_rule[diagnostic.code, diagnostic.name].append(diagnostic)
    rows = [
        Row(
            code,
            name,
            len(found),
            len({one.filename or one.page for one in found}),
            _count(found, Applicability.SAFE),
            _count(found, Applicability.UNSAFE),
            _fields(found),
        )
        for (code, name), found in by_rule.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.code))


def _fields(found: Iterable[Diagnostic]) -> tuple[tuple[str, int], ...]:
    """How many findings each field has, by its first name among them: pages call one field differently."""
    counts, names = Counter[str](), dict[str, str]()
    for one in found:
        if field := one.values.get("field"):
            key = one.values.get("key") or field
            counts[key] += 1
            names.setdefault(key, field)
    return tuple(sorted(((names[key], count) for key, count in counts.items()), key=_most))


def _count(found: Iterable[Diagnostic], kind: Applicability) -> int:
    return sum(one.fix is not None and one.fix.applicability is kind for one in found)


def _most(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def as_text(rows: Iterable[Row], *, unsafe: bool = False, language: str = SOURCE) -> str:
    """A line a rule below a header: findings, pages, code, name, and the fields with their numbers.

    ``[*]``: ``--fix`` fixes all of them; ``[-]``: some; ``[ ]``: none. ``unsafe`` says that the call has ``--unsafe-fixes``.
    """
    count, pages = (translate(language, head) for head in _HEADS)
    first, second = max(len(count), 5), max(len(pages), 6)
    lines = [
        f"{row.count:>{first}} {row.pages:>{second}}  {row.code}  [{_mark(row, unsafe)}] {row.name}"
        + (f"  ({_fields_told(row, language)})" if row.fields else "")
        for row in rows
    ]
    head = [f"{count:>{first}} {pages:>{second}}"] if lines else []
    return "".join(f"{line}\n" for line in [*head, *lines])


def _fields_told(row: Row, language: str) -> str:
    return listed(language, (said("{name}: {count}", name=name, count=count) for name, count in row.fields))


def _mark(row: Row, unsafe: bool) -> str:
    fixed = row.fixable + (row.unsafe if unsafe else 0)
    return "*" if fixed == row.count else "-" if fixed else " "


def as_json(rows: Iterable[Row]) -> str:
    """The rows as a JSON list."""
    data = [
        {
            "code": row.code,
            "name": row.name,
            "count": row.count,
            "pages": row.pages,
            "fixable": row.fixable,
            "unsafe_fixable": row.unsafe,
            "fields": dict(row.fields),
        }
        for row in rows
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
