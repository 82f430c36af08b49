"""The library: what ``import indababot`` offers to notebooks and scripts."""

import copy
import doctest
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import indababot
from indababot import library
from indababot.records import PageRef

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "fixtures" / "demo"
TITLE = "WikiIndaba 2023/Submissions/Wells"
TEXT = "{{WikiIndaba 2023 submission|author=Ada|type=Lectrue|abstract=Write to ada@example.org}}"


def test_what_is_public_is_there() -> None:
    """Each name of ``__all__`` can be had, also all at once, and ``editions`` can be called whoever imported its package first."""
    for name in indababot.__all__:
        assert getattr(indababot, name) is not None
    code = "import indababot.editions.load; from indababot import *; print(editions()[0], parse.__name__, Submission.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["cee-2022", "parse", "Submission"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (str(DEMO / "WikiIndaba 2023/Overview.wiki"), "read_text()"),
        ("https://meta.wikimedia.org/wiki/WikiIndaba", "indababot.submissions"),
        ("drafts/wells.wiki", "no file 'drafts/wells.wiki' is in"),
        ("WikiIndaba 2023/Submissions/The wells of one valley", "a page's title and not its text"),
    ],
)
def test_a_name_in_place_of_a_text_is_told(text: str, told: str) -> None:
    """A path or an address is text too, and would quietly give an empty record."""
    for read in (indababot.parse, indababot.validate):
        with pytest.warns(UserWarning, match=re.escape(told)) as caught:
            read(text, edition="wikiindaba-2023")
        assert caught[0].filename == __file__


@pytest.mark.parametrize("text", ["", "Wells", "x" * 5000, "a\0b", "see https://example.org/ for it", TEXT])
def test_a_text_is_taken_without_a_word(text: str, recwarn: pytest.WarningsRecorder) -> None:
    """Whatever a page says, it is no name of a file."""
    indababot.parse(text, edition="wikiindaba-2023")
    assert not recwarn.list


def test_every_error_is_public() -> None:
    """A caller can catch each expected error by a name of the library."""
    from indababot import errors

    tree = {
        one.__name__ for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)
    }
    assert tree <= set(indababot.__all__)


def test_the_examples_are_true() -> None:
    """The examples in the docstrings print what they say."""
    done = doctest.testmod(library)
    assert done.attempted >= 4
    assert done.failed == 0


def test_the_command_line_says_the_same() -> None:
    """A folder's submissions are the records that ``indababot parse`` prints."""
    found = indababot.submissions(DEMO, edition="wikiindaba-2023")
    call = [
        sys.executable,
        "-m",
        "indababot",
        "parse",
        "-e",
        "wikiindaba-2023",
        "-w",
        str(DEMO),
        "--format",
        "json",
    ]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert [json.loads(one.model_dump_json()) for one in found] == json.loads(done.stdout)


def test_a_submission_stands_for_its_page() -> None:
    """A submission and its text have the same findings, in the language that is asked for."""
    submission = indababot.parse(TEXT, title=TITLE)
    found = indababot.validate(submission)
    assert found == indababot.validate(TEXT, title=TITLE)
    assert "personal-data" in {one.name for one in found}
    assert indababot.validate(submission, lang="fr")[0].message != found[0].message
    for one in indababot.submissions(DEMO, edition="wikiindaba-2023"):
        assert isinstance(indababot.validate(one), list)


def test_a_page_without_a_title_has_no_other_title() -> None:
    """A text may come without a title of its page: then its form's title differs from none."""
    text = "'''ID:''' Clay\n\n'''Author(s):''' Ada"
    for title, differs in ((None, False), ("", False), (TITLE, True)):
        found = indababot.validate(text, edition="wikiindaba-2023", title=title)
        assert ("title-mismatch" in {one.name for one in found}) is differs
        submission = indababot.parse(text, edition="wikiindaba-2023", title=title)
        assert indababot.validate(submission) == found


@pytest.mark.parametrize(
    "title", ["WikiIndaba_2023/Submissions/Clay__pots", " wikiIndaba 2023/Submissions/Clay pots_"]
)
def test_a_title_is_spelt_as_a_wiki_spells_it(title: str) -> None:
    """A title out of an address is that of the page: in the record, for its edition and beside the title in its form."""
    text = "'''Author(s):''' Ada"
    submission = indababot.parse(text, title=title)
    assert (submission.edition, submission.page.title) == (
        "wikiindaba-2023",
        "WikiIndaba 2023/Submissions/Clay pots",
    )
    assert submission.title == "Clay pots"
    found = indababot.validate("'''ID:''' Clay pots\n" + text, title=title)
    assert "title-mismatch" not in {one.name for one in found}


