"""``indababot editions`` as a person calls it."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner

from indababot.cli import cli
from indababot.cli.editions import command
from indababot.editions import available, load
from indababot.errors import EditionError, NothingToDo, PageUnreadable, UsageError
from tests.cli.test_progress import ROOT, read_all

FORM = "'''Author(s):'''\n\n'''Abstract (up to 90 words):'''\n\n'''Favourite bird:'''\n"


def test_list_has_a_line_for_each_edition() -> None:
    """Each edition is listed with its name and dates, none of it cut off."""
    lines = CliRunner().invoke(command, ["list"], catch_exceptions=False).output.splitlines()
    assert [line.split()[0] for line in lines[1:]] == available()
    assert any(
        "WikiIndaba 2023" in line and "2023-11-03 – 2023-11-05" in line and line.endswith("13")
        for line in lines
    )


STATISTICS = (
    "validate",
    str(ROOT / "fixtures" / "demo"),
    "-e",
    "wikiindaba-2023",
    "--statistics",
    "--exit-zero",
)


@pytest.mark.parametrize("words", [("editions", "list"), ("rules",), ("rules", "IB601"), STATISTICS])
def test_a_narrow_terminal(tmp_path: Path, words: tuple[str, ...]) -> None:
    """In 60 columns text folds at words, and what people copy stays whole: an id, a code, an address, an example."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "indababot", *words, "--lang", "fr"],
        stdout=follower,
        env=environment | {"TERM": "xterm", "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )
    os.close(follower)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", read_all(leader)).splitlines()
    assert process.wait(30) == 0
    assert not [
        line for line in lines if len(line) > 60 and " " in line.strip() and not line.startswith("    '")
    ]
    if words[-1] == "list":
        assert [line.split()[0] for line in lines[1:] if not line.startswith(" ")] == available()


@pytest.mark.parametrize("more", [{}, {"NO_COLOR": "1"}])
def test_no_bold_where_no_colours_are_wanted(more: dict[str, str]) -> None:
    """NO_COLOR leaves plain text, also where colours are forced."""
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    done = subprocess.run(
        [sys.executable, "-m", "indababot", "editions", "list"],
        env=kept | {"FORCE_COLOR": "1", "PYTHONPATH": str(ROOT)} | more,
        capture_output=True,
        check=True,
    )
    assert (b"\x1b[" in done.stdout) is not bool(more)


def test_list_as_json() -> None:
    """The list is data too."""
    rows = json.loads(CliRunner().invoke(command, ["list", "--format", "json"]).output)
    assert [row["id"] for row in rows] == available()


def test_show_gives_the_whole_edition(tmp_path: Path) -> None:
    """What is shown as TOML is an edition file; JSON holds the same."""
    shown = CliRunner().invoke(command, ["show", "wikiindaba-2024"]).output
    path = tmp_path / "shown.toml"
    path.write_text(shown, encoding="utf-8")
    assert load(str(path)) == load("wikiindaba-2024").model_copy(update={"extends": None})
    assert (
        json.loads(CliRunner().invoke(command, ["show", "wikiindaba-2024", "--format", "json"]).output)[
            "deadline"
        ]
        == "2024-06-30"
    )


def test_show_takes_the_chosen_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name the edition of the option is shown, wherever it stands, or that of the environment; a name goes before both."""
    run = CliRunner().invoke
    shown = run(cli, ["editions", "show", "cee-2022"]).output
    chosen = ("--edition", "cee-2022")
    for call in ((*chosen, "editions", "show"), ("editions", *chosen, "show"), ("editions", "show", *chosen)):
        assert run(cli, call).output == shown
    assert run(cli, ["--edition", "wikiindaba-2018", "editions", "show", "cee-2022"]).output == shown
    assert isinstance(run(cli, ["editions", "show"]).exception, UsageError)
    monkeypatch.setenv("INDABABOT_EDITION", "cee-2022")
    assert run(cli, ["editions", "show"]).output == shown


def test_show_of_an_unknown_edition() -> None:
    """An unknown id is an expected error with a suggestion."""
    with pytest.raises(EditionError, match="did you mean 'cee-2022'"):
        CliRunner().invoke(command, ["show", "cee-2021"], catch_exceptions=False)


def test_check_has_a_line_a_file_and_ends_with_2(tmp_path: Path) -> None:
    """Right and wrong files are told, a line each; one wrong file makes it 2."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text('id = "x"\nname = "X"\n')
    bad.write_text('id = "x"\nnam = "X"\n')
    result = CliRunner().invoke(command, ["check", str(good)])
    assert (result.exit_code, result.output) == (0, f"{good}: ok, x with 0 fields\n")
    result = CliRunner().invoke(command, ["check", str(good), str(bad), str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 3
    assert "unknown key 'nam' on line 2, did you mean 'name'?" in result.output


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[rules]\nignore = ["title-mismach"]', "did you mean 'title-mismatch'?"),
        ('[rules]\nseverity.lat = "error"', "did you mean 'late'?"),
        ('[[outputs]]\npage = "Y"\nview = "submissions"', "outside the allowed prefixes: Y"),
        ('[[outputs]]\npage = "X/A"\nview = "submission"', "did you mean “submissions”?"),
        (
            '[[outputs]]\npage = "X/A"\nview = "people"\nparameters.colums = "person"',
            "did you mean “columns”?",
        ),
        (
            '[[outputs]]\npage = "X/A"\nview = "people"\nparameters.columns = "persn"',
            "did you mean “person”?",
        ),
        ('[[outputs]]\npage = "X/A"\nview = "submissions"\nparameters.lang = "xx"', "there is no “xx”"),
        ('[[outputs]]\npage = "X/A"\nview = "changes"', "since"),
    ],
)
def test_check_knows_rules_and_views(tmp_path: Path, more: str, told: str) -> None:
    """What a run would stumble over is told before it: rules and views that there are not, and pages that are not the bot's."""
    file = tmp_path / "mine.toml"
    file.write_text(f'id = "x"\nname = "X"\n[pages]\nprefixes = ["X/S/"]\nallowed = ["X"]\n{more}\n', "utf-8")
    result = CliRunner().invoke(command, ["check", str(file)])
    assert result.exit_code == 2
    assert result.output.startswith(f"{file}: ")
    assert told in result.output
    assert len(result.output.splitlines()) == 1
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    result = CliRunner().invoke(cli, ["doctor", "-e", str(file), "-w", str(wiki)])
    assert result.exit_code == 2
    assert told.split(" ")[-1] in result.output


def test_init_writes_a_file_that_check_takes(tmp_path: Path) -> None:
    """A proposal is written, not over a file that is there, and is a valid edition."""
    form, out = tmp_path / "form.wiki", tmp_path / "mine.toml"
    form.write_text(FORM)
    call = ["init", str(form), "-o", str(out), "--id", "foo-2027", "--title", "Foo 2027/Submissions/Form"]
    assert CliRunner().invoke(command, call, catch_exceptions=False).exit_code == 0
    edition = load(str(out))
    assert [field.key.value for field in edition.fields] == ["authors", "abstract", "other", "status"]
    assert edition.pages.prefixes == ("Foo 2027/Submissions/",)
    with pytest.raises(UsageError, match="--force"):
        CliRunner().invoke(command, call, catch_exceptions=False)
    assert CliRunner().invoke(command, [*call, "--force"], catch_exceptions=False).exit_code == 0


def test_init_takes_folders_stdin_and_template_data(tmp_path: Path) -> None:
    """A folder wiki, standard input and TemplateData as the API gives it are all understood; stdout holds the proposal alone."""
    folder = tmp_path / "wiki" / "Foo 2027" / "Talks"
    folder.mkdir(parents=True)
    (folder / "Why%3F.wiki").write_text(FORM)
    output = CliRunner().invoke(command, ["init", str(tmp_path / "wiki")], catch_exceptions=False).output
    assert "# A proposal made from Foo 2027/Talks/Why?." in output
    assert 'prefixes = ["Foo 2027/Talks/"]' in output
    assert (
        'labels.en = ["Favourite bird"]'
        in CliRunner().invoke(command, ["init", "-"], input=FORM, catch_exceptions=False).output
    )
    data = tmp_path / "data.json"
    data.write_text(json.dumps({"pages": {"1": {"params": {"x": {"label": "Shoe size"}}}}}))
    output = (
        CliRunner()
        .invoke(command, ["init", "-", "--templatedata", str(data)], input=FORM, catch_exceptions=False)
        .output
    )
    assert "Shoe size" in output


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (["init"], UsageError, "Give the form's page"),
        (["init", "none.wiki"], UsageError, "There is no file none.wiki"),
        (["init", "empty"], NothingToDo, "no page"),
        (["init", "image.wiki"], PageUnreadable, "PNG file, not text"),
        (["init", "form.wiki", "prose.wiki", "--title", "A"], UsageError, "--title goes with one page"),
        (["init", "prose.wiki"], NothingToDo, "No label"),
        (["init", "form.wiki", "--templatedata", "prose.wiki"], UsageError, "is no JSON"),
        (["init", "form.wiki", "--templatedata", "list.json"], UsageError, "holds no TemplateData"),
    ],
)
def test_wrong_calls_say_what_to_do(
    call: list[str], error: type[Exception], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong call is an expected error of one line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "image.wiki").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "form.wiki").write_text(FORM)
    (tmp_path / "prose.wiki").write_text("Only prose.")
    (tmp_path / "list.json").write_text("[1]")
    with pytest.raises(error, match=message):
        CliRunner().invoke(command, call, catch_exceptions=False)
