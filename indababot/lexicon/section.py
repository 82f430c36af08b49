"""What every part of a language's file is; see :mod:`indababot.lexicon.model`."""

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]


class Section(BaseModel):
    """A part of a language's file. Every key is a list of words or phrases, or a table of such lists; all are optional."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
