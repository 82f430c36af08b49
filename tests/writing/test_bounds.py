"""What anybody may ask of a region: its parameters are input, and its work is bounded."""

import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indababot.editions import load
from indababot.editions.model import Pages
from indababot.privacy import public
from indababot.writing import limits, regions
from indababot.writing.split import base
from indababot.writing.views import COLUMNS, Entry, Rendered, View, render
from indababot.writing.views.parameters import PARAMETERS
from indababot.writing.views.rowtemplate import target
from tests.writing import hostile
from tests.writing.samples import EDITION, PROGRAMME, entry

MAIL = "ada@mail.example"


def masked(one: Entry) -> Entry:
    """An entry as a run makes it: of the public record."""
    return Entry(public(one.submission), one.findings)


def timed(make: Callable[[], Rendered]) -> Rendered:
    """What is made in less than two seconds of this process's own time."""
    begin = time.process_time()
    made = make()
    assert time.process_time() - begin < 2
    return made


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"sort": ",".join(f"x{number}" for number in range(10_000))}, "longer than"),
        ({"sort": "title,authors,types,themes,levels,status"}, "6 values, more than 5"),
        ({"sort": "title,-title"}, "“title” is given twice"),
        ({"columns": "raw," * 20_000}, "longer than"),
        ({"columns": "raw,raw"}, "“raw” is given twice"),
        ({"columns": "type,types"}, "“types” is given twice"),
        ({"theme": "; ".join(str(number) for number in range(300_000))}, "longer than"),
        ({"theme": "; ".join(str(number) for number in range(300))}, "300 values, more than 50"),
        ({"theme": "x" * 201}, "longer than 200 characters"),
        ({f"x{number}": "" for number in range(20_000)}, "more than 30 parameters"),
        ({"x" * 100_000: "1"}, "longer than"),
        ({"type": "Panel", "types": "Panel"}, "“type” is given twice"),
        ({"Sort": "title", "sort": "title"}, "“sort” is given twice"),
    ],
)
def test_too_much_is_told_at_once(parameters: dict[str, str], words: str) -> None:
    """A region over its bounds keeps its old text with one short line that says why."""
    made = timed(lambda: render(parameters, PROGRAMME * 500, EDITION))
    assert made.problem is not None
    assert words in made.problem
    assert len(made.problem) < 300


def test_a_parameter_that_is_repeated_is_told() -> None:
    """The finder says which parameters a marker gives twice, and the region does not guess which of them is meant."""
    (region,) = regions.find("{{IndabaBot list|view=people|view=submissions}}{{IndabaBot list end}}", "P")
    assert region.repeated == {"view"}
    made = render(region.parameters, PROGRAMME, EDITION, repeated=region.repeated)
    assert made.problem is not None
    assert "“view” is given twice" in made.problem


@pytest.mark.parametrize(
    "row",
    [
        *("Ｉｎｄａｂａbot list", "IndabaBot ｌｉｓｔ end"),
        *("IndabaBot list", "IndabaBot_list_end", "indabaBot list end", "Template:IndabaBot list", "Modèle:IndabaBot list"),
        *("Indaba\u200eBot list end", "IndabaBot\u00a0list\u202fend", "Template:\u202aIndabaBot list end", "INDABABOT LIST END"),
        *("{{X}}", "X}}{{Delete", "X|y", "Template:Template:IndabaBot list end", ":IndabaBot list", "Template::X", "X#y"),
        *(":Main Page", "User:X/Row", "WikiIndaba:Row", "Utilisateur:X", "Template:", " ", "../X", "&#123;", "X\u2060"),
    ],
)  # fmt: skip
def test_what_row_must_not_name(row: str) -> None:
    """Neither a marker, however it is written, nor anything that is no template's name."""
    assert target(row, EDITION) is None
    made = render({"row": row}, PROGRAMME, EDITION)
    assert made.problem is not None or not row.strip()


@pytest.mark.parametrize(
    "row", ["My row", "Template:My row", "template: my_row", "Modèle:My row", "قالب:My row"]
)
def test_what_row_may_name(row: str) -> None:
    """A template, with or without its namespace in any language."""
    assert (target(row, EDITION) or "").casefold() == "template:my row"
    assert "{{Template:" in render({"row": row}, PROGRAMME, EDITION).text.text


