"""What a text is written in, and which edition a page belongs to."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from indababot.editions import Edition
from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late, pattern
from indababot.pages import Markup, Page
from indababot.titles import normal
from indababot.wikicode import light

_BY_SUFFIX = {
    ".wiki": Markup.WIKITEXT,
    ".wikitext": Markup.WIKITEXT,
    ".mediawiki": Markup.WIKITEXT,
    ".html": Markup.HTML,
    ".htm": Markup.HTML,
}
_WIKITEXT = re.compile(r"\{\{|\[\[|'''|^\{\||^==|^[;*#]|<translate>|<noinclude>", re.M)
_MARKDOWN = re.compile(r"(?:\A|\n[ \t]*\n)#{2,6} \S.*\n\s*[^#\s]")
"""A heading by number signs with a text below it: in wikitext it would be an entry of a list that has no list."""
_BOLD = re.compile(r"^\*\*[^\s*][^*\n]*\*\*", re.M)
"""A line that begins in Markdown's bold: in wikitext it would be an entry of a list, with stars behind."""
_RULED = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t\r]*$", re.M)
"""The line below the heads of a table in Markdown."""
_COPIED = late(rf"^[ \t]*{pattern(lexicon().interface.footer)}", re.M | re.IGNORECASE)
"""What stands below a page: a person copied it as a browser shows it."""
_BOTH = frozenset("#*")
"""What begins the entries of a list in wikitext and in Markdown."""
_HTML = re.compile(r"\s*<(?:!doctype html|html|body|div class=\"mw-)", re.I)

_WHOLE_PAGE = re.compile(r"\s*(?:<\?[^>]*>\s*)?<(?:!doctype html|html)\b", re.I)
"""How a page begins that a browser saved, under whatever name: no wikitext does."""

_YEAR = re.compile(r"(?:19|20)\d\d$")


def markup_of(filename: str | None, text: str) -> Markup:
    """The markup of a file, by its suffix; of a ``.txt`` file, a text without a name or a page that a browser saved, by its signs."""
    if _WHOLE_PAGE.match(text):
        return Markup.HTML
    known = _BY_SUFFIX.get(PurePath(filename or "").suffix.lower())
    if known:
        return known
    if _HTML.match(text):
        return Markup.HTML
    signs = {found[0] for found in _WIKITEXT.finditer(text)}
    if signs <= _BOTH and _COPIED.search(text):
        return Markup.TEXT
    markdown = (signs <= {"#"} and _MARKDOWN.search(text) is not None) or (
        signs <= _BOTH and (len(_BOLD.findall(text)) > 1 or _RULED.search(text) is not None)
    )
    return Markup.WIKITEXT if signs and not markdown else Markup.TEXT


def edition_of(page: Page, editions: Iterable[Edition]) -> Edition | None:
    """The edition that a page belongs to, where exactly one fits: by its title, else its category, else its form's template."""
    known = list(editions)
    for fits in (_by_title, _by_category, _by_template):
        found = [edition for edition in known if fits(page, edition)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _by_title(page: Page, edition: Edition) -> bool:
    head = page.text.lstrip("\ufeff \r\n").split("\n", 1)[0].strip() if page.markup is Markup.TEXT else ""
    titles = (page.title.replace("_", " "), head)
    return any(
        title.startswith(prefix)
        for prefix in (*edition.pages.prefixes, *edition.pages.programme)
        for title in titles
    )


def _by_category(page: Page, edition: Edition) -> bool:
    carried = {normal(name) for name in page.categories}
    if page.markup is not Markup.HTML:
        carried |= set(light.categories(page.text))
    return any(normal(category) in carried for category in edition.pages.categories) or _named(
        carried, edition
    )


def _by_template(page: Page, edition: Edition) -> bool:
    called = {name.casefold() for name in light.templates(page.text)}
    named = any(light.template_name(template).casefold() in called for template in edition.pages.templates)
    return named or _named(called, edition)


def _named(texts: Iterable[str], edition: Edition) -> bool:
    """Whether a category or template begins with the name of the edition's conference and year: ``WikiIndaba 2023 submission``."""
    roots = (edition.name, *(prefix.partition("/")[0] for prefix in edition.pages.prefixes))
    names = tuple(root.casefold() for root in roots if _YEAR.search(root))
    return any(
        text.casefold().startswith(names) and not text[max(map(len, names)) :][:1].isdigit() for text in texts
    )
