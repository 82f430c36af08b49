"""Models that say which attribute was meant, where a notebook asks for one that they do not have."""

from typing import TYPE_CHECKING

from pydantic import BaseModel


class Asked(BaseModel):
    """A model whose error for an attribute that it does not have names the nearest one that it has."""

    if not TYPE_CHECKING:  # else mypy would take any name

        def __getattr__(self, name: str) -> object:
            try:
                return super().__getattr__(name)
            except AttributeError as error:
                raise _meant(self, name, error) from None


def _meant(model: BaseModel, name: str, error: AttributeError) -> AttributeError:
    """The error that helps; Python's own where Python or a notebook only asks whether something is there."""
    from indababot.suggestions import nearest

    if name.startswith("_"):
        return error
    known = [field for field, about in type(model).model_fields.items() if not about.exclude]
    near = nearest(name, known)
    hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known)}."
    return AttributeError(f"There is no {name!r} in a {type(model).__name__}: {hint}")
