"""What is made of an edition or of one of its fields once, and asked for again with every page."""

from collections.abc import Callable
from typing import TypeVar

_Model = TypeVar("_Model")
_Made = TypeVar("_Made")

_KEPT = 1024
"""More than all fields and rules of all editions; a program that goes on making editions starts over."""


def prepared(make: Callable[[_Model], _Made]) -> Callable[[_Model], _Made]:
    """A function that makes something of a model, as one that makes it once for each.

    Models are told apart by identity: comparing or hashing all that is in them would take longer than the work that is saved.
    """
    known: dict[int, tuple[_Model, _Made]] = {}

    def of(model: _Model) -> _Made:
        entry = known.get(id(model))
        if entry is None:
            if len(known) >= _KEPT:
                known.clear()
            entry = known[id(model)] = (model, make(model))  # holding the model keeps its id its own
        return entry[1]

    return of
