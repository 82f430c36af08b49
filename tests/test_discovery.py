"""Which pages are an edition's submissions, and how a programme card goes with its proposal."""

from typing import Any

import pytest

from indababot.discovery import is_outside, is_submission, paired
from indababot.editions.model import Output, Pages
from indababot.pages import Listed, Page, is_talk
from indababot.records import PageRef, Status, Submission, Unrecognised
from tests.writing.samples import EDITION as SAMPLE

EDITION = SAMPLE.model_copy(
    update={
        "pages": Pages(
            prefixes=("Meet/Submissions/",),
            programme=("Meet/Program/",),
            categories=("Meet",),
            exclude=("*/Report",),
        ),
        "outputs": (Output(page="Meet/Submissions/All", view="people"),),
    }
)


@pytest.mark.parametrize(
    ("title", "model", "counts"),
    [
        ("Meet/Submissions/A", "wikitext", True),
        ("Meet/Submissions/A/Report", "wikitext", False),
        ("Meet/Submissions/All", "wikitext", False),
        ("Template:Meet/Submissions/A", "wikitext", False),
        ("User:Ada/A", "wikitext", True),
        ("Talk:Meet/Submissions/A", "wikitext", False),
        ("User talk:Ada/A", "wikitext", False),
        ("Project talk:A", "wikitext", False),
        ("Template talk:A", "wikitext", False),
        ("Module talk:A", "wikitext", False),
        ("Talk: how we do it", "wikitext", True),
        ("Talk", "wikitext", True),
        ("Meet/Submissions/A", "javascript", False),
        ("Meet/Submissions/A", "Scribunto", False),
    ],
)
def test_what_is_a_submission(title: str, model: str, counts: bool) -> None:
    """Not a neighbour, a page of the bot's, a template or code."""
    assert is_submission(Page(title, "", model=model), EDITION) is counts


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("Discussion:Wells", False),
        ("Discussion utilisatrice:Ada/Wells", False),
        ("نقاش:Wells", False),
        ("نقاش_المستخدم:Ada/Wells", False),
        ("Majadiliano:Wells", True),
        ("Utilisatrice:Ada/Wells", True),
        ("Discussion: who owns the wells?", True),
    ],
)
def test_talk_pages_in_the_languages_of_the_edition(title: str, counts: bool) -> None:
    """An edition without prefixes, whose template stands on talk pages too, finds them in all its languages, and no session."""
    edition = EDITION.model_copy(
        update={"pages": Pages(templates=("Session",)), "languages": ("en", "fr", "ar")}
    )
    assert is_submission(Page(title, ""), edition) is counts


def test_a_talk_page_of_whatever_name() -> None:
    """Where a wiki tells that it is one, no name of a namespace has to be known."""
    edition = EDITION.model_copy(update={"pages": Pages(templates=("Session",))})
    assert is_submission(Page("Meta talk:Wells", ""), edition)
    assert not is_submission(Page("Meta talk:Wells", "", talk=True), edition)
    assert not is_submission(Listed("Meta talk:Wells", 1, 1, None, talk=True), edition)
    assert [number for number in (-1, 0, 1, 2, 5, 829, None) if is_talk(number)] == [1, 5, 829]


def test_what_stands_outside() -> None:
    """A page counts by its title or by a redirect that stands where submissions do."""
    assert not is_outside(Page("Meet/Submissions/A", ""), EDITION)
    assert not is_outside(Page("Meet/Program/A", ""), EDITION)
    assert is_outside(Page("Elsewhere/A", ""), EDITION)
    assert is_outside(Page("Elsewhere/A", "", redirects=("Old/A",)), EDITION)
    assert not is_outside(Page("Elsewhere/A", "", redirects=("Old/A", "Meet/Submissions/A")), EDITION)


def session(title: str, **fields: Any) -> Submission:
    return Submission(edition=EDITION.id, page=PageRef(title=f"Meet/{title}"), title=title, **fields)


@pytest.mark.parametrize(
    ("own", "card", "status"),
    [
        (Status.DRAFT, Status.ACCEPTED, Status.ACCEPTED),
        (Status.SUBMITTED, Status.CONFIRMED, Status.CONFIRMED),
        (Status.ACCEPTED, Status.SUBMITTED, Status.ACCEPTED),
        (Status.WITHDRAWN, Status.ACCEPTED, Status.WITHDRAWN),
    ],
)
def test_a_card_goes_into_its_submission(own: Status, card: Status, status: Status) -> None:
    """Its status where the submission has not got further itself, its duration where that names none, and what else it says."""
    room = (Unrecognised(label="Location", text="Hall"),)
    proposal = session("Submissions/Wells & songs", status=own, duration="30 minutes")
    programme = session("Program/wells songs", status=card, duration="1 hour", unrecognised=room)
    (found,) = paired([programme, proposal], EDITION)
    assert (found.page, found.status, found.duration) == (proposal.page, status, "30 minutes")
    assert found.unrecognised == room
    (found,) = paired([proposal.model_copy(update={"duration": None}), programme], EDITION)
    assert found.duration == "1 hour"


def test_a_card_without_a_submission_is_a_proposal() -> None:
    """One of its own, once; other submissions stay as they are."""
    alone = session("Program/Buses", status=Status.ACCEPTED)
    again = session("Program/buses!")
    other = session("Submissions/Wells")
    assert list(paired([alone, other, again], EDITION)) == [other, again]
    assert list(paired([other], EDITION)) == [other]
