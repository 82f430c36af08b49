"""What is told of a page without a tree: redirect, categories, templates."""

import time

import pytest

from indababot.wikicode.light import categories, redirect, rows, templates, visible
from indababot.wikis.bots import allowed

SIZE = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "#REDIRECT [[Talks/A b é]]",
        "#redirect:[[:talks/A_b_é]]",
        "#REDIRECTION [[talks/A%20b%20%C3%A9]] {{R}}",
        "#REDIRECT [[\u200etalks/A b é\u200f|x]]",
        "#REDIRECT [[Talks/A\u200b b &eacute;#Part]]",
        "#REDIRECT[[Talks/A b e\u0301]]",
        "\ufeff\n #WEITERLEITUNG [[Talks/A b é]]",
        "#REDIRECCIÓN [[Talks/A b é]]",
        "#تحويل [[Talks/A b é]]",
    ],
)
def test_redirects(text: str) -> None:
    """A redirect in any of MediaWiki's languages tells its target as MediaWiki spells it."""
    assert redirect(text) == "Talks/A b é"


@pytest.mark.parametrize(
    "text", ["x #REDIRECT [[A]]", "#REDIRECT A", "#REDIRECTED [[A]]", "#REDIRECT [[ ]]", "# [[A]]", ""]
)
def test_no_redirects(text: str) -> None:
    """What only looks like a redirect is none."""
    assert redirect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[[Category:Rain talks]]",
        "[[category : rain_talks|sort]]",
        "[[Catégorie:Rain talks]]",
        "[[Kategorie:\u200eRain talks\u200f]]",
        "[[\u200fCategory:Rain\u200b talks]]",
        "[[Category:Rain%20talks]]",
        "[[Category:Rain<!-- x --> talks]]",
        "[[A [[Category:Rain talks]]",
        "{{X|[[Category:Rain talks]]}}",
    ],
)
def test_categories(text: str) -> None:
    """A category is found however its link is written."""
    assert categories(f"Words {text} more") == ("Rain talks",)


@pytest.mark.parametrize(
    "text",
    [
        "[[:Category:X]]",
        "<!-- [[Category:X]] -->",
        "<nowiki>[[Category:X]]</nowiki>",
        "<!-- [[Category:X]]",
        "[[Category:]]",
        "[[Category:X\n]]",
        "[[Cate<nowiki/>gory:X]]",
        "<templatedata>[[Category:X]]</templatedata>",
    ],
)
def test_no_categories(text: str) -> None:
    """Links to a category's page, and what a comment or nowiki hides, put a page into none."""
    assert categories(text) == ()


def test_templates() -> None:
    """Names of calls, without their namespace, comments and marks."""
    text = "{{Form\n|a={{u|x}}}} {{Template:box_it}} {{Modèle:boîte|1}} {{fo<!-- -->rm b}} {{\u200eform c}} <nowiki>{{no}}</nowiki>"
    assert templates(text) == {"Form", "U", "Box it", "Boîte", "Form b", "Form c"}


def test_what_is_visible() -> None:
    """A comment without its end hides what follows; a tag without its end only itself."""
    assert visible("a<!-- b -->c<nowiki>d</nowiki>e<nowiki>f<!-- g") == "ac\0e\0f"


PIECES = [
    " ",
    "[[",
    "{{",
    "[[a ",
    "{{a ",
    "[[a|",
    "<!--",
    "<nowiki>",
    "<nowiki ",
    "[[Category:",
    "]]",
    "}}",
    "%",
    "&",
    "#",
    "\n",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "#REDIRECT", "#REDIRECT [[", "#REDIRECT :", "[[Category:", "{{bots|"])
def test_hostile_pages_are_read_in_linear_time(before: str, piece: str) -> None:
    """100 KB of one thing takes no time."""
    text = before + piece * (SIZE // len(piece))
    start = time.process_time()
    redirect(text), categories(text), templates(text), allowed(text, "X")
    assert time.process_time() - start < 1


def test_rows_are_counted_in_what_stands_on_a_page() -> None:
    """Rows of tables and calls of a row's template count, the head does not."""
    assert rows("") == 0
    assert rows('{| class="wikitable"\n! a\n! b\n|-\n| 1\n| 2\n|-\n| 3\n|}') == 2
    assert rows("{{Row|a}}\n{{Row|b}}\ntext {{x}}") == 2
