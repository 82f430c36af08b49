"""Reading a page as a whole: shapes of forms, what is left over, and where it all stands."""

import json
from typing import Any

import pytest

import indababot
from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.records import FieldKey, RemarkKind, Submission

TITLE = "WikiIndaba 2023/Submissions/Drums and data"
EDITION = load("wikiindaba-2023")

# One submission of invented people, and every shape that its form can have.
VALUES = {
    "ID": "Drums and data",
    "Author(s)": "Adwoa Sarpong, Kwame Ofori-Mintah",
    "Username(s)": "[[User:Adwoa S]], [[User:Kwame_OM|Kwame]]",
    "Type of submission": "Lightning talk, lecture",
    "Affiliation": "Drum Circle",
    "Theme(s)": "Partnerships",
    "Abstract": "Two drums and one database.\n\n* Rhythm: we count\n* [https://example.org Data]: we store",
    "Level of advancement": "Basic",
    "Special requirements": "N/A",
    "Extra information": "Etherpad",
    "How will this session be beneficial for the communities in the region?": "Everybody ''drums''.",
}
RECORD = {
    "title": "Drums and data",
    "authors": ["Adwoa Sarpong", "Kwame Ofori-Mintah"],
    "usernames": [{"name": "Adwoa S", "evidence": "link"}, {"name": "Kwame OM", "evidence": "link"}],
    "types": ["Lightning Talk", "Lecture"],
    "affiliation": "Drum Circle",
    "themes": ["Partnerships"],
    "abstract": "Two drums and one database.\n\n• Rhythm: we count\n• Data: we store",
    "levels": ["Basic"],
    "requirements": None,
    "extra": "Etherpad",
    "benefit": "Everybody drums.",
    "unrecognised": [],
}


def _table() -> str:
    row, below = list(VALUES.items()), '{| class="wikitable"\n'
    below += "|-\n| colspan=3 | " + " || ".join(f"'''{label}:''' {value}" for label, value in row[:4]) + "\n"
    return (
        below + "".join(f"|-\n| style='x' |\n'''{label}:''' {value}\n" for label, value in row[4:]) + "|}\n"
    )


def _parameter(label: str) -> str:
    return label.casefold().replace(" ", "_")


SHAPES = {
    "call": "{{Any name\n"
    + "".join(f"| {_parameter(label)} = {value}\n" for label, value in VALUES.items())
    + "}}\n",
    "call in a box": "{{Box|1=\n{{Any name\n"
    + "".join(f"|{label}={value}\n" for label, value in VALUES.items())
    + "}}\n}}\n",
    "table": _table(),
    "table with label cells": "{|\n"
    + "".join(f"|-\n! {label}\n| {value}\n" for label, value in VALUES.items())
    + "|}\n",
    "bold, the colon inside": "".join(f"'''{label}:''' {value}\n\n" for label, value in VALUES.items()),
    "bold, the colon outside": "".join(f"'''{label}''' : {value}\n\n" for label, value in VALUES.items()),
    "bold, the value below": "".join(f"'''{label}'''\n\n{value}\n\n" for label, value in VALUES.items()),
    "plain labels": "".join(f"{label}: {value}\n\n" for label, value in VALUES.items()),
    "plain labels, a no-break blank": "".join(
        f"{label}\u00a0: {value}\n\n" for label, value in VALUES.items()
    ),
    "labels on their own line": "".join(f"{label}\n\n{value}\n\n" for label, value in VALUES.items()),
    "labels with hints": "".join(
        f"'''{label} (up to 300 words, please)'''\n\n{value}\n\n" for label, value in VALUES.items()
    ),
    "definition list": "".join(f";{label}:{value}\n" for label, value in VALUES.items()),
    "definition list, the value below": "".join(f"; {label}\n: {value}\n" for label, value in VALUES.items()),
    "headings": "".join(f"== {label} ==\n{value}\n\n" for label, value in VALUES.items()),
    "headings for translators": "".join(
        f"<translate>\n=== {label} === <!--T:7-->\n\n{value}\n</translate>\n"
        for label, value in VALUES.items()
    ),
    "inside div and noinclude": '<noinclude><div style="x">\n'
    + "".join(f"'''{label}:''' {value}\n\n" for label, value in VALUES.items())
    + "</div></noinclude>",
    "carriage returns": "".join(f"'''{label}:''' {value}\n\n" for label, value in VALUES.items()).replace(
        "\n", "\r\n"
    ),
}


