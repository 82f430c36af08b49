"""``update`` and ``status`` for several editions at once: one run each, of which one in trouble does not stop the others."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indababot.cli import cli
from indababot.errors import UsageError, WikiUnavailable
from indababot.update import State, folder_for, update_each
from indababot.updating.report import RunReport
from indababot.wikis.folder import FolderWiki
from indababot.wikis.titles import to_path
from tests.update.place import overview, submission

FIRST, SECOND = "WikiIndaba 2023", "WikiIndaba conference 2021"


@pytest.fixture
def wiki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with submissions of two conferences, and a list of each."""
    monkeypatch.setenv("INDABABOT_STATE", str(tmp_path / "state"))
    root = tmp_path / "wiki"
    for name in (FIRST, SECOND):
        for number in range(12):
            put(root, f"{name}/Submissions/Talk {number}", submission(number))
        put(root, f"{name}/Home", overview())
    monkeypatch.setenv("INDABABOT_WIKI", str(root))
    return root


def put(root: Path, title: str, text: str) -> None:
    path = root / to_path(title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


@pytest.mark.parametrize("said", ["all", "wikiindaba-2023,wikiindaba-2021"])
def test_each_edition_has_its_run(wiki: Path, tmp_path: Path, said: str) -> None:
    """All lists are written, each edition's report is kept, and one report tells of all."""
    done = run("update", "--edition", said, "--report", tmp_path / "report.json")
    assert done.exit_code == 0, done.output
    for name in (FIRST, SECOND):
        text = (wiki / to_path(f"{name}/Home")).read_text("utf-8")
        assert text.count(f"[[:{name}/Submissions/") == 12
    whole = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert whole["exit_code"] == 0
    ran = {one["edition"]: one["exit_code"] for one in whole["runs"]}
    assert (ran["wikiindaba-2023"], ran["wikiindaba-2021"]) == (0, 0)
    assert set(ran.values()) <= {0, 3}  # others have nothing on this wiki
    assert f"{len(ran)} editions, all well" in done.stderr
    for name in ("wikiindaba-2023", "wikiindaba-2021"):
        assert State(folder_for(str(wiki), name)).reports()[0].submissions == 12
    status = run("status", "--edition", said)
    assert status.exit_code == 0
    assert status.stdout.count("last run:") == 2
    last = json.loads(run("status", "--edition", said, "--format", "json").stdout)
    assert {one["edition"] for one in last} == {"wikiindaba-2023", "wikiindaba-2021"}


def test_trouble_of_one(wiki: Path, tmp_path: Path) -> None:
    """The guard of one edition, and a broken marker, leave the other's lists right; the exit code is the worst."""
    both = ("--edition", "wikiindaba-2023,wikiindaba-2021")
    run("update", *both)
    for number in range(12):
        (wiki / to_path(f"{FIRST}/Submissions/Talk {number}")).unlink()
    put(wiki, f"{FIRST}/Submissions/Talk 99", submission(99))
    put(wiki, f"{SECOND}/Submissions/Talk 99", submission(99, Abstract="New."))
    put(wiki, f"{SECOND}/Broken", overview().replace("list end", "list"))
    before = (wiki / to_path(f"{FIRST}/Home")).read_bytes()
    plan = run("update", *both, "--dry-run")
    assert plan.exit_code == 5
    assert "Talk 99" in plan.stdout
    done = run("update", *both, "--report", "-")
    assert done.exit_code == 5
    assert "2 editions, 2 in trouble: wikiindaba-2023 (5), wikiindaba-2021 (1)" in done.stderr
    assert {one["edition"]: one["exit_code"] for one in json.loads(done.stdout)["runs"]} == {
        "wikiindaba-2023": 5,
        "wikiindaba-2021": 1,
    }
    assert (wiki / to_path(f"{FIRST}/Home")).read_bytes() == before
    assert f"[[:{SECOND}/Submissions/Talk 99" in (wiki / to_path(f"{SECOND}/Home")).read_text("utf-8")
    assert run("status", *both).exit_code == 1


def test_a_run_that_another_has_begun(wiki: Path) -> None:
    """A lock on one edition is that edition's trouble."""
    with State(folder_for(str(wiki), "wikiindaba-2023")).locked():
        done = run("update", "--edition", "wikiindaba-2023,wikiindaba-2021", "--log-format", "json")
    assert done.exit_code == 4
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert {one["edition"]: one["exit_code"] for one in told if "edition" in one} == {
        "wikiindaba-2023": 4,
        "wikiindaba-2021": 0,
    }
    assert f"[[:{SECOND}/Submissions/" in (wiki / to_path(f"{SECOND}/Home")).read_text("utf-8")


def test_nothing_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no edition has anything on the wiki there is nothing to do."""
    monkeypatch.setenv("INDABABOT_STATE", str(tmp_path / "state"))
    (tmp_path / "empty").mkdir()
    assert run("update", "--edition", "all", "--wiki", tmp_path / "empty").exit_code == 3
    assert run("status", "--edition", "all", "--wiki", tmp_path / "empty").exit_code == 3


@pytest.mark.parametrize(
    "words", [("--save-plan", "plan.json"), ("--plan", "plan.json"), ("--page", f"{FIRST}/Home")]
)
def test_what_is_about_one_edition(wiki: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="take one edition"):
        run("update", "--edition", "wikiindaba-2023,wikiindaba-2021", *words)


def test_a_wiki_that_is_out_of_reach(wiki: Path) -> None:
    """After two runs in vain, one after the other, no more are tried, and each says so; one in between that works counts."""
    from indababot.editions import available, load

    editions = [load(name) for name in available()][:5]
    tried = []

    def vain(edition: object) -> RunReport:
        tried.append(edition)
        if len(tried) == 2:
            return report.model_copy(update={"exit_code": 0})
        return report.model_copy(update={"exit_code": WikiUnavailable.exit_code, "error": "It is busy."})

    run("update", "--edition", "wikiindaba-2023")
    report = State(folder_for(str(wiki), "wikiindaba-2023")).reports()[0]
    reports = list(update_each(FolderWiki(wiki), editions, vain))
    assert [one.exit_code for one in reports] == [4, 0, 4, 4, 4]
    assert len(tried) == 4
    assert "not tried" in str(reports[-1].error)
    assert reports[-1].edition == editions[-1].id


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "ndjson", "xlsx", "c3voc", "pretalx"])
@pytest.mark.parametrize("source", [False, True])
def test_files_of_ones_own_among_several(wiki: Path, tmp_path: Path, form: str, source: bool) -> None:
    """An edition that is a file is one of several as ours are: in exports of all formats, filtered or not."""
    both = (*("--edition", f"{own(tmp_path)},wikiindaba-2023"), *((wiki,) if source else ()))
    out = tmp_path / f"out.{form}"
    done = run("export", *both, "--format", form, "-o", out)
    assert "There is no edition" not in done.stderr
    assert done.exit_code == (3 if form == "ics" else int(source)), (
        done.stderr
    )  # no session has a time; a list is no submission
    rows = run("export", *both, "--theme", "Technology", "--columns", "edition", "--sort", "edition").stdout
    assert {line.strip('"') for line in rows.splitlines()[1:]} == {"own-2027", "wikiindaba-2023"}


@pytest.mark.parametrize("source", [False, True])
def test_a_dashboard_of_a_file_and_another(wiki: Path, tmp_path: Path, source: bool) -> None:
    """``dashboard`` reads pages with the edition that was named, be it a file, and with no other."""
    where = (wiki,) if source else ()
    names = ("--edition", own(tmp_path), "--edition", "wikiindaba-2023")
    done = run("dashboard", *names, *where, "-o", tmp_path / "site")
    assert "24 submissions are shown" in done.stderr
    assert "Talk 0" in (tmp_path / "site" / "submissions.html").read_text("utf-8")


def own(folder: Path) -> Path:
    """An edition in a file, for the submissions of the second conference."""
    path = folder / "own.toml"
    text = [
        'id = "own-2027"\nname = "Own"\nextends = "wikiindaba-2023"',
        f'[pages]\nprefixes = ["{SECOND}/Submissions/"]',
        *(f'[[fields]]\nkey = "{key}"' for key in ("title", "authors", "types", "themes", "abstract")),
    ]
    path.write_text("\n".join(text), "utf-8")
    return path
