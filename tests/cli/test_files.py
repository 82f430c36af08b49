"""Files that commands write: whole or not at all, and what stands in them."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indababot.cli import cli
from indababot.cli.files import write_file
from indababot.errors import UsageError

PAGE = """'''Title:''' {title}

'''Author(s):''' Ada Example

'''Username(s):''' [[User:Ada E]]

'''Type of submission:''' {kind}

'''Abstract:''' =1+1, write to ada@example.org

"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for title, kind in (("Wells", "Lecture"), ("Drums", "Workshop"), ("=2+2", "Lecture")):
        (folder / f"{title}.wiki").write_text(PAGE.format(title=title, kind=kind), encoding="utf-8")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def exported(*arguments: str) -> list[dict[str, str]]:
    done = run("export", "-e", "generic", *arguments)
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))


def test_export_as_a_maintainer_uses_it(pages: Path) -> None:
    """Rows in a stable order with the chosen columns, filtered, addresses masked, formulas defused unless --raw."""
    rows = exported(str(pages), "--columns", "title,types,abstract")
    assert [list(row) for row in rows] == [["title", "types", "abstract"]] * 3
    assert [row["title"] for row in rows] == ["'=2+2", "Drums", "Wells"]
    assert not any("ada@" in row["abstract"] for row in rows)
    assert all(row["abstract"].startswith("'=") for row in rows)
    assert [row["title"] for row in exported(str(pages), "--type", "lecture", "--raw")] == ["=2+2", "Wells"]
    assert exported(str(pages), "--columns", "title") == exported(str(pages), "--columns", "title", "--bom")


def test_a_file_is_told_by_its_suffix(pages: Path, tmp_path: Path) -> None:
    """-o FILE.json writes JSON, FILE.csv the table, and both hold every submission; nothing else lies there afterwards."""
    target = tmp_path / "out"
    target.mkdir()
    for name in ("a.json", "a.csv"):
        assert run("export", "-e", "generic", str(pages), "-o", str(target / name)).exit_code == 0
    records = json.loads((target / "a.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(io.StringIO((target / "a.csv").read_text(encoding="utf-8"))))
    assert [record["page"]["title"] for record in records] == [row["page"].removeprefix("'") for row in rows]
    assert sorted(path.name for path in target.iterdir()) == ["a.csv", "a.json"]


def test_what_fails_midway_leaves_the_old_file(tmp_path: Path) -> None:
    """A file is replaced when all of it is there: an error in between leaves the old one, and no other."""

    def pieces() -> Iterator[str]:
        yield "half"
        raise RuntimeError

    file = tmp_path / "a.csv"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError):
        write_file(str(file), pieces())
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"a.csv": "old"}


def test_a_link_and_its_mode_stay(tmp_path: Path) -> None:
    """A file that others may not read stays so, and a link goes on pointing to it."""
    file, link = tmp_path / "a.csv", tmp_path / "latest.csv"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    write_file(str(link), ["new"])
    assert (file.read_text(encoding="utf-8"), file.stat().st_mode & 0o777) == ("new", 0o640)
    assert link.is_symlink()


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error names the file and the reason."""
    with pytest.raises(UsageError, match=r"a/b\.csv cannot be written: No such file or directory\."):
        write_file(str(tmp_path / "a" / "b.csv"), ["x"])
