"""A wrong call of the library, told in a sentence that shows the right one."""

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")
_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def shown(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """The function; where it is called with arguments that it does not have, or without one that it needs, it shows its call."""

    @wraps(function)
    def called(*arguments: Given.args, **named: Given.kwargs) -> Result:
        signature = inspect.signature(function)
        try:
            signature.bind(*arguments, **named)
        except TypeError as error:
            call = f"{function.__name__}({', '.join(_arguments(signature))})"
            reason = _unknown(signature, named) or str(error)
            raise TypeError(f"Call it as {call}: {reason.rstrip('.')}") from None
        return function(*arguments, **named)

    return called


def _arguments(signature: inspect.Signature) -> Iterator[str]:
    for name, parameter in signature.parameters.items():
        yield name if parameter.kind in _BY_PLACE else f"{name}=…"


def _unknown(signature: inspect.Signature, named: dict[str, object]) -> str | None:
    """What there is to say of a name that no argument has; the one that was meant, where that can be told."""
    from indababot.suggestions import nearest

    wrong = next((name for name in named if name not in signature.parameters), None)
    if wrong is None:
        return None
    near = nearest(wrong, signature.parameters)
    return f"there is no {wrong!r}" + (f", did you mean {near!r}?" if near else "")
