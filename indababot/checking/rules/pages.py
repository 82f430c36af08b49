"""IB5xx: can the page be read, is its markup sound, was it in time?"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, time

from indababot.checking.rule import Context, Finding, Proposal, rule, shown
from indababot.diagnostics import Applicability, Severity
from indababot.i18n import N_, with_values
from indababot.records import RemarkKind, Span, Status
from indababot.wikicode.quotes import BOLD
from indababot.wikicode.regions import paired

_FORM = N_("The call for submissions, whose button opens a page with the form in it.")


def _remarked(context: Context, kind: RemarkKind) -> bool:
    return any(remark.kind is kind for remark in context.submission.remarks)


def _broken(context: Context) -> bool:
    """Whether markup without its end explains why there is no form to be found."""
    return _remarked(context, RemarkKind.UNCLOSED) or any(one.swallows for one in context.unclosed)


@rule(
    "IB501",
    "no-form",
    Severity.ERROR,
    summary=N_("The page has no submission form."),
    why=N_("Nothing can be read from it: the overview shows its title and no more."),
    help=N_("Start from the form of the call, and fill it in."),
    wrong="I would like to talk about Wikidata.",
    right="'''Author(s):''' Ada Example\n\n'''Abstract:''' I would like to talk about Wikidata.",
    source=_FORM,
)
def no_form(context: Context) -> Iterator[Finding]:
    if _remarked(context, RemarkKind.UNPARSABLE) or context.page.unreadable:
        return
    if (_remarked(context, RemarkKind.NO_FORM) or not context.submission.fields) and not _broken(context):
        yield Finding(Span(0, 0), N_("this page has no submission form"))


@rule(
    "IB502",
    "unparsable-page",
    Severity.ERROR,
    summary=N_("The page cannot be read, or not to its end: it is too big, or has too much markup."),
    why=N_("Nothing can be read from it: the overview shows its title and no more."),
    help=N_("Move what is no part of the form to another page, and close what is open."),
    wrong="{{a|{{a|{{a|{{a| … (thousands of times)",
    right="{{a}}",
    source="https://www.mediawiki.org/wiki/Manual:Template_limits",
)
def unparsable_page(context: Context) -> Iterator[Finding]:
    if context.page.unreadable:
        reason = {"reason": with_values(context.page.unreadable, shown)}
        yield Finding(Span(0, 0), N_("this page cannot be read: {reason}"), reason)
        return
    for remark in context.submission.remarks:
        if remark.kind is RemarkKind.UNPARSABLE:
            if remark.text:
                yield Finding(
                    remark.span, N_("this page cannot be read: {reason}"), {"reason": shown(remark.text)}
                )
            else:
                yield Finding(remark.span, N_("this page cannot be read"))
        elif remark.kind is RemarkKind.CUT:
            yield Finding(
                remark.span, N_("this page has too much markup: from here on it is read as plain text")
            )


@rule(
    "IB503",
    "unclosed-markup",
    Severity.ERROR,
    summary=N_("Markup is opened and never closed."),
    why=N_(
        "A template without its end is plain text to the wiki: the whole submission vanishes from every list."
    ),
    help=N_("Close it where it ends."),
    wrong="{{Submission\n|title=Training trainers",
    right="{{Submission\n|title=Training trainers\n}}",
    source="https://www.mediawiki.org/wiki/Help:Templates",
    fixable=(Applicability.SAFE,),
)
def unclosed_markup(context: Context) -> Iterator[Finding]:
    if _remarked(context, RemarkKind.UNPARSABLE):
        return
    told: list[int] = []
    for one in context.unclosed:
        told.append(one.start)
        span = Span(one.start, one.end)
        if one.opened == BOLD:  # its signs between quotation marks would be five or more apostrophes
            apostrophes = N_("Write three apostrophes where it ends.")
            yield Finding(span, N_("bold text is never closed"), {}, apostrophes, severity=Severity.WARNING)
            continue
        end = _end(one.opened)
        values = {"markup": shown(one.opened), "missing": one.missing.strip() or end, "end": end}
        fix = None
        if one.insert_at is not None:
            edits = ((one.insert_at, one.insert_at, one.missing),)
            fix = Proposal(N_("Add the missing '{missing}'"), Applicability.SAFE, edits)
        yield Finding(span, _NEVER, values, _CLOSE, fix)
    for remark in context.submission.remarks:
        if remark.kind is RemarkKind.UNCLOSED:
            nearest = bisect_left(told, remark.span.start)
            if nearest < len(told) and told[nearest] < max(remark.span.end, remark.span.start + 2):
                continue
            text = remark.text or context.page.text[slice(*remark.span)]
            yield Finding(remark.span, _NEVER, {"markup": shown(text), "end": _end(text)}, _CLOSE)


_NEVER = N_("'{markup}' is never closed")
_CLOSE = N_("Write '{end}' where it ends.")
_ENDS = {"{|": "|}", "{{": "}}", "[[": "]]", "<!--": "-->"}
_TAG = re.compile(r"<\s*([A-Za-z]\w*)")


def _end(opened: str) -> str:
    """What ends markup that begins so."""
    tag = _TAG.match(opened)
    return (
        f"</{tag[1]}>" if tag else next((end for start, end in _ENDS.items() if opened.startswith(start)), "")
    )


@rule(
    "IB504",
    "late",
    Severity.WARNING,
    summary=N_("The page was changed after the deadline."),
    why=N_("The committee may have judged another text, or may not look at it at all."),
    help=N_("Look into the page's history, and ask the organisers whether it still counts."),
    wrong="(a page made on 5 July for a call that closed on 30 June)",
    right="(a page made on 29 June)",
    source=N_("The call for submissions, which names the deadline."),
)
def late(context: Context) -> Iterator[Finding]:
    changed, deadline = context.page.timestamp, _deadline(context)
    if changed is None or deadline is None or changed <= deadline:
        return
    if context.submission.status not in (Status.DRAFT, Status.SUBMITTED):
        return  # decided already: edits after the deadline are wanted then
    signed = (entry.signed_at for entry in context.submission.participants)
    if any(moment is not None and moment <= deadline for moment in signed):
        return  # somebody signed below it in time, so it was there in time
    values = {"changed": changed.strftime("%Y-%m-%d"), "deadline": deadline.strftime("%Y-%m-%d")}
    message = N_("the page was changed on {changed}, after the deadline of {deadline}")
    yield Finding(context.place(None) if context.has_form else Span(0, 0), message, values)


def _deadline(context: Context) -> datetime | None:
    """The edition's deadline as a moment; a day counts to its end, in UTC."""
    deadline = context.edition.deadline
    if deadline is None:
        return None
    if not isinstance(deadline, datetime):
        return datetime.combine(deadline, time.max, UTC)
    return deadline if deadline.tzinfo else deadline.replace(tzinfo=UTC)


