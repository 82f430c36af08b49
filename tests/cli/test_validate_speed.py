"""How long ``validate`` takes for many drafts, against the least that reading them with the usual parser would take."""

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
COUNT = 500
DRAFT = """\
'''ID:''' Training trainers {number}

'''Author(s):''' Ada Example, Ben Sample
'''Username(s):''' [[User:Ada]], [[User:Ben]]
'''Type of submission:''' {type}
'''Theme(s):''' Partnerships, Community Engagement
'''Abstract:''' {abstract}
'''Level of advancement:''' Medium
'''How will this session be beneficial for the communities in the region?'''
{benefit}

== Interested participants ==
# [[User:Cy|Cy]] ([[User talk:Cy|talk]]) 13:49, 15 January 2023 (UTC)
"""
BASE = """
import sys
from pathlib import Path
import click, mwparserfromhell, pydantic
for path in Path(sys.argv[1]).iterdir():
    mwparserfromhell.parse(path.read_text(encoding="utf-8"), skip_style_tags=True)
"""


LIMIT = 5
"""How many times the base's processor time we may take. The goal is 2 of its whole time, with all cores."""


def seconds(*words: str, folder: Path) -> float:
    """The processor time that a Python process and its children take, the best of two: waiting does not count."""
    best = float("inf")
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
            timeout=60,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.returncode in (0, 1), done.stderr
    return best


def test_five_hundred_drafts(tmp_path: Path) -> None:
    """Checking 500 drafts takes a small multiple of importing the usual parser and parsing them once."""
    for number in range(COUNT):
        text = DRAFT.format(
            number=number,
            type="Lecture" if number % 3 else "Lectrue",
            abstract="How [[m:Wikidata|Wikidata]] helps ''small'' groups to describe local archives. " * 15,
            benefit="\n".join(
                f"* '''Point {point}:''' what communities take home from it, with examples."
                for point in range(8)
            ),
        )
        (tmp_path / f"{number}.wiki").write_text(text, encoding="utf-8")
    base = seconds("-c", BASE, str(tmp_path), folder=tmp_path)
    ours = seconds("-m", "indababot", "validate", "-e", "wikiindaba-2023", ".", folder=tmp_path)
    assert ours <= LIMIT * base, f"{ours:.2f} s against {base:.2f} s"
