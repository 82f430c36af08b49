"""pywikibot's ``authenticate``: each request is signed with the operator's keys, and a server that checks the signature takes them.

The server is no MediaWiki, of which none with its OAuth extension is at hand: it checks signatures with the library that servers use.
"""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from indababot.errors import LoginError, MissingExtra
from indababot.pages import Page
from indababot.privacy import redacted
from indababot.wikis import Query, SaveResult
from indababot.wikis.live import LiveWiki, configure
from tests.wikis.test_wire import Server, http, serving

KEYS = (
    "consumer-key-of-the-tool",
    "consumer-secret-of-the-tool",
    "access-key-of-the-bot",
    "access-secret-of-the-bot",
)
BOT = "Indaba bot"


@dataclass
class Wiki:
    """A wiki of one page that answers those who sign with the keys; everybody else is told that the signature is wrong."""

    text: str = "old"
    revision: int = 1
    refused: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)

    def act(self, connection: socket.socket, request: bytes) -> None:
        """Answers a request."""
        head, _, body = request.decode().partition("\r\n\r\n")
        method, path, _ = head.splitlines()[0].split(" ")
        headers = dict(line.split(": ", 1) for line in head.splitlines()[1:])
        parameters = dict(parse_qsl(urlsplit(path).query + "&" + body, keep_blank_values=True))
        self.asked.append(parameters)
        if signed(method, f"http://{headers['Host']}{path}", body, headers):
            answer = self.answer(parameters)
        else:
            self.refused += 1
            info = "The authorization headers in your request are not valid: Invalid signature"
            answer = {"error": {"code": "mwoauth-invalid-authorization", "info": info}}
        connection.sendall(http(json.dumps(answer).encode()))

    def answer(self, asked: dict[str, str]) -> dict[str, Any]:
        """What a MediaWiki says."""
        if asked["action"] == "edit":
            assert asked["token"] == "token-of-the-session+\\"
            before, self.revision, self.text = self.revision, self.revision + 1, asked["text"]
            return {
                "edit": {
                    "result": "Success",
                    "pageid": 1,
                    "title": "Page",
                    "oldrevid": before,
                    "newrevid": self.revision,
                }
            }
        slot = {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": self.text}
        revision = {
            "revid": self.revision,
            "timestamp": "2023-01-01T00:00:00Z",
            "user": BOT,
            "slots": {"main": slot},
        }
        page = {"pageid": 1, "ns": 0, "title": "Page", "revisions": [revision]}
        user = {"id": 7, "name": BOT, "groups": ["bot"], "rights": ["edit", "bot"]}
        query = {
            "userinfo": user,
            "tokens": {"csrftoken": "token-of-the-session+\\", "logintoken": "x+\\"},
            "pages": [page],
        }
        return {"batchcomplete": True, "query": query}


def signed(method: str, address: str, body: str, headers: dict[str, str]) -> bool:
    """Whether a request is signed with the keys, as OAuth 1.0a has it."""
    from oauthlib.common import Request
    from oauthlib.oauth1.rfc5849 import signature

    given = headers.get("Authorization", "")
    if not given:
        return False
    parts = dict(
        signature.collect_parameters(headers={"Authorization": given}, exclude_oauth_signature=False)
    )
    request = Request(address, method)
    request.signature = parts.get("oauth_signature", "")
    request.params = signature.collect_parameters(
        uri_query=urlsplit(address).query, body=body, headers={"Authorization": given}
    )
    mine = (parts.get("oauth_consumer_key"), parts.get("oauth_token")) == (KEYS[0], KEYS[2])
    return mine and bool(signature.verify_hmac_sha1(request, KEYS[1], KEYS[3]))


@pytest.fixture
def wiki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Wiki, Server]]:
    """The wiki behind a socket, and an operator who has named the account."""
    for name in ("INDABABOT_USERNAME", "INDABABOT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INDABABOT_STATE", str(tmp_path))
    config = configure.load().config
    monkeypatch.setitem(config.usernames, "*", {"*": BOT})
    found = Wiki()
    with serving(found.act) as server:
        monkeypatch.setattr(config, "authenticate", {f"127.0.0.1:{server.port}": KEYS})
        yield found, server


def test_signed_requests(wiki: tuple[Wiki, Server]) -> None:
    """Reading and writing work without a password and without a login, and every request is signed."""
    there, server = wiki
    live = LiveWiki(server.api, patience=5)
    account = live.account()
    assert account is not None
    assert account.name == BOT
    [page] = live.find(Query(titles=("Page",)))
    assert live.save(page, "new, with é & = + % in it", summary="A summary").result is SaveResult.SAVED
    assert there.text == "new, with é & = + % in it"
    live.close()
    assert there.refused == 0
    assert not [one for one in there.asked if one["action"] in ("login", "clientlogin")]
    # The secrets are never sent, and nothing that may be shown holds a key.
    assert KEYS[1].encode() not in server.heard
    assert KEYS[3].encode() not in server.heard
    assert KEYS[0].encode() in server.heard
    assert not [key for key in KEYS if key in redacted(" ".join(KEYS))]


@pytest.mark.parametrize("number", range(4))
def test_wrong_keys(wiki: tuple[Wiki, Server], monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Keys that the wiki does not take are a login that it refuses; nothing is written."""
    there, server = wiki
    wrong = tuple("revoked-" + key if index == number else key for index, key in enumerate(KEYS))
    monkeypatch.setattr(configure.load().config, "authenticate", {f"127.0.0.1:{server.port}": wrong})
    live = LiveWiki(server.api, patience=5)
    with pytest.raises(LoginError, match=r"127\.0\.0\.1") as caught:
        live.save(Page(title="Page", text=""), "new", summary="")
    assert "\n" not in str(caught.value)
    assert there.text == "old"
    assert there.refused


def test_a_password_in_the_environment_wins(
    wiki: tuple[Wiki, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the environment holds a bot password, no request is signed."""
    there, server = wiki
    monkeypatch.setenv("INDABABOT_USERNAME", f"{BOT}@app")
    monkeypatch.setenv("INDABABOT_PASSWORD", "x" * 32)
    with pytest.raises(LoginError):
        LiveWiki(server.api, patience=5).account()
    assert b"OAuth" not in server.heard
    assert there.refused


def test_the_extra_is_missing(wiki: tuple[Wiki, Server], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra one line names it, before anything is asked."""
    _, server = wiki
    monkeypatch.setattr("indababot.wikis.live.credentials.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"indababot\[oauth\]"):
        LiveWiki(server.api, patience=5).account()
    assert server.requests == 0
