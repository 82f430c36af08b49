"""Labels and fields of choices, dates and a status take linear time, whatever is repeated in them."""

from time import process_time

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read

PLACES = {
    "theme": "'''Theme(s):''' {}\n\n'''Abstract:''' We dig.\n",
    "status": "'''Theme(s):''' Technology\n\n'''Status:''' {}\n",
    "label": "'''Theme(s):''' Technology\n\n'''Type of{}submission:''' Lecture\n",
    "heading": "== Theme(s) ==\nTechnology\n== Type of{}submission ==\nLecture\n",
    "number": "; Theme(s)\n: Technology\n; Submission no.{}\n: 3\n",
}
REPEATED = (
    " ",
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
)


@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_repeated_takes_linear_time(place: str) -> None:
    """100,000 characters of one text, or of two in turn, take less than 2 seconds of the processor."""
    edition = load("wikiindaba-2023")
    for text in REPEATED:
        page = Page("WikiIndaba 2023/Submissions/Clay", PLACES[place].format(text * (100_000 // len(text))))
        started = process_time()
        read(page, edition)
        assert process_time() - started < 2, repr(text)
