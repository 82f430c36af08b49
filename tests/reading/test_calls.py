"""The call of a form in the ways in which people write calls gives one record; and what is struck tells no status."""

import pytest

import indababot
from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.records import RemarkKind, Status, Submission

ROWS = {
    "title": "Wells", "author": "Ada Nkosi", "username": "[[User:AdaN|Ada]]", "type": "Lecture", "theme": "Beadwork, clay",
    "special requirements": "A long table", "abstract": "We dig.",
}  # fmt: skip


def call(
    between: str = "\n| ", equals: str = " = ", end: str = "\n}}", name: str = "Submission", order: int = 1
) -> str:
    return (
        "{{"
        + name
        + "".join(between + key + equals + value for key, value in list(ROWS.items())[::order])
        + end
    )


WAYS = {
    "another order": call(order=-1),
    "on one line": call("|", "=", "}}"),
    "on one line with blanks": call(" | ", " = ", " }}"),
    "a bar at the end": call(end="\n|\n}}"),
    "bars at the ends of lines": call(" |\n"),
    "large names": call().replace("title", "TITLE").replace("author", "Author"),
    "signs for blanks": call().replace("special requirements", "special_requirements"),
    "a small name": call(name="submission"),
    "a namespace": call(name="Template:Submission"),
    "a template that nobody knows": call(name="Xyz"),
    "no end": call(end="\n"),
    "half an end": call(end="\n}"),
    "half an end behind the value": call(end="}"),
    "half an end before a list": call(
        end="\n}\n\n== Interested participants ==\n# [[User:Ben]] 10:02, 3 March 2023 (UTC)"
    ),
    "comments between": call("\n<!-- x -->\n| "),
    "blank lines": call("\n\n| "),
    "values below": call(equals=" =\n"),
    "a pipe by call": call().replace("AdaN|", "AdaN{{!}}"),
    "in a box": f"<div>\n{call()}\n</div>",
    "in a table": f"{{|\n|\n{call()}\n|}}",
    "a value by call": call().replace("Lecture", "{{nowrap|Lecture}}"),
}
TABLE = (
    '{{{!}} class="wikitable"\n! Speaker !! Account\n{{!}}-\n{{!}} Ada Nkosi {{!}}{{!}} [[User:AdaN]]\n{{!}}}'
)


def record(text: str) -> Submission:
    return read(Page("X/Submissions/Y", text), load("generic"))


def said(one: Submission) -> dict[str, object]:
    return one.model_dump(exclude={"page", "raw", "form_span", "remarks", "fields", "participants"})


@pytest.mark.parametrize("way", WAYS)
def test_calls(way: str) -> None:
    """Nothing but the places differs; a lost end is told."""
    told = record(WAYS[way])
    assert said(told) == said(record(call()))
    assert {one.kind for one in told.remarks} <= {RemarkKind.UNCLOSED}
    assert bool(told.participants) is ("list" in way)


@pytest.mark.parametrize(
    "around", ["{}", "<div>\n{}\n</div>", "<noinclude>{}</noinclude>", "{{{{Box|\n{}\n}}}}"]
)
def test_a_table_by_call(around: str) -> None:
    """A table inside a value is read in whatever box the form stands."""
    text = call().replace("Ada Nkosi", "\n" + TABLE).replace("| username = [[User:AdaN|Ada]]\n", "")
    one = record(around.format(text))
    assert (one.authors, [each.name for each in one.usernames]) == (("Ada Nkosi",), ["AdaN"])


@pytest.mark.parametrize("struck", ["<s>{}</s>", "<del>{}</del>", "{{{{s|{}}}}}", "<s>'''{}'''</s>"])
def test_a_struck_status(struck: str) -> None:
    """What is struck tells no status: as a banner, in the field, and before another."""
    form = "'''Author(s):''' Ada Nkosi\n\n'''Abstract:''' We dig."
    assert record(f"{struck.format('Withdrawn by the author')}\n\n{form}").status is Status.SUBMITTED
    assert record(f"'''Status:''' {struck.format('withdrawn')}\n\n{form}").status is Status.SUBMITTED
    assert record(f"'''Status:''' {struck.format('draft')} accepted\n\n{form}").status is Status.ACCEPTED


@pytest.mark.parametrize("banner", ["«{}»", "“{}”", "[[File:Yes check.svg|20px]] {}", "☑ {}", "'''{}.'''"])
def test_signs_around_a_banner(banner: str) -> None:
    """A banner of one word is told with the signs around it."""
    assert (
        record(f"{banner.format('Rejected')}\n\n'''Author(s):''' Ada\n\n'''Abstract:''' We dig.").status
        is Status.REJECTED
    )


