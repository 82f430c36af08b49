"""Charts: Altair says what they are, vl-convert draws them as SVG without a browser, :func:`indababot.exporting.dashboard.svg.inline` fits
them into a page. Each mark leads to its list; a table beside each chart has the same numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from indababot.errors import MissingExtra, UsageError
from indababot.exporting.dashboard.data import Count
from indababot.exporting.dashboard.svg import ADDRESS, AXIS, INK, MARK, SERIES, Drawing, inline
from indababot.i18n import NEEDS_EXTRA, NOT_GIVEN
from indababot.terminal import visible

_WIDE = 920
_HALF = 440
_NARROW = 260
_STEP = 26
_LABEL = 190
"""The most that a value's name takes beside its bar, in pixels."""

Labels = Mapping[str, str]
"""Words in the language of the page."""


def bars(counts: Sequence[Count], names: Labels, title: str, about: str, *, rtl: bool = False) -> Drawing:
    """A bar for each value, its number at its end, both linked to the list."""
    import altair as alt

    rows = [
        {
            "at": place,
            "n": one.count,
            "name": _text(names.get(one.value, one.value)),
            "href": ADDRESS + one.href,
            "told": _text(f"{names.get(one.value, one.value)}: {one.count}"),
        }
        for place, one in enumerate(counts)
    ]
    order = alt.Y("at:O", axis=None)
    most = max((one.count for one in counts), default=1)
    room = alt.Scale(domain=[0, most * 1.15], reverse=rtl)
    base = _chart(rows).encode(y=order, href="href:N", description="told:N")
    sides = base.mark_text(
        align="left" if rtl else "right", baseline="middle", limit=_LABEL, fontSize=13, color=INK
    ).encode(text="name:N", x=alt.value(_NARROW + 8 if rtl else -8))
    marks = base.mark_bar(height=16, cornerRadius=2, color=MARK).encode(x=alt.X("n:Q", axis=None, scale=room))
    numbers = base.mark_text(
        align="right" if rtl else "left", dx=-6 if rtl else 6, baseline="middle", fontSize=13, color=INK
    ).encode(x=alt.X("n:Q", axis=None, scale=room), text="n:Q")
    chart = (marks + numbers + sides).properties(width=_NARROW, height=alt.Step(_STEP))
    return _drawn(chart, title, about, room=_room(names.get(one.value, one.value) for one in counts), top=0)


