"""A person with a draft: files of every kind and encoding, pipes, misspelt pages, and what is told about them."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.test_validate import ROOT, SEED_FORM, WRONG, run
from tests.starter import call

FRENCH = """\
'''Titre :''' Poterie à Thiès

'''Auteur(e)s :''' Aïssatou Bâ
'''Nom(s) d'utilisateur :''' [[Utilisatrice:Aïssatou Bâ]]
'''Type de soumission :''' Conférence
'''Thème(s) :''' Éducation
'''Résumé :''' Créer des pots à l'été, où l'on façonne l'argile.
'''Niveau :''' Débutant
'''En quoi cette session sera-t-elle bénéfique pour les communautés de la région ?''' Oui.
"""
ARABIC = "'''العنوان:''' صناعة الفخار\n\n'''الملخص:''' نتحدث عن صناعة الفخار في القرى وعن التعليم المفتوح.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def indababot(*words: str, folder: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Any command in a folder, with nothing chosen by the environment; ``stdin`` comes through a pipe."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
    environment = kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    return call(*words, cwd=folder, env=environment, stdin=stdin, strict=True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (FRENCH, name)
            for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")
        ),
        *((ARABIC, name) for name in ("utf-8-sig", "utf-16", "cp1256", "iso8859_6")),
    ],
)
def test_encodings(text: str, encoding: str, tmp_path: Path) -> None:
    """A draft in UTF-16 or an older encoding is read, and told as a warning; UTF-8 with a mark is not worth a word."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    (tmp_path / "draft.wiki").write_bytes(mark + text.encode(encoding))
    done = indababot("parse", "draft.wiki", "-e", "wikiindaba-2023", folder=tmp_path)
    abstract = json.loads(done.stdout)[0]["abstract"]
    assert abstract in text
    assert (b"better save it as UTF-8" in done.stderr) is (encoding != "utf-8-sig")
    assert done.returncode == 0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SEED_FORM, FRENCH, ARABIC])
def test_utf16_without_a_mark(text: str, encoding: str, tmp_path: Path) -> None:
    """It is read, told, and written back without a mark; a few NULs in other texts and in binary files tell nothing."""
    path = tmp_path / "draft.wiki"
    path.write_bytes(text.replace("Lecture", "Lectrue").encode(encoding))
    done = indababot("validate", "--fix", "draft.wiki", "-e", "wikiindaba-2023", folder=tmp_path)
    assert f"is written in {encoding}".encode() in done.stderr
    assert path.read_bytes() == text.encode(encoding)
    for data in (bytes(range(256)) * 8, b"\0" * 400, (SEED_FORM + "\0 \0").encode()):
        path.write_bytes(data)
        done = indababot("validate", "draft.wiki", "-e", "wikiindaba-2023", folder=tmp_path)
        assert b"utf-16" not in done.stderr


def test_fix_keeps_the_encoding(tmp_path: Path) -> None:
    """A fix writes a file back in the encoding and with the mark that it had."""
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        path = tmp_path / "draft.wiki"
        path.write_bytes(FRENCH.replace("Conférence", "Lectrue").encode(encoding))
        done = indababot("validate", "--fix", "draft.wiki", "-e", "wikiindaba-2023", folder=tmp_path)
        assert path.read_bytes() == FRENCH.replace("Conférence", "Lecture").encode(encoding), (
            done.stderr.decode()
        )


