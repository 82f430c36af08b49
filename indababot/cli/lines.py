"""Lines of text for a terminal of 80 columns, or of fewer."""

import textwrap
from shutil import get_terminal_size

WIDTH = 80
_NARROW = 40
"""Lines of fewer columns would be broken at nearly each word."""


def folded(text: str, *, indent: int = 8, first: int = 0) -> str:
    """A text folded at blanks into lines of 80 columns, or of as many as a narrower terminal has.

    Lines after the first are indented by ``indent``, the first by ``first``. An address or a path that is longer stays in one piece, so
    that it can be copied.
    """
    return textwrap.fill(
        text,
        max(_NARROW, min(WIDTH, get_terminal_size((WIDTH, 0)).columns)),
        initial_indent=" " * first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
