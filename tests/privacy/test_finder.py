"""The finder of personal data: what people write, and what only looks like it."""

import random
import re
from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indababot.editions import load
from indababot.privacy import REGIONS, find, hidden, masked, quoted
from indababot.privacy import valid as digits_valid
from indababot.privacy.seen import seen

REGIONS_2023 = load("wikiindaba-2023").regions

MAILS = [
    "kibo@drum.org",
    "a @ b.org",
    "kibo＠drum.org",
    "ｋｉｂｏ＠ｄｒｕｍ．ｏｒｇ",
    "ki\u200bbo@dr\u00adum.org",
    "kibo\u200d@\u2060drum.org",
    "kibo&#64;drum.org",
    "kibo&#x40;drum&#46;org",
    "kibo&commat;drum&period;org",
    "a<nowiki>@</nowiki>b.org",
    "kibo<nowiki/>@drum.org",
    "kibo<!-- x -->@<!-- y -->drum.org",
    "kibo@''drum''.org",
    "kibo<b>@</b>drum.org",
    "kibo&nbsp;@&nbsp;drum.org",
    "kibo\u00a0@\u00a0drum.org",
    "kibo (at) drum (dot) org",
    "kibo {at} drum {dot} org",
    "kibo[at]drum-mail[dot]org",
    "kibo <at> drum <dot> org",
    "kibo AT drum DOT org",
    "kibo at drum dot org",
    "kibo dot nnko at drum dot co dot ke",
    "kibo(_AT_)drum-mail · com",
    "kibo {dot} nnko {at} drum-mail {dot} com",
    "kibo-at-drum-dot-org",
    "kibo_at_drum_dot_org",
    "kibo(a)drum.org",
    "kibo{{at}}drum{{dot}}org",
    "kibo{{@}}drum.org",
    "kibo{{At sign}}drum{{dot}}org",
    "kibo{{ (at) }}drum{{(Dot)}}org",
    "kibo{{arobase}}drum{{point}}org",
    "kibo at gmail.com",
    "kibo@drum dot org",
    "kibo @drum.org",
    "kibo@drum。org",
    "kibo%40drum.org",
    "kibo arobase drum point org",
    "kibo arroba drum punto es",
    "kibo [arroba] drum.org",
    "kibo ät drum punkt de",
    "kibo آت drum نقطة org",
    "o'brien@drum.org",
    "k.n+wiki@drum.co.ke",
    "kibo[[File:At sign.svg|15px|link=|@]]drum.org",
    "kibo[[Image:At_sign.png]]drum.org",
    "kibo[[Fichier:Arobase.svg|12px]]drum.org",
    "kibo[[File:X.svg|alt=@|12px]]drum.org",
    'kibo<img src="at.png" alt="@"/>drum.org',
    "kibo(chez)drum(point)ma",
    "kibo (في) drum (نقطة) ma",
    "بريد@مثال.مصر",
    "kibo[at]drum[punkt]de",
    "kibo bei drum punkt de",
    "kibo at drum dot de",
    "kibo @ drum pkt de",
    "kibo (em) drum (ponto) com",
    "kibo [en] drum [punto] es",
    "kibo kwenye drum nukta org",
    "kibo (a) drum.org",
    "kibo [a] drum dot org",
    "kibo{@}drum{.}org",
    "kibo (at sign) drum.org",
    "kibo at-sign drum dot org",
    "kibo at drum full stop org",
    "kibo@@drum.org",
    "kibo@drum,org",
    "kibo@drum;org",
    "kibo [at] drum,org",
    "kibo@drum-dot-org",
    "kibo@drum_dot_org",
    "kibo\n@drum.org",
    "kibo@\ndrum.org",
    "kibo@<br>drum.org",
    "kibo@drum<br />.org",
    "kibo@drum\u2024org",
    "kibo@drum•org",
    "kibo\u24d0drum.org",
    "kibo#at#drum#dot#org",
    "kibo =at= drum =dot= org",
    "kibo 'at' drum 'dot' org",
    "kibo “at” drum “dot” org",
    "kibo ‹at› drum ‹dot› org",
    "kibo【at】drum【dot】org",
    "kibo@gmail",
    "kibo (at) hotmail",
    "kibo&amp;#64;drum.org",
    "kibo&amp;amp;commat;drum.org",
    "kibo%2540drum.org",
    "{{nospam|user=kibo|domain=drum.org}}",
    "{{no_spam|kibo|drum.org}}",
    "{{No  spam|kibo|drum.org}}",
    "kibo  at  drum  dot  org",
    "kibo\u3000at\u3000drum\u3000dot\u3000de",
    "kibo\u2009(at\u202fsign)\u2009drum.org",
    "Kibo @ Drum.Org",
    "Kibo (At) Drum (Dot) Org",
    "kibo&nbsp; at &#32;drum&nbsp;&nbsp;dot \u00a0org",
    "kibo\t\t(at)\t\tdrum  (dot)  org",
    "{{courriel|kibo|drum.org}}",
    "{{correo|kibo|drum|org}}",
    "{{E-Mail|kibo|drum|co|ke}}",
    "{{barua pepe|kibo|drum.org}}",
    '"kibo nnko"@drum.org',
    "kibo arroba drum.org",
    "kibo arobase drum.fr",
    "kibo ät drum.de",
    "kibo آت drum.org",
    "kibo (aet) drum.de",
    "kibo at\ndrum dot org",
    "kibo\nat drum dot org",
    "kibo at drum dot\norg",
    "kibo@drum. org",
    "kibo@drum.\norg",
    "kibo underscore nnko at drum dot org",
    "kibo at drum dash mail dot org",
    "kibo[underscore]nnko[at]drum[dot]org",
    "kibo tiret nnko chez drum point fr",
    "kibo guion bajo nnko arroba drum punto es",
    "kibo traço nnko arroba drum ponto pt",
    "kibo kistari nnko kwenye drum nukta org",
    "kibo Unterstrich nnko at drum Punkt de",
    "kibo شرطة nnko آت drum نقطة org",
    "kibo @ drum punto es",
    "kiboATdrumDOTorg",
    "Kibo.NnkoATdrum.org",
    "kiboARROBAdrumPUNTOorg",
    "kibo على gmail.com",
    "kibo en gmail.com",
    "kibo em gmail.com",
    "kibo @ جيميل دوت كوم",
    "kibo آت drum دوت كوم",
    "kibo [@t] drum.org",
    "kibo「at」drum「dot」org",
    "kibo „at“ drum „dot“ org",
    "kibo@drum\u06d4org",
    "kibo@drum\ua4f8org",
    "kibo\u249cdrum.org",
    "kibo&#64drum.org",
]
PHONES = [
    "+254 712 345 678",
    "+254–700–555–0199",
    "+٢٥٤ ٧١٢ ٣٤٥ ٦٧٨",
    "(+254) 712 345 678",
    "+254 (0)712 345 678",
    "00254 712 345 678",
    "+1 202 555 0143",
    "0712 345 678",
    "0712345678",
    "(0712) 345678",
    "0712-345-678",
    "0712_345_678",
    "0712•345•678",
    "0 7 1 2 3 4 5 6 7 8",
    "0700/555/0199",
    "٠٧١٢٣٤٥٦٧٨",
    "０７１２３４５６７８",
    "0712&nbsp;345&nbsp;678",
    "0712<nowiki/>345678",
    "07<!-- x -->12 345 678",
    "07\u200b12 345\u00ad678",
    "07 07 12 34 56",
    "06.12.34.56.78",
    "0803-123-4567",
    "77 123 45 67",
    "6 77 12 34 56",
    "771234567",
    "254712345678",
    "O712345678",
    "+254 7I2 34S 678",
    "0712 345 67o",
    "0712{{nbsp}}345{{gap}}678",
    "{{tel|0712|345|678}}",
    "{{telefone|+254|712 345 678}}",
    "⓪⑦①②③④⑤⑥⑦⑧",
    "⁰⁷¹²³⁴⁵⁶⁷⁸",
    "0\ufe0f\u20e37\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e38",
    "0712\n345\n678",
    "0712<br>345 678",
    "+254 712\n345 678",
    "254 712 345 678",
    "254-712-345-678",
    "(254) 712 345 678",
    "0712.345678",
    "0712 345678/79",
    "+254 712 34 567",
    "+229 97 12 34 56",
    "+225 07 12 34 56",
]
INTRODUCED = [
    ("Tel.0700 555 0199", "Tel.[phone]"),
    ("phone=0700 555 0199", "phone=[phone]"),
    ("0700 555 0199/WhatsApp", "[phone]/WhatsApp"),
    ("0712 345 678 0733 222 111", "[phone] [phone]"),
    ("0712345678/0733222111", "[phone]/[phone]"),
    ("+254712345678+254733222111", "[phone][phone]"),
    ("0712 345678/79 and 0733 222111-2023", "[phone] and [phone]-2023"),
    ("+229 97 12 34 56 / 97 12 34 57", "[phone] / [phone]"),
    ("712345678 there", "[phone] there"),
    ("ticket 1185034567 and 0712 345 678", "ticket 1185034567 and [phone]"),
    ("(+221) 77.123.45.67", "[phone]"),
    ("Kibo_0712345678", "Kibo_[phone]"),
    ("viber://add?number=254712345678", "viber://add?number=[phone]"),
    ("callto://254712345678", "callto://[phone]"),
    ("☎ 555-0199", "☎ [phone]"),
    ("📞\ufe0f 555 0199", "📞\ufe0f [phone]"),
    ("Ph. 555 0199", "Ph. [phone]"),
    ("WA: 712 345 678", "WA: [phone]"),
    ("my number is 712 345 678", "my number is [phone]"),
    ("Contact: 712 345 678", "Contact: [phone]"),
    ("mon numéro est le 12 34 56 78", "mon numéro est le [phone]"),
    ("mi número es 555 0199", "mi número es [phone]"),
    ("Telf.: 712 345 678", "Telf.: [phone]"),
    ("meu número é 912 345 678", "meu número é [phone]"),
    ("Fone: 3123-4567", "Fone: [phone]"),
    ("Telefonnr. 555019", "Telefonnr. [phone]"),
    ("meine Nummer: 555 01 99", "meine Nummer: [phone]"),
    ("namba yangu ni 712 345 678", "namba yangu ni [phone]"),
    ("رقم هاتفي: 555 0199", "رقم هاتفي: [phone]"),
    ("الواتساب: 555 0199", "الواتساب: [phone]"),
    ("E-mail: kibo at drum.org", "E-mail: [e-mail]"),
    ("My email is kibo at drum.org", "My email is [e-mail]"),
    ("courriel : kibo chez drum.fr", "courriel : [e-mail]"),
    ("correo: kibo en drum.org", "correo: [e-mail]"),
    ("E-Mail: kibo bei drum.de", "E-Mail: [e-mail]"),
    ("endereço de e-mail: kibo em drum.org", "endereço de e-mail: [e-mail]"),
    ("barua pepe: kibo kwenye drum.org", "barua pepe: [e-mail]"),
    ("البريد الإلكتروني: kibo في drum.org", "البريد الإلكتروني: [e-mail]"),
    ("@kibo@gmail.com", "@[e-mail]"),
    ("Tel: 555-0199, 555-0200", "Tel: [phone], [phone]"),
    ("tel +254 712 345 678 or 0733 222 111", "tel [phone] or [phone]"),
    ("0712 345 678 12 March 2023", "[phone] 12 March 2023"),
    ("0712 345 678, 2 May 2023", "[phone], 2 May 2023"),
    ("2023 0712 345 678", "2023 [phone]"),
    ("0722555019 1,200.5", "[phone] 1,200.5"),
    ("0722 555 019 12,500 CFA", "[phone] 12,500 CFA"),
    ("0722555019,0733555019", "[phone],[phone]"),
    ("+254 712 345 678 2023-05-01", "[phone] 2023-05-01"),
    ("tel:0712345678", "tel:[phone]"),
    ("Ada0712345678", "Ada[phone]"),
    ("#0712345678", "#[phone]"),
    ("0712345678Ada", "[phone]Ada"),
    ("0712345678x12", "[phone]x12"),
    ("0712345678 ext. 12", "[phone] ext. 12"),
    ("https://signal.me/#p/+254712345678", "https://signal.me/#p/[phone]"),
    ("viber://chat?number=%2B254712345678", "viber://chat?number=[phone]"),
    ("0712345678\n0733222111", "[phone]\n[phone]"),
    ("revision 1234567890\n0733222111", "revision 1234567890\n[phone]"),
    ("0743\n345 678\n0743\n345 678", "[phone]\n[phone]"),
    ("Tel: 712 345 678\n2023", "Tel: [phone]\n2023"),
    ("kibo@a.org,ayo@b.org", "[e-mail],[e-mail]"),
    ("kibo[[At sign|@]]drum.org", "kibo[[At [e-mail]"),
    ("[https://wa.me/254712345678 chat]", "[https://wa.me/[phone] chat]"),
    ("https://t.me/+254712345678", "https://t.me/[phone]"),
    ("https://api.whatsapp.com/send?phone=254712345678", "https://api.whatsapp.com/send?phone=[phone]"),
    ("'''Phone:''' 712 345 678", "'''Phone:''' [phone]"),
    ("{{phone|0700 555 0199}}", "{{phone|[phone]}}"),
    ("Call me on 712 345 678.", "Call me on [phone]."),
    ("WhatsApp 60 000 000", "WhatsApp [phone]"),
    ("Simu: 712 345 678", "Simu: [phone]"),
    ("Téléphone : 77 123 45 67", "Téléphone : [phone]"),
    ("هاتف: 712 345 678", "هاتف: [phone]"),
    ("Telemóvel 712 345 678", "Telemóvel [phone]"),
    ("Handynummer 712 345 678", "Handynummer [phone]"),
    ("Teléfono 712 345 678", "Teléfono [phone]"),
    ("[mailto:kibo@drum.org me]", "[mailto:[e-mail] me]"),
    ("Kibo <kibo@drum.org>", "Kibo <[e-mail]>"),
    ("kibo@a.org/ayo@b.org", "[e-mail]/[e-mail]"),
    ("write to kibo@drum.org.", "write to [e-mail]."),
    ("<!-- kibo@drum.org, +254 712 345 678 -->", "<!-- [e-mail], [phone] -->"),
    ('<span title="kibo@drum.org">y</span>', '<span title="[e-mail]">y</span>'),
    ('<a href="tel:0712345678">call</a>', '<a href="tel:[phone]">call</a>'),
]
HARMLESS = [
    *("@kibo@social.example", "on Mastodon (@kibo@social.example)", "flATten.com"),
    *("Email the team at drum.org", "e-mail: see my page", "mail us at drum.org", "{{en}} example.org"),
    *("we are at this point in time", "meet @ this point in time", "on est à ce point de la journée"),
    *("barua pepe: kwenye ofisi", "courriel : chez Ada", "correo: en la oficina", "البريد: في المكتب"),
    *("ISBN-10: 0712345678", "ISBN-13 978 0 7123 4567 8", "CEP 01234-567", "Meeting ID: 871 2345 6789"),
    *("10-20-30-40-50", "10 000 20 000 30 000", "50/50/2023", "2023 11 03 10 00", "OSM node 712345678"),
    *("File:20231103 101112.jpg", "File:2023-11-03 10.11.12.jpg", "IBAN KE12 3456 7890 1234 5678"),
    *("Telegram: 10 000 000 users", "254 712 345 678 bytes", "KES 254 712 345 678", "254 712 345 678 FCFA"),
    *("about 27 821 234 567", "Diff 1185034567 and 1185034568", "revisions 1185034567, 1185034568"),
    *("712345678 bytes", "712345678 vues", "712345678 mal", "123456789", "[[User:1234567890|1234567890]]"),
    *(
        "[[File:At home.jpg|thumb|@ the museum]] drum.org",
        "[[File:Drum.svg|15px]]drum.org",
        "chez example.org",
    ),
    *("VIAF 712345678", "GND 712345678"),
    *(
        "we use (a) wikipedia.org and (b) commons.org",
        "Ask\n@ada.me",
        "at gmail",
        "a, b; c@d, e",
        "talk@wiki",
    ),
    *("grant G-RF-2302-12345", "P.O. Box 30197-00100", "ID 20230501123", "20220801201000", "-1001234567890"),
    *(
        "DSC00712345.jpg",
        "abc0712345678def",
        "0x7fffffff",
        "m² 10⁶ x₁",
        "① 2023 ② 2024",
        "1OO% of 2O",
        "l0 I0",
    ),
    *("01\n02\n03\n04\n05", "10:00\n11:30", "2019\n2020\n2021", "1234\n5678 90", "0.5\n0.25"),
    *("{{cols|10|20|30}}", "https://t.me/c/1234567890/123", "https://zoom.us/j/71234567890", "6.02214076e23"),
    *("https://chat.whatsapp.com/Abc0712345678xyz", "[[Special:Diff/1234567890]]", "2001:db8::ff00:42:8329"),
    *(
        "the point, de facto",
        "bei diesem Punkt, de jure",
        "estamos en este punto, es así",
        "52 000 000 – 60 000 000",
    ),
    *("60 000 000 articles", "12 345 678 edits", "1.500.000.000 CFA", "1,500,000 CFA", "1 000 000 000"),
    *("ISBN 978-3-16-148410-0", "ISBN 3-16-148410-0", "ISBN 0306406152", "ISSN 1234-5678"),
    *("-2.2685718, 40.9006355", "-1.2920659, 36.8219462", "0.12345678", "1° 17′ 31″ S, 36° 49′ 19″"),
    *("192.168.100.200", "2001:0db8:85a3:0000", "version 1.39.17.2023", "11.9.0", "v0.7.2", "1920x1080"),
    *(
        "2022-08-01T20:10",
        "on 2022-08-01 20",
        "01/02/2023",
        "03.11.2023 - 05.11.2023",
        "2023/11/03 2023/11/05",
    ),
    *("in 2018 2019 2021", "2018–2019", "2018-2019", "0900-1030", "00:12:34", "2023-11-03 10:30:00"),
    *("20:10, 1 August 2022 (UTC)", "60-75 minutes, 300 words", "pages 1234-1250", "5-10 10-15 15-20 20-25"),
    *(
        "https://example.org/talk-12345678901",
        "https://example.org/0712345678",
        "//example.org/?id=0712345678",
    ),
    *(
        "oldid=123456789",
        "revision 1234567890",
        "diff 123456789",
        "Q123456789",
        "T123456789",
        "PMID 12345678",
    ),
    *("10.1371/journal.pone.0123456", "10.5281/zenodo.1234567", "ORCID 0000-0002-1825-0097"),
    *("3 500 000 – 4 000 000", "100 000-200 000", "+12 345 678 articles", "+60 000 000 edits", "$ 1 500 000"),
    *("2023-13-01", "2023/31/12"),
    *("~2024-12345-67", "[[User:~2025-71234-5678|~2025-71234-5678]]", "User talk:~2024-7"),
    *("123456789 bytes", "budget 15000000", "1 2 3 4 5 6 7 8 9", "call for papers 2019 2020"),
    *("Ticket:2023050110000123", "IMG_0712345678.jpg", "File:IMG 20230501 123456.jpg"),
    *("meet at noon dot your i's", "look at the dot in the corner", "arrive at ten dot so we begin"),
    *(
        "see us at example.org",
        "look at wikimedia.org and meta.wikimedia.org",
        "at home dot com was a company",
    ),
    *("Ask @ada.me", "ask @kibo_nnko", "Sunset_at_beach.jpg", "pywikibot@11.9.0", "meet @ noon.Then we go"),
    *("https://social.example/@kibo.nnko", "at 10.30 at the hall", "10 km @ 5.30 min", "cost: 5 @ 3.50 each"),
    *("We look at dots. At the dot we stop.", "point at dot org chart", "Je suis à Paris. Point final."),
    *("Der Punkt, bei dem wir sind", "el punto es que no", "o ponto de encontro", "kwenye nukta ya mwisho"),
    *("[[User:Ada|Ada]] (talk)", "state-of-the-art", "WikiIndaba 2023 at Kigali", "3–5 November 2023"),
]


