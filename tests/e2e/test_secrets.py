"""A server that says back whatever it was sent: no secret of it stands in what the program shows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.proxy import Fault, FaultProxy, _Handler
from tests.mediawiki import Account, MediaWiki

pytestmark = [pytest.mark.wiki, pytest.mark.timeout(120)]
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("action", ["login", "query", "edit"])
def test_what_a_server_echoes_is_redacted(
    mediawiki: MediaWiki, bot: Account, tmp_path: Path, action: str
) -> None:
    """At the login, at the first questions and at a save; in the JSON log at -vv, the report and the error."""
    sent: list[str] = []

    def echo(handler: _Handler) -> None:
        body, cookies = handler.body.decode(), handler.headers.get("Cookie", "")
        sent.append(f"{body} {cookies}")
        info = f"You sent {handler.path} {body} with {cookies}"
        answer = json.dumps({"error": {"code": "internal_api_error_Echo", "info": info}}).encode()
        handler.answer(200, {"Content-Type": "application/json"}, answer)

    report = tmp_path / "report.json"
    with FaultProxy(mediawiki.api) as proxy, proxy.fault(Fault(echo, {"action": action}, times=None)):
        address = proxy.api.replace("://", "://someone:Pa55-in-address@")
        words = (
            "-e",
            "wikiindaba-2023",
            "-w",
            address if action == "query" else proxy.api,
            "--patience",
            "3",
        )
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "indababot",
                "update",
                *words,
                "-vv",
                "--log-format",
                "json",
                "--report",
                str(report),
            ],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "HOME": str(tmp_path),
                "INDABABOT_STATE": str(tmp_path / "state"),
                **bot.environment(),
            },
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
    told = done.stdout + done.stderr + (report.read_text() if report.exists() else "")
    secret = bot.environment()["INDABABOT_PASSWORD"]
    assert done.returncode in (1, 2, 3, 4), told
    assert "Traceback" not in told
    assert secret not in told
    assert "Pa55-in-address" not in told
    pairs = [
        part.partition("=") for text in sent for part in text.replace(";", "&").replace(" ", "&").split("&")
    ]
    hidden = {value for key, _, value in pairs if len(value) > 20 and ("token" in key or "ession" in key)}
    assert [value for value in hidden if value in told] == []
    assert sent or action == "edit" or done.returncode == 2
