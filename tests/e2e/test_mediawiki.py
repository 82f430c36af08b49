"""The disposable MediaWiki itself: what the other tests stand on, and that nothing of it is left over."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.mediawiki import MediaWiki
from tests.mediawiki.server import free_port

pytestmark = pytest.mark.wiki

ROOT = Path(__file__).parent.parent.parent

HOLDING = """
import sys, time
from pathlib import Path
from tests.mediawiki import MediaWiki
with MediaWiki(Path(sys.argv[1])) as wiki:
    print(wiki.server.port, flush=True)
    time.sleep(300)
"""


def listens(port: int) -> bool:
    """Whether anything takes connections on the port."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_over(tmp_path: Path, how: signal.Signals) -> None:
    """However the process that holds a wiki ends, the wiki's server and its workers end with it."""
    command = [sys.executable, "-c", HOLDING, str(tmp_path / "site")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as holder:
        assert holder.stdout is not None
        port = int(holder.stdout.readline())
        assert listens(port)
        holder.send_signal(how)
        holder.wait(10)
    until = time.monotonic() + 5
    while listens(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not listens(port)


def test_pages_are_indexed(mediawiki: MediaWiki) -> None:
    """After a bulk import categories and transclusions are known, also where a template gives them."""
    mediawiki.import_pages(
        {"Template:Indexed": "[[Category:Indexed]]", "Index A": "{{Indexed}}", "Index B": "x"}
    )
    found = mediawiki.call(action="query", list="categorymembers", cmtitle="Category:Indexed")
    assert {item["title"] for item in found["query"]["categorymembers"]} == {"Index A", "Template:Indexed"}


def test_the_wiki_is_whole(mediawiki: MediaWiki) -> None:
    """Parser functions, signatures and styles of pages are MediaWiki's own."""
    html = mediawiki.parse("{{#if:x|'''yes'''|no}} ~~~~")
    assert "<b>yes</b>" in html
    assert "(UTC)" in html


def test_only_the_tests_command_it(mediawiki: MediaWiki) -> None:
    """Commands without the key are refused: the port is open to every program of this machine."""
    request = urllib.request.Request(f"{mediawiki.url}/control", data=b'[["text", ["Main Page"]]]')
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=10)


def test_scripts_wiki(tmp_path: Path) -> None:
    """The script makes a wiki, tells how to use it, loads pages, is safe to run twice, and removes all it made."""
    checkout = tmp_path / "checkout"
    for part in ("scripts/wiki", "tests/mediawiki", "indababot"):
        source, target = ROOT / part, checkout / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    pages = tmp_path / "pages"
    (pages / "Loaded").mkdir(parents=True)
    (pages / "Loaded" / "Why%3F.wiki").write_text("Because é", encoding="utf-8")

    def wiki(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["python3", "-I", str(checkout / "scripts/wiki"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path)

    assert wiki("status").returncode == 1
    port = free_port()
    try:
        first = wiki("up", "--port", str(port))
        assert (first.returncode, first.stderr) == (0, "")
        exports = dict(re.findall(r"^export (\w+)=(.*)$", first.stdout, re.MULTILINE))
        assert set(exports) == {"INDABABOT_WIKI", "INDABABOT_USERNAME", "INDABABOT_PASSWORD"}
        assert exports["INDABABOT_WIKI"] == f"http://127.0.0.1:{port}/api.php"
        assert wiki("up").stdout == wiki("status").stdout == first.stdout
        assert wiki("up", "--port", str(free_port())).returncode == 1
        assert wiki("load", str(pages)).returncode == 0
        query = "?action=parse&page=Loaded/Why%3F&prop=wikitext&format=json&formatversion=2"
        with urllib.request.urlopen(exports["INDABABOT_WIKI"] + query, timeout=10) as answer:
            assert json.load(answer)["parse"]["wikitext"] == "Because é"
        assert wiki("load", str(tmp_path / "nothing")).returncode == 1
        os.killpg(json.loads((checkout / ".wiki/state.json").read_text("utf-8"))["pid"], signal.SIGKILL)
        assert wiki("status").returncode == 1
        again = wiki("up")
        assert again.stdout == first.stdout, (
            "a wiki that was stopped from outside is started again, with its pages"
        )
    finally:
        assert wiki("down").returncode == 0
    assert not listens(port)
    assert not (checkout / ".wiki").exists()
    assert wiki("down").returncode == 0