@pytest.mark.parametrize("text", MAILS)
def test_addresses_are_masked(text: str) -> None:
    """An address is masked in a sentence, however it is written, and nothing beside it is."""
    assert masked(f"write to {text}, please", REGIONS_2023) == "write to [e-mail], please"


@pytest.mark.parametrize("text", PHONES)
def test_numbers_are_masked(text: str) -> None:
    """A number with an international prefix, or valid in a region of the edition, is masked, and nothing beside it is."""
    assert masked(f"I am at {text}, always", REGIONS_2023) == "I am at [phone], always"


@pytest.mark.parametrize(("text", "shown"), INTRODUCED)
def test_what_stands_around_is_kept(text: str, shown: str) -> None:
    """Words for telephone introduce a number; two numbers are two; dates, links and markup around stay."""
    assert masked(text, REGIONS_2023) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_the_rest_is_left_alone(text: str) -> None:
    """Amounts, dates, numbers of things, places and prose with "at" and "dot" come through as they are."""
    assert masked(text, REGIONS_2023) == text
    assert masked(f"It is {text}.", REGIONS_2023) == f"It is {text}."


def test_bold_hides_nothing() -> None:
    """What a reader sees is judged, what is written is masked."""
    assert masked("'''kibo'''@drum.org", ()) == "'''[e-mail]"
    assert masked("'''0712''' 345 678", ("KE",)) == "'''[phone]"


