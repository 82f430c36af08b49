"""What commands say of their own work, in the reader's language: none of it stays English."""

import os
import tomllib
from copy import copy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from indababot.checking import baseline
from indababot.cli import cli, pwb
from indababot.cli.asking import Asker
from indababot.cli.progress import STEPS, _show
from indababot.cli.spoken import spoken
from indababot.errors import UsageError
from indababot.i18n import available, decimal, in_language, percent, said, translate
from indababot.textfiles import from_json, why
from indababot.toml import TomlError, loads
from indababot.updating.report import WORDS, Outcome
from indababot.wikis.dump.pages import Hostile
from tests.starter import say
from tests.update.place import HOME, Place

EDITION = 'id = "x"\nname = "X"\n'
STUB = """<mediawiki><siteinfo/><page><title>WikiIndaba 2023/Submissions/Wells</title><ns>0</ns><id>1</id><revision><id>2</id>
<timestamp>2023-09-01T00:00:00Z</timestamp><text bytes="9" deleted="deleted" /></revision></page></mediawiki>"""
LABELS = '[[fields]]\nkey = "title"\nlabels.en = ["Name"]\n[[fields]]\nkey = "types"\nlabels.en = ["Name"]\n'
"""Of two fields, each with the label of the other."""


@pytest.fixture
def folder(place: Place, tmp_path: Path) -> Path:
    """A folder with a wiki, and files in which something is wrong."""
    files = {
        "stub.xml": STUB,
        "unknown.toml": EDITION + "nmae = 1\nb = 2\n",
        "wrong.toml": EDITION + '[guard]\nmax_shrink = "much"\n[[fields]]\nkey = "author"\n',
        "missing.toml": 'id = "x"\n',
        "labels.toml": EDITION + LABELS,
        "zone.toml": EDITION + 'timezone = "Lagos"\n',
        "deep.toml": EDITION + f"a = {'[' * 30}{']' * 30}\n",
        "limits.toml": "[fields.abstract]\nmax_words = 'x'\n",
        "misspelt/indababot.toml": 'edtion = "x"\nb = 1\n',
        "level/indababot.toml": 'fail-level = "bad"\n',
        "draft.wiki": "'''Author(s):''' \n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def french(folder: Path, words: str, **more: str) -> str:
    """What a call says in French on both streams, its line breaks and no-break blanks as blanks."""
    own = {"INDABABOT_EDITION": "wikiindaba-2023", "INDABABOT_STATE": str(folder / "state"), **more}
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    cwd = folder / more.pop("FOLDER", ".")
    done = say(*words.split(), "--lang", "fr", cwd=cwd, env=clean | own)
    return " ".join((done.stdout + done.stderr).replace("\N{NO-BREAK SPACE}", " ").split())


DOCTOR = (
    "édition : wikiindaba-2023 (WikiIndaba 2023), 13 champs",
    "dossier d’état :",
    "connexion :",
    "n’en a pas besoin",
    "propositions : 6 pages",
    "page d’arrêt :",
)
SAID = {
    "doctor --wiki wiki": DOCTOR,
    "doctor --wiki empty": (
        "à voir propositions : 0 page ",
        "Pour corriger : regardez [pages] de l’édition",
    ),
    "status --wiki wiki": ("wikiindaba-2023 sur", "aucune exécution pour l’instant"),
    "update --wiki wiki --dry-run": ("4 pages seraient écrites, refusées : 0 ; 6 propositions.",),
    "update --wiki wiki": (f"écrite {HOME} (6 lignes)", "(0 ligne)", "4 écrites ; 6 propositions, "),
    "update --wiki wiki -e wikiindaba-2023,cee-2022": ("éditions : 2,", "note éditions sans proposition"),
    "validate draft.wiki --write-baseline known.json": ("Constats désormais connus dans known.json :",),
    "validate --wiki stub.xml": ("illisible : son texte est masqué",),
    "validate draft.wiki --rules-file limits.toml": ("«", "doit être un nombre entier"),
    "editions check unknown.toml": (
        "clé inconnue « nmae » à la ligne 3",
        "vouliez-vous dire « name »",
        "et encore 1",
    ),
    "editions check wrong.toml": ("doit être 'title',", "ou 'other', et non 'author' (et encore 1)."),
    "editions check missing.toml": ("la clé « name » manque",),
    "editions check labels.toml": ("le libellé « Name » est donné à deux champs",),
    "editions check zone.toml": ("« Lagos » n’est pas un fuseau horaire",),
    "editions check deep.toml": ("l’imbrication est trop profonde",),
}


@pytest.mark.parametrize("words", SAID)
def test_commands_speak_french(folder: Path, words: str) -> None:
    """What a command says of its work, its counts and its faults is French where that is asked for."""
    (folder / "empty").mkdir()
    told = french(folder, words)
    for part in SAID[words]:
        assert part in told, told


def test_status_speaks_french(folder: Path) -> None:
    """After a run: its age, what became of the pages, and the last good one."""
    french(folder, "update --wiki wiki")
    told = french(folder, "status --wiki wiki")
    assert "dernière exécution : il y a" in told
    assert "code de sortie 0 ; 4 écrites" in told
    assert "dernière bonne exécution : il y a" in told
    assert "4 inchangées ; 6 propositions" in french(folder, "update --wiki wiki")


@pytest.mark.parametrize(
    ("place_", "part"),
    [
        ("misspelt", "clé inconnue « edtion » (et encore 1), vouliez-vous dire « edition »"),
        ("level", "doit être 'error', 'warning' ou 'info'"),
    ],
)
def test_settings_are_refused_in_french(folder: Path, place_: str, part: str) -> None:
    """A fault in the settings, and how many more there are."""
    assert part in french(folder, "validate ../draft.wiki", FOLDER=place_)


def test_a_language_that_is_not_there_is_refused_in_that_of_the_locale(folder: Path) -> None:
    """Who asks for a language that there is not reads so in the own one."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    done = say("rules", "--lang", "xx", cwd=folder, env=clean | {"LC_ALL": "fr_FR.UTF-8"})
    assert "Il n’y a pas de messages en" in done.stderr


def test_pwb_refuses_in_french(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An argument of pywikibot with a wrong value, in the language that the words after it ask for."""

    def refused(words: list[str]) -> list[str]:
        raise UsageError("{argument}: give a whole number", argument=words[0])

    monkeypatch.setattr("indababot.wikis.live.global_arguments", refused)
    monkeypatch.setattr("sys.argv", ["pwb", "-maxlag:soon", "status", "--lang", "fr"])
    with pytest.raises(SystemExit):
        pwb.main()
    assert "-maxlag:soon\N{NO-BREAK SPACE}: donnez un nombre entier" in capsys.readouterr().err


def test_ask_asks_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question and the summary before it; the answers' letters stay, since they are typed."""
    asked: list[str] = []
    monkeypatch.setenv("INDABABOT_LANG", "fr")
    monkeypatch.setattr("indababot.updating.diff.show_page", lambda page, colour: [])

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return "n"

    monkeypatch.setattr(click, "prompt", prompt)
    page: Any = SimpleNamespace(title="Home", summary="Hello")
    with click.Context(cli) as ctx:
        assert spoken(ctx) == "fr"
        assert not Asker()(page)
    assert asked == ["Écrire Home\N{NO-BREAK SPACE}? (y) oui, (n) non, (a) toutes les suivantes, (q) arrêter"]


def test_progress_is_told_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line on the terminal says what is done now; every step that a command tells is one that has a translation."""
    shown: list[object] = []
    monkeypatch.setenv("INDABABOT_LANG", "fr")
    line: Any = SimpleNamespace(show=shown.append)
    with click.Context(cli):
        _show(line, "reading pages", 3)
    assert shown == ["lecture des pages: 3"]
    for code in set(available()) - {"en"}:
        assert all(translate(code, step) != step for step in STEPS)


def test_reports_stay_english() -> None:
    """The words of outcomes are translated for people; the data of a report says them as they are."""
    assert {outcome: outcome.value for outcome in Outcome} == WORDS


def test_errors_of_toml_are_messages() -> None:
    """What is wrong with a text that is no TOML is told in the reader's language, within another message too; an unknown reason stays."""
    error = UsageError(
        "The settings in {path} cannot be read: {error}", path="x", error=TomlError("it is nested too deeply")
    )
    assert "imbrication" in in_language("fr", error)
    assert "Invalid value" in in_language("fr", TomlError("Invalid value (at line 1, column 2)"))
    assert str(said("{why}", why=TomlError("a {number}"))) == "a {number}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\na = 2\n", "2, column 6"),
        ("[a]\n[a]\n", "2, column 3"),
        ("a.b = 1\na.b.c = 2\n", "2, column 10"),
        ("a = 1\n[[a]]\n", "2, column 4"),
        ("a = {b = 1, b = 2}\n", "1, column "),
        ("a = [1, 2\n\n", "3, column 1"),
        ("[pages\n", "1, column 7"),
        ("[[pages]\n", "1, column 8"),
        ("a = {b = 1\n", "1, column 11"),
        ("a\n", "1, column 2"),
        ('a = "x\n', "1, column 7"),
        ('a = "x', "1, column 7"),
        ("a = 'x", "1, column 7"),
        ('a = """x\n', "2, column 1"),
        ("a = '''x\n", "2, column 1"),
        ('a = "\\q"\n', "1, column "),
        ('a = "\\uD800"\n', "1, column "),
        ('a = "\\uZZ"\n', "1, column "),
        ("a = x\n", "1, column 5"),
        ("a = 2023-13-01\n", "1, column 9"),
        ("a = 1 b\n", "1, column 7"),
        ("= 1\n", "1, column 1"),
        ("a = 1\n# \x00\n", "2, column 3"),
    ],
)
def test_no_reason_of_tomllib_is_quoted(text: str, place: str) -> None:
    """Every reason that tomllib has is told in words of ours, with its line and column, in each language."""
    with pytest.raises(TomlError, match=f"line {place}") as caught:
        loads(text)
    with pytest.raises(tomllib.TOMLDecodeError) as own:
        tomllib.loads(text)
    reason = str(own.value).partition(" (at ")[0]
    for code in available():
        told = in_language(code, caught.value)
        assert reason not in told
        assert "{" not in told
        assert told != str(caught.value) or code == "en"


