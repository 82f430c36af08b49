"""What people and templates do to pages around the bot: nothing of theirs is lost, and no list suffers for one page."""

import json
from pathlib import Path

import pytest

from indababot.editions import load
from indababot.editions.model import Edition, Output, Pages
from indababot.i18n import in_language
from indababot.pages import Page
from indababot.update import plan, update
from indababot.updating.inspecting import wrong
from indababot.updating.plan import Change, PagePlan, Plan, RegionPlan
from indababot.updating.planning import Planner
from indababot.updating.rendering import FRUITLESS
from indababot.updating.report import Outcome, RunReport
from indababot.updating.state import Memory, State
from indababot.wikis.base import Origin, Query
from indababot.wikis.dump import DumpWiki
from indababot.wikis.folder import FolderWiki
from indababot.writing.split import emptied
from indababot.writing.views import Rendered
from indababot.writing.wikitext import EMPTY
from tests.update.place import HOME, Place, overview, submission

PREFIX = "WikiIndaba 2023/Submissions/"
END = "{{IndabaBot list end}}"


def results(report: RunReport) -> dict[str, str]:
    return {page.title: page.result.value for page in report.pages}


def why(report: RunReport, title: str) -> str:
    return next(page.why or "" for page in report.pages if page.title == title)


def test_hostile_regions_do_not_harm_the_others(place: Place) -> None:
    """Regions that ask for too much keep their text below one line, and the list beside them is written."""
    many = [
        f"sort={','.join('title' for _ in range(10_000))}",
        f"columns={','.join('raw' for _ in range(20_000))}",
        f"theme={';'.join(str(number) for number in range(100_000))}",
        "row=Template:IndabaBot list end",
        "view=The treasurer ada@mail.example is a thief",
        "view=people|view=people",
    ]
    place.put(HOME, "".join(overview(text, "my old text\n") for text in many) + overview())
    report = place.run()
    text = place.text(HOME)
    assert (report.exit_code, results(report)[HOME]) == (0, "saved")
    assert text.count("my old text") == text.count("indababot-problem") == len(many)
    assert text.count("Session 07|") == 1
    home = next(page for page in report.pages if page.title == HOME)
    assert [region.view for region in home.regions][-3:] == ["", "people", "submissions"]
    assert "mail.example" not in report.model_dump_json()
    assert place.run().exit_code == 0


def test_summaries_hold_our_words_only(place: Place) -> None:
    """A summary names our views and counts; what an editor wrote stands nowhere in it."""
    place.put(HOME, overview("view=The treasurer") + overview("view=people"))
    (home,) = [page for page in plan(place.wiki(), place.edition).pages if page.title == HOME]
    assert home.summary == "IndabaBot, WikiIndaba 2023: people 30, lists with wrong parameters 1"


def test_a_page_of_very_many_regions_is_refused(place: Place) -> None:
    """A page's work is bounded too."""
    place.put(HOME, overview("view=people") * 51)
    report = place.run()
    assert results(report)[HOME] == "failed"
    assert "51 lists" in why(report, HOME)


def test_submissions_that_show_a_list_stay_submissions(place: Place) -> None:
    """Only a page with live markers of its own is a list; one with a stray end keeps its row, and is told."""
    place.put(HOME, overview())
    place.put(f"{PREFIX}Session 03", f"{{{{:{HOME}}}}}\n{submission(3)}")
    place.put(f"{PREFIX}Session 04", submission(4) + END)
    place.put(f"{PREFIX}Session 05", submission(5) + "<nowiki>{{IndabaBot list}}</nowiki>")
    place.put(f"{PREFIX}All of them", "{{IndabaBot list}} never ended")
    report = place.run()
    assert (report.exit_code, report.submissions) == (1, 30)
    assert results(report)[f"{PREFIX}Session 04"] == results(report)[f"{PREFIX}All of them"] == "failed"
    assert f"{PREFIX}Session 05" not in results(report)
    assert all(f"Session {number:02}|" in place.text(HOME) for number in range(30))


