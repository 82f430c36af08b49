"""Changes as people read them on a terminal of 80 columns."""

import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indababot.cli.labels import label
from indababot.cli.lines import WIDTH
from indababot.cli.messages import colour
from indababot.i18n import N_, listed, plural, said, translate
from indababot.terminal import visible

if TYPE_CHECKING:
    from rich.text import Text

    from indababot.changes import Change, FieldChange, Part

_AROUND = 60
"""So many characters stand beside what changed in a text."""
_STYLES = {"added": "green", "withdrawn": "red", "moved": "cyan", "changed": "yellow"}


def cards(found: "Sequence[Change]", language: str, *, to_file: bool = False) -> Iterator[str]:
    """Each change with its fields below it, and how many there are of each kind; ``[-removed-]``, ``{+added+}``."""
    from rich.console import Console
    from rich.padding import Padding

    out = io.StringIO()
    styled = not to_file and colour(sys.stdout)
    console = Console(
        file=out,
        width=WIDTH,
        force_terminal=styled,
        no_color=not styled,
        highlight=False,
        legacy_windows=False,
    )
    for change in found:
        console.print(_head(change, language), overflow="fold")
        for line in _lines(change, language):
            console.print(Padding(line, (0, 0, 0, 4)), overflow="fold")
        yield _taken(out)
    console.print(_total(found, language))
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    """What was written so far; a line ends where its text does."""
    text = "\n".join(line.rstrip(" ") for line in out.getvalue().split("\n"))
    out.seek(0)
    out.truncate()
    return text


def _total(found: "Sequence[Change]", language: str) -> str:
    from indababot.changes import TOTALS

    if not found:
        return translate(language, N_("Nothing changed."))
    counts = Counter(change.kind for change in found)
    told = ((plural(counts[kind], *forms), counts[kind]) for kind, forms in TOTALS.items() if counts[kind])
    return listed(language, (said(template, count=count) for template, count in told))


def _head(change: "Change", language: str) -> "Text":
    from rich.text import Text

    from indababot.changes import KINDS, reason

    head = Text(translate(language, KINDS[change.kind]), style=f"bold {_STYLES[change.kind.value]}")
    why = reason(change)
    remark = f" ({translate(language, why)})" if why else ""
    return head + Text(f"  {_flat(change.title).strip()}{remark}", style="bold")


def _lines(change: "Change", language: str) -> "Iterator[Text]":
    from rich.text import Text

    from indababot.changes import MASKED, differing

    def named(name: str, text: str = "") -> str:
        return translate(language, N_("{name}: {count}"), {"name": label(name, language), "count": text})

    old, new = change.before, change.page
    if old is not None and old.title != new.title:
        yield Text(named("page")) + _diffed(differing(old.title, new.title), listed=False)
    else:
        yield Text(named("page", _flat(new.title)))
    for field in change.fields:
        if field.masked:
            yield Text(named(field.field, translate(language, MASKED)), style="italic")
        else:
            yield Text(named(field.field)) + _diffed(_shown(field), listed=_is_list(field))


def _is_list(field: "FieldChange") -> bool:
    return isinstance(field.before, tuple) or isinstance(field.after, tuple)


def _shown(field: "FieldChange") -> "Sequence[Part]":
    from indababot.changes import shortened

    return field.diff if _is_list(field) else shortened(field.diff, _AROUND)


def _diffed(parts: "Sequence[Part]", *, listed: bool) -> "Text":
    from rich.text import Text

    from indababot.changes import Op

    marks = {Op.SAME: ("", "", ""), Op.REMOVED: ("[-", "-]", "red"), Op.ADDED: ("{+", "+}", "green")}
    made = [
        Text(f"{before}{_flat(part.text)}{after}", style=style)
        for part in parts
        for before, after, style in (marks[part.op],)
    ]
    return Text("; " if listed else "").join(made)


def _flat(text: str) -> str:
    """A text on one line, in which nothing acts; blanks at its ends stay."""
    words = visible(" ".join(text.split()))
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"
