"""What the live wiki writes: only what was asked, over nobody's edit, and told as it was."""

import itertools
import logging

import pytest

from indababot.errors import (
    AccountBlocked,
    EditConflict,
    IndababotError,
    LoginError,
    PageMissing,
    PageRefused,
    WikiUnavailable,
)
from indababot.pages import Page
from indababot.wikis import Query, SaveResult
from indababot.wikis.live import LiveWiki
from tests.mediawiki import Account, MediaWiki

pytestmark = pytest.mark.wiki

ONE = "== Programme ==\nHuman text.\n\nfirst\n\nsecond\n\nthird\n\nMore human text."
TWO = ONE.replace("second", "second by the bot")

numbers = itertools.count(1)


@pytest.fixture
def wiki(mediawiki: MediaWiki, login: Account) -> LiveWiki:
    """The wiki with the bot logged in."""
    return LiveWiki(mediawiki.api, patience=6)


@pytest.fixture
def page(mediawiki: MediaWiki, wiki: LiveWiki) -> Page:
    """A page of this test alone, as it was read."""
    return read(wiki, put(mediawiki, ONE))


def put(mediawiki: MediaWiki, text: str, user: str = "Organiser") -> str:
    """A new page; its title."""
    title = f"Save/Page {next(numbers)}"
    mediawiki.put(title, text, user=user)
    return title


def read(wiki: LiveWiki, title: str) -> Page:
    """The page as the bot reads it."""
    [page] = wiki.find(Query(titles=(title,)))
    return page


def test_saving(mediawiki: MediaWiki, wiki: LiveWiki, page: Page, login: Account) -> None:
    """A save is one edit by the bot: flagged as a bot's, not minor, with its summary, and its revision is told."""
    saved = wiki.save(page, TWO, summary="2 rows changed")
    newest, oldest = mediawiki.history(page.title)
    assert (newest.text, newest.summary, newest.user) == (TWO, "2 rows changed", login.name)
    assert (newest.bot, newest.minor) == (True, False)
    assert oldest.text == ONE
    assert (saved.result, saved.revision_id) == (SaveResult.SAVED, newest.id)


def test_saving_again(mediawiki: MediaWiki, wiki: LiveWiki, page: Page) -> None:
    """Pages can be saved one after the other in one second, each as it was read last."""
    for number in range(3):
        wiki.save(page, f"{ONE}\n\n{number}", summary="")
        page = read(wiki, page.title)
    assert [revision.text[-1] for revision in mediawiki.history(page.title)] == ["2", "1", "0", "."]


