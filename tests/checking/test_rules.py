"""Each rule finds its fault, at its place, alone; and nothing on a clean page."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indababot.checking import RULES, Account, LintError, OnlineFacts, check, check_all
from indababot.diagnostics import Severity
from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.records import Evidence, FieldKey, Remark, RemarkKind, Span, Status
from tests.checking.drafts import CLEAN, EDITION, draft, found, participant, told


def changed(old: str, new: str) -> str:
    """The clean page with one thing changed."""
    assert CLEAN.count(old) == 1, old
    return CLEAN.replace(old, new)


CASES = {
    "nothing on a clean page": (CLEAN, []),
    "empty required field: at its label": (
        changed(" How we train new editors.", ""),
        [(6, 4, "missing-field")],
    ),
    "absent required field: at the form's first line": (
        changed("'''Abstract:''' How we train new editors.\n", ""),
        [(1, 1, "missing-field")],
    ),
    "placeholder alone, not missing too": (
        changed("How we train new editors.", "..."),
        [(6, 17, "placeholder-left")],
    ),
    "too short, and in italics: at its text": (
        changed("How we train new editors.", "''Two words.''"),
        [(6, 19, "too-short")],
    ),
    "bold at both ends of a value is a part of it": (
        changed("How we train new editors.", "'''Two''' '''words'''"),
        [(6, 17, "too-short")],
    ),
    "placeholder in the account field alone": (changed("User:Ada", "..."), [(3, 20, "placeholder-left")]),
    "empty account field: missing-username alone": (changed(" User:Ada", ""), [(3, 4, "missing-username")]),
    "absent account field: missing-username alone": (
        changed("'''Username(s):''' User:Ada\n", ""),
        [(1, 1, "missing-username")],
    ),
    "unknown label": (CLEAN + "'''Colour:''' blue\n", [(7, 4, "unknown-field")]),
    "a misspelt label is no missing field too": (changed("Abstract", "Abstarct"), [(6, 4, "unknown-field")]),
    "a misspelt account label either": (changed("Username(s)", "Usernames"), [(3, 4, "unknown-field")]),
    "second of two fields": (CLEAN + "'''Type:''' Panel\n", [(7, 4, "duplicate-field")]),
    "unknown value at the value itself": (changed("Lecture", "Lecture, Seance"), [(4, 22, "unknown-value")]),
    "near miss in an open vocabulary": (changed("Partnerships", "Parnerships"), [(5, 17, "unknown-value")]),
    "near misses beside each other in an open vocabulary": (
        changed("Partnerships", "Parnerships / Astronomy and Partnershps"),
        [(5, 17, "unknown-value"), (5, 45, "unknown-value")],
    ),
    "unknown value in an open vocabulary is fine": (changed("Partnerships", "Astronomy"), []),
    "too many values": (changed("Lecture", "Lecture, Panel, Workshop"), [(4, 13, "too-many-values")]),
    "too short": (changed("How we train new editors.", "Two words."), [(6, 17, "too-short")]),
    "too long": (changed("How we train", "a b c d e f g h i"), [(6, 17, "too-long")]),
    "other title than the page's": (
        changed("Training trainers", "Growing editors"),
        [(1, 11, "title-mismatch")],
    ),
    "case and apostrophes of titles do not matter": (
        changed("Training trainers", "“Training” TRAINERS?"),
        [],
    ),
    "an account with a character that no account has": (
        changed("User:Ada", "User:Ada#1"),
        [(3, 25, "invalid-username")],
    ),
    "an IP address is no account": (changed("User:Ada", "User:192.0.2.7"), [(3, 25, "invalid-username")]),
    "an account of 256 bytes in 128 characters": (
        changed("User:Ada", "User:" + "Я" * 128),
        [(3, 25, "invalid-username")],
    ),
    "and of 254 in 127": (changed("User:Ada", "User:" + "Я" * 127), []),
    "fewer accounts than authors": (
        changed("Ada Example", "Ada Example, Ben Sample"),
        [(3, 20, "authors-without-username")],
    ),
    "groups need no account": (changed("Ada Example", "Ada Example, Example group"), []),
    "an e-mail address": (CLEAN + "Write to ada@example.org!\n", [(7, 10, "personal-data")]),
    "a phone number": (CLEAN + "Call +44 20 7946 0123 now\n", [(7, 6, "personal-data")]),
    "dates, ISBNs and addresses are no phone numbers": (
        CLEAN + "2023-11-03 to 2023-11-05, ISBN 978-3-16-148410-0, https://example.org/123-456-7890-12\n",
        [],
    ),
    "a zero-width blank": (changed("new editors", "new\u200b editors"), [(6, 33, "hidden-characters")]),
    "direction marks belong to Arabic": (changed("How we train", "\u200fكيف ندرب\u200f we"), []),
    "joiners belong to Persian and to emoji": (changed("How we", "می\u200cخواهم 👩\u200d💻"), []),
    "a no-break blank before a label's colon": (
        changed("Type:", "Type\u00a0:"),
        [(4, 8, "hidden-characters")],
    ),
    "a no-break blank before a French label's colon is right": (changed("Abstract:", "Résumé\u00a0:"), []),
    "an unclosed link": (CLEAN + "see [[Help:Contents\n", [(7, 5, "unclosed-markup")]),
    "a stray end marker": (CLEAN + "{{IndabaBot list end}}\n", [(7, 1, "stray-marker")]),
    "a start marker without its end": (
        CLEAN + "x {{IndabaBot list|view=people}}\n",
        [(7, 3, "stray-marker")],
    ),
    "two ends": (
        CLEAN + "{{IndabaBot list}}\n{{IndabaBot list end}}\n{{indabaBot_list end}}\n",
        [(9, 1, "stray-marker")],
    ),
    "a list of the page's own": (CLEAN + "{{IndabaBot list}}\n{{IndabaBot list end}}\n", []),
    "a marker that is only shown": (CLEAN + "<nowiki>{{IndabaBot list end}}</nowiki>\n", []),
    "an unclosed comment": (CLEAN + "<!-- later\n", [(7, 1, "unclosed-markup")]),
    "an unclosed table": (CLEAN + "{|\n| a\n", [(7, 1, "unclosed-markup")]),
    "sound markup": (
        CLEAN + "{|\n| [[A|{{b|{{{c}}}}}]]\n|}\n<nowiki>[[</nowiki> <!-- {{ --> l'''eau''' {{a|}}\n",
        [],
    ),
    "no form": ("Hello\n", [(1, 1, "no-form")]),
    "a template without its end explains that there is no form": (
        "{{Submission\n|a=b\n",
        [(1, 1, "unclosed-markup")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_offline_rules(text: str, expected: list[tuple[int, int, str]]) -> None:
    """Each fault is one finding, at the value, else the label, else the form's first line."""
    assert told(found(text)) == expected


