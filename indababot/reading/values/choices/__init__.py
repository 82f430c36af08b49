"""Fields of choices: the values of an edition's vocabularies, boxes that are ticked, and labels that turn out to be such fields."""

from indababot.reading.values.choices.field import match

__all__ = ["match"]
