"""The lexicon's files: a file a language, complete for what signatures and forms need."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from textwrap import dedent
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from indababot.lexicon import Language, languages, lexicon
from indababot.lexicon.forms import FieldSign
from indababot.records import FieldKey

FILES = sorted((Path(__file__).resolve().parents[2] / "indababot" / "lexicon").glob("*.toml"))
NEEDED = {
    "people": {"conjunctions", "others", "labels", "roles", "remarks", "sentences"},
    "signatures": {"talk", "reply", "before_date"},
    "participants": {"on_behalf", "added_by", "hint_verbs", "hint_objects", "account_columns", "name_columns"},
    "values": {"nothing", "nobody"},
    "interface": {"edit", "edit_section", "contents", "categories", "submissions"},
    "choices": {"joiners", "alternatives", "yes", "no", "negations"},
    "dates": {"months"},
    "statuses": {"field"},
    "labels": {"fields", "little"},
    "forms": {
        "words", "minutes", "at_most", "at_least", "range_words", "numbers", "optional", "required", "choose", "joins_or", "joins",
        "examples", "and_so_on", "sentence", "instructions", "answer_columns", "own_names", "signs",
    },
}  # fmt: skip
"""What a page of any language needs: a language that lacks one of these is not done."""
BEGUN = {"people": {"conjunctions"}, "values": {"nothing"}, "labels": {"fields"}}
"""What a language begins with, so that its pages are read at all."""


SEVERAL, NEAR = 3, 10
"""Lists of so many words are held against those of other languages; languages that are near share so many of them."""


def lists(value: Any, place: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words in a file, with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        yield place, value


def lacking(language: Language, needed: dict[str, set[str]]) -> list[str]:
    """The lists of a language's file that are needed and not there."""
    return [
        f"{section}.{key}"
        for section, keys in needed.items()
        for key in sorted(keys)
        if not getattr(getattr(language, section), key)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_clean(path: Path) -> None:
    """Its model takes it, and its name is its code. No word is empty, has blanks around it or stands twice in its list.

    All text is NFC, without hidden signs.
    """
    text = path.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert data["code"] == path.stem
    assert Language.model_validate(data) in languages()
    assert unicodedata.is_normalized("NFC", text)
    assert not [
        sign for sign in text if unicodedata.category(sign) in ("Cf", "Cc", "Cn", "Co") and sign != "\n"
    ]
    for place, words in lists(data):
        assert all(word and word == " ".join(word.split()) for word in words), place
        assert len({word.casefold() for word in words}) == len(words), (
            f"{place}: {[w for w in words if words.count(w) > 1]}"
        )
        assert words or place.startswith("choices.names"), place  # a value may have no other spelling


@pytest.mark.parametrize("language", languages(), ids=lambda one: one.code)
def test_a_language_is_complete(language: Language) -> None:
    """It has what signatures and forms need; one that is begun has labels, and says so as long as it lacks anything."""
    if language.begun:
        missing = lacking(language, BEGUN)
        assert not missing, f"{language.code}.toml does not yet begin with these lists: {', '.join(missing)}"
        assert set(language.labels.fields) >= {FieldKey.TITLE, FieldKey.AUTHORS, FieldKey.ABSTRACT}
        assert lacking(language, NEEDED), (
            f"{language.code}.toml lacks no list any more: take the line 'begun' out"
        )
        return
    missing = lacking(language, NEEDED)
    assert not missing, (
        f"{language.code}.toml lacks these lists (with the line 'begun = true' they may follow later): {', '.join(missing)}"
    )
    assert set(language.forms.signs) >= {
        FieldKey.AUTHORS,
        FieldKey.TITLE,
        FieldKey.TYPES,
        FieldKey.THEMES,
        FieldKey.ABSTRACT,
    }


def test_the_language_that_contributors_are_shown() -> None:
    """The file in CONTRIBUTING.md is one that is begun."""
    page = (FILES[0].parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^   ```toml\n(.*?)^   ```$", page, re.MULTILINE | re.DOTALL)
    language = Language.model_validate(tomllib.loads(dedent(block)))
    assert language.begun
    assert not lacking(language, BEGUN)
    assert lacking(language, NEEDED)
    assert set(language.labels.fields) <= set(FieldKey)


def test_which_languages_are_begun() -> None:
    """Those that came with the first release are whole, and stay so."""
    begun = {language.code for language in languages() if language.begun}
    assert not begun & {"en", "fr", "ar", "pt", "sw", "es", "de"}


def test_signs_are_fields() -> None:
    """The keys of signs are those of the record's fields."""
    assert set(get_args(FieldSign)) <= {key.value for key in FieldKey}
    assert set(lexicon().forms.signs) == set(get_args(FieldSign))


@pytest.mark.parametrize(
    "data",
    [
        {"code": "xx", "name": "X", "greetings": {}},
        {"code": "xx", "name": "X", "signatures": {"talks": ["x"]}},
        {"code": "xx", "name": "X", "signatures": {"talk": "x"}},
        {"code": "xx", "name": "X", "forms": {"signs": {"shoes": ["x"]}}},
        {"name": "X"},
    ],
)
def test_what_a_file_may_not_say(data: dict[str, Any]) -> None:
    """Unknown sections, keys and fields are errors, and so is a text where a list belongs."""
    with pytest.raises(ValidationError):
        Language.model_validate(data)


def test_all_languages_are_one_lexicon() -> None:
    """A list has the words of every language, English first, each once."""
    every = lexicon().interface.edit
    assert every[:2] == ("edit", "edit source")
    assert {"modifier", "عدل", "hariri", "Bearbeiten"} <= set(every)
    assert len(every) == len(set(every))
    assert set(lexicon().forms.numbers) == {1, 2, 3}


@pytest.mark.parametrize(
    "pair", list(combinations(FILES, 2)), ids=lambda pair: "-".join(path.stem for path in pair)
)
def test_a_file_is_no_copy(pair: tuple[Path, Path]) -> None:
    """A new language begins as a copy: its lists of several words are not those of the other language any more.

    Each two languages are a test of their own, so that a copy fails beside the file that it was made from, and no other.
    """
    one, other = (dict(lists(tomllib.loads(path.read_text(encoding="utf-8")))) for path in pair)
    left = [
        place
        for place, words in one.items()
        if len(words) >= SEVERAL and sorted(words) == sorted(other.get(place, ()))
    ]
    assert len(left) <= NEAR, (
        f"{pair[0].name} and {pair[1].name} have the same words in {len(left)} lists, and at most {NEAR} can be so by chance. Translate "
        f"these in the newer file, and take out what its language does not say:\n" + "\n".join(left)
    )
