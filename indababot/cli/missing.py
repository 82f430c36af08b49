"""What a person named and is not there: a page, a category, a file; with what was most likely meant."""

from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from indababot.cli.context import Context
from indababot.cli.messages import tell
from indababot.errors import PageError, PageUnreadable, UsageError
from indababot.i18n import N_, Said, said
from indababot.suggestions import nearest, nearest_path

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.pages import Page
    from indababot.wikis import Wiki

Item = TypeVar("Item")

# What was meant stands in the message itself: formats of a line a finding show no advice.
_NOT_ON_WIKI = (
    N_("there is no such page on {wiki}"),
    N_("there is no such page on {wiki}: did you mean “{near}”?"),
)
_NOT_IN_FOLDER = (
    N_("there is no such page in the folder"),
    N_("there is no such page in the folder: did you mean “{near}”?"),
)
_NOT_IN_DUMP = (
    N_("there is no such page in the dump"),
    N_("there is no such page in the dump: did you mean “{near}”?"),
)
_NO_FILE = (
    N_("there is no such file or folder"),
    N_("there is no such file or folder: did you mean “{near}”?"),
)


def no_page(context: Context, title: str) -> PageUnreadable:
    """The error for a title that the wiki does not have. Its finding names no path, since it may be pasted on a wiki."""
    from indababot.wikis import meant

    near = meant(context.wiki, title)
    place = Path(context.wiki_name)
    reason, with_near = (
        _NOT_IN_FOLDER if place.is_dir() else _NOT_IN_DUMP if place.is_file() else _NOT_ON_WIKI
    )
    where = f"'{place}'" if place.exists() else context.wiki_name
    return PageUnreadable(
        said("There is no page '{title}' on {wiki}{meant}.", title=title, wiki=where, meant=_meant(near)),
        title=title,
        reason=with_near if near else reason,
        values={"wiki": "" if place.exists() else context.wiki_name, "near": near or ""},
        advice="" if near else N_("Look at the page's title."),
    )


def no_category(context: Context, names: tuple[str, ...]) -> Said:
    """What there is to say where categories have no page: which of the editions' own was meant."""
    known = {name for edition in context.all_editions for name in edition.pages.categories}
    near = next((found for name in names if (found := nearest(name, known - {name}, 80))), None)
    return said(
        "{wiki} has no page of the category {names}{meant}",
        wiki=context.wiki_name,
        names=", ".join(names),
        meant=_meant(near),
    )


class NoSource(PageUnreadable):
    """A file or folder that was named is not there: the call is wrong, though what else it names is read."""

    exit_code = UsageError.exit_code


def no_file(name: str) -> NoSource:
    """The error for a file or folder that is not there."""
    near = nearest_path(name)
    told = (
        said("There is no file or folder '{name}' (a page on the wiki is asked for with --page).", name=name)
        if near is None
        else said("There is no file or folder '{name}' (did you mean '{near}'?).", name=name, near=near)
    )
    return NoSource(
        told,
        title=name,
        reason=_NO_FILE[near is not None],
        values={"near": near or ""},
        filename=name,
        advice="" if near else N_("Look at its name; a page on the wiki is asked for with --page."),
    )


def unread(page: "Page") -> PageError:
    """The error for a page that is there, and whose text is not."""
    name = page.filename or page.title
    return PageUnreadable(
        said("{path} cannot be read: {why}.", path=name, why=page.unreadable), title=page.title
    )


def no_pages(wiki: "Wiki", given: Container[str]) -> Iterator[PageError]:
    """The errors for what a folder holds in the place of pages, beside those it gave: a pipe, a link."""
    return (error for error in getattr(wiki, "unreadable", ()) if error.title not in given)


def all_told(
    wiki: "Wiki", found: Iterable[Item], page_of: Callable[[Item], "Page"], failures: list[PageError]
) -> Iterator[Item]:
    """What comes of a wiki's pages; those that cannot be read are ``failures``, and one that is not UTF-8 is told."""
    given = set()
    for item in found:
        page = page_of(item)
        given.add(page.title)
        if page.legacy:
            tell(page.legacy)
        if page.unreadable:
            failures.append(unread(page))
        yield item
    failures += no_pages(wiki, given)


def code_of(errors: Iterable[PageError]) -> int:
    """What a command ends with that could not read some pages; 0 where there are none."""
    return max((error.exit_code for error in errors), default=0)


def _meant(near: str | None) -> str:
    return said(" (did you mean '{near}'?)", near=near) if near else ""


def left_out(page: "Page", edition: "Edition | None" = None) -> PageUnreadable:
    """The error for a page that is not shown: it is from an edition that was not asked for, or does not tell from which."""
    name = page.filename or page.title
    why = (
        said("it is from {edition}", edition=edition.id)
        if edition
        else said("it does not tell which edition it is from; say --edition ID")
    )
    return PageUnreadable(said("{name} was left out: {why}.", name=name, why=why), title=name)
