"""The type of escaped text, the escaper and the link makers."""

import ast
import html
import unicodedata
from pathlib import Path

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mwparserfromhell.nodes import HTMLEntity, Text

from indababot.writing import wikitext
from indababot.writing.wikitext import (
    Wikitext,
    escape,
    external,
    link,
    literal,
    name,
    one_line,
    page_title,
    user,
)
from tests.writing import hostile

WRITING = Path(wikitext.__file__).parent


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Plain text, (with) 1 + 2 * 3 # 4", "Plain text, (with) 1 + 2 * 3 # 4"),
        ("{{x}}", "&#123;&#123;x&#125;&#125;"),
        ("a=b|c", "a&#61;b&#124;c"),
        ("* x", "&#42; x"),
        ("-x", "&#45;x"),
        ("#redirect x", "&#35;redirect x"),
        ("+ x", "&#43; x"),
        ("RFC 1", "RFC&#32;1"),
        ("ISBN\u00a012", "ISBN&#32;12"),
        ("a\n|-\nb", "a &#124;- b"),
        ("x\u202ey\x00", "xy"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u0338x", "&#824;x"),
        ("\u037e", "&#59;"),
        ("\U0001f3f4\U000e0067\U000e007f\U000e0041", "\U0001f3f4\U000e0067\U000e007f"),
        ("", ""),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    """What MediaWiki could read as markup is an entity, controls and overrides are gone, the rest stays."""
    assert escape(text).text == escaped


@given(st.text())
def test_escaped_text_shows_the_text(text: str) -> None:
    """A reader sees the text as it was, on one line."""
    assert html.unescape(escape(text).text) == one_line(text)


@given(st.lists(st.sampled_from(hostile.TRICKS), max_size=4).map("".join))
def test_escaped_text_is_only_text(text: str) -> None:
    """For a parser of wikitext nothing is left but text and entities."""
    nodes = mwparserfromhell.parse(f"x {escape(text).text} x").nodes
    assert all(isinstance(node, Text | HTMLEntity) for node in nodes)


@given(st.text(), st.text())
def test_a_wiki_saves_escaped_text_as_it_is(one: str, two: str) -> None:
    """The wiki's normalisation (NFC) changes nothing, also where texts and our own markup meet."""
    joined = (name(one) + escape(two) + link("A", one) + user(two)).text
    assert unicodedata.normalize("NFC", joined) == joined


@given(st.text(), st.integers(1, 50))
def test_a_long_text_is_cut_with_an_ellipsis(text: str, limit: int) -> None:
    """No more than the limit is shown, and the cut is seen."""
    whole, cut = one_line(text), one_line(text, limit)
    assert len(cut) <= limit
    assert cut == whole if len(whole) <= limit else cut.endswith("…")


def test_a_million_characters() -> None:
    """A value of any length takes no more of a page than its limit allows."""
    for value in hostile.LONG:
        assert escape(value, 300).size < 300 * 8


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Category:X", "[[:Category:X|<bdi>Category&#58;X</bdi>]]"),
        ("Let's_connect", "[[:Let&#39;s connect|<bdi>Let&#39;s&#95;connect</bdi>]]"),
        ("A|B", "<bdi>A&#124;B</bdi>"),
        ("A#B", "<bdi>A#B</bdi>"),
        ("../x", "<bdi>../x</bdi>"),
        ("a%20b", "<bdi>a%20b</bdi>"),
        ("é" * 128, f"<bdi>{'é' * 128}</bdi>"),
        ("", ""),
    ],
)
def test_link(title: str, made: str) -> None:
    """A title that a page can have is a link that only links; any other is plain text."""
    assert link(title).text == made


@pytest.mark.parametrize("account", ["A/B", "A#B", "a@b", "", "[[x", "x" * 236, "User:{{x}}"])
def test_no_account_no_link(account: str) -> None:
    """What no account can be called is no link."""
    assert "[[" not in user(account).text


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://a.example/x_y?a=1&b='", "[https://a.example/x%5Fy?a=1&#38;b=%27 x]"),
        ("https://a.example/x|y", "[https://a.example/x%7Cy x]"),
        ("https://a.example/<{[]}>", "[https://a.example/%3C%7B%5B%5D%7D%3E x]"),
        ("javascript:alert(1)", "x"),
        ("mailto:a@b.example", "x"),
        ("https://a b", "x"),
        ("https://", "x"),
        ("https://[x", "x"),
    ],
)
def test_external(address: str, made: str) -> None:
    """Only web addresses are links, and nothing in them is markup."""
    assert external(address, "x").text == made


def test_only_the_makers_make_it() -> None:
    """Nobody else can make escaped text, change it, or take a str for it."""
    with pytest.raises(TypeError):
        Wikitext("{{x}}", object())  # type: ignore[arg-type]  # the very misuse that mypy has to see
    with pytest.raises(AttributeError):
        escape("x").text = "{{x}}"  # type: ignore[misc]  # as above
    with pytest.raises(TypeError):
        escape("x") + "{{x}}"  # type: ignore[operator]  # as above
    assert not isinstance(escape("x"), str)


def test_literal_is_given_constants_only() -> None:
    """mypy does not check LiteralString, so this does: what literal() gets is written out, or typed so in a
    field.
    """
    for path in WRITING.rglob("*.py"):
        calls = (
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        )
        for call in calls:
            made = isinstance(call.func, ast.Name) and call.func.id == "literal"
            given = call.args if made else [word.value for word in call.keywords if word.arg == "style"]
            assert all(_written_out(argument) for argument in given), f"{path}:{call.lineno}"


def _written_out(argument: ast.expr) -> bool:
    """A constant, a constant repeated, or one of the fields that are typed LiteralString."""
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Mult):
        argument = argument.left
    return isinstance(argument, ast.Constant) or ast.unparse(argument).rpartition(".")[2] in ("style", "css")


@given(st.text())
def test_titles_are_normalised_once(text: str) -> None:
    """A title that passed is the same when it is checked again."""
    title = page_title(text)
    assert title is None or page_title(title) == title


def test_literals_are_kept() -> None:
    """Our own markup is not escaped."""
    assert literal("{|").text == "{|"
