"""One person for the spellings, names and accounts that belong together."""

from indababot.persons import Person, canonical, persons
from indababot.records import Evidence, PageRef, Submission, Username

ALIASES = {"Bukola O. James": ("BUKOLA JAMES", "Bukky658")}


def submission(
    page: str, authors: tuple[str, ...], *usernames: tuple[str, Evidence, str | None]
) -> Submission:
    accounts = tuple(
        Username(name=name, evidence=evidence, author=author) for name, evidence, author in usernames
    )
    return Submission(edition="x", page=PageRef(title=page), title=page, authors=authors, usernames=accounts)


def test_a_spelling_has_its_canonical_name() -> None:
    """Spellings of an alias give its name whatever their case; other names stay."""
    assert canonical("bukola  james", ALIASES) == "Bukola O. James"
    assert canonical("Ada Obi", ALIASES) == "Ada Obi"


def test_aliases_join_names_and_accounts() -> None:
    """Three ways to write one person on three pages are one person."""
    pages = [
        submission("A", ("Bukola O. James",)),
        submission("B", ("BUKOLA JAMES",)),
        submission("C", (), ("Bukky658", Evidence.LIST, None)),
    ]
    assert persons(pages, ALIASES) == [Person("Bukola O. James", ("Bukky658",), ("A", "B", "C"))]


def test_an_account_joins_the_names_that_it_is_paired_with() -> None:
    """One account with two names is one person, under the first name."""
    pages = [
        submission("A", ("Douglas Scott",), ("Discott", Evidence.LINK, "Douglas Scott")),
        submission("B", ("Doug", "Ada"), ("Discott", Evidence.LINK, "Doug")),
    ]
    assert persons(pages, {}) == [
        Person("Douglas Scott", ("Discott",), ("A", "B")),
        Person("Ada", (), ("B",)),
    ]


def test_one_author_and_one_account_belong_together() -> None:
    """A page that names one of each needs no pair; with an ambiguous text nothing is certain."""
    sure = submission("A", ("Ada Obi",), ("Ada", Evidence.LIST, None))
    unsure = submission("B", ("Bob",), ("Bob Cee", Evidence.AMBIGUOUS, None))
    assert persons([sure, unsure], {}) == [
        Person("Ada Obi", ("Ada",), ("A",)),
        Person("Bob", (), ("B",)),
        Person("Bob Cee", (), ("B",)),
    ]


def test_two_people_of_one_name_stay_two() -> None:
    """One name that two pages pair with different accounts is not made one person."""
    pages = [
        submission("A", ("Mohamed Ali",), ("Mali", Evidence.LINK, "Mohamed Ali")),
        submission("B", ("mohamed ali",), ("Moha", Evidence.LINK, "mohamed ali")),
    ]
    assert [person.accounts for person in persons(pages, {})] == [("Mali",), ("Moha",)]


def test_a_name_joins_pages_and_finds_its_account() -> None:
    """The same name without an account elsewhere is the same person."""
    pages = [
        submission("A", ("Ada Obi", "Let's Connect Working Group")),
        submission("B", ("ADA OBI",), ("Ada", Evidence.LINK, "ADA OBI")),
    ]
    assert persons(pages, {}) == [
        Person("Ada Obi", ("Ada",), ("A", "B")),
        Person("Let's Connect Working Group", (), ("A",)),
    ]


def test_a_name_that_is_spelt_like_an_account_is_its_owner() -> None:
    """An author who is named like one of the page's accounts is one person with it, not two."""
    page = submission(
        "A", ("Yao Adjei", "Zola K"), ("Yao adjei", Evidence.LINK, None), ("Zo", Evidence.LINK, None)
    )
    assert persons([page], {}) == [
        Person("Yao Adjei", ("Yao adjei",), ("A",)),
        Person("Zola K", (), ("A",)),
        Person("Zo", ("Zo",), ("A",)),
    ]