def test_a_row_page_that_the_edition_lists() -> None:
    """A page outside the template namespace is called where the edition lists it, and nowhere else; a redirect to a marker is refused."""
    own = EDITION.model_copy(update={"pages": Pages(rows=("WikiIndaba 2023/Row",))})
    parameters = {"row": "WikiIndaba 2023/Row", "columns": "title"}
    assert "{{:WikiIndaba 2023/Row\n" in render(parameters, PROGRAMME, own).text.text
    assert render({"row": "WikiIndaba 2023:Row"}, PROGRAMME, EDITION).problem is not None
    assert render({"row": "Row"}, PROGRAMME, EDITION, refused_rows={"Template:Row"}).problem is not None


TEXTS = (
    st.text(max_size=40)
    | st.sampled_from(hostile.TRICKS)
    | st.sampled_from([MAIL, f"User {MAIL}", "title,type"])
)
GIVEN = st.dictionaries(st.sampled_from([*PARAMETERS, "types", "View", "1"]) | TEXTS, TEXTS, max_size=6)


@settings(deadline=None, max_examples=150)
@given(GIVEN)
@example({"view": f"The treasurer {MAIL}"})
@example({"view": "mail.example"})
@example({"row": "IndabaBot list end"})
@example({"columns": "raw,abstract", "row": "X"})
def test_whatever_is_asked_for(parameters: dict[str, str]) -> None:
    """A region gives a list or one line; neither holds a marker or personal data, and a quoted text is short."""
    entries = [
        *PROGRAMME,
        masked(entry("T", authors=(MAIL,), users=(MAIL,), raw={"abstract": MAIL}, page=f"Page {MAIL}")),
    ]
    made = render(parameters, entries, EDITION)
    page = "{{IndabaBot list}}\n{{IndabaBot list end}}"
    (region,) = regions.find(page, "P")
    filled = regions.fill(page, [(region, made.body)])
    assert regions.markers(filled) == (regions.START, regions.END)
    assert MAIL not in filled
    alone = any(MAIL.partition("@")[2] in text.replace(MAIL, "") for text in parameters.values())
    assert alone or "mail.example" not in filled  # the name of a host alone is nobody's address
    assert made.problem is None or len(made.problem) < 900
    assert made.view in {*View, ""}


@pytest.mark.parametrize("view", COLUMNS)
def test_no_column_leads_around_the_mask(view: View) -> None:
    """Whatever column shows an address, it shows a mask, in a table and as a row's argument alike."""
    given_ = entry(
        MAIL, page=f"WikiIndaba 2023/Submissions/{MAIL}", authors=(MAIL,), users=(MAIL,), fans=(MAIL,), number=MAIL,
        types=(MAIL,), themes=(MAIL,), affiliation=MAIL, abstract=MAIL, raw={"extra": MAIL},
    )  # fmt: skip
    for name in COLUMNS[view]:
        for more in ({}, {"row": "X"}):
            text = render(
                {"view": view.value, "columns": name} | more, [masked(given_), *PROGRAMME], EDITION
            ).text.text
            assert "mail.example" not in text


def sessions(count: int, people: int, each: int) -> list[Entry]:
    """Sessions that share their interested people: some of all people for each, always the same ones."""
    return [
        entry(f"S {number}", fans=[f"P {(number * 7 + step * step) % people}" for step in range(each)])
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "people", "each"), [(500, 20, 5), (500, 20, 20), (2000, 3, 3), (300, 60, 10)]
)
def test_an_audience_that_everybody_shares_is_none(count: int, people: int, each: int) -> None:
    """What all sessions share says nothing about two of them; the list costs what it shows."""
    many = sessions(count, people, each)
    assert timed(lambda: render({"view": "clashes"}, many, EDITION)).rows < count


def test_an_audience_that_is_unusual() -> None:
    """Two sessions with one audience are told among many that share a few people by chance."""
    crowd = [f"Fan {number}" for number in range(8)]
    many = [entry(f"S {number}", fans=[f"P {number}", f"P {number + 1}"]) for number in range(40)]
    many += [entry("Twin one", fans=crowd), entry("Twin two", fans=crowd)]
    made = render({"view": "clashes"}, many, EDITION)
    assert made.rows == 1
    assert made.text.text.count("Twin") >= 2


def test_very_many_people_on_each_session() -> None:
    """Crowds of invented people on all sessions cost a region little, since a page may hold many."""
    crowd = [f"P {number}" for number in range(25_000)]
    many = [entry(f"S {number}", fans=crowd[number:]) for number in range(40)]
    timed(lambda: render({"view": "clashes"}, many, EDITION))


