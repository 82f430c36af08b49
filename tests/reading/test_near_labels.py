"""Labels that are nearly the edition's, and prose that is none."""

import pytest

from indababot.checking import check
from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.records import FieldKey, RemarkKind, Submission

BOLD = """'''ID:''' Clay on the coast

'''Author(s):''' Zuri Mwakyusa '''Username(s):''' [[User:Zuri of Mwanza]] '''Type of submission:''' Lecture

'''Theme(s):''' Technology

'''Abstract:''' We tell how clay is dug.
{here}

'''Level of advancement:''' Basic

'''{benefit}''' Others can dig too.
"""
TERMS = """; Submission no.
; {title}
Clay
; {types}
lecture
; {author}
Zuri Mwakyusa
; {username}
[[User:Zuri of Mwanza]]
; {country}
Kenya
; Abstract
We dig.
; {takeaways}
Clay.
"""
LABELS = {
    "title": "Title of the submission",
    "types": "Type of submission (lecture, panel)",
    "author": "Author of the submission",
    "username": "Username",
    "country": "Country of origin",
    "takeaways": "What will attendees take away from this session?",
}
BENEFIT = "How will this session be beneficial for the communities in the region?"


def bold(here: str = "", benefit: str = BENEFIT) -> Submission:
    text = BOLD.replace("{here}", here).replace("{benefit}", benefit)
    return read(Page("WikiIndaba 2023/Submissions/Clay", text), load("wikiindaba-2023"))


def terms(**labels: str) -> Submission:
    text = TERMS.format(**LABELS | labels)
    return read(Page("WikiIndaba conference 2018/Submissions/Clay", text), load("wikiindaba-2018"))


def near(submission: Submission) -> dict[FieldKey | None, str]:
    return {remark.key: remark.text for remark in submission.remarks if remark.kind is RemarkKind.NEAR_LABEL}


@pytest.mark.parametrize(
    "benefit",
    [
        "How will this session be beneficial for the communities in the region of CEE?",
        "How will your session be beneficial for our communities in this region?",
        "How will this talk be beneficial to the community in the region?",
        "How will this session be beneficial for the local communities in the region?",
        "How will this session be beneficial for the communities",
        "How will this session be beneficial…for the communities in the region:",
        "5. How will this session be beneficial for communities of the region?",
        "Question 5: How will this sessions be beneficial for the communities in the region?",
        "How will this session be beneficial for the communities in the region (please be specific)?",
    ],
)
def test_a_question_written_a_little_differently(benefit: str) -> None:
    """A word more, another number or article, a label cut short: it names its field, and checking says so."""
    found = bold(benefit=benefit)
    assert (found.abstract, found.benefit) == ("We tell how clay is dug.", "Others can dig too.")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("title", "Title of your submission"),
        ("title", "Titles of the submissions"),
        ("title", "Full title of the talk"),
        ("title", "Titre de votre proposition"),
        ("title", "Título de tu charla"),
        ("title", "Titel Ihrer Einreichung"),
        ("title", "عنوان تقديم"),
        ("title", "Kichwa cha wasilisho lako"),
        ("types", "Type of your session"),
        ("types", "Types of submissions (lecture/panel/workshop)"),
        ("types", "Type of submission (lecture, panel) / نوع التقديم"),
        ("types", "نوع تقديم (lecture, panel) / Type of your submission"),
        ("types", "Tipo de la propuesta"),
        ("types", "Tipo da sua proposta"),
        ("author", "Names of the authors"),
        ("author", "Main author of the submission"),
        ("author", "Auteurs de votre soumission"),
        ("author", "Autores de las propuestas"),
        ("author", "Auteur·rice(s) de la soumission"),
        ("author", "Auteur-e-s de la soumission"),
        ("author", "Autor/a de la propuesta"),
        ("author", "Autor(a)/es(as) da proposta"),
        ("author", "Autor*in der Einreichung"),
        ("author", "Presenter of the submission"),
        ("author", "Name of the presenter(s)"),
        ("username", "Username(s) of the presenter(s)"),
        ("username", "Nom d'utilisateur·trice"),
        ("username", "Nombre de usuario/a"),
        ("username", "Username on Wikimedia / Nom d'utilisateur"),
        ("country", "Country of origin of the speaker"),
        ("country", "Your country of origin"),
        ("country", "Pays d'origine des auteurs"),
        ("takeaways", "What will the attendees take away from your session?"),
        ("takeaways", "What will attendees take away from this session and why?"),
    ],
)
def test_a_term_written_a_little_differently(key: str, label: str) -> None:
    """In every language of the lexicon, the record is that of the form's own label."""
    wanted, found = terms(), terms(**{key: label})
    for name in ("title", "types", "authors", "country", "takeaways", "abstract", "unrecognised"):
        assert getattr(found, name) == getattr(wanted, name), name
    assert [one.name for one in found.usernames] == [one.name for one in wanted.usernames]


@pytest.mark.parametrize(
    "here",
    [
        "Title pages are dull: we skip them.",
        "'''Technology:''' it matters most",
        "* '''Language barriers:''' we count them\n* '''Theme song:''' we sing it\n* '''Author rights:''' we read them",
        "* '''Titles of the talks:''' three of them",
        "'''Key points'''\n\nThere are two.",
        "== Level of detail ==\nFine.",
        "=== How we will do it ===\nSlowly.",
        "=== Types of clay ===\nRed and white.",
        "We asked: how will this session be beneficial for them?",
        "Interested people of the coast came.",
        "* Themes of the past: pots\n* Names of the authors: many",
        "How will this clay be dug for the pots of the town?",
    ],
)
def test_prose_is_no_label(here: str) -> None:
    """Sub-headings, bold words, bullets with colons and sentences stay what they are: nothing is read as another field."""
    wanted, found = bold(), bold(here)
    for name in ("types", "themes", "authors", "levels", "benefit", "participants", "languages", "title"):
        assert getattr(found, name) == getattr(wanted, name), name
    assert near(found) == {}


