"""What ``import indababot`` offers: pages and wikis in, records and findings out, for notebooks, scripts and other tools.

Every record that these functions give is masked: e-mail addresses and phone numbers stand in it as ``[e-mail]`` and ``[phone]``, unless
``personal_data=True`` asks for them.
"""

import warnings
from collections.abc import Iterable, Mapping
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from indababot.calls import shown
from indababot.diagnostics import Diagnostic
from indababot.editions import Edition, available
from indababot.editions import load as _load
from indababot.errors import UsageError
from indababot.pages import Page
from indababot.privacy import public, public_all, with_personal_data
from indababot.records import Submission
from indababot.titles import normal


class _Source(NamedTuple):
    """What a record was read from, which `validate` looks at."""

    page: Page
    edition: Edition


EditionChoice = str | PathLike[str] | Edition
"""An edition, its id, or its file."""


@shown
def load_edition(edition: EditionChoice) -> Edition:
    """The edition with an id, or the one in a file (``FILE.toml``).

        >>> load_edition("wikiindaba-2023")
        <Edition wikiindaba-2023: WikiIndaba 2023, 13 fields>

    Raises:
        EditionError: no edition has the id, or the file says something that an edition cannot say.
    """
    if isinstance(edition, Edition):
        return edition
    if not isinstance(edition, str | PathLike):
        raise TypeError(
            f"An edition is an id, a file or an Edition, and not {_called(edition)}: indababot.editions() lists the ids."
        )
    return _load(str(edition))


@shown
def parse(
    text: str, *, edition: EditionChoice | None = None, title: str | None = None, personal_data: bool = False
) -> Submission:
    """What a page says, as a record. ``text`` is its wikitext, its HTML, or what a person copied from it.

    Without ``edition`` the page's title, category or form has to tell which one it is. ``title`` is the page's title on its wiki.

        >>> parse("{{WikiIndaba 2023 submission|author=Ada|theme=Technology}}", title="WikiIndaba 2023/Submissions/Wells")
        <Submission 'Wells' of wikiindaba-2023, submitted, by 'Ada'>

    Raises:
        UsageError: the page does not tell its edition.
        EditionError: there is no such edition.
    """
    chosen, page = _page(text, edition, title)
    return _record(page, chosen, personal_data=personal_data)


@shown
def validate(
    text: str | Submission,
    *,
    edition: EditionChoice | None = None,
    title: str | None = None,
    lang: str = "en",
) -> list[Diagnostic]:
    """What is to be fixed on a page, in the order of its text. A submission that was read by this library stands for its page.

        >>> text = "{{WikiIndaba 2023 submission|author=Ada|type=Lectrue}}"
        >>> findings = validate(text, title="WikiIndaba 2023/Submissions/Wells")
        >>> print(next(finding for finding in findings if finding.fix))
        WikiIndaba 2023/Submissions/Wells:1:46: IB201 unknown-value (error): 'type' has the unknown value 'Lectrue'

    Raises:
        UsageError: the page does not tell its edition, ``lang`` is not offered, or the submission came from elsewhere.
        EditionError: there is no such edition.
    """
    from indababot.checking import check, localised
    from indababot.i18n import refusal
    from indababot.reading import read

    if not isinstance(lang, str):
        raise TypeError(f"A language is a code such as 'fr', and not {_called(lang)}.")
    if reason := refusal(lang):
        raise UsageError(reason)
    if isinstance(text, Submission):
        source = text._source
        if not isinstance(source, _Source):
            raise UsageError(
                "This submission was not read by indababot.parse or submissions: validate its page's text."
            )
        page, chosen = source.page, source.edition if edition is None else load_edition(edition)
    else:
        chosen, page = _page(text, edition, title)
    return localised(check(read(page, chosen), page, chosen), lang, chosen)


