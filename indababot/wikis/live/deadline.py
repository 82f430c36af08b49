"""Connections whose answers have a deadline as a whole.

A timeout of a socket bounds the wait for the next byte only: headers that trickle, or ``100 Continue`` without end, would hold a run
for good.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


@contextlib.contextmanager
def _ended_after(sock: Any, seconds: Any) -> Iterator[None]:
    """Ends a connection when the block takes longer; what reads from it then sees its end."""
    if sock is None or not isinstance(seconds, int | float):
        yield
        return

    def end() -> None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # below TLS, which a reader is in the middle of

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _Connection(HTTPConnection):
    def getresponse(self) -> Any:
        """The answer's status and headers, in time."""
        with _ended_after(self.sock, self.timeout):
            return super().getresponse()


class _SafeConnection(HTTPSConnection):
    def getresponse(self) -> Any:
        """The answer's status and headers, in time."""
        with _ended_after(self.sock, self.timeout):
            return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


POOLS: dict[str, type[HTTPConnectionPool]] = {"http": _Pool, "https": _SafePool}
"""By scheme."""
