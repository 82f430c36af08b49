"""The rules as people read about them: a table, one rule explained, the documentation's page, and data."""

import json
from collections.abc import Iterable

from indababot.checking.rule import Rule
from indababot.checking.rules import RULES
from indababot.diagnostics import Applicability
from indababot.i18n import N_, translate

GROUPS = {
    "IB1": "Fields",
    "IB2": "Values",
    "IB3": "Accounts",
    "IB4": "Interested people",
    "IB5": "Pages and markup",
    "IB6": "Text",
}
"""What each group of codes is about."""


_WHY = N_("Why:")
_WHAT_TO_DO = N_("What to do:")
_WRONG = N_("Wrong:")
_RIGHT = N_("Right:")
_SOURCE = N_("Source:")
_FIXED_WITH = N_("Can be fixed with:")


def _help(rule: Rule, language: str) -> str:
    """The rule's help, its places named instead of filled."""
    return (
        translate(language, rule.help)
        .format_map({"choices": "Lecture, Panel, Workshop, …", "limit": "N"})
        .replace("….", "…")
    )


def _fixes(rule: Rule) -> str:
    names = {Applicability.SAFE: "`--fix`", Applicability.UNSAFE: "`--fix --unsafe-fixes`"}
    return ", ".join(names[kind] for kind in rule.fixable)


def table(rules: Iterable[Rule] = RULES.values(), language: str = "en") -> str:
    """A line a rule: code, name, severity, whether it can be fixed (``*``), and what it checks."""
    lines = [
        f"{rule.code}  {rule.name:<25} {rule.severity.value:<8} {'*' if rule.fixable else ' '} "
        f"{translate(language, rule.summary)}"
        for rule in rules
    ]
    return "".join(f"{line}\n" for line in lines)


def explain(rule: Rule, language: str = "en") -> str:
    """One rule in full."""

    def say(template: str) -> str:
        return translate(language, template)

    def indented(text: str) -> str:
        return "\n".join(f"    {line}".rstrip() for line in text.splitlines())

    parts = [
        f"{rule.code} {rule.name} ({rule.severity.value})",
        say(rule.summary),
        f"{say(_WHY)} {say(rule.why)}",
        f"{say(_WHAT_TO_DO)} {_help(rule, language)}",
        f"{say(_WRONG)}\n\n{indented(rule.wrong)}",
        f"{say(_RIGHT)}\n\n{indented(rule.right)}",
        f"{say(_SOURCE)} {say(rule.source)}",
    ]
    if rule.fixable:
        parts.append(f"{say(_FIXED_WITH)} {_fixes(rule).replace('`', '')}")
    if rule.needs_wiki:
        parts.append(say(N_("Only found with --online.")))
    if rule.over_pages:
        parts.append(say(N_("Only found when several pages are checked together.")))
    return "\n\n".join(parts) + "\n"


def as_json(rules: Iterable[Rule] = RULES.values(), language: str = "en") -> str:
    """The rules as a JSON list, for tools."""
    data = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "summary": translate(language, rule.summary),
            "why": translate(language, rule.why),
            "help": _help(rule, language),
            "wrong": rule.wrong,
            "right": rule.right,
            "source": translate(language, rule.source),
            "fixable": [kind.value for kind in rule.fixable],
            "needs_wiki": rule.needs_wiki,
            "over_pages": rule.over_pages,
        }
        for rule in rules
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_INTRODUCTION = """\
# Rules

<!-- Made from the rules themselves by `scripts/docs`: change them there. -->

`indababot validate` finds these faults, `indababot rules CODE` explains one of them at the terminal, `--select` and `--ignore`
take codes (`IB101`), prefixes of codes (`IB1`) and names (`missing-field`). A `*` says that findings may come with a fix.

A finding is suppressed by a comment in the page, with the reason behind `--`:

    <!-- indababot: ignore IB201, too-long -- the call allows it -->

Behind something on its line, the comment is for that line. Alone on its line inside the form, it is for the next line too. Alone on a
line before or behind the form, it is for the whole page. Without a code it is for every rule. A comment that suppresses nothing
is a finding itself.

An edition or an organiser's own file (`--rules-file`) says which fields are required, which choices there are and how long a text may be.
Words are counted as Unicode cuts them (UAX #29); `l'eau` and `peut-être` are one word each, a Han character is one.

| code | name | severity | | finds |
|---|---|---|---|---|
"""


def markdown() -> str:
    """The documentation's page of the rules."""
    rows = "".join(
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | `{rule.name}` | {rule.severity.value} "
        f"| {'*' if rule.fixable else ''} | {rule.summary} |\n"
        for rule in RULES.values()
    )
    groups = []
    for prefix, title in GROUPS.items():
        rules = [rule for rule in RULES.values() if rule.code.startswith(prefix)]
        groups.append(f"## {title}\n\n" + "\n".join(_section(rule) for rule in rules))
    return f"{_INTRODUCTION}{rows}\n" + "\n".join(groups)


def _section(rule: Rule) -> str:
    notes = []
    if rule.fixable:
        notes.append(f"Can be fixed with {_fixes(rule)}.")
    if rule.needs_wiki:
        notes.append("Only found with `--online`.")
    if rule.over_pages:
        notes.append("Only found when several pages are checked together.")
    told = "".join(f"{note}\n\n" for note in notes)
    return (
        f"### {rule.code} {rule.name}\n\n{rule.summary} {rule.why} {_help(rule, 'en')}\n\n{told}"
        f"Wrong:\n\n```wikitext\n{rule.wrong}\n```\n\nRight:\n\n```wikitext\n{rule.right}\n```\n\nSource: {rule.source}\n"
    )
