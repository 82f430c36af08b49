"""Messages in the reader's language: nothing untranslated where a language is offered, nothing stale, nothing lost."""

import ast
import gettext
import re
import runpy
import shutil
import string
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from indababot import i18n
from indababot.cli import cli
from indababot.cli.completion import LANGUAGE
from indababot.editions import load
from indababot.errors import UsageError, WikiUnavailable
from indababot.i18n import in_language, plural, said
from indababot.pages import Page
from indababot.wikis.live import refusals
from indababot.wikis.live.troubles import ApiRefusal
from indababot.writing.views import render

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "indababot" / "locale"
CODES = sorted(path.name for path in LOCALES.iterdir())
OFFERED = i18n.available()
"""The languages whose catalogue is whole; one that somebody has begun is none of them."""
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "messages"))
TYPED = re.compile(r"--[a-z][a-z-]*|\[\[[^]]*\]\]|~~~~|Special:\w+|User:\w+")
"""What people type as it stands, in any language."""

NUMBERS = {
    "number",
    "count",
    "total",
    "shown",
    "pages",
    "submissions",
    "left",
    "hidden",
    "safe",
    "unsafe",
    "errors",
}
"""The places in which messages say how many there are; those for limits are none of them."""
NEVER_ONE = {
    "hidden characters: {codes} ({count} places on this line)",
    "{number} editions",
    "it holds {number} lists, more than {most}: move some to other pages.",
    "{number} of {all} pages are others than those asked for",
    "the page {number} is not in it",
    "{name} has {count} sessions, too many to list each pair of them.",
    "{name}: there are {count} values, more than {most}.",
}
"""Messages that nobody sees unless there are several, and one in which the number is a page's."""


@cache
def source() -> Catalog:
    """The messages of the source."""
    catalog: Catalog = SCRIPT["extracted"]()
    return catalog


def catalogue(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "indababot.po").open("rb") as file:
        return read_po(file, locale=code)


def compiled(code: str) -> Path:
    """Where a language's catalogue is compiled, which is there where it is whole."""
    return LOCALES / code / "LC_MESSAGES" / "indababot.mo"


def untranslated(catalog: Catalog) -> list[object]:
    """The messages without a translation, or with an empty form of one."""
    return [
        message.id for message in catalog if message.id and not all(map(str.strip, forms(message.string)))
    ]


def whole(code: str) -> Catalog:
    """A catalogue in which English stands for what is not translated yet."""
    catalog = catalogue(code)
    for message in catalog:
        if message.id and not all(map(str.strip, forms(message.string))):
            message.string = (
                (forms(message.id) * 6)[: catalog.num_plurals] if message.pluralizable else message.id
            )
    return catalog


