"""People who are struck out: who left a panel, or is interested no more."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, takewhile

from indababot.reading.markup import Line, Lines, Run
from indababot.reading.values.wording import is_personal, is_sentence
from indababot.records import Span, Unrecognised

_BRACKETS = ("()", "[]", "（）")


def is_struck(lines: Lines) -> bool:
    """Whether all that a reader sees of some lines is struck."""
    shown = [run for line in lines for run in line.runs if run.text.strip()]
    return bool(shown) and all(run.struck for run in shown)


def unstruck(lines: Lines, *, people: bool = False) -> tuple[Lines, tuple[Unrecognised, ...]]:
    """The lines without what is struck, and that. ``people``: they name some, and a bracket beside one who is struck says why."""
    shown = tuple(_standing(line, people=people) for line in lines)
    return shown, tuple(told for line in lines for told in _gone(line, people=people))


def _is_withdrawn(line: Line, *, people: bool) -> bool:
    """Whether somebody is struck, and what stands beside only says why: "I cannot come"."""
    kept = [run for run in line.runs if not run.struck]
    if not any(run.struck for run in line.runs):
        return False
    if any(run.link for run in kept):
        return people and _signs_off(line, kept)
    why = "".join(run.text for run in kept).strip()
    if not any(run.struck and run.link for run in line.runs):
        return people and why[:1] + why[-1:] in _BRACKETS and not is_personal(why[1:-1])
    return is_sentence(why) or not is_personal(why)


def _signs_off(line: Line, kept: list[Run]) -> bool:
    """Whether who is struck says something behind that and signs again: they come no more."""
    struck = {run.link.target for run in line.runs if run.struck and run.link}
    said = "".join(run.text for run in takewhile(lambda run: run.link is None, kept))
    behind = not any(run.struck for run in line.runs[line.runs.index(kept[0]) :])
    again = all(run.link.target in struck for run in kept if run.link)
    return behind and again and any(map(str.isalpha, said))


def _standing(line: Line, *, people: bool) -> Line:
    if not any(run.struck for run in line.runs):
        return line
    kept = () if _is_withdrawn(line, people=people) else tuple(run for run in line.runs if not run.struck)
    return replace(line, runs=kept if any(run.text.strip() for run in kept) else ())


def _gone(line: Line, *, people: bool) -> Iterator[Unrecognised]:
    withdrawn = _is_withdrawn(line, people=people)
    for struck, group in groupby(line.runs, key=lambda run: withdrawn or run.struck):
        runs = list(group)
        if struck and (text := _text(runs)):
            yield Unrecognised(text=text, span=Span(runs[0].start, runs[-1].end))


def _text(runs: Iterable[Run]) -> str:
    return " ".join("".join(run.text for run in runs).split())
