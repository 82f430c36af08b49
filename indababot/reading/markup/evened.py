"""The lines of a copied text as they were before a mail, a printer or an online form cut and marked them.

Every change keeps the text's length, so that all places stay true.
"""

import re
from collections.abc import Callable

from indababot.lexicon import SIGNS
from indababot.reading.markup.markdown import is_markdown

_BREAKS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"))
"""What ends a line in a text from a word processor."""
_UNSEEN = re.compile(rf"^[{SIGNS}]+", re.M)
_QUOTED = re.compile(r"^[ \t]*>(?:[ \t]?>)*", re.M)
_FEWEST_QUOTED = 3
_REQUIRED = re.compile(r"[ \t]+\*(?=[ \t\r]*$)", re.M)
"""What an online form puts behind a question that has to be answered."""
_CELL = re.compile(r'(?<=\t)"(?P<inside>[^"\t]*\n[^"\t]*)"(?=[\t\r\n]|\Z)')
"""A cell of several lines, as a spreadsheet copies it."""
_RETURN = "\r"
_ENDS = re.compile(r"[\r\n]")
_SHORTEST = 20
"""A shorter line was not cut."""
_LONGEST = 400
_ASKED = re.compile(r"[^:：?؟]*[:：?؟]")
_OPEN = re.compile(r"(?P<before>[^()]*)\([^()]*")
_LISTED = re.compile(r"[ \t]*(?:[•·◦▪‣○*–-]|\d{1,3}[.)])")


def evened(text: str, is_label: Callable[[str], bool]) -> str:
    """A text without the signs of a quotation in a mail and of a question to be answered, and with its cut labels whole."""
    text = _UNSEEN.sub(_blanks, text.translate(_BREAKS))
    if len(_QUOTED.findall(text)) >= _FEWEST_QUOTED or is_markdown(text):
        text = _QUOTED.sub(_blanks, text)
    if "*" in text:
        text = _REQUIRED.sub(_blanks, text) if _asks(text, is_label) else text
    return _joined(_CELL.sub(_cell, text), is_label)


def _cell(found: re.Match[str]) -> str:
    """A cell without its quotes; on one line, where another cell follows."""
    followed = found.string.startswith("\t", found.end())
    return f" {_ENDS.sub(' ', found['inside']) if followed else found['inside']} "


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _asks(text: str, is_label: Callable[[str], bool]) -> bool:
    """Whether stars stand behind labels on a page."""
    lines = (text[text.rfind("\n", 0, star.start()) + 1 : star.start()] for star in _REQUIRED.finditer(text))
    return any(is_label(line.strip()) for line in lines if len(line) <= _LONGEST)


def _joined(text: str, is_label: Callable[[str], bool]) -> str:
    """A text in which a label that was cut into lines is on one."""
    out: list[str] = []
    for line in text.split("\n"):
        before = out[-1] if out else ""
        if (
            _SHORTEST <= len(before.strip()) <= _LONGEST
            and line.strip()
            and not _LISTED.match(line)
            and _is_whole(before.strip(), line.strip(), is_label)
        ):
            out[-1] = f"{before.replace(_RETURN, ' ')} {line}"
        else:
            out.append(line)
    return "\n".join(out)


def begins(line: str, is_label: Callable[[str], bool]) -> int:
    """How long the label is that a line is or begins with; 0 where there is none."""
    if is_label(line):
        return len(line)
    asked = _ASKED.match(line)
    return len(asked[0]) if asked and (is_label(asked[0]) or is_label(asked[0][:-1].strip())) else 0


def _is_whole(before: str, line: str, is_label: Callable[[str], bool]) -> bool:
    """Whether a line ends the label that the one before it began, or what stands in brackets behind it."""
    hinted = _OPEN.fullmatch(before)
    if hinted and ")" in line and line.index(")") < line.find("(") % _LONGEST:
        return is_label(hinted["before"].strip())
    whole = f"{before} {line}"
    return is_label(whole) or (
        begins(whole[:_LONGEST], is_label) > len(before) and not begins(line, is_label)
    )
