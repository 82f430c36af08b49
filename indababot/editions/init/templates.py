"""The labels of a form that is a template call, and what TemplateData says of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from indababot.editions.init.found import HINTED, Found, Style, take_hints
from indababot.editions.init.guessing import guess
from indababot.lexicon.namespaces import Namespace, namespace

_TOKEN = re.compile(r"\{\{\{|\}\}\}|\{\{|\}\}|\[\[|\]\]|\|")
_CLOSERS = {"{{{": "}}}", "{{": "}}", "[[": "]]"}
_DEEPEST = 50
_MOST = 100
"""A form stands among the first calls of its page, and nothing in it is nested deeper than this."""


def calls(text: str) -> tuple[str | None, list[Found], str]:
    """The form's template, its parameters, and the text without that call."""
    for start, end, parts in _balanced(text):
        named = [part.partition("=") for part in parts[1:] if "=" in part]
        known = [name for name, _, _ in named if guess(HINTED.sub("", name).strip()).known]
        if len(known) >= 2:
            name = HINTED.sub("", parts[0]).strip()
            head, colon, rest = name.partition(":")
            name = rest.strip() if colon and namespace(head) is Namespace.TEMPLATE else name
            found = [_parameter(name.strip(), value) for name, _, value in named]
            return name, found, f"{text[:start]}\n{text[end:]}"
    return None, [], text


def _balanced(text: str) -> list[tuple[int, int, list[str]]]:
    """The template calls of a text, the outermost first: start, end, and what stands between the pipes of each.

    One pass over the braces, so that a page of unclosed ones takes no longer than any other.
    """
    found: list[tuple[int, int, list[int]]] = []
    stack: list[tuple[str, int, list[int]]] = []
    position = 0
    while token := _TOKEN.search(text, position):
        mark, position = token[0], token.end()
        if mark in _CLOSERS:
            stack.append((mark, token.start(), []))
            continue
        if mark == "|":
            if stack:
                stack[-1][2].append(token.start())
            continue
        open_ones = [_CLOSERS[opener] for opener, _, _ in stack[-_DEEPEST:]]
        if mark == "}}}" and next((closer for closer in reversed(open_ones) if closer != "]]"), "") == "}}":
            mark, position = "}}", token.start() + 2  # the end of a call inside a call
        while mark in open_ones:  # what is still open inside is no link or call
            opener, start, pipes = stack.pop()
            if _CLOSERS[opener] == mark:
                found += [(start, position, pipes)] if mark == "}}" else []
                break
    return [
        (start, end, [text[a + 1 : b] for a, b in pairwise([start + 1, *pipes, end - 2])])
        for start, end, pipes in sorted(found)[:_MOST]
    ]


def _parameter(name: str, value: str) -> Found:
    hint, value = take_hints(value)
    name = HINTED.sub("", name).strip()
    return Found(name, Style.PARAMETER, value=value.strip(), hint=hint, parameters=(name,))


def embedded(text: str) -> Iterator[Found]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return iter(())  # the labels are still found in the page itself
    return described(data) if isinstance(data, dict) else iter(())


def described(data: Mapping[str, Any]) -> Iterator[Found]:
    """TemplateData's parameters, in its order."""
    params: Mapping[str, Any] = data.get("params") or {}
    for name in dict.fromkeys([*data.get("paramOrder", ()), *params]):
        about = params.get(name)
        if not isinstance(about, Mapping):
            continue
        label = about.get("label")
        labels = {code: text for code, text in label.items() if text} if isinstance(label, Mapping) else {}
        own = label if isinstance(label, str) and label else next(iter(labels.values()), name)
        description = about.get("description") or ""
        texts = description.values() if isinstance(description, Mapping) else [description]
        yield Found(
            own,
            Style.PARAMETER,
            hint="\n".join(str(text) for text in texts if text),
            parameters=(str(name), *(str(alias) for alias in about.get("aliases", ()))),
            labels=labels,
            options=tuple(str(value) for value in about.get("suggestedvalues", ())),
            required=True if about.get("required") else None,
        )


def with_descriptions(called: list[Found], about: list[Found]) -> list[Found]:
    """The call's parameters with what TemplateData says of them, and those that only TemplateData knows."""
    out: list[Found] = []
    used: set[str] = set()
    for item in called:
        data = next((data for data in about if item.label in data.parameters), None)
        if data is None:
            out.append(item)
            continue
        used.update(data.parameters)
        hint = "\n".join(text for text in (item.hint, data.hint) if text)
        out.append(replace(data, value=item.value, hint=hint))
    return out + [data for data in about if not used & set(data.parameters)]