@rule(
    "IB505",
    "blacklisted-link",
    Severity.ERROR,
    summary=N_("The wiki does not take this link."),
    why=N_("Nobody can save the page, or a list that repeats the link, while it is there."),
    help=N_("Take the link out, or link to another page about the same."),
    wrong="'''Extra information:''' https://short.example/abc",
    right="'''Extra information:''' https://example.org/slides.pdf",
    source="https://meta.wikimedia.org/wiki/Spam_blacklist",
    needs_wiki=True,
)
def blacklisted_link(context: Context) -> Iterator[Finding]:
    for link in context.online.blacklisted.get(context.page.title, ()) if context.online else ():
        start = max(context.page.text.find(link), 0)
        end = start + len(link) if context.page.text.startswith(link, start) else start
        yield Finding(Span(start, end), N_("the wiki does not take the link '{link}'"), {"link": shown(link)})


@rule(
    "IB506",
    "lint-error",
    Severity.WARNING,
    summary=N_("The wiki's own checker found an error in the markup."),
    why=N_("It may look well today and break when the wiki's software changes, or in another reader."),
    help=N_("Look the category up on Special:LintErrors, and fix the markup."),
    wrong="<small>Ada Example<small>",
    right="<small>Ada Example</small>",
    source="https://www.mediawiki.org/wiki/Help:Lint_errors",
    needs_wiki=True,
)
def lint_error(context: Context) -> Iterator[Finding]:
    for error in context.online.lint.get(context.page.title, ()) if context.online else ():
        message = N_("lint error of the wiki: {category}")
        yield Finding(Span(error.start, error.end), message, {"category": shown(error.category)})


@rule(
    "IB507",
    "unreadable-file",
    Severity.ERROR,
    summary=N_("The file or page cannot be read."),
    why=N_("Nothing of it was checked: an image, a Word file, a missing page or a broken disk has no text."),
    help=N_("Save the draft as a text file, or correct its name."),
    wrong="validate talk.docx",
    right="validate talk.wiki",
    source=N_("Whoever reads the files or the wiki: the page never gets as far as the other rules."),
    over_pages=True,
)
def unreadable_file(context: Context) -> Iterator[Finding]:
    """Nothing: there is no page to look at. :func:`indababot.checking.unreadable` makes the finding."""
    yield from ()


@rule(
    "IB508",
    "stray-marker",
    Severity.WARNING,
    summary=N_("A marker of the bot's lists stands alone."),
    why=N_("The bot writes no list on a page whose markers are not one end for each start, in order."),
    help=N_("Take it away; where a list is wanted, put one end after each start."),
    wrong="{{IndabaBot list end}}",
    right="{{IndabaBot list}}\n{{IndabaBot list end}}",
    source=N_("The bot's rules for the regions that it owns."),
)
def stray_marker(context: Context) -> Iterator[Finding]:
    stray = paired(context.page.text).stray
    if stray is not None:
        yield Finding(stray.marker.span, stray.message, stray.values)


RULES = (
    no_form,
    unparsable_page,
    unclosed_markup,
    late,
    blacklisted_link,
    lint_error,
    unreadable_file,
    stray_marker,
)
