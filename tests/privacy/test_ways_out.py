"""Every way out of the program, with every spelling of an address and a number in every place of a page: nothing personal leaves.

Each spelling carries a name or digits that stand nowhere else, so that what came through is told by itself.
"""

import html
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from indababot.wikis.titles import to_path
from indababot.writing.views import View
from tests.shares import share
from tests.starter import call

ROOT = Path(__file__).parent.parent.parent
PREFIX = "WikiIndaba 2023/Submissions"
HOME = "WikiIndaba 2023/Home"

MAILS = (
    "{}@drum.org",
    "{} @ b.org",
    "{}＠drum.org",
    "{}\u200b@\u2060drum.org",
    "{}@dr\u00adum.org",
    "{}&#64;drum.org",
    "{}&commat;drum&period;org",
    "{}<nowiki>@</nowiki>b.org",
    "{}<!-- x -->@<!-- y -->drum.org",
    "{}@''drum''.org",
    "'''{}'''@drum.org",
    "{}<b>@</b>drum.org",
    "{}&nbsp;@&nbsp;drum.org",
    "{} (at) drum (dot) org",
    "{} {{at}} drum {{dot}} org",
    "{} AT drum DOT org",
    "{}(_AT_)drum-mail · com",
    "{}-at-drum-dot-org",
    "{}%40drum.org",
    "[mailto:{}@drum.org me]",
    '<span title="{}@drum.org">y</span>',
    "{}[at]drum[punkt]de",
    "{} bei drum punkt de",
    "{} arroba drum ponto com",
    "{} arobase drum point org",
    "{} kwenye drum nukta org",
    "{} في drum نقطة com",
    "{} (a) drum.org",
    "{}(arroba)drum.org",
    "{} {{@}} drum {{.}} org",
    "{}@<br>drum.org",
    "{}@drum,org",
    "{}@drum•org",
    "{}@gmail",
    "{}&amp;#64;drum.org",
    "{}%2540drum.org",
    "{{{{courriel|{}|drum.org}}}}",
    "{{{{nospam|user={}|domain=drum.org}}}}",
    "[https://x.example/?to={}%40drum.org me]",
    "{} 'at' drum 'dot' org",
    "{}\u24d0drum.org",
    "{}  at  drum&nbsp; dot  org",
    "Email: {} at drum.org",
    "courriel : {} chez drum.fr",
    "{} arroba drum.org",
    "{}\u249cdrum.org",
    "{}ATdrumDOTorg",
    "{} underscore nnko at drum dot org",
    "{} @ \u062c\u064a\u0645\u064a\u0644 \u062f\u0648\u062a \u0643\u0648\u0645",
    "{} (at)\ndrum.org",
    "{}&#64drum.org",
    "{}[at]drum[.]org",
    "{}@drum. org",
)
PHONES = (
    "+254 7{0} 345 678",
    "+254–7{0}–345–678",
    "00254 7{0} 345 678",
    "07{0}345678",
    "Tel.07{0} 345 678",
    "phone=07{0}345678",
    "07{0}/345/678",
    "07{0} 345 678/WhatsApp",
    "07{0} 345 678, 2 May 2023",
    "07{0}&nbsp;345&nbsp;678",
    "07{0}<nowiki/>345678",
    "'''07{0}''' 345 678",
    "07{0}\u200b345\u00ad678",
    "<!-- +254 7{0} 345 678 -->",
    "https://wa.me/2547{0}345678",
    "2547{0}345678",
    "O7{0}34S678",
    "07{0}345678x12",
    "07{0} 345 678 ext. 9",
    "{{{{tel|07{0}|345|678}}}}",
    "07{0}{{{{nbsp}}}}345678",
    "07{0}<br>345 678",
    "Ada07{0}345678",
    "#07{0}345678",
    "https://t.me/+2547{0}345678",
    "https://signal.me/#p/+2547{0}345678",
    "[tel:+2547{0}345678 me]",
    "viber://chat?number=%2B2547{0}345678",
    "WhatsApp 7{0}.345.678",
    "+ 254 7{0} 345 678",
    "2547{0}-345-678",
    "(254) 7{0} 345 678",
    "\u260e 7{0} 345 678",
    "+254 7{0} 345 678/79",
    "07{0}.345678",
    "viber://add?number=2547{0}345678",
    "+254 7{0}<br/>345 678",
    "Kibo_07{0}345678",
)
MIDDLES = [f"{number}" for number in (*range(10, 30), *range(40, 44), *range(80, 84), *range(90, 100))]
"""Of numbers of Kenya that are given out."""
HARMLESS = (
    "60 000 000 articles",
    "1,500,000 CFA",
    "ISBN 978-3-16-148410-0",
    "2022-08-01 20:10",
    "3–5 November 2023",
    "revision 1234567890",
    "oldid=123456789",
    "https://example.org/talk-12345678901",
    "ORCID 0000-0002-1825-0097",
    "-2.2685718, 40.9006355",
    "pages 1234-1250",
)

