"""Messages in plans and reports: English in their JSON, and in the reader's language where the command line tells them.

What only we read again (a saved plan, the state folder) keeps what a message was put together from: ``context=KEPT`` when it is dumped.
"""

from typing import Annotated, Any

from pydantic import (
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
)

from indababot.i18n import Said, kept, made, message_of, with_values
from indababot.privacy import masked, redacted

KEPT = {"messages": "kept"}
"""The context in which messages are dumped so that they can still be told in another language."""


def shown(thing: object) -> str:
    """A message, or what an error says, without secrets and personal data in its values."""
    return with_values(message_of(thing), lambda text: masked(redacted(text)))


def _read(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    return made(value) if isinstance(value, dict) else value if isinstance(value, Said) else handler(value)


def _written(value: str, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    return kept(value) if info.context is KEPT else str(value)


Message = Annotated[str, WrapValidator(_read), WrapSerializer(_written)]
"""A text that may be a message which can be said in another language."""
