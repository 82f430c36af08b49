"""``indababot export`` as a maintainer calls it: rows of every kind, views, calendars and schedules, from pages to files."""

import contextlib
import csv
import gc
import html
import io
import json
import re
import shutil
import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar, Event
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from indababot.cli import cli
from indababot.cli.export import FORMATS, SUFFIXES, VIEWS
from indababot.editions import load
from indababot.errors import MissingExtra, NothingToDo, UsageError
from indababot.exporting import FORMATS as TEXTS
from indababot.exporting import PROGRAMME, TABLES
from indababot.updating.gathering import gather
from indababot.wikis import connect
from indababot.writing.views import View, render
from tests.e2e.test_run_state import disk

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
DEMO = str(FIXTURES / "demo")
INDABA = ("--edition", "wikiindaba-2023", "--wiki", DEMO)
CARD = FIXTURES / "wikiindaba-2021" / "programme-card.wiki"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments], catch_exceptions=False)


def exported(*arguments: str) -> list[dict[str, str]]:
    done = run(*INDABA, *arguments)
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


@pytest.fixture
def programme(tmp_path: Path) -> tuple[str, ...]:
    """An edition that says its time zone, and a folder with a card and a submission."""
    text = resources.files("indababot.editions").joinpath("wikiindaba-2021.toml").read_text("utf-8")
    (tmp_path / "my.toml").write_text(
        text.replace("starts =", 'timezone = "Africa/Nairobi"\nstarts =', 1), encoding="utf-8"
    )
    card = tmp_path / "wiki" / "WikiIndaba conference 2021" / "Program" / "Voices of the coast.wiki"
    card.parent.mkdir(parents=True)
    shutil.copy(CARD, card)
    proposal = tmp_path / "wiki" / "WikiIndaba conference 2021" / "Submissions" / "Voices of the coast.wiki"
    proposal.parent.mkdir(parents=True)
    proposal.write_text("'''Title of the submission:''' Voices\n\n'''Abstract:''' Tape.\n", encoding="utf-8")
    (proposal.parent / "Open.wiki").write_text("'''Title of the submission:''' Open\n", encoding="utf-8")
    return ("--edition", str(tmp_path / "my.toml"), "--wiki", str(tmp_path / "wiki"))


def test_every_format_is_offered() -> None:
    """The command line knows the formats of the library, and each suffix is one of them."""
    assert set(FORMATS) == {*TEXTS, *PROGRAMME, "xlsx", "wikitext"}
    assert set(SUFFIXES.values()) <= set(FORMATS)
    assert set(VIEWS) <= {view.value for view in View}


def test_findings_are_those_of_validate() -> None:
    """A row for each finding that ``validate`` tells, in the same places, and in the language asked for."""
    rows = exported("--rows", "finding", "--raw")
    told = CliRunner().invoke(cli, ["validate", *INDABA, "--format", "json"]).stdout
    expected = sorted(
        (one["page"], one["code"], one["location"]["row"], one["message"]) for one in json.loads(told)
    )
    found = sorted((row["page"], row["code"], int(row["row"]), row["message"]) for row in rows)
    assert found == expected
    french = exported("--rows", "finding", "--lang", "fr", "--columns", "message")
    assert all("«" in row["message"] or "»" in row["message"] for row in french[:3])


def test_what_is_complete_is_told_from_what_is_not() -> None:
    """``--complete`` keeps what has no error, or what has one, and both together are all."""
    complete, others = (exported("--complete", word, "--columns", "page") for word in ("yes", "no"))
    wrong = {row["page"] for row in exported("--rows", "finding") if row["severity"] == "error"}
    assert {row["page"] for row in others} == wrong
    assert len(complete) + len(others) == len(exported("--columns", "page"))
    assert complete
    assert others
    assert exported("--complete", "--columns", "page") == complete  # the word for yes may be left out


@pytest.mark.parametrize("key", ["findings", "-findings", "-raw", "status", "unrecognised", "-author"])
def test_rows_are_sorted_as_in_a_region(key: str) -> None:
    """A column orders submissions in a table as it orders them in a list on the wiki."""
    edition = load("wikiindaba-2023")
    asked = {"view": "submissions", "columns": "title", "sort": f"{key},title"}
    text = render(asked, gather(connect(DEMO), edition).entries, edition).text.text
    listed = re.findall(r"^\| \[\[:?[^|]*\|([^]]*)\]\]", text, re.MULTILINE)
    rows = exported("--columns", "title", f"--sort={key},title", "--raw")
    assert [html.unescape(re.sub("<[^>]*>", "", title)) for title in listed] == [row["title"] for row in rows]
    assert len(rows) == 12


