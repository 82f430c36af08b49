"""What a field of authors says about its people: a sentence that begins with their names, and lines about who stands above."""

import re

from indababot.lexicon import lexicon
from indababot.lexicon.patterns import late
from indababot.reading.values.people.separators import cut
from indababot.reading.values.people.several import is_companion, is_person, is_place, is_whole_name
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import ACCOUNTS, USER
from indababot.reading.values.wording import (
    BRACKET,
    any_of,
    begins_post,
    first_role,
    is_arrival,
    is_group,
    is_length,
    is_nobody,
    is_organisation,
    is_post,
    is_pronoun,
    is_refusal,
    is_remark,
    is_role,
    is_sentence,
)

_PEOPLE = lexicon().people
_TELLS = frozenset(_PEOPLE.tells)
_WORD = re.compile(r"\S+")
_SHORT = frozenset(map(str.casefold, (*_PEOPLE.suffixes, *_PEOPLE.abbreviations)))
_NO_START = frozenset(
    word.casefold()
    for words in (
        _PEOPLE.sentences,
        _PEOPLE.no_names,
        _PEOPLE.remarks,
        _PEOPLE.labels,
        lexicon().labels.little,
    )
    for word in words
)
_REMARK = late(rf"\s+(?P<word>{any_of(_PEOPLE.remarks)})(?!\w)\s*", re.IGNORECASE)
_REMARK_WORDS = frozenset(words.casefold().split()[0] for words in _PEOPLE.remarks)
_PARTICLES = frozenset(map(str.casefold, _PEOPLE.particles))
_CONJUNCTIONS = frozenset(_PEOPLE.conjunctions)
_TEAMS = frozenset(map(str.casefold, _PEOPLE.teams))
_TEAM_WORD = re.compile(r"\w+")
_DASHES = frozenset("-–—") | {"--"}
_COMMA = re.compile("[,،;؛]")
_WORKS = late(
    rf"[^\W\d_]+(?:[ -][^\W\d_A-Z]+){{0,2}}[ ](?:{any_of(_PEOPLE.posts)})\s+(?:{any_of((*_PEOPLE.remarks, *_PEOPLE.particles))})\s"
)
_CODE = re.compile(r"\s*[A-Z]{2,6}\s*(?:\([^()]*\)\s*)?\Z")
"""The short name of an organisation, and a remark."""
_INNER = re.compile(r"[(\[/|:：@–—]|\s-\s|--")
_COLON = re.compile(r"[:：]\s")
_NUMBER = re.compile(r"(?:\d[\s()/.-]{0,2}){7}")
"""Of a telephone: nobody is called so."""
_LEGEND = re.compile(r"(?:[¹²³⁴-⁹†‡§¶]+|(?P<weak>\d{1,2}|\*+))\s*(?P<told>[^\W\d_].*)")
"""What a footnote's sign behind a name stands for."""
_NEXT = re.compile(r"[.!?؟۔]\s+(?=[^\W\d_a-z])")
_LATIN = re.compile("[A-Za-z]")
_DIVIDED = re.compile(r"[:：]\s|\s[-–—]\s|[–—]")
_LONGEST_WORD = 20
_ENDS = (".", "!", "۔")
_LETTERS = re.compile(r"[^\W\d_]{2,5}")
"""As many as groups are called by: Ada Obi – *WMDE*."""
_COUNT = re.compile(r"\d{1,2}$|\+\s?\d")
"""In a bracket: the sign of a footnote, or how many more."""
_PAIRED = re.compile(rf"\s*(?:[^(){USER}]{{3,80}}\([^()]{{1,80}}\)|{USER})\s+")
_SEVERAL = 2
_MOST_WORDS = 16
_FEW_WORDS = 3
"""A post of no more may be the name of a family, and where it comes from."""
_LONGEST = 400
"""More names than fit here begin no sentence."""
_NEAR = 80
"""A sentence says what somebody is in so many characters."""


def origin_in(shape: str, start: int, end: int) -> int:
    """Where a person's name ends that is followed by a small word and a place or a group: Ada Obi *from Kenya*; else ``end``."""
    if end - start > _LONGEST or _REMARK_WORDS.isdisjoint(shape[start:end].casefold().split()):
        return end
    origin = end
    for found in _REMARK.finditer(shape, start, end):
        name, where = shape[start : found.start()], shape[found.end() : end].strip(" .")
        if "(" in name or _DIVIDED.search(where):
            break
        placed = found["word"].casefold() not in _PARTICLES and is_place(where)
        if (placed or is_group(where) or _is_team(where)) and (is_person(name) or name == USER):
            origin = found.start()  # the last: ``María de la Cruz de Wikimedia Bolivia``
    return origin


def group_label(shape: str, start: int, end: int) -> int:
    """Where a group or a place ends that stands before its people: *Wikimedia Ghana:* Ada Obi; else ``start``."""
    colon = _COLON.search(shape, start, end)
    if colon is None or not is_person(shape[colon.end() : end].strip()):
        return start
    before = shape[start : colon.start()].strip()
    return colon.end() if is_group(before) or is_place(before) else start


