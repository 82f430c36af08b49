"""What validate --online asks a real wiki: accounts, blacklisted links, one revision; and nothing where it has no Linter."""

from collections.abc import Iterator

import pytest

from indababot.errors import PageMissing
from indababot.online import Inspector, facts
from indababot.pages import Page
from indababot.records import Evidence, PageRef, Submission, Username
from indababot.wikis.live import LiveWiki
from indababot.wikis.live.inspect import code_point
from tests.mediawiki import Account, MediaWiki

pytestmark = pytest.mark.wiki


@pytest.fixture
def live(mediawiki: MediaWiki, login: Account) -> Iterator[LiveWiki]:
    """The live wiki, logged in."""
    del login
    wiki = LiveWiki(mediawiki.api)
    yield wiki
    wiki.close()


def test_facts(mediawiki: MediaWiki, live: LiveWiki) -> None:
    """Accounts are asked for in one go, and each blacklisted link is told with its page."""
    mediawiki.account("Online Ada")
    mediawiki.account("Online Ben")
    mediawiki.block("Online Ben")
    text = "See https://online-spam.example/a and https://good.example/b"
    names = ("Online Ada", "Online Ben", "Online Nobody")
    users = tuple(Username(name=name, evidence=Evidence.LIST) for name in names)
    page = Page("Online/One", text, page_id=1, revision_id=1)
    entry = (
        Submission(edition="generic", page=PageRef(title=page.title), title="One", usernames=users),
        page,
    )
    assert isinstance(live, Inspector)
    mediawiki.put("MediaWiki:Spam-blacklist", "online-spam\\.example")
    known = facts(live, [entry])
    assert {name: (user.exists, user.blocked) for name, user in known.users.items()} == {
        "Online Ada": (True, False),
        "Online Ben": (True, True),
        "Online Nobody": (False, False),
    }
    assert known.blacklisted == {"Online/One": ("https://online-spam.example/a",)}
    assert known.lint == {}


def test_revision(mediawiki: MediaWiki, live: LiveWiki) -> None:
    """An old revision comes with its own text, and one that there is not is told."""
    first = mediawiki.put("Online/Revised", "first")
    second = mediawiki.put("Online/Revised", "second")
    assert (live.revision(first).text, live.revision(second).text) == ("first", "second")
    assert live.revision(first).title == "Online/Revised"
    with pytest.raises(PageMissing, match="99999999"):
        live.revision(99999999)


def test_offsets_of_the_linter() -> None:
    """The Linter counts UTF-16 units; an emoji is two of them and one code point."""
    assert [code_point("a😀b", units) for units in (0, 1, 3, 4)] == [0, 1, 2, 3]
