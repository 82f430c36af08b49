"""What the documentation offers for editors, hooks and shells works with what the program prints."""

import json
import re
import tomllib
from pathlib import Path

from indababot.checking import check
from indababot.checking.limits import Limits
from indababot.checking.render import Report, render
from indababot.checking.select import Selection
from indababot.cli.shell import command as completion
from indababot.cli.validate import command
from indababot.settings import Settings
from tests.checking.drafts import CLEAN, EDITION, draft

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "where-people-work.md").read_text(encoding="utf-8")


def test_the_problem_matcher_takes_our_lines() -> None:
    """The pattern finds file, line, column, code and message in a concise line, for any file name."""
    (matcher,) = json.loads((ROOT / "scripts" / "problem-matcher.json").read_text())["problemMatcher"]
    (pattern,) = matcher["pattern"]
    submission, page = draft(CLEAN.replace("Lecture", "Seance"), filename="a: b/c.wiki")
    line = render("concise", Report(check(submission, page, EDITION), [page])).rstrip("\n")
    match = re.fullmatch(pattern["regexp"], line)
    assert match
    assert match[pattern["file"]] == "a: b/c.wiki"
    assert (match[pattern["line"]], match[pattern["column"]], match[pattern["code"]]) == ("4", "13", "IB201")
    assert json.dumps(pattern["regexp"])[1:-1] in PAGE


def test_the_settings_in_the_documentation_hold() -> None:
    """The samples of settings and limits are taken as they stand there."""
    settings, limits = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
    found = Settings.model_validate(settings)
    Selection.of(found.select, found.ignore, found.per_page_ignores)
    Limits.model_validate(limits)


def test_options_in_the_documentation_exist() -> None:
    """Every long option that the page names is one of the command or of `completion`, or of all commands."""
    known = {name for one in (command, completion) for parameter in one.params for name in parameter.opts}
    known |= {"--edition", "--wiki"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) <= known


def test_hooks_call_the_command() -> None:
    """The hooks of pre-commit run validate, on the files that a folder's drafts have."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    entries = re.findall(r"entry: indababot validate( --\w+)?$", text, re.MULTILINE)
    assert entries == ["", " --fix"]
    assert all(re.search(pattern, "a/b.wiki") for pattern in re.findall(r"files: (.+)", text))
