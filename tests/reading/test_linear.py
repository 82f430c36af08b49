"""Reading takes linear time, whatever is repeated, wherever it stands."""

from time import process_time

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.privacy import public
from indababot.reading import read
from indababot.reading.core import MAX_LINES
from indababot.reading.values.people.limit import MOST
from indababot.records import FieldKey, RemarkKind
from tests.linear import PLACES as ANYWHERE
from tests.linear import is_linear, units
from tests.shares import share

PLACES = {
    "theme": "'''Theme(s):''' {}\n\n'''Abstract:''' We dig.\n",
    "status": "'''Theme(s):''' Technology\n\n'''Status:''' {}\n",
    "label": "'''Theme(s):''' Technology\n\n'''Type of{}submission:''' Lecture\n",
    "heading": "== Theme(s) ==\nTechnology\n== Type of{}submission ==\nLecture\n",
    "number": "; Theme(s)\n: Technology\n; Submission no.{}\n: 3\n",
}
REPEATED = (
    " ",
    "a  ",
    "\u3000",
    "📌 ",
    "1\ufe0f\u20e3 ",
    "::",
    "-> ",
    "she/her ",
    "(about 1 words",
    "about 1 ",
    "<translate>== a ==\n",
    "<noinclude>",
    "(a 7) ",
    '"User:A" ',
    "\u00a0",
    ",",
    "(",
    "[ ",
    "☐",
    "☑ ",
    "a ",
    "a,",
    "0 ",
    ": ",
    "/ ",
    "e\u0301",
    "\u200e ",
    "not ",
    "and ",
    "Lecture, ",
    "3 March ",
    "[[User:$",
    "User:your name, ",
    "Ada Obi (AdaO), ",
)


