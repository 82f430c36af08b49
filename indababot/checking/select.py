"""Choosing rules by code, prefix of codes, or name, and findings by page."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache

from indababot.checking.rules import BY_NAME, RULES
from indababot.diagnostics import Diagnostic, Severity
from indababot.editions import Rules
from indababot.errors import UsageError
from indababot.i18n import said
from indababot.suggestions import nearest

ALL = "ALL"
"""Chooses every rule."""


def codes(words: Iterable[str], *, where: str = "") -> frozenset[str]:
    """The codes that codes (``IB101``), prefixes of codes (``IB1``), names and ``ALL`` mean; commas may join them.

    Raises:
        UsageError: a word means no rule; ``where`` says where it stands.
    """
    found: set[str] = set()
    for word in (part.strip() for text in words for part in re.split(r"[,\s]+", text)):
        if word:
            found |= _meant(word, where)
    return frozenset(found)


def _meant(word: str, where: str) -> frozenset[str]:
    if word.lower() in BY_NAME:
        return frozenset({BY_NAME[word.lower()].code})
    if word.upper() == ALL:
        return frozenset(RULES)
    meant = frozenset(code for code in RULES if code.startswith(word.upper()))
    if meant:
        return meant
    near = nearest(word, [*BY_NAME, *(code for code in RULES if len(code) == len(word))])
    hint = said("did you mean '{near}'?", near=near) if near else said("'indababot rules' lists all.")
    if where:
        raise UsageError("There is no rule '{word}' ({place}): {hint}", word=word, place=where, hint=hint)
    raise UsageError("There is no rule '{word}': {hint}", word=word, hint=hint)


def overrides(rules: Rules) -> tuple[frozenset[str], dict[str, Severity]]:
    """The codes that an edition ignores, and the severities that it gives.

    Raises:
        UsageError: the edition names a rule that there is not.
    """
    return _overrides(rules.ignore, tuple(rules.severity.items()))


@cache
def _overrides(
    ignored: tuple[str, ...], severities: tuple[tuple[str, Severity], ...]
) -> tuple[frozenset[str], dict[str, Severity]]:
    where = said("in the edition's rules")
    weighed = {code: severity for word, severity in severities for code in codes([word], where=where)}
    return codes(ignored, where=where), weighed


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings to show: codes chosen and not, and codes not shown for pages or files that match a shell pattern."""

    chosen: frozenset[str] = field(default_factory=lambda: frozenset(RULES))
    per_page: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        per_page: Mapping[str, Sequence[str]] | None = None,
        added: Sequence[str] = (),
    ) -> "Selection":
        """A selection from words; nothing selected means every rule, and ``added`` ones are beside those selected.

        Raises:
            UsageError: a word means no rule, or none is given.
        """
        wanted = codes(select, where="select") if select else frozenset(RULES)
        if not wanted:
            raise UsageError("select names no rule: give codes, prefixes of codes or names.")
        chosen = (wanted | codes(added, where="extend-select")) - codes(ignore, where="ignore")
        patterns = {
            pattern: codes(words, where=f"per-page-ignores '{pattern}'")
            for pattern, words in (per_page or {}).items()
        }
        return cls(chosen, patterns)

    def keeps(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is shown."""
        if diagnostic.code not in self.chosen:
            return False
        names = [name for name in (diagnostic.page, diagnostic.filename) if name]
        return not any(
            diagnostic.code in ignored and any(_fits(name, pattern) for name in names)
            for pattern, ignored in self.per_page.items()
        )


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(name.rpartition("/")[2], pattern)
