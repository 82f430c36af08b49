"""What a MediaWiki needs of the machine, and how it gets there on Debian and Ubuntu.

The MediaWiki of the machine's own packages is the usual one. Another is named by its release (``1.43``), which is then fetched
from a newer Debian's packages, or by the folder that holds its code.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.mediawiki import newer
from tests.mediawiki.errors import Missing

OWN = Path("/usr/share/mediawiki")
"""Where Debian's package puts MediaWiki."""

CHOICE = "MEDIAWIKI_CODE"
"""The environment variable that names another MediaWiki."""

PACKAGES = (
    "mediawiki",
    "php-cli",
    "php-sqlite3",
    "php-intl",
    "php-mbstring",
    "php-xml",
    "php-curl",
    "php-apcu",
    "php-gmp",
)
MODULES = ("apcu", "curl", "gmp", "intl", "mbstring", "pdo_sqlite", "xml")


def code(choice: str | None = None) -> Path:
    """The folder of a MediaWiki's code: of a release, of a path, of what the environment names, else the machine's own."""
    chosen = choice or os.environ.get(CHOICE, "")
    if not chosen:
        return OWN
    return newer.folder(chosen) if chosen in newer.SUITES else Path(chosen).expanduser().absolute()


def missing(choice: str | None = None) -> str | None:
    """One line that says what this machine lacks for a MediaWiki, or None where it lacks nothing."""
    lacks: list[str] = []
    php = shutil.which("php")
    if php is None:
        lacks.append("PHP (php-cli)")
    else:
        listed = (
            subprocess.run([php, "-m"], capture_output=True, text=True, check=False).stdout.lower().split()
        )
        lacks += [f"PHP's {module}" for module in MODULES if module not in listed]
    place = code(choice)
    if place != OWN and not (place / "api.php").is_file():
        return f"there is no MediaWiki in {place}: scripts/wiki install --mediawiki {choice or os.environ[CHOICE]}"
    if not (place / "api.php").is_file():
        lacks.append(f"Debian's package mediawiki ({OWN})")
    if not lacks:
        return None
    return f"a MediaWiki needs {', '.join(lacks)}: as root, apt-get install {' '.join(PACKAGES)}"


def install(choice: str | None = None) -> None:
    """Installs what is missing, where that is possible: as root, on Debian or Ubuntu.

    Raises:
        Missing: something is missing and cannot be installed here.
    """
    chosen = choice or os.environ.get(CHOICE, "")
    if chosen in newer.SUITES:
        newer.fetch(chosen)
    lack = missing(choice)
    if lack is None:
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0 or not (code(choice) == OWN or (code(choice) / "api.php").is_file()):
        raise Missing(lack)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run([apt, *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise Missing(f"apt-get {command[0]} failed ({last}); {lack}")
    still = missing(choice)
    if still is not None:
        raise Missing(still)
