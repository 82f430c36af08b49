"""Pages that are 100 KB of one text over and over, in any place, and the judgement whether work on them takes linear time."""

import random
from collections.abc import Callable, Iterator
from html import escape
from itertools import combinations
from time import process_time
from typing import TypeVar

from indababot.pages import Markup, Page
from tests.shares import SOAK

Made = TypeVar("Made")

LONG, SHORT = 100_000, 25_000
QUICK = 0.4
"""Seconds that are linear enough; what takes longer has to take a quarter of it, more or less, for a quarter of the text."""
LIMIT = 2
"""Seconds that nothing may take."""
MOST = 8
"""So many times as long may four times the text take: twice what is linear, since other work on the machine moves both."""

TRIES = 3

TITLE = "WikiIndaba 2023/Submissions/Clay"
LABELS = {
    "authors": "Author(s)",
    "usernames": "Username(s)",
    "types": "Type of submission",
    "themes": "Theme(s)",
    "abstract": "Abstract",
    "requirements": "Special requirements",
}
VALUES = {
    "authors": "Ada Example",
    "usernames": "[[User:Ada]]",
    "types": "Lecture",
    "themes": "Technology",
    "abstract": "We dig.",
    "requirements": "A room",
    "participants": "# [[User:Ben]]",
}


def _page(row: str, before: str, after: str, values: dict[str, str], heading: str = "\n== {} ==\n") -> str:
    fields = "".join(row.format(label, values[key]) for key, label in LABELS.items())
    return f"{before}{fields}{after}{heading.format('Interested participants')}{values['participants']}\n"


def card(values: dict[str, str]) -> str:
    """Labels in bold, each with its value."""
    return _page("'''{}:''' {}\n\n", "", "", values)


SHAPES: dict[str, Callable[[dict[str, str]], str]] = {
    "card": card,
    "call": lambda values: _page("| {} = {}\n", "{{Submission\n", "}}\n", values),
    "headings": lambda values: _page("== {} ==\n{}\n", "", "", values),
    "table": lambda values: _page("! {}\n| {}\n|-\n", "{|\n", "|}\n", values),
}


def _field(shape: str, key: str) -> Callable[[str], Page]:
    return lambda text: Page(TITLE, SHAPES[shape]({**VALUES, key: text}))


def _html(text: str) -> Page:
    values = VALUES | {"authors": escape(text), "participants": f"<ul><li>{escape(text)}</li></ul>"}
    return Page(TITLE, _page("<p><b>{}:</b> {}</p>\n", "", "", values, heading="<h2>{}</h2>"), Markup.HTML)


PLACES: dict[str, Callable[[str], Page]] = {
    **{f"card: {key}": _field("card", key) for key in VALUES},
    **{
        f"{shape}: {key}": _field(shape, key)
        for shape in ("call", "headings", "table")
        for key in ("authors", "types", "abstract", "participants")
    },
    "above the form": lambda text: Page(TITLE, f"{text}\n\n{card(VALUES)}"),
    "below the form": lambda text: Page(TITLE, f"{card(VALUES)}\n\n== Notes ==\n{text}"),
    "without a form": lambda text: Page(TITLE, text),
    "a label": lambda text: Page(TITLE, card(VALUES).replace("Type of sub", f"Type of{text}sub")),
    "a heading": lambda text: Page(TITLE, f"== Theme(s){text} ==\nTechnology\n{card(VALUES)}"),
    "an account's link": lambda text: Page(TITLE, card({**VALUES, "usernames": f"[[User:{text}]]"})),
    "a signature": lambda text: Page(
        TITLE,
        card(
            {
                **VALUES,
                "participants": f"# [[User:Ada|{text}]] ([[User talk:Ada|talk]]) 12:00, 15 January 2023 (UTC)",
            }
        ),
    ),
    "bare text": lambda text: Page(
        TITLE, "".join(f"{label}: {text}\n" for label in ("Author(s)", "Abstract")), Markup.TEXT
    ),
    "rendered": _html,
    "rendered, without a form": lambda text: Page(TITLE, text, Markup.HTML),
    "title": lambda text: Page(f"WikiIndaba 2023/Submissions/{text}", card(VALUES)),
    "file name": lambda text: Page(text, card(VALUES), filename=f"{text}.wiki"),
}
"""Where a text may stand."""

_SIGNS = "\n ,;:|/=*#-_'\"([{<>}])!?&%@~a1\u00a0\u200b\u200e\u0301\u0627\u2611"
_OTHERS = "\r\t.+^\\$`Z\u2022\u00e9\u4e2d"
UNITS = (*_SIGNS, *_OTHERS, *(first + second for first, second in combinations(_SIGNS, 2)))
"""Characters that mean something somewhere, and any two of them in turn."""


def units() -> Iterator[tuple[str, str]]:
    """All places with all texts, for ``scripts/soak``; nothing where few are to be tried."""
    return ((place, unit) for place in PLACES for unit in UNITS if SOAK)


_TOKENS = (
    *(
        "{{",
        "}}",
        "[[",
        "]]",
        "{|",
        "|}",
        "<!--",
        "-->",
        "'''",
        "==",
        "\n*",
        "\n#",
        "\n:",
        "\n|-",
        "~~~~",
        "__",
    ),
    *(
        "</",
        "<br>",
        "<ref>",
        "<pre>",
        "&amp;",
        "&#x41;",
        "{{{",
        "-{",
        "\r\n",
        "[x]",
        "{{u|",
        "[[User:",
        "http://",
    ),
    *("a@b.", " at ", "(at)", "+27 ", "tel ", "12:00, ", " (UTC)", "and ", "* "),
)
_LETTERS = (
    "\x7f\x85\x9f\u00ad\u00b7\u0130\u017f\u034f\u0600\u060c\u061b\u061c\u0640\u064b\u0660\u066b\u06dd\u06f0\u0966\u1160"
    "\u1680\u180e\u1e9e\u200d\u2013\u2019\u2028\u202e\u2060\u2067\u2069\u2610\u2713\u2460\u3000\u3001\uac00\ue000\ufb01\ufdfa"
    "\ufe0f\ufe64\ufeff\uff0c\uff10\uff1a\uff20\uff5c\ufffd\uffff\ud800\udc80\U0001d7ce\U0001f1e6\U0001f600\U000e0001\U0010ffff"
)
_ANY = (*map(chr, range(128)), *_SIGNS, *_OTHERS, *_LETTERS)


def sampled(count: int, seed: int | None = None) -> Iterator[tuple[str, str]]:
    """So many places with texts of one or two parts, each any character or a piece of markup; new ones each time where no seed is given."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = [
            chance.choice(chance.choice((_ANY, _ANY, _ANY, _TOKENS))) for _ in range(chance.randint(1, 2))
        ]
        yield chance.choice(tuple(PLACES)), "".join(parts)


def is_linear(work: Callable[[Page], object], place: str, unit: str) -> bool:
    """Whether some work on a page that is one text over and over takes linear time, and little of it."""
    return is_linear_in(lambda size: PLACES[place](unit * (size // len(unit))), work)


def is_linear_in(make: Callable[[int], Made], work: Callable[[Made], object]) -> bool:
    """Whether some work on what is made in a size takes linear time, and little of it, once in a few tries: a loaded machine is slow."""

    def seconds(size: int) -> float:
        made = make(size)
        started = process_time()
        work(made)
        return process_time() - started

    def once() -> bool:
        long = seconds(LONG)
        return long < QUICK or long < min(LIMIT, MOST * seconds(SHORT))

    return any(once() for _ in range(TRIES))