def test_regions_are_the_edition_s() -> None:
    """A national number counts in its own regions only; without an edition in any; introduced it needs none."""
    assert masked("0712 345 678", ("KE",)) == "[phone]"
    assert masked("0712 345 678", ()) == "0712 345 678"
    assert masked("0712 345 678") == "[phone]"
    assert masked("Tel. 0712 345 678", ()) == "Tel. [phone]"


@pytest.mark.parametrize("text", [*MAILS, *PHONES])
def test_columns_stay(text: str) -> None:
    """What is hidden sign for sign keeps its length, and no letter or digit of it is left."""
    shown = hidden(f"see {text}, there", REGIONS_2023)
    assert len(shown) == len(f"see {text}, there")
    assert not re.search(r"[^\W_]", shown[4:-7])


def test_an_address_that_begins_with_a_number_is_masked_to_its_end() -> None:
    """What is found of two kinds in one place is one, and nothing of it is left."""
    assert masked("write to 0712345678@drum.org, please", ("KE",)) == "write to [phone], please"
    assert len(find("0712345678@drum.org 0712345679", ("KE",))) == 2


@pytest.mark.parametrize("text", ["90 12 34 56", "90-12-34-56"])
def test_countries_whose_numbers_are_short(text: str) -> None:
    """Numbers of Togo have eight digits and no zero before them."""
    assert masked(f"Ada, {text} Lomé", ("TG",)) == "Ada, [phone] Lomé"