def submission(text: str, markup: Markup = Markup.WIKITEXT) -> Submission:
    return read(Page(TITLE, text, markup), EDITION)


def record(text: str, markup: Markup = Markup.WIKITEXT) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(submission(text, markup).model_dump_json())
    return data


def kinds(text: str) -> list[RemarkKind]:
    return [remark.kind for remark in submission(text).remarks]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_record(shape: str) -> None:
    """A form is described once, in the edition: whatever shape it is written in, the record is the same."""
    found = record(SHAPES[shape])
    expected = RECORD | (
        {"unrecognised": [{"label": None, "text": "{{Box}}"}]} if shape == "call in a box" else {}
    )
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_fields_stand_where_they_say(shape: str) -> None:
    """A field's span, row and column point at its wikitext, which ``raw`` holds as written."""
    text = SHAPES[shape]
    found = submission(text)
    assert len(found.fields) == 11
    for field in found.fields:
        start, end = field.value_span
        assert text[start:end] == field.text == found.raw[field.key.value]
        assert text.split("\n")[field.line - 1][field.column - 1 :].startswith(field.text.split("\n")[0])
        assert field.label_span.start <= start


def test_bare_text_of_a_card() -> None:
    """A person's copy of a rendered card is read in full: glued fields, alt text, edit links, hints, and the category at its end."""
    text = (
        "WikiIndaba 2023/Submissions/Drums and data\n\nIndaba 2023 Logo ID\u00a0: Drums and data\n"
        "Author(s): Adwoa Sarpong, Kwame Ofori-Mintah Username(s): User:Adwoa S, User:Kwame OM Type of submission: Lecture\n"
        "Abstract:\n\nTwo drums. Theme: none of ours.\n\n  • Skills: we drum\n  • Type of submission: a word\n\n"
        "Level of advancement: Medium\nSpecial requirements:\n"
        "Interested participants edit\n\n(register below and ask your questions now to the session organizer)\n\n  • ...\n\nDrafts\n"
    )
    found = record(text, Markup.TEXT)
    assert (found["title"], found["authors"]) == ("Drums and data", ["Adwoa Sarpong", "Kwame Ofori-Mintah"])
    assert [account["name"] for account in found["usernames"]] == ["Adwoa S", "Kwame OM"]
    assert found["types"] == ["Lecture"]
    assert (
        found["abstract"]
        == "Two drums. Theme: none of ours.\n\n• Skills: we drum\n• Type of submission: a word"
    )
    assert (found["levels"], found["requirements"], found["participants"]) == (["Medium"], None, [])
    assert (found["status"], found["unrecognised"]) == ("draft", [])


UNKNOWN = {
    "a parameter": ("{{F\n|title=A\n|authors=B\n|shoe size=42\n}}", "shoe size"),
    "a bold label": ("'''Title:''' A\n\n'''Author(s):''' B\n\n'''Shoe size:''' 42\n", "Shoe size"),
    "a term": (";Title:A\n;Author(s):B\n;Shoe size:42\n", "Shoe size"),
    "a row": ("{|\n! Title\n| A\n|-\n! Author(s)\n| B\n|-\n! Shoe size\n| 42\n|}", "Shoe size"),
    "a heading": ("== Title ==\nA\n== Author(s) ==\nB\n== Shoe size ==\n42\n", "Shoe size"),
}


