"""Random pages of human text with regions in them, through whole runs: what people wrote stays, byte for byte."""

import os
import random
from collections.abc import Callable

import pytest

from indababot.errors import RegionError
from indababot.writing import regions
from tests.shares import SOAK
from tests.update.place import THEMES, Place

PIECES = (
    "Some text about the conference. ",
    "== Heading ==\n",
    "\r\n",
    "\n\n",
    "* a list\n",
    "{| class=x\n| cell\n|}\n",
    "{{Box|a=b|{{Inner}}}}",
    "<!-- {{IndabaBot list}} a comment -->",
    "<nowiki>{{IndabaBot list end}}</nowiki>",
    "\u00a0 \t",
    "العربية \u200f\u200d ",
    "é e\u0301 😀",
    "\\1 \\g<0> $1 %s {0} ",
    "[[Category:WikiIndaba]]",
    "<div>",
    "</div>",
    "''",
    "~~~~",
    "-{x}-",
    "&nbsp;&#123;",
    "trailing   \n",
    "<pre>\n",
    "{{",
    "}}",
    "{{{1|",
    "[[",
    "|",
)
"""What people and editors leave on pages, whole and broken."""

PARAMETERS: tuple[Callable[[random.Random], str], ...] = (
    lambda dice: "view=submissions",
    lambda dice: f"view={dice.choice(('participants', 'people', 'incomplete', 'statistics', 'clashes'))}",
    lambda dice: f"theme={dice.choice(THEMES)}",
    lambda dice: f"limit={dice.randint(1, 9)}|sort=-title",
    lambda dice: "columns=title,authors|row=Template:Row",
    lambda dice: "\n| view = submissions\n| lang = ar\n",
    lambda dice: "group=theme",
    lambda dice: "nonsense=1",
    lambda dice: "view=submisions",
)


def human(dice: random.Random) -> str:
    """A few pieces of people's text."""
    return "".join(dice.choices(PIECES, k=dice.randint(0, 6)))


def page(dice: random.Random) -> str:
    """A page with up to three regions, filled with rubbish or empty."""
    text = human(dice)
    for _ in range(dice.randint(0, 3)):
        body = dice.choice(("", "\n", "\nold rubbish\n", human(dice)))
        text += f"{{{{IndabaBot list|{dice.choice(PARAMETERS)(dice)}}}}}{body}{{{{IndabaBot list end}}}}"
        text += human(dice)
    return text


def outside(text: str, title: str) -> list[str] | None:
    """What stands outside a page's regions, markers included; None where its markers are refused."""
    try:
        found = regions.find(text, title)
    except RegionError:
        return None
    edges = [0, *(edge for region in found for edge in (region.inner.start, region.inner.end)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_what_people_wrote_stays(place: Place) -> None:
    """Over random pages nothing outside regions changes, refused pages do not change at all, and a second run edits nothing."""
    number = 1000 if SOAK else 120
    dice = random.Random(int(os.environ.get("INDABABOT_SOAK_SEED", "5")))
    before = {f"WikiIndaba 2023/Page {index:04}": page(dice) for index in range(number)}
    for title, text in before.items():
        place.put(title, text)
    report = place.run()
    told = {item.title: item for item in report.pages}
    written = 0
    for title, text in before.items():
        now, kept = place.text(title), outside(text, title)
        if kept is None:
            assert now == text
            assert told[title].result == "failed"
        else:
            assert outside(now, title) == kept
            written += now != text
    assert written > number // 3, "hardly a page was written: the test shows nothing"
    once = place.all()
    again = place.run()
    assert place.all() == once
    assert not any(item.result == "saved" for item in again.pages)
    place.submit(3, **{"Author(s)": "Somebody Else"})
    place.run()
    assert all(outside(place.text(title), title) == outside(text, title) for title, text in before.items())
