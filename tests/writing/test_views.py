"""What regions show, and how organisers tune them."""

import re
from collections.abc import Mapping, Sequence

import pytest

from indababot.changes import compare
from indababot.diagnostics import Severity
from indababot.editions.model import Choice, Edition, FormField
from indababot.i18n import in_language
from indababot.privacy import public
from indababot.records import Evidence, FieldKey, Status, Username
from indababot.writing.limits import COMPLAINTS
from indababot.writing.views import COLUMNS, Entry, Rendered, View, render
from indababot.writing.views.options import PARAMETERS
from tests.writing.samples import EDITION, PREFIX, PROGRAMME, entry, finding

LINK = re.compile(r"\[\[:([^|\]]*)\|<bdi>([^<]*)</bdi>\]\]")


def shown(parameters: Mapping[str, str], entries: Sequence[Entry] = PROGRAMME) -> Rendered:
    """A region that has nothing to complain of; in the view of changes all entries are new."""
    if parameters.get("view") == View.CHANGES:
        parameters = {"since": PARAMETERS["since"].example} | dict(parameters)
    new = compare([], [one.submission for one in entries], regions=())
    rendered = render(parameters, entries, EDITION, changes={PARAMETERS["since"].example: new})
    assert rendered.problem is None, rendered.problem
    return rendered


def rows(rendered: Rendered) -> list[list[str]]:
    """The cells of a table, row by row, without attributes, links and tags."""
    found = []
    for row in rendered.text.text.split("\n|-")[1:]:
        cells = [line for line in row.split("\n") if line.startswith("| ")]
        plain = [re.sub(r"<[^>]*>", "", LINK.sub(r"\2", cell[2:].split('" | ')[-1])) for cell in cells]
        found.append(plain)
    return found


def headers(rendered: Rendered) -> list[str]:
    """The headers of a table."""
    lines = rendered.text.text.split("\n")
    return [line.rsplit("| ", 1)[-1] for line in lines if line.startswith("!")]


def titles(parameters: Mapping[str, str]) -> list[str]:
    """The first words of the titles that a region shows, in order."""
    return [row[0].split()[0] for row in rows(shown({"columns": "title"} | dict(parameters)))]


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


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"type": "workshop"}, ["Lessons", "ويكيبيديا"]),
        ({"type": "Lecture, Panel"}, ["Écrire", "ويكيبيديا"]),
        ({"types": "Lecture; Panel"}, ["Écrire", "ويكيبيديا"]),
        ({"theme": "Schools"}, ["ويكيبيديا"]),
        ({"level": "basic"}, ["Lessons"]),
        ({"status": "accepted; draft"}, ["Lessons", "ويكيبيديا"]),
        ({"complete": "no"}, ["A", "Écrire"]),
        ({"complete": "Yes"}, ["Lessons", "ويكيبيديا"]),
        ({"sort": "-title"}, ["ويكيبيديا", "Lessons", "Écrire", "A"]),
        ({"sort": "number"}, ["A", "Lessons", "Écrire", "ويكيبيديا"]),
        ({"sort": "-number"}, ["Écrire", "Lessons", "A", "ويكيبيديا"]),
        ({"sort": "-interested, title"}, ["Écrire", "Lessons", "A", "ويكيبيديا"]),
        ({"sort": "status,-number"}, ["ويكيبيديا", "Écrire", "Lessons", "A"]),
        ({"limit": "2"}, ["A", "Écrire"]),
        ({" View ": " SUBMISSIONS ", "limit": ""}, ["A", "Écrire", "Lessons", "ويكيبيديا"]),
    ],
)
def test_filters_and_orders(parameters: dict[str, str], expected: list[str]) -> None:
    """Filters take several values, orders can be turned round, and rows without a value come last."""
    assert titles(parameters) == expected


def test_a_cut_is_stated() -> None:
    """A limit says how many rows there are."""
    assert "2 of 4 rows are shown." in shown({"limit": "2"}).text.text
    assert "rows are shown" not in shown({"limit": "4"}).text.text


