"""What stands beside drafts, or is wrong with one, stops nothing else: links in a circle, closed and protected files, damaged text."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indababot import textfiles
from indababot.errors import PageUnreadable
from tests.cli.test_drafts import ARABIC, FRENCH, indababot
from tests.cli.test_validate import ROOT, SEED_FORM, WRONG, run

UNCAPABLE = ("setpriv", "--inh-caps=-all", "--bounding-set=-all")
"""Root without its rights over other people's files, so that modes hold for these tests too."""


def bound(*words: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """A command for which the modes of files hold, whoever runs the tests."""
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("there is no setpriv to take root's rights")
        before = UNCAPABLE
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
    }
    command = [*before, sys.executable, "-m", "indababot", *words, "-e", "wikiindaba-2023"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


def names(done: subprocess.CompletedProcess[bytes]) -> list[tuple[str, str]]:
    """The files and rules of the findings of a JSON report, each pair once."""
    return list(dict.fromkeys((one["filename"], one["name"]) for one in json.loads(done.stdout)))


def test_links_in_a_circle(tmp_path: Path) -> None:
    """A link to itself, links to each other and a link to nowhere are findings; the drafts beside them are checked."""
    (tmp_path / "wrong.wiki").write_text(WRONG)
    for name, target in (("self", "self"), ("a", "b"), ("b", "a"), ("nowhere", "gone")):
        (tmp_path / f"{name}.wiki").symlink_to(f"{target}.wiki")
    found = names(run(".", "--format", "json", folder=tmp_path))
    assert ("wrong.wiki", "unknown-value") in found
    assert {name for name, rule in found if rule == "unreadable-file"} == {
        "self.wiki",
        "a.wiki",
        "b.wiki",
        "nowhere.wiki",
    }
    alone = run("self.wiki", "wrong.wiki", "--format", "json", folder=tmp_path)
    assert {name for name, _ in names(alone)} == {"self.wiki", "wrong.wiki"}
    done = indababot("validate", "-e", "wikiindaba-2023", "--wiki", ".", folder=tmp_path)
    assert done.returncode == 1
    assert b"self.wiki:1:1: IB507" in done.stdout


def test_a_file_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the system tells a size that is too small, as of a file that grows meanwhile; one that is too large is not read."""
    draft = tmp_path / "a.wiki"
    draft.write_text(WRONG)
    size = len(WRONG.encode())
    told = os.stat_result((0o100644, 0, 0, 1, 0, 0, 0, 0, 0, 0))
    for most in (size, size - 1):
        monkeypatch.setattr(textfiles, "MAX_BYTES", most)
        for fstat in (os.fstat, lambda _: told):
            with monkeypatch.context() as patch:
                patch.setattr("indababot.textfiles.os.fstat", fstat)
                if most == size:
                    assert textfiles.read_text(str(draft)).text == WRONG
                else:
                    with pytest.raises(PageUnreadable, match="larger than"):
                        textfiles.read_text(str(draft))


def test_closed_files_and_folders(tmp_path: Path) -> None:
    """A file or folder that may not be read is a finding, in a folder and by its own name; the others are checked."""
    (tmp_path / "wrong.wiki").write_text(WRONG)
    (tmp_path / "closed.wiki").write_text(WRONG)
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "in.wiki").write_text(WRONG)
    for name in ("closed.wiki", "shut"):
        (tmp_path / name).chmod(0)
    try:
        for sources, expected in (
            (["."], {"wrong.wiki", "closed.wiki", "shut"}),
            (["wrong.wiki", "closed.wiki", "shut"], {"wrong.wiki", "closed.wiki", "shut"}),
            (["shut/in.wiki", "wrong.wiki"], {"wrong.wiki", "shut/in.wiki"}),
        ):
            done = bound("validate", *sources, "--format", "json", folder=tmp_path)
            assert {name for name, _ in names(done)} == expected, done.stderr
            assert done.returncode == 1
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_protected_file_stays(tmp_path: Path) -> None:
    """What is write-protected is neither fixed nor written over, and told; the others are fixed, with the mode and owner that they had."""
    for name, mode in (("kept.wiki", 0o444), ("fixed.wiki", 0o640)):
        (tmp_path / name).write_text(WRONG)
        (tmp_path / name).chmod(mode)
    if os.geteuid() == 0:
        os.chown(tmp_path / "fixed.wiki", 1234, 1234)
        run(".", "--fix", folder=tmp_path)
        (tmp_path / "kept.wiki").write_text(WRONG)
        status = (tmp_path / "fixed.wiki").stat()
        assert (status.st_uid, status.st_gid) == (1234, 1234)
        os.chown(tmp_path / "fixed.wiki", 0, 0)
        (tmp_path / "fixed.wiki").write_text(WRONG)
    done = bound("validate", ".", "--fix", folder=tmp_path)
    assert b"kept.wiki cannot be written: Permission denied." in done.stderr
    assert (tmp_path / "kept.wiki").read_text() == WRONG
    assert (tmp_path / "fixed.wiki").read_text() != WRONG
    assert (tmp_path / "fixed.wiki").stat().st_mode & 0o777 == 0o640
    done = bound("validate", "fixed.wiki", "-o", "kept.wiki", folder=tmp_path)
    assert (tmp_path / "kept.wiki").read_text() == WRONG


def test_what_the_system_says_is_translated(tmp_path: Path) -> None:
    """A reason that the system gives is in the reader's language too."""
    (tmp_path / "draft.wiki").write_text(SEED_FORM)
    done = run("draft.wiki", "-o", "none/x.json", "--lang", "fr", folder=tmp_path)
    assert "No such file" not in done.stderr.decode()
    assert "il n’y a pas de tel fichier ou dossier" in done.stderr.decode()


@pytest.mark.parametrize("text", [FRENCH, ARABIC])
def test_damaged_utf8_is_no_older_encoding(text: str, tmp_path: Path) -> None:
    """UTF-8 with a few wrong bytes, or cut in a sign, is told with its line, and not read as another encoding, which spoils every word."""
    data = text.encode()
    place = data.index(b"\n\n") + 2
    for damaged, line in ((data[:place] + b"\xff\xfe\x80" + data[place:], 3), (data[: place - 3], 1)):
        (tmp_path / "draft.wiki").write_bytes(damaged)
        done = run("draft.wiki", folder=tmp_path)
        if line == 1 and damaged.decode(errors="replace").count("\ufffd") == 0:
            continue  # it was cut between two signs
        assert f"unreadable-file: line {line} is damaged".encode() in done.stdout
        assert b"and was read as that" not in done.stderr
    (tmp_path / "draft.wiki").write_bytes(text.encode("cp1256" if text is ARABIC else "cp1252"))
    assert b"and was read as that" in run("draft.wiki", folder=tmp_path).stderr


@pytest.mark.parametrize("head", ["<!DOCTYPE html>", "\n<HTML lang='en'>", "<?xml version='1.0'?>\n<html>"])
@pytest.mark.parametrize("name", ["saved.wiki", "saved.wikitext", "saved.html", "saved.txt"])
def test_a_saved_page_is_html_under_any_name(name: str, head: str, tmp_path: Path) -> None:
    """A page that a browser saved is read as HTML, so that no piece of a tag is taken for an account."""
    body = "<body><p><b>ID:</b> Clay</p><p><b>Username(s):</b> <a href='/wiki/User:Ada_Nkosi'>User:Ada Nkosi</a></p></body></html>"
    (tmp_path / name).write_text(head + body)
    done = indababot("parse", name, "-e", "wikiindaba-2023", folder=tmp_path)
    assert [one["name"] for one in json.loads(done.stdout)[0]["usernames"]] == ["Ada Nkosi"]


def test_a_pipe_that_was_not_asked_for_is_fixed(tmp_path: Path) -> None:
    """A pipe without ``-`` is standard input all the same: its fixed text goes to standard output."""
    text = SEED_FORM.replace("Lecture", "Lectrue").encode()
    for source in ([], ["-"]):
        done = indababot("validate", *source, "--fix", "-e", "wikiindaba-2023", folder=tmp_path, stdin=text)
        assert done.stdout == SEED_FORM.encode(), done.stderr


def test_a_baseline_holds_from_any_folder(tmp_path: Path) -> None:
    """A baseline knows a file by its place beside the baseline: wherever the command is run, and no other file of the same name."""
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "draft.wiki").write_text(WRONG)
    (tmp_path / "indababot.toml").write_text('baseline = "known.json"\n')
    run(".", "--write-baseline", "known.json", folder=tmp_path)
    for folder, source in (
        ("", "."),
        ("sub", ".."),
        ("sub/deep", "../../draft.wiki"),
        ("sub", str(tmp_path)),
    ):
        assert run(source, folder=tmp_path / folder).returncode == 0, (folder, source)
    (tmp_path / "sub" / "draft.wiki").write_text(WRONG.replace("'''ID:'''", "'''ID:''' x"))
    assert run("draft.wiki", folder=tmp_path / "sub").returncode == 1


