"""The samples that explain each rule are true: the wrong one is found, the right one is not, by the real reader."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from indababot.checking import RULES, Rule, check
from indababot.checking.rule import Context
from indababot.checking.rules import text as rules_on_text
from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.records import FieldKey

EDITION = load("wikiindaba-2023")
FORM = {
    "ID": "Training trainers",
    "Author(s)": "Ada Example",
    "Username(s)": "[[User:Ada]]",
    "Type of submission": "Lecture",
    "Theme(s)": "Partnerships",
    "Abstract": "How three user groups train new editors.",
    "Level of advancement": "Medium",
    "How will this session be beneficial for the communities in the region?": "They can do the same.",
}
ELSEWHERE = {
    "too-many-values",  # the edition has no such limit
    "too-short",
    "too-long",
    "title-mismatch",  # about a page's title
    "duplicate-title",
    "late",
    "unparsable-page",  # the sample is abridged
    "no-form",
    "unclosed-markup",
    "unreadable-file",  # no page gets as far as the rules
}
OFFLINE = [rule for rule in RULES.values() if not rule.needs_wiki and rule.name not in ELSEWHERE]


def page(sample: str) -> Page:
    """A clean page in which a sample stands instead of what it is about."""
    labels = set(re.findall(r"^'''(.+?):'''", sample, re.MULTILINE))
    if "Abstarct" in labels:
        labels.add("Abstract")
    if "'''How will" in sample:
        labels |= {label for label in FORM if label.startswith("How will")}
    rest = "\n".join(f"'''{label}:''' {value}" for label, value in FORM.items() if label not in labels)
    heading = "\n== Interested participants ==\n" if sample.startswith("#") else "\n"
    return Page("WikiIndaba 2023/Submissions/Training trainers", f"{rest}\n{heading}{sample}\n")


def names(sample: str) -> list[str]:
    found = page(sample)
    return [one.name for one in check(read(found, EDITION), found, EDITION)]


@pytest.mark.parametrize("rule", OFFLINE, ids=lambda rule: rule.name)
def test_samples_of_rules(rule: Rule) -> None:
    """The wrong sample gives this finding; the right one gives none at all."""
    assert rule.name in names(rule.wrong)
    assert names(rule.right) == []


def test_the_rule_that_contributors_are_shown() -> None:
    """The rule in CONTRIBUTING.md, put into the module that it is for, with the import that the text names, finds what its sample shows."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^   ```python\n(.*?)^   ```$", text, re.MULTILINE | re.DOTALL)
    (block,) = [one for one in blocks if "@rule" in one]
    names_there = {**vars(rules_on_text), "FieldKey": FieldKey}
    exec(dedent(block), names_there)  # noqa: S102 - our own page
    rule = names_there["shouting"]

    def found(sample: str) -> int:
        shown = page(sample)
        return len(list(rule.find(Context(read(shown, EDITION), shown, EDITION, None))))

    assert (found(rule.wrong), found(rule.right), names(rule.right)) == (1, 0, [])
