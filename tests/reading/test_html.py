"""Rendered HTML: an HTML5 parser's tree as lines, with about the places of their texts, whatever is sent."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.reading.markup import html
from indababot.reading.markup.htmlsource import MAX_LENGTH, excess
from indababot.reading.markup.inline import Line, LineKind, Link, LinkKind, plain
from indababot.records import RemarkKind

EDITION = load("wikiindaba-2023")
FORM = "<p><b>Author(s):</b> Zuri M</p><p><b>Abstract:</b> Rain.</p>"


def lines(text: str) -> list[Line]:
    """The lines that show something."""
    return [item for item in html.read(text).items if isinstance(item, Line) and item.runs]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>one\ntwo</p><p>three</p>", "one two\n\nthree"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>a<li><i>b</i></ul>c", "• a\n• b\n\nc"),
        ("a &amp; b &#233; &copy &lt;b>", "a & b é © <b>"),
        ('<p title="1 < 2" data-x=\'{"a":"<b>no</b>"}\'>a</p>', "a"),
        ("<p>a<span class='mw-editsection'>[<a href='#'>edit</a>]</span></p>", "a"),
        ("<p>a<span style='color:red; DISPLAY : none'>b</span>c</p>", "ac"),
        ("<p>a<span hidden>b</span><sup class='reference'><a href='#cite'>[1]</a></sup></p>", "a"),
        ("<script>'<p>no</p>'</script><style>p{}</style><p>a</p>", "a"),
        ("<p>a<!-- <p>no</p> --></p><!-- open <p>b</p>", "a"),
        ("<p>a<p>b</div>c", "a\n\nbc"),
        ("<input type=checkbox checked> a<br><input type='checkbox'> b", "☑ a\n☐ b"),
        ("a\x00b", "ab"),
        ('a<img alt="@" src="at.png">b.org', "a@b.org"),
        ('a<span typeof="mw:File"><a><img alt="@"></a></span>b.org<img alt="A drum">', "a@b.org"),
        ("<table><tr><td>a<table><tr><td>b</table></table>", "a\n\nb"),
        (
            "<figure typeof='mw:File/Thumb'><a><img alt='x'></a><figcaption>Words</figcaption></figure>",
            "Words",
        ),
        (
            "<div class='mw-collapsible mw-made-collapsible'><div class=mw-collapsible-content style='display: none;'>a</div></div>",
            "a",
        ),
        (
            "<table class=mw-made-collapsible><tr><th>a</th></tr><tr style='display:none'><td>b</td></tr></table>",
            "a\nb",
        ),
        ("<ul class='mw-made-collapsible'><li>a<li style='display:none'>b</ul>", "• a\n• b"),
        ("<table><tr><td>a<tr style='display:none'><td>b</table>", "a"),
        ("<section class='mf-section-1 collapsible-block' hidden=until-found>a</section>", "a"),
        ("<div class=mw-parser-output>a</div>Retrieved from x<div class=mw-parser-output>b</div>", "a\n\nb"),
    ],
)
def test_what_a_reader_sees(source: str, shown: str) -> None:
    """Markup is resolved as a browser does: tags without ends, references without semicolons, hidden things, scripts."""
    assert plain([item for item in html.read(source).items if isinstance(item, Line)]) == shown


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ('<a href="/wiki/User:Zuri_M">', Link(LinkKind.USER, "Zuri M")),
        ('<a href="./User:Zuri_M" rel="mw:WikiLink">', Link(LinkKind.USER, "Zuri M")),
        ('<a href="https://x.example/wiki/Utilisateur:Zuri_M">', Link(LinkKind.USER, "Zuri M")),
        ('<a href="https://x.example/w/index.php?title=User:Zuri_M&amp;action=edit&amp;redlink=1">', Link(LinkKind.USER, "Zuri M")),
        ('<a href="/User:Zuri_M" title="User:Zuri M">', Link(LinkKind.USER, "Zuri M")),
        ('<a href="/wiki/User_talk:Zuri_M#x">', Link(LinkKind.TALK, "Zuri M")),
        ('<a href="/wiki/Special:Contributions/Zuri_M">', Link(LinkKind.CONTRIBUTIONS, "Zuri M")),
        ('<a href="/wiki/Caf%C3%A9_%26_co">', Link(LinkKind.PAGE, "Café & co")),
        ('<a class="external text" href="https://x.example/a/">', Link(LinkKind.EXTERNAL, "https://x.example/a/")),
        ('<a class="external" href="https://x.example/wiki/A">', Link(LinkKind.EXTERNAL, "https://x.example/wiki/A")),
        ('<a href="#top">', None),
        ("<a name=x>", None),
    ],
)  # fmt: skip
def test_links(source: str, link: Link | None) -> None:
    """A link leads to the same place in every rendering."""
    (line,) = lines(source + "x</a>")
    assert [run.link for run in line.runs] == [link]


def test_kinds_of_lines() -> None:
    """Cells, list entries, terms and headings are told apart, with the depth of lists."""
    source = (
        "<table><tr><th>a<td>c</table><div class='mw-heading'><h2>h</h2></div><dl><dt>t<dd>d</dl><p>x</p>"
        "<ol><li>n<ul><li>m</ul></ol><dl><dd>i</dl>"
    )
    found = [(line.kind, line.text, line.depth) for line in lines(source)]
    assert found == [
        (LineKind.HEADER_CELL, "a", 0),
        (LineKind.CELL, "c", 0),
        (LineKind.HEADING, "h", 2),
        (LineKind.TERM, "t", 1),
        (LineKind.DEFINITION, "d", 1),
        (LineKind.PARAGRAPH, "x", 1),
        (LineKind.NUMBER, "n", 1),
        (LineKind.BULLET, "m", 2),
        (LineKind.INDENT, "i", 1),
    ]


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_struck_and_bold(tag: str) -> None:
    """Struck and bold text is known as such, and what follows is neither."""
    (line,) = lines(f"<b>a</b><{tag}>b</{tag}>c")
    assert [(run.text, run.bold, run.struck) for run in line.runs] == [
        ("a", True, False),
        ("b", False, True),
        ("c", False, False),
    ]


def test_notes_are_kept() -> None:
    """Footnotes and hidden texts stand in no value and are not lost."""
    text = (
        f"{FORM}<p class='noprint'>For the <i>screen</i></p><ol class='references'><li id='n1'><span class='mw-cite-backlink'>↑</span>"
        "<span class='reference-text'>First.</span></li><li id='n2'><span class='reference-text'>Second.</span></li></ol>"
    )
    found = read(Page("X/A", text, Markup.HTML), EDITION)
    assert found.abstract == "Rain."
    assert [rest.text for rest in found.unrecognised] == ["For the screen", "First.", "Second."]


def test_places() -> None:
    """A value stands where the page has it, though the tree knows no places; a text that was put together is near."""
    text = (
        "<head><title>Author(s): Zuri</title><script>'<p>Rain &amp; wind'</script></head><body><div class='mw-parser-output'>\r\n"
        "<p><b>Author(s):</b> Zuri</p>\r\n<p data-x='<b>Rain'><b>Abstract:</b> Rain &amp; <i>wind</i>\r\nand more.</p>\r\n"
        "<p><b>Theme(s):</b> Tech</x>nology</p></div>"
    )
    found = read(Page("X/A", text, Markup.HTML), EDITION)
    assert found.raw["authors"] == "Zuri"
    assert found.raw["abstract"] == "Rain &amp; <i>wind</i>\r\nand more."
    assert found.themes == ("Technology",)


TAGS = [
    "p",
    "b",
    "div",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "dl",
    "dd",
    "h2",
    "a href='/wiki/User:X'",
    "s",
    "span class=noprint",
    "i",
]
TEXTS = st.lists(
    st.sampled_from(
        [
            *"ab \n&<>'\"",
            "&amp;",
            "&#0;",
            "<!--",
            "-->",
            "\x00",
            "\xa0",
            "é",
            "</x>",
            "<br>",
            "<script>",
            "</script>",
            "<svg>",
        ]
        + [f"<{tag}>" for tag in TAGS]
        + [f"</{tag.split()[0]}>" for tag in TAGS]
    )
).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    """Whatever is sent, the lines stand in order, and an exact run is the source."""
    end = 0
    for run in (run for line in lines(text) for run in line.runs):
        if run.exact:
            assert text[run.start : run.end] == run.text
        assert end <= run.start <= run.end <= len(text)
        end = run.end


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=30), st.randoms())
def test_no_word_is_lost(tags: list[str], random: object) -> None:
    """Every word between tags that nobody closes is in the record."""
    text = FORM + "".join(f"<{tag}>zebra{number}zebra " for number, tag in enumerate(tags))
    found = read(Page("X/A", text, Markup.HTML), EDITION).model_dump_json()
    assert all(f"zebra{number}zebra" in found for number in range(len(tags)))


HOSTILE = [
    *("<div>", "<ul><li>", "<dl><dd>", "<b><div>", "<a><div>", "<table><tr><td>", "<table>x<b>", "<li>", "<p>", "</p>", "</b>"),
    *("<", "<a ", "&", "&amp", "&amp;", "\x00", "<b>", "<a href=x>", "<!--", "<div></p>", "<svg>", "<select><option>", "<template>"),
    *("<b id=1><p>", "<ol class=references><li>", "<div class=noprint>", "<div class=mw-parser-output>", "x\n", "<br>", "<i>x</b>"),
    *('<p x="', "<p x='<", "<div a=1 ", "<s>x</p><p>", "> x", ">x<", "<nobr>", "<frameset>", "<math><mi>", "<figure typeof=mw:File>"),
    *("<figcaption>", "<figcaption>x", "<ul class=gallery><li class=gallerybox>x", "<div class=thumbcaption>x"),
    *("<pre>x\n", "<img src=x/Yes_check.svg>"),
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_pages_take_no_time(piece: str) -> None:
    """100 KB of one thing: under two seconds, and a page that is refused for it is told so and kept."""
    text = f"<div class=mw-parser-output>{FORM}{piece * (100_000 // len(piece))}"
    start = time.process_time()
    found = read(Page("X/A", text, Markup.HTML), EDITION)
    assert time.process_time() - start < 2
    refused = [remark.kind for remark in found.remarks] == [RemarkKind.UNPARSABLE]
    assert found.authors == ("Zuri M",) or (refused and found.unrecognised[0].text == text)


@pytest.mark.parametrize(
    "picture",
    [
        '<a href="/wiki/File:{0}" class="image"><img alt="{0}" src="/images/thumb/e/e4/{0}/20px-{0}.png"></a>',
        '<span typeof="mw:File"><a href="/wiki/File:{0}"><img alt="" src="/images/e/e4/{0}"></a></span>',
        '<span typeof="mw:File"><a href="./File:{0}"><img resource="./File:{0}" src="//x.example.org/20px-x.png"></a></span>',
    ],
)
def test_boxes_that_pictures_show(picture: str) -> None:
    """A picture of a box counts as the box, as in wikitext."""
    ticked, empty = picture.format("Yes_check.svg"), picture.format("X_mark.svg")
    text = f"<p><b>Author(s):</b> Ada</p><p><b>Type of submission:</b></p><ul><li>{ticked} Lecture</li><li>{empty} Panel</li></ul>"
    assert read(Page("X/A", text, Markup.HTML), EDITION).types == ("Lecture",)


def test_attributes_that_multiply() -> None:
    """Bold elements that differ are opened anew in every paragraph: their attributes go where that would fill the memory."""
    opened = "".join(f"<b id={number}>" for number in range(3000))
    text = f"{FORM}<p>{opened}</p>" + "<p>x" * 5000
    start = time.process_time()
    read(Page("X/A", text, Markup.HTML), EDITION)
    assert time.process_time() - start < 2


def test_a_long_page_around_a_short_form() -> None:
    """What counts is the content: the navigation of a saved page may be as long as it likes."""
    nav = "<nav><a href='/wiki/X'>Words</a></nav>" * 10_000
    text = f"<html><body>{nav}<main><div id='x'><div class='mw-parser-output'>{FORM}</div></div></main>{nav}</body></html>"
    assert len(text) > MAX_LENGTH
    assert read(Page("X/A", text, Markup.HTML), EDITION).authors == ("Zuri M",)
    assert excess(f"<p>{'x' * MAX_LENGTH}") == f"{MAX_LENGTH + 3} characters"
