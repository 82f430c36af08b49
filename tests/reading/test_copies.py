"""What stands around a text that a person copied, printed or mailed, and what is like it and belongs to the text."""

import json
import time
from pathlib import Path

import pytest

from indababot.editions import load
from indababot.pages import Markup, Page
from indababot.reading import read
from indababot.reading.detect import markup_of
from indababot.records import Submission

COPIES = sorted((Path(__file__).parent / "data" / "copies").glob("*.json"))
"""Whole pages: their line ends tell what belongs together, so that they are no fixtures, which may be written with blank lines too."""
GIVEN = {"edition", "page", "status", "raw", "form_span", "remarks", "fields"}
TITLE = "WikiIndaba 2023/Submissions/Rain"
FORM = "Title: Rain\nAuthor(s): Zuri M\nAbstract: It rains.\n"


def copied(text: str, edition: str = "wikiindaba-2023") -> Submission:
    return read(Page(TITLE, text, Markup.TEXT), load(edition))


@pytest.mark.parametrize("path", COPIES, ids=[path.stem for path in COPIES])
def test_copy(path: Path) -> None:
    """Each page gives the record that lies beside it; what is not told there is empty."""
    data = json.loads(path.read_text("utf-8"))
    page = Page(data["title"], path.with_suffix(".txt").read_text("utf-8"), Markup.TEXT)
    found = json.loads(read(page, load(data["edition"])).model_dump_json())
    for rest in found["unrecognised"]:
        rest.pop("span", None)
    told = {key: value for key, value in found.items() if value and key not in GIVEN - set(data["record"])}
    assert told == data["record"]


@pytest.mark.parametrize(
    "above",
    [
        f"Main menu\n\nSearch\n{TITLE}\nPage Discussion\nLanguage\nWatch\n\nMore\n",
        f"{TITLE}\nNamespacesPageDiscussionPage actionsReadEditHistory\n",
        f"Wiki\nRechercher\nMenu utilisateur\n{TITLE}\nPage Discussion\nLangue\nSuivre\nPlus\n",
        f"Zuia\nTafuta\n{TITLE}\nUkurasa Majadiliano\nLugha\nFuatilia\n",
        f"Search\n{TITLE.replace(' ', chr(10), 1)}\nLatest comment: 9 May 2019 by Ada in topic Abstract\n",
        "Menu\nPage\nDiscussion\nLanguage\nRead\n",
    ],
)
def test_menus_above(above: str) -> None:
    """Nothing of a skin's menus above a text is a label, with the page's title between them or not."""
    found = copied(above + FORM, "generic")
    assert (found.title, found.authors, found.languages) == ("Rain", ("Zuri M",), ())
    assert all(rest.label is None for rest in found.unrecognised)


@pytest.mark.parametrize(
    "first", ["Language\nEnglish\n", f"{TITLE}\nLanguage: English\n", f"{TITLE}\n\nLanguage\nEnglish\n"]
)
def test_labels_that_a_menu_has_too(first: str) -> None:
    """A form may begin with a label that is an entry of a menu."""
    assert copied(first + FORM, "generic").languages == ("English",)


@pytest.mark.parametrize(
    "below",
    [
        "Category: X\nNavigation menu\nNot logged in\nTalk\nContributions\nWikimedia News\nHelp\n",
        "NavigationsmenüSeitenaktionen\nSeiteDiskussionBearbeiten+Versionsgeschichte\nMeine Werkzeuge\nAnmelden\nHauptseite\n",
        "\nNavigation\nMain page\nRandom page\nWiki tools\nCategories\nRain\n",
        "تصفح\nالصفحة الرئيسية\nأخبار\nصفحة عشوائية\nمساعدة\nأدوات\n",
    ],
)
def test_menus_below(below: str) -> None:
    """Nor does it add a person to those who are interested, nor a word to a text."""
    people = f"{FORM}Interested participants\nAda (talk) 10:02, 3 May 2023 (UTC)\n"
    found = copied(people + below)
    assert [person.username for person in found.participants] == ["Ada"]
    assert copied(FORM + below).abstract == "It rains."