def _is_team(text: str) -> bool:
    """Whether a text has a word for a team: ``the Photo Walk team``."""
    return not _TEAMS.isdisjoint(_TEAM_WORD.findall(text.casefold()))


def _is_article(word: str, before: str) -> bool:
    """Whether a letter is no verb, for what joins two people stands before it: Rui Faria *e a* equipe Mapas."""
    return len(word) == 1 and (before[-1:] == "," or before in _CONJUNCTIONS)


def named_until(shape: str, start: int = 0) -> int:
    """Where the names end with which a sentence about them begins: Ada Nkosi and Kofi Mensah *are librarians*; ``start`` without any."""
    if not tells(shape[start : start + _LONGEST]):
        return start
    end = len(shape)
    # What stands in brackets goes on no sentence: ``Ada Nkosi (User:Ada, work account)``.
    open_ = BRACKET.sub(lambda found: "_" * len(found[0]), shape) if "(" in shape else shape
    before = ""
    for count, word in enumerate(_WORD.finditer(open_, start)):
        told = word[0]
        if told in _DASHES:
            return start  # what stands behind it is said of the name before it
        verb = told in _TELLS and not is_companion(shape, word.start()) and not _is_article(told, before)
        before = told
        if verb or count == _MOST_WORDS:
            end = word.start()
            break
        stopped = told[-1] == "." and told.strip(".").casefold() not in _SHORT and len(told) > 2
        if told[-1] in ":：" or stopped:
            end = word.end() - 1
            break
    else:
        return start
    return end if count < _MOST_WORDS and _are_people(shape, start, end) else start


def begins_sentence(text: str) -> bool:
    """Whether a text begins with a word that begins no name, and goes on as a sentence does: ``I am Ada Nkosi``."""
    first, _, rest = text.partition(" ")
    return rest != "" and first.casefold() in _NO_START and is_sentence(text) and not is_group(text)


def tells(text: str) -> bool:
    """Whether a text has a word that goes on after a name in a sentence."""
    return not _TELLS.isdisjoint(text.split())


def before_role(shape: str) -> int:
    """Where the name ends before a role in small letters, in a line that is a biography: Ada Nkosi, *librarian in Kigali*; else 0."""
    role = first_role(shape)
    end = role.start() if role else 0
    small = role is not None and not role[0][0].isupper()
    return end if small and _are_people(shape, 0, end) else 0


def _before_post(shape: str) -> int:
    """Where the name ends before a post, in a script without capitals, whose sentences need no verb: سلمى حداد *أمينة مكتبة في تونس*."""
    if shape.isascii() or _LATIN.search(shape):
        return 0
    role = first_role(shape)
    end = role.start() if role else 0
    told = (
        end > 0
        and not _COMMA.search(shape)
        and is_post(shape[end : end + _NEAR])
        and len(shape[end:].split()) > _FEW_WORDS
    )
    return end if told and len(cut(shape, 0, end)) == 1 and _are_people(shape, 0, end) else 0


def _before_verb(shape: str) -> int:
    """Where a name with its account ends before words in small letters that no list of verbs could hold: Ada (AdaO) *flies kites*."""
    paired = _PAIRED.match(shape)
    rest = shape[paired.end() :] if paired else ""
    words = rest.split()
    if (
        len(words) < _SEVERAL
        or not (rest[0].isalpha() and words[0].islower())
        or paired is None
        or USER in rest
    ):
        return 0
    joined = words[0] in _CONJUNCTIONS or words[0] in _REMARK_WORDS or is_companion(shape, paired.end())
    others = any(is_person(rest[slice(*piece)]) for piece in cut(rest)[1:])
    return paired.end() if not (joined or others) and _are_people(shape, 0, paired.end()) else 0


def people_in(shape: str) -> list[tuple[int, int]]:
    """The stretches of names with which the sentences of a line begin; only the first sentence needs not say what they are."""
    first = named_until(shape) or _before_post(shape) or _before_verb(shape)
    if not first:
        return []
    out = [(0, first)]
    for stop in _NEXT.finditer(shape, first):
        end = named_until(shape, stop.end())
        if end > stop.end() and first_role(shape[end : end + _NEAR].partition(".")[0]):
            out.append((stop.end(), end))
    return out


def _are_people(shape: str, start: int, end: int) -> bool:
    """Whether a stretch names persons, and says at most in small words or by a role what they are."""
    pieces = [BRACKET.sub(" ", shape[slice(*piece)]).strip() for piece in cut(shape, start, end)]
    if not pieces or not pieces[0] or pieces[0].split()[0].casefold() in _NO_START:
        return False
    people = [piece for piece in pieces if is_person(piece) or piece in ACCOUNTS]
    return pieces[0] in people and all(
        piece in people or piece[0].islower() or is_post(piece) or piece.strip(".").casefold() in _SHORT
        for piece in pieces[1:]
    )


