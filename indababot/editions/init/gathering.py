"""The fields of a form, gathered from all its pages: one form to fill, or a handful of filled ones."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indababot.editions.init.found import CHOICES, ITALIC, Found, Style, shown, unmarked
from indababot.editions.init.guessing import Guess, guess, is_of, is_told, spoken, translations
from indababot.editions.init.listing import listed, most_values, options, written
from indababot.editions.init.scanning import Scan
from indababot.editions.init.wording import Limits, demanded, limits
from indababot.editions.toml import clean
from indababot.lexicon import fold
from indababot.records import FieldKey
from indababot.wikicode.light import list_signs

_HINT = re.compile(rf"^[(<\[{ITALIC}]{{1,2}}[^\[].*[)>\]{ITALIC}]{{1,2}}$", re.DOTALL)
"""A value that stands in brackets or italics: it is the form's."""


@dataclass
class Gathered:
    """One field of the proposal, gathered from all pages."""

    guess: Guess
    labels: dict[str, list[str]] = field(default_factory=dict)
    parameters: list[str] = field(default_factory=list)
    required: bool | None = None
    limits: Limits = field(default_factory=Limits)
    choices: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    more: bool = False
    most: int | None = None
    full: int = 0
    hints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    key: FieldKey = FieldKey.OTHER


def gather(scans: Sequence[Scan]) -> list[Gathered]:
    """The fields of all pages, each label once, in the order of the page that names most."""
    filled = any(is_filled(scan.found) for scan in scans)  # then an empty one among them is a draft
    fields: list[Gathered] = []
    for number in sorted(range(len(scans)), key=lambda number: -len(scans[number].found)):
        before = -1
        for item in scans[number].found:
            target = _matching(fields, item, number)
            if target is None:
                target = Gathered(guess(item.label, item.said))
                fields.insert(before + 1, target)
            before = next(index for index, other in enumerate(fields) if other is target)
            _add(target, item, number, filled=filled)
    fields = _not_chance(fields, len(scans))
    _name_ids(fields)
    _assign(fields)
    _settle(fields)
    _agree(fields)
    return fields


def _agree(fields: Sequence[Gathered]) -> None:
    """Gives a label of several languages, as ``Niveau``, or of none that we know, to the language of more of the form's labels."""
    codes = Counter(code for one in fields for code in one.labels)
    for one in fields:
        for code, texts in list(one.labels.items()):
            likely = (
                other
                for other, count in codes.most_common()
                if count > codes[code]
                and other not in one.labels
                and all(is_of(text, other) or not is_told(text) for text in texts)
            )
            if (other := next(likely, None)) is not None:
                one.labels[other] = one.labels.pop(code)


def forms(scans: Sequence[Scan]) -> list[int]:
    """Which of several pages carry the form: a report or an overview among them has hardly a label of it."""
    counts = [
        len({guess(item.label, item.said).key for item in scan.found} - {FieldKey.OTHER}) for scan in scans
    ]
    most = max(counts, default=0)
    return [number for number, count in enumerate(counts) if count * 3 >= most]


def is_filled(found: Iterable[Found]) -> bool:
    """Whether a page is somebody's submission, and no form to fill: most of its fields have a value of their own."""
    values = [
        item.value
        for item in found
        if guess(item.label, item.said).key not in (FieldKey.PARTICIPANTS, *CHOICES)
    ]
    own = [value for value in values if re.search(r"\w", value) and not _is_hint(value)]
    return len(own) * 2 > len(values)


def _is_hint(value: str) -> bool:
    return bool(_HINT.match(value)) or limits(value) != Limits()


def _matching(fields: Iterable[Gathered], item: Found, page: int) -> Gathered | None:
    """The field that has a label already; one of the same meaning where no page has both."""
    texts = {fold(text) for text in spellings(item).values()} | {fold(name) for name in item.parameters}
    meant = guess(item.label, item.said)
    for target in fields:
        words = {fold(text) for texts in target.labels.values() for text in texts} | {
            fold(name) for name in target.parameters
        }
        if texts & words:
            return target
        if meant.sure and meant.key is target.guess.key is not FieldKey.OTHER and page not in target.pages:
            return target
    return None


def spellings(item: Found) -> dict[str, str]:
    """A label's texts by language."""
    if item.labels:
        return dict(item.labels)
    return {spoken(text): text for text in translations(item.label)}


