"""What the pages name exists: options, variables, rules, editions, extras, columns, parameters, files; and numbers are the code's."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from indababot import errors
from indababot.checking.rules import BY_NAME, RULES
from indababot.cli import cli
from indababot.cli.export import FORMATS
from indababot.columns import column
from indababot.editions import available, load
from indababot.editions.model import Guard
from indababot.exporting import c3voc, cells
from indababot.exporting.columns import SORTABLE
from indababot.exporting.rows import HEADERS
from indababot.updating import applying
from indababot.wikis.dump import pages as dump_pages
from indababot.wikis.dump import parse, spool
from indababot.wikis.live import wiki
from indababot.writing import limits
from indababot.writing.views import COLUMNS as SHOWN
from indababot.writing.views.parameters import PARAMETERS
from tests.docs.pages import PAGES, ROOT, blocks, inline

EVERY = [
    *PAGES,
    ROOT / "SECURITY.md",
    ROOT / "user-config.py.example",
    *sorted((ROOT / "scripts").rglob("crontab*")),
]
INVENTED = {"IB604", "wikiindaba-2027", "INDABABOT_SOAK"}
"""What a page makes up to show how a new one is made, or that is for the tests alone."""
ELSEWHERE = {"--mediawiki", "--strict", "--force-reinstall"}
"""Options of scripts and of other programs."""
WRITTEN = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
PATH = re.compile(r"(?:indababot|docs|fixtures|tests|scripts|benchmarks)/[\w./*<>-]+")
OF_A_USER = {"indababot/dumps"}
"""Folders of a user that only look like ours."""


@cache
def options() -> frozenset[str]:
    """Every long option of every command."""

    def below(command: click.Command) -> Iterator[str]:
        ctx = click.Context(command)
        for parameter in command.get_params(ctx):
            yield from (*parameter.opts, *parameter.secondary_opts)
        if isinstance(command, click.Group):
            for name in command.list_commands(ctx):
                one = command.get_command(ctx, name)
                assert one is not None
                yield from below(one)

    return frozenset(below(cli))


def faults(text: str) -> list[str]:
    """What a text names that there is not."""
    wrong = [
        name
        for name in re.findall(r"`[^`\n]*`", text)
        for name in WRITTEN.findall(name)
        if name not in options() | ELSEWHERE
    ]
    wrong += [
        code for code in re.findall(r"\bIB\d+\b", text) if not any(known.startswith(code) for known in RULES)
    ]
    wrong += [
        f"{code} {name}"
        for code, name in re.findall(r"\b(IB\d{3})(?: \[.\])? ([a-z]+(?:-[a-z]+)+)", text)
        if name not in BY_NAME or BY_NAME[name].code != code
    ]
    wrong += [
        name
        for name in re.findall(r"\b(?:wikiindaba|wikimania|cee)-\d{4}\b", text)
        if name not in available()
    ]
    wrong += [name for name in re.findall(r"\bINDABABOT_[A-Z]+\b", text) if name not in variables()]
    extras = [name for names in re.findall(r"indababot\[([\w,]+)\]", text) for name in names.split(",")]
    wrong += [
        name for name in (*extras, *re.findall(r"\bextras? `(\w+)`", text)) if name not in known_extras()
    ]
    wrong += [
        name
        for line in re.findall(r"--(?:columns|sort)[ =]([a-z_,-]+)", text)
        for name in line.split(",")
        if column(name.lstrip("-"), {*SORTABLE, *(key for header in HEADERS.values() for key in header)})
        is None
    ]
    return [name for name in wrong if name not in INVENTED]


@cache
def variables() -> frozenset[str]:
    """The environment variables of the page on settings, which another test holds to the code."""
    return frozenset(
        re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )


@cache
def known_extras() -> frozenset[str]:
    """The extras that can be installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return frozenset(project["project"]["optional-dependencies"])


def test_every_extra_has_its_row() -> None:
    """The page on installing says what each extra is for."""
    text = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == known_extras() - {"dev"}