def test_pages_outside_the_prefixes_count_only_where_the_edition_says_so(place: Place) -> None:
    """A category that a template puts pages into brings in none from elsewhere unasked; their number is told."""
    for number in range(8):
        place.put(f"Elsewhere {number}", submission(number))
    report = place.run()
    assert report.submissions == 30
    assert any("8 pages" in note and "and 3 more" in note for note in report.notes)
    pages = place.edition.pages.model_copy(update={"outside": True})
    place.edition = place.edition.model_copy(update={"pages": pages})
    assert place.run().submissions == 38


@pytest.mark.parametrize("lost", [False, True])
def test_a_flood_is_not_written(place: Place, lost: bool) -> None:
    """Three hundred pages at once end the run before any write, until somebody has looked."""
    place.put(HOME, overview())
    assert place.run().exit_code == 0
    if lost:
        place.state = State(place.state.folder / "lost")
    place.submit(*range(100, 400))
    before = place.all()
    report = place.run()
    assert report.exit_code == 5
    assert report.error is not None
    assert "--allow-growth" in report.error
    assert place.text(HOME).encode() == before[f"{HOME}.wiki"]
    report = update(place.wiki(), place.edition, state=place.state, allow_growth=True)
    assert (report.exit_code, report.submissions) == (0, 330)
    assert place.run().exit_code == 0


def test_a_stopped_run_writes_nothing_at_all(place: Place) -> None:
    """Where the guard stops a run, no new page is made, and no line is written on any."""
    place.put(HOME, overview())
    assert place.run().exit_code == 0
    place.withdraw(*range(20))
    place.path("WikiIndaba 2023/Overview").unlink()
    place.put("WikiIndaba 2023/New", overview("view=wrong"))
    before = place.all()
    report = place.run()
    assert report.exit_code == 5
    assert {page.result for page in report.pages} <= {Outcome.SKIPPED, Outcome.UNCHANGED}
    assert place.all() == before
    assert plan(place.wiki(), place.edition, memory=place.state.memory()[0]).changed == ()


def test_a_list_that_comes_back_gets_its_rows(place: Place) -> None:
    """A listed page that was deleted is made anew with its rows; so is a list that was away for a run."""
    title = "WikiIndaba 2023/Overview"
    place.put(HOME, overview())
    place.run()
    place.path(title).unlink()
    assert results(place.run())[title] == "saved"
    assert "Session 07" in place.text(title)
    place.path(HOME).unlink()
    place.run()
    place.put(HOME, overview())
    assert results(place.run())[HOME] == "saved"
    assert "Session 07" in place.text(HOME)
    place.put(HOME, "Nothing here.")
    place.run()
    place.put(HOME, overview())
    place.run()
    assert "Session 07" in place.text(HOME)


def test_an_output_that_is_a_redirect_to_nowhere(place: Place) -> None:
    """It is told as that, and neither made anew nor a conflict; a circle too."""
    title = "WikiIndaba 2023/Overview"
    for target in ("Nowhere", title):
        place.put(title, f"#REDIRECT [[{target}]]")
        report = place.run()
        assert (report.exit_code, results(report)[title]) == (1, "failed")
        assert "redirect that leads to no page" in why(report, title)
        assert place.text(title) == f"#REDIRECT [[{target}]]"


@pytest.mark.parametrize("target", ["Nowhere", "WikiIndaba 2023/Stop", HOME])
def test_a_stop_page_that_is_a_redirect(place: Place, target: str) -> None:
    """Any text on the stop page stops the bot."""
    place.guarded(stop_page="WikiIndaba 2023/Stop")
    place.put("WikiIndaba 2023/Stop", f"#REDIRECT [[{target}]]")
    place.put(HOME, overview())
    assert place.run().exit_code == 5
    assert place.text(HOME) == overview()


def test_pages_that_are_no_wikitext(place: Place) -> None:
    """Code is never written, and is no submission."""
    titles = ("User:Ada/WikiIndaba 2023.js", "Module:WikiIndaba 2023", "MediaWiki:Common.css")
    every = place.edition.pages.model_copy(update={"allowed": ("WikiIndaba 2023", *titles), "outside": True})
    place.edition = place.edition.model_copy(update={"pages": every})
    for title in titles:
        place.put(title, f"{overview()}\n[[Category:WikiIndaba 2023/Submissions]]")
    before = place.all()
    report = place.run()
    assert report.submissions == 30
    assert all(
        results(report)[title] == "skipped" and "no page of wikitext" in why(report, title)
        for title in titles
    )
    after = place.all()
    assert all(after[name] == data for name, data in before.items())


