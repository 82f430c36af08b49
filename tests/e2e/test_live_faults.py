"""Faults of the wire, made by the proxy: a passing one is survived, a lasting one ends the run when patience is over."""

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from indababot.errors import IndababotError, LoginError, UsageError, WikiUnavailable
from indababot.pages import Page
from indababot.wikis import Query, SaveResult
from indababot.wikis.live import LiveWiki
from tests.e2e.proxy import Act, Fault, FaultProxy, api_error, cut_off, drip, garbage, hang, reset, status
from tests.mediawiki import Account, MediaWiki

pytestmark = pytest.mark.wiki

PATIENCE = 3.0
READING = {"prop": "info|revisions|categories"}
WRITING = {"action": "edit"}
LOGGING_IN = {"action": "login"}
LAGGED = api_error("maxlag", "Waiting for a database server: 6 seconds lagged.")


@pytest.fixture
def proxy(mediawiki: MediaWiki) -> Iterator[FaultProxy]:
    """The wire between the bot and the wiki."""
    with FaultProxy(mediawiki.api) as proxy:
        yield proxy


@pytest.fixture
def wiki(proxy: FaultProxy, login: Account) -> LiveWiki:
    """The wiki behind the proxy."""
    return LiveWiki(proxy.api, patience=PATIENCE)


def page_of(mediawiki: MediaWiki, request: pytest.FixtureRequest) -> str:
    """A page of this test alone; its title."""
    title = f"Faults/{abs(hash(request.node.name))}"
    mediawiki.put(title, "old")
    return title


def read(wiki: LiveWiki, title: str) -> Page:
    """The page as the bot reads it."""
    [page] = wiki.find(Query(titles=(title,)))
    return page


FAULTS = [
    pytest.param(status(429, retry_after="1"), id="429 with seconds"),
    pytest.param(
        lambda handler: status(
            429, retry_after=format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        )(handler),
        id="429 with a date",
    ),
    pytest.param(status(500), id="500"),
    pytest.param(status(502), id="502"),
    pytest.param(status(503), id="503"),
    pytest.param(status(504), id="504"),
    pytest.param(LAGGED, id="maxlag"),
    pytest.param(api_error("readonly", "The database is locked."), id="read-only"),
    pytest.param(api_error("ratelimited", "You have exceeded your rate limit."), id="rate limit"),
    pytest.param(api_error("internal_api_error_DBQueryError", "[x] Caught exception"), id="database"),
    pytest.param(reset, id="reset"),
    pytest.param(cut_off, id="cut off"),
    pytest.param(garbage, id="garbage"),
    pytest.param(hang, id="hang"),
    pytest.param(drip, id="byte by byte"),
]


@pytest.mark.share(3)
@pytest.mark.parametrize("act", FAULTS)
def test_a_passing_fault_is_survived(
    mediawiki: MediaWiki, proxy: FaultProxy, wiki: LiveWiki, request: pytest.FixtureRequest, act: Act
) -> None:
    """One fault at the very first request, one while reading and one while writing: the edit is made, once."""
    title = page_of(mediawiki, request)
    with proxy.fault(Fault(act)) as first:
        wiki.account()
    with proxy.fault(Fault(act, READING)) as reading:
        page = read(wiki, title)
    with proxy.fault(Fault(act, WRITING)) as writing:
        assert wiki.save(page, "new", summary="").result is SaveResult.SAVED
    assert (first.struck, reading.struck, writing.struck) == (1, 1, 1)
    assert [revision.text for revision in mediawiki.history(title)] == ["new", "old"]


@pytest.mark.parametrize("act", [reset, cut_off, status(502), hang])
def test_an_edit_whose_answer_is_lost(
    mediawiki: MediaWiki, proxy: FaultProxy, wiki: LiveWiki, request: pytest.FixtureRequest, act: Act
) -> None:
    """An edit that was made although its answer never came is not made twice, and is told as saved; a new page too."""
    title = page_of(mediawiki, request)
    page = read(wiki, title)
    with proxy.fault(Fault(act, WRITING, first=True)):
        saved = wiki.save(page, "new", summary="")
    assert [revision.text for revision in mediawiki.history(title)] == ["new", "old"]
    assert saved.revision_id == mediawiki.history(title)[0].id
    new = Page(title=f"{title} new", text="")
    with proxy.fault(Fault(act, WRITING, first=True)):
        assert wiki.save(new, "made", summary="").result is SaveResult.SAVED
    assert [revision.text for revision in mediawiki.history(new.title)] == ["made"]


@pytest.mark.parametrize("act", [status(503), hang, garbage])
def test_a_lasting_fault_ends_the_run(
    mediawiki: MediaWiki, proxy: FaultProxy, login: Account, request: pytest.FixtureRequest, act: Act
) -> None:
    """A fault for good while writing ends within patience, as one line, and nothing is written."""
    wiki = LiveWiki(proxy.api, patience=1.2)
    title = page_of(mediawiki, request)
    page = read(wiki, title)
    started = time.monotonic()
    with (
        proxy.fault(Fault(act, WRITING, times=None)),
        pytest.raises(WikiUnavailable, match="not available") as caught,
    ):
        wiki.save(page, "new", summary="")
    assert time.monotonic() - started < 10
    assert "\n" not in str(caught.value)
    assert len(mediawiki.history(title)) == 1
    assert wiki.save(page, "new", summary="").result is SaveResult.SAVED


