"""What is wrong with a value in a file that a person wrote, by pydantic's kinds of faults, in messages of ours."""

from collections.abc import Mapping
from typing import Any

from indababot.i18n import N_, Said, said

_WRONG = {
    "string_type": N_("must be text in quotes"),
    "string_too_short": N_("must not be empty"),
    "tuple_type": N_("must be a list"),
    "list_type": N_("must be a list"),
    "frozen_set_type": N_("must be a list"),
    "dict_type": N_("must be a table"),
    "model_type": N_("must be a table"),
    "model_attributes_type": N_("must be a table"),
    "int_type": N_("must be a whole number"),
    "int_parsing": N_("must be a whole number"),
    "int_from_float": N_("must be a whole number"),
    "float_type": N_("must be a number"),
    "float_parsing": N_("must be a number"),
    "finite_number": N_("must be a finite number"),
    "bool_type": N_("must be true or false"),
    "bool_parsing": N_("must be true or false"),
    "date_type": N_("must be a date, as 2023-11-03"),
    "date_parsing": N_("must be a date, as 2023-11-03"),
    "date_from_datetime_parsing": N_("must be a date, as 2023-11-03"),
    "date_from_datetime_inexact": N_("must be a date without a time"),
    "greater_than": N_("must be greater than {gt}"),
    "greater_than_equal": N_("must be at least {ge}"),
    "less_than": N_("must be less than {lt}"),
    "less_than_equal": N_("must be at most {le}"),
    "literal_error": N_("must be {expected}"),
    "enum": N_("must be {expected}"),
    "string_pattern_mismatch": N_("must be of the form {pattern}"),
    "too_long": N_("has too many entries"),
    "too_short": N_("has too few entries"),
}
"""What pydantic's kinds of faults mean for a person who wrote a file, by their names there."""


def wrong(fault: Mapping[str, Any]) -> str:
    """What is wrong with a value, in plain words; ``fault`` is one of pydantic's ``ValidationError.errors()``, with its context."""
    told, values = _WRONG.get(str(fault["type"])), fault.get("ctx") or {}
    if told is not None:
        return said(told, **{name: _either(str(value)) for name, value in values.items()})
    ours = next(iter(getattr(values.get("error"), "args", ())), None)
    return ours if isinstance(ours, Said) else str(fault["msg"]).removeprefix("Value error, ")


def _either(values: str) -> str:
    """What pydantic lists as it expects it, ``'a', 'b' or 'c'``, so that its word can be another language's."""
    several, word, last = values.rpartition(" or ")
    return said("{several} or {last}", several=several, last=last) if word else values