def test_filters_go_before_rows() -> None:
    """People are those of the submissions that pass; a limit counts rows."""
    some = exported("--rows", "person", "--type", "Workshop")
    assert 0 < len(some) < len(exported("--rows", "person"))
    assert len(exported("--rows", "person", "--limit", "2")) == 2
    counts = [int(row["count"]) for row in exported("--rows", "person", "--sort=-count")]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("view", VIEWS)
def test_wikitext_is_what_a_region_holds(view: str) -> None:
    """A view for pasting is the very text that the bot would write into a region with these parameters."""
    edition = load("wikiindaba-2023")
    entries = gather(connect(DEMO), edition).entries
    done = run(*INDABA, "--format", "wikitext", "--view", view, "--theme", "Technology", "--lang", "fr")
    assert done.exit_code == 0, done.stderr
    expected = render({"view": view, "theme": "Technology", "lang": "fr"}, entries, edition)
    assert done.stdout == expected.text.text.rstrip("\n") + "\n"


def test_wikitext_takes_the_parameters_of_regions() -> None:
    """Options and ``--parameter`` are a region's parameters; a wrong one is told with a suggestion, before anything is written."""
    done = run(
        *INDABA,
        "--format",
        "wikitext",
        "--columns",
        "title",
        "--limit",
        "1",
        "--parameter",
        "row=Template:Row",
    )
    assert (done.stdout.count("{{Template:Row"), done.exit_code) == (1, 0)
    for wrong, told in (("grup=theme", "group"), ("group", "NAME=VALUE"), ("overflow=split", "sub-pages")):
        with pytest.raises(UsageError, match=told):
            run(*INDABA, "--format", "wikitext", "--parameter", wrong)


