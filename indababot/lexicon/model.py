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
    """Templates by what they show, their parameters, and the words of picture links; all without case."""

    namespace: Words = ()
    """The template namespace."""
    accounts: Words = ()
    """Their first parameter is an account."""
    several_accounts: Words = ()
    """Those of them whose every parameter is an account."""
    account_parameters: Words = ()
    unsigned: Words = ()
    """They sign for another: an account and a time, in either order."""
    first: Words = ()
    """They show their first parameter."""
    second: Words = ()
    """They show their second parameter."""
    struck: Words = ()
    """They show their first parameter, struck."""
    lists: Words = ()
    """Each of their parameters is an entry of a list."""
    ticked: Words = ()
    unticked: Words = ()
    """A box to tick, ticked or not."""
    layout: Words = ()
    """They show nothing: they place things, or are an anchor."""
    content: Words = ()
    """Parameters of boxes that say nothing by their name."""
    label_parameters: Words = ()
    data_parameters: Words = ()
    """Parameters of an infobox that have a number behind them: ``label1=``, ``data1=``."""
    picture_frames: Words = ()
    """Options of a picture link whose caption is shown."""
    picture_options: Words = ()
    """Its other options, and those with a value (``class=``)."""


class Privacy(Section):
    """Words that introduce a telephone number, and those that spell out an address (``at``, ``dot``)."""


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