def heat(
    grid: Mapping[tuple[str, str], Count],
    rows: Sequence[str],
    columns: Sequence[str],
    names: Labels,
    title: str,
    about: str,
    *,
    rtl: bool = False,
) -> Drawing:
    """A cell for each pair of values, the darker the more sessions have both; ``rtl`` begins at the right, names of lines too."""
    import altair as alt

    places = {value: place for place, value in enumerate(columns)}
    lines = {value: place for place, value in enumerate(rows)}
    shown = [
        {
            "x": places[column],
            "y": lines[row],
            "n": one.count,
            "href": ADDRESS + one.href,
            "told": _text(f"{names.get(row, row)} × {names.get(column, column)}: {one.count}"),
        }
        for (row, column), one in grid.items()
        if row in lines and column in places
    ]
    most = max((one.count for one in grid.values()), default=1)
    x, y = alt.X("x:O", axis=None, sort="descending" if rtl else "ascending"), alt.Y("y:O", axis=None)
    cells = _chart(shown).encode(x=x, y=y, href="href:N", description="told:N")
    marks = cells.mark_rect(color=MARK, cornerRadius=3, stroke=None).encode(
        fillOpacity=alt.Opacity("n:Q", scale=alt.Scale(domain=[0, most], range=[0.08, 0.5]), legend=None)
    )
    numbers = cells.mark_text(fontSize=13, baseline="middle", color=INK).encode(text="n:Q")
    heads = _chart(
        [{"x": place, "name": _text(names.get(value, value))} for value, place in places.items()]
    ).mark_text(
        align="right" if rtl else "left",
        baseline="middle",
        angle=35 if rtl else 325,
        fontSize=12,
        limit=150,
        color=INK,
    )
    sides = _chart(
        [{"y": place, "name": _text(names.get(value, value))} for value, place in lines.items()]
    ).mark_text(
        align="left" if rtl else "right",
        dx=8 if rtl else -8,
        baseline="middle",
        fontSize=13,
        limit=_LABEL,
        color=INK,
    )
    chart = (
        marks
        + numbers
        + heads.encode(x=x, y=alt.value(-10), text="name:N")
        + sides.encode(y=y, x=alt.value("width" if rtl else 0), text="name:N")
    )
    step = max(46, min(92, (_WIDE - 100) // max(len(columns), 1)))
    sized = chart.properties(width=alt.Step(step), height=alt.Step(34))
    return _drawn(sized, title, about, room=_room(names.get(value, value) for value in (*rows, *columns)))


def over_time(
    days: Sequence[tuple[date, int]],
    deadline: date | None,
    mark: str,
    title: str,
    about: str,
    *,
    wide: bool = True,
    rtl: bool = False,
) -> Drawing:
    """How many there were at the end of each day, and the deadline as a line across; ``rtl`` begins at the right."""
    import altair as alt

    first, last = days[0][0], days[-1][0]
    points = [(first - timedelta(days=1), 0), *days]
    if deadline and deadline > last:
        points.append((deadline, days[-1][1]))
    rows = [{"day": day.isoformat(), "n": count} for day, count in points]
    axis = alt.Axis(
        title=None, format="%Y-%m-%d", tickCount=5, labelSeparation=24, labelOverlap="greedy", grid=False
    )
    base = _chart(rows).encode(
        x=alt.X("utcyearmonthdate(day):T", axis=axis, scale=alt.Scale(type="utc", reverse=rtl)),
        y=alt.Y("n:Q", axis=_counts(rtl)),
    )
    chart = base.mark_area(interpolate="step-after", opacity=0.16, color=MARK) + base.mark_line(
        interpolate="step-after", strokeWidth=2, color=MARK
    )
    if deadline:
        there = _chart([{"day": deadline.isoformat(), "name": mark}]).encode(x="utcyearmonthdate(day):T")
        chart += there.mark_rule(strokeDash=[4, 3], color=INK, strokeWidth=1)
        near_end = (deadline - first) * 2 > (max(last, deadline) - first)
        left = near_end == rtl  # of the line, where there is more room
        chart += there.mark_text(
            align="left" if left else "right", dx=6 if left else -6, fontSize=12, color=INK
        ).encode(text="name:N", y=alt.value(-8))
    return _drawn(chart.properties(width=_WIDE if wide else _HALF, height=200), title, about, room=20)


def compared(
    lines: Sequence[tuple[str, Sequence[tuple[int, int]]]], title: str, about: str, *, rtl: bool = False
) -> Drawing:
    """A line an edition: how many there were so many days before the day that counts; that day is 0. ``rtl`` begins at the right."""
    import altair as alt

    rows = [
        {"series": place, "before": -before, "n": count}
        for place, (_, days) in enumerate(lines)
        for before, count in days
    ]
    least = min(row["before"] for row in rows)
    x = alt.X(
        "before:Q",
        axis=alt.Axis(title=None, grid=False, tickCount=8),
        scale=alt.Scale(domainMin=least, nice=False, reverse=rtl),
    )
    colours = alt.Scale(
        domain=list(range(len(lines))), range=[SERIES[at % len(SERIES)] for at in range(len(lines))]
    )
    chart = (
        _chart(rows)
        .mark_line(interpolate="step-after", strokeWidth=2.25)
        .encode(
            x=x,
            y=alt.Y("n:Q", axis=_counts(rtl)),
            color=alt.Color("series:N", scale=colours, legend=None),
        )
    )
    zero = _chart([{"before": 0}]).mark_rule(strokeDash=[4, 3], color=INK).encode(x="before:Q")
    ends = [
        {"series": place, "before": -days[-1][0], "n": days[-1][1], "name": _text(name)}
        for place, (name, days) in enumerate(lines)
    ]
    names = (
        _chart(ends)
        .mark_text(
            align="right" if rtl else "left",
            dx=-6 if rtl else 6,
            baseline="middle",
            fontSize=12,
            limit=_LABEL,
        )
        .encode(x="before:Q", y="n:Q", text="name:N", color=alt.Color("series:N", scale=colours, legend=None))
    )
    return _drawn((chart + zero + names).properties(width=_WIDE - 120, height=240), title, about, room=30)


def _counts(rtl: bool) -> Any:
    """The axis of numbers, on the side where time begins."""
    import altair as alt

    return alt.Axis(title=None, tickMinStep=1, tickCount=4, orient="right" if rtl else "left")


def _chart(rows: Sequence[Mapping[str, object]]) -> Any:
    """A chart with all of its data in it: nothing is fetched."""
    import altair

    data: Any = altair.Data
    return altair.Chart(data(values=rows))


def _room(names: Iterable[str]) -> int:
    """What names may be wider in the reader's font than where the chart is drawn, in pixels."""
    return min(max((len(name) for name in names), default=0) * 2, _LABEL // 5)


def _text(text: str) -> str:
    """A value on one line, in which nothing acts."""
    return visible(" ".join(text.split()))


def need_extra() -> None:
    """Looks whether all packages of the extra are installed.

    Raises:
        MissingExtra: one is not.
    """
    try:
        for name in ("jinja2", "altair", "vl_convert"):
            import_module(name)
    except ModuleNotFoundError:
        raise MissingExtra(NEEDS_EXTRA, what="dashboard", extra="dashboard") from None


def _drawn(chart: Any, title: str, about: str, *, room: int = 8, top: int = 16) -> Drawing:
    from vl_convert import vegalite_to_svg

    axis = {
        "domainColor": AXIS,
        "tickColor": AXIS,
        "gridColor": AXIS,
        "labelColor": INK,
        "labelFontSize": 12,
        "domain": False,
    }
    padding = {"left": room, "right": room, "top": top, "bottom": 4}
    chart = (
        chart.configure(background="transparent", padding=padding)
        .configure_view(stroke=None)
        .configure_axis(**axis)
    )
    try:
        svg = vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])
    except ValueError as error:
        raise UsageError(NOT_GIVEN, why=visible(" ".join(str(error).split()))) from error
    return inline(svg, visible(title), visible(about))