def test_a_speaker_of_very_many_sessions() -> None:
    """A name that stands on all sessions is told in one line, not in a row for each pair."""
    many = [entry(f"S {number}", authors=("The foundation",)) for number in range(2000)]
    made = timed(lambda: render({"view": "clashes"}, many, EDITION))
    assert made.rows == 0
    assert "The foundation" in made.text.text
    assert "2000" in made.text.text


def test_a_cell_is_bounded() -> None:
    """One page with very many people keeps its row, and all rows after it."""
    crowd = entry("A crowd", fans=[f"Person {number}" for number in range(25_000)])
    made = timed(lambda: render({"view": "participants"}, [crowd, *PROGRAMME], EDITION))
    assert made.rows == 1 + len(PROGRAMME)
    assert made.text.size < 3 * limits.CELL_BYTES
    assert "more" in made.text.text


@pytest.mark.parametrize(
    "parameters", [{"columns": "abstract"}, {"columns": "raw"}, {"sort": "abstract", "columns": "title"}]
)
def test_long_texts_cost_what_is_shown(parameters: dict[str, str]) -> None:
    """A cell shows, and a list is sorted by, the beginning of a text: two hundred texts of 100 KB cost little more than short ones."""
    text = "é wo\u200brd " * 12_000
    many = [
        entry(f"S {number}", abstract=f"{number} {text}", raw={"abstract": text}) for number in range(200)
    ]
    begin = time.process_time()
    assert render(parameters, many, EDITION).rows == 200
    assert time.process_time() - begin < 0.8


def test_signs_that_nobody_sees_do_not_hide_what_follows() -> None:
    """However many blanks and invisible signs stand before it or in it, a text is shown as far as there is room."""
    for filler in (" ", "\u200b", "\u200b "):
        made = render(
            {"columns": "abstract"},
            [entry("S", abstract=filler * 9_000 + "a" * 200 + filler * 9_000 + "b" * 200)],
            EDITION,
        )
        assert "a" * 200 in made.text.text
        assert "b" * 90 in made.text.text
        assert made.text.text.count("…") == 1


@pytest.mark.parametrize("parameters", [{"view": "statistics"}, {"group": "theme"}])
def test_values_of_peoples_own_are_bounded(parameters: dict[str, str]) -> None:
    """Thousands of values on one page are told together, and the known ones stay."""
    wild = entry(
        "Wild", themes=tuple(f"Theme {n}" for n in range(3000)), types=tuple(f"T {n}" for n in range(3000))
    )
    made = timed(lambda: render(parameters, [wild, *PROGRAMME], EDITION))
    assert "Other values" in made.text.text
    assert "Partnerships" in made.text.text
    assert made.text.size < 1_000_000


def test_rows_are_made_as_far_as_there_is_room() -> None:
    """Ten thousand sessions on a page that takes fifty cost fifty rows."""
    many = [entry(f"S {number}", authors=("Ada Ek",) * 20) for number in range(10_000)]
    made = timed(lambda: render({}, many, EDITION, room=60_000))
    assert 0 < made.rows < 200
    assert f"{made.rows} of 10000 rows are shown." in made.text.text


def test_sub_pages_of_a_long_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with a title of 255 bytes gets sub-pages whose titles fit, different ones for different pages; their number is bounded."""
    monkeypatch.setattr("indababot.writing.split.PAGE_BYTES", 10_000)
    many = [entry(f"S {number}") for number in range(1500)]
    start = "WikiIndaba 2023/"
    titles = [start + "é" * 119 + letter for letter in "ab"]
    assert {len(title.encode()) for title in titles} == {255}
    found = [
        render({"overflow": "split"}, many, EDITION, page=title, room=10_000).subpages for title in titles
    ]
    names = [{part.title for part in parts} for parts in found]
    assert all(len(name.encode()) <= 255 and name.startswith(start) for part in names for name in part)
    assert not names[0] & names[1]
    assert [len(parts) for parts in found] == [limits.SUBPAGES] * 2
    assert "of 1500 rows are shown." in found[0][-1].text
    assert base("Short") == "Short"


def test_values_are_offered_by_the_names_of_the_edition() -> None:
    """A filter takes every name of a value; a complaint offers each value once, by its own name."""
    edition = load("wikiindaba-2023")
    assert render({"type": "Kurzvortrag"}, PROGRAMME, edition).problem is None
    told = {text: render({"type": text}, PROGRAMME, edition).problem or "" for text in ("Nope", "Panles")}
    assert "Known: Lecture, Panel, Workshop, Lightning Talk, Roundtable, Poster." in told["Nope"]
    assert "did you mean “Panel”?" in told["Panles"]
