"""Which test stages which fault: every one that issue D names in its fifth point, and what other bots' users suffered.

All of these tests are whole runs of `indababot update` on a real MediaWiki. `pytest -m faults` is all of them.
"""

import importlib

import pytest

WIKI = "test_run_faults::test_a_fault_on_the_wiki"
WIRE = "test_run_faults::test_a_fault_on_the_wire"
READING = "test_run_faults::test_a_hiccup_upstream"
STATE = "test_run_state::test"
PEOPLE = "test_run_people::test"

FAULTS: dict[str, tuple[str, ...]] = {
    "read-only wiki": (f"{WIKI}[read-only wiki]", f"{WIKI}[read-only wiki in mid-run]"),
    "account blocked": (f"{WIKI}[account blocked]", f"{WIKI}[account blocked in mid-run]"),
    "account partially blocked": (f"{WIKI}[account partially blocked]",),
    "page protected between read and save": (
        f"{WIKI}[page protected]",
        f"{WIKI}[page protected between read and save]",
        f"{WIKI}[page protected at the save]",
    ),
    "page deleted between read and save": (
        f"{WIKI}[page deleted between read and save]",
        f"{WIKI}[page deleted at the save]",
    ),
    "page moved between read and save": (f"{WIKI}[page moved between read and save]",),
    "edit conflict inside the region": (
        f"{WIKI}[edit conflict inside the region]",
        f"{WIKI}[edit conflict inside the region, at the save]",
    ),
    "edit conflict outside the region": (
        f"{WIKI}[edit conflict outside the region]",
        f"{WIKI}[edit conflict outside the region, at the save]",
        f"{WIKI}[edit conflict every time]",
    ),
    "edit conflict in the same second": ("test_run_faults::test_an_edit_conflict_in_the_same_second",),
    "markers removed": (
        f"{WIKI}[both markers removed]",
        f"{WIKI}[start marker removed]",
        f"{WIKI}[end marker removed]",
        f"{WIKI}[markers removed in mid-run]",
        f"{WIKI}[marker removed in mid-run]",
    ),
    "markers doubled": (f"{WIKI}[start marker doubled]", f"{WIKI}[end marker doubled]"),
    "markers nested": (f"{WIKI}[markers nested]",),
    "markers in nowiki": (f"{WIKI}[markers in nowiki]",),
    "markers in a comment": (f"{WIKI}[markers in a comment]",),
    "nobots": (f"{WIKI}[nobots]", f"{WIKI}[bots deny]", f"{WIKI}[nobots in mid-run]"),
    "stop page": (f"{WIKI}[stop page]", f"{WIKI}[stop page in mid-run]"),
    "wrong password": (f"{WIKI}[wrong password]",),
    "revoked bot password": (f"{WIKI}[bot password revoked]", f"{WIKI}[bot password revoked in mid-run]"),
    "session lost in mid-run": (f"{WIKI}[session lost in mid-run]",),
    "bad token": (f"{WIKI}[bad token]", f"{WIKI}[bad token for good]"),
    "rate limit": (f"{WIKI}[rate limit]", f"{WIRE}[rate limit that passes]"),
    "maxlag": (f"{WIRE}[maxlag]",),
    "429 with Retry-After": (f"{WIRE}[429 with Retry-After]", f"{WIRE}[429 with a date in Retry-After]"),
    "502": (f"{WIRE}[502]",),
    "503": (f"{WIRE}[503]", f"{READING}[503 while reading]"),
    "504": (f"{WIRE}[504]",),
    "connection refused": ("test_run_faults::test_connection_refused",),
    "connection reset": (f"{WIRE}[reset]",),
    "cut off in mid-answer": (f"{WIRE}[cut off in mid-answer]", f"{READING}[cut off while reading]"),
    "hanging": (f"{WIRE}[hanging]", f"{WIRE}[byte by byte]"),
    "garbage instead of JSON": (f"{WIRE}[garbage instead of JSON]", f"{READING}[garbage while reading]"),
    "AbuseFilter warning": (f"{WIKI}[AbuseFilter warning]",),
    "AbuseFilter disallow": (f"{WIKI}[AbuseFilter disallow]",),
    "blacklisted link": (f"{WIKI}[blacklisted link]",),
    "blacklisted title": ("test_run_faults::test_a_blacklisted_title",),
    "captcha": (f"{WIKI}[captcha]", f"{WIKI}[QuestyCaptcha]"),
    "page too big": (
        f"{WIKI}[page too big]",
        "test_run_faults::test_a_page_that_is_too_big_is_cut_to_what_the_wiki_says_it_takes",
    ),
    "disk full": (f"{STATE}_a_state_folder_that_takes_nothing[size=64k]", f"{STATE}_a_disk_that_is_full_in_mid_run"),
    "read-only state folder": (f"{STATE}_a_state_folder_that_takes_nothing[ro]",),
    "two runs at once": (f"{STATE}_two_runs_at_once",),
    "clock set back": (f"{STATE}_a_clock_that_was_set_back",),
    "kill -9 at 200 random moments": (f"{STATE}_killed_at_random_moments", f"{STATE}_a_memory_that_is_damaged"),
}  # fmt: skip

