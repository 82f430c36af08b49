"""What other tools know a submission by: it stays the same whatever changes on its page, a move included."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from indababot.lexicon import bare
from indababot.privacy import Public


def guid(submission: Public) -> UUID:
    """A UUID made of the wiki and the page's id; of the edition and the page's title where no wiki has told an id."""
    page = submission.page
    host = host_of(submission)
    if page.page_id is not None:
        return uuid5(NAMESPACE_URL, f"//{host or submission.edition}/?curid={page.page_id}")
    return uuid5(NAMESPACE_URL, f"//{host or submission.edition}/{page.title}")


def host_of(submission: Public) -> str:
    """The wiki that a submission's page is on, by its host; empty where it is not known."""
    return urlsplit(submission.page.url or "").hostname or ""


def address_of(submission: Public) -> str | None:
    """The address of a submission's page, with nothing in it that no address has; None where it is not known."""
    url = submission.page.url
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~") if url else None


def numbers(submissions: Iterable[Public]) -> list[int]:
    """A positive number for each submission, no two alike: the page's id where there is one, else made of :func:`guid`."""
    every = list(submissions)
    taken = {item.page.page_id for item in every if item.page.page_id}
    found: list[int] = []
    used: set[int] = set()
    for item in every:
        number = item.page.page_id
        if not number or number in used:
            number = guid(item).int % 2**31 or 1
            while number in taken or number in used:
                number += 1
        used.add(number)
        found.append(number)
    return found


def slug(text: str, most: int = 60) -> str:
    """A text as part of an address: Latin letters and digits, and hyphens between words; empty where it has none."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in bare(text)).split()
    return "-".join(words)[:most].strip("-")
