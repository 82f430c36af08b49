"""What a person who starts an edition from a form may rely on."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indababot.editions import Edition
from indababot.editions.form import FormField
from indababot.editions.init import propose
from indababot.editions.load import loads
from indababot.errors import NothingToDo
from indababot.i18n import available
from indababot.pages import Page
from indababot.records import FieldKey


def proposed(
    *texts: str, titles: tuple[str, ...] = ("Foo 2027/Submissions/Preload",), **options: Any
) -> Edition:
    titles = (
        titles
        if len(titles) == len(texts)
        else tuple(f"Foo 2027/Submissions/Talk {number}" for number in range(len(texts)))
    )
    return loads(
        propose([Page(title=title, text=text) for title, text in zip(titles, texts, strict=True)], **options)
    )


def own(edition: Edition) -> list[tuple[str, str]]:
    """Key and first label or parameter of each field, in order; the status, which comes along unasked, is left out."""
    return [
        (field.key.value, next(iter([*(t[0] for t in field.labels.values() if t), *field.parameters])))
        for field in asked(edition)
    ]


def asked(edition: Edition) -> list[FormField]:
    """The fields that the form asks."""
    return [field for field in edition.fields if field.key is not FieldKey.STATUS]


def choices(edition: Edition, key: str) -> list[str]:
    return [choice.name for choice in edition.by_key[FieldKey(key)].choices]


BOLD = """<noinclude>{{Documentation}}</noinclude>
== Your proposal ==
'''Title of the talk''' (required):

'''Type of session''' (lecture, panel or workshop)*: <!-- one only -->

'''Abstract''' (up to 250 words):

'''Which track?''' <!-- choose one: Health; GLAM, Heritage, and Culture; Tools -->

'''Shirt size (S, M, L)''':

'''Author of the submission / صاحب التقديم'''

'''Affiliation, if any:'''

'''Special requirements''': HDMI, Translation, etc.

== Interested attendees ==
''Sign below with four tildes''
# ~~~~

[[Category:Foo 2027/Submissions]]
"""


def test_bold_labels_with_hints() -> None:
    """A preload of bold labels gives all labels in order, with vocabulary, limits, demands and hints."""
    edition = proposed(BOLD)
    assert own(edition) == [
        ("title", "Title of the talk"),
        ("types", "Type of session"),
        ("abstract", "Abstract"),
        ("themes", "Which track?"),
        ("other", "Shirt size"),
        ("authors", "Author of the submission"),
        ("affiliation", "Affiliation, if any"),
        ("requirements", "Special requirements"),
        ("participants", "Interested attendees"),
    ]
    assert choices(edition, "types") == ["lecture", "panel", "workshop"]
    assert choices(edition, "themes") == ["Health", "GLAM, Heritage, and Culture", "Tools"]
    assert edition.by_key[FieldKey.ABSTRACT].max_words == 250
    assert [field.key.value for field in edition.fields if field.required] == ["title", "types"]
    assert "HDMI, Translation, etc." in edition.by_key[FieldKey.REQUIREMENTS].hints
    assert edition.by_key[FieldKey.AUTHORS].labels["ar"][0] == "صاحب التقديم"
    assert "Sign below with four tildes" in edition.form.noise
    assert edition.pages.categories == ("Foo 2027/Submissions",)
    assert edition.pages.prefixes == ("Foo 2027/Submissions/",)


def test_template_call_with_comments() -> None:
    """A preload that calls a template gives its parameters, and options and limits from the comments in them."""
    edition = proposed(
        """{{Foo 2027 proposal
        | title =
        | speaker = <!-- your name, required -->
        | username =
        | kind of session = <!-- talk, panel, hackathon -->
        | blurb = <!-- at least 20 and at most 120 words, optional -->
        | shirt size = <!-- S / M / L -->
        }}"""
    )
    assert [(field.key.value, field.parameters[0]) for field in asked(edition)] == [
        ("title", "title"), ("authors", "speaker"), ("usernames", "username"), ("types", "kind of session"),
        ("other", "blurb"), ("other", "shirt size"),
    ]  # fmt: skip
    assert edition.pages.templates == ("Foo 2027 proposal",)
    assert choices(edition, "types") == ["talk", "panel", "hackathon"]
    assert edition.by_key[FieldKey.AUTHORS].required
    assert (edition.fields[4].min_words, edition.fields[4].max_words) == (20, 120)


def test_template_call_with_calls_and_links_inside() -> None:
    """Calls, links and slots inside a call's values do not end it, and stray braces do no harm."""
    text = (
        "{{stray [[ {{Foo|author=[[User:A|A]] {{small|x=1|y}}|abstract={{{abstract|}}}|bird={{nobr|a}}}} }}"
    )
    assert [(field.key.value, field.parameters[0]) for field in asked(proposed(text))] == [
        ("authors", "author"),
        ("abstract", "abstract"),
        ("other", "bird"),
    ]


