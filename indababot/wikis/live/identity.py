"""Which wiki answers at an address: a run that began on one must not go on with another, whose pages and accounts are others.

A name server, a gateway or a port may lead elsewhere from one request to the next. Every query asks beside who answers.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from indababot.errors import WikiUnavailable

ASK: Mapping[str, object] = {"meta": "siteinfo", "siprop": "general"}
"""What every query asks beside."""
_TELLS = ("wikiid", "server", "scriptpath")
"""What tells one wiki from another; the release of MediaWiki may change at any time."""


class Identity:
    """Which wiki answered first at the address ``spec``."""

    def __init__(self, spec: str) -> None:
        self._spec = spec
        self._first: tuple[str, ...] | None = None
        self.articles: str | None = None
        """The address of its pages, with ``$1`` for the title; None until it has told it."""

    @property
    def known(self) -> bool:
        """Whether a wiki has told which one it is."""
        return self._first is not None

    def check(self, general: Mapping[str, Any]) -> None:
        """Compares what a wiki tells of itself with what was told first; nothing where it tells nothing.

        Raises:
            WikiUnavailable: it is another wiki.
        """
        if "wikiid" not in general:
            return
        now = tuple(str(general.get(key)) for key in _TELLS)
        first = self._first = self._first or now
        if "articlepath" in general:
            self.articles = _address(general)
        if now != first:
            raise WikiUnavailable(
                "another wiki answers at {address} than before ({now}, not {before}): try again later",
                address=self._spec,
                now=" ".join(now),
                before=" ".join(first),
            )


def _address(general: Mapping[str, Any]) -> str | None:
    """Where pages are; a server may be told without its scheme, which the address of the main page has."""
    try:
        return urljoin(f"{general.get('base')}", f"{general.get('server')}{general['articlepath']}")
    except ValueError:  # brackets that hold no address
        return None
