"""A conference of a test's own on the shared MediaWiki, and runs of the bot on it as cron starts them."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indababot.updating.report import RunReport
from tests import starter
from tests.mediawiki import Account, MediaWiki, Revision
from tests.update.place import overview, submission

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Run:
    """What a run left: its exit code, its lines on stderr, and its report (None where there is none)."""

    code: int
    lines: tuple[str, ...]
    report: dict[str, Any] | None

    def result(self, title: str) -> str | None:
        """What became of a page."""
        return next((page["result"] for page in self._pages() if page["title"] == title), None)

    def why(self, title: str) -> str:
        """What the report says of a page."""
        return next((page["why"] or "" for page in self._pages() if page["title"] == title), "")

    def _pages(self) -> list[dict[str, Any]]:
        return self.report["pages"] if self.report else []


class Conference:
    """Six submissions and three overview pages under a prefix that no other test uses."""

    def __init__(self, wiki: MediaWiki, bot: Account, folder: Path, name: str, *, more: str = "") -> None:
        self.wiki = wiki
        self.bot = bot
        self.folder = folder
        self.name = name
        self.api = wiki.api
        self.state = folder / "state"
        self.lists = [f"{name}/List {letter}" for letter in "ABC"]
        self.stop = f"{name}/Stop the bot"
        known = (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text(encoding="utf-8")
        own = known.partition("[[outputs]]")[0].replace("WikiIndaba 2023", name)
        own = own.replace('"wikiindaba-2023"', f'"{name.lower().replace(" ", "-")}"')
        assert f'stop_page = "{self.stop}"' in own
        (folder / "edition.toml").write_text(f"{own}\n{more}\n", encoding="utf-8")
        wiki.import_pages({**dict.fromkeys(self.lists, overview()), **self.submissions("first")})

    def submissions(self, author: str) -> dict[str, str]:
        """The submissions' pages."""
        return {
            f"{self.name}/Submissions/Session {number}": submission(number, **{"Author(s)": author}).replace(
                "WikiIndaba 2023", self.name
            )
            for number in range(6)
        }

    def submit(self, author: str) -> None:
        """Writes all submissions anew."""
        self.wiki.import_pages(self.submissions(author))

    def environment(self, **environment: str) -> dict[str, str]:
        """What tells a command of this conference, its wiki and its account."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        own = {
            "PYTHONPATH": str(ROOT),
            "INDABABOT_STATE": str(self.state),
            "INDABABOT_EDITION": str(self.folder / "edition.toml"),
            "INDABABOT_WIKI": self.api,
            "INDABABOT_PATIENCE": "30",
        }
        return {**clean, **self.bot.environment(), **own, **environment}

    def command(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """Starts a command of indababot, for tests that end it before its time."""
        return subprocess.Popen(
            [sys.executable, "-m", "indababot", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env=self.environment(**environment),
        )

    def say(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """A command: its exit code, and what it says on stdout and stderr."""
        done = starter.say(*arguments, cwd=self.folder, env=self.environment(**environment))
        return done.returncode, done.stdout, done.stderr

    def run(self, *arguments: str, **environment: str) -> Run:
        """One run."""
        code, out, err = self.say("update", "--report", "-", *arguments, **environment)
        assert "Traceback" not in err, err
        return Run(code, tuple(err.splitlines()), json.loads(out) if out else None)

    def killed(self, after: float) -> bool:
        """A run that is killed after some seconds; whether it was still at work then."""
        process = self.command("update")
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        return process.returncode == -signal.SIGKILL

    def kept_reports(self) -> list[dict[str, Any]]:
        """The run reports in the state folder, the oldest first, as their JSON says them to others."""
        files = sorted(self.state.glob("*/*/0*.json"))
        return [
            json.loads(RunReport.model_validate_json(file.read_bytes()).model_dump_json()) for file in files
        ]

    def histories(self) -> dict[str, list[Revision]]:
        """The revisions of each list's page, newest first; none where it is gone."""
        found = self.wiki.do(*(("history", [title]) for title in self.lists))
        return {
            title: [Revision(**revision) for revision in revisions]
            for title, revisions in zip(self.lists, found, strict=True)
        }

    def leave(self) -> None:
        """Takes the lists' markers away: each that is left on the wiki costs the runs of all tests that come after it."""
        self.wiki.import_pages(dict.fromkeys(self.lists, ""))

    def texts(self) -> list[str]:
        """The lists' pages as they stand; empty where one is gone."""
        return [self.wiki.text(title) or "" for title in self.lists]

    def edits(self, title: str) -> list[Revision]:
        """The bot's edits of a page, newest first."""
        return [item for item in self.wiki.history(title) if item.user == self.bot.name]

    def by_bot(self, revisions: list[Revision]) -> list[Revision]:
        """Those that the bot made."""
        return [item for item in revisions if item.user == self.bot.name]

    def page_id(self, title: str) -> str:
        """The id of a page."""
        found = self.wiki.call(action="query", titles=title)["query"]["pages"]
        return str(next(iter(found.values()))["pageid"])
