"""Messages in the reader's language: nothing untranslated in French, nothing stale, nothing lost."""

import gettext
import re
import runpy
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from indababot import i18n

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "indababot" / "locale"
CODES = sorted(path.name for path in LOCALES.iterdir())


def catalogue(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "indababot.po").open("rb") as file:
        return read_po(file, locale=code)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_languages() -> None:
    """English and French are there, and Arabic, Portuguese and Swahili are ready to be filled."""
    assert {"en", "fr", "ar", "pt", "sw"} <= set(i18n.available())


@pytest.mark.parametrize("code", CODES)
def test_catalogues_hold_the_messages_of_the_source(code: str) -> None:
    """Every message of the source is in each catalogue and no other: else run scripts/messages."""
    extracted = runpy.run_path(str(ROOT / "scripts" / "messages"))["extracted"]()
    assert {message.id for message in catalogue(code)} == {message.id for message in extracted}


@pytest.mark.parametrize("code", CODES)
def test_compiled_catalogues_are_fresh(code: str) -> None:
    """The compiled catalogue says what its source says: else run scripts/messages."""
    with (LOCALES / code / "LC_MESSAGES" / "indababot.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue(code):
        if message.id:
            assert compiled.gettext(str(message.id)) == (message.string or message.id)


def test_french_is_complete() -> None:
    """No message is untranslated in French."""
    assert [message.id for message in catalogue("fr") if message.id and not message.string] == []


@pytest.mark.parametrize("code", CODES)
def test_translations_have_the_same_places(code: str) -> None:
    """A translation puts in the values that its message has, and no others."""
    for message in catalogue(code):
        if message.id and message.string:
            assert places(str(message.string)) == places(str(message.id)), message.id


def test_french_typography() -> None:
    """French has no-break blanks before its high signs and inside its quotation marks, and curly apostrophes."""
    wrong = re.compile(r"[^\u00a0\u202f~] ?[»;?!]|« |\w'\w|[^\u00a0\d\[\]A-Za-z]:|[a-zé]: ")
    for message in catalogue("fr"):
        if message.id:
            assert not wrong.search(str(message.string)), message.string


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "«\u00a0Titre {x}\u00a0» est vide"),
        ("fr_CA.UTF-8", "«\u00a0Titre {x}\u00a0» est vide"),
        ("sw", "'Titre {x}' is empty"),
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
