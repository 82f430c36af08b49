"""Minimal stand-in; the values worker's module replaces it."""

from collections.abc import Sequence
from dataclasses import dataclass

from indababot.reading.inline import Lines
from indababot.records import Participant, Remark, Unrecognised


@dataclass(frozen=True)
class Participants:
    participants: tuple[Participant, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read(lines: Lines, hints: Sequence[str]) -> Participants:
    return Participants(tuple(Participant(username=line.text.strip()) for line in lines if line.text.strip()))
