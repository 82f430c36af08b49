"""``validate`` as people and programs call it: the whole process, without a network."""

import json
import os
import subprocess
from pathlib import Path

import click
import pytest

from indababot.cli import cli
from tests.starter import call

ROOT = Path(__file__).parent.parent.parent
SEED_FORM = """\
'''ID:''' Training trainers

'''Author(s):''' Ada Example
'''Username(s):''' [[User:Ada]]
'''Type of submission:''' Lecture
'''Theme(s):''' Partnerships
'''Abstract:''' How three user groups train new editors.
'''Level of advancement:''' Medium
'''How will this session be beneficial for the communities in the region?''' They can do the same.
"""
WRONG = SEED_FORM.replace("Lecture", "Lectrue").replace("Partnerships", "Parnerships")


def run(
    *words: str, folder: Path, text: bytes | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in a folder, in English unless the test says otherwise."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "VIRTUAL_ENV", "SYSTEMROOT")
    }
    base = kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "INDABABOT_EDITION": "wikiindaba-2023"}
    return call("validate", *words, cwd=folder, env=base | (environment or {}), stdin=text, strict=True)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with a clean draft and a wrong one."""
    (tmp_path / "clean.wiki").write_text(SEED_FORM)
    (tmp_path / "wrong.wiki").write_text(WRONG)
    return tmp_path


def test_clean(drafts: Path) -> None:
    """A clean draft gives nothing on standard output and 0."""
    done = run("clean.wiki", folder=drafts)
    assert (done.stdout, done.returncode) == (b"", 0), done.stderr
    assert done.stderr == b"No problems found (pages: 1).\n"


def test_wrong(drafts: Path) -> None:
    """Findings are a line each, and the call ends with 1."""
    done = run("wrong.wiki", folder=drafts)
    assert done.stdout.decode().splitlines() == [
        "wrong.wiki:5:27: IB201 unknown-value: [*] 'Type of submission' has the unknown value 'Lectrue'",
        "wrong.wiki:6:17: IB201 unknown-value: 'Theme(s)' has the unknown value 'Parnerships'",
    ]
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--select", "IB1"), 0),
        (("--ignore", "unknown-value"), 0),
        (("--per-page-ignores", "wrong.*:IB2"), 0),
        (("--fail-level", "error"), 1),
        (("--fail-level", "error", "--rules-file", "limits.toml"), 0),
        (("--select", "IB299"), 2),
        (("--fix", "--diff"), 2),
        (("--lang", "xx"), 2),
        (("--per-page-ignores", "IB1"), 2),
        (("--baseline", "none.json"), 2),
    ],
)
def test_choosing(drafts: Path, words: tuple[str, ...], code: int) -> None:
    """What is chosen decides how the call ends; a wrong choice is one line and 2."""
    (drafts / "limits.toml").write_text('[severity]\nunknown-value = "info"\n')
    done = run("wrong.wiki", *words, folder=drafts)
    assert done.returncode == code, done.stderr
    assert 1 <= len(done.stderr.splitlines()) <= 1 + (code != 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["full", "concise", "json", "sarif", "github", "junit", "wikitext"])
def test_formats(drafts: Path, name: str) -> None:
    """Every format tells the finding."""
    done = run("wrong.wiki", "--format", name, folder=drafts)
    assert done.returncode == 1
    assert b"Lectrue" in done.stdout
    assert done.stdout.endswith(b"\n")


def test_github_by_itself(drafts: Path) -> None:
    """In GitHub Actions findings are workflow commands without being asked for."""
    done = run("wrong.wiki", folder=drafts, environment={"GITHUB_ACTIONS": "true"})
    assert done.stdout.startswith(b"::error title=IB201 unknown-value,file=wrong.wiki,line=5,col=27,")


@pytest.mark.parametrize(
    ("words", "environment"),
    [(("--lang", "fr"), {}), ((), {"LC_ALL": "fr_FR.UTF-8"}), ((), {"INDABABOT_LANG": "fr"})],
)
def test_language(drafts: Path, words: tuple[str, ...], environment: dict[str, str]) -> None:
    """Messages are in the language that is asked for, else in the locale's."""
    done = run("wrong.wiki", *words, folder=drafts, environment=environment)
    assert "a la valeur inconnue «\u00a0Lectrue\u00a0»" in done.stdout.decode()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_fix(drafts: Path, mark: bytes, end: bytes) -> None:
    """--fix changes the value and nothing else: byte order mark and line ends stay, and a second time nothing is done."""
    file = drafts / "wrong.wiki"
    file.write_bytes(mark + WRONG.encode().replace(b"\n", end))
    done = run("wrong.wiki", "--fix", folder=drafts)
    assert file.read_bytes() == mark + SEED_FORM.replace("Partnerships", "Parnerships").encode().replace(
        b"\n", end
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"Findings: 2 (fixed: 1, remaining: 1; pages: 1).\n1 fixable with")
    assert run("wrong.wiki", "--fix", "--unsafe-fixes", folder=drafts).returncode == 0
    assert file.read_bytes() == mark + SEED_FORM.encode().replace(b"\n", end)


