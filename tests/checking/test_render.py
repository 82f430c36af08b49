# ruff: noqa: E501 - snapshots hold their lines as they are
"""Each format as people and programs get it: one snapshot a renderer, and what hostile values must not do."""

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from inline_snapshot import snapshot
from wcwidth import wcswidth

from indababot.checking import check
from indababot.checking.located import LineIndex
from indababot.checking.render import FORMATS, Report, render
from indababot.checking.render.full import excerpt
from indababot.checking.render.report import summary
from tests.checking.drafts import CLEAN, EDITION, draft, found

TEXT = (
    CLEAN.replace("Lecture", "Lectrue")
    .replace("How we train new editors.", "")
    .replace("'''Theme(s):'''", "\t漢字 '''Theme(s):'''")
    .replace("Partnerships", "Parnerships")
)
HOSTILE = "\x1b[31mred\u202e%0A::error::x\x07</failure>]]>&{{Delete}}[[Category:X]]~~~~<!--"


def reported(text: str, **more: Any) -> Report:
    """The report on one draft."""
    submission, page = draft(text, filename="drafts/a b.wiki")
    return Report(check(submission, page, EDITION), [page], **more)


def test_concise() -> None:
    """A finding is one line that editors and matchers know."""
    assert render("concise", reported(TEXT)) == snapshot("""\
drafts/a b.wiki:4:13: IB201 unknown-value: [*] 'Type' has the unknown value 'Lectrue'
drafts/a b.wiki:5:21: IB201 unknown-value: 'Theme(s)' has the unknown value 'Parnerships'
drafts/a b.wiki:6:4: IB101 missing-field: 'Abstract' is empty
""")


def test_full() -> None:
    """A person sees the line, a caret below the value, help, and the change that a fix would make."""
    assert render("full", reported(TEXT)) == snapshot("""\
drafts/a b.wiki:4:13: IB201 unknown-value (error): [*] 'Type' has the unknown value 'Lectrue'
  |
4 | '''Type:''' Lectrue
  |             ^^^^^^^
  = help: Did you mean 'Lecture'?
  = fix (--fix): Write 'Lecture'
    - '''Type:''' Lectrue
    + '''Type:''' Lecture

drafts/a b.wiki:5:21: IB201 unknown-value (warning): 'Theme(s)' has the unknown value 'Parnerships'
  |
5 |     漢字 '''Theme(s):''' Parnerships
  |                          ^^^^^^^^^^^
  = help: Did you mean 'Partnerships'?
  = fix (--fix --unsafe-fixes): Write 'Partnerships'
    -     漢字 '''Theme(s):''' Parnerships
    +     漢字 '''Theme(s):''' Partnerships

drafts/a b.wiki:6:4: IB101 missing-field (error): 'Abstract' is empty
  |
6 | '''Abstract:'''
  |    ^^^^^^^^
  = help: Write the answer after its label.
""")


def test_json() -> None:
    """The JSON list has the contract's keys and nothing else."""
    assert json.loads(render("json", reported(TEXT)))[0] == snapshot(
        {
            "code": "IB201",
            "name": "unknown-value",
            "severity": "error",
            "message": "'Type' has the unknown value 'Lectrue'",
            "filename": "drafts/a b.wiki",
            "page": "Test 2023/Submissions/Training trainers",
            "location": {"row": 4, "column": 13},
            "end_location": {"row": 4, "column": 20},
            "fix": {
                "message": "Write 'Lecture'",
                "applicability": "safe",
                "edits": [
                    {
                        "content": "Lecture",
                        "location": {"row": 4, "column": 13},
                        "end_location": {"row": 4, "column": 20},
                    }
                ],
            },
        }
    )


