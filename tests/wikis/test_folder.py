"""A folder as a wiki: what is found, what is followed, and saves that lose nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from indababot.errors import (
    EditConflict,
    PageMissing,
    PageRefused,
    PageUnreadable,
    UsageError,
)
from indababot.pages import Page
from indababot.wikis import folder
from indababot.wikis.base import Query, SaveResult
from indababot.wikis.folder import FolderWiki


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the wiki's folder."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


Put = Callable[[str, str | bytes], Path]


def titles(root: Path, **query: tuple[str, ...]) -> list[str]:
    return [page.title for page in FolderWiki(root).find(Query(**query))]


def only(root: Path, title: str) -> Page:
    (page,) = FolderWiki(root).find(Query(titles=(title,)))
    return page


def test_pages_are_found_by_title_prefix_category_and_template(tmp_path: Path, put: Put) -> None:
    """A query finds the union of its parts, each page once, in the order of titles."""
    put("A/One.wiki", "x [[Category:Talks|sort]]")
    put("A/Two.wiki", "x")
    put("B.wiki", "[[catégorie: talks ]]")
    put("C.wiki", "{{ indabaBot_list |view=submissions}}")
    put("D.wiki", "{{Template:IndabaBot list\n|view=x}}")
    put("E.wiki", "<!-- [[Category:Talks]] --><nowiki>{{IndabaBot list}}</nowiki>")
    put("notes.txt", "{{IndabaBot list}}")
    assert titles(tmp_path, prefixes=("A/",), categories=("Talks",), titles=("a/two", "None such")) == [
        "A/One",
        "A/Two",
        "B",
    ]
    assert titles(tmp_path, templates=("IndabaBot list",)) == ["C", "D"]
    assert titles(tmp_path) == []


@pytest.mark.parametrize(
    "words",
    ["#REDIRECT [[Real]]", "#redirection [[real#part]]\n", "#تحويل [[Real|x]]", "\n#REDIRECT: [[:Real]]"],
)
def test_redirects_are_followed_and_never_given(tmp_path: Path, put: Put, words: str) -> None:
    """A redirect gives its target once, with the redirect's title among its redirects."""
    put("Old.wiki", words)
    put("Older.wiki", "#REDIRECT [[Old]]")
    put("Real.wiki", "text")
    put("Circle.wiki", "#REDIRECT [[Circle]]")
    put("Nowhere.wiki", "#REDIRECT [[Gone]]")
    pages = list(FolderWiki(tmp_path).find(Query(titles=("Older", "Old", "Real", "Circle", "Nowhere"))))
    assert [(page.title, page.redirects) for page in pages] == [("Real", ("Old", "Older"))]


def test_hidden_files_and_links_out_of_the_folder_are_no_pages(tmp_path: Path, put: Put) -> None:
    """Hidden files are skipped; a link that leads out is refused and told, one that stays inside is a page."""
    root = tmp_path / "wiki"
    secret = put("secret.wiki", "secret")
    put("wiki/A/One.wiki", "one")
    put("wiki/A/.hidden.wiki", "x")
    put("wiki/.git/config.wiki", "x")
    (root / "A" / "Out.wiki").symlink_to(secret)
    (root / "A" / "In.wiki").symlink_to(root / "A" / "One.wiki")
    (root / "A" / "loop").symlink_to(root)
    wiki = FolderWiki(root)
    assert [page.title for page in wiki.find(Query(prefixes=("A/",)))] == ["A/In", "A/One"]
    assert sorted(error.title for error in wiki.unreadable) == ["A/Out.wiki", "A/loop"]


