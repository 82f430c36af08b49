"""What programme tools read: calendars, frab's schedules, the c3voc's proposals, pretalx's columns."""

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from indababot.editions.model import Edition
from indababot.errors import MissingExtra, NothingToDo, UsageError
from indababot.exporting import export_programme
from indababot.exporting.identity import guid, numbers
from indababot.exporting.slots import session_of, sessions
from indababot.privacy import Public
from indababot.records import Status
from tests.exporting.samples import EDITION, EDITIONS, card, hostile, make

SAID = {"Time block": "Day 2, morning", "Start": "10:30", "Location": "Baobab hall"}
VOICES = card(
    "Voices",
    SAID,
    page_id=12,
    url="https://meta.example.org/wiki/T/Voices",
    duration="45 min",
    authors=("Ada Eze", "Ben <Sample>"),
    types=("Lecture",),
    themes=("GLAM & co", "Technology"),
    languages=("French",),
    abstract="Tape, and\nno catalogue; really.",
    status=Status.ACCEPTED,
)
WELLS = card("Wells", {"Date": "2021-11-05", "Start": "09:00–10:00"}, page_id=7)
OPEN = make("Open")
BAD = [
    "<x>",
    "]]>",
    "a&b",
    "x\r\nBEGIN:VEVENT",
    "a;b,c\\d\nEND:VCALENDAR",
    "\x00\x08\ufffe",
    "\u202eabc",
    "é" * 300,
    "'\"",
    "",
]


def written(items: Iterable[Public], form: str, editions: Mapping[str, Edition] = EDITIONS) -> str:
    return "".join(export_programme(items, form, editions)[0])


def test_a_card_says_when_and_where() -> None:
    """Day, time, length and room come from the card's own fields, the zone from the edition."""
    session = session_of(VOICES, EDITION)
    assert session is not None
    assert session.start.isoformat() == "2021-11-06T10:30:00+03:00"
    assert (session.minutes, session.room) == (45, "Baobab hall")


@pytest.mark.parametrize(
    ("said", "more", "minutes"),
    [
        ({"End": "11:15"}, {}, 45),
        ({"Start": "10:30-12:00"}, {"duration": "5 min"}, 90),
        ({"Start": "23:30", "End": "00:30"}, {}, 60),
        ({}, {"duration": "1 h"}, 60),
        ({"Duration": "45 min"}, {}, 45),
        ({"Dur\u00e9e": "1 h 30"}, {"types": ("Workshop",)}, 90),
        ({"Duration": "5 min"}, {"duration": "1 h"}, 60),
        ({"Duration": "as long as it takes"}, {"types": ("Workshop",)}, 60),
        ({}, {"types": ("Workshop",)}, 60),
        ({}, {"types": ("Lecture",)}, None),
        ({}, {}, None),
    ],
)
def test_lengths(said: dict[str, str], more: dict[str, Any], minutes: int | None) -> None:
    """A session lasts until its end, else as long as its page says, else at most as its type does."""
    session = session_of(card("x", {**SAID, **said}, **more), EDITION)
    assert session is not None
    assert session.minutes == minutes


def test_without_a_day_or_a_time_there_is_no_session() -> None:
    """What is not known for certain is in no schedule, and is told; what was rejected or withdrawn is in neither list."""
    untold = [card("a", {"Start": "10:30"}), card("b", {"Time block": "Day 2"}), OPEN]
    out = [card("c", SAID, status=Status.REJECTED), make("d", status=Status.WITHDRAWN)]
    found, left = sessions([*untold, *out, VOICES], EDITIONS)
    assert ([one.submission for one in found], left) == ([VOICES], untold)


def test_a_zone_in_the_text_wins() -> None:
    """A time with its own zone is that moment, whatever the edition's zone; without any zone it has none."""
    said = {**SAID, "Start": "10:30 (UTC)"}
    session, local = (
        session_of(card("x", said), EDITION),
        session_of(VOICES, EDITION.model_copy(update={"timezone": None})),
    )
    assert session is not None
    assert session.start == datetime(2021, 11, 6, 10, 30, tzinfo=UTC)
    assert local is not None
    assert local.start.tzinfo is None


def test_a_guid_stays() -> None:
    """A page that is moved and edited keeps its guid; another page, or the same id on another wiki, has another."""
    moved = make("Elsewhere", page_id=12, url="https://meta.example.org/wiki/T/Elsewhere")
    assert guid(moved) == guid(VOICES) == UUID("a05ffa3e-a1ee-5c03-b7e2-b07a9d02d08b")
    others = [WELLS, OPEN, make("Open 2"), make("x", page_id=12, url="https://other.example.org/wiki/x")]
    assert len({guid(item) for item in [VOICES, *others]}) == 5
    assert guid(make("Open", abstract="changed")) == guid(OPEN)


def test_numbers_are_positive_and_differ() -> None:
    """Each event has a number of its own, the page's id where there is one."""
    again = make("q", page_id=12, url="https://other.example.org/wiki/q")
    found = numbers([VOICES, OPEN, make("p"), again])
    assert found[0] == 12
    assert len(set(found)) == 4
    assert min(found) > 0


