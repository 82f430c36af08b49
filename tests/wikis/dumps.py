"""Dumps for tests: texts as MediaWiki's exports have them, in every packing."""

import bz2
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo>
    <base>http://127.0.0.1/wiki/Main_Page</base>
    <namespaces>
      <namespace key="10" case="first-letter">Template</namespace>
      <namespace key="14" case="first-letter">Category</namespace>
    </namespaces>
  </siteinfo>
"""
TAIL = "</mediawiki>\n"


def page(number: int, title: str, *texts: str) -> str:
    """A page with its revisions, the oldest first."""
    revisions = "".join(
        f"    <revision>\n      <id>{number * 1000 + index}</id>\n"
        f"      <timestamp>20{10 + index // 300}-01-01T{index % 300 // 60:02}:{index % 60:02}:00Z</timestamp>\n"
        f"      <contributor><username>X</username></contributor>\n      <model>wikitext</model>\n"
        f'      <text bytes="{len(text)}" xml:space="preserve">{escape(text)}</text>\n    </revision>\n'
        for index, text in enumerate(texts)
    )
    return f"  <page>\n    <title>{escape(title)}</title>\n    <ns>0</ns>\n    <id>{number}</id>\n{revisions}  </page>\n"


def whole(pages: Iterable[str]) -> bytes:
    """The dump as plain XML."""
    return (HEAD + "".join(pages) + TAIL).encode()


def multistream(path: Path, pages: Sequence[str], titles: Sequence[str], *, together: int = 1) -> None:
    """Writes a multistream dump, some pages to a stream, and its index beside it."""
    packed, lines = bz2.compress(HEAD.encode()), []
    for start in range(0, len(pages), together):
        lines += [
            f"{len(packed)}:{number}:{title}\n"
            for number, title in enumerate(titles[start : start + together], start)
        ]
        packed += bz2.compress("".join(pages[start : start + together]).encode())
    path.write_bytes(packed + bz2.compress(TAIL.encode()))
    index = path.with_name(path.name.replace("multistream.xml", "multistream-index.txt"))
    index.write_bytes(bz2.compress("".join(lines).encode()))