def test_a_save_through_a_link_or_a_name_never_leaves_the_folder(tmp_path: Path, put: Put) -> None:
    """Neither a title with dots, nor a given file name, nor a linked folder makes the bot write elsewhere."""
    root = tmp_path / "wiki"
    put("wiki/A.wiki", "a")
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "Linked").symlink_to(outside)
    wiki = FolderWiki(root)
    assert wiki.save(Page("../x", ""), "text", summary="").result is SaveResult.SAVED
    assert not (tmp_path / "x.wiki").exists()
    for page in (Page("Linked/x", ""), Page("x", "", filename=str(root / ".." / "outside" / "x.wiki"))):
        with pytest.raises(PageRefused, match="outside"):
            wiki.save(page, "text", summary="")
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("data", [b"one\r\ntwo\r\n", b"\xef\xbb\xbfone\n", "é\u2028\x0c\r".encode(), b""])
def test_bytes_that_are_not_replaced_stay(tmp_path: Path, put: Put, data: bytes) -> None:
    """Line ends, a byte order mark and odd characters of a file come through a save as they were."""
    path = put("A.wiki", data)
    page = only(tmp_path, "A")
    assert FolderWiki(tmp_path).save(page, page.text, summary="").result is SaveResult.UNCHANGED
    assert FolderWiki(tmp_path).save(page, page.text + "new", summary="").result is SaveResult.SAVED
    assert path.read_bytes() == data + b"new"
    assert [item.name for item in tmp_path.iterdir()] == ["A.wiki"]


def test_a_changed_deleted_or_newly_made_page_is_not_overwritten(tmp_path: Path, put: Put) -> None:
    """What happened since the page was read is told by the error, and stays."""
    path = put("A.wiki", "old")
    page = only(tmp_path, "A")
    path.write_text("theirs")
    with pytest.raises(EditConflict):
        FolderWiki(tmp_path).save(page, "ours", summary="")
    with pytest.raises(EditConflict):
        FolderWiki(tmp_path).save(Page("A", ""), "ours", summary="")
    assert path.read_text() == "theirs"
    path.unlink()
    with pytest.raises(PageMissing):
        FolderWiki(tmp_path).save(page, "ours", summary="")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_text_is_told_and_kept(tmp_path: Path, put: Put) -> None:
    """A file that is no text keeps its page, is told, and is never written; the others go on."""
    picture = b"\x89PNG\r\n\xff"
    put("Bad.wiki", picture)
    put("Good.wiki", "fine")
    wiki = FolderWiki(tmp_path)
    bad, good = wiki.find(Query(titles=("Bad", "Good")))
    assert (bad.text, good.text) == ("\ufffdPNG\r\n\ufffd", "fine")
    assert [(error.title, bad.unreadable) for error in wiki.unreadable] == [
        ("Bad", "this is a PNG file, not text: save it as UTF-8 text")
    ]
    with pytest.raises(PageUnreadable):
        wiki.save(bad, "new", summary="")
    assert (tmp_path / "Bad.wiki").read_bytes() == picture


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("cp1252", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"")],
)
def test_a_file_in_an_older_encoding(tmp_path: Path, put: Put, encoding: str, mark: bytes) -> None:
    """It is read as the same file is that is given by itself, and saved in its own encoding where that has all signs."""
    text = "Les élèves écrivent à l’école.\r\n"
    put("Old.wiki", mark + text.encode(encoding))
    wiki = FolderWiki(tmp_path)
    (page,) = wiki.find(Query(titles=("Old",)))
    assert (page.text, page.encoding, page.unreadable, wiki.unreadable) == (text, encoding, None, ())
    assert (
        page.legacy
        == f"{page.filename} is written in {encoding} and was read as that: better save it as UTF-8"
    )
    wiki.save(page, text + "été", summary="")
    assert (tmp_path / "Old.wiki").read_bytes() == mark + (text + "été").encode(encoding)
    with pytest.raises(EditConflict):
        wiki.save(page, "new", summary="")
    (page,) = wiki.find(Query(titles=("Old",)))
    if encoding == "cp1252":
        with pytest.raises(PageRefused, match="no sign"):
            wiki.save(page, "نص", summary="")


def test_the_well_named_file_is_the_page(tmp_path: Path, put: Put) -> None:
    """Two files with one title are told, and the one that the documented spelling names is read."""
    put("Why%3F.wiki", "well named")
    put("Why?.wiki", "by hand")
    wiki = FolderWiki(tmp_path)
    assert [page.text for page in wiki.find(Query(titles=("Why?",)))] == ["well named"]
    assert len(wiki.unreadable) == 1


