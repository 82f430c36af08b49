"""Where a text ends, and what stands below it or in it and is no label."""

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read


@pytest.mark.parametrize(
    "signature",
    [
        "~~~~",
        "-- ~~~~",
        "[[#top|Back to top]]",
        "[[User:Ada|Ada]] ([[User talk:Ada|talk]]) 10:02, 3 May 2023 (UTC)",
        "::[[Usuario:Ada|Ada]] ([[Usuario discusión:Ada|discusión]]) 10:02 3 may 2023 (UTC)",
        "— [[مستخدم:Ada|Ada]] ([[نقاش المستخدم:Ada|نقاش]]) 10:02، 3 مايو 2023 (ت ع م)",
    ],
)
def test_a_signature_or_a_link_to_the_top_below_a_text_is_none_of_it(signature: str) -> None:
    record = read(
        Page(title="X", text=f"'''Abstract:''' We map wells.\n\n{signature}"), load("wikiindaba-2023")
    )
    assert record.abstract == "We map wells."
    assert len(record.unrecognised) == 1


@pytest.mark.parametrize(
    "line", ["[[User:Ada|Ada]]", "Thanks! [[User:Ada|Ada]] 10:02, 3 May 2023 (UTC)", "~~ about ~~"]
)
def test_a_line_that_is_more_or_less_than_a_signature_stays(line: str) -> None:
    record = read(Page(title="X", text=f"'''Abstract:''' We map wells.\n\n{line}"), load("wikiindaba-2023"))
    assert "\n\n" in (record.abstract or "")


def test_a_label_in_bold_that_begins_a_sentence_of_prose_is_none() -> None:
    text = (
        "'''Title:''' Maps\n\n'''Abstract:''' We map wells.\n\n'''Requirements''' of a good map: paper.\n\n"
        "'''Special requirements:''' A projector"
    )
    record = read(Page(title="X", text=text), load("wikiindaba-2023"))
    assert record.abstract == "We map wells.\n\nRequirements of a good map: paper."
    assert record.requirements == "A projector"


def test_labels_in_bold_may_all_have_no_colon() -> None:
    text = "'''Title''' maps\n\n'''Abstract''' we map wells.\n\n'''Special requirements''' a projector"
    record = read(Page(title="X", text=text), load("wikiindaba-2023"))
    assert (record.title, record.abstract, record.requirements) == ("maps", "we map wells.", "a projector")
