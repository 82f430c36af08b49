"""A newer MediaWiki beside the machine's own: Debian's packages of a later release, unpacked into a cache folder.

Nothing is installed, and nothing of the machine's own package lists changes. The mirror is the one that the machine's sources
name; what comes from it is checked with Debian's keyring.
"""

import fcntl
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mediawiki.errors import Missing, OutOfReach

SUITES = {"1.43": "trixie"}
"""The releases that can be fetched, and Debian's suite that holds each."""

PACKAGES = ("mediawiki", "mediawiki-classes")
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
PLACE = "usr/share/mediawiki"
AWAY = re.compile(
    r"could not resolve|temporary failure|(?:could not|unable to|cannot) (?:connect|initiate)|timed out|unreachable"
    r"|does not have a Release file|\b404\b|\b403\b",
    re.I,
)
"""What apt says where there is no way to the mirror, or none to that suite on it; whatever else it says is a fault to look at."""


def folder(release: str) -> Path:
    """Where the code of a release is, once it was fetched."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "indababot-tests" / f"mediawiki-{release}" / PLACE


def fetch(release: str) -> None:
    """Fetches and unpacks a release, once; runs at the same time wait for each other.

    Raises:
        OutOfReach: this machine has no way to it.
        Missing: it is in reach, and cannot be fetched all the same.
    """
    root = folder(release).parents[2]
    root.parent.mkdir(parents=True, exist_ok=True)
    with _alone(root.with_name(f"{root.name}.lock")):
        if (folder(release) / "api.php").is_file():
            return
        for tool in ("apt-get", "dpkg-deb"):
            if shutil.which(tool) is None:
                raise OutOfReach(f"MediaWiki {release} cannot be fetched: there is no {tool}")
        with tempfile.TemporaryDirectory(dir=root.parent) as scratch:
            unpacked = Path(scratch, "root")
            for package in _download(release, Path(scratch)):
                _run(release, ["dpkg-deb", "-x", str(package), str(unpacked)])
            _turn_links(unpacked)
            shutil.rmtree(root, ignore_errors=True)
            unpacked.rename(root)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _download(release: str, scratch: Path) -> list[Path]:
    """The packages' files, by an apt that has lists, a cache and a source of its own."""
    source = scratch / "sources.list"
    source.write_text(f"deb [signed-by={KEYRING}] {_mirror(release)} {SUITES[release]} main\n", "utf-8")
    (scratch / "lists" / "partial").mkdir(parents=True)
    (scratch / "cache" / "archives" / "partial").mkdir(parents=True)
    own = {
        "Dir::Etc::SourceList": source,
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": scratch / "lists",
        "Dir::Cache": scratch / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
        "APT::Update::Error-Mode": "any",  # else a mirror that cannot be reached is a warning
    }
    apt = ["apt-get", "-q", *(f"-o{key}={value}" for key, value in own.items())]
    _run(release, [*apt, "update"])
    _run(release, [*apt, "download", *PACKAGES], cwd=scratch)
    return sorted(scratch.glob("*.deb"))


def _mirror(release: str) -> str:
    """The mirror of Debian that this machine's own sources name."""
    form = "$(ORIGIN)|$(COMPONENT)|$(SUITE)|$(REPO_URI)"
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", form, "Identifier: Packages"],
        capture_output=True,
        text=True,
        check=False,
    )
    for line in listed.stdout.splitlines():
        origin, component, suite, address = line.split("|", 3)
        if origin == "Debian" and component == "main" and "security" not in f"{suite}{address}":
            return address
    raise OutOfReach(f"MediaWiki {release} cannot be fetched: this machine has no Debian among its sources")


def _run(release: str, command: list[str], *, cwd: Path | None = None) -> None:
    words = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=words)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        first = next((line for line in lines if line.startswith("E: ")), lines[-1])
        kind = OutOfReach if AWAY.search(done.stderr) else Missing
        raise kind(f"MediaWiki {release} cannot be fetched: {first}")


def _turn_links(root: Path) -> None:
    """Turns links to where a package would be installed into links to where it was unpacked."""
    for link in root.rglob("*"):
        if not link.is_symlink():
            continue
        target = str(link.readlink())
        if target.startswith("/") and (root / target.lstrip("/")).exists():
            link.unlink()
            link.symlink_to(os.path.relpath(root / target.lstrip("/"), link.parent))
