"""What a wiki answered in a run, recorded by the proxy, and a server that says it again with one thing in it changed."""

import copy
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.e2e.loopback import Loopback
from tests.e2e.proxy import FaultProxy, Params

Path = tuple[str | int, ...]

OF_ONE_RUN = frozenset({"token", "lgtoken", "lgpassword", "text"})
"""Parameters that no two runs send alike."""


def _key(parameters: Params) -> str:
    return json.dumps(
        {key: value for key, value in parameters.items() if key not in OF_ONE_RUN}, sort_keys=True
    )


@dataclass(frozen=True)
class Exchange:
    """One request and its answer."""

    asked: Params
    answer: Any

    @property
    def name(self) -> str:
        """What was asked for, in short."""
        words = (
            self.asked.get(key, "")
            for key in ("action", "prop", "list", "meta", "titles", "pageids", "title")
        )
        return " ".join(word for word in words if word)[:80]


def recorded(proxy: FaultProxy) -> list[Exchange]:
    """What went over the proxy so far, but for the same question with the same answer."""
    found: dict[str, Exchange] = {}
    for parameters, body in proxy.said:
        exchange = Exchange(parameters, json.loads(body))
        found.setdefault(f"{_key(parameters)} {body!r}", exchange)
    return list(found.values())


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The place of every value in an answer, itself first; of a list's items those of the first and the last."""
    yield path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from places(part, (*path, key))
    elif isinstance(value, list):
        for index in sorted({0, len(value) - 1} if value else ()):
            yield from places(value[index], (*path, index))


def at(value: Any, path: Path) -> Any:
    """The value at a place."""
    for step in path:
        value = value[step]
    return value


def replaced(value: Any, path: Path, by: Any) -> Any:
    """The answer with something else at a place."""
    if not path:
        return by
    changed = copy.deepcopy(value)
    at(changed, path[:-1])[path[-1]] = by
    return changed


class Replay(Loopback):
    """Answers as it was recorded: the same question has its answers one after the other, the last of them for good.

    ``put`` has another answer in the place of a recorded one. ``seen`` are the parameters of all requests, ``texts`` those of the edits.
    """

    def __init__(self, exchanges: list[Exchange]) -> None:
        super().__init__(0, _Handler)
        self._exchanges = exchanges
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self.reset()

    def reset(self, put: dict[int, Any] | None = None) -> None:
        """From the start, with other answers in the places of some, by their number."""
        self.seen: list[Params] = []
        self.unknown: list[Params] = []
        self._left: dict[str, list[bytes]] = {}
        for number, exchange in enumerate(self._exchanges):
            answer = (put or {}).get(number, exchange.answer)
            self._left.setdefault(_key(exchange.asked), []).append(json.dumps(answer).encode())

    @property
    def api(self) -> str:
        """The API address."""
        return f"http://127.0.0.1:{self.server_address[1]}/api.php"

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Title and text of the edits that were sent."""
        return [(one["title"], one["text"]) for one in self.seen if one.get("action") == "edit"]

    def answer(self, parameters: Params) -> bytes:
        """What is said to a question; to one that was never asked, that it is not known."""
        self.seen.append(parameters)
        left = self._left.get(_key(parameters))
        if left is None:
            self.unknown.append(parameters)
            return b'{"error": {"code": "readonly", "info": "This was not recorded."}}'
        return left.pop(0) if len(left) > 1 else left[0]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Replay

    def do_GET(self) -> None:
        self._say(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._say(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(errors="replace"))

    def _say(self, query: str) -> None:
        parameters = {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}
        body = self.server.answer(parameters)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.wfile.write(head.encode() + body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Nothing is printed."""