def test_a_heading_that_is_like_a_menus() -> None:
    """A word of a menu alone is a part of the text."""
    assert (
        copied(f"{FORM}Navigation\nBoats find home.\nHelp\nis near.\n").abstract
        == "It rains.\nNavigation\nBoats find home.\nHelp\nis near."
    )


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (f"5/12/23, 10:02 AM\n\n{TITLE} - Meta\n\n", "\nhttps://meta.example/wiki/Rain\n\n1/2\n\n"),
        (f"12.05.2023, 10:02      {TITLE} – Meta\n", "https://meta.example/wiki/Rain        1/2\n"),
        (f"{TITLE} - Meta     https://meta.example/wiki/Rain\n", "1 of 2      5/12/2023, 10:02 AM\n"),
        ("", "Page 1 of 2\n"),
        ("", "Seite 1\n"),
    ],
)
def test_sheets(head: str, foot: str) -> None:
    """What a printer puts on every sheet parts no text and ends none."""
    end = foot.replace("1/2", "2/2").replace("1 of 2", "2 of 2").replace("Seite 1", "Seite 2")
    found = copied(f"{head}{FORM}{foot}{head}Then it stops.\n{end}")
    assert (found.abstract or "").split() == ["It", "rains.", "Then", "it", "stops."]


@pytest.mark.parametrize(
    "line", ["1/2", "5/12/23, 10:02 AM", "Page 3", "2 or 3", "https://meta.example/wiki/Rain"]
)
def test_one_line_is_no_sheet(line: str) -> None:
    """A number, a date or an address alone is the author's."""
    assert line in (copied(f"{FORM}{line}\n").abstract or "")


@pytest.mark.parametrize(
    "end",
    [
        "\nKind regards,\nZuri\n",
        "\nCordialement\n\nZuri M\nWikimédia Mali\n",
        "-- \nZuri M\n",
        "\nSent from my iPhone\n",
        "\nViele Grüße\nZuri\n\nVon meinem iPhone gesendet\n",
        "\nمع التحية،\nZuri\n",
    ],
)
def test_the_end_of_a_letter(end: str) -> None:
    """It is no part of the last answer, and it is kept."""
    found = copied(FORM + end)
    assert found.abstract == "It rains."
    assert [rest.text for rest in found.unrecognised] == [" ".join(end.split())]


@pytest.mark.parametrize(
    "head",
    [
        "From: Zuri\nTo: Org\nSubject: Rain\n\n",
        "De : Zuri\nObjet : pluie\n\nBonjour,\n\n",
        "Von: Zuri\nBetreff: Regen\n\n",
    ],
)
def test_the_heads_of_a_mail(head: str) -> None:
    """None of them is a label of the form."""
    found = copied(head + FORM, "generic")
    assert (found.title, found.themes, found.authors) == ("Rain", (), ("Zuri M",))


@pytest.mark.parametrize("head", ["Date: May\nLanguage: English\n\n", "Date: May\n\nSubject: x\n"])
def test_labels_that_a_mail_has_too(head: str) -> None:
    """One such line, or others beside them, are the form's."""
    found = copied(f"{head}{FORM}", "generic")
    asides = [rest.text for rest in found.unrecognised if rest.label is None]
    assert " ".join(head.split()) not in asides
    assert found.authors == ("Zuri M",)


@pytest.mark.parametrize(
    "foot",
    [
        "Last edited 2 months ago by Ada\n",
        "Zuletzt bearbeitet vor 2 Monaten von Ada\n",
        "Última edición hace 2 meses por Ada\n",
    ],
)
def test_feet_that_count_from_today(foot: str) -> None:
    """The mobile site tells how long ago a page was edited."""
    assert copied(f"{FORM}{foot}Meta\nContent is available.\n").abstract == "It rains."


@pytest.mark.parametrize("more", ["Thanks to all.\n", "Thanks\n", "\nThanks\nAuthor(s): Zuri M\n"])
def test_thanks_are_no_end(more: str) -> None:
    """Words of thanks in a text, or above more of the form, end nothing."""
    text = f"Title: Rain\nAbstract: It rains.\n{more}"
    assert "Thanks" in (copied(text).abstract or "")


def test_quoted_lines() -> None:
    """A mail's signs of a quotation are none of the text; a few lines with one are a quotation of its own."""
    quoted = "".join(f"> {line}\n" for line in f"{FORM}and rains.\n".splitlines())
    assert copied(f"On Monday Zuri wrote:\n{quoted}").abstract == "It rains.\nand rains."
    assert ">" in (copied(f"{FORM}> so they say\n").abstract or "")


