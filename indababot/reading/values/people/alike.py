"""Names with a word in brackets behind them, among others whose word in brackets is an account: theirs are accounts too."""

import re
from collections.abc import Sequence

from indababot.reading.values.people.accountline import Account
from indababot.reading.values.people.several import is_person, is_place
from indababot.reading.values.signatures import names
from indababot.records import Evidence, Item, Span

_BRACKETED = re.compile(r"(?P<name>[^()]*[^()\s]) ?\((?P<account>[^\W\d_][\w.-]+)\)")


def as_the_others(items: Sequence[Item], found: Sequence[Account]) -> tuple[list[Item], list[Account]]:
    """The names, and the accounts that stand behind some of them as behind the others: Ada Obi (AdaO), Ben Oto *(Kitefan)*.

    One word beside a single name may be anything; so may initials (``WMXX``).
    """
    ends = {item.text: item.span.end for item in items}
    owners = {one.author for one in found if one.author in ends and one.span.start >= ends[one.author]}
    told = {item: match for item in items if item.text not in owners and (match := _pair(item))}
    if (
        not told
        or any(item.text not in owners and item not in told for item in items)
        or len(told) == len(items)
    ):
        return list(items), []
    pairs = [_parted(item, told[item]) if item in told else (item, None) for item in items]
    return [name for name, _ in pairs], [account for _, account in pairs if account]


def _pair(item: Item) -> re.Match[str] | None:
    """The name and the word of a text, whose places are those of the source."""
    pair = _BRACKETED.fullmatch(item.text)
    if pair is None or item.span.end - item.span.start != len(item.text):
        return None
    initials = "".join(word[0] for word in pair["name"].split())
    told = not is_place(pair["account"]) and (not pair["account"].isupper() or pair["account"] == initials)
    return pair if told and is_person(pair["name"]) else None


def _parted(item: Item, pair: re.Match[str]) -> tuple[Item, Account]:
    start = item.span.start
    name = Item(pair["name"], Span(start, start + pair.end("name")))
    place = Span(*(start + offset for offset in pair.span("account")))
    return name, Account(names.account(pair["account"]), Evidence.LIST, place, name.text)
