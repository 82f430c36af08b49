"""A filled form of each edition, in each layout, has no findings; with one fault it has that finding and no other."""

from collections.abc import Callable
from functools import cache

import pytest

from indababot.checking import check, fixes
from indababot.editions import load
from indababot.editions.load import available
from indababot.pages import Page
from indababot.reading import read
from indababot.records import FieldKey

Form = dict[FieldKey, tuple[str, str]]
"""Each field's label and value as they are written."""
Fault = Callable[[Form], Form | None]
"""The form with a fault, or None where the edition lacks what it needs."""

SENTENCE = "Twelve volunteers mapped the markets of the lake zone, and no other map shows them. "
VALUES = {
    FieldKey.TITLE: "Looms of the lake",
    FieldKey.NUMBER: "12",
    FieldKey.AUTHORS: "Ada Obi, Ben Sow",
    FieldKey.USERNAMES: "[[User:AdaO]], [[User:Ben 77]]",
    FieldKey.THEMES: "Maps",
    FieldKey.AFFILIATION: "Lamp Collective",
    FieldKey.COUNTRY: "Ghana",
    FieldKey.DURATION: "30 minutes",
    FieldKey.REQUIREMENTS: "A projector",
    FieldKey.EXTRA: "We bring our own loom",
    FieldKey.ABSTRACT: SENTENCE * 20,
    FieldKey.BENEFIT: SENTENCE,
    FieldKey.TAKEAWAYS: SENTENCE,
    FieldKey.PARTICIPANTS: "\n# [[User:Zed9|Zed9]] ([[User talk:Zed9|talk]]) 10:11, 3 May 2024 (UTC)",
}
LAYOUTS: dict[str, Callable[[str, str], str]] = {
    "bold": lambda label, value: f"'''{label}:'''{_beside(value)}",
    "bold before a colon": lambda label, value: f"'''{label}''':{_beside(value)}",
    "headings": lambda label, value: f"== {label} ==\n{value.lstrip()}",
    "plain": lambda label, value: f"{label}:{_beside(value)}",
}


def _beside(value: str) -> str:
    return value if value.startswith("\n") else f" {value}"


@cache
def _filled(edition: str) -> Form:
    """The edition's own labels, with a value for each field that every proposal has."""
    form: Form = {}
    for described in load(edition).fields:
        chosen = described.choices[0].name if described.choices else VALUES.get(described.key)
        if described.spellings and chosen:
            form[described.key] = described.spellings[0], chosen
    return form


def _with(form: Form, key: FieldKey, change: Callable[[str], str]) -> Form | None:
    return form | {key: (form[key][0], change(form[key][1]))} if key in form else None


def _changed(key: FieldKey, change: Callable[[str], str]) -> Fault:
    return lambda form: _with(form, key, change)


def _typed_wrong(form: Form) -> Form | None:
    key = FieldKey.ABSTRACT
    return form | {key: (f"{form[key][0][:3]}\u200b{form[key][0][3:]}", form[key][1])}


FAULTS: dict[str, tuple[str, Fault]] = {
    "an abstract without text": ("IB101", _changed(FieldKey.ABSTRACT, lambda _: "")),
    "a placeholder for an abstract": ("IB102", _changed(FieldKey.ABSTRACT, lambda _: "...")),
    "brackets in an account": ("IB302", _changed(FieldKey.USERNAMES, lambda text: f"{text}, User:Cy{{Den}}")),
    "an account too few": ("IB304", _changed(FieldKey.USERNAMES, lambda text: text.split(",")[0])),
    "an entry without a signature": (
        "IB403",
        _changed(FieldKey.PARTICIPANTS, lambda text: f"{text}\n# [[User:Kibo]]"),
    ),
    "somebody twice": ("IB402", _changed(FieldKey.PARTICIPANTS, lambda text: text * 2)),
    "an author who comes": (
        "IB401",
        _changed(FieldKey.PARTICIPANTS, lambda text: f"{text}{text.replace('Zed9', 'AdaO')}"),
    ),
    "a link without its end": ("IB503", _changed(FieldKey.ABSTRACT, lambda text: f"{text} See [[Looms")),
    "an address": ("IB601", _changed(FieldKey.ABSTRACT, lambda text: f"{text} Write to ada.obi@example.org")),
    "a phone number": ("IB601", _changed(FieldKey.ABSTRACT, lambda text: f"{text} Call +254 700 555 019")),
    "a sign that nobody sees": ("IB602", _typed_wrong),
}


def _told(edition: str, layout: str, form: Form) -> list[tuple[str, str]]:
    """The codes and words of the findings on a form, but for how long a text is: editions ask for other lengths."""
    described = load(edition)
    text = "\n\n".join(LAYOUTS[layout](label, value) for label, value in form.values())
    page = Page(f"{(described.pages.prefixes or ('',))[0]}Looms of the lake", text)
    found = check(read(page, described), page, described)
    return [(one.code, one.message) for one in found if one.code not in ("IB203", "IB204")]


