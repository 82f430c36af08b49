"""Applying fixes: a fix changes its own code points and nothing else."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from indababot.checking.check import MORE
from indababot.checking.located import LineIndex
from indababot.diagnostics import Applicability, Diagnostic
from indababot.pages import Page
from indababot.terminal import visible

PASSES = 10
"""After so many passes over a page we stop: fixes that go on changing each other's outcome are a defect."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after fixes, and the findings whose fixes were applied."""

    text: str
    applied: tuple[Diagnostic, ...]


def findings(applied: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings that were fixed, one for each: one may stand for many."""
    for one in applied:
        yield from repeat(one, int(one.values["count"]) if one.template == MORE else 1)


def fixable(diagnostics: Iterable[Diagnostic], unsafe: bool = False) -> list[Diagnostic]:
    """The findings with a fix that may be applied."""
    kinds = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    return [
        diagnostic for diagnostic in diagnostics if diagnostic.fix and diagnostic.fix.applicability in kinds
    ]


def apply(text: str, diagnostics: Sequence[Diagnostic], unsafe: bool = False) -> Fixed:
    """One pass over a text: the first of fixes that touch each other is applied, the others are for the next pass."""
    done: list[Diagnostic] = []
    edits: list[tuple[int, int, str]] = []
    """In the order of the text; none touches another one."""
    for diagnostic in fixable(diagnostics, unsafe):
        wanted = [
            (edit.start, edit.end, edit.content) for edit in (diagnostic.fix.edits if diagnostic.fix else ())
        ]
        free = not any(_touches(edits, start, end) for start, end, _ in wanted)
        if free and any(text[start:end] != content for start, end, content in wanted):
            for edit in wanted:
                insort(edits, edit)
            done.append(diagnostic)
    pieces: list[str] = []
    position = 0
    for start, end, content in edits:
        pieces += (text[position:start], content)
        position = end
    return Fixed("".join([*pieces, text[position:]]), tuple(done))


def _touches(edits: Sequence[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether a stretch meets one of some edits, which are in order and apart from each other."""
    after = bisect_left(edits, (start, start, ""))
    near = edits[max(0, after - 1) : after + 1]
    return any(start <= high and low <= end for low, high, _ in near)


def apply_all(page: Page, check: Callable[[Page], Sequence[Diagnostic]], unsafe: bool = False) -> Fixed:
    """All fixes of a page, reading and checking it anew after each pass, until nothing is left to fix."""
    done: list[Diagnostic] = []
    seen = {page.text}
    for _ in range(PASSES):
        fixed = apply(page.text, check(page), unsafe)
        if not fixed.applied or fixed.text in seen:
            break
        seen.add(fixed.text)
        done.extend(fixed.applied)
        page = replace(page, text=fixed.text)
    return Fixed(page.text, tuple(done))


def diff(name: str, before: str, after: str) -> str:
    """The change of a text as a unified diff that `patch` takes, its line ends made plain; empty where nothing changed."""
    from difflib import unified_diff  # 10 ms that only --diff pays

    shown = visible(name)
    shown += "\t" if " " in shown else ""  # as git does: else a name would end at its blank
    lines = unified_diff(_ended(before), _ended(after), shown, shown)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _ended(text: str) -> list[str]:
    """The lines of a text, each with a plain end but for a last one that has none."""
    lines = [f"{line}\n" for line in LineIndex(text)]
    return [*lines[:-1], *([last] if (last := lines[-1].removesuffix("\n")) else [])]
