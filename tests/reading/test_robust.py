"""Whatever a page holds: nothing hangs, nothing raises, nothing is lost."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indababot.checking import check
from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.reading.core import MISREAD
from indababot.records import Submission
from indababot.wikicode import placing
from indababot.wikicode.nodes import Part

EDITION = load("wikiindaba-2023")
SECONDS = 2
HOSTILE = [
    *(
        "{{a|",
        "{{a|\n",
        "{{",
        "{{{",
        "}}",
        "[[",
        "[[a|",
        "]]",
        "{|",
        "{|\n",
        "|}\n",
        "|",
        "||",
        "\n|a||b",
        "\n|-\n|",
        "\n!a!!b",
    ),
    *(
        "<b>",
        "<div>",
        "<s>",
        "<a ",
        '<a href="',
        "<",
        "</",
        "<!--",
        "<ref>",
        "<nowiki>",
        "<table><tr><td>",
        "<ul><li>",
        "&#x",
        "&amp;",
    ),
    *(
        "'",
        "''",
        "'''",
        "[http://x ",
        "https://x",
        "==",
        "\n=a=",
        "\n* ",
        "\n;a:b",
        ":",
        "(",
        "a (",
        "a/",
        "/ ",
        "a? ",
        " ",
        "\n",
        "\x00",
    ),
    *(
        "Author(s): ",
        "'''Author(s):''' ",
        "Logo ID : ",
        "[edit]",
        "[[User:A]] ",
        "User:A ",
        "{{u|A}}",
        "~~~~",
        ", ",
        "and ",
        "@",
        "1 ",
    ),
    *(
        "13:49, 15 January 2018 (UTC) ",
        "\u200f",
        "e\u0301",
        "\u202e",
        "{{a|{{b|",
        "[[File:a|thumb|b]]",
        "<gallery>\na|b\n</gallery>\n",
        " x\n",
        "[[a|[[b|",
        "{{a|b}}",
        "{|\n|a\n|}\n",
        "== a ==\n",
    ),
]
AROUND = [
    ("", ""),
    ("{{F|title=x|authors=a|abstract=", "}}"),
    ("'''Author(s):''' x '''Username(s):''' ", ""),
    ("== Interested participants ==\n* ", ""),
]


def submission(text: str, markup: Markup = Markup.WIKITEXT) -> Submission:
    found = read(Page("WikiIndaba 2023/Submissions/X", text, markup), EDITION)
    assert MISREAD not in [remark.text for remark in found.remarks]
    return found


@pytest.mark.soak
@pytest.mark.share(4)
@pytest.mark.parametrize("markup", Markup)
@pytest.mark.parametrize("fragment", HOSTILE)
def test_hostile_pages_are_read_in_time(fragment: str, markup: Markup) -> None:
    """40 KB of any fragment, and 10 KB inside a form, give a record within two seconds."""
    for before, after in AROUND:
        text = before + fragment * ((10_000 if before else 40_000) // len(fragment)) + after
        start = time.process_time()
        submission(text, markup)
        assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("opening", ["{{a|", "[[a|", "{|\n|", "<div>", "<b>", "{{{a|", "<table><tr><td>"])
def test_deep_nesting(opening: str) -> None:
    """Nesting deeper than MediaWiki's own limit is text, and the words inside it are kept."""
    closing = {"{": "}}", "[": "]]", "<": "</div>"}[opening[0]]
    text = opening * 5000 + "zebra" + closing * 5000
    assert "zebra" in submission(text).model_dump_json()


