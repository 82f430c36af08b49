"""update, status, export, parse, doctor, setup and pwb as a person or cron calls them."""

import csv
import functools
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.starter import say

ROOT = Path(__file__).parent.parent.parent
PREFIX = "WikiIndaba 2023/Submissions"
FORM = """'''Author(s):''' {author}

'''Username(s):''' [[User:{author}]]

'''Type of submission:''' {type}

'''Theme(s):''' Technology

'''Abstract:''' Write to me at {author}@example.org or +27 21 555 01 23.

'''Level of advancement:''' Basic

'''How will this session be beneficial for the communities in the region?''' They learn.

[[Category:WikiIndaba 2023/Submissions]]
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    """A folder wiki with six submissions and an overview."""
    folder = tmp_path / "wiki" / PREFIX
    folder.mkdir(parents=True)
    for number, kind in enumerate(("Lecture", "Workshop") * 3):
        (folder / f"Talk {number}.wiki").write_text(FORM.format(author=f"Ada{number}", type=kind))
    (folder.parent / "Home.wiki").write_text("Hello\n{{IndabaBot list}}\n{{IndabaBot list end}}\nBye\n")
    return tmp_path / "wiki"


@pytest.fixture
def run(tmp_path: Path, wiki: Path) -> Run:
    """Runs indababot on that wiki, without a terminal and with a state folder of its own."""

    def call(
        *arguments: str, program: tuple[str, ...] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        own = {
            "PYTHONPATH": str(ROOT),
            "INDABABOT_WIKI": str(wiki),
            "INDABABOT_EDITION": "wikiindaba-2023",
            "INDABABOT_STATE": str(tmp_path / "state"),
        }
        env = {**clean, **own, **environment}
        if not program:
            return say(*arguments, cwd=tmp_path, env=env)
        return subprocess.run(
            [sys.executable, *program, *arguments],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env=env,
            timeout=60,
            check=False,
        )

    return call


def test_update_from_plan_to_status(run: Run, wiki: Path, tmp_path: Path) -> None:
    """A dry run shows and writes nothing, a run writes and says where, a second is quiet, and status knows of it."""
    assert run("status").returncode == 3
    home = wiki / "WikiIndaba 2023/Home.wiki"
    before = home.read_text()
    dry = run("update", "--dry-run")
    assert (dry.returncode, home.read_text()) == (0, before)
    assert "+++ WikiIndaba 2023/Home" in dry.stdout
    assert not (tmp_path / "state").exists()
    first = run("update", "--report", "-")
    assert first.returncode == 0, first.stderr
    assert "saved     WikiIndaba 2023/Home (6 rows)" in first.stderr
    assert json.loads(first.stdout)["exit_code"] == 0
    second = run("update")
    assert second.returncode == 0
    assert "saved" not in second.stderr
    status = run("status")
    assert status.returncode == 0
    assert "exit code 0; 4 unchanged" in status.stdout
    assert run("status", "--max-age", "0s").returncode == 1
    assert run("status", "--max-age", "soon").returncode == 2
    assert json.loads(run("status", "--format", "json").stdout)["submissions"] == 6


def test_a_plan_is_saved_and_applied(run: Run, wiki: Path, tmp_path: Path) -> None:
    """``--save-plan`` writes a file and nothing else; ``--plan`` does what it says."""
    home = wiki / "WikiIndaba 2023/Home.wiki"
    before = home.read_text()
    assert run("update", "--save-plan", "plan.json").returncode == 0
    assert home.read_text() == before
    assert run("update", "--plan", "plan.json", "--edition", "wikiindaba-2024").returncode == 2
    assert run("update", "--plan", "plan.json").returncode == 0
    assert "Talk 5" in home.read_text()


def test_a_run_that_the_guard_stops(run: Run, wiki: Path) -> None:
    """The code is 5, the line names the list and the way on, and status tells it."""
    run("update")
    for number in range(4):
        (wiki / PREFIX / f"Talk {number}.wiki").unlink()
    stopped = run("update")
    assert stopped.returncode == 5
    assert "from 6 to 2" in stopped.stderr
    assert "--allow-shrink" in stopped.stderr
    assert run("update", "--dry-run").returncode == 5
    assert run("status").returncode == 1
    assert run("update", "--allow-shrink").returncode == 0
    assert run("status").returncode == 0


def test_logs_for_machines(run: Run) -> None:
    """With ``--log-format json`` every line on standard error is a JSON object, one for each page among them."""
    lines = [json.loads(line) for line in run("update", "--log-format", "json").stderr.splitlines()]
    assert {line["page"]: line["result"] for line in lines if "page" in line}[
        "WikiIndaba 2023/Home"
    ] == "saved"
    assert lines[-1]["exit_code"] == 0


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
from indababot.cli import main
main(sys.argv[1:])
"""


