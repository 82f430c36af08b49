"""Drafts with known faults: each is found where it stands, to its end, and nothing else is; fixes fix what they must."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indababot.checking import check, fixes
from indababot.checking.limits import Limits, limited
from indababot.checking.located import LineIndex
from indababot.diagnostics import Diagnostic
from indababot.editions import load
from indababot.editions.model import Edition
from indababot.pages import Page
from indababot.reading import read

DATA = tomllib.loads((Path(__file__).parent / "faults" / "faults.toml").read_text(encoding="utf-8"))
Place = tuple[str, int, int, int, int]
_MARK = re.compile(r"⟦(?P<names>[a-z+-]+):(?P<text>[^⟦⟧]*)⟧")


def marked(text: str) -> tuple[str, list[Place]]:
    """A draft without its marks, and what they say: rule, row, column, last row, last column."""
    spans: list[tuple[str, int, int]] = []
    plain, position = "", 0
    for match in _MARK.finditer(text):
        plain += text[position : match.start()]
        start, position = len(plain), match.end()
        plain += match["text"]
        spans += [(name, start, len(plain)) for name in match["names"].split("+")]
    plain += text[position:]
    lines = LineIndex(plain)
    return plain, sorted(
        (
            name,
            *tuple(lines.location(at).model_dump().values())[:2],
            *lines.location(end).model_dump().values(),
        )
        for name, at, end in spans
    )


def told(found: Iterable[Diagnostic]) -> list[Place]:
    """The findings in the same shape."""
    return sorted(
        (one.name, one.location.row, one.location.column, one.end_location.row, one.end_location.column)
        for one in found
    )


def draft(case: dict[str, Any], end: str = "\n") -> tuple[Page, Edition, list[Place]]:
    """A case's page, its edition, and where the faults are."""
    base = DATA["drafts"][case["draft"]]
    text = case.get("whole", base["text"].removeprefix("\n"))
    for old, new in case["put"]:
        assert text.count(old) >= 1, f"{old!r} is not in the draft"
        text = text.replace(old, new, 1)
    if "repeat" in case:
        text += case["repeat"][0] * case["repeat"][1]
    plain, places = marked(text.replace("\n", end))
    edition = load(base["edition"])
    if "limits" in case:
        edition = limited(edition, Limits.model_validate(case["limits"]))
    if "deadline" in case:
        edition = edition.model_copy(update={"deadline": case["deadline"]})
    return Page(base["title"], plain, timestamp=case.get("timestamp")), edition, places


CASES = [pytest.param(case, id=case["name"]) for case in DATA["case"]]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("case", CASES)
def test_found(case: dict[str, Any], end: str) -> None:
    """Every fault is found at its row and column, to its end, and there is no other finding."""
    page, edition, places = draft(case, end)
    found = check(read(page, edition), page, edition)
    if "only" in case:
        assert {one.name for one in found} >= set(case["only"])
        found = [one for one in found if one.name in case["only"]]
        if not places:
            return
    assert told(found) == places
    if "help" in case:
        assert case["help"] in {one.help for one in found}


@pytest.mark.parametrize("case", [param for param in CASES if "fixed" in param.values[0]])  # type: ignore[operator]  # a case is a table
@pytest.mark.parametrize("kind", ["fixed", "unsafe"])
def test_fixed(case: dict[str, Any], kind: str) -> None:
    """A fix makes of the draft what it must, changes no other line, and has nothing more to do the second time."""
    page, edition, _ = draft(case)

    def checked(current: Page) -> list[Diagnostic]:
        return check(read(current, edition), current, edition)

    after = fixes.apply_all(page, checked, kind == "unsafe").text
    assert case.get(kind, case["fixed"]) in after
    again = fixes.apply_all(replace(page, text=after), checked, kind == "unsafe")
    assert (again.text, again.applied) == (after, ())
    touched = {one.location.row for one in checked(page) if one.fix}
    before = page.text.split("\n")
    if len(before) == len(after.split("\n")):
        rows = {
            row for row, (old, new) in enumerate(zip(before, after.split("\n"), strict=True), 1) if old != new
        }
        assert rows <= touched


def test_duplicate_title() -> None:
    """The second of two pages with one title is told, at its title."""
    from indababot.checking import check_all

    page, edition, _ = draft({"draft": "bold", "put": []})
    other = replace(page, title="WikiIndaba 2023/Submissions/Training trainers (copy)")
    entries = [(read(one, edition), one) for one in (page, other)]
    first, second = check_all(entries, edition)
    assert told(first) == []
    assert told(one for one in second if one.name == "duplicate-title") == [("duplicate-title", 1, 11, 1, 28)]
