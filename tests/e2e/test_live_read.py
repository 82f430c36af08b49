"""What the live wiki reads: every way of finding pages, accounts, rendered pages, and how many requests it takes."""

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from indababot.errors import LoginError, PageMissing, UsageError, WikiUnavailable
from indababot.pages import Page
from indababot.wikis import Query, User, connect
from indababot.wikis.live import LiveWiki
from tests.mediawiki import Account, MediaWiki
from tests.mediawiki.server import free_port

pytestmark = pytest.mark.wiki


@pytest.fixture(scope="module")
def pages(mediawiki: MediaWiki) -> None:
    """A few pages that each way of finding finds differently."""
    mediawiki.import_pages(
        {
            "Template:Read card": "<includeonly>[[Category:Read cards]]</includeonly>A card",
            "Read/Plain": "Plain text.",
            "Read/Carded": "{{Read card|a=b}} [[Category:Read talks/Submissions]]",
            "Read talk by another name": "{{Read card}}",
            "Elsewhere": "In the category only. [[Category:Read talks/Submissions]][[Category:Read]]",
            "User:Ama/Read draft": "A draft",
            "Read/Old": "#REDIRECT [[Read/Plain]]",
            "Read/Older": "#REDIRECT [[Read/Old]]",
            "Read/Circle": "#REDIRECT [[Read/Circle 2]]",
            "Read/Circle 2": "#REDIRECT [[Read/Circle]]",
            "Read/Broken": "#REDIRECT [[Read/Nowhere]]",
            "Read/Ünïcode ’ ? + #".rstrip("# "): "é",
        }
    )


@pytest.fixture
def anonymous(mediawiki: MediaWiki, pages: None, state: Path) -> LiveWiki:
    """The wiki as it is read without a login."""
    return LiveWiki(mediawiki.api, patience=6)


FINDS = [
    pytest.param(
        Query(prefixes=("Read/",)),
        ["Read/Carded", "Read/Plain", "Read/Ünïcode ’ ? +"],
        id="prefix, redirects followed",
    ),
    pytest.param(Query(prefixes=("User:Ama/",)), ["User:Ama/Read draft"], id="prefix in another namespace"),
    pytest.param(Query(categories=("Read talks/Submissions",)), ["Elsewhere", "Read/Carded"], id="category"),
    pytest.param(Query(categories=("Category:Read",)), ["Elsewhere"], id="category with its namespace"),
    pytest.param(
        Query(categories=("Read cards",)),
        ["Read talk by another name", "Read/Carded"],
        id="category by template",
    ),
    pytest.param(
        Query(templates=("Read card",)), ["Read talk by another name", "Read/Carded"], id="template"
    ),
    pytest.param(
        Query(titles=("Elsewhere", "elsewhere", "Nowhere at all", "Read/Plain|Read/Carded", "[x]")),
        ["Elsewhere"],
        id="titles",
    ),
    pytest.param(Query(titles=("Read/Older",)), ["Read/Plain"], id="a redirect to a redirect"),
    pytest.param(Query(titles=("Read/Circle", "Read/Broken")), [], id="redirects that lead nowhere"),
    pytest.param(Query(prefixes=("Nothing like it/",)), [], id="nothing"),
    pytest.param(Query(), [], id="an empty query"),
    pytest.param(
        Query(
            prefixes=("Read/", "User:Ama/"),
            categories=("Read",),
            templates=("Read card",),
            titles=("Read/Old",),
        ),
        [
            "Elsewhere",
            "Read talk by another name",
            "Read/Carded",
            "Read/Plain",
            "Read/Ünïcode ’ ? +",
            "User:Ama/Read draft",
        ],
        id="the union, each page once",
    ),
]


@pytest.mark.parametrize(("query", "titles"), FINDS)
def test_find(anonymous: LiveWiki, query: Query, titles: list[str]) -> None:
    """A query finds the union of its parts, each page once, by title."""
    assert [page.title for page in anonymous.find(query)] == titles


def test_a_talk_page_of_the_wikis_own_name(anonymous: LiveWiki, mediawiki: MediaWiki) -> None:
    """The wiki says which pages are talk pages, with their text and without."""
    title = "Indaba test wiki talk:Read"
    mediawiki.put(title, "Text")
    query = Query(titles=(title, "Read/Plain"))
    assert {page.title: page.talk for page in anonymous.find(query)} == {title: True, "Read/Plain": False}
    assert {page.title: page.talk for page in anonymous.list_each([query])[0]} == {
        title: True,
        "Read/Plain": False,
    }