def test_personal_data_are_masked_unless_asked_for() -> None:
    """Records are masked, in short and in full; who asks for personal data gets them, and the card masks all the same."""
    submission = indababot.parse(TEXT, title=TITLE)
    assert submission.abstract == "Write to [e-mail]"
    open_ = indababot.parse(TEXT, title=TITLE, personal_data=True)
    assert open_.abstract == "Write to ada@example.org"
    for shown in (
        repr(submission),
        str(submission),
        submission._repr_html_(),
        open_._repr_html_(),
        submission.model_dump_json(),
    ):
        assert "ada@" not in shown


def test_what_people_wrote_does_nothing_on_a_card() -> None:
    """Markup, scripts, control characters and addresses that are no web addresses are text on a card."""
    page = PageRef(title="A <b>", url="javascript:alert(1)")
    hostile = "</td><script>alert(1)</script>\x1b[31m\u202e" + "x" * 5000
    submission = indababot.Submission(
        edition="generic", page=page, title="<img src=x>", abstract=hostile, authors=(hostile,)
    )
    card = submission._repr_html_()
    assert "<script" not in card
    assert "<img" not in card
    assert "href" not in card
    assert "\x1b" not in card
    assert "\u202e" not in card
    assert len(card) < 3000
    assert len(repr(submission)) < 250
    assert "\x1b" not in repr(submission)
    linked = submission.model_copy(
        update={"page": PageRef(title="A", url="https://meta.example/wiki/A'onclick='x")}
    )
    assert "'onclick" not in linked._repr_html_()


