"""What only a wiki can tell of a page: how its template renders, and which accounts an ambiguous text means."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.mediawiki import MediaWiki
from tests.starter import call

ROOT = Path(__file__).parent.parent.parent
FORM = "'''Author(s):''' {{{1}}} '''Username(s):''' {{{2}}} '''Type of submission:''' {{{3}}}\n\n'''Abstract:''' {{{4}}}\n"

pytestmark = pytest.mark.wiki


def parse(wiki: MediaWiki, state: Path, *words: str) -> dict[str, Any]:
    """The one record that ``indababot parse`` gives, without a login."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    environment = {**clean, "PYTHONPATH": str(ROOT), "INDABABOT_STATE": str(state)}
    done = call("parse", "-e", "wikiindaba-2023", "-w", wiki.api, *words, cwd=state, env=environment)
    assert done.returncode == 0, done.stderr
    (record,) = json.loads(done.stdout)
    return dict(record)


def test_a_form_whose_template_nobody_knows(mediawiki: MediaWiki, tmp_path: Path) -> None:
    """Where the wikitext yields no form, the page is read as the wiki renders it."""
    mediawiki.put("Template:Odd form", FORM)
    title = "WikiIndaba 2023/Submissions/Odd"
    mediawiki.put(title, "{{Odd form|Amina Diallo|[[User:Amina D]]|Lecture|Words about wells.}}")
    record = parse(mediawiki, tmp_path, "--page", title)
    assert record["authors"] == ["Amina Diallo"]
    assert record["usernames"] == [{"name": "Amina D", "evidence": "link"}]
    assert record["types"] == ["Lecture"]
    assert record["abstract"] == "Words about wells."


def test_ambiguous_accounts_are_resolved(mediawiki: MediaWiki, tmp_path: Path) -> None:
    """Two accounts that only a blank parts are ambiguous, until the wiki says which accounts there are."""
    mediawiki.account("Owami kpele", groups=())
    mediawiki.account("Bintu658", groups=())
    title = "WikiIndaba 2023/Submissions/Doubtful"
    mediawiki.put(
        title,
        FORM.replace("{{{1}}}", "A One, B Two, The Group").replace("{{{2}}}", "User:Owami kpele Bintu658"),
    )
    offline = parse(mediawiki, tmp_path, "--page", title)
    assert offline["usernames"] == [{"name": "Owami kpele Bintu658", "evidence": "ambiguous"}]
    online = parse(mediawiki, tmp_path, "--page", title, "--online")
    assert online["usernames"] == [
        {"name": "Owami kpele", "evidence": "resolved"},
        {"name": "Bintu658", "evidence": "resolved"},
    ]


def test_the_address_of_any_page(mediawiki: MediaWiki, tmp_path: Path) -> None:
    """The address of a page names the page, and its wiki's API, where no wiki was chosen."""
    title = "WikiIndaba 2023/Submissions/Address"
    mediawiki.put(title, "'''Author(s):''' Ada Example\n\n'''Abstract:''' By address.\n")
    base = mediawiki.api.removesuffix("/api.php")
    address = f"{base}/index.php?title={title.replace(' ', '_')}"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("INDABABOT_")}
    for words in (
        ("--page", address),
        ("--page", title, "--wiki", address),
        ("--page", address, "--wiki", base),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "indababot", "parse", "-e", "wikiindaba-2023", *words],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            env={**clean, "PYTHONPATH": str(ROOT), "INDABABOT_STATE": str(tmp_path)},
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)[0]["abstract"] == "By address."
