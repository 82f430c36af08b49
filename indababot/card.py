"""A submission as a card in a notebook: HTML in which nothing that people wrote acts, and without personal data."""

from collections.abc import Iterator
from html import escape

from indababot.pages import web_address
from indababot.privacy import public
from indababot.records import Submission
from indababot.terminal import visible

_SKIPPED = frozenset(
    {"edition", "page", "title", "status", "raw", "form_span", "fields", "remarks", "unrecognised"}
)
"""What has a place of its own on the card, or is for programs."""
_LONG = 600
"""Characters of a text that a card shows."""


def card(submission: Submission) -> str:
    """The card: title, status and edition, then a row for each field that it has."""
    shown = public(submission)
    rows = "".join(
        f"<tr><th style='text-align:left;vertical-align:top'>{name}</th>"
        f"<td style='text-align:left;white-space:pre-wrap'><bdi>{_safe(text)}</bdi></td></tr>"
        for name, text in _fields(shown)
    )
    title = f"<bdi>{_safe(shown.title)}</bdi>"
    if url := web_address(shown.page.url):
        title = f"<a href='{escape(url)}' rel='noopener'>{title}</a>"
    below = f"{escape(shown.status)} · {escape(shown.edition)} · <bdi>{_safe(shown.page.title)}</bdi>"
    return f"<article><strong>{title}</strong><br><small>{below}</small><table>{rows}</table></article>"


def _fields(submission: Submission) -> Iterator[tuple[str, str]]:
    for name in type(submission).model_fields:
        value = getattr(submission, name)
        if name not in _SKIPPED and value:
            yield name, value if isinstance(value, str) else ", ".join(map(str, value))
    for one in submission.unrecognised:
        yield "unrecognised", ": ".join(part for part in (one.label, one.text) if part)


def _safe(text: str) -> str:
    """A text of a page: cut where it is long, without characters that act, and escaped."""
    cut = text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
    return escape("\n".join(map(visible, cut.split("\n"))))
