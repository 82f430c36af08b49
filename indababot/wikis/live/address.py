"""The address of any page of a wiki -> that of the wiki's API."""

from urllib.parse import urljoin, urlsplit

from indababot import __version__
from indababot.errors import UsageError, WikiUnavailable
from indababot.privacy import anonymous

_WIKIMEDIA = (
    *("wikimedia.org", "wikipedia.org", "wikidata.org", "wiktionary.org", "wikibooks.org", "wikinews.org"),
    *("wikiquote.org", "wikisource.org", "wikiversity.org", "wikivoyage.org", "mediawiki.org"),
)
"""The domains of which every host has its API at one place; nothing has to be asked of them."""
_MOST = 1_000_000
"""Bytes of a page that are looked at: the link to the API is in its head."""


def api_address(address: str, *, patience: float) -> str:
    """The API address of the wiki that a page is on; an API address is its own.

    A wiki that is not one of Wikimedia's is asked once for the page, whose head names the API.

    Raises:
        UsageError: no page of a wiki is there.
        WikiUnavailable: the wiki does not answer within ``patience`` seconds.
    """
    parts = urlsplit(address)
    if parts.path.endswith("/api.php"):
        return f"{parts.scheme}://{parts.netloc}{parts.path}"
    host = (parts.hostname or "").removeprefix("www.")
    if any(host == domain or host.endswith(f".{domain}") for domain in _WIKIMEDIA):
        return f"https://{parts.hostname}/w/api.php"
    named = _named_in(_page(address, patience))
    found = urlsplit(urljoin(address, named)) if named else None
    if found is None or found.hostname != parts.hostname or not found.path.endswith("/api.php"):
        raise UsageError(
            "{address} names no API of a wiki: give its address, which ends in /api.php (see Special:Version).",
            address=address,
        )
    return f"{parts.scheme}://{found.netloc}{found.path}"


def _page(address: str, patience: float) -> str:
    import requests

    from indababot.wikis.live.transport import PatientAdapter, busy

    parts = urlsplit(anonymous(address))
    with requests.Session() as session:
        for scheme in ("http://", "https://"):
            session.mount(scheme, PatientAdapter(parts.netloc, patience, parts.hostname or "", busy))
        session.headers["User-Agent"] = f"indababot/{__version__}"
        try:
            return session.get(address).content[:_MOST].decode(errors="replace")
        except requests.RequestException as error:
            raise WikiUnavailable(
                "{host} does not answer as a wiki does ({kind}): try again later",
                host=parts.netloc,
                kind=type(error).__name__,
            ) from None


def _named_in(html: str) -> str | None:
    """The address in ``<link rel="EditURI">``, by which MediaWiki names its API in every page."""
    from selectolax.lexbor import LexborHTMLParser

    link = LexborHTMLParser(html).css_first('link[rel="EditURI"]')
    return link.attributes.get("href") if link else None
