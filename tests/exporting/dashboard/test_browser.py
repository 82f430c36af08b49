"""The dashboard in headless Chromium, from files: 500 submissions of three editions."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from indababot.cli import main
from tests.exporting.dashboard.generated import EDITIONS, HOSTILE, dump
from tests.shares import SOAK, share

CHROMIUM = shutil.which("chromium")
PATIENCE = 120_000
"""For how many milliseconds a step of the browser may take: a machine with other work is slow, not wrong."""
pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None and os.environ.get("CI") != "true",
        reason="Chromium is missing (apt-get install chromium)",
    ),
    pytest.mark.xdist_group("dashboard"),
    pytest.mark.enable_socket,  # playwright talks to its driver over a pipe, and its loop has a pair of sockets
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of three editions."""
    return made(tmp_path_factory.mktemp("dashboard"), 500)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with fewer submissions: axe looks at every element, one as good as the next of its kind. Long runs take all."""
    return made(tmp_path_factory.mktemp("small"), 500 if SOAK else 24)


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is read from right to left."""
    return made(tmp_path_factory.mktemp("arabic"), 30, "ar")


def made(folder: Path, count: int, language: str = "en") -> Path:
    """A site made by the command line from a dump."""
    dump(folder / "wiki.xml", count)
    chosen = [word for name in EDITIONS for word in ("--edition", name)]
    with pytest.raises(SystemExit) as end:
        main(
            [
                "dashboard",
                *chosen,
                "--wiki",
                str(folder / "wiki.xml"),
                "-o",
                str(folder / "site"),
                "--lang",
                language,
            ]
        )
    assert end.value.code == 0
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=PATIENCE
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window that looks out: a message on the console, an error or a request to anything but a file fails the test."""
    told: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda message: told.append(message.text))
    context.on("weberror", lambda error: told.append(str(error.error)))
    context.on(
        "request", lambda request: None if request.url.startswith("file:") else told.append(request.url)
    )
    yield context
    context.close()
    assert told == []


def opened(context: BrowserContext, site: Path, name: str, fragment: str = "") -> Page:
    page = context.new_page()
    page.goto((site / name).as_uri() + (f"#{fragment}" if fragment else ""), wait_until="load")
    return page


def follow(page: Page, link: Locator, address: str) -> None:
    """Clicks on a link, and waits for the page that it leads to: a click alone does not wait for it."""
    link.click()
    page.wait_for_url(address)


def rows(page: Page) -> int:
    return page.locator("table.list tbody tr").count()


def column(page: Page, place: int) -> list[str]:
    return page.locator(f"table.list tbody tr > :nth-child({place})").all_inner_texts()


def test_numbers_lead_to_their_lists(context: BrowserContext, site: Path) -> None:
    """Numbers of the overview, every sixth of them in short, are how many rows their lists have."""
    page = opened(context, site, "index.html")
    links = page.evaluate(
        "[...document.querySelectorAll('.tiles a, .numbers td a, table.bars td a, section table.plain td a')]"
        ".map((one) => [one.getAttribute('href'), parseInt(one.textContent)])"
    )
    counted = {href: number for href, number in links if href.startswith("submissions.html#")}
    assert len(counted) > 60
    listing = opened(context, site, "submissions.html")
    for href, number in share(counted.items(), 6):
        found = listing.evaluate(
            "(hash) => new Promise((done) => { addEventListener('hashchange',"
            " () => done(document.querySelectorAll('table.list tbody tr').length), {once: true}); location.hash = hash; })",
            href.partition("#")[2],
        )
        assert found == number, href


def test_tiles_lead_to_as_many(context: BrowserContext, site: Path) -> None:
    """Each big number is how many rows its list has, those of people too; and a person's number that of their sessions."""
    page = opened(context, site, "index.html")
    tiles = page.evaluate(
        "[...document.querySelectorAll('.tiles a')].map((one) => [one.getAttribute('href'), parseInt(one.textContent)])"
    )
    assert {href.partition("#")[0] for href, _ in tiles} == {
        "submissions.html",
        "people.html",
        "interested.html",
    }
    for href, number in tiles:
        name, _, fragment = href.partition("#")
        assert rows(opened(context, site, name, fragment)) == number, href
    page = opened(context, site, "interested.html")
    link = page.locator("table.list tbody td.number a").first
    number = int(link.inner_text().split()[0])
    follow(page, link, "**/submissions.html#interested=*")
    assert rows(page) == number


