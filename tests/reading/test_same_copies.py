"""Rendered pages and bare copies that show the same give the same record: each fixture as browsers, tools and word processors write it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from tests.reading.mutants import FIXTURES


def _re(pattern: str, written: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, written, text)


EDIT = '<span class="mw-editsection">[<a href="#">edit</a> | <a href="#">edit source</a>]</span>'
HTML: dict[str, Callable[[str], str]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "attributes": _re(r"<(p|li|b|i|th|tr|dd|dt|dl|ul|ol)>", r'<\1 id="mwAb" class="x">'),
    "tags in capitals": _re(r"<(/?)(b|p|li|ul|ol|td|th|tr|dd|dl|dt|i)>", lambda tag: tag[0].upper()),
    "boxes in boxes": lambda text: f"<div><div><div>{text}</div></div></div>",
    "no-break blanks before colons": _re(":</b>", "\u00a0:</b>"),
    "no-break blanks behind labels": _re("</b> ", "</b>&nbsp;"),
    "colons outside of the bold": _re(":</b>", "</b>:"),
    "another tag for bold": _re("<(/?)b>", r"<\1strong>"),
    "comments": _re("<p>", "<!-- NewPP --><p>"),
    "places to break": _re(r"(?<=<b>)(\w{2})(?=\w)", r"\1<wbr>"),
    "soft hyphens": _re(r"(?<=<b>)(\w{2})(?=\w)", r"\1&shy;"),
    "coloured labels": _re("<b>([^<]*)</b>", r'<b><span style="color:red">\1</span></b>'),
    "a style for bold": _re("<b>([^<]*)</b>", r'<span style="font-weight: 700;">\1</span>'),
    "a script": lambda text: text.replace("<p>", "<script>var x = '<b>Title:</b> no';</script><p>", 1),
    "no ends of entries": lambda text: text.replace("</li>", ""),
    "edit links": lambda text: text if EDIT[:28] in text else re.sub(r"</h(\d)>", rf"{EDIT}</h\1>", text),
    "whole addresses": lambda text: text.replace('href="/wiki/', 'href="https://meta.wikimedia.org/wiki/'),
    "names apart from the line": _re("(<a [^>]*>)([^<]*)</a>", r"\1<bdi>\2</bdi></a>"),
    "pages that are not there": _re(
        r'href="/wiki/(User:[^"#]+)"',
        r'class="new" href="/w/index.php?title=\1&amp;action=edit&amp;redlink=1"',
    ),
}
TEXT: dict[str, Callable[[str], str]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old": lambda text: text.replace("\n", "\r"),
    "line breaks of word processors": lambda text: text.replace("\n", "\x0b"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "blanks at the ends of lines": lambda text: text.replace("\n", " \n"),
    "indented lines": _re(r"(?m)^(?=\S)", "  "),
    "direction marks": _re(r"(?m)(?<=\n)(?=\S)", "\u200e"),
    "no-break blanks": lambda text: text.replace(": ", ":\u00a0"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
}


def _said(path: Path, text: str, markup: Markup) -> dict[str, Any]:
    record = read(Page(path.stem, text, markup=markup), load(path.parent.name))
    said: dict[str, Any] = record.model_dump(
        exclude={"page", "raw", "form_span", "remarks", "unrecognised", "fields"}
    )
    said["left over"] = sorted((one.label or "", one.text or "") for one in record.unrecognised)
    said["remarks"] = sorted(one.kind for one in record.remarks)
    return said


@pytest.mark.parametrize("way", [*HTML, *(f"text: {way}" for way in TEXT)])
def test_written_in_another_way(way: str) -> None:
    """Each fixture, so written, gives the record that it gives as it is."""
    told = way.removeprefix("text: ")
    markup, suffix, ways = (Markup.TEXT, "txt", TEXT) if told != way else (Markup.HTML, "html", HTML)
    changed = 0
    for path in sorted(FIXTURES.glob(f"*/*.{suffix}")):
        text = path.read_text("utf-8")
        if (written := ways[told](text)) != text:
            changed += 1
            assert _said(path, written, markup) == _said(path, text, markup), path.name
    assert changed, "no fixture is written in a way that this changes"
