"""Pages put together at random from ways in which people write forms, each with the record that it must give."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from indababot.lexicon import languages
from indababot.records import FieldKey

PEOPLE = (
    ("Ada Obi", "AdaO"),
    ("Ben Sow", "Ben 77"),
    ("Dina Kali", "Kalidia"),
    ("Léa Dupont-Ngo", "Lea DN"),
    ("N'Golo Traoré", "Traoré2"),
    ("Jan van der Berg", "Vdberg"),
    ("María José Ñáñez", "MJ Ñáñez"),
    ("Chidi Okeke", "Weaverbird"),
    ("Amina Yusuf Bello", "Lamp lighter"),
    ("Thandiwe Dlamini", "TD (WMXX)"),
)
TITLES = ("Looms of the lake", "Wikidata: for weavers?", "Nets, boats & maps", "“Our” markets (part 2)")
PROSE = (
    ("We weave nets and write articles about them.",) * 2,
    ("A camera, a boat and a list: that is all; no map shows the 40 villages.",) * 2,
    ("How do we keep going? By meeting every week.",) * 2,
    ("See [[w:Loom|looms]] and [https://example.org the list].", "See looms and the list."),
    ("It is a ''slow'' craft, and '''nobody''' teaches it.", "It is a slow craft, and nobody teaches it."),
)
"""Paragraphs as they are written, and as they read."""
SHORT = {
    FieldKey.AFFILIATION: "Lamp Collective",
    FieldKey.COUNTRY: "Ghana",
    FieldKey.DURATION: "30 minutes",
    FieldKey.REQUIREMENTS: "A projector",
}
TYPES = (
    "Workshop",
    "workshop",
    "(Workshop)",
    "Workshop (90 min)",
    "Workshop.",
    "☐ Lecture ☑ Workshop ☐ Panel",
    "[ ] Lecture<br>[x] Workshop<br>[ ] Panel",
    "<s>Lecture</s> Workshop <s>Panel</s>",
    "\n* <del>Lecture</del>\n* Workshop",
    "Workshop<ref>or a talk</ref>",
    "{{ticked}} Workshop {{unticked}} Panel",
)
"""How one type may be chosen."""

LISTS: dict[str, Callable[[list[str]], str]] = {
    "commas": ", ".join,
    "semicolons": "; ".join,
    "a conjunction": lambda each: " and ".join([*filter(None, [", ".join(each[:-1])]), each[-1]]),
    "ampersands": " & ".join,
    "breaks": "<br />".join,
    "paragraphs": "\n\n".join,
    "bullets": lambda each: "\n" + "\n".join(f"* {one}" for one in each),
    "numbers": lambda each: "\n" + "\n".join(f"# {one}" for one in each),
    "typed numbers": lambda each: "<br>".join(f"{place}. {one}" for place, one in enumerate(each, 1)),
}
NAMES = ("{0}", "{0} (she/her)", "{0} (moderator)", "{0} (ada@example.org)")
NAMES_WITH_ACCOUNTS = (
    "[[User:{1}|{0}]]",
    "{0} ([[User:{1}]])",
    "{0} ([[User:{1}|{1}]])",
    "{0} / [[User:{1}]]",
    "{0} – [[User:{1}|{1}]]",
    "{0} (User:{1})",
    "{0} ({{{{u|{1}}}}})",
    "[[User:{1}|{0}]] ([[User talk:{1}|talk]])",
)
ACCOUNTS = (
    "[[User:{1}]]",
    "[[User:{1}|{1}]]",
    "User:{1}",
    "{1}",
    "{{{{u|{1}}}}}",
    "{{{{user|{1}}}}}",
    "[[m:User:{1}|{1}]]",
    "[[User:{1}|{1}]] ([[User talk:{1}|talk]])",
    "[[User:{1}]] (speaker)",
)
ENTRIES = (
    "[[User:{1}|{1}]] ([[User talk:{1}|talk]]) 10:1{2}, 3 May 2024 (UTC)",
    "Great topic! --[[User:{1}|{1}]] 10:1{2}, 3 May 2024 (UTC)",
    "[[User:{1}]]",
    "[[User:{1}]] (remotely)",
    "{{{{u|{1}}}}}",
    "I will come. '''[[User:{1}|<span style='color:red'>{1}</span>]]''' [[User talk:{1}|✉]] 3 mai 2024 à 10:1{2} (UTC)",
    "[[User:{1}|{1}]] • [[User talk:{1}|talk]] • 10:1{2}, 3 May 2024 (UTC)",
)
LAYOUTS: dict[str, Callable[[str, str], str]] = {
    "bold with its colon": lambda label, value: f"'''{label}:'''{_beside(value)}",
    "bold before a colon": lambda label, value: f"'''{label}''':{_beside(value)}",
    "bold above": lambda label, value: f"'''{label}'''\n\n{value.lstrip()}",
    "heading": lambda label, value: f"== {label} ==\n{value.lstrip()}",
    "deep heading in bold": lambda label, value: f"=== '''{label}''' ===\n\n{value.lstrip()}",
    "anchor": lambda label, value: f"== {{{{anchor|x}}}} {label} ==\n{value.lstrip()}",
    "translated": lambda label, value: (
        f"<translate>\n== {label} == <!--T:1-->\n</translate>\n{value.lstrip()}"
    ),
    "plain": lambda label, value: f"{label}:{_beside(value)}",
    "hidden": lambda label, value: f"'''\u200e{label}\u200b<!-- required -->:'''{_beside(value)}",
    "capitals": lambda label, value: f"'''{label.upper()}:'''{_beside(value)}",
}
AROUND = (
    "{0}",
    "__NOTOC__\n{0}",
    "{{{{Header}}}}\n{0}",
    "<noinclude>\n{0}\n</noinclude>",
    "{0}\n\n[[Category:Submissions]]",
    "<!-- fill in -->\n{0}",
)

COPIED_LISTS: dict[str, Callable[[list[str]], str]] = {
    "commas": ", ".join,
    "semicolons": "; ".join,
    "lines": "\n".join,
    "bullets": lambda each: "\n".join(f"• {one}" for one in each),
    "typed numbers": lambda each: "\n".join(f"{place}. {one}" for place, one in enumerate(each, 1)),
}
COPIED_ENTRIES = (
    "{1} (talk) 10:1{2}, 3 May 2024 (UTC)",
    "Great! {1} (talk) 10:1{2}, 3 May 2024 (UTC)",
    "--{1} (talk) 10:1{2}, 3 May 2024 (UTC)",
)
COPIED_LAYOUTS: dict[str, Callable[[str, str], str]] = {
    "colon": lambda label, value: f"{label}:{_below(value)}",
    "colon above": lambda label, value: f"{label}:\n{value}",
    "heading": lambda label, value: f"{label}\n{value}",
    "heading with a link": lambda label, value: f"{label}[edit]\n{value}",
    "heading and a blank line": lambda label, value: f"{label}\n\n{value}",
    "bullet": lambda label, value: f"• {label}:{_below(value)}",
    "tab": lambda label, value: f"{label}:\t{value}" if "\n" not in value else f"{label}:\n{value}",
}


@dataclass
class Composed:
    """A page and what its record must hold; ``how`` tells a person which ways were taken."""

    text: str
    record: dict[str, Any]
    how: dict[str, str] = field(default_factory=dict)


def _beside(value: str) -> str:
    return value if value.startswith("\n") else f" {value}"


def _below(value: str) -> str:
    return f"\n{value}" if "\n" in value else f" {value}"


def _labels(code: str) -> dict[str, str]:
    """The first label of each field in a language, or in English where the language has none."""
    each = {one.code: one.labels.fields for one in languages()}
    return {key: (each[code].get(key) or labels)[0] for key, labels in each["en"].items()}


LABELS = {one.code: _labels(one.code) for one in languages()}


@st.composite
def people(draw: st.DrawFn, ways: tuple[str, ...], who: list[tuple[str, str]]) -> tuple[str, str]:
    """Several people in one way, in a list of one kind; and that kind."""
    way, kind = draw(st.sampled_from(ways)), draw(st.sampled_from(sorted(LISTS)))
    each = [way.format(*person) for person in who]
    return (LISTS[kind](each) if len(each) > 1 else each[0]), f"{way} in {kind}"


@st.composite
def composed(draw: st.DrawFn) -> Composed:
    """A page of the generic form."""
    code, layout = draw(st.sampled_from(sorted(LABELS))), draw(st.sampled_from(sorted(LAYOUTS)))
    labels = LABELS[code]
    who = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    apart = draw(st.booleans())
    named, how = draw(people(NAMES if apart else NAMES_WITH_ACCOUNTS, who))
    title = draw(st.sampled_from(TITLES))
    rows = [(FieldKey.TITLE, title), (FieldKey.AUTHORS, named)]
    told = {"layout": layout, "language": code, "authors": how}
    if apart:
        accounts, told["usernames"] = draw(people(ACCOUNTS, who))
        rows.append((FieldKey.USERNAMES, accounts))
    rows.append((FieldKey.TYPES, draw(st.sampled_from(TYPES))))
    short = draw(st.lists(st.sampled_from(sorted(SHORT)), unique=True))
    rows += [(key, SHORT[key]) for key in short]
    prose = draw(st.lists(st.sampled_from(PROSE), min_size=1, max_size=3, unique=True))
    rows.append((FieldKey.ABSTRACT, "\n\n".join(written for written, _ in prose)))
    others = draw(st.lists(st.sampled_from(PEOPLE), max_size=4, unique=True))
    if others:
        entries = [
            draw(st.sampled_from(ENTRIES)).format(*person, place) for place, person in enumerate(others)
        ]
        rows.append((FieldKey.PARTICIPANTS, "\n" + "\n".join(f"# {entry}" for entry in entries)))
    form = "\n\n".join(LAYOUTS[layout](labels[key], value) for key, value in rows)
    record = {
        "title": title,
        "authors": [name for name, _ in who],
        "usernames": [account for _, account in who],
        "types": ["Workshop"],
        "abstract": "\n\n".join(read for _, read in prose),
        "participants": [account for _, account in others],
        **{key.value: SHORT[key] if key in short else None for key in SHORT},
    }
    return Composed(draw(st.sampled_from(AROUND)).format(form), record, told)


@st.composite
def copied(draw: st.DrawFn) -> Composed:
    """A page of the generic form as somebody copies it from a browser: without markup."""
    code, layout = draw(st.sampled_from(sorted(LABELS))), draw(st.sampled_from(sorted(COPIED_LAYOUTS)))
    kind = draw(st.sampled_from(sorted(COPIED_LISTS)))
    who = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
    account = draw(st.sampled_from(("{1}", "User:{1}", "{1} (talk)")))
    listed = COPIED_LISTS[kind] if len(who) > 1 else "".join
    prose = draw(st.lists(st.sampled_from(PROSE), min_size=1, max_size=3, unique=True))
    title = draw(st.sampled_from(TITLES))
    rows = [
        (FieldKey.TITLE, title),
        (FieldKey.AUTHORS, listed([name for name, _ in who])),
        (FieldKey.USERNAMES, listed([account.format(*person) for person in who])),
        (FieldKey.TYPES, "Workshop"),
        (FieldKey.ABSTRACT, "\n\n".join(read for _, read in prose)),
        *((key, SHORT[key]) for key in sorted(SHORT)),
    ]
    others = draw(st.lists(st.sampled_from(PEOPLE), max_size=4, unique=True))
    if others:
        mark = draw(st.sampled_from(("", "# ", "• ", "{2}. ")))
        entries = [
            (mark + draw(st.sampled_from(COPIED_ENTRIES))).format(*person, place)
            for place, person in enumerate(others, 1)
        ]
        rows.append((FieldKey.PARTICIPANTS, "\n".join(entries)))
    between = draw(st.sampled_from(("\n", "\n\n")))
    text = between.join(COPIED_LAYOUTS[layout](LABELS[code][key], value) for key, value in rows)
    record = {
        "title": title,
        "authors": [name for name, _ in who],
        "usernames": [account for _, account in who],
        "types": ["Workshop"],
        "participants": [account for _, account in others],
        **{key.value: SHORT[key] for key in SHORT},
        "unrecognised": [],
    }
    told = {"layout": layout, "language": code, "list": kind, "account": account}
    return Composed(text, record, told)