def test_groups() -> None:
    """A heading for each value, in the edition's order, and one for sessions without a value."""
    text = shown({"group": "theme"}).text.text
    found = re.findall(r"^=== (.*?) ===$", text, re.MULTILINE)
    assert found == ["Community Engagement", "Partnerships", "Education", "Schools", "Not given"]
    assert shown({"group": "theme", "theme": "Education"}).text.text.count("\n===") + 1 == 1


def test_rows_as_template_calls() -> None:
    """Each row is a call with named arguments, one a line, that carry no bar and no equals sign of their
    own.
    """
    text = shown(
        {"row": "Template:My row", "columns": "title,authors", "limit": "1", "sort": "-title"}
    ).text.text
    assert text.startswith(
        "{{Template:My row\n"
        "|page=WikiIndaba 2023/Submissions/ويكيبيديا في المدارس\n"
        "|title=[[:WikiIndaba 2023/Submissions/ويكيبيديا في المدارس|<bdi>ويكيبيديا في المدارس</bdi>]]\n"
        "|authors=<bdi>ليلى حسن</bdi>, <bdi>Ama Mensah</bdi>\n}}"
    )


def test_arabic_tables_run_from_right_to_left() -> None:
    """A region in Arabic says so, and so does each of its notes."""
    text = shown({"lang": "ar", "limit": "1"}).text.text
    assert text.startswith('{| class="wikitable sortable" lang="ar" dir="rtl"')
    assert '<p class="indababot-note" lang="ar" dir="rtl">' in text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_headers_are_translated(language: str) -> None:
    """French and Arabic readers find no English header, note or status of ours."""
    english = shown({}).text.text
    translated = shown({"lang": language}).text.text
    for text in ("Authors", "Theme", "Findings", "withdrawn", "submitted"):
        assert text in english
        assert text not in translated


def test_findings_name_fields_in_the_readers_language() -> None:
    """A field in a finding has the label that the edition gives it in the region's language."""
    field = FormField(key=FieldKey.ABSTRACT, labels={"en": ("Abstract",), "fr": ("Résumé",)})
    edition = Edition(id="x", name="X", fields=(field,))
    given = entry("T", finding("{field}!", key="abstract", field="Abstract"))
    french = render({"view": "incomplete", "lang": "fr"}, [given], edition)
    assert "Résumé&#33;" in french.text.text


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"view": "submission"}, "did you mean “submissions”?"),
        ({"view": "xyz"}, "Known: submissions, participants"),
        ({"colums": "title"}, "There is no parameter “colums”: did you mean “columns”?"),
        ({"1": "title"}, "There is no parameter “1”"),
        ({"columns": "title,autors"}, "there is no “autors”, did you mean “authors”?"),
        ({"theme": "Partnershps"}, "did you mean “Partnerships”?"),
        ({"status": "gone"}, "Known: draft, submitted"),
        ({"mode": "hybrid"}, "mode: there is no “hybrid”: no session has a value there."),
        ({"complete": "maybe"}, "Known: yes, no"),
        ({"sort": "nothing"}, "sort: there is no"),
        ({"limit": "many"}, "“many” is not a whole number above 0"),
        ({"limit": "0"}, "above 0"),
        ({"group": "title"}, "group: there is no"),
        ({"row": "[[x]]"}, "no template that a row can be made with"),
        ({"row": "IndabaBot_list end"}, "no template that a row can be made with"),
        ({"row": "Template: indabaBot list"}, "no template that a row can be made with"),
        ({"lang": "xx"}, "Known: en, ar"),
        (
            {"view": "statistics", "columns": "title"},
            "statistics does not understand the parameter “columns”",
        ),
        ({"minimum": "3"}, "submissions does not understand the parameter “minimum”"),
        ({"overflow": "hide"}, "Known: cut, split"),
    ],
)
def test_what_is_not_understood_is_told(parameters: dict[str, str], words: str) -> None:
    """An unknown parameter or value gives one sentence and no new content."""
    rendered = render(parameters, PROGRAMME, EDITION)
    assert rendered.problem is not None
    assert words in rendered.problem
    assert "stays as it was" in rendered.problem
    assert "\n" not in rendered.problem


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        (
            {"view": "submission", "colums": "title", "sort": "titel", "limit": "ten"},
            ("view:", "colums", "limit:"),
        ),
        (
            {"columns": "titel", "sort": "titel", "theme": "Partnershps", "limit": "0", "lang": "xx"},
            ("columns:", "theme:", "sort:", "limit:", "lang:"),
        ),
        ({"view": "changes", "limit": "ten"}, ("limit:", "needs “since”")),
        ({"minimum": "x", "complete": "maybe"}, ("“minimum”", "complete:")),
    ],
)
def test_all_that_is_wrong_is_told_at_once(parameters: dict[str, str], told: tuple[str, ...]) -> None:
    """Who mends one parameter does not wait an hour to hear of the next; each is told once."""
    problem = render(parameters, PROGRAMME, EDITION).problem
    assert problem is not None
    assert [word for word in told if problem.count(word) != 1] == []
    assert problem.count("stays as it was") == 1


