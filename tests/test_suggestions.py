"""What was most likely meant by a name that is not there."""

from pathlib import Path

import pytest

from indababot.suggestions import nearest, nearest_path


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Panle", "Panel"),
        ("panels", "Paneles"),
        ("Nope", None),
        ("Workshp", "Workshop"),
        ("x", None),
        ("Tutorial", None),
    ],
)
def test_a_slip_of_the_fingers(word: str, meant: str | None) -> None:
    """What is near as a whole is meant; a longer word in which the letters stand too is not."""
    assert nearest(word, ["Paneles", "Palestra relâmpago", "Panel", "Workshop", "Workshops"]) == meant


@pytest.mark.parametrize(
    ("name", "there", "meant"),
    [
        ("enwiki-20230101.xml.bz2", ".wiki", None),
        ("venv", ".venv", None),
        (".vnv", ".venv", ".venv"),
        ("darfts", "drafts", "drafts"),
    ],
)
def test_hidden_names_are_not_meant(
    name: str, there: str, meant: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that begins with a dot is meant only by one that does."""
    (tmp_path / there).touch()
    monkeypatch.chdir(tmp_path)
    assert nearest_path(name) == meant
