"""TOML that people wrote, and TOML that the program writes."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot import toml
from indababot.checking.limits import read_limits
from indababot.editions.load import available, load, loads
from indababot.editions.toml import array, dumps, key, string
from indababot.errors import EditionError, UsageError
from indababot.settings import find_settings

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
HOSTILE = {
    "arrays": "a = " + "[" * 20_000,
    "closed arrays": "a = " + "[" * 5_000 + "]" * 5_000,
    "tables": "a = " + "{b = " * 5_000 + "1" + "}" * 5_000,
    "dotted": ".".join("a" * 5_000) + " = 1",
    "header": "[" + ".".join("a" * 5_000) + "]",
    "long": ".".join("a" * 200_000) + " = 1",
    "long header": "[[" + " . ".join("a" * 100_000) + "]]",
    "long in a table": "a = {b" + '."b"' * 100_000 + " = 1}",
    "long and quoted": "'x'." * 100_000 + "a = 1",
    "many": "\n".join(f"a{number}." + ".".join("a" * 300) + " = 1" for number in range(300)),
    "deep enough": "a = " + "[" * 21 + "]" * 21,
    "number": "a = " + "9" * 10_000,
    "date": "a = 2023-02-31",
    "key": "a.b = 1\na.b.c = 2",
    "control": "a = '\x00'",
    "nothing": "=",
}


@given(TEXT, st.lists(TEXT, max_size=4), TEXT)
def test_what_is_written_is_read_again(text: str, texts: list[str], name: str) -> None:
    """Whatever a string or a key holds."""
    assert tomllib.loads(f"a = {string(text)}\nb = {array(texts)}\n[c]\n{key(name)} = 1") == {
        "a": text,
        "b": texts,
        "c": {name: 1},
    }


@pytest.mark.parametrize("name", available())
def test_an_edition_is_written_in_full(name: str) -> None:
    """The text gives the same edition, and a person can read it: labels by language, a choice a line."""
    edition = load(name)
    text = dumps(edition)
    assert loads(text) == edition.model_copy(update={"extends": None})
    assert "\n[[fields]]\nkey = " in text
    assert "\nlabels.en = [" in text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_toml_is_one_line(tmp_path: Path, text: str) -> None:
    """In an edition, in the settings and in a file of limits: one expected error, in one line."""
    with pytest.raises(toml.TomlError):
        toml.loads(text)
    with pytest.raises(EditionError) as edition:
        loads(text)
    path = tmp_path / "indababot.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as settings:
        find_settings(tmp_path)
    with pytest.raises(UsageError) as limits:
        read_limits(path)
    for error in (edition, settings, limits):
        assert "\n" not in str(error.value)
        assert len(str(error.value)) < 300


def test_ordinary_nesting_is_fine() -> None:
    """Twenty levels are more than any file of ours has."""
    assert toml.loads("a = " + "[" * 18 + "]" * 18)
    with pytest.raises(toml.TomlError, match="line 2"):
        toml.loads("a = 1\nb = ,\n")
