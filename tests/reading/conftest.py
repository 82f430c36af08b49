"""Lines of a field from a small markup, so that a case is one string of a table of data."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indababot.lexicon.namespaces import Namespace, namespace
from indababot.reading.markup.inline import Line, LineKind, Lines, Link, LinkKind, Run
from indababot.reading.values.signatures import names

DATA = Path(__file__).parent / "data"
_LINK = re.compile(
    r"\[\[(?P<target>[^\[\]|]*)(?:\|(?P<text>[^\[\]]*))?\]\]|\[(?P<url>https?://\S+) (?P<label>[^\]]*)\]"
)
_LIST = re.compile(r"[*#:;]+")
_KINDS = {"*": LineKind.BULLET, "#": LineKind.NUMBER, ":": LineKind.INDENT, ";": LineKind.TERM}


def make_lines(markup: str) -> Lines:
    """Lines of ``*``, ``#``, ``:`` and plain paragraphs with links; offsets are those of the markup."""
    out: list[Line] = []
    offset = 0
    for text in markup.split("\n"):
        end = offset + len(text)
        prefix = _LIST.match(text)
        start = offset + (prefix.end() if prefix else 0)
        kind = _KINDS[prefix[0][-1]] if prefix else LineKind.PARAGRAPH
        runs = tuple(_runs(markup, start, end))
        out.append(Line(kind, runs, start, end, len(prefix[0]) if prefix else 0))
        offset = end + 1
    return tuple(out)


def _runs(markup: str, start: int, end: int) -> list[Run]:
    runs: list[Run] = []
    for found in _LINK.finditer(markup, start, end):
        if found.start() > start:
            runs.append(Run(markup[start : found.start()], start, found.start()))
        runs.append(_link(found))
        start = found.end()
    if start < end:
        runs.append(Run(markup[start:end], start, end))
    return runs


def _link(found: re.Match[str]) -> Run:
    if found["url"]:
        link = Link(LinkKind.EXTERNAL, found["url"])
        return Run(found["label"], *found.span(), link=link, exact=False)
    target = found["target"].strip()
    text = target if found["text"] is None else found["text"]
    lowered = target.casefold().lstrip(":")
    kinds = {Namespace.USER: LinkKind.USER, Namespace.USER_TALK: LinkKind.TALK, None: LinkKind.PAGE}
    kind = kinds.get(namespace(lowered.split(":")[0]) if ":" in lowered else None, LinkKind.PAGE)
    if "contributions/" in lowered:
        kind = LinkKind.CONTRIBUTIONS
    account = target if kind is LinkKind.PAGE else names.target(target)
    return Run(text, *found.span(), link=Link(kind, account), exact=False)


@pytest.fixture(scope="session")
def lines() -> Callable[[str], Lines]:
    """The maker of lines."""
    return make_lines


def cases(name: str) -> list[Any]:
    """The cases of a table in ``data/``, each named by its ``id`` or its input."""
    table = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case.get("id") or case["in"][:60]) for case in table]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a test that asks for a ``…_case`` the cases of the table of that name."""
    for name in metafunc.fixturenames:
        if name.endswith("_case"):
            metafunc.parametrize(name, cases(name.removesuffix("_case")))
