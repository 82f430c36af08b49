"""Every error that indababot expects, as one tree.

IndababotError
├── UsageError               2  the call or the settings are wrong
│   ├── EditionError         2  an edition is unknown or its file is invalid
│   ├── MissingExtra         2  a package extra is not installed
│   └── LoginError           2  no login, a wrong one, or one without the needed rights
├── NothingToDo              3  there is nothing to work on
├── WikiUnavailable          4  the wiki is unreachable, read-only or busy: try later
├── Stopped                  5  the run ends on purpose
│   ├── StopPage             5  the on-wiki stop page says so
│   ├── AccountBlocked       5  the bot's account is blocked
│   └── ShrinkGuard          5  a write would lose more than the edition allows
└── PageError                1  one page could not be read or written; the others go on
    ├── RegionError          1  the markers of a page's regions are wrong
    ├── EditConflict         1  somebody else saved first
    ├── PageMissing          1  the page is gone (deleted or moved since it was read)
    ├── PageRefused          1  the wiki does not take the edit: protection, filters, blacklists, size, nobots
    └── PageUnreadable       1  the page cannot be read as text

The number is the exit code of the command line. An error's text is one line that says what happened and
what to do; a caller that wants more reads its attributes.
"""

from collections.abc import Mapping
from typing import ClassVar


class IndababotError(Exception):
    """The base of all errors that indababot expects; ``exit_code`` is what the command line ends with.

    ``message`` may be a template, with ``values`` for its places: the error's text is English, and the command line says it in the
    reader's language (:func:`indababot.i18n.in_language`).
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format_map(values) if values else str(message))
        self.template = message
        self.parts = {
            name: value if hasattr(value, "template") else str(value) for name, value in values.items()
        }


class Interrupted(BaseException):
    """A signal ends the process. No error that is handled, so that nothing but the command line and a run's report take note of it.

    ``exit_code`` is 128 and the signal's number, as shells have it.
    """

    def __init__(self, name: str, number: int) -> None:
        super().__init__(f"It was ended by {name}")
        self.name = name
        self.exit_code = 128 + number


class UsageError(IndababotError):
    """The command was called wrongly, or a setting is wrong: the call has to change before it can work."""

    exit_code = 2


class EditionError(UsageError):
    """No edition has the given id, or an edition file does not say what an edition must say."""


class MissingExtra(UsageError):
    """A feature needs a package extra that is not installed; the text names it."""


class LoginError(UsageError):
    """There is no login, the wiki refused it, or the account lacks a right that the run needs."""


class NothingToDo(IndababotError):
    """There is nothing to work on: no file, no submission, no page."""

    exit_code = 3


class WikiUnavailable(IndababotError):
    """The wiki cannot be reached, is read-only or busy, and patience ran out: the same call may work later."""

    exit_code = 4


class Stopped(IndababotError):
    """The run ends on purpose, and a person has to look before it goes on."""

    exit_code = 5


class StopPage(Stopped):
    """The on-wiki stop page tells the bot to stop."""


class AccountBlocked(Stopped):
    """The bot's account is blocked from editing the whole wiki."""


class ShrinkGuard(Stopped):
    """A write would remove more rows than the edition's guard allows; nothing of it was written."""


class PageError(IndababotError):
    """One page could not be read or written. It never stops the other pages.

    ``title`` is the page, and a value of the message too; ``line`` is 1-based, or None where the whole page is meant.
    """

    def __init__(self, message: str, *, title: str, line: int | None = None, **values: object) -> None:
        named = {"title": title} if values or "{title}" in message else {}
        super().__init__(message, **named, **values)
        self.title = title
        self.line = line


class RegionError(PageError):
    """The markers of a page's regions are not one end for each start, in order: the page is not written."""


class EditConflict(PageError):
    """Somebody else saved the page after it was read.

    ``merged`` is the revision in which the wiki joined both edits, None where it did not.
    """

    merged: int | None = None


class PageMissing(PageError):
    """The page was deleted or moved away after it was read."""


class PageRefused(PageError):
    """The wiki did not take the edit: protection, a filter, a blacklist, its size, ``{{nobots}}``, a block of this page."""


class PageUnreadable(PageError):
    """A page or file cannot be read, or is missing; ``reason`` says why, as a template for ``values`` that can be translated.

    ``filename`` is the file, None where a page of a wiki is meant. ``advice`` says what to do, as a template too: empty where the
    reason says it, None where it is the usual for a file that is no text.
    """

    def __init__(
        self,
        message: str,
        *,
        title: str,
        line: int | None = None,
        reason: str = "",
        values: Mapping[str, str] | None = None,
        filename: str | None = None,
        advice: str | None = None,
    ) -> None:
        super().__init__(message, title=title, line=line)
        self.filename = filename
        self.advice = advice
        self.reason = reason or message
        self.values = dict(values or {})
