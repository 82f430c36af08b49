"""What a language's file may say; see :mod:`indababot.lexicon`."""

from pydantic import BaseModel, ConfigDict, Field

from indababot.lexicon.forms import Forms
from indababot.lexicon.people import Participants, People, Signatures
from indababot.lexicon.section import Section, Words


class Choices(Section):
    """Fields of choices: what joins values, what hedges them, and what the usual ones are called."""

    joiners: Words = ()
    """Words for *and*: they join values, and words inside one."""
    alternatives: Words = ()
    """Words for *or*, which stand between values only."""
    yes: Words = ()
    no: Words = ()
    """Answers after a value: Lecture: ``yes``, Panel: ``no``."""
    negations: Words = ()
    """Words before a value that is not meant: ``not`` a workshop."""
    instead: Words = ()
    """Words between a value and another one that is not meant: a workshop ``rather than`` a lecture."""
    articles: Words = ()
    """Indefinite articles before a value: ``a`` workshop."""
    hedges: Words = ()
    """Words of a sentence around values: "but also partly"."""
    common: Words = ()
    """Words of a value that shorten it too far to mean it: "session"."""
    names: dict[str, dict[str, Words]] = Field(default_factory=dict)
    """Other spellings of the usual values, by field and by the value's name, which is the same in all languages."""
    kinds: dict[str, Words] = Field(default_factory=dict)
    """The usual types by what programme tools call them: ``workshop``."""
    covering: Words = ()
    """Values that hold the others of their field, which say in a bracket or behind a dash what of each: ``Hybrid`` (2 onsite, 1 remote)."""
    own_language: Words = ()
    """What the value for this very language is called: ``English``."""


class Dates(Section):
    """Months, zones and what stands around them, as MediaWiki writes them in signatures and people by hand."""

    months: dict[int, Words] = Field(default_factory=dict)
    """Full names, genitives, abbreviations (without a stop) and variants, by the month's number."""
    zones: dict[str, Words] = Field(default_factory=dict)
    """Names of time zones, by their offset from UTC (``+01:00``). One that means several zones (``IST``) would be a guess."""
    ordinals: Words = ()
    """What stands right after a day: ``1er``."""
    of: Words = ()
    """Words before a month or a year: ``15 de janeiro de 2018``."""
    at: Words = ()
    """Words between a date and its time: ``à``, ``at``."""
    hours: Words = ()
    """What stands between hours and minutes, or after them: ``13h49``, ``13:49 Uhr``."""
    minutes: Words = ()
    """What stands after minutes: ``13h49min``."""
    hour_units: Words = ()
    """The unit of a session's length: ``2 hours``."""
    forenoon: Words = ()
    afternoon: Words = ()
    night: Words = ()
    """What stands after the hours of a clock of twelve: ``am``, ``pm``, ``da noite``."""
    open_hours: Words = ()
    """What stands after hours that not everybody counts alike, so that no time is told: ``asubuhi``."""
    numbered_days: Words = ()
    """What stands before the number of a conference's day: ``Day 2``."""
    weekdays: dict[int, Words] = Field(default_factory=dict)
    """Names of weekdays, by their number in ISO 8601: 1 is Monday."""


class Values(Section):
    """Any value. Case and dots are not looked at."""

    nothing: Words = ()
    """What says that there is no value: ``N/A``, ``aucune``."""
    oneself: Words = ()
    """What people call themselves in the place of their name; some are called so: ``User:Mimi``."""
    nobody: Words = ()
    """What names nobody where a name should stand: ``TBA``, ``see above``."""
    fill_ins: Words = ()
    """What a form writes in the place of a name or an account: ``your username here``."""


class Statuses(Section):
    """Words that tell a status: for each place where one can stand, by status (``accepted``)."""

    category: dict[str, Words] = Field(default_factory=dict)
    path: dict[str, Words] = Field(default_factory=dict)
    banner: dict[str, Words] = Field(default_factory=dict)
    field: dict[str, Words] = Field(default_factory=dict)
    move: dict[str, Words] = Field(default_factory=dict)
    negations: Words = ()
    """Words shortly before another that take it back: "decided *not* to accept"."""
    conditions: Words = ()
    """Words before another that make it a wish: "*once* it has been accepted"."""
    reviewers: Words = ()
    """Words of labels of what single reviewers say, who do not decide; written as :mod:`~indababot.lexicon.patterns` has it."""


