"""SOURCE arguments -> submissions with their findings, as exports of findings and lists of a wiki need them."""

from typing import TYPE_CHECKING

from indababot.cli.context import context, tell
from indababot.cli.progress import counted, progress
from indababot.cli.sources import Sources, read_sources
from indababot.entries import Entry
from indababot.errors import PageError, PageUnreadable

if TYPE_CHECKING:
    from indababot.editions import Edition
    from indababot.pages import Page
    from indababot.records import Submission


def entries(
    sources: Sources, *, personal: bool, online: bool = False, language: str = "en"
) -> tuple[list[Entry], int]:
    """The submissions of the sources with their findings, in their order; and 1 where a page could not be read, else 0.

    They are masked unless ``personal``; the findings' messages are in a language.
    """
    chosen, failures = context(), list[PageError]()
    told: list[tuple[Page, Edition]] = []
    untold: list[Page] = []
    with progress() as step:
        for page in counted(read_sources(chosen, sources, failures.append), "reading pages", step):
            edition = chosen.edition_told(page)
            if edition is None:
                untold.append(page)
            else:
                told.append((page, edition))
        if untold and not told:
            chosen.edition_for(untold[0])  # raises: one missing option is told once
        for page in untold:
            name = page.filename or page.title
            why = f"{name} was left out: it does not tell which edition it is from; say --edition ID."
            failures.append(PageUnreadable(why, title=name))
        found = [_read(page, edition) for page, edition in counted(told, "reading forms", step)]
        if online:
            from indababot.online import resolved

            kept = resolved(chosen.wiki, [submission for submission, _, _ in found])
            found = [(new, page, edition) for new, (_, page, edition) in zip(kept, found, strict=True)]
        if not (sources.paths or sources.titles or sources.categories):
            found = _paired(found)
        step("checking", len(found))
        every = _checked(found, personal=personal, online=online, language=language)
    for error in failures:
        tell(str(error))
    return every, int(bool(failures))


_Read = tuple["Submission", "Page", "Edition"]


def _read(page: "Page", edition: "Edition") -> _Read:
    """The record of a page, and the page that it was read from: of one from a wiki as the wiki renders it, where it has no form."""
    if page.filename is None:
        from indababot.online import read_on

        submission, shown = read_on(context().wiki, page, edition)
        return submission, shown, edition
    from indababot.reading import read

    return read(page, edition), page, edition


def _paired(found: list[_Read]) -> list[_Read]:
    """Each proposal once: a programme card goes into its submission."""
    from indababot.discovery import paired

    pages = {submission.page.title: page for submission, page, _ in found}
    edition = context().need_edition()
    proposals = paired([submission for submission, _, _ in found], edition)
    return [(item, pages[item.page.title], edition) for item in proposals]


def _checked(found: list[_Read], *, personal: bool, online: bool, language: str) -> list[Entry]:
    from indababot.checking import check_all
    from indababot.checking.localise import localised
    from indababot.online import facts
    from indababot.privacy import public_all, with_personal_data

    by_edition = {edition.id: edition for _, _, edition in found}
    findings = {}
    for name, edition in by_edition.items():
        numbers = [number for number, (_, _, own) in enumerate(found) if own.id == name]
        pairs = [found[number][:2] for number in numbers]
        told = check_all(pairs, edition, online=facts(context().wiki, pairs) if online else None)
        for number, diagnostics in zip(numbers, told, strict=True):
            findings[number] = tuple(localised(diagnostics, language, edition))
    submissions = [submission for submission, _, _ in found]
    regions = tuple(dict.fromkeys(code for edition in by_edition.values() for code in edition.regions))
    shown = map(with_personal_data, submissions) if personal else public_all(submissions, regions)
    return [Entry(item, findings[number]) for number, item in enumerate(shown)]
