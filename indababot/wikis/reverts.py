"""Which revisions of a page stand: not those that somebody else took back by an earlier text."""

from collections.abc import Hashable, Iterator, Sequence

Mark = tuple[Hashable, Hashable]
"""What a revision says (its text, or something that stands for it), and who saved it."""


def standing(marks: Sequence[Mark]) -> Iterator[int]:
    """The places of those of a page's revisions, the newest first, that nobody else took back by an earlier text.

    Who takes back an own edit, a mark of a draft say, has changed the page.
    """
    before: dict[int, int] = {}
    """By the place of a revision that of the next older one with the same text."""
    latest: dict[Hashable, int] = {}
    for place, (says, _) in enumerate(marks):
        if says in latest:
            before[latest[says]] = place
        latest[says] = place
    place = 0
    while place < len(marks):
        who = marks[place][1]
        while (older := before.get(place)) is not None and older > place + 1:
            if who in {other for _, other in marks[place + 1 : older]}:
                break
            place, who = older, marks[older][1]
        yield place
        place += 1
