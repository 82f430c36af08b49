"""What XML and calendars can hold."""

import re

_INVALID = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def valid(text: str) -> str:
    """A text without the characters that XML 1.0 does not have or discourages, and without those that turn what follows around."""
    return _TURNING.sub("", _INVALID.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