SUFFERED: dict[str, tuple[str, ...]] = {
    "emptied or shrunken lists after a hiccup upstream": (
        f"{PEOPLE}_lists_are_not_emptied_or_shrunken",
        f"{READING}[an answer without pages]",
        f"{READING}[an answer without anything]",
    ),
    "lists doubled when an end marker was lost": (f"{PEOPLE}_a_list_is_not_doubled_when_its_end_is_lost",),
    "edits for order or a timestamp only": (f"{PEOPLE}_no_edit_for_order_or_time",),
    "OK and nothing changed, without a reason": (
        f"{PEOPLE}_a_person_is_not_fought",
        f"{PEOPLE}_pages_outside_the_prefixes",
    ),
    "dead for days unnoticed": (f"{PEOPLE}_a_bot_that_is_dead_is_noticed",),
    "one blacklisted link or one conflict that ends every run": (
        f"{WIKI}[blacklisted link]",
        f"{WIKI}[edit conflict every time]",
    ),
    "re.sub with user text as replacement": (f"{PEOPLE}_text_that_a_pattern_would_take_for_its_own",),
    "a page replaced whole because a marker was missing": (
        f"{PEOPLE}_a_page_that_lost_its_markers_is_not_replaced",
    ),
}
"""The lines of "What other bots' users suffered" in the project's facts."""

TRUST = "test_run_trust::test"

BAD_PAGES: dict[str, tuple[str, ...]] = {
    "a submission that shows an overview page": (f"{TRUST}_pages_that_show_a_list_stay_in_it",),
    "a stray end marker on a submission": (f"{TRUST}_pages_that_show_a_list_stay_in_it",),
    "a page that is no wikitext": (f"{TRUST}_a_page_that_is_no_wikitext",),
    "a list on a page that was deleted and made anew": (f"{TRUST}_a_list_that_comes_back",),
    "an output that is a redirect to nowhere": (f"{TRUST}_a_list_that_comes_back",),
    "a stop page that is a redirect": (f"{TRUST}_a_stop_page_that_is_a_redirect",),
    "a sub-page that a person made": (f"{TRUST}_a_sub_page_that_a_person_made",),
    "a region with hostile parameters": (f"{TRUST}_hostile_parameters",),
    "pages without a form": (f"{TRUST}_pages_without_a_form_are_asked_for_once",),
    "an answer that misses many pages": (f"{READING}[an answer without pages]",),
}
"""One bad page, or one hostile region, never stops the lists."""

TESTS = sorted(
    {test for tests in (*FAULTS.values(), *SUFFERED.values(), *BAD_PAGES.values()) for test in tests}
)


@pytest.mark.parametrize("test", TESTS)
def test_the_index_is_true(test: str) -> None:
    """Every test that the index names is there, is a whole run on a real wiki, and takes the case that is named."""
    name, _, case = test.partition("[")
    module_name, _, function_name = name.partition("::")
    module = importlib.import_module(f"tests.e2e.{module_name}")
    marks = [*module.pytestmark, *getattr(getattr(module, function_name), "pytestmark", [])]
    assert {"wiki", "faults"} <= {mark.name for mark in marks}
    if case:
        [cases] = [mark.args[1] for mark in marks if mark.name == "parametrize"]
        assert case.removesuffix("]") in cases
