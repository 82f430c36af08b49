"""With the database of earlier runs a run writes what it would write without it, whatever has happened on the wiki in between."""

import copy
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from indababot.editions import load
from indababot.editions.model import Edition
from indababot.update import State, update
from tests.shares import SOAK
from tests.update.memorywiki import MemoryWiki
from tests.update.place import overview, submission

NAME = "WikiIndaba 2023"
WHERE = f"{NAME}/Submissions/"
HOME = f"{NAME}/Home"
TITLES = [f"{WHERE}Talk {number}" for number in range(6)] + [
    f"{NAME}/Program/Talk 2",
    f"{NAME}/Talk elsewhere",
]


def texts(number: int, draw: random.Random) -> str:
    """What a page may say."""
    mail = f"person{number}@mail.example" if draw.random() < 0.2 else f"Person {number}"
    kinds = [
        submission(number, **{"Author(s)": mail, "Abstract": f"It was said {draw.random()}."}),
        submission(number, ID=f"One title {number % 2}"),
        submission(number).replace("Submissions]]", "Submissions/Drafts]]\n[[Category:Drafts]]"),
        "{{Form}}",
        "Just words.",
        f"'''Author(s):''' A\n'''Status:''' accepted {draw.random()}",
        "{{IndabaBot list|view=people}}\n{{IndabaBot list end}}",
        "{{IndabaBot list|view=people}}\nnever ended",
        "",
    ]
    return draw.choice(kinds)


def happen(wiki: MemoryWiki, draw: random.Random) -> None:
    """Something that people do on a wiki."""
    there = [title for title in TITLES if title in wiki.pages]
    wiki.clock += draw.choice((0, 0, 1, 3600, -1, -86400))
    number = draw.randrange(len(TITLES))
    match draw.randrange(9):
        case 0 | 1:
            wiki.put(TITLES[number], texts(number, draw))
        case 2 if there:
            wiki.delete(draw.choice(there))
        case 3 if wiki.deleted:
            wiki.undelete(draw.choice(sorted(wiki.deleted)))
        case 4 if there:
            wiki.move(draw.choice(there), TITLES[number], redirect=draw.random() < 0.5)
        case 5 if there:
            wiki.hide(draw.choice(there), hidden=draw.random() < 0.6)
        case 6:
            wiki.given.setdefault(TITLES[number], set()).symmetric_difference_update(
                draw.choice(({"Drafts"}, {f"{NAME}/Submissions"}))
            )
        case 7:
            wiki.put(
                "Template:Form", draw.choice(("", submission(number), f"'''Author(s):''' T{draw.random()}\n"))
            )
        case _:
            wiki.put(HOME, overview(draw.choice(("view=submissions", "view=people", "view=incomplete"))))


def edition() -> Edition:
    """The edition, with a guard that lets everything pass: what it holds back is tested elsewhere."""
    made = load("wikiindaba-2023")
    return made.model_copy(update={"guard": made.guard.model_copy(update={"shrink": 1.0, "lost": 10_000})})


EDITION = edition()


def lists(wiki: MemoryWiki) -> dict[str, str]:
    """All pages as they stand."""
    return {title: page.text for title, page in wiki.pages.items()}


def copied(wiki: MemoryWiki) -> MemoryWiki:
    """The same wiki once more."""
    return copy.deepcopy(wiki)


@settings(max_examples=500 if SOAK else 25)
@given(seed=st.integers(0, 2**32), steps=st.lists(st.integers(0, 4), min_size=2, max_size=6))
def test_no_history_makes_a_stale_record(tmp_path_factory, seed: int, steps: list[int]) -> None:  # type: ignore[no-untyped-def]
    """After any edits, moves, deletions, undeletions, hidings and jumps of the clock the lists are those of a run without a database."""
    draw = random.Random(seed)
    wiki = MemoryWiki()
    for number, title in enumerate(TITLES[:5]):
        wiki.put(title, submission(number))
    wiki.put(HOME, overview())
    folder = tmp_path_factory.mktemp("history")
    state = State(folder / "kept")
    for many in steps:
        for _ in range(many):
            happen(wiki, draw)
        plain = copied(wiki)
        memory, _ = state.memory()
        other = State(folder / f"plain{len(list(folder.iterdir()))}")
        with other.locked():
            other.remember(memory)
        without = update(plain, EDITION, state=other, cache=False, allow_shrink=True, allow_growth=True)
        with_ = update(wiki, EDITION, state=state, allow_shrink=True, allow_growth=True)
        assert lists(wiki) == lists(plain)
        assert [(page.title, page.result, page.why, page.regions) for page in with_.pages] == [
            (page.title, page.result, page.why, page.regions) for page in without.pages
        ]
        assert (with_.exit_code, with_.error, with_.submissions, with_.notes) == (
            without.exit_code,
            without.error,
            without.submissions,
            without.notes,
        )
        kept = (folder / "kept" / "pages.sqlite").read_bytes()
        assert b"mail.example" not in kept
    again = update(wiki, EDITION, state=state, allow_shrink=True, allow_growth=True)
    assert all(page.result != "saved" for page in again.pages)
