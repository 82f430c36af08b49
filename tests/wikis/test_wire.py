"""Servers that are no MediaWiki, or one in trouble for good: 4 within the patience, one line, and no password for anybody else.

Each is a program of a few lines behind a real socket, and what is asked is the real command.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from indababot.cli import main
from indababot.wikis.live import configure

PATIENCE = 0.8
SLACK = 8.0
"""What a command may take beside, on a machine that does other things."""
PASSWORD = "0123456789abcdefghijklmnopqrstuv"

Act = Callable[[socket.socket, bytes], None]


class Server:
    """A socket of the loopback; ``act`` is done for each request that comes, and ``heard`` is all that came."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.heard = b""
        self.requests = 0
        self._speaking: list[tuple[socket.socket, threading.Thread]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    @property
    def api(self) -> str:
        """The address of an API there."""
        return f"http://127.0.0.1:{self.port}/api.php"

    def serve(self) -> None:
        """Takes connections until it is closed."""
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                speaker = threading.Thread(target=self._speak, args=(connection,), daemon=True)
                self._speaking.append((connection, speaker))
                speaker.start()

    def _speak(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, ValueError):
            while request := self._request(connection):
                self.requests += 1
                self.act(connection, request)

    def _request(self, connection: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65536)
            self.heard += part
            if not part:
                return b""
            head += part
        start, _, body = head.partition(b"\r\n\r\n")
        lengths = [
            line.split(b":")[1] for line in start.split(b"\r\n") if line.lower().startswith(b"content-length")
        ]
        while lengths and len(body) < int(lengths[0]):
            part = connection.recv(65536)
            self.heard += part
            body += part
        return start + b"\r\n\r\n" + body

    def close(self, listener: threading.Thread) -> None:
        """Ends what listens, and then what speaks."""
        self._socket.shutdown(socket.SHUT_RDWR)
        listener.join()
        self._socket.close()
        for connection, speaker in self._speaking:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            speaker.join()


@contextmanager
def serving(act: Act) -> Iterator[Server]:
    """A server for as long as the block lasts; none of its threads outlives that, whoever keeps a connection open."""
    server = Server(act)
    listener = threading.Thread(target=server.serve, daemon=True)
    listener.start()
    try:
        yield server
    finally:
        server.close(listener)


def http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "application/json") -> bytes:
    """An answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def says(answer: object) -> Act:
    """The same JSON to every question."""
    return gives(http(json.dumps(answer).encode()))


def gives(answer: bytes) -> Act:
    """The same bytes to every question."""
    return lambda connection, request: connection.sendall(answer)


def endless(first: bytes, part: bytes, pause: float = 0.05) -> Act:
    """An answer that never comes to its end."""

    def act(connection: socket.socket, request: bytes) -> None:
        connection.sendall(first)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            connection.sendall(part)
            time.sleep(pause)

    return act


def forever_continued(connection: socket.socket, request: bytes) -> None:
    """Each part of the answer has new pages, and is followed by another."""
    number = time.monotonic_ns()
    page = {"pageid": number, "ns": 0, "title": f"WikiIndaba 2023/Submissions/{number}"}
    answer = {
        "continue": {"apcontinue": f"Z{number}", "continue": "-||"},
        "query": {
            "general": {"maxarticlesize": 2048},
            "userinfo": {"id": 0, "name": "127.0.0.1", "anon": True},
            "allpages": [page],
            "categorymembers": [],
            "embeddedin": [],
            "pages": [page | {"missing": True}],
        },
    }
    connection.sendall(http(json.dumps(answer).encode()))


def a_byte_too_few(connection: socket.socket, request: bytes) -> None:
    """The connection ends before the answer does."""
    connection.sendall(http(b"{}")[:-1])
    connection.close()


ANON = {"id": 0, "name": "127.0.0.1", "anon": True}
MAIN_PAGE = {
    "pageid": 1,
    "ns": 0,
    "title": "Main Page",
    "revisions": [{"revid": 1, "parentid": 0, "timestamp": "2023-01-01T00:00:00Z",
                   "slots": {"main": {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": "Hello"}}}],
}  # fmt: skip
TROUBLE: dict[str, Act] = {
    "null": says(None),
    "a number": says(1),
    "a text": says("x"),
    "an empty object": says({}),
    "an empty list": says([]),
    "query null": says({"query": None}),
    "query list": says({"query": []}),
    "query text": says({"query": "x"}),
    "query empty": says({"query": {}}),
    "error text": says({"error": "x"}),
    "error null": says({"error": None}),
    "error without a code": says({"error": {"info": "x"}}),
    "error with a number": says({"error": {"code": 5, "info": "x"}}),
    "error without a word": says({"error": {"code": "x"}}),
    "errors of another format": says({"errors": [{"code": "x", "text": "y", "module": "query"}]}),
    "warnings only": says({"warnings": {"main": {"warnings": "x"}}}),
    "another API": says({"status": "ok", "data": []}),
    "another wiki's main page": says({"batchcomplete": True, "query": {"userinfo": ANON, "pages": [MAIN_PAGE]}}),
    "another wiki's list": says(
        {
            "batchcomplete": True,
            "query": {
                "userinfo": ANON,
                "allpages": [{"pageid": 1, "ns": 0, "title": "Main Page"}],
                "categorymembers": [],
                "embeddedin": [],
                "pages": [MAIN_PAGE],
            },
        }
    ),
    "a continue that is the same": says(
        {"continue": {"continue": "-||", "apcontinue": "A"}, "query": {"userinfo": ANON, "allpages": []}}
    ),
    "a continue that never ends": forever_continued,
    "a login token for ever": says(
        {
            "login": {"result": "NeedToken", "token": "0123456789abcdef0123456789abcdef+\\"},
            "query": {"userinfo": ANON, "tokens": {"logintoken": "a+\\", "csrftoken": "+\\"}},
        }
    ),
    "a wrong token for ever": says(
        {
            "login": {"result": "WrongToken"},
            "query": {"userinfo": ANON, "tokens": {"logintoken": "a+\\", "csrftoken": "+\\"}},
        }
    ),
    "half a character": says({"query": {"userinfo": {"id": 0, "name": "\ud800"}}}),
    "headers that trickle": endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
    "headers without end": endless(b"HTTP/1.1 200 OK\r\n", b"X-A: a\r\n"),
    "100 Continue without end": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "102 without end, at once": endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000, 0),
    "103 with headers": endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
    "a body that trickles": endless(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n{", b" "),
    "chunks that trickle": endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "a chunk's size that trickles": endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "a status line without end": endless(b"HTTP/1.1 200 ", b"a" * 1000),
    "another protocol": lambda connection, request: connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "nothing": lambda connection, request: connection.close(),
    "a bad gzip": lambda connection, request: connection.sendall(http(b"not gzip", "Content-Encoding: gzip")),
    "a wrong length": a_byte_too_few,
    "a negative length": lambda connection, request: connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"
    ),
    "an encoding that is none": lambda connection, request: connection.sendall(
        http(b'{"a": "\xff"}', kind="application/json; charset=klingon")
    ),
    "a redirect to itself": lambda connection, request: connection.sendall(
        http(b"", "Location: /api.php", status="302 Found")
    ),
    "a redirect to nowhere": lambda connection, request: connection.sendall(
        http(b"", "Location: http://[", status="302 Found")
    ),
    "a redirect to a file": lambda connection, request: connection.sendall(
        http(b"", "Location: file:///etc/passwd", status="302 Found")
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it said, and after how many seconds."""

    code: int
    said: str
    seconds: float