def test_a_full_disk_ends_the_run_before_any_write(run: Run, wiki: Path) -> None:
    """Where the state cannot be kept, nothing is written on the wiki, and one line says what to do."""
    before = {path: path.read_bytes() for path in wiki.rglob("*.wiki")}
    done = run("update", program=("-c", FULL))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "INDABABOT_STATE" in done.stderr
    assert {path: path.read_bytes() for path in wiki.rglob("*.wiki")} == before


def test_a_dump_cannot_be_updated(run: Run, tmp_path: Path) -> None:
    """The line says that a dump is read-only, and nothing is retried."""
    page = FORM.format(author="Ada", type="Lecture")
    (tmp_path / "x.xml").write_text(
        f"<mediawiki><page><title>{PREFIX}/A</title><id>1</id><revision><id>2</id><text>{page}</text></revision></page></mediawiki>"
    )
    done = run("update", INDABABOT_WIKI="x.xml")
    assert done.returncode == 2
    assert "is a dump" in done.stderr
    assert json.loads(run("parse", INDABABOT_WIKI="x.xml").stdout)[0]["page"]["page_id"] == 1


def test_export_is_filtered_ordered_and_masked(run: Run, tmp_path: Path) -> None:
    """A table has a row a submission in a stable order, and shows nobody's address."""
    done = run("export", "--columns", "title,authors,abstract", "--type", "workshop")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["title"] for row in rows] == ["Talk 1", "Talk 3", "Talk 5"]
    assert "example.org" not in done.stdout
    assert "555" not in done.stdout
    wrong = run("export", "--columns", "titel")
    assert (wrong.returncode, "did you mean 'title'" in wrong.stderr) == (2, True)
    assert run("export", "--format", "json", "--bom").returncode == 2
    turned = run("export", "--columns", "title", "--type", "workshop", "--sort=-title", "--limit", "2")
    assert turned.stdout == '"title"\n"Talk 5"\n"Talk 3"\n'
    assert run("export", "-o", "out.xlsx", "--type", "workshop").returncode == 0
    book = load_workbook(tmp_path / "out.xlsx")
    assert (book.sheetnames[0], book["submissions"].max_row) == ("submissions", 4)
    assert "example.org" not in "".join(str(cell.value) for row in book["submissions"].rows for cell in row)
    piped = run("export", "--format", "xlsx")
    assert (piped.returncode, "-o FILE" in piped.stderr) == (2, True)
    nobody = run("export", "--type", "workshp")
    assert (nobody.returncode, "did you mean 'Workshop'" in nobody.stderr) == (2, True)
    assert run("export", "-o", "out.tsv", "--columns", "title,author").returncode == 0
    assert (tmp_path / "out.tsv").read_text().startswith('"title"\t"authors"\n')
    assert run("export", "-o", "out.ndjson").returncode == 0
    assert len((tmp_path / "out.ndjson").read_text().splitlines()) == 6


@pytest.mark.parametrize("command", ["export", "parse"])
def test_personal_data_go_to_files_only(run: Run, tmp_path: Path, command: str) -> None:
    """Asked for, addresses are shown and listed, in a file and nowhere else."""
    assert run(command, "--with-personal-data").returncode == 2
    assert run(command, "--with-personal-data", "--format", "json", "-o", "out.json").returncode == 0
    first = json.loads((tmp_path / "out.json").read_text())[0]
    assert "Ada0@example.org" in first["abstract"]
    assert first["emails"] == ["Ada0@example.org"]


def test_parse_as_people_and_programs_read_it(run: Run, wiki: Path) -> None:
    """One file, a list, a line a record, or a card."""
    file = str(wiki / PREFIX / "Talk 1.wiki")
    assert json.loads(run("parse", file).stdout)[0]["types"] == ["Workshop"]
    assert [json.loads(line)["title"] for line in run("parse", "--format", "ndjson").stdout.splitlines()] == [
        f"Talk {number}" for number in range(6)
    ]
    card = run("parse", file, "--format", "text").stdout
    assert "Ada1" in card
    assert "\x1b" not in card


def test_doctor_says_what_is_missing(run: Run, wiki: Path) -> None:
    """All ready is 0; a broken page, an edition outside its prefixes and a state folder that takes nothing are told."""
    ready = run("doctor")
    assert ready.returncode == 0, ready.stdout
    assert "ok      submissions: 6 pages" in ready.stdout
    (wiki / "WikiIndaba 2023/Broken.wiki").write_text("\n{{IndabaBot list}}")
    broken = run("doctor")
    assert broken.returncode == 1
    assert "wrong   markers: WikiIndaba 2023/Broken:2" in broken.stdout
    assert run("doctor", INDABABOT_STATE="/proc/none").returncode == 2
    assert run("doctor", "--edition", "wikiindaba-2019").returncode == 1


