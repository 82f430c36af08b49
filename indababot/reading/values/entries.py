"""One line of a list of participants: the people that it enters, and the rest of what it says."""

from indababot.reading.values import names
from indababot.reading.values.behalf import ADDED_BY, ON_BEHALF, behalf, is_name
from indababot.reading.values.flow import Flow
from indababot.reading.values.marks import BETWEEN, NAME_END, Entry, Mark, Person, is_only, marks_in
from indababot.reading.values.pieces import cut
from indababot.reading.values.said import EDGES, NUMBERED, said_in
from indababot.reading.values.signatures import Signature, find


def entry(flow: Flow, *, listed: bool) -> Entry | None:
    """The entry that a line is, or None. A bare name counts in a list, and alone on a line."""
    signed = list(find(flow))
    if signed:
        return _signed(flow, signed)
    marks = marks_in(flow, 0, len(flow.shape))
    if marks:
        return _marked(flow, marks)
    return _bare(flow, listed=listed)


def reply(flow: Flow) -> Entry | list[str]:
    """What a nested line says, without its signatures; an entry where it holds nothing but accounts."""
    signed = list(find(flow))
    gaps = [(one.start, one.end) for one in signed]
    said = said_in(flow, 0, len(flow.shape), gaps)
    marks = marks_in(flow, 0, len(flow.shape)) if not signed else []
    if (signed and not said) or (marks and is_only(flow, marks)):
        return entry(flow, listed=True) or []
    return [said] if said else []


def _signed(flow: Flow, signed: list[Signature]) -> Entry:
    """A signed entry: one signer, more who sign on the same line, or somebody who is entered by the signer."""
    first = signed[0]
    end = signed[1].start if len(signed) > 1 else len(flow.shape)
    out = behalf(flow, first, end) or _own(flow, first, end if len(signed) == 1 else first.end)
    position = first.end
    for one in signed[1:]:
        said = said_in(flow, position, one.start, [])
        if said:
            out.said.append(said)
        elif one.account != out.people[-1].account:
            out.people.append(_signer(flow, one))
        position = one.end
    rest = said_in(flow, position, len(flow.shape), []) if len(signed) > 1 else ""
    out.said += [rest] if rest else []
    return out


def _signer(flow: Flow, one: Signature) -> Person:
    start, end = one.name if one.name[0] < one.name[1] else (one.start, one.end)
    return Person(one.account, flow.span(start, end), one.account, one.moment)


def _own(flow: Flow, one: Signature, end: int) -> Entry:
    """The signer's own entry. The same account before it, as in ``User:A – A (talk)``, is no comment."""
    marks = marks_in(flow, 0, one.start)
    gaps = [
        (mark.start, mark.end)
        for mark in marks[:1]
        if mark.account == one.account and is_only(flow, marks[:1], mark.end)
    ]
    lead = said_in(flow, 0, one.start, gaps)
    said = " ".join(part for part in (lead, said_in(flow, one.end, end, [])) if part)
    return Entry([_signer(flow, one)], [said] if said else [])


def _marked(flow: Flow, marks: list[Mark]) -> Entry | None:
    """An unsigned entry with accounts that a link or a prefix marks: all of them in a list, else the one at an end."""
    if is_only(flow, marks):
        return Entry([Person(mark.account, flow.span(mark.start, mark.end)) for mark in marks])
    if (
        len(marks) == 2
        and is_only(flow, marks[:1], marks[0].end)
        and BETWEEN.fullmatch(flow.shape, marks[1].end)
    ):
        between = flow.shape[marks[0].end : marks[1].start]
        added = ADDED_BY.fullmatch(between) or ON_BEHALF.fullmatch(between)
        if added:
            who, signer = marks if ADDED_BY.fullmatch(between) else reversed(marks)
            return Entry([Person(who.account, flow.span(who.start, who.end), signer.account)])
    lead = NUMBERED.sub("", flow.shape[: marks[0].start]).strip(EDGES + "([")
    tail = flow.shape[marks[-1].end :].strip(EDGES + ")].!")
    if lead and tail:
        return None
    mark = marks[-1] if lead else marks[0]
    said = said_in(flow, 0, len(flow.shape), [(mark.start, mark.end)])
    return Entry([Person(mark.account, flow.span(mark.start, mark.end))], [said] if said else [])


def _bare(flow: Flow, *, listed: bool) -> Entry | None:
    """An entry by bare name: a name, a list of names, or in a list a name and what it says."""
    numbered = NUMBERED.match(flow.shape)
    start = numbered.end() if numbered else 0
    pieces = [(start + low, start + high) for low, high in cut(flow.shape[start:])]
    if pieces and all(
        is_name(flow.visible(*piece)) and not NAME_END.search(flow.shape, *piece) for piece in pieces
    ):
        return Entry([_named(flow, *piece) for piece in pieces])
    end = NAME_END.search(flow.shape, start)
    if end is None or not listed or not is_name(flow.visible(start, end.start())):
        return None
    said = said_in(flow, end.start(), len(flow.shape), [])
    return Entry([_named(flow, start, end.start())], [said] if said else [])


def _named(flow: Flow, start: int, end: int) -> Person:
    return Person(names.account(flow.visible(start, end).strip(" ~@")), flow.span(start, end))