def test_a_submission_keeps_the_edition_that_it_was_read_by(tmp_path: Path) -> None:
    """An edition of one's own need not be named again, nor is it looked for by its id; another one may be given."""
    own = indababot.load_edition(indababot.editions()[-1]).model_copy(update={"id": "own-2027"})
    submission = indababot.parse(TEXT, title=TITLE, edition=own)
    assert submission.edition == "own-2027"
    wanted = indababot.validate(TEXT, title=TITLE, edition=own)
    for kept in (submission, copy.deepcopy(submission), pickle.loads(pickle.dumps(submission))):  # noqa: S301
        assert indababot.validate(kept) == wanted
    assert indababot.validate(submission, edition="wikiindaba-2023") == indababot.validate(
        TEXT, title=TITLE, edition="wikiindaba-2023"
    )


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: indababot.parse(3), TypeError, "text of a page is wanted"),  # type: ignore[arg-type]
        (lambda: indababot.parse(Path("a.wiki")), TypeError, "read_text"),  # type: ignore[arg-type]
        (lambda: indababot.parse("x", title=3), TypeError, "A title is a text"),  # type: ignore[arg-type]
        (lambda: indababot.parse("x"), indababot.UsageError, "Which edition"),
        (lambda: indababot.parse("x", edition="wikiindba-2023"), indababot.EditionError, "did you mean"),
        (lambda: indababot.parse("x", edition=2023), TypeError, "An edition is an id"),  # type: ignore[arg-type]
        (lambda: indababot.validate([TEXT]), TypeError, "not a value of type list"),  # type: ignore[arg-type]
        (lambda: indababot.validate(TEXT, title=TITLE, lang="xx"), indababot.UsageError, "no messages in 'xx'"),
        (lambda: indababot.validate(TEXT, title=TITLE, lang=None), TypeError, "A language is a code"),  # type: ignore[arg-type]
        (
            lambda: indababot.validate(indababot.Submission(edition="generic", page=PageRef(title="A"), title="A")),
            indababot.UsageError,
            "not read by",
        ),
        (lambda: indababot.submissions(None, edition="generic"), TypeError, "A wiki is"),  # type: ignore[arg-type]
        (lambda: indababot.submissions("nowhere", edition="generic"), indababot.UsageError, "no wiki"),
        (lambda: indababot.to_dataframe("abc"), TypeError, "takes submissions"),  # type: ignore[arg-type]
        (lambda: indababot.submissions(DEMO, "generic"), TypeError, r"Call it as submissions\(wiki, edition=…, "),  # type: ignore[call-arg]
        (lambda: indababot.submissions(DEMO), TypeError, "missing a required .*'edition'"),  # type: ignore[call-arg]
        (lambda: indababot.submissions(DEMO, edtion="generic"), TypeError, "no 'edtion', did you mean 'edition'"),  # type: ignore[call-arg]
        (lambda: indababot.parse("x", "generic"), TypeError, r"Call it as parse\(text, edition=…, title=…, "),  # type: ignore[call-arg]
        (lambda: indababot.validate("x", "generic"), TypeError, r"Call it as validate\(text, edition=…, "),  # type: ignore[call-arg]
        (lambda: indababot.to_dataframe(), TypeError, r"Call it as to_dataframe\(submissions\)"),  # type: ignore[call-arg]
        (lambda: indababot.load_edition(), TypeError, r"Call it as load_edition\(edition\)"),  # type: ignore[call-arg]
        (lambda: indababot.load_edition(None), TypeError, "not None"),  # type: ignore[arg-type]
        (lambda: indababot.editions("x"), TypeError, r"Call it as editions\(\): .*load_edition"),  # type: ignore[arg-type]
        (lambda: indababot.editions(id="x"), TypeError, r"Call it as editions\(\)"),  # type: ignore[arg-type]
        (lambda: indababot.submissions(DEMO, edition=["generic"]), TypeError, r"indababot.editions\(\) lists"),  # type: ignore[arg-type]
        (lambda: indababot.submissions(f"{DEMO}/WikiIndaba 2023/Overview.wiki", edition="generic"), indababot.UsageError, "one page"),
        (lambda: indababot.submissions("", edition="generic"), indababot.UsageError, "^'' is no wiki: give"),
        (lambda: indababot.validate([]), TypeError, "one at a time"),  # type: ignore[arg-type]
        (lambda: indababot.parse(TEXT, title=TITLE).author, AttributeError, "no 'author' in a Submission: did you mean 'authors'"),  # type: ignore[attr-defined]
        (lambda: indababot.validate(TEXT, title=TITLE)[0].line, AttributeError, "there are .*message, .*location"),  # type: ignore[attr-defined]
        (lambda: indababot.load_edition("generic").feilds, AttributeError, "did you mean 'fields'"),  # type: ignore[attr-defined]
        (lambda: indababot.parse(TEXT, title=TITLE).page.titel, AttributeError, "did you mean 'title'"),  # type: ignore[attr-defined]
        (lambda: indababot.validate(TEXT, title=TITLE)[0].mesage, AttributeError, "did you mean 'message'"),  # type: ignore[attr-defined]
    ],
)  # fmt: skip
def test_a_wrong_argument_gets_a_sentence(call: object, error: type[Exception], words: str) -> None:
    """It says what is wanted, and what was given."""
    assert callable(call)
    with pytest.raises(error, match=words):
        call()


def test_short_words_for_values() -> None:
    """``str`` and ``repr`` are one short line for records, findings and editions."""
    submission = indababot.parse(TEXT, title=TITLE)
    assert str(submission) == "Wells"
    assert repr(submission) == "<Submission 'Wells' of wikiindaba-2023, submitted, by 'Ada'>"
    finding = next(one for one in indababot.validate(submission) if one.name == "unknown-value")
    assert repr(finding).startswith("<Diagnostic 1:46 IB201 unknown-value (error): ")
    assert str(finding).startswith(f"{TITLE}:1:46: IB201 unknown-value (error): ")
    assert repr(indababot.load_edition("generic")).startswith("<Edition generic: ")
    assert repr(indababot.Username(name="Ada", evidence="link")) == "<Username 'Ada' by link>"  # type: ignore[arg-type]
    assert (str(indababot.Participant(username="Ada")), repr(indababot.Participant(username="Ada"))) == (
        "Ada",
        "<Participant 'Ada'>",
    )


def test_what_a_notebook_completes() -> None:
    """A record's names are those of the record and of pydantic's second version; those of its first, which warn, are not offered."""
    names = dir(indababot.parse("{{WikiIndaba 2023 submission|author=Ada|theme=Technology}}"))
    assert {"title", "authors", "participants", "model_dump_json"} <= set(names)
    assert not {"validate", "copy", "dict", "json", "parse_file"} & set(names)


@pytest.mark.parametrize("name", ["export", "dashboard", "rules"])
def test_what_only_the_command_does(name: str) -> None:
    """Who looks for a command in the library is told that it is one."""
    with pytest.raises(AttributeError, match=f"it is a command, 'indababot {name}'"):
        getattr(indababot, name)
