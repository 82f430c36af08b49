"""What click says of a wrong call is in the reader's language, whichever of its releases is installed."""

import ast
import gettext
import os
import re
import runpy
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from indababot import i18n
from indababot.cli import cli, main
from indababot.cli.click_messages import COUNTED, MESSAGES, click_speaks
from tests.starter import say

ROOT = Path(__file__).parents[2]
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
    (["export", "--format", "cvs"], ["Invalid", "one of", "Did you mean 'csv'?"]),
    (["export", "--view", "submisions"], ["Invalid", "one of", "Did you mean 'submissions'?"]),
    (["export", "--rows", "persn"], ["Invalid", "Did you mean 'person'?"]),
    (["completion", "bsh"], ["Invalid", "Did you mean 'bash'?"]),
    (["export", "--limit", "0"], ["Invalid", "range"]),
    (["export", "--limit", "x"], ["Invalid", "whole number", "such as 20"]),
    (["export", "--limit", "2.5"], ["Invalid", "whole number", "such as 20"]),
    (["validate", "--revision", "ten"], ["Invalid", "whole number", "such as 20"]),
    (["parse", "--jobs", "two"], ["Invalid", "whole number", "such as 20"]),
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


@pytest.mark.share(2)
@pytest.mark.parametrize(("words", "english"), WRONG, ids=[" ".join(words[:2]) for words, _ in WRONG])
def test_wrong_calls_in_all_languages(words: list[str], english: list[str]) -> None:
    """A wrong call is told in the language that was asked for, whole, and where to look too."""
    first = told(*words)
    assert [word for word in english if word not in first] == []
    for code in OTHERS:
        text = told(*words, "--lang", code)
        assert [word for word in [*english, "See '", "Missing"] if word in text] == [], text


OURS = [
    "rules IB999",
    "rules mising-field",
    "editions show wikiindaba-2032",
    "editions show none.toml",
    "editions check none.toml",
    "editions init",
    "editions init none.wiki",
    "editions init none.wiki -o x.yaml",
    "-e nowhere parse",
    "-e generic,cee-2022 doctor",
    "parse",
    "parse nothing.wiki",
    "parse -o x.csv",
    "parse x.wiki --format text -o x.json",
    "parse -w metta -e generic",
    "parse -w nothing.xml -e generic",
    "parse -w http://[ -e generic",
    "parse --page http://[",
    "parse --title x",
    "parse --with-personal-data",
    "validate --select IB999 .",
    "validate --fix --diff .",
    "validate --show-fixes .",
    "validate --per-page-ignores x .",
    "validate --rules-file none.toml .",
    "validate --baseline none.json .",
    "validate -o x.pdf .",
    "validate --watch none.wiki",
    "export --columns titel .",
    "export --columns title,title .",
    "export --sort titel .",
    "export --format xlsx",
    "export --format json --view people",
    "export --format csv --parameter group=theme",
    "export -o x.pdf",
    "changes -e generic --since whenever",
    "dashboard --page-address x -o site .",
    "dashboard -o . .",
    "update -e generic --plan none.json",
    "update -e generic --plan x --save-plan y",
    "update -e generic --ask -w .",
    "update -e wikiindaba-2023,generic --page x",
    "status",
    "completion",
]
"""Wrong calls that we refuse ourselves."""


@pytest.mark.parametrize("call", OURS)
def test_our_own_refusals_in_all_languages(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What we refuse is told in the language that was asked for, with the same names and options in it, and no English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHELL", "/bin/sh")
    (tmp_path / "x.wiki").write_text("")
    words = call.split()

    def refused(*more: str) -> str:
        with pytest.raises(SystemExit) as end:
            main([*words, *more])
        assert end.value.code == 2
        return " ".join(capsys.readouterr().err.split())

    first = refused("--lang", "en")
    typed = [word for word in words if word in first]
    for code in OTHERS:
        text = refused("--lang", code)
        assert [word for word in typed if word not in text] == []
        english = re.findall(
            r"(?<![-\w])(?:the|is|there|it|say|give|goes|with|did|you|cannot|which|writes)\b", text
        )
        assert english == [], text


def test_errors_are_raised_with_templates() -> None:
    """Where somebody calls wrongly, the error has a template that is in the catalogues: no f-string, nothing put together."""
    raised = runpy.run_path(str(ROOT / "scripts" / "messages"))["ERRORS"] | {"said"}
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "indababot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and (node.func.id in raised or (node.func.id == "tell" and node.args))
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert wrong == []


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
