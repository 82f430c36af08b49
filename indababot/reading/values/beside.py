"""What a piece of a line of authors tells of the person before it: an account, another name, an address, where that person is from."""

import re

from indababot.reading.values import names
from indababot.reading.values.accounts import marks_in
from indababot.reading.values.akin import is_akin, is_own_account
from indababot.reading.values.asides import is_also
from indababot.reading.values.couples import is_marked, owned
from indababot.reading.values.pairs import MENTION, Account, Rest, rest_of
from indababot.reading.values.several import is_place, is_whole_name
from indababot.reading.values.tokens import Tokens
from indababot.reading.values.wording import is_group, is_mail
from indababot.records import Evidence

_GROUP = re.compile(r"(?P<group>[^()\[\]]*[^()\[\]\s])\s*[(\[]\s*(?P<account>[^()\[\]]+?)\s*[)\]]")


def beside(
    tokens: Tokens, shape: str, start: int, end: int, name: str, *, mention: bool, coupled: bool
) -> list[Account | Rest] | None:
    """What a piece tells of the person before it: an account, another name, an address, where from; None where it is somebody else.

    ``mention``: the piece before is one, so that this is another; ``coupled``: each person has an account.
    """
    if is_own_account(tokens, shape, start, end, name) or (coupled and is_marked(shape[start:end])):
        account = owned(tokens, shape, start, end, name)
        return [account] if account else []
    if not mention and MENTION.fullmatch(shape, start, end):
        span = tokens.span(start, end)
        return [Account(names.account(shape[start + 1 : end]), Evidence.LIST, span, author=name)]
    if is_also(shape, start, end):
        return [] if marks_in(shape, start, end) else [rest_of(tokens, start, end)]
    if is_mail(shape[start:end]):
        return [rest_of(tokens, start, end)]
    found = _behind_group(tokens, shape, start, end, name)
    return list(found) if found else None


def _behind_group(tokens: Tokens, shape: str, start: int, end: int, name: str) -> tuple[Rest, Account] | None:
    """A place or group and an account in brackets that are of the person before the comma: Ada Obi, *Wiki Girls (User:Zed9)*."""
    found = _GROUP.fullmatch(shape, start, end) if shape[:start].rstrip().endswith((",", "،")) else None
    if found is None or not is_whole_name(name) or not (is_group(found["group"]) or is_place(found["group"])):
        return None
    account = owned(tokens, shape, *found.span("account"), name)
    if account is None or is_akin(found["group"], account.name):  # the group's own
        return None
    return rest_of(tokens, *found.span("group")), account