def test_an_edition_is_proposed_from_any_encoding(tmp_path: Path) -> None:
    """``editions init`` reads a form as the other commands read a draft."""
    (tmp_path / "form.wiki").write_text(FRENCH, encoding="utf-16")
    done = indababot("editions", "init", "form.wiki", folder=tmp_path)
    assert "Résumé" in done.stdout.decode(), done.stderr


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """An image, a Word file or a pipe in a folder stops nothing, is a finding in every format, and is counted."""
    (tmp_path / "wrong.wiki").write_text(WRONG)
    (tmp_path / "image.txt").write_bytes(PNG)
    (tmp_path / "talk.wiki").write_bytes(b"PK\x03\x04\x14\x00\x06\x00")
    os.mkfifo(tmp_path / "pipe.wiki")
    done = run(".", "--format", "json", folder=tmp_path)
    found = [(one["filename"], one["name"]) for one in json.loads(done.stdout)]
    assert found[2:] == [(name, "unreadable-file") for name in ("image.txt", "pipe.wiki", "talk.wiki")]
    assert found[:2] == [("wrong.wiki", "unknown-value")] * 2
    assert done.returncode == 1
    concise = run(".", folder=tmp_path)
    assert b"image.txt:1:1: IB507 unreadable-file: this is a PNG file, not text" in concise.stdout
    assert b"Findings: 5 (errors: 4, warnings: 1, info: 0; pages: 4)." in concise.stderr
    junit = ElementTree.fromstring(run(".", "--format", "junit", folder=tmp_path).stdout)
    assert len(junit.findall(".//failure")) == 5
    sarif = json.loads(run(".", "--format", "sarif", folder=tmp_path).stdout)
    assert len(sarif["runs"][0]["results"]) == 5


@pytest.mark.parametrize("form", ["json", "junit", "sarif", "concise", "full", "wikitext", "github"])
def test_only_an_unreadable_file(form: str, tmp_path: Path) -> None:
    """Where nothing else is there, the report still is a whole one, and says why."""
    (tmp_path / "image.wiki").write_bytes(PNG)
    done = run("image.wiki", "--format", form, folder=tmp_path)
    assert done.returncode == 1
    assert b"PNG file, not text" in done.stdout
    assert run("image.wiki", "--format", form, "--ignore", "unreadable-file", folder=tmp_path).returncode == 0


def test_other_commands_name_what_they_cannot_read(tmp_path: Path) -> None:
    """``parse`` and ``export`` give the rest, a line on what is missing, and 1."""
    (tmp_path / "clean.wiki").write_text(SEED_FORM)
    (tmp_path / "image.wiki").write_bytes(PNG)
    for command in ("parse", "export"):
        done = indababot(command, ".", "-e", "wikiindaba-2023", folder=tmp_path)
        assert done.returncode == 1
        assert b"clean" in done.stdout
        assert done.stderr.splitlines() == [
            b"indababot: image.wiki cannot be read: this is a PNG file, not text."
        ]


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    """A misspelt page is told, beside those that are there and alone."""
    place = tmp_path / "wiki" / "WikiIndaba 2023" / "Submissions"
    place.mkdir(parents=True)
    (place / "Clay.wiki").write_text(SEED_FORM)
    here = ("--wiki", "wiki", "-e", "wikiindaba-2023")
    right, wrong = "WikiIndaba 2023/Submissions/Clay", "WikiIndaba 2023/Submissions/Claay"
    done = indababot("parse", *here, "--page", right, "--page", wrong, folder=tmp_path)
    assert [one["page"]["title"] for one in json.loads(done.stdout)] == [right]
    assert done.returncode == 1
    assert f"There is no page '{wrong}' on".encode() in done.stderr
    done = indababot("validate", *here, "--page", wrong, "--format", "json", folder=tmp_path)
    assert [(one["name"], one["page"], one["filename"]) for one in json.loads(done.stdout)] == [
        ("unreadable-file", wrong, None)
    ]
    address = "https://wiki.example.org/wiki/WikiIndaba_2023/Submissions/Clay"
    done = indababot("parse", *here, "--page", address, folder=tmp_path)
    assert json.loads(done.stdout)[0]["page"]["title"] == right


@pytest.mark.parametrize(
    "address",
    [
        "HTTPS://wiki.example.org/wiki/",
        "<https://wiki.example.org/w/index.php/",
        "//wiki.example.org/wiki/",
        "wiki.example.org/wiki/",
        " https://wiki.example.org/w/index.php?action=edit&title=",
    ],
)
def test_an_address_as_people_paste_it(address: str, tmp_path: Path) -> None:
    """With its scheme in capitals or without it, between angle brackets or blanks; ``update`` takes it too."""
    place = tmp_path / "WikiIndaba 2023" / "Submissions"
    place.mkdir(parents=True)
    (place / "Clay.wiki").write_text(SEED_FORM)
    here = ("--wiki", ".", "-e", "wikiindaba-2023", "--page", f"{address}WikiIndaba_2023/Submissions/Clay")
    done = indababot("parse", *here, folder=tmp_path)
    assert json.loads(done.stdout)[0]["page"]["title"] == "WikiIndaba 2023/Submissions/Clay"
    done = indababot("update", "--dry-run", *here, folder=tmp_path)
    assert b"WikiIndaba 2023/Submissions/Clay holds no list of" in done.stderr


