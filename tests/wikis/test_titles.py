"""Titles as files: both ways, whatever a title holds."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indababot.titles import normal
from indababot.wikis import titles

CASES = [
    ("WikiIndaba 2023/Overview", "WikiIndaba 2023/Overview.wiki"),
    ("Template:IndabaBot list", "Template%3AIndabaBot list.wiki"),
    ("A/What next?", "A/What next%3F.wiki"),
    ("A/100% open", "A/100%25 open.wiki"),
    ("A/Talk.", "A/Talk..wiki"),
    ("A./B", "A%2E/B.wiki"),
    ("../etc/passwd", "%2E%2E/etc/passwd.wiki"),
    (".hidden", "%2Ehidden.wiki"),
    ("A//B", "A%2F/B.wiki"),
    ("A/", "A%2F.wiki"),
    ("/A", "%2FA.wiki"),
    ("A.wiki/B", "A%2Ewiki/B.wiki"),
    ("A.wiki", "A.wiki.wiki"),
    ("Con/x", "Co%6E/x.wiki"),
    ("مؤتمر/جلسة", "مؤتمر/جلسة.wiki"),
]


@pytest.mark.parametrize(("title", "path"), CASES)
def test_a_title_has_one_file(title: str, path: str) -> None:
    """A title is spelt as a file name in the one documented way, and read back from it."""
    assert titles.to_path(title) == PurePosixPath(path)
    assert titles.title_of(PurePosixPath(path)) == title


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=120))
@example("%/" * 60)
@example("é" * 127)
@example("///")
@example("a" * 255)
def test_every_title_comes_back(title: str) -> None:
    """Whatever a title holds, its file name is one that every system takes, stays in the folder, and gives the title back."""
    import unicodedata

    title = unicodedata.normalize("NFC", title)
    path = titles.to_path(title)
    assert titles.title_of(path) == title
    assert not path.is_absolute()
    for name in path.parts:
        assert len(name.encode()) <= 255
        assert not set(name) & set('\\:*?"<>|/\0\n')
        assert not name.startswith(".")
        assert name == name.strip(" ")


@given(st.sets(st.text(alphabet="aB/. %?wiki", min_size=1, max_size=12), min_size=2, max_size=6))
def test_two_titles_never_share_a_file(names: set[str]) -> None:
    """Different titles have different files, and no file stands where another title needs a folder."""
    paths = [titles.to_path(name) for name in names]
    assert len(set(paths)) == len(paths)
    folders = {parent for path in paths for parent in path.parents}
    assert not folders & set(paths)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("Why?.wiki", "Why?"),
        ("User:X.wiki", "User:X"),
        ("100%.wiki", "100%"),
        ("a%zz.wiki", "a%zz"),
        ("a%FF.wiki", "a%FF"),
        ("100%/x.wiki", "100%/x"),
    ],
)
def test_what_a_person_named_is_read(path: str, title: str) -> None:
    """A file that a person named without encoding has the title that it seems to have."""
    assert titles.title_of(PurePosixPath(path)) == title


def test_a_name_that_is_no_text_has_no_title(tmp_path: Path) -> None:
    """A file name in another encoding gives no title, and no error."""
    assert titles.title_of(PurePosixPath("caf\udce9.wiki")) is None


@pytest.mark.parametrize(
    ("title", "spelt"),
    [("indaba_2023/Über  uns ", "Indaba 2023/Über uns"), ("ßeta", "ßeta"), ("élan", "Élan"), ("_x", "X")],
)
def test_titles_are_spelt_as_mediawiki_does(title: str, spelt: str) -> None:
    """Underscores, blanks and the first letter do not make another page."""
    assert normal(title) == spelt
