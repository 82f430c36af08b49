"""Calls of templates that show accounts: mentions of users, lists of them, signatures that somebody else added."""

import re

from indababot.lexicon import lexicon
from indababot.reading.markup import targets, templates
from indababot.reading.markup.forms import name_of
from indababot.reading.markup.inline import LinkKind
from indababot.reading.markup.reader import Reader
from indababot.records import Span
from indababot.wikicode.nodes import Parameter, Part, Template

MARKUP = re.compile(r"[\[\]{}<>|]|''")
_TIME = re.compile(r"\d:\d\d|\b\d{4}\b")


def accounts(reader: Reader, node: Template) -> bool:
    """Accounts: the parameters without a name, or the one that is named so."""
    if not node.parameters:
        return False
    out, text, words = reader.out, reader.text, lexicon().templates
    name = templates.bare(name_of(reader, node.name))
    shown = _shown(reader, node)
    if name not in words.several_accounts:
        shown = shown[:1]
    label = _label(reader, node, shown) if name in words.labelled_accounts else None
    if shown and name in words.addressed:
        out.add("@", node.start, node.start)
    for index, one in enumerate(shown):
        if index:
            out.add(", ", one.start - 1, one.start)
        first, last = (node.start, node.end) if not index else (one.value.start, one.value.end)
        _account(reader, one.value, first, last, label)
    for one in node.parameters:
        if one in shown or one is label:
            continue
        if one.name and reader.fields(name_of(reader, one.name)):
            out.text(one.start - 1, one.end)  # the call lost its end: a field of the form got into it
        else:
            out.stream.asides.append(Span(one.start, one.end))
    if not shown:
        blank = all(not text[one.value.start : one.value.end].strip() for one in node.parameters)
        link = targets.of_title("User:") if blank else None  # not filled in, as ``[[User:]]``
        out.add("User:" if blank else text[node.start : node.end], node.start, node.end, link)
    return True


def _shown(reader: Reader, node: Template) -> list[Parameter]:
    """The parameters that have something and are accounts. Beside one that is named so, those without a name are something else: the
    links of ``{{user-multi|t|c|user=Ada}}``."""
    filled = [one for one in node.parameters if reader.text[one.value.start : one.value.end].strip()]
    names = [(one, name_of(reader, one.name).casefold()) for one in filled]
    named = [one for one, told in names if told in lexicon().templates.account_parameters]
    return named or [one for one, told in names if told.isdecimal() or not one.name]


def _label(reader: Reader, node: Template, shown: list[Parameter]) -> Parameter | None:
    """The second parameter, where it is the plain text of the link to the account."""
    for one in node.parameters:
        if one not in shown and (not one.name or name_of(reader, one.name) == "2"):
            plain = reader.document.content(one.value).strip()
            return one if plain and not MARKUP.search(plain) else None
    return None


def _account(reader: Reader, value: Part, start: int, end: int, label: Parameter | None = None) -> None:
    target = reader.document.content(value).strip()
    link = targets.of_title(target)
    text = reader.document.content(label.value).strip() if label else target
    if "#" in target:  # what stands behind it is no part of an account's name
        reader.out.stream.asides.append(Span(value.start, value.end))
    reader.out.add(
        text, start, end, link if link.kind is LinkKind.USER else targets.of_title(f"User:{target}")
    )


def unsigned(reader: Reader, node: Template) -> bool:
    """The signature that somebody else added: shown as MediaWiki's own, the account and then the time."""
    shown: list[str] = []
    for one in node.parameters:
        # Words before a sign of equality are no name.
        if len(name_of(reader, one.name).split()) > 1:
            reader.out.stream.asides.append(Span(one.start, one.end))
        elif text := reader.document.content(one.value).strip():
            shown.append(text)
    shown.sort(key=lambda text: _TIME.search(text) is not None)
    for index, text in enumerate(shown):
        link = None if index or _TIME.search(text) else targets.of_title(f"User:{text}")
        reader.out.add(f" {text}" if index else text, node.start, node.end, link)
    return bool(node.parameters)