def is_of(shape: str, known: set[str]) -> bool:
    """Whether a line is a biography of people whose names are known: ``known`` are their keys."""
    people = [piece for part in people_in(shape) for piece in cut(shape, *part)]
    if people:
        return all(names.key(shape[slice(*piece)]) in known for piece in people)
    first, _, rest = shape.strip().partition(" ")  # ``Ada is a drummer.`` below *Ada Obi*
    second = rest[:_LONGEST_WORD].partition(" ")[0]
    ended = rest.rstrip().endswith(_ENDS) and rest.count(" ") >= _FEW_WORDS
    sentence = second in _TELLS or (ended and not second[:1].isupper() and second not in _PARTICLES)
    return sentence and names.key(first) in {word for name in known for word in name.split()}


def is_about(text: str, *, nested: bool, described: bool) -> bool:
    """Whether a line below a name is about that person: a place; a role, with or without where; a group, nested below it or below a role;
    what the sign of a footnote stands for.

    ``nested``: it is indented, or an entry of a deeper list; ``described``: the line before it is about the person too.
    """
    legend = _LEGEND.fullmatch(text) if not text[:1].isalpha() else None
    if legend and (not legend["weak"] or is_group(legend["told"]) or is_post(legend["told"])):
        return True
    head, *others = (part.strip() for part in _COMMA.split(text))
    if is_place(head) and all(map(is_place, others)):
        return True
    if nested and others and head.isalpha() and all(map(is_place, others)):
        return True  # ``Storyteller, Niamey``
    if _INNER.search(head):
        return False  # a name with what is said of it
    if is_post(head) and (nested or len(head.split()) < _FEW_WORDS or begins_post(head)):
        return nested or not any(map(is_person, others))
    return (nested or described) and not others and is_group(head)


def has_number(text: str) -> bool:
    """Whether a text of several words has the number of a telephone: ``tel 0700 555 019``."""
    return " " in text and _NUMBER.search(text) is not None


def is_said_of(name: str, text: str) -> bool:
    """Whether a text after a dash or a slash is a role, a word in small letters about a person, a group's letters, an address, a number
    of a telephone, how long somebody talks, or says that there is no account."""
    small = text.strip().islower() and text.strip().isalpha()
    letters = _LETTERS.fullmatch(text.strip()) is not None and text.isupper() and not name.isupper()
    said = (small or letters or is_post(text)) and is_whole_name(name.strip())
    return (
        said
        or "@" in text
        or is_length(text)
        or is_role(text)
        or is_refusal(text)
        or is_arrival(text)
        or _NUMBER.search(text) is not None
    )


def is_whose(shape: str, start: int, end: int) -> bool:
    """Whether a piece after a post and its comma is the group in which somebody has it: Founder, *Wiki Girls*."""
    comma = _COMMA.match(shape[:start].rstrip()[-1:])
    marked = USER in shape[start:end] or names.prefix_at(shape[start:end]) is not None
    text = BRACKET.sub(" ", shape[start:end]).strip()
    if comma is None or marked or not (is_group(text) or _is_team(text) or is_code(text)):
        return False
    return (
        origin_in(shape, start, end) == end
    )  # no other person with a group: ``…; Cy Mba of the Museum of Wool``


def works(shape: str, start: int, end: int) -> bool:
    """Whether a piece behind a comma is a post in small letters after its field, and where: ``Software developer at Wool Works``."""
    return (
        _COMMA.match(shape[:start].rstrip()[-1:]) is not None and _WORKS.match(shape, start, end) is not None
    )


def is_code(text: str) -> bool:
    """Whether a text may be the short name of an organisation: a few capitals in one word."""
    return _CODE.match(text) is not None


def goes_on(text: str) -> bool:
    """Whether a piece after a post and its comma goes on about the same person, in small words: Teacher in Kisumu, *map lover*."""
    return " " in text and text.islower() and not any(sign in text for sign in ACCOUNTS) and "@" not in text


def describes(shape: str, start: int, text: str) -> bool:
    """Whether a text after a comma tells what the person before it is: ``librarian at the City Library``, ``Programme Manager``."""
    if not _COMMA.match(shape[:start].rstrip()[-1:]):
        return False
    if not text[:1].islower() or " " not in text:
        return is_post(text)
    where = text.partition(" ")[2]
    return is_post(text) or (is_remark(text) and (" " in where or is_place(where)))


def is_aside(text: str, *, pointed: bool = False) -> bool:
    """Whether a bracket beside a name is empty, an address or a role, and no place, no group and no part of the name."""
    if not text.strip() or "@" in text or "://" in text or (not pointed and _COUNT.match(text.strip())):
        return True
    return (
        is_post(text)
        or is_pronoun(text)
        or is_length(text)
        or is_nobody(text)
        or is_arrival(text)
        or (is_remark(text) and not is_organisation(text) and len(text.split()) > 1)
    )
