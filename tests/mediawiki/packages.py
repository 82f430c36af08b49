"""What a MediaWiki needs of the machine, and how it gets there on Debian and Ubuntu."""

import os
import shutil
import subprocess
from pathlib import Path

CODE = Path("/usr/share/mediawiki")
"""Where Debian's package puts MediaWiki."""

PACKAGES = (
    "mediawiki",
    "php-cli",
    "php-sqlite3",
    "php-intl",
    "php-mbstring",
    "php-xml",
    "php-curl",
    "php-apcu",
)
MODULES = ("apcu", "curl", "intl", "mbstring", "pdo_sqlite", "xml")


class Missing(RuntimeError):
    """This machine cannot run a MediaWiki; the text is one line that says what is missing."""


def missing() -> str | None:
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
    if not (CODE / "api.php").is_file():
        lacks.append(f"Debian's package mediawiki ({CODE})")
    if not lacks:
        return None
    return f"a MediaWiki needs {', '.join(lacks)}: as root, apt-get install {' '.join(PACKAGES)}"


def install() -> None:
    """Installs what is missing, where that is possible: as root, on Debian or Ubuntu.

    Raises:
        Missing: something is missing and cannot be installed here.
    """
    lack = missing()
    if lack is None:
        return
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise Missing(lack)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run([apt, *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise Missing(f"apt-get {command[0]} failed ({last}); {lack}")
    still = missing()
    if still is not None:
        raise Missing(still)