@pytest.mark.parametrize(
    "cut",
    [
        "How will this session be beneficial for the\ncommunities in the region? Rain for all.",
        "How will this session be beneficial for the communities\nin the region?\nRain for all.",
        "How will this session be beneficial\nfor the communities in the region? (up to 100\nwords)\nRain for all.",
    ],
)
def test_labels_that_are_cut(cut: str) -> None:
    """A label that a line's end cuts is whole."""
    found = copied(f"{FORM}{cut}\n")
    assert (found.abstract, found.benefit) == ("It rains.", "Rain for all.")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("rains[1].", "rains."),
        ("rains.[1][12]", "rains."),
        ("rains [1]", "rains [1]"),
        ("[1] rains", "[1] rains"),
        ("rains.[note 3]", "rains."),
    ],
)
def test_marks_of_footnotes(written: str, shown: str) -> None:
    """The mark of a footnote, glued to a word, is none of the text."""
    assert copied(f"Title: Rain\nAbstract: It {written}\n").abstract == f"It {shown}"


@pytest.mark.parametrize("note", [" Zuri, 2012.", "↑ Zuri, 2012.", "  1. ↑ Zuri, 2012."])
def test_footnotes_that_have_lost_their_numbers(note: str) -> None:
    """A footnote below the people who are interested is none of them; without a mark in the text it is a line like others."""
    people = "Interested participants\nAda (talk) 10:02, 3 May 2023 (UTC)\n"
    found = copied(f"Title: Rain\nAbstract: It rains.[1]\n{people}{note}\n")
    assert [person.username for person in found.participants] == ["Ada"]
    assert [rest.text for rest in found.unrecognised] == [note.strip()]
    assert copied(f"Title: Rain\nAbstract: It rains.\n{note}\n").abstract != "It rains."


@pytest.mark.parametrize(
    "foot",
    ["This page was last edited on 5 May 2023, at 10:00.", "Última edição a 5 de maio de 2023, às 10h"],
)
def test_a_copy_with_stars_is_no_wikitext(foot: str) -> None:
    """A page's foot tells that a text is a copy, though its lists are as those of wikitext."""
    text = f"{FORM}* one\n* two\n"
    assert markup_of("page.txt", text) is Markup.WIKITEXT
    assert markup_of("page.txt", f"{text}{foot}\n") is Markup.TEXT
    assert markup_of("page.txt", f"{text}{{{{stub}}}}\n{foot}\n") is Markup.WIKITEXT


def test_markdown_in_a_line() -> None:
    """Bold, code and links show their words; stars elsewhere are stars."""
    text = (
        "**Title:** Rain\n**Author(s):** [Zuri](https://meta.wikimedia.org/wiki/User:ZuriM)\n**Username(s):** `ZuriM`\n"
        "**Abstract:** It **rains** *here*, 2 * 3 * 4.\n"
    )
    found = copied(text)
    assert found.authors == ("Zuri",)
    assert [user.name for user in found.usernames] == ["ZuriM"]
    assert found.abstract == "It rains here, 2 * 3 * 4."


@pytest.mark.parametrize("more", ["", "Level of advancement\tBasic\n"])
def test_a_cell_of_several_lines(more: str) -> None:
    """A spreadsheet puts such a cell in quotes."""
    text = f'Title\tRain\nAuthor(s)\tZuri\nAbstract\t"It rains.\nIt stops."\n{more}'
    assert copied(text).abstract == "It rains.\nIt stops."
    row = 'Title\tAbstract\tAuthor(s)\tTime\nRain\t"It rains.\nIt stops."\tZuri\t10:02\n'
    found = copied(row)
    assert (found.title, found.abstract, found.authors) == ("Rain", "It rains. It stops.", ("Zuri",))


def test_categories_in_the_scripts_of_a_page() -> None:
    """A skin that shows no categories tells them to its scripts."""
    page = (
        '<html><head><script>RLCONF={"wgCategories":["A \\"b\\"","Drafts"],"x":1};</script></head><body>'
        '<div class="mw-parser-output"><p><b>Title:</b> Rain</p></div>'
    )
    assert read(Page(TITLE, page, Markup.HTML), load("wikiindaba-2023")).status == "draft"


HOSTILE = [
    *("> ", "Page\n", "PageDiscussion", "1/2\n", "5/12/23, 10:02\n", "Retrieved from https://x\n", "x (\n", "**", "[a](https://b", "`"),
    *("--\n", "Navigation\n", "Contents\n", "[1]", "Thanks\n\n", "Abstract (\n", '\t"\n'),
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_take_no_time(piece: str) -> None:
    """100 KB of one thing: under two seconds."""
    start = time.process_time()
    copied(FORM + (piece * (100_000 // len(piece)))[:100_000])
    copied(FORM + "\n".join([piece.strip("\n") * (1 + 100 // len(piece))] * 900))
    assert time.process_time() - start < 2
