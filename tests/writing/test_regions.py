"""Owned regions: found as MediaWiki would see them, refused where they are wrong, filled and nothing else
touched.
"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indababot.errors import RegionError
from indababot.writing.regions import Problem, content, fill, find
from indababot.writing.wikitext import escape, literal

S = "{{IndabaBot list|view=people}}"
E = "{{IndabaBot list end}}"
BODY = literal("{|\n| x\n|}")


@pytest.mark.parametrize(
    ("marker", "parameters"),
    [
        ("{{IndabaBot list}}", {}),
        ("{{IndabaBot list|view=people|sort=-title}}", {"view": "people", "sort": "-title"}),
        (
            "{{ IndabaBot list \n| view = people\n| theme = A, B & C\n}}",
            {"view": "people", "theme": "A, B & C"},
        ),
        ("{{indabaBot_list|view=people}}", {"view": "people"}),
        ("{{Template:IndabaBot list|view=people}}", {"view": "people"}),
        ("{{template:_indabaBot__list|view=people}}", {"view": "people"}),
        ("{{IndabaBot list<!-- x | y -->|view=<!-- z -->people}}", {"view": "people"}),
        ("{{IndabaBot list|people|lang=fr|fr}}", {"1": "people", "lang": "fr", "2": "fr"}),
        ("{{IndabaBot list|view=a|view=people}}", {"view": "people"}),
        ("{{IndabaBot list|theme=[[A|B]]|type={{x|y}}}}", {"theme": "[[A|B]]", "type": "{{x|y}}"}),
        ("{{IndabaBot list|theme=A &amp; B}}", {"theme": "A & B"}),
    ],
)
def test_markers_and_their_parameters(marker: str, parameters: dict[str, str]) -> None:
    """A marker is understood in every way in which MediaWiki would call the same template."""
    text = f"Before\n{marker}\nold\n{E}\nafter"
    (region,) = find(text, "Page")
    assert dict(region.parameters) == parameters
    assert text[slice(*region.start)] == marker
    assert text[slice(*region.inner)] == "\nold\n"
    assert text[slice(*region.end)] == E
    assert (content(region, text), region.line) == ("old", 2)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"\n{S}\nx", 2, "has no {{IndabaBot list end}}"),
        (f"x\n\n{E}", 3, "has no start"),
        (f"{S}\n{S}\n{E}\n{E}", 2, "line 1"),
        (f"{S}{E}\n{E}", 2, "has no start"),
        (f"{S}\n<!-- {E} -->", 1, "has no {{IndabaBot list end}}"),
        (f"{S}\n<nowiki>{E}</nowiki>", 1, "has no {{IndabaBot list end}}"),
        (f"{{{{box|\n{S}{E}}}}}", 2, "another template"),
        (f"{{{{box|\n{S}}}}}{E}", 2, "another template"),
        (f"{{{{#if:x|\n{S}{E}}}}}", 2, "another template"),
        (f"{{{{{{1|\n{S}{E}}}}}}}", 2, "another template"),
        (f"{{{{a|[[b|{{{{c}}}}]]\n{S}{E}}}}}", 2, "another template"),
        (f"<noinclude>\n{S}</noinclude>{E}", 2, "same tag"),
        (f"[[File:X|thumb|{S}]]{E}", 1, "same tag"),
    ],
)
def test_wrong_markers_are_refused(text: str, line: int, words: str) -> None:
    """Where there is not one end for each start, the page is refused with its line."""
    with pytest.raises(RegionError, match=words.replace("{", r"\{")) as caught:
        find(text, "Some page")
    assert (caught.value.title, caught.value.line) == ("Some page", line)


@pytest.mark.parametrize(
    "text",
    [
        "no marker",
        f"<!-- {S} -->",
        f"<!-- {S}{E} not closed",
        f"<nowiki>{S}</nowiki>",
        f"<NOWIKI >{S}</nowiki >",
        f"<pre>{S}\n{E}</pre>",
        f"<syntaxhighlight lang='x'>{S}</syntaxhighlight>",
        "{{IndabaBot list of people}} {{IndabaBot list end of all}} {{IndabaBot list/doc}}",
        "{{indababot list}} {{INDABABOT LIST}} {{IndabaBot List}}",
        "{{IndabaBot list",
        "{IndabaBot list}}",
        "[[IndabaBot list]] {{User:IndabaBot list}} {{{IndabaBot list}}}",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    """Markers in comments and nowiki, and what only looks like one, are none."""
    assert find(text, "Page") == ()


@pytest.mark.parametrize(
    "before",
    [
        "<nowiki>",
        "<pre>",
        "{{a|",
        "{{a|[[b}}",
        "[[",
        "{{{",
        "}}",
        "== {{a|\n",
        "<nowiki/>",
        "<ref>",
        "</noinclude>",
        "<!-- x -->",
        "-->",
    ],
)
def test_what_nothing_closes_is_text(before: str) -> None:
    """A tag or brace that is never closed hides nothing, for MediaWiki as for us."""
    assert len(find(f"{before}\n{S}{E}\n{S}{E}", "Page")) == 2


def test_filling_is_stable() -> None:
    """The new content stands on lines of its own, and filling again with the same changes nothing."""
    once = fill(f"a {S}old{E} b", [(find(f"a {S}old{E} b", "P")[0], BODY)])
    assert once == f"a {S}\n{{|\n| x\n|}}\n{E} b"
    assert fill(once, [(find(once, "P")[0], BODY)]) == once


def test_a_problem_keeps_the_old_content() -> None:
    """A problem is one line before the old content; the next one takes its place, and new content takes it
    away.
    """
    text = f"{S}\nold\n\n table\n{E}"
    told = fill(text, [(find(text, "P")[0], Problem(escape("first")))])
    again = fill(told, [(find(told, "P")[0], Problem(escape("second")))])
    assert told.count("\n") == text.count("\n") + 1
    assert "first" in told
    assert "first" not in again
    assert again.replace("second", "first") == told
    assert fill(told, [(find(told, "P")[0], Problem(escape("first")))]) == told
    assert content(find(told, "P")[0], told) == "old\n\n table"
    assert fill(told, [(find(told, "P")[0], BODY)]) == f"{S}\n{BODY.text}\n{E}"


def test_a_region_is_filled_once() -> None:
    """To fill a region twice in one go is a bug of the caller."""
    region = find(S + E, "P")[0]
    with pytest.raises(ValueError, match="twice"):
        fill(S + E, [(region, BODY), (region, BODY)])


HUMAN = st.lists(
    st.sampled_from(
        [
            "Text ",
            "\n",
            "== H ==\n",
            "<!-- c -->",
            "<nowiki>{{IndabaBot list}}</nowiki>",
            "{{box|x=y}}",
            "[[a|b]]",
            "* é\n",
            "  \n",
            "{|\n| x\n|}\n",
            "<div>",
            "</div>",
            "{{open|",
            "[[",
            "\u0338",
            "\r\n",
            "\t",
            "{{{p|q}}}",
            "<pre>",
            "|}",
            "=",
            "\\1",
            "~~~~",
        ]
    ),
    max_size=8,
).map("".join)


@settings(max_examples=1200, deadline=None)
@given(st.lists(st.tuples(HUMAN, HUMAN), min_size=1, max_size=4), HUMAN)
def test_text_outside_regions_stays(parts: list[tuple[str, str]], last: str) -> None:
    """On random pages of people's text with regions in it, nothing outside the regions changes, byte for
    byte.
    """
    text = "".join(f"{human}{S}{old}{E}" for human, old in parts) + last
    regions = find(text, "P")
    assert len(regions) == len(parts)
    filled = fill(text, [(region, BODY) for region in regions])
    after = find(filled, "P")

    def outside(page: str, inner: list[tuple[int, int]]) -> list[str]:
        edges = [0, *(edge for span in inner for edge in span), len(page)]
        return [page[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    assert [region.parameters for region in after] == [region.parameters for region in regions]
    assert outside(filled, [r.inner for r in after]) == outside(text, [r.inner for r in regions])
    assert fill(filled, [(region, BODY) for region in after]) == filled


@pytest.mark.parametrize(
    "text",
    [
        "{{a|" * 10_000,
        "{{a|\n" * 100_000,
        "{" * 500_000 + "}" * 500_000,
        "[[" * 250_000,
        "<nowiki " * 60_000,
        "<pre>" * 100_000,
        "<!--" * 100_000,
        "<ref>" * 50_000 + "</poem>" * 50_000,
        "{{a|" * 50_000 + "}}" * 50_000,
        "\n=" * 200_000,
        "{{" + "IndabaBot list" * 30_000 + "}}",
        "{{IndabaBot list" * 30_000,
    ],
)
def test_hostile_pages_take_no_time(text: str) -> None:
    """Half a million characters that defeat a backtracking parser are read within two seconds."""
    began = time.process_time()
    regions = find(f"{text}\n{S}{E}", "P")
    assert time.process_time() - began < 2
    assert len(regions) == (0 if text.startswith("<!--") else 1)
