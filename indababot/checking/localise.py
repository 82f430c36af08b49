"""Findings in another language."""

from collections.abc import Iterable

from indababot.diagnostics import Diagnostic
from indababot.editions import Edition
from indababot.i18n import SOURCE, normal, translate
from indababot.records import FieldKey


def localised(
    diagnostics: Iterable[Diagnostic], language: str, edition: Edition | None = None
) -> list[Diagnostic]:
    """The findings with their messages, helps and fixes in a language, and what a page lacks named as the edition names it there."""
    if normal(language) == SOURCE:
        return list(diagnostics)
    return [_localised(diagnostic, language, edition) for diagnostic in diagnostics]


def _localised(diagnostic: Diagnostic, language: str, edition: Edition | None) -> Diagnostic:
    values = diagnostic.values_in(language)
    key = values.get("key")
    described = edition.by_key.get(FieldKey(key)) if edition and key else None
    if described is not None and not values.get("written"):
        values["field"] = described.label_in(normal(language))
    changed: dict[str, object] = {
        "message": translate(language, diagnostic.template, values),
        "help": translate(language, diagnostic.help_template, values),
        "values": values,
    }
    if diagnostic.fix is not None:
        message = translate(language, diagnostic.fix.template, values)
        changed["fix"] = diagnostic.fix.model_copy(update={"message": message})
    return diagnostic.model_copy(update=changed)