def _add(target: Gathered, item: Found, page: int, *, filled: bool) -> None:
    """Takes what one page says of a field."""
    target.pages.add(page)
    target.full += filled and is_words(item.value)
    for code, text in spellings(item).items():
        if item.style is not Style.PARAMETER or item.label not in item.parameters:
            append(target.labels.setdefault(code, []), text)
    for name in item.parameters:
        append(target.parameters, name)
    said = item.hint if filled else "\n".join(text for text in (item.hint, item.label, item.value) if text)
    target.required = (
        target.required
        if item.required is None and demanded(said) is None
        else (item.required or bool(demanded(said)))
    )
    target.limits = limits(said) if limits(said) != Limits() else target.limits
    for note in item.hint.split("\n"):
        append(target.notes, note)
    _add_values(target, item, filled=filled)


def _add_values(target: Gathered, item: Found, *, filled: bool) -> None:
    """Takes the values that a form lists or that people gave, and the hints that stand where a value goes."""
    key = target.guess.key
    said = [options(text) for text in item.hint.split("\n")]
    offered = said if filled else [*said, options(item.value)]
    target.more = target.more or any(found.more and found.values for found in offered)
    named = [*item.options]
    for found in said:
        named += found.values if key in CHOICES or not found.more else ()
    below = listed(item.value, described=key in CHOICES)
    target.hints += item.left.split("\n") if key is not FieldKey.PARTICIPANTS else []
    if key is FieldKey.PARTICIPANTS:
        target.hints += (
            [] if filled else [line for line in map(shown, item.value.split("\n")) if is_words(line)]
        )
    elif filled:
        if item.value and key in (*CHOICES, FieldKey.NUMBER):
            target.seen.update(written(item.value) if key in CHOICES else [item.value])
    else:
        bulleted = list_signs(item.value)
        named += below if key in CHOICES or bulleted else ()
        lines = [line for line in item.value.split("\n") if is_words(line) and not list_signs(line)]
        target.hints += lines if key not in CHOICES or len(lines) == 1 else []
    if key in CHOICES or (key is FieldKey.OTHER and len(named) > 1):
        for value in named:
            append(target.choices, value)
        target.most = most_values(f"{item.hint}\n{'' if filled else item.value}") or target.most


def is_words(line: str) -> bool:
    return bool(re.search(r"\w", line)) and "~~~" not in line


def append(values: list[str], text: str) -> None:
    """Adds a text that is not there yet, whatever its case."""
    text = clean(unmarked(text))
    if text and fold(text) not in map(fold, values):
        values.append(text)


def _not_chance(fields: list[Gathered], pages: int) -> list[Gathered]:
    """The fields without labels that only one of several pages has and that mean nothing known: they are prose."""
    if pages < 3:
        return fields
    return [item for item in fields if item.guess.known or len(item.pages) * 3 >= pages]


def _name_ids(fields: list[Gathered]) -> None:
    """Takes a "number" whose values are words for the title, ``ID : Market days``, as the compact card has it."""
    number = next((item for item in fields if item.guess.key is FieldKey.NUMBER), None)
    title = next((item for item in fields if item.guess.key is FieldKey.TITLE), None)
    if number is None:
        return
    is_id = "id" in (fold(text) for texts in number.labels.values() for text in texts)
    values = number.seen or (number.hints if is_id else ())
    if not values or any(value[:1].isdigit() for value in values):
        return
    if title is None:
        number.guess = Guess(FieldKey.TITLE)
    elif not title.pages & number.pages:
        for code, texts in number.labels.items():
            title.labels.setdefault(code, []).extend(texts)
        title.parameters += number.parameters
        fields.remove(number)


def _assign(fields: Sequence[Gathered]) -> None:
    """Gives each key to one field: to a sure guess before an unsure one, then to the first."""
    taken: dict[FieldKey, Gathered] = {}
    for item in sorted(fields, key=lambda item: not item.guess.sure):
        key = item.guess.key
        if key is FieldKey.OTHER or key not in taken:
            taken[key] = item
            item.key = key


def _settle(fields: Sequence[Gathered]) -> None:
    """Leaves each label and each parameter to the first field that has it: an edition may not give it twice."""
    labels: set[str] = set()
    parameters: set[str] = set()
    for item in fields:
        for texts in item.labels.values():
            texts[:] = [text for text in texts if fold(text) not in labels]
        labels.update(fold(text) for texts in item.labels.values() for text in texts)
        item.labels = {code: texts for code, texts in item.labels.items() if texts}
        item.parameters = [name for name in item.parameters if fold(name) not in parameters]
        parameters.update(map(fold, item.parameters))