Command = Callable[..., Ended]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command line, in this process, with a login in its environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("INDABABOT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("INDABABOT_USERNAME", "Indaba bot@indababot")
    monkeypatch.setenv("INDABABOT_PASSWORD", PASSWORD)
    configure.load()  # which takes its time, and is none of the wire's

    def run(*arguments: str) -> Ended:
        started = time.monotonic()
        with pytest.raises(SystemExit) as end:
            main([*arguments, "--patience", str(PATIENCE)])
        seconds = time.monotonic() - started
        out, err = capfd.readouterr()
        assert PASSWORD not in out + err
        return Ended(int(str(end.value.code)), err, seconds)

    return run


def ends_with_4(ended: Ended) -> None:
    """In time, with one line that says why; beside it, only that it is tried again."""
    assert ended.code == 4, ended.said
    assert "Traceback" not in ended.said
    lines = [
        line
        for line in ended.said.splitlines()
        if line.startswith("indababot: ") and "reading all" not in line
    ]
    assert len(lines) == 1, ended.said
    assert len(lines[0]) < 300
    assert "try again" in lines[0] or "not answer" in lines[0]
    assert ended.seconds < PATIENCE + SLACK


@pytest.mark.share(2)
@pytest.mark.parametrize("name", TROUBLE)
@pytest.mark.timeout(40)
def test_update(name: str, command: Command) -> None:
    """The cron job ends with 4 in time."""
    with serving(TROUBLE[name]) as server:
        ends_with_4(command("update", "-e", "wikiindaba-2023", "-w", server.api))
        assert b"action=edit" not in server.heard


@pytest.mark.timeout(40)
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "-e", "wikiindaba-2023", "-w"),
        ("validate", "-e", "wikiindaba-2023", "--page", "WikiIndaba 2023/Submissions/A", "-w"),
        ("parse", "-e", "wikiindaba-2023", "-w"),
        ("setup", "-e", "wikiindaba-2023", "-w"),
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("name", ["query list", "another wiki's main page", "a chunk's size that trickles"])
def test_other_commands(name: str, arguments: tuple[str, ...], command: Command) -> None:
    """So does each other command that asks a wiki."""
    with serving(TROUBLE[name]) as server:
        ends_with_4(command(*arguments, server.api))


