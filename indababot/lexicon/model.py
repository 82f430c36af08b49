"""What a language's file may say; see :mod:`indababot.lexicon`."""

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]


class Section(BaseModel):
    """A part of a language's file. Every key is a list of words or phrases, or a table of such lists; all are optional."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class People(Section):
    """Fields of people. Case is not looked at, but for :attr:`sentences`."""

    conjunctions: Words = ()
    """What joins the last two of several names: ``and``."""
    others: Words = ()
    """More people than are named: ``among others``."""
    labels: Words = ()
    """What is written before an account: ``username``."""
    roles: Words = ()
    """What somebody does in a session: ``moderator``. A phrase of up to five words with one of them is a role too."""
    remarks: Words = ()
    """Words that begin a remark beside a name, and no name: ``on``, ``for``."""
    organisations: Words = ()
    """Words in the names of wikis and groups, which stand in brackets beside people."""
    links: Words = ()
    """What a link in a field of people shows that leads to no person: ``slides``."""
    suffixes: Words = ()
    """What stands after a name and a comma and belongs to it: ``Ph.D.``; dots are optional."""
    abbreviations: Words = ()
    """Words of names that end in a full stop: ``Ltd.``."""
    particles: Words = ()
    """Words of a person's name that are written small: ``van``."""
    no_names: Words = ()
    """Words with which no name begins: ``yes``, ``count me``."""
    sentences: Words = ()
    """Words that stand in sentences and hardly ever in a name, written as they stand inside a sentence."""
    sentence_starts: Words = ()
    """Words that, written large before a small word, begin a sentence: ``I``."""
    account_brackets: Words = ()
    """Words in brackets that belong to an account's own name: ``usurped``."""


class Signatures(Section):
    """Signatures, as MediaWiki and people write them. Case is not looked at."""

    talk: Words = ()
    """What the link to a talk page or to contributions shows: ``talk``."""
    short: Words = ()
    """The same in a letter or two, beside another one only: ``t``, ``c``."""
    reply: Words = ()
    """The link that a talk page puts after a signature: ``reply``."""
    before_date: Words = ()
    """Little words between a name and its time: ``on``, ``le``."""
    unsigned: Words = ()
    """What a template says before the account that forgot to sign, as far as the account."""


class Participants(Section):
    """The list of interested people. Case is not looked at."""

    on_behalf: Words = ()
    """What stands before somebody whom the signer enters: ``on behalf of``."""
    on_behalf_short: Words = ()
    """The same, at the start of an entry, after a dash or a bracket only: ``for``."""
    added_by: Words = ()
    """What stands before the signer who enters another: ``added by``."""
    added_by_short: Words = ()
    """The same, after a bracket only: ``by``."""
    adding: Words = ()
    """What an entry for another begins with: ``adding``."""
    hint_verbs: Words = ()
    """What a hint of the form tells to do: ``add`` …"""
    hint_objects: Words = ()
    """… and with what: ``your name``, ``below``."""
    account_columns: Words = ()
    """The head of the column that holds accounts."""
    name_columns: Words = ()
    """The head of the column that holds names."""
    comment_columns: Words = ()
    """The head of the column that holds remarks."""
    number_columns: Words = ()
    """The head of the column that counts, or says when."""


class Choices(Section):
    """Fields of choices: words for "or", hedges."""


class Dates(Section):
    """Months, zones and what stands around them."""


class Values(Section):
    """Any value. Case and dots are not looked at."""

    nothing: Words = ()
    """What says that there is no value: ``N/A``, ``aucune``."""
    nobody: Words = ()
    """What names nobody where a name should stand: ``TBA``, ``your username here``."""


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
