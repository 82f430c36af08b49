"""What a language's file may say; see :mod:`indababot.lexicon`."""

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]


class Section(BaseModel):
    """A part of a language's file. Every key is a list of words or phrases, or a table of such lists; all are optional."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class People(Section):
    """Fields of people: what joins names, what is no name, roles, words of sentences."""


class Signatures(Section):
    """Signatures: talk words, reply links, little words before a date or between it and its time."""


class Participants(Section):
    """The list of interested people: hints, "on behalf of"."""


class Choices(Section):
    """Fields of choices: words for "or", hedges."""


class Dates(Section):
    """Months, zones and what stands around them."""


class Values(Section):
    """Any value: placeholders, and words that mean nothing (``N/A``, ``aucune``)."""


class Statuses(Section):
    """Words that tell a status, by status."""


class Labels(Section):
    """The fields' usual labels, by field: what the generic edition understands."""


class Interface(Section):
    """What MediaWiki's own interface shows on a page: edit links, the head of a table of contents, the line of categories."""


class Templates(Section):
    """Templates by what they show: accounts, lists, layout, boxes that are ticked, one of their parameters."""


class Privacy(Section):
    """Words that introduce a telephone number, and those that spell out an address (``at``, ``dot``)."""

    telephone: Words = ()
    beside: Words = ()
    """Little words between a word for telephone and the number: ``Phone number is …``."""
    numbered: Words = ()
    """Words that introduce a number which is no phone number: ``ISBN``, ``revision``."""
    at: Words = ()
    at_signs: Words = ()
    """Words for the sign "@" that mean nothing else."""
    dot: Words = ()
    not_domains: Words = ()
    """Ordinary words that are the code of a country's domain too: no address ends with one after a word for "dot"."""
    providers: Words = ()
    """Well-known providers of mail: ``ada at gmail.com`` is an address, ``see us at example.org`` is none."""


class Forms(Section):
    """Signs by which ``editions init`` guesses what a field of a form is."""


class Language(BaseModel):
    """One language. ``code`` is its ISO 639 code, ``name`` its own name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    people: People = People()
    signatures: Signatures = Signatures()
    participants: Participants = Participants()
    choices: Choices = Choices()
    dates: Dates = Dates()
    values: Values = Values()
    statuses: Statuses = Statuses()
    labels: Labels = Labels()
    interface: Interface = Interface()
    templates: Templates = Templates()
    privacy: Privacy = Privacy()
    forms: Forms = Forms()
