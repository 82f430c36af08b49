"""IB4xx: is the list of interested people one that organisers can count on?"""

from collections.abc import Iterator

from indababot.checking.rule import Context, Finding, Proposal, rule, shown
from indababot.diagnostics import Applicability, Severity
from indababot.i18n import N_
from indababot.records import Evidence, FieldKey, Participant, RemarkKind, Span

_HINT = N_("The form's own hint above the list: register below.")


def _place(context: Context, participant: Participant) -> Span:
    return participant.span or context.place(context.by_key.get(FieldKey.PARTICIPANTS))


def _lines(context: Context, span: Span) -> Span:
    """The whole lines that a span stands on, without the last one's end."""
    first, _ = context.lines.span(context.lines.row(span.start))
    _, last = context.lines.span(context.lines.row(max(span.start, span.end - 1)))
    return Span(first, last)


def _signs(context: Context, span: Span) -> bool:
    """Whether an entry holds tildes: the wiki makes a signature of them when the draft is saved."""
    return "~~~" in context.page.text[slice(*_lines(context, span))]


def _removal(context: Context, span: Span) -> tuple[tuple[int, int, str], ...]:
    """The edit that takes out the whole lines of a span, line end included."""
    text = context.page.text
    first, last = _lines(context, span)
    if text.startswith("\r\n", last):
        return ((first, last + 2, ""),)
    return ((first, min(last + 1, len(text)), ""),)


@rule(
    "IB401",
    "own-session",
    Severity.WARNING,
    summary=N_("An author is on the list of people who are interested in the session."),
    why=N_("Organisers choose rooms by these numbers: those who give the session are not its audience."),
    help=N_("Take the author off the list."),
    wrong="'''Username(s):''' [[User:Example]]\n\n== Interested participants ==\n# [[User:Example]] 13:49, 15 January 2023 (UTC)",
    right="'''Username(s):''' [[User:Example]]\n\n== Interested participants ==\n# [[User:Sample]] 13:49, 15 January 2023 (UTC)",
    source=_HINT,
    fixable=(Applicability.UNSAFE,),
)
def own_session(context: Context) -> Iterator[Finding]:
    own = {user.name for user in context.submission.usernames if user.evidence is not Evidence.AMBIGUOUS}
    seen: set[str] = set()
    for participant in context.submission.participants:
        if participant.username in own and participant.username not in seen:
            seen.add(participant.username)
            yield _told(context, participant, N_("'{name}' is an author of this session"))


@rule(
    "IB402",
    "duplicate-participant",
    Severity.WARNING,
    summary=N_("Somebody is on the list twice."),
    why=N_("Organisers choose rooms by these numbers."),
    help=N_("Keep one of the two entries."),
    wrong="# [[User:Sample]] 13:49, 15 January 2023 (UTC)\n# [[User:Sample]] 08:12, 17 January 2023 (UTC)",
    right="# [[User:Sample]] 13:49, 15 January 2023 (UTC)",
    source=_HINT,
    fixable=(Applicability.UNSAFE,),
)
def duplicate_participant(context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for participant in context.submission.participants:
        if participant.username in seen:
            yield _told(context, participant, N_("'{name}' is on the list twice"))
        seen.add(participant.username)


def _told(context: Context, participant: Participant, message: str) -> Finding:
    """A finding on an entry that could go; what it says besides is lost with it, so its fix is unsafe."""
    fix = None
    if participant.span and participant.comment is None:
        edits = _removal(context, participant.span)
        fix = Proposal(N_("Remove the entry of '{name}'"), Applicability.UNSAFE, edits)
    return Finding(_place(context, participant), message, {"name": shown(participant.username)}, fix=fix)


@rule(
    "IB403",
    "unsigned-participant",
    Severity.WARNING,
    summary=N_("An entry in the list of interested people has no signature."),
    why=N_("Anybody can type a name: a signature with its time shows that the person meant it."),
    help=N_("Sign with four tildes: # ~~~~"),
    wrong="# Sample",
    right="# [[User:Sample|Sample]] ([[User talk:Sample|talk]]) 13:49, 15 January 2023 (UTC)",
    source="https://meta.wikimedia.org/wiki/Meta:Signatures",
)
def unsigned_participant(context: Context) -> Iterator[Finding]:
    told: set[int] = set()
    for participant in context.submission.participants:
        span = _place(context, participant)
        if participant.signed_by is None and participant.signed_at is None and not _signs(context, span):
            told.add(context.lines.row(span.start))
            yield Finding(
                span, N_("the entry of '{name}' is not signed"), {"name": shown(participant.username)}
            )
    for remark in context.submission.remarks:
        row = context.lines.row(remark.span.start)
        if remark.kind is RemarkKind.UNSIGNED and row not in told and not _signs(context, remark.span):
            text = remark.text or context.page.text[slice(*remark.span)]
            yield Finding(remark.span, N_("the entry of '{name}' is not signed"), {"name": shown(text)})


RULES = (own_session, duplicate_participant, unsigned_participant)
