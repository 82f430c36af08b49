"""Calls of ``indababot`` without the second that each start of it costs: a process has the program loaded, and forks for each call.

A call is a process with its own environment, folder, arguments and streams, and runs the package as ``python -m indababot`` does. What is
lost is the start itself, so tests of it (the modules that a command loads, signals, kills, closed streams) start Python themselves.
"""

import atexit
import contextlib
import importlib
import io
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO

from indababot.library import parse

ROOT = Path(__file__).parent.parent


def call(
    *words: str,
    cwd: Path,
    env: Mapping[str, str],
    stdin: bytes | None = None,
    strict: bool = False,
    timeout: float = 120,
) -> subprocess.CompletedProcess[bytes]:
    """``indababot WORDS`` in a folder and an environment, and what it left.

    ``stdin`` comes through a pipe, where there is any; ``strict`` makes errors of warnings.
    Raises TimeoutExpired after ``timeout`` seconds.
    """
    with (
        tempfile.TemporaryFile() as request,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        asked = {"words": words, "cwd": str(cwd), "env": dict(env), "strict": strict}
        request.write(json.dumps(asked).encode("utf-8", "surrogateescape"))
        request.seek(0)
        with _input(stdin) as given:
            code = _server().call([file.fileno() for file in (request, given, out, err)], timeout)
        return subprocess.CompletedProcess(["indababot", *words], code, _whole(out), _whole(err))


def say(*words: str, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The same, without input, as text."""
    done = call(*words, cwd=cwd, env=env)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


@contextlib.contextmanager
def _input(stdin: bytes | None) -> Iterator[IO[bytes]]:
    """A pipe that gives some bytes, or the null device."""
    if stdin is None:
        with Path(os.devnull).open("rb") as null:
            yield null
        return
    reading, writing = os.pipe()

    def write() -> None:
        with contextlib.suppress(BrokenPipeError), os.fdopen(writing, "wb") as pipe:
            pipe.write(stdin)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(reading, "rb") as pipe:
        yield pipe
    writer.join()


class _Server:
    """The process that has the program loaded, as its client sees it."""

    def __init__(self) -> None:
        self._line, other = socket.socketpair()
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", __file__, str(other.fileno())],
                pass_fds=[other.fileno()],
                env=os.environ | {"PYTHONPATH": path, "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
            )
        atexit.register(self.end)

    def end(self) -> None:
        """The process ends, and what it waits for is killed."""
        self._line.close()
        self._process.wait()

    def call(self, files: list[int], timeout: float) -> int:
        """Hands over the open files of a call; the exit code, negative for a signal."""
        self._line.settimeout(timeout)
        try:
            socket.send_fds(self._line, [b"!"], files)
            answer = self._line.recv(64)
        except TimeoutError:
            self.end()
            _server.cache_clear()
            raise subprocess.TimeoutExpired("indababot", timeout) from None
        if not answer:
            raise RuntimeError("the process that starts commands has ended")
        return os.waitstatus_to_exitcode(int(answer))


@cache
def _server() -> _Server:
    return _Server()


def _load() -> None:
    """Everything that a command can load of this package, and what the edition of most tests needs of the lexicon."""
    for module in pkgutil.walk_packages([str(ROOT / "indababot")], "indababot."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    parse(
        "'''Author(s):''' [[User:Ada]]\n\n* [[User:Ada]] ([[User talk:Ada|talk]]) 10:00, 1 May 2023 (UTC)",
        edition="wikiindaba-2023",
    )


def _serve(line: socket.socket) -> dict[str, object] | None:
    """Forks for each call until the client is gone; in a child, what it was asked for."""
    while True:
        _, files, _, _ = socket.recv_fds(line, 1, 4)
        if not files:
            return None
        child = os.fork()
        if child == 0:
            return _take(files)
        for file in files:
            os.close(file)
        line.sendall(str(_wait(child, line)).encode())


def _wait(child: int, line: socket.socket) -> int:
    """The status with which a child ends; it is killed where nobody waits for it any more."""
    line.setblocking(False)
    pause = 0.001
    try:
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return status
            with contextlib.suppress(BlockingIOError):
                if not line.recv(1, socket.MSG_PEEK):
                    os.kill(child, 9)
            time.sleep(pause)
            pause = min(0.02, pause * 1.5)
    finally:
        line.setblocking(True)


def _take(files: list[int]) -> dict[str, object]:
    """Makes the streams of a call those of this process."""
    with os.fdopen(files[0], "rb") as request:
        asked: dict[str, object] = json.loads(request.read())
    for number, file in enumerate(files[1:]):
        os.dup2(file, number)
        os.close(file)
    sys.stdin = sys.__stdin__ = _text(0, "r")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _text(1, "w")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _text(2, "w")  # type: ignore[misc]
    return asked


def _text(number: int, mode: str) -> io.TextIOWrapper:
    """A standard stream as Python makes it in the locale C.UTF-8."""
    errors = "backslashreplace" if number == 2 else "surrogateescape"
    raw = open(number, mode + "b", closefd=False)  # noqa: SIM115 - it lives as long as the process
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, line_buffering=number == 2)


def _run(words: list[str], cwd: str, env: dict[str, str], strict: bool) -> None:
    """The package, as ``python -m indababot`` runs it."""
    warnings.resetwarnings()
    if strict:
        warnings.simplefilter("error")
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    sys.path[0] = cwd
    sys.argv = ["indababot", *words]
    runpy.run_module("indababot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _load()
    with socket.socket(fileno=int(sys.argv[1])) as _line:
        _asked = _serve(_line)
    if _asked is not None:
        _run(**_asked)  # type: ignore[arg-type]
