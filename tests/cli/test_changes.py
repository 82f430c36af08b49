"""``indababot changes`` between exports, folders and dumps, as text, JSON and wikitext."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from wcwidth import wcswidth

from indababot.changes import compare
from indababot.cli import main
from indababot.cli.change_cards import cards
from indababot.editions import schema
from indababot.records import PageRef, Submission
from tests.starter import say
from tests.update.place import submission
from tests.writing import hostile

PREFIX = "WikiIndaba 2023/Submissions"
Run = Callable[..., "Done"]


def write(folder: Path, pages: dict[str, str]) -> Path:
    """A folder wiki with submissions, by the last parts of their titles."""
    for name, text in pages.items():
        path = folder / PREFIX / f"{name}.wiki"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


JUNE = {
    "Same": submission(1),
    "Edited": submission(2, Abstract="They dig each year."),
    "Markup": submission(3),
    "Gone": submission(4),
    "Old": submission(5),
    "Mail": submission(6, **{"Extra information": "Write to ada@mail.example."}),
}
JULY = {
    "Same": submission(1),
    "Edited": submission(2, Abstract="They dig every year."),
    "Markup": submission(3).replace("Basic", "''Basic''  ").replace("\n\n", "\n\n\n"),
    "Old": f"#REDIRECT [[{PREFIX}/New]]",
    "New": submission(5),
    "Mail": submission(6, **{"Extra information": "Write to ben@mail.example."}),
    "Fresh": submission(7),
}
LINES = """\
added  Fresh
    page: WikiIndaba 2023/Submissions/Fresh
withdrawn  Gone (its page is no longer among the submissions)
    page: WikiIndaba 2023/Submissions/Gone
moved  New
    page: WikiIndaba 2023/Submissions/[-Old-]{+New+}
    title: [-Old-]{+New+}
changed  Edited
    page: WikiIndaba 2023/Submissions/Edited
    abstract: They dig [-each-]{+every+} year.
changed  Mail
    page: WikiIndaba 2023/Submissions/Mail
    extra: what changed is an address or a number that is not shown
added: 1, withdrawn: 1, moved: 1, changed: 2
"""


@pytest.fixture
def june(tmp_path: Path) -> Path:
    return write(tmp_path / "june", JUNE)


@pytest.fixture
def july(tmp_path: Path) -> Path:
    return write(tmp_path / "july", JULY)


@dataclass(frozen=True)
class Done:
    """What a call left."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(
    tmp_path: Path, july: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs indababot in this process on the pages of July, without a terminal."""
    for name in [name for name in os.environ if name.startswith(("INDABABOT_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INDABABOT_WIKI", str(july))
    monkeypatch.setenv("INDABABOT_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path, edition: str = "wikiindaba-2023") -> Done:
        monkeypatch.setenv("INDABABOT_EDITION", edition)
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Done(int(ended.value.code or 0), told.out, told.err)

    return call


def heads(text: str) -> list[str]:
    """The first lines of changes."""
    return [line for line in text.splitlines()[:-1] if not line.startswith(" ")]


def test_two_folders(run: Run, june: Path) -> None:
    """Each page that differs is told once; markup, white space and addresses are not shown as changes of words."""
    done = run("changes", "--since", june)
    assert (done.returncode, done.stdout) == (0, LINES)


def test_json_and_wikitext(run: Run, june: Path, tmp_path: Path) -> None:
    """JSON follows the published schema; wikitext is a table; a file's suffix chooses the format, and a wrong one is refused."""
    found = json.loads(run("changes", "--since", june, "--format", "json").stdout)
    jsonschema.validate(found, json.loads(schema.FILES["changes"].read_text("utf-8")))
    assert [change["kind"] for change in found] == ["added", "withdrawn", "moved", "changed", "changed"]
    assert found[3]["fields"][0]["diff"][1] == {"op": "removed", "text": "each"}
    assert "mail.example" not in json.dumps(found)
    assert run("changes", "--since", june, "-o", "found.json").stdout == ""
    assert json.loads((tmp_path / "found.json").read_text("utf-8")) == found
    assert run("changes", "--since", june, "-o", "found.wiki").returncode == 0
    assert "They dig <del>each</del><ins>every</ins> year." in (tmp_path / "found.wiki").read_text("utf-8")
    refused = run("changes", "--since", june, "-o", "found.xlsx")
    assert (refused.returncode, "changes writes no '.xlsx' file" in refused.stderr) == (2, True)


