"""Fixes fix what they say, change nothing else, and have nothing left to do afterwards."""

from itertools import permutations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.checking import check, fixes
from indababot.diagnostics import Diagnostic
from indababot.pages import Page
from tests.checking.drafts import CLEAN, EDITION, draft, participant


def checked(page: Page) -> list[Diagnostic]:
    """What is told about a page as it is now."""
    return check(*draft(page.text), EDITION)


def fixed(text: str, *, unsafe: bool = False) -> str:
    """A text after all fixes."""
    return fixes.apply_all(Page("Test 2023/Submissions/Training trainers", text), checked, unsafe).text


CASES = {
    "clean": (CLEAN, CLEAN),
    "a misspelt value": (CLEAN.replace("Lecture", "Lectrue"), CLEAN),
    "one of several": (
        CLEAN.replace("Lecture", "Lectrue, Panel"),
        CLEAN.replace("Lecture", "Lecture, Panel"),
    ),
    "an account as elsewhere on the web": (CLEAN.replace("User:Ada", "@Ada"), CLEAN),
    "the same with its namespace": (CLEAN.replace("User:Ada", "@User:Ada"), CLEAN),
    "in another language": (CLEAN.replace("User:Ada", "@Utilisatrice:Ada"), CLEAN),
    "and in another script": (CLEAN.replace("User:Ada", "@مستخدم:Ada"), CLEAN),
    "hidden characters": (CLEAN.replace("train", "tr\u200bain\u200b"), CLEAN),
    "no-break blank before a colon": (CLEAN.replace("Type:", "Type\u00a0:"), CLEAN),
    "a misspelt label": (CLEAN.replace("Abstract", "Abstarct"), CLEAN),
    "an account with an at sign": (CLEAN.replace("User:Ada", "@Ada"), CLEAN),
    "a comment that suppresses nothing": (CLEAN + "<!-- indababot: ignore IB201 -->\n", CLEAN),
    "an end that is missing": (CLEAN + "{{Box\n| a = 1\n| b = 2\n", CLEAN + "{{Box\n| a = 1\n| b = 2\n}}\n"),
    "half an end": (CLEAN + "{{Box\n| a = 1\n}\n", CLEAN + "{{Box\n| a = 1\n}}\n"),
    "an end before a heading": (
        CLEAN + "{{Box\n| a = 1\n\n== B ==\nc\n",
        CLEAN + "{{Box\n| a = 1\n}}\n\n== B ==\nc\n",
    ),
    "an end that is not certain": (CLEAN + "{{Box\n| a = 1\n\nHere or below?\n", None),
    "an unsafe one": (CLEAN.replace("Partnerships", "Parnerships"), None),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_safe_fixes(text: str, expected: str | None, end: str) -> None:
    """Safe fixes fix what is certain, with the file's own line ends, and leave the rest as it is."""
    text, expected = text.replace("\n", end), (expected or text).replace("\n", end)
    assert fixed(text) == expected


def test_unsafe_fixes() -> None:
    """What may change the meaning is fixed only when that is asked for."""
    text = CLEAN.replace("Partnerships", "Parnerships")
    assert (fixed(text), fixed(text, unsafe=True)) == (text, CLEAN)


def test_an_entry_is_removed_with_its_line() -> None:
    """Removing a second entry takes its line and nothing else."""
    text = CLEAN + "'''Interested:'''\r\n* Ben\r\n* Ben\r\n* Cy\r\n"
    people = [participant(text, "Ben"), participant(text, "Ben", nth=1), participant(text, "Cy")]
    findings = check(*draft(text, participants=people), EDITION)
    assert fixes.apply(text, findings).text == text
    assert fixes.apply(text, findings, unsafe=True).text == CLEAN + "'''Interested:'''\r\n* Ben\r\n* Cy\r\n"


def test_an_entry_that_says_more_is_left_to_a_person() -> None:
    """What somebody wrote beside a second signature, or an author beside their own, is in no other entry: no fix takes it away."""
    text = CLEAN + "'''Interested:'''\n* Ben\n* Ben - will there be a recording?\n* Ada - ask me here\n"
    asked = participant(text, "Ben", nth=1).model_copy(update={"comment": "will there be a recording?"})
    offered = participant(text, "Ada", nth=2).model_copy(update={"comment": "ask me here"})
    findings = check(*draft(text, participants=[participant(text, "Ben"), asked, offered]), EDITION)
    assert {one.name: one.fix for one in findings} == {"duplicate-participant": None, "own-session": None}
    assert fixes.apply(text, findings, unsafe=True).text == text


def test_fixes_that_touch_wait_for_the_next_pass() -> None:
    """Of two fixes at one place the first is applied, the other after reading the page anew."""
    text = CLEAN.replace("Lecture", "Lect\u200brue")
    once = fixes.apply(text, checked(Page("x", text)))
    assert [one.name for one in once.applied] == ["unknown-value"]
    assert fixed(text) == CLEAN


PIECES = st.sampled_from(
    [
        "'''Type:''' Lectrue",
        "'''Type\xa0:''' Panle",
        "\u200b",
        "'''Abstarct:''' a b c d",
        "{{Box",
        "}}",
        "[[",
        "@Ada",
        "'''",
        "<!--",
        "-->",
        "\u202e",
        "...",
        "é漢",
        "<!-- indababot: ignore IB2 -->",
        "'''Username(s):''' @Ada, User:B#",
        "'''Theme(s):''' Eduction",
        "== H ==",
        "\n",
        "\r\n",
        "\n| a",
        "|b=1}",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
def test_idempotent(text: str, unsafe: bool) -> None:
    """Fixing a fixed page changes nothing, and a heading, which no fix is about, is still there."""
    once = fixed(text, unsafe=unsafe)
    assert fixed(once, unsafe=unsafe) == once
    assert once.count("== H") == text.count("== H")


def test_diff() -> None:
    """The change of a page is a unified diff; no change is none."""
    assert (
        fixes.diff("a.wiki", "x\r\ny\r\n", "x\r\nz\r\n")
        == "--- a.wiki\n+++ a.wiki\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n"
    )
    assert fixes.diff("a.wiki", "x", "x") == ""


@pytest.mark.parametrize("unit", ["<br>", "* x\n", "{{u|x}}", "'''x''' [[x]]\n"])
def test_an_end_that_nobody_looked_at_is_not_missing(unit: str) -> None:
    """Where a page has so much markup that its rest is not read, what ends there is whole: no second end is put behind it."""
    text = CLEAN + "{{Box\n| a = " + unit * 9_000 + "\n| b = 2\n}}\n"
    assert fixed(text) == text


def test_more_findings_than_are_told_are_fixed_at_once() -> None:
    """What is counted and not told has its fix too: all are fixed, and as many are counted."""
    text = CLEAN + "We learn\u200b.\n\n" * 25_000
    page = Page("Test 2023/Submissions/X", text)
    begun = process_time()
    done = fixes.apply_all(page, lambda page: check(*draft(page.text), EDITION, to_fix=True))
    assert process_time() - begun < 2
    assert done.text == text.replace("\u200b", "")
    assert len(list(fixes.findings(done.applied))) == 25_000


def test_many_edits_apart_from_each_other() -> None:
    """Of fixes that touch the first is applied, wherever the others stand."""
    few = checked(Page("X", CLEAN.replace("Lecture", "Lectrue, Panle")))
    assert len(fixes.fixable(few, unsafe=True)) > 1
    for order in permutations(fixes.fixable(few, unsafe=True)):
        assert fixes.apply(
            CLEAN.replace("Lecture", "Lectrue, Panle"), order, unsafe=True
        ).text == CLEAN.replace("Lecture", "Lecture, Panel")