EDITIONS = sorted(available())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_filled_form_has_no_findings(edition: str, layout: str) -> None:
    assert _told(edition, layout, _filled(edition)) == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_one_fault_is_one_finding(edition: str, layout: str, fault: str) -> None:
    code, change = FAULTS[fault]
    form = change(_filled(edition))
    if form is None:
        assert FieldKey.USERNAMES not in _filled(edition) or FieldKey.PARTICIPANTS not in _filled(edition)
        return
    assert {one for one, _ in _told(edition, layout, form)} == {code}


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("Usr:AdaO", "User:AdaO"),
        ("Usr: AdaO, [[User:Ben 77]]", "User:AdaO, [[User:Ben 77]]"),
        ("Usr:AdaO; Ben 77", "User:AdaO; Ben 77"),
        ("[[Uesr:AdaO]], [[User:Ben 77]]", "[[User:AdaO]], [[User:Ben 77]]"),
        ("[[Usr:AdaO|Ada]], [[User:Ben 77]]", "[[User:AdaO|Ada]], [[User:Ben 77]]"),
        ("Ada Obi (Usr:AdaO)", "Ada Obi (User:AdaO)"),
        ("* Utilsateur:AdaO\n* User:Ben 77", "* User:AdaO\n* User:Ben 77"),
        ("Usr:@AdaO", "User:AdaO"),
        ("User::AdaO", "User:AdaO"),
        ("[[User::AdaO]]", "[[User:AdaO]]"),
        ("[[User:@AdaO]]", "[[User:AdaO]]"),
        ("[[User:AdaO], [[User:Ben 77]]", "[[User:AdaO]], [[User:Ben 77]]"),
    ],
)
def test_a_slip_around_an_account_is_one_finding_and_mended(written: str, fixed: str) -> None:
    """It is not told a second time as an account that is missing, too few or uncertain."""
    edition = load("wikiindaba-2023")
    authors = "Ada Obi, Ben Sow" if "Ben" in written else "Ada Obi"
    form = _filled(edition.id) | {
        FieldKey.AUTHORS: ("Author(s)", authors),
        FieldKey.USERNAMES: ("Username(s)", f"\n{written}"),
    }
    text = "\n\n".join(LAYOUTS["bold"](label, value) for label, value in form.values())
    page = Page("", text)
    (finding,) = check(read(page, edition), page, edition)
    assert finding.code == ("IB503" if "[[User:AdaO]," in written else "IB302")
    mended = fixes.apply(text, [finding]).text
    assert mended == text.replace(written, fixed)
    assert check(read(Page("", mended), edition), Page("", mended), edition) == []


@pytest.mark.parametrize(
    "edition", ["wikiindaba-2017", "wikiindaba-2018", "wikiindaba-2023", "wikimania-2014"]
)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("comma", [", ", " / "])
def test_choices_of_the_form_that_nobody_deleted(edition: str, layout: str, comma: str) -> None:
    """Who leaves all choices as the form lists them has chosen none."""
    form = _filled(edition)
    names = [choice.name for choice in load(edition).by_key[FieldKey.TYPES].choices]
    left = _with(form, FieldKey.TYPES, lambda _: comma.join(names))
    most = _with(form, FieldKey.TYPES, lambda _: comma.join(names[:-1]))
    assert left
    assert [code for code, _ in _told(edition, layout, left)] == ["IB102"]
    assert most
    assert _told(edition, layout, most) == []


@pytest.mark.parametrize(
    ("edition", "key", "written", "fixed"),
    [
        ("wikiindaba-2023", FieldKey.TYPES, "Lighting Talk (5 mins)", "Lightning Talk (5 mins)"),
        ("wikiindaba-2024", FieldKey.TYPES, "wrokshop (hybrid).", "workshop (hybrid)."),
        ("wikiindaba-2018", FieldKey.TYPES, "pannel (with Ben)", "panel (with Ben)"),
        ("wikimania-2014", FieldKey.TYPES, "hot seats (new)", "hot seats (new)"),
    ],
)
def test_what_is_said_behind_a_misspelt_choice_is_kept(
    edition: str, key: FieldKey, written: str, fixed: str
) -> None:
    """The choice alone is mended, whatever its author tells of it in brackets."""
    form = _with(_filled(edition), key, lambda _: written) or {}
    text = "\n\n".join(LAYOUTS["bold"](label, value) for label, value in form.values())
    page, described = Page("", text), load(edition)
    found = [one for one in check(read(page, described), page, described) if one.code == "IB201"]
    assert fixes.apply(text, found).text == text.replace(written, fixed)


def test_a_slip_in_a_translation_has_no_fix() -> None:
    """The form's label stands there as it is: writing it would delete its translation."""
    described = load("wikiindaba-2023")
    label = "Abstract / Résumé de la zebra session"
    page = Page("WikiIndaba 2023/Submissions/Looms", f"'''Title:''' Looms\n\n'''{label}:''' We.")
    found = [one for one in check(read(page, described), page, described) if one.code == "IB105"]
    assert [(one.message, one.fix) for one in found] == [(f"'{label}' is read as 'Abstract'", None)]
