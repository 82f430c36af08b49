"""What the words of a form tell of its fields: limits, options, hints, demands and minutes."""

import pytest

from indababot.editions.init.listing import Options, minutes, options
from indababot.editions.init.wording import Limits, demanded, limits, split_label


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("up to 300 words to describe your proposal", Limits(None, 300)),
        ("at least 300 words", Limits(300, None)),
        ("max. 100 words", Limits(None, 100)),
        ("100 words max", Limits(None, 100)),
        ("300 mots maximum", Limits(None, 300)),
        ("au moins 50 mots", Limits(50, None)),
        ("no more than 1,000 words", Limits(None, 1000)),
        ("no less than 20 words", Limits(20, None)),
        ("not more than 20 words", Limits(None, 20)),
        ("between 100 and 300 words", Limits(100, 300)),
        ("100–300 words", Limits(100, 300)),
        ("a 200-word abstract", Limits(None, 200)),
        ("(150 words)", Limits(None, 150)),
        ("até 250 palavras", Limits(None, 250)),
        ("maneno yasiyozidi 5", Limits(None, 5)),
        ("describe your 3 ideas in words", Limits()),
    ],
)
def test_limits(text: str, wanted: Limits) -> None:
    """Word limits are read in the ways that forms state them."""
    assert limits(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("lecture, panel or workshop", Options(("lecture", "panel", "workshop"))),
        ("choose one: lecture / panel", Options(("lecture", "panel"))),
        ("e.g. lecture, panel", Options(("lecture", "panel"), more=True)),
        ("HDMI, Translation, etc.", Options(("HDMI", "Translation"), more=True)),
        ("GLAM, Heritage, and Culture; Tools", Options(("GLAM, Heritage, and Culture", "Tools"))),
        ("up to 300 words to describe your proposal", Options()),
        ("please tell us who you are, where you live", Options()),
        ("lecture / panel / poster (delete as appropriate)", Options(("lecture", "panel", "poster"))),
        ("talk (20 min), panel (45 min)", Options(("talk (20 min)", "panel (45 min)"))),
        ("lecture", Options()),
    ],
)
def test_options(text: str, wanted: Options) -> None:
    """Lists of short names are options, sentences are none."""
    assert options(text) == wanted


@pytest.mark.parametrize(
    ("text", "label", "hint"),
    [
        ("Abstract* (up to 300 words):", "Abstract", "required\nup to 300 words"),
        ("Author(s) :", "Author(s)", ""),
        ("Type (lecture) (required)", "Type", "lecture\nrequired"),
        ("Auteur(e)s *", "Auteur(e)s", "required"),
        ("(only a hint)", "(only a hint)", ""),
    ],
)
def test_labels_and_hints(text: str, label: str, hint: str) -> None:
    """A label loses its colon, star and hints in brackets, and keeps an ending in brackets."""
    assert split_label(text) == (label, hint)


def test_demands() -> None:
    """What is required, optional or not said is told apart."""
    assert demanded("required") is True
    assert demanded("Affiliation, if any") is False
    assert demanded("not required") is False
    assert demanded("facultatif") is False
    assert demanded("obligatoire") is True
    assert demanded("your name") is None


def test_minutes() -> None:
    """Minutes behind a type's name become its length."""
    assert minutes("talk (20–30 min)") == ("talk", (20, 30))
    assert minutes("Atelier, 60 minutes") == ("Atelier", (60, 60))
    assert minutes("panel - 45 mins") == ("panel", (45, 45))
    assert minutes("top 10 minutes of fame") == ("top 10 minutes of fame", None)
    assert minutes("talk (30-20 min)") == ("talk (30-20 min)", None)