def events(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_a_calendar_is_read_back() -> None:
    """A calendar library finds each session with its time, place and texts; unknown lengths have no end."""
    wells, voices = events(written([VOICES, OPEN, WELLS], "ics"))
    assert voices["UID"] == f"{guid(VOICES)}@meta.example.org"
    assert voices.start == datetime(2021, 11, 6, 7, 30, tzinfo=UTC)
    assert voices.duration == timedelta(minutes=45)
    assert (voices["SUMMARY"], voices["LOCATION"], voices["STATUS"]) == ("Voices", "Baobab hall", "CONFIRMED")
    assert voices["DESCRIPTION"] == "Ada Eze, Ben <Sample>\n\nTape, and\nno catalogue; really."
    assert [str(one) for one in voices["CATEGORIES"].cats] == ["GLAM & co", "Technology"]
    assert (wells["STATUS"], wells.duration) == ("TENTATIVE", timedelta(hours=1))
    (bare,) = events(written([card("x", SAID)], "ics"))
    assert "DTEND" not in bare


def test_a_calendar_without_a_zone_floats() -> None:
    """Where nobody names a zone, times are in the reader's own: none is guessed."""
    edition = EDITION.model_copy(update={"timezone": None})
    text = written([VOICES], "ics", {EDITION.id: edition})
    assert "DTSTART:20211106T103000\r\n" in text


@pytest.mark.parametrize("text", BAD)
def test_no_text_breaks_a_calendar(text: str) -> None:
    """Whatever a page says, the calendar holds its two events and no other component or property."""
    item = card(
        text,
        {**SAID, "Location": text},
        abstract=text,
        themes=(text,),
        authors=(text,),
        url=f"https://x/{text}",
    )
    found = events(written([item, VOICES], "ics"))
    assert len(found) == 2
    known = {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "STATUS",
        "DESCRIPTION",
        "LOCATION",
        "CATEGORIES",
        "URL",
    }
    assert all(set(event) <= known for event in found)


def test_a_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without icalendar the message names the extra."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"indababot\[ics\]"):
        written([VOICES], "ics")


ZONED = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
ONCE = {"room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track"}
"""Elements that each event has to have."""
ABOUT = {"title", "acronym", "start", "end", "days", "timeslot_duration", "base_url", "time_zone_name"}
MAY = ONCE | {
    "logo",
    "persons",
    "language",
    "description",
    "recording",
    "links",
    "attachments",
    "video_download_url",
    "url",
}


def checked(text: str) -> ET.Element:
    """A schedule, looked through for what the c3voc's schedule.xml.xsd asks of it."""
    root = ET.fromstring(text)
    assert root.tag == "schedule"
    assert [child.tag for child in root][:2] == ["version", "conference"]
    assert {child.tag for child in root[2:]} == {"day"}
    about = {child.tag: child.text or "" for child in root.findall("conference/*")}
    assert {"title", "acronym"} <= set(about)
    assert set(about) <= {
        "title",
        "acronym",
        "start",
        "end",
        "days",
        "timeslot_duration",
        "base_url",
        "time_zone_name",
    }
    days = root.findall("day")
    assert len({day.get("index") for day in days}) == len(days)
    for day in days:
        assert int(day.attrib["index"]) > 0
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day.attrib["date"])
        assert all(re.fullmatch(ZONED, day.attrib[name]) for name in ("start", "end"))
        assert all(child.tag == "room" and "name" in child.attrib for child in day)
    found = root.findall("day/room/event")
    assert found
    for event in found:
        tags = [child.tag for child in event]
        assert len(tags) == len(set(tags))
        assert ONCE <= set(tags) <= MAY
        assert int(event.attrib["id"]) > 0
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.attrib["guid"])
        assert re.fullmatch(ZONED, event.findtext("date") or "")
        assert re.fullmatch(r"[0-2]\d:[0-5]\d", event.findtext("start") or "")
        assert re.fullmatch(r"\d{1,2}:\d\d", event.findtext("duration") or "")
    for key in ("id", "guid"):
        assert len({event.get(key) for event in found}) == len(found)
    assert len({event.findtext("slug") for event in found}) == len(found)
    return root


def test_a_schedule_has_frabs_structure() -> None:
    """Days, rooms and events stand as the published structure asks, with the card's values."""
    twin = card("Voices", {**SAID, "Location": "Hall & 2"}, duration="1 h")
    root = checked(written([WELLS, twin, VOICES], "frab"))
    assert [(day.get("index"), [room.get("name") for room in day]) for day in root.findall("day")] == [
        ("1", ["-"]),
        ("2", ["Baobab hall", "Hall & 2"]),
    ]
    event = root.find("day/room/event[@id='12']")
    assert event is not None
    assert event.get("guid") == str(guid(VOICES))
    values = {child.tag: child.text for child in event}
    assert values["date"] == "2021-11-06T10:30:00+03:00"
    assert (values["start"], values["duration"], values["track"], values["language"]) == (
        "10:30",
        "00:45",
        "GLAM & co",
        "fr",
    )
    assert [person.text for person in event.findall("persons/person")] == ["Ada Eze", "Ben <Sample>"]
    assert root.findtext("conference/days") == "3"


