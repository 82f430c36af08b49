"""What holds for the whole suite: properties are tried on the same texts each time, and nothing is left behind in the tree."""

import gc
import logging
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import settings

from indababot import i18n
from tests.shares import SOAK

ROOT = Path(__file__).parent.parent
_BEFORE = pytest.StashKey[frozenset[str]]()
_TONGUES = pytest.StashKey["tempfile.TemporaryDirectory[str] | None"]()

# Load moves the time of an example, so no example has a deadline: speed has tests of its own.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("free", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("free" if SOAK else "same")


def tree() -> frozenset[str]:
    """What git says about each file that differs from the last commit; nothing where the sources are no clone."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return frozenset()
    call = ["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=all"]
    return frozenset(subprocess.run(call, check=True, capture_output=True, text=True).stdout.splitlines())


def tongues() -> tempfile.TemporaryDirectory[str] | None:
    """Where a message of the source has no translation yet, the languages that the docs offer are offered to the tests all the same, with
    that message in English: one test of ``test_i18n`` tells what to do, and the others look at what they are about."""
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    catalogues = [
        Path(code, "LC_MESSAGES", "indababot.po")
        for code in re.findall(r"^\| \w+ \| `(\w+)`", page, re.MULTILINE)
    ]
    left = [
        path
        for path in catalogues
        if (i18n.FOLDER / path).exists() and not (i18n.FOLDER / path).with_suffix(".mo").exists()
    ]
    if not left:
        return None
    folder = tempfile.TemporaryDirectory(prefix="indababot-locale-")
    shutil.copytree(i18n.FOLDER, folder.name, dirs_exist_ok=True)
    for path in left:
        with (
            (i18n.FOLDER / path).open("rb") as source,
            Path(folder.name, path).with_suffix(".mo").open("wb") as mo,
        ):
            write_mo(mo, read_po(source))
    # The programs that tests start, and the workers of this run, look there too: Python imports this module when it starts.
    Path(folder.name, "sitecustomize.py").write_text(
        f"from pathlib import Path\n\nfrom indababot import i18n\n\ni18n.FOLDER = Path({folder.name!r})\n"
    )
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (folder.name, os.environ.get("PYTHONPATH"))))
    i18n.FOLDER = Path(folder.name)
    return folder


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    """A command that is run in the tests' own process sends its log to standard error; what the next test prints is its own."""
    yield
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if type(handler).__module__.startswith("indababot."):
            root.removeHandler(handler)
    logging.getLogger("indababot").setLevel(logging.NOTSET)


def pytest_configure(config: pytest.Config) -> None:
    """Looks at the tree before any test has run."""
    # Python 3.14 counts references differently, and Hypothesis warns of a generator of its own.
    config.addinivalue_line(
        "filterwarnings",
        "ignore:It looks like `register_random` was passed:hypothesis.errors.HypothesisWarning",
    )
    config.stash[_TONGUES] = tongues()
    if not hasattr(config, "workerinput"):
        config.stash[_BEFORE] = tree()
    # Started in the background, or with nohup: its children would be deaf to what tests send them.
    for name, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test with many cases a share is tried, where nobody asks for tests by name."""
    if SOAK or config.option.keyword or any("::" in word for word in config.args):
        return
    place: Counter[str] = Counter()
    left: list[pytest.Item] = []
    for item in items:
        mark = item.get_closest_marker("share")
        name = item.nodeid.partition("[")[0]
        if mark and place[name] % mark.args[0]:
            left.append(item)
        place[name] += 1
    if left:
        config.hook.pytest_deselected(items=left)
        gone = set(map(id, left))
        items[:] = [item for item in items if id(item) not in gone]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What thousands of collected tests hold in memory is no work for the garbage collector while a test is timed."""
    grouped = [item for item in session.items if item.get_closest_marker("xdist_group")]
    if session.config.option.__dict__.get("loadgroup") and not all("@" in item.nodeid for item in grouped):
        raise pytest.UsageError("pytest-xdist keeps no groups of tests together with this pytest")
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tests that leave files behind (``throttle.ctrl``, ``logs/``, caches) or change one have failed: in CI for certain,
    elsewhere somebody may be at work on the files meanwhile."""
    before = session.config.stash.get(_BEFORE, None)
    litter = sorted(tree() - before) if before is not None else []
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if litter and reporter is not None:
        reporter.write_line(f"\nThe tree is not as it was before the tests: {', '.join(litter)}", red=True)
    if litter and os.environ.get("CI") == "true" and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