def test_a_found_page_is_told_whole(anonymous: LiveWiki, mediawiki: MediaWiki) -> None:
    """A page comes with its text, ids, time, address, the categories that its templates give, and what led to it."""
    found = {page.title: page for page in anonymous.find(Query(prefixes=("Read/",)))}
    carded, plain = found["Read/Carded"], found["Read/Plain"]
    revision = mediawiki.history("Read/Carded")[0]
    assert (carded.text, carded.revision_id) == (revision.text, revision.id)
    assert carded.page_id is not None
    assert carded.timestamp is not None
    assert carded.timestamp.strftime("%Y%m%d%H%M%S%z") == f"{revision.timestamp}+0000"
    assert carded.url == f"{mediawiki.url}/index.php/Read/Carded"
    assert set(carded.categories) == {"Read talks/Submissions", "Read cards"}
    assert plain.redirects == ("Read/Old", "Read/Older")


def test_many_pages_without_a_bot_flag(anonymous: LiveWiki, mediawiki: MediaWiki) -> None:
    """More pages and categories than one answer holds are all found, with all their categories."""
    mediawiki.import_pages(
        {f"Many/{i:03}": "".join(f"[[Category:Many {i % 7} {n}]]" for n in range(12)) for i in range(120)}
    )
    found = list(anonymous.find(Query(prefixes=("Many/",))))
    assert [page.title for page in found] == [f"Many/{i:03}" for i in range(120)]
    assert all(len(page.categories) == 12 and page.text for page in found)


def test_answers_that_are_cut_by_their_size(anonymous: LiveWiki, mediawiki: MediaWiki) -> None:
    """Where the wiki's answers may hold less than what is asked, the rest is asked for."""
    texts = {f"Large/{i:02}": f"{i} " + "x" * 20_000 + f"[[Category:Large {i}]]" for i in range(15)}
    mediawiki.import_pages(texts)
    with mediawiki.settings("$wgAPIMaxResultSize = 70000;"):
        found = list(anonymous.find(Query(prefixes=("Large/",))))
    assert {page.title: page.text for page in found} == texts
    assert [page.categories for page in found] == [(f"Large {i}",) for i in range(15)]


def test_a_search_that_cannot_be(anonymous: LiveWiki) -> None:
    """A category that no wiki can have is wrong usage."""
    with pytest.raises(UsageError, match="does not take"):
        list(anonymous.find(Query(categories=("a|b",))))


def test_rendered(anonymous: LiveWiki) -> None:
    """The rendered page is what its readers see; a page that is gone is an error of that page."""
    [page] = anonymous.find(Query(titles=("Read/Carded",)))
    assert "A card" in str(anonymous.rendered(page))
    with pytest.raises(PageMissing):
        anonymous.rendered(Page(title="Not there", text=""))


def test_users(anonymous: LiveWiki, mediawiki: MediaWiki) -> None:
    """Accounts are told by the names as asked for, in one request, and whether they exist and are blocked."""
    mediawiki.account("Read blocked", groups=())
    mediawiki.account("Read partly", groups=())
    mediawiki.block("Read blocked")
    mediawiki.block("Read partly", titles=["Read/Plain"])
    asked = ["Read blocked", "read_partly", "Read nobody", "a|b", "127.0.0.1", ""]
    anonymous.users([])
    before = anonymous.requests
    assert anonymous.users(asked) == {
        "Read blocked": User("Read blocked", exists=True, blocked=True),
        "read_partly": User("Read partly", exists=True),
        "Read nobody": User("Read nobody", exists=False),
        "a|b": User("A|b", exists=False),
        "127.0.0.1": User("127.0.0.1", exists=False),
        "": User("", exists=False),
    }
    assert anonymous.requests - before <= 2


def test_reading_needs_no_login(anonymous: LiveWiki) -> None:
    """A public wiki is read anonymously, and there is no account then; saving names what is needed."""
    [page] = anonymous.find(Query(titles=("Read/Plain",)))
    assert anonymous.account() is None
    with pytest.raises(LoginError, match=r"INDABABOT_USERNAME.*INDABABOT_PASSWORD"):
        anonymous.save(page, "x", summary="")


