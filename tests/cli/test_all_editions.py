"""``--edition all``: the submissions of every edition on a wiki, by one look through it."""

import csv
import io
import json
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from indababot.cli import cli
from indababot.errors import UsageError
from indababot.wikis.dump import DumpWiki
from tests.wikis.dumps import page, whole

TALK = "'''Author(s):''' {author}\n'''Theme(s):''' Partnerships\n'''Abstract:''' Words.\n"
PAGES = {
    "WikiIndaba 2023/Submissions/Wells": TALK.format(author="Ada"),
    "WikiIndaba conference 2021/Submissions/Wells": TALK.format(author="Ben"),
    "WikiIndaba conference 2021/Program/Wells": "{{Session|status=accepted}}",
    "Wikimedia CEE Meeting 2022/Submissions/Maps": TALK.format(author="Cy"),
    "A page of nobody's": TALK.format(author="Dan"),
    "WikiIndaba 2023": "The conference.",
}


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "wiki.xml"
    path.write_bytes(
        whole(page(number, title, text) for number, (title, text) in enumerate(PAGES.items(), 1))
    )
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in arguments], catch_exceptions=False)


def test_every_page_is_of_its_edition(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page once, with its own edition; a card goes into the submission of its own conference only; the dump is read once."""
    monkeypatch.setenv("INDABABOT_EDITION", "all")
    with patch.object(DumpWiki, "_take", autospec=True, side_effect=DumpWiki._take) as take:
        done = run("export", "--wiki", dump, "--columns", "page,edition,authors")
    assert sorted(map(tuple, list(csv.reader(io.StringIO(done.stdout)))[1:])) == [
        ("WikiIndaba 2023/Submissions/Wells", "wikiindaba-2023", "Ada"),
        ("WikiIndaba conference 2021/Submissions/Wells", "wikiindaba-2021", "Ben"),
        ("Wikimedia CEE Meeting 2022/Submissions/Maps", "cee-2022", "Cy"),
    ]
    assert take.call_count == 1
    assert "of all editions" in done.stderr


def test_other_commands(dump: Path, tmp_path: Path) -> None:
    """What takes several editions takes all; what writes for one says so."""
    every = ("--edition", "all", "--wiki", dump)
    records = json.loads(run("parse", *every).stdout)
    assert [one["edition"] for one in records] == ["wikiindaba-2023", "wikiindaba-2021", "cee-2022"]
    assert "pages: 4" in run("validate", *every).stderr  # the card is a page to check, too
    done = run("dashboard", *every, "-o", tmp_path / "site")
    assert "3 submissions are shown" in done.stderr
    for command in (("changes", "--since", "2023-01-01"), ("doctor",)):
        with pytest.raises(UsageError, match="This takes one edition"):
            run(*command, *every)
