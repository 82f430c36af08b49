"""An address or number is found in whatever it stands: each spelling that is found alone, between other things and with other blanks."""

from collections.abc import Callable

import pytest

from indababot.privacy import find
from tests.privacy.spellings import INTRODUCED, MAILS, PHONES

REGIONS = ["KE"]
PLACES = {
    "in bold": "'''{}'''",
    "small": "<small>{}</small>",
    "as code": "<code>{}</code>",
    "in a <span>": "<span class='x'>{}</span>",
    "in parentheses": "({})",
    "in brackets": "[{}]",
    "in quotes": '"{}"',
    "in French quotes": "«\u00a0{}\u00a0»",
    "before a comma": "{}, Nairobi",
    "between dashes": "Ada – {} – Nairobi",
    "in a cell": "{{|\n| {}\n| x\n|}}",
    "in a list": "* {}\n* Ben",
    "in a heading": "== {} ==",
    "between lines": "Ada\n{}\nBen",
    "between line breaks": "Ada<br>{}<br>Ben",
    "behind Arabic": "البريد: {}، نيروبي",
    "between little pictures": "📧{}📞",
    "between direction marks": "\u202e{}\u202c",
    "in a footnote": "text<ref>{}</ref>",
}
BLANKS: dict[str, Callable[[str], str]] = {
    "two": lambda text: text.replace(" ", "  "),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "thin": lambda text: text.replace(" ", "\u2009"),
    "narrow no-break": lambda text: text.replace(" ", "\u202f"),
    "ideographic": lambda text: text.replace(" ", "\u3000"),
    "tabs": lambda text: text.replace(" ", "\t\t"),
}
SPELLINGS = [
    text
    for one in (*MAILS, *PHONES, *INTRODUCED)
    if find(text := one if isinstance(one, str) else one[0], REGIONS)
]


@pytest.mark.parametrize("place", PLACES)
def test_in_a_place(place: str) -> None:
    """What is found alone is found there."""
    assert len(SPELLINGS) > 100
    assert not [text for text in SPELLINGS if not find(PLACES[place].format(text), REGIONS)]


@pytest.mark.parametrize("blanks", BLANKS)
def test_with_other_blanks(blanks: str) -> None:
    """What is found with plain blanks is found with these."""
    changed = [(text, BLANKS[blanks](text)) for text in SPELLINGS if " " in text]
    assert len(changed) > 50
    assert not [text for text, written in changed if not find(written, REGIONS)]