def test_formats_of_statistics(tmp_path: Path) -> None:
    """Statistics are text or JSON; another format is an error, not text under its name."""
    (tmp_path / "draft.wiki").write_text(WRONG)
    for form in ("sarif", "junit", "github", "wikitext"):
        done = run("draft.wiki", "--statistics", "--format", form, folder=tmp_path)
        assert done.returncode == 2
        assert b"use one of full, concise, json" in done.stderr
    assert json.loads(run("draft.wiki", "--statistics", "--format", "json", folder=tmp_path).stdout)


def test_settings_say_which_words_there_are(tmp_path: Path) -> None:
    """A wrong word is told with the right ones, and not with a pattern."""
    (tmp_path / "indababot.toml").write_text('fail-level = "warn"\n')
    done = run(".", folder=tmp_path)
    assert b"'fail-level' must be 'error', 'warning' or 'info'." in done.stderr
    assert done.returncode == 2
    (tmp_path / "indababot.toml").unlink()
    shown = run("--show-settings", "--lang", "fr", folder=tmp_path).stdout.decode()
    assert "# de cet appel\N{NO-BREAK SPACE}: edition, lang" in shown


@pytest.mark.parametrize(
    ("text", "was", "becomes"),
    [
        (FRENCH, "Conférence", "Conférance"),
        (FRENCH, "Débutant", "Débutannt"),
        (SEED_FORM, "Lecture", "Lectrue"),
        ("'''نوع المشاركة:''' محاضرة\n" + ARABIC, "محاضرة", "محاضره"),
    ],
)
def test_a_fix_keeps_the_authors_language(text: str, was: str, becomes: str, tmp_path: Path) -> None:
    """A misspelt choice is spelt right in the language that it is in, and a second fix changes nothing."""
    path = tmp_path / "draft.wiki"
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    for _ in range(2):
        run("draft.wiki", "--fix", folder=tmp_path)
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Special:Permalink/12", "earlier version"),
        ("https://fr.example.org/wiki/Sp%C3%A9cial:Diff/7", "earlier version"),
        ("https://ar.example.org/wiki/خاص:بحث", "special page"),
        ("https://example.org/w/index.php?title=Special:Search&search=x", "special page"),
    ],
)
def test_special_pages_are_told(word: str, expected: str, tmp_path: Path) -> None:
    """A page that the software makes is none to read, in whatever language it is named."""
    done = indababot("parse", "--wiki", ".", "-e", "generic", "--page", word, folder=tmp_path)
    assert done.returncode == 2
    assert expected in done.stderr.decode()