@pytest.mark.parametrize("act", [status(503), garbage, reset, LAGGED])
def test_a_lasting_fault_from_the_start(proxy: FaultProxy, login: Account, act: Act) -> None:
    """A wiki that is out of order from the first request on is not taken for a wrong address or a wrong password."""
    with (
        proxy.fault(Fault(act, times=None)),
        pytest.raises(WikiUnavailable, match="not available"),
    ):
        list(LiveWiki(proxy.api, patience=1.2).find(Query(titles=("Main Page",))))


def test_a_long_retry_after(proxy: FaultProxy, login: Account) -> None:
    """A wiki that asks for more than our patience is left alone at once."""
    wiki = LiveWiki(proxy.api, patience=60)
    started = time.monotonic()
    with proxy.fault(Fault(status(429, retry_after="3600"))), pytest.raises(WikiUnavailable, match="429"):
        wiki.account()
    assert time.monotonic() - started < 30


def test_not_a_wiki_at_all(proxy: FaultProxy, wiki: LiveWiki) -> None:
    """An address that is not found is wrong usage, told at once."""
    with proxy.fault(Fault(status(404))), pytest.raises(UsageError, match=r"api\.php"):
        wiki.account()


def test_a_stale_token(
    mediawiki: MediaWiki, proxy: FaultProxy, wiki: LiveWiki, request: pytest.FixtureRequest
) -> None:
    """A token that the wiki no longer takes is renewed; one that it never takes ends as a login that does not last."""
    title = page_of(mediawiki, request)
    page = read(wiki, title)
    with proxy.fault(Fault(api_error("badtoken", "Invalid CSRF token."), WRITING)) as fault:
        assert wiki.save(page, "new", summary="").result is SaveResult.SAVED
    assert fault.struck == 1
    page = read(wiki, title)
    with (
        proxy.fault(Fault(api_error("badtoken", "Invalid CSRF token."), WRITING, times=None)),
        pytest.raises(LoginError),
    ):
        wiki.save(page, "newer", summary="")
    assert mediawiki.text(title) == "new"


@pytest.mark.parametrize("code", ["assertuserfailed", "notloggedin"])
def test_a_session_lost_at_the_edit(
    mediawiki: MediaWiki, proxy: FaultProxy, wiki: LiveWiki, request: pytest.FixtureRequest, code: str
) -> None:
    """A session that is lost just when the edit is sent is renewed, and the edit is made."""
    page = read(wiki, page_of(mediawiki, request))
    with proxy.fault(Fault(api_error(code), WRITING)) as fault:
        assert wiki.save(page, "new", summary="").result is SaveResult.SAVED
    assert fault.struck == 1


def test_what_a_person_hears(
    proxy: FaultProxy,
    wiki: LiveWiki,
    login: Account,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Trouble is told in our log, a line each, without a traceback, without the password, and nothing is printed."""
    with caplog.at_level(logging.DEBUG, "indababot"):
        for act in (status(502), reset, garbage):
            with proxy.fault(Fault(act)):
                wiki.account()
        with proxy.fault(Fault(status(503), LOGGING_IN)):
            LiveWiki(proxy.api, patience=PATIENCE).account()
    told = [record for record in caplog.records if record.name.startswith("indababot")]
    assert sum("trying again" in record.getMessage() for record in told) >= 3
    assert not [record for record in told if "\n" in record.getMessage() or record.exc_info]
    assert login.secret not in caplog.text
    assert capfd.readouterr() == ("", "")


def test_the_pause_between_writes(
    mediawiki: MediaWiki, proxy: FaultProxy, login: Account, request: pytest.FixtureRequest
) -> None:
    """Two writes are as far apart as was asked; the first one waits for nothing."""
    title = page_of(mediawiki, request)
    wiki = LiveWiki(proxy.api, patience=PATIENCE, write_pause=60.0)
    started = time.monotonic()
    wiki.save(read(wiki, title), "nothing", summary="")
    assert time.monotonic() - started < 60.0
    wiki = LiveWiki(proxy.api, patience=PATIENCE, write_pause=1.0)
    page = read(wiki, title)
    started = time.monotonic()
    wiki.save(page, "one", summary="")
    page = read(wiki, title)
    wiki.save(page, "two", summary="")
    assert time.monotonic() - started >= 1.0


@pytest.mark.parametrize("given", ["soon", "-1", "0", "inf"])
def test_a_patience_that_is_none(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A patience that is no number of seconds is wrong usage."""
    monkeypatch.setenv("INDABABOT_PATIENCE", given)
    with pytest.raises(UsageError, match="INDABABOT_PATIENCE"):
        LiveWiki("http://127.0.0.1:1/api.php")


def test_patience_from_the_environment(monkeypatch: pytest.MonkeyPatch, state: object) -> None:
    """INDABABOT_PATIENCE is how long trouble is borne."""
    monkeypatch.setenv("INDABABOT_PATIENCE", "0.7")
    started = time.monotonic()
    with pytest.raises(IndababotError):
        list(LiveWiki("http://127.0.0.1:1/api.php").find(Query(titles=("X",))))
    assert 0.4 < time.monotonic() - started < 20
