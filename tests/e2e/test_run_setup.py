"""`setup` and `doctor` on a real MediaWiki, as somebody meets them who makes everything ready for the first run."""

import itertools
from pathlib import Path

import pytest

from indababot.writing.views.parameters import PARAMETERS, View
from tests.e2e.runs import Conference
from tests.mediawiki import Account, MediaWiki

pytestmark = pytest.mark.wiki
numbers = itertools.count(1)
TEMPLATES = ("Template:IndabaBot list", "Template:IndabaBot list end", "Template:IndabaBot list/doc")


@pytest.fixture
def conference(mediawiki: MediaWiki, bot: Account, tmp_path: Path) -> Conference:
    """A conference that no other test has seen, on a wiki where no run has been set up."""
    for title in TEMPLATES:
        if mediawiki.text(title) is not None:
            mediawiki.delete(title)
    return Conference(mediawiki, bot, tmp_path, f"Camp {next(numbers)}")


def missing(out: str) -> list[str]:
    """The names of what `doctor` finds missing; every line is short, or one word that cannot be cut."""
    for line in out.splitlines():
        assert len(line) <= 80 or " " not in line.strip()
    return [line.split()[1].rstrip(":") for line in out.splitlines() if line.startswith("wrong")]


def test_setup_shows_first_and_writes_only_when_told(conference: Conference) -> None:
    """Nothing is written without --yes, the wiki reads the TemplateData, and what is there is left as it is without --replace."""
    wiki = conference.wiki
    code, out, err = conference.say("setup")
    assert code == 0
    assert all(f"+++ {title}" in out for title in TEMPLATES)
    assert "--yes" in err
    assert all(wiki.text(title) is None for title in TEMPLATES)
    assert conference.say("setup", "--yes")[0] == 0
    for title in TEMPLATES:
        [revision] = wiki.history(title)
        assert (revision.user, revision.bot, revision.minor) == (conference.bot.name, True, False)
    pages = wiki.call(action="templatedata", titles="|".join(TEMPLATES[:2]), lang="fr")["pages"]
    assert len(pages) == 2
    for page in pages.values():
        assert list(page["params"]) == list(PARAMETERS)
        assert page["params"]["view"]["suggestedvalues"] == [view.value for view in View]
        assert page["params"]["limit"]["description"].startswith("Au plus")
    assert conference.say("setup")[2] == "Nothing to do: the templates are there.\n"
    wiki.put(TEMPLATES[2], "Our own words.")
    code, out, err = conference.say("setup", "--yes")
    assert (code, wiki.text(TEMPLATES[2])) == (0, "Our own words.")
    assert "--replace" in out
    assert conference.say("setup", "--yes", "--replace")[0] == 0
    assert "templatedata" in (wiki.text(TEMPLATES[2]) or "")


def test_the_templates_show_nothing(conference: Conference) -> None:
    """On a page, the two markers add no text, no category and no link of their own."""
    assert conference.say("setup", "--yes")[0] == 0
    html = conference.wiki.parse(conference.texts()[0])
    assert "templatedata" not in html
    assert "Template:IndabaBot" not in html
    assert "Welcome, dear reader." in html


def test_doctor_tells_what_is_missing_and_how_to_mend_it(conference: Conference) -> None:
    """The exit codes follow what is missing, every missing thing says how to fix it, and at the end all is ready."""
    wiki = conference.wiki
    code, out, _ = conference.say("doctor")
    assert (code, missing(out)) == (1, ["template", "template"])
    assert out.count("To fix it: 'indababot setup --yes' makes it.") == 2
    assert conference.say("setup", "--yes")[0] == 0
    code, out, _ = conference.say("doctor")
    assert (code, missing(out)) == (0, [])
    code, out, _ = conference.say("doctor", INDABABOT_PASSWORD="0" * 32)
    assert (code, missing(out)) == (2, ["login"]), "a kept login hides a wrong password"
    code, out, _ = conference.say("doctor", INDABABOT_USERNAME="", INDABABOT_PASSWORD="")
    assert (code, missing(out)) == (2, ["login"])
    weak = wiki.account(f"Weak {conference.name}", grants=["basic"])
    code, out, _ = conference.say("doctor", **weak.environment())
    assert (code, missing(out)) == (2, ["rights"])
    code, out, _ = conference.say("doctor", "--wiki", "http://127.0.0.1:1/api.php", INDABABOT_PATIENCE="1")
    assert (code, missing(out)) == (4, ["wiki"])
    wiki.put(conference.stop, "Stop.")
    wiki.block(conference.bot.name, reason="Runs wild")
    try:
        code, out, _ = conference.say("doctor")
    finally:
        wiki.unblock(conference.bot.name)
    assert (code, missing(out)) == (5, ["block", "stop"])
    assert "Runs wild" in out
    wiki.put(conference.stop, "")
    wiki.put(conference.lists[0], "{{IndabaBot list}}")
    code, out, _ = conference.say("doctor")
    assert (code, missing(out)) == (1, ["markers"])


def test_doctor_starts_with_half_a_login(conference: Conference) -> None:
    """It tells which half is missing, after what needs no login; other commands say so too."""
    half = {"INDABABOT_USERNAME": "INDABABOT_PASSWORD", "INDABABOT_PASSWORD": "INDABABOT_USERNAME"}
    for absent, there in half.items():
        code, out, _ = conference.say("doctor", **{absent: ""})
        assert (code, missing(out)) == (2, ["login"])
        words = " ".join(out.split())
        assert f"{there} is set, but {absent} is not" in words
        assert "ok edition:" in words
        code, _, err = conference.say("update", **{absent: ""})
        assert (code, f"{there} is set, but {absent} is not" in err) == (2, True)


def test_doctor_sees_what_the_account_may_not_write(conference: Conference) -> None:
    """A page that is protected, one that nobody may make, and a block of one page; what the run may write is none of them."""
    wiki = conference.wiki
    assert conference.say("setup", "--yes")[0] == 0
    first, second, *_ = conference.lists
    wiki.protect(first)
    code, out, _ = conference.say("doctor")
    assert (code, missing(out)) == (1, ["protection"])
    assert f"{first}: it is protected" in " ".join(out.split())
    wiki.block(conference.bot.name, titles=[second])
    try:
        code, out, _ = conference.say("doctor")
    finally:
        wiki.unblock(conference.bot.name)
    assert (code, missing(out)) == (1, ["protection", "protection"])
    assert f"{second}: the account is blocked from this page" in " ".join(out.split())