class Labels(Section):
    """Labels of forms: the usual ones, which the generic edition understands, and the words that labels are made of.

    ``fields`` and ``parameters`` are tables by field; a key that no record has (``homepage``) names a label that ends the field before.
    """

    fields: dict[str, Words] = Field(default_factory=dict)
    parameters: dict[str, Words] = Field(default_factory=dict)
    little: Words = ()
    """Articles, prepositions and the like, which a label has or lacks without meaning anything else."""
    attached: Words = ()
    """Articles that are written as part of a word: ``ال``."""
    requests: Words = ()
    """What asks for an answer before a label: "*Please choose* a theme"."""
    asking: Words = ()
    """What turns a label into a question: "*Who are the* interested participants?"."""
    endings: Words = ()
    """Endings of the plural and of genders, which do not matter either."""
    genders: Words = ()
    """Endings of genders and plurals as they stand behind a sign inside a word: ``auteur·rice·s``, ``usuario/a``, ``Autor*innen``."""
    joined_ranks: Words = ()
    """Words like :attr:`ranks` that are written together with what follows: ``co`` author."""
    ranks: Words = ()
    """What tells one of several fields for people from the others, before or after the word: "*second* author", "*co*-author"."""
    people: Words = ()
    """Who proposes: "username of the *speaker*" is "username of the *author*"."""
    proposals: Words = ()
    """What is proposed: "title of the *talk*" is "title of the *submission*"."""
    fillers: Words = ()
    """Words that a label takes on without meaning anything else: "*your* title", "*proposed* theme"."""
    hints: Words = ()
    """Words of hints in a label's brackets, beside those of the edition's own labels, choices and hints."""
    limits: Words = ()
    """Words that begin a hint on a field's length: "up to"; a number follows."""
    optional: Words = ()
    """Phrases that make a text in brackets a hint: "if any"."""
    parts: Words = ()
    """What parts of an abstract are called: "goal", "method". Before them the abstract does not end."""
    additions: Words = ()
    """What is written before something that an author adds later, with a date or a number or without: "Update"."""
    answers: Words = ()
    """What a form prints before an answer: "Answer:"."""
    questions: Words = ()
    """Words before the number of a label: "Question 3.", "Qn. 3:"."""
    ordinals: Words = ()
    """Words that number labels: "firstly", before a colon or a dash."""
    pictures: Words = ()
    """Words for a picture, whose text may stand before the first label of a copied card."""
    codes: Words = ()
    """Labels of a programme card's code: "Session ID"."""
    never: Words = ()
    """Words before a colon that are no label: "PS"."""


class Interface(Section):
    """What MediaWiki's own interface shows on a page, and a copy of it keeps. Case is not looked at."""

    edit: Words = ()
    """Links to edit or answer, in square brackets."""
    edit_section: Words = ()
    """The links to edit a section, beside its heading."""
    threads: Words = ()
    """What stands above a thread, behind a number too: ``subscribe``, 3 ``comments``, ``latest comment``: …"""
    contents: Words = ()
    """The head of a table of contents."""
    categories: Words = ()
    """What stands before the names of a page's categories."""
    footer: Words = ()
    """How the first line below a page begins: ``This page was last edited on``."""
    retrieved: Words = ()
    """What stands before the address of a page that was printed: ``Retrieved from``."""
    menus: Words = ()
    """The entries and heads of the menus, tabs and links that a skin shows around a page."""
    navigation: Words = ()
    """The heads of the menus that a skin shows below a page."""
    submissions: Words = ()
    """Parts of the titles of submissions' pages: ``X/Submissions/Y``."""
    open_submissions: Words = ()
    """Those of them below which nothing is decided yet, whatever stands above: ``Program/Submissions/Y``."""


class Copies(Section):
    """What mails and printers put around a text. Case is not looked at."""

    heads: Words = ()
    """The heads of a mail, above its text: ``From``: …"""
    sheets: Words = ()
    """What stands before the number of a printed sheet: ``Page`` 2 of 3."""
    closings: Words = ()
    """Lines that end a letter, above the name of who wrote it."""
    sent: Words = ()
    """How the line begins that a mail program puts below a letter: ``Sent from my`` …"""


