"""What a language says of people: in fields, in signatures and in lists of participants; see :mod:`indababot.lexicon.model`."""

from indababot.lexicon.section import Section, Words


class People(Section):
    """Fields of people. Case is not looked at, but for :attr:`sentences`."""

    conjunctions: Words = ()
    """What joins the last two of several names: ``and``, ``or``."""
    attached_conjunctions: Words = ()
    """Conjunctions that are written onto the next word: ``و``."""
    after_attached: Words = ()
    """Letters before which such a conjunction is one for certain, as it is before a name with its own letter: ``أ``."""
    joined_names: Words = ()
    """Names of regions and the like with a conjunction of their own: ``Central and Eastern Europe``."""
    joined_surnames: Words = ()
    """Family names that stand behind a conjunction inside a name: ``João de Sousa e Silva``."""
    names_like_attached: Words = ()
    """Names that begin with the letters of such a conjunction, and have none: ``وليد``."""
    others: Words = ()
    """More people than are named: ``among others``."""
    counted_others: Words = ()
    """The same after a number: two ``others``, 3 ``more``."""
    labels: Words = ()
    """What is written before an account: ``username``."""
    roles: Words = ()
    """What somebody does in a session: ``moderator``. A phrase of up to five words with one of them is a role too."""
    pronouns: Words = ()
    """Pronouns that stand alone in a bracket beside a name: ``she``. Some begin names too, so that none is a role."""
    honorifics: Words = ()
    """What stands before a name and is no name alone: ``Dr``; a stop may follow."""
    networks: Words = ()
    """Where else somebody has an account, told before or behind it: ``Telegram: @ada``."""
    posts: Words = ()
    """Those of :attr:`roles` that end what somebody is, after any word written large: Programme ``Manager``. None is a family name too,
    and a language whose nouns come first has none: there such words are a person's (``Juma Mwalimu``)."""
    post_words: Words = ()
    """Words beside one of :attr:`roles` that make a post of it, though it may be a family name too: *Panel* Chair."""
    places: Words = ()
    """Places whose names are written as a person's are, of two large words: ``South Africa``. One word alone is no whole name."""
    towns: Words = ()
    """Towns of one word, which say behind a name and a comma where the person is from. None is a given name of many people."""
    countries: Words = ()
    """Countries, after CLDR: behind somebody's name and a comma they say where the person is from. None is a name that many people have."""
    tells: Words = ()
    """Words that go on after a person's name, in a sentence about that person: Ada Nkosi ``is`` a librarian."""
    introducing: Words = ()
    """What is written before somebody, with a colon or without: ``presented by``."""
    introductions: Words = ()
    """What one writes before one's name, without a colon: ``my name is``."""
    self_introductions: Words = ()
    """The same before what may be a name or something else: ``I am``."""
    copulas: Words = ()
    """What joins a role to who has it: the presenter ``is`` Ada Nkosi."""
    account_introductions: Words = ()
    """What one writes before one's account: ``my username is``."""
    perhaps: Words = ()
    """What says before a name that it is not certain: ``maybe`` Ada Nkosi."""
    companions: Words = ()
    """What joins a name to another one that is led by it: Ada Nkosi ``together with`` Kofi Mensah."""
    teams: Words = ()
    """What is written with a colon before the name of a group, or before its people: ``team``."""
    also_called: Words = ()
    """What stands between somebody's name and another one of theirs: ``aka``."""
    formerly: Words = ()
    """What a bracket begins with that says what somebody or something was called before: ``formerly``."""
    arrivals: Words = ()
    """Words that begin a remark about somebody who came later, or for another: ``added``, ``replaces``."""
    remarks: Words = ()
    """Words that begin a remark beside a name, and no name: ``on``, ``for``."""
    organisations: Words = ()
    """Words in the names of wikis and groups, which stand in brackets beside people."""
    institutions: Words = ()
    """Words in the names of places where people learn or serve, and which hardly ever propose anything themselves, as libraries and
    museums do: behind a name and a comma they are where somebody is from."""
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
    entered_for: Words = ()
    """The same, before an account or where it is told who did it: ``registered for`` Ada by Ben. Alone one may be registered for all."""
    relations: Words = ()
    """What stands between such words and the one who is entered: for ``my colleague`` Ada."""
    adding_ends: Words = ()
    """What ends :attr:`adding` behind who is entered, in a language that parts its verbs: I put Ada ``in``."""
    added_by: Words = ()
    """What stands before the signer who enters another: ``added by``."""
    added_by_short: Words = ()
    """The same, after a bracket only: ``by``."""
    adding: Words = ()
    """What an entry for another begins with: ``adding``."""
    in_their_name: Words = ()
    """What says behind a name that another enters them: ``on her behalf``."""
    agreeing: Words = ()
    """What people say before they write their name: ``me too``, ``count me in``."""
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
    closed: Words = ()
    """What organisers say below a list that nobody shall add to: ``list is closed``."""
    remark_heads: Words = ()
    """What begins an entry that is a remark and names nobody, before a colon: ``Update: the room has moved``."""
    headings: Words = ()
    """What a heading over a signed list says where the list is theirs, as :mod:`.patterns` has words: ``attend*``."""
