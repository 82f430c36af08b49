"""What the live wiki's transport makes of answers, without a network."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from indababot.errors import UsageError
from indababot.wikis.live.transport import retry_after, trouble


def answer(body: str, status: int = 200, **headers: str) -> tuple[requests.Response, bytes]:
    """An answer as requests gives it, and its bytes."""
    response = requests.Response()
    response.status_code = status
    response.url = "https://wiki.example/w/api.php?x=1"
    response.headers.update({key.replace("_", "-"): value for key, value in headers.items()})
    return response, body.encode()


GOOD = [
    '{"query": {}}',
    "{}",
    '{"error": {"code": "protectedpage", "info": "Protected"}}',
]


@pytest.mark.parametrize("body", GOOD)
def test_good_answers(body: str) -> None:
    """Whatever a MediaWiki says for good, refusals included, is handed on."""
    assert trouble(*answer(body)) is None


PASSING = [
    ("", 502, "HTTP 502"),
    ('{"query": {}}', 503, "HTTP 503"),
    ("", 429, "HTTP 429"),
    ("<html>", 200, "not that of a MediaWiki"),
    ("", 200, "not that of a MediaWiki"),
    ("[]", 200, "not that of a MediaWiki"),
    ('{"query": {"pages": [', 200, "not that of a MediaWiki"),
    ('{"error": "odd"}', 200, "not that of a MediaWiki"),
    ('{"error": {"info": "odd"}}', 200, "not that of a MediaWiki"),
    ('{"query": null}', 200, "not that of a MediaWiki"),
    ('{"query": []}', 200, "not that of a MediaWiki"),
    ('{"query": {"pages": [null]}}', 200, "not that of a MediaWiki"),
    ('{"query": {"pages": [{"title": 5}]}}', 200, "not that of a MediaWiki"),
    ('{"query": {"pages": [{"title": "A"}, "B"]}}', 200, "not that of a MediaWiki"),
    (
        '{"query": {"pages": [{"revisions": [{"slots": {"main": {"content": []}}}]}]}}',
        200,
        "not that of a MediaWiki",
    ),
    ('{"continue": "x"}', 200, "not that of a MediaWiki"),
    ('{"continue": {"continue": {}}}', 200, "not that of a MediaWiki"),
    ("[" * 100_000, 200, "not that of a MediaWiki"),
    *(
        (f'{{"query": {{"pages": {"[" * deep}{"]" * deep}}}}}', 200, "not that of a MediaWiki")
        for deep in (500, 700, 900)
    ),
    ('{"query": {"pages": [' + '{"a":' * 700 + "1" + "}" * 700 + "]}}", 200, "not that of a MediaWiki"),
    ("Forbidden", 403, "HTTP 403"),
    ('{"error": {"code": "maxlag"}}', 200, "lag"),
    ('{"error": {"code": "readonly"}}', 200, "read-only"),
    ('{"error": {"code": "internal_api_error_DBQueryError"}}', 200, "database"),
]


@pytest.mark.parametrize(("body", "status", "reason"), PASSING)
def test_passing_trouble(body: str, status: int, reason: str) -> None:
    """What may pass is trouble with a reason, and with the wait that the wiki asks for."""
    found = trouble(*answer(body, status, Retry_After="7"))
    assert found is not None
    assert reason in found.reason
    assert found.wait == 7


def test_not_found() -> None:
    """A page of errors at the address is wrong usage, without the query in its text."""
    with pytest.raises(UsageError, match=r"wiki\.example/w/api\.php:"):
        trouble(*answer("<html>", 404))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("5", 5), (" 0 ", 0), ("soon", None), ("-3", None), ("nan", None), ("", None),
        ("Fri, 01 Jan 99999999999999 00:00:00 GMT", None), ("Fri, 01 Jan 2030 99999999999999:00:00 GMT", None),
        ("Fri, 99999999999999999999 Jan 2030 00:00:00 GMT", None), ("Fri, 01 Jan 2030 00:00:00 +99999999999", None),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    """Seconds are taken; what is no time is not."""
    assert retry_after(value) == seconds


def test_retry_after_a_date() -> None:
    """A date means the time until then, and one that has passed means now."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    wait = retry_after(later)
    assert wait is not None
    assert 25 < wait <= 30
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
