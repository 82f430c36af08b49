"""SARIF as the 2.1.0 schema asks for it, by hand: the schema itself is in no package that we could pin."""

import json
from typing import Any
from urllib.parse import unquote

import pytest

from indababot.checking import RULES, check
from indababot.checking.render import Report, render
from tests.checking.drafts import CLEAN, EDITION, draft

WRONG = (
    CLEAN.replace("Lecture", "Lectrue")
    .replace("Partnerships", "Parnerships")
    .replace("How we train", "How we tr\u200bain")
)

RUN_KEYS = {"tool", "columnKind", "results"}
DRIVER_KEYS = {"name", "semanticVersion", "language", "rules"}
RULE_KEYS = {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration", "helpUri"}
RESULT_KEYS = {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "fixes"}
LEVELS = {"none", "note", "warning", "error"}


def log(text: str, filename: str | None = "drafts/l'été 1.wiki") -> Any:
    submission, page = draft(text, filename=filename)
    return json.loads(render("sarif", Report(check(submission, page, EDITION), [page], "fr")))


def test_structure() -> None:
    """Only known keys, the required ones, and the enumerations of the schema."""
    data = log(WRONG)
    assert data.keys() == {"$schema", "version", "runs"}
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    assert run.keys() == RUN_KEYS
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    driver = run["tool"]["driver"]
    assert driver.keys() == DRIVER_KEYS
    for rule in driver["rules"]:
        assert rule.keys() <= RULE_KEYS
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help"))


def test_results() -> None:
    """Each result names its rule by id and index, has a level, a message and a region, and perhaps fixes."""
    (run,) = log(WRONG)["runs"]
    assert {result["ruleId"] for result in run["results"]} == {"IB201", "IB602"}
    for result in run["results"]:
        assert result.keys() <= RESULT_KEYS
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        (location,) = result["locations"]
        region(location["physicalLocation"]["region"])
        for fix in result["fixes"]:
            for change in fix["artifactChanges"]:
                assert change["artifactLocation"] == location["physicalLocation"]["artifactLocation"]
                for replacement in change["replacements"]:
                    region(replacement["deletedRegion"])
                    assert replacement.keys() == {"deletedRegion", "insertedContent"}


def region(data: dict[str, int]) -> None:
    """1-based, and its end is not before its start."""
    assert data.keys() == {"startLine", "startColumn", "endLine", "endColumn"}
    assert min(data.values()) >= 1
    assert (data["endLine"], data["endColumn"]) >= (data["startLine"], data["startColumn"])


@pytest.mark.parametrize("name", ["drafts/l'été 1.wiki", "a#b?c%d.wiki", None])
def test_uris(name: str | None) -> None:
    """A file or title is a relative URI in ASCII, from which the name comes back."""
    uri = log(WRONG, name)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ]
    assert uri.isascii()
    assert not set(uri) & set(" #?")
    assert unquote(uri) == (name or "Test 2023/Submissions/Training trainers")


def test_every_rule_has_a_level() -> None:
    """No severity is without a SARIF level."""
    from indababot.checking.render.sarif import _LEVELS

    assert {rule.severity for rule in RULES.values()} <= _LEVELS.keys()
