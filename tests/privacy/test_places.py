"""An address or number that is masked in a sentence is masked in every place of a page, and no piece of it is left in the record."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

import pytest

import indababot
from indababot.editions import load
from tests.privacy.spellings import MAILS, PHONES

EDITION = load("wikiindaba-2023")
TITLE = "WikiIndaba 2023/Submissions/X"
SPELLINGS = (
    "zqkibo@drum.org",
    "zqkibo (at)\ndrum.org",
    "zqkibo<br/>@<br/>drum.org",
    "zqkibo&commat;drum&period;org",
    "zqkibo[at]drum[.]org",
    "zqkibo (@) drum [.] org",
    "zqkibo [at] drum [dot] org",
    "zqkibo {{at}} drum {{dot}} org",
    "zqkibo katika drum nukta or nukta tz",
    "zqkibo @ drum punkt de",
    '"zqkibo"@drum.org',
    "zqkibo(@)gmail",
    "zqkibo@drum,org",
    "zqkibo@drum•org",
    "{{no spam|zqkibo|drum.org}}",
    '<a href="mailto:&#107;zqkibo&#64;drum.org">me</a>',
    "zqkibo (Klammeraffe) drum.de",
    "E-mail : zqkibo chez drum.fr",
    "+254\n712 345 678",
    "+254 712<br/>345 678",
    "+ 254 712 345 678",
    "(254) 712 345 678",
    "(07) 12345678",
    "WhatsApp: 712 345 678",
    "جوال: ٥٥٥ ٠١٩٩",
)
FORM = """'''Title:''' X

'''Author(s):''' {authors}

'''Username(s):''' {usernames}

'''Type of submission:''' {types}

'''Theme(s):''' {themes}

'''Abstract:''' {abstract}

'''Extra information:''' {extra}

{rest}
== Interested participants ==
{participants}
"""
FILLED = {
    "authors": "Ada",
    "usernames": "[[User:Ada]]",
    "types": "Lecture",
    "themes": "Technology",
    "abstract": "Words of it.",
    "extra": "None of it",
    "rest": "",
    "participants": "* [[User:Ben]]",
}
PLACES = (
    ("authors", "{}"),
    ("authors", "Ada Nnko, {}"),
    ("authors", "Ada Nnko ({})"),
    ("authors", "Ada Nnko - {}"),
    ("authors", "Ada / {}"),
    ("authors", "Ada <small>{}</small>"),
    ("authors", "\n* Ada\n* {}"),
    ("usernames", "{}"),
    ("usernames", "[[User:Ada]] {}"),
    ("usernames", "[[User:Ada|Ada]] ({})"),
    ("usernames", "User:Ada, {}"),
    ("usernames", "User:{}"),
    ("usernames", "{{{{u|Ada}}}} {}"),
    ("types", "Lecture, {}"),
    ("themes", "Technology; {}"),
    ("abstract", "Write to {}, please."),
    ("abstract", "\n* one\n* {}\n"),
    ("abstract", "see<ref>{}</ref> there"),
    ("abstract", "text\n{{|\n|-\n| Ada\n| {}\n|}}\n"),
    ("abstract", "[[File:Foo.jpg|thumb|{}]]"),
    ("rest", "'''Shoe size:''' {}\n"),
    ("rest", "== {} ==\ntext\n"),
    ("rest", "{{{{Box|a={}|b=2}}}}\n"),
    ("participants", "* [[User:Ben]]\n* {}"),
    ("participants", "* [[User:Ben]] {}"),
    ("participants", "* {} [[User:Ben]] ([[User talk:Ben|talk]])"),
    ("participants", "* [[User:Ben]]\n** {}\n"),
    ("participants", "{{|\n! Name !! Contact\n|-\n| Ben || {}\n|}}"),
)


def texts(value: object) -> Iterator[str]:
    """All texts in something that JSON can hold."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in texts(item))


