"""Dumps in every packing give the same pages; walks go on after a kill; what is no export is refused."""

import bz2
import gzip
import os
import random
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.cores import cores
from indababot.errors import UsageError
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki, pieces, walk
from indababot.wikis.dump.search import Search
from indababot.wikis.dump.sieve import Sieve
from indababot.wikis.matching import Matcher
from tests.wikis.dumps import HEAD, TAIL, multistream, page, whole

QUERY = Query(prefixes=("Talks/",), categories=("Talks 2023",))
TEXTS = {
    "Talks/One": ("old", "new {{x}}"),
    "Alone": ("a\n[[category:talks 2023]]",),
    "Entity": ("[[Category:Talks&#32;2023]]",),
    "Away": ("[[Category:Talks 2023]]", "no longer"),
    "Talks/Moved": ("#REDIRECT [[Elsewhere]]",),
    "Elsewhere": ("prose",),
    "Long": ("x" * 400_000, "y" * 400_000 + "[[Category:Talks_2023]]"),
}
"""The texts of revisions by title; between them stand pages that nothing finds."""
FOUND = ["Alone", "Elsewhere", "Entity", "Long", "Talks/One"]


def written() -> tuple[list[str], list[str]]:
    found, titles = [], []
    for number, (title, texts) in enumerate(TEXTS.items()):
        found.append(page(number + 1, title, *texts))
        titles.append(title)
        for more in range(20):
            found.append(
                page(1000 + number * 20 + more, f"Other {number} {more}", "Talks are [[Good]] & {{b}}")
            )
            titles.append(f"Other {number} {more}")
    return found, titles


def seven_zip(data: bytes) -> bytes:
    import io

    import py7zr

    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w") as archive:
        archive.writestr(data, "dump.xml")
    return packed.getvalue()


