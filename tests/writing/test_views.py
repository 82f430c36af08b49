"""What regions show, and how organisers tune them."""

import re

import pytest

from indababot.diagnostics import Severity
from indababot.editions.form import Choice, FormField
from indababot.editions.model import Edition
from indababot.i18n import in_language, said, translate
from indababot.privacy import public
from indababot.records import Evidence, FieldKey, PageRef, Status, Submission, Username
from indababot.writing.findings import message
from indababot.writing.views import Entry, Rendered, View, render
from tests.writing.samples import EDITION, PREFIX, PROGRAMME, entry, finding
from tests.writing.shown import headers, rows, shown


def test_submissions() -> None:
    """A row for each page, one without a form among them, with the contract's columns."""
    rendered = shown({})
    assert headers(rendered) == ["Title", "Authors", "Type", "Theme", "Level", "Status", "Findings"]
    assert rendered.rows == len(PROGRAMME)
    table = rows(rendered)
    assert table[0] == [
        "A page without a form",
        "",
        "",
        "",
        "",
        "withdrawn",
        "✗ No form was found on this page",
    ]
    assert table[1][:6] == [
        "Écrire en langues africaines",
        "Awa Diop",
        "Lecture",
        "Partnerships",
        "Medium",
        "submitted",
    ]
    assert table[2][1:5] == [
        "Ama Mensah, Kofi Boateng",
        "Workshop",
        "Community Engagement, Education",
        "Basic",
    ]
    assert table[2][6] == "✓"


def test_where_a_page_is_and_how_its_accounts_were_told() -> None:
    """The columns that exports have too: a number and an address where they are known, and the evidence in the list's language."""
    page = PageRef(title="P", page_id=12, url="https://example.org/wiki/P?x={{y}}|z")
    names = (
        Username(name="Ada", evidence=Evidence.LINK),
        Username(name="Bo Obi", evidence=Evidence.AMBIGUOUS),
    )
    known = Entry(public(Submission(edition="e", page=page, title="P", usernames=names)))
    asked = {"columns": "page_id,url,evidence", "lang": "fr", "sort": "-page_id"}
    cells = rows(shown(asked, [entry("A"), known]))
    assert (cells[0][0], cells[0][2], cells[1]) == ("12", "lien, ambigu", ["", "", ""])
    assert "{{y}}" not in cells[0][1]
    assert "example.org" in cells[0][1]


def test_participants() -> None:
    """A row a session with its interested people and their number."""
    rendered = shown({"view": "participants"})
    assert headers(rendered) == ["Session", "Interested people", "Number"]
    assert rows(rendered)[2][1:] == ["Zola, Thandi N, Yao", "3"]
    assert "[[:User:Thandi N|" in rendered.text.text


def test_people() -> None:
    """A row a person, each once, with accounts and sessions; nobody is paired who was not paired on a
    page.
    """
    entries = (
        *PROGRAMME,
        entry("Solo", authors=("Ada Ek",), users=("AdaE",)),
        entry("Duo", authors=("Ada Ek", "Bo Ra"), users=("AdaE",)),
    )
    found = {row[0]: row[1:] for row in rows(shown({"view": "people"}, entries))}
    assert found["Ada Ek"] == ["AdaE", "Duo, Solo"]
    assert found["Bo Ra"] == ["", "Duo"]
    assert found["AmaM"][0] == "AmaM"


def test_people_are_not_guessed() -> None:
    """A text that may be several accounts is neither linked nor given to an author."""
    given = entry("X", authors=("Ada Ek",))
    ambiguous = Username(name="Owula kpakpo Bukky658", evidence=Evidence.AMBIGUOUS)
    submission = given.submission.model_copy(update={"usernames": (ambiguous,)})
    rendered = shown({"view": "people"}, [Entry(public(submission))])
    assert [row[:2] for row in rows(rendered)] == [
        ["Ada Ek", ""],
        ["Owula kpakpo Bukky658", "Owula kpakpo Bukky658 (?)"],
    ]
    assert "User:" not in rendered.text.text


