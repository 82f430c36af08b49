"""SARIF 2.1.0, which GitHub's code scanning and editors show."""

from typing import Any
from urllib.parse import quote

from indababot import __version__
from indababot.checking.baseline import fingerprint
from indababot.checking.render.report import Report, name_of, public_fix
from indababot.checking.rules import RULES
from indababot.diagnostics import Diagnostic, Edit, Fix, Location, Severity
from indababot.i18n import normal
from indababot.terminal import json_text

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report) -> str:
    """One run with the rules that found something, and a result for each finding."""
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": "indababot",
                "semanticVersion": __version__,
                "language": normal(report.language),
                "rules": [_rule(report, code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in report.diagnostics],
    }
    data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(data, indent=2) + "\n"


def _rule(report: Report, code: str) -> dict[str, Any]:
    rule = RULES[code]
    told: dict[str, Any] = {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": report.say(rule.summary)},
        "fullDescription": {"text": f"{report.say(rule.summary)} {report.say(rule.why)}"},
        "help": {"text": f"{report.say(rule.why)}\n\n{rule.wrong}\n\n→\n\n{rule.right}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return told | ({"helpUri": rule.source} if rule.source.startswith("https://") else {})


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    artifact = {"uri": _uri(diagnostic)}
    place = {"artifactLocation": artifact, "region": _region(diagnostic.location, diagnostic.end_location)}
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"indababot/v1": fingerprint(diagnostic)},
    }
    fix = public_fix(diagnostic)
    return result | ({"fixes": [_fix(fix, artifact)]} if fix else {})


def _fix(fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    changes = [{"artifactLocation": artifact, "replacements": [_replacement(edit) for edit in fix.edits]}]
    return {"description": {"text": fix.message}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": _region(edit.location, edit.end_location),
        "insertedContent": {"text": edit.content},
    }


def _region(start: Location, end: Location) -> dict[str, int]:
    return {
        "startLine": start.row,
        "startColumn": start.column,
        "endLine": end.row,
        "endColumn": end.column,
    }


def _uri(diagnostic: Diagnostic) -> str:
    """The file as a relative URI; a wiki page by its title, encoded the same way."""
    name = name_of(diagnostic).replace("\\", "/")
    return f"file://{quote(name)}" if name.startswith("/") else quote(name.removeprefix("./"))
