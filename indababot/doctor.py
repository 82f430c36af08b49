"""Is everything ready for a run? One check after another, each with what was found and how to fix it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from indababot.checking import overrides
from indababot.discovery import submission_pages
from indababot.editions import Edition
from indababot.errors import IndababotError, LoginError, RegionError, UsageError, WikiUnavailable
from indababot.i18n import message_of, plural, said
from indababot.updating.state import State
from indababot.wikis import Query, Wiki
from indababot.writing import is_subpage, pages, regions
from indababot.writing.views import fault, render

_RIGHTS = ("edit", "createpage")
_BOT_RIGHTS = ("bot", "apihighlimits")
_SHOWN = 5
"""Pages outside the edition's prefixes that are named: there may be a hundred, of other editions."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a run needs: what was found, whether that will do, and else how to fix it.

    ``name``, ``found`` and ``fix`` are messages that can be said in another language. ``exit_code`` is what a command ends with
    that finds this missing.
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
    @property
    def blocker(self) -> str: ...


@runtime_checkable
class WithAccounts(Protocol):
    """A wiki that is edited under an account; a folder or a dump is not."""

    def sign_in(self) -> None:
        """Tries the login itself, whatever an earlier run has kept of one."""
        ...

    def account(self) -> Account | None:
        """The account that is at work, None without a login."""
        ...

    def refused(self, titles: Iterable[str]) -> Mapping[str, str]:
        """Why the account may not write some of these pages, by title."""
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
        lambda: _protection(wiki, edition),
        lambda: _stop_page(wiki, edition),
    )
    for check in checks:
        try:
            yield from check()
        except LoginError as error:
            yield Check(said("login"), ok=False, found=message_of(error), exit_code=error.exit_code)
            return
        except IndababotError as error:
            yield Check(said("wiki"), ok=False, found=message_of(error), exit_code=error.exit_code)
            return


def _edition(edition: Edition) -> Iterator[Check]:
    where = edition.pages
    finds = where.prefixes + where.categories + where.templates
    yield Check(
        said("edition"),
        ok=bool(finds),
        found=said(
            plural(
                len(edition.fields),
                "{edition} ({name}), {number} field",
                "{edition} ({name}), {number} fields",
            ),
            edition=edition.id,
            name=edition.name,
            number=len(edition.fields),
        ),
        fix=said("say under [pages] where its submissions are: prefixes, categories or templates."),
        exit_code=2,
    )
    wrong = list(faults(edition))
    yield from wrong
    if not wrong:
        yield Check(said("outputs"), ok=True, found=_pages(len(edition.outputs)))


def faults(edition: Edition) -> Iterator[Check]:
    """What is wrong with an edition file that its model cannot know: rules and views that there are not, pages that are not the bot's."""
    try:
        overrides(edition.rules)
    except UsageError as error:
        fix = said("correct it in the edition's file.")
        yield Check(said("edition"), ok=False, found=message_of(error), fix=fix, exit_code=error.exit_code)
    outside = [output.page for output in edition.outputs if not edition.may_write(output.page)]
    if outside:
        found = said("outside the allowed prefixes: {pages}", pages=", ".join(outside))
        fix = said("add their prefix to 'allowed' under [pages], or move them.")
        yield Check(said("outputs"), ok=False, found=found, fix=fix, exit_code=2)
    for output in edition.outputs:
        if told := fault({**output.parameters, "view": output.view}, edition):
            found = said("{place}: {why}", place=output.page, why=told)
            fix = said("correct it in the edition's file.")
            yield Check(said("outputs"), ok=False, found=found, fix=fix, exit_code=2)


def _state(state: State) -> Iterator[Check]:
    try:
        with state.locked():
            pass
    except UsageError as error:
        yield Check(said("state folder"), ok=False, found=message_of(error), exit_code=2)
    except WikiUnavailable:
        yield Check(said("state folder"), ok=True, found=said("another run is at work just now"))
    else:
        yield Check(said("state folder"), ok=True, found=said("{folder} can be written", folder=state.folder))


def _login(wiki: Wiki) -> Iterator[Check]:
    if not isinstance(wiki, WithAccounts):
        yield Check(said("login"), ok=True, found=said("{wiki} needs none", wiki=wiki.name))
        return
    wiki.sign_in()
    account = wiki.account()
    if account is None:
        fix = said("set INDABABOT_USERNAME (Account@app) and INDABABOT_PASSWORD, or pywikibot's own files.")
        found = said("nobody is logged in on {wiki}", wiki=wiki.name)
        yield Check(said("login"), ok=False, found=found, fix=fix, exit_code=2)
        return
    yield Check(
        said("login"), ok=True, found=said("{account} on {wiki}", account=account.name, wiki=wiki.name)
    )
    yield Check(
        said("block"),
        ok=account.blocked is None,
        found=_blocked(account),
        fix=said("talk with whoever blocked it."),
        exit_code=5,
    )
    missing = [right for right in _RIGHTS if right not in account.rights]
    yield Check(
        said("rights"),
        ok=not missing,
        found=said("missing: {rights}", rights=", ".join(missing)) if missing else ", ".join(_RIGHTS),
        fix=said(
            "give the bot password the grants 'Edit existing pages' and 'Create, edit, and move pages'."
        ),
        exit_code=2,
    )
    flags = [right for right in _BOT_RIGHTS if right in account.rights]
    yield Check(
        said("bot flag"),
        ok=True,
        found=", ".join(flags) or said("none: it works, with smaller requests and visible edits"),
    )