@shown
def submissions(
    wiki: str | PathLike[str] = "meta:meta", *, edition: EditionChoice, personal_data: bool = False
) -> list[Submission]:
    """All submissions of an edition, in the order of their pages' titles.

    ``wiki`` is the address of an API or of any page, a ``family:code`` of pywikibot, a folder of pages, or a dump. A page whose text
    cannot be read is a warning, and its record holds its title.

    Raises:
        UsageError: ``wiki`` is none of these.
        EditionError: there is no such edition.
        WikiUnavailable: the wiki is unreachable or busy, and patience ran out.
    """
    from indababot.discovery import paired, submission_pages
    from indababot.online import read_on
    from indababot.wikis import connect

    chosen = load_edition(edition)
    if not isinstance(wiki, str | PathLike):
        raise TypeError(f"A wiki is an address, family:code, a folder or a dump, and not {_called(wiki)}.")
    if Path(wiki).suffix in _DRAFTS and Path(wiki).is_file():
        raise UsageError(
            "{path} is one page and no wiki: give parse its text, or submissions the folder.", path=wiki
        )
    found: list[Submission] = []
    with closing(connect(str(wiki))) as place:
        for page in submission_pages(place, chosen):
            if page.unreadable:
                warnings.warn(f"{page.title} cannot be read: {page.unreadable}.", stacklevel=3)
            submission, source = read_on(place, page, chosen)
            submission._source = _Source(source, chosen)
            found.append(submission)
    joined = list(paired(found, chosen))
    return [*map(with_personal_data, joined)] if personal_data else [*public_all(joined, chosen.regions)]


def _page(text: object, edition: EditionChoice | None, title: object) -> tuple[Edition, Page]:
    """A text as a page, and the edition that it is from."""
    from indababot.reading import edition_of, markup_of

    if not isinstance(text, str):
        hint = (
            f": give Path({str(text)!r}).read_text()"
            if isinstance(text, PathLike)
            else ": give one at a time"
            if isinstance(text, Iterable) and not isinstance(text, bytes | Mapping | Submission)
            else ""
        )
        raise TypeError(f"The text of a page is wanted, and not {_called(text)}{hint}.")
    if title is not None and not isinstance(title, str):
        raise TypeError(f"A title is a text, and not {_called(title)}.")
    page = Page(title=normal(title or ""), text=text, markup=markup_of(None, text))
    chosen = None if edition is None else load_edition(edition)
    if reason := _not_a_text(text, chosen):
        warnings.warn(reason, stacklevel=4)
    if chosen is not None:
        return chosen, page
    found = edition_of(page, [_load(name) for name in available()])
    if found is None:
        raise UsageError(
            "Which edition? The page does not tell: give edition='…'; indababot.editions() lists the ids."
        )
    return found, page


_DRAFTS = (".wiki", ".wikitext", ".mediawiki", ".html", ".htm", ".txt")
"""How files end that hold one page."""
_MARKUP = frozenset("[]{}|<>=")
"""Signs of a form, which no title holds."""
_LONGEST_NAME = 1000
"""Characters of a file's name or an address; a longer text is one."""


def _not_a_text(text: str, edition: Edition | None) -> str | None:
    """What to give instead, where a text is but the name of a file, an address or a title; None where it is a text."""
    name = text.strip()
    if not name or len(name) > _LONGEST_NAME or len(name.splitlines()) > 1 or _MARKUP & set(name):
        return None
    if name.startswith(("http://", "https://")) and " " not in name:
        return "This is an address and not the text of a page: indababot.submissions(wiki, edition=…) reads a wiki."
    try:
        is_file = Path(name).is_file()
    except (OSError, ValueError):
        return None
    if is_file:
        return f"This names a file and is not the text of a page: give Path({name!r}).read_text()."
    if Path(name).suffix in _DRAFTS:
        return f"This is not the text of a page, and no file {name!r} is in {str(Path.cwd())!r}."
    if edition is not None and name.startswith(edition.pages.prefixes):
        return "This is a page's title and not its text: indababot.submissions(wiki, edition=…) reads a wiki."
    return None


def _record(page: Page, edition: Edition, *, personal_data: bool) -> Submission:
    from indababot.reading import read

    submission = read(page, edition)
    submission._source = _Source(page, edition)
    return submission if personal_data else public(submission, edition.regions)


def _called(value: object) -> str:
    """A wrong argument as a sentence names it."""
    return "None" if value is None else f"a value of type {type(value).__name__}"