def test_diff(drafts: Path) -> None:
    """--diff shows what --fix would change, changes nothing, and ends with 1 where there is a change."""
    done = run(".", "--diff", folder=drafts)
    assert b"-'''Type of submission:''' Lectrue\n+'''Type of submission:''' Lecture\n" in done.stdout
    assert (done.stderr, done.returncode) == (b"Would fix: 1.\n1 fixable with --fix --unsafe-fixes.\n", 1)
    assert run("wrong.wiki", "--diff", "--unsafe-fixes", folder=drafts).stderr == b"Would fix: 2.\n"
    assert (drafts / "wrong.wiki").read_text() == WRONG
    done = run("clean.wiki", "--diff", folder=drafts)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"Nothing would be fixed.\n", 0)


@pytest.mark.parametrize("end", ["\n", "", "\n\n"])
@pytest.mark.parametrize("name", ["wrong.wiki", "my drafts/été.wiki"])
def test_a_diff_is_a_patch(tmp_path: Path, name: str, end: str) -> None:
    """What --diff prints is taken by patch programs, whatever the file's name and end, and does what --fix does."""
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    before = (WRONG.rstrip("\n") + end).encode()
    file.write_bytes(before)
    patch = run(".", "--diff", "--edition", "wikiindaba-2023", folder=tmp_path).stdout
    run(".", "--fix", "--edition", "wikiindaba-2023", folder=tmp_path)
    fixed = file.read_bytes()
    file.write_bytes(before)
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=patch, check=True)
    assert file.read_bytes() == fixed != before


def test_standard_input(tmp_path: Path) -> None:
    """An editor sends a draft with its name and title; with --fix the fixed text comes back."""
    done = run("-", "--stdin-filename", "a/b.wiki", folder=tmp_path, text=WRONG.encode())
    assert done.stdout.startswith(b"a/b.wiki:5:27: IB201")
    for title in ("WikiIndaba 2023/Submissions/Other", "wikiIndaba_2023/Submissions/Other"):
        done = run("-", "--title", title, folder=tmp_path, text=SEED_FORM.encode())
        assert done.stdout.startswith(b"<stdin>:1:11: IB205 title-mismatch")
    done = run("-", "--fix", "--unsafe-fixes", folder=tmp_path, text=WRONG.encode())
    assert (done.stdout, done.returncode) == (SEED_FORM.encode(), 0), done.stderr


def test_baseline(drafts: Path) -> None:
    """Known findings are written to a file, and only new ones are shown with it."""
    assert run(".", "--write-baseline", "known.json", folder=drafts).returncode == 0
    (drafts / "indababot.toml").write_text('baseline = "known.json"\n')
    assert run("wrong.wiki", folder=drafts).returncode in (0, 1)
    assert run(".", folder=drafts).returncode == 0
    (drafts / "clean.wiki").write_text(SEED_FORM.replace("Medium", "Hard"))
    assert run(".", folder=drafts).stdout.decode().splitlines() == [
        "clean.wiki:8:29: IB201 unknown-value: 'Level of advancement' has the unknown value 'Hard'"
    ]


def test_settings(drafts: Path) -> None:
    """Settings hold from the folder upwards, options win, and both can be shown."""
    (drafts / "indababot.toml").write_text('select = ["IB1"]\nlang = "fr"\n')
    assert run("wrong.wiki", folder=drafts).returncode == 0
    assert run("wrong.wiki", "--select", "IB2", folder=drafts).returncode == 1
    shown = run("--show-settings", folder=drafts).stdout.decode()
    assert "indababot.toml" in shown
    assert 'select = ["IB1"]' in shown
    (drafts / "indababot.toml").write_text("selct = []\n")
    done = run("wrong.wiki", folder=drafts)
    assert done.returncode == 2
    assert b"did you mean 'select'" in done.stderr