@pytest.mark.parametrize("page", EVERY, ids=lambda page: page.name)
def test_what_is_named_exists(page: Path) -> None:
    """Each option, rule, edition, environment variable, extra and column on a page is one that there is."""
    assert faults(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "lie",
    [
        "say `--list-seperator`",
        "`update --allow-shrinking`",
        "`indababot rules IB191`",
        "IB101 missing-feild",
        "IB101 unknown-value",
        "IB101  [ ] missing-feild".replace("  ", " "),
        "of wikiindaba-2032",
        "set INDABABOT_EDITON",
        "indababot[xslx,ics]",
        "extra `xslx`",
        "--columns title,autors",
        "`--sort=-intrested`",
    ],
)
def test_a_lie_is_seen(lie: str) -> None:
    """The test above notices a name that there is not."""
    assert faults(lie) != []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_exist(page: Path) -> None:
    """Each file and folder of ours in a sentence is there; a sign for any name stands for some that are."""
    for name in {name for code in inline(page) for name in PATH.findall(code)} - OF_A_USER:
        pattern = re.sub(r"<\w+>|\bCODE\b", "*", name.rstrip("./"))
        assert list(ROOT.glob(pattern)), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_parameters_of_lists(page: Path) -> None:
    """Each parameter, and each column, of a list that a page shows is one that there is."""
    shown = [block.text for block in blocks(page) if block.language == "wikitext"] + inline(page)
    calls = [call for text in shown for call in re.findall(r"\{\{IndabaBot list\|([^{}]*)\}\}", text)]
    pairs = [part.partition("=") for call in calls for part in call.split("|")]
    if page.name in ("lists.md", "regions.md"):
        pairs += [text.partition("=") for text in inline(page) if re.fullmatch(r"[a-z]+=[^{}|]+", text)]
    for name, equals, value in pairs:
        assert equals
        assert name.strip() in PARAMETERS, name
        for word in value.split(",") if name.strip() in ("columns", "sort") else ():
            assert column(word.strip().lstrip("-"), {one for view in SHOWN.values() for one in view}), word


def test_formats_of_exports() -> None:
    """Each format of ``export`` has a row in the page about exports, and no other has."""
    text = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
    table = text.partition("| format |")[2].partition("\n\n")[0]
    named = [
        name
        for cell in re.findall(r"^\| (`[^|]+`) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    ]
    assert sorted(named) == sorted(FORMATS), "each format has a row in the first table of docs/exporting.md"


def test_rows_of_exports() -> None:
    """The page on exports has the columns of each kind of rows, all of them."""
    text = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
    for kind, header in HEADERS.items():
        (named,) = re.findall(rf"^\| `{kind}` \| (.*) \|$", text, re.MULTILINE)
        assert re.findall(r"`(\w+)`", named) == list(header)


NUMBERS = {
    "regions.md": (
        f"{limits.PARAMETERS} parameters of {limits.PARAMETER_LENGTH:,} characters each",
        f"{limits.COLUMNS} columns, {limits.SORT_KEYS} columns to sort by",
        f"{limits.FILTER_VALUES} values of a filter of {limits.VALUE_LENGTH}",
        f"{limits.REGIONS} lists on a page, and {limits.SUBPAGES} sub-pages of a list; {limits.MOMENTS} different moments",
        f"a cell after {limits.CELL_BYTES:,} bytes, groups after the {limits.GROUPS} most frequent",
        f"rows and columns of the statistics after {limits.STATISTICS_VALUES}",
    ),
    "running.md": (
        f"{Guard().max_shrink:.0%} unless".replace("%", " %"),
        f"`min_growth` ({Guard().min_growth})",
        f"The run ends with {errors.ShrinkGuard.exit_code} and names the list",
        f"the run ends with {errors.ShrinkGuard.exit_code}. After a look: `update --allow-growth`",
        f"run ends with {errors.WikiUnavailable.exit_code} before any write",
        {3: "three"}[applying._TRIES] + " times at most",
    ),
    "exporting.md": (f"{cells.LONGEST:,} characters", f"up to {c3voc._LONGEST} minutes"),
    "dumps.md": (
        f"deleted after {spool._KEPT // 86400} days",
        f"more than {parse._DEEPEST} deep",
        f"more than {dump_pages.MOST >> 20} MB",
    ),
    "commands.md": (
        f"[default: {wiki.PATIENCE:.0f}]",
        f"[default: {wiki.WRITE_PAUSE:.0f}; 0 on a loopback address]",
    ),
    "README.md": ("`meta:meta`, which is the default",),
}
"""What pages say of bounds and defaults, made from the code."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_numbers(page: Path) -> None:
    """Bounds and defaults on a page are those of the code."""
    text = " ".join(page.read_text(encoding="utf-8").split())
    for said in NUMBERS.get(page.name, ()):
        assert said in text, said


def test_the_stop_page_is_named() -> None:
    """The page on stopping, and the tutorial, name the stop page of the edition that they speak of."""
    title = load("wikiindaba-2023").guard.stop_page
    for name in ("stopped.md", "tutorial.md"):
        assert f"`{title}`" in (ROOT / "docs" / name).read_text(encoding="utf-8")
