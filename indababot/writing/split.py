"""Regions that would pass the wiki's page size: cut with a stated count, or split over sub-pages, as the
region asks.
"""

from collections.abc import Iterator, Sequence

from indababot.i18n import N_, translate
from indababot.writing.entry import Context, Rendered, SubPage
from indababot.writing.table import Block, note
from indababot.writing.wikitext import Wikitext, escape, join, lines, link, literal

PAGE_BYTES = 2 * 1024 * 1024
"""The page size that a MediaWiki allows unless it is told otherwise, in bytes of UTF-8."""
RESERVE = 2048
"""What the notes about cut or split rows may take of a page, in bytes."""

_NEVER = -1
"""The size of parts that are not asked for."""
_NOTE = '<p class="indababot-note"'
_FOUND_BY = literal("{{IndabaBot list end}}")
"""Stands at the end of every sub-page, so that the bot finds it when its list has shrunk, and asks nobody else."""


def fit(
    blocks: Sequence[Block],
    context: Context,
    *,
    room: int,
    page: str = "",
    name: str = "",
    split: bool = False,
    page_bytes: int | None = None,
) -> Rendered:
    """The blocks as a region's content that takes no more than ``room`` bytes.

    Where the rows are to be ``split``, they go on at ``PAGE/NAME 2`` and so on, to which the region links;
    without a ``page``, and else, they are cut. ``page_bytes`` is what the wiki takes on a page.
    """
    rows = sum(len(block.rows) for block in blocks)
    whole = _text(blocks)
    if whole.size + 2 <= room:  # with the line breaks around it
        return Rendered(whole, rows)
    here = max(room - RESERVE, 0)
    parts = _all_parts(blocks, here, (page_bytes or PAGE_BYTES) - RESERVE) if split and page else None
    if parts is None:
        kept = next(_parts(blocks, here, _NEVER))
        shown = sum(len(block.rows) for block in kept)
        return Rendered(_text((*kept, cut_note(shown, rows, context))), shown)
    first, *others = parts
    pages = [
        SubPage(f"{page}/{name} {index}", _page(part, context)) for index, part in enumerate(others, start=2)
    ]
    links = join(literal(" · "), (link(item.title) for item in pages))
    more = note(context.say(N_("The list goes on:")) + literal(" ") + links, context.language)
    return Rendered(_text((*first, more)), rows, subpages=tuple(pages))


def cut_note(kept: int, total: int, context: Context) -> Block:
    """The line that says how many rows are left out."""
    text = context.say(N_("{shown} of {total} rows are shown."), shown=str(kept), total=str(total))
    return note(text, context.language)


def _text(blocks: Sequence[Block]) -> Wikitext:
    return lines(block.text for block in blocks)


def _all_parts(blocks: Sequence[Block], first: int, others: int) -> list[tuple[Block, ...]] | None:
    """All parts of the blocks; None where a page of this wiki does not even take one row."""
    try:
        return list(_parts(blocks, first, others))
    except ValueError:
        return None


def _page(blocks: Sequence[Block], context: Context) -> str:
    notice = context.say(N_("This page is written by IndabaBot: changes made here are lost."))
    return lines((note(notice, context.language).text, _text(blocks), _FOUND_BY)).text


def is_subpage(text: str) -> bool:
    """Whether a page's text is one that a split list went on at, and that the bot owns as a whole."""
    return text.startswith(_NOTE) and text.rstrip().endswith(_FOUND_BY.text)


def emptied(title: str, language: str) -> str:
    """The text of a sub-page that its list needs no more: the notice, and a link to the list's page."""
    notice = escape(translate(language, N_("This page is written by IndabaBot: changes made here are lost.")))
    back = link(title.rpartition("/")[0])
    return lines((note(notice + literal(" ") + back, language).text, _FOUND_BY)).text


def _parts(blocks: Sequence[Block], first: int, others: int) -> Iterator[tuple[Block, ...]]:
    """The blocks in parts: the first of at most ``first`` bytes, the others of at most ``others``.

    A block is cut between two rows and begins again, with its head, in the next part.
    """
    part: list[Block] = []
    left = first
    for block in blocks:
        rows = list(block.rows)
        frame = block.head.size + block.foot.size + 2
        while True:
            taken, size = _taken(rows, left - frame)
            if size + frame <= left and (taken or not rows):
                part.append(Block(block.head, tuple(rows[:taken]), block.foot))
                left -= size + frame
                rows = rows[taken:]
                if not rows:
                    break
            elif not part and left == others:
                raise ValueError("one row alone is larger than a page")
            yield tuple(part)
            part, left = [], others
    yield tuple(part)


def _taken(rows: Sequence[Wikitext], room: int) -> tuple[int, int]:
    """How many of the rows have room, and the bytes that they take with their line breaks."""
    size = 0
    for count, row in enumerate(rows):
        if size + row.size + 1 > room:
            return count, size
        size += row.size + 1
    return len(rows), size
