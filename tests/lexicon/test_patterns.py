"""Patterns from words."""

import re
import time

import pytest

from indababot.lexicon.patterns import compiled, pattern


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


@pytest.mark.parametrize("text", ["a" * 200_000, "1a" * 100_000, "up " * 70_000, "-" * 200_000])
def test_searching_is_linear(text: str) -> None:
    """No text stalls a pattern."""
    start = time.perf_counter()
    compiled(["*phone*", "up to", "e-mail*"]).search(text)
    assert time.perf_counter() - start < 2
