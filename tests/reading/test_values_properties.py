"""What holds for every text: nothing is lost, nothing raises, nothing takes long."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indababot.editions.form import Choice, FormField
from indababot.reading.markup.inline import Lines
from indababot.reading.values import choices, participants, people
from indababot.records import FieldKey
from tests.linear import TRIES

FIELD = FormField(
    key=FieldKey.THEMES, choices=(Choice(name="GLAM, Heritage, and Culture"), Choice(name="Education"))
)

WORDS = [
    *(
        "Ada",
        "Obi",
        "ada",
        "Bob",
        "User:",
        "user:Cee",
        "[[User:Dee|Dee]]",
        "[[User:Dee]]",
        "[[User talk:Dee|talk]]",
        "[[User:]]",
    ),
    *(
        "(talk)",
        "(",
        ")",
        "--",
        "~",
        "-",
        "/",
        ",",
        ";",
        " and ",
        " et ",
        " و ",
        "•",
        "\n",
        "\n* ",
        "\n# ",
        "\n#: ",
        "|",
        "@",
        ":",
    ),
    *(
        "13:49, 15 January 2018 (UTC)",
        "[reply]",
        "(WMF)",
        "_",
        "among others",
        "if you're",
        "I will",
        "added by",
        "on behalf of",
    ),
    *(
        "GLAM",
        "Heritage",
        "Education",
        "or",
        "but",
        "&",
        "...",
        "N/A",
        "<x>",
        "فاطمة",
        "é",
        "\u0301",
        "\u202e",
        "\ue000",
        "\ue003",
        "👍",
    ),
    *(
        "[https://x.org/wiki/User:Eve Eve]",
        "https://x.org/wiki/User:Fay",
        "1.",
        "{{a|",
        "#",
        "preceding unsigned comment added by",
    ),
]
MARKUP = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=14).map(" ".join)
PLAIN_WORDS = [
    *("Ada", "Obi", "bob", "Cee", "(", ")", ",", ";", " and ", "\n", "\n* ", "/", "-", ".", "é"),
    *("if you", "among others", "(WMF)"),
]
PLAIN = st.lists(st.sampled_from(PLAIN_WORDS), max_size=12).map(" ".join)


def words(text: str) -> list[str]:
    """The words of a text but ``and``, which only joins."""
    return sorted(word for word in re.findall(r"[^\W_]+", text.casefold()) if word != "and")


@settings(max_examples=150, deadline=None)
@given(markup=MARKUP)
def test_any_lines_are_survived(lines: Callable[[str], Lines], markup: str) -> None:
    """No text raises, and every span lies inside the source."""
    made = lines(markup)
    authors = people.authors(made)
    accounts = people.accounts(made, authors.names)
    interested = participants.read(made, ("...",))
    items = [*authors.items, *accounts.items, *choices.match(made, FIELD).items]
    spans = [item.span for item in items]
    spans += [left.span for left in (*accounts.leftovers, *interested.unrecognised) if left.span]
    spans += [one.span for one in interested.participants if one.span]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(markup)
    assert all(username.name for username in accounts.usernames)
    assert all(one.username for one in interested.participants)


@settings(max_examples=150, deadline=None)
@given(markup=PLAIN)
def test_every_word_of_an_account_field_is_claimed(lines: Callable[[str], Lines], markup: str) -> None:
    """Each letter of plain text is in an account, in the name beside it, or left over."""
    result = people.accounts(lines(markup), ())
    texts = [item.text for item in result.items] + [left.text or "" for left in result.leftovers]
    assert set(words(markup)) <= set(words(" ".join([*texts, *result.names])))


@settings(max_examples=150, deadline=None)
@given(markup=PLAIN)
def test_every_word_of_an_author_field_is_claimed(lines: Callable[[str], Lines], markup: str) -> None:
    """Each letter of plain text is in a name or left over."""
    result = people.authors(lines(markup))
    texts = [item.text for item in result.items] + [left.text or "" for left in result.leftovers]
    assert words(" ".join(texts)) == words(markup)


@settings(max_examples=150, deadline=None)
@given(markup=PLAIN)
def test_every_word_of_a_list_of_participants_is_claimed(lines: Callable[[str], Lines], markup: str) -> None:
    """Each letter of plain text is in a participant, in a comment, or unrecognised."""
    result = participants.read(lines(markup), ())
    texts = [f"{one.username} {one.comment or ''}" for one in result.participants]
    texts += [left.text or "" for left in result.unrecognised]
    assert set(words(markup)) <= set(words(" ".join(texts)))


@pytest.mark.share(4)
@pytest.mark.parametrize(
    "unit",
    [
        "a ", "(", ")", "( ", "[[", "[[User:A|b]] ", "User:", "User:A ", "-- ", "- ", "~", ",", "a,", "a/", "a (b) ", "    ", ". ",
        "13:49, 15 January 2018 (UTC) ", "A (talk) 13:49, 15 January 2018 (UTC) ", "[[User talk:A|t]] ", "1", "1:", "12:34 ",
        "GLAM ", "Education, ", "and ", "GLAM, Heritage, Foo, ", "added by ", "on behalf of ", "I am ", "\n* a", "\n#: b", "{{a|", "é", "@",
        "Ada (moderator) ", "a (b), ", "https://x.org/ ", "[[User:A|b]], ", "A le 3 mars 2018 à 10:02 (UTC), ", "moderator/",
        "\u200ea", "e\u0301", "Ada Obi is a cook. ", "Ada Obi – ", "Ada Obi @b ", "@Ada ", "(@a ",
        "Ada Obi -- Bob Eze / ", "Ada, cook, Wiki Girls, ",
    ],
)  # fmt: skip
def test_fifty_kilobytes_take_a_moment(lines: Callable[[str], Lines], unit: str) -> None:
    """Repeating anything costs about as much more time as there is more text: a quadratic step would take minutes."""
    made = lines(f"x {unit * (50_000 // len(unit))}x")
    assert any(_seconds(made) < 5 for _ in range(TRIES))  # a loaded machine is slow


def _seconds(made: Lines) -> float:
    """How long the readers of all kinds of values work on some lines."""
    start = time.process_time()
    authors = people.authors(made)
    people.accounts(made, authors.names[:5])
    participants.read(made, ("...",))
    choices.match(made, FIELD)
    return time.process_time() - start
