"""What the first page shows: the numbers, the charts that draw them, and the tables that lead to the lists."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from indababot.exporting.dashboard import charts, data
from indababot.exporting.dashboard.data import Count, Part, Session
from indababot.exporting.dashboard.svg import Drawing
from indababot.exporting.dashboard.words import FILTER_NAMES, Words
from indababot.i18n import N_, NN_, plural
from indababot.persons import Person

SHOWN = 12
"""So many values at most have a bar, a row or a column in a chart; the table beside it has all."""
LATEST = 8
WANTED = 12
_TITLES = {
    "edition": N_("By edition"),
    "status": N_("By status"),
    "type": N_("By type"),
    "theme": N_("By theme"),
    "level": N_("By level"),
    "language": N_("By language"),
}

_MORE = NN_("The table has {number} more value.", "The table has {number} more values.")
_UNDATED = NN_("{number} edition without dates is left out.", "{number} editions without dates are left out.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the table of its numbers: what heads its first column, and a row for each number."""

    title: str
    chart: Drawing
    head: str
    rows: tuple[tuple[str, Count], ...]
    note: str = ""


def overview(
    parts: Sequence[Part], words: Words, people: Sequence[tuple[Person, list[Session]]], *, rtl: bool
) -> dict[str, Any]:
    """All that the template of the first page is filled with."""
    sessions = data.every(parts)
    return {
        "tiles": _tiles(parts, people, words),
        "dimensions": [figure for name in _TITLES if (figure := _dimension(parts, name, words, rtl=rtl))],
        "heat": _heat(parts, words, rtl=rtl),
        "times": [
            figure for part in parts if (figure := _over_time(part, words, several=len(parts) > 1, rtl=rtl))
        ],
        "compared": _compared(parts, words, rtl=rtl),
        "fields": data.filled(parts, words.language),
        "interest": _interest(sessions, words, rtl=rtl),
        "wanted": data.wanted(sessions, WANTED),
        "latest": data.latest(sessions, LATEST),
        "findings": _findings(sessions),
    }


def _tiles(parts: Sequence[Part], people: Sequence[object], words: Words) -> list[tuple[str, int, str]]:
    """The big numbers, each with its words and its list."""
    sessions = data.every(parts)
    complete = sum(one.complete for one in sessions)
    tiles = (
        (NN_("submission", "submissions"), len(sessions), data.address()),
        (NN_("complete", "complete"), complete, data.address(complete="yes")),
        (
            NN_("with something to fix", "with something to fix"),
            len(sessions) - complete,
            data.address(complete="no"),
        ),
        (NN_("person who holds a session", "people who hold a session"), len(people), "people.html"),
        (
            NN_("person who is interested", "people who are interested"),
            len(data.interested(parts)),
            "interested.html",
        ),
    )
    return [(words.say(plural(number, *forms)), number, where) for forms, number, where in tiles]


def _dimension(parts: Sequence[Part], name: str, words: Words, *, rtl: bool) -> Figure | None:
    """How many sessions have which value; nothing where no session has any, or there is but one edition."""
    counts = data.counts(parts, name)
    if not any(one.value for one in counts) or (name == "edition" and len(counts) < 2):
        return None
    names = words.names(name, [one.value for one in counts])
    title = words.say(_TITLES[name])
    few = _commonest(counts)
    chart = charts.bars(few, names, title, _told(few, names), rtl=rtl)
    left = len(counts) - len(few)
    note = words.say(plural(left, *_MORE), number=left) if left else ""
    rows = tuple((names[one.value], one) for one in counts)
    return Figure(title, chart, words.say(FILTER_NAMES[name]), rows, note)


def _commonest(counts: Sequence[Count]) -> list[Count]:
    """The values that most sessions have, in the order given."""
    kept = sorted(counts, key=lambda one: -one.count)[:SHOWN]
    return [one for one in counts if one in kept]


def _told(counts: Sequence[Count], names: dict[str, str]) -> str:
    """A chart in words."""
    return "; ".join(f"{names[one.value]}: {one.count}" for one in counts)