def test_a_workbook_has_all_sheets(tmp_path: Path) -> None:
    """Its sheets hold what the tables do; the same data give the same bytes."""
    names = [str(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    for name in names:
        assert run(*INDABA, "-o", name).exit_code == 0
    first, second = (Path(name).read_bytes() for name in names)
    assert first == second
    book = load_workbook(names[0])
    assert book.sheetnames == ["submissions", "people", "participants", "findings", "statistics"]
    for sheet, kind in (("people", "person"), ("participants", "participant"), ("findings", "finding")):
        assert book[sheet].max_row == 1 + len(exported("--rows", kind))


def test_records_are_valid() -> None:
    """Each record, as JSON and as a line, is what the published schema says."""
    schema = json.loads(resources.files("indababot").joinpath("record.schema.json").read_text("utf-8"))
    check = Draft202012Validator(schema)
    found = json.loads(run(*INDABA, "--format", "json").stdout)
    assert found == [json.loads(line) for line in run(*INDABA, "--format", "ndjson").stdout.splitlines()]
    assert found
    for record in found:
        check.validate(record)


def test_a_schedule_joins_card_and_submission(programme: tuple[str, ...], tmp_path: Path) -> None:
    """A submission takes when and where from its card; what has no time is told, and the rest is written."""
    done = run(*programme, "-o", str(tmp_path / "x.ics"))
    assert done.exit_code == 0
    assert "Submissions/Open was left out: its day, time or length is not known." in done.stderr
    (event,) = cast("list[Event]", Calendar.from_ical((tmp_path / "x.ics").read_bytes()).walk("VEVENT"))
    assert (event["SUMMARY"], event["LOCATION"]) == ("Voices", "Baobab hall")
    assert event.start.isoformat() == "2021-11-06T07:30:00+00:00"
    assert run(*programme, "-o", str(tmp_path / "x.xml")).exit_code == 0
    assert "<start>10:30</start>" in (tmp_path / "x.xml").read_text(encoding="utf-8")
    assert json.loads(run(*programme, "--format", "c3voc").stdout)[1]["slot"]["room"] == "Baobab hall"


def test_without_times_there_is_no_schedule(tmp_path: Path) -> None:
    """Where no time is known nothing is written, and the error says that there was nothing to do."""
    with pytest.raises(NothingToDo, match="none of 12 sessions"):
        run(*INDABA, "-o", str(tmp_path / "x.ics"))
    pages = tmp_path / "pages"
    shutil.copytree(DEMO, pages)
    rejected = next(pages.rglob("The wells*"))
    rejected.write_text("{{Rejected}}\n" + rejected.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(NothingToDo, match="none of 12 sessions"):
        run("--edition", "wikiindaba-2023", "--wiki", str(pages), "-o", str(tmp_path / "x.ics"))
    assert not (tmp_path / "x.ics").exists()


def test_a_missing_extra_is_told_before_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whichever format: the wiki is not asked for anything."""
    for package, form in (("icalendar", "ics"), ("xlsxwriter", "xlsx")):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtra, match=re.escape(f"indababot[{form}]")):
            run("--edition", "wikiindaba-2023", "--wiki", "nowhere", "--format", form, "-o", f"x.{form}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--format json --bom", f"{', '.join(TABLES)}, pretalx only"),
        ("--format ics --rows person", "--rows goes with"),
        ("--format frab --sort title", "--sort goes with"),
        ("--format pretalx --columns title", "--columns goes with"),
        ("--format csv --view people", "--view and --parameter go with --format wikitext only"),
        ("--format xlsx -o x.xlsx --parameter group=theme", "wikitext only"),
        ("--format ndjson --list-separator ;", f"{', '.join(TABLES)}, xlsx only"),
        ("--list-separator=", "--list-separator needs some text"),
        ("--format wikitext --with-personal-data -o x.wiki", "for wikis"),
        ("--format ndjson --columns titel", "did you mean 'title'"),
        ("--rows finding --columns title,sevrity", "did you mean 'severity'"),
        ("--rows person --sort title", "there are person, accounts"),
        ("--rows participant -o x.xlsx --columns titel", "did you mean 'title'"),
    ],
)
def test_options_that_do_not_go_together(words: str, told: str) -> None:
    """An option that a format would ignore is wrong usage, told before anything is read."""
    with pytest.raises(UsageError, match=re.escape(told)):
        run("--edition", "wikiindaba-2023", "--wiki", "nowhere", *words.split())


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # xlsxwriter leaves its own files open
@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "wiki"])
@pytest.mark.parametrize("small", ["output", "TMPDIR"])
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, small: str) -> None:
    """What cannot be written whole leaves the old file, nothing beside it, and one line; no archive complains when it is thrown away."""
    folder = tmp_path / "small"
    with disk(folder, "size=4k"):
        (folder / f"out.{suffix}").write_text("old")
        monkeypatch.setattr(tempfile, "tempdir", str(folder if small == "TMPDIR" else tmp_path))
        target = folder if small == "output" else tmp_path
        before = sorted(path.name for path in folder.iterdir())
        arguments = (*INDABA, "-o", str(target / f"out.{suffix}"))
        if small == "output":
            with pytest.raises(UsageError, match="cannot be written: No space left"):
                run(*arguments)
        else:
            with contextlib.suppress(
                OSError, UsageError
            ):  # only a workbook needs room for what it is made of
                run(*arguments)
        gc.collect()
        assert sorted(path.name for path in folder.iterdir()) == before
        assert (folder / f"out.{suffix}").read_text() == "old"
    assert not [path.name for path in tmp_path.glob("indababot-*")]


@pytest.mark.parametrize("view", ["submissions", "incomplete"])
def test_wikitext_names_no_file_of_this_machine(tmp_path: Path, view: str) -> None:
    """Two drafts of one title are told of each other by their pages' titles, in every list that shows findings."""
    answers = {
        "ID": "Clay",
        "Author(s)": "Ada",
        "Username(s)": "User:Ada",
        "Type of submission": "Lecture",
        "Theme(s)": "Technology",
    }
    text = "\n\n".join(f"'''{label}:''' {value}" for label, value in answers.items())
    for name in ("one", "two"):
        (tmp_path / f"{name}.wiki").write_text(text, encoding="utf-8")
    call = ["export", "-e", "wikiindaba-2023", *map(str, sorted(tmp_path.iterdir())), "--format", "wikitext"]
    for extra in ((), ("--lang", "fr"), ("--parameter", "row=Template:Row")):
        text = CliRunner().invoke(cli, [*call, "--view", view, *extra]).stdout
        assert "IB206" in text
        assert tmp_path.name not in text
        assert ".wiki" not in text
