"""A conference of a test's own on the shared MediaWiki, and runs of the bot on it as cron starts them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.mediawiki import Account, MediaWiki
from tests.update.place import overview, submission

ROOT = Path(__file__).parent.parent.parent


class Conference:
    """Six submissions and three overview pages under a prefix that no other test uses."""

    def __init__(self, wiki: MediaWiki, bot: Account, folder: Path, name: str) -> None:
        self.wiki = wiki
        self.bot = bot
        self.folder = folder
        self.name = name
        self.lists = [f"{name}/List {letter}" for letter in "ABC"]
        self.stop = f"{name}/Stop"
        known = (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text(encoding="utf-8")
        own = known.partition("[[outputs]]")[0].replace("WikiIndaba 2023", name)
        own = own.replace('"wikiindaba-2023"', f'"{name.lower().replace(" ", "-")}"')
        (folder / "edition.toml").write_text(f'{own}\n[guard]\nstop_page = "{self.stop}"\n', encoding="utf-8")
        wiki.import_pages({title: overview() for title in self.lists})
        self.submit("first")

    def submit(self, author: str) -> None:
        """Writes all submissions anew."""
        pages = {
            f"{self.name}/Submissions/Session {number}": submission(number, **{"Author(s)": author})
            for number in range(6)
        }
        self.wiki.import_pages(pages)

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """Starts a run."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
        own = {
            "PYTHONPATH": str(ROOT),
            "INDABABOT_STATE": str(self.folder / "state"),
            "INDABABOT_EDITION": str(self.folder / "edition.toml"),
            "INDABABOT_WIKI": self.wiki.api,
            "INDABABOT_PATIENCE": "30",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "indababot", "update", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env={**clean, **self.bot.environment(), **own, **environment},
        )

    def run(self, **environment: str) -> tuple[int, str, dict[str, str]]:
        """One run: its exit code, what it said, and each page's result by its last letter."""
        process = self.start("--report", "-", **environment)
        out, err = process.communicate(timeout=90)
        pages = json.loads(out)["pages"] if out else []
        return (
            process.returncode,
            err,
            {page["title"][-1]: page["result"] for page in pages if page["title"] in self.lists},
        )

    def killed(self, after: float) -> bool:
        """A run that is killed after some seconds; whether it was still at work then."""
        process = self.start()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        return process.returncode == -signal.SIGKILL

    def texts(self) -> list[str]:
        """The lists' pages as they stand."""
        return [self.wiki.text(title) or "" for title in self.lists]
