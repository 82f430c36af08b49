"""People in the ways in which they are written: each notation of a person with each sign between several, and each kind of entry."""

from collections.abc import Callable
from itertools import product

import pytest

from indababot.editions import load
from indababot.pages import Page
from indababot.reading import read
from indababot.records import Submission

FORM = """'''Title:''' Wells

'''Author(s):''' {authors}

'''Type of submission:''' Lecture

'''Abstract:''' We dig.

== Interested participants ==
{participants}
"""
AUTHORS = [
    ("Amina Diallo", "AminaD"),
    ("José da Silva", "Zé Silva"),
    ("Nguyễn Văn An", "NVAn"),
    ("محمد علي", "Mohamed Ali"),
]
NOTATIONS = {
    "a linked name": "[[User:{1}|{0}]]",
    "a link in brackets": "{0} ([[User:{1}]])",
    "a link that shows the account": "{0} ([[User:{1}|{1}]])",
    "a link behind a dash": "{0} – [[User:{1}]]",
    "a link behind a hyphen": "{0} - [[User:{1}|{1}]]",
    "a link behind a colon": "{0}: [[User:{1}]]",
    "a link behind a blank": "{0} [[User:{1}]]",
    "a link in square brackets": "{0} [ [[User:{1}]] ]",
    "a link in brackets behind a comma": "{0}, ([[User:{1}]])",
    "a typed prefix in brackets": "{0} (User:{1})",
    "a typed prefix in brackets behind a comma": "{0}, (User:{1})",
    "a mention in brackets": "{0} (@{1})",
    "a name in brackets": "[[User:{1}]] ({0})",
    "a template": "{0} {{{{u|{1}}}}}",
    "a template in brackets": "{0} ({{{{u|{1}}}}})",
    "a link and its talk page": "{0} ([[User:{1}|{1}]] · [[User talk:{1}|talk]])",
    "a link and its talk page in brackets of their own": "{0} ([[User:{1}]]) ([[User talk:{1}|talk]])",
    "a link and a group": "{0} ([[User:{1}]], WikiClub)",
    "a name in bold": "'''{0}''' ([[User:{1}]])",
}
BETWEEN = [
    ", ", "; ", " & ", " + ", " and ", " et ", " y ", " e ", " und ", " na ", " / ", " | ", " • ", " · ", "، ",
    "<br>", "<br />\n", "\n", "\n\n", "\n* ", "\n# ", "\n- ", "\n: ",
]  # fmt: skip


def submission(authors: str = "Ada", participants: str = "") -> Submission:
    text = FORM.format(authors=authors, participants=participants)
    return read(Page("WikiIndaba 2023/Submissions/Wells", text), load("wikiindaba-2023"))


@pytest.mark.parametrize("notation", NOTATIONS)
def test_authors(notation: str) -> None:
    """Each author has the name and the account, whatever stands between them and the next one."""
    for sign, people in product(BETWEEN, (AUTHORS[:1], AUTHORS[:2], AUTHORS[:3])):
        written = [NOTATIONS[notation].format(*one) for one in people]
        text = sign * sign.startswith("\n") + sign.join(written)
        record = submission(authors=text)
        assert record.authors == tuple(name for name, _ in people), text
        assert sorted(one.name for one in record.usernames) == sorted(account for _, account in people), text


NAMES = [
    ("Mohammed al-Fassi", "MFassi"), ("Thembi kwaZulu", "ThembiK"), ("Ọlá Adébáyọ̀", "OlaA"), ("María José de la Cruz", "MJCruz"),
    ("Wangari wa Maathai", "WikiWangari"), ("J. K. Obi", "JKObi"), ("Ada Obi Jr.", "AdaWiki"), ("N'Golo Diarra", "Ngolo"),
    ("Abd el-Rahman Salah", "Abdel~enwiki"), ("OBI Chidi", "Chidi-O"), ("Zoë Ní Mhurchú", "Zoe.N"), ("Rose May", "RoseMay99"),
]  # fmt: skip


@pytest.mark.parametrize("notation", NOTATIONS)
def test_names_of_many_kinds(notation: str) -> None:
    """A name is one whatever its parts begin with, and whatever its account is called."""
    for sign, one in product((", ", " / ", "<br>", "\n* "), NAMES):
        for people in ((one, AUTHORS[0]), (AUTHORS[0], one)):
            text = sign * sign.startswith("\n") + sign.join(
                NOTATIONS[notation].format(*who) for who in people
            )
            record = submission(authors=text)
            assert record.authors == tuple(name for name, _ in people), text
            assert sorted(who.name for who in record.usernames) == sorted(account for _, account in people), (
                text
            )


def test_a_name_in_another_script() -> None:
    """A list of people goes on where one writes a name in Arabic."""
    for notation, sign in product(NOTATIONS, BETWEEN):
        if sign != " / ":
            text = sign * sign.startswith("\n") + sign.join(
                NOTATIONS[notation].format(*one) for one in AUTHORS[1:]
            )
            record = submission(authors=text)
            assert record.authors == tuple(name for name, _ in AUTHORS[1:]), text


@pytest.mark.parametrize("notation", NOTATIONS)
def test_authors_in_arabic(notation: str) -> None:
    """Arabic writes its word for *and* onto what follows, a link too."""
    people = [("كريم منصور", "Karim M"), ("سلمى فارس", "Salma F"), ("محمد علي", "Mohamed Ali")]
    first, second, third = (NOTATIONS[notation].format(*one) for one in people)
    record = submission(authors=f"{first}، {second} و{third}")
    assert record.authors == tuple(name for name, _ in people)
    assert sorted(one.name for one in record.usernames) == sorted(account for _, account in people)


