"""Choices in the ways in which they are written: each value of several editions alone, beside others, ticked, and beside struck ones."""

from collections.abc import Callable
from itertools import pairwise, product

import pytest

from indababot.editions import load
from indababot.editions.model import Edition
from indababot.pages import Page
from indababot.reading import read
from indababot.records import FieldKey

EDITIONS = ["wikiindaba-2023", "wikiindaba-2021", "cee-2022", "wikimania-2014", "generic"]
FIELDS = (FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES)
ALONE: list[str | Callable[[str], str]] = [
    "{0}.", "'''{0}'''", "''{0}''", "[[{0}]]", "[[Meta:X/{0}|{0}]]", "[https://example.org/x {0}]", '"{0}"', "« {0} »", "‘{0}’",
    str.lower, str.upper, "<small>{0}</small>", "<span style='color:red'>{0}</span>", "<!-- x -->{0}", "{0} <!-- choose one: Poster -->",
    "{0}<ref>We like it.</ref>", "({0})", "[{0}]", "1. {0}", "a) {0}", "* {0}", ": {0}", "- {0}", "\n{0}", "\n\n{0}", "\n* {0}",
    lambda name: name.replace(" ", "&nbsp;"), "\u200f{0}\u200e", "{0}!", "✓ {0}", "☑ {0}", "[x] {0}", "{0} [x]", "{{{{done}}}} {0}",
    "{0}: yes", "{0} (yes)", "{{{{nowrap|{0}}}}}", "<translate><!--T:5--> {0}</translate>", "A {0}", "{0};", "{0} (we hope)",
    "{0} – 45 minutes", "{0} session", "I would prefer: {0}", "{0} or similar", "{0}, flexible", "Yes, {0}", "{0}\n\nThanks",
    "Oui, {0}, merci", "{0} o similar", "Ja, {0} oder ähnlich", "🎤 {0}", "Answer: {0}",
]  # fmt: skip
BETWEEN = [
    ", ", ",", "; ", "/", " / ", " | ", " • ", " · ", " and ", " & ", " + ", " or ", " and/or ", " et/ou ", " und/oder ", " y/o ", " e/ou ",
    " na/au ", " و", " أو ", "، ", "<br>", "\n", "\n\n", " - ", " – ", " → ", ", and ", " or, ", "\n* ", "\n# ", "\n- ", "\n• ",
]  # fmt: skip
BOXES = [
    ("☑", "☐"), ("[x]", "[ ]"), ("[X]", "[]"), ("(x)", "( )"), ("✓", "✗"), ("✅", "❌"), ("'''[x]'''", "'''[ ]'''"),
    ("{{ticked}}", "{{unticked}}"), ("{{tick|15}}", "{{cross|15px}}"), ("&#9745;", "&#9744;"), ("[x]", "[&nbsp;]"),
    ("[[File:Yes check.svg|15px]]", "[[File:X mark.svg|15px]]"), ("[[File:Green tick.svg]]", "[[File:Checkbox empty.svg]]"),
]  # fmt: skip
ROWS = [
    ("{1} {0}", "  "), ("{0} {1}", "  "), ("{1} {0}", "<br>"), ("* {1} {0}", "\n"), ("* {0}: {1}", "\n"), ("{0} {1}", ", "),
    ("{0} ({1})", ", "),
]  # fmt: skip
STRUCK = [
    "<s>{0}</s>",
    "<del>{0}</del>",
    "{{{{s|{0}}}}}",
    "<span style='text-decoration: line-through'>{0}</span>",
]


def chosen(edition: Edition, key: FieldKey, value: str) -> tuple[str, ...]:
    """What is read of a field's value; the other fields are whole."""
    label = next(iter(edition.by_key[key].labels.values()))[0]
    author = next(iter(edition.by_key[FieldKey.AUTHORS].labels.values()))[0]
    text = f"'''{author}:''' Ada Nkosi\n\n'''{label}:''' {value}\n\n'''Abstract:''' We dig.\n"
    record = read(Page("X/Y", text), edition)
    assert (record.authors, record.abstract) == (("Ada Nkosi",), "We dig."), text
    values: tuple[str, ...] = getattr(record, key)
    return values


@pytest.fixture(params=EDITIONS)
def asked(request: pytest.FixtureRequest) -> list[tuple[Edition, FieldKey, list[str]]]:
    """The fields of an edition that have choices, and the first of these."""
    edition = load(request.param)
    fields = (edition.by_key[key] for key in FIELDS if key in edition.by_key)
    return [
        (edition, field.key, [choice.name for choice in field.choices][:6])
        for field in fields
        if field.choices
    ]


def test_alone(asked: list[tuple[Edition, FieldKey, list[str]]]) -> None:
    """A value is told in whatever way it is written, and by each other name that it has."""
    for edition, key, names in asked:
        for name, way in product(names, ALONE):
            written = way.format(name) if isinstance(way, str) else way(name)
            assert chosen(edition, key, written) == (name,), written
        for choice in edition.by_key[key].choices:
            for alias in choice.aliases:
                assert chosen(edition, key, alias) == (choice.name,)


def _is_one(edition: Edition, key: FieldKey, pair: tuple[str, ...]) -> bool:
    """Whether a value is called by the names of two: ``tutorial/workshop``."""
    names = (choice.name.casefold() for choice in edition.by_key[key].choices)
    return any(all(one.casefold() in name for one in pair) for name in names)


def test_several(asked: list[tuple[Edition, FieldKey, list[str]]]) -> None:
    """Two values are two, whatever stands between them."""
    for edition, key, names in asked:
        for pair, sign in product(pairwise(names), BETWEEN):
            written = sign * sign.startswith("\n") + sign.join(pair)
            if not _is_one(edition, key, pair):
                assert chosen(edition, key, written) == pair, written


def test_boxes(asked: list[tuple[Edition, FieldKey, list[str]]]) -> None:
    """What is ticked is chosen, and nothing else, whichever box is used and on whichever side."""
    for edition, key, names in asked:
        wanted = tuple(names[1:3])
        for (yes, no), (row, between) in product(BOXES, ROWS):
            rows = between.join(row.format(name, yes if name in wanted else no) for name in names)
            assert chosen(edition, key, "\n" * row.startswith("*") + rows) == wanted, rows


def test_struck(asked: list[tuple[Edition, FieldKey, list[str]]]) -> None:
    """What is struck is not chosen."""
    for edition, key, names in asked:
        wanted = tuple(names[1:3])
        for way, sign in product(STRUCK, [", ", " / ", "<br>", " or ", "\n* "]):
            written = sign.join(name if name in wanted else way.format(name) for name in names)
            assert chosen(edition, key, "\n* " * sign.startswith("\n") + written) == wanted, written
