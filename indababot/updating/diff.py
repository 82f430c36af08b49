"""A plan as a person reads it: a unified diff of its pages. The same plan gives the same text."""

import difflib
from collections.abc import Iterator

from indababot.updating.plan import PagePlan, Plan

_COLOURS = {"+": "32", "-": "31", "@": "36"}
_HIDDEN = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))} | {
    code: f"\\u{code:04x}" for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Control characters, which could drive a terminal, and those that turn its text around; a tab and a line break stay."""


def show(plan: Plan, *, colour: bool = False) -> Iterator[str]:
    """The lines of a plan's diff, without line breaks, then what is left alone and why."""
    for page in plan.changed:
        for line in _diff(page):
            yield _painted(safe(line)) if colour else safe(line)
    for page in plan.pages:
        for why in (page.failed, page.passed):
            if why:
                yield safe(f"# {page.title}: {why}")
        for region in page.regions:
            if region.why:
                yield safe(f"# {page.title}:{region.line}: {region.why}")
    for note in plan.notes:
        yield safe(f"# {note}")


def _diff(page: PagePlan) -> Iterator[str]:
    old = [] if page.is_new else page.page.text.splitlines(keepends=True)
    before = "/dev/null" if page.is_new else page.title
    for line in difflib.unified_diff(
        old, page.new.splitlines(keepends=True), before, page.title, lineterm="\n"
    ):
        yield line.removesuffix("\n").removesuffix("\r")
        if line[:1] in "+- " and not line.endswith(("\n", "\r")):
            yield "\\ No newline at end of page"


def safe(line: str) -> str:
    """A line that cannot drive a terminal or turn its text around: such characters are shown as escapes."""
    return line.translate(_HIDDEN)


def _painted(line: str) -> str:
    code = _COLOURS.get(line[:1])
    if line.startswith(("---", "+++")):
        code = "1"
    return f"\x1b[{code}m{line}\x1b[0m" if code else line
