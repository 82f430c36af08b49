"""A page written in another way gives the same record and findings: each fixture in the ways of people, editors and tools."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from indababot.checking import check
from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.records import RemarkKind
from tests.reading.mutants import FIXTURES
from tests.shares import share

_BOLD = re.compile(r"^'''(?P<label>[^'\n:]+):'''(?!')")
_HEADING = re.compile(r"(?m)^(?P<open>==+)[ \t]*(?P<label>[^'=\n:?؟]+?)[ \t]*(?P<close>==+)[ \t]*$")
_PARAMETER = re.compile(r"(?m)^\|[ \t]*(?P<label>[a-z_]+)[ \t]*=[ \t]*(?!\d|\")")
_STAMP = re.compile(r"(?m)^(?!.*\{\{)(.*)(\d\d:\d\d, \d+ \w+ \d{4} \(UTC\))")


_ACCOUNT = re.compile(r"(\[\[User:)([^\]|\n]+)(?=\]\]|\|[^\]\n]*\]\])")
_ACCOUNT_LINK = re.compile(r"(\[\[User:[^\]\n]+\]\])")
_ANY_BOLD = re.compile(r"(?<!')'''(?!')(.+?)(?<!')'''(?!')")
_NO_LINE = re.compile(r"[=|!]|\s*\{\||.*(?:\[\[[^\]]*\](?!\])|==+\s*$)")
"""A heading, a line of a table or call, or one with a broken link."""


def _each_line(text: str, written: Callable[[str], str]) -> str:
    """Writes each line in another way that says something and is a line of its own."""
    return "\n".join(
        written(line) if line.strip() and not _NO_LINE.match(line) else line for line in text.split("\n")
    )


def _spaced(line: str) -> str:
    return re.sub(r"(?<=\S) (?=\S)", "  ", line)


def _labels(written: str | Callable[[str], str]) -> Callable[[str], str]:
    """Writes the labels in bold that begin a line in another way; ``{}`` is the label."""

    def label(found: re.Match[str]) -> str:
        return written(found["label"]) if callable(written) else written.format(found["label"])

    def page(text: str) -> str:
        out, depth = [], 0
        for line in text.split("\n"):
            free = not depth and "{{" not in line and "{|" not in line
            out.append(_BOLD.sub(label, line) if free else line)
            depth += sum(map(line.count, ("{{", "{|"))) - sum(map(line.count, ("}}", "|}")))
        return "\n".join(out)

    return page


def _headings(written: str) -> Callable[[str], str]:
    """Writes the headings in another way; ``{}`` is the text of one, ``=`` its signs."""

    def heading(found: re.Match[str]) -> str:
        return written.replace("=", found["open"]).format(found["label"])

    return lambda text: _HEADING.sub(heading, text)


_SIGNS = "hidden-characters"
"""The rule that tells of the signs which some ways put in."""
INDENTED = "labels in an indented line"
WAYS: dict[str, Callable[[str], str]] = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "blanks at the ends of lines": lambda text: text.replace("\n", " \n"),
    "the colon outside the bold": _labels("'''{}''':"),
    "bold by <b>": _labels("<b>{}:</b>"),
    "bold by <strong>": _labels("<strong>{}:</strong>"),
    "bold and italic": _labels("'''''{}:'''''"),
    "a colon as an entity": _labels("'''{}&#58;'''"),
    "a comment before the label": _labels("<!-- x -->'''{}:'''"),
    "a comment behind the label": _labels("'''{}:'''<!-- fill in -->"),
    "coloured labels": _labels("'''<span style='color:red'>{}:</span>'''"),
    "labels in a <font>": _labels("<font color=red>'''{}:'''</font>"),
    "underlined labels": _labels("'''<u>{}:</u>'''"),
    "small labels": _labels("<small>'''{}:'''</small>"),
    "big labels": _labels("'''<big>{}:</big>'''"),
    "labels marked for translation": _labels("'''<translate>{}:</translate>'''"),
    "a translation unit's mark above": _labels("<!--T:3-->\n'''{}:'''"),
    "blank lines between the fields": _labels("\n\n'''{}:'''"),
    INDENTED: _labels(":'''{}:'''"),
    "accents apart from their letters": _labels(
        lambda label: f"'''{unicodedata.normalize('NFD', label)}:'''"
    ),
    "a direction mark before the label": _labels("\u200e'''{}:'''"),
    "a zero-width blank before the label": _labels("\u200b'''{}:'''"),
    "a page marked for translation": lambda text: f"<translate>\n<!--T:1-->\n{text}\n</translate>",
    "a bar of languages": lambda text: f"<languages/>\n{text}",
    "a box around the page": lambda text: f'<div class="mw-content-ltr">\n{text}\n</div>',
    "a magic word": lambda text: f"__NOTOC__\n{text}",
    "a category": lambda text: f"{text}\n[[Category:Wikis of the valley]]",
    "what clears the page's end": lambda text: f"{text}\n{{{{clear}}}}\n__NOEDITSECTION__",
    "headings in bold": _headings("= '''{}''' ="),
    "headings without blanks": _headings("={}="),
    "headings a level deeper": lambda text: re.sub(r"(?m)^(==+.*==+)[ \t]*$", r"=\1=", text),
    "a comment behind the heading": _headings("= {} = <!-- c -->"),
    "an anchor in the heading": _headings("= <span id='x'></span>{} ="),
    "parameters with many blanks": lambda text: _PARAMETER.sub(r"|   \g<label>   =   ", text),
    "parameters without blanks": lambda text: _PARAMETER.sub(r"|\g<label>=", text),
    "comments in the names of parameters": lambda text: _PARAMETER.sub(r"| \g<label> <!-- c --> = ", text),
    "comments behind the names of parameters": lambda text: _PARAMETER.sub(r"| \g<label> = <!-- c -->", text),
    "links to users with a colon": lambda text: text.replace("[[User:", "[[:User:"),
    "small times": lambda text: _STAMP.sub(r"\1<small>\2</small>", text),
    "stars for numbers": lambda text: re.sub(r"(?m)^#(?=[^#*:])", "*", text),
    "blanks side by side": lambda text: _each_line(text, _spaced),
    "a comment before each line": lambda text: _each_line(text, lambda line: f"<!-- x -->{line}"),
    "a comment behind each line": lambda text: _each_line(text, lambda line: f"{line}<!-- x -->"),
    "a comment and a blank before tables": lambda text: re.sub(r"(?m)^(?=\{\|)", "<!-- x --> ", text),
    "a page to include, in a line": lambda text: f"<noinclude>{text.strip()}</noinclude>",
    "a page to include only": lambda text: f"<onlyinclude>{text}</onlyinclude>",
    "a page marked for translation, in a line": lambda text: f"<translate>{text.strip()}</translate>",
    "headings marked for translation": lambda text: re.sub(
        r"(?m)^(==+.*==+)[ \t]*$", r"<translate>\1</translate>", text
    ),
    "accounts that are variables of a translation": lambda text: _ACCOUNT.sub(
        r"\1<tvar name=1>\2</tvar>", text
    ),
    "accounts in spans": lambda text: _ACCOUNT_LINK.sub(r'<span class="nowrap">\1</span>', text),
    "small accounts": lambda text: _ACCOUNT_LINK.sub(r"<small>\1</small>", text),
    "accounts in italics": lambda text: re.sub(r"(?<!')(\[\[User:[^\]\n]+\]\])(?!')", r"''\1''", text),
    "a direction mark before accounts": lambda text: text.replace("[[User:", "\u200e[[User:"),
    "an anchor before the label": _labels("{{{{anchor|x}}}}'''{}:'''"),
    "nothing behind the label": _labels("'''{}:'''<nowiki/>"),
    "any words in bold styled": lambda text: _ANY_BOLD.sub(r'<b class="x">\1</b>', text),
    "any words in bold in a <span>": lambda text: _ANY_BOLD.sub(r"<span>'''\1'''</span>", text),
    "rules for blank lines": lambda text: text.replace("\n\n", "\n----\n"),
    "numbers without blanks": lambda text: re.sub(r"(?m)^# +(?=[^#*:])", "#", text),
}
"""How a page may be written without any change to what it says."""


@cache
def _pages() -> list[tuple[Path, str, dict[str, Any]]]:
    """Each fixture with its text and what its record says."""
    paths = sorted(FIXTURES.glob("*/*.wiki"))
    return [(path, text, _said(path, text)) for path in paths if (text := path.read_text("utf-8"))]


_CALL = re.compile(r"^\{\{(?=\w+\s*(?:<!--|\|1=|\}\})).*", re.DOTALL)
"""A call whose parameters are empty is told as it stands, comments included."""


def _said(path: Path, text: str) -> dict[str, Any]:
    """What a record says: all but its places, and what is written in it as it stands on the page."""
    page, edition = Page(path.stem, text), load(path.parent.name)
    record = read(page, edition)
    said: dict[str, Any] = record.model_dump(exclude={"page", "raw", "form_span", "remarks", "unrecognised"})
    said["left over"] = [
        (one.label, one.text and _CALL.sub("{{", one.text.replace("\u200e", "")))
        for one in record.unrecognised
    ]
    said["remarks"] = sorted(one.kind for one in record.remarks)
    said["fields"] = sorted(one.key for one in record.fields)
    said["findings"] = sorted(one.name for one in check(record, page, edition) if one.name != _SIGNS)
    return said


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_written_in_another_way(way: str) -> None:
    """Each fixture, so written, gives the record that it gives as it is."""
    changed = [(path, written, said) for path, text, said in _pages() if (written := WAYS[way](text)) != text]
    assert changed, "no fixture is written in a way that this changes"
    for path, written, said in share(changed, 7, list(WAYS).index(way)):
        if way == INDENTED and RemarkKind.UNKNOWN_FIELD in said["remarks"]:
            continue  # bold words that nobody knows are no label in an indented line
        assert _said(path, written) == said, f"{path.parent.name}/{path.name}, {way}"