def test_exports(run: Run, june: Path, july: Path) -> None:
    """An export is compared with the wiki or with a later one, masked or not, whole or with some keys only."""
    run("export", "--wiki", june, "-o", "june.json")
    run("export", "--wiki", june, "-o", "own.ndjson", "--with-personal-data")
    run("export", "--wiki", june, "-o", "some.ndjson", "--columns", "page,abstract")
    run("parse", "-o", "july.ndjson")
    masked = LINES.replace(LINES[LINES.index("changed  Mail") : LINES.index("added: 1")], "")
    assert run("changes", "--since", "june.json").stdout == masked.replace("changed: 2", "changed: 1")
    assert run("changes", "--since", "own.ndjson").stdout == LINES
    assert heads(run("changes", "--since", "some.ndjson").stdout) == heads(masked)
    both = run("changes", "--since", "june.json", "july.ndjson", edition="")
    assert heads(both.stdout) == [
        *("added  Fresh", "added  New", "withdrawn  Gone (its page is no longer among the submissions)"),
        *("withdrawn  Old (its page is no longer among the submissions)", "changed  Edited"),
    ]


def dump(path: Path, pages: Sequence[tuple[int, str, Sequence[tuple[int, str, str]]]], who: str = "") -> Path:
    """A dump of pages: their number, title, and revisions with number, day and text; ``who`` saved them all in turn, a letter each."""
    parts = []
    for number, title, revisions in pages:
        told, parent = "", 0
        for place, (revision, day, text) in enumerate(revisions):
            user = who[place : place + 1]
            origin = f"<parentid>{parent}</parentid>" if parent else ""
            body = f"<text>{text}</text>" if text else '<text deleted="deleted" />'
            saved = f"<timestamp>{day}T12:00:00Z</timestamp><contributor><username>{user}</username></contributor>"
            told += f"<revision><id>{revision}</id>{origin}{saved}{body}</revision>"
            parent = revision
        parts.append(f"<page><title>{PREFIX}/{title}</title><ns>0</ns><id>{number}</id>{told}</page>")
    path.write_text(f'<mediawiki xml:lang="en">{"".join(parts)}</mediawiki>', encoding="utf-8")
    return path


def test_two_dumps(run: Run, tmp_path: Path) -> None:
    """Pages are the same ones by their numbers, whatever they are called."""
    text = submission(1)
    old = dump(
        tmp_path / "old.xml", [(1, "A", [(1, "2023-07-01", text)]), (2, "B", [(2, "2023-07-01", text)])]
    )
    new = dump(
        tmp_path / "new.xml", [(1, "B", [(3, "2023-07-02", text)]), (3, "C", [(4, "2023-07-02", text)])]
    )
    for arguments in (("--wiki", new), (new,)):
        done = run("changes", "--since", old, *arguments)
        assert heads(done.stdout) == [
            "added  C", "withdrawn  B (its page is no longer among the submissions)", "moved  B",
        ]  # fmt: skip


def test_a_dump_with_its_history(run: Run, tmp_path: Path) -> None:
    """A date or a revision in one dump: hidden revisions are passed over, and pages whose history is not in it are not guessed at."""
    text, other, now = (submission(1, Abstract=word) for word in ("First", "Second", "Third"))
    pages = [
        (1, "Edited", [(1, "2023-07-01", text), (2, "2023-07-15", ""), (5, "2023-08-05", now)]),
        (2, "Reverted", [(3, "2023-07-01", text), (6, "2023-08-05", other), (7, "2023-08-06", text)]),
        (3, "New", [(8, "2023-08-07", text)]),
        (4, "Same", [(4, "2023-07-01", text)]),
    ]
    path = dump(tmp_path / "history.xml", pages)
    for since in ("2023-08-01", "4"):
        done = run("changes", "--wiki", path, "--since", since)
        assert heads(done.stdout) == ["added  New", "changed  Edited"]
        assert "abstract: [-First-]{+Third+}" in done.stdout
    newest = path.read_text("utf-8").replace(
        "<revision><id>8</id>", "<revision><id>8</id><parentid>5</parentid>"
    )
    path.write_text(newest, encoding="utf-8")
    done = run("changes", "--wiki", path, "--since", "2023-08-01")
    assert heads(done.stdout) == ["changed  Edited"]
    assert f"{PREFIX}/New: what it said then is hidden or not kept" in done.stderr
    assert "keeps no history that tells" in run("changes", "--wiki", path, "--since", "acceptance").stderr


