"""What is wrong with a region's parameters, said in the region's language."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from indababot.errors import UsageError
from indababot.i18n import N_, message_of, translate
from indababot.privacy import quoted
from indababot.suggestions import nearest
from indababot.writing import limits


class Wrong(UsageError):
    """What is wrong with one parameter, whose ``name`` it is; None where all are concerned.

    Its text is in the region's language, for its page; what it was put together from, in any, for who reads a report.
    """

    name: str | None = None


def together(faults: Sequence[Wrong]) -> Wrong:
    """Several complaints as one."""
    error = Wrong(" ".join(map(str, faults)))
    error.parts = {f"fault{number}": message_of(fault) for number, fault in enumerate(faults)}
    error.template = " ".join(f"{{{name}}}" for name in error.parts)
    return error


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what is wrong, in the region's language."""

    language: str

    def wrong(self, template: str, **values: str) -> Wrong:
        return self._made(template, self._quoted(values), values.get("name"))

    def _made(self, template: str, values: Mapping[str, str], name: str | None) -> Wrong:
        error = Wrong(translate(self.language, template, values))
        error.name, error.template, error.parts = name, template, dict(values)
        return error

    def _quoted(self, values: Mapping[str, str]) -> dict[str, str]:
        """What a complaint quotes: an editor's words short, a value that it proposes whole where it can be."""
        most = {"near": limits.VALUE_LENGTH}
        return {key: quoted(text, most.get(key, limits.QUOTED)) for key, text in values.items()}

    def items(self, key: str, text: str, most: int, separator: str = ",") -> list[str]:
        """The parts of a text, of which there may be so many."""
        found = [item for part in text.split(separator) if (item := part.strip())]
        if len(found) > most:
            raise self.wrong(
                N_("{name}: there are {count} values, more than {most}."),
                name=key,
                count=str(len(found)),
                most=str(most),
            )
        return found

    def each_once(self, key: str, items: Sequence[str]) -> tuple[str, ...]:
        """The items, none of which may be there twice."""
        twice = next((item for place, item in enumerate(items) if item in items[:place]), None)
        if twice is not None:
            raise self.wrong(N_("{name}: “{value}” is given twice."), name=key, value=twice)
        return tuple(items)

    def one_of(
        self, key: str, text: str, known: Collection[str], names: Mapping[str, str] | None = None
    ) -> str:
        """The known value that a text is, whatever its case; a complaint calls the values by the ``names`` that they go by."""
        for value in known:
            if value.casefold() == text.casefold():
                return value
        if near := near_value(text, known):
            template = N_("{name}: there is no “{value}”, did you mean “{near}”?")
            raise self.wrong(template, name=key, value=text, near=names[near] if names else near)
        if not known:
            raise self.wrong(
                N_("{name}: there is no “{value}”: no session has a value there."), name=key, value=text
            )
        template = N_("{name}: there is no “{value}”. Known: {known}.")
        raise self.unknown(template, dict.fromkeys(names.values()) if names else known, name=key, value=text)

    def unknown(self, template: str, known: Collection[str], **values: str) -> Wrong:
        """A complaint with some of the known values; they may be what people wrote on pages."""
        some = [quoted(value, 60) for value in islice(known, limits.KNOWN_SHOWN)]
        listed = ", ".join([*some, "…"] if len(known) > len(some) else some)
        return self._made(template, self._quoted(values) | {"known": listed}, values.get("name"))

    def count(self, key: str, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
            raise self.wrong(N_("{name}: “{value}” is not a whole number above 0."), name=key, value=text)
        return int(text)


def near_value(text: str, known: Iterable[str], likeness: float = 70) -> str | None:
    return nearest(text, known, likeness) if len(text) <= limits.VALUE_LENGTH else None