@pytest.mark.parametrize("shape", UNKNOWN)
def test_labels_that_the_form_does_not_have(shape: str) -> None:
    """A label in the shape of the form's own ends the field before it, is kept, and is told."""
    text, label = UNKNOWN[shape]
    found = submission(text)
    assert (found.title, found.authors) == ("A", ("B",))
    assert [(rest.label, rest.text) for rest in found.unrecognised] == [(label, "42")]
    assert [remark.kind for remark in found.remarks] == [RemarkKind.UNKNOWN_FIELD]


def test_bullets_and_sub_headings_are_prose() -> None:
    """Bold or plain words before a colon in a list, and headings below a field's own, belong to the field."""
    found = submission(
        "== Title ==\nA\n== Abstract ==\nText\n* '''Skill:''' one\n* Community: two\n=== Goals ===\nthree\n"
    )
    assert found.abstract == "Text\n\n• Skill: one\n• Community: two\n\nGoals\n\nthree"
    assert not found.unrecognised


def test_a_field_that_is_there_twice() -> None:
    """The first one that is filled counts, the other is kept and told; of a template's parameters the last one counts."""
    labels = submission("'''Title:''' A\n\n'''Title:''' B\n\n'''Author(s):''' C\n")
    assert (labels.title, labels.unrecognised[0].text) == ("A", "B")
    call = submission("{{F|title=A|authors=C|title=B}}")
    assert (call.title, call.unrecognised[0].text) == ("B", "A")
    assert [remark.key for remark in (*labels.remarks, *call.remarks)] == [FieldKey.TITLE, FieldKey.TITLE]


UNCLOSED = {
    "the form": ("{{F\n|title=A\n|authors=B\n|abstract=C\n\n== Interested participants ==\n* ...\n", "{{F"),
    "the form at the end": ("{{F\n|title=A\n|authors=B\n|abstract=C", "{{F"),
    "a call inside": ("{{F\n|title=A\n|authors=B\n|username={{u|D\n|abstract=C\n}}\n", "{{u"),
    "a link inside": ("{{F\n|title=A\n|authors=B\n|username=[[User:D\n|abstract=C\n}}\n", "[[User:D"),
    "a comment": ("{{F\n|title=A\n|authors=B\n|abstract=C\n}}\n<!-- x", "<!-- x"),
}


@pytest.mark.parametrize("case", UNCLOSED)
def test_unclosed_markup(case: str) -> None:
    """The fields around unclosed markup are still read, and the remark points at its beginning."""
    text, start = UNCLOSED[case]
    found = submission(text)
    assert (found.title, found.authors, found.abstract) == ("A", ("B",), "C")
    remark = next(remark for remark in found.remarks if remark.kind is RemarkKind.UNCLOSED)
    assert remark.text == start
    assert text[remark.span.start : remark.span.end] == start


@pytest.mark.parametrize("value", ["", "N/A", "none", "-", "...", "HDMI, Translation, etc."])
def test_values_that_are_none(value: str) -> None:
    """An empty field, a word for nothing, a placeholder and a hint of the form are all empty; what was written stays in ``raw``."""
    found = submission(f"'''Title:''' A\n\n'''Special requirements:''' {value}\n\n'''Author(s):''' B\n")
    field = found.field(FieldKey.REQUIREMENTS)
    assert found.requirements is None
    assert field is not None
    assert (field.empty, field.text) == (True, value)
    assert field.placeholder is (value in ("...", "HDMI, Translation, etc."))


def test_no_form() -> None:
    """A page without a form keeps its text, and says so."""
    assert kinds("Nothing to see.\n\n{{Some box}}") == [RemarkKind.NO_FORM]
    assert (
        submission("Nothing to see.\n\n{{Some box}}").unrecognised[0].text
        == "Nothing to see.\n\n{{Some box}}"
    )
    assert submission("").title == "Drums and data"


def test_pages_that_are_too_long_are_not_read() -> None:
    """A page of 2 MB is a remark, and its text is kept."""
    text = "word " * 400_000
    found = submission(text)
    assert [remark.kind for remark in found.remarks] == [RemarkKind.UNPARSABLE]
    assert found.unrecognised[0].text == text