def _heat(parts: Sequence[Part], words: Words, *, rtl: bool) -> Figure | None:
    """Types by themes, where there are both."""
    grid = data.grid(parts, "type", "theme")
    rows, columns = (
        [one.value for one in _commonest(data.counts(parts, name))] for name in ("type", "theme")
    )
    if not any(rows) or not any(columns):
        return None
    named = words.names("type", rows) | words.names("theme", columns)
    title = words.say(N_("Type by theme"))
    cells = [
        (f"{words.value('type', one[0])} × {words.value('theme', one[1])}", count)
        for one, count in grid.items()
    ]
    about = words.say(N_("How many submissions have a type (row) and a theme (column)."))
    chart = charts.heat(grid, rows, columns, named, title, about, rtl=rtl)
    return Figure(title, chart, words.say(N_("Type and theme")), tuple(cells))


def _over_time(part: Part, words: Words, *, several: bool, rtl: bool) -> Figure | None:
    """An edition's submissions over time, where the source tells when pages were edited."""
    grown = data.growth(part)
    if not grown.days:
        return None
    title = words.say(N_("Submissions over time"))
    title = f"{title}: {part.edition.name}" if several else title
    (first, _), (last, total) = grown.days[0], grown.days[-1]
    about = words.say(
        N_("From {first} to {last} the number of submissions grows to {count}."),
        first=_day(first),
        last=_day(last),
        count=total,
    )
    mark = words.say(N_("deadline {date}"), date=_day(grown.deadline)) if grown.deadline else ""
    chart = charts.over_time(grown.days, grown.deadline, mark, title, about, wide=not several, rtl=rtl)
    months = data.months(part.sessions)
    if several:  # a month of one edition
        counted = {one.value: one.count for one in months}
        months = [
            Count(month, count, data.address(edition=part.edition.id, month=month))
            for month, count in counted.items()
        ]
    note = _counted(grown, words)
    return Figure(title, chart, words.say(N_("Month")), tuple((one.value, one) for one in months), note)


def _day(day: date) -> str:
    """A day within a sentence; the mark keeps its year first after Arabic letters, which turn the order of its parts."""
    return f"\N{LEFT-TO-RIGHT MARK}{day}"


def _counted(grown: data.Growth, words: Words) -> str:
    """By which time sessions are counted."""
    if not grown.edited:
        return words.say(N_("Counted by the day on which each page was made, in UTC."))
    if grown.edited >= grown.days[-1][1]:
        return words.say(N_("Counted by the last edit of each page, in UTC."))
    return words.say(
        N_(
            "Counted by the day on which each page was made, in UTC; {count} by the last edit, since the first is not known."
        ),
        count=grown.edited,
    )


def _compared(parts: Sequence[Part], words: Words, *, rtl: bool) -> Figure | None:
    """Editions side by side, by days before their deadlines; where one has none, before they begin."""
    grown = [(part, found) for part in parts if (found := data.growth(part)).days]
    if len(grown) < 2:
        return None
    if all(part.deadline for part, _ in grown):
        days = {part.edition.id: part.deadline for part, _ in grown}
        title = words.say(N_("Editions compared, by days before the deadline"))
    else:
        days = {part.edition.id: part.edition.starts for part, _ in grown}
        title = words.say(N_("Editions compared, by days before they begin"))
    lines = [
        (part.edition.name, found.before(day))
        for part, found in grown
        if (day := days[part.edition.id]) is not None
    ]
    if len(lines) < 2:
        return None
    about = "; ".join(f"{name}: {points[-1][1]}" for name, points in lines)
    left = len(parts) - len(lines)
    note = words.say(plural(left, *_UNDATED), number=left) if left else ""
    totals = tuple(
        (part.edition.name, Count("", len(part.sessions), data.address(edition=part.edition.id)))
        for part in parts
    )
    return Figure(
        title, charts.compared(lines, title, about, rtl=rtl), words.say(N_("Edition")), totals, note
    )


def _interest(sessions: Sequence[Session], words: Words, *, rtl: bool) -> Figure | None:
    """How many sessions so many people are interested in."""
    groups = data.interest(sessions)
    if not any(one.interested for one in sessions):
        return None
    names = {one.value: one.value.replace("-", "–") for one in groups}
    title = words.say(N_("Sessions by interested people"))
    chart = charts.bars(groups, names, title, _told(groups, names), rtl=rtl)
    return Figure(title, chart, words.say(N_("Interested")), tuple((names[one.value], one) for one in groups))


def _findings(sessions: Sequence[Session]) -> list[tuple[str, str, Count]]:
    """Each rule's code and name, on how many submissions it found something, the most frequent first."""
    names = {one.code: one.name for session in sessions for one in session.findings}
    found = Counter(code for session in sessions for code in {one.code for one in session.findings})
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(code, names[code], Count(code, count, data.address(finding=code))) for code, count in ordered]
