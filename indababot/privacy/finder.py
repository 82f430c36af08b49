"""The one finder of personal data: e-mail addresses and phone numbers, with their places in a text as written."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from indababot.privacy.capitals import may_hold as may_shout
from indababot.privacy.capitals import shouted
from indababot.privacy.mail import addresses, spaced_out
from indababot.privacy.phone import numbers
from indababot.privacy.seen import MAIL_CALL, SIGN_CALL, SMALL, WIDE, seen
from indababot.privacy.signs import signs
from indababot.terminal import visible

_DIGITS = re.compile(r"(?:\D*+\d){6}")
_CODED = re.compile(
    rf"[&%<{WIDE}{SMALL}{{](?:(?<=[&%<{WIDE}])|(?<=\{{)(?:{MAIL_CALL}|{SIGN_CALL})|(?<=[{SMALL}])[{SMALL}]{{5}})"
)

_BRACKETS = re.compile(r"[\[\]{}]")
_LONGEST_TARGET = 100
"""Characters of a link before what it shows."""


class Kind(StrEnum):
    """What was found."""

    EMAIL = "e-mail"
    PHONE = "phone"


class Found(NamedTuple):
    """Something personal and its place in the text as written, in code points."""

    start: int
    end: int
    kind: Kind
    value: str
    """The text as a reader sees it."""


def find(text: str, regions: Sequence[str] | None = None, *, label: str = "") -> tuple[Found, ...]:
    """The e-mail addresses and phone numbers in a text, in order; they do not overlap.

    ``regions`` are the ISO codes of an edition, whose national phone numbers count; with None, where no edition is known,
    those of all regions do. A ``label`` is what stands before the text on its page: it may introduce a phone number.
    """
    if not _may_hold(text):
        return ()
    introduced = f"{label[-60:]}: " if label else ""
    told = None if regions is None else tuple(regions)
    skipped = len(introduced)
    found = _found(introduced + text, told)
    if not skipped:
        return found
    return tuple(
        one._replace(start=max(one.start - skipped, 0), end=one.end - skipped)
        for one in found
        if one.end > skipped
    )


def _may_hold(text: str) -> bool:
    """Whether a text holds what every address or number has: most texts do not, and cost little."""
    return bool(_DIGITS.match(text) or _CODED.search(text) or signs().near.search(text) or may_shout(text))


@lru_cache(maxsize=64)
def _found(text: str, regions: tuple[str, ...] | None) -> tuple[Found, ...]:
    view = seen(text)
    found = [
        Found(*_whole(text, *view.written(start, end)), kind, view.text[start:end])
        for kind, places in (
            (Kind.EMAIL, addresses(view.text)),
            (Kind.EMAIL, spaced_out(view.text)),
            (Kind.EMAIL, shouted(view.text)),
            (Kind.PHONE, numbers(view.text, regions) if _DIGITS.match(view.text) else ()),
        )
        for start, end in places
    ]
    for low, high in view.hidden:
        inner = text[low + 1 : high - 1].replace("<!--", "    ").replace("!--", "   ")
        found += [
            one._replace(start=one.start + low + 1, end=one.end + low + 1)
            for one in (_found(inner, regions) if _may_hold(inner) else ())
        ]
    return tuple(_apart(sorted(found)))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with the rest of the links and calls that begin or end in it, so that what is masked leaves no half of one."""
    for opening, closing in ("[]", "{}"):
        open_, unopened = 0, 0
        for sign in _BRACKETS.findall(text, start, end):
            if sign == opening:
                open_ += 1
            elif sign == closing:
                unopened, open_ = unopened + (open_ == 0), max(0, open_ - 1)
        while open_ and text.startswith(closing, end):
            open_, end = open_ - 1, end + 1
        while unopened and (at := text.rfind(opening, max(0, start - _LONGEST_TARGET), start)) >= 0:
            if closing in text[at:start]:
                break
            unopened, start = unopened - 1, at
    return start, end


def _apart(found: list[Found]) -> list[Found]:
    """What was found, less what lies inside something else; what overlaps becomes one."""
    out: list[Found] = []
    for one in found:
        if out and one.start < out[-1].end:
            out[-1] = out[-1]._replace(end=max(out[-1].end, one.end))
        else:
            out.append(one)
    return out


def masked(text: str, regions: Sequence[str] | None = None, *, label: str = "") -> str:
    """A text with ``[e-mail]`` and ``[phone]`` in the place of what :func:`find` finds."""
    pieces: list[str] = []
    position = 0
    for one in find(text, regions, label=label):
        pieces += (text[position : one.start], f"[{one.kind}]")
        position = one.end
    return "".join(pieces) + text[position:] if pieces else text


def hidden(text: str, regions: Sequence[str] | None = None) -> str:
    """A text whose addresses and numbers are made unreadable sign for sign, so that its length and its columns stay."""
    for one in find(text, regions):
        stars = "".join("*" if sign.isalnum() else sign for sign in text[one.start : one.end])
        text = f"{text[: one.start]}{stars}{text[one.end :]}"
    return text


def short(text: str, limit: int = 60) -> str:
    """A text masked, on one line, and cut with ``…``. It is masked before it is cut, since half an address is one too."""
    line = " ".join(masked(text[: 20 * limit + 400]).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def quoted(text: str, limit: int = 60) -> str:
    """A text from elsewhere as a message quotes it: :func:`short`, and nothing in it acts or hides in a terminal or log.

    For wikitext it still has to pass the escaper.
    """
    return visible(short(text, limit))
