"""The documentation as a site: it builds strictly, its links lead somewhere, and its pages load nothing from elsewhere."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

_LOADED = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
}
"""What a browser fetches by itself, by tag and attribute."""
_FROM_ELSEWHERE = re.compile(r"(?:https?:)?//")


class Loads(HTMLParser):
    """Collects what a page loads, and the classes that make Material's script load more."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.classes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See :class:`html.parser.HTMLParser`."""
        self.loaded += [value for name, value in attrs if value and (tag, name) in _LOADED]
        self.classes |= {word for name, value in attrs if name == "class" and value for word in value.split()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``mkdocs build`` builds it; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_every_page_is_built(site: Path) -> None:
    """Each page of docs/ is a page of the site."""
    assert {page.stem for page in (ROOT / "docs").glob("*.md")} <= {page.stem for page in site.glob("*.html")}


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_begins_with_what_it_is_for(page: Path) -> None:
    """After its heading a sentence stands, and no table, code or further heading."""
    text = re.sub(r"<!--.*?-->", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    if "--8<--" in text:  # a file of the repository, which has readers of its own
        return
    heading, first = re.split(r"\n\s*\n", text.strip())[:2]
    assert heading.startswith("# ")
    assert re.match(r"(?!```)(?!\[!)[\w\[`*\"]", first), first


def test_every_page_is_two_clicks_from_the_first() -> None:
    """A reader without the menu, as on GitHub, finds each page by the links of the first one and of those that it leads to."""

    def linked(page: Path) -> set[str]:
        return set(re.findall(r"\]\((\w[\w-]*\.md)", page.read_text(encoding="utf-8")))

    once = linked(ROOT / "docs/index.md")
    twice = once.union(*(linked(ROOT / "docs" / name) for name in once))
    how_to = {
        *(
            "new-edition.md",
            "languages.md",
            "lists.md",
            "toolforge.md",
            "where-people-work.md",
            "exporting.md",
        ),
        *("dumps.md", "paws.md", "stopped.md", "maintenance.md", "changes.md", "dashboard.md", "running.md"),
    }
    assert how_to <= once
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"} - twice == set()


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    """No page has a script, style sheet, font or picture of another host; no style sheet imports one."""
    for page in site.rglob("*.html"):
        found = Loads()
        found.feed(page.read_text(encoding="utf-8"))
        assert not [address for address in found.loaded if _FROM_ELSEWHERE.match(address)], page.name
        assert found.loaded
        assert "mermaid" not in found.classes, "Material fetches mermaid's script for this"
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", text), sheet.name


def test_numbered_steps_stay_one_list(site: Path) -> None:
    """What belongs to a step is indented by four blanks: with three, as GitHub takes too, the site ends the list and begins again at 1."""
    for page in sorted((ROOT / "docs").glob("*.md")):
        begun = re.findall(r"^1\. ", page.read_text(encoding="utf-8"), re.MULTILINE)
        built = (site / f"{page.stem}.html").read_text(encoding="utf-8")
        assert built.count("<ol>") == len(begun), page.name


def test_the_changelog_is_on_the_site(site: Path) -> None:
    """The page of the changelog is the file of the repository, whole."""
    text = (site / "changelog.html").read_text(encoding="utf-8")
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections
    assert not [name for name in sections if f">{name}<a" not in text]


def test_the_search_finds_commands(site: Path) -> None:
    """The index of the search has the pages' texts."""
    assert "indababot validate" in (site / "search" / "search_index.json").read_text(encoding="utf-8")