HTML = """<div class="mw-parser-output"><div id="toc" class="toc"><h2>Contents</h2></div>
<table><tbody><tr><td><img alt="Logo" src="x"/><b>ID&#160;:</b> Drums &amp; data</td></tr>
<tr><td><b>Author(s):</b> Adwoa Sarpong</td><td><b>Username(s):</b> <a href="/wiki/User:Adwoa_S" title="User:Adwoa S">me</a>,
<a href="/w/index.php?title=User:Kwame_OM&amp;action=edit&amp;redlink=1" title="User:Kwame OM (page does not exist)">Kwame</a></td></tr>
<tr><td><b>Abstract:</b><p>One
line.</p><ul><li>Skill: x</li></ul></td></tr></tbody></table>
<h2><span id="I">Interested participants</span><span class="mw-editsection">[<a href="#">edit</a>]</span></h2><ul><li>...</li></ul></div>"""


def test_rendered_html() -> None:
    """What a wiki renders is read like its wikitext: accounts from links, red ones too; edit links and pictures are noise."""
    found = record(HTML, Markup.HTML)
    assert (found["title"], found["authors"]) == ("Drums & data", ["Adwoa Sarpong"])
    assert found["usernames"] == [
        {"name": "Adwoa S", "evidence": "link"},
        {"name": "Kwame OM", "evidence": "link"},
    ]
    assert found["abstract"] == "One line.\n\n• Skill: x"
    assert (found["participants"], found["unrecognised"]) == ([], [])


def test_html_without_its_ends() -> None:
    """An edit link that never closes hides none of the blocks behind it."""
    text = HTML.replace("]</span></h2>", "]").replace("...", "Zuri writes")
    assert "Zuri writes" in submission(text, Markup.HTML).model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "Submission no. 033\n\nTitle of the submission\n\nA\n",
        "== Submission no. 033 ==\n; Title of the submission\n: A\n",
    ],
)
def test_a_number_needs_no_colon(text: str) -> None:
    """``Submission no. 033`` is a label and its value, on a line of its own and in a heading."""
    found = read(Page("A/B", text), load("wikiindaba-2018"))
    assert (found.number, found.title, found.unrecognised) == ("033", "A", ())


def test_labels_as_heads_of_columns() -> None:
    """Below a row of labels alone, each cell belongs to the label above it."""
    found = submission("{|\n! Title !! Author(s) !! Special requirements\n|-\n| A || B, C ||\n|}\nmore")
    assert (found.title, found.authors, found.requirements) == ("A", ("B", "C"), None)
    assert [rest.text for rest in found.unrecognised] == ["more"]


def test_lone_returns_end_lines() -> None:
    """A return without a line feed ends a line; the wikitext of a field stays as it was written."""
    found = submission("'''Title:''' A\r'''Abstract:''' one\r\rtwo\r'''Author(s):''' B")
    assert (found.title, found.abstract, found.authors) == ("A", "one\n\ntwo", ("B",))
    assert found.raw["abstract"] == "one\r\rtwo"


def test_a_link_that_never_closes_swallows_no_row() -> None:
    """A picture without its end leaves the labels in the rows below it alone."""
    found = submission("{|\n| [[File:x.png|60px\n|-\n| '''Author(s):''' B || '''Title:''' [[A]]\n|}\n")
    assert (found.title, found.authors) == ("A", ("B",))
    assert RemarkKind.UNCLOSED in [remark.kind for remark in found.remarks]


