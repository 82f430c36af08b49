"""The view ``changes``: what differs, escaped, masked and bounded."""

import random
import time
from collections.abc import Mapping, Sequence
from typing import Any

import mwparserfromhell
import pytest

from indababot.changes import Change, compare
from indababot.records import PageRef, Participant, Status, Submission, Unrecognised
from indababot.writing import limits
from indababot.writing.views import Entry, Rendered, render, render_changes, since_of
from tests.writing import hostile
from tests.writing.samples import EDITION, PREFIX, entry, finding
from tests.writing.test_hostile import bare

MAIL, OTHER = "ada@mail.example", "ben@mail.example"
SINCE = "2023-08-01"


def record(title: str, page: str | None = None, number: int | None = None, **fields: Any) -> Submission:
    return Submission(
        edition=EDITION.id,
        page=PageRef(title=page or f"{PREFIX}{title}", page_id=number),
        title=title,
        **fields,
    )


def shown(
    changes: Sequence[Change], parameters: Mapping[str, str] | None = None, entries: Sequence[Entry] = ()
) -> Rendered:
    """What a region with the view shows of some changes."""
    given = {"view": "changes", "since": SINCE} | dict(parameters or {})
    return render(given, entries, EDITION, changes={SINCE: changes, "acceptance": ()})


OLD = [
    record("Wells", themes=("Technology",), abstract="They dig each year."),
    record("Songs"),
    record("Old name", number=3),
    record("Buses", extra=f"Write to {MAIL}", status=Status.ACCEPTED),
]
NEW = [
    record("Wells", themes=("Education", "Partnerships"), abstract="They dig every year."),
    record("Schools", themes=("Education",)),
    record("New name", number=3),
    record("Buses", extra=f"Write to {OTHER}", status=Status.ACCEPTED),
]
CHANGES = compare(OLD, NEW, regions=())


def test_what_it_shows() -> None:
    """A row a change: what happened, and in each field the words that differ."""
    made = shown(CHANGES)
    text = made.text.text
    assert (made.problem, made.rows, made.view) == (None, 5, "changes")
    assert "They dig <del>each</del><ins>every</ins> year." in text
    assert "<del>Technology</del>, <ins>Education</ins>, <ins>Partnerships</ins>" in text
    assert "moved<br><bdi>WikiIndaba 2023/Submissions/Old name</bdi>" in text
    assert "withdrawn (its page is no longer among the submissions)" in text
    assert text.index("Schools") < text.index("Songs") < text.index("New name") < text.index("Buses")
    assert text.index("Buses") < text.index("Wells")


def test_an_address_is_not_shown() -> None:
    """A change of what is masked is told as such."""
    text = shown(CHANGES).text.text
    assert "what changed is an address or a number that is not shown" in text
    assert "mail.example" not in text


def test_the_same_data_give_the_same_text() -> None:
    """Whatever the order of records and changes."""
    again = compare(OLD[::-1], NEW[::-1], regions=())
    assert shown(CHANGES).text == shown(again).text == shown(again[::-1]).text


def test_a_status_is_told_in_the_language() -> None:
    """A status is a word of ours, not of the page's."""
    changes = compare([record("A")], [record("A", status=Status.ACCEPTED)])
    assert "<del>submitted</del> <ins>accepted</ins>" in shown(changes).text.text
    assert "<ins>acceptée</ins>" in shown(changes, {"lang": "fr"}).text.text


def test_nothing_changed() -> None:
    """An empty list says so, in the region's language."""
    assert "Nothing has changed." in shown(()).text.text
    assert "Rien n’a changé." in shown((), {"lang": "fr"}).text.text
    assert "Nothing has changed." in shown((), {"since": "acceptance"}).text.text