def test_so_much_is_told_and_no_more() -> None:
    """A marker with thirty slips does not fill the page, nor does reading it take long."""
    problem = render({f"nothing {n}": "x" for n in range(30)}, PROGRAMME, EDITION).problem
    assert problem is not None
    assert problem.count("There is no parameter") == COMPLAINTS


def test_an_open_vocabulary_takes_any_value() -> None:
    """A value that nobody has chosen yet gives an empty list, not a complaint; a slip, or a call that the bot does not work out, is one."""
    choices = (Choice(name="Partnerships"),)
    edition = Edition(id="x", name="X", fields=(FormField(key=FieldKey.THEMES, choices=choices, open=True),))
    assert render({"theme": "Health"}, PROGRAMME, edition).problem is None
    assert render({"theme": "Health; partnerships"}, PROGRAMME, edition).problem is None
    assert render({"theme": "Partnershps"}, PROGRAMME, edition).problem is not None
    for written in ("{{PAGENAME}}", "Health; {{#if:1|Health}}", "{{{1|}}}"):
        assert render({"theme": written}, PROGRAMME, edition).problem is not None


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


@pytest.mark.parametrize("view", COLUMNS)
def test_every_column_can_be_asked_for(view: View) -> None:
    """Each name of a column makes a table of just that column, sorted by it."""
    for name in COLUMNS[view]:
        assert len(headers(shown({"view": view.value, "columns": name, "sort": f"-{name}"}))) == 1


def test_every_parameter_has_an_example_that_works() -> None:
    """What the documentation shows can be typed."""
    entries = [*PROGRAMME, entry("Z", languages=("French",), mode="hybrid", number="5")]
    for name, parameter in PARAMETERS.items():
        view = next(
            view for view in (View.SUBMISSIONS, View.CLASHES, View.CHANGES) if view in parameter.views
        )
        assert shown({"view": view.value} | {name: parameter.example}, entries).text


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


def test_findings_link_to_their_page() -> None:
    """Where a list says what pages lack, each message leads to its page."""
    text = render({"view": "incomplete"}, [entry("T", finding("{x} lacks", x="[[A]]"))], EDITION).text.text
    assert text.count(f"[[:{PREFIX}T|") == 2
    assert f"[[:{PREFIX}T|<bdi>&#91;&#91;A&#93;&#93; lacks</bdi>]]" in text


def test_a_report_tells_it_in_the_readers_language() -> None:
    """The page has what is wrong in the list's language, whoever reads the report of the run in theirs."""
    rendered = render({"columns": "titel", "limit": "ten", "lang": "ar"}, PROGRAMME, EDITION)
    assert rendered.problem == in_language("ar", rendered.report)
    assert "there is no “titel”, did you mean “title”? limit: “ten”" in str(rendered.report)
    assert "«\u00a0titel\u00a0»" in in_language("fr", rendered.report)