def test_aliases_make_one_person() -> None:
    """The edition's aliases merge the spellings of one person."""
    edition = EDITION.model_copy(update={"aliases": {"Bukola O. James": ("BUKOLA JAMES", "Bukky658")}})
    entries = [
        entry("One", authors=("BUKOLA JAMES",)),
        entry("Two", authors=("Bukola O. James",)),
        entry("Three", authors=("X", "Y"), users=("Bukky658",)),
    ]
    found = {row[0]: row[1:] for row in rows(render({"view": "people"}, entries, edition))}
    assert found["Bukola O. James"] == ["Bukky658", "One, Three, Two"]


def test_incomplete() -> None:
    """Only the pages on which something must be fixed, with what they lack."""
    rendered = shown({"view": "incomplete"})
    assert rows(rendered) == [
        ["A page without a form", "✗ No form was found on this page"],
        ["Écrire en langues africaines", "✗ The field Abstract is missing"],
    ]


def test_nothing_to_show_is_said() -> None:
    """An empty list is a sentence, not a table without rows."""
    assert "Nothing is missing" in shown({"view": "incomplete"}, [PROGRAMME[0]]).text.text
    assert shown({}, []).rows == 0


def test_clashes() -> None:
    """Pairs that share a speaker or enough interested people; what was withdrawn clashes with nothing."""
    both = rows(shown({"view": "clashes"}))
    assert [(row[0].split()[0], row[1].split()[0], row[2], row[3]) for row in both] == [
        ("Lessons", "ويكيبيديا", "Ama Mensah, AmaM", "0"),
        ("Lessons", "Écrire", "", "3"),
    ]
    assert shown({"view": "clashes", "minimum": "4"}).rows == 1
    alone = entry("Solo", authors=("Yao Adjei", "Zola K"), users=("Yao Adjei",))
    assert shown({"view": "clashes"}, [alone]).rows == 0
    namesakes = [entry(name, authors=("Mo Ali",), users=(f"Mo {name}",)) for name in ("X", "Y")]
    assert shown({"view": "clashes"}, namesakes).rows == 0
    gone = [entry(name, users=("A",), status=Status.WITHDRAWN) for name in ("X", "Y")]
    assert shown({"view": "clashes"}, gone).rows == 0
    assert shown({"view": "clashes", "status": "withdrawn"}, gone).rows == 1


def test_statistics() -> None:
    """Counts of type and theme with totals and bars, and how many submissions are complete."""
    text = shown({"view": "statistics"}).text.text
    table = rows(Rendered(shown({"view": "statistics"}).text, 0))
    workshop = next(row for row in table if row[0] == "Workshop")
    assert workshop[1:6] == ["1", "0", "1", "1", "0"]
    assert "█" in text
    total = next(row for row in table if row[0] == "'''Total'''")
    assert total[-2] == "4"
    assert any("50 %" in row[-1] for row in table)


def test_statistics_of_minutes() -> None:
    """Where the edition knows how long a type takes, the minutes are added up."""
    field = EDITION.by_key[FieldKey.TYPES]
    known = field.model_copy(update={"choices": (Choice(name="Lecture", minutes=(20, 30)),)})
    edition = Edition(id="x", name="X", fields=(known,))
    entries = [entry(name, types=("Lecture",)) for name in "ABC"]
    table = rows(render({"view": "statistics"}, entries, edition))
    assert ["Lecture", "3", "60", "90"] in table


def test_findings_name_fields_in_the_readers_language() -> None:
    """A field in a finding has the label that the edition gives it in the region's language."""
    field = FormField(key=FieldKey.ABSTRACT, labels={"en": ("Abstract",), "fr": ("Résumé",)})
    edition = Edition(id="x", name="X", fields=(field,))
    given = entry("T", finding("{field}!", key="abstract", field="Abstract"))
    french = render({"view": "incomplete", "lang": "fr"}, [given], edition)
    assert "Résumé&#33;" in french.text.text


