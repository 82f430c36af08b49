"""A dump as a wiki: read as it streams by, never written."""

import bz2
import gzip
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indababot.errors import UsageError
from indababot.pages import Page
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki
from tests.wikis import dumps

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="fr"><siteinfo>
<base>http://127.0.0.1/wiki/Accueil</base>
<namespaces><namespace key="10">Bouture</namespace><namespace key="14">Rayon</namespace></namespaces></siteinfo>"""
TAIL = "</mediawiki>"


def page(title: str, text: str, number: int = 1, *more: str) -> str:
    revisions = "".join(
        f"<revision><id>{number}{index}</id><timestamp>2023-01-0{index + 1}T00:00:00Z</timestamp>"
        f"<contributor><username>X</username></contributor><text xml:space='preserve'>{body}</text></revision>"
        for index, body in enumerate((text, *more))
    )
    return f"<page><title>{title}</title><ns>0</ns><id>{number}</id>{revisions}</page>"


PAGES = [
    page("B/Two", "x", 2),
    page("A/One", "old", 1, "new [[Rayon:talks]]"),
    page("A/Old", "#REDIRECTION [[A/Older]]", 3),
    page("A/Older", "#REDIRECT [[Elsewhere]]", 4),
    page("Elsewhere", "{{Bouture:form|x}}", 5),
    page("A/Lost", "#REDIRECT [[Gone]]", 6),
]
PLAIN = (HEAD + "".join(PAGES) + TAIL).encode()


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".xml", bytes), (".xml.bz2", bz2.compress), (".xml.gz", gzip.compress)]
)
def test_pages_of_a_dump_are_found(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    """A query finds a dump's pages by prefix, category and template in the wiki's own names, redirects followed."""
    path = tmp_path / f"dump{suffix}"
    path.write_bytes(pack(PLAIN))
    wiki = DumpWiki(path)
    found = list(wiki.find(Query(prefixes=("A/",))))
    assert [(item.title, item.redirects) for item in found] == [
        ("A/One", ()),
        ("Elsewhere", ("A/Old", "A/Older")),
    ]
    assert [item.title for item in wiki.find(Query(categories=("Talks",), templates=("Form",)))] == [
        "A/One",
        "Elsewhere",
    ]
    assert found[0] == Page(
        "A/One",
        "new [[Rayon:talks]]",
        page_id=1,
        revision_id=11,
        timestamp=datetime(2023, 1, 2, tzinfo=UTC),
        made=datetime(2023, 1, 1, tzinfo=UTC),
        url="http://127.0.0.1/wiki/A/One",
        categories=("Talks",),
    )


def test_a_talk_page_of_whatever_name(tmp_path: Path) -> None:
    """A dump tells the number of each page's namespace."""
    path = tmp_path / "wiki.xml"
    talk = dumps.page(2, "Meta talk:A", "Text").replace("<ns>0</ns>", "<ns>5</ns>")
    path.write_bytes(dumps.whole([dumps.page(1, "Meet/A", "Text"), talk]))
    found = DumpWiki(path).find(Query(titles=("Meet/A", "Meta talk:A")))
    assert {one.title: one.talk for one in found} == {"Meet/A": False, "Meta talk:A": True}


def test_a_dump_is_never_written(tmp_path: Path) -> None:
    """A save is a wrong call, and the line says what to do."""
    path = tmp_path / "dump.xml"
    path.write_bytes(PLAIN)
    wiki = DumpWiki(path)
    with pytest.raises(UsageError, match="cannot be written"):
        wiki.save(Page("A", ""), "x", summary="")
    assert wiki.users(["X"]) == {}
    assert wiki.rendered(Page("A", "")) is None
    assert path.read_bytes() == PLAIN


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.xml", PLAIN[:-40]),
        ("cut.xml.bz2", bz2.compress(PLAIN)[:-20]),
        ("cut.xml.gz", gzip.compress(PLAIN, mtime=0)[:-20]),
        ("plain.xml.bz2", PLAIN),
        ("page.xml", b"<html></html>"),
        ("empty.xml", b""),
        (
            "bomb.xml",
            b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaaaaaaaa">'
            + b"".join(
                b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 16) for letter in range(98, 110)
            )
            + b"]><mediawiki>&m;</mediawiki>",
        ),
    ],
)
def test_a_broken_dump_is_one_clear_line(tmp_path: Path, name: str, data: bytes) -> None:
    """A dump that is cut off, packed otherwise, hostile or no export at all is an error of the tree, not with some of its pages."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError):
        list(DumpWiki(path).find(Query(prefixes=("A/",))))


def test_no_dump_is_one_clear_line(tmp_path: Path) -> None:
    """A missing file is told at once."""
    with pytest.raises(UsageError):
        DumpWiki(tmp_path / "none.xml")


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    """Forty times the pages, the same memory: only what is found stays."""
    peaks = []
    for count in (50, 2000):
        path = tmp_path / f"{count}.xml"
        path.write_text(
            HEAD + "".join(page(f"P{number}", "x" * 10_000, number) for number in range(count)) + TAIL
        )
        tracemalloc.start()
        assert [item.title for item in DumpWiki(path).find(Query(titles=("P7",)))] == ["P7"]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 + 200_000


def test_memory_does_not_grow_with_a_history(tmp_path: Path) -> None:
    """Of a page with thousands of revisions one stands in memory."""
    path = tmp_path / "dump.xml"
    path.write_text(
        HEAD + page("P", "old", 1, *(["x" * 10_000] * 2000)).replace("2023-01-02T", "2024-01-02T") + TAIL
    )
    tracemalloc.start()
    assert [item.revision_id for item in DumpWiki(path).find(Query(titles=("P",)))] == [11]
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "base", ["javascript:alert(1)//x/Main", "data:text/html,x/Main", "http://[x/Main", "x/Main"]
)
def test_an_address_that_leads_elsewhere_is_none(tmp_path: Path, base: str) -> None:
    """A dump is anybody's file: no export or site makes a link that acts of what its head calls its wiki."""
    path = tmp_path / "wiki.xml"
    path.write_text(
        HEAD.replace("http://127.0.0.1/wiki/Accueil", base) + page("Talks/A", "x") + TAIL, encoding="utf-8"
    )
    (found,) = DumpWiki(path).find(Query(prefixes=("Talks/",)))
    assert found.url is None
