"""The lines of a field of people: authors as names, and accounts with what makes us take them for such."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category

from indababot.lexicon import without_signs
from indababot.reading.markup import INDENTED, Line, LineKind, Lines, LinkKind, Run, cut
from indababot.reading.values.people.about import is_about, is_of
from indababot.reading.values.people.accountline import Account, Rest, rest_of
from indababot.reading.values.people.alike import as_the_others
from indababot.reading.values.people.bylines import names_in
from indababot.reading.values.people.couples import is_account, said_between, take_turns
from indababot.reading.values.people.several import is_person, is_place
from indababot.reading.values.people.tables import Column, is_number, people_in, uncaptioned
from indababot.reading.values.people.usernames import accounts_in
from indababot.reading.values.signatures import names
from indababot.reading.values.signatures.tokens import ACCOUNTS, STAMP, Tokens
from indababot.reading.values.wording import is_group, is_link_text, is_no_account, is_nobody, is_prose
from indababot.records import Evidence, Item, Span, Unrecognised, Username

_BESIDE = re.compile(r"(?P<name>[^()/]*[^()/\s])\s*(?:\((?P<inside>[^()]+)\)|/\s*(?P<after>[^()/]+))")
_MARKED = re.compile(rf"[{ACCOUNTS}{STAMP}:：(\[（~―—]|--")
"""What every account has that is more than a bare name: a link, a prefix, a signature."""
_NEAR = 40
_FEWEST_WORDS = 3
"""Of a line that goes on with a sentence."""
_CODE = re.compile(r"[A-Z]{2,3}")
"""The code of a country, as a flag has it."""
_ENDS = ("", *",;&/،؛\n")
_WORD = re.compile(r"\w[\w'’-]*")
_CERTAIN = (Evidence.LINK, Evidence.SIGNATURE, Evidence.PREFIX)
_STRENGTH = (
    *(Evidence.SIGNATURE, Evidence.LINK, Evidence.PREFIX),
    *(Evidence.RESOLVED, Evidence.LIST, Evidence.AMBIGUOUS),
)
_SURE = frozenset(_STRENGTH[:3])


class Authors(NamedTuple):
    """The names in a field of authors, each as it stands there, the accounts beside them, and what is neither."""

    names: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    usernames: tuple[Username, ...] = ()
    leftovers: tuple[Unrecognised, ...] = ()


class Accounts(NamedTuple):
    """The accounts in a field, and each as it stands there.

    ``names`` are the people who stand beside an account (``Name (Account)``); ``leftovers`` are what is neither (a plea, ``among
    others``): they are for a person to look at.
    """

    usernames: tuple[Username, ...] = ()
    names: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    leftovers: tuple[Unrecognised, ...] = ()


def authors(lines: Lines, accounts: Lines = ()) -> Authors:
    """The names in a field of authors, as a reader sees them, and the accounts that links and signatures tell.

    ``accounts`` are the lines of the page's field of accounts. Where sub-headings stand in the field, or terms with their definitions,
    they are the names, and what stands below each is about that person.
    """
    items: list[Item] = []
    found: list[Account] = []
    lines, rest = _untabled(lines, items, found)
    heads = _heads(lines)
    lined = sum(bool(line.text.strip()) for line in lines) > 1
    known = frozenset(word for line in accounts for word in _WORD.findall(names.key(line.text)))
    named: set[str] = set()
    described = alone = False
    depth = 0
    shown = [(line, Tokens(line), away) for line, away in map(_without_links, _unbracketed(lines))]
    filled = [tokens for line, tokens, _ in shown if line.text.strip()]
    turns = take_turns([is_account(tokens) for tokens in filled])
    said = [*said_between(filled), *_wrapped([tokens for _, tokens, _ in shown])]
    for line, tokens, away in shown:
        rest += away
        beside: list[Account] = []
        under = heads is not None and line.kind is not heads
        own = (turns or said or (alone and line.depth > depth)) and is_account(tokens)
        own = own or (under and _holds_account(tokens))
        below = not own and (under or tokens in said)
        nested = line.depth > depth or line.kind is LineKind.INDENT
        described = bool(items) and _is_about(tokens, named, nested=nested, described=described)
        depth = depth if nested and items else line.depth
        if below or described:
            rest += [rest_of(tokens)] if line.text.strip() else []
        elif not own:
            alone = line.kind in INDENTED and not _MARKED.search(tokens.shape)
            for one in _of_linked(line) or names_in(tokens, known, lined=lined):
                if isinstance(one, Item):
                    items.append(one)
                    named.add(names.key(one.text))
                rest += [one] if isinstance(one, Rest) else []
                beside += [one] if isinstance(one, Account) else []
        for told in accounts_in(tokens, frozenset()) if _MARKED.search(tokens.shape) else ():
            if isinstance(told, Account) and told.evidence in _CERTAIN:
                owner = items[-1].text if (below or own) and items and not told.author else told.author
                beside.append(told._replace(author=owner))
            rest += [told] if own and isinstance(told, Rest) else []
        found += sorted(beside, key=lambda one: one.span)
    if not accounts:
        items, beside = as_the_others(items, found)
        found = sorted([*found, *beside], key=lambda one: one.span) if beside else found
    people = tuple(dict.fromkeys(item.text for item in items))
    return Authors(people, tuple(items), _once(found), _left(rest))


def _wrapped(lines: Sequence[Tokens]) -> Iterator[Tokens]:
    """The lines that go on with a sentence about somebody, which its author broke by hand."""
    goes_on = False
    for before, line in pairwise(lines):
        text = before.shape.rstrip()
        goes_on = (goes_on or is_prose(text)) and not text.endswith((".", ":", ";"))
        goes_on = goes_on and line.shape.lstrip()[:1].islower() and len(line.shape.split()) >= _FEWEST_WORDS
        if goes_on:
            yield line


def _of_linked(line: Line) -> tuple[Item, Rest] | None:
    """The name that a link is, with which prose about that person begins, and the prose: ``[https://ada.org Ada Obi] weaves …``."""
    first = next((run for run in line.runs if run.text.strip()), None)
    if (
        first is None
        or first.link is None
        or first.link.kind is not LinkKind.EXTERNAL
        or not is_person(first.text)
    ):
        return None
    start = line.text.find(first.text)
    rest = line.text[start + len(first.text) :]
    told = rest.lstrip(" \t\u00a0,،-–—")
    if not told[:1].islower() or not (is_prose(told) or told.rstrip().endswith(".")):
        return None
    low = len(line.text) - len(told)
    place = Span(first.start, first.end)
    return Item(first.text.strip(), place), Rest(
        told.strip(), Span(*line.source(low, len(line.text.rstrip())))
    )


def _holds_account(tokens: Tokens) -> bool:
    """Whether a line is an account, with its talk page or a time or without, and nothing else."""
    found = list(accounts_in(tokens, frozenset())) if _MARKED.search(tokens.shape) else []
    return len(found) == 1 and isinstance(found[0], Account) and found[0].evidence in _CERTAIN


def _is_about(tokens: Tokens, named: set[str], *, nested: bool, described: bool) -> bool:
    """Whether a line says what the people of earlier lines are; one with an account names somebody."""
    if is_of(tokens.shape, named):
        return True
    marked = _MARKED.search(tokens.shape)
    return not marked and is_about(tokens.shape.strip(), nested=nested, described=described)


def _untabled(lines: Lines, items: list[Item], found: list[Account]) -> tuple[Lines, list[Rest]]:
    """The lines outside a table of people, whom this adds to ``items`` and ``found``; and what is neither."""
    lines, captions = uncaptioned(lines)
    rest = [rest_of(Tokens(line)) for line in captions]
    lines, rows = people_in(lines)
    for row in rows:
        _row(row, items, found, rest)
    return lines, rest


def _row(
    row: Sequence[tuple[Column, Line]], items: list[Item], found: list[Account], rest: list[Rest]
) -> None:
    """Adds whom a row of a table of people names, with the accounts in it, and its other cells."""
    named: list[Item] = []
    for kind, cell in row:
        if kind is Column.NAME:
            named += [one for one in names_in(Tokens(cell)) if isinstance(one, Item)]
    owner = named[0].text if len(named) == 1 else None
    items += named
    for kind, cell in row:
        tokens = Tokens(cell)
        if kind in (Column.NAME, Column.ACCOUNT):
            found += [
                one._replace(author=one.author or owner)
                for one in accounts_in(tokens, frozenset(names.key(name.text) for name in named))
                if isinstance(one, Account) and (kind is Column.ACCOUNT or one.evidence in _CERTAIN)
            ]
        elif cell.text.strip() and not is_number(cell):
            rest.append(rest_of(tokens))


def accounts(lines: Lines, authors: Sequence[str], beside: Sequence[Username] = ()) -> Accounts:
    """The accounts in a field. ``authors`` are the page's, which tell a name from an account where both stand there.

    A text that only blanks divide is one ambiguous item where the page names more authors than accounts, those ``beside`` the
    authors among them, unless the text may hold them.
    """
    known = frozenset(map(names.key, authors))
    found: list[Account] = []
    lines, rest = _untabled(lines, [], found)
    for line, away in map(_without_links, _unbracketed(lines)):
        rest += away
        for one in accounts_in(Tokens(line), known):
            found += [one] if isinstance(one, Account) else []
            rest += [one] if isinstance(one, Rest) else []
    if any(one.evidence is not Evidence.LIST for one in found):  # ``[[User:Ada]], Kenya``
        places = frozenset(one for one in found if one.evidence is Evidence.LIST and is_place(one.name))
        rest += [Rest(one.name, one.span) for one in found if one in places]
        found = [one for one in found if one not in places]
    given = {one.name for one in found}
    words = {word for name in given for word in names.key(name).split()}
    wanted = len(authors) - len(
        {one.name for one in beside if not words.issuperset(names.key(one.name).split())}
    )
    short = len(given) < wanted
    if short and len(found) == 1 and found[0].divided and found[0].author is None:
        found = [found[0]._replace(evidence=Evidence.AMBIGUOUS)]
    if short:
        found, rest = _with_rest(found, rest, wanted)
    return Accounts(
        usernames=_once(found),
        names=tuple(dict.fromkeys(one.author for one in found if one.author)),
        items=tuple(Item(one.name, one.span) for one in found),
        leftovers=_left(rest),
    )


def together(authors: Authors, accounts: Accounts) -> tuple[tuple[str, ...], tuple[Username, ...]]:
    """The names and the accounts of a page that has both fields.

    An account that the first field pairs with a name has that author, and one that only stands there is no less the author's, where
    the second one has fewer accounts than there are names.
    """
    own = {one.name: one for one in authors.usernames}
    usernames = [
        one if one.author or one.name not in own else one.model_copy(update={"author": own[one.name].author})
        for one in accounts.usernames
    ]
    known = {names.key(one.name) for one in usernames}
    usernames += [one for one in authors.usernames if one.author and names.key(one.name) not in known]
    if len(usernames) < len(authors.names):
        usernames += [one for one in authors.usernames if not one.author and names.key(one.name) not in known]
    told = authors.names or accounts.names
    return tuple(dict.fromkeys(_without_account(name, known) for name in told)), tuple(usernames)


def _without_account(name: str, known: set[str]) -> str:
    """A name without one of the page's accounts in brackets or after a slash."""
    pair = _BESIDE.fullmatch(name)
    return pair["name"] if pair and names.key(pair["inside"] or pair["after"]) in known else name


def _heads(lines: Lines) -> LineKind | None:
    """The kind of the lines that are names with a text about each below them; None where there are none."""
    kinds = {line.kind for line in lines if line.text.strip()}
    if LineKind.HEADING in kinds:
        return LineKind.HEADING
    return LineKind.TERM if {LineKind.TERM, LineKind.DEFINITION} <= kinds else None


def is_links(line: Line) -> bool:
    """Whether a line holds nothing but links that lead to no person: slides, a site, an address."""
    if "://" not in line.text and not any(run.link for run in line.runs):
        return False
    told = [run for run in line.runs if any(map(str.isalnum, run.text))]
    return bool(told) and all(map(_leads_away, told))


def _unbracketed(lines: Lines) -> Lines:
    """The lines of a field; an answer that stands wholly in brackets, without these."""
    filled = [line for line in lines if line.text.strip()]
    text = filled[0].text.strip() if len(filled) == 1 else ""
    inside = text[1:-1].strip()
    if text[:1] + text[-1:] not in ("()", "[]") or not inside or set(inside) & set("()[]"):
        return lines
    start = filled[0].text.index(inside)
    return (cut(filled[0], start, start + len(inside)),)


def _without_links(line: Line) -> tuple[Line, list[Rest]]:
    """A line without its links that lead to no person and templates that nobody here knows, and those."""
    if is_links(line):
        return replace(line, runs=()), [rest_of(Tokens(line))]
    if not any(run.link or run.template for run in line.runs):
        return line, []
    kept: list[Run] = []
    away: list[Rest] = []
    flags = set(origins(line))
    for run in line.runs:
        if run.template or run in flags or (run.link and _leads_away(run)):
            away.append(Rest(" ".join(run.text.split()), Span(run.start, run.end)))
        else:
            kept.append(run)
    return replace(line, runs=tuple(kept)), away


def origins(line: Line) -> list[Run]:
    """The links to countries before or behind a name, with only a blank between: flags that say where somebody is from."""
    out: list[Run] = []
    end = 0
    for run in line.runs:
        start, end = end, end + len(run.text)
        if (
            run.link is None
            or run.link.kind is not LinkKind.PAGE
            or not (is_place(run.text) or _CODE.fullmatch(run.text))
        ):
            continue
        before = without_signs(line.text[max(0, start - _NEAR) : start]).rstrip()
        after = without_signs(line.text[end : end + _NEAR]).lstrip()
        lettered = before != "" and category(before[-1])[0] in "LM"
        word = before.split()[-1] if lettered and after[:1] in _ENDS else ""
        behind = bool(word) and not word.islower() and not is_group(word)
        if (after[:1].isalpha() and not before.endswith(("(", "[", "（"))) or behind:
            out.append(run)
    return out


def _leads_away(run: Run) -> bool:
    if run.link is None:
        return all("://" in word for word in run.text.split()) and not names.ADDRESS.search(run.text)
    away = run.link.kind in (LinkKind.EXTERNAL, LinkKind.PAGE) and not names.owner(run.link.target)
    return away and (is_link_text(run.text) or run.link.target.startswith("#"))


def _with_rest(found: list[Account], rest: list[Rest], wanted: int) -> tuple[list[Account], list[Rest]]:
    """Takes a text that only a blank divides from an account for an ambiguous one, as long as accounts are missing."""
    out, left = list(found), []
    for one in rest:
        if one.maybe and len(out) < wanted:
            out.append(Account(names.account(one.text), Evidence.AMBIGUOUS, one.span))
        else:
            left.append(one)
    return sorted(out, key=lambda one: one.span), left


def _once(found: list[Account]) -> tuple[Username, ...]:
    """Each account once, in order, with the best evidence that the field has for it."""
    best: dict[str, Account] = {}
    for one in found:
        before = best.get(one.name)
        if before is None or _STRENGTH.index(one.evidence) < _STRENGTH.index(before.evidence):
            author = one.author or (before.author if before else None)
            best[one.name] = one._replace(author=author)
    return tuple(
        Username(name=one.name, evidence=one.evidence, span=one.span, author=one.author)
        for one in best.values()
        if not (is_no_account(one.name) if one.evidence in _SURE else is_nobody(one.name))
    )


def _left(rest: Iterable[Rest]) -> tuple[Unrecognised, ...]:
    return tuple(Unrecognised(text=one.text, span=one.span) for one in rest)
