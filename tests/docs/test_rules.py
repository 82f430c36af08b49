"""``docs/rules.md`` tells of each rule in the same parts, and what it says of suppressing holds."""

import re
from pathlib import Path

import pytest

from indababot.checking.document import TUNED_BY, UNREAD
from indababot.checking.rules import BY_NAME, RULES
from tests.checking.drafts import found
from tests.checking.test_rules import CASES

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (IB\d+) [a-z-]+\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
PARTS = [
    "Severity:",
    "What it finds:",
    "Why:",
    "What to do:",
    "Fix:",
    "To suppress it:",
    "Tuned by:",
    "Source:",
]


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_all_parts(code: str) -> None:
    """How grave it is, what it finds and why, what to do, the fix, how to suppress it, what tunes it, its source, and two examples."""
    section, rule = SECTIONS[code], RULES[code]
    parts = re.findall(r"^\* \*\*([^*]+)\*\* (?=\S)", section, re.MULTILINE)
    assert parts == [part for part in PARTS if part != "Tuned by:" or code in TUNED_BY]
    assert f"* **Severity:** {rule.severity.value}.\n" in section
    assert re.findall(r"^(\w+):\n\n```wikitext\n(.*?)\n```$", section, re.MULTILINE | re.DOTALL) == [
        ("Wrong", rule.wrong),
        ("Right", rule.right),
    ]
    assert ("--fix" in section) == bool(rule.fixable)
    assert ("--online" in section) == rule.needs_wiki


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_rule_is_suppressed_as_the_page_says(text: str, expected: list[tuple[int, int, str]]) -> None:
    """The comment of a rule's section, above the form, hides what the rule finds, and nothing else."""
    for code in {BY_NAME[name].code for *_, name in expected} - UNREAD - {"IB603"}:
        comment = re.search(r"`(<!-- .*? -->)`", SECTIONS[code])
        assert comment
        left = [one.code for one in found(f"{comment[1]}\n{text}")]
        assert left == [BY_NAME[name].code for *_, name in expected if BY_NAME[name].code != code]
