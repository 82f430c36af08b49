"""Regions that would pass the wiki's page size: cut with a stated count, or split over sub-pages, as the
region asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from zlib import crc32

from indababot.i18n import N_, plural, translate
from indababot.privacy import masked
from indababot.writing.entry import Context, Rendered, SubPage
from indababot.writing.limits import SUBPAGES
from indababot.writing.table import Block, note
from indababot.writing.wikitext import Wikitext, escape, join, lines, link, literal

PAGE_BYTES = 2 * 1024 * 1024
"""The page size that a MediaWiki allows unless it is told otherwise, in bytes of UTF-8."""
RESERVE = 2048
"""What the notes about cut or split rows may take of a page, in bytes."""

_NEVER = -1
"""The size of parts that are not asked for."""
_TITLE_BYTES = 255
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
    without a ``page`` that the bot may write below, and else, they are cut. ``page_bytes`` is what the wiki takes on a page.
    Rows are made only as far as there is room for them.
    """
    rows = sum(len(block.rows) for block in blocks)
    if _fits(blocks, room - 2):  # with the line breaks around it
        return Rendered(_text(blocks), rows)
    titles = _titles(page, name, context) if split and page else []
    links = [link(title, str(number)) for number, title in enumerate(titles, start=2)]
    reserve = max(RESERVE, sum(item.size + 4 for item in links) + 1024)
    others = (page_bytes or PAGE_BYTES) - RESERVE
    parts = _all_parts(blocks, max(room - reserve, 0), others, len(titles)) if titles else None
    if parts is None:
        kept = next(_parts(blocks, max(room - RESERVE, 0), _NEVER))
        shown = _rows(kept)
        return Rendered(_text((*kept, cut_note(shown, rows, context))), shown)
    shown = sum(map(_rows, parts))
    if shown < rows:
        parts[-1] = (*parts[-1], cut_note(shown, rows, context))
    first, *more = parts
    pages = [SubPage(title, _page(part, context)) for title, part in zip(titles, more, strict=False)]
    note_ = context.say(N_("The list goes on:")) + literal(" ") + join(literal(" · "), links[: len(pages)])
    return Rendered(_text((*first, note(note_, context.language))), shown, subpages=tuple(pages))


def base(title: str) -> str:
    """What the titles of a page's sub-pages begin with, before a slash: the page's own, shortened where none would fit behind it."""
    room = _TITLE_BYTES - _LONGEST_NAME
    if len(title.encode()) <= room:
        return title
    told = f"~{crc32(title.encode()):08x}"
    return title.encode()[: room - len(told)].decode(errors="ignore").rstrip(" /") + told


_LONGEST_NAME = len("/participants 0123abcd 100")


def _titles(page: str, name: str, context: Context) -> list[str]:
    """What the sub-pages may be called; none where the bot may not write them."""
    titles = [f"{base(page)}/{name} {number}" for number in range(2, SUBPAGES + 2)]
    lost = context.edition.may_write(page) and not context.edition.may_write(titles[0])
    return [] if lost else titles


def _fits(blocks: Sequence[Block], room: int) -> bool:
    """Whether the blocks take no more than so many bytes; no row is made beyond that."""
    left = room + 1  # the last line needs no break
    for piece in (piece for block in blocks for piece in chain((block.head,), block.rows, (block.foot,))):
        left -= piece.size + 1 if piece else 0
        if left < 0:
            return False
    return True


def _rows(blocks: Iterable[Block]) -> int:
    return sum(len(block.rows) for block in blocks)


def cut_note(kept: int, total: int, context: Context) -> Block:
    """The line that says how many rows are left out."""
    template = plural(kept, "{shown} of {total} rows is shown.", "{shown} of {total} rows are shown.")
    text = context.say(template, shown=str(kept), total=str(total))
    return note(text, context.language)


def _text(blocks: Sequence[Block]) -> Wikitext:
    return lines(block.text for block in blocks)


def _all_parts(
    blocks: Sequence[Block], first: int, others: int, pages: int
) -> list[tuple[Block, ...]] | None:
    """The parts of the blocks, so many beside the first at most; None where a page of this wiki does not even take one row."""
    try:
        return list(islice(_parts(blocks, first, others), pages + 1))
    except ValueError:
        return None


def _page(blocks: Sequence[Block], context: Context) -> str:
    notice = context.say(N_("This page is written by IndabaBot: changes made here are lost."))
    return lines((note(notice, context.language).text, _text(blocks), _FOUND_BY)).text


def is_subpage(text: str) -> bool:
    """Whether a page's text is one that a split list went on at, and that the bot owns as a whole."""
    return text.startswith(_NOTE) and text.rstrip().endswith(_FOUND_BY.text)


def emptied(page: str, language: str) -> str:
    """The text of a sub-page that its list needs no more: the notice, and a link to the list's ``page``."""
    notice = escape(translate(language, N_("This page is written by IndabaBot: changes made here are lost.")))
    back = link(page, masked(page))
    return lines((note(notice + literal(" ") + back, language).text, _FOUND_BY)).text


def _parts(blocks: Sequence[Block], first: int, others: int) -> Iterator[tuple[Block, ...]]:
    """The blocks in parts: the first of at most ``first`` bytes, the others of at most ``others``.

    A block is cut between two rows and begins again, with its head, in the next part.
    """
    part: list[Block] = []
    left = first
    for block in blocks:
        frame = block.head.size + block.foot.size + 2
        begin, total = 0, len(block.rows)
        while True:
            end, size = _taken(block.rows, begin, left - frame)
            if size + frame <= left and (end > begin or begin == total):
                part.append(Block(block.head, block.rows[begin:end], block.foot))
                left -= size + frame
                begin = end
                if begin == total:
                    break
            elif not part and left == others:
                raise ValueError("one row alone is larger than a page")
            yield tuple(part)
            part, left = [], others
    yield tuple(part)


def _taken(rows: Sequence[Wikitext], begin: int, room: int) -> tuple[int, int]:
    """Up to which of the rows from ``begin`` on there is room, and the bytes that they take with their line breaks."""
    size = 0
    for place in range(begin, len(rows)):
        length = rows[place].size + 1
        if size + length > room:
            return place, size
        size += length
    return len(rows), size