@pytest.mark.soak
@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_repeated_takes_linear_time(place: str) -> None:
    """100,000 characters of one text, or of two in turn, take less than 2 seconds of the processor."""
    edition = load("wikiindaba-2023")
    for text in share(REPEATED, 4, list(PLACES).index(place)):
        page = Page("WikiIndaba 2023/Submissions/Clay", PLACES[place].format(text * (100_000 // len(text))))
        started = process_time()
        read(page, edition)
        assert process_time() - started < 2, repr(text)


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ("card: authors", "a,"),
        ("card: authors", "a "),
        ("card: authors", "["),
        ("card: usernames", "a,"),
        ("card: usernames", "a/"),
        ("card: authors", "/1"),
        ("card: authors", "\u00b9"),
        ("headings: authors", "</"),
        ("card: authors", "(user a b "),
        ("card: usernames", "User:A – "),
        ("card: abstract", "''a''\n"),
        ("card: participants", "A, 3. May "),
        ("below the form", "* Attendees\n"),
        ("without a form", "Theme - x\n"),
        ("card: usernames", "(a"),
        ("card: usernames", "\u064b\u0301"),
        ("card: abstract", "\u0f73"),
        ("table: types", "[x]&#x41;"),
        ("card: types", "a,"),
        ("card: themes", "\u2611 "),
        ("card: participants", "[[User:$"),
        ("card: usernames", "Ghana, [[User:a]] "),
        ("card: participants", "a,"),
        ("card: participants", "~ "),
        ("card: participants", "a\n"),
        ("call: participants", "#\n"),
        ("call: authors", "a\n"),
        ("call: abstract", "=\n"),
        ("call: abstract", "*"),
        ("call: abstract", "#:"),
        ("a signature", "["),
        ("table: abstract", "|"),
        ("headings: participants", "*\n"),
        ("table: types", "|\n"),
        ("above the form", "a:"),
        ("below the form", "#"),
        ("without a form", "a:\n"),
        ("without a form", "=\r"),
        ("a label", " ("),
        ("bare text", "a,"),
        ("rendered", "a,"),
        ("rendered", "x\n"),
        ("rendered, without a form", "x\n"),
        ("rendered, without a form", "<a"),
        ("title", "a/"),
    ],
)
def test_any_text_anywhere_takes_linear_time(place: str, unit: str) -> None:
    """Four times the text takes about four times as long, and 100 KB less than 2 seconds, lines and people included."""
    assert is_linear(lambda page: read(page, load("wikiindaba-2023")), place, unit)


def test_thousands_of_captions_among_people() -> None:
    """A caption is nobody: each is left, and none is compared with all the others (which took 3 seconds, and now a third of one)."""
    text = "'''Author(s):''' " + "<gallery>\na|b\n</gallery>\n" * 3_300
    started = process_time()
    record = read(Page("X/Clay", text), load("wikiindaba-2023"))
    assert process_time() - started < 1.5
    assert not record.authors


@pytest.mark.soak
def test_every_text_anywhere_takes_linear_time() -> None:
    """All that is held above of a few texts holds of any character and any two in turn, the record that anybody may see included."""
    edition = load("wikiindaba-2023")
    slow = [one for one in units() if not is_linear(lambda page: public(read(page, edition)), *one)]
    assert not slow


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("place", ["without a form", "rendered, without a form"])
def test_a_page_of_too_many_lines_is_left_whole(place: str, end: str) -> None:
    """Nothing of it is read, nothing of it is lost, and why is told."""
    page = ANYWHERE[place](f"x{end}" * (MAX_LINES + 1))
    record = read(page, load("wikiindaba-2023"))
    assert [one.text for one in record.unrecognised] == [page.text]
    assert [remark.kind for remark in record.remarks] == [RemarkKind.UNPARSABLE]
    assert record.remarks[0].text == f"{MAX_LINES + 1} lines"


@pytest.mark.parametrize("unit", ["<br>", "* x\n", "{{u|x}}", "[[x]]"])
@pytest.mark.parametrize("place", ["card: abstract", "call: abstract"])
def test_where_too_much_markup_ends_the_reading_is_told(place: str, unit: str) -> None:
    """What is whole beyond that place is not told as unclosed, and what comes before it is read."""
    page = ANYWHERE[place](unit * 9_000)
    record = read(page, load("wikiindaba-2023"))
    assert record.authors == ("Ada Example",)
    (remark,) = [remark for remark in record.remarks if remark.kind in (RemarkKind.CUT, RemarkKind.UNCLOSED)]
    assert remark.kind is RemarkKind.CUT
    assert page.text.find(unit) < remark.span.start < page.text.rfind(unit)


@pytest.mark.parametrize(
    ("key", "before", "one"),
    [
        ("usernames", "", "User{n}, "),
        ("usernames", "", "[[User:U{n}]] "),
        ("usernames", "\n", "* [[User:U{n}]]\n"),
        ("authors", "", "Ada{n}; "),
        ("participants", "", "# [[User:U{n}|U]] ([[User talk:U{n}|talk]]) 13:49, 15 January 2023 (UTC)\n"),
        ("participants", "# ", "Ada{n}, "),
    ],
)
def test_people_beyond_the_limit_are_left_as_they_stand(key: str, before: str, one: str) -> None:
    """The first ones are read as ever; the others are one text that nothing claims, and one remark tells it."""
    count = MOST + 50
    # a page of so many signatures would be too long: these have no links to talk
    one = one.replace("([[User talk:U{n}|talk]]) ", "") if key == "participants" and "[[" in one else one
    page = ANYWHERE[f"card: {key}"](before + "".join(one.format(n=n) for n in range(count)))
    record = read(page, load("wikiindaba-2023"))
    found = getattr(record, key)
    assert MOST <= len(found) < MOST + 10
    (rest,) = record.unrecognised
    assert f"{count - 1}" in (rest.text or "")
    assert len(found) + (rest.text or "").count("20") >= count
    (remark,) = [remark for remark in record.remarks if remark.kind is RemarkKind.TOO_MANY]
    assert remark.key is FieldKey(key)
    assert remark.span == rest.span
    assert page.text[slice(*remark.span)].strip().endswith(one.format(n=count - 1).strip())


def test_as_many_people_as_any_real_list_has_are_all_read() -> None:
    """Long lists of signatures, with separators and links of their own, are no fault."""
    lines = "".join(
        f"# I have a question, or two, or more [[User:U{n}|U]] ([[User talk:U{n}|talk]]) 13:49, 15 January 2023 (UTC)\n"
        for n in range(600)
    )
    record = read(ANYWHERE["card: participants"](lines), load("wikiindaba-2023"))
    assert len(record.participants) == 600
    assert not record.unrecognised
