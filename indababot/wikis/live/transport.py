"""The patience of a run: every request of pywikibot goes through here, and passing faults of the wire end here.

pywikibot has its own idea of what to retry, for how long, and what to print about it; some faults (a garbled answer
at start-up) it takes for a wrong address. So it sits on a transport that only ever hands it good answers, or ends
the run when patience has run out.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from indababot.errors import UsageError, WikiUnavailable
from indababot.i18n import N_, decimal, said
from indababot.privacy import redacted, short
from indababot.wikis.live.deadline import POOLS, was_read
from indababot.wikis.live.private import keep_body
from indababot.wikis.live.shape import fits

log = logging.getLogger("indababot.wiki")

_NOT_AVAILABLE = N_("{wiki} is not available ({why}): try again later")

Attempt = Callable[[tuple[float, float]], requests.Response]

PASSING = {
    "maxlag": said("its databases lag behind"),
    "readonly": said("it is read-only"),
    "ratelimited": said("it limits the rate of edits"),
    "actionthrottledtext": said("it limits the rate of edits"),
    "cirrussearch-too-busy-error": said("its search is too busy"),
    "lockmanager-fail-conflict": said("it is locked by another edit"),
}
"""API error codes that a wiki takes back by itself, and what they mean."""

PASSING_PREFIX = "internal_api_error_DB"
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
CONNECT_SECONDS = 10.0
SHORTEST_TRY = 1.0
LONGEST_WAIT = 1e9
PART = 1 << 16
MOST_REQUESTS = 50
"""More than one call of pywikibot ever sends, a login and its first questions included."""
LARGEST = 1 << 28
"""More bytes than any answer has: the largest pages, 500 at once, are MediaWiki's own limit."""
REASON = 200
"""So many characters are told of why a wiki is read-only."""
HTTP_OK = 200
NOT_FOUND = 404


class OutOfPatience(WikiUnavailable, ConnectionError):
    """Patience ran out. It is a ConnectionError too, because that is what pywikibot lets through at once."""


class WrongAddress(UsageError, ConnectionError):
    """There is no MediaWiki API at the address; a ConnectionError for the same reason."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer cannot be used, and how many seconds the wiki asks to wait (None: it does not say)."""

    reason: str
    wait: float | None = None


Judge = Callable[[requests.Response, bytes], Trouble | None]