@pytest.mark.parametrize("view", View)
def test_the_order_of_entries_means_nothing(view: View) -> None:
    """The same data give the same text."""
    entries = [
        entry(f"Title {n % 3}", page=f"Page {n}", users=(f"U{n % 4}",), fans=("A", "B", "C"))
        for n in range(12)
    ]
    expected = shown({"view": view.value}, entries).text
    for turn in range(1, 12):
        mixed = (entries[turn:] + entries[:turn])[::-1]
        assert shown({"view": view.value}, mixed).text == expected


def test_personal_data_are_masked() -> None:
    """No e-mail address and no phone number reaches a wiki; a page that has one in its title is reached by its number."""
    made = entry(
        "Write to ada@mail.example",
        authors=("ada@mail.example",),
        affiliation="ada@mail.example, +27 82 555 01234",
        users=("Ada",),
    )
    page = made.submission.page.model_copy(update={"page_id": 7})
    given = Entry(public(made.submission.model_copy(update={"page": page})))
    for parameters in ({}, {"view": "people"}, {"columns": "title,page,affiliation,authors,findings"}):
        text = shown(parameters, [given]).text.text
        assert "mail.example" not in text
        assert "555" not in text
        assert "[[:Special&#58;Redirect/page/7|" in text or "[[:Special:Redirect/page/7|" in text


def test_long_values_are_cut() -> None:
    """One author's essay does not make a table of it."""
    long = entry("T" * 400, authors=("A" * 5000,), abstract="word " * 5000)
    text = shown({"columns": "title,authors,abstract"}, [long]).text
    assert text.size < 2500
    assert text.text.count("…") == 3


def test_findings_in_a_cell() -> None:
    """The worst stand first, what is only worth knowing is small, and of more than five the rest is counted."""
    given = entry(
        "T",
        finding("an info", Severity.INFO),
        finding("a warning", Severity.WARNING),
        *(finding("error {n}", n=str(number)) for number in range(3)),
    )
    text = render({"columns": "findings"}, [given], EDITION).text.text
    cell = text.partition("\n| ")[2].partition("\n")[0]
    told = re.sub(r"<[^>]*>", "", cell.replace("<br>", "|"))
    assert told == "✗ error 0|✗ error 1|✗ error 2|△ a warning|· an info"
    assert '<small style="color:#54595d"><bdi>an info</bdi></small>' in cell
    longer = entry("T", *given.findings, finding("error 3"), finding("error 4"))
    text = render({"columns": "findings"}, [longer], EDITION).text.text
    assert "… and 2 more" in text
    assert "warning" not in text
    assert "… et 2" in render({"view": "incomplete", "lang": "fr"}, [longer], EDITION).text.text


def test_a_reason_of_ours_is_in_the_lists_language() -> None:
    """Why a page cannot be read is no word of the page: as a template, and as a message with values of its own."""
    for reason in ("its text is hidden", said("this is a {kind} file, not text", kind="PNG")):
        found = finding("this page cannot be read: {reason}", reason=reason)
        rendered = shown({"columns": "findings", "lang": "fr"}, [entry("A", found)])
        for text in (rendered.text.text, message(found, "fr").text):
            assert (
                in_language("fr", said("{reason}", reason=reason)) in text or translate("fr", reason) in text
            )
            assert "hidden" not in text
            assert "not text" not in text


def test_findings_link_to_their_page() -> None:
    """Where a list says what pages lack, each message leads to its page."""
    text = render({"view": "incomplete"}, [entry("T", finding("{x} lacks", x="[[A]]"))], EDITION).text.text
    assert text.count(f"[[:{PREFIX}T|") == 2
    assert f"[[:{PREFIX}T|<bdi>&#91;&#91;A&#93;&#93; lacks</bdi>]]" in text