def in_streams(data: bytes) -> bytes:
    """Packed as parallel packers do: streams that end anywhere."""
    return b"".join(bz2.compress(data[start : start + 7_001]) for start in range(0, len(data), 7_001))


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".xml", bytes),
        (".xml.bz2", bz2.compress),
        (".xml.gz", gzip.compress),
        (".xml.7z", seven_zip),
        (".xml.bz2", in_streams),
    ],
)
def test_every_packing_gives_the_same_pages(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest revisions that fit, by title, with the redirects that lead there; as far as the file is read, its size is told."""
    monkeypatch.setattr(pieces, "PIECE", 1)
    path = tmp_path / f"dump{suffix}"
    path.write_bytes(pack(whole(written()[0])))
    told: list[tuple[int, int]] = []
    wiki = DumpWiki(path, watch=lambda done, size: told.append((done, size)))
    found = list(wiki.find(QUERY))
    assert [item.title for item in found] == FOUND
    assert found[1].redirects == ("Talks/Moved",)
    assert found[4].text == "new {{x}}"
    assert found[4].revision_id == 1001
    assert {size for _, size in told} == {path.stat().st_size}
    assert all(0 <= done <= size for done, size in told)


def test_a_multistream_dump_is_read_in_pieces_and_by_its_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pieces for a query of texts; for titles those alone that the index names, and without trust in an index of another dump."""
    monkeypatch.setattr(pieces, "PIECE", 1)
    path = tmp_path / "x-pages-articles-multistream.xml.bz2"
    multistream(path, *written())
    monkeypatch.setattr(walk, "local", lambda: ThreadPoolExecutor(2))
    looked: list[pieces.Piece] = []

    def look(search: Search, piece: pieces.Piece) -> pieces.Looked:
        looked.append(piece)
        return pieces.look(search, piece)

    monkeypatch.setattr(walk, "look", look)
    assert [item.title for item in DumpWiki(path).find(QUERY)] == FOUND
    assert len(looked) > 140
    looked.clear()
    assert [item.title for item in DumpWiki(path).find(Query(titles=("Alone", "Talks/Moved")))] == [
        "Alone",
        "Elsewhere",
    ]
    assert len(looked) == 3
    index = path.with_name("x-pages-articles-multistream-index.txt.bz2")
    index.write_bytes(bz2.compress(b"17:1:Alone\n"))
    assert [item.title for item in DumpWiki(path).find(Query(titles=("Alone",)))] == ["Alone"]


def test_every_revision_is_given_where_the_history_is_asked_for(tmp_path: Path) -> None:
    """Those of the pages that are found, in the dump's order; of others none."""
    path = tmp_path / "dump.xml"
    path.write_bytes(whole(written()[0]))
    found = [(item.title, item.text[:3]) for item in DumpWiki(path).every_revision(QUERY)]
    assert found == [
        ("Talks/One", "old"),
        ("Talks/One", "new"),
        ("Alone", "a\n["),
        ("Entity", "[[C"),
        ("Elsewhere", "pro"),
        ("Long", "xxx"),
        ("Long", "yyy"),
    ]


def test_when_a_page_was_made(tmp_path: Path) -> None:
    """The time of its first revision, in a long page too; of a page whose first revision is not in the dump it is not known."""
    path = tmp_path / "dump.xml"
    later = page(99, "Talks/Later", "text").replace(
        "<timestamp>", "<parentid>98000</parentid>\n      <timestamp>"
    )
    path.write_bytes(whole([*written()[0], later]))
    query = Query(prefixes=("Talks/", "Long"))
    found = {item.title: (item.made, item.timestamp) for item in DumpWiki(path).find(query)}
    first, second = (datetime(2010, 1, 1, 0, minute, tzinfo=UTC) for minute in (0, 1))
    assert found["Talks/One"] == found["Long"] == (first, second)
    assert found["Talks/Later"] == (None, first)


@pytest.mark.parametrize("name", ["dump.xml", "dump-multistream.xml.bz2"])
def test_a_walk_that_was_killed_goes_on(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a SIGKILL the same query reads what is left, finds the same, and leaves nothing behind."""
    path, cache = tmp_path / name, tmp_path / "cache"
    made, titles = written()
    more = [f"Z {number}" for number in range(300)]
    made += [page(5000 + number, title, "z" * 20_000) for number, title in enumerate(more)]
    titles += more
    if path.suffix == ".xml":
        path.write_bytes(whole(made))
    else:
        multistream(path, made, titles)
    code = f"""
import os, signal
from pathlib import Path
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki, pieces, spool
pieces.PIECE, spool._EVERY = 1, 0
def watch(done, size):
    if done > size * 0.6:
        os.kill(os.getpid(), signal.SIGKILL)
list(DumpWiki(Path({str(path)!r}), cache=Path({str(cache)!r}), watch=watch).find({QUERY!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert [item.suffix for item in cache.iterdir() if "journal" not in item.name] == [".sqlite"]
    monkeypatch.setattr(pieces, "PIECE", 1)
    told: list[float] = []
    wiki = DumpWiki(path, cache=cache, watch=lambda place, size: told.append(place / size))
    assert [item.title for item in wiki.find(QUERY)] == FOUND
    assert told[0] > 0.4
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_checkpoint_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in the file, the query finds its pages."""
    path, cache = tmp_path / "dump.xml", tmp_path / "cache"
    path.write_bytes(whole(written()[0]))
    next(DumpWiki(path, cache=cache).find(QUERY))
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    assert [item.title for item in DumpWiki(path, cache=cache).find(QUERY)] == FOUND


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<page><title>A</title>" + "<a>" * 5000 + "</a>" * 5000 + "<revision></revision></page>", "deep"),
        ("<page><title>A</title><revision><text>&b;</text></revision></page>", "well-formed"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><page><title>A</title><revision/></page>', "document type"),
        ("<page><title>A</title><!ELEMENT b><revision></revision></page>", "document type"),
        ("<page ><title>A</title><revision></revision></page >" * 9, "not written as MediaWiki"),
        ("<page ><title>A</title><revision></revision></page>" * 9, "not written as MediaWiki"),
        ("<page><title >A</title><revision></revision></page>", "not written as MediaWiki"),
        ("<page><title>A</title><revision><text>" + "x" * (65 << 20), "more than 64 MB"),
        (page(1, "A", "x") + TAIL + "<more/>", "after its end"),
    ],
)
def test_hostile_dumps_are_refused(tmp_path: Path, body: str, why: str) -> None:
    """Entities, depth, size and pages that are not written as MediaWiki does are told, and never skipped in silence."""
    path = tmp_path / "dump.xml"
    path.write_text(HEAD + body + TAIL)
    with pytest.raises(UsageError, match=why):
        list(DumpWiki(path).find(Query(titles=("A",), prefixes=("A",))))


def test_comments_and_cdata_are_read_as_xml_means_them(tmp_path: Path) -> None:
    """What is commented out is no page, and CDATA is text, wherever the file is cut while it is read."""
    text = "".join(
        f"<!-- <page><title>A{number}</title></page> --><page><title>B{number}</title><revision>"
        f"<text><![CDATA[a < b & </page> {'x' * number}]]></text></revision></page>"
        for number in range(3000)
    )
    path = tmp_path / "dump.xml"
    path.write_text(HEAD + text + TAIL)
    found = {item.title: item.text for item in DumpWiki(path).find(Query(prefixes=("A", "B")))}
    assert found == {f"B{number}": f"a < b & </page> {'x' * number}" for number in range(3000)}


def test_packed_dumps_are_read_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On one core then; a 7z archive is one line that names the extra."""
    monkeypatch.setitem(sys.modules, "rapidgzip", None)
    monkeypatch.setitem(sys.modules, "py7zr", None)
    for suffix, pack in ((".xml.bz2", bz2.compress), (".xml.gz", gzip.compress)):
        path = tmp_path / f"dump{suffix}"
        path.write_bytes(pack(whole(written()[0])))
        assert [item.title for item in DumpWiki(path).find(QUERY)] == FOUND
    path = tmp_path / "dump.xml.7z"
    path.write_bytes(b"7z")
    with pytest.raises(UsageError, match=r"indababot\[dumps\]"):
        list(DumpWiki(path).find(QUERY))


def test_a_process_ends_in_peace_with_a_dump_half_read(tmp_path: Path) -> None:
    """The library's threads are stopped first: else the process is aborted."""
    path = tmp_path / "dump.xml.bz2"
    rng = random.Random(1)
    path.write_bytes(bz2.compress(whole(page(n, f"P{n}", rng.randbytes(6_000).hex()) for n in range(600))))
    code = f"""
from pathlib import Path
from indababot.wikis.base import Query
from indababot.wikis.dump.walk import Dump, walk
batches = walk(Dump(Path({str(path)!r})), Query(titles=("P1",)))
next(batches), next(batches)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


NAMES = ("Talks 2023", "Kofi's K-list; 1", "Été à Conakry", "ويكي إندابا ٢٠٢٣", "क़लम", "Å", 'A&B "c"', "ab")
SPELT = st.sampled_from(NAMES).flatmap(
    lambda name: st.lists(
        st.sampled_from(["", "\u200e", "<!-- x -->", "_", "%", "\u2060"]),
        min_size=len(name),
        max_size=len(name),
    ).map(lambda marks: "".join(f"{mark}{sign}" for mark, sign in zip(marks, name, strict=True)))
)
FORMS = st.sampled_from(
    [
        str,
        str.swapcase,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "_"),
        lambda text: text.replace("K", "\u212a"),
        lambda text: "".join(f"&#{ord(sign)};" for sign in text),
        lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    ]
)
AROUND = st.sampled_from(
    [
        "[[Category:{}]]",
        "[[ category : {} |x]]",
        "{{{{{}}}}}",
        "{{{{\n{}\n|a=b}}}}",
        "[<!-- -->[Category:{}]]",
        "[[x {}",
        "{}",
        "{{{{Template:{}}}}}",
        "{{<!-- -->{{{}}}}}",
        "[[Category%3A{}]]",
        "[[\u200eCategory:{}]]",
    ]
)


@given(st.lists(st.tuples(AROUND, FORMS, st.sampled_from(NAMES) | SPELT), max_size=4), st.data())
def test_the_sieve_lets_through_whatever_a_query_finds(
    pieces: "list[tuple[str, Callable[[str], str], str]]", data: st.DataObject
) -> None:
    """However a name is spelt, a page that its text or title makes fit is never skipped in the bytes."""
    text = " ".join(around.format(form(name)) for around, form, name in pieces)
    query = Query(categories=NAMES, templates=NAMES, prefixes=("Talks 2023/", "Été"))
    title = data.draw(
        st.sampled_from(["Other", "talks_2023/a", " Talks 2023/b", "E\u0301te\u0301 x", "X & Y"])
    )
    matcher = Matcher(query)
    from indababot.titles import normal

    if matcher.fits_title(normal(title)) or matcher.fits_text(text):
        assert Sieve(query, matcher).hits(page(1, title, text).encode())[0]


def test_the_sieve_skips_what_only_looks_alike() -> None:
    """A page of prose that names a category without being in it is not parsed."""
    text = page(
        1,
        "Other",
        "About Talks 2023, see [[Talks]], [[R&D|it]], [[100%]] and {{Talks}}: 100% [http://x?a=1&b=2]",
    )
    assert Sieve(QUERY, Matcher(QUERY)).hits(text.encode()) == ([], 1)


def test_memory_is_constant_for_bombs(tmp_path: Path) -> None:
    """A small file that unpacks to a gigabyte of blanks is refused or read in the memory of any other."""
    path = tmp_path / "bomb.xml.bz2"
    packer = bz2.BZ2Compressor()
    with path.open("wb") as file:
        file.write(packer.compress(HEAD.encode()))
        for _ in range(300):
            file.write(packer.compress(b" " * (1 << 20)))
        file.write(packer.flush())
    code = f"""
from pathlib import Path
from indababot.errors import UsageError
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki
try:
    list(DumpWiki(Path({str(path)!r})).find(Query(prefixes=("A",))))
except UsageError as error:
    status = Path("/proc/self/status").read_text()  # its own peak: that of getrusage counts its parent's too
    print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True)
    assert int(done.stdout) < 500


def test_a_process_that_dies_costs_no_page(tmp_path: Path) -> None:
    """What a killed process of ours had, the main one does itself; none stays when the main one is killed."""
    path = tmp_path / "dump-multistream.xml.bz2"
    multistream(path, *written())
    code = f"""
import contextlib, multiprocessing, os, signal, sys
from pathlib import Path
from indababot.wikis.base import Query
from indababot.wikis.dump import DumpWiki, pieces
pieces.PIECE = 1
def watch(done, size):
    children = multiprocessing.active_children()
    if done < size * 0.2 and children:
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.kill(children[0].pid, signal.SIGKILL)
print(*(page.title for page in DumpWiki(Path({str(path)!r}), watch=watch).find({QUERY!r})))
"""
    done = subprocess.run([sys.executable, "-c", code], timeout=60, capture_output=True, text=True)
    assert done.stdout.split() == FOUND, done.stderr


def test_cores_are_those_of_this_process() -> None:
    """A process that was given one core takes one."""
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
        "from indababot.cores import cores; print(cores())"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert done.stdout.strip() == b"1"
    assert 1 <= cores() <= len(os.sched_getaffinity(0))
