"""Choosing findings: by code and page, by a baseline, by an organiser's file; and counting them."""

import json
from pathlib import Path

import pytest

from indababot.checking import RULES, baseline, statistics
from indababot.checking.limits import limited, read_limits
from indababot.checking.select import Selection, codes
from indababot.errors import UsageError
from tests.checking.drafts import CLEAN, EDITION, found, told

WRONG = CLEAN.replace("Lecture", "Seance").replace("Partnerships", "Parnerships")


def test_codes_prefixes_and_names() -> None:
    """Rules are chosen by code, by the beginning of codes, by name, or all of them; commas join them."""
    assert codes(["ib101"]) == {"IB101"}
    assert codes(["missing-field,IB203"]) == {"IB101", "IB203"}
    assert codes(["IB4"]) == {"IB401", "IB402", "IB403"}
    assert codes(["ALL"]) == set(RULES)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("missing-feild", "did you mean 'missing-field'"), ("qqq", "indababot rules"), ("IB999", "IB")],
)
def test_unknown_code(word: str, hint: str) -> None:
    """A word that means no rule is an error with a suggestion, never silence."""
    with pytest.raises(UsageError, match=hint):
        codes([word])


def test_selection() -> None:
    """What is not selected, what is ignored, and what is ignored for a page are not shown."""
    finding = found(WRONG, filename="drafts/a.wiki")[0]
    assert Selection.of().keeps(finding)
    assert not Selection.of(select=["IB1"]).keeps(finding)
    assert not Selection.of(ignore=["unknown-value"]).keeps(finding)
    assert not Selection.of(per_page={"drafts/*": ["IB2"]}).keeps(finding)
    assert not Selection.of(per_page={"Test 2023/*": ["IB2"]}).keeps(finding)
    assert Selection.of(per_page={"other/*": ["IB2"]}).keeps(finding)


def test_baseline() -> None:
    """Known findings are not shown again, wherever they move on their page; a new one is, and so is a second like it."""
    known = baseline.load(baseline.dump(found(WRONG)), "b.json")
    assert baseline.new(found(f"\n\n{WRONG}"), known) == []
    (finding,) = baseline.new(found(WRONG.replace("How we train", "")), known)
    assert finding.name == "too-short"
    assert len(baseline.new(found(WRONG.replace("Seance", "Seance, Seance")), known)) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}']
)
def test_no_baseline(text: str) -> None:
    """A file that is no baseline is told so."""
    with pytest.raises(UsageError, match="baseline"):
        baseline.load(text, "b.json")


def test_baseline_is_stable() -> None:
    """The same findings give the same file, whatever their order, so that a diff shows what is new."""
    findings = found(WRONG)
    assert baseline.dump(findings) == baseline.dump(findings[::-1])
    assert json.loads(baseline.dump([])) == {"version": 1, "findings": []}


def test_limits(tmp_path: Path) -> None:
    """An organiser's file changes what is asked for, and leaves the rest as the edition has it."""
    file = tmp_path / "limits.toml"
    file.write_text(
        'ignore = ["unknown-value"]\n[fields.abstract]\nmax_words = 4\n[fields.country]\nrequired = true\n'
    )
    edition = limited(EDITION, read_limits(file))
    assert told(found(WRONG, edition=edition)) == [(1, 1, "missing-field"), (6, 17, "too-long")]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[fields.abstract]\nmax_word = 4", "did you mean 'max_words'"),
        ("[fields.abstrct]\nmax_words = 4", "Did you mean 'abstract'"),
        ("ingore = []", "did you mean 'ignore'"),
        ("[fields.abstract]\nmax_words = -1", "at least"),
        ('ignore = ["missing-feild"]', "missing-field"),
        ('[severity]\nlate = "bad"', "warning"),
        ("x =", "cannot be read"),
    ],
)
def test_wrong_limits(tmp_path: Path, text: str, hint: str) -> None:
    """A wrong file is one line with a suggestion."""
    file = tmp_path / "limits.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=hint) as caught:
        read_limits(file)
    assert "\n" not in str(caught.value)


def test_statistics() -> None:
    """Rules are counted over all pages, with the fields that confuse people."""
    findings = [*found(WRONG, filename="a"), *found(CLEAN.replace("Lecture", "Lectrue"), filename="b")]
    (row,) = statistics.counted(findings)
    assert (row.name, row.count, row.pages, row.fixable, row.unsafe) == ("unknown-value", 3, 2, 1, 1)
    assert row.fields == (("Type", 2), ("Theme(s)", 1))
    assert "unknown-value  (Type: 2, Theme(s): 1)" in statistics.as_text([row])
    assert "[-] unknown-value" in statistics.as_text([row])  # one of three is fixed, as ruff marks it
    assert "[-] unknown-value" in statistics.as_text([row], unsafe=True)  # and two of three
    (fixed,) = statistics.counted([one for one in findings if one.fix])
    assert "[-] unknown-value" in statistics.as_text([fixed])
    assert "[*] unknown-value" in statistics.as_text([fixed], unsafe=True)
    assert json.loads(statistics.as_json([row]))[0]["fields"] == {"Type": 2, "Theme(s)": 1}
