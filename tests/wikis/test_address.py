"""Addresses of pages and of the API."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from indababot.errors import UsageError, WikiUnavailable
from indababot.wikis import connect
from indababot.wikis.live import api_address


@pytest.mark.parametrize(
    ("address", "api"),
    [
        ("https://meta.wikimedia.org/wiki/WikiIndaba_2023", "https://meta.wikimedia.org/w/api.php"),
        (
            "https://meta.wikimedia.org/w/index.php?title=X&action=edit",
            "https://meta.wikimedia.org/w/api.php",
        ),
        ("https://sw.wikipedia.org/wiki/Mwanzo#x", "https://sw.wikipedia.org/w/api.php"),
        ("http://127.0.0.1:8080/api.php", "http://127.0.0.1:8080/api.php"),
        ("https://wiki.example.org/w/api.php?action=query", "https://wiki.example.org/w/api.php"),
    ],
)
def test_known_without_asking(address: str, api: str) -> None:
    """Wikimedia's wikis and API addresses need no request."""
    assert api_address(address, patience=1) == api


@pytest.fixture
def served(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server of one page."""
    body: bytes = request.param

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


_LINK = b'<head><link rel="EditURI" type="application/rsd+xml" href="%s"></head>'


@pytest.mark.enable_socket
@pytest.mark.parametrize("served", [_LINK % b"/w/api.php?action=rsd"], indirect=True)
def test_the_page_names_the_api(served: str) -> None:
    """MediaWiki's own link in the head of each page leads to the API."""
    assert api_address(f"{served}/wiki/Any", patience=5) == f"{served}/w/api.php"


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    "served",
    [
        b"<p>no wiki</p>",
        b"\xff\x00",
        _LINK % b"https://elsewhere.example.org/w/api.php",
        _LINK % b"javascript:x/api.php",
    ],
    indirect=True,
)
def test_no_wiki_there(served: str) -> None:
    """A page that names no API, or one of another host, is no wiki's: no password will be sent there."""
    with pytest.raises(UsageError, match="names no API"):
        api_address(f"{served}/wiki/Any", patience=5)


@pytest.mark.enable_socket
def test_nobody_answers() -> None:
    """A host that does not answer is told as that."""
    with pytest.raises(WikiUnavailable):
        api_address("http://127.0.0.1:9/wiki/X", patience=1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("metawiki", "did you mean 'meta:meta'"),
        ("Meta-Wiki", "did you mean 'meta:meta'"),
        ("swwiki", "did you mean 'wikipedia:sw'"),
        ("wikidata", "did you mean 'wikidata:wikidata'"),
        ("wikidatawiki", "did you mean 'wikidata:wikidata'"),
        ("meta.wikimedia.org", "did you mean 'https://meta.wikimedia.org'"),
        ("meta.wikimedia.org/wiki/WikiIndaba", "did you mean 'https://meta.wikimedia.org/wiki/WikiIndaba'"),
        ("draft.txt", "give the address"),
        ("nonsense", "give the address"),
    ],
)
def test_what_other_tools_call_a_wiki(
    typed: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of its database, and its address as a browser shows it, lead to what is wanted."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=meant):
        connect(typed)
