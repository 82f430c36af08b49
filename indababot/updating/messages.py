"""Messages in plans and reports: English in their JSON, and in the reader's language where the command line tells them.

What only we read again (a saved plan, the state folder) keeps what a message was put together from: ``context=KEPT`` when it is dumped.
"""

import string
from typing import Annotated, Any

from pydantic import (
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
)

from indababot.i18n import Plural, Said, message_of, plural, said, with_values
from indababot.privacy import masked, redacted

KEPT = {"messages": "kept"}
"""The context in which messages are dumped so that they can still be told in another language."""


def shown(thing: object) -> str:
    """A message, or what an error says, without secrets and personal data in its values."""
    return with_values(message_of(thing), lambda text: masked(redacted(text)))


def _read(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    return _made(value) if isinstance(value, dict) else value if isinstance(value, Said) else handler(value)


def _made(kept: Any) -> str:
    """The message that was kept as :func:`_kept` gives it; a file that says anything else is refused."""
    if isinstance(kept, str):
        return kept
    if (
        not isinstance(kept, dict)
        or set(kept) != {"template", "values"}
        or not isinstance(kept["values"], dict)
    ):
        raise ValueError("this is no message")
    template, values = (
        _template(kept["template"]),
        {name: _made(part) for name, part in kept["values"].items()},
    )
    forms = (template.one, template.many) if isinstance(template, Plural) else (template,)
    places = {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name is not None}
    if values and not places <= set(values):
        raise ValueError("this is no message")
    return said(template, **values)


def _template(kept: Any) -> str:
    """A template as it was kept: a text, or the two of a message that depends on a number, with the number."""
    if not isinstance(kept, dict):
        return str(kept)
    if set(kept) != {"one", "many", "number"} or not isinstance(kept["number"], int):
        raise ValueError("this is no message")
    return plural(kept["number"], str(kept["one"]), str(kept["many"]))


def _written(value: str, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    return _kept(value) if info.context is KEPT else str(value)


def _kept(message: object) -> Any:
    text = message_of(message)
    if not isinstance(text, Said):
        return text
    template: object = text.template
    if isinstance(template, Plural):
        template = {"one": template.one, "many": template.many, "number": template.number}
    return {"template": template, "values": {name: _kept(part) for name, part in text.parts.items()}}


Message = Annotated[str, WrapValidator(_read), WrapSerializer(_written)]
"""A text that may be a message which can be said in another language."""
