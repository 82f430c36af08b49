"""Messages in the reader's language: gettext catalogues, English where a message has no translation.

A message is a template with named places (``{field}``) and the values for them; only templates are translated. ``N_``
marks a template for extraction (``scripts/messages``) where it stands, without translating it there.

A language is offered when its catalogue is whole: ``scripts/messages`` compiles only a catalogue that misses no message.
"""

import gettext
import os
import string
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = "en"
"""The language that templates are written in."""
ARABIC_COMMA = frozenset({"ar", "fa", "ur"})
"""The languages that separate the items of a list by ``،``; the others do by a comma."""

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "indababot"
"""Where ``gettext`` finds the catalogues, and what they are called."""


def N_(template: str) -> str:  # noqa: N802 - gettext's own name for this mark
    """The template itself, marked for extraction."""
    return template


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Two templates of one message, for one thing and for several, marked for extraction."""
    return one, many


class Plural(str):
    """A template that depends on how many things it tells of; as a text it is the English form for that number."""

    one: str
    many: str
    number: int


def plural(number: int, one: str, many: str) -> Plural:
    """The template for so many things, of the two that English has; another language may have up to six forms."""
    template = Plural(one if number == 1 else many)
    template.one, template.many, template.number = one, many, number
    return template


class Said(str):
    """A message in English that knows what it was put together from, so that it can be said in another language."""

    template: str
    parts: Mapping[str, object]


def said(template: str, **values: object) -> Said:
    """A message for people: English as a text, and in the reader's language where the command line tells it.

    A value may be such a message itself, or an error that was raised with one.
    """
    message = Said(template.format_map(values) if values else template)
    message.template, message.parts = template, values
    return message


def decimal(value: float) -> Said:
    """A number with one decimal, after each language's own sign. Whole numbers are digits without groups in every language."""
    whole, tenth = f"{value:.1f}".split(".")
    return said("{whole}.{tenth}", whole=whole, tenth=tenth)


def percent(share: float) -> Said:
    """A share as a whole number of per cent."""
    return said("{number}%", number=f"{100 * share:.0f}")


def in_language(language: str, message: object) -> str:
    """A message, or what an error of ours says, in a language; any other text as it is."""
    template = getattr(message, "template", None)
    if isinstance(template, Said):
        return in_language(language, template)
    parts = getattr(message, "parts", None)
    if template is None or parts is None:
        return str(message)
    return translate(language, template, {name: in_language(language, part) for name, part in parts.items()})


def listed(language: str, messages: Iterable[object]) -> str:
    """Messages one after the other, in a language, with its comma between."""
    comma = "، " if normal(language) in ARABIC_COMMA else ", "
    return comma.join(in_language(language, message) for message in messages)


def message_of(thing: object) -> str:
    """What an error of ours says as a message that can be said in another language, a message itself; any other as its text."""
    template, parts = getattr(thing, "template", None), getattr(thing, "parts", None)
    if isinstance(template, Said):
        return message_of(template)
    return str(thing) if template is None or parts is None else said(template, **parts)


def with_values(message: str, change: Callable[[str], str]) -> str:
    """A message with each of its values changed, whose own words stay; of any other text the whole is."""
    if not isinstance(message, Said):
        return change(message)
    parts = {name: with_values(message_of(part), change) for name, part in message.parts.items()}
    return said(message.template, **parts)


def kept(message: object) -> Any:
    """A message as JSON that :func:`made` makes it of again, so that it can still be said in another language; any other text as it is."""
    text = message_of(message)
    if not isinstance(text, Said):
        return text
    template: object = text.template
    if isinstance(template, Plural):
        template = {"one": template.one, "many": template.many, "number": template.number}
    return {"template": template, "values": {name: kept(part) for name, part in text.parts.items()}}


def made(data: Any) -> str:
    """The message or text that :func:`kept` gave this for.

    Raises:
        ValueError: it is anything else.
    """
    if isinstance(data, str):
        return data
    if (
        not isinstance(data, dict)
        or set(data) != {"template", "values"}
        or not isinstance(data["values"], dict)
    ):
        raise ValueError("this is no message")
    template, values = (
        _template(data["template"]),
        {name: made(part) for name, part in data["values"].items()},
    )
    forms = (template.one, template.many) if isinstance(template, Plural) else (template,)
    places = {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}
    if values and not places <= set(values):
        raise ValueError("this is no message")
    return said(template, **values)


def _template(data: Any) -> str:
    """A template as it was kept: a text, or the two of a message that depends on a number, with the number."""
    if not isinstance(data, dict):
        return str(data)
    if set(data) != {"one", "many", "number"} or not isinstance(data["number"], int):
        raise ValueError("this is no message")
    return plural(data["number"], str(data["one"]), str(data["many"]))


NEEDS_EXTRA = N_("{what} needs the extra '{extra}': pip install 'indababot[{extra}]'.")
"""What :class:`~indababot.errors.MissingExtra` says."""

NOT_GIVEN = N_("The machine does not give what this needs ({why}): give it more, or do less at once")
"""What is said where there is no more memory, process, open file or disk."""


def available() -> tuple[str, ...]:
    """The languages that are offered: English and those whose catalogue is whole, sorted."""
    return tuple(sorted(_with_a("mo") | {SOURCE}))


def offered(language: str) -> str:
    """A language's code where it is offered, else English: what a text is really in when nobody insists on a language."""
    code = normal(language)
    return code if code in available() else SOURCE


def refusal(language: str) -> Said | None:
    """Why a language that somebody asked for is not offered, and which ones are, in a sentence; None where it is."""
    code = normal(language)
    if code in available():
        return None
    known = ", ".join(available())
    if code in _with_a("po"):
        return said(
            "The messages in '{language}' are not all translated yet: use one of {known}.",
            language=language,
            known=known,
        )
    if code[:2] in available():  # as in french, fra
        return said(
            "There are no messages in '{language}': did you mean '{near}'?", language=language, near=code[:2]
        )
    return said("There are no messages in '{language}': use one of {known}.", language=language, known=known)


def translate(language: str, template: str, values: Mapping[str, str] | None = None) -> str:
    """A template in a language (``fr``, ``fr-CA``, ``fr_CA.UTF-8``), with its values put in; English where there is none."""
    catalogue = _catalogue(normal(language))
    if isinstance(template, Plural):
        text = catalogue.ngettext(template.one, template.many, template.number)
    else:
        text = catalogue.gettext(template) if template else ""
    return text.format_map(values) if values else text


def normal(language: str) -> str:
    """The language's code without region, script or encoding: ``fr_CA.UTF-8`` is ``fr``; ``C`` and ``POSIX`` are English."""
    code = language.replace("_", "-").split(".")[0].split("@")[0].split("-")[0].lower()
    return SOURCE if code in ("", "c", "posix") else code


def locale(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale of a process asks for."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return normal(next((environment[name] for name in names if environment.get(name)), SOURCE))


def _with_a(suffix: str) -> set[str]:
    return {path.parent.parent.name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.{suffix}")}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, FOLDER, languages=[language], fallback=True)