@pytest.mark.parametrize("text", BAD)
def test_no_text_breaks_a_schedule(text: str) -> None:
    """Whatever a page says is text in the schedule, without what XML cannot hold."""
    values = {"abstract": text, "themes": (text,), "types": (text,), "authors": (text,), "url": text}
    item = card(text, {**SAID, "Location": text}, duration="9 min", **values)
    root = checked(written([item, VOICES], "frab"))
    assert len(root.findall("day/room/event")) == 2
    around = {"schedule", "version", "conference", "day", "event", "person", "link"}
    assert {child.tag for child in root.iter()} <= MAY | ABOUT | around


def test_a_schedule_needs_a_zone_a_length_and_one_edition() -> None:
    """What a schedule cannot do without is asked for; a session of unknown length is told."""
    with pytest.raises(UsageError, match="needs the time zone of test-2021"):
        written([VOICES], "frab", {EDITION.id: EDITION.model_copy(update={"timezone": None})})
    with pytest.raises(UsageError, match="one edition"):
        written([VOICES], "frab", {**EDITIONS, "other": EDITION})
    bare = card("bare", SAID)
    assert export_programme([VOICES, bare], "frab", EDITIONS)[1] == [bare]
    with pytest.raises(NothingToDo, match="none here"):
        written([bare], "frab")


def test_proposals_are_the_c3vocs() -> None:
    """Keys, languages, types and lengths are those that the c3voc's schema knows."""
    first, second = json.loads(
        written([VOICES, make("x", types=("round table",), languages=("English",))], "c3voc")
    )
    assert first == {
        "guid": str(guid(VOICES)),
        "title": "Voices",
        "abstract": "Tape, and\nno catalogue; really.",
        "duration": 45,
        "type": "talk",
        "track": "GLAM & co",
        "language": "",
        "speakers": [{"name": "Ada Eze"}, {"name": "Ben <Sample>"}],
        "tags": ["Technology"],
        "slot": {"start": "2021-11-06T10:30:00+03:00", "end": "2021-11-06T11:15:00+03:00", "room": "Baobab hall"},
        "public_url": "https://meta.example.org/wiki/T/Voices",
    }  # fmt: skip
    assert (second["language"], second["type"], second["speakers"]) == ("en", "meeting", [])


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("Lightning talks", "talk"),
        ("Keynote", "talk"),
        ("Panel discussion", "podium"),
        ("Atelier", "workshop"),
        ("tutorial/workshop", "workshop"),
        ("Birds of a feather", "meeting"),
        ("Poster", "other"),
        ("Séance", None),
    ],
)
def test_kinds(value: str, kind: str | None) -> None:
    """A type is one of the eight that the c3voc knows, by any spelling of the lexicon; else it has none."""
    (found,) = json.loads(written([make("x", types=(value,))], "c3voc"))
    assert found.get("type") == kind


def test_no_length_is_beyond_the_c3vocs() -> None:
    """A length of more than 840 minutes is not said."""
    found = json.loads(written([make("x", duration="840"), make("y", duration="841")], "c3voc"))
    assert [one.get("duration") for one in found] == [840, None]


def test_a_table_for_pretalx() -> None:
    """The columns are pretalx's fields, a list in a cell is joined by commas, and nothing is a formula."""
    (row, other) = csv.DictReader(
        io.StringIO(written([VOICES, hostile("=1+1").submission], "pretalx"), newline="")
    )
    assert row["code"] == "12"
    assert (row["state"], row["submission_type"], row["track"], row["tags"]) == (
        "accepted",
        "Lecture",
        "GLAM & co",
        "Technology",
    )
    assert (row["duration"], row["content_locale"], row["speaker_names"]) == (
        "45",
        "fr",
        "Ada Eze, Ben <Sample>",
    )
    assert (row["room"], row["start"], row["end"]) == (
        "Baobab hall",
        "2021-11-06T10:30:00+03:00",
        "2021-11-06T11:15:00+03:00",
    )
    assert not [value for value in other.values() if value.startswith("=")]


def test_a_schedule_that_changed_has_another_version() -> None:
    """An importer that knows a schedule by its version, as pretalx-downstream does, takes in what changed."""
    texts = (
        written([VOICES, item], "frab") for item in (WELLS, WELLS.model_copy(update={"title": "Deep wells"}))
    )
    first, second = (ET.fromstring(text).findtext("version") or "" for text in texts)
    assert first != second
    assert first.split()[0] == second.split()[0] == VOICES.edition


@pytest.mark.parametrize("form", ["ics", "frab", "c3voc", "pretalx"])
def test_the_same_submissions_give_the_same_bytes(form: str) -> None:
    """Nothing of the moment at which it was made is in a file."""
    assert written([VOICES, WELLS], form) == written([VOICES, WELLS], form)


def test_an_unknown_format_is_told() -> None:
    """A word that is no format is an error that lists the known ones."""
    with pytest.raises(UsageError, match="ics, frab, c3voc, pretalx"):
        export_programme([], "pentabarf", EDITIONS)
