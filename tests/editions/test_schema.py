"""The published JSON Schemas are true, and hold for what the package ships and prints."""

import json
import tomllib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import indababot.editions
from indababot.editions import available, schema
from indababot.records import Evidence, PageRef, Participant, Submission, Unrecognised, Username

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    data = json.loads(schema.FILES[name].read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(data)
    return jsonschema.Draft202012Validator(data)


def plain(value: Any) -> Any:
    """TOML's values as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_published_schemas_are_fresh() -> None:
    """The files are what the models give; `python -m indababot.editions.schema` writes them anew."""
    for path, text in schema.texts().items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name} is stale: run python -m indababot.editions.schema"
        )


@pytest.mark.parametrize("name", available())
def test_embedded_editions_fit_the_schema(name: str) -> None:
    """Each edition file of the package is valid by the published schema."""
    path = Path(indababot.editions.__file__).parent / f"{name}.toml"
    validator("edition").validate(plain(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_the_edition_schema_refuses_what_the_model_refuses() -> None:
    """A misspelt key and a wrong type are no valid edition."""
    check = validator("edition")
    assert check.is_valid({"id": "x", "name": "X"})
    assert not check.is_valid({"id": "x", "name": "X", "extend": "generic"})
    assert not check.is_valid({"id": "x", "name": "X", "fields": [{"key": "author"}]})
    assert not check.is_valid({"id": "x", "name": "X", "fields": [{"key": "authors", "required": "yes"}]})


def test_records_fit_the_schema() -> None:
    """A full record and an empty one are valid; one that lacks a key or has one more is not."""
    moment = datetime(2023, 5, 3, 10, tzinfo=UTC)
    full = Submission(
        edition="x",
        page=PageRef(title="A", page_id=1, revision_id=2, timestamp=moment, url="https://wiki.example.org/A"),
        title="A",
        usernames=(Username(name="Ayo K", evidence=Evidence.LINK),),
        participants=(Participant(username="Tumi", signed_by="Tumi", signed_at=moment, comment="Hm"),),
        unrecognised=(Unrecognised(label="Shirt", text="L"),),
        raw={"title": "A"},
    )
    empty = Submission(edition="x", page=PageRef(title="A"), title="A")
    check = validator("record")
    for record in (full, empty):
        data = record.model_dump(mode="json")
        check.validate(data)
        assert check.is_valid({**data, "emails": ["a@example.org"]})
        assert not check.is_valid({**data, "colour": "red"})
        assert not check.is_valid({key: value for key, value in data.items() if key != "themes"})
        assert not check.is_valid({**data, "status": "lost"})


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/*.json")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_expected_records_fit_the_schema(path: Path) -> None:
    """What fixtures demand, with its defaults, is a record by the schema."""
    wanted = json.loads(path.read_text(encoding="utf-8"))["record"]
    empty = Submission(edition=path.parent.name, page=PageRef(title="A"), title="A").model_dump(mode="json")
    validator("record").validate({**empty, **wanted})