class PatientAdapter(HTTPAdapter):
    """Sends requests until a good answer comes or ``patience`` seconds of trouble with one request have passed.

    ``host`` is the only one that anything is sent to. ``count`` is the number of requests sent. ``lost`` says whether the
    last request was sent more than once: then the wiki may have done it before its answer was lost. pywikibot may ask again and
    again for what good answers refuse it (a token): ``begin`` says where a call of it begins, which sends so many at most.
    ``judge`` says what is wrong with an answer (default: :func:`trouble`).
    """

    def __init__(self, name: str, patience: float, host: str, judge: Judge | None = None) -> None:
        super().__init__()
        self._judge = judge or trouble
        self.name = name
        self.host = host
        self.patience = patience
        self.count = 0
        self.lost = False
        self._of_call = 0

    def begin(self) -> None:
        """A call of pywikibot begins."""
        self._of_call = 0

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """One request of pywikibot, as often as it takes.

        Raises:
            OutOfPatience: the trouble did not pass in time.
            WrongAddress: something answers there, and it is no MediaWiki.
        """
        if urlsplit(request.url or "").hostname != self.host:
            raise OutOfPatience(_NOT_AVAILABLE, wiki=self.name, why=said("it sends us to another host"))
        self._of_call += 1
        if self._of_call > MOST_REQUESTS:
            raise OutOfPatience(_NOT_AVAILABLE, wiki=self.name, why=said("its answers lead nowhere"))
        started = time.monotonic()

        def attempt(limit: tuple[float, float]) -> requests.Response:
            return HTTPAdapter.send(self, request, stream, limit, verify, cert, proxies)

        self.lost = False
        for pause in _pauses():
            left = self.patience - (time.monotonic() - started)
            found = self._try(attempt, left)
            if isinstance(found, requests.Response):
                return found
            left = self.patience - (time.monotonic() - started)
            wait = pause if found.wait is None else max(found.wait, FIRST_PAUSE)
            if wait >= left:
                raise OutOfPatience(_NOT_AVAILABLE, wiki=self.name, why=found.reason)
            again = said(
                "{wiki}: {why}; trying again in {wait} s",
                wiki=self.name,
                why=found.reason,
                wait=decimal(wait),
            )
            log.warning("%s", again)
            time.sleep(wait)
            self.lost = True
        raise AssertionError("pauses never end")

    def _try(self, attempt: Attempt, left: float) -> requests.Response | Trouble:
        read = max(min(self.patience / 2, left), min(SHORTEST_TRY, self.patience))
        self.count += 1
        try:
            response = attempt((min(CONNECT_SECONDS, read), read))
            body = _body(response, time.monotonic() + read)
        except (requests.RequestException, HTTPError, OSError) as error:
            if "CERTIFICATE" in repr(error):
                raise OutOfPatience(
                    "{wiki} has no trusted certificate: {why}", wiki=self.name, why=_short(error)
                ) from error
            return Trouble(_short(error))
        if response.is_redirect:
            return self._followed(response)
        found = self._judge(response, body)
        if found is not None:
            return found
        # pywikibot stumbles over a Retry-After that is a date; a good answer needs none.
        response.headers.pop("Retry-After", None)
        return response

    def _followed(self, response: requests.Response) -> requests.Response:
        """A redirect within the wiki's own host, which requests follows.

        Raises:
            OutOfPatience: it leads to another host: what we say, a password among it, is for this one.
        """
        target = urljoin(response.url, response.headers.get("Location", ""))
        parts, asked = urlsplit(target), urlsplit(response.url)
        same = (parts.scheme, parts.netloc) == (asked.scheme, asked.netloc)
        safer = parts.scheme == "https" and parts.netloc == asked.netloc
        if not (same or safer):
            raise OutOfPatience(_NOT_AVAILABLE, wiki=self.name, why=said("it sends us to another host"))
        return response

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Connections of ours, whose answers have a deadline."""
        super().init_poolmanager(*arguments, **more)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, *arguments: Any, **more: Any) -> Any:
        """The same by way of a proxy."""
        manager = super().proxy_manager_for(*arguments, **more)
        manager.pool_classes_by_scheme = POOLS
        return manager


def _body(response: requests.Response, until: float) -> bytes:
    """The whole answer, which requests then takes for read; a server that sends byte by byte runs out of time."""
    parts: list[bytes] = []
    size = 0
    try:
        while part := response.raw.read1(PART, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                response.close()
                raise requests.exceptions.ContentDecodingError("too large")
            if time.monotonic() > until:
                response.close()
                raise requests.ReadTimeout("timed out")
    finally:
        was_read(response.raw)
    body = b"".join(parts)
    keep_body(response, body)
    return body


def trouble(response: requests.Response, body: bytes) -> Trouble | None:
    """What is wrong with an answer that a later try may fix, or None where it is a good one.

    Raises:
        WrongAddress: it is not found, and what says so is no MediaWiki.
    """
    if (found := busy(response, body)) is not None:
        return found
    wait = retry_after(response.headers.get("Retry-After"))
    try:
        answer = json.loads(body)
        if b"\\ud" in body.lower():
            json.dumps(answer, ensure_ascii=False).encode()  # half a character is no text
        good = fits(answer)  # which goes as deep as the answer does
    except (ValueError, RecursionError):
        answer, good = None, False
    if not good:
        if response.status_code == NOT_FOUND and not isinstance(answer, dict):
            raise WrongAddress(
                "there is no MediaWiki at {address}: give the address of its api.php",
                address=response.url.partition("?")[0],
            )
        status = "" if response.status_code == HTTP_OK else f", HTTP {response.status_code}"
        return Trouble(said("its answer is not that of a MediaWiki API{status}", status=status), wait)
    error = answer.get("error")
    code = error["code"] if error else ""
    if code == "readonly" and (reason := short(redacted(str(error.get("readonlyreason", ""))), REASON)):
        return Trouble(said("it is read-only: {reason}", reason=reason), wait)
    if code in PASSING:
        return Trouble(PASSING[code], wait)
    if code.startswith(PASSING_PREFIX):
        return Trouble(said("its database has trouble"), wait)
    if error and "info" not in error:
        return Trouble(said("its answer is not that of a MediaWiki API{status}", status=""), wait)
    return None


def busy(response: requests.Response, body: bytes) -> Trouble | None:
    """What the status of an answer says that a later try may fix, whatever the answer is."""
    if (
        response.status_code == requests.codes.too_many_requests
        or response.status_code >= requests.codes.server_error
    ):
        return Trouble(f"HTTP {response.status_code}", retry_after(response.headers.get("Retry-After")))
    return None


def retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, which may be a number or a date."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return min(float(value), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # no date, or one of no calendar
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((aware - datetime.now(UTC)).total_seconds(), 0.0)


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)


def _short(error: BaseException) -> str:
    """What a network error means, without the layers of libraries that it went through."""
    text = repr(error)
    known = {
        "NameResolutionError": said("its server was not found: no network, or a wrong address"),
        "Connection refused": said("the connection is refused"),
        "Connection reset": said("the connection was reset"),
        "RemoteDisconnected": said("the connection was closed without an answer"),
        "IncompleteRead": said("the answer was cut off"),
        "too large": said("its answer is larger than any of a MediaWiki"),
        "timed out": said("it does not answer in time"),
        "Timeout": said("it does not answer in time"),
        "CERTIFICATE_VERIFY_FAILED": said("its certificate cannot be verified"),
    }
    return next(
        (meaning for sign, meaning in known.items() if sign in text),
        said("network trouble, {kind}", kind=type(error).__name__),
    )