def test_what_a_library_says_is_told_in_the_readers_language(tmp_path: Path) -> None:
    """Where JSON is wrong, and what is wrong with a dump: each a message, also from beneath an error of the system's kind."""
    with pytest.raises(ValueError, match="line 2, column 3") as broken:
        from_json('{"a": 1,\n  }')
    assert "colonne 3" in in_language("fr", why(broken.value))
    assert why(EOFError(said("its end is missing"))) == "its end is missing"
    assert in_language("fr", why(EOFError(said("its end is missing")))) != "its end is missing"
    assert in_language("fr", why(OSError(5, said("it is larger than {size} MB", size=3)))).endswith("3 Mo")
    # copy does what pickle does between processes
    sent = copy(Hostile("a page has a revision of more than {size} MB", size=3))
    assert in_language("fr", sent).startswith("une page a une version de plus de 3")


@pytest.mark.parametrize(("code", "number"), [("en", "3.5"), ("fr", "3,5"), ("pt", "3,5"), ("sw", "3.5")])
def test_numbers_follow_the_language(code: str, number: str) -> None:
    """A decimal has the language's sign, wherever a message has one, and a share its per cent."""
    assert in_language(code, decimal(3.46)) == number
    assert number in in_language(code, said("{seconds} s", seconds=decimal(3.5)))
    assert in_language(code, percent(0.5)).replace("\u202f", "\u00a0") in ("50%", "50\u00a0%", "asilimia 50")
    assert in_language("fr", percent(0.5)) == "50\u00a0%"