def test_interest_leads_to_who_is_interested(context: BrowserContext, site: Path) -> None:
    """The number beside a session that is wanted leads to the people on its card, as many."""
    page = opened(context, site, "index.html")
    link = page.locator("ol.ranked .count a").first
    number = int(link.inner_text().split()[0])
    follow(page, link, "**/submission/*.html#interested")
    assert page.locator("#interested li").count() == number


@pytest.mark.parametrize(("place", "section"), [(6, "interested"), (7, "findings")])
def test_numbers_of_the_list_lead_to_the_card(
    context: BrowserContext, site: Path, place: int, section: str
) -> None:
    """How many are interested in a session, and how much was found: as many stand in that part of its card."""
    page = opened(context, site, "submissions.html")
    link = page.locator(f"table.list tbody td:nth-child({place}) a").first
    number = int(link.inner_text().split()[0])
    follow(page, link, f"**/submission/*.html#{section}")
    assert page.locator(f"#{section} li").count() == number


def test_following_a_number_by_mouse_from_a_chart(context: BrowserContext, site: Path) -> None:
    """A bar is a link to its list, and a row of the list to its card, and the card to the wiki."""
    page = opened(context, site, "index.html")
    bar = page.locator("svg.chart a[href='submissions.html#status=accepted'] path").first
    follow(page, bar, "**/submissions.html#status=accepted")
    assert set(column(page, 5)) == {"accepted"}
    title = page.locator("table.list tbody th a").first
    name = title.inner_text()
    follow(page, title, "**/submission/*.html")
    assert page.locator("h1").inner_text() == name
    assert (page.locator("a.button").get_attribute("href") or "").startswith("https://meta.example/wiki/")
    page.go_back()
    assert set(column(page, 5)) == {"accepted"}


def test_filter_sort_and_search(context: BrowserContext, site: Path) -> None:
    """What is chosen stands in the address, and the address chooses."""
    page = opened(context, site, "submissions.html")
    assert rows(page) == 500
    page.get_by_label("Edition").select_option("=wikiindaba-2023")
    assert rows(page) == 200
    assert page.locator("#count").inner_text() == "200 of 500 submissions"
    page.get_by_role("button", name="Interested").click()
    numbers = [int(text.split()[0]) for text in column(page, 6)]
    assert numbers == sorted(numbers, reverse=True)
    page.get_by_role("button", name="Interested").click()
    assert page.locator("th[data-sort=interested]").get_attribute("aria-sort") == "ascending"
    page.get_by_label("Search").fill("cassama")
    assert 0 < rows(page) < 200
    assert all("Cassamá" in text for text in column(page, 2))
    again = opened(context, site, "submissions.html", page.url.partition("#")[2])
    assert column(again, 1) == column(page, 1)
    page.get_by_role("button", name="Remove the filter Edition: WikiIndaba 2023").click()
    assert rows(page) > rows(again)
    page.get_by_role("button", name="Show all").click()
    assert rows(page) == 500
    page.get_by_label("Search").fill("no such thing anywhere")
    assert page.locator("#empty").is_visible()


def test_keyboard(context: BrowserContext, site: Path) -> None:
    """The first stop leads to the content; headers sort by the keyboard."""
    page = opened(context, site, "submissions.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("th[data-sort=title] button").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[data-sort=title]").get_attribute("aria-sort") == "ascending"


def test_hostile_texts_stay_text(context: BrowserContext, site: Path) -> None:
    """Neither a title nor an address does anything."""
    page = opened(context, site, "index.html")
    assert "owned" not in page.title()
    evil = quote("<img src=x onerror=document.title='owned'>")
    page = opened(context, site, "submissions.html", f"theme={evil}&{evil}={evil}&q={evil}")
    assert "owned" not in page.title()
    assert page.locator("img").count() == 0
    page = opened(context, site, "submissions.html", f"q={quote(HOSTILE[0])}")
    follow(page, page.locator("table.list tbody th a").first, "**/submission/*.html")
    assert page.locator("h1").inner_text() == HOSTILE[0]
    assert "owned" in page.title()  # as the text that it is
    assert page.evaluate("document.scripts.length") == 0


