"""What a person who writes an edition file may rely on."""

from pathlib import Path

import pytest

from indababot.editions import available, load
from indababot.editions.load import loads
from indababot.editions.toml import dumps
from indababot.errors import EditionError
from indababot.lexicon import fold
from indababot.records import FieldKey

HEAD = 'id = "x"\nname = "X"\n'
AUTHORS = '[[fields]]\nkey = "authors"\nlabels.en = ["Author"]\n'
TYPES = '[[fields]]\nkey = "types"\n'

WRONG = {
    "unknown key": (HEAD + 'extend = "generic"', "unknown key 'extend' on line 3, did you mean 'extends'?"),
    "unknown key in a table": (
        HEAD + '[pages]\nprefix = ["A/"]',
        "unknown key 'prefix' in pages on line 4, did you mean 'prefixes'?",
    ),
    "unknown key in a field": (
        HEAD + AUTHORS + "requierd = true",
        "'requierd' in fields[1] (authors) on line 6, did you mean 'required'?",
    ),
    "unknown key in a choice": (
        HEAD + TYPES + 'choices = [{ name = "A" }, { name = "B", alias = ["C"] }]',
        "'alias' in fields[1] (types).choices[2] (B) on line 5, did you mean 'aliases'?",
    ),
    "unknown key like no other": (
        HEAD + "[guard]\nzzz = 1",
        "unknown key 'zzz' in guard on line 4; known are max_shrink, min_rows, max_growth, min_growth, stop_page",
    ),
    "two faults": (HEAD + "a = 1\nb = 2", "(and 1 more)"),
    "unknown field key": (
        HEAD + '[[fields]]\nkey = "author"',
        "'fields[1] (author).key' must be 'title', ",
    ),
    "wrong type": (
        HEAD + AUTHORS + 'required = "yes please"',
        "'fields[1] (authors).required' must be true or false",
    ),
    "text for a list": (
        HEAD + '[pages]\nprefixes = "A/"',
        "'pages.prefixes' must be a list, not 'A/'",
    ),
    "wrong date": (HEAD + 'starts = "soon"', "'starts' must be a date"),
    "empty label": (
        HEAD + '[[fields]]\nkey = "authors"\nlabels.en = [" "]',
        "'fields[1] (authors).labels.en[1]'",
    ),
    "missing key": ('id = "x"', "the key 'name' is missing"),
    "missing key in a field": (HEAD + "[[fields]]\nrequired = true", "the key 'key' is missing in fields[1]"),
    "bad id": ('id = "Wiki Indaba"\nname = "X"', "'id' must be of the form"),
    "shrink above one": (HEAD + "[guard]\nmax_shrink = 30", "'guard.max_shrink'"),
    "unknown severity": (HEAD + '[rules]\nseverity.late = "bad"', "'rules.severity.late'"),
    "field twice": (
        HEAD + AUTHORS + '[[fields]]\nkey = "authors"\nlabels.en = ["Speaker"]',
        "described twice: authors",
    ),
    "label of two fields": (
        HEAD + AUTHORS + '[[fields]]\nkey = "other"\nlabels.en = ["Bio", "AUTHOR"]',
        "the label 'AUTHOR' is given to two fields, authors and other 'Bio'",
    ),
    "parameter of two fields": (
        HEAD + AUTHORS + 'parameters = ["who"]\n' + TYPES + 'parameters = ["Who"]',
        "the parameter 'Who' is given to two fields, authors and types",
    ),
    "alias that is another choice": (
        HEAD + TYPES + 'choices = [{ name = "Talk" }, { name = "Lecture", aliases = ["talk"] }]',
        "in fields[1] (types), 'talk' stands for two choices, 'Talk' and 'Lecture'",
    ),
    "choice twice": (
        HEAD + TYPES + 'choices = [{ name = "Talk" }, { name = "Talk" }]',
        "the choice 'Talk' is there twice",
    ),
    "limits that cross": (
        HEAD + AUTHORS + "min_words = 9\nmax_words = 3",
        "min_words 9 is more than max_words 3",
    ),
    "minutes that cross": (
        HEAD + TYPES + 'choices = [{ name = "Talk", minutes = [30, 10] }]',
        "go from more to less",
    ),
    "dates that cross": (
        HEAD + "starts = 2027-02-02\nends = 2027-01-01",
        "starts on 2027-02-02 and ends before that",
    ),
    "no code of a language": (
        HEAD + 'languages = ["english"]',
        "in languages[1], 'english' is no code of a language: give one such as en or pt-br",
    ),
    "a label in no language": (
        HEAD + '[[fields]]\nkey = "authors"\nlabels.French = ["Auteur"]',
        "'French' is no code of a language",
    ),
    "no TOML": (HEAD + "[pages\n", "is no valid TOML: "),
    "key twice": (HEAD + 'id = "y"', "is no valid TOML: "),
    "unknown base": (
        HEAD + 'extends = "generik"',
        "extends 'generik', which is no edition: did you mean 'generic'?",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_faults_are_one_line_with_the_place(text: str, message: str, tmp_path: Path) -> None:
    """A wrong file gives an EditionError of one line: the file, the place and what to do."""
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        load(str(path))
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is missing, a folder or no UTF-8 is an EditionError that says so."""
    for name, content, message in (
        ("none.toml", None, "There is no edition file"),
        ("latin.toml", HEAD.encode() + b'status = "\xe9"', "is not UTF-8 (byte"),
    ):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(EditionError, match=message.replace("(", r"\(")):
            load(str(path))
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(EditionError, match="cannot be read"):
        load(str(tmp_path / "folder.toml"))


def test_a_bom_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    """A file as Windows editors save it is read."""
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + AUTHORS).replace("\n", "\r\n").encode())
    assert load(str(path)).by_key[FieldKey.AUTHORS].name == "Author"


def test_unknown_ids_get_a_suggestion() -> None:
    """An id that nobody has names the nearest, or the command that lists all."""
    with pytest.raises(EditionError, match="did you mean 'wikiindaba-2023'"):
        load("wikindaba-2023")
    with pytest.raises(EditionError, match="editions list"):
        load("xyzzy")
    with pytest.raises(EditionError, match="There is no edition"):
        load("")


def test_extending_in_a_circle_is_an_error(tmp_path: Path) -> None:
    """Files that extend each other, or themselves, are an error, no endless run."""
    (tmp_path / "a.toml").write_text(HEAD + 'extends = "b.toml"')
    (tmp_path / "b.toml").write_text(HEAD + 'extends = "a.toml"')
    (tmp_path / "c.toml").write_text(HEAD + 'extends = "c.toml"')
    for name in ("a.toml", "b.toml", "c.toml"):
        with pytest.raises(EditionError, match="extends itself"):
            load(str(tmp_path / name))


def test_a_file_may_extend_one_beside_it(tmp_path: Path) -> None:
    """Words come down through two files; the nearer file's stand first."""
    (tmp_path / "base.toml").write_text(HEAD + 'extends = "generic"\n' + AUTHORS + '[form]\nnoise = ["hm"]')
    (tmp_path / "mine.toml").write_text(
        HEAD + 'extends = "base.toml"\n[[fields]]\nkey = "authors"\nlabels.en = ["Who"]'
    )
    edition = load(str(tmp_path / "mine.toml"))
    assert edition.by_key[FieldKey.AUTHORS].labels["en"][:2] == ("Who", "Author")
    assert "Auteur(s)" in edition.by_key[FieldKey.AUTHORS].labels["fr"]
    assert edition.form.noise[0] == "hm"


def test_words_that_the_edition_gives_elsewhere_are_not_taken_over() -> None:
    """A base's label, parameter or spelling never speaks against the edition's own."""
    edition = loads(
        HEAD
        + 'extends = "generic"\n[[fields]]\nkey = "takeaways"\nlabels.en = ["Description"]\nparameters = ["abstract"]\n'
        + '[[fields]]\nkey = "abstract"\n'
        + TYPES
        + 'choices = [{ name = "Roundtable" }, { name = "Table ronde" }]'
    )
    abstract = edition.by_key[FieldKey.ABSTRACT]
    assert "Description" not in abstract.labels["en"] + abstract.labels["fr"]
    assert "abstract" not in abstract.parameters
    assert "Table ronde" not in edition.by_key[FieldKey.TYPES].choices[0].aliases


def test_demands_are_not_taken_over() -> None:
    """What a base requires or limits binds nobody else."""
    edition = loads(HEAD + 'extends = "wikiindaba-2018"\n[[fields]]\nkey = "abstract"')
    assert not edition.by_key[FieldKey.ABSTRACT].required
    assert edition.by_key[FieldKey.ABSTRACT].max_words is None
    assert [field.key for field in edition.fields] == [FieldKey.ABSTRACT, FieldKey.STATUS]


def test_an_other_field_takes_over_from_the_one_that_shares_its_label() -> None:
    """Of the base's many `other` fields, only the same one gives its words."""
    edition = loads(
        HEAD + 'extends = "generic"\n[[fields]]\nkey = "other"\nlabels.en = ["Personal homepage"]'
    )
    labels = [label for texts in edition.fields[0].labels.values() for label in texts]
    assert "Page personnelle" in labels
    assert "Room" not in labels


@pytest.mark.parametrize("name", available())
def test_every_embedded_edition_is_sound(name: str) -> None:
    """Each edition of the package loads, is named as its file, asks for the heart of a record, and no label has two fields."""
    edition = load(name)
    assert edition.id == name
    assert {FieldKey.AUTHORS, FieldKey.ABSTRACT, FieldKey.PARTICIPANTS} <= edition.by_key.keys()
    labels = [
        (fold(text), field.ident)
        for field in edition.fields
        for texts in field.labels.values()
        for text in texts
    ]
    owners: dict[str, str] = {}
    for label, owner in labels:
        assert owners.setdefault(label, owner) == owner
    assert all(output.page.startswith(edition.pages.allowed) for output in edition.outputs)


@pytest.mark.parametrize("name", available())
def test_a_shown_edition_can_be_loaded_again(name: str) -> None:
    """What `editions show` prints is an edition file that gives the same edition."""
    edition = load(name)
    assert loads(dumps(edition)) == edition.model_copy(update={"extends": None})


def test_every_record_field_has_its_label_in_five_languages() -> None:
    """The lexicon names each field of the record in English, French, Arabic, Portuguese and Swahili."""
    generic = load("generic")
    for key in FieldKey:
        assert set(generic.by_key[key].labels) >= {"en", "fr", "ar", "pt", "sw"} or key is FieldKey.OTHER, key


def test_the_facts_of_the_editions() -> None:
    """Vocabularies, lengths and deadlines are those of the calls."""
    types = load("wikiindaba-2024").by_key[FieldKey.TYPES]
    assert {choice.name: choice.minutes for choice in types.choices}["roundtable"] == (60, 75)
    assert str(load("wikiindaba-2024").deadline) == "2024-06-30"
    assert [choice.name for choice in load("wikiindaba-2023").by_key[FieldKey.LEVELS].choices] == [
        "Basic",
        "Medium",
        "Advanced",
    ]
    assert load("wikiindaba-2018").by_key[FieldKey.ABSTRACT].max_words == 300
    assert load("wikimania-2014").by_key[FieldKey.ABSTRACT].min_words == 300
