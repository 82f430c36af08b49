"""The words in which two texts differ."""

import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.changes import Op, Part, differing, shortened

CASES = [
    ("same", "same", "=same"),
    ("", "", ""),
    ("", "new", "+new"),
    ("old", "", "-old"),
    ("They go each year.", "They go every year.", "=They go |-each|+every|= year."),
    ("the old text here", "a new thing here", "-the old text|+a new thing|= here"),
    ("a b", "a b c", "=a b|+ c"),
    ("l'eau est là", "l'eau était là", "=l'eau |-est|+était|= là"),
    ("हिन्दी में लिखें", "हिन्दी का लिखें", "=हिन्दी |-में|+का|= लिखें"),
    ("我们一起写", "我们都写", "=我们|-一起|+都|=写"),
    ("one, two", "one; two", "=one|-,|+;|= two"),
    ("one\n\ntwo", "one\n\n• two", "=one\n\n|++• |=two".replace("++", "+")),
]


def told(parts: tuple[Part, ...]) -> str:
    signs = {Op.SAME: "=", Op.REMOVED: "-", Op.ADDED: "+"}
    return "|".join(signs[part.op] + part.text for part in parts)


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_words(before: str, after: str, expected: str) -> None:
    """Whole words differ, in every script; what stands between changed words belongs to the change."""
    assert told(differing(before, after)) == expected


def sides(parts: tuple[Part, ...]) -> tuple[str, str]:
    """What a diff leads from, and what to."""
    return (
        "".join(part.text for part in parts if part.op is not Op.ADDED),
        "".join(part.text for part in parts if part.op is not Op.REMOVED),
    )


TEXTS = st.text(alphabet="ab .\né我", max_size=40) | st.text(max_size=40)


@given(TEXTS, TEXTS)
def test_a_diff_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    """Nothing of either text is lost, nothing is empty, and no two parts of a kind stand side by side."""
    parts = differing(before, after)
    assert sides(parts) == (before, after)
    assert all(part.text for part in parts)
    assert all(one.op is not other.op for one, other in itertools.pairwise(parts))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """There is at most one part, and it is the same."""
    assert differing(text, text) == ((Part(op=Op.SAME, text=text),) if text else ())


def words(count: int, known: int, stop: int) -> str:
    rolled = random.Random(count)
    return " ".join(
        f"w{rolled.randrange(known)}" + ("." if stop and place % stop == 0 else "") for place in range(count)
    )


def edited(text: str) -> str:
    """The text with a hundred other words, all over it."""
    pieces = text.split(" ")
    for place in range(0, len(pieces), max(1, len(pieces) // 100)):
        pieces[place] = "other"
    return " ".join(pieces)


LONG = words(17_000, 3_000, 12)
BARE = words(17_000, 3_000, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(LONG, edited(LONG), id="edited"),
        pytest.param(LONG, words(17_001, 3_000, 12), id="another text"),
        pytest.param(BARE, edited(BARE), id="without sentences"),
        pytest.param("a b " * 25_000, "b a " * 25_000, id="two words"),
        pytest.param("ab" * 50_000, "ba" * 50_000, id="one word"),
        pytest.param(".?x" * 33_000, ".x?" * 33_000, id="signs"),
        pytest.param("a\n" * 50_000, "b\na\n" * 25_000, id="lines"),
        pytest.param("我们" * 50_000, "们我都" * 33_000, id="signs that are words"),
    ],
)
def test_long_texts(before: str, after: str) -> None:
    """100 KB take less than two seconds, whatever they say, and nothing is lost."""
    begin = time.process_time()
    parts = differing(before, after)
    assert time.process_time() - begin < 2
    assert sides(parts) == (before, after)


def test_a_long_text_with_few_edits_shows_these() -> None:
    """In 100 KB of prose the words that changed are found, not the whole text."""
    changed = [part for part in differing(LONG, edited(LONG)) if part.op is not Op.SAME]
    assert len(changed) >= 180
    assert sum(len(part.text) for part in changed) < 5_000


def test_shortened() -> None:
    """Far from the change words are left out, and never halves of them."""
    text = "one two three four five {} six seven eight nine ten eleven twelve {} thirteen fourteen fifteen"
    parts = shortened(differing(text.format("x", "y"), text.format("X", "Y")), 14)
    assert told(tuple(parts)) == "=…four five |-x|+X|= six seven … eleven twelve |-y|+Y|= thirteen…"
    assert told(tuple(shortened(differing("a b", "a c"), 14))) == "=a |-b|+c"
