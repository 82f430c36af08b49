"""The view ``delivery``: a list for MassMessage, one target a line. A person sends; the bot writes to no talk page."""

from collections.abc import Iterable
from itertools import chain

from indababot.columns import collated
from indababot.i18n import N_
from indababot.records import Evidence
from indababot.writing.entry import Context, Entries, shown_name
from indababot.writing.table import Block, note
from indababot.writing.views.columns import listed
from indababot.writing.views.options import Options
from indababot.writing.views.people import speakers
from indababot.writing.wikitext import EMPTY, LINE, Wikitext, join, literal, message_target


def blocks(entries: Entries, _: Options, context: Context) -> tuple[Block, ...]:
    """A target for each account of the people who hold the sessions, and below it who has none and is left out."""
    people = speakers(entries, context.edition)
    accounts = {username.name: username for username in chain.from_iterable(one.accounts for one in people)}
    sure = [name for name, username in accounts.items() if username.evidence is not Evidence.AMBIGUOUS]
    targets = {name: target for name in sure if (target := message_target(name))}
    rows = [targets[name] for name in sorted(targets, key=lambda name: (collated(name), name))]
    notes = [
        _told(template, sorted(names), context)
        for template, names in (
            (
                N_("Left out, since the text may be several accounts:"),
                [name for name in accounts if name not in sure],
            ),
            (N_("Left out, since no account can have this name:"), [n for n in sure if n not in targets]),
            (N_("Left out, without an account:"), {person.name for person in people if not person.accounts}),
        )
        if names
    ]
    if not people:
        return (note(context.say(N_("Nobody has a session here yet.")), context.language),)
    return (Block(EMPTY, rows, join(LINE, notes)),)


def _told(template: str, names: Iterable[str], context: Context) -> Wikitext:
    """A line that says who is left out, and why."""
    text = context.say(template) + literal(" ") + listed(list(names), shown_name, context)
    return note(text, context.language).text
