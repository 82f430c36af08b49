"""``docs/editions.md`` explains every key that an edition file can have, and each example is right."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from indababot.editions import form, model
from indababot.records import FieldKey, Status

DOCS = (Path(__file__).parents[2] / "docs" / "editions.md").read_text(encoding="utf-8")
SECTIONS: dict[str, type[BaseModel]] = {
    "Keys at the top": model.Edition,
    "`[pages]`": model.Pages,
    "`[[statuses]]`": model.StatusRule,
    "`[form]`": form.Form,
    "`[[fields]]`": form.FormField,
    "`[[outputs]]`": model.Output,
    "`[guard]`": model.Guard,
    "`[rules]`": model.Rules,
}


def rows(section: str) -> dict[str, str]:
    """The keys that a section's table explains, each with its example."""
    body = DOCS.split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    return dict(re.findall(r"^\| `([a-z_]+)` \|.*\| (.+) \|$", body, re.MULTILINE))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_explained(section: str) -> None:
    """A table of the docs has the model's keys, all of them."""
    fields = list(SECTIONS[section].model_fields)
    assert sorted(rows(section)) == sorted(fields)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_example_is_valid(section: str) -> None:
    """Each example of a section is TOML, of its own key, and all of them together make a valid table."""
    data: dict[str, object] = {}
    for key, example in rows(section).items():
        if example.startswith("`"):
            found = tomllib.loads(example.strip("`"))
            assert list(found) == [key]
            data.update(found)
    SECTIONS[section].model_validate(data)


def test_values_of_lists_are_named() -> None:
    """Every field key, status, status source and key of a choice is in the docs."""
    for text in (*FieldKey, *Status, *model.StatusSource, *form.Choice.model_fields):
        assert f"`{text}`" in DOCS, text
