"""The main job on a real MediaWiki, as issue A judges it: 30 submissions, three overview pages, one with a broken marker."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.mediawiki import Account, MediaWiki
from tests.starter import say

ROOT = Path(__file__).parent.parent.parent
PREFIX = "WikiIndaba 2023/Submissions/"
NAMES = ("Amina Diallo", "Kwame Boateng", "Zanele Mokoena", "Youssef Haddad", "Fatou Ndiaye")
TYPES = ("Lecture", "Workshop", "Panel", "Lightning Talk", "Poster")

pytestmark = [pytest.mark.wiki, pytest.mark.xdist_group("update")]


def submission(number: int, *, theme: str = "Technology") -> str:
    """A filled form of the 2023 edition, as bold labels."""
    name = NAMES[number % len(NAMES)]
    return (
        f"'''ID''' : Session {number:02}\n\n"
        f"'''Author(s):''' {name} '''Username(s):''' [[User:{name}|{name}]] '''Type of submission:''' {TYPES[number % 5]}\n\n"
        f"'''Affiliation:''' Example group '''Theme(s):''' {theme}\n\n"
        f"'''Abstract:''' What session {number} is about.\n\n"
        "'''Level of advancement:''' Basic\n\n'''Special requirements:'''\n\n'''Extra information:'''\n\n"
        f"'''How will this session be beneficial for the communities in the region?''' It helps {number} times.\n\n"
        "== Interested participants ==\n(register below and ask your questions now to the session organizer)\n"
        f"* [[User:{NAMES[(number + 1) % 5]}]] 10:0{number % 10}, 5 August 2023 (UTC)\n\n"
        "[[Category:WikiIndaba 2023/Submissions]]\n"
    )


OVERVIEWS = {
    "WikiIndaba 2023/Programme team": (
        "Welcome! This is '''ours'''.\u00a0\n\n{{IndabaBot list|view=submissions|theme=Technology}}\n"
        "{{IndabaBot list end}}\n\n== Notes ==\n* keep   these blanks  \n"
    ),
    "WikiIndaba 2023/Who comes": (
        "<!-- {{IndabaBot list}} is a comment -->\n"
        "{{IndabaBot list|view=participants}}old rubbish{{IndabaBot list end}}after"
    ),
    "WikiIndaba 2023/What is missing": (
        "A\n\n\n{{IndabaBot list\n| view = incomplete\n}}\n{{IndabaBot list end}}\n\n"
        "{{IndabaBot list|view=statistics}}{{IndabaBot list end}}\nZ"
    ),
}
BROKEN = "WikiIndaba 2023/Broken"


@pytest.fixture(scope="module")
def conference(mediawiki: MediaWiki) -> MediaWiki:
    """A wiki with the pages of a conference."""
    pages = {f"{PREFIX}Session {number:02}": submission(number) for number in range(30)}
    mediawiki.import_pages(
        {
            **pages,
            **OVERVIEWS,
            BROKEN: "One\nTwo\n{{IndabaBot list|view=submissions}}\nno end\n",
            "Template:IndabaBot list": "",
            "Template:IndabaBot list end": "",
        }
    )
    return mediawiki


def outside(text: str) -> list[str]:
    """What stands outside a page's regions."""
    from indababot.writing import regions

    edges = [0]
    for region in regions.find(text, "page"):
        edges += [region.inner.start, region.inner.end]
    edges.append(len(text))
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_the_run_that_issue_a_describes(conference: MediaWiki, bot: Account, tmp_path: Path) -> None:
    """Three pages are written and a fourth refused; what stands outside stays; a second run edits nothing; one change, its regions."""

    def update(*arguments: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        own = {"PYTHONPATH": str(ROOT), "INDABABOT_STATE": str(tmp_path / "state")}
        words = ("update", "--edition", "wikiindaba-2023", "--wiki", conference.api, *arguments)
        return say(*words, cwd=tmp_path, env={**clean, **bot.environment(), **own})

    def revisions() -> dict[str, int]:
        return {title: len(conference.history(title)) for title in (*OVERVIEWS, BROKEN)}

    before_run = {title: conference.text(title) or "" for title in OVERVIEWS}
    dry = update("--dry-run")
    assert dry.returncode == 1, dry.stderr
    assert "+++" in dry.stdout
    assert set(revisions().values()) == {1}, "a dry run writes nothing"

    first = update()
    assert first.returncode == 1, first.stderr
    assert f"{BROKEN}" in first.stderr
    assert "3" in next(line for line in first.stderr.splitlines() if BROKEN in line)
    assert "Traceback" not in first.stderr
    for title, before in before_run.items():
        after = conference.text(title)
        assert after is not None
        assert after != before
        assert outside(after) == outside(before)
        assert conference.history(title)[0].user == bot.name
        assert not conference.history(title)[0].minor
    table = conference.text("WikiIndaba 2023/Programme team") or ""
    for number in range(30):
        assert f"Session {number:02}" in table
    assert len(conference.history(BROKEN)) == 1

    edits = revisions()
    second = update()
    assert second.returncode == 1, second.stderr
    assert revisions() == edits, "nothing changed, so nothing is edited"

    conference.put(f"{PREFIX}Session 07", submission(7, theme="Partnerships"))
    third = update()
    assert third.returncode == 1, third.stderr
    changed = {title for title, count in revisions().items() if count != edits[title]}
    # The theme is shown by the list of Technology sessions (it leaves it) and by the counts; participants and gaps stay as they were.
    assert changed == {"WikiIndaba 2023/Programme team", "WikiIndaba 2023/What is missing"}
    assert "Session 07" not in (conference.text("WikiIndaba 2023/Programme team") or "")
    assert list(tmp_path.iterdir()) == [tmp_path / "state"], "nothing lands in the current folder"
