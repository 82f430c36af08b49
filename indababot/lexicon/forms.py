"""What a language's forms say of their fields; see :mod:`indababot.lexicon.model`."""

from typing import Literal

from pydantic import Field

from indababot.lexicon.section import Section, Words

FieldSign = Literal[
    "emails", "other", "participants", "usernames", "takeaways", "benefit", "levels", "duration", "languages", "country", "affiliation",
    "requirements", "themes", "types", "abstract", "title", "authors", "mode", "status", "number", "extra",
]  # fmt: skip
"""The keys of a record's fields: see :class:`indababot.records.FieldKey`."""


class Forms(Section):
    """What forms say of their fields, for ``editions init``. See :mod:`indababot.lexicon.patterns` for the signs in these words."""

    words: Words = ()
    """The unit of a limit: ``words``."""
    characters: Words = ()
    """Other units of a text's length."""
    other_units: Words = ()
    """What else may follow a number that is no number of choices."""
    minutes: Words = ()
    """The unit of a session's length."""
    at_most: Words = ()
    """Words before the greatest number that is allowed."""
    below: Words = ()
    """Words before a number that is not allowed any more: ``less than``."""
    at_least: Words = ()
    """Words before the least number that is allowed."""
    above: Words = ()
    """Words before a number that is not enough: ``more than``."""
    at_most_after: Words = ()
    """:attr:`at_most` after the number and its unit: ``300 words or less``."""
    at_least_after: Words = ()
    """:attr:`at_least` after the number and its unit."""
    word_limit: Words = ()
    """Words before the greatest number of words, which does not name its unit: ``word limit``."""
    negations: Words = ()
    """Single words that turn what follows round: ``no`` less than."""
    range_words: Words = ()
    """Words between the two numbers of a range: ``100 to 300``."""
    numbers: dict[int, Words] = Field(default_factory=dict)
    """Small numbers in words."""
    only: Words = ()
    """Words beside a number of choices: ``only`` one."""
    just: Words = ()
    """Words between "choose" and a number."""
    optional: Words = ()
    """Says that a field may stay empty."""
    required: Words = ()
    """Says that a field must be filled."""
    choose: Words = ()
    """Orders to choose."""
    orders: Words = ()
    """Words with which other orders begin: ``describe`` your session, ``your`` name here."""
    strike: Words = ()
    """Orders to delete or keep some of what is listed."""
    please: Words = ()
    """Stands before an order."""
    lead_ins: Words = ()
    """Stands before the values of a list: ``one of``."""
    articles: Words = ()
    """Little words before :attr:`lists`."""
    lists: Words = ()
    """What the values of a list are called, before a colon: ``options:``."""
    are: Words = ()
    """Between :attr:`lists` and the values."""
    examples: Words = ()
    """Says that a list is none of all values."""
    and_so_on: Words = ()
    """Ends a list that has more values."""
    joins_or: Words = ()
    """Stands before the last value."""
    joins: Words = ()
    """Stands between values that a person chose."""
    sentence: Words = ()
    """Words of sentences, which no value is."""
    instructions: Words = ()
    """Words of what a form says about itself."""
    marked: Words = ()
    """Explains the mark of required fields: fields ``marked`` with …"""
    fields: Words = ()
    """What a form calls its fields."""
    means: Words = ()
    """Between a mark and what it says."""
    everything: Words = ()
    """All fields of a form."""
    unless: Words = ()
    """Takes some of them out."""
    help_columns: Words = ()
    """The head of a column that explains the fields."""
    answer_columns: Words = ()
    """The heads of the columns of labels and of answers."""
    remarks: Words = ()
    """Whole labels of a field for the author's remarks."""
    little: Words = ()
    """Articles and the like, which a label has or lacks without meaning anything else."""
    endings: Words = ()
    """Endings of plurals and genders, as they stand in brackets or between dots: ``Author(s)``, ``auteur·rice·s``."""
    letters: Words = ()
    """Letters that give the language away, all in one text."""
    language_words: Words = ()
    """Words that give the language away."""
    own_names: Words = ()
    """Whole labels that ask for the name of who submits."""
    signs: dict[FieldSign, Words] = Field(default_factory=dict)
    """Words in a label by the field that they speak for."""
