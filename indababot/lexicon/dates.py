"""How a signature's time looks in MediaWiki's languages, beside what the lexicon's own files say of dates.

The facts stand in ``dates.json``, which ``scripts/dates`` makes from MediaWiki's own message files: formats in the signs of its
``sprintfDate``, and below each the names of the months in the languages that use it.
"""

import json
from collections import Counter
from collections.abc import Iterator
from importlib import resources

from indababot.lexicon.fold import fold

_MANY = 4
"""How many languages for each other one make a name clear: ``maj`` is May in fifteen languages, and March in one."""


def formats() -> Iterator[tuple[str, dict[str, int]]]:
    """Each format with the folded names of its months; 0 for a name that its languages disagree about."""
    text = resources.files(__package__).joinpath("dates.json").read_text("utf-8")
    languages: dict[str, dict[str, list[str]]] = json.loads(text)["formats"]
    for said, names in languages.items():
        yield said, _months(list(names.values()))


def _months(lists: list[list[str]]) -> dict[str, int]:
    meant: dict[str, Counter[int]] = {}
    for names in lists:
        for number, name in enumerate(names, 1):
            meant.setdefault(fold(name), Counter())[number] += 1
    return {name: _agreed(numbers) for name, numbers in meant.items()}


def _agreed(numbers: Counter[int]) -> int:
    number, count = numbers.most_common(1)[0]
    return number if count >= _MANY * (numbers.total() - count) else 0