@pytest.mark.parametrize("word", ["[[Clay pots]]", "[[:Clay pots|pots]]", "[[ Clay pots ]]"])
def test_a_link_is_a_title(word: str, tmp_path: Path) -> None:
    """A link that is copied from wikitext names its page."""
    (tmp_path / "Clay pots.wiki").write_text(SEED_FORM)
    done = indababot("parse", "--wiki", ".", "-e", "generic", "--page", word, folder=tmp_path)
    assert json.loads(done.stdout)[0]["page"]["title"] == "Clay pots", done.stderr


def test_a_misspelt_rule_is_told_wherever_it_stands(tmp_path: Path) -> None:
    """A rule that there is not is an error where nothing else is selected too."""
    (tmp_path / "draft.wiki").write_text(WRONG)
    for words in (
        ("--extend-select", "mising-field"),
        ("--select", "IB1", "--extend-select", "mising-field"),
    ):
        done = run("draft.wiki", *words, folder=tmp_path)
        assert done.returncode == 2
        assert b"did you mean 'missing-field'?" in done.stderr
    done = run("draft.wiki", "--select", "IB1", "--extend-select", "unknown-value", folder=tmp_path)
    assert b"IB201" in done.stdout


@pytest.mark.parametrize("source", [".", "*.wiki"])
def test_a_title_is_that_of_one_file(source: str, tmp_path: Path) -> None:
    """A folder or a pattern is no single file, whose title could be told."""
    (tmp_path / "draft.wiki").write_text(WRONG)
    done = run(source, "--title", "Clay", folder=tmp_path)
    assert done.returncode == 2
    assert b"--title goes with one file only" in done.stderr


def test_documents_beside_drafts(tmp_path: Path) -> None:
    """What people write in an office program is no text: it is left out, and told; pictures and what is excluded are not."""
    for name in ("one.docx", "two.ODT", "deep/three.rtf", "pic.png", "old.doc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    empty = run(".", "--exclude", "old.doc", folder=tmp_path)
    assert empty.returncode == 3
    assert b"3 files are documents and no text, deep/three.rtf is one: they were left out." in empty.stderr
    assert b". has no page (names of files that are read end in .wiki, .wikitext," in empty.stderr
    (tmp_path / "clean.wiki").write_text(SEED_FORM)
    done = run(".", "--exclude", "deep", "--exclude", "old.doc", "--exclude", "*.ODT", folder=tmp_path)
    assert (
        b"one.docx is a document and no text: it was left out. Save it as .txt to have it read."
        in done.stderr
    )
    assert b"pic.png" not in done.stderr