def test_template_data() -> None:
    """TemplateData gives labels by language, aliases, demands and values, in the page or given apart."""
    data = {
        "params": {
            "t": {"label": {"en": "Session title", "fr": "Titre de la session"}, "required": True},
            "k": {"label": "Kind of session", "aliases": ["kind"], "suggestedvalues": ["Talk", "Panel"]},
            "a": {"label": "Abstract", "description": "no more than 100 words"},
            "z": {"label": "Anything else", "description": {"en": "optional"}},
        },
        "paramOrder": ["t", "a", "k", "z"],
    }
    page = "{{Foo|t=|k=|title=|abstract=}}"
    for edition in (
        proposed(page, template_data=data),
        proposed(f"{page}<templatedata>{json.dumps(data)}</templatedata>"),
    ):
        title = next(field for field in edition.fields if "t" in field.parameters)
        assert title.key is FieldKey.TITLE
        assert title.required
        assert title.labels["fr"][0] == "Titre de la session"
        kind = edition.by_key[FieldKey.TYPES]
        assert kind.parameters[:2] == ("k", "kind")
        assert choices(edition, "types") == ["Talk", "Panel"]
        assert edition.by_key[FieldKey.ABSTRACT].max_words == 100
        assert any("z" in field.parameters for field in edition.fields)


