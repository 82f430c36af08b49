"""IB1xx: is every field of the form there, filled in, and there once?"""

from collections.abc import Iterator

from indababot.checking.near import Near, nearest
from indababot.checking.rule import Context, Finding, Proposal, rule, shown
from indababot.diagnostics import Applicability, Severity
from indababot.editions import FormField
from indababot.i18n import N_
from indababot.lexicon import fold
from indababot.records import FieldKey, FieldText, Remark, RemarkKind, Span

_AROUND = " :\u00a0'"
_CALL = N_("The call for submissions: its form says which fields have to be filled in.")

_OF_EACH = (FieldKey.AUTHORS, FieldKey.USERNAMES, FieldKey.AFFILIATION, FieldKey.COUNTRY)
"""Fields that a form may ask of several people, one by one."""


@rule(
    "IB101",
    "missing-field",
    Severity.ERROR,
    summary=N_("A required field is empty, or is not on the page."),
    why=N_("The programme committee cannot judge a proposal without it, and the overview shows a gap."),
    help=N_("Write the answer after its label; if the label is missing too, copy it from the form."),
    wrong="'''Abstract:'''",
    right="'''Abstract:''' How small language communities can train new editors, with three examples.",
    source=_CALL,
)
def missing_field(context: Context) -> Iterator[Finding]:
    if not context.has_form:
        return
    left = {remark.key for remark in context.submission.remarks if remark.kind is RemarkKind.PLACEHOLDER}
    for described in context.edition.fields:
        key = described.key
        if not described.required or key in (FieldKey.USERNAMES, FieldKey.OTHER) or key in left:
            continue
        found = context.by_key.get(key)
        if found is None and (_filled(context, key) or key in misspelt(context)):
            continue
        if found is None:
            message = N_("'{field}' is missing")
            text = N_("Add the label '{field}' and the answer to the form.")
            yield Finding(context.place(None), message, context.label(key), text)
        elif found.empty and not found.placeholder:
            text = N_("Write the answer after its label.")
            yield Finding(context.place(found), N_("'{field}' is empty"), context.label(key), text)


def _filled(context: Context, key: FieldKey) -> bool:
    """Whether the record has a value that stands in no field of its own (authors from signatures; never a title by its page)."""
    return key is not FieldKey.TITLE and bool(getattr(context.submission, key.value, None))


@rule(
    "IB102",
    "placeholder-left",
    Severity.ERROR,
    summary=N_("A hint or placeholder of the form was left in place."),
    why=N_("Readers and programs take it for an answer, and it hides that the answer is missing."),
    help=N_("Replace it by your answer, or delete it where you have none."),
    wrong="'''Special requirements:''' HDMI, Translation, etc.",
    right="'''Special requirements:''' Translation",
    source=_CALL,
)
def placeholder_left(context: Context) -> Iterator[Finding]:
    seen: list[Span] = []
    for found in context.submission.fields:
        if found.placeholder:
            seen.append(found.value_span)
            span = context.place(found)
            values = context.label(found.key) | {"text": shown(context.page.text[slice(*span)])}
            message = N_("'{field}' still holds the form's placeholder '{text}'")
            yield Finding(span, message, values, *_weighed(context, found.key))
    for remark in context.submission.remarks:
        if remark.kind is RemarkKind.PLACEHOLDER and not _meets(remark.span, seen):
            seen.append(remark.span)
            span = context.unmarked(remark.span)
            values = {"text": shown(context.page.text[slice(*span)])}
            if remark.key is None:
                yield Finding(span, N_("the form's placeholder '{text}' was left"), values)
            else:
                message = N_("'{field}' still holds the form's placeholder '{text}'")
                named = values | context.label(remark.key)
                yield Finding(span, message, named, *_weighed(context, remark.key))
    for described, found in context.filled:
        span = context.place(found)
        if _all_left(described, found) and not _meets(span, seen):
            values = context.label(found.key) | {"text": shown(context.page.text[slice(*span)])}
            message = N_("'{field}' still holds the form's placeholder '{text}'")
            yield Finding(span, message, values, *_weighed(context, found.key))


_MANY = 5
"""Nobody chooses as many as these: who means all of three or four may write them."""


def _all_left(described: FormField, found: FieldText) -> bool:
    """Whether all choices stand there as the form lists them, for the author to delete all but one."""
    names = [choice.name for choice in described.choices]
    return len(names) >= _MANY and [item.known for item in found.items] == names


def _weighed(context: Context, key: FieldKey) -> tuple[str, None, Severity]:
    """The help on a placeholder, no fix, and its weight: an error where an answer has to stand, else a warning."""
    described = context.edition.by_key.get(key)
    if described is not None and described.required:
        return N_("Write the answer in its place."), None, Severity.ERROR
    return "", None, Severity.INFO if key is FieldKey.PARTICIPANTS else Severity.WARNING


def _meets(span: Span, others: list[Span]) -> bool:
    return any(
        span.start < max(other.end, other.start + 1) and other.start < max(span.end, span.start + 1)
        for other in others
    )