def test_every_option_is_a_setting_that_is_shown(drafts: Path) -> None:
    """--show-settings tells every option of the command that the call gives, whatever it is, the shared ones too."""
    command = cli.get_command(click.Context(cli), "validate")
    assert command is not None
    for parameter in command.params:
        name = next((name for name in parameter.opts if name.startswith("--")), "")
        if (
            not isinstance(parameter, click.Option)
            or parameter.hidden
            or name in ("--help", "--show-settings")
        ):
            continue
        number = parameter.name in ("patience", "jobs", "revisions")
        choice = {"fail_level": "error", "form": "json", "lang": "fr", "edition": "generic"}
        value = "7" if number else choice.get(parameter.name or "", "IB1")
        flag = parameter.is_flag or parameter.count
        done = run("--show-settings", name, *([] if flag else [value]), folder=drafts)
        assert done.returncode == 0, done.stderr
        shown = "rules" if name == "--rules-file" else name[2:]
        told = [
            line
            for line in done.stdout.decode().splitlines()
            if line.startswith((f"{shown} = ", f"[{shown}]"))
        ]
        assert told, name
        assert flag or told[0].startswith("[") or value in told[0], told


def test_statistics(drafts: Path) -> None:
    """--statistics counts by rule and field; as data with --format json."""
    done = run(".", "--statistics", "--format", "json", folder=drafts)
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["unknown-value"]["count"] == 2
    assert rows["unknown-value"]["fields"] == {"Type of submission": 1, "Theme(s)": 1}


def test_online_on_a_folder(drafts: Path) -> None:
    """A folder has no accounts: --online asks it and finds nothing more."""
    assert run("clean.wiki", "--online", "--wiki", ".", folder=drafts).returncode == 0


def test_nothing_to_do(tmp_path: Path) -> None:
    """No page at all is 3, a source that is not there is 2."""
    assert run(".", folder=tmp_path).returncode == 3
    assert run("none.wiki", folder=tmp_path).returncode == 2


def test_habits_of_linters(drafts: Path) -> None:
    """What linters' users type works here: another name of --format, a file to write, quiet, an exit code of 0."""
    done = run("wrong.wiki", "--output-format", "json", "-o", "out.json", "--exit-zero", "-q", folder=drafts)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)
    assert len(json.loads((drafts / "out.json").read_text())) == 2
    run("wrong.wiki", "-o", "out.sarif", folder=drafts)
    assert json.loads((drafts / "out.sarif").read_text())["version"] == "2.1.0"
    done = run("wrong.wiki", "--select", "IB1", "--extend-select", "IB2", "--quiet", folder=drafts)
    assert (len(done.stdout.splitlines()), done.stderr) == (2, b"")
    done = run("wrong.wiki", "-o", "no/such/place.txt", folder=drafts)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("environment", [{"FORCE_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, {}])
def test_colours(drafts: Path, environment: dict[str, str]) -> None:
    """Colours are for terminals, for FORCE_COLOR, and never under NO_COLOR or in a file; the words are the same."""
    plain = run("wrong.wiki", "--format", "full", folder=drafts).stdout
    for words in (("--format", "full"), ("--diff",)):
        done = run("wrong.wiki", *words, folder=drafts, environment=environment)
        assert (b"\x1b[" in done.stdout) == (environment == {"FORCE_COLOR": "1"})
    done = run("wrong.wiki", "--format", "full", "-o", "out.txt", folder=drafts, environment=environment)
    assert (drafts / "out.txt").read_bytes() == plain


def test_files(drafts: Path) -> None:
    """Each file is checked once, however often it is named, in a stable order and by its name from here; some can be left out."""
    (drafts / "old").mkdir()
    (drafts / "old" / "deep.wiki").write_text(WRONG)
    names = ("./wrong.wiki", str(drafts / "wrong.wiki"), "wrong.wiki", ".", "old")
    shown = run(*names, "--show-files", folder=drafts).stdout.decode().splitlines()
    assert shown == ["wrong.wiki", "clean.wiki", "old/deep.wiki"]
    for pattern in ("old", "old/", "old/*", "deep.*", "*/deep.wiki"):
        done = run(".", "--exclude", pattern, "--show-files", folder=drafts)
        assert done.stdout.decode().splitlines() == ["clean.wiki", "wrong.wiki"], pattern
    (drafts / "indababot.toml").write_text('exclude = ["old", "wrong.wiki"]\n')
    assert run(".", "--show-files", folder=drafts).stdout == b"clean.wiki\n"
    assert run("wrong.wiki", "--show-files", folder=drafts).stdout == b"wrong.wiki\n", "named by itself"
