"""What a region's parameters ask for; :mod:`.parameters` are those that there are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from indababot.editions import Edition
from indababot.i18n import N_, SOURCE, available, offered
from indababot.records import FieldKey, Status
from indababot.writing import limits
from indababot.writing.entry import Entries, Entry
from indababot.writing.views import rowtemplate
from indababot.writing.views.complaints import Speaker, Wrong, near_value, together
from indababot.writing.views.parameters import ALIASES, FILTERS, PARAMETERS, Overflow, View
from indababot.writing.views.since import SOME_DATE, canonical


@dataclass(frozen=True, slots=True)
class Options:
    """What a region asks for, checked. ``sort`` holds column keys and whether each is turned round."""

    view: View = View.SUBMISSIONS
    columns: tuple[str, ...] = ()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    complete: bool | None = None
    sort: tuple[tuple[str, bool], ...] = ()
    limit: int | None = None
    group: str | None = None
    row: str | None = None
    lang: str = "en"
    minimum: int = 3
    overflow: Overflow = Overflow.CUT
    since: str | None = None
    """A date, with a time where it is not the day's first moment, or ``acceptance``; the view ``changes`` only."""


def language_of(parameters: Mapping[str, str], default: str) -> str:
    """The language to speak to a region's readers, also where its parameters are wrong."""
    return offered(parameters.get("lang", "").strip() or default)


def view_of(parameters: Mapping[str, str]) -> str:
    """The name of the view that is asked for, empty where it is none of ours."""
    asked = _tidy(parameters).get("view", "").lower() or View.SUBMISSIONS.value
    return asked if asked in set(View) else ""


def parse(
    parameters: Mapping[str, str],
    entries: Entries,
    edition: Edition,
    columns: Mapping[View, Mapping[str, str]],
    default: str,
    *,
    repeated: Collection[str] = (),
    refused_rows: Collection[str] = (),
) -> Options:
    """What the parameters ask for. ``columns`` are each view's column names as they may be written, and their
    keys; ``repeated`` are parameters that the marker gives twice, ``refused_rows`` templates that lead where ``row`` must not.

    Raises:
        Wrong: parameters or values are unknown, given twice or too long; the text says so of each, in the region's language.
    """
    say = Speaker(language_of(parameters, default))
    given = _given(say, parameters, repeated)
    wrong: list[Wrong] = []
    while len(wrong) < limits.COMPLAINTS:
        try:
            asked = _asked(say, given, entries, edition, columns, refused_rows)
        except Wrong as error:
            wrong.append(error)
            if error.name is None:
                break
            given = _without(given, error.name)
        else:
            if not wrong:
                return asked
            break
    raise together(wrong)


def _without(given: Mapping[str, str], wrong: str) -> dict[str, str]:
    """The parameters that are looked at next; without a view those that say the same whichever it is, or nothing in any."""
    left = {key: value for key, value in given.items() if key != wrong}
    if wrong != "view":
        return left
    unlike = {name for name, one in PARAMETERS.items() if View.SUBMISSIONS not in one.views} | {
        "columns",
        "sort",
    }
    return {key: value for key, value in left.items() if key not in unlike}


def _asked(
    say: Speaker,
    given: Mapping[str, str],
    entries: Entries,
    edition: Edition,
    columns: Mapping[View, Mapping[str, str]],
    refused_rows: Collection[str],
) -> Options:
    """What tidy parameters ask for.

    Raises:
        Wrong: one of them is wrong, the first that is met.
    """
    view = View(say.one_of("view", given.get("view", View.SUBMISSIONS.value), [item.value for item in View]))
    for key in given:
        _known_parameter(say, key, view)
    names = columns.get(view, {})
    shown = say.items("columns", given.get("columns", ""), limits.COLUMNS)
    sort = say.items("sort", given.get("sort", ""), limits.SORT_KEYS)
    return Options(
        view=view,
        columns=say.each_once("columns", [names[say.one_of("columns", item, names)] for item in shown]),
        filters={key: _filter(say, key, given[key], entries, edition) for key in FILTERS if key in given},
        complete=_yes_or_no(say, given.get("complete")),
        sort=_orders(say, sort, names),
        limit=say.count("limit", given["limit"]) if "limit" in given else None,
        group=_group(say, given.get("group")),
        row=_row(say, given.get("row"), edition, refused_rows),
        lang=say.one_of("lang", given["lang"], dict.fromkeys((SOURCE, *available())))
        if "lang" in given
        else say.language,
        minimum=say.count("minimum", given["minimum"]) if "minimum" in given else 3,
        overflow=Overflow(
            say.one_of("overflow", given.get("overflow", "cut"), [item.value for item in Overflow])
        ),
        since=_since(say, given.get("since")) if view is View.CHANGES else None,
    )


def part_name(view: View, parameters: Mapping[str, str]) -> str:
    """What sub-pages of a region are called: two lists of one page and view, with different parameters, have different ones."""
    told = sorted(
        (key, value) for key, value in _tidy(parameters).items() if value and key not in ("view", "overflow")
    )
    return f"{view.value} {crc32(repr(told).encode()):08x}" if told else view.value


def values(entry: Entry, key: str) -> tuple[str, ...]:
    """The values that a submission has for a filter, none where it has none."""
    value = getattr(entry.submission, FILTERS[key].value)
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def chosen(entries: Entries, options: Options) -> list[Entry]:
    """The entries that pass the filters, by their page's title."""
    return sorted((entry for entry in entries if _passes(entry, options)), key=lambda entry: entry.page)


