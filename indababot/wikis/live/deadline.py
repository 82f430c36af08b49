"""Connections whose answers have a deadline as a whole.

A timeout of a socket bounds the wait for the next byte only: headers that trickle, ``100 Continue`` without end, or the size of a chunk
that has no end would hold a run for good.
"""

import contextlib
import socket
import threading
from typing import Any
from weakref import WeakKeyDictionary

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class _Clock:
    """Ends a connection after some seconds; what reads from it then sees its end, which may look like that of the answer."""

    def __init__(self, sock: Any, seconds: Any) -> None:
        self.struck = False
        self._socket = sock
        self._timer = threading.Timer(seconds or 0, self._strike)
        self._timer.daemon = True
        if sock is not None and isinstance(seconds, int | float):
            self._timer.start()

    def _strike(self) -> None:
        self.struck = True
        with contextlib.suppress(OSError):
            socket.socket.shutdown(
                self._socket, socket.SHUT_RDWR
            )  # below TLS, which a reader is in the middle of

    def stop(self) -> None:
        """Lets the connection live.

        Raises:
            TimeoutError: it is too late.
        """
        self._timer.cancel()
        if self.struck:
            raise TimeoutError("timed out")


_CLOCKS: WeakKeyDictionary[Any, _Clock] = WeakKeyDictionary()
"""The clocks of the answers whose bodies are still to be read."""


def was_read(answer: Any) -> None:
    """Ends the deadline of an answer (urllib3's) that was read, so that its connection can be used again.

    Raises:
        TimeoutError: it did not come to its end in time.
    """
    clock = _CLOCKS.pop(answer, None)
    if clock is not None:
        clock.stop()


def _timed(getresponse: Any, sock: Any, seconds: Any) -> Any:
    clock = _Clock(sock, seconds)
    try:
        answer = getresponse()
    except BaseException:
        clock.stop()
        raise
    _CLOCKS[answer] = clock
    return answer


class _Connection(HTTPConnection):
    def getresponse(self) -> Any:
        """The answer, whose headers and body are to come in time."""
        return _timed(super().getresponse, self.sock, self.timeout)


class _SafeConnection(HTTPSConnection):
    def getresponse(self) -> Any:
        """The answer, whose headers and body are to come in time."""
        return _timed(super().getresponse, self.sock, self.timeout)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


POOLS: dict[str, type[HTTPConnectionPool]] = {"http": _Pool, "https": _SafePool}
"""By scheme."""
