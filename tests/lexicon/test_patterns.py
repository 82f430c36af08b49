"""Patterns from words."""

import re

import pytest

from indababot.lexicon.patterns import compiled, pattern
from tests.linear import is_linear_in


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["user-name"], "Your User name, username and user-name", ["User name", "username", "user-name"]),
        (["up to"], "up to, up\u00a0to, up-to, upto", ["up to", "up\u00a0to", "up-to"]),
        (["benefi*"], "benefits beneficial benef", ["benefits", "beneficial"]),
        (["*phone*"], "telephone, smartphones, fon", ["telephone", "smartphones"]),
        (["jusqu'à"], "jusqu’à jusqu'à", ["jusqu’à", "jusqu'à"]),
        (["(your |)(name|names)"], "Your name, names, surname", ["Your name", "names"]),
        (["max", "max."], "max. 3, max3, maxi", ["max.", "max"]),
        (["et", "and"], "etc and band et", ["and", "et"]),
        (["words"], "300words swords", ["words"]),
        (["محور"], "محور المحور", ["محور"]),
        ([], "anything", []),
    ],
)
def test_words_are_found_whole(words: list[str], text: str, found: list[str]) -> None:
    """Each sign means what the module says, and no letter stands beside what is found."""
    assert compiled(words).findall(text) == found


def test_a_pattern_has_no_groups() -> None:
    """So that it can stand in others."""
    assert re.compile(pattern(["(a|b) c*", "d"])).groups == 0


@pytest.mark.parametrize("unit", ["a", "1a", "up ", "-"])
def test_searching_is_linear(unit: str) -> None:
    """No text stalls a pattern."""
    search = compiled(["*phone*", "up to", "e-mail*"]).search
    assert is_linear_in(lambda size: unit * (2 * size // len(unit)), search)
