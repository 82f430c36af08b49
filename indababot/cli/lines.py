"""Lines of text for a terminal of 80 columns."""

import textwrap

WIDTH = 80


def folded(text: str, *, indent: int = 8, first: int = 0) -> str:
    """A text folded at blanks into lines of 80 columns; lines after the first are indented by ``indent``, the first by ``first``.

    An address or a path that is longer stays in one piece, so that it can be copied.
    """
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
