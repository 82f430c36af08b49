"""How organisers tune what regions show, and what they are told where that is not understood."""

import re

import pytest

from indababot.editions.form import Choice, FormField
from indababot.editions.model import Edition
from indababot.i18n import in_language
from indababot.records import FieldKey
from indababot.writing.limits import COMPLAINTS
from indababot.writing.views import COLUMNS, View, render
from indababot.writing.views.parameters import PARAMETERS
from tests.writing.samples import EDITION, PROGRAMME, entry
from tests.writing.shown import headers, shown, titles


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


def test_a_report_tells_it_in_the_readers_language() -> None:
    """The page has what is wrong in the list's language, whoever reads the report of the run in theirs."""
    rendered = render({"columns": "titel", "limit": "ten", "lang": "ar"}, PROGRAMME, EDITION)
    assert rendered.problem == in_language("ar", rendered.report)
    assert "there is no “titel”, did you mean “title”? limit: “ten”" in str(rendered.report)
    assert "«\u00a0titel\u00a0»" in in_language("fr", rendered.report)