@pytest.mark.parametrize(
    "address", ["http://[::1", "https://", "http://:80/wiki/X", "http://x:99999/api.php", "http://a b/"]
)
def test_no_address(address: str, tmp_path: Path) -> None:
    """What only begins as an address is told in one line, wherever it is given."""
    for words in (("-w", address, "parse"), ("-w", ".", "update", "--page", "http://[::1")):
        done = indababot("-e", "wikiindaba-2023", *words, folder=tmp_path)
        assert done.returncode == 2
        assert b"is no address of a" in done.stderr.splitlines()[-1]
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("query", ["title=Clay&oldid=5", "title=Clay&diff=7&oldid=prev", "diff=7"])
def test_an_address_of_an_earlier_version(query: str, tmp_path: Path) -> None:
    """What is read is the newest text, so that the address of another is no page's."""
    words = ("--page", f"https://wiki.example.org/w/index.php?{query}")
    done = indababot("parse", "--wiki", ".", "-e", "wikiindaba-2023", *words, folder=tmp_path)
    assert done.returncode == 2
    assert b"is an earlier version of a page" in done.stderr.splitlines()[-1]


def test_addresses_of_two_wikis(tmp_path: Path) -> None:
    """No page is looked for on another wiki than its own."""
    words = ("--page", "https://one.example.org/wiki/A", "--page", "https://two.example.org/wiki/B")
    done = indababot("parse", *words, folder=tmp_path)
    assert done.returncode == 2
    assert b"are on two wikis" in done.stderr


def test_a_pipe(tmp_path: Path) -> None:
    """A pipe that brings text is read where nothing else is named; an empty one is none."""
    for command in ("validate", "parse"):
        done = indababot(
            command, "-e", "wikiindaba-2023", "--wiki", "nowhere", folder=tmp_path, stdin=WRONG.encode()
        )
        assert b"unknown-value" in done.stdout or b"Training trainers" in done.stdout, done.stderr
        done = indababot(command, "-e", "wikiindaba-2023", "--wiki", ".", folder=tmp_path, stdin=b"")
        assert done.returncode == 3
        assert b"reading all submissions of wikiindaba-2023 on ." in done.stderr


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("WikiIndaba 2023/Submissions/Clay.wiki", SEED_FORM),
        ("deep/down/WikiIndaba 2023/Submissions/Clay.wiki", SEED_FORM),
        ("clay.wiki", f"{SEED_FORM}[[Category:WikiIndaba 2023/Submissions/Drafts]]\n"),
        ("clay.wiki", f"{SEED_FORM}{{{{WikiIndaba 2023 footer}}}}\n"),
    ],
)
def test_the_edition_is_told(place: str, text: str, tmp_path: Path) -> None:
    """The path of a file, a category and a template tell the edition, where nobody chose one."""
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    (tmp_path / "README.txt").write_text("Notes of our own.\n")
    done = indababot("parse", place, folder=tmp_path)
    assert json.loads(done.stdout)[0]["edition"] == "wikiindaba-2023"
    done = indababot("validate", ".", "--format", "json", folder=tmp_path)
    found = [one for one in json.loads(done.stdout) if one["filename"].endswith("README.txt")]
    assert [one["name"] for one in found] == ["unreadable-file"], "one stray file stops no folder"


def test_no_year_no_guess(tmp_path: Path) -> None:
    """Another year's category, or a name that only begins alike, tells nothing."""
    for category in ("WikiIndaba 20231/Submissions", "WikiIndaba", "Any conference"):
        (tmp_path / "clay.wiki").write_text(f"{SEED_FORM}[[Category:{category}]]\n")
        assert indababot("parse", "clay.wiki", folder=tmp_path).returncode == 2


