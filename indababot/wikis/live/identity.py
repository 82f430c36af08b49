"""Which wiki answers at an address: a run that began on one must not go on with another, whose pages and accounts are others.

A name server, a gateway or a port may lead elsewhere from one request to the next. Every query asks beside who answers.
"""

from collections.abc import Mapping
from typing import Any

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
        if now != first:
            raise WikiUnavailable(
                "another wiki answers at {address} than before ({now}, not {before}): try again later",
                address=self._spec,
                now=" ".join(now),
                before=" ".join(first),
            )
