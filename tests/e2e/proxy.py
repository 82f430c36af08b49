"""A proxy in front of the wiki that makes the wire's faults to order: standard library only.

A :class:`Fault` says which requests it strikes and how often. Everything else is passed on as it is.
"""

import http.client
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import ClassVar, Self
from urllib.parse import parse_qs, urlsplit

from tests.e2e.loopback import Loopback

Params = dict[str, str]
Act = Callable[["_Handler"], None]

HANG_SECONDS = 300.0


@dataclass
class Fault:
    """``act`` instead of an answer, for the next ``times`` requests whose parameters hold all of ``match``.

    ``skip`` lets so many of them through first; ``times`` None means for good. ``first`` passes the request on to the
    wiki before the fault, so that the wiki does what was asked and only the answer is lost.
    """

    act: Act
    match: Params = field(default_factory=dict)
    times: int | None = 1
    skip: int = 0
    first: bool = False
    struck: int = 0

    def strikes(self, parameters: Params) -> bool:
        """Whether this request is to be struck; it is counted then."""
        if any(parameters.get(key) != value for key, value in self.match.items()):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self.struck += 1
        return True


def status(code: int, *, retry_after: str | None = None) -> Act:
    """An HTTP error page, with a Retry-After where it is given."""
    headers = {"Content-Type": "text/html"} | ({"Retry-After": retry_after} if retry_after else {})
    return lambda handler: handler.answer(
        code, headers, b"<html><body>Our servers have a problem</body></html>"
    )


def api_error(code: str, info: str = "", *, retry_after: str | None = None) -> Act:
    """What the API says with status 200 when it refuses a call."""
    body = json.dumps({"error": {"code": code, "info": info or f"The wiki says {code}."}}).encode()
    headers = {"Content-Type": "application/json"} | ({"Retry-After": retry_after} if retry_after else {})
    return lambda handler: handler.answer(200, headers, body)


def garbage(handler: "_Handler") -> None:
    """A page of something else, with status 200."""
    handler.answer(200, {"Content-Type": "text/html"}, b"<html>Please log in to the hotel's network</html>")


def meanwhile(do: Callable[[], object]) -> Act:
    """Something happens on the wiki just before the request reaches it; the answer is the wiki's own."""

    def act(handler: "_Handler") -> None:
        do()
        handler.pass_on()

    return act


def says(answer: object) -> Act:
    """A well-formed answer, which may leave out what was asked for."""
    body = json.dumps(answer).encode()
    return lambda handler: handler.answer(200, {"Content-Type": "application/json"}, body)


def cut_off(handler: "_Handler") -> None:
    """Half an answer."""
    handler.answer(
        200, {"Content-Type": "application/json", "Content-Length": "5000"}, b'{"query": {"pages": ['
    )
    handler.shut()


def reset(handler: "_Handler") -> None:
    """The connection is torn down without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.shut()


def hang(handler: "_Handler") -> None:
    """No answer, for as long as the proxy lives."""
    handler.server.stopping.wait(HANG_SECONDS)
    handler.shut()


def drip(handler: "_Handler") -> None:
    """An answer that comes byte by byte, and has no end."""
    handler.answer(200, {"Content-Type": "application/json", "Content-Length": "99999"}, b'{"query": "')
    while not handler.server.stopping.wait(0.1):
        handler.wfile.write(b"x")
        handler.wfile.flush()


class _Server(Loopback):
    def __init__(self, upstream: str, port: int) -> None:
        super().__init__(port, _Handler)
        self.upstream = urlsplit(upstream)
        self.faults: list[Fault] = []
        self.seen: list[Params] = []
        self.said: list[tuple[Params, bytes]] = []
        self.lock = threading.Lock()
        self.stopping = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    passed: ClassVar[frozenset[str]] = frozenset({"content-type", "cookie", "user-agent", "accept-encoding"})

    def do_GET(self) -> None:
        self._serve(b"", urlsplit(self.path).query)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._serve(body, body.decode(errors="replace"))

    def _serve(self, body: bytes, query: str) -> None:
        self.body = body
        parameters = {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}
        with self.server.lock:
            self.server.seen.append(parameters)
            self.parameters = parameters
            fault = next((fault for fault in self.server.faults if fault.strikes(parameters)), None)
        if fault is None:
            self.pass_on()
            return
        if fault.first:
            self._upstream(body)
        fault.act(self)

    def pass_on(self) -> None:
        """Hands the request on to the wiki, and its answer back."""
        code, headers, body = self._upstream(self.body)
        with self.server.lock:
            self.server.said.append((self.parameters, body))
        self.answer(code, headers, body)

    def _upstream(self, body: bytes) -> tuple[int, dict[str, str] | list[tuple[str, str]], bytes]:
        to = self.server.upstream
        connection = http.client.HTTPConnection(str(to.hostname), to.port, timeout=60)
        headers = {key: value for key, value in self.headers.items() if key.lower() in self.passed}
        connection.request(self.command, self.path, body=body or None, headers=headers)
        with connection.getresponse() as response:
            content = response.read()
            dropped = {"connection", "content-length", "transfer-encoding", "host", "date"}
            kept = [(key, value) for key, value in response.getheaders() if key.lower() not in dropped]
        connection.close()
        return response.status, kept, content

    def answer(self, code: int, headers: dict[str, str] | list[tuple[str, str]], body: bytes) -> None:
        """Sends an answer."""
        items = list(headers.items()) if isinstance(headers, dict) else headers
        self.send_response(code)
        for key, value in items:
            self.send_header(key, value)
        if not any(key.lower() == "content-length" for key, _ in items):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def shut(self) -> None:
        """Ends the connection here and now."""
        self.close_connection = True
        self.rfile.close()
        self.wfile.close()
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing is printed."""


class FaultProxy:
    """The proxy, on a port of its own (or on ``port``), for as long as the block lasts."""

    def __init__(self, upstream: str, *, port: int = 0) -> None:
        self._server = _Server(upstream, port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def api(self) -> str:
        """The API address by way of the proxy."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api.php"

    @property
    def seen(self) -> list[Params]:
        """The parameters of all requests that came so far."""
        with self._server.lock:
            return list(self._server.seen)

    @property
    def said(self) -> list[tuple[Params, bytes]]:
        """What the wiki itself answered so far, each with the parameters of its request."""
        with self._server.lock:
            return list(self._server.said)

    @contextmanager
    def fault(self, fault: Fault) -> Iterator[Fault]:
        """A fault for as long as the block lasts, or as its own count says."""
        with self._server.lock:
            self._server.faults.append(fault)
        try:
            yield fault
        finally:
            with self._server.lock:
                self._server.faults.remove(fault)
