"""Forms that lie beside these tests: what is proposed for them, and what is read on pages that people made from them."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from indababot.editions.init import propose
from indababot.pages import Page
from indababot.reading import read
from indababot.records import FieldKey
from tests.editions.test_init import proposed

FORM_PAGES = sorted((Path(__file__).parent / "forms").glob("*.wiki"))


def first_name(field: dict[str, Any]) -> str:
    """A proposed field's first label, else its first parameter."""
    return str([*(texts[0] for texts in field.get("labels", {}).values()), *field.get("parameters", [])][0])


@pytest.mark.parametrize("path", FORM_PAGES, ids=[path.stem for path in FORM_PAGES])
def test_forms_that_lie_beside(path: Path) -> None:
    """Each form in `forms/` gives the fields, choices, limits and demands in its JSON: these and no others."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    page = Page(title=wanted.get("title", "Foo 2027/Submissions/Form"), text=path.read_text(encoding="utf-8"))
    proposal = tomllib.loads(propose([page]))  # not load(): what the form itself gave, without the lexicon
    fields = proposal["fields"]
    assert [[field["key"], first_name(field)] for field in fields] == wanted["fields"]
    listed = {
        field["key"]: [choice["name"] for choice in field["choices"]]
        for field in fields
        if "choices" in field
    }
    assert {key: values for key, values in listed.items() if key != "other"} == wanted["choices"]
    limited = {first_name(field): [field.get("min_words"), field.get("max_words")] for field in fields}
    assert {label: both for label, both in limited.items() if any(both)} == wanted["limits"]
    assert [first_name(field) for field in fields if field.get("required")] == wanted["required"]
    counted = {first_name(field): field["max_values"] for field in fields if "max_values" in field}
    assert counted == wanted.get("max_values", {})
    for label, parameters in wanted.get("parameters", {}).items():
        assert [field.get("parameters") for field in fields if first_name(field) == label] == [parameters]
    assert wanted.get("languages", proposal["languages"]) == proposal["languages"]
    for key in ("prefixes", "categories", "templates"):
        assert wanted.get(key, proposal["pages"][key]) == proposal["pages"][key]


FILLED = [path for path in FORM_PAGES if path.with_suffix(".filled").exists()]


@pytest.mark.parametrize("path", FILLED, ids=[path.stem for path in FILLED])
def test_what_people_write_into_the_form_is_read(path: Path) -> None:
    """Filled in as people would, each form is read with its proposed edition: every value, and nothing beside what is `other`."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    edition = proposed(
        path.read_text(encoding="utf-8"), titles=(wanted.get("title", "Foo 2027/Submissions/Form"),)
    )
    page = Page(
        title="Foo 2027/Submissions/Wells", text=path.with_suffix(".filled").read_text(encoding="utf-8")
    )
    record = read(page, edition).model_dump(mode="json")
    left = {item["label"]: item["text"] for item in record["unrecognised"]}
    record["usernames"] = [account["name"] for account in record["usernames"]]
    record["participants"] = [participant["username"] for participant in record["participants"]]
    own = {key.value: record[key] for key in FieldKey if record.get(key) and key is not FieldKey.STATUS}
    given: dict[str, Any] = {"title": "Wells"}
    assert own == given | {key: value for key, value in wanted["record"].items() if value}
    assert left == wanted.get("other", {})


@pytest.mark.parametrize("path", FILLED, ids=[path.stem for path in FILLED])
def test_a_form_left_as_it_is_gives_no_values(path: Path) -> None:
    """A form that was saved as it is has no people and no abstract: what it says is label, hint or noise."""
    text = path.read_text(encoding="utf-8")
    if "{{{" in text or "<templatedata>" in text:
        return  # a template's own page, which nobody fills
    record = read(Page(title="Foo 2027/Submissions/Wells", text=text), proposed(text))
    assert (record.authors, record.participants, record.abstract) == ((), (), None)
