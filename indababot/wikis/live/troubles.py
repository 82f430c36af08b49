"""What a wiki refuses, and what pywikibot raises when it gives up, as errors of ours; and what either says, in a line."""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

from indababot.errors import IndababotError, LoginError, WikiUnavailable
from indababot.privacy import redacted, short
from indababot.wikis.live import configure
from indababot.wikis.live.credentials import HOW

log = logging.getLogger("indababot.wiki")

UNDERSTOOD_NOT = (LookupError, TypeError, ValueError, AttributeError, AssertionError)
"""What pywikibot, or our reading of an answer, stumbles with over one that no MediaWiki gives."""

TOLD_MOST = 300
"""So many characters of what a wiki says are told."""


class ApiRefusal(Exception):
    """The wiki understood a call and said no; ``details`` are what its answer holds beside code and text."""

    def __init__(self, code: str, info: str, details: dict[str, Any]) -> None:
        super().__init__(f"{code}: {info}")
        self.code = code
        self.info = info
        self.details = details


@contextlib.contextmanager
def own_errors(spec: str) -> Iterator[None]:
    """What pywikibot raises when it gives up, as errors of our tree."""
    configure.load()
    from pywikibot.exceptions import Error, NoUsernameError

    try:
        yield
    except (IndababotError, ApiRefusal):
        raise
    except NoUsernameError as error:
        raise LoginError("{wiki}: {why}; {how}", wiki=spec, why=line(error), how=HOW) from error
    except UNDERSTOOD_NOT as error:
        log.debug("pywikibot gave up", exc_info=True)
        raise WikiUnavailable(
            "{wiki} gave an answer that cannot be understood ({kind}): try again later",
            wiki=spec,
            kind=type(error).__name__,
        ) from error
    except (Error, ConnectionError, RuntimeError, requests_trouble()) as error:
        raise WikiUnavailable(
            "{wiki} is not available ({why}): try again later",
            wiki=spec,
            why=f"{type(error).__name__}: {line(error)}",
        ) from error


def requests_trouble() -> type[Exception]:
    """What the HTTP library raises."""
    import requests

    return requests.RequestException


def line(told: object) -> str:
    """What a wiki or a library tells, as a part of one line: a server may tell as much as it likes.

    Secrets are taken out before it is cut, since half a secret is not found.
    """
    return short(redacted(str(told)), TOLD_MOST)