def _passes(entry: Entry, options: Options) -> bool:
    if options.complete is not None and entry.complete is not options.complete:
        return False
    return all(
        wanted & {value.casefold() for value in values(entry, key)} for key, wanted in options.filters.items()
    )


def _given(say: Speaker, parameters: Mapping[str, str], repeated: Collection[str]) -> dict[str, str]:
    """The parameters that hold anything, by their names as we write them."""
    if len(parameters) > limits.PARAMETERS:
        raise say.wrong(N_("There are more than {most} parameters."), most=str(limits.PARAMETERS))
    found: dict[str, str] = {}
    for key, value in parameters.items():
        if max(len(key), len(value)) > limits.PARAMETER_LENGTH:
            raise say.wrong(
                N_("The parameter “{name}” is longer than {most} characters."),
                name=key[: limits.PARAMETER_LENGTH],
                most=str(limits.PARAMETER_LENGTH),
            )
        name, text = " ".join(key.split()).lower(), " ".join(value.split())
        name = ALIASES.get(name, name)
        if name in found or key in repeated:
            raise say.wrong(N_("The parameter “{name}” is given twice."), name=name)
        found[name] = text
    return {name: text for name, text in found.items() if text}


def _known_parameter(say: Speaker, key: str, view: View) -> None:
    usable = [name for name, parameter in PARAMETERS.items() if view in parameter.views]
    if key in usable:
        return
    if key in PARAMETERS:
        raise say.wrong(
            N_("The view {view} does not understand the parameter “{name}”."), view=view.value, name=key
        )
    if near := near_value(key, usable):
        raise say.wrong(N_("There is no parameter “{name}”: did you mean “{near}”?"), name=key, near=near)
    raise say.unknown(N_("There is no parameter “{name}”. Known: {known}."), usable, name=key)


def _filter(say: Speaker, key: str, text: str, entries: Entries, edition: Edition) -> frozenset[str]:
    """The values to let pass, in lower case. Known are the edition's and those that some submission has.

    A vocabulary that is open takes any value, which nobody may have chosen yet, but for what looks like a slip.
    """
    known: dict[str, str] = {}
    described = edition.by_key.get(FILTERS[key])
    if FILTERS[key] is FieldKey.STATUS:
        known = {status.value: status.value for status in Status}
    else:
        for choice in described.choices if described else ():
            known |= dict.fromkeys((choice.name, *choice.aliases), choice.name)
        found = sorted({value for entry in entries for value in values(entry, key)})
        known = {value: value for value in found if len(value) <= limits.VALUE_LENGTH} | known
    # A track's name may hold commas, so a text is only cut at them when it is not a value as a whole.
    names = {written.casefold(): written for written in reversed(known)}
    parts = [text] if text.casefold() in names else say.items(key, text, limits.FILTER_VALUES, ";")
    if len(parts) == 1 and text.casefold() not in names:
        parts = say.items(key, text, limits.FILTER_VALUES)
    if long := next((part for part in parts if len(part) > limits.VALUE_LENGTH), None):
        raise say.wrong(
            N_("{name}: “{value}” is longer than {most} characters."),
            name=key,
            value=long,
            most=str(limits.VALUE_LENGTH),
        )
    is_open = described and FILTERS[key] is not FieldKey.STATUS and (described.open or not described.choices)
    wanted = set()
    for part in parts:
        written = names.get(part.casefold())
        # Nobody chooses braces: who writes {{PAGENAME}} expects them to be worked out, which they are not.
        if written is None and is_open and "{" not in part and not near_value(part, known, 88):
            wanted.add(part.casefold())
        else:
            wanted.add(known[written or say.one_of(key, part, known, known)].casefold())
    return frozenset(wanted)


def _orders(say: Speaker, items: Sequence[str], names: Mapping[str, str]) -> tuple[tuple[str, bool], ...]:
    found = [(names[say.one_of("sort", item.lstrip("-+ "), names)], item.startswith("-")) for item in items]
    say.each_once("sort", [key for key, _ in found])
    return tuple(found)


def _group(say: Speaker, text: str | None) -> str | None:
    return None if text is None else say.one_of("group", ALIASES.get(text.lower(), text), FILTERS)


def _row(say: Speaker, text: str | None, edition: Edition, refused: Collection[str]) -> str | None:
    if text is None:
        return None
    found = rowtemplate.target(text, edition)
    if found is None or found in refused:
        raise say.wrong(
            N_("{name}: “{value}” is no template that a row can be made with."), name="row", value=text
        )
    return found


def _since(say: Speaker, text: str | None) -> str:
    if text is None:
        raise say.wrong(
            N_("The view changes needs “since”: a date such as {date}, or acceptance."), date=SOME_DATE
        )
    found = canonical(text)
    if found is None:
        raise say.wrong(
            N_("{name}: “{value}” is neither a date such as {date} nor acceptance."),
            name="since",
            value=text,
            date=SOME_DATE,
        )
    return found


def _yes_or_no(say: Speaker, text: str | None) -> bool | None:
    return None if text is None else say.one_of("complete", text, ("yes", "no")) == "yes"


def _tidy(parameters: Mapping[str, str]) -> dict[str, str]:
    return {" ".join(key.split()).lower(): " ".join(value.split()) for key, value in parameters.items()}