def test_an_inline_script_would_not_run(context: BrowserContext, site: Path) -> None:
    """The policy is obeyed: what somebody would manage to put into a page does nothing."""
    text = (site / "index.html").read_text(encoding="utf-8")
    broken = site / "broken.html"
    broken.write_text(
        text.replace("</main>", "<script>document.title = 'owned'</script></main>"), encoding="utf-8"
    )
    with contextlib.closing(context.browser.new_context() if context.browser else context) as other:
        page = other.new_page()
        page.goto(broken.as_uri(), timeout=PATIENCE)
        assert page.title() != "owned"
    broken.unlink()


WIDE = ("index.html", "submissions.html#edition=wikiindaba-2024", "clashes.html")
"""Pages that look otherwise in a wide window."""


@pytest.mark.soak
@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("scheme", "width", "made_in", "names"),
    [
        ("dark", 390, "small_site", (*WIDE, "people.html", "interested.html", "card")),
        ("light", 1280, "small_site", WIDE),
        ("light", 390, "arabic_site", (*WIDE[:2], "card")),
    ],
    ids=["dark on a phone", "light", "right to left"],
)
def test_axe_finds_nothing(
    browser: Browser,
    request: pytest.FixtureRequest,
    scheme: Literal["light", "dark"],
    width: int,
    made_in: str,
    names: tuple[str, ...],
) -> None:
    """On every kind of page, and no page is wider than its window or, in print, loses what would be scrolled to."""
    site: Path = request.getfixturevalue(made_in)
    card = min((site / "submission").glob("*.html"))
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # for axe's own script
    )
    context.set_default_timeout(PATIENCE)
    for name in names:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{f'submission/{card.name}' if name == 'card' else name}")
        assert page.evaluate("getComputedStyle(document.body).direction") == (
            "rtl" if made_in == "arabic_site" else "ltr"
        )
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{name} is wider than the window"
        )
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 720, "height": 1000})
        cut = "[...document.querySelectorAll('.scroll, figure')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        assert page.evaluate(cut) == 0, f"{name} is cut off on paper"
        page.close()
    context.close()


@pytest.mark.parametrize("made_in", ["small_site", "arabic_site"])
def test_the_heat_map_begins_where_reading_does(
    browser: Browser, request: pytest.FixtureRequest, made_in: str
) -> None:
    """Names of lines stand before the cells, the first column is next to them, and a narrow window shows that side first."""
    site: Path = request.getfixturevalue(made_in)
    page = browser.new_page(viewport={"width": 400, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto((site / "index.html").as_uri())
    boxes = "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.right, box.top, box.bottom])"
    cells = page.locator(".heat .chart a path").evaluate_all(boxes)
    texts = page.locator(".heat .chart text").evaluate_all(boxes)
    left, right = min(cell[0] for cell in cells), max(cell[1] for cell in cells)
    top = min(cell[2] for cell in cells)
    heads = [text[1 if made_in == "arabic_site" else 0] for text in texts if text[3] <= top]
    before = [text for text in texts if text[1] <= left and text[3] > top]
    behind = [text for text in texts if text[0] >= right and text[3] > top]
    page.close()
    if made_in == "arabic_site":
        assert (len(before), heads) == (0, sorted(heads, reverse=True))
        assert max(text[1] for text in behind) <= 400
    else:
        assert (len(behind), heads) == (0, sorted(heads))
        assert min(text[0] for text in before) >= 0


@pytest.mark.parametrize("made_in", ["small_site", "arabic_site"])
def test_the_list_fits_any_window(browser: Browser, request: pytest.FixtureRequest, made_in: str) -> None:
    """Where its columns have no room each row is a card: the page is never wider than its window, and no type or theme is cut in two."""
    site: Path = request.getfixturevalue(made_in)
    words = (
        "[...document.querySelectorAll('table.list td[data-words] bdi')].filter((one) => !one.textContent.trim().includes(' ')"
        " && one.getClientRects().length > 1).map((one) => one.textContent)"
    )
    for width in (390, 840, 1000, 1100, 1400):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{site.as_uri()}/submissions.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(words) == [], width
        page.close()


def test_without_scripts_the_list_is_whole(browser: Browser, site: Path) -> None:
    """The table, its links and its cards need no script."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto((site / "submissions.html").as_uri())
    assert rows(page) == 500
    assert page.locator("#filters").is_hidden()
    follow(page, page.locator("table.list tbody th a").first, "**/submission/*.html")
    assert page.locator("h1").is_visible()
    context.close()
