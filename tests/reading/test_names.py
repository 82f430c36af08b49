"""Account names as MediaWiki spells them."""

import pytest

from indababot.reading.values import names, namespaces


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


@pytest.mark.parametrize("namespace", namespaces.USER + namespaces.TALK)
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
    assert names.PREFIX.match(text) is None


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
