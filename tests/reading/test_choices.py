"""Choices: the values of a vocabulary, however an author writes, shortens and joins them."""

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

import indababot
from indababot.editions.form import Choice, FormField
from indababot.reading.markup.inline import Lines
from indababot.reading.values import choices
from indababot.records import FieldKey

TRACKS = (
    "Equity, Inclusion, and Community Health/Initiatives",
    "GLAM, Heritage, and Culture",
    "Research, Education & Technology",
    "Movement Governance (Includes Legal, Advocacy & Risks)",
)
VOCABULARIES = {
    "types": ("Lightning Talk", "Lecture", "Workshop", "Panel", "Roundtable", "Poster"),
    "themes": ("Community Engagement", "Partnerships", "Technology", "Education"),
    "tracks": TRACKS,
    "levels": ("Basic|Débutant", "Medium|Moyen", "Advanced|Avancé"),
    "mode": ("Hybrid", "In-person|onsite|en présentiel", "Online|remote|à distance"),
    "nothing": (),
}


def field(name: str) -> FormField:
    split = [text.split("|") for text in VOCABULARIES[name]]
    return FormField(
        key=FieldKey.THEMES, choices=tuple(Choice(name=first, aliases=tuple(rest)) for first, *rest in split)
    )


def test_a_field_gives_its_values(lines: Callable[[str], Lines], choices_case: dict[str, Any]) -> None:
    """Each row of the table gives the canonical values, in the author's order, and keeps what is unknown as written."""
    result = choices.match(lines(choices_case["in"]), field(choices_case["of"]))
    assert list(result.values) == choices_case["out"]


@pytest.mark.parametrize("joiner", [", ", " or ", " & ", " and ", "/", "; ", " / ", "\n* ", " et ", " "])
def test_values_that_hold_separators_survive_every_way_to_join_them(
    lines: Callable[[str], Lines], joiner: str
) -> None:
    """All tracks in all orders come back whole, whatever joins them."""
    for order in permutations(TRACKS):
        for number in range(1, len(order) + 1):
            result = choices.match(lines(joiner.join(order[:number])), field("tracks"))
            assert result.values == order[:number]
            assert all(item.known for item in result.items)


def test_an_item_points_at_its_place(lines: Callable[[str], Lines]) -> None:
    """Known and unknown items carry the stretch of the source that they come from."""
    source = "Lecture, [[Talkshow|Talk Show]]; movement governance (includes legal, advocacy & risks)."
    result = choices.match(lines(source), field("tracks"))
    assert [(source[item.span.start : item.span.end], item.known) for item in result.items] == [
        ("Lecture", None),
        ("[[Talkshow|Talk Show]]", None),
        ("movement governance (includes legal, advocacy & risks)", TRACKS[3]),
    ]


def test_a_shortening_that_two_values_share_is_none(lines: Callable[[str], Lines]) -> None:
    """A word of two values names neither."""
    two = FormField(key=FieldKey.TYPES, choices=(Choice(name="Long Workshop"), Choice(name="Short Workshop")))
    assert choices.match(lines("Workshop"), two).values == ("Workshop",)
    assert choices.match(lines("long"), two).values == ("Long Workshop",)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("workshop of 60 minutes", ("Workshop",)),
        ("Panel de 2 heures", ("Panel",)),
        ("45-minute panel, Vortrag", ("Panel", "Vortrag")),
        ("Warsha workshop dakika 60", ("Warsha workshop dakika 60",)),
        ("Web 2.0 workshop", ("Web 2.0 workshop",)),
    ],
)
def test_a_length_makes_no_value_of_one_s_own(
    lines: Callable[[str], Lines], text: str, values: tuple[str, ...]
) -> None:
    """How long a session is says more of its type; other words beside a known value are one that an open list does not have."""
    open_ = field("types").model_copy(update={"open": True})
    assert choices.match(lines(text), open_).values == values


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Virtual/In person", "Online, In-person"),
        ("Remote/in-person", "Online, In-person"),
        ("Distanciel/en personne", "Online, In-person"),
        ("Virtuel/en présentiel", "Online, In-person"),
        ("Virtual/en persona", "Online, In-person"),
        ("Presencial/a distancia", "In-person, Online"),
        ("Virtuell/in Präsenz", "Online, In-person"),
        ("Mtandaoni/ana kwa ana", "Online, In-person"),
        ("عن بعد/حضوري", "Online, In-person"),
        ("Remoto/a", "Online"),
        ("Physical presentation", "In-person"),
        ("présentation en ligne", "Online"),
        ("sesión virtual", "Online"),
        ("sessão presencial", "In-person"),
        ("Online garden presentation", "Online garden presentation"),
        ("Remote online participation, livestreamed", "Online"),
        ("Livestreamed", "Livestreamed"),
    ],
)
def test_a_slash_divides_two_values_and_a_word_for_the_session_makes_no_other_one(
    text: str, mode: str
) -> None:
    """``/in`` is the ending of a gender in one place and begins a value in another; a presentation that is online is online."""
    page = f"'''Title:''' Kites\n\n'''Author:''' Ada Obi\n\n'''Mode:''' {text}\n\n'''Abstract:''' They fly."
    assert indababot.parse(page, edition="generic", title="X/Kites").mode == mode


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("Lightening talk", ("Lightening talk",)),
        ("Lighting Talk", ("Lighting Talk",)),
        ("Lightening-talk, Workshop", ("Lightening-talk", "Workshop")),
        ("Lightning talks", ("Lightning talk",)),
        ("A talk about lightning", ("Talk",)),
        ("Short talk", ("Talk",)),
        ("Talk, Workshop", ("Talk", "Workshop")),
    ],
)
def test_a_longer_value_that_is_misspelt(
    lines: Callable[[str], Lines], written: str, values: tuple[str, ...]
) -> None:
    """It is not the shorter one that stands in it: which was meant is for checking to ask."""
    names = ("Talk", "Workshop", "Lightning talk")
    field = FormField(key=FieldKey.TYPES, choices=tuple(Choice(name=one) for one in names))
    assert choices.match(lines(written), field).values == values


def test_a_language_by_its_code_stays_beside_others() -> None:
    """``en`` is a word of sentences in some languages, and ``EN`` a language."""
    found = indababot.parse("'''Author:''' Ada\n\n'''Language:''' Français, EN", edition="generic")
    assert found.languages == ("French", "EN")
