"""Another wiki answers at the same address than before: nothing more is taken from it, and no password is sent there.

``tests/e2e/test_another_wiki.py`` says the same of whole runs on real wikis.
"""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from indababot.errors import WikiUnavailable
from indababot.wikis.base import Query
from indababot.wikis.live import LiveWiki
from tests.wikis.test_wire import PASSWORD, http, serving

FIRST = {"wikiid": "meta", "server": "https://meta.example.org", "scriptpath": "/w", "maxarticlesize": 2048}
ANON = {"id": 0, "name": "127.0.0.1", "anon": True}
PAGE = {
    "pageid": 1,
    "ns": 0,
    "title": "A",
    "contentmodel": "wikitext",
    "revisions": [{"revid": 2, "slots": {"main": {"contentmodel": "wikitext", "content": "text"}}}],
}


class Answering:
    """A wiki of one page, which says who it is."""

    def __init__(self) -> None:
        self.general: dict[str, Any] = dict(FIRST)
        self.error: dict[str, str] | None = None
        self.heard: list[bytes] = []

    def __call__(self, connection: socket.socket, request: bytes) -> None:
        self.heard.append(request)
        query = {"general": self.general, "userinfo": ANON, "pages": [PAGE]}
        refused = self.error is not None and b"prop=info" in request
        answer: object = {"error": self.error} if refused else {"batchcomplete": True, "query": query}
        connection.sendall(http(json.dumps(answer).encode()))


@pytest.fixture
def answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """A wiki in the making; nothing of this machine's is read or written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("INDABABOT_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("INDABABOT_USERNAME", raising=False)
    monkeypatch.delenv("INDABABOT_PASSWORD", raising=False)
    return Answering()


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "other",
    [{"wikiid": "commons"}, {"server": "https://commons.example.org"}, {"scriptpath": ""}],
    ids=lambda other: next(iter(other)),
)
def test_answers_of_another_wiki_are_not_taken(answering: Answering, other: dict[str, str]) -> None:
    """Whatever tells it from the first, one line names both."""
    asked = Query(titles=("A",))
    with serving(answering) as server:
        wiki = LiveWiki(server.api, patience=20)
        assert [page.text for page in wiki.find(asked)] == ["text"]
        answering.general |= {"generator": "MediaWiki 1.99", "maxarticlesize": 4096}
        assert [page.text for page in wiki.find(asked)] == ["text"], "another release is the same wiki"
        assert wiki.page_bytes == 4096
        answering.general |= other
        with pytest.raises(WikiUnavailable, match=r"another wiki answers .* than before") as told:
            list(wiki.find(asked))
        assert "\n" not in str(told.value)
        wiki.close()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("code", ["assertuserfailed", "protectedpage"])
def test_what_another_wiki_refuses_is_no_answer(
    answering: Answering, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is a login lost, nor a page protected; no password is sent there."""
    asked = Query(titles=("A",))
    with serving(answering) as server:
        wiki = LiveWiki(server.api, patience=20)
        assert [page.text for page in wiki.find(asked)] == ["text"]
        monkeypatch.setenv("INDABABOT_USERNAME", "Indaba bot@indababot")
        monkeypatch.setenv("INDABABOT_PASSWORD", PASSWORD)
        answering.general["wikiid"] = "commons"
        answering.error = {"code": code, "info": "No."}
        with pytest.raises(WikiUnavailable, match="another wiki answers"):
            list(wiki.find(asked))
        wiki.close()
    assert not any(PASSWORD.encode() in request for request in answering.heard)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("told", "address"),
    [
        ({"articlepath": "/wiki/$1"}, "https://meta.example.org/wiki/Special:Diff/7"),
        ({"articlepath": "/index.php?title=$1"}, "https://meta.example.org/index.php?title=Special:Diff/7"),
        (
            {"articlepath": "/wiki/$1", "server": "//meta.example.org", "base": "https://meta.example.org/wiki/Main"},
            "https://meta.example.org/wiki/Special:Diff/7",
        ),
        ({"articlepath": "/wiki/$1", "server": "javascript:alert(1)//"}, None),
        ({"articlepath": "/wiki/$1", "server": "http://["}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_the_address_of_a_diff(answering: Answering, told: dict[str, str], address: str | None) -> None:
    """It is spelt as the wiki spells its pages, of pages old and new alike; there is none before the wiki was asked."""
    answering.general |= told
    with serving(answering) as server:
        wiki = LiveWiki(server.api, patience=20)
        assert wiki.diff(7) is None
        list(wiki.find(Query(titles=("A",))))
        assert wiki.diff(7) == address
        wiki.close()
