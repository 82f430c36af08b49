"""The labels of a form that nobody has described yet, found in the wikitext of its form page or of filled pages.

It is no reader of submissions: it knows no edition, finds rather too much than too little, and what it finds goes
before a person. Each label comes with what stands behind it and what the form says about it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from indababot.editions.init.found import CHOICES, SLOT, SLOT_END, Found, Style, shown
from indababot.editions.init.guessing import Guess, guess, spoken, translations
from indababot.editions.init.listing import options
from indababot.editions.init.marking import Marked, marked_in
from indababot.editions.init.source import Source, read, tidied
from indababot.editions.init.templates import described, embedded, with_descriptions
from indababot.editions.init.wording import demanded, split_label
from indababot.lexicon import lexicon
from indababot.lexicon.patterns import compiled
from indababot.records import FieldKey
from indababot.wikicode.hidden import EXTENSIONS, hidden


@dataclass(frozen=True, slots=True)
class Scan:
    """What a page gave: its labels, the template that carries the form, the categories that it is put in, the
    settings of its input boxes (``preload``, ``prefix``), and its lines that belong to no label."""

    found: tuple[Found, ...]
    template: str | None = None
    categories: tuple[str, ...] = ()
    boxes: tuple[dict[str, str], ...] = ()
    noise: tuple[str, ...] = ()


_SLOT = re.compile(f"{SLOT}([^{SLOT}]*){SLOT}([^{SLOT_END}]*){SLOT_END}")
_DOCUMENTATION = frozenset(("noinclude",))
"""What a new page does not get from a preload page."""
_INTRODUCTION = compiled(lexicon().forms.instructions)
_LONGEST_PAGE = 200_000


def scan(text: str, template_data: Mapping[str, Any] | None = None) -> Scan:
    """The labels of a page, in its order; ``template_data`` is TemplateData's JSON where it came from elsewhere.

    Of a page that is longer than any form, only the beginning is looked at.
    """
    text = text[:_LONGEST_PAGE]
    whole = tidied(read(text))
    about = [] if template_data is None else list(described(template_data))
    for embed in whole.template_data:
        about += embedded(embed)
    inner = _without_documentation(text)
    if inner != text:  # a preload page says in noinclude what it is for; a translated one has its form there
        found = _scan(tidied(read(inner)), about, whole.boxes)
        if sum(guess(item.label, item.said).known for item in found.found) > len(about):
            return found
    return _scan(whole, about, whole.boxes)


def _without_documentation(text: str) -> str:
    """A preload page as a new page gets it."""
    pieces, last = [], 0
    for one in hidden(text, EXTENSIONS | _DOCUMENTATION):
        if one.name in _DOCUMENTATION and one.closed:
            pieces.append(text[last : one.start])
            last = one.end
    return "".join([*pieces, text[last:]])


def _scan(source: Source, about: list[Found], boxes: tuple[dict[str, str], ...]) -> Scan:
    usable, noise = _usable(marked_in(source.lines))
    found = with_descriptions(source.called, about) + usable
    if source.all_required:
        found = [replace(item, required=True) if _unsaid(item) else item for item in found]
    return Scan(tuple(found), source.template, source.categories, boxes, (*source.legends, *noise))


def _unsaid(item: Found) -> bool:
    """Whether a form says nothing of its own on whether this field, which people fill before they submit, is required."""
    meant = guess(item.label, item.said).key
    said = demanded(f"{item.hint}\n{item.label}\n{item.value}")
    return item.required is None and said is None and meant is not FieldKey.PARTICIPANTS


def _usable(items: list[Marked]) -> tuple[list[Found], list[str]]:
    """The pieces that are labels, and the lines that belong to none of them."""
    meant = [guess(split_label(item.label)[0], "\n".join(item.lines)) for item in items]
    good = _labels_among(items, meant)
    lost = items[0]
    last, last_key = lost, FieldKey.OTHER
    demand, level = None, 0  # what a section's heading says of all fields below it
    kept: list[tuple[Marked, bool | None]] = []
    following = zip([*items, None][1:], [*meant, None][1:], strict=True)
    for item, found, is_label, (after, asked) in zip(items, meant, good, following, strict=True):
        if item.style is Style.HEADING and item.level <= level:
            demand, level = None, 0
        option = last_key in CHOICES and item.depth > last.depth and not found.sure
        # "Proposal" stands above its labels, and "Presenters" above "Name".
        heads = not found.sure or found.key is FieldKey.NUMBER or (asked and asked.key is found.key)
        section = item.style is Style.HEADING and heads and _is_section(item, after)
        if is_label and not option and not section:
            kept.append((item, demand))
            last, last_key = item, found.key
        elif item.style is Style.HEADING:
            demand, level = (demanded(item.label), item.level) if level < item.level else (demand, level)
            lost.lines += [item.label, *item.lines]
            last, last_key = lost, FieldKey.OTHER
        elif item is not lost:
            last.lines += [item.raw, *item.lines[item.beside :]]
    alone = dict.fromkeys(match[1] for line in lost.lines for match in _SLOT.finditer(line))
    noise = [
        line for line in map(shown, (_SLOT.sub("", line) for line in lost.lines)) if re.search(r"\w", line)
    ]
    out = [Found(name, Style.PARAMETER, parameters=(name,)) for name in alone if guess(name).sure]
    return out + [_found(item, demand) for item, demand in kept], noise


def _labels_among(items: list[Marked], meant: list[Guess]) -> list[bool]:
    """Which pieces are labels: those that the lexicon speaks for, and others that are written in the form's own way."""
    known = Counter(item.style for item, found in zip(items, meant, strict=True) if found.known)
    own = {style for style, count in known.items() if count >= 2} or set(known)
    levels = {item.level for item, found in zip(items, meant, strict=True) if found.known}
    depths = {item.depth for item, found in zip(items, meant, strict=True) if found.sure}
    good: list[bool] = []
    for item, found in zip(items, meant, strict=True):
        is_own = item.solid and item.style in own and not _INTRODUCTION.search(item.label)
        if (
            item.style is Style.LINE
        ):  # prose has colons too: "Note: …" is a label only where such lines are the form
            known_line = found.sure and found.key is not FieldKey.OTHER
            good.append(known_line or (found.known and item.style in own and item.depth in depths) or is_own)
        elif item.style is Style.HEADING:
            good.append(found.known or item.level in levels)
        else:
            good.append(found.known or is_own)
    return [is_label and bool(split_label(item.label)[0]) for item, is_label in zip(items, good, strict=True)]


