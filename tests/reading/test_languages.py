"""Forms in each language of the lexicon, in each shape, and in two languages side by side."""

from itertools import permutations

import pytest

from indababot.editions import load
from indababot.lexicon import languages
from indababot.lexicon.model import Language
from indababot.pages import Page
from indababot.reading import read

ANSWERS: dict[str, str] = {
    "title": "Wells of the valley", "number": "033", "authors": "Ada Nkosi", "usernames": "AdaN", "affiliation": "Rope Guild",
    "country": "Kenya", "types": "", "themes": "Beadwork", "levels": "", "languages": "", "mode": "", "duration": "45",
    "abstract": "We dig.", "benefit": "Water for all.", "takeaways": "A rope.", "requirements": "A long table", "extra": "Bring ropes",
}  # fmt: skip
"""What is answered; an empty answer is one of the language's choices."""
LISTS = frozenset(("authors", "types", "themes", "levels", "languages"))
SHAPES = [
    "'''{0}:''' {1}\n", "'''{0}''': {1}\n", "'''{0}'''\n{1}\n", "== {0} ==\n{1}\n", "=== {0}: ===\n{1}\n", "; {0}\n: {1}", "; {0}: {1}",
    "* '''{0}:''' {1}", "* {0}: {1}", "# '''{0}:''' {1}", "{0}: {1}\n", "''{0}:'' {1}\n", "'''{0}\u00a0:''' {1}\n", "'''{0}：''' {1}\n",
    "'''{0} *:''' {1}\n", "TABLE|-\n! {0}\n| {1}", "TABLE|-\n| '''{0}''' || {1}", "TABLE|-\n! scope=\"row\" | {0}:\n| {1}",
    "CALL| {0} = {1}", "CALL|{0}={1}",
]  # fmt: skip
TWO = [
    "'''{0} / {1}:''' {2}\n", "'''{0}/{1}:''' {2}\n", "'''{0} – {1}:''' {2}\n", "'''{0} - {1}:''' {2}\n", "'''{0} | {1}:''' {2}\n",
    "'''{0} · {1}:''' {2}\n", "'''{0} = {1}:''' {2}\n", "'''{0} ({1}):''' {2}\n", "'''{0}''' ({1}): {2}\n", "'''{0}''' (''{1}''): {2}\n",
    "'''{0}''' / '''{1}''': {2}\n", "'''{0}''' / ''{1}'': {2}\n", "'''{0}:''' / ''{1}:'' {2}\n", "'''{0}''' <small>{1}</small>: {2}\n",
    "'''{0}:''' ''({1})''<br>{2}\n", "'''{0}'''<br>''{1}''\n\n{2}\n", "'''{0}'''<br>({1})\n\n{2}\n", "'''{0}<br>{1}:''' {2}\n",
    "'''{0}:'''<br>'''{1}:''' {2}\n", "== {0} / {1} ==\n{2}\n", "== {0} – {1} ==\n{2}\n", "== {0} ({1}) ==\n{2}\n",
    "== {0} ==\n''{1}''\n\n{2}\n", "== {0} ==\n''({1})''\n\n{2}\n", "{0} / {1}: {2}\n", "* {0} / {1}: {2}", "; {0} / {1}\n: {2}",
    "TABLE|-\n! {0} / {1}\n| {2}", "TABLE|-\n! {0}<br>{1}\n| {2}", "TABLE|-\n! {0}<br><small>{1}</small>\n| {2}",
]  # fmt: skip


def page(shape: str, rows: list[tuple[str, ...]]) -> str:
    written = shape.removeprefix("TABLE").removeprefix("CALL")
    text = "\n".join(written.format(*row) for row in rows)
    if shape.startswith("TABLE"):
        return f'{{| class="wikitable"\n{text}\n|}}'
    return f"{{{{Submission\n{text}\n}}}}" if shape.startswith("CALL") else text


def answer(language: Language, key: str, pick: int) -> tuple[str, str]:
    """An answer as written, and as read."""
    if ANSWERS[key]:
        return ANSWERS[key], ANSWERS[key]
    names = list(language.choices.names[key].items())
    name, spellings = names[pick % len(names)]
    return (spellings[pick % len(spellings)] if spellings else name), name


def asked(language: Language) -> list[str]:
    """What there is an answer for: a language that is begun need have no words for choices yet."""
    names = language.choices.names
    return [key for key in ANSWERS if ANSWERS[key] or not language.begun or names.get(key)]


def check(text: str, wanted: dict[str, str]) -> None:
    record = read(Page("X/Submissions/Y", text), load("generic"))
    said: dict[str, object] = {key: getattr(record, key) for key in wanted}
    if "usernames" in said:
        said["usernames"] = ", ".join(one.name for one in record.usernames)
    assert said == {key: (one,) if key in LISTS else one for key, one in wanted.items()}, text
    assert not record.unrecognised, text


@pytest.mark.parametrize("language", languages(), ids=lambda one: one.code)
def test_a_form_in_a_language(language: Language) -> None:
    """The labels and choices of a language are read in each shape."""
    for pick in range(4):
        rows: list[tuple[str, ...]] = []
        wanted: dict[str, str] = {}
        for key in asked(language):
            if labels := language.labels.fields.get(key):
                written, wanted[key] = answer(language, key, pick)
                rows.append((labels[pick % len(labels)], written))
        for shape in SHAPES:
            check(page(shape, rows), wanted)


@pytest.mark.parametrize("first", languages(), ids=lambda one: one.code)
def test_a_form_in_two_languages(first: Language) -> None:
    """A label and its translation are one label, whatever parts them."""
    for one, other in permutations(languages(), 2):
        if one is not first:
            continue
        rows: list[tuple[str, ...]] = []
        wanted: dict[str, str] = {}
        for key in asked(one):
            if (labels := one.labels.fields.get(key)) and (others := other.labels.fields.get(key)):
                written, wanted[key] = answer(one, key, 0)
                rows.append((labels[0], others[0], written))
        for shape in TWO:
            check(page(shape, rows), wanted)


def test_a_translation_into_another_script_ends_at_its_colon() -> None:
    """What follows the colon is the answer, in that script too."""
    check(
        "Country / البلد: كينيا\n\nDuration / المدة: 45\n\nAbstract / الملخص: نحفر.",
        {"country": "كينيا", "duration": "45", "abstract": "نحفر."},
    )


@pytest.mark.parametrize(
    "text",
    [
        "'''Title:''' Wells – a tale\n\n'''Country:''' Kenya – Uganda",
        "'''Title:''' Wells – a tale\n\n'''Country''' – Kenya – Uganda",
    ],
)
def test_a_dash_in_an_answer_parts_no_label(text: str) -> None:
    """An answer with the same signs stays whole."""
    check(text, {"title": "Wells – a tale", "country": "Kenya – Uganda"})