@pytest.mark.parametrize(
    ("parameters", "titles"),
    [
        ({"theme": "Education"}, {"Wells", "Schools"}),
        ({"status": "accepted"}, {"Buses"}),
        ({"limit": "1"}, {"Schools"}),
        ({"complete": "no"}, {"Wells"}),
        ({"columns": "title,fields,before", "sort": "-title", "limit": "1"}, {"Wells"}),
        ({"row": "Template:X", "columns": "title,details", "limit": "1"}, {"Schools"}),
    ],
)
def test_filters_and_bounds(parameters: dict[str, str], titles: set[str]) -> None:
    """The parameters of lists choose among changes, by what the sessions are now."""
    entries = [entry("Wells", finding("No abstract"), themes=("Education",))]
    made = shown(CHANGES, parameters, entries)
    assert made.problem is None
    every = {"Wells", "Schools", "Songs", "New name", "Buses"}
    assert {title for title in every if f"<bdi>{title}</bdi>" in made.text.text} == titles


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"since": ""}, "needs “since”"),
        ({"since": "yesterday"}, "since: “yesterday” is neither a date such as 2023-08-01 nor acceptance."),
        ({"since": "2023-13-01"}, "neither a date"),
        ({"since": "1023-01-01"}, "neither a date"),
        ({"since": "x" * 1000}, "neither a date"),
        ({"since": f"{MAIL} 2023"}, "neither a date"),
        ({"since": "2023-08-02"}, "this wiki keeps no history"),
        ({"view": "submissions"}, "does not understand the parameter “since”"),
        ({"group": "theme"}, "does not understand the parameter “group”"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(parameters: dict[str, str], words: str) -> None:
    """A wrong ``since`` keeps the old list, below one short line without personal data."""
    made = shown(CHANGES, parameters)
    assert made.problem is not None
    assert words in made.problem
    assert len(made.problem) < 250
    assert "mail.example" not in made.problem


@pytest.mark.parametrize(
    ("parameters", "since"),
    [
        ({"view": "changes", "since": "2023-08-01"}, "2023-08-01"),
        ({"View": "Changes", " Since ": " 2023-08-01T00:00Z "}, "2023-08-01"),
        ({"view": "changes", "since": "2023-08-01 02:30+01:00"}, "2023-08-01T01:30:00Z"),
        ({"view": "changes", "since": "Acceptance"}, "acceptance"),
        ({"view": "changes", "since": "soon"}, None),
        ({"view": "changes"}, None),
        ({"view": "submissions", "since": "2023-08-01"}, None),
        ({"since": "2023-08-01"}, None),
    ],
)
def test_since_of(parameters: dict[str, str], since: str | None) -> None:
    """What a run looks up for a region has one spelling."""
    assert since_of(parameters) == since


def hostile_changes(value: str) -> list[Change]:
    """Changes with one value in every place that a page's text can get to."""

    def one(text: str, other: str) -> Submission:
        return record(
            text,
            f"{PREFIX}{other}",
            number=1,
            authors=(text,),
            themes=(text, "Education"),
            abstract=f"{text} and {other}",
            participants=(Participant(username=text, comment=other),),
            unrecognised=(Unrecognised(label=text, text=other),),
        )

    return compare([one("Before", "A")], [one(value, "B")])


@pytest.mark.parametrize("row", ["", "Template:Row"])
def test_hostile_values_add_nothing(row: str) -> None:
    """Whatever stood or stands on a page, a list of changes has the cells, tags and calls that harmless text gives, but for its parts."""

    def made_of(value: str) -> list[str]:
        text = shown(hostile_changes(value), {"row": row, "columns": "title,change,details,fields"}).text.text
        kept = [item for item in bare(text) if item not in ("Tag ins", "Tag del", "Tag bdi")]
        tags = [str(tag.tag) for tag in mwparserfromhell.parse(text, skip_style_tags=True).ifilter_tags()]
        assert set(tags) <= {"ins", "del", "b", "i", "bdi", "br", "table", "tr", "td", "th"}
        return kept

    expected = made_of(hostile.BENIGN)
    assert [value for value in hostile.short()[::12] if value.strip() and made_of(value) != expected] == []


def test_long_texts_are_bounded() -> None:
    """Two texts of 100 KB that differ all over take two seconds at most and one cell of a bounded size."""
    roll = random.Random(1)
    texts = [" ".join(f"w{roll.randrange(900)}" for _ in range(17_000)) for _ in range(2)]
    begin = time.process_time()
    made = shown(compare([record("A", abstract=texts[0])], [record("A", abstract=texts[1])]))
    assert time.process_time() - begin < 2
    assert made.rows == 1
    assert made.text.size < 2 * limits.CELL_BYTES
    assert "more" in made.text.text or "…" in made.text.text


def test_thousands_of_changes() -> None:
    """Rows are made as far as the page has room, and the rest is counted."""
    changes = compare([], [record(f"S {number}") for number in range(3_000)])
    made = render({"view": "changes", "since": SINCE}, (), EDITION, room=50_000, changes={SINCE: changes})
    assert 0 < made.rows < 1000
    assert "of 3000 rows are shown." in made.text.text


def test_for_pasting() -> None:
    """The command's wikitext is the view's own, in the edition's first language unless another is asked for."""
    assert render_changes(CHANGES, EDITION).text == shown(CHANGES).text.text
    assert "modifiée" in render_changes(CHANGES, EDITION, "fr").text