def test_a_quotation_is_masked_before_it_is_cut() -> None:
    """Half an address is one too; controls are shown, and long texts are cut."""
    assert quoted("x" * 50 + " kibo.nnko@drum.org", 60) == "x" * 50 + " [e-mail]"
    assert "kibo" not in quoted("x" * 55 + " kibo.nnko@drum.org", 60)
    assert quoted("a\n\x1bb") == "a <U+001B>b"
    assert len(quoted("y" * 1000)) == 60


def test_the_regions_are_those_of_libphonenumber() -> None:
    """The codes at hand are the library's."""
    assert REGIONS == phonenumbers.SUPPORTED_REGIONS


def test_the_joined_patterns_judge_as_libphonenumber_does() -> None:
    """Example numbers of each region are valid in it, and random digits where the library says so and nowhere else."""
    chance = random.Random(5)
    differ = []
    for region in sorted(REGIONS_2023):
        example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
        digits = [str(example.national_number)] if example else []
        digits += ["".join(chance.choices("0123456789", k=chance.choice((8, 9, 10)))) for _ in range(20)]
        for text in digits:
            valid = False
            try:
                number = phonenumbers.parse(text, region)
                valid = not text.startswith("00") and phonenumbers.is_valid_number_for_region(number, region)
            except phonenumbers.NumberParseException:
                pass
            if not text.startswith("00") and valid != (digits_valid.national(text, (region,)) > 0):
                differ.append((region, text, valid))
    assert not differ


