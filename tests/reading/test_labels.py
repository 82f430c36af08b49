"""Labels that forms usually have, and where an answer of one line ends."""

import pytest

import indababot
from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read

TITLE = "WikiIndaba 2023/Submissions/Drums and data"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Space, equipment and time needs", "requirements"),
        ("What will participants get out of the session?", "takeaways"),
        ("Why should people attend?", "benefit"),
        ("Descriptif", "abstract"),
        ("Ce que le public va apprendre", "takeaways"),
        ("Materiales necesarios", "requirements"),
        ("Destinatarios", "levels"),
        ("Material necessário", "requirements"),
        ("Veranstaltungsart", "types"),
        ("Inhaltsangabe", "abstract"),
        ("Benötigte Zeit", "duration"),
        ("المدة الزمنية", "duration"),
        ("نمط المشاركة", "mode"),
        ("Aina ya kipindi", "types"),
        ("Maelezo ya kipindi", "abstract"),
        ("Namna ya ushiriki", "mode"),
    ],
)
def test_usual_labels_in_seven_languages(label: str, key: str) -> None:
    """What forms ask in other words is the same field."""
    colon = "" if label.endswith("?") else ":"
    page = f"'''Title:''' Kites\n\n'''Author:''' Ada Obi\n\n'''{label}{colon}''' Zeta\n\n'''Tags:''' x"
    assert key in indababot.parse(page, edition="generic", title="X/Kites").raw


@pytest.mark.parametrize(
    ("key", "label", "value"),
    [
        ("title", "Title", "Maps"),
        ("duration", "Duration", "30 min"),
        ("country", "Country", "Mali"),
        ("number", "Submission ID", "7"),
    ],
)
@pytest.mark.parametrize("form", ["'''{}:''' {}", "'''{}:'''\n{}", "== {} ==\n{}", "{}: {}"])
def test_an_answer_of_one_line_ends_at_a_blank_line(key: str, label: str, value: str, form: str) -> None:
    """A paragraph below it, which no label names, is told and no part of it."""
    text = f"{form.format(label, value)}\n\nRivers have words.\n\n{form.format('Author', 'Ada Obi')}"
    found = read(Page(TITLE, text), load("generic"))
    assert getattr(found, key) == found.raw[key] == value
    assert [one.text for one in found.unrecognised] == ["Rivers have words."]
    assert found.authors == ("Ada Obi",)


@pytest.mark.parametrize(
    ("key", "label", "value"),
    [
        ("themes", "Theme(s)", "Education"),
        ("types", "Type of submission", "Workshop"),
        ("levels", "Level of advancement", "Basic"),
    ],
)
@pytest.mark.parametrize("below", ["Rivers Clay Jars", "We look forward to it.", "Best regards"])
def test_a_choice_ends_at_a_blank_line(key: str, label: str, value: str, below: str) -> None:
    """A paragraph below a known value that has none is told; another known value there counts."""
    page = f"'''{label}:''' {value}\n\n{below}\n\n'''Author(s):''' Ada Obi"
    found = read(Page(TITLE, page), load("wikiindaba-2023"))
    assert getattr(found, key) == (value,)
    assert [one.text for one in found.unrecognised] == [below]


def test_another_value_below_a_blank_line_counts() -> None:
    """Values may stand in paragraphs of their own."""
    found = read(
        Page(TITLE, "'''Theme(s):''' Education\n\nTechnology\n\n'''Author(s):''' Ada Obi"),
        load("wikiindaba-2023"),
    )
    assert found.themes == ("Education", "Technology")


@pytest.mark.parametrize(
    "form", ["'''{}:''' {}\n", "== {} ==\n{}\n", "* '''{}''': {}", "; {}\n: {}", "{}: {}\n"]
)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Author(s)", "Author 2"),
        ("Author(s)", "Author(s) 2"),
        ("Author", "Author #2"),
        ("Author(s)", "Author two"),
        ("Author(s)", "Another author"),
        ("Auteur(s)", "Auteur 2"),
        ("Autor(a)", "Autor 2"),
        ("Referent:in", "Referent 2"),
        ("المؤلف", "المؤلف 2"),
    ],
)
def test_a_person_added_below_the_form_s_own_label(first: str, second: str, form: str) -> None:
    """Who counts on from the form's label, in whatever spelling of it, is another author."""
    lines = [
        form.format(first, "Keza Uwase"),
        form.format(second, "Mugisha Eric"),
        form.format("Abstract", "We dig."),
    ]
    found = read(Page(TITLE, "\n".join(lines)), load("generic"))
    assert found.authors == ("Keza Uwase", "Mugisha Eric")
    assert found.unrecognised == ()
