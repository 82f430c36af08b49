"""A draft in which nothing is wrong gives no finding: every edition, in every shape of a form, by the real reader."""

from collections.abc import Callable

import pytest

from indababot.checking import check
from indababot.editions import available, load
from indababot.editions.form import FormField
from indababot.editions.model import Edition
from indababot.pages import Page
from indababot.reading import read
from indababot.records import FieldKey

VALUES = {
    FieldKey.TITLE: "Training trainers",
    FieldKey.NUMBER: "12",
    FieldKey.AUTHORS: "Ada Example",
    FieldKey.USERNAMES: "[[User:Ada Example]]",
    FieldKey.AFFILIATION: "Example User Group",
    FieldKey.COUNTRY: "Ghana",
    FieldKey.REQUIREMENTS: "A projector",
    FieldKey.EXTRA: "A workbook for everybody",
    FieldKey.BENEFIT: "They can do the same at home, with the same material.",
    FieldKey.TAKEAWAYS: "How to begin, and what to leave out.",
    FieldKey.DURATION: "30 minutes",
}
CHOSEN = (FieldKey.TYPES, FieldKey.THEMES, FieldKey.LEVELS, FieldKey.LANGUAGES, FieldKey.MODE)
ENGLISH = {
    FieldKey.TYPES: "Lecture",
    FieldKey.THEMES: "Education",
    FieldKey.LEVELS: "Basic",
    FieldKey.LANGUAGES: "English",
    FieldKey.MODE: "In-person",
}


def value(field: FormField) -> str:
    """What an author would write in a field."""
    if field.key in CHOSEN:
        return field.choices[0].name if field.choices else ENGLISH[field.key]
    if field.key is FieldKey.ABSTRACT:
        words = [
            "We",
            "show",
            "how",
            "three",
            "user",
            "groups",
            "train",
            "new",
            "editors",
            "in",
            "small",
            "towns",
        ]
        return " ".join(words * (1 + (field.min_words or 0) // len(words))) + "."
    return VALUES[field.key]


def filled(edition: Edition, language: str) -> list[tuple[str, str]]:
    """The labels of a form and their values, in the form's order."""
    known = {*VALUES, *CHOSEN, FieldKey.ABSTRACT}
    return [(field.label_in(language), value(field)) for field in edition.fields if field.key in known]


def ended(label: str) -> str:
    """A label as it stands before its value: with a colon, unless it asks."""
    return label if label.endswith(("?", ":")) else f"{label}:"


SHAPES: dict[str, Callable[[list[tuple[str, str]]], str]] = {
    "bold labels": lambda rows: "\n\n".join(f"'''{ended(label)}''' {text}" for label, text in rows),
    "bold labels, values below": lambda rows: "\n\n".join(
        f"'''{ended(name)}'''\n\n{text}" for name, text in rows
    ),
    "bullets": lambda rows: "\n".join(f"; {ended(label)}\n: {text}" for label, text in rows),
    "a table": lambda rows: (
        '{| class="wikitable"\n'
        + "\n".join(f"|-\n| '''{ended(label)}''' {text}" for label, text in rows)
        + "\n|}"
    ),
    "a table of two columns": lambda rows: (
        '{| class="wikitable"\n'
        + "\n".join(f"|-\n! {ended(label)}\n| {text}" for label, text in rows)
        + "\n|}"
    ),
    "windows line ends": lambda rows: "\r\n\r\n".join(f"'''{ended(label)}''' {text}" for label, text in rows),
}
CASES = [
    (name, language, shape)
    for name in available()
    for language in load(name).languages or ("en",)
    for shape in SHAPES
]


@pytest.mark.parametrize(("name", "language", "shape"), CASES)
def test_clean(name: str, language: str, shape: str) -> None:
    """Nothing is told about a form that is filled in as the edition asks."""
    edition = load(name)
    prefix = next(iter(edition.pages.prefixes), "")
    text = SHAPES[shape](filled(edition, language))
    page = Page(f"{prefix}Training trainers", f"{text}\n")
    assert [(one.name, one.message) for one in check(read(page, edition), page, edition)] == []


@pytest.mark.parametrize(
    "name", [name for name in available() if any(f.parameters for f in load(name).fields)]
)
def test_a_template(name: str) -> None:
    """Nor where the form is a call of a template, by the parameters that the edition knows."""
    edition = load(name)
    rows = [
        (field.parameters[0], value(field))
        for field in edition.fields
        if field.parameters and field.key in {*VALUES, *CHOSEN, FieldKey.ABSTRACT}
    ]
    prefix = next(iter(edition.pages.prefixes), "")
    text = "{{Submission form\n" + "\n".join(f"| {key} = {told}" for key, told in rows) + "\n}}\n"
    page = Page(f"{prefix}Training trainers", text)
    assert [(one.name, one.message) for one in check(read(page, edition), page, edition)] == []