FORM = """'''ID:''' {0}

'''Author(s):''' Ada, {0}

'''Username(s):''' [[User:{0}]], {0}, User:Ada

'''Type of submission:''' Lectrue, {0}

'''Affiliation:''' {0}

'''Theme(s):''' Technolgy, {0}

'''Abstract:''' Write to {0}, please. {0}

'''Level of advancement:''' {0}

'''Special requirements:''' {0}

'''Extra information:''' {0}

'''How will this session be beneficial for the communities in the region?''' {0}
{{{{Box {0}|a={0}}}}}

'''Ask {0}:''' more {0}

A line that no field claims, with {0} in it.

== Interested participants ==
* {0} [[User:Ben|{0}]] ([[User talk:Ben|talk]]) 20:10, 1 August 2022 (UTC)
* {0}
* [[User:Cee]]: {0}

== {0} ==
{0}

[[Category:WikiIndaba 2023/Submissions]] [[Category:{0}]] [[File:{0}.jpg|{0}]] [[{0}]]
<!-- indababot: ignore {0} -->
"""


def spellings() -> list[tuple[str, str]]:
    """What stands on a page, and what of it must not be seen: a name of letters, or digits; every third one in short."""
    return share(_spellings(), 3)


def _spellings() -> Iterator[tuple[str, str]]:
    for number, mail in enumerate(MAILS):
        name = f"zq{chr(97 + number // 26)}w{chr(97 + number % 26)}uxi"
        yield mail.format(name), name
    for number, phone in enumerate(PHONES):
        middle = MIDDLES[number]
        yield phone.format(middle), f"7{middle}345678"


def told(text: str) -> tuple[str, str]:
    """The letters and the digits of an output as a reader, a browser or a program gets them."""
    plain = unicodedata.normalize("NFKC", unquote(html.unescape(html.unescape(text))))
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), plain)
    digits = re.sub(r"(?<=\d)S(?=\d)|O(?=7)", lambda sign: {"S": "5", "O": "0"}[sign[0]], plain)
    return re.sub(r"[\W\d_]+", "", plain).lower(), re.sub(r"[^\d]+", "", digits)


def leaks(text: str) -> list[str]:
    """The spellings that came through, each with what stands around it."""
    found = []
    letters, digits = told(text)
    for written, mark in spellings():
        if mark in (letters if mark.isalpha() else digits):
            lines = [line for line in text.split("\n") if mark in told(line)[not mark.isalpha()]]
            found.append(f"{written!r}: {lines[0][:300]!r}" if lines else repr(written))
    return found


def named(text: str) -> bool:
    """Whether a page can have this in its title."""
    return not re.search(r"[<>\[\]{}|#%&/\n]|''", text)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder wiki with a page for each spelling, pages named by them, and a page with a region of every kind."""
    here = tmp_path_factory.mktemp("ways")

    def put(title: str, text: str) -> None:
        path = here / "wiki" / to_path(title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    plain = FORM.format("fine")
    for number, (written, _) in enumerate(spellings()):
        put(f"{PREFIX}/Talk {number}", FORM.format(written))
        if number % 6 == 0:
            (here / "some").mkdir(exist_ok=True)
            (here / "some" / f"Talk {number}.wiki").write_text(FORM.format(written), encoding="utf-8")
        if named(written) and number % 2 == 0:
            put(f"{PREFIX}/Ask {written}", plain)
    regions = [f"view={view}" for view in View]
    regions += ["view=submissions|columns=raw,unrecognised,title,authors,abstract,extra", "row=Template:Row"]
    regions += [
        f"view={spelt}|columns={spelt}|theme={spelt}" for spelt in ("zqawauxi@drum.org", "0712345678")
    ]
    put(HOME, "\n".join(f"{{{{IndabaBot list|{region}}}}}\n{{{{IndabaBot list end}}}}" for region in regions))
    drafts = here / "drafts"
    drafts.mkdir()
    for number, (written, _) in enumerate(spellings()):
        if named(written) and number % 2 == 0:
            (drafts / f"{number} {written}.wiki").write_text(f"{plain}\n'''Title''' [[x", encoding="utf-8")
            (drafts / f"{number} {written}.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    return here


def run(place: Path, *words: str) -> str:
    """The command there: what it wrote on both streams."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INDABABOT", "GITHUB"))}
    own = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "INDABABOT_STATE": str(place / "state")}
    done = call("-e", "wikiindaba-2023", *words, cwd=place, env=kept | own)
    told = done.stdout.decode() + done.stderr.decode()
    assert done.returncode in (0, 1, 2), told
    assert "Traceback" not in told
    return told


