"""The pages that the bot makes, its summaries, and findings to paste."""

import json
import re

from indababot.diagnostics import Severity
from indababot.editions.model import Output
from indababot.writing.findings import findings_list
from indababot.writing.pages import output_page, setup_pages, summary
from indababot.writing.regions import content, find
from indababot.writing.views import COLUMNS, View, render
from indababot.writing.views.parameters import PARAMETERS
from tests.writing.samples import EDITION, finding


def test_output_pages_hold_one_region() -> None:
    """A new page has a notice that is not transcluded and one empty region, which asks for what the edition
    says.
    """
    parameters = {"theme": "Equity | {{Health}} = A & B", "lang": "fr"}
    output = Output(page="WikiIndaba 2023/Partners", view="submissions", parameters=parameters)
    text = output_page(output, EDITION)
    (region,) = find(text, output.page)
    assert dict(region.parameters) == {"view": "submissions"} | parameters
    assert content(region, text) == ""
    assert text.startswith("<noinclude>")
    assert text.index("</noinclude>") < region.start.start


def test_every_output_of_the_edition_renders() -> None:
    """The pages that come with an edition ask for nothing that a view does not understand."""
    for output in EDITION.outputs:
        (region,) = find(output_page(output, EDITION), output.page)
        assert render(region.parameters, [], EDITION).problem is None


def test_setup_pages() -> None:
    """The templates show nothing where they are used; their documentation holds TemplateData of every
    parameter.
    """
    made = setup_pages()
    assert sorted(made) == [
        "Template:IndabaBot list",
        "Template:IndabaBot list end",
        "Template:IndabaBot list/doc",
    ]
    for title in ("Template:IndabaBot list", "Template:IndabaBot list end"):
        assert re.sub(r"<noinclude>.*?</noinclude>|<includeonly></includeonly>", "", made[title]) == ""
    documentation = made["Template:IndabaBot list/doc"]
    found = re.search(r"<templatedata>(.*?)</templatedata>", documentation, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert list(data["params"]) == data["paramOrder"] == list(PARAMETERS)
    assert all(f"<code>{view.value}</code>" in documentation for view in View)
    assert all(key in documentation for view in COLUMNS for key in COLUMNS[view].values())
    assert find(documentation, "doc") == ()


def test_summary() -> None:
    """A summary is counts, and the edition that they are of."""
    told = summary({"submissions": 30, "participants": 28}, EDITION)
    assert told == "IndabaBot, WikiIndaba 2023: submissions 30, participants 28"


def test_findings_to_paste() -> None:
    """A list by page, each finding with its severity, code, line and message, in the given language."""
    found = [
        finding("{label} is missing", page="B", label="Abstract"),
        finding("{label} is long", Severity.WARNING, page="A", label="Title"),
    ]
    assert findings_list(found).text.split("\n") == [
        '<div lang="en" dir="ltr">',
        "; [[:A|<bdi>A</bdi>]]",
        "* '''please look''' (IND101 missing-field, line 3): Title is long",
        "</div>",
        '<div lang="en" dir="ltr">',
        "; [[:B|<bdi>B</bdi>]]",
        "* '''to fix''' (IND101 missing-field, line 3): Abstract is missing",
        "</div>",
    ]
    assert "à corriger" in findings_list(found, "fr").text
    assert "Nothing was found: all is well." in findings_list([]).text


def _pasted(message: str, value: str) -> str:
    """What the line of one finding says."""
    text = findings_list([finding(message, page="P", label=value)]).text
    (line,) = [line for line in text.split("\n") if line.startswith("*")]
    return line.partition("line 3): ")[2]


def test_findings_to_paste_are_readable() -> None:
    """Apostrophes, quotation marks and colons of sentences stay as they are; what would be markup does not."""
    told = "'{label}' is not \"known\": say it's {label}; and why!"
    assert _pasted(told, "Level_2") == told.format(label="Level_2")
    french = "«\u00a0{label}\u00a0» n'est pas connu\u00a0: l'a-t-on dit\u202f?"
    assert _pasted(french, "Été") == french.format(label="Été")
    for value in ("''x", "'''", "x''", "http://x", "mailto:x", "__TOC__", "a:b", "<!--", "[[x]]", "~~~~"):
        assert value not in _pasted("it is {label} here", value)
