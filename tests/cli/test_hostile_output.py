"""Untrusted text through every command and format: whatever a page, a title or a file's name holds, it stays text."""

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.starter import call

ROOT = Path(__file__).parent.parent.parent
PREFIX = "WikiIndaba 2023/Submissions"
MARK = "INJECTED"
"""What a value writes behind its line breaks: a line that begins with it was not ours."""

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m\x85\x9d0;t\x9c",
    "\x00nul\x08\x7f",
    "\u202eevil\u2066x\u200f",
    f"a\u2028{MARK} b\u2029{MARK} c",
    f"a\x0b{MARK} b\x0c{MARK} c\x1c{MARK}",
    f"a\r{MARK} b",
    f"\n{MARK} b",
    "::error::x",
    f"%0A{MARK}%0D",
    "##[add-mask]x",
    "]]></failure><!--",
    "\"'<>&&amp;&#27;",
    "=HYPERLINK(1)",
    "\ufeff\u200b\ufff9x\ufffa\uffff",
    "\U000e0041\U000e0042",
    "[red]x[/red] [/x] [b",
    "{field} {0} {} %s %(x)s {x!r}",
    "|}\n{{Delete}}[[Category:X]]~~~~</nowiki>",
    "x" * 5000,
    "{" * 60 + "[" * 60,
)

FORM = """'''ID:''' {0}

'''Author(s):''' Ada {0}, Ben {0}

'''Username(s):''' [[User:Ada{0}]], User:Ben {0}

'''Type of submission:''' Lectrue {0}

'''Theme(s):''' Technolgy {0}

'''Abstract:''' Some text {0}

'''Level of advancement:''' {0}

'''How will this session be beneficial for the communities in the region?''' {0}

'''Unknown {0}:''' more {0}

== Interested participants ==
* {0} [[User:Ada{0}]] ([[User talk:Ada|talk]]) 20:10, 1 August 2022 (UTC)
* {0}

[[Category:WikiIndaba 2023/Submissions]] [[Category:{0}]]
<!-- indababot: ignore {0} -->
"""

_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\uffff\U000e0000-\U000e007f]"
)


_KEPT = frozenset("\u200e\u200f\U000e0041\U000e0042")
"""Marks beside Arabic and tags in flags, which people need and no spreadsheet or wiki acts on."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page for each hostile value, with hostile names where a file can have them, and files that are no text."""
    here = tmp_path_factory.mktemp("hostile")
    folder = here / "wiki" / PREFIX
    folder.mkdir(parents=True)
    for number, value in enumerate(HOSTILE):
        named = re.sub(r"[/\x00]", "", value)[:60]
        path = folder / f"{named or number}.wiki"
        path.write_text(FORM.replace("{0}", value), encoding="utf-8", newline="")
    (folder / f"zz\n{MARK}: name.wiki").write_text("no form here")
    (folder / "::error::zz.wiki").write_text("no form here")
    (folder / "bad\n\x1b[31m.wiki").write_bytes(b"\xff\xfe not \x1b[31m UTF-8 \xed\xa0\x80")
    Path(os.fsdecode(os.fsencode(str(folder)) + b"/half \xff\xed\xa0\x80.wiki")).write_text("no form here")
    (folder.parent / "Home.wiki").write_text(
        "Hello\n{{IndabaBot list}}\n{{IndabaBot list end}}\n", newline=""
    )
    (here / "::warning::x.wiki").write_text("no form here")
    (here / "hostile.toml").write_text(
        'id = "hostile-2023"\nname = "\\u001b[31m\\u202e\\n' + MARK + '"\nextends = "wikiindaba-2023"\n'
    )
    return here


def run(place: Path, *words: str, **environment: str) -> tuple[str, str, int]:
    """The command there: what it wrote on both streams, as strict UTF-8, and how it ended."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INDABABOT", "GITHUB"))}
    base = kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": str(place / "state")}
    done = call(
        *words, cwd=place, env=base | {"INDABABOT_EDITION": "wikiindaba-2023"} | environment, strict=True
    )
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def lines(text: str) -> None:
    """Each line is one that we wrote: no value begins one."""
    assert not re.search(rf"^\s*{MARK}", text, re.MULTILINE)


def diff(text: str) -> None:
    """Each line has the sign of a diff before what it shows."""
    assert all(line[:1] in set(" +-@") for line in text.removesuffix("\n").split("\n"))


def table(text: str) -> None:
    """As many columns in every row."""
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > len(HOSTILE)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "-"))]


def ndjson(text: str) -> None:
    """An object a line."""
    assert all(isinstance(json.loads(line), dict) for line in text.removesuffix("\n").split("\n"))


def commands(text: str) -> None:
    """A workflow command a line, each of the three that we give, its message encoded."""
    for line in text.removesuffix("\n").split("\n"):
        assert re.match(
            r"::(error|warning|notice) title=[^:,]+,file=[^:,]*,line=\d+,col=\d+,endLine=\d+", line
        )
    lines(text)


def xml(text: str) -> None:
    """Well-formed, with a failure a finding."""
    suites = ElementTree.fromstring(text)
    assert int(suites.attrib["failures"]) == len(list(suites.iter("failure")))


def pasted(text: str) -> None:
    """Nothing of wikitext's own but what we wrote: lists, bold, and links to the pages."""
    assert not re.search(r"\{\{|~~~|<(?!/?(?:div|bdi|p)\b)|\[\[(?!:)|__|\|\}", text)
    lines(text)