def test_ambiguous_username_hides_what_follows_from_it() -> None:
    """An account field that cannot be told apart is one finding, not also a lack of accounts."""
    text = CLEAN.replace("Ada Example", "A, B, C").replace("User:Ada", "User:Ada of Ben")
    findings = found(text, users=[("Ada of Ben", Evidence.AMBIGUOUS)])
    assert told(findings) == [(3, 25, "ambiguous-username")]


def test_suggestions() -> None:
    """A near miss is named in the help, with the choices kept for those who ask."""
    (finding,) = found(changed("Lecture", "Lectrue"))
    assert finding.help == "Did you mean 'Lecture'?"
    assert "Workshop" in finding.values["choices"]


def test_participants() -> None:
    """The author on the own list, a second entry and a missing signature are told at their entries."""
    text = CLEAN + "'''Interested:'''\n* Ada\n* Ben\n* Ben\n* Cy\n"
    people = [
        participant(text, "Ada", nth=2),
        participant(text, "Ben"),
        participant(text, "Ben", nth=1),
        participant(text, "Cy", signed=False),
    ]
    remark = Remark(kind=RemarkKind.UNSIGNED, span=people[3].span or Span(0, 0), text="Cy")
    assert told(found(text, participants=people, remarks=[remark])) == [
        (8, 3, "own-session"),
        (10, 3, "duplicate-participant"),
        (11, 3, "unsigned-participant"),
    ]


@pytest.mark.parametrize("tildes", ["~~~", "~~~~", "~~~~~"])
def test_a_draft_signs_with_tildes(tildes: str) -> None:
    """Tildes are a signature that the wiki writes out when the draft is saved, whatever stands beside them."""
    text = CLEAN + f"'''Interested:'''\n* Cy {tildes}\n* Dee, gladly -- {tildes}\n* Eve\n"
    people = [participant(text, name, signed=False) for name in ("Cy", "Dee", "Eve")]
    remark = Remark(kind=RemarkKind.UNSIGNED, span=people[0].span or Span(0, 0), text="Cy")
    assert told(found(text, participants=people, remarks=[remark])) == [(10, 3, "unsigned-participant")]


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (None, False),
        (datetime(2023, 6, 30, 12, tzinfo=UTC), False),
        (datetime(2023, 6, 30, 12, 1, tzinfo=UTC), True),
    ],
)
def test_late(moment: datetime | None, late: bool) -> None:
    """A page that was changed after the edition's deadline is told, once."""
    assert [name for _, _, name in told(found(CLEAN, timestamp=moment))] == ["late"] * late