@given(st.text(alphabet="ab@.at dot(0712345678+-/ \n'<>&;#", max_size=80))
def test_masking_is_done_once(text: str) -> None:
    """Whatever the text, its places are in order and apart, and what is masked holds nothing personal that was there."""
    found = find(text, ("KE", "NG"))
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert len(hidden(text, ("KE", "NG"))) == len(text)


@given(st.text(alphabet="aA@. 0&#;%4<!->b/'[[]:|{{}}=\x00\x7f\n", max_size=80))
def test_ascii_is_seen_as_any_text(text: str) -> None:
    """A text of ASCII is looked through in a quicker way, and seen as it is behind a letter beyond."""
    assert seen(f"é\n{text}").text == f"é\n{seen(text).text}"


@given(
    st.ip_addresses(),
    st.sampled_from(["{}", "from {} in 2023", "IP: {}.", "({}), 12", "http://{}/x", "[{}]:8080"]),
)
def test_an_ip_address_is_no_number(address: object, written: str) -> None:
    text = written.replace("{}", str(address))
    assert masked(text) == text


@pytest.mark.parametrize("text", ["tel. 77.12.34.56", "WhatsApp: 77.123.45.67", "06.12.34.56.78"])
def test_a_number_may_look_like_an_ip_address(text: str) -> None:
    assert "[phone]" in masked(text)