SAME = [
    pytest.param("é and text", "é and text", id="the same text"),
    pytest.param("é and text", "é and text \n\n", id="blanks at the end"),
    pytest.param(
        "é and text\nmore", "e\u0301 and text\r\nmore", id="another way to write letters and line ends"
    ),
    pytest.param("", "\n", id="nothing"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_text_is_no_edit(mediawiki: MediaWiki, wiki: LiveWiki, before: str, after: str) -> None:
    """A text that the wiki would store as what it has is not sent at all."""
    page = read(wiki, put(mediawiki, before))
    mediawiki.mark()
    assert wiki.save(page, after, summary="").result is SaveResult.UNCHANGED
    assert mediawiki.requests() == []
    assert len(mediawiki.history(page.title)) == 1


def test_a_new_page(mediawiki: MediaWiki, wiki: LiveWiki) -> None:
    """A page that was not read is made; a second attempt finds that it is there, with this text or with another."""
    new = Page(title=f"Save/New {next(numbers)}", text="")
    assert wiki.save(new, "Made", summary="new").result is SaveResult.SAVED
    assert wiki.save(new, "Made", summary="new").result is SaveResult.UNCHANGED
    with pytest.raises(EditConflict, match="made this page"):
        wiki.save(new, "Made otherwise", summary="new")
    assert [revision.text for revision in mediawiki.history(new.title)] == ["Made"]


def test_text_passes_unharmed(mediawiki: MediaWiki, wiki: LiveWiki, page: Page) -> None:
    """Bars, percent signs, plus signs and every script arrive as they were sent."""
    text = "a|b||c %7C + & = é العربية 🎉 \u200d {{x|y}}\n|}\n{|\n|-\n| z\n|}"
    wiki.save(page, text, summary="50 % | été + 🎉")
    newest = mediawiki.history(page.title)[0]
    assert (newest.text, newest.summary) == (text, "50 % | été + 🎉")


# -- other people ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("editor", ["Organiser", "Indaba bot"])
@pytest.mark.parametrize(
    "text", [ONE.replace("second", "second by a person"), ONE.replace("first", "first, too")]
)
def test_edits_in_the_same_second(
    mediawiki: MediaWiki, wiki: LiveWiki, page: Page, text: str, editor: str
) -> None:
    """An edit after the page was read is a conflict: in the same second, by the bot's own account, on other lines too."""
    mediawiki.put(page.title, text, user=editor)
    with pytest.raises(EditConflict):
        wiki.save(page, TWO, summary="")
    assert mediawiki.text(page.title) == text


@pytest.mark.parametrize("editor", ["Organiser", "Indaba bot"])
def test_edits_between_the_look_and_the_save(
    mediawiki: MediaWiki, wiki: LiveWiki, page: Page, editor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit in the last moment is a conflict on the same lines; on other lines the wiki keeps both, and it is told."""
    from indababot.wikis.live.save import Writer

    edits = iter([ONE.replace("second", "second by a person"), ONE.replace("Human", "Kind human")])
    monkeypatch.setattr(Writer, "_wait", lambda _: mediawiki.put(page.title, next(edits), user=editor))
    with pytest.raises(EditConflict):
        wiki.save(page, TWO, summary="")
    assert mediawiki.text(page.title) == ONE.replace("second", "second by a person")
    mediawiki.put(page.title, ONE)
    page = read(wiki, page.title)
    with pytest.raises(EditConflict, match="merged"):
        wiki.save(page, TWO, summary="")
    assert mediawiki.text(page.title) == TWO.replace("Human", "Kind human")


def test_a_deleted_page(
    mediawiki: MediaWiki, wiki: LiveWiki, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that was deleted since it was read, even in the last moment, is not made anew."""
    from indababot.wikis.live.save import Writer

    other = read(wiki, put(mediawiki, ONE))
    mediawiki.delete(page.title)
    with pytest.raises(PageMissing, match="deleted"):
        wiki.save(page, TWO, summary="")
    monkeypatch.setattr(Writer, "_wait", lambda _: mediawiki.delete(other.title))
    with pytest.raises(PageMissing):
        wiki.save(other, TWO, summary="")
    assert mediawiki.text(page.title) is mediawiki.text(other.title) is None


@pytest.mark.parametrize("redirect", [True, False])
def test_a_moved_page(mediawiki: MediaWiki, wiki: LiveWiki, page: Page, redirect: bool) -> None:
    """A page that was moved since it was read is left alone, at its old place and at its new one."""
    mediawiki.move(page.title, f"{page.title} (moved)", redirect=redirect)
    with pytest.raises(PageMissing, match=r"moved to .* \(moved\)"):
        wiki.save(page, TWO, summary="")
    assert mediawiki.text(f"{page.title} (moved)") == ONE


NOBOTS = [
    "{{nobots}}",
    "{{bots|deny=Someone, Indaba bot}}",
    "{{Bots|allow=none}}",
    "{{bots|optout=x|deny=all}}",
]


@pytest.mark.parametrize("template", NOBOTS)
def test_nobots(mediawiki: MediaWiki, wiki: LiveWiki, template: str) -> None:
    """A page that asks bots to leave is left alone."""
    page = read(wiki, put(mediawiki, f"{ONE}\n{template}"))
    with pytest.raises(PageRefused, match="nobots"):
        wiki.save(page, TWO, summary="")
    assert mediawiki.text(page.title) == f"{ONE}\n{template}"


def test_nobots_in_what_is_saved(mediawiki: MediaWiki, wiki: LiveWiki, page: Page) -> None:
    """What counts is the page as people have left it, not a text that the bot is about to copy to it."""
    wiki.save(page, f"{TWO}\n{{{{nobots}}}}", summary="")
    assert str(mediawiki.text(page.title)).endswith("{{nobots}}")


# -- what the wiki refuses -------------------------------------------------------------------------------------


def test_a_protected_page(mediawiki: MediaWiki, wiki: LiveWiki, page: Page) -> None:
    """A protected page is refused, and so is a title that is protected from being made.

    Protecting is an entry in the page's history: after it has been read, it is a conflict first.
    """
    mediawiki.protect(page.title)
    with pytest.raises(EditConflict):
        wiki.save(page, TWO, summary="")
    page = read(wiki, page.title)
    new = Page(title=f"Save/Salted {next(numbers)}", text="")
    mediawiki.protect(new.title)
    with pytest.raises(PageRefused, match="protected") as caught:
        wiki.save(page, TWO, summary="")
    assert caught.value.title == page.title
    with pytest.raises(PageRefused, match="protected"):
        wiki.save(new, TWO, summary="")


def test_blocks(mediawiki: MediaWiki, wiki: LiveWiki, page: Page, login: Account) -> None:
    """A block of the whole wiki stops the run; one of a page refuses that page, and others are saved."""
    other = read(wiki, put(mediawiki, ONE))
    mediawiki.block(login.name, titles=[page.title])
    try:
        with pytest.raises(PageRefused, match="blocked from this page"):
            wiki.save(page, TWO, summary="")
        assert wiki.save(other, TWO, summary="").result is SaveResult.SAVED
        account = wiki.account()
        assert account is not None
        assert account.blocked is None
        mediawiki.block(login.name, reason="Runs wild")
        with pytest.raises(AccountBlocked):
            wiki.save(page, TWO, summary="")
        account = wiki.account()
        assert account is not None
        assert account.blocked == "Runs wild"
    finally:
        mediawiki.unblock(login.name)
    assert wiki.save(page, TWO, summary="").result is SaveResult.SAVED


@pytest.mark.parametrize("consequence", ["disallow", "warn"])
def test_abuse_filters(mediawiki: MediaWiki, wiki: LiveWiki, page: Page, consequence: str) -> None:
    """A filter that disallows or warns refuses the page; a warning is for people, so it is not confirmed."""
    pattern = 'added_lines contains "by the bot"'
    with mediawiki.abuse_filter(pattern, consequence=consequence):
        for _ in range(2):
            with pytest.raises(PageRefused, match="abuse filter"):
                wiki.save(page, TWO, summary="")
    assert mediawiki.text(page.title) == ONE


def test_blacklists(mediawiki: MediaWiki, wiki: LiveWiki, page: Page) -> None:
    """A blacklisted link and a blacklisted title are refused."""
    mediawiki.put("MediaWiki:Spam-blacklist", r"\bspam\.example\b", user="Admin")
    mediawiki.put("MediaWiki:Titleblacklist", "Save.Bad .*", user="Admin")
    mediawiki.kill_sessions()  # and caches
    with pytest.raises(PageRefused, match="blacklisted site"):
        wiki.save(page, f"{TWO} https://spam.example/x", summary="")
    with pytest.raises(PageRefused, match="title is blacklisted"):
        wiki.save(Page(title="Save/Bad title", text=""), TWO, summary="")


CAPTCHA = "$wgGroupPermissions['bot']['skipcaptcha'] = $wgGroupPermissions['user']['skipcaptcha'] = false;"
REFUSING = [
    pytest.param(f"{CAPTCHA} $wgCaptchaTriggers['edit'] = true;", PageRefused, "captcha", id="captcha"),
    pytest.param("$wgMaxArticleSize = 0;", PageRefused, "larger", id="too big"),
    pytest.param("$wgReadOnly = 'Moving house';", WikiUnavailable, "read-only", id="read-only"),
    pytest.param(
        "$wgRateLimits['edit']['user'] = [0, 60]; $wgGroupPermissions['bot']['noratelimit'] = false;",
        WikiUnavailable,
        "rate",
        id="rate limit",
    ),
]


@pytest.mark.parametrize(("settings", "error", "message"), REFUSING)
def test_settings_of_the_wiki(
    mediawiki: MediaWiki, wiki: LiveWiki, page: Page, settings: str, error: type[IndababotError], message: str
) -> None:
    """What the wiki does not take is told as what it is; afterwards the same save works."""
    impatient = LiveWiki(mediawiki.api, patience=1.5)
    with mediawiki.settings(settings), pytest.raises(error, match=message) as caught:
        impatient.save(page, TWO, summary="")
    assert "\n" not in str(caught.value)
    assert mediawiki.text(page.title) == ONE
    assert wiki.save(page, TWO, summary="").result is SaveResult.SAVED


def test_an_account_that_may_not_edit(
    mediawiki: MediaWiki, state: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot password without the grant to edit is told as a login that lacks a right."""
    weak = mediawiki.account("Weak bot", grants=["basic"])
    for name, value in weak.environment().items():
        monkeypatch.setenv(name, value)
    wiki = LiveWiki(mediawiki.api, patience=6)
    page = read(wiki, put(mediawiki, ONE))
    with pytest.raises(LoginError, match="grant"):
        wiki.save(page, TWO, summary="")


def test_an_impossible_title(wiki: LiveWiki) -> None:
    """A title that the wiki cannot take is refused."""
    with pytest.raises(PageRefused, match="title"):
        wiki.save(Page(title="Save/[x]", text=""), "x", summary="")


# -- the login -------------------------------------------------------------------------------------------------


def test_a_lost_session(mediawiki: MediaWiki, wiki: LiveWiki, page: Page, login: Account) -> None:
    """A session that is lost in mid-run is renewed, and the edit is still the bot's."""
    mediawiki.kill_sessions()
    assert wiki.save(page, TWO, summary="").result is SaveResult.SAVED
    assert mediawiki.history(page.title)[0].user == login.name


def test_a_revoked_bot_password(mediawiki: MediaWiki, state: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot password that was taken back ends the run with what to do, in one line."""
    account = mediawiki.account("Dismissed bot")
    for name, value in account.environment().items():
        monkeypatch.setenv(name, value)
    wiki = LiveWiki(mediawiki.api, patience=6)
    page = read(wiki, put(mediawiki, ONE))
    mediawiki.revoke_bot_password(account)
    mediawiki.kill_sessions()
    with pytest.raises(LoginError, match="INDABABOT_PASSWORD") as caught:
        wiki.save(page, TWO, summary="")
    assert account.secret not in str(caught.value)
    assert mediawiki.text(page.title) == ONE


def test_the_login_of_an_earlier_run(mediawiki: MediaWiki, wiki: LiveWiki, page: Page) -> None:
    """The next run goes on with the login that is kept in the state folder, without a new one."""
    mediawiki.mark()
    again = LiveWiki(mediawiki.api, patience=6)
    assert read(again, page.title) == page
    assert len(mediawiki.requests()) == 2


def test_what_the_wiki_changes_is_told(wiki: LiveWiki, page: Page, caplog: pytest.LogCaptureFixture) -> None:
    """A text that the wiki expands while it saves is told in the log."""
    with caplog.at_level(logging.WARNING, "indababot.wiki"):
        wiki.save(page, f"{TWO} ~~~~~", summary="")
    assert [record.getMessage() for record in caplog.records if "changed the text" in record.getMessage()]