@rule(
    "IB103",
    "unknown-field",
    Severity.WARNING,
    summary=N_("A label that this edition's form does not have."),
    why=N_("What stands after it reaches no overview: nobody will miss it there, and nobody will find it."),
    help=N_("Use a label of this edition's form, or move the text into a field that it has."),
    wrong="'''Abstarct:''' How small language communities can train new editors.",
    right="'''Abstract:''' How small language communities can train new editors.",
    source=_CALL,
    fixable=(Applicability.SAFE, Applicability.UNSAFE),
)
def unknown_field(context: Context) -> Iterator[Finding]:
    for remark in context.submission.remarks:
        if remark.kind is not RemarkKind.UNKNOWN_FIELD:
            continue
        label = remark.text or context.page.text[slice(*remark.span)]
        near = _meant(context, label)
        values = {"label": shown(label)}
        if near is None or fold(near.spelling) == fold(label.strip(_AROUND)):  # the name of a parameter
            yield Finding(remark.span, N_("the form has no field '{label}'"), values)
            continue
        values["suggestion"] = near.spelling
        start = context.page.text.find(label.strip(), remark.span.start, remark.span.end)
        fix = None
        if start >= 0:
            kind = Applicability.SAFE if near.certain else Applicability.UNSAFE
            fix = Proposal(
                N_("Write '{suggestion}'"), kind, ((start, start + len(label.strip()), near.spelling),)
            )
        yield Finding(
            remark.span,
            N_("the form has no field '{label}'"),
            values,
            N_("Did you mean '{suggestion}'?"),
            fix=fix,
        )


def _meant(context: Context, label: str) -> Near | None:
    """The field (by its key) and the label that an unknown one may be a slip for; of fields that the page does not have yet."""
    labels = [
        (text, described.key.value)
        for described in context.edition.fields
        if described.key not in context.by_key
        for text in (*described.parameters, *described.spellings)
    ]
    typed = label.strip(_AROUND)
    labels.sort(
        key=lambda one: one[0][:1].isupper() is not typed[:1].isupper()
    )  # a label, or a template's parameter
    return nearest(typed, labels, cutoff=80)


def misspelt(context: Context) -> set[FieldKey]:
    """The fields that unknown labels are slips for: one fault, told as an unknown field and not as a missing one too."""
    unknown = [remark for remark in context.submission.remarks if remark.kind is RemarkKind.UNKNOWN_FIELD]
    near = (_meant(context, remark.text or context.page.text[slice(*remark.span)]) for remark in unknown)
    return {FieldKey(one.text) for one in near if one is not None}


@rule(
    "IB104",
    "duplicate-field",
    Severity.ERROR,
    summary=N_("The same field is on the page twice."),
    why=N_("Only one of the two can be shown, and nobody knows which one the author meant."),
    help=N_("Keep one of the two, with everything that you want to say."),
    wrong="'''Abstract:''' First thoughts.\n\n'''Abstract:''' How small language communities can train new editors.",
    right="'''Abstract:''' How small language communities can train new editors.",
    source=N_("MediaWiki takes the last of two equal template parameters and drops the first in silence."),
)
def duplicate_field(context: Context) -> Iterator[Finding]:
    starts: set[int] = set()
    seen: set[FieldKey] = set()
    message = N_("'{field}' is on the page twice")
    for found in context.submission.fields:
        if found.key in seen and found.key is not FieldKey.OTHER:
            starts.add(found.label_span.start)
            yield Finding(context.named(found), message, context.label(found.key))
        seen.add(found.key)
    for remark in context.submission.remarks:
        told = any(
            remark.span.start <= start < max(remark.span.end, remark.span.start + 1) for start in starts
        )
        if remark.kind is RemarkKind.DUPLICATE_FIELD and not told:
            named = context.label(remark.key) if remark.key else {"field": shown(remark.text), "key": ""}
            yield Finding(remark.span, message, named)


@rule(
    "IB105",
    "near-label",
    Severity.INFO,
    summary=N_("A label is written a little differently from the form's."),
    why=N_(
        "It is read as the form's label because no other one is as near; other readers may not find the field."
    ),
    help=N_("Write the label as the form has it."),
    wrong="'''How will this session be beneficial for the communities of our region?''' Others can repeat the course.",
    right="'''How will this session be beneficial for the communities in the region?''' Others can repeat the course.",
    source=_CALL,
    fixable=(Applicability.UNSAFE,),
)
def near_label(context: Context) -> Iterator[Finding]:
    for remark in context.submission.remarks:
        if remark.kind is not RemarkKind.NEAR_LABEL:
            continue
        start, end = remark.span
        written = context.page.text[start:end]
        bare = written.strip(" :：\u00a0'=;")
        start += written.index(bare)
        span = Span(start, start + len(bare))
        fix = None
        translated = (
            bare.removeprefix(remark.text).lstrip()[:1] in _DIVIDING
        )  # its slip is in the translation
        certain = not translated and not _is_of_several(context, remark, bare)
        if bare and certain and not set(bare) & set("<>[]{}"):
            edit = (*span, remark.text)
            fix = Proposal(N_("Write '{suggestion}'"), Applicability.UNSAFE, (edit,))
        values = {"label": shown(bare), "suggestion": remark.text}
        yield Finding(span, N_("'{label}' is read as '{suggestion}'"), values, fix=fix)


_DIVIDING = tuple("/|·–—")
"""What stands between a label and its translation."""


def _is_of_several(context: Context, remark: Remark, label: str) -> bool:
    """Whether a label is for one of several people, which its number, or a word, tells from the others: the form's would not."""
    first = any(field.label_span.start == remark.span.start for field in context.submission.fields)
    return label[-1].isdigit() or (remark.key in _OF_EACH and not first)


RULES = (missing_field, placeholder_left, unknown_field, duplicate_field, near_label)
