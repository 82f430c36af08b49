"""A server that says back whatever it was sent: no secret of it stands in what the program shows."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from tests.e2e.proxy import Act, Fault, FaultProxy, _Handler
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki

pytestmark = [pytest.mark.wiki, pytest.mark.timeout(300)]

ANSWERS: dict[str, Callable[[str], object]] = {
    "trouble": lambda said: {"error": {"code": "internal_api_error_Echo", "info": said}},
    "refusal": lambda said: {"error": {"code": "protectedpage", "info": said}},
    "an unknown error": lambda said: {"error": {"code": "echo", "info": said, said[:40]: said}},
    "no MediaWiki": lambda said: {"query": said},
}
"""How a server may say something back."""


def secrets(sent: list[tuple[str, str]], bot: Account) -> set[str]:
    """What of bodies and cookies is nobody's business: the password, tokens and sessions, as they were sent and as they read."""
    found = {bot.secret}
    for body, cookies in sent:
        for pair in [*body.split("&"), *cookies.replace("; ", ";").split(";")]:
            name, _, value = pair.partition("=")
            if len(value) > 20 and ("token" in name.lower() or "ession" in name):
                found |= {value, unquote(value)}
    return found | {quote(value, safe="") for value in found}


CASES = [("login", "trouble"), ("login", "no MediaWiki"), ("query", "trouble"), ("query", "an unknown error")]
CASES += [("edit", "trouble"), ("edit", "refusal")]


@pytest.mark.parametrize(("action", "name"), CASES)
def test_what_a_server_echoes_is_redacted(
    mediawiki: MediaWiki, bot: Account, tmp_path: Path, action: str, name: str
) -> None:
    """At the login, at the first questions and at a save; in the log at -vv, as text and as JSON, the report and the error."""
    place = Conference(mediawiki, bot, tmp_path, f"Echo {action} {list(ANSWERS).index(name)}")
    sent: list[tuple[str, str]] = []
    with (
        FaultProxy(mediawiki.api) as proxy,
        proxy.fault(Fault(echo(sent, name), {"action": action}, times=None)),
    ):
        place.api = (
            proxy.api.replace("://", "://someone:Pa55-in-address@") if action == "query" else proxy.api
        )
        told = ""
        for form in ("json", "text"):
            code, out, err = place.say(
                "update",
                "-vv",
                "--log-format",
                form,
                "--report",
                "-",
                "--page",
                place.lists[0],
                "--patience",
                "3",
            )
            told += out + err
            assert code in (1, 2, 4), err
    told += "".join(file.read_text("utf-8") for file in place.state.glob("*/*/*.json"))
    assert sent, "nothing was sent back"
    assert action != "edit" or any("token=" in body for body, _ in sent)
    if action == "edit":
        assert any(value.endswith("+\\") for value in secrets(sent, bot)), "no token is looked for"
    assert "Traceback" not in told
    assert "Pa55-in-address" not in told
    assert [value for value in secrets(sent, bot) if value in told] == []
    if name == "refusal":
        assert "You sent" in told, "what was said back is not told at all, so that this cannot fail"


def echo(sent: list[tuple[str, str]], name: str) -> Act:
    """Says back what it was sent, and remembers it."""

    def act(handler: _Handler) -> None:
        body, cookies = handler.body.decode(), handler.headers.get("Cookie", "")
        sent.append((body, cookies))
        # A few words of an error are shown: the secrets come first.
        readable = unquote(body.rpartition("token=")[2]) if "token=" in body else body
        said = f"You sent {readable} {cookies} {handler.path} {body}"
        answer = json.dumps(ANSWERS[name](said)).encode()
        handler.answer(200, {"Content-Type": "application/json"}, answer)

    return act
