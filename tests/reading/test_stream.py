"""The neutral stream: what a reader sees, line by line, and where it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indababot.reading.markup import wikitext
from indababot.reading.markup.inline import Line, LineKind, Link, LinkKind, cut, plain


def lines(text: str) -> list[Line]:
    stream = wikitext.read(text, "Conference/Talk", lambda name: name in ("title", "author"))
    return [item for item in stream.items if isinstance(item, Line)]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("text\n* a\n* ''b''\n\nmore", "text\n\n• a\n• b\n\nmore"),
        ("# a\n# b", "• a\n• b"),
        ("a &amp; b &#233; <nowiki>''c''</nowiki>", "a & b é ''c''"),
        ("<!-- gone -->a<!--T:1--> b __NOTOC__", "a b"),
        ("[[A|b]] [[c]] [https://x.y d] [[File:x.png|thumb]]", "b c d"),
        ("'''bold''' '''''both''''' it's", "bold both it's"),
        ("{{SUBPAGENAME}} {{!}} {{nowrap|a b}} {{unknown|x}}", "Talk | a b {{unknown|x}}"),
        ("<translate><div>a</div></translate> <b>c</b>", "a\n\nc"),
        ("x [[Category:Y]] [[:Category:Z]]", "x Category:Z"),
        ("a\n[[fr:Métiers]]\n[[de:Weben]] [[pt-br:Tear]]\n[[fr:Utilisateur:Ada]]", "a fr:Utilisateur:Ada"),
        ("a [[fr:Métiers]]\n[[:fr:Métiers]]\n[[w:Loom]]", "a fr:Métiers fr:Métiers w:Loom"),
        ("<add your name here …>", "<add your name here …>"),
        ("[[user:]]", "user:"),
        ("<poem>\none\n''two''\n</poem>", "one\ntwo"),
        ("a[[File:At sign.svg|15px]]b.org [[File:x.png|alt=A drum]]", "a@b.org"),
        ("a{{efn|b}} c{{cn|date=May 2023}}{{reflist|30em}}", "a c"),
        ("{{checkbox|yes}} a {{checkbox|no}} b {{checkbox}} c", "☑ a ☐ b ☐ c"),
        ("<p dir=ltr>a</p><p>b</p><blockquote>c</blockquote>\nd\n----\ne", "a\n\nb\n\nc\n\nd\n\ne"),
    ],
)
def test_what_a_reader_sees(source: str, shown: str) -> None:
    """Markup is resolved: paragraphs, breaks, lists, entities, links, and templates that every wiki has."""
    assert plain(lines(source)) == shown


@pytest.mark.parametrize(
    "frame", ["thumb", "frame", "miniatur", "vignette", "miniatura", "comborda", "تصغير"]
)
@pytest.mark.parametrize(
    "option",
    [
        *("200px", "x200px", "200x300px", "left", "alt=A drum", "upright", "upright=1.2", "link=", "class=x"),
        *(
            "lang=fr",
            "page=1",
            "page 2",
            "hochkant",
            "alternativtext=Eine Trommel",
            "redresse=1.1",
            "derecha",
        ),
        *("neant", "izq", "superiordireito", "página=3", "يسار", "بديل=طبل"),
    ],
)
def test_a_caption_is_what_is_no_option(frame: str, option: str) -> None:
    """Options stand in any order, and behind the caption too; a picture may have none."""
    for options in (f"{frame}|{option}", f"{option}|{frame}", f"{frame}|{option}|", f"{frame}|{option}|none"):
        assert plain(lines(f"a [[File:x.png|{options}]] b")) == "a\n\nb"
    for options in (
        f"{frame}|c|{option}",
        f"{option}|{frame}|c",
        f"c|{option}|{frame}",
        f"{option}|c|{frame}",
    ):
        assert plain(lines(f"a [[File:x.png|{options}]] b")) == "a\n\nc\n\nb"
    assert plain(lines(f"a [[File:x.png|{frame}|c {option}|left]] b")) == f"a\n\nc {option}\n\nb"


@pytest.mark.parametrize(
    "target", ["a}b", "a{b", "a{{b", "{a}", "Category:a}b", "User:a{b", "{{unknown|x}}}"]
)
@pytest.mark.parametrize("label", ["", "|c"])
def test_a_target_with_braces_is_text(target: str, label: str) -> None:
    """No page has such a title, so the wiki shows the brackets: nothing is a link, a category or a picture."""
    source = f"x [[{target}{label}]] y"
    found = lines(source)
    assert plain(found) == source
    assert not [run for line in found for run in line.runs if run.link]


@pytest.mark.parametrize("target", ["a", "{{unknown|x}}", "a {{unknown|b=c}}"])
def test_a_call_in_a_target_is_no_brace(target: str) -> None:
    """What a template gives may well be a title: the link stays one, and shows its label."""
    assert plain(lines(f"x [[{target}|c]] y")) == "x c y"


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("[[User:zuri_m|Z]]", Link(LinkKind.USER, "Zuri m")),
        ("[[utilisateur:Zuri]]", Link(LinkKind.USER, "Zuri")),
        ("[[:fr:Utilisatrice:Zuri]]", Link(LinkKind.USER, "Zuri")),
        ("[[مستخدم:Zuri]]", Link(LinkKind.USER, "Zuri")),
        ("[[User talk:Zuri|t]]", Link(LinkKind.TALK, "Zuri")),
        ("[[Special:Contributions/Zuri|c]]", Link(LinkKind.CONTRIBUTIONS, "Zuri")),
        ("{{u|Zuri}}", Link(LinkKind.USER, "Zuri")),
        ("{{User|zuri}}", Link(LinkKind.USER, "Zuri")),
        ("[[Meta:Zuri]]", Link(LinkKind.PAGE, "Meta:Zuri")),
        ("[https://example.org x]", Link(LinkKind.EXTERNAL, "https://example.org")),
        ("https://example.org", Link(LinkKind.EXTERNAL, "https://example.org")),
    ],
)
def test_links(source: str, link: Link) -> None:
    """A link says where it leads, and its place is the whole of it."""
    (line,) = lines(source)
    assert [run.link for run in line.runs] == [link]
    assert (line.runs[0].start, line.runs[-1].end) == (0, len(source))


def test_tables_and_lists_have_kinds() -> None:
    """Cells, list entries, terms and headings are told apart."""
    found = lines("{|\n! a !! b\n|-\n| style='x' | c || d\n|}\n== h ==\n;t:d\n# n\n:i\n")
    kinds = [(line.kind, line.text.strip()) for line in found if line.runs]
    assert kinds == [
        (LineKind.HEADER_CELL, "a"),
        (LineKind.HEADER_CELL, "b"),
        (LineKind.CELL, "c"),
        (LineKind.CELL, "d"),
        (LineKind.HEADING, "h"),
        (LineKind.TERM, "t"),
        (LineKind.DEFINITION, "d"),
        (LineKind.NUMBER, "n"),
        (LineKind.INDENT, "i"),
    ]


TEXTS = st.lists(
    st.sampled_from([*"abc &'=:;*#|!{}[]<>-\n", "{{", "}}", "[[", "]]", "'''", "&amp;", "<b>"])
).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_exact_runs_are_the_source(text: str) -> None:
    """A run that says it is exact stands in the source as it is, and runs never overlap."""
    end = 0
    for run in (run for line in lines(text) for run in line.runs):
        if run.exact:
            assert text[run.start : run.end] == run.text
        assert end <= run.start <= run.end <= len(text)
        end = run.end


@given(st.text(alphabet="ab ", min_size=1, max_size=12), st.data())
def test_cutting_a_line(text: str, data: st.DataObject) -> None:
    """A cut line holds the visible characters between two positions, and knows their place."""
    for line in lines(text):
        start = data.draw(st.integers(0, len(line.text)))
        end = data.draw(st.integers(start, len(line.text)))
        part = cut(line, start, end)
        assert part.text == line.text[start:end]
        assert all(text[run.start : run.end] == run.text for run in part.runs)
