"""Authors: the names of a field as a reader sees them."""

from collections.abc import Callable
from typing import Any

from indababot.reading.markup.inline import Lines
from indababot.reading.values import people


def test_a_field_gives_its_names(lines: Callable[[str], Lines], authors_case: dict[str, Any]) -> None:
    """Names are cut at separators outside brackets; suffixes and places stay with their name."""
    assert list(people.authors(lines(authors_case["in"])).names) == authors_case["out"]


def test_an_author_points_at_its_place(lines: Callable[[str], Lines]) -> None:
    """The span of an item is where the name stands in the source, the markup of a link included."""
    source = "Ada  Obi, [[User:Bob|Bob Eze]]"
    spans = [source[item.span.start : item.span.end] for item in people.authors(lines(source)).items]
    assert spans == ["Ada  Obi", "[[User:Bob|Bob Eze]]"]


def test_accounts_of_both_fields(lines: Callable[[str], Lines]) -> None:
    """An account beside an author's name is theirs; a link alone among the authors is a name, where accounts have a field of their own."""
    authors = people.authors(lines("Ada Obi ([[User:Ada]]), [[User:Kibo|Kibo]]"))
    assert [(one.name, one.author) for one in authors.usernames] == [("Ada", "Ada Obi"), ("Kibo", None)]
    _, accounts = people.together(authors, people.accounts(lines("Wells99"), authors.names))
    assert [(one.name, one.author) for one in accounts] == [("Wells99", None), ("Ada", "Ada Obi")]