def test_a_private_wiki(
    mediawiki: MediaWiki, pages: None, state: Path, bot: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wiki that only its members may read asks for a login, and is read with one."""
    with mediawiki.settings("$wgGroupPermissions['*']['read'] = false;"):
        with pytest.raises(LoginError, match="INDABABOT_USERNAME"):
            list(LiveWiki(mediawiki.api, patience=6).find(Query(titles=("Elsewhere",))))
        _login(monkeypatch, bot)
        assert [
            page.title for page in LiveWiki(mediawiki.api, patience=6).find(Query(prefixes=("Elsew",)))
        ] == ["Elsewhere"]


def test_a_login_without_a_bot_password(
    mediawiki: MediaWiki, pages: None, state: Path, bot: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account's own name and password log in, too."""
    _login(monkeypatch, bot)
    monkeypatch.setenv("INDABABOT_USERNAME", "indaba_bot")
    monkeypatch.setenv("INDABABOT_PASSWORD", bot.password)
    account = LiveWiki(mediawiki.api, patience=6).account()
    assert account is not None
    assert account.name == bot.name


def test_account(mediawiki: MediaWiki, bot: Account, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account is told with its rights and groups."""
    _login(monkeypatch, bot)
    account = LiveWiki(mediawiki.api, patience=6).account()
    assert account is not None
    assert (account.name, account.blocked) == (bot.name, None)
    assert {"edit", "bot", "apihighlimits"} <= account.rights
    assert "bot" in account.groups


WRONG = [
    pytest.param({"INDABABOT_PASSWORD": "0" * 32}, "refuses the login", id="wrong password"),
    pytest.param({"INDABABOT_USERNAME": "Nobody here@app"}, "refuses the login", id="unknown account"),
    pytest.param({"INDABABOT_PASSWORD": ""}, "INDABABOT_PASSWORD is not", id="no password"),
    pytest.param({"INDABABOT_USERNAME": ""}, "INDABABOT_USERNAME is not", id="no name"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG)
def test_wrong_logins(
    mediawiki: MediaWiki,
    bot: Account,
    state: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, str],
    message: str,
) -> None:
    """A login that cannot work is one line that says what to set, and nothing of the password."""
    _login(monkeypatch, bot)
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(LoginError, match=message) as caught:
        list(LiveWiki(mediawiki.api, patience=6).find(Query(titles=("Read/Plain",))))
    assert "\n" not in str(caught.value)
    assert bot.secret not in str(caught.value)


def test_nothing_listens(state: Path) -> None:
    """An address where nothing listens is given up when patience is over."""
    wiki = LiveWiki(f"http://127.0.0.1:{free_port()}/api.php", patience=1)
    with pytest.raises(WikiUnavailable, match="refused"):
        list(wiki.find(Query(titles=("Main Page",))))


def test_no_wiki_at_this_path(mediawiki: MediaWiki, state: Path) -> None:
    """A server without a MediaWiki at the address is wrong usage, told at once."""
    with pytest.raises(UsageError, match=r"api\.php"):
        list(LiveWiki(f"{mediawiki.url}/no/such/api.php", patience=1).find(Query(titles=("Main Page",))))


SPECS = [
    "",
    "nothing-like-it",
    "no-such-folder/",
    "gone.xml",
    "Meta:meta:x",
]


@pytest.mark.parametrize("spec", SPECS)
def test_what_is_no_wiki(spec: str) -> None:
    """What names no wiki is wrong usage."""
    with pytest.raises(UsageError):
        connect(spec)


def test_an_unknown_family(state: Path) -> None:
    """A family or a code that pywikibot does not know is wrong usage, without any request."""
    for spec in ("nosuchfamily:en", "meta:nosuchcode"):
        with pytest.raises(UsageError, match=spec):
            list(connect(spec, patience=1).find(Query(titles=("Main Page",))))


def test_connecting_asks_nothing(mediawiki: MediaWiki, state: Path) -> None:
    """Naming a wiki sends no request."""
    mediawiki.mark()
    wiki = connect(mediawiki.api)
    assert wiki.name == mediawiki.api
    wiki.close()
    wiki.close()
    assert mediawiki.requests() == []


def _login(monkeypatch: pytest.MonkeyPatch, account: Account) -> None:
    for name, value in account.environment().items():
        monkeypatch.setenv(name, value)


def test_when_pages_were_made(mediawiki: MediaWiki, anonymous: LiveWiki) -> None:
    """One request for each namespace tells it for all pages that were edited since; a page with one revision tells it itself."""
    titles = [*(f"Made/{number}" for number in range(4)), "User:Ama/Made"]
    for again in ("first", "second"):
        mediawiki.import_pages(dict.fromkeys(titles, f"{again} text"))
        time.sleep(1 if again == "first" else 0)
    mediawiki.put("Made/New", "only text")
    pages = list(anonymous.find(Query(prefixes=("Made/", "User:Ama/Made"))))
    assert {page.title for page in pages if page.made} == {"Made/New"}
    before = anonymous.requests
    made = anonymous.made(pages)
    assert anonymous.requests - before == 2
    assert made == {
        title: datetime.strptime(f"{mediawiki.history(title)[-1].timestamp}Z", "%Y%m%d%H%M%S%z")
        for title in [*titles, "Made/New"]
    }
    assert all(made[page.title] < page.timestamp for page in pages if page.title in titles and page.timestamp)
    early = min(made.values()) - timedelta(seconds=1)
    assert list(anonymous.made(pages, early)) == ["Made/New"], "later ones are not looked for"