def test_accepted_pages_are_never_late() -> None:
    """What was decided may be edited after the deadline."""
    submission, page = draft(CLEAN, timestamp=datetime(2023, 8, 1, tzinfo=UTC))
    accepted = submission.model_copy(update={"status": Status.ACCEPTED})
    assert check_all([(accepted, page)], EDITION) == [[]]


def test_online_rules() -> None:
    """What the wiki told beforehand is found at its place; without it there is nothing."""
    text = CLEAN.replace("User:Ada", "User:Ada, User:Ben") + "see https://spam.example/x\n"
    facts = OnlineFacts(
        users={"Ada": Account(exists=False), "Ben": Account(exists=True, blocked=True)},
        blacklisted={"Test 2023/Submissions/Training trainers": ("https://spam.example/x",)},
        lint={"Test 2023/Submissions/Training trainers": (LintError("missing-end-tag", 0, 3),)},
    )
    assert told(found(text, online=facts)) == [
        (1, 1, "lint-error"),
        (3, 25, "unknown-user"),
        (3, 35, "blocked-user"),
        (7, 5, "blacklisted-link"),
    ]
    assert found(text) == []


def test_duplicate_title() -> None:
    """The second page of a title is told, and a programme card of the same talk is not."""
    one = draft(CLEAN)
    two = draft(CLEAN, title="Test 2023/Submissions/More/Training trainers")
    card = draft(CLEAN, title="Test 2023/Program/Training trainers")
    first, second, programme = check_all([one, two, card], EDITION)
    assert (told(first), told(second), programme) == ([], [(1, 11, "duplicate-title")], [])
    assert second[0].values["other"] == "Test 2023/Submissions/Training trainers"


def test_remarks_of_the_reader() -> None:
    """What only the reader can know is told: a page that cannot be read, and nothing beside it."""
    unparsable = Remark(kind=RemarkKind.UNPARSABLE, span=Span(0, 0), text="it is too big")
    findings = found("x" * 50, remarks=[unparsable])
    assert told(findings) == [(1, 1, "unparsable-page")]
    assert findings[0].message == "this page cannot be read: it is too big"
    (cut,) = found(CLEAN, remarks=[Remark(kind=RemarkKind.CUT, span=Span(20, 20))])
    assert (cut.name, cut.start) == ("unparsable-page", 20)
    assert cut.message == "this page has too much markup: from here on it is read as plain text"


def test_rendered_pages_have_no_hidden_characters() -> None:
    """In text that a wiki rendered, blanks and marks are the wiki's."""
    assert found(changed("Type:", "Type\u00a0:"), markup=Markup.TEXT) == []


def test_addresses_never_leave_in_messages() -> None:
    """A message shows no e-mail address, even where one is the value that it is about."""
    findings = found(changed("Lecture", "ada@example.org"))
    assert {one.name for one in findings} == {"unknown-value", "personal-data"}
    assert "ada" not in "".join(one.model_dump_json() + (one.help or "") for one in findings)


def test_an_edition_weighs_and_ignores_rules() -> None:
    """An edition's own severities and the rules that it ignores hold."""
    rules = {"ignore": ["too-short"], "severity": {"unknown-value": "info"}}
    edition = type(EDITION).model_validate(EDITION.model_dump() | {"rules": rules})
    findings = found(
        CLEAN.replace("Lecture", "Seance").replace("How we train new editors.", "Hm."), edition=edition
    )
    assert [(one.name, one.severity) for one in findings] == [("unknown-value", Severity.INFO)]


def test_placeholders_weigh_as_their_field() -> None:
    """A placeholder is an error only where an answer is required."""
    text = changed("How we train new editors.", "...") + "'''Requirements:''' ...\n'''Interested:''' ...\n"
    assert [one.severity for one in found(text)] == [Severity.ERROR, Severity.WARNING, Severity.INFO]


def test_rules_as_data() -> None:
    """Codes and names are unique, stable in shape, and every rule explains itself."""
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    told = re.findall(r"^### (IB\d+) ([a-z-]+)$", page, re.MULTILINE)
    assert sorted(told) == [(code, rule.name) for code, rule in sorted(RULES.items())], (
        "scripts/docs writes the page"
    )
    assert len({rule.name for rule in RULES.values()}) == len(RULES) >= 31
    for code, rule in RULES.items():
        assert code == rule.code
        assert code[:2] == "IB"
        assert int(code[2]) in range(1, 7)
        for text in (rule.summary, rule.why, rule.help):
            assert text[0].isupper()
            assert text.endswith(".") or rule.name == "unsigned-participant"
        assert rule.wrong != rule.right
        assert rule.source


