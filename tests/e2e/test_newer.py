"""The short form of these tests on a newer MediaWiki, as Wikimedia runs one: a run with a conflict, markers, rendered pages.

`MEDIAWIKI_CODE=1.43 scripts/test tests/e2e` is the long form.
"""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.faults import ADDED, ON_THE_WIKI, Scene
from tests.e2e.proxy import FaultProxy
from tests.e2e.runs import Conference
from tests.e2e.test_markers import PIECES, E, S, ours, theirs
from tests.e2e.test_rendered import TEXTS, differing, fetched, path_of
from tests.e2e.test_run_faults import judge
from tests.mediawiki import MediaWiki, Missing, OutOfReach, install, missing, newer
from tests.mediawiki.server import free_port
from tests.wikis.test_wire import gives, http, serving

RELEASE = "1.43"
PAGES = list(TEXTS)[::5]
pytestmark = [pytest.mark.wiki, pytest.mark.newer, pytest.mark.xdist_group("newer")]


def lack() -> str | None:
    """What is missing for this release, which is fetched in CI only; there it is missing for want of a way to it, or has failed."""
    if os.environ.get("CI") != "true":
        return missing(RELEASE)
    try:
        install(RELEASE)
    except OutOfReach as error:
        return str(error)
    except Missing as error:
        pytest.fail(str(error), pytrace=False)
    return None


@pytest.fixture(scope="module")
def mediawiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """One wiki of the newer release, for all of this module."""
    if (reason := lack()) is not None:
        pytest.skip(reason)
    with MediaWiki(tmp_path_factory.mktemp("newer") / "site", mediawiki=RELEASE) as wiki:
        yield wiki


def test_it_is_that_release(mediawiki: MediaWiki) -> None:
    """What the tests below say, they say of this release."""
    general = mediawiki.call(action="query", meta="siteinfo")["query"]["general"]
    assert general["generator"].startswith(f"MediaWiki {RELEASE}.")


def test_a_run_with_a_conflict(mediawiki: MediaWiki, tmp_path: Path) -> None:
    """Three lists are written while a person edits one of them, and the next run edits nothing."""
    with FaultProxy(mediawiki.api) as proxy:
        conference = Conference(mediawiki, mediawiki.account("Indaba bot"), tmp_path, "Newer meeting")
        conference.api = proxy.api
        scene = Scene(conference, proxy)
        judge(scene, ON_THE_WIKI["edit conflict outside the region, at the save"])
        assert scene.text().rstrip().endswith(ADDED.strip()), "the person's line is lost"


def test_markers_are_those_that_mediawiki_sees(mediawiki: MediaWiki) -> None:
    """The preprocessor of this release and ours see the same markers on random pages of braces, tags and markers."""
    dice = random.Random(143)
    texts = ["x" + "".join(dice.choices(PIECES, k=dice.randrange(1, 14))) for _ in range(300)]
    texts += [S + E, f"{{{{box|{S}}}}}", f"<nowiki>{S}</nowiki>{E}", f"<!-- {S}{E}"]
    seen = theirs(mediawiki, *texts)
    assert sum(map(bool, seen)) > 100
    assert [(text, ours(text)) for text in texts] == list(zip(texts, seen, strict=True))


def test_rendered_pages(mediawiki: MediaWiki) -> None:
    """What this release renders, its parser and Parsoid alike, and what a browser saves of it gives the record of the wikitext."""
    mediawiki.import_pages({title: TEXTS[title][1] for title in PAGES})
    told = [title for title in PAGES if "[[Category:" not in TEXTS[title][1]]
    assert len(told) > 8
    assert differing({title: mediawiki.html(title) for title in told}) == {}
    for way in ("rest.php/v1/page/{}/html", "index.php?title={}"):
        assert (
            differing({title: fetched(mediawiki, way.format(path_of(title))) for title in PAGES[::3]}) == {}
        )


@pytest.mark.parametrize(
    ("status", "kind"), [("", OutOfReach), ("404 Not Found", OutOfReach), ("200 OK", Missing)]
)
def test_what_cannot_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, kind: type[Missing]
) -> None:
    """No way to the mirror, or to the suite on it, is no failure of CI; a mirror that gives something else is one."""
    (tmp_path / "apt.conf").write_text('Acquire::Retries "0";', "utf-8")
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with serving(gives(http(b"nothing", status=status or "200 OK"))) as server:
        mirror = f"http://127.0.0.1:{server.port if status else free_port()}"
        monkeypatch.setattr(newer, "_mirror", lambda release: mirror)
        with pytest.raises(Missing) as raised:
            newer.fetch(RELEASE)
    assert type(raised.value) is (kind if shutil.which("apt-get") else OutOfReach), raised.value
    assert not newer.folder(RELEASE).exists()