CALLS: dict[tuple[str, ...], Callable[[str], Any]] = {
    ("validate", "wiki", "--format", "full"): lines,
    ("validate", "wiki", "--format", "concise"): lines,
    ("validate", "wiki", "--format", "json"): json.loads,
    ("validate", "wiki", "--format", "sarif"): json.loads,
    ("validate", "wiki", "--format", "github"): commands,
    ("validate", "wiki", "--format", "junit"): xml,
    ("validate", "wiki", "--format", "wikitext"): pasted,
    ("validate", "wiki", "--format", "wikitext", "--lang", "fr"): pasted,
    ("validate", "wiki", "--format", "full", "--lang", "fr"): lines,
    ("validate", "wiki", "--statistics"): lines,
    ("validate", "wiki", "--statistics", "--format", "json"): json.loads,
    ("validate", "wiki", "--diff"): diff,
    ("validate", "wiki", "--diff", "--unsafe-fixes"): diff,
    ("validate", "wiki", "--show-files"): lines,
    ("validate", "--wiki", "wiki", "--format", "full"): lines,
    ("validate", "wiki", "--edition", "hostile.toml", "--format", "concise"): lines,
    ("parse", "wiki", "--format", "json"): json.loads,
    ("parse", "wiki", "--format", "ndjson"): ndjson,
    ("parse", "wiki", "--format", "text"): lines,
    ("export", "wiki", "--format", "csv"): table,
    ("export", "wiki", "--format", "json"): json.loads,
    ("export", "--wiki", "wiki", "--format", "csv"): table,
    ("export", "wiki", "--format", "csv", "--rows", "person"): table,
    ("export", "wiki", "--format", "csv", "--rows", "participant"): table,
    ("export", "wiki", "--format", "csv", "--rows", "finding"): table,
    ("export", "wiki", "--format", "ndjson", "--rows", "finding", "--lang", "fr"): ndjson,
    ("export", "wiki", "--format", "json", "--complete", "no"): json.loads,
    ("export", "wiki", "--format", "c3voc"): json.loads,
    ("export", "wiki", "--format", "wikitext", "--view", "delivery"): lines,
    ("update", "--wiki", "wiki", "--dry-run"): lines,
    ("update", "--wiki", "wiki", "--dry-run", "-vv"): lines,
    ("update", "--wiki", "wiki", "--dry-run", "--log-format", "json"): lines,
    ("doctor", "--wiki", "wiki"): lines,
    ("setup", "--wiki", "wiki"): lines,
    ("editions", "show", "hostile.toml"): lines,
    ("editions", "show", "hostile.toml", "--format", "json"): json.loads,
    ("editions", "check", "hostile.toml", "wiki/\x1b[31m.toml"): lines,
    ("editions", "init", "wiki"): lines,
}


@pytest.mark.share(2)
@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_no_value_acts(place: Path, words: tuple[str, ...]) -> None:
    """Nothing that drives a terminal, turns text around or begins a line comes out, and what is data can be read."""
    out, err, code = run(place, *words)
    assert code in (0, 1, 2), err
    assert "Traceback" not in err
    kept = _KEPT if {"csv", "wikitext"} & set(words) else frozenset()
    assert not set(_ACTS.findall(out)) - kept
    assert not _ACTS.findall(err)
    lines(err)
    assert len(out) > 100 or words[0] in ("doctor", "editions")
    CALLS[words](out)


@pytest.mark.parametrize("form", ["full", "concise", "--diff", "--show-files", "--statistics"])
def test_no_value_commands_github(place: Path, form: str) -> None:
    """In GitHub Actions no line for people is taken for a workflow command, whatever it quotes."""
    words = ("--format", form) if not form.startswith("-") else (form,)
    out, err, _ = run(place, "validate", "wiki", "::warning::x.wiki", *words, GITHUB_ACTIONS="true")
    found = [line for line in f"{out}{err}".split("\n") if line.lstrip().startswith("::") or "##[" in line]
    assert found == []


def test_a_run(place: Path) -> None:
    """A real run on hostile pages saves its list, and its report, log and status are text as well."""
    for words in (
        ("update", "--wiki", "wiki", "--report", "-"),
        ("status", "--wiki", "wiki"),
        ("status", "--wiki", "wiki", "--format", "json"),
        ("update", "--wiki", "wiki", "--log-format", "json", "-vv"),
    ):
        out, err, code = run(place, *words)
        assert "Traceback" not in err
        assert code in (0, 1), err
        assert not _ACTS.findall(out + err), words
        lines(out + err)
        if "json" in words:
            ndjson(err) if words[0] == "update" else json.loads(out)
    home = (place / "wiki" / "WikiIndaba 2023" / "Home.wiki").read_text(encoding="utf-8")
    pasted(
        home.partition("{{IndabaBot list}}")[2]
        .partition("{{IndabaBot list end}}")[0]
        .replace("{|", "")
        .replace("|}", "")
        .replace("<br>", "")
        .replace("<span", "")
        .replace("</span>", "")
    )


@pytest.mark.parametrize("name", ["full", "concise", "json", "sarif", "github", "junit"])
def test_half_a_character(name: str) -> None:
    """A lone surrogate, as only a broken answer of a wiki could hold, comes out as something that can be written."""
    from indababot.checking import check
    from indababot.checking.render import Report, render
    from indababot.editions import load
    from indababot.exporting import export
    from indababot.pages import Page
    from indababot.privacy import public
    from indababot.reading import read
    from indababot.writing.findings import findings_list

    edition = load("wikiindaba-2023")
    page = Page(f"{PREFIX}/T\udc80", FORM.replace("{0}", "x\ud800"))
    submission = read(page, edition)
    found = check(submission, page, edition)
    assert found
    render(name, Report(found, [page])).encode()
    findings_list(found).text.encode()
    for form in ("csv", "json", "ndjson"):
        "".join(export([public(submission)], form)).encode()
