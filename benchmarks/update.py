#!/usr/bin/env python3
"""``indababot update`` against :mod:`benchmarks.plain`, side by side on a real MediaWiki: ``benchmarks/update.py [SUBMISSIONS] [ROUNDS]``.

Both take turns, each with a page of its own and the same table: a first run (nothing is known, the table is written), a run over a wiki
that did not change, and one after one submission changed. Times are of whole processes, the least of the rounds; requests are those in the
web server's log.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.mediawiki import Account, MediaWiki  # noqa: E402 - the tree is no package
from tests.update.place import submission  # noqa: E402

NAME = "Counted"
OURS, PLAIN = f"{NAME}/Home", f"{NAME}/Plain"
LIST = "Hello.\n\n{{IndabaBot list|columns=title,authors,type,theme,level,status}}\n{{IndabaBot list end}}\n\nBye."
PLAIN_LIST = "Hello.\n\n<!-- list -->\n<!-- list end -->\n\nBye."
CONFIG = """
family_files['counted'] = {api!r}
family = mylang = 'counted'
usernames['counted']['counted'] = {name!r}
password_file = 'user-password.cfg'
put_throttle = 0
"""


def text(number: int, words: str = "") -> str:
    """A submission of a usual length."""
    abstract = (
        f"What session {number} is about{words}. " + "It tells how people of many places work together. " * 25
    )
    return submission(number, Abstract=abstract).replace("WikiIndaba 2023", NAME)


class Bench:
    """A wiki, and the two programs on it."""

    def __init__(self, wiki: MediaWiki, bot: Account, folder: Path, count: int) -> None:
        self.wiki, self.bot, self.folder = wiki, bot, folder
        wiki.import_pages({f"{NAME}/Submissions/Talk {number:05}": text(number) for number in range(count)})
        own = (
            (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text("utf-8").partition("[[outputs]]")[0]
        )
        own = own.replace("WikiIndaba 2023", NAME).replace('"wikiindaba-2023"', '"counted"')
        (folder / "edition.toml").write_text(own, "utf-8")

    def fresh(self) -> None:
        """Nothing is known, and both lists are empty."""
        for name in ("state", "pywikibot"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        config = self.folder / "pywikibot"
        config.mkdir()
        (config / "user-config.py").write_text(CONFIG.format(api=self.wiki.api, name=self.bot.name))
        password = config / "user-password.cfg"
        app = self.bot.login.partition("@")[2]
        password.write_text(f"({self.bot.name!r}, BotPassword({app!r}, {self.bot.secret!r}))\n")
        for file in config.iterdir():
            file.chmod(0o600)
        self.wiki.put(OURS, LIST)
        self.wiki.put(PLAIN, PLAIN_LIST)

    def ours(self) -> list[str]:
        return ["-m", "indababot", "update"]

    def plain(self) -> list[str]:
        return [str(ROOT / "benchmarks/plain.py"), f"{NAME}/Submissions/", f"{NAME}/Submissions", PLAIN]

    def run(self, words: list[str]) -> tuple[float, int]:
        """How many seconds a program takes, and how many requests."""
        self.wiki.mark()
        environment = {
            **os.environ,
            **self.bot.environment(),
            "PYTHONPATH": str(ROOT),
            "PYWIKIBOT_DIR": str(self.folder / "pywikibot"),
            "INDABABOT_STATE": str(self.folder / "state"),
            "INDABABOT_EDITION": str(self.folder / "edition.toml"),
            "INDABABOT_WIKI": self.wiki.api,
        }
        if "indababot" in words:
            del environment["PYWIKIBOT_DIR"]
        begin = time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own two programs
            [sys.executable, *words],
            env=environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        took = time.perf_counter() - begin
        if done.returncode:
            sys.exit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
        return took, len(self.wiki.requests())

    def both(self) -> list[tuple[float, int]]:
        """Both programs, one after the other."""
        return [self.run(self.ours()), self.run(self.plain())]


def main(count: int = 500, rounds: int = 3) -> None:
    """Prints the table."""
    with TemporaryDirectory() as folder, MediaWiki(Path(folder) / "site") as wiki:
        bench = Bench(wiki, wiki.account("Indaba bot"), Path(folder), count)
        measured: dict[str, list[list[tuple[float, int]]]] = {}
        for number in range(rounds):
            bench.fresh()
            measured.setdefault("first run", []).append(bench.both())
            measured.setdefault("unchanged", []).append(bench.both())
            wiki.put(f"{NAME}/Submissions/Talk 00007", text(7 + 3 * number + 3))
            measured.setdefault("one changed", []).append(bench.both())
            for title in (OURS, PLAIN):
                found = wiki.text(title) or ""
                assert found.count("\n|-\n") == count, f"{title} has {found.count('|-')} rows"
    print(f"{count} submissions, {rounds} rounds\n")
    print("| | indababot | requests | plain script | requests | ratio |\n|---|---|---|---|---|---|")
    for what, times in measured.items():
        (ours, asked), (theirs, others) = (min(each) for each in zip(*times, strict=True))
        print(f"| {what} | {ours:.2f} s | {asked} | {theirs:.2f} s | {others} | {ours / theirs:.2f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
