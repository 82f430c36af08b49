"""The settings of a folder are found from below, checked, and explained when they are wrong."""

from pathlib import Path

import pytest

from indababot.errors import UsageError
from indababot.settings import Settings, find_settings


def test_found_upwards(tmp_path: Path) -> None:
    """The nearest file upwards holds, and paths in it are taken from its own folder."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "indababot.toml").write_text(
        'edition = "wikiindaba-2023"\nselect = ["IB1"]\nbaseline = "known.json"\nfail-level = "error"\n'
        '[per-page-ignores]\n"*/Drafts/*" = ["missing-field"]\n'
    )
    settings = find_settings(below)
    assert (settings.edition, settings.select, settings.fail_level) == ("wikiindaba-2023", ("IB1",), "error")
    assert settings.per_page_ignores == {"*/Drafts/*": ("missing-field",)}
    assert settings.path(settings.baseline or "") == tmp_path.resolve() / "known.json"


def test_pyproject(tmp_path: Path) -> None:
    """A pyproject.toml counts where it has our table, and does not hide a file above it where it has none."""
    below = tmp_path / "project"
    below.mkdir()
    (tmp_path / "indababot.toml").write_text('lang = "fr"\n')
    (below / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert find_settings(below).lang == "fr"
    (below / "pyproject.toml").write_text('[tool.indababot]\nlang = "en"\n')
    assert find_settings(below).lang == "en"


def test_none(tmp_path: Path) -> None:
    """Without a file everything is unset."""
    assert find_settings(tmp_path) == Settings()


@pytest.mark.parametrize("value", ["./pages", "../2024.toml", "2024.toml"])
def test_local_values(tmp_path: Path, value: str) -> None:
    """A folder of pages and an edition's file are found from where the settings stand."""
    key = "edition" if value.endswith(".toml") else "wiki"
    (tmp_path / "indababot.toml").write_text(f'{key} = "{value}"\n')
    assert getattr(find_settings(tmp_path), key) == str(tmp_path.resolve() / value)


@pytest.mark.parametrize("value", ["pages", "deep/pages", "x.xml"])
def test_a_wiki_beside_the_settings(tmp_path: Path, value: str) -> None:
    """A folder or dump that stands beside the settings is found from below too; other wikis stay as they are written."""
    place, below = tmp_path / value, tmp_path / "below"
    below.mkdir()
    settings = tmp_path / "indababot.toml"
    settings.write_text(f'wiki = "{value}"\n')
    assert find_settings(below).wiki == value
    place.parent.mkdir(exist_ok=True)
    place.mkdir() if place.suffix == "" else place.touch()
    assert find_settings(below).wiki == str(tmp_path.resolve() / value)
    for other in (
        "meta:meta",
        "commons",
        "https://example.org/w/api.php",
        "~/pages",
        "x" * 5000,
        "a\\u0000b",
    ):
        settings.write_text(f'wiki = "{other}"\n')
        assert find_settings(below).wiki == other.replace("\\u0000", "\0")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('edtion = "x"', "unknown key 'edtion', did you mean 'edition'"),
        ("per_page_ignores = {}", "did you mean 'per-page-ignores'"),
        ('file = "x"', "unknown key 'file'"),
        ("zzz = 1", "known are edition"),
        ("select = 3", "'select'"),
        ('fail-level = "bad"', "'fail-level'"),
        ("x =", "cannot be read"),
    ],
)
def test_wrong(tmp_path: Path, text: str, hint: str) -> None:
    """What is wrong is one line that names the file, with a suggestion where a key is misspelt."""
    (tmp_path / "indababot.toml").write_text(f"{text}\n")
    with pytest.raises(UsageError) as caught:
        find_settings(tmp_path)
    assert hint in str(caught.value)
    assert "indababot.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