def forms(text: Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a message or a translation: several where it depends on a number, an empty one where there is none."""
    found: tuple[str, ...] = SCRIPT["forms"](text or "")
    return found


def places(text: Sequence[str]) -> set[str]:
    return {name for form in forms(text) for _, name, _, _ in string.Formatter().parse(form) if name}


def test_languages() -> None:
    """English, French, Arabic, Portuguese and Swahili are offered: each is whole, else see what scripts/messages says."""
    assert {"en", "fr", "ar", "pt", "sw"} <= set(i18n.available())


def test_catalogues_are_whole() -> None:
    """Every message of the source is in each catalogue and no other, and translated in each language that the docs offer.

    This test alone fails where one is not: the others run as if those languages were offered (``conftest``).
    """
    wanted = {message.id for message in source()}
    stale = [code for code in CODES if {message.id for message in catalogue(code)} != wanted]
    assert not stale, "messages are new or changed: run scripts/messages"
    left = {code: untranslated(catalogue(code)) for code in OFFERED if code in CODES}
    assert not any(left.values()), (
        "messages are not translated, so that their languages are no longer offered: 'scripts/messages missing' lists them by file and "
        "line; write each translation there (a machine's draft will do), then run scripts/messages"
    )
    gone = [code for code in CODES if not compiled(code).exists() and not untranslated(catalogue(code))]
    assert not gone, "all is translated, but not compiled: run scripts/messages"


@pytest.mark.parametrize("code", CODES)
def test_compiled_catalogues_are_fresh(code: str) -> None:
    """A compiled catalogue says what its source says: else run scripts/messages."""
    if not compiled(code).exists():
        return
    with compiled(code).open("rb") as file:
        known = gettext.GNUTranslations(file)
    for message in catalogue(code):
        if not message.id:
            continue
        one, *many = forms(message.id)
        if many:
            said = {known.ngettext(one, many[0], number) for number in range(200)}
            assert said == set(forms(message.string))
        else:
            assert known.gettext(one) == (message.string or one)


@pytest.mark.parametrize("code", CODES)
def test_what_is_offered_is_whole(code: str) -> None:
    """A language is offered where no message is untranslated, and nowhere else: else run scripts/messages."""
    assert not (compiled(code).exists() and untranslated(catalogue(code)))


@pytest.mark.parametrize("code", CODES)
def test_catalogues_say_whether_they_are_reviewed(code: str) -> None:
    """The header of a catalogue and the documentation say whether a native speaker has reviewed it."""
    reviewed = code in SCRIPT["REVIEWED"]
    assert ("No native speaker has reviewed" in str(catalogue(code).header_comment)) == (not reviewed)
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \w+ \| `(\w+)` \| ([^|]+) \|$", page, re.MULTILINE)
    assert {row for row, _ in rows} == set(i18n.available()), "docs/languages.md has a row for each language"
    assert (code in dict(rows)) == (code in i18n.available())
    assert dict(rows).get(code) == (None if code not in i18n.available() else "yes" if reviewed else "no")


def test_regions_name_the_languages_that_are_offered() -> None:
    """The parameter ``lang`` is documented with its values."""
    page = (ROOT / "docs" / "regions.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| `lang` \|.*$", page, re.MULTILINE)
    assert set(re.findall(r"`(\w\w)`", row)) == set(i18n.available()), (
        "docs/regions.md names each language at lang"
    )


@pytest.fixture
def unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Catalogues of which the Swahili one misses a message, as scripts/messages leaves them; what it says of them."""
    shutil.copytree(i18n.FOLDER, tmp_path / "locale")
    path = tmp_path / "locale" / "sw" / "LC_MESSAGES" / "indababot.po"
    catalog = whole("sw")
    next(message for message in catalog if isinstance(message.id, str) and message.id).string = ""
    with path.open("wb") as file:
        write_po(file, catalog)
    SCRIPT["update"](path, source())
    monkeypatch.setattr(i18n, "FOLDER", tmp_path / "locale")
    return capsys.readouterr().out


def test_a_language_with_missing_messages_is_not_offered(unfinished: str) -> None:
    """One line says how many messages are missing; --lang, its completion, and regions do not offer the language."""
    assert (
        unfinished
        == f"sw: 1 of {len(source())} messages are not translated, so the language is not offered\n"
    )
    whole = tuple(sorted({*OFFERED} - {"sw"}))
    assert i18n.available() == whole
    context = click.Context(cli)
    items = LANGUAGE.shell_complete(context, click.Option(["--lang"]), "")
    assert [item.value for item in items] == list(whole)
    error = CliRunner().invoke(cli, ["rules", "--lang", "sw_KE"]).exception
    assert isinstance(error, UsageError)
    assert str(error) == f"The messages in 'sw_KE' are not all translated yet: use one of {', '.join(whole)}."
    told = render({"view": "submissions", "lang": "sw"}, (), load("wikiindaba-2023")).problem
    assert told is not None
    assert "there is no “sw”" in told


def test_a_doubtful_translation_is_a_missing_one(tmp_path: Path) -> None:
    """What is marked as fuzzy would not be compiled: it is listed with its line, as what has no translation is."""
    path = tmp_path / "indababot.po"
    catalog = whole("sw")
    doubtful = next(message for message in catalog if isinstance(message.id, str) and message.id)
    doubtful.flags.add("fuzzy")
    with path.open("wb") as file:
        write_po(file, catalog)
    ((line, told),) = SCRIPT["missing"](path)
    assert told == doubtful.id
    assert path.read_text(encoding="utf-8").splitlines()[line - 1].startswith("msgid ")


@pytest.mark.usefixtures("unfinished")
@pytest.mark.parametrize(("locale", "code"), [("sw_KE.UTF-8", "en"), ("de_DE", "en"), ("fr_FR", "fr")])
def test_a_locale_without_its_language_is_english(
    locale: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody asked for a locale's language by name: where it is not offered, the program speaks English and says so in files."""
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.delenv("INDABABOT_LANG", raising=False)
    assert i18n.offered(i18n.locale()) == code
    asked = CliRunner().invoke(cli, ["rules", "IB101", "--lang", code]).output
    assert CliRunner().invoke(cli, ["rules", "IB101"]).output == asked


@pytest.mark.parametrize("code", CODES)
def test_translations_have_the_same_places(code: str) -> None:
    """A translation puts in the values that its message has, and no others."""
    for message in catalogue(code):
        if message.id and message.string and any(forms(message.string)):
            assert places(message.string) == places(message.id), message.id


@pytest.mark.parametrize("code", CODES)
def test_what_is_typed_is_not_translated(code: str) -> None:
    """Options, links, signatures and special pages stand in a translation as in its message."""
    for message in catalogue(code):
        if message.id:
            for form in filter(None, forms(message.string)):
                assert sorted(TYPED.findall(form)) == sorted(TYPED.findall(forms(message.id)[0]))


def test_french_typography() -> None:
    """French has no-break blanks before its high signs and inside its quotation marks, and curly apostrophes."""
    wrong = re.compile(r"[^\u00a0\u202f~] ?[»;?!]|« |\w'\w|[^\u00a0\d\[\]A-Za-z]:|[a-zé]: ")
    for message in catalogue("fr"):
        if message.id:
            for form in forms(message.string):
                assert not wrong.search(form.replace("!r}", "}")), message.string


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "«\u00a0Titre {x}\u00a0» est vide"),
        ("fr_CA.UTF-8", "«\u00a0Titre {x}\u00a0» est vide"),
        ("sw", "“Titre {x}” iko tupu"),
        ("pt-BR", "“Titre {x}” está vazio"),
        ("ar_EG", "الحقل «Titre {x}» فارغ"),
        ("xx", "'Titre {x}' is empty"),
    ],
)
def test_translate(language: str, expected: str) -> None:
    """A message comes in its language, else in English; braces in a value stay a value's."""
    assert i18n.translate(language, "'{field}' is empty", {"field": "Titre {x}"}) == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "pt_BR@latin"}, "pt"),
        ({"LC_ALL": "", "LANG": "POSIX"}, "en"),
    ],
)
def test_locale(environment: dict[str, str], expected: str) -> None:
    """The locale is what POSIX says that it is."""
    assert i18n.locale(environment) == expected


