"""The dashboard's pages: the same bytes each time, a strict policy, untrusted text as text, personal data masked."""

import json
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from indababot.editions import load
from indababot.exporting.dashboard import Part, Session, build, site
from indababot.i18n import available, in_language, plural, said
from indababot.privacy import public
from indababot.records import PageRef, Participant, Submission
from tests.exporting.dashboard.generated import HOSTILE

ROOT = Path(__file__).parents[3]
EDITION = load("wikiindaba-2023")


def parts(*titles: str, url: str | None = "https://meta.example/wiki/X") -> list[Part]:
    """An edition whose submissions have a text in every key."""
    sessions = [
        Session(
            public(
                Submission(
                    edition=EDITION.id,
                    page=PageRef(title=f"P/{text}", url=url),
                    title=text,
                    authors=(text,),
                    types=(text, "Panel"),
                    themes=(text,),
                    levels=(text,),
                    abstract=f"{text}\n\n{text}",
                    participants=(Participant(username=text, comment=text),),
                ),
                EDITION.regions,
            )
        )
        for text in titles
    ]
    return [Part(EDITION, tuple(sessions))]


@pytest.fixture(scope="module")
def hostile() -> dict[str, str]:
    return {
        path: content.decode()
        for path, content in build(parts(*HOSTILE, "\u202eabc\x00\x07", "x" * 5000), "en")
    }


def pages(files: dict[str, str]) -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(text) for path, text in files.items() if path.endswith(".html")}


def test_the_same_data_give_the_same_bytes() -> None:
    """In the order of writing, too; nothing of the run stands in the files."""
    data = parts("One", "Two <b>")
    assert list(build(data, "en")) == list(build(data, "en"))


def test_each_page_has_a_strict_policy_and_nothing_inline(hostile: dict[str, str]) -> None:
    """No style, no script, no handler, no address that leads elsewhere than to the site and the wiki."""
    for path, page in pages(hostile).items():
        metas = page.css("meta[http-equiv]")
        assert [one.attributes["content"] for one in metas] == [site.POLICY], path
        assert not page.css("style, iframe, object, embed, base, [style], foreignObject"), path
        for element in page.css("*"):
            assert not [name for name in element.attributes if name.startswith("on")], path
            for name in ("href", "src", "xlink:href"):
                address = element.attributes.get(name) or ""
                assert address == "https://meta.example/wiki/X" or ":" not in address.partition("#")[0], (
                    address
                )
        assert all((one.attributes.get("src") or "").endswith("assets/list.js") for one in page.css("script"))
    assert "default-src 'none'" in site.POLICY
    assert "unsafe" not in site.POLICY


def test_hostile_texts_stay_text(hostile: dict[str, str]) -> None:
    """In titles, cards, lists and charts: no element is made of them, and a reader sees what was written."""
    for path, page in pages(hostile).items():
        assert not page.css("img, b, svg svg"), path
    cards = [page for path, page in pages(hostile).items() if path.startswith("submission/")]
    heads = {one.text().strip() for page in cards for one in page.css("h1")}
    assert set(HOSTILE[:4]) <= heads
    chart = " ".join(one.text() for one in pages(hostile)["index.html"].css("svg text"))
    assert "<script>document" in chart


def test_what_acts_is_gone(hostile: dict[str, str]) -> None:
    """Controls and overrides of direction are in no file."""
    for path, text in hostile.items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), path


def test_personal_data_are_masked(hostile: dict[str, str]) -> None:
    """An address or a number in any key stands in no file."""
    for path, text in hostile.items():
        assert "kibo@mail" not in text, path
        assert "712 345" not in text, path
    assert any("[e-mail]" in text for text in hostile.values())


@pytest.mark.parametrize(
    ("url", "address", "expected"),
    [
        ("javascript:alert(1)", None, None),
        ("data:text/html,x", None, None),
        ("ftp://x.example/", None, None),
        ("https://meta.example/wiki/X", None, "https://meta.example/wiki/X"),
        (None, "https://meta.example/wiki/$1", "https://meta.example/wiki/P/A_b%3F%22"),
        (None, None, None),
    ],
)
def test_links_lead_to_the_web(url: str | None, address: str | None, expected: str | None) -> None:
    """Only http and https; a page without an address has that of the wiki that is named."""
    record = Submission(edition=EDITION.id, page=PageRef(title='P/A b?"', url=url), title="x")
    assert site.url_of(public(record), address) == expected


