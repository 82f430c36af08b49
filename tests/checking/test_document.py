"""The rules as people read about them, in both languages."""

import json

from inline_snapshot import snapshot

from indababot.checking import RULES, document
from indababot.checking.localise import localised
from indababot.editions.form import Form, FormField
from indababot.editions.model import Edition
from indababot.library import validate
from tests.checking.drafts import CLEAN, EDITION, found


def test_explain() -> None:
    """A rule explained has everything that its data has."""
    assert document.explain(RULES["IB201"]) == snapshot("""\
IB201 unknown-value (error)

A value that is none of the form's choices.

Why: Overviews, filters and statistics group by these values: a misspelt one makes a group of its own.

What to do: Use one of: Lecture, Panel, Workshop, …

Wrong:

    '''Type of submission:''' Lectrue

Right:

    '''Type of submission:''' Lecture

Source: The call for submissions, which lists the choices and the limits.

Can be fixed with: --fix, --fix --unsafe-fixes
""")


def test_table_and_json() -> None:
    """Every rule is in the table and in the JSON list."""
    assert [line.split()[0] for line in document.table().splitlines()] == list(RULES)
    assert [rule["code"] for rule in json.loads(document.as_json(language="fr"))] == list(RULES)


def test_findings_in_french() -> None:
    """Message, help and fix come in the reader's language; a field is named by its label on the page, or by the edition's."""
    (finding,) = localised(found(CLEAN.replace("How we train new editors.", "")), "fr_FR", EDITION)
    assert finding.message == "«\u00a0Abstract\u00a0» est vide"
    assert finding.help == "Écrivez la réponse après son libellé."
    (finding,) = localised(found(CLEAN.replace("Lecture", "Lectrue")), "fr", EDITION)
    assert finding.fix
    assert finding.fix.message == "Écrire «\u00a0Lecture\u00a0»"


def test_a_field_is_named_as_its_page_names_it() -> None:
    """By its label there, in any reader's language and without a hint; one that is not there as the edition has it."""
    page = "'''Titre :''' Puits\n\n'''Résumé (500 mots au plus) :'''\n"
    told = {
        language: [one.message for one in validate(page, edition="wikiindaba-2024", lang=language)]
        for language in ("en", "fr")
    }
    assert "'Résumé' is empty" in told["en"]
    assert "«\u00a0Résumé\u00a0» est vide" in told["fr"]
    assert "'Author(s)' is missing" in told["en"]
    assert "«\u00a0Auteur(s)\u00a0» est absent" in told["fr"]


def test_what_tunes_a_rule_is_a_key_of_editions() -> None:
    """The page of the rules names keys that an edition has, in the places where the page of the editions explains them."""
    keys = {*Edition.model_fields, *Form.model_fields, *FormField.model_fields}
    assert set(document.TUNED_BY) <= set(RULES)
    assert {key for tuned in document.TUNED_BY.values() for key in tuned} <= keys