def test_a_baseline_of_one_finding(folder: Path) -> None:
    """The number of findings reads well whatever it is."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    words = ("validate", "draft.wiki", "--select", "missing-username", "-e", "wikiindaba-2023")
    done = say(*words, "--write-baseline", "known.json", cwd=folder, env=clean | {"LC_ALL": "C"})
    assert done.stderr == "Findings that are known now in known.json: 1.\n"
    assert sum(baseline.load((folder / "known.json").read_text(), "known.json").values()) == 1


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("validate draft.wiki --statistics", ("nombre pages",)),
        (
            "validate --show-settings",
            ("# fichier de réglages : ni indababot.toml", "# edition n’est pas réglé"),
        ),
        ("parse wiki --format text", ("Auteurs", "État", "soumise")),
        ("rules", ("erreur", "avertissement")),
        ("rules IB101", ("IB101 missing-field (erreur)",)),
    ],
)
def test_what_stands_around_data_is_french_too(folder: Path, words: str, parts: tuple[str, ...]) -> None:
    """The heads of the statistics, the labels of a card, the comments of the settings, and how grave a rule is."""
    told = french(folder, words, INDABABOT_EDITION="" if "settings" in words else "wikiindaba-2023")
    for part in parts:
        assert part in told, told


def test_a_kept_report_is_told_in_the_language_of_who_asks(folder: Path) -> None:
    """What ended a run or failed a page is told by a later ``status`` in its language, whatever the run spoke."""
    page = folder / "wiki" / "WikiIndaba 2023" / "Broken.wiki"
    page.write_text("{{IndabaBot list|view=submissions}}\nno end\n", encoding="utf-8")
    french(folder, "update --wiki wiki --lang ar")
    told = french(folder, "status --wiki wiki")
    assert "échec : WikiIndaba 2023/Broken : ligne 1 :" in told
    assert "n’a pas de {{IndabaBot list end}} après lui" in told


def test_warnings_of_the_log(tmp_path: Path) -> None:
    """A wiki out of reach is told in the reader's language, the word for the level too."""
    words = ("doctor", "-e", "generic", "-w", "http://127.0.0.1:1/api.php", "--patience", "1")
    told = {code: say(*words, "--lang", code, cwd=tmp_path, env=os.environ).stderr for code in available()}
    assert told["en"].startswith("WARNING: ")
    assert "; trying again in " in told["en"]
    for code in available():
        if code != "en":
            assert "WARNING" not in told[code]
            assert "trying" not in told[code]


def test_what_setup_leaves_alone(tmp_path: Path) -> None:
    """A template that somebody changed stays, and why is told in the reader's language."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "Template%3AIndabaBot list.wiki").write_text("ours", encoding="utf-8")
    told = {
        code: say("setup", "-w", str(folder), "--lang", code, cwd=tmp_path, env=os.environ).stdout
        for code in available()
    }
    assert "it is there already and differs" in told["en"]
    assert [code for code, text in told.items() if "already and differs" in text] == ["en"]
    assert all("--replace" in text for text in told.values())
