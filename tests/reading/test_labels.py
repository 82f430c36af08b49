"""Labels that forms usually have, and where an answer of one line ends."""

import pytest

import indababot
from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.reading.form.labels import MAX_LABEL, SENTENCE, labels_of

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
        ("What are your usernames?", "usernames"),
        ("Sous quel pseudo contribuez-vous ?", "usernames"),
        ("¿Con qué usuario edita?", "usernames"),
        ("Unter welchem Benutzernamen bist du aktiv?", "usernames"),
        ("Why is it relevant to the audience?", "benefit"),
        ("Equipamentos", "requirements"),
        ("Équipement", "requirements"),
        ("المعدات", "requirements"),
        ("Forme", "types"),
        ("Waliojiandikisha", "participants"),
        ("من أي بلد أنت؟", "country"),
        ("Watajifunza nini?", "takeaways"),
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


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("E-mail address or username (if username, please confirm email address)", "usernames"),
        ("Adresse e-mail ou nom d'utilisateur", "usernames"),
        ("Correo electrónico o nombre de usuario", "usernames"),
        ("E-Mail-Adresse oder Benutzername", "usernames"),
        ("Country/place of origin", "country"),
        ("Estimated length of session", "duration"),
        ("Audience / Target group", "levels"),
        ("Abstract & description", "abstract"),
        ("Panel participants", "authors"),
    ],
)
@pytest.mark.parametrize("form", ["{}\nZeta Kay", "{}:\n\nZeta Kay\n"])
def test_labels_of_other_conferences(label: str, key: str, form: str) -> None:
    """What forms of wikis ask has its field, in a text that was copied too."""
    text = "\n".join(["Title", "Kites", "Theme", "Rain", form.format(label), "Special requests", "A mat"])
    found = read(Page("X/Kites", text, Markup.TEXT), load("generic"))
    assert (found.title, found.raw[key]) == ("Kites", "Zeta Kay")


SHORT = [("Affiliation", "Drum Club"), ("Length of session", "30 min"), ("Country of origin", "Mali")]


@pytest.mark.parametrize(("label", "value"), SHORT)
@pytest.mark.parametrize(
    "question",
    [
        "Would you like to publish a paper on it?",
        "Avez-vous besoin d’un tambour pour la session ?",
        "¿Traerá su propio tambor a la plaza?",
        "هل ستحضر طبلك معك إلى الساحة؟",
    ],
)
@pytest.mark.parametrize("form", ["{}\n{}\n", "{}: {}\n", "{}:\n\n{}\n\n"])
def test_a_question_that_nobody_knows_below_a_short_answer(
    label: str, value: str, question: str, form: str
) -> None:
    """It is a label of the form, and no part of the answer; prose may ask."""
    fields = [("Title", "Kites"), ("Author", "Ada Obi"), (label, value)]
    end = form.format("Abstract", f"It rains.\n{question}")
    text = "".join(form.format(*one) for one in fields) + f"{question}\nNo, two\n{end}"
    found = read(Page("X/Kites", text, Markup.TEXT), load("generic"))
    assert value in (found.affiliation, found.duration, found.country)
    assert [(one.label, one.text) for one in found.unrecognised] == [(question, "No, two")]
    assert (found.abstract or "").endswith(question)


@pytest.mark.parametrize("text", ["GLAM? Or tools?", "Which?"])
def test_a_doubt_is_no_label(text: str) -> None:
    """Few words that ask are the author's."""
    found = read(
        Page("X/Kites", f"Title: Kites\nTheme: Nets\n{text}\nAuthor: Ada Obi\n", Markup.TEXT), load("generic")
    )
    assert text in found.raw["themes"]


@pytest.mark.parametrize(
    ("answer", "accounts"),
    [
        ("[[User:AdaO|Ada]]", ["AdaO"]),
        ("User:AdaO and User:BoL", ["AdaO", "BoL"]),
        ("[[Special:EmailUser/AdaO|mail me]]", ["AdaO"]),
        ("[[User:AdaO|AdaO]] ([[User talk:AdaO|talk]]) 15:25, 24 February 2015 (UTC)", ["AdaO"]),
        ("ada@example.org", []),
        ("ask Ada Obi", []),
    ],
)
@pytest.mark.parametrize(("own", "known"), [("", []), ("AdaK", ["AdaK"])])
def test_accounts_in_the_place_of_an_address(
    answer: str, accounts: list[str], own: str, known: list[str]
) -> None:
    """They are the accounts of a page that names none where it should."""
    page = f"'''Author:''' Ada Obi\n\n'''E-mail address:''' {answer}\n\n'''Username:''' {own}\n\n'''Abstract:''' It rains."
    found = read(Page("X/Kites", page), load("generic"))
    assert [one.name for one in found.usernames] == (known or accounts)


@pytest.mark.parametrize("form", ["'''{}:''' {}\n\n", "== {} ==\n{}\n\n", "{}: {}\n\n"])
def test_sentences_below_a_choice_that_nobody_knows(form: str) -> None:
    """Paragraphs of whole sentences are none of it, as long as it is no sentence itself."""
    told = "Drums are old things that people have hit with their hands for a very long time. Nets are newer."
    first, last = form.format("Theme(s)", "{}\n\n{}"), form.format("Author", "Ada Obi")
    found = read(Page("X/Kites", first.format("Nets & Boats", told) + last), load("generic"))
    assert (found.themes, [one.text for one in found.unrecognised]) == (("Nets & Boats",), [told])
    found = read(Page("X/Kites", first.format("We beat drums.", told) + last), load("generic"))
    assert (len(found.themes), found.unrecognised) == (1, ())


@pytest.mark.parametrize(
    "written",
    ["3. {}{}", "{0}{1} / {0}{1}", "Please choose a {}{}", "Second {}", "{}, up to 300 words"],
)
def test_a_long_text_is_looked_up_as_a_short_one_is(written: str) -> None:
    """A sentence that lacks a word of each label is no label at once; no label is lost by that."""
    form = labels_of(load("generic"))
    texts = [
        written.format(label, " (please describe it in at most 300 words)")
        for field in load("generic").fields
        for label in field.spellings
    ]
    found = [text for text in texts if SENTENCE <= len(text) <= MAX_LABEL and form._find(text)]
    assert found
    assert [text for text in found if form.lookup(text) is None] == []


@pytest.mark.parametrize(
    "written",
    [
        *(
            "none at all",
            "Nothing special.",
            "(nothing in particular)",
            "none / rien de spécial",
            "rien de particulier",
        ),
        *("لا شيء خاص", "nada em especial", "nada en particular", "hakuna kabisa", "nichts Besonderes"),
    ],
)
def test_words_around_nothing_say_nothing_too(written: str) -> None:
    """An answer that says in more words that there is none is empty."""
    page = Page(
        title=TITLE,
        text=f"'''ID:''' Drums\n'''Special requirements:''' {written}\n'''Abstract:''' We drum.\n",
    )
    found = read(page, load("wikiindaba-2023"))
    assert (found.requirements, found.abstract, found.unrecognised) == (None, "We drum.", ())
