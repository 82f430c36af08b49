"""What people write into values (lists, tables, boxes, pictures, rules, breaks) gives one record too: as wikitext, and rendered."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.test_rendered import SETTINGS
from tests.e2e.test_rendered_ways import differing
from tests.mediawiki import MediaWiki

pytestmark = pytest.mark.wiki

DATA: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "values.toml").read_text("utf-8")
)
EXTENSIONS = ("Poem", "SyntaxHighlight_GeSHi", "InputBox")


def _forms(kind: str) -> list[tuple[str, str, str]]:
    """Each text in each form, but lists in a form's own list, where they would be lists in its entries."""
    return [
        (form.replace("{}", text), "wikiindaba-2023", form.replace("{}", text))
        for form in DATA[kind]["forms"]
        for text in DATA[kind]["texts"]
        if "\n" not in text or not any(line.startswith(("*", ":")) for line in form.splitlines())
    ]


@pytest.mark.parametrize("kind", DATA)
def test_values(mediawiki: MediaWiki, kind: str) -> None:
    """Each text's record is that of its rendered page, whatever form it stands in."""
    loaded = "".join(f'wfLoadExtension("{name}");' for name in EXTENSIONS)
    texts = _forms(kind)
    assert len(texts) > 100
    with mediawiki.settings(SETTINGS + loaded):
        found: dict[str, Any] = differing(mediawiki, texts)
    assert found == {}
