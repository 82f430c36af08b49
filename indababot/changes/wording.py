"""What happened, in words that the catalogues translate."""

from collections.abc import Mapping

from indababot.changes.model import Change, Kind, Reason
from indababot.i18n import N_, NN_

KINDS: Mapping[Kind, str] = {
    Kind.ADDED: N_("added"),
    Kind.WITHDRAWN: N_("withdrawn"),
    Kind.MOVED: N_("moved"),
    Kind.CHANGED: N_("changed"),
}
TOTALS: Mapping[Kind, tuple[str, str]] = {
    Kind.ADDED: NN_("added: {count}", "added: {count}"),
    Kind.WITHDRAWN: NN_("withdrawn: {count}", "withdrawn: {count}"),
    Kind.MOVED: NN_("moved: {count}", "moved: {count}"),
    Kind.CHANGED: NN_("changed: {count}", "changed: {count}"),
}
"""How many there are of a kind; the word agrees with the number where a language wants that."""
MASKED = N_("what changed is an address or a number that is not shown")
_REASONS: Mapping[Reason, str] = {
    Reason.STATUS: N_("by its status"),
    Reason.DELETED: N_("its page was deleted"),
    Reason.LEFT: N_("its page left the submissions"),
    Reason.GONE: N_("its page is no longer among the submissions"),
}
_BACK = N_("it was withdrawn before")


def reason(change: Change) -> str | None:
    """How a submission was withdrawn, or that it came back; None where there is nothing to say."""
    if change.reason is None:
        return None
    return _BACK if change.kind is Kind.ADDED else _REASONS[change.reason]
