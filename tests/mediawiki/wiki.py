"""What a test does with its MediaWiki: accounts, pages, faults of the wiki itself, and a look at its log."""

import contextlib
import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.mediawiki.server import Server

GRANTS = ("basic", "highvolume", "editpage", "createeditmovepage", "editprotected")
SECRET_LETTERS = "0123456789abcdefghijklmnopqrstuv"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the wiki: ``login`` and ``secret`` are those of its bot password."""

    name: str
    login: str
    secret: str
    password: str

    def environment(self) -> dict[str, str]:
        """What tells indababot to use this account."""
        return {"INDABABOT_USERNAME": self.login, "INDABABOT_PASSWORD": self.secret}


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a page's history; ``timestamp`` is MediaWiki's, ``20230801201000``."""

    id: int
    user: str
    summary: str
    size: int
    timestamp: str
    minor: bool
    bot: bool
    text: str


class MediaWiki:
    """A real, empty MediaWiki on a free port of the loopback, gone when the block ends."""

    def __init__(
        self, folder: Path, *, port: int | None = None, detached: bool = False, mediawiki: str | None = None
    ) -> None:
        self.server = Server(folder, port=port, detached=detached, mediawiki=mediawiki)
        self._mark = 0
        self._settings: list[str] = []

    def __enter__(self) -> Self:
        try:
            self.server.make()
            self.server.start()
        except BaseException:
            self.server.remove()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        self.server.remove()

    @property
    def url(self) -> str:
        """The address of the server, without a path."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def api(self) -> str:
        """The API address, as indababot's ``--wiki`` takes it."""
        return f"{self.url}/api.php"

    # -- commands, which run inside the wiki -------------------------------------------------------------------

    def do(self, *commands: tuple[str, Sequence[object]]) -> list[Any]:
        """Runs commands of control.php in one request and gives their results."""
        request = urllib.request.Request(
            f"{self.url}/control",
            data=json.dumps(commands).encode(),
            headers={"X-Control": self.server.key, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                results: list[Any] = json.load(answer)
                return results
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode(errors="replace")[:2000]) from error

    def _one(self, name: str, *arguments: object) -> Any:
        return self.do((name, arguments))[0]

    def account(
        self,
        name: str,
        *,
        groups: Sequence[str] = ("bot",),
        app: str = "indababot",
        grants: Sequence[str] = GRANTS,
    ) -> Account:
        """Makes an account with a bot password; by default it has the bot flag."""
        password = secrets.token_urlsafe(18)
        secret = "".join(secrets.choice(SECRET_LETTERS) for _ in range(32))
        self._one("account", name, password, list(groups), app, secret, list(grants))
        return Account(name=name, login=f"{name}@{app}", secret=secret, password=password)

    def revoke_bot_password(self, account: Account) -> None:
        """Takes the account's bot passwords back, as its owner can at any time."""
        self._one("revoke", account.name)

    def kill_sessions(self) -> None:
        """Forgets every session (and every cache): all who were logged in are anonymous now."""
        self._one("kill_sessions")

    def put(self, title: str, text: str, *, user: str = "Organiser", summary: str = "") -> int:
        """Writes a page as a person would, and gives its revision; links and categories are indexed after it."""
        return int(self._one("put", {title: text}, user, summary)[title])

    def import_pages(self, pages: Mapping[str, str], *, user: str = "Organiser", batch: int = 100) -> None:
        """Writes many pages; links and categories are indexed after it."""
        items = list(pages.items())
        for start in range(0, len(items), batch):
            self._one("put", dict(items[start : start + batch]), user, "")

    def text(self, title: str) -> str | None:
        """The wikitext of a page, or None where there is none."""
        found: str | None = self._one("text", title)
        return found

    def history(self, title: str) -> list[Revision]:
        """The revisions of a page, newest first."""
        return [Revision(**revision) for revision in self._one("history", title)]

    def call(self, **parameters: str) -> Any:
        """An API call (one that only reads) inside the wiki, so that the log does not count it."""
        return self._one("api", parameters)

    def html(self, title: str) -> str:
        """A page as the wiki renders it."""
        return str(self.call(action="parse", page=title, prop="text")["parse"]["text"])

    def parse(self, text: str, *, title: str = "API") -> str:
        """A text as the wiki would render it on the page ``title``, after its pre-save transform."""
        answer = self.call(
            action="parse",
            text=text,
            title=title,
            contentmodel="wikitext",
            prop="text",
            pst="1",
            disablelimitreport="1",
        )
        return str(answer["parse"]["text"])

    # -- what goes wrong on wikis ------------------------------------------------------------------------------

    def block(self, name: str, *, titles: Sequence[str] = (), reason: str = "test") -> None:
        """Blocks an account: from the whole wiki, or partially, from the pages ``titles``."""
        self._one("block", name, list(titles), reason)

    def unblock(self, name: str) -> None:
        """Lifts an account's block."""
        self._one("unblock", name)

    def protect(self, title: str, *, level: str = "sysop") -> None:
        """Protects a page from edits, or a missing one from being made; an empty level lifts it."""
        self._one("protect", title, level)

    def at(self, time: str, *commands: tuple[str, Sequence[object]]) -> list[Any]:
        """Runs commands as if they were run at a time, ``20230801201000``; see :meth:`do`."""
        return self.do(("clock", [time]), *commands)[1:]

    def hide(self, revision: int, *, suppressed: bool = False) -> None:
        """Hides the text of a revision that is not the newest; a suppressed one from administrators too."""
        self._one("hide", revision, suppressed)

    def give_model(self, title: str, model: str) -> None:
        """Makes a page one of a content model that the wiki need not know, as when an extension was removed."""
        self._one("model", title, model)

    def delete(self, title: str) -> None:
        """Deletes a page."""
        self._one("delete", title)

    def undelete(self, title: str, revisions: Sequence[Revision] = ()) -> None:
        """Puts a deleted page back, or some of its revisions alone, which no others have the time of."""
        self._one("undelete", title, [revision.timestamp for revision in revisions])

    def move(self, title: str, to: str, *, redirect: bool = True) -> None:
        """Moves a page, with or without leaving a redirect."""
        self._one("move", title, to, redirect)

    @contextlib.contextmanager
    def abuse_filter(self, pattern: str, *, consequence: str = "disallow") -> Iterator[int]:
        """An abuse filter (``disallow``, ``warn``, ``tag``) for as long as the block lasts."""
        try:
            yield int(self._one("abuse_filter", pattern, consequence))
        finally:
            self._one("abuse_filter", "", "")

    @contextlib.contextmanager
    def settings(self, php: str) -> Iterator[None]:
        """More lines of LocalSettings.php, for as long as the block lasts."""
        self._settings.append(php)
        self._write_settings()
        try:
            yield
        finally:
            self._settings.remove(php)
            self._write_settings()

    def _write_settings(self) -> None:
        target = self.server.folder / "extra.php"
        fresh = target.with_suffix(".new")
        fresh.write_text("<?php\n" + "\n".join(self._settings) + "\n", encoding="utf-8")
        fresh.replace(target)

    # -- the log -----------------------------------------------------------------------------------------------

    def mark(self) -> None:
        """From here on requests are counted."""
        self._mark = self.server.log.stat().st_size

    def requests(self) -> list[str]:
        """A line for each request since the mark, commands left out: ``POST /api.php``."""
        with self.server.log.open("rb") as log:
            log.seek(self._mark)
            lines = log.read().decode(errors="replace").splitlines()
        asked = (line.partition("]: ")[2] for line in lines if "]: GET /" in line or "]: POST /" in line)
        return [line for line in asked if " /control" not in line]