@pytest.mark.timeout(40)
@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"]
)
@pytest.mark.parametrize(
    "where", ["http://localhost:{port}/api.php", "http://127.0.0.1:{port}/api.php", "//localhost:{port}/"]
)
def test_another_host(status: str, where: str, command: Command) -> None:
    """A redirect to another host, or to another port of this one, is not followed: nothing at all is sent there."""
    with serving(says({})) as other:
        target = where.format(port=other.port)
        answer = http(b"", f"Location: {target}", status=status)
        with serving(lambda connection, request: connection.sendall(answer)) as server:
            ends_with_4(command("update", "-e", "wikiindaba-2023", "-w", server.api))
        assert (other.heard, server.requests) == (b"", 1)


@pytest.mark.timeout(40)
def test_another_host_at_the_login(command: Command) -> None:
    """A redirect that comes when the password is sent is not followed either."""
    token = {"query": {"userinfo": ANON, "tokens": {"logintoken": "a+\\", "csrftoken": "+\\"}}}
    with serving(says({})) as other:
        moved = http(b"", f"Location: http://localhost:{other.port}/api.php", status="307 Temporary Redirect")

        def act(connection: socket.socket, request: bytes) -> None:
            at_login = PASSWORD.encode() in request
            connection.sendall(moved if at_login else http(json.dumps(token).encode()))

        with serving(act) as server:
            ends_with_4(command("update", "-e", "wikiindaba-2023", "-w", server.api))
            assert PASSWORD.encode() in server.heard
        assert other.heard == b""


@pytest.mark.timeout(40)
@pytest.mark.parametrize("before", [0, 270, 280, 287, 296, 299, 590, 6380, 100_000])
def test_what_a_server_tells_at_length(before: int, command: Command) -> None:
    """A refusal of any length is one short line, and where it is cut no piece of a secret or of an address is left."""
    told = "y" * before + f" {PASSWORD} ada@example.org " + "z" * 100_000
    with serving(says({"error": {"code": "x" * 100_000, "info": told}})) as server:
        ended = command("update", "-e", "wikiindaba-2023", "-w", server.api)
    assert ended.code == 2
    assert max(map(len, ended.said.splitlines())) < 700
    assert PASSWORD[:4] not in ended.said
    assert "ada@" not in ended.said


PAGES = {
    "trickles": endless(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n<html>", b" "),
    "headers that trickle": TROUBLE["headers that trickle"],
    "a chunk's size that trickles": TROUBLE["a chunk's size that trickles"],
    "503": lambda connection, request: connection.sendall(http(b"", status="503 Busy", kind="text/html")),
    "nothing": TROUBLE["nothing"],
}


@pytest.mark.timeout(40)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_that_names_the_api(name: str, command: Command) -> None:
    """The page by whose address a wiki is named is waited for as patiently, and no longer."""
    with serving(PAGES[name]) as server:
        ends_with_4(
            command("update", "-e", "wikiindaba-2023", "-w", f"http://127.0.0.1:{server.port}/wiki/Some_page")
        )


@pytest.mark.timeout(40)
def test_the_page_that_names_the_api_elsewhere(command: Command) -> None:
    """A page that names an API of another host, or leads there, is none of a wiki's: no password goes there."""
    with serving(says({})) as other:
        elsewhere = f"http://localhost:{other.port}"
        page = f'<link rel="EditURI" href="{elsewhere}/api.php?action=rsd">'.encode()
        for answer in (
            http(page, kind="text/html"),
            http(b"", f"Location: {elsewhere}/wiki/X", status="302 Found"),
        ):
            with serving(gives(answer)) as server:
                ended = command(
                    "update", "-e", "wikiindaba-2023", "-w", f"http://127.0.0.1:{server.port}/wiki/X"
                )
            assert ended.code in (2, 4), ended.said
            assert ended.said.count("indababot: ") == 1
        assert PASSWORD.encode() not in other.heard