@pytest.mark.parametrize(
    ("before", "form"),
    [
        (
            "Please read this first.\n\n",
            "{| class=\"wikitable\"\n|-\n| '''Author(s):''' A || '''Abstract:''' B\n|}",
        ),
        ("<!-- by hand -->\n", "{{Form\n|author=A\n|abstract=B\n}}"),
        ("[[X|Overview]]\n", "<div>'''Author(s):''' A\n\n'''Abstract:''' B</div>"),
        ("", "== Author(s) ==\nA\n== Abstract ==\nB"),
        ("'''Status:''' accepted\n", ";Author(s)\n:A\n;Abstract\n:B"),
    ],
    ids=["table", "template", "bold", "headings", "definitions"],
)
def test_the_form_begins_on_its_first_line(before: str, form: str) -> None:
    """The form's place begins with the line of its table, call or first label; a status above it is no part of it."""
    found = read(Page(TITLE, before + form), EDITION)
    assert (before + form)[found.form_span.start :] == form
    assert found.abstract == "B"


def test_a_telling_line_is_claimed_once() -> None:
    """The text that decided the status stands in the raw status, and no longer in what is unrecognised; a second one stays."""
    text = "{{Accepted}}\nThis session has been accepted.\n\n{{Form|author=A|abstract=B}}"
    found = read(Page(TITLE, text), EDITION)
    assert found.status.value == "accepted"
    assert found.raw["status"] == "{{Accepted}}"
    assert [rest.text for rest in found.unrecognised] == ["This session has been accepted."]


def test_a_banner_alone_is_no_form() -> None:
    """A page with nothing but a status has no form."""
    found = read(Page(TITLE, "{{Withdrawn}}\n'''Status:''' withdrawn"), EDITION)
    assert [remark.kind for remark in found.remarks] == [RemarkKind.NO_FORM]
    assert found.status.value == "withdrawn"


@pytest.mark.parametrize(
    "again", ["''Titre :'' ", "Titre : ", "<small>Titre :</small> ", "''العنوان:'' ", "Titel: ", "Kichwa: "]
)
@pytest.mark.parametrize("label", ["'''Title:'''<br>", "'''Title'''<br />"])
def test_a_translation_behind_a_line_break_is_part_of_the_label(label: str, again: str) -> None:
    """The answer stands beside the label's second language: neither is part of it."""
    text = f"{label}{again}Reeds sing\n\n'''Author:'''<br>''Auteur :'' Ada Obi\n\n'''Abstract:'''<br>''Résumé :'' Wind: much."
    read = indababot.parse(text, edition="generic", title="Talks/X")
    assert (read.title, read.authors, read.abstract) == ("Reeds sing", ("Ada Obi",), "Wind: much.")
    assert read.raw["title"] == "Reeds sing"
    assert not read.unrecognised


@pytest.mark.parametrize(
    ("before", "after"),
    [("== Abstract ==\n", ""), ("== Abstract ==\n", "\nText after."), ("== Abstract ==\nText before.\n", "")],
)
def test_a_table_in_a_value_is_whole_in_its_wikitext(before: str, after: str) -> None:
    """What is kept as written begins and ends with the table's own marks."""
    table = '{| class="wikitable"\n|-\n| a || b\n|}'
    text = f"== Title ==\nQ\n\n== Author ==\nAda Obi\n\n{before}{table}{after}\n\n== Level ==\nBasic\n"
    read = indababot.parse(text, edition="generic", title="Talks/X")
    assert read.raw["abstract"] == before.partition("\n")[2] + table + after
    assert read.raw["levels"] == "Basic"


@pytest.mark.parametrize(
    "row", ["| Favourite tree || Oak", "|Favourite tree||Oak", "|   Favourite tree   ||  Oak"]
)
def test_a_label_that_nobody_knows_is_told_where_it_stands(row: str) -> None:
    """The place of an unknown label in a table's cell is its words, without the blanks around them."""
    text = f"{{|\n| Title || Wells\n|-\n| Author(s) || Ada Obi\n|-\n{row}\n|}}\n"
    record = read(Page("X/Wells", text), load("wikiindaba-2023"))
    told = [one.span for one in record.remarks if one.kind is RemarkKind.UNKNOWN_FIELD]
    assert [text[span.start : span.end] for span in told] == ["Favourite tree"]