def test_a_saved_plan_holds_no_password(place: Place, tmp_path: Path) -> None:
    """A password inside the wiki's address stays out of the plan."""

    class Addressed(FolderWiki):
        name = "https://bot:hunter2@wiki.example/w/api.php"

    place.put(HOME, overview())
    file = tmp_path / "plan.json"
    plan(Addressed(place.root), place.edition).save(file)
    assert "hunter2" not in file.read_text()
    assert Plan.load(file).wiki.endswith("@wiki.example/w/api.php")


def test_a_saved_plan_obeys_the_edition_as_it_is_now(place: Place, tmp_path: Path) -> None:
    """A plan from a file writes nowhere else and nothing else, whoever changed the file or the edition since."""
    place.put(HOME, overview())
    made = plan(place.wiki(), place.edition)
    narrow = place.edition.pages.model_copy(update={"allowed": ("WikiIndaba conference 2023",)})
    edition = place.edition.model_copy(update={"pages": narrow})
    before = place.all()
    report = update(place.wiki(), edition, state=place.state, prepared=made)
    assert set(results(report).values()) == {"failed"}
    assert place.all() == before
    file = tmp_path / "plan.json"
    made.save(file)
    data = json.loads(file.read_text())
    for page in data["pages"]:
        page["new"] += "\nBuy now!"
    file.write_text(json.dumps(data))
    report = update(place.wiki(), place.edition, state=place.state, prepared=Plan.load(file))
    assert set(results(report).values()) == {"failed"}
    assert place.all() == before


@pytest.mark.parametrize(
    ("old", "new", "fine"),
    [
        ("{{IndabaBot list}}a{{IndabaBot list end}}", "{{IndabaBot list}}b{{IndabaBot list end}}", True),
        ("{{IndabaBot list}}a{{IndabaBot list end}}", "{{IndabaBot list}}b{{IndabaBot list end}}c", False),
        ("{{IndabaBot list}}a{{IndabaBot list end}}", "{{IndabaBot list}}{{IndabaBot list end}}{{IndabaBot list end}}", False),
        (
            "{{IndabaBot list}}a{{IndabaBot list end}}",
            "{{IndabaBot list}}a{{IndabaBot list end}}{{IndabaBot list}}{{IndabaBot list end}}",
            False,
        ),
        ("{{IndabaBot list}}a{{IndabaBot list end}}", "{{IndabaBot list|x=y}}a{{IndabaBot list end}}", False),
        ("{{IndabaBot list}}a{{IndabaBot list end}}", "{{IndabaBot list}}<!--{{IndabaBot list end}}", False),
        ("Mine.", "Yours.", False),
    ],
)  # fmt: skip
def test_the_look_before_a_save(old: str, new: str, fine: bool) -> None:
    """As many markers as before, in the same places, and nothing changed beside the lists."""
    edition = Edition(
        id="x", name="X", pages=Pages(allowed=("P",)), outputs=(Output(page="P/All", view="people"),)
    )
    page = Page("P", old, revision_id=1)
    assert (wrong(PagePlan(page=page, new=new), edition) is None) is fine
    assert wrong(PagePlan(page=Page("Q", old, revision_id=1), new=new), edition) is not None
    assert wrong(PagePlan(page=Page("P/Other", ""), new=new), edition) is not None


class Small(FolderWiki):
    """A folder with small pages."""

    page_bytes = 5000