FORMS = {
    "table header cells": "{|\n! Author(s)\n|\n|-\n! Username(s)\n|\n|-\n! Favourite bird\n|\n|-\n! Abstract\n|\n|}",
    "table plain cells": '{|\n| Author(s) || \n|-\n| Username(s)\n|\n|-\n| style="x" | Favourite bird\n| \n|-\n| Abstract || \n|}',
    "table bold cells": "{|\n| '''Author(s):''' || '''Username(s):'''\n|-\n| '''Favourite bird:'''\n| '''Abstract:'''\n|}",
    "definition list": ";Author(s)\n:\n;Username(s):\n;Favourite bird: \n:\n;Abstract\n:",
    "headings": "== Author(s) ==\n\n== Username(s) ==\n\n== Favourite bird ==\n<!-- any -->\ntext\n\n== Abstract ==\n",
    "label lines": "Author(s):\n\nUsername(s):\n\nFavourite bird:\n\nAbstract:\n",
    "label lines in a translated page": "<translate>\n<!--T:1-->\nAuthor(s):\n\n<!--T:2-->\nUsername(s):\n"
    "<!--T:3-->\nFavourite bird:\n\nAbstract:</translate>",
    "bold with the colon outside": "'''Author(s)''': \n'''Username(s)''' :\n'''Favourite bird''':\n'''Abstract''':\n",
    "bold without colons": "'''Author(s)'''\n\n'''Username(s)'''\n\n'''Favourite bird'''\n\n'''Abstract'''\n",
    "html bold": "<b>Author(s):</b><br><b>Username(s):</b><br /><strong>Favourite bird</strong>:<br><b>Abstract:</b>",
    "bulleted": "* '''Author(s):'''\n* '''Username(s):'''\n* '''Favourite bird:'''\n* '''Abstract:'''\n",
    "template slots": "'''Author(s):''' {{{author|}}}\n'''Username(s):''' {{{user|}}}\n"
    "'''Favourite bird:''' {{{bird|}}}\n'''Abstract:''' {{{abstract|}}}",
    "windows line ends": "'''Author(s):'''\r\n'''Username(s):'''\r\n'''Favourite bird:'''\r\n'''Abstract:'''\r\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_shape_gives_all_labels(text: str) -> None:
    """Whatever shape a form has, all its labels are proposed in order, the unknown one too."""
    assert own(proposed(text)) == [
        ("authors", "Author(s)"),
        ("usernames", "Username(s)"),
        ("other", "Favourite bird"),
        ("abstract", "Abstract"),
    ]


LONG = """'''Submission no.'''

'''Title of the submission'''

'''Type of submission (lecture, panel, tutorial/workshop, roundtable discussion)'''

'''Abstract (at least 300 words to describe your proposal)'''

'''Will there be snacks?'''

'''What will attendees take away from this session?'''

'''Theme / Thème'''
* Open Data
* Open Science, Schools and Law
"""


def test_long_form() -> None:
    """Options inside a label, lists below it and two languages in one are understood; names that hold commas stay whole."""
    edition = proposed(LONG)
    assert own(edition)[2:5] == [
        ("types", "Type of submission"),
        ("abstract", "Abstract"),
        ("other", "Will there be snacks?"),
    ]
    assert choices(edition, "types") == ["lecture", "panel", "tutorial/workshop", "roundtable discussion"]
    assert choices(edition, "themes") == ["Open Data", "Open Science, Schools and Law"]
    assert edition.by_key[FieldKey.ABSTRACT].min_words == 300
    assert edition.by_key[FieldKey.THEMES].labels["fr"][0] == "Thème"


def filled(number: int, kind: str) -> str:
    return (
        f"'''Title:''' Talk {number}\n\n'''Speakers:''' Person {number}\n\n'''Kind of talk:''' {kind}\n\n"
        f"'''Abstract:''' Words of talk {number}.\nNote: this is prose {number}.\n\n"
        "'''Special requirements:''' HDMI, Translation, etc.\n\n[[Category:Foo]]"
    )


def test_filled_pages() -> None:
    """From some filled pages the labels come once, the values seen become an open vocabulary, and no text becomes a hint."""
    edition = proposed(filled(1, "Lecture"), filled(2, "panel"), filled(3, "lecture"))
    assert [label for _, label in own(edition)] == [
        "Title",
        "Speakers",
        "Kind of talk",
        "Abstract",
        "Special requirements",
    ]
    assert choices(edition, "types") == ["Lecture", "panel"]
    assert edition.by_key[FieldKey.TYPES].open
    assert not edition.by_key[FieldKey.TITLE].hints
    assert not edition.by_key[FieldKey.ABSTRACT].hints
    assert edition.pages.prefixes == ("Foo 2027/Submissions/",)


def test_filled_pages_with_lists() -> None:
    """Names with commas stay whole, and what joins two names that were seen alone, or qualifies one, is no name of its own."""
    page = "'''Title:''' Talk {}\n\n'''Speakers:''' Person\n\n'''Kind of talk:''' {}\n\n'''Theme:''' {}\n"
    edition = proposed(
        page.format(1, "Lecture", "GLAM, Heritage, and Culture"),
        page.format(2, "Panel (hybrid)", "Tools & GLAM, Heritage, and Culture"),
        page.format(3, "Panel", "Tools"),
        page.format(4, "Lecture, Panel", "Tools; Youth, Gender and Power"),
    )
    assert choices(edition, "types") == ["Lecture", "Panel"]
    assert choices(edition, "themes") == ["Tools", "GLAM, Heritage, and Culture", "Youth, Gender and Power"]


def test_a_folder_of_many_shapes() -> None:
    """The demo's pages, of many shapes, with a draft, an overview and a report among them, give the form and nothing else."""
    folder = Path(__file__).parents[2] / "fixtures" / "demo"
    files = sorted(folder.rglob("*.wiki"))
    pages = [
        Page(title=file.relative_to(folder).with_suffix("").as_posix(), text=file.read_text(encoding="utf-8"))
        for file in files
    ]
    edition = loads(propose(pages))
    assert {field.key.value for field in asked(edition)} == {
        "title", "authors", "usernames", "types", "affiliation", "themes",
        "abstract", "levels", "requirements", "extra", "benefit", "participants",
    }  # fmt: skip
    assert edition.pages.prefixes == ("WikiIndaba 2023/Submissions/",)
    assert edition.pages.categories == ("WikiIndaba 2023/Submissions",)
    assert "ID" in edition.by_key[FieldKey.TITLE].labels["en"]
    assert not any("Inês" in hint for field in edition.fields for hint in field.hints)


def test_a_label_that_fits_two_fields_is_kept() -> None:
    """Two labels of one meaning on one form are both proposed: the second as `other`, with a comment."""
    page = Page(title="A/B", text="'''Type of session:'''\n'''Submission format:'''\n'''Abstract:'''")
    text = propose([page])
    assert own(loads(text)) == [
        ("types", "Type of session"),
        ("other", "Submission format"),
        ("abstract", "Abstract"),
    ]
    assert "it may mean types too" in text


def test_an_id_that_is_a_title() -> None:
    """The compact card's `ID : title` is the title where the values are words, and a number where they are numbers."""
    form = "'''ID :''' {}\n\n'''Author(s):''' A B\n\n'''Abstract:''' Words.\n"
    assert own(proposed(form.format("Market days"), form.format("Wells")))[0] == ("title", "ID")
    assert own(proposed(form.format("12"), form.format("13")))[0] == ("number", "ID")


def test_id_and_name() -> None:
    """Id and name come from the title unless they are given."""
    assert (proposed(BOLD).id, proposed(BOLD).name) == ("foo-2027", "Foo 2027")
    assert proposed(BOLD, id="bar-2028", name='Bär "2028"').name == 'Bär "2028"'


def test_a_page_without_labels() -> None:
    """A page that is no form is an expected error that says what to give."""
    with pytest.raises(NothingToDo, match="No label was found"):
        propose([Page(title="A", text="Only some prose here.\n\nAnd more of it.")])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *FORMS.values(),
                BOLD,
                LONG,
                "{{a|",
                "}}",
                "'''",
                "<!--",
                "\x00",
                "\u202e",
                '"\\',
                "|-",
                "== =",
                "[[Category:x\ny]]",
                "(((",
                "\ue000",
            ]
        ),
        max_size=6,
    ),
    st.text(max_size=40),
)
def test_whatever_comes_the_proposal_is_an_edition(parts: list[str], noise: str) -> None:
    """A proposal from any text is a valid edition file; where no label is found, that is said."""
    text = noise.join(parts)
    try:
        proposal = propose([Page(title=noise, text=text), Page(title="x/y", text=noise)])
    except NothingToDo:
        return
    assert loads(proposal).fields


