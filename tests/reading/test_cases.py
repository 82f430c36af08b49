"""Runs every page in ``fixtures/<edition>/``; ``fixtures/README.md`` says what the JSON beside a page may hold."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from indababot.editions import available, load
from indababot.pages import Markup, Page
from indababot.privacy import public
from indababot.reading import read
from indababot.records import PageRef, Submission
from indababot.suggestions import nearest

FIXTURES = Path(__file__).parents[2] / "fixtures"
MARKUPS = {".wiki": Markup.WIKITEXT, ".html": Markup.HTML, ".txt": Markup.TEXT}
KEYS = {"title", "categories", "redirects", "record", "findings", "ignore"}
RECORD_KEYS = [name for name, field in Submission.model_fields.items() if not field.exclude]
DEFAULTS: dict[str, Any] = {"status": "submitted"}
ONLY_WHERE_GIVEN = {"edition", "page", "raw"}

PAGES = sorted(
    path for path in FIXTURES.glob("*/*") if path.suffix in MARKUPS and path.parent.name in available()
)
each_case = pytest.mark.parametrize("path", PAGES, ids=[f"{path.parent.name}/{path.name}" for path in PAGES])


def expectation(path: Path) -> dict[str, Any]:
    """What must come of a page; whoever adds a case is told what its JSON lacks, or has too much."""
    beside = path.with_suffix(".json")
    assert beside.exists(), f"{path.name} has no {beside.name} beside it"
    try:
        data: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise AssertionError(f"{beside.name} is no JSON: {error}") from None
    for key in ("title", "record"):
        assert key in data, f"{beside.name} lacks the key {key!r}"
    unknown = [
        (key, known)
        for keys, known in ((data, KEYS), (data["record"], RECORD_KEYS))
        for key in keys
        if key not in known
    ]
    told = [f"{key!r} (did you mean {nearest(key, known)!r}?)" for key, known in unknown]
    assert not told, f"{beside.name} has unknown keys: {', '.join(told)}"
    return data


def page_of(path: Path, data: dict[str, Any]) -> Page:
    return Page(
        title=data["title"],
        text=path.read_bytes().decode("utf-8"),  # not read_text: it would change line ends
        markup=MARKUPS[path.suffix],
        categories=tuple(data.get("categories", ())),
        redirects=tuple(data.get("redirects", ())),
    )


def differences(record: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """What is not as it must be, a line or two a key."""
    lines = []
    for key in RECORD_KEYS:
        if key in data.get("ignore", ()) or (key in ONLY_WHERE_GIVEN and key not in data["record"]):
            continue
        wanted = data["record"].get(key, DEFAULTS.get(key))
        found = record[key]
        if key == "raw":
            found = {name: text for name, text in found.items() if name in wanted}
        if (found or None) != (wanted or None):
            lines.append(
                f"{key}:\n    must be {json.dumps(wanted, ensure_ascii=False)}\n    but is  {json.dumps(found, ensure_ascii=False)}"
            )
    return lines


@each_case
def test_record(path: Path) -> None:
    """Each fixture page gives the record that lies beside it, as anybody may see it."""
    data = expectation(path)
    edition = load(path.parent.name)
    submission = public(read(page_of(path, data), edition), edition.regions)
    found = differences(submission.model_dump(mode="json"), data)
    assert not found, "\n".join([f"{path.name} gives another record:", *found])


def names_findings(path: Path) -> bool:
    """Whether a case says which findings its page has; what is wrong with its JSON :func:`test_record` tells."""
    try:
        return "findings" in expectation(path)
    except AssertionError:
        return False


NAMED = [path for path in PAGES if names_findings(path)]


@pytest.mark.parametrize("path", NAMED, ids=[f"{path.parent.name}/{path.name}" for path in NAMED])
def test_findings(path: Path) -> None:
    """Each fixture page that names its findings has these and no others."""
    from indababot.checking import check

    data = expectation(path)
    page, edition = page_of(path, data), load(path.parent.name)
    found = sorted({diagnostic.name for diagnostic in check(read(page, edition), page, edition)})
    assert found == sorted(data["findings"]), (
        f"{path.name} gives the findings {found}, and its JSON wants {sorted(data['findings'])}"
    )


def test_every_expectation_has_a_page() -> None:
    """No JSON file lies around without its page, nor a page in a folder that is no edition."""
    expectations = {path.with_suffix("") for path in FIXTURES.glob("*/*.json")}
    assert expectations == {path.with_suffix("") for path in PAGES}
    folders = {path.name for path in FIXTURES.iterdir() if path.is_dir()} - {"demo"}
    assert folders <= set(available())


def test_there_are_enough_cases() -> None:
    """All families are covered: at least 60 pages, every edition among them."""
    assert len(PAGES) >= 60
    assert {path.parent.name for path in PAGES} == set(available())


def test_a_wrong_record_is_told() -> None:
    """A difference names the key, what must be and what is; keys that are absent must be empty."""
    record = Submission(edition="x", page=PageRef(title="A"), title="A", country="Mali").model_dump(
        mode="json"
    )
    assert differences(record, {"record": {"title": "A", "country": "Mali"}}) == []
    assert differences(record, {"record": {"title": "A"}, "ignore": ["country"]}) == []
    found = differences(record, {"record": {"title": "B"}})
    assert found == [
        'title:\n    must be "B"\n    but is  "A"',
        'country:\n    must be null\n    but is  "Mali"',
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "wells.wiki has no wells.json beside it"),
        ('{"title": "A",}', "wells.json is no JSON"),
        ('{"title": "A"}', "wells.json lacks the key 'record'"),
        ('{"title": "A", "record": {"abstarct": ""}}', "'abstarct' (did you mean 'abstract'?)"),
        ('{"title": "A", "record": {}, "finding": []}', "'finding' (did you mean 'findings'?)"),
    ],
)
def test_what_is_wrong_with_a_case_is_told(text: str | None, told: str, tmp_path: Path) -> None:
    """Whoever adds a case reads a sentence, and all other cases run."""
    if text is not None:
        (tmp_path / "wells.json").write_text(text)
    assert not names_findings(tmp_path / "wells.wiki")
    with pytest.raises(AssertionError, match=re.escape(told)):
        expectation(tmp_path / "wells.wiki")
