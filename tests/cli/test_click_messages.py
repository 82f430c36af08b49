"""What click says of a wrong call is in the reader's language, whichever of its releases is installed."""

import gettext
import os
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from indababot import i18n
from indababot.cli import cli, main
from indababot.cli.click_messages import COUNTED, MESSAGES, click_speaks
from tests.starter import say

OTHERS = [code for code in i18n.available() if code != "en"]
NOT_MET = {
    "(dynamic)",
    "Aborted!",
    "Argument {name!r} takes {nargs} values.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Commands",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
    "Did you mean to pass '--{name}'?",
    "Options",
    "Positional arguments",
    "Try '{command} {option}' for help.",
    "Value must be an iterable.",
    "default: {default}",
    "deprecated",
    "env var: {var}",
    "{text} {deprecated_message}",
    "{len_type} values are required, but {len_value} was given.",
    "{value!r} does not match the format {format}.",
    "{value!r} is not a valid UUID.",
}
"""What click says to programmers, of what our commands do not have, or in help, which we write ourselves."""


def test_the_installed_clicks_messages_are_in_our_catalogues() -> None:
    """Each message that click has for a wrong call is one of ours: else it goes to ``MESSAGES``, or to ``NOT_MET`` above."""
    found = extract_from_dir(
        Path(click.__file__).parent,
        keywords={"_": None, "ngettext": (1, 2)},
        method_map=[("**.py", "python")],
    )
    files = {"core.py", "exceptions.py", "parser.py", "types.py"}
    firsts = {text if isinstance(text, str) else text[0] for file, _, text, _, _ in found if file in files}
    assert firsts, "click marks its messages with gettext"
    ours = {*MESSAGES, *(one for one, _ in COUNTED)}
    assert firsts - ours - NOT_MET == set()


WRONG = [
    (["parse", "--frmat", "x"], ["No such", "Did you"]),
    (["parse", "--bogus"], ["No such", "Did you"]),
    (["vaildate"], ["No such", "Did you"]),
    (["editions", "lst"], ["No such", "Did you"]),
    (["editions", "check"], ["Missing"]),
    (["parse", "--format"], ["requires"]),
    (["status", "a", "b"], ["unexpected", "extra"]),
    (["validate", "--fail-level", "x"], ["Invalid", "one of"]),
    (["export", "--limit", "0"], ["Invalid", "range"]),
    (["export", "--limit", "x"], ["Invalid", "valid"]),
    (["dashboard", "-o", __file__], ["Invalid", "is a file"]),
    (["update", "--patience", "x"], ["Invalid", "seconds"]),
    (["status", "--max-age", "3"], ["Invalid", "no age"]),
]


def told(*words: str, **environment: str) -> str:
    """What is said of a wrong call."""
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("INDABABOT_", "LC_", "LANG"))
    }
    done = say(*words, cwd=Path.cwd(), env={**clean, **environment})
    assert done.returncode == 2, done.stdout
    return " ".join(done.stderr.split())


@pytest.mark.parametrize(("words", "english"), WRONG, ids=[" ".join(words[:2]) for words, _ in WRONG])
def test_wrong_calls_in_all_languages(words: list[str], english: list[str]) -> None:
    """A wrong call is told in the language that was asked for, whole, and where to look too."""
    first = told(*words)
    assert [word for word in english if word not in first] == []
    for code in OTHERS:
        text = told(*words, "--lang", code)
        assert [word for word in [*english, "See '", "Missing"] if word in text] == [], text


@pytest.mark.parametrize("text", ["No such option: --frmat", "No such option '--frmat'."])
def test_a_suggestion_is_a_sentence_of_its_own(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """click 8.2 ends no sentence before its suggestion, later ones do: people see one either way."""

    def wrong(**_: object) -> None:
        raise click.NoSuchOption("--frmat", message=text, possibilities=["--format"])

    monkeypatch.setattr(cli, "main", wrong)
    with pytest.raises(SystemExit):
        main(["parse", "--frmat"])
    assert f"{text.rstrip('.')}. Did you mean" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("before", "after", "environment"),
    [
        (["--lang", "fr"], [], {}),
        ([], ["--lang=fr"], {}),
        ([], [], {"INDABABOT_LANG": "fr_CA"}),
        ([], [], {"LC_ALL": "fr_FR.UTF-8"}),
        (["--lang", "fr"], [], {"INDABABOT_LANG": "ar", "LC_ALL": "pt_PT", "LANGUAGE": "sw"}),
    ],
)
def test_the_language_is_that_of_messages(
    before: list[str], after: list[str], environment: dict[str, str]
) -> None:
    """The option, the environment and the locale choose it as they do for help and messages."""
    assert "n’existe pas" in told(*before, "parse", "--bogus", *after, **environment)


def test_the_language_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder's settings choose it too; a language that is not offered leaves English."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "indababot.toml").write_text('lang = "fr"\n')
    assert "n’existe pas" in told("parse", "--bogus")
    assert "No such option" in told("parse", "--bogus", "--lang", "xx")


def test_the_process_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who calls the command line from a program of their own keeps their catalogues and environment."""
    monkeypatch.setenv("LANGUAGE", "ar")
    with click_speaks("fr"):
        assert gettext.gettext("Missing argument") == "Argument manquant"
    assert (gettext.textdomain(), os.environ["LANGUAGE"]) == ("messages", "ar")