def test_charts_tell_screen_readers_what_they_are(hostile: dict[str, str]) -> None:
    """Each has a title and a description, by ids that are there once, and a table of its numbers beside it."""
    page = pages(hostile)["index.html"]
    ids = [one.attributes["id"] for one in page.css("[id]")]
    assert len(ids) == len(set(ids))
    charts = page.css("svg.chart")
    assert len(charts) >= 4
    for chart in charts:
        for name in ("aria-labelledby", "aria-describedby"):
            assert [one.text().strip() for one in page.css(f"#{chart.attributes[name]}")] not in ([], [""])
    assert len(page.css("details.numbers")) == len(charts)


@pytest.mark.parametrize("language", available())
def test_every_language(language: str) -> None:
    """The pages say their language and direction; all pages of the navigation are there."""
    files = {path: content.decode() for path, content in build(parts("One"), language)}
    (root,) = LexborHTMLParser(files["index.html"]).css("html")
    assert root.attributes["lang"] == language
    assert root.attributes["dir"] == ("rtl" if language == "ar" else "ltr")
    links = {one.attributes["href"] for one in LexborHTMLParser(files["index.html"]).css("nav a")}
    assert links <= files.keys()


@pytest.mark.parametrize(
    ("language", "one", "few", "other"),
    [
        ("en", "{shown} of 2 submissions", "{shown} of 2 submissions", "{shown} of 2 submissions"),
        ("fr", "{shown} proposition sur 2", "{shown} propositions sur 2", "{shown} propositions sur 2"),
        ("ar", "مقترح واحد من 2", "{shown} مقترحات من 2", "{shown} مقترح من 2"),
    ],
)
def test_the_script_has_a_form_for_each_number(language: str, one: str, few: str, other: str) -> None:
    """How many rows a filter leaves is said in the form that the language has for the number; all of them, by the page itself."""
    files = {path: content.decode() for path, content in build(parts("One", "Two"), language)}
    (count,) = LexborHTMLParser(files["submissions.html"]).css("#count")
    forms = json.loads(count.attributes["data-some"] or "")
    assert (forms["one"], forms["few"], forms["other"]) == (one, few, other)
    assert count.text() == in_language(
        language, said(plural(2, "{number} submission", "{number} submissions"), number=2)
    )


def middles(svg: Any) -> dict[str, float]:
    """Where the days of a chart's lower axis stand, from the left."""
    return {
        one.text().strip(): float(re.findall(r"translate\(([-\d.]+)", one.attributes["transform"] or "")[0])
        for one in svg.css("text")
        if re.fullmatch(r"\d{4}-\d\d-\d\d", one.text().strip())
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_time_runs_as_the_language_is_read(language: str) -> None:
    """In a chart over time the first day stands where a line of the language begins."""
    records = [
        Submission(
            edition=EDITION.id,
            page=PageRef(title=f"P/{month}", timestamp=datetime(2023, month, 1, tzinfo=UTC)),
            title=f"In month {month}",
        )
        for month in range(2, 7)
    ]
    part = Part(EDITION, tuple(Session(public(record)) for record in records))
    files = {path: content.decode() for path, content in build([part], language)}
    found = [middles(svg) for svg in LexborHTMLParser(files["index.html"]).css("svg.chart")]
    (places,) = (places for places in found if len(places) > 1)
    in_order = [places[day] for day in sorted(places)]
    assert in_order == sorted(in_order, reverse=language == "ar")


def test_nothing_to_show_is_a_site_too() -> None:
    """An edition without submissions has pages without charts."""
    files = {path: content.decode() for path, content in build([Part(EDITION, ())], "en")}
    assert "<svg" not in files["index.html"]


def test_the_wheel_has_templates_and_static_files(tmp_path: Path) -> None:
    """What the pages are made of is in the package as it is installed."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(hatchling, cwd=ROOT, capture_output=True, text=True, check=False)
    if "No module named" in done.stderr:
        pytest.skip("hatchling is not installed")
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    here = ROOT / "indababot" / "exporting" / "dashboard"
    for path in [*here.glob("templates/*"), *here.glob("static/*")]:
        assert str(path.relative_to(ROOT)) in names
