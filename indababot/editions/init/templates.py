"""The labels of a form that is a template call, and what TemplateData says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from indababot.editions.init.found import Found, Style, take_hints
from indababot.editions.init.guessing import guess
from indababot.editions.init.lines import templates_in, text_of
from indababot.lexicon.namespaces import Namespace, namespace
from indababot.textfiles import from_json
from indababot.wikicode import Document, nodes

_MOST = 100
"""A form stands among the first calls of its page."""


def form_call(document: Document) -> nodes.Template | None:
    """The call that carries a page's form: the first with parameters that are known."""
    for template in islice(templates_in(document, document.nodes), _MOST):
        names = [document.content(one.name).strip() for one in template.parameters if one.name]
        if sum(guess(name).known for name in names) >= 2:
            return template
    return None


def called(document: Document, call: nodes.Template) -> tuple[str, list[Found]]:
    """The name of a form's template, and its parameters."""
    name = document.content(call.name).strip()
    head, colon, rest = name.partition(":")
    name = rest.strip() if colon and namespace(head) is Namespace.TEMPLATE else name
    return name, [_parameter(document, one.name, one.value) for one in call.parameters if one.name]


def _parameter(document: Document, name: nodes.Part, value: nodes.Part) -> Found:
    label = document.content(name).strip()
    hint, text = take_hints(text_of(document, value))
    return Found(label, Style.PARAMETER, value=text.strip(), hint=hint, parameters=(label,))


def embedded(text: str) -> Iterator[Found]:
    try:
        data = from_json(text)
    except ValueError:
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