def test_a_page_by_hand_is_saved_where_it_is(tmp_path: Path, put: Put) -> None:
    """A page that a person named their own way is not doubled under the documented name."""
    path = put("Why?.wiki", "old")
    FolderWiki(tmp_path).save(only(tmp_path, "Why?"), "new", summary="")
    assert path.read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "call", ["{{nobots}}", "{{bots|deny=all}}", "{{Bots|deny=Other, indabaBot}}", "{{bots|allow=Other}}"]
)
def test_a_page_that_keeps_bots_out_is_refused(tmp_path: Path, put: Put, call: str) -> None:
    """The convention of {{bots}} holds in a folder too."""
    path = put("A.wiki", call)
    with pytest.raises(PageRefused, match="bots"):
        FolderWiki(tmp_path).save(only(tmp_path, "A"), "new", summary="")
    assert path.read_text() == call


@pytest.mark.parametrize(
    "call",
    [
        "<nowiki>{{nobots}}</nowiki>",
        "{{bots|deny=Other}}",
        "{{bots}}",
        "{{nobots|Other}}",
        "{{bots|allow=all}}",
    ],
)
def test_a_page_that_lets_the_bot_in_is_saved(tmp_path: Path, put: Put, call: str) -> None:
    """Only a call that means this bot keeps it out."""
    put("A.wiki", call)
    assert FolderWiki(tmp_path).save(only(tmp_path, "A"), "new", summary="").result is SaveResult.SAVED


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path, put: Put) -> None:
    """A temporary file of a process that is gone goes with the next save; a living one's stays."""
    put("A.wiki", "old")
    put(".indababot-999999999.tmp", "half")
    put(f".indababot-{os.getppid()}.tmp", "at work")
    FolderWiki(tmp_path).save(only(tmp_path, "A"), "new", summary="")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".indababot-{os.getppid()}.tmp", "A.wiki"]


def test_a_folder_that_takes_no_file_is_one_clear_line(tmp_path: Path, put: Put) -> None:
    """Where the system refuses a write, the error is that page's, and says so."""
    put("A", "a file where the page needs a folder")
    with pytest.raises(PageRefused, match="cannot be written"):
        FolderWiki(tmp_path).save(Page("A/x", ""), "text", summary="")


def test_no_folder_is_one_clear_line(tmp_path: Path, put: Put) -> None:
    """A folder that is missing, or is a file, is told at once."""
    with pytest.raises(UsageError, match="There is no folder"):
        FolderWiki(tmp_path / "none")
    with pytest.raises(UsageError, match="no folder"):
        FolderWiki(put("file", ""))
    assert FolderWiki(tmp_path).users(["X"]) == {}
    assert FolderWiki(tmp_path).rendered(Page("A", "")) is None


def test_a_file_that_changes_while_the_new_one_is_written(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is compared again before it is replaced: what another program wrote in between stays."""
    path = put("A.wiki", "old")
    page = only(tmp_path, "A")
    compared = folder._compared

    def between(page: Page, place: Path) -> bytes:
        mark = compared(page, place)
        path.write_text("theirs")
        return mark

    monkeypatch.setattr(folder, "_compared", between)
    with pytest.raises(EditConflict):
        FolderWiki(tmp_path).save(page, "ours", summary="")
    assert path.read_text() == "theirs"
    assert [item.name for item in tmp_path.iterdir()] == ["A.wiki"]


@pytest.mark.parametrize("given", ["pages", ".", "../here/pages", "pages/", "./pages"])
def test_files_are_shown_as_the_folder_was_given(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """A file's name begins as the person named the folder; it is the same file after the process has moved on."""
    put("here/pages/Old.wiki", "Les élèves".encode("cp1252"))
    put("here/pages/Picture.wiki", b"\x89PNG\r\n\x1a\n\0")
    monkeypatch.chdir(tmp_path / "here" / ("pages" if given == "." else ""))
    wiki = FolderWiki(Path(given))
    page = wiki.itself("Old")
    assert page is not None
    assert page.filename == str(Path(given) / "Old.wiki")
    assert wiki.itself("Picture") is not None
    assert [error.filename for error in wiki.unreadable] == [str(Path(given) / "Picture.wiki")]
    monkeypatch.chdir(tmp_path)
    assert wiki.save(page, "Les élèves écrivent", summary="").result is SaveResult.SAVED
    assert (tmp_path / "here/pages/Old.wiki").read_bytes() == "Les élèves écrivent".encode("cp1252")