def _blocked(account: Account) -> str:
    if not account.blocked:
        return said("not blocked")
    if not account.blocker:
        return said("blocked ({why})", why=account.blocked)
    return said("blocked by {who} ({why})", who=account.blocker, why=account.blocked)


def _templates(wiki: Wiki) -> Iterator[Check]:
    if not isinstance(wiki, WithAccounts):
        return  # nothing is rendered there
    wanted = [title for title in pages.setup_pages() if not title.endswith("/doc")]
    there = {page.title for page in wiki.find(Query(titles=tuple(wanted)))}
    for title in wanted:
        found = title if title in there else said("{title} is not there", title=title)
        fix = said("'indababot setup --yes' makes it.")
        yield Check(said("template"), ok=title in there, found=found, fix=fix)


def _submissions(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    for category in edition.pages.categories:
        any_page = next(iter(wiki.find(Query(categories=(category,)))), None)
        title = f"Category:{category}"
        yield Check(
            said("category"),
            ok=any_page is not None,
            found=title if any_page else said("{title} is empty", title=title),
            fix=said(
                "let the form put its pages there, or correct 'categories' under [pages] of the edition."
            ),
        )
    number = sum(1 for _ in submission_pages(wiki, edition))
    yield Check(
        said("submissions"),
        ok=number > 0,
        found=_pages(number),
        fix=said("look at [pages] of the edition (prefixes, categories, templates), and at --wiki."),
    )


def _markers(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    outputs = tuple(output.page for output in edition.outputs)
    reached, outside = set(), []
    for page in wiki.find(Query(templates=(regions.START, regions.END), titles=outputs)):
        reached |= {page.title, *page.redirects}
        if not edition.may_write(page.title):
            outside.append(page.title)
            continue
        if is_subpage(page.text):
            continue
        try:
            found_here = regions.find(page.text, page.title)
        except RegionError as error:
            yield Check(
                said("markers"),
                ok=False,
                found=said("{place}: {why}", place=f"{page.title}:{error.line}", why=message_of(error)),
                fix=said("set one end for each start on that page."),
            )
            continue
        number = len(found_here)
        listed = not {page.title, *page.redirects}.isdisjoint(outputs)
        fix = said(
            "put {start} and {end} there.", start=f"{{{{{regions.START}}}}}", end=f"{{{{{regions.END}}}}}"
        )
        found = said("{title} (lists: {number})", title=page.title, number=number)
        yield Check(said("markers"), ok=number > 0 or not listed, found=found, fix=fix)
        for region in found_here:
            if problem := regions.problem(region, page.text):
                where = f"{page.title}:{region.line}"
                told = said(
                    "{place}: {why}", place=where, why=_complaint(region, page.text, problem, edition)
                )
                again = said("correct the parameters; the next run of 'update' looks at them again.")
                yield Check(said("list"), ok=False, found=told, fix=again)
    if outside:
        shown = ", ".join([*outside[:_SHOWN], *(["…"] if len(outside) > _SHOWN else [])])
        found = said("outside the prefixes that the edition allows, so never written: {pages}", pages=shown)
        yield Check(said("markers"), ok=True, found=found)
    for title in outputs:
        if title not in reached:
            yield Check(
                said("output"), ok=True, found=said("{title} will be made by the first run", title=title)
            )


def _complaint(region: regions.Region, text: str, shown: str, edition: Edition) -> str:
    """What a list tells of its parameters, for the reader; as the page shows it where that depends on the submissions."""
    made = render(region.parameters, (), edition, repeated=region.repeated)
    return made.report if made.report and regions.fill(text, [(region, made.body)]) == text else shown


def _protection(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    """Whether the account may write the pages that a run would, those that it would make among them."""
    if not isinstance(wiki, WithAccounts) or wiki.account() is None:
        return
    holding = (page.title for page in wiki.find(Query(templates=(regions.START,))))
    titles = {output.page for output in edition.outputs} | {*filter(edition.may_write, holding)}
    refused = wiki.refused(titles)
    for title, why in sorted(refused.items()):
        told = said("{place}: {why}", place=title, why=why)
        fix = said("ask an administrator to let the account write there.")
        yield Check(said("protection"), ok=False, found=told, fix=fix)
    if not refused:
        yield Check(
            said("protection"), ok=True, found=said("the account may write all pages that hold lists")
        )


def _stop_page(wiki: Wiki, edition: Edition) -> Iterator[Check]:
    title = edition.guard.stop_page
    if title is None:
        yield Check(said("stop page"), ok=True, found=said("the edition names none"))
        return
    stopped = any(page.text.strip() for page in wiki.find(Query(titles=(title,))))
    found = said("{title} holds text", title=title) if stopped else said("{title} is empty", title=title)
    fix = said("empty it to let the bot write.")
    yield Check(said("stop page"), ok=not stopped, found=found, fix=fix, exit_code=5)


def _pages(number: int) -> str:
    return said(plural(number, "{number} page", "{number} pages"), number=number)
