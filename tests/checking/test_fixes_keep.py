"""What ``--fix`` leaves of real pages: everything that they say, and nothing that it could fix."""

from functools import cache
from typing import Any

import pytest

from indababot.checking import check
from indababot.checking.fixes import apply_all, fixable
from indababot.diagnostics import Diagnostic
from indababot.editions import Edition, load
from indababot.pages import Page
from indababot.reading import read
from indababot.records import Submission
from tests.reading.mutants import FIXTURES
from tests.shares import SOAK, share

_CHOSEN = {"types", "themes", "levels"}
"""What a fix may give another value: the edition's spelling."""
_PLACES = {"page", "raw", "form_span", "fields", "remarks", "unrecognised", "status"}


@cache
def _pages() -> list[tuple[Page, Edition]]:
    return [
        (Page(f"{path.parent.name}/{path.stem}", path.read_text("utf-8")), load(path.parent.name))
        for path in share(sorted(FIXTURES.glob("*/*.wiki")), 4)
    ]


def _findings(page: Page, edition: Edition) -> list[Diagnostic]:
    return check(read(page, edition), page, edition, to_fix=True)


def _fixed(page: Page, edition: Edition, unsafe: bool) -> Page:
    return Page(page.title, apply_all(page, lambda one: _findings(one, edition), unsafe).text)


def _said(record: Submission) -> dict[str, Any]:
    said: dict[str, Any] = record.model_dump(exclude=_PLACES | _CHOSEN)
    said["usernames"] = [one.name for one in record.usernames]
    said["participants"] = [(one.username, one.comment, one.signed_at) for one in record.participants]
    return said


@pytest.mark.soak
@pytest.mark.parametrize("unsafe", [False, True])
def test_nothing_is_lost(unsafe: bool) -> None:
    """Each value stays as it is, unless it had no field before its label was spelt right, or the fix is to remove an entry."""
    changed = 0
    for page, edition in _pages():
        fixed = _fixed(page, edition, unsafe)
        changed += fixed.text != page.text
        before, now = _said(read(page, edition)), _said(read(fixed, edition))
        if unsafe:
            assert set(now.pop("participants")) <= set(before.pop("participants")), page.title
        assert {key: now[key] for key in before if before[key]} == {
            key: value for key, value in before.items() if value
        }, page.title
    assert changed > (15 if SOAK else 1)


@pytest.mark.soak
@pytest.mark.parametrize("unsafe", [False, True])
def test_nothing_is_left(unsafe: bool) -> None:
    """A page that was fixed has no finding that could be fixed."""
    for page, edition in _pages():
        fixed = _fixed(page, edition, unsafe)
        assert not fixable(_findings(fixed, edition), unsafe), page.title
