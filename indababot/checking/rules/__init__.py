"""All rules, by code and by name."""

from indababot.checking.rule import Rule
from indababot.checking.rules import fields, pages, participants, people, text, values

RULES: dict[str, Rule] = {
    found.code: found
    for found in (*fields.RULES, *values.RULES, *people.RULES, *participants.RULES, *pages.RULES, *text.RULES)
}
"""Every rule by its code, in the order of the codes."""

BY_NAME: dict[str, Rule] = {found.name: found for found in RULES.values()}
