"""Damaged pages: the fixtures, cut, doubled, spliced and strewn with markup and odd characters, the same for the same seed.

Words are planted into the finished page where a reader sees them; whatever reads the page must have each of them.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indababot.pages import Markup

FIXTURES = Path(__file__).parents[2] / "fixtures"
MARKUPS = {".wiki": Markup.WIKITEXT, ".html": Markup.HTML, ".txt": Markup.TEXT}
SIGNS = [
    "{{", "}}", "[[", "]]", "{|", "|}", "|-", "||", "!", "!!", "=", "==", "'''", "''", "<!--", "-->",
    "<nowiki>", "</nowiki>", "<ref>", "</ref>", "<s>", "</s>", "<b>", "<br>", "<div>", "</div>", "<pre>",
    "</pre>", "<translate>", "</translate>", "<!--T:7-->", "<noinclude>", "</noinclude>", "<includeonly>",
    "<table>", "<tr>", "<td>", "</td>", "<ul>", "<li>", "{{{", "}}}", "{{!", "{{u|", "{{Box|", "[[User:",
    "[[File:", "[[Category:", "[http://x.example", "|", "*", "#", ":", ";", "~~~~", "...", "&amp;", "&#",
    "----", "__TOC__", "{{subst:", "Author(s):", "'''Theme(s):'''", "(", ")", "/", "?",
]  # fmt: skip
SPACES = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\n* ",
    "\n: ",
    "\n; ",
    "\n# ",
    "\n|",
    "\n| ",
    "\n!",
    "\n|-\n",
    "\n== x ==\n",
]
ODD = [
    "\x00",
    "\u200b",
    "\u00a0",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\u200d",
    "e\u0301\u0301",
    "אב",
    "कि",
    "字",
    "\U0001f600",
    "\ue000",
]
TIMES = (1, 1, 1, 1, 3, 20, 200)
_HIDDEN_TAG = re.compile(r"<[a-zA-Z/][^<>]*$")
_HIDDEN_NAME = re.compile(r"(?:\[\[|\{\{)[^\[\]{}|]*$|\[(?:https?:)?//\S*$")
_ATTRIBUTES = re.compile(r"(?:^[ \t]*[|!]|\|\||!!)[^|\n]*$")
_FILE = re.compile(r"[^|\n]*\.\w{3,4}[ \t]*(?:\||$)", re.MULTILINE)
"""A line of a gallery as far as its caption: what the file is called, as in a link to it."""
_CELL_GOES_ON = re.compile(r"[^\n|]*\|(?!\|)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged page, and the words in it that a reader sees."""

    text: str
    markup: Markup
    words: tuple[str, ...]


def mutants(seed: int, characters: int) -> Iterator[Mutant]:
    """Pages until ``characters`` are given."""
    rng = random.Random(seed)
    pool = [
        (path.read_bytes().decode("utf-8"), MARKUPS[path.suffix])
        for path in sorted(FIXTURES.rglob("*"))
        if path.suffix in MARKUPS
    ]
    while characters > 0:
        text, markup = rng.choice(pool)
        for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 8, 20))):
            text = _damaged(rng, text, pool)
        words: list[str] = []
        for number in range(rng.randint(1, 5)):
            text = _planted(rng, text, markup, f"zebra{number}zebra", words)
        characters -= max(1, len(text))
        yield Mutant(text, markup, tuple(words))


def _damaged(rng: random.Random, text: str, pool: list[tuple[str, Markup]]) -> str:
    start, end = _stretch(rng, text)
    match rng.randrange(7):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:end] + text[start:end] + text[end:]
        case 2:
            return text[:start] + text[end:] + text[start:end]
        case 3:
            other, _ = rng.choice(pool)
            low, high = _stretch(rng, other)
            return text[:start] + other[low:high] + text[start:]
        case 4:
            return text[:start] + text[start:end][::-1] + text[end:]
        case _:
            noise = rng.choice(rng.choice((SIGNS, SPACES, ODD))) * rng.choice(TIMES)
            return text[:start] + noise + text[start:]


def _stretch(rng: random.Random, text: str) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.choice((1, 3, 10, 60, 300)))


def _planted(rng: random.Random, text: str, markup: Markup, word: str, words: list[str]) -> str:
    """The page with a word between blanks at a visible place; as it was where no such place is soon found."""
    for _ in range(10):
        at = text.find(" ", rng.randint(0, len(text)))
        if at >= 0 and not _hidden(text, at, markup):
            words.append(word)
            return f"{text[:at]} {word} {text[at:]}"
    return text


def _hidden(text: str, at: int, markup: Markup) -> bool:
    """Whether no reader sees what stands at a place: comments, tags, attributes, targets and names of links and templates."""
    before = text[max(0, at - 20_000) : at]
    if markup is Markup.TEXT:
        return False
    if text.rfind("<!--", 0, at) > text.rfind("-->", 0, at) or _HIDDEN_TAG.search(before):
        return True
    if markup is Markup.HTML:
        return True  # what classes hide there, a scan as simple as this cannot tell
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if text.rfind("<gallery", 0, at) > text.rfind("</gallery", 0, at) and _FILE.match(text, at - len(line)):
        return "|" not in line
    if _HIDDEN_NAME.search(before) or line.lstrip(" \t").startswith(("{|", "|-")):
        return True
    return bool(_ATTRIBUTES.search(line) and _CELL_GOES_ON.match(text, at))
