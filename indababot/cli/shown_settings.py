"""``validate --show-settings``: every setting that holds here, and where it comes from."""

import json
from collections.abc import Mapping
from typing import Any

import click

from indababot.cli.context import Context
from indababot.cli.messages import told_here
from indababot.i18n import Said, said

_RENAMED = {"rules-file": "rules"}
"""Options that a settings file calls by another name."""
_NONE = frozenset({"help", "show-settings", "edition", "wiki", "lang"})
"""Options that are no settings, or that the context has."""
_ADDED = frozenset({"ignore", "exclude"})
"""Options that add to what the file says, where others take its place."""


def show_settings(context: Context, options: Mapping[str, Any], language: str) -> str:
    """The settings as TOML: those of the file, below what the call and the environment say instead; a comment says which."""
    settings = context.settings
    data: dict[str, Any] = {
        "edition": context.edition_choice or settings.edition,
        "wiki": context.wiki_name,
        "lang": language,
        **settings.model_dump(by_alias=True, exclude={"edition", "wiki", "lang", "file"}),
    }
    data.setdefault("extend-select", [])
    given = _given(context, options)
    for name, value in given.items():
        if name == "per-page-ignores":
            for word in value:
                pattern, _, rules = word.rpartition(":")
                data[name] = {**data[name], pattern: [*data[name].get(pattern, ()), rules]}
        elif name in _ADDED:
            data[name] = [*data[name], *value]
        else:
            data[name] = list(value) if isinstance(value, tuple) else value
    source = settings.file or said("no indababot.toml or [tool.indababot] from here upwards")
    lines = [_comment(said("settings file: {file}", file=source))]
    shared = {
        "edition": context.edition_choice,
        "wiki": context.wiki_choice,
        "lang": options["lang"] or context.lang,
    }
    if called := [*(name for name, value in shared.items() if value), *given]:
        lines.append(_comment(said("from this call: {names}", names=", ".join(called))))
    lines += [_line(name, value) for name, value in data.items() if not isinstance(value, dict)]
    for name, table in data.items():
        if isinstance(table, dict) and table:
            lines += ["", f"[{name}]", *(_line(_text(key), value) for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _given(context: Context, options: Mapping[str, Any]) -> dict[str, Any]:
    """What the call and the environment say, by the name that people write: every option of the command, the shared ones too."""
    given = {}
    for parameter in click.get_current_context().command.params:
        name = next((name[2:] for name in parameter.opts if name.startswith("--")), "")
        if name and name not in _NONE and not getattr(parameter, "hidden", False):
            value = options.get(parameter.name or "", getattr(context, parameter.name or "", None))
            if value or isinstance(value, float):  # no pause and no patience are a choice
                given[_RENAMED.get(name, name)] = value
    return given


def _line(name: str, value: Any) -> str:
    """A line of TOML; an unset setting is a comment."""
    return _comment(said("{name} is not set", name=name)) if value is None else f"{name} = {_text(value)}"


def _comment(message: Said) -> str:
    return f"# {told_here(message)}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
