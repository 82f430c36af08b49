"""E-mail addresses and phone numbers never leave a record unless they are asked for."""

from indababot.editions import load
from indababot.pages import Page
from indababot.privacy import emails, masked, public, public_all
from indababot.reading import read
from indababot.records import PageRef, Submission, Unrecognised

EDITION = load("wikiindaba-2023")
PAGE = Page(
    "WikiIndaba 2023/Submissions/X",
    "'''Title:''' X\n\n'''Author(s):''' Zuri zuri@example.org\n\n'''Username(s):''' User:Zuri\n\n"
    "'''Extra information:''' call +255 700 000 000\n\n'''Shoe size:''' a.b@example.org\n\n"
    "== Interested participants ==\n* [[User:Ayo]]: write to ayo@example.com\n",
)


def test_every_text_of_a_record_is_masked() -> None:
    """Fields, wikitext, participants and what is unrecognised: no address is left, and places are kept."""
    found = read(PAGE, EDITION)
    shown = public(found, EDITION.regions)
    told = repr(shown.model_dump()) + repr(shown.fields) + repr(shown.remarks)
    assert "@" not in told
    assert "+255" not in told
    assert shown.extra == "call [phone]"
    assert [field.value_span for field in shown.fields] == [field.value_span for field in found.fields]
    assert [rest.span for rest in shown.unrecognised] == [rest.span for rest in found.unrecognised]


def test_addresses_can_be_asked_for() -> None:
    """The addresses of a record are listed once each; a record without any is left as it is."""
    found = read(PAGE, EDITION)
    assert set(emails(found)) == {"zuri@example.org", "a.b@example.org", "ayo@example.com"}
    plain = read(Page("A/B", "'''Title:''' X"), EDITION)
    assert public(plain) is plain
    assert emails(plain) == []


def test_a_record_is_masked_once() -> None:
    """What is masked is no address any more: to mask it again changes nothing."""
    shown = public(read(PAGE, EDITION))
    assert public(shown) is shown
    assert masked("[e-mail] and [phone]") == "[e-mail] and [phone]"


def test_a_label_introduces_a_number() -> None:
    """A text below a label that says telephone is masked, as it is on its page, where label and number stand side by side."""
    page = Page(PAGE.title, "'''Title:''' X\n\n'''Phone:''' 555-0199\n")
    shown = public(read(page, EDITION), EDITION.regions)
    assert "0199" not in shown.model_dump_json()
    apart = Submission(
        edition="x",
        page=PageRef(title="X"),
        title="X",
        unrecognised=(
            Unrecognised(label="Phone", text="555-0199"),
            Unrecognised(label="Room", text="555-0199"),
        ),
    )
    assert [rest.text for rest in public(apart, EDITION.regions).unrecognised] == ["[phone]", "555-0199"]


def test_titles_that_differ_in_an_address_stay_apart() -> None:
    """Two pages are two rows, also where their titles are the same once they are masked."""
    pages = [
        Page(f"WikiIndaba 2023/Submissions/Ask {name}@example.org", PAGE.text) for name in ("ada", "ben")
    ]
    titles = [
        item.page.title for item in public_all([read(page, EDITION) for page in pages], EDITION.regions)
    ]
    assert titles == [
        "WikiIndaba 2023/Submissions/Ask [e-mail]",
        "WikiIndaba 2023/Submissions/Ask [e-mail] (2)",
    ]


def test_a_name_beside_an_address_is_a_name() -> None:
    """A person whose address is made of the name is shown by it, and a piece of an address that a separator cuts is not."""
    page = Page(
        PAGE.title,
        "'''Title:''' X\n\n'''Author(s):''' Kibo, kibo@example.org\n\n'''Username(s):''' [[User:Kibo]]\n",
    )
    shown = public(read(page, EDITION), EDITION.regions)
    assert "Kibo" in shown.authors
    assert [user.name for user in shown.usernames] == ["Kibo"]
    assert "example.org" not in shown.model_dump_json()