def left(text: str) -> bool:
    """Whether something of an address or number is left in a text."""
    plain = unicodedata.normalize("NFKC", unescape(text)).casefold()
    digits = re.sub(r"\D", "", plain.replace("&#107", ""))
    return "zqkibo" in plain or len(digits) > 4


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_nothing_is_left_in_a_place(number: int) -> None:
    """Records and messages hold no piece of it, wherever a separator, a link's end or a bracket cuts it."""
    name, place = PLACES[number]
    leaks = []
    for spelling in SPELLINGS:
        page = FORM.format(**FILLED | {name: place.format(spelling)})
        record = indababot.parse(page, edition=EDITION, title=TITLE).model_dump(mode="json")
        findings = indababot.validate(page, edition=EDITION, title=TITLE)
        shown = [*texts(record), *(finding.message for finding in findings)]
        leaks += [(spelling, text) for text in shown if left(text)]
    assert leaks == []


HTML = """<div class="mw-parser-output"><p><b>Title:</b> X</p><p><b>Author(s):</b> {0}</p>
<p><b>Abstract:</b> Write to {0}, please.</p><ul><li>{0}</li></ul>
<h2>Interested participants</h2><ul><li>{0}</li></ul></div>"""


@pytest.mark.parametrize(
    "spelling", ["zqkibo&lpar;at&rpar;drum.org", "zqkibo &#91;at&#93; drum.org", "zqkibo&#64;drum.org"]
)
def test_nothing_is_left_in_a_rendered_page(spelling: str) -> None:
    """The same in HTML, where an entry may be cut into an account and its comment."""
    record = indababot.parse(HTML.format(spelling), edition=EDITION, title=TITLE).model_dump(mode="json")
    assert not [text for text in texts(record) if left(text)]


def test_words_that_stand_elsewhere_stay() -> None:
    """Names, choices and words of an address that the page has outside of it as well are no pieces of it."""
    page = FORM.format(
        **FILLED
        | {
            "authors": "Kibo Nnko, kibo.nnko@drum.org, Ben (lecture (at)\ndrum.org)",
            "abstract": "Kibo Nnko of the drum club: write to technology @ drum.org.",
            "rest": "'''Nairobi:''' yes\n",
            "extra": "nairobi (at)\ndrum.org",
        }
    )
    record = indababot.parse(page, edition=EDITION, title=TITLE)
    assert "Kibo Nnko" in record.authors
    assert record.types == ("Lecture",)
    assert record.themes == ("Technology",)
    assert (record.abstract or "").startswith("Kibo Nnko of the drum club: write to [e-mail]")
    assert "Nairobi" in [rest.label for rest in record.unrecognised]


@pytest.mark.parametrize(
    "text",
    [
        "ISBN-10: 0712345678",
        "doi:10.1000/0712345678",
        "[[Special:Diff/712345678]]",
        "Meeting ID: 871 2345 6789",
    ],
)
def test_what_is_no_number_on_its_page_is_none_without_its_word(text: str) -> None:
    """A field of people leaves the number alone of ``ISBN: …``: it is shown as the field's wikitext shows it."""
    page = FORM.format(**FILLED | {"authors": f"Ada, {text}"})
    record = indababot.parse(page, edition=EDITION, title=TITLE)
    assert "[phone]" not in record.model_dump_json()


@pytest.mark.parametrize("shape", ["{}", "Bo Oto ({})", "[[User:Bo|Bo]] {}", "Bo Oto; {}; Cy Mba"])
def test_a_second_speaker_is_as_the_first(shape: str) -> None:
    """What stands under a field's second label elsewhere on the page is masked, pieces and leftovers too, as under its first."""
    for spelling in (*MAILS, *PHONES):
        people = shape.format(spelling)
        one, two = (
            indababot.parse(
                f"{before}'''Abstract:''' We dig.\n\n'''{label}:''' {people}", edition="generic", title="X/Y"
            )
            for before, label in (("", "Speaker"), ("'''Speaker 1:''' Ada Nkosi\n\n", "Speaker 2"))
        )
        assert two.authors == ("Ada Nkosi", *one.authors), people
        assert [rest.text for rest in two.unrecognised] == [rest.text for rest in one.unrecognised], people


def test_many_addresses_take_linear_time() -> None:
    """Twice as many addresses take about twice the time."""
    import time

    def seconds(count: int) -> float:
        people = "\n".join(f"* [[User:Ada {n}]] ada{n} (at)<br>drum{n}.org" for n in range(count))
        page = FORM.format(**FILLED | {"participants": people})
        start = time.process_time()
        indababot.parse(page, edition=EDITION, title=TITLE)
        return time.process_time() - start

    seconds(10)
    short, long = seconds(150), seconds(1200)
    assert long < max(20 * short, 0.5)