FORMATS = ("full", "concise", "json", "sarif", "github", "junit", "wikitext")
COMMANDS = [
    *(("parse", "wiki", "--format", form) for form in ("json", "ndjson", "text")),
    ("validate", "wiki", "--format", "json"),
    *(("validate", "some", "drafts", "--format", form) for form in FORMATS),
    ("validate", "some", "drafts", "--diff", "--unsafe-fixes"),
    ("validate", "drafts", "--show-files"),
    *(("export", "wiki", "--format", form) for form in ("csv", "json", "ndjson")),
    ("export", "wiki", "--format", "csv", "--raw"),
    *(("export", "wiki", "--format", form) for form in ("wikitext", "c3voc", "pretalx")),
    *(
        ("export", "wiki", "--format", "wikitext", "--view", view)
        for view in ("people", "participants", "delivery")
    ),
    *(
        ("export", "wiki", "--format", "json", "--rows", rows)
        for rows in ("person", "participant", "finding")
    ),
    ("parse", "drafts"),
    ("parse", "zqawauxi@drum.org.wiki", "0712345678.wiki"),
    ("validate", "zqawauxi@drum.org.wiki"),
    ("validate", "--page", "zqawauxi@drum.org", "-w", "wiki"),
    ("export", "wiki", "--columns", "zqawauxi@drum.org"),
    ("export", "wiki", "--theme", "zqawauxi@drum.org"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_nothing_personal_leaves(place: Path, words: tuple[str, ...]) -> None:
    """Records, findings, tables, diffs, lists of files and errors, on both streams."""
    assert leaks(run(place, *words)) == []


def test_a_baseline_and_what_was_fixed_hold_nothing_personal(place: Path, tmp_path: Path) -> None:
    """A baseline is committed with drafts; ``--show-fixes`` names files."""
    baseline = tmp_path / "baseline.json"
    out = run(place, "validate", "some", "drafts", "--write-baseline", str(baseline))
    assert leaks(out + baseline.read_text()) == []
    assert "No problems found" in run(place, "validate", "some", "drafts", "--baseline", str(baseline))


def test_a_run_tells_nothing_personal(place: Path) -> None:
    """Dry run, saved plan, written pages, run report, JSON log at the highest verbosity, status."""
    pages = {path: path.read_text() for path in (place / "wiki").rglob("*.wiki")}
    common = ("-w", "wiki", "-vv")
    assert leaks(run(place, "update", "--dry-run", *common)) == []
    assert leaks(run(place, "update", "--save-plan", "plan.json", *common)) == []
    plan = json.loads((place / "plan.json").read_text())
    for page in plan["pages"]:
        for key in [key for key, value in page.items() if isinstance(value, str) and value in pages.values()]:
            del page[key]  # a whole page as it is on the wiki
    assert plan["pages"]
    report = run(place, "update", "--report", "report.json", "--log-format", "json", *common)
    assert leaks(report + (place / "report.json").read_text()) == []
    for form in ("text", "json"):
        assert leaks(run(place, "status", "--format", form, "-w", "wiki")) == []
    written = {path: path.read_text() for path in (place / "wiki").rglob("*.wiki")}
    for path, text in written.items():
        if pages.get(path) != text and path.name != "Home.wiki":
            assert leaks(text) == [], path.name
    home = (place / "wiki" / to_path(HOME)).read_text()
    start = "{{IndabaBot list|"
    shown = home.split(start)
    assert len(shown) > len(View)
    assert leaks("".join(part.partition("}}")[2] for part in shown)) == []  # the start marker is the editor's
    assert home.count("[e-mail]") + home.count("&#91;e-mail&#93;") > len(MAILS)


def test_the_leaks_are_found(place: Path) -> None:
    """The check can fail: with personal data asked for, every spelling of a field comes through."""
    out = place / "private.ndjson"
    run(place, "export", "wiki", "--with-personal-data", "--format", "ndjson", "-o", str(out))
    assert len(leaks(out.read_text())) == len(spellings())


@pytest.mark.parametrize(
    "words", [("parse", "--format", "json"), ("export", "--format", "csv")], ids=" ".join
)
def test_the_rest_comes_through(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Amounts, ISBN, dates and revision numbers are whole in what the same commands give."""
    pages = tmp_path / "wiki" / PREFIX
    pages.mkdir(parents=True)
    for number, text in enumerate(HARMLESS):
        (pages / f"Talk {number}.wiki").write_text(
            f"'''Title:''' X\n\n'''Extra information:''' It is {text}.\n"
        )
    out = run(tmp_path, *words, "wiki")
    assert [text for text in HARMLESS if text not in out] == []