def test_fixes_are_shown(tmp_path: Path) -> None:
    """``--show-fixes`` lists what was fixed; ``--fix-only`` says nothing of what is left."""
    (tmp_path / "wrong.wiki").write_text(WRONG)
    done = run("wrong.wiki", "--fix", "--show-fixes", folder=tmp_path)
    assert b"Fixed: 1.\n- wrong.wiki:\n    1 \xc3\x97 IB201 (unknown-value)\n" in done.stderr
    assert done.returncode == 1
    (tmp_path / "wrong.wiki").write_text(WRONG)
    done = run("wrong.wiki", "--fix-only", folder=tmp_path)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"Fixed: 1.\n", 0)
    assert "Lecture" in (tmp_path / "wrong.wiki").read_text()


def test_a_baseline_says_what_it_hides(tmp_path: Path) -> None:
    """What a baseline hides is counted."""
    (tmp_path / "wrong.wiki").write_text(WRONG)
    run("wrong.wiki", "--write-baseline", "known.json", folder=tmp_path)
    done = run("wrong.wiki", "--baseline", "known.json", folder=tmp_path)
    assert done.stderr.splitlines() == [
        b"No problems found (pages: 1).",
        b"Known findings that the baseline hides: 2.",
    ]


def test_no_path_on_a_wiki(tmp_path: Path) -> None:
    """A report for a talk page names pages, not places on the organiser's disk."""
    for name in ("private/one.wiki", "private/two.wiki"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SEED_FORM)
    text = run(
        "private/one.wiki", "private/two.wiki", "--format", "wikitext", folder=tmp_path
    ).stdout.decode()
    assert "IB203" in text or "duplicate-title" in text
    assert "private" not in text


def test_settings_are_shown(tmp_path: Path) -> None:
    """Every option that decides something shows, in the place of what the file says."""
    (tmp_path / "indababot.toml").write_text('ignore = ["IB6"]\n')
    words = (
        "--select",
        "IB1",
        "--ignore",
        "IB4",
        "--per-page-ignores",
        "*.txt:IB2",
        "--unsafe-fixes",
        "--lang",
        "fr",
        *("--diff", "--quiet", "--jobs", "2", "--title", "Clay", "--page", "Pots"),
    )
    shown = run(*words, "--show-settings", folder=tmp_path).stdout.decode()
    for line in (
        'edition = "wikiindaba-2023"',
        'lang = "fr"',
        'select = ["IB1"]',
        'ignore = ["IB6", "IB4"]',
        "unsafe-fixes = true",
        '"*.txt" = ["IB2"]',
        "# baseline n’est pas réglé",
        *("diff = true", "quiet = true", "jobs = 2", 'title = "Clay"', 'page = ["Pots"]'),
    ):
        assert line in shown, shown


def test_severity_in_words(tmp_path: Path) -> None:
    """Severity does not show by colour alone."""
    (tmp_path / "wrong.wiki").write_text(WRONG.replace("[[User:Ada]]", ""))
    text = run("wrong.wiki", "--format", "full", folder=tmp_path).stdout.decode()
    assert "IB201 unknown-value (error): " in text


def test_a_missing_page_in_every_format(tmp_path: Path) -> None:
    """The finding on a page that is not there says what was meant, in the reader's language, and never where the folder is."""
    (tmp_path / "Clay pots.wiki").write_text("x", encoding="utf-8")
    words = ("validate", "--page", "Clay pot", "-w", str(tmp_path), "-e", "wikiindaba-2023")
    full = indababot(*words, "--format", "full", folder=tmp_path).stdout.decode()
    assert "there is no such page in the folder" in full
    for form in ("full", "concise", "json", "sarif", "github", "junit", "wikitext"):
        told = indababot(*words, "--format", form, folder=tmp_path).stdout.decode()
        assert "there is no such page in the folder: did you mean “Clay pots”?" in told, form
    french = indababot(*words, "--format", "wikitext", "--lang", "fr", folder=tmp_path).stdout.decode()
    assert "« Clay pots »" in french.replace("\u202f", " ").replace("\u00a0", " ")
    assert str(tmp_path) not in full + french