def called(node: ast.AST) -> str:
    """The name of what is called; empty where it is no call of a name."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_no_message_is_put_together_before_it_is_translated() -> None:
    """An error of ours, ``said`` and ``tell`` get a template and its values: an f-string stays English whatever the reader asks for."""
    marked = SCRIPT["ERRORS"] | {"said", "N_", "tell", "incomplete"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "indababot").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and called(node) in marked
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]
    assert not found


def test_errors_of_a_wiki_are_told_in_the_language() -> None:
    """What a wiki in trouble says: its reason too is in the reader's language, and the values in it are as they were."""
    error = WikiUnavailable(
        "{wiki} is not available ({why}): try again later",
        wiki="meta:meta",
        why=said("it does not answer in time"),
    )
    assert str(error) == "meta:meta is not available (it does not answer in time): try again later"
    for code in sorted(set(i18n.available()) - {"en"}):
        told = i18n.in_language(code, error)
        assert "meta:meta" in told
        assert "available" not in told
        assert "answer" not in told


@pytest.mark.parametrize(
    "refused", ["protected", "editconflict", "missingtitle", "blocked", "noedit", "other"]
)
def test_refusals_of_edits_are_told_in_the_language(refused: str) -> None:
    """What the wiki itself says of an edit stays as it is; what we say of it is translated."""
    error = refusals.error(ApiRefusal(refused, "{x} Wiki words", {}), Page("A page", "text"))
    for code in sorted(set(i18n.available()) - {"en"}):
        told = i18n.in_language(code, error)
        assert "({x} Wiki words)" in told
        assert told != str(error)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["0 pages", "1 page", "2 pages", "5 pages", "11 pages", "100 pages"]),
        ("fr", ["0 page", "1 page", "2 pages", "5 pages", "11 pages", "100 pages"]),
        ("pt", ["0 páginas", "1 página", "2 páginas", "5 páginas", "11 páginas", "100 páginas"]),
        ("sw", ["kurasa 0", "ukurasa 1", "kurasa 2", "kurasa 5", "kurasa 11", "kurasa 100"]),
        ("ar", ["لا صفحات", "صفحة واحدة", "صفحتان", "5 صفحات", "11 صفحة", "100 صفحة"]),
    ],
)
def test_a_number_has_its_form(language: str, told: list[str]) -> None:
    """What is counted stands in the form that its language has for the number, in a message, in one within it, and in an error."""
    assert (
        i18n.translate("ar", plural(11, "{number} request", "{number} requests"), {"number": "11"})
        == "11 طلبًا"
    )
    for number, text in zip((0, 1, 2, 5, 11, 100), told, strict=True):
        message = said(plural(number, "{number} page", "{number} pages"), number=number)
        assert in_language(language, message) == text
        inside = UsageError("{wiki} is not available ({why}): try again later", wiki="x", why=message)
        assert f"({text})" in in_language(language, inside)
        assert in_language(language, UsageError(message)) == text


def test_what_is_counted_has_its_forms() -> None:
    """No message sets a number that may be one before a plural: ``plural`` gives each language its forms."""
    found = [
        (message.id, [place for place, _ in message.locations])
        for message in source()
        if isinstance(message.id, str)
        for number in re.findall(r"\{(\w+)\} \w+s\b", message.id)
        if number in NUMBERS and message.id not in NEVER_ONE
    ]
    assert not found