def test_setup_shows_first_and_writes_only_when_told(run: Run, wiki: Path) -> None:
    """Without ``--yes`` nothing is written; what people changed stays, unless they ask to replace it."""
    before = {path: path.read_bytes() for path in wiki.rglob("*.wiki")}
    shown = run("setup")
    assert shown.returncode == 0
    assert "+++ Template:IndabaBot list\n" in shown.stdout
    assert {path: path.read_bytes() for path in wiki.rglob("*.wiki")} == before
    done = run("setup", "--yes", "--lang", "fr")
    assert done.returncode == 0
    assert "écrite    Template:IndabaBot list\n" in done.stderr
    assert "saved" not in done.stderr
    run("setup", "--yes", "--replace")
    template = wiki / "Template%3AIndabaBot list.wiki"
    assert template.exists()
    assert "Nothing to do" in run("setup", "--yes").stderr
    template.write_text("ours")
    run("setup", "--yes")
    assert template.read_text() == "ours"
    run("setup", "--yes", "--replace")
    assert template.read_text() != "ours"


@pytest.fixture
def pwb(run: Run, tmp_path: Path) -> Run:
    """pywikibot's wrapper, as if indababot were installed beside it."""
    metadata = tmp_path / "site" / "indababot-0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: indababot\nVersion: 0\n")
    entry = next(
        line for line in (ROOT / "pyproject.toml").read_text().splitlines() if line.startswith("scriptspath")
    )
    (metadata / "entry_points.txt").write_text(f"[pywikibot]\n{entry.replace(chr(34), '')}\n")
    return functools.partial(
        run,
        program=("-c", "from pywikibot.scripts.wrapper import run; run()"),
        PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path / 'site'}",
        PYWIKIBOT_NO_USER_CONFIG="2",
    )


@pytest.mark.parametrize("before", [(), ("-simulate", "-user:Ada"), ("-dir:.", "-nolog")])
def test_pwb_runs_indababot(pwb: Run, before: tuple[str, ...]) -> None:
    """Installed beside pywikibot, ``pwb indababot …`` is ``indababot …``, and takes pywikibot's global arguments."""
    done = pwb("indababot", *before, "export", "--columns", "title")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:2] == ['"title"', '"Talk 0"']


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-family:nosuch", "export"), "knows no family nosuch"),
        (("export", "-lang:nosuch", "-family:wikipedia"), "wikipedia has no nosuch"),
        (("-pt:soon", "export"), "-putthrottle is 'soon'"),
    ],
)
def test_pwb_with_wrong_arguments(pwb: Run, arguments: tuple[str, ...], said: str) -> None:
    """A wiki that pywikibot does not know, and a value that is none, end with 2 and one line."""
    done = pwb("indababot", *arguments)
    lines = [line for line in done.stderr.splitlines() if "reading all" not in line]
    assert (done.returncode, len(lines)) == (2, 1), done.stderr
    assert said in lines[0]


@pytest.mark.parametrize(
    ("lines", "chosen", "expected"),
    [
        ("family = 'commons'\nmylang = 'commons'\n", "", "commons:commons"),
        ("mylang = 'fr'\n", "", "wikipedia:fr"),
        ("mylang = 'test'\n", "", "wikipedia:test"),
        ("put_throttle = 7\n", "", "meta:meta"),
        ("family = 'commons'\nmylang = 'commons'\n", "meta:meta", "meta:meta"),
    ],
    ids=["family and code", "code", "the test wiki", "neither", "an option wins"],
)
def test_the_operators_own_wiki(run: Run, tmp_path: Path, lines: str, chosen: str, expected: str) -> None:
    """Where no wiki is chosen, it is that of the operator's user-config.py, else Meta-Wiki."""
    folder = tmp_path / "pwb"
    folder.mkdir()
    (folder / "user-config.py").write_text(lines)
    (folder / "user-config.py").chmod(0o600)
    done = run("validate", "--show-settings", INDABABOT_WIKI=chosen, PYWIKIBOT_DIR=str(folder))
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout


def test_a_card_shows_no_more_than_anybody_reads(run: Run, tmp_path: Path) -> None:
    """Of a huge value the first lines are shown, and how much more there is."""
    text = "'''Author(s):''' Ada\n\n'''Abstract:''' {}\n\n'''Theme(s):''' Technology\n"
    for value, most in (("\n* ".join(map(str, range(2000))), 520), ("word " * 20_000, 700)):
        (tmp_path / "x.wiki").write_text(text.format(value), encoding="utf-8")
        card = run("parse", str(tmp_path / "x.wiki"), "--format", "text").stdout
        assert len(card.splitlines()) < most
        assert " more characters: --format json has them" in card
        assert "Technology" in card
