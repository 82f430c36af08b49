"""No word of a natural language stands in a module: the lexicon, the catalogues and the editions hold them.

What is looked at is the source of each module but the lexicon's: string literals that are no docstring, no message and no example of a
rule. Comments and docstrings may show examples.
"""

import ast
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

from indababot.lexicon import languages
from indababot.records import FieldKey, Status

PACKAGE = Path(__file__).parent.parent / "indababot"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "lexicon" not in path.parts)
MESSAGES = {"N_", "say", "option", "argument", "command", "Option", "Proposal", "rule"}
"""Calls whose texts are English messages, which the catalogues translate, or examples in the documentation."""
EXAMPLES = frozenset({"checking/document.py"})
"""Modules whose text is documentation in English, with examples."""
NAMES = frozenset({"commons", "meta", "voy", "wikidata", "wikipedia", "wiktionary", "aux", "com", "con"})
"""Names of wikis, and of devices that are no file names on Windows: the same in all languages."""
MOST = 2
"""So many words of the lexicon may stand in one pattern or collection by chance: ``from`` and ``to`` of a range, say."""


TECHNICAL = frozenset(
    {"abbr", "bdi", "big", "blockquote", "ce", "center", "del", "em", "th", "ul"}  # tags
    | {"gif", "png", "svg", "webp"}  # kinds of files
    | {"https", "mailto", "sms", "tel"}  # schemes of addresses
    | {"from", "lg", "pageid", "revid"}  # parts of MediaWiki's API
    | {"cc", "cn", "co"}  # categories of Unicode
)
"""Names of the web's own, some of which are words elsewhere."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def prose(module: ast.Module) -> set[tuple[int, int]]:
    """Where the literals begin that are docstrings, messages or examples."""
    places: set[tuple[int, int]] = set()
    for node in ast.walk(module):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts = [node.value]
        elif isinstance(node, ast.Raise):
            parts = [node]
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            parts = [node] if name in MESSAGES else []
        for part in parts:
            places.update(
                (one.lineno, one.col_offset)
                for one in ast.walk(part)
                if isinstance(one, ast.Constant | ast.JoinedStr)
            )
    return places


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    """The texts that a module works with."""
    skipped = prose(module)
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and (node.lineno, node.col_offset) not in skipped
        ):
            yield node


@cache
def words() -> frozenset[str]:
    """The words of the lexicon that are no names of our own: fields, statuses, parts of the program."""
    own = {*FieldKey, *Status, *NAMES, *TECHNICAL, *map(str.casefold, _identifiers())}
    return frozenset(word for one in languages() for word in _words(one) if len(word) > 1 and word not in own)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for _, inner in value:
            yield from _words(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, tuple):
        yield from (word.casefold().strip("*") for word in value)


@cache
def _identifiers() -> frozenset[str]:
    """Every name of the code: a text may be one."""
    found: set[str] = set()
    for path in MODULES:
        for node in ast.walk(tree(path)):
            found |= {
                getattr(node, key)
                for key in ("id", "attr", "arg", "name")
                if isinstance(getattr(node, key, None), str)
            }
    return frozenset(found)


def foreign_letters(path: Path) -> list[tuple[int, str]]:
    """The literals with a letter outside ASCII."""
    source = path.read_text(encoding="utf-8")
    skipped = prose(ast.parse(source))
    lines = source.split("\n")
    docs = {(line, len(lines[line - 1].encode()[:column].decode())) for line, column in skipped}
    return [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.STRING and token.start not in docs
        if any(ord(sign) > 0x7F and unicodedata.category(sign).startswith("L") for sign in token.string)
    ]


def word_lists(path: Path) -> list[tuple[int, list[str]]]:
    """The patterns and collections of texts that hold several words of the lexicon."""
    module = tree(path)
    texts = {id(one): one.value for one in literals(module) if isinstance(one.value, str)}
    found: list[tuple[int, list[str]]] = []
    for node in ast.walk(module):
        if id(node) in texts and "|" in texts[id(node)]:
            parts = re.findall(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", texts[id(node)])
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            parts = [texts[id(one)] for one in node.elts if id(one) in texts]
        elif isinstance(node, ast.Dict):
            parts = [texts[id(one)] for one in (*node.keys, *node.values) if id(one) in texts]
        elif id(node) in texts and len(texts[id(node)].split()) > MOST:
            parts = texts[id(node)].split()
            parts = parts if all(part.casefold() in words() for part in parts) else []
        else:
            continue
        known = sorted({part.casefold() for part in parts} & words())
        if len(known) > MOST:
            found.append((getattr(node, "lineno", 0), known))
    return found


READERS = tuple(
    path for path in MODULES if path.relative_to(PACKAGE).parts[0] in ("reading", "checking", "editions")
)
"""Modules that look into what people wrote."""
WRITTEN = TECHNICAL | {
    *("alt", "body", "class", "code", "div", "doctype", "font", "html", "nobr", "noinclude"),
    *("small", "strike", "strong", "title", "translate"),
    *("display", "hidden", "none", "noprint", "reference", "references", "text", "visibility"),  # what makes HTML show nothing
    *("caption", "file", "frame", "inline", "nowiki", "thumb"),  # what MediaWiki writes into pages, and takes from them
    *("doc", "documentation", "templatedata"),  # MediaWiki's pages about a template
    "wgcategories",  # what MediaWiki tells its scripts
    *("colou", "jpe", "red"),  # the colour of a mark; kinds of files
    *("http", "index", "php", "wiki"),  # addresses
    *("commons", "incubator", "media", "meta", "outreach", "species", "voy", "wikt", "wiktionary", "wikidata", "wikipedia"),
    *("ignore", "indababot", "simple"),  # names of our own; of a wiki
}  # fmt: skip
"""Words of patterns that are names of the web's own, in all languages the same."""
_NO_LETTERS = re.compile(
    r"\\[uU][0-9a-fA-F]{4,8}|\\.|\(\?P[<=][\w{}]+[>)]?|\(\?\(\w+\)|\(\?[aimsxLu]*(?:-[aimsx]+)?[:)]|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}"
)
"""What has letters in a pattern and means none: escapes, groups, sets."""


