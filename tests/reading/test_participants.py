"""Participants: who is interested, who signed for them and when, and what was said."""

from collections.abc import Callable
from typing import Any

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.reading.markup.inline import Lines
from indababot.reading.values import participants
from indababot.records import Participant, RemarkKind

HINTS = ("...", "(register below and ask your questions now to the session organizer)")


def shown(participant: Participant) -> str:
    data = participant.model_dump(mode="json")
    comment = data["comment"] and data["comment"].replace("\n", " / ")
    return " | ".join(
        value or "-" for value in (data["username"], data["signed_by"], data["signed_at"], comment)
    )


def test_lines_give_their_participants(
    lines: Callable[[str], Lines], participants_case: dict[str, Any]
) -> None:
    """Each shape of a list gives its people in the page's order; what is no entry is left over."""
    result = participants.read(lines(participants_case["in"]), HINTS)
    assert [shown(participant) for participant in result.participants] == participants_case["out"]
    assert [left.text for left in result.unrecognised] == participants_case.get("left", [])
    unsigned = [participant.username for participant in result.participants if participant.signed_by is None]
    assert [remark.text for remark in result.remarks if remark.kind is RemarkKind.UNSIGNED] == unsigned


def test_a_participant_points_at_its_name(lines: Callable[[str], Lines]) -> None:
    """The span covers what names the person, markup included, not the signature's time."""
    source = "# [[User:Ada|Ada]] ([[User talk:Ada|talk]]) 20:10, 1 August 2022 (UTC)\n# Bob"
    spans = [participant.span for participant in participants.read(lines(source), ()).participants]
    assert [source[span.start : span.end] for span in spans if span] == ["[[User:Ada|Ada]]", "Bob"]


SIGNED = "[[User:Bob|Bob]] ([[User talk:Bob|talk]]) 09:42, 2 June 2024 (UTC)"
FRENCH = "[[Utilisateur:Bob|Bob]] ([[Discussion utilisateur:Bob|discussion]]) 2 juin 2024 à 09:42 (UTC)"
BY_BOB = "Bob | Bob | 2024-06-02T09:42:00Z"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"# {{{{ping|Ada}}}} I will come --{SIGNED}", f"{BY_BOB} | @Ada I will come"),
        (f"# {{{{Reply to|Ada}}}}: {SIGNED}", f"{BY_BOB} | @Ada"),
        (
            f"* {{{{re|Ada|Eve}}}} may I bring a friend? {SIGNED}",
            f"{BY_BOB} | @Ada, Eve may I bring a friend?",
        ),
        (f"* {{{{Notif|Ada}}}} je viens --{FRENCH}", f"{BY_BOB} | @Ada je viens"),
        (f"* {{{{رد على|Ada}}}} {SIGNED}", f"{BY_BOB} | @Ada"),
        ("* {{ping|Ada}} I will come [[User:Bob|Bob]]", "Bob | - | - | @Ada I will come"),
        (f"# {{{{u|Ada}}}} --{SIGNED}", "Ada | Bob | 2024-06-02T09:42:00Z | -"),
        ("# {{ping|Ada}}", "Ada | - | - | -"),
    ],
)
def test_who_is_spoken_to_is_not_entered(source: str, expected: str) -> None:
    """A template that speaks to somebody enters nobody beside a signer; one that only links an account does, and each alone does."""
    text = f"'''Abstract:''' Pots\n\n== Interested participants ==\n{source}\n"
    found = read(Page(title="Pots", text=text), load("wikiindaba-2023"))
    assert [shown(participant) for participant in found.participants] == [expected]