def test_a_sub_page_that_a_person_made(place: Place) -> None:
    """A copy of a part of a list stays as it is, whatever notice it carries; what the bot made, and nobody changed
    since, is emptied.
    """
    place.put(HOME, overview("overflow=split"))
    place.run(Small(place.root))
    part = f"{HOME}/submissions 2"
    copy = f"{HOME}/Archive 2023"
    place.put(copy, place.text(part))
    place.put(HOME, place.text(HOME).replace("overflow=split", "overflow=split|theme=Technology|limit=3"))
    place.path(f"{HOME}/submissions 3").write_text(
        place.text(f"{HOME}/submissions 3").replace("Session", "Our session")
    )
    report = place.run(Small(place.root))
    assert results(report)[part] == "saved"
    assert results(report)[copy] == results(report)[f"{HOME}/submissions 3"] == "skipped"
    assert "Session" in place.text(copy)
    assert "Our session" in place.text(f"{HOME}/submissions 3")


def test_a_dump_tells_what_it_does_not_hold(tmp_path: Path) -> None:
    """A hidden text, and one that a dump of stubs leaves out, are pages that cannot be read, and no empty ones."""
    page = "<page><title>{}</title><ns>0</ns><id>1</id><revision><id>2</id>{}</revision></page>"
    texts = {
        "Hidden": '<text deleted="deleted" />',
        "Stub": '<text bytes="12" />',
        "Empty": '<text bytes="0" />',
        "Code": "<model>javascript</model><text>x</text>",
    }
    pages = "".join(page.format(title, text) for title, text in texts.items())
    (tmp_path / "x.xml").write_text(
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{pages}</mediawiki>'
    )
    found = {item.title: item for item in DumpWiki(tmp_path / "x.xml").find(Query(titles=tuple(texts)))}
    assert {title: bool(item.unreadable) for title, item in found.items()} == {
        "Code": False,
        "Empty": False,
        "Hidden": True,
        "Stub": True,
    }
    assert found["Code"].model == "javascript"
    assert in_language("fr", found["Stub"].unreadable) != str(found["Stub"].unreadable)


class Rendering(FolderWiki):
    """A folder that renders its pages as other text, one request each, and tells their states."""

    asked = 0

    def find(self, query):  # type: ignore[no-untyped-def] # the same as the base's
        from dataclasses import replace

        return (replace(page, revision_id=1, touched=str(len(page.text))) for page in super().find(query))

    def rendered(self, page: Page) -> str | None:
        self.asked += 1
        return "<p>Nothing.</p>"

    def origins(self, pages: object) -> dict[str, Origin]:
        return {}


def test_pages_without_a_form_are_asked_for_once(place: Place) -> None:
    """What was of no use is not asked again, and one run asks for so many only."""
    for number in range(FRUITLESS + 30):
        place.put(f"{PREFIX}Bare {number}", f"Words {number}")
    place.guarded(min_growth=1000)
    asked = []
    for _ in range(3):
        wiki = Rendering(place.root)
        report = update(wiki, place.edition, state=place.state)
        assert report.submissions == 30 + FRUITLESS + 30
        asked.append(wiki.asked)
    assert asked == [FRUITLESS, 30, 0]
    place.put(f"{PREFIX}Bare 3", "Other words.")
    wiki = Rendering(place.root)
    update(wiki, place.edition, state=place.state)
    assert wiki.asked == 1


def test_sub_pages_are_the_bots_where_it_made_them() -> None:
    """A part of a list replaces no page that a person made, whatever stands there; an old part is not emptied while its list is kept."""
    planner = Planner(load("wikiindaba-2023"), lambda *_: Rendered(EMPTY, 0), Memory(), submissions=3)
    title = f"{HOME}/submissions 2"
    text = emptied(HOME, "en")
    page = Page(title, text, page_id=1, revision_id=2)
    assert planner.subpage(title, text + " ", page, ours=True).failed is None
    assert planner.subpage(title, text + " ", page, ours=False).failed
    for why, kept in ((None, False), ("the guard keeps it.", True)):
        region = RegionPlan(
            key="k",
            line=1,
            view="submissions",
            rows=1,
            rows_before=1,
            change=Change.BLOCKED,
            rendering="",
            why=why,
        )
        owner = PagePlan(page=Page(HOME, "x", page_id=3, revision_id=4), new="x", regions=(region,))
        assert (planner.leftover(page, owner, untouched=True).passed is not None) is kept