LABELS = ["ID", "Author(s)", "Username(s)", "Theme(s)", "Abstract", "Extra information", "Shoe size"]
FRAGMENTS = [
    *(
        "{{",
        "}}",
        "[[",
        "]]",
        "'''",
        "''",
        "|",
        "=",
        "\n",
        "\n\n",
        "\n|",
        "\n* ",
        "\n: ",
        "\n; ",
        "\n{|\n",
        "\n|}\n",
        "\n|-\n",
        "<div>",
        "</div>",
    ),
    *(
        "\n== A ==\n",
        "<s>",
        "</s>",
        "<br>",
        "[http://x.y ",
        "]",
        "&amp;",
        "\x00",
        "\r\n",
        "(",
        ")",
        " / ",
        ": ",
        "User:",
        "{{u|",
        "{{!}}",
        "<ref>",
    ),
    *(
        "<nowiki>",
        "</nowiki>",
        "<translate>",
        "</translate>",
        "{{{",
        "}}}",
        "~~~~",
        "\u200f",
        "13:49, 15 January 2018 (UTC)",
        "#",
        "\n----\n",
    ),
    *(f"'''{label}:''' " for label in LABELS),
    *(f"\n{label}: " for label in LABELS),
    *(f"\n|{label}=" for label in LABELS),
    *(f"\n== {label} ==\n" for label in LABELS),
    *("\n{{F\n", "\n== Interested participants ==\n", "{{Box|", "\n* [[User:A]]: ", "{{User|A}} "),
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.just(None)), min_size=1, max_size=25),
    st.sampled_from([Markup.WIKITEXT, Markup.TEXT]),
)
def test_nothing_is_lost(pieces: list[str | None], markup: Markup) -> None:
    """Each word that a page shows stands in a field, in a participant, or in what is unrecognised."""
    words: list[str] = []
    text = ""
    for piece in pieces:
        if piece is None:
            words.append(f"zebra{len(words)}zebra")
        text += piece if piece is not None else words[-1]
    told = json.dumps(submission(text, markup).model_dump(mode="json"), ensure_ascii=False).casefold()
    assert [word for word in words if word not in told] == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*FRAGMENTS, "word", "Two words"]), max_size=25))
def test_spans_are_places_of_the_page(pieces: list[str]) -> None:
    """Every span lies inside the page, and a field's text is what stands there."""
    text = "".join(pieces)
    found = submission(text)
    spans = [span for field in found.fields for span in (field.label_span, field.value_span)]
    spans += [remark.span for remark in found.remarks] + [
        rest.span for rest in found.unrecognised if rest.span
    ]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(text[field.value_span.start : field.value_span.end] == field.text for field in found.fields)


@pytest.mark.parametrize(
    "value", ["{{{!}}{{!}}\n{{!}}}rest", "{{{!}} {{!}} {{!}}\n{{!}}}rest", "{{{!}}a\n{{!}}}rest"]
)
def test_a_table_of_calls_with_signs_behind_its_beginning(value: str) -> None:
    """What stands where a table's attributes do moves no place; found by damaged pages."""
    for page in (f"{{{{e|={value}", f"{{{{Form|title={value}}}}}"):
        assert "rest" in read(Page(title="X", text=page), load("generic")).model_dump_json()


@pytest.mark.parametrize("call", ["nowrap", "small", "center", "User", "done", "s", "efn", "ubl"])
def test_what_got_into_a_call_that_lost_its_end_is_told(call: str) -> None:
    """A sign of equality somewhere below makes the text above it a parameter's name, which no call shows."""
    text = f"{{{{{call}|our map of every village\n\nof the region, notes of ours = See below.\n"
    record = read(Page("WikiIndaba 2023/Submissions/X", text), EDITION).model_dump_json()
    for words in ("our map of every village", "of the region", "notes of ours", "See below"):
        assert words in record


@pytest.mark.parametrize("name", ["Logo}} of ours.svg", "Logo }}}\u00a0of ours.svg", "Logo of ours{.svg"])
def test_a_picture_that_is_none_is_told(name: str) -> None:
    """A file's name with braces is no title, so that the wiki shows the link as text."""
    record = read(Page("X", f"[[File:{name}|60px]] '''Author(s):''' Ada\n"), EDITION)
    assert "of ours" in record.model_dump_json()
    assert record.authors == ("Ada",)


def test_a_page_that_is_misread_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parser's tree does not give the text back, the page is told as one that cannot be read."""
    monkeypatch.setattr(placing._Placing, "part", lambda _self, _code, at: Part(at, at))
    page = Page(title="X", text="'''Title:''' Maps")
    found = check(read(page, EDITION), page, EDITION)
    assert [(one.name, MISREAD in one.message) for one in found] == [("unparsable-page", True)]