def test_keys_of_values_are_fields() -> None:
    """A finding on a field says which by its key, so that it can be named in another language."""
    (finding,) = found(changed("Lecture", "Seance"))
    assert FieldKey(finding.values["key"]) is FieldKey.TYPES


@pytest.mark.parametrize("text", ["", "'''Author(s):''' Ada\ufffd\x00\n'''Type:''' Lec\ufffdure\n{{a|"])
def test_an_unreadable_page_is_one_finding(text: str) -> None:
    """Of a page whose text is hidden, lost or garbled the reason is told, and nothing that follows from it."""
    submission, page = draft(text)
    diagnostics = check(submission, replace(page, unreadable="its text is hidden on the wiki"), EDITION)
    assert told(diagnostics) == [(1, 1, "unparsable-page")]
    assert "its text is hidden on the wiki" in diagnostics[0].message


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("'''Autheurs :''' Ada\n", "Auteurs"),
        ("'''Thmes :''' GLAM\n", "Themes"),
        ("{{WikiIndaba 2023 submission|title=Clay|type=Lecture|autheur=Ada}}", "auteur"),
    ],
)
def test_a_label_is_proposed_as_a_label_is_written(text: str, meant: str) -> None:
    """A label begins with a capital where the page's does, a template's parameter small."""
    edition = load("wikiindaba-2023")
    text = text if text.startswith("{{") else "'''ID:''' Clay\n'''Type of submission:''' Lecture\n" + text
    page = Page("WikiIndaba 2023/Submissions/Clay", text)
    found = check(read(page, edition), page, edition)
    proposed = [
        one.fix.edits[0].content for one in found if one.fix and one.name in ("unknown-field", "near-label")
    ]
    assert proposed == [meant]


def test_a_part_of_a_choice_is_no_slip() -> None:
    """``Presentation`` is not ``Poster presentation`` misspelt: what is asked for is one of the choices."""
    edition = load("wikiindaba-2023")
    page = Page(
        "", "'''Author(s):''' Ada\n\n'''Type of submission:''' Presentation\n\n'''Abstract:''' Clay.\n"
    )
    (finding,) = (one for one in check(read(page, edition), page, edition) if one.name == "unknown-value")
    assert (finding.help, finding.fix) == (
        "Use one of: Lightning Talk, Lecture, Workshop, Panel, Roundtable, Poster.",
        None,
    )


def test_choices_that_hold_commas_are_parted_by_semicolons() -> None:
    """Else nobody can tell where one ends."""
    edition = load("wikiindaba-2024")
    page = Page("", "'''Author(s):''' Ada\n\n'''Session track(s):''' Finance\n\n'''Abstract:''' Clay.\n")
    (finding,) = (one for one in check(read(page, edition), page, edition) if one.name == "unknown-value")
    assert "Equity, Inclusion, and Community Health/Initiatives; GLAM, Heritage, and Culture; " in (
        finding.help or ""
    )


def test_a_placeholder_in_a_required_field_is_not_to_be_deleted() -> None:
    """Where an answer has to stand, the help asks for it."""
    (finding,) = found(changed("How we train new editors.", "..."))
    assert finding.help == "Write the answer in its place."


@pytest.mark.parametrize("user", ["~~~", "~~~~", "--~~~~"])
def test_tildes_in_a_draft_are_an_account(user: str) -> None:
    """The wiki makes a signature of them when the draft is saved: no account is missing."""
    edition = load("wikiindaba-2023")
    page = Page(
        "", f"'''Author(s):''' Ada\n\n'''Username(s):''' {user}\n\n'''Type of submission:''' Lecture\n"
    )
    names = {one.name for one in check(read(page, edition), page, edition)}
    assert names == {"missing-field"}


@pytest.mark.parametrize("user", ["[[User:]]", "{{u|}}", "{{user|1=}}", "{{ping|}}"])
def test_a_call_for_an_account_that_nobody_filled_in(user: str) -> None:
    """It is an empty field, as an unfilled link is, and no wrong account."""
    edition = load("wikiindaba-2023")
    page = Page(
        "", f"'''Author(s):''' Ada\n\n'''Username(s):''' {user}\n\n'''Type of submission:''' Lecture\n"
    )
    submission = read(page, edition)
    findings = [one for one in check(submission, page, edition) if one.name != "missing-field"]
    assert submission.usernames == ()
    assert told(findings) == [(3, 20, "missing-username")]
