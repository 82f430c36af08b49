"""Regions that a page has no room for."""

import re

import pytest

from indababot.writing.split import PAGE_BYTES
from indababot.writing.views import Rendered, SubPage, render
from tests.writing.samples import EDITION, entry

ENTRIES = [entry(f"Session {number:04} é", authors=("Ada Ek",) * 3) for number in range(300)]
ROOM = 20_000


def region(room: int = ROOM, page: str = "Overview", **parameters: str) -> Rendered:
    """A region with little room."""
    return render(parameters, ENTRIES, EDITION, page=page, room=room)


def sessions(text: str) -> list[str]:
    """The sessions in a text, in order."""
    return re.findall(r"<bdi>Session (\d+)", text)


def test_enough_room() -> None:
    """A list that has room is whole."""
    rendered = region(PAGE_BYTES)
    assert (rendered.rows, rendered.subpages) == (300, ())
    assert len(sessions(rendered.text.text)) == 300


@pytest.mark.parametrize("parameters", [{}, {"overflow": "cut"}, {"group": "status"}, {"row": "Template:X"}])
def test_cut(parameters: dict[str, str]) -> None:
    """What has no room is left out, and how much it is is told."""
    rendered = render(parameters, ENTRIES, EDITION, page="Overview", room=ROOM)
    kept = sessions(rendered.text.text)
    assert rendered.text.size <= ROOM
    assert kept == [f"{number:04}" for number in range(len(kept))]
    assert rendered.rows == len(kept) > 10
    assert f"{len(kept)} of 300 rows are shown." in rendered.text.text
    assert rendered.subpages == ()


@pytest.mark.parametrize("room", [0, 100, 2048, 3000])
def test_no_room_at_all(room: int) -> None:
    """Where other text fills the page, the region says so instead of failing."""
    rendered = region(room)
    assert rendered.rows == len(sessions(rendered.text.text)) < 5
    assert "of 300 rows are shown." in rendered.text.text


def test_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row stands once, in order, on the page or on a sub-page that it links to."""
    monkeypatch.setattr("indababot.writing.split.PAGE_BYTES", ROOM)
    rendered = region(overflow="split")
    assert [page.title for page in rendered.subpages][:2] == [
        "Overview/submissions 2",
        "Overview/submissions 3",
    ]
    texts = [rendered.text.text, *(page.text for page in rendered.subpages)]
    assert all(len(text.encode()) <= ROOM for text in texts)
    assert [name for text in texts for name in sessions(text)] == [f"{number:04}" for number in range(300)]
    assert all(text.count("{|") == text.count("|}") == 1 for text in texts)
    assert all(f"[[:{page.title}|" in rendered.text.text for page in rendered.subpages)
    assert rendered.rows == 300
    assert all("This page is written by IndabaBot" in page.text for page in rendered.subpages)


def test_lists_of_one_page_do_not_share_sub_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lists of the same view on one page go on at different sub-pages, the same ones in every run."""
    monkeypatch.setattr("indababot.writing.split.PAGE_BYTES", ROOM)
    one, two = (region(overflow="split", sort=sort) for sort in ("title", "-title"))
    assert not {page.title for page in one.subpages} & {page.title for page in two.subpages}
    assert region(overflow="split", sort="-title") == two


def test_split_needs_a_page() -> None:
    """Without a page to hang sub-pages on, the list is cut."""
    assert region(page="", overflow="split").subpages == ()


def test_grouped_lists_are_split_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that goes on repeats its heading and its header row."""
    monkeypatch.setattr("indababot.writing.split.PAGE_BYTES", ROOM)
    rendered = region(overflow="split", group="status")
    page: SubPage = rendered.subpages[0]
    assert "=== submitted ===" in page.text
    assert '! scope="col"' in page.text


@pytest.mark.parametrize("overflow", ["cut", "split"])
def test_a_wiki_whose_pages_take_hardly_anything(overflow: str) -> None:
    """Where a page of the wiki does not even take one row, the list is cut and says so."""
    parameters = {"view": "submissions", "overflow": overflow}
    rendered = render(parameters, ENTRIES, EDITION, page="Overview", room=1000, page_bytes=2048)
    assert (rendered.rows, rendered.subpages) == (0, ())
    assert "of 300 rows are shown." in rendered.text.text
