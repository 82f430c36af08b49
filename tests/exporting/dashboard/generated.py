"""A dump with submissions of three editions, made up: the same each time."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from indababot.editions import Edition, load
from indababot.records import FieldKey

EDITIONS = ("wikiindaba-2021", "wikiindaba-2023", "wikiindaba-2024")
HOSTILE = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '"><svg onload="document.title=\'owned\'">',
    "{{ 7 * 7 }} & </table></main> 'quoted'",
    "&lt;b&gt;entities&lt;/b&gt; kibo@mail.example +254 712 345 678",
)
"""What stands for a person's name or an abstract too: a wiki's titles hold no angle brackets."""
FIRST = (
    "Amina",
    "Baraka",
    "Chipo",
    "Desta",
    "Emeka",
    "Farida",
    "Gugu",
    "Hawa",
    "Inês",
    "Juma",
    "Kofi",
    "Lerato",
)
LAST = (
    "Abara",
    "Bello",
    "Cassamá",
    "Diallo",
    "Etoundi",
    "Faye",
    "Gichuru",
    "Haile",
    "Issa",
    "Jallow",
    "Kone",
)
THINGS = (
    "Archives",
    "Oral histories",
    "Night buses",
    "Market days",
    "School gardens",
    "River maps",
    "Radio tapes",
)
PLACES = (
    "on Wikidata",
    "in Kiswahili",
    "for newcomers",
    "with librarians",
    "across borders",
    "by phone",
    "في المتاحف",
)
MARKS = ("", "", "", "", "{{Accepted}}\n", "{{Accepted}}\n", "{{Rejected}}\n", "{{Withdrawn}}\n")


def dump(path: Path, count: int, seed: int = 7) -> None:
    """Writes a dump with so many submissions."""
    dice = random.Random(seed)
    pages = [page for place in range(count) for page in [_page(place, dice)]]
    site = "<siteinfo><sitename>Meta</sitename><dbname>metawiki</dbname><base>https://meta.example/wiki/Main_Page</base></siteinfo>"
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">'
    path.write_text(f"{head}{site}{''.join(pages)}</mediawiki>", encoding="utf-8")


def _page(place: int, dice: random.Random) -> str:
    edition = load(EDITIONS[min(place % 5, 4) // 2])
    title = f"{dice.choice(THINGS)} {dice.choice(PLACES)} {place}"
    opened = edition.deadline or edition.starts
    assert opened is not None
    end = datetime(opened.year, opened.month, opened.day)
    moment = end - timedelta(hours=int(dice.triangular(-60, 24 * 75, 0)))
    text = _text(edition, place, title, dice)
    return (
        f"<page><title>{escape(edition.pages.prefixes[0] + title)}</title><ns>0</ns><id>{1000 + place}</id>"
        f"<revision><id>{5000 + place}</id><timestamp>{moment:%Y-%m-%dT%H:%M:%SZ}</timestamp><model>wikitext</model>"
        f"<format>text/x-wiki</format><text>{escape(text)}</text></revision></page>"
    )


def _text(edition: Edition, place: int, title: str, dice: random.Random) -> str:
    people = [
        f"{dice.choice(FIRST)} {dice.choice('ABDEGHKLMN')}. {dice.choice(LAST)}"
        for _ in range(dice.choice((1, 1, 1, 2, 3)))
    ]
    hostile = HOSTILE[place] if place < len(HOSTILE) else ""
    values = {
        FieldKey.TITLE: f"<nowiki>{hostile}</nowiki>" if hostile else title,
        FieldKey.AUTHORS: ", ".join(people),
        FieldKey.USERNAMES: ", ".join(
            f"[[User:{name.replace('. ', '').replace(' ', '')}]]" for name in people
        ),
        FieldKey.AFFILIATION: "Wikimedians of " + dice.choice(LAST),
        FieldKey.COUNTRY: dice.choice(("Kenya", "Ghana", "Maroc")),
        FieldKey.ABSTRACT: f"<nowiki>{hostile}</nowiki> We tell how {title.lower()} came about, and what others can take from it. "
        * 2,
        FieldKey.BENEFIT: "Any community can do the same with a phone and a free afternoon.",
    }
    for field in edition.fields:
        if field.choices and field.key is not FieldKey.OTHER:
            values[field.key] = dice.choices(
                field.choices, [9 / (at + 2) for at in range(len(field.choices))]
            )[0].name
    for key in list(values):
        if key is not FieldKey.TITLE and dice.random() < 0.07:
            values[key] = ""
    lines = [
        f"| '''{edition.by_key[key].label_in('en')}:''' {value}\n|-"
        for key, value in values.items()
        if key in edition.by_key
    ]
    fans = dice.sample(range(150), min(int(dice.expovariate(0.25)), 40))
    signed = [
        f"* [[User:Fan {fan}|Fan {fan}]] ([[User talk:Fan {fan}|talk]]) 10:00, 3 June 2023 (UTC)"
        for fan in fans
    ]
    return (
        dice.choice(MARKS)
        + '{| class="wikitable"\n'
        + "\n".join(lines)
        + "\n|}\n\n== Interested participants ==\n"
        + "\n".join(signed)
        + "\n"
    )
