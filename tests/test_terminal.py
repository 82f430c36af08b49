"""Text from elsewhere on its way to a terminal, a log or a file that somebody looks at."""

import json
import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.cli.logs import JsonLines, TextLines
from indababot.terminal import commandless, encodable, json_text, visible

ANY = st.text(st.characters(codec=None), max_size=40)
TRICKY = st.text(
    st.sampled_from("ab:#[ \t\n\r\x1b\x9b\x00\x7f\u0085\u2028\u202e\u200b\ufeff\ud800\udfff\U000e0041"),
    max_size=40,
)


@given(ANY | TRICKY)
def test_visible(text: str) -> None:
    """What is shown is one line that can be written, without controls and without what turns it around."""
    shown = visible(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert not [
        sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign != "\t"
    ]
    assert not [
        sign
        for sign in shown
        if unicodedata.bidirectional(sign) in ("RLO", "LRO", "RLE", "LRE", "RLI", "LRI")
    ]


def test_visible_keeps_text() -> None:
    """Whatever people write stays: joiners of Persian and emoji, marks, all scripts, tabs."""
    for text in (
        "می\u200cخواهم",
        "👩\u200d👩\u200d👧",
        "e\u0301",
        "漢字\tx",
        "क\u094d\u200dष",
        "l’été\u00a0?",
    ):
        assert visible(text) == text


@given(ANY | TRICKY)
def test_json_is_the_same_data(text: str) -> None:
    """JSON can be read back to the same text, and looking at it does nothing; half a character becomes U+FFFD."""
    written = json_text([{text: text}], indent=1)
    written.encode()
    assert visible(written.replace("\n", "")) == written.replace("\n", "")
    assert json.loads(written) == [{encodable(text): encodable(text)}]


@given(ANY | TRICKY)
def test_no_line_is_a_command(text: str) -> None:
    """GitHub's runner finds no command in any line, and other text stays as it is."""
    told = commandless(text)
    for line in told.split("\n"):
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
    if "::" not in text and "##[" not in text:
        assert told == text


@pytest.mark.parametrize("message", ["a\nERROR: forged", "\x1b[2Jx", "a\r\u202eb\u2028c"])
def test_a_log_message_is_one_line(message: str) -> None:
    """No message begins a line of its own or drives a terminal; a traceback keeps its lines."""
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "page %s", (message,), None)
    told = TextLines().format(record)
    assert told == f"WARNING: page {visible(message)}"
    line = JsonLines().format(record)
    assert visible(line) == line
    assert json.loads(line)["message"] == f"page {message}"
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - our own
        raise ValueError(message)
    record.exc_info = (caught.type, caught.value, caught.tb)
    lines = TextLines().format(record).split("\n")
    assert lines[1].startswith("Traceback")
    assert all(visible(line) == line for line in lines)
