"""One MediaWiki in one folder: made, served, stopped."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.mediawiki.errors import Missing
from tests.mediawiki.packages import code, missing

HERE = Path(__file__).parent
EXTENSIONS = (
    "AbuseFilter",
    "ConfirmEdit",
    "ParserFunctions",
    "SpamBlacklist",
    "TemplateData",
    "TitleBlacklist",
)
WORKERS = 4
START_SECONDS = 20

SETTINGS = """
# What a disposable wiki changes: quick, and with the rights of a wiki that has bots.
$wgServer = 'http://127.0.0.1:' . getenv( 'WIKI_PORT' );
$wgMainCacheType = $wgSessionCacheType = $wgParserCacheType = $wgMessageCacheType = CACHE_ACCEL;
$wgJobRunRate = 0;
$wgShowExceptionDetails = true;
$wgEnableUploads = false;
$wgPasswordAttemptThrottle = [];
$wgRateLimits = [];
$wgCaptchaTriggers = array_fill_keys( [ 'edit', 'create', 'addurl', 'createaccount', 'badlogin' ], false );
$wgNamespacesWithSubpages[NS_MAIN] = true;
$wgBlacklistSettings = [ 'spam' => [ 'files' => [] ] ];
$wgTitleBlacklistLogHits = false;
$wgGroupPermissions['bot']['sboverride'] = false;
$wgDBservers = [ [
	'type' => 'sqlite', 'dbname' => $wgDBname, 'dbDirectory' => $wgSQLiteDataDir, 'tablePrefix' => '', 'load' => 1,
	'flags' => DBO_DEFAULT, 'trxMode' => 'IMMEDIATE', 'variables' => [ 'synchronous' => 'OFF' ],
] ];
include __DIR__ . '/extra.php';
"""


def free_port() -> int:
    """A port of the loopback that nothing listens on just now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


WATCH = '("$@" </dev/null; kill -KILL 0) & read -r _; kill -KILL 0'
"""Runs a command and ends its whole group when the command ends, or when whoever holds the other end of stdin is gone.

PHP's workers outlive a server that is killed, and the server outlives a test run that is killed.
"""


class Server:
    """A MediaWiki's folder and its process.

    ``folder`` holds the database, the settings and the log; ``port`` is chosen where it is None. ``detached``
    servers outlive this process; others end with it, whatever ends it. ``mediawiki`` names another MediaWiki than the machine's own
    (see :mod:`tests.mediawiki.packages`).
    """

    def __init__(
        self, folder: Path, *, port: int | None = None, detached: bool = False, mediawiki: str | None = None
    ) -> None:
        lack = missing(mediawiki)
        if lack is not None:
            raise Missing(lack)
        self.folder = folder
        self.code = code(mediawiki)
        self.port = port or free_port()
        self.key = secrets.token_hex(16)
        self._detached = detached
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """The access log: one line a request."""
        return self.folder / "access.log"

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "LC_ALL": "C.UTF-8",
            "MW_CONFIG_FILE": str(self.folder / "LocalSettings.php"),
            "MW_INSTALL_PATH": str(self.code),
            "PHP_CLI_SERVER_WORKERS": str(WORKERS),
            "CONTROL_KEY": self.key,
            "WIKI_PORT": str(self.port),
        }

    def make(self) -> None:
        """Installs an empty wiki into the folder."""
        data = self.folder / "data"
        data.mkdir(parents=True)
        environment = self._environment()
        del environment["MW_CONFIG_FILE"]  # the installer stops where it finds settings
        command = [
            "php",
            str(self.code / "maintenance/install.php"),
            "--dbtype",
            "sqlite",
            "--dbpath",
            str(data),
        ]
        command += ["--dbname", "wiki", "--server", f"http://127.0.0.1:{self.port}", "--scriptpath", ""]
        command += ["--pass", secrets.token_urlsafe(18), "--confpath", str(self.folder)]
        command += ["--extensions", ",".join(EXTENSIONS), "Indaba test wiki", "Admin"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode or not (self.folder / "LocalSettings.php").is_file():
            raise Missing(f"MediaWiki's installer failed: {(done.stdout + done.stderr).strip()[-800:]}")
        (self.folder / "extra.php").write_text("<?php\n", encoding="utf-8")
        # The one file of PHP that changes while the wiki is served.
        (self.folder / "uncached").write_text(f"{self.folder / 'extra.php'}\n", encoding="utf-8")
        with (self.folder / "LocalSettings.php").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS)

    def start(self) -> None:
        """Serves the wiki and waits until it answers connections."""
        options = [
            "apc.enable_cli=1",
            "apc.shm_size=64M",
            "opcache.enable_cli=1",
            "opcache.validate_timestamps=0",
            f"opcache.blacklist_filename={self.folder / 'uncached'}",
        ]
        options += ["memory_limit=512M", "display_errors=stderr", f"error_log={self.folder / 'php.log'}"]
        command = ["php", *(part for option in options for part in ("-d", option))]
        command += ["-S", f"127.0.0.1:{self.port}", "-t", str(self.code), str(HERE / "router.php")]
        if not self._detached:
            command = ["sh", "-c", WATCH, "sh", *command]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=self._environment(),
                stdin=subprocess.DEVNULL if self._detached else subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.02)
        self.stop()
        raise Missing(f"the wiki's server did not start: see {self.log}")

    @property
    def pid(self) -> int | None:
        """The process that serves, which leads a group of its own."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Ends the server and all its workers; it may be called twice."""
        if self._process is not None:
            end_group(self._process.pid)
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        """Stops the server and removes its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def end_group(leader: int) -> None:
    """Ends a process group that this code started, softly and then surely."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, number)
        time.sleep(0.05)
