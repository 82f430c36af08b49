"""The labels of a form that is a template call, and what TemplateData says of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from indababot.editions.init.found import HINTED, Found, Style, take_hints
from indababot.editions.init.guessing import guess


def calls(text: str) -> tuple[str | None, list[Found], str]:
    """The form's template, its parameters, and the text without that call."""
    import mwparserfromhell

    if text.count("{{") > 500:  # the parser takes more than linear time on unclosed braces
        return None, [], text
    for call in mwparserfromhell.parse(text, skip_style_tags=True).ifilter_templates():
        named = [item for item in call.params if item.showkey]
        known = [item for item in named if guess(str(item.name).strip()).known]
        if len(known) >= 2:
            found = [_parameter(str(item.name).strip(), str(item.value)) for item in named]
            name = re.sub(
                r"^\s*template\s*:", "", HINTED.sub("", str(call.name)), flags=re.IGNORECASE
            ).strip()
            return name, found, text.replace(str(call), "\n", 1)
    return None, [], text


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