class Templates(Section):
    """Templates by what they show, their parameters, and the words of picture links; all without case."""

    namespace: Words = ()
    """The template namespace."""
    accounts: Words = ()
    """Their first parameter is an account."""
    several_accounts: Words = ()
    """Those of them whose every parameter is an account."""
    addressed: Words = ()
    """Those of them that speak to somebody, who is not entered by it: they show ``@`` before the account."""
    account_parameters: Words = ()
    unsigned: Words = ()
    """They sign for another: an account and a time, in either order."""
    first: Words = ()
    """They show their first parameter."""
    quotes: Words = ()
    """They show a quotation, apart from what is around it: ``blockquote``."""
    flags: Words = ()
    """They show a flag and a country's name."""
    second: Words = ()
    """They show their second parameter."""
    linked: Words = ()
    """They show a link to the page of their first parameter, as their second one says: ``w``."""
    labelled_accounts: Words = ()
    """Those of ``accounts`` whose second parameter is what they show."""
    line_breaks: Words = ()
    """They end a line: ``break``."""
    outdents: Words = ()
    """They lead a thread back to the margin: ``outdent``."""
    breaks: Words = ()
    """They end a paragraph: ``pb``, ``clear``."""
    struck: Words = ()
    """They show their first parameter, struck."""
    lists: Words = ()
    """Each of their parameters is an entry of a list."""
    ticked: Words = ()
    unticked: Words = ()
    """A box to tick, ticked or not."""
    ticked_pictures: Words = ()
    unticked_pictures: Words = ()
    """Words in the name of a picture that shows such a box."""
    notes: Words = ()
    """Footnotes: what their parameters say is no part of what they stand in."""
    box_starts: Words = ()
    """They begin a box that is closed at first, under a title: what stands in it follows, up to one of ``box_ends``."""
    box_ends: Words = ()
    box_titles: Words = ()
    """Their parameters that hold the title, beside the first."""
    layout: Words = ()
    """They show nothing: they place things, or are an anchor."""
    mentions: Words = ()
    """They show how another template is called, and call none: ``tl``."""
    content: Words = ()
    """Parameters of boxes that say nothing by their name."""
    sources: Words = ()
    """Those of quotations that hold what is quoted, or whom it is from."""
    label_parameters: Words = ()
    data_parameters: Words = ()
    """Parameters of an infobox that have a number behind them: ``label1=``, ``data1=``."""
    picture_frames: Words = ()
    """Options of a picture link whose caption is shown."""
    picture_alternatives: Words = ()
    """Its options for what is read out or shown in the picture's place (``alt=``)."""
    picture_places: Words = ()
    """Options that put a picture beside the text, or below it: a paragraph ends there."""
    picture_options: Words = ()
    """Its other options, and those with a value (``class=``)."""


class Privacy(Section):
    """Words that introduce a telephone number, and those that spell out an address (``at``, ``dot``)."""

    telephone: Words = ()
    beside: Words = ()
    """Little words between a word for telephone and the number: ``Phone number is …``."""
    numbered: Words = ()
    """Words that introduce a number which is no phone number: ``ISBN``, ``revision``."""
    counted: Words = ()
    """What large numbers count: ``712345678 bytes``."""
    mail: Words = ()
    """Words that introduce an address: what stands before a word for "@" is a name then."""
    at: Words = ()
    at_in_prose: Words = ()
    """Little words of every sentence that are "@" before a provider of mail, a word for a dot, or after a word for mail."""
    at_signs: Words = ()
    """Words for the sign "@" that mean nothing else."""
    mail_templates: Words = ()
    """Templates that show an address, of which they are given the name and the domain: ``{{nospam|ada|example.org}}``."""
    blank_templates: Words = ()
    """Templates that show a blank: ``{{nbsp}}``."""
    at_pictures: Words = ()
    """Words in the name of a picture that shows the sign "@"."""
    at_in_brackets: Words = ()
    """Words that are read as "@" in brackets only."""
    dot: Words = ()
    hyphens: Words = ()
    """Words for the other signs in an address: ``ada underscore nnko``."""
    endings: Words = ()
    """Last parts of domains in this language's letters."""
    not_domains: Words = ()
    """Ordinary words that are the code of a country's domain too: no address ends with one after this language's word for "dot"."""
    providers: Words = ()
    """Well-known providers of mail: ``ada at gmail.com`` is an address, ``see us at example.org`` is none."""


class Language(BaseModel):
    """One language. ``code`` is its ISO 639 code, ``name`` its own name; ``begun`` says that lists are still missing."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: str
    name: str
    begun: bool = False
    people: People = Field(default_factory=People)
    signatures: Signatures = Field(default_factory=Signatures)
    participants: Participants = Field(default_factory=Participants)
    choices: Choices = Field(default_factory=Choices)
    dates: Dates = Field(default_factory=Dates)
    values: Values = Field(default_factory=Values)
    statuses: Statuses = Field(default_factory=Statuses)
    labels: Labels = Field(default_factory=Labels)
    interface: Interface = Field(default_factory=Interface)
    copies: Copies = Field(default_factory=Copies)
    templates: Templates = Field(default_factory=Templates)
    privacy: Privacy = Field(default_factory=Privacy)
    forms: Forms = Field(default_factory=Forms)
