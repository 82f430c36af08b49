"""The pages that the bot makes: output pages, the templates of the markers and their documentation; and edit
summaries.
"""

import json
import re
from collections.abc import Mapping

from indababot.editions import Edition, Output
from indababot.i18n import N_, SOURCE, available, offered, translate
from indababot.writing.regions import END, START
from indababot.writing.table import direction_of, note
from indababot.writing.views import COLUMNS, View
from indababot.writing.views.parameters import PARAMETERS
from indababot.writing.wikitext import EMPTY, Wikitext, escape, join, lines, literal, one_line

SUMMARY_LIMIT = 480
"""In characters; a wiki takes 500."""

_TEMPLATE = f"Template:{START}"
_EXAMPLE = """{{IndabaBot list|view=submissions|columns=title,authors,type|theme=Partnerships|lang=fr}}
{{IndabaBot list end}}"""
_VIEWS: dict[View, str] = {
    View.SUBMISSIONS: N_("a row a session"),
    View.PARTICIPANTS: N_("a row a session, with the people who are interested in it"),
    View.PEOPLE: N_("a row a person, with their accounts and sessions"),
    View.STATISTICS: N_("counts of types and themes, minutes, and how complete the submissions are"),
    View.INCOMPLETE: N_("a row a session that still lacks something, and what it lacks"),
    View.CLASHES: N_("pairs of sessions that share speakers or many interested people"),
    View.DELIVERY: N_(
        "a list for MassMessage: a target for each account of the people who hold the sessions"
    ),
    View.CHANGES: N_("what was added, withdrawn, moved or changed since a date or since acceptance"),
}


def output_page(output: Output, edition: Edition) -> str:
    """The text of a new page that an edition lists: a notice that is not transcluded, and one empty
    region.
    """
    language = offered(next(iter(edition.languages), "en"))

    def say(template: str, **values: str) -> Wikitext:
        return escape(translate(language, template, values))

    notice = note(
        say(
            N_("IndabaBot keeps this list. Show it on another page with {call}; tune it by its parameters."),
            call=f"{{{{:{output.page}}}}}",
        ),
        language,
    )
    given = {"view": output.view} | output.parameters
    parameters = join(EMPTY, (_parameter(key, value) for key, value in given.items()))
    start = literal("{{IndabaBot list") + parameters + literal("}}")
    opening = literal("<noinclude>") + notice.text + literal("</noinclude>")
    return lines((opening, start, literal("{{IndabaBot list end}}"))).text


def setup_pages(language: str = SOURCE) -> dict[str, str]:
    """The pages that ``indababot setup`` makes, by their titles: the documentation in a language, and the two
    templates that show it.

    The documentation comes first, so that the templates never show a red link for it.
    """
    documentation = f"<noinclude>{{{{{START}/doc}}}}</noinclude>"
    return {
        f"{_TEMPLATE}/doc": _documentation(language),
        _TEMPLATE: f"<includeonly></includeonly>{documentation}",
        f"Template:{END}": f"<includeonly></includeonly>{documentation}",
    }


def summary(counts: Mapping[str, int], edition: Edition) -> str:
    """An edit summary of counts (``{"submissions": 30}``, by view), shorter than 500 characters and without
    markup.
    """
    told = ", ".join(f"{_plain(view)} {count}" for view, count in counts.items())
    return one_line(f"IndabaBot, {_plain(edition.name)}: {told or 'no rows'}", SUMMARY_LIMIT)


def _plain(text: str) -> str:
    """A text without what a summary reads as markup: links, templates, signatures, section marks,
    addresses.
    """
    return " ".join(re.sub(r"[\[\]{}<>|~&#*/:]+", " ", one_line(text, 100)).split())


def _parameter(key: str, value: str) -> Wikitext:
    return literal("|") + escape(key) + literal("=") + escape(value)


def _documentation(language: str) -> str:
    """What an organiser needs: an example, the views, their columns, and TemplateData. All of it is our own
    text.
    """

    def say(template: str) -> str:
        return translate(language, template)

    views = (f"* <code>{view.value}</code>: {say(_VIEWS[view])}" for view in View)
    columns = (
        f"* {', '.join(f'<code>{view.value}</code>' for view in views_)}: {keys}"
        for keys, views_ in _columns()
    )
    return "\n".join(
        (
            f'<div lang="{language}" dir="{direction_of(language)}">',
            say(N_("IndabaBot writes lists of conference submissions between these two templates:")),
            f'<pre dir="ltr">\n{_EXAMPLE}\n</pre>',
            say(N_("What stands between the two is the bot's, and replaced when the submissions change."))
            + " "
            + say(N_("Everything else on the page is never touched.")),
            "=== " + say(N_("Views")) + " ===",
            *views,
            "=== " + say(N_("Columns")) + " ===",
            *columns,
            "=== " + say(N_("Parameters")) + " ===",
            _templatedata(),
            "</div>",
        )
    )


def _columns() -> list[tuple[str, list[View]]]:
    """The columns that there are, and the views that have them."""
    found: dict[str, list[View]] = {}
    for view in View:
        if view in COLUMNS:
            found.setdefault(", ".join(dict.fromkeys(COLUMNS[view].values())), []).append(view)
    return list(found.items())


def _templatedata() -> str:
    """TemplateData, as the visual editor reads it; its JSON cannot close the tag."""
    params = {
        name: {
            "label": name,
            "description": _in_all(parameter.help),
            "type": "string",
            "example": parameter.example,
            "suggested": name == "view",
        }
        for name, parameter in PARAMETERS.items()
    }
    params["view"]["suggestedvalues"] = [view.value for view in View]
    params["lang"]["suggestedvalues"] = list(available())
    data = {
        "description": _in_all(
            N_("The start of a list that IndabaBot writes; IndabaBot list end stands after it.")
        ),
        "format": "inline",
        "params": params,
        "paramOrder": list(PARAMETERS),
    }
    text = json.dumps(data, ensure_ascii=False, indent="\t").replace("<", "\\u003c")
    return f"<templatedata>\n{text}\n</templatedata>"


def _in_all(text: str) -> dict[str, str]:
    return {language: translate(language, text) for language in available()}