def test_a_name_with_and_without_minutes_is_one_choice() -> None:
    """A type that the form names twice, with its minutes and without, is proposed once; two lengths of it are kept apart."""
    form = (
        "'''Type of session:''' Lecture (30 min), lecture, Panel (20 min), Panel (60 min)\n'''Abstract:'''\n"
    )
    assert choices(proposed(form), "types") == ["Lecture", "Panel", "Panel (60 min)"]


def test_limits_that_contradict_each_other_are_left_to_a_person() -> None:
    """Where a form says "at least 200" and "at most 100", neither is proposed, and a comment tells of it."""
    page = Page(title="A", text="Abstract (at least 200 words, at most 100 words):\n\nAuthor(s):\n")
    text = propose([page])
    assert "# the form's limits contradict each other: min_words = 200" in text
    assert loads(text).by_key[FieldKey.ABSTRACT].max_words is None


HOSTILE = {
    "braces": "{{a|\n" * 8000,
    "equals in a cell": "|" + "=" * 1_000_000,
    "brackets in a term": ";" + "(" * 1_000_000,
    "quotes": "'''" * 300_000,
    "headings": "=" * 1_000_000,
    "categories": "[[Category:" * 100_000,
    "template data": "</templatedata>" + "<templatedata>" * 100_000,
    "comments": "<!--" * 200_000,
    "slots": "'''Author:''' {{{" + " " * 300_000,
    "blanks": "Author:" + " " * 1_000_000 + "x",
    "lines": "Some words that are no label at all\n" * 30_000,
}


def test_a_label_of_several_languages_is_the_forms() -> None:
    """``Niveau`` is German and French: on a form whose other labels are French it is French."""
    form = "'''Auteur(s) :'''\n'''Thème(s) :'''\n'''Niveau :'''\n'''Résumé :'''\n"
    fields = tomllib.loads(propose([Page(title="Conf/Form", text=form)]))["fields"]
    assert [list(one["labels"]) for one in fields] == [["fr"]] * 4


@pytest.mark.parametrize("code", [code for code in available() if code != "en"])
def test_comments_are_in_the_readers_language(code: str) -> None:
    """They are all translated, and say nothing but comments: the file says the same in every language."""
    form = "'''Author(s):''' (optional)\n'''Type:'''\n'''Favourite bird:'''\n'''Abstract:''' (50 to 10 words)\n(write here)\n"
    pages = [Page(title=f"Conf/{name}", text=form) for name in "ABCDE"]
    english, other = propose(pages), propose(pages, lang=code)
    assert tomllib.loads(english) == tomllib.loads(other)
    kept = {line.partition("# ")[2] for line in english.splitlines() if " " in line.partition("# ")[2]}
    kept -= {line for line in kept if " = " in line}
    assert len(kept) > 6
    assert not kept & {line.partition("# ")[2] for line in other.splitlines()}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_no_time(text: str) -> None:
    """A page that was made to stall patterns or the parser gives a proposal, or none, within seconds."""
    form = "\n'''Author(s):'''\n'''Abstract:'''\n"
    assert loads(propose([Page(title="A", text=form + text)])).fields


@pytest.mark.parametrize(
    "named",
    [
        "[[Category:Sahel 2027/Proposals]]",
        "<inputbox>\ntype=create\nprefix=Sahel 2027/Proposals/\n</inputbox>",
        "[[Category:Forms]]\n[[Catégorie:Sahel 2027/Propositions]]",
    ],
)
def test_a_file_takes_the_name_that_its_form_tells(named: str) -> None:
    """Of a form that was saved under a name of its own, the categories and input boxes tell where the conference's pages are."""
    text = propose([Page("form", f"'''Title:'''\n\n'''Abstract:'''\n\n{named}\n")])
    assert 'id = "sahel-2027"' in text
    assert 'allowed = ["Sahel 2027"]' in text
    assert '# stop_page = "Sahel 2027/Stop the bot"' in text
