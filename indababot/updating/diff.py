"""A plan as a person reads it: a unified diff of its pages. The same plan gives the same text."""

import difflib
import re
from collections.abc import Callable, Iterator

from indababot.privacy import hidden, masked
from indababot.terminal import visible
from indababot.updating.plan import PagePlan, Plan

_COLOURS = {"+": "32", "-": "31", "@": "36"}
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # not str.splitlines: U+2028 is no new line on a wiki


def show(plan: Plan, *, colour: bool = False, told: Callable[[str], str] = str) -> Iterator[str]:
    """The lines of a plan's diff, without line breaks, then what is left alone and why, as ``told`` tells it."""
    for page in plan.changed:
        yield from show_page(page, colour=colour)
    for page in plan.pages:
        for why in (page.failed, page.passed):
            if why:
                yield safe(masked(f"# {page.title}: {told(why)}"))
        for region in page.regions:
            if region.why:
                yield safe(masked(f"# {page.title}:{region.line}: {told(region.why)}"))
    for note in plan.notes:
        yield safe(masked(f"# {told(note)}"))


def show_page(page: PagePlan, *, colour: bool = False) -> Iterator[str]:
    """The lines of one page's diff."""
    for line in _diff(page):
        yield _painted(safe(line)) if colour else safe(line)


def _diff(page: PagePlan) -> Iterator[str]:
    old = [] if page.is_new else _LINE.findall(hidden(page.page.text))
    title = masked(page.title)
    before = "/dev/null" if page.is_new else title
    for line in difflib.unified_diff(old, _LINE.findall(hidden(page.new)), before, title, lineterm="\n"):
        yield line.removesuffix("\n").removesuffix("\r")
        if line[:1] in "+- " and not line.endswith(("\n", "\r")):
            yield "\\ No newline at end of page"


def safe(text: str) -> str:
    """A text that cannot drive a terminal, turn itself around or begin a line: such characters are shown as ``<U+001B>``."""
    return visible(text)


def _painted(line: str) -> str:
    code = _COLOURS.get(line[:1])
    if line.startswith(("---", "+++")):
        code = "1"
    return f"\x1b[{code}m{line}\x1b[0m" if code else line
