"""``validate`` against a real MediaWiki: what only a wiki knows, and what becomes of a report that is pasted there."""

import html
import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.test_hostile_output import FORM, HOSTILE
from tests.mediawiki import Account, MediaWiki
from tests.starter import call

pytestmark = pytest.mark.wiki

ROOT = Path(__file__).parent.parent.parent
PREFIX = "Judged 2023/Submissions"
DRAFT = """\
'''ID:''' {title}

'''Author(s):''' Ada Example, Ben Sample
'''Username(s):''' [[User:Judged Ada]], [[User:{second}]]
'''Type of submission:''' Lecture
'''Theme(s):''' Partnerships
'''Abstract:''' How three groups train editors. {more}
'''Level of advancement:''' Medium
'''How will this session be beneficial for the communities in the region?''' They can do the same.
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the edition of these tests."""
    known = (ROOT / "indababot/editions/wikiindaba-2023.toml").read_text(encoding="utf-8")
    own = known.partition("[[outputs]]")[0].replace("WikiIndaba 2023", "Judged 2023")
    own = own.replace('"wikiindaba-2023"', '"judged-2023"')
    assert "\ndeadline" not in own
    (tmp_path / "judged.toml").write_text(f"deadline = 2023-08-01\n{own}", encoding="utf-8")
    return tmp_path


def validate(mediawiki: MediaWiki, login: Account, place: Path, *words: str) -> tuple[str, str, int]:
    """The command on that wiki."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("INDABABOT", "GITHUB"))
    }
    own = {
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "INDABABOT_STATE": str(place / "state"),
        "INDABABOT_EDITION": "judged.toml",
        "INDABABOT_WIKI": mediawiki.api,
    }
    done = call("validate", *words, cwd=place, env=clean | login.environment() | own)
    return done.stdout.decode(), done.stderr.decode(), done.returncode


def test_what_only_a_wiki_knows(mediawiki: MediaWiki, login: Account, place: Path) -> None:
    """Accounts that do not exist or are blocked, links that the wiki refuses, lateness and doubles, each at its place."""
    mediawiki.account("Judged Ada")
    mediawiki.account("Judged Ben")
    mediawiki.block("Judged Ben")
    pages = {
        f"{PREFIX}/One": DRAFT.format(title="One", second="Judged Nobody", more=""),
        f"{PREFIX}/Three": DRAFT.format(title="Three", second="Judged Ada's friend", more=""),
        f"{PREFIX}/Three again": DRAFT.format(title="Three", second="Judged Ada's friend", more=""),
        f"{PREFIX}/Two": DRAFT.format(
            title="Two", second="Judged Ben", more="See https://judged-spam.example/a too."
        ),
    }
    mediawiki.import_pages(pages)
    mediawiki.put("MediaWiki:Spam-blacklist", "judged-spam\\.example")
    out, err, code = validate(mediawiki, login, place, "--online", "--format", "json")
    assert code == 1, err
    found = {
        (one["page"].rpartition("/")[2], one["name"], one["location"]["row"], one["location"]["column"])
        for one in json.loads(out)
    }
    late = {(name, "late", 1, 1) for name in ("One", "Three", "Three again", "Two")}
    assert found == late | {
        ("One", "unknown-user", 4, 41),
        ("Three", "unknown-user", 4, 41),
        ("Three again", "unknown-user", 4, 41),
        ("Three again", "duplicate-title", 1, 11),
        ("Three again", "title-mismatch", 1, 11),
        ("Two", "blocked-user", 4, 41),
        ("Two", "blacklisted-link", 7, 53),
    }
    out, err, code = validate(
        mediawiki, login, place, "--page", f"{PREFIX}/One", "--online", "--ignore", "late", "-q"
    )
    assert out == f"{PREFIX}/One:4:41: IB305 unknown-user: there is no account 'Judged Nobody'\n"
    assert (err, code) == ("", 1)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_pasted(mediawiki: MediaWiki, login: Account, place: Path, language: str) -> None:
    """A report with hostile values renders on a talk page as lists of text: nothing of theirs is run, linked or included."""
    mediawiki.import_pages({"Template:Delete": "[[Category:Deleted]]DELETED"})
    folder = place / "pages" / PREFIX
    folder.mkdir(parents=True)
    for number, value in enumerate(HOSTILE):
        text = FORM.replace("{0}", value).replace("WikiIndaba 2023/Submissions", "Judged 2023/Submissions")
        (folder / f"Page {number}.wiki").write_text(text, encoding="utf-8", newline="")
    out, _, _ = validate(mediawiki, login, place, "pages", "--format", "wikitext", "--lang", language)
    title = f"Talk:Judged report {language}"
    mediawiki.put(title, out)
    assert mediawiki.text(title) == out.rstrip("\n"), "saved as it was given: no signature, no substitution"
    props = "text|categories|templates|images|externallinks|sections|langlinks|links"
    parsed = mediawiki.call(action="parse", page=title, prop=props, disablelimitreport="1")["parse"]
    for kind in ("categories", "templates", "images", "externallinks", "sections", "langlinks"):
        assert parsed[kind] == [], kind
    assert {link["title"] for link in parsed["links"]} == {f"{PREFIX}/Page {n}" for n in range(len(HOSTILE))}
    text = str(parsed["text"])
    assert set(re.findall(r"<([a-z]+\d?)\b", text)) <= {
        "div",
        "dl",
        "dt",
        "dd",
        "ul",
        "li",
        "b",
        "a",
        "bdi",
        "p",
    }
    assert text.count("<li>") == out.count("\n* ")
    words = html.unescape(re.sub(r"<[^>]*>", "", text))
    assert "{{Delete}}~~~~" in words
    assert "DELETED" not in words
    if language == "fr":
        assert "a la valeur inconnue" in words
        assert "has the unknown value" not in words