def _is_section(item: Marked, after: Marked | None) -> bool:
    """Whether a heading only stands above labels: nothing is below it but a deeper heading or labels of another style."""
    return (
        not item.lines
        and after is not None
        and (after.style is not Style.HEADING or after.level > item.level)
    )


def _named(text: str) -> tuple[str, str]:
    """A label, in one language or several, and its hints, a line each."""
    label, hint = split_label(text)
    parts = [split_label(part) for part in translations(label)]
    names, hints = [part for part, _ in parts], [more for _, more in parts]
    for line in hint.split("\n"):  # "Titre (Title)"
        meant = guess(line)
        if meant.sure and meant.key is guess(label).key and spoken(line) not in map(spoken, names):
            names.append(line)
        else:
            hints.insert(0, line)
    return " / ".join(names), "\n".join(filter(None, hints))


def _found(item: Marked, demand: bool | None) -> Found:
    label, hint = _named(item.label)
    value = "\n".join(line for line in item.lines if line).strip()
    slots = tuple(dict.fromkeys(match[1].strip() for match in _SLOT.finditer(value)))
    filler = "\n".join(match[2] for match in _SLOT.finditer(value) if match[2] and options(match[2]).values)
    value = _SLOT.sub("", value).strip()
    hints = "\n".join(text for text in (hint, item.hint, filler) if text)
    left = [line for line in hint.split("\n") if line != "required" and not options(line).values]
    said = demanded(f"{hints}\n{label}\n{value}") if demand is not None else None
    return Found(
        label,
        item.style,
        value=value,
        hint=hints,
        parameters=slots,
        required=demand if said is None else said,
        left="\n".join(dict.fromkeys(filter(None, (*left, item.left.strip("()"))))),
    )