def test_github() -> None:
    """A workflow command a finding."""
    assert render("github", reported(TEXT)) == snapshot("""\
::error title=IB201 unknown-value,file=drafts/a b.wiki,line=4,col=13,endLine=4,endColumn=20::drafts/a b.wiki:4:13: IB201 unknown-value: 'Type' has the unknown value 'Lectrue'
::warning title=IB201 unknown-value,file=drafts/a b.wiki,line=5,col=21,endLine=5,endColumn=32::drafts/a b.wiki:5:21: IB201 unknown-value: 'Theme(s)' has the unknown value 'Parnerships'
::error title=IB101 missing-field,file=drafts/a b.wiki,line=6,col=4,endLine=6,endColumn=12::drafts/a b.wiki:6:4: IB101 missing-field: 'Abstract' is empty
""")


def test_junit() -> None:
    """A test case a finding."""
    assert render("junit", reported(TEXT)) == snapshot("""\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="indababot" tests="3" failures="3" errors="0">
  <testsuite name="indababot validate" tests="3" failures="3" errors="0">
    <testcase classname="drafts/a b.wiki" name="IB201 unknown-value" file="drafts/a b.wiki" line="4">
      <failure type="error" message="'Type' has the unknown value 'Lectrue'">drafts/a b.wiki:4:13: IB201 unknown-value: [*] 'Type' has the unknown value 'Lectrue'
Did you mean 'Lecture'?</failure>
    </testcase>
    <testcase classname="drafts/a b.wiki" name="IB201 unknown-value" file="drafts/a b.wiki" line="5">
      <failure type="warning" message="'Theme(s)' has the unknown value 'Parnerships'">drafts/a b.wiki:5:21: IB201 unknown-value: 'Theme(s)' has the unknown value 'Parnerships'
Did you mean 'Partnerships'?</failure>
    </testcase>
    <testcase classname="drafts/a b.wiki" name="IB101 missing-field" file="drafts/a b.wiki" line="6">
      <failure type="error" message="'Abstract' is empty">drafts/a b.wiki:6:4: IB101 missing-field: 'Abstract' is empty
Write the answer after its label.</failure>
    </testcase>
  </testsuite>
</testsuites>
""")


