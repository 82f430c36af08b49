"""The pages of the documentation, and the code that stands on them."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
PAGES = [
    path
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
    if path.exists()
]
_FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:\A|\n\n)((?: {4}[^\n]*(?:\n+|\Z))+)")
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_CALL = re.compile(r"(?:^|[\s\"'(/=])indababot((?: (?!@)[^\n]*)?)$")
_PYWIKIBOTS = re.compile(r"-[a-z]{2}")
"""pywikibot's own arguments, behind `pwb`."""
_END_OF_CALL = re.compile(r"\s{2,}#|\s[|>&;]|\)\"?$|;")


@dataclass(frozen=True)
class Block:
    """A block of code on a page; ``language`` is empty where none is named, as for indented ones."""

    page: str
    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The blocks of code of a page: fenced ones, then indented ones."""
    text = page.read_text(encoding="utf-8")
    fenced = [Block(page.name, language, dedent(body)) for _, language, body in _FENCE.findall(text)]
    rest = _FENCE.sub("", text)
    return fenced + [Block(page.name, "", body) for body in _INDENTED.findall(rest)]


def inline(page: Path) -> list[str]:
    """The code inside the sentences of a page."""
    return _INLINE.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def calls(page: Path) -> list[list[str]]:
    """Every call of indababot on a page, as its arguments: in blocks, where they can be copied, and in sentences."""
    lines = [line for block in blocks(page) for line in _commands(block)]
    found = []
    for line in (*lines, *inline(page)):
        match = _CALL.search(line)
        if match is not None:
            words = _words(_END_OF_CALL.split(match[1], maxsplit=1)[0].replace("…", "X"))
            found.append(
                [word for word in words if not (line.startswith("pwb ") and _PYWIKIBOTS.match(word))]
            )
    return found


def _words(call: str) -> list[str]:
    """The words of a call, which may itself stand between quotes."""
    return shlex.split(call[:-1] if call.endswith('"') and call.count('"') % 2 else call)


def _commands(block: Block) -> list[str]:
    """The lines of a block that a person may copy; of a console, those after a prompt."""
    lines = re.sub(r"\\\n\s*", "", block.text).splitlines()
    if block.language == "console":
        return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    return lines if block.language in ("", "sh", "bash", "yaml") else []
