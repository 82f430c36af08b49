"""Is everything ready for a run? One check after another, each with what was found and how to fix it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from indababot.discovery import submission_pages
from indababot.editions.model import Edition
from indababot.errors import IndababotError, LoginError, RegionError, UsageError, WikiUnavailable
from indababot.updating.state import State
from indababot.wikis.base import Query, Wiki
from indababot.writing import pages, regions
from indababot.writing.split import is_subpage

_RIGHTS = ("edit", "createpage")
_BOT_RIGHTS = ("bot", "apihighlimits")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a run needs: what was found, whether that will do, and else how to fix it.

    ``exit_code`` is what a command ends with that finds this missing.
    """

    name: str
    ok: bool
    found: str
    fix: str = ""
    exit_code: int = 1


class Account(Protocol):
    """What is asked about an account."""

    @property
    def name(self) -> str: ...
    @property
    def rights(self) -> frozenset[str]: ...
    @property
    def blocked(self) -> str | None: ...


@runtime_checkable
class WithAccounts(Protocol):
    """A wiki that is edited under an account; a folder or a dump is not."""

    def sign_in(self) -> None:
        """Tries the login itself, whatever an earlier run has kept of one."""
        ...

    def account(self) -> Account | None:
        """The account that is at work, None without a login."""
        ...


def examine(wiki: Wiki, edition: Edition, state: State) -> Iterator[Check]:
    """Every check, in the order in which things have to be fixed. A wiki that is out of reach ends them."""
    checks: tuple[Callable[[], Iterator[Check]], ...] = (
        lambda: _edition(edition),
        lambda: _state(state),
        lambda: _login(wiki),
        lambda: _templates(wiki),
        lambda: _submissions(wiki, edition),
        lambda: _markers(wiki, edition),
        lambda: _stop_page(wiki, edition),
    )
    for check in checks:
        try:
            yield from check()
        except LoginError as error:
            yield Check("login", ok=False, found=str(error), exit_code=error.exit_code)
            return
        except IndababotError as error:
            yield Check("wiki", ok=False, found=str(error), exit_code=error.exit_code)
            return


def _edition(edition: Edition) -> Iterator[Check]:
    where = edition.pages
    finds = where.prefixes + where.categories + where.templates
    yield Check(
        "edition",
        ok=bool(finds),
        found=f"{edition.id} ({edition.name}), {len(edition.fields)} fields",
        fix="say under [pages] where its submissions are: prefixes, categories or templates.",
        exit_code=2,
    )
    outside = [output.page for output in edition.outputs if not edition.may_write(output.page)]
    yield Check(
        "outputs",
        ok=not outside,
        found=f"outside the allowed prefixes: {', '.join(outside)}"
        if outside
        else f"{len(edition.outputs)} pages",
        fix="add their prefix to 'allowed' under [pages], or move them.",
        exit_code=2,
    )


def _state(state: State) -> Iterator[Check]:
    try:
        with state.locked():
            pass
    except UsageError as error:
        yield Check("state folder", ok=False, found=str(error), exit_code=2)
    except WikiUnavailable:
        yield Check("state folder", ok=True, found="another run is at work just now")
    else:
        yield Check("state folder", ok=True, found=f"{state.folder} can be written")


def _login(wiki: Wiki) -> Iterator[Check]:
    if not isinstance(wiki, WithAccounts):
        yield Check("login", ok=True, found=f"{wiki.name} needs none")
        return
    wiki.sign_in()
    account = wiki.account()
    if account is None:
        fix = "set INDABABOT_USERNAME (Account@app) and INDABABOT_PASSWORD, or pywikibot's own files."
        yield Check("login", ok=False, found=f"nobody is logged in on {wiki.name}", fix=fix, exit_code=2)
        return
    yield Check("login", ok=True, found=f"{account.name} on {wiki.name}")
    why = f"blocked ({account.blocked})" if account.blocked else "not blocked"
    yield Check(
        "block", ok=account.blocked is None, found=why, fix="talk with whoever blocked it.", exit_code=5
    )
    missing = [right for right in _RIGHTS if right not in account.rights]
    yield Check(
        "rights",
        ok=not missing,
        found=f"missing: {', '.join(missing)}" if missing else ", ".join(_RIGHTS),
        fix="give the bot password the grants 'Edit existing pages' and 'Create, edit, and move pages'.",
        exit_code=2,
    )
    flags = [right for right in _BOT_RIGHTS if right in account.rights]
    yield Check(
        "bot flag",
        ok=True,
        found=", ".join(flags) or "none: it works, with smaller requests and visible edits",
    )


def _templates(wiki: Wiki) -> Iterator[Check]:
    if not isinstance(wiki, WithAccounts):
        return  # nothing is rendered there
    wanted = [title for title in pages.setup_pages() if not title.endswith("/doc")]
    there = {page.title for page in wiki.find(Query(titles=tuple(wanted)))}
    for title in wanted:
        found = title if title in there else f"{title} is not there"
        yield Check("template", ok=title in there, found=found, fix="'indababot setup --yes' makes it.")


def _submissions(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    for category in edition.pages.categories:
        any_page = next(iter(wiki.find(Query(categories=(category,)))), None)
        found = f"Category:{category}{'' if any_page else ' is empty'}"
        yield Check(
            "category",
            ok=any_page is not None,
            found=found,
            fix="let the form put its pages there, or correct 'categories' under [pages] of the edition.",
        )
    number = sum(1 for _ in submission_pages(wiki, edition))
    yield Check(
        "submissions",
        ok=number > 0,
        found=f"{number} pages",
        fix="look at [pages] of the edition (prefixes, categories, templates), and at --wiki.",
    )


def _markers(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    outputs = tuple(output.page for output in edition.outputs)
    reached = set()
    for page in wiki.find(Query(templates=(regions.START, regions.END), titles=outputs)):
        reached |= {page.title, *page.redirects}
        if is_subpage(page.text) or not edition.may_write(page.title):
            continue
        try:
            number = len(regions.find(page.text, page.title))
        except RegionError as error:
            yield Check(
                "markers",
                ok=False,
                found=f"{page.title}:{error.line}: {error}",
                fix="set one end for each start on that page.",
            )
            continue
        listed = not {page.title, *page.redirects}.isdisjoint(outputs)
        fix = f"put {{{{{regions.START}}}}} and {{{{{regions.END}}}}} there."
        yield Check("markers", ok=number > 0 or not listed, found=f"{page.title} (lists: {number})", fix=fix)
    for title in outputs:
        if title not in reached:
            yield Check("output", ok=True, found=f"{title} will be made by the first run")


def _stop_page(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    title = edition.guard.stop_page
    if title is None:
        yield Check("stop page", ok=True, found="the edition names none")
        return
    stopped = any(page.text.strip() for page in wiki.find(Query(titles=(title,))))
    found = f"{title} {'holds text' if stopped else 'is empty'}"
    yield Check("stop page", ok=not stopped, found=found, fix="empty it to let the bot write.", exit_code=5)