def test_sarif() -> None:
    """One run with its rule, a result with its region in code points, and the fix."""
    log = json.loads(render("sarif", reported(CLEAN.replace("Lecture", "Lectrue"))))
    assert log == snapshot(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "indababot",
                            "semanticVersion": "0.1.0",
                            "language": "en",
                            "rules": [
                                {
                                    "id": "IB201",
                                    "name": "unknown-value",
                                    "shortDescription": {
                                        "text": "A value that is none of the form's choices."
                                    },
                                    "fullDescription": {
                                        "text": "A value that is none of the form's choices. Overviews, filters and statistics group by these values: a misspelt one makes a group of its own."
                                    },
                                    "help": {
                                        "text": """\
Overviews, filters and statistics group by these values: a misspelt one makes a group of its own.

'''Type of submission:''' Lectrue

→

'''Type of submission:''' Lecture\
"""
                                    },
                                    "defaultConfiguration": {"level": "error"},
                                }
                            ],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": [
                        {
                            "ruleId": "IB201",
                            "ruleIndex": 0,
                            "level": "error",
                            "message": {"text": "'Type' has the unknown value 'Lectrue'"},
                            "locations": [
                                {
                                    "physicalLocation": {
                                        "artifactLocation": {"uri": "drafts/a%20b.wiki"},
                                        "region": {
                                            "startLine": 4,
                                            "startColumn": 13,
                                            "endLine": 4,
                                            "endColumn": 20,
                                        },
                                    }
                                }
                            ],
                            "partialFingerprints": {"indababot/v1": "4be8e7c396fe3f6b3cc6e36386d1d588"},
                            "fixes": [
                                {
                                    "description": {"text": "Write 'Lecture'"},
                                    "artifactChanges": [
                                        {
                                            "artifactLocation": {"uri": "drafts/a%20b.wiki"},
                                            "replacements": [
                                                {
                                                    "deletedRegion": {
                                                        "startLine": 4,
                                                        "startColumn": 13,
                                                        "endLine": 4,
                                                        "endColumn": 20,
                                                    },
                                                    "insertedContent": {"text": "Lecture"},
                                                }
                                            ],
                                        }
                                    ],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    )


def test_summary() -> None:
    """One line says how much, how bad, and what can be fixed."""
    assert summary(reported(TEXT)) == snapshot(
        """\
Findings: 3 (errors: 2, warnings: 1, info: 0; pages: 1).
[*] 1 fixable with --fix (1 more with --fix --unsafe-fixes).\
"""
    )
    assert summary(reported(TEXT, language="fr")) == snapshot(
        """\
Constats\xa0: 3 (erreurs\xa0: 2, avertissements\xa0: 1, informations\xa0: 0\u202f; pages\xa0: 1).
[*] 1 à corriger avec --fix (1 de plus avec --fix --unsafe-fixes).\
"""
    )
    assert summary(reported(CLEAN)) == snapshot("No problems found (pages: 1).")


def test_summary_where_unsafe_fixes_are_on() -> None:
    """A call that has --unsafe-fixes is not told to give it: --fix would fix both kinds, and both are marked."""
    assert summary(reported(TEXT), unsafe=True).splitlines()[1:] == ["[*] 2 fixable with --fix."]
    for name in ("concise", "full"):
        assert render(name, reported(TEXT)).count("[*]") == 1
        assert render(name, reported(TEXT, unsafe=True)).count("[*]") == 2
    assert summary(reported(CLEAN), unsafe=True) == summary(reported(CLEAN))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str) -> None:
    """A clean page gives an empty report in every format, and a valid one."""
    text = render(name, reported(CLEAN))
    if name in ("json", "sarif"):
        json.loads(text)
    elif name == "junit":
        assert ElementTree.fromstring(text).attrib["failures"] == "0"
    else:
        assert text == ""


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_values_stay_text(name: str) -> None:
    """No value of a page moves a terminal's cursor, begins a command, ends an element or becomes markup."""
    text = render(name, reported(CLEAN.replace("Lecture", f"x{HOSTILE}")))
    assert "Delete" in text
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    if name == "github":
        assert all(line.startswith(("::error ", "::warning ")) for line in text.splitlines())
    elif name == "junit":
        ElementTree.fromstring(text)
    elif name in ("json", "sarif"):
        json.loads(text)


LINES = [
    "'''Type:''' Seance",
    "\t'''Type:''' Seance",
    "漢字\t'''Type:''' Seance",
    "e\u0301 👍 '''Type:''' Seance",
    "x" * 300 + " '''Type:''' Seance " + "y" * 300,
    "漢" * 300 + " '''Type:''' Seance " + "字" * 300,
    "'''Type:''' " + "long " * 100,
    "\u200b\x1b '''Type:''' Seance",
]


@pytest.mark.parametrize("line", LINES)
def test_the_caret_stands_below_the_value(line: str) -> None:
    """Whatever is wide, narrow, combining, hidden or far to the right on the line, the caret is below the value."""
    text = CLEAN.replace("'''Type:''' Lecture", line)
    finding = next(one for one in found(text) if one.name == "unknown-value")
    shown, caret = excerpt(LineIndex(text), finding.location.row, finding, 76)
    assert wcswidth(shown) <= 76
    assert len(caret) <= 76
    before = shown[: shown.index(line.split("''' ")[1][:5])]
    assert caret.startswith(" " * wcswidth(before) + "^")
    assert not caret.startswith(" " * (wcswidth(before) + 1))


def test_colour_only_when_asked() -> None:
    """There is no escape sequence unless colours are asked for, and the words are the same with them."""
    plain, coloured = render("full", reported(TEXT)), render("full", reported(TEXT, colour=True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_addresses_are_masked_in_excerpts() -> None:
    """The line of a finding is shown without the address that stands in it."""
    text = render("full", reported(CLEAN + "'''Colour:''' ada@example.org\n"))
    assert "***@*******.***" in text
    assert "ada@" not in text
