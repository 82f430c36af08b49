"""Account names as MediaWiki spells them."""

import pytest

from indababot.lexicon.namespaces import Namespace
from indababot.lexicon.namespaces import names as names_of
from indababot.reading.values.signatures import names
from tests.linear import LONG, is_linear_in


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ada_obi", "Ada obi"),
        ("  ada \u00a0_ obi\u200f ", "Ada obi"),
        ("\u202aada\u202c", "Ada"),
        ("éva", "Éva"),
        ("e\u0301va", "Éva"),
        ("ßeta", "ßeta"),
        ("მარი", "მარი"),
        ("\U00010428x", "\U00010400x"),
        ("элдин беги", "Элдин беги"),
        ("فاطمة", "فاطمة"),
        ("Freedom's Falcon", "Freedom's Falcon"),
        ("a/b", "a/b"),
        ("foo@bar_x", "foo@bar_x"),
        ("", ""),
    ],
)
def test_a_name_is_normalised(written: str, name: str) -> None:
    """Blanks, directions and the first letter are as in MediaWiki; what no account can be called stays as given."""
    assert names.account(written) == name
    assert names.account(name) == name


@pytest.mark.parametrize("namespace", sorted(names_of(Namespace.USER) | names_of(Namespace.USER_TALK)))
def test_every_namespace_is_a_prefix(namespace: str) -> None:
    """A prefix in any language, any case, with blanks or underscores, is no part of the name."""
    for written in (
        f"{namespace}:ada",
        f"{namespace.upper()} : ada",
        f":fr:{namespace.replace(' ', '_')}:ada/sub#top",
    ):
        assert names.target(written) == "Ada"


@pytest.mark.parametrize("text", ["superuser:ada", "the user is ada", "users: ada"])
def test_a_word_that_only_looks_like_a_prefix_is_none(text: str) -> None:
    """A prefix is a whole word with a colon."""
    assert names.prefix_at(text) is None


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://meta.wikimedia.org/wiki/User:Ada_Obi", "Ada Obi"),
        ("//fr.wikipedia.org/w/index.php?title=Utilisateur:Ada&action=edit", "Ada"),
        ("https://fr.wikipedia.org/wiki/Discussion_utilisatrice:A%C3%AFcha#x", "Aïcha"),
        ("https://meta.wikimedia.org/wiki/WikiIndaba:2023", None),
        ("https://example.org/user", None),
    ],
)
def test_an_address_of_a_user_page_names_its_account(address: str, name: str | None) -> None:
    """Only an address in the user or user talk namespace is an account's."""
    assert names.from_address(address) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("by User:Ada and Utilisatrice : Aïcha", ["User:", "Utilisatrice : "]),
        ("see [[:fr:User talk:Ada]]", ["[[:fr:User talk:"]),
        ("w:en:User:Ada", ["w:en:User:"]),
        ("مستخدم：Ada", ["مستخدم："]),
        ("Special:Contributions/Ada, Spezial:Beiträge/Bo", ["Special:Contributions/", "Spezial:Beiträge/"]),
        ("Special:Watchlist/Ada", []),
        ("Image:Ada Category:Bo", []),
        ("User:User:Ada", ["User:", "User:"]),
        ("user: , user:", ["user: ", "user:"]),
        ("superuser: ada", []),
        ("User", []),
    ],
)
def test_prefixes_are_found_in_their_order(text: str, found: list[str]) -> None:
    """A typed prefix has what an interwiki link or a bracket puts before it; other namespaces are none."""
    assert [text[slice(*one)] for one in names.prefixes(text)] == found


@pytest.mark.parametrize(
    ("unit", "end", "found"),
    [(":", "", 0), ("a :", "", 0), ("User:", "", 20_000), (".", ":", 0), ("a b c d : ", "", 0)],
)
def test_looking_for_prefixes_is_linear(unit: str, end: str, found: int) -> None:
    """No text makes the search slow."""

    def text(size: int) -> str:
        return unit * (size // len(unit)) + end

    assert sum(1 for _ in names.prefixes(text(LONG))) == found
    assert is_linear_in(text, lambda one: list(names.prefixes(one)))
