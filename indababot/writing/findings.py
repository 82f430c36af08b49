"""Findings as wikitext to paste on a talk page: a list by page, in the author's language."""

from collections.abc import Iterable
from itertools import groupby

from indababot.diagnostics import Diagnostic, Severity
from indababot.i18n import N_, translate
from indababot.writing.entry import TEXT_LIMIT, on_wiki, shown_name
from indababot.writing.table import note, spoken
from indababot.writing.wikitext import EMPTY, Wikitext, escape, lines, link, literal, prose

_SEVERITIES = {
    Severity.ERROR: N_("to fix"),
    Severity.WARNING: N_("please look"),
    Severity.INFO: N_("good to know"),
}


def findings_list(diagnostics: Iterable[Diagnostic], language: str = "en") -> Wikitext:
    """A section for each page, with a line for each finding: where, what, and how to fix it.

    It ends without a line break.
    """
    ordered = sorted(diagnostics, key=lambda found: (found.page, found.sort_key))
    if not ordered:
        return note(prose(translate(language, N_("Nothing was found: all is well."))), language).text
    return lines(
        part
        for page, found in groupby(ordered, key=lambda item: item.page)
        for part in (
            literal("<div") + spoken(language) + literal(">"),
            literal("; ") + (link(page, page) or shown_name(page)),
            *(_line(item, language) for item in found),
            literal("</div>"),
        )
    )


def _line(found: Diagnostic, language: str) -> Wikitext:
    place = translate(language, N_("line {line}"), {"line": str(found.location.row)})
    text = literal("* '''") + escape(translate(language, _SEVERITIES[found.severity])) + literal("''' (")
    text += escape(f"{found.code} {found.name}, {place}") + literal("): ") + message(found, language)
    told = translate(language, found.help_template, found.values_in(language)) or found.help or ""
    return text + (literal("\n*: ") + prose(told, TEXT_LIMIT) if told else EMPTY)


def message(found: Diagnostic, language: str) -> Wikitext:
    """A finding's message in a language, escaped."""
    text = (
        translate(language, found.template, on_wiki(found.values_in(language)))
        if found.template
        else found.message
    )
    return prose(text, TEXT_LIMIT)