ACCOUNTS = ["AminaD", "Zé Silva", "NVAn (WMF)", "محمد علي"]
ACCOUNT_NOTATIONS = [
    "{0}", "[[User:{0}]]", "[[User:{0}|{0}]]", "[[User:{0}|N]]", "User:{0}", "User: {0}", "USER:{0}", "en:User:{0}", "@{0}",
    "({0})", '"{0}"', "{{{{u|{0}}}}}", "{{{{ping|{0}}}}}", "{{{{noping|{0}}}}}", "{{{{user|{0}}}}}", "[[:fr:Utilisateur:{0}]]",
    "[[m:User:{0}|{0}]]", "[[User talk:{0}]]", "[[User:{0}|{0}]] ([[User talk:{0}|talk]])", "[[User:{0}/CV|{0}]]",
    "[[Special:Contributions/{0}|{0}]]", "[[Special:CentralAuth/{0}]]", "'''{0}'''", "<code>{0}</code>",
]  # fmt: skip


@pytest.mark.parametrize("notation", ACCOUNT_NOTATIONS)
def test_accounts(notation: str) -> None:
    """Each account of the field of accounts is told, whatever stands between it and the next one."""
    for sign, many in product(BETWEEN, (1, 2, 3, 4)):
        if sign == " / ":  # two without a mark may be a name and its account
            continue
        text = sign * sign.startswith("\n") + sign.join(map(notation.format, ACCOUNTS[:many]))
        form = FORM.format(authors=f"Q R\n\n'''Username(s):''' {text}", participants="")
        page = Page("WikiIndaba 2023/Submissions/Wells", form)
        record = read(page, load("wikiindaba-2023"))
        assert [one.name for one in record.usernames] == ACCOUNTS[:many], text


PEOPLE = [("Ada Example", "Adae"), ("Ben", "Ben Sample"), ("زينب", "Zainab2")]
COMMENTS = ["I will be there.", "Will it be recorded?", "Très intéressé !"]
SIGNATURES = {
    "English": "[[User:{1}|{0}]] ([[User talk:{1}|talk]]) 10:02, 3 March 2023 (UTC)",
    "with contributions": "[[User:{1}|{0}]] ([[User talk:{1}|talk]] • [[Special:Contributions/{1}|contribs]]) 10:02, 3 March 2023 (UTC)",
    "French": "[[Utilisateur:{1}|{0}]] ([[Discussion utilisateur:{1}|discuter]]) 3 mars 2023 à 10:02 (CET)",
    "French in the feminine": "[[Utilisatrice:{1}|{0}]] ([[Discussion utilisatrice:{1}|discuter]]) 3 mars 2023 à 10:02 (UTC)",
    "German": "[[Benutzer:{1}|{0}]] ([[Benutzer Diskussion:{1}|Diskussion]]) 10:02, 3. Mär. 2023 (CET)",
    "Spanish": "[[Usuario:{1}|{0}]] ([[Usuario discusión:{1}|discusión]]) 10:02 3 mar 2023 (UTC)",
    "Portuguese": "[[Usuário(a):{1}|{0}]] ([[Usuário(a) Discussão:{1}|discussão]]) 10h02min de 3 de março de 2023 (UTC)",
    "Arabic": "[[مستخدم:{1}|{0}]] ([[نقاش المستخدم:{1}|نقاش]]) 10:02، 3 مارس 2023 (ت ع م)",
    "Swahili": "[[Mtumiaji:{1}|{0}]] ([[Majadiliano ya mtumiaji:{1}|majadiliano]]) 10:02, 3 Machi 2023 (UTC)",
}
ENTRIES = {
    "a signature": "{0}",
    "a comment before it": "{1} {0}",
    "hyphens before it": "{1} --{0}",
    "a dash before it": "{1} — {0}",
    "a comment behind it": "{0} {1}",
    "a dash behind it": "{0} – {1}",
    "a comment in bold": "'''{1}''' {0}",
    "a comment above it": "{1}<br>{0}",
    "a comment below it": "{0}<br>{1}",
    "a small signature": "{1} <small>{0}</small>",
}
LISTS: dict[str, Callable[[list[str]], str]] = {
    "numbers": lambda entries: "\n".join(f"# {one}" for one in entries),
    "numbers without blanks": lambda entries: "\n".join(f"#{one}" for one in entries),
    "numbers with blank lines": lambda entries: "\n\n".join(f"# {one}" for one in entries),
    "stars": lambda entries: "\n".join(f"* {one}" for one in entries),
    "indented lines": lambda entries: "\n".join(f": {one}" for one in entries),
    "paragraphs": "\n\n".join,
    "line breaks": "<br>\n".join,
    "typed numbers": lambda entries: "\n".join(
        f"{number}. {one}<br>" for number, one in enumerate(entries, 1)
    ),
    "a table": lambda entries: "\n".join(
        ['{| class="wikitable"', "! Who", *(f"|-\n| {one}" for one in entries), "|}"]
    ),
}


@pytest.mark.parametrize("signature", SIGNATURES)
def test_participants(signature: str) -> None:
    """Each who signs is entered with what was said and when, in any kind of entry and of list."""
    for entry, form in product(ENTRIES, LISTS):
        entries = [
            ENTRIES[entry].format(SIGNATURES[signature].format(*person), comment)
            for person, comment in zip(PEOPLE, COMMENTS, strict=True)
        ]
        record = submission(participants=LISTS[form](entries))
        said = [None] * 3 if entry == "a signature" else COMMENTS
        assert [(one.username, one.comment) for one in record.participants] == list(
            zip([account for _, account in PEOPLE], said, strict=True)
        ), f"{entry}, {form}: {entries[0]}"
        assert all(one.signed_at for one in record.participants), f"{entry}, {form}: {entries[0]}"