def test_a_label_as_near_to_another_field_is_none() -> None:
    """Where labels of two fields are as near, neither is meant."""
    found = bold("'''Level of the theme:''' high")
    assert near(found) == {}
    assert found.levels == ("Basic",)


def test_the_forms_own_label_wins() -> None:
    """Where the page has the field's label as the form writes it, a near one is no second field."""
    found = bold("'''Themes of the session here:''' Pots")
    assert found.themes == ("Technology",)


def test_checking_says_so() -> None:
    """``near-label`` points at the label and names the form's, and can put it there."""
    label = "How will this session be beneficial for the communities in the region of CEE?"
    text = BOLD.replace("{here}", "").replace("{benefit}", label)
    page, edition = Page("WikiIndaba 2023/Submissions/Clay", text, Markup.WIKITEXT), load("wikiindaba-2023")
    (told,) = [one for one in check(read(page, edition), page, edition) if one.name == "near-label"]
    assert text.split("\n")[told.location.row - 1][told.location.column - 1 :].startswith(label)
    assert BENEFIT in told.message
    assert told.fix is not None


@pytest.mark.parametrize("name", ["names_of_authors", "author names", "nameOfTheAuthor"])
def test_a_parameter_written_a_little_differently(name: str) -> None:
    """A parameter is a label too."""
    text = f"{{{{Form\n| title = Clay\n| {name} = Zuri Mwakyusa\n| type = Lecture\n| theme = Technology\n}}}}"
    found = read(Page("WikiIndaba 2023/Submissions/Clay", text), load("wikiindaba-2023"))
    assert found.authors == ("Zuri Mwakyusa",)


@pytest.mark.parametrize(
    "heading",
    [
        "Who are the intersted participants",
        "Who are the interested attendees?",
        "Intersted  participants (sign here)",
        "Qui sont les participants intéresés ?",
        "Personnes intéresées",
        "Quem são os participantes interesados?",
        "¿Quiénes son los participantes interessados?",
        "Participantes interesadas",
        "Wer sind die interessierten Teilnehmer?",
        "Interesierte",
        "Akina nani ni washiriki wanaovutwa?",
        "من هم المهتمون بالحضور؟",
        "المهتمين بالحضور",
    ],
)
def test_a_heading_as_a_question_or_misspelt(heading: str) -> None:
    """What turns a label into a question is not looked at, nor whether a letter is doubled, in any language."""
    text = f"== Title ==\nT\n== Author ==\nAda Obi\n== Abstract ==\nX.\n== {heading} ==\n* [[User:Kito]]\n"
    submission = read(Page("X/Submissions/T", text), load("generic"))
    assert [one.username for one in submission.participants] == ["Kito"]
    assert submission.abstract == "X."


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Resumé", "Résumé"),
        ("Résume", "Résumé"),
        ("RESUME", "Résumé"),
        ("Résumés", "Résumé"),
        ("Resumenes", "Resumen"),
        ("Abstracts", "Abstract"),
    ],
)
def test_of_labels_with_the_same_stem_the_one_that_is_written_most_alike(label: str, meant: str) -> None:
    """Languages have words that differ by an ending or an accent: the page's author wrote one of them."""
    text = BOLD.replace("Abstract:", f"{label} :").replace("{here}", "").replace("{benefit}", BENEFIT)
    submission = read(Page("WikiIndaba 2023/Submissions/Clay", text), load("wikiindaba-2023"))
    assert near(submission) == {FieldKey.ABSTRACT: meant}


UNSIGNED = """\
'''Author(s)''' Zuri Mwakyusa

'''Theme(s)''' Technology

'''Abstract''' We tell how clay is dug.
{here}
"""


@pytest.mark.parametrize(
    "label",
    [
        "Type of submisson",
        "Types of submissions",
        "Your type of submission",
        "Lenght of session",
        "Level of advancment",
    ],
)
def test_a_label_in_bold_without_a_sign(label: str) -> None:
    """Where the page's labels have no colon, one that is nearly the edition's needs none."""
    text = UNSIGNED.replace("{here}", f"\n'''{label}''' Basic")
    record = read(Page("X/Submissions/Clay", text), load("generic"))
    assert len(record.fields) == 4
    assert {one.kind for one in record.remarks} <= {RemarkKind.NEAR_LABEL}
    assert record.abstract == "We tell how clay is dug."


@pytest.mark.parametrize(
    "here",
    [
        "'''Types of submissions''' are many, and we show each.",
        "'''Special levels of clay''' need time.",
        "'''Clay''' Levels of it differ.",
        "* '''Types of submissions''' Many.",
    ],
)
def test_bold_words_in_prose_without_a_sign(here: str) -> None:
    """What goes on as a sentence does is prose, and so are words in bold that are near to no label."""
    record = read(Page("X/Submissions/Clay", UNSIGNED.replace("{here}", here)), load("generic"))
    assert [one.key.value for one in record.fields] == ["authors", "themes", "abstract"]
    assert record.remarks == ()


def test_a_sign_elsewhere_leaves_bold_words_alone() -> None:
    """Where the page's labels have a colon, words in bold without one begin no field."""
    text = UNSIGNED.replace("''' ", ":''' ").replace("{here}", "'''Types of submissions''' Many.")
    record = read(Page("X/Submissions/Clay", text), load("generic"))
    assert [one.key.value for one in record.fields] == ["authors", "themes", "abstract"]