def pattern_words(path: Path) -> list[tuple[int, str]]:
    """The words in a module's patterns, in constants that these are made of too, but for :data:`WRITTEN`."""
    module = tree(path)
    named = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[tuple[int, str]] = set()
    waiting = [
        node.args[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr != "escape"
    ]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen or (isinstance(part, ast.Call) and not isinstance(part.func, ast.Attribute)):
            continue  # ``any_of(words)``: the words come from the lexicon
        seen.add(id(part))
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            bare = _NO_LETTERS.sub("\0", part.value)
            words = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", bare)}
            found |= {(part.lineno, word) for word in words - WRITTEN}
        elif isinstance(part, ast.Name) and part.id in named:
            waiting.append(named[part.id])
        elif isinstance(
            part, ast.JoinedStr | ast.FormattedValue | ast.BinOp | ast.Tuple | ast.List | ast.Call
        ):
            waiting += [one for one in ast.iter_child_nodes(part) if isinstance(one, ast.expr)]
    return sorted(found)


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_in_a_pattern(path: Path) -> None:
    """A pattern that looks into what people wrote has its words from the lexicon, one word too."""
    assert not pattern_words(path)


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('A = re.compile("moderator")', True),
        ('_WORD = r"mod\u00e9ratrice"\nA = re.compile(rf"(?:{_WORD})\\b")', True),
        ('_A = r"on behalf"\n_B = _A + "x"\nre.search(_B, text)', True),
        ('A = re.compile("|".join(["and", "or"]))', True),
        ('A = re.compile(r"(?P<name>\\w+)[a-z]{2,3}\\u0621(?i:x)(?P=name)[^\\]\\w]")', False),
        ('A = re.compile(rf"(?:{any_of(lexicon().people.roles)})\\s")', False),
        ('A = "moderator"', False),
        ('A = re.compile("(?:png|svg)$")', False),
    ],
)
def test_words_of_patterns_are_found(tmp_path: Path, code: str, seen: bool) -> None:
    """A word is found in a pattern, and in a constant that a pattern is made of; groups, sets and names of the web are none."""
    path = tmp_path / "x.py"
    path.write_text(code, encoding="utf-8")
    assert bool(pattern_words(path)) is seen


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_letter_of_a_language(path: Path) -> None:
    """A literal has no letter outside ASCII; a range of characters is written with escapes."""
    assert not foreign_letters(path) or str(path.relative_to(PACKAGE)) in EXAMPLES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_list_of_words(path: Path) -> None:
    """No pattern and no collection of texts is a list of words that the lexicon has."""
    assert not word_lists(path)


@pytest.mark.parametrize(
    ("code", "letters", "lists"),
    [
        ('A = "é"', True, False),
        ('A = "[\\u00e0-\\u00ff]"', False, False),
        ('"""é"""', False, False),
        ('A = N_("é and or et")', False, False),
        ('A = re.compile("and|or|et")', False, True),
        ('A = frozenset({"moderator", "panelist", "on behalf of"})', False, True),
        ('A = "moderator panelist presenter".split()', False, True),
        ('A = ["accepted", "rejected", "draft"]', False, False),
        ('raise X("among others, and, or")', False, False),
    ],
)
def test_words_are_found(tmp_path: Path, code: str, letters: bool, lists: bool) -> None:
    """The two checks tell words from messages, docstrings, ranges and names of our own."""
    path = tmp_path / "x.py"
    path.write_text(code, encoding="utf-8")
    assert bool(foreign_letters(path)) is letters
    assert bool(word_lists(path)) is lists
