"""Markup that nothing closes: one finding, at its place, with the signs that close it."""

import pytest

from indababot.checking import check, fixes
from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from tests.checking.drafts import CLEAN, found, told

CALL = """{{Submission
|title=Songs of the harbour
|authors=Ada Example
|usernames=%s
|type=Lecture
|theme=Education
|abstract=We sing %s.
|level=Basic
|benefit=Every harbour has songs.
}}
"""


@pytest.mark.parametrize(
    ("user", "words", "place", "whole"),
    [
        ("{{u|Ada}", "aloud", (4, 12), ("{{u|Ada}}", "aloud")),
        ("{{u|Ada}, {{u|Ben}}", "aloud", (4, 12), ("{{u|Ada}}, {{u|Ben}}", "aloud")),
        ("[[User:Ada]]", "{{lang|sw|wimbo} aloud", (7, 19), ("[[User:Ada]]", "{{lang|sw|wimbo}} aloud")),
        ("{{u|Ada", "aloud", (4, 12), None),
        ("{{u|Ada, {{u|Ben}}", "aloud", (4, 12), None),
        ("[[User:Ada]]", "{{lang|sw|wimbo aloud", (7, 19), None),
    ],
)
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_a_call_inside_the_form_that_took_its_end(
    user: str, words: str, place: tuple[int, int], whole: tuple[str, str] | None, line: str
) -> None:
    """The call without its end is the inner one: one finding, and a fix where one brace tells the place, never at the form's end."""
    edition = load("wikiindaba-2023")
    text = (CALL % (user, words)).replace("\n", line)
    page = Page("", text)
    (finding,) = check(read(page, edition), page, edition)
    assert told([finding]) == [(*place, "unclosed-markup")]
    assert finding.help == "Write '}}' where it ends."
    fixed = (CALL % whole).replace("\n", line) if whole else text
    assert fixes.apply(text, [finding]).text == fixed


@pytest.mark.parametrize(
    ("markup", "end"),
    [
        ("[[Help:Contents", "Write ']]' where it ends."),
        ("<!-- later", "Write '-->' where it ends."),
        ("<ref name=x>later", "Write '</ref>' where it ends."),
        ("{|\n| a", "Write '|}' where it ends."),
        ("a '''b", "Write three apostrophes where it ends."),
    ],
)
def test_what_is_not_closed_says_what_closes_it(markup: str, end: str) -> None:
    """The help names the signs to write, for people who never learnt wikitext."""
    (finding,) = found(CLEAN + markup + "\n")
    assert finding.help == end


@pytest.mark.parametrize("user", ["{{u|Ada}", "{{u|Ada]]", "{{u|Ada"])
def test_an_account_in_a_call_that_is_not_closed_is_one_fault(user: str) -> None:
    """Where its name ends nobody knows: that it cannot be an account follows from that."""
    edition = load("wikiindaba-2023")
    page = Page(
        "", f"'''Author(s):''' Ada\n\n'''Username(s):''' {user}\n\n'''Type of submission:''' Lecture\n"
    )
    findings = [one for one in check(read(page, edition), page, edition) if one.name != "missing-field"]
    assert told(findings) == [(3, 20, "unclosed-markup")]


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("[[Help:Contents]", "[[Help:Contents]]"),
        ("[[Help:Contents|Help], [[Looms]]", "[[Help:Contents|Help]], [[Looms]]"),
        ("[[Help:Contents] and more]", None),
        ("[[Help:Contents", None),
        ("[[Help:Contents\n]", None),
    ],
)
def test_a_link_that_lacks_one_bracket_gets_it(written: str, fixed: str | None) -> None:
    """One bracket tells where the link ends, if no other one on its line could be its end."""
    text = f"{CLEAN}{written}\n"
    (finding,) = found(text)
    assert finding.name == "unclosed-markup"
    assert fixes.apply(text, [finding]).text == (f"{CLEAN}{fixed}\n" if fixed else text)
