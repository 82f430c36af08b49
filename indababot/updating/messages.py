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

from indababot.i18n import Said, message_of, said, with_values
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
    template, values = str(kept["template"]), {name: _made(part) for name, part in kept["values"].items()}
    places = (
        {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
        if values
        else set()
    )
    if not places <= set(values):
        raise ValueError("this is no message")
    return said(template, **values)


def _written(value: str, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    return _kept(value) if info.context is KEPT else str(value)


def _kept(message: object) -> Any:
    text = message_of(message)
    if not isinstance(text, Said):
        return text
    return {"template": text.template, "values": {name: _kept(part) for name, part in text.parts.items()}}


Message = Annotated[str, WrapValidator(_read), WrapSerializer(_written)]
"""A text that may be a message which can be said in another language."""