@pytest.mark.parametrize("size", [1, 70_000], ids=["short", "long"])
@pytest.mark.parametrize(
    ("who", "texts", "told"),
    [
        ("ABA", "xyx", []),
        ("ABC", "xyx", []),
        ("ABCD", "xyzx", []),
        ("ABAB", "xyxz", ["changed  Page"]),
        ("ABA", "xyz", ["changed  Page"]),
        ("AAA", "xyx", ["changed  Page"]),
        ("ABB", "xyx", ["changed  Page"]),
    ],
    ids=[
        "by-the-author",
        "by-another",
        "several",
        "then-edited",
        "no-revert",
        "own-edit",
        "own-edit-of-another",
    ],
)
def test_reverts_in_a_dump_are_no_news(
    run: Run, tmp_path: Path, who: str, texts: str, told: list[str], size: int
) -> None:
    """What stood on a page at the moment and was taken back later by somebody else is not what the page said, as on a live wiki."""
    days = ("2023-07-01", "2023-07-20", "2023-08-05", "2023-08-06")
    page = [
        (number, day, submission(1, Abstract=f"We tell it. {letter * 5} " + "Long ago. " * (size // 10)))
        for number, (day, letter) in enumerate(zip(days, list(texts), strict=False), 1)
    ]
    path = dump(tmp_path / "reverts.xml", [(1, "Page", page), (2, "Other", page[:1])], who)
    assert heads(run("changes", "--wiki", path, "--since", "2023-08-01").stdout) == told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--since", "yesterday"), "neither a file or folder that is there, nor a date such as 2023-08-01"),
        (("--since", "2023-02-30"), "neither a file or folder"),
        (("--since", "2023-13-45"), "names a month or day that no year has"),
        (("--since", "2091-01-05"), "--since 2091-01-05 is still to come"),
        (("--since", "2023-08-01"), "keeps no history: compare it with an earlier export, folder or dump"),
        (("--since", "acceptance"), "keeps no history"),
        (("--since", "june", "none.json"), "none.json cannot be read: No such file"),
        (("--since", "notes.txt"), "notes.txt is no export (.json, .ndjson), dump"),
        (("--since", "cut.json"), "cut.json holds no records with their pages"),
        (("--since", "list.json"), "list.json holds no records with their pages"),
        ((), "--since"),
    ],
)
def test_what_cannot_be_compared(
    run: Run, june: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """A wrong call is one line that says what to do."""
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "cut.json").write_text('[{"page": {"title": "A"')
    (tmp_path / "list.json").write_text('[{"title": "A"}, 3]')
    done = run("changes", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_in_french(run: Run, june: Path) -> None:
    """The words of the program are the reader's; the names of fields are the record's."""
    text = run("changes", "--since", june, "--lang", "fr").stdout
    assert "retirée  Gone (sa page n’est plus parmi les propositions)" in text
    assert "ajoutée\u00a0: 1" in text
    assert run("changes", "--since", june, june).stdout == "Nothing changed.\n"


def one(text: str, other: str) -> Submission:
    return Submission(
        edition="e",
        page=PageRef(title=f"P/{text}", page_id=1),
        title=text,
        abstract=f"{text} {other} {text}",
        themes=(text, other),
    )


def test_hostile_texts_on_80_columns() -> None:
    """Whatever a page says, a line has 80 columns at most, and nothing in it acts on a terminal."""
    for value in hostile.short()[::7]:
        for line in "".join(cards(compare([one("x", "y")], [one(value, "z")]), "en", to_file=True)).split(
            "\n"
        ):
            assert wcswidth(line) in range(81), line
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


def test_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are colours on a terminal only, never in a file."""
    changes = compare([one("a", "b")], [one("a", "c")])
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in "".join(cards(changes, "en"))
    assert "\x1b[" not in "".join(cards(changes, "en", to_file=True))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in "".join(cards(changes, "en"))


def test_a_card_of_changes_is_in_the_language(tmp_path: Path) -> None:
    """Its labels, and the comma between its counts, are those of the reader's language; English has the names of columns."""
    fixtures = Path(__file__).parents[2] / "fixtures"
    words = ("changes", "--since", str(fixtures / "demo-june.ndjson"), "-e", "wikiindaba-2023")
    told = {
        code: say(
            *words, "--wiki", str(fixtures / "demo"), "--lang", code, cwd=tmp_path, env=os.environ
        ).stdout
        for code in ("en", "fr", "ar")
    }
    assert "    themes: [-Education-]; {+Technology+}" in told["en"]
    assert "    Thème\N{NO-BREAK SPACE}: [-Education-]; {+Technology+}" in told["fr"]
    assert "، " in told["ar"].splitlines()[-1]


def test_totals_agree_in_number() -> None:
    """The word for a kind is that for one, for two or for several, as the reader's language has it."""

    def total(number: int, code: str) -> str:
        added = [one(str(count), "a") for count in range(number)]
        return "".join(cards(compare([], added), code)).splitlines()[-1]

    assert [total(number, "en") for number in (1, 2)] == ["added: 1", "added: 2"]
    assert [total(number, "fr") for number in (1, 2)] == ["ajoutée\u00a0: 1", "ajoutées\u00a0: 2"]
    assert [total(number, "pt") for number in (1, 2)] == ["adicionada: 1", "adicionadas: 2"]
    assert [total(number, "sw") for number in (1, 2)] == ["imeongezwa: 1", "zimeongezwa: 2"]
    assert len({total(number, "ar").partition(":")[0] for number in (1, 2)}) == 2
