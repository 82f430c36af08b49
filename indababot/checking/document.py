"""The rules as people read about them: a table, one rule explained, the documentation's page, and data."""

import json
from collections.abc import Iterable

from indababot.checking.render.report import SEVERITIES
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


UNREAD = frozenset({"IB502", "IB507"})
"""The rules about what cannot be read, in which no comment is read either."""
TUNED_BY = {
    "IB101": ("required",),
    "IB102": ("placeholders", "hints"),
    "IB103": ("labels", "parameters", "noise"),
    "IB105": ("labels",),
    "IB201": ("choices", "open"),
    "IB202": ("max_values",),
    "IB203": ("min_words",),
    "IB204": ("max_words",),
    "IB304": ("groups",),
    "IB504": ("deadline",),
    "IB601": ("regions",),
}
"""The keys of an edition that say what a rule asks for, by the rule's code."""


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
    words = {kind: translate(language, word) for kind, word in SEVERITIES.items()}
    width = max(map(len, words.values())) + 1
    lines = [
        f"{rule.code}  {rule.name:<25} {words[rule.severity]:<{width}} {'*' if rule.fixable else ' '} "
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
        f"{rule.code} {rule.name} ({say(SEVERITIES[rule.severity])})",
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

```console
$ indababot rules missing-field
IB101 missing-field (error)
...
```

A finding is suppressed by a comment in the page, with the reason after `--`:

    <!-- indababot: ignore IB201, too-long -- the call allows it -->

Behind something on its line, the comment is for that line. Alone on its line inside the form, it is for the next line too. Alone on a
line before or after the form, it is for the whole page. Without a code it is for every rule. A comment that suppresses nothing
is a finding itself.

An edition or an organiser's own file (`--rules-file`) says which fields are required, which choices there are and how long a text may be.
Such a file may give a rule another severity too.
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
    """One rule on the page, each part under its own word, so that all rules are read alike."""
    parts = {
        "Severity:": f"{rule.severity.value}.",
        "What it finds:": f"{rule.summary}{_when(rule)}",
        "Why:": rule.why,
        "What to do:": _help(rule, "en"),
        "Fix:": f"{_fixes(rule)}, where it is certain what is meant." if rule.fixable else "by hand.",
        "To suppress it:": _suppressed(rule),
        **({"Tuned by:": _tuned(keys)} if (keys := TUNED_BY.get(rule.code)) else {}),
        "Source:": rule.source,
    }
    told = "".join(f"* **{word}** {text}\n" for word, text in parts.items())
    return (
        f"### {rule.code} {rule.name}\n\n{told}\n"
        f"Wrong:\n\n```wikitext\n{rule.wrong}\n```\n\nRight:\n\n```wikitext\n{rule.right}\n```\n"
    )


def _tuned(keys: Iterable[str]) -> str:
    return f"{', '.join(f'`{key}`' for key in keys)} in [the edition](editions.md)."


def _when(rule: Rule) -> str:
    online = " Only found with `--online`." if rule.needs_wiki else ""
    several = " Only found when several pages are checked together." if rule.over_pages else ""
    return online + several


def _suppressed(rule: Rule) -> str:
    """How to silence a rule: no comment is read in a page or file that cannot be read itself."""
    everywhere = f"`--ignore {rule.code}`, or `ignore` in the settings"
    if rule.code in UNREAD:
        return f"{everywhere}."
    return f"`<!-- indababot: ignore {rule.code} -- the reason -->` in the page; {everywhere}."
