"""Messages in plans and reports: English as data, and in the reader's language where they are told."""

import json

import pytest
from pydantic import BaseModel, ValidationError

from indababot.errors import PageMissing
from indababot.i18n import in_language, plural, said
from indababot.updating.messages import KEPT, Message, shown


class Holder(BaseModel):
    """What a plan or report is here."""

    why: Message


WHY = said(
    "the run ended before: {why}",
    why=PageMissing("{title} was deleted or moved after it was read.", title="A"),
)


def test_a_message_is_english_as_data() -> None:
    """The JSON that others read has the English sentence."""
    assert json.loads(Holder(why=WHY).model_dump_json()) == {
        "why": "the run ended before: A was deleted or moved after it was read."
    }


def test_a_message_that_was_kept_is_told_in_another_language() -> None:
    """What was kept for ourselves still knows what it was put together from, in a value too."""
    again = Holder.model_validate_json(Holder(why=WHY).model_dump_json(context=KEPT))
    assert again.why == WHY
    assert "supprimée ou renommée" in in_language("fr", again.why)


@pytest.mark.parametrize(
    "kept",
    [
        {"template": "{x}", "values": {"y": ""}},
        {"template": "{x.y}", "values": {"x": ""}},
        {"template": "x"},
        {"template": {"one": "x", "many": "{y.z}", "number": 1}, "values": {"y": ""}},
        {"template": {"one": "x", "many": "y", "number": "1"}, "values": {}},
        {},
    ],
)
def test_what_is_no_message_is_refused(kept: object) -> None:
    """A file that was changed makes no message that reaches into a value, or lacks one."""
    with pytest.raises(ValidationError):
        Holder.model_validate({"why": kept})


def test_values_are_masked() -> None:
    """Personal data in a value are masked, and the message stays one that can be told in another language."""
    told = shown(said("it cannot be read: {why}.", why="ada@example.org"))
    assert "ada@" not in told
    assert in_language("pt", told).startswith("não pode")


@pytest.mark.parametrize(("number", "arabic"), [(1, "مقترح واحد"), (4, "4 مقترحات")])
def test_a_number_keeps_its_forms(number: int, arabic: str) -> None:
    """What was kept of a message about a number is told in the form that another language has for it."""
    message = said(plural(number, "{number} submission", "{number} submissions"), number=number)
    again = Holder.model_validate_json(Holder(why=shown(message)).model_dump_json(context=KEPT))
    assert again.why == message
    assert in_language("ar", again.why) == arabic
