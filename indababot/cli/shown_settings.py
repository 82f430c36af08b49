"""``validate --show-settings``: every setting that holds here, and where it comes from."""

import json
from collections.abc import Mapping
from typing import Any

from indababot.cli.context import Context

_OPTIONS = {
    "select": "select",
    "extend_select": "extend-select",
    "ignore": "ignore",
    "patterns": "per-page-ignores",
    "exclude": "exclude",
    "rules_file": "rules",
    "baseline": "baseline",
    "fail_level": "fail-level",
    "form": "format",
    "output": "output-file",
    "online": "online",
    "fix": "fix",
    "unsafe_fixes": "unsafe-fixes",
    "exit_zero": "exit-zero",
    "fix_only": "fix-only",
    "show_fixes": "show-fixes",
    "diff": "diff",
    "statistics": "statistics",
    "quiet": "quiet",
    "watch": "watch",
    "jobs": "jobs",
    "write_baseline": "write-baseline",
    "title": "title",
    "stdin_filename": "stdin-filename",
    "revisions": "revision",
    "pages": "page",
    "categories": "category",
}
"""The options that decide what is checked and shown, and the name of each as people write it."""


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
    given = {name: options[option] for option, name in _OPTIONS.items() if options.get(option)}
    for name, value in given.items():
        if name == "per-page-ignores":
            for word in value:
                pattern, _, rules = word.rpartition(":")
                data[name] = {**data[name], pattern: [*data[name].get(pattern, ()), rules]}
        elif name in ("ignore", "exclude"):  # these add to the file's
            data[name] = [*data[name], *value]
        else:
            data[name] = list(value) if isinstance(value, tuple) else value
    source = settings.file or "no indababot.toml or [tool.indababot] from here upwards"
    lines = [f"# settings file: {source}"]
    if given:
        lines.append(f"# from this call: {', '.join(given)}")
    lines += [_line(name, value) for name, value in data.items() if not isinstance(value, dict)]
    for name, table in data.items():
        if isinstance(table, dict) and table:
            lines += ["", f"[{name}]", *(_line(_text(key), value) for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _line(name: str, value: Any) -> str:
    """A line of TOML; an unset setting is a comment."""
    return f"# {name} is not set" if value is None else f"{name} = {_text(value)}"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
