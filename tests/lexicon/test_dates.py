"""How signatures' times look in MediaWiki's languages."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indababot.reading.values.signatures.dates import stamps

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "indababot" / "lexicon" / "dates.json"
MEDIAWIKI = Path("/usr/share/mediawiki/languages/messages")
SIGN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<sign>x[a-zA-Z]Y?|.)')
DISAGREE = {"ase", "ay", "bi", "diq", "dua", "fj", "gcf", "gcr", "ht", "kiu"}
"""Languages with a month in pictures' codes, or one whose name means another month in a language of the lexicon or in most others."""


@pytest.mark.wiki
@pytest.mark.skipif(
    not MEDIAWIKI.is_dir() or not shutil.which("php"), reason="MediaWiki or PHP is not installed"
)
def test_the_file_is_what_mediawiki_says() -> None:
    """The committed facts are those that the script reads from MediaWiki's message files."""
    shown = subprocess.run([ROOT / "scripts" / "dates", "--show"], capture_output=True, check=True)
    assert shown.stdout == FILE.read_bytes()


def written(said: str, month: int, names: list[str]) -> str:
    """The seventh of a month in 2022 at 10:05, as MediaWiki writes it in a format."""
    values = {
        "Y": "2022",
        "xkY": "2565",
        "j": "7",
        "d": "07",
        "n": str(month),
        "H": "10",
        "G": "10",
        "i": "05",
    }
    text = ""
    for part in SIGN.finditer(said):
        sign = part["sign"]
        if sign in ("F", "M", "xg"):
            text += names[month - 1]
        elif sign in ("D", "l"):
            text += "月"
        else:
            text += values.get(sign, sign) if sign else (part["quoted"] or part["escaped"] or "")
    return f"Ada (x) {text} (UTC)"


def test_the_time_of_every_language_is_read() -> None:
    """Each month of each language gives its moment, or none where languages disagree about its name; few do, and no other month is read."""
    unread = 0
    for said, languages in json.loads(FILE.read_text("utf-8"))["formats"].items():
        for code, names in languages.items():
            for month in range(1, 13):
                found = [stamp.moment for stamp in stamps(written(said, month, names))]
                unread += found != [datetime(2022, month, 7, 10, 5, tzinfo=UTC)]
                assert code.removesuffix("-gen") in DISAGREE or found in (
                    [],
                    [None],
                    [datetime(2022, month, 7, 10, 5, tzinfo=UTC)],
                ), code
    assert unread < 50


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:44, 9 wrz 2022 (CEST)", "2022-09-09T08:44"),
        ("10:44, 9 lis 2022 (UTC)", "2022-11-09T10:44"),
        ("10:44, 9. listopada 2022. (UTC)", "2022-10-09T10:44"),
        ("12:30, 4. октобар 2022. (UTC)", "2022-10-04T12:30"),
        ("8 september 2022 kl. 15:00 (CEST)", "2022-09-08T13:00"),
        ("8. september 2022, kell 15:00 (EEST)", "2022-09-08T12:00"),
        ("2022. szeptember 3., 11:22 (CEST)", "2022-09-03T09:22"),
        ("2023年6月5日 (月) 03:04 (UTC)", "2023-06-05T03:04"),
        ("2023년 6월 5일 (월) 03:04 (UTC)", "2023-06-05T03:04"),
        ("10:05, 7 มิถุนายน 2565 (UTC)", "2022-06-07T10:05"),
        ("12.XI.2022 10:05 (CET)", "2022-11-12T09:05"),
        ("10:05, 3. ix. 2022 (UTC)", "2022-09-03T10:05"),
    ],
)
def test_times_of_other_languages(text: str, moment: str | None) -> None:
    """As signatures have them, with a zone of their own, and Roman months."""
    found = [stamp.moment for stamp in stamps(f"[x] {text}") if stamp.moment]
    assert found == ([datetime.fromisoformat(f"{moment}+00:00")] if moment else [])


@pytest.mark.parametrize(
    "text", ["10:44, 9 wrz 2022", "10:44, 9 foo 2022 (UTC)", "12.XV.2022 10:05", "in 2022 at 10:05 (WMF)"]
)
def test_other_texts_have_no_time(text: str) -> None:
    """A time that the lexicon does not know needs its zone, and a month that some language has."""
    assert not [stamp for stamp in stamps(text) if stamp.moment]