def test_an_infobox_has_fields_by_their_own_names_and_comments_between_its_rows() -> None:
    """``title=`` is a row too, in the page's order, and a comment is part of no label and no value."""
    text = """{{Infobox
<!-- the title -->
| title = Kalimba <!-- name -->
| label1 = Presenters
<!-- who -->
| data1 =
<!-- names -->
* Chipo Banda
* Rudo Moyo
<!-- done -->
| label2 = <!-- x --> Track
| data2 = Culture
| abstract = Thirty tunes.
| belowstyle = plain
}}"""
    found = indababot.parse(text, edition="generic", title="Talks/X")
    assert (found.title, found.authors) == ("Kalimba", ("Chipo Banda", "Rudo Moyo"))
    assert (found.themes, found.abstract) == (("Culture",), "Thirty tunes.")
    assert [one.text for one in found.unrecognised] == ["belowstyle = plain"]
    assert found.raw["authors"] == "* Chipo Banda\n* Rudo Moyo"


@pytest.mark.parametrize(
    "call",
    [
        "{{flag|Chad|wide zebra rivers}}",
        "{{flag|Chad|name=wide zebra rivers}}",
        "{{checkbox|yes|Workshop|wide zebra rivers}}",
        "{{checkbox|yes|wide zebra rivers}}",
        "{{br|wide zebra rivers}}",
        "{{u|Bo#wide zebra rivers}}",
        "{{u|Bo|x|wide zebra rivers}}",
        "{{unsigned|Bo|2 May, wide zebra rivers = 2023}}",
    ],
)
def test_words_in_parameters_that_show_nothing_are_told(call: str) -> None:
    """Where no field claims a call, all its words stand in the record, those of a parameter that nobody sees too."""
    found = record(f"'''Author(s):''' Ada Nkosi\n\n'''Abstract:''' We dig.\n\n'''Qwerty:''' {call}")
    assert any("zebra" in (one.text or "") for one in found.unrecognised)


def test_the_wikitext_of_a_field_is_all_of_it() -> None:
    """Where a second speaker stands apart from the first, ``raw`` has what was written of both."""
    found = record(
        "'''Speaker 1:''' Ada\n\n'''Abstract:''' We dig.\n\n'''Speaker 2:''' [[User:Bo|Bo]] wells ([[User talk:Bo|talk]])"
    )
    assert found.authors == ("Ada", "Bo")
    assert found.raw["authors"] == "Ada\n[[User:Bo|Bo]] wells ([[User talk:Bo|talk]])"


@pytest.mark.parametrize(
    ("call", "account"),
    [
        ("{{User-multi|t|c|user=Bo}}", "Bo"),
        ("{{user-multi|Bo|t|c}}", "Bo"),
        ("{{Benutzer|benutzer=Bo|x}}", "Bo"),
        ("{{u|1=|2=Bo}}", "Bo"),
        ("{{ping|1=Bo|2=Cy}}", "Bo, Cy"),
        ("{{re|Bo|Cy}}", "Bo, Cy"),
    ],
)
def test_which_parameters_are_accounts(call: str, account: str) -> None:
    """The one that is named so, or those with a number; codes of links are nobody."""
    found = record(f"'''Author(s):''' Ada\n\n'''Username(s):''' {call}")
    assert ", ".join(one.name for one in found.usernames) == account


@pytest.mark.parametrize(
    "call",
    [
        "{{Quote|Water is life.|Fatou}}",
        "{{Cquote|Water is life.|||Fatou|}}",
        "{{blockquote|author=Fatou|x=3|text=}}",
    ],
)
def test_a_quotation_is_shown_with_whom_it_is_from(call: str) -> None:
    """Each of its texts, in their order."""
    found = record(f"'''Author(s):''' Ada\n\n'''Abstract:'''\n{call}")
    assert found.abstract == ("Fatou" if "author" in call else "Water is life. – Fatou")


def test_a_line_with_a_dash_is_a_label_and_its_value() -> None:
    """Words in another script behind it are a value, unless they are known as that label."""
    found = record(
        "Title - الآبار\n\nAuthor of the submission - صاحب التقديم\nAda\n\nAbstract - نتحدث عن الآبار\n\nType - Lecture"
    )
    assert (found.title, found.authors) == ("الآبار", ("Ada",))
    assert (found.abstract, found.types) == ("نتحدث عن الآبار", ("Lecture",))
