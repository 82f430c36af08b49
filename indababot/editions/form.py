"""What an edition's form looks like: its fields, each with its labels, limits and choices."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, PositiveInt, StringConstraints, model_validator

from indababot.asked import Asked
from indababot.i18n import said
from indababot.lexicon import fold
from indababot.records import FieldKey

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,10})*")


def _known_language(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(said("'{code}' is no code of a language: give one such as en or pt-br", code=code))
    return code


LanguageCode = Annotated[Text, AfterValidator(_known_language)]
Labels = dict[LanguageCode, tuple[Text, ...]]
"""Texts by language code: ``{en = ["Author(s)"], fr = ["Auteur(s)"]}``."""


def claimed_twice(claims: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str, str]]:
    """Each text that two owners claim, with both; claims are (owner, text)."""
    owners: dict[str, str] = {}
    for owner, text in claims:
        first = owners.setdefault(fold(text), owner)
        if first != owner:
            yield text, first, owner


class Model(Asked):
    """A table of an edition's file: a key that it does not have is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Choice(Model):
    """One value of a vocabulary: its canonical name, other spellings, and for types the minutes from and to."""

    name: Text
    aliases: tuple[Text, ...] = ()
    minutes: tuple[PositiveInt, PositiveInt] | None = None

    @model_validator(mode="after")
    def _minutes_in_order(self) -> "Choice":
        if self.minutes and self.minutes[0] > self.minutes[1]:
            raise ValueError(
                said(
                    "the minutes of '{name}' go from more to less: {minutes}",
                    name=self.name,
                    minutes=list(self.minutes),
                )
            )
        return self


class FormField(Model):
    """One field of the form.

    ``labels`` are the label's spellings by language, without a colon or a hint in brackets; ``parameters`` are names of
    template parameters. A choice field that is ``open`` takes unknown values without an error. ``hints`` are texts of the
    form that count as empty when left in place. Limits are in words (``max_values`` in values).
    """

    key: FieldKey
    labels: Labels = Field(default_factory=dict)
    parameters: tuple[Text, ...] = ()
    required: bool = False
    min_words: PositiveInt | None = None
    max_words: PositiveInt | None = None
    max_values: PositiveInt | None = None
    choices: tuple[Choice, ...] = ()
    open: bool = False
    hints: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        return f"<FormField {self.key.value}>"

    @model_validator(mode="after")
    def _limits_in_order(self) -> "FormField":
        if self.min_words and self.max_words and self.min_words > self.max_words:
            raise ValueError(
                said(
                    "min_words {least} is more than max_words {most}",
                    least=self.min_words,
                    most=self.max_words,
                )
            )
        return self

    @model_validator(mode="after")
    def _each_choice_once(self) -> "FormField":
        texts = ((choice.name, text) for choice in self.choices for text in (choice.name, *choice.aliases))
        for text, first, second in claimed_twice(texts):
            raise ValueError(
                said(
                    "'{text}' stands for two choices, '{first}' and '{second}'",
                    text=text,
                    first=first,
                    second=second,
                )
            )
        names = [fold(choice.name) for choice in self.choices]
        for choice in self.choices:
            if names.count(fold(choice.name)) > 1:
                raise ValueError(said("the choice '{name}' is there twice", name=choice.name))
        return self

    @property
    def spellings(self) -> tuple[str, ...]:
        """The spellings of its label in all languages."""
        return tuple(chain.from_iterable(self.labels.values()))

    @property
    def ident(self) -> str:
        """What tells the field from the edition's others: its key, and for ``other`` its name too."""
        return f"other '{self.name}'" if self.key is FieldKey.OTHER else self.key.value

    @property
    def name(self) -> str:
        """The label that people know the field by: the first English one, else the first there is, else the key."""
        named = self.labels.get("en") or next(iter(self.labels.values()), ())
        return named[0] if named else self.key.value

    def label_in(self, language: str) -> str:
        """The field's first label in a language, else :attr:`name`."""
        return next(iter(self.labels.get(language, ())), self.name)


class Form(Model):
    """What a form carries beside its fields.

    ``noise``: texts of the page that mean nothing (a hint below a heading, a navigation line).
    ``placeholders``: texts that stand for an empty value. ``groups``: names of authors that are known groups, which need no
    account of their own.
    """

    noise: tuple[Text, ...] = ()
    placeholders: tuple[Text, ...] = ()
    groups: tuple[Text, ...] = ()
