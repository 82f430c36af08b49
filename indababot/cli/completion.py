"""What a shell completes: values that are known here, and file names."""

from collections.abc import Callable, Iterable
from gettext import gettext
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from indababot.i18n import N_


class Named(click.Path):
    """A path that has a name: to the system an empty one, as of a variable that is not set, is the folder one stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        self.name = gettext("path" if self.dir_okay else "file")  # click says it in its messages
        if value == "":
            told = gettext("{name} {filename!r} does not exist.")
            self.fail(told.format(name=self.name.title(), filename=value), param, ctx)
        return super().convert(value, param, ctx)


class Given(Named):
    """What is to be read; whether it can be is found out, and told, where it is read, so that the rest goes on."""

    def __init__(self) -> None:
        super().__init__(allow_dash=True, readable=False)


FILE = Named(dir_okay=False, allow_dash=True)
"""The name of a file, which shells complete; whether it is there is looked at when it is read."""
ANY_PATH = Given()


if TYPE_CHECKING:
    TextType = click.ParamType[str]
    NumberType = click.ParamType[float]
else:  # before click 8.4 it is not generic
    TextType = NumberType = click.ParamType


class Choice(click.Choice[str]):
    """One of a few words; a misspelt one is told with the one that was most likely meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What click says, and the nearest word."""
        from indababot.suggestions import nearest

        told = super().get_invalid_choice_message(value, ctx)
        near = nearest(str(value), self.choices)
        if near is None:
            return told
        hint = N_("Did you mean '{near}'?")
        return f"{told.rstrip('.')}. {gettext(hint).format(near=near)}"


class Count(click.IntRange):
    """A whole number from 1 on."""

    name = "number"

    def __init__(self) -> None:
        super().__init__(min=1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(int(value), param, ctx)
        except (TypeError, ValueError):
            wrong = N_("'{value}' is no whole number: write one in digits, such as 20.")
            self.fail(gettext(wrong).format(value=value), param, ctx)


class Suggested(TextType):
    """A text for which a shell offers values; any other is taken too, and judged where it is used.

    ``values`` gives them when a shell asks. ``joined``: commas separate several. ``files``: a file name will do as well.
    """

    def __init__(
        self, name: str, values: Callable[[], Iterable[str]], *, joined: bool = False, files: bool = False
    ) -> None:
        self.name = name
        self._values = values
        self._joined = joined
        self._files = files

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The values that begin with what is typed, after the last comma where commas separate them."""
        head, comma, last = incomplete.rpartition(",") if self._joined else ("", "", incomplete)
        taken = set(head.split(","))
        items = [
            CompletionItem(f"{head}{comma}{value}")
            for value in self._values()
            if value.casefold().startswith(last.casefold()) and value not in taken
        ]
        return [*items, CompletionItem(incomplete, type="file")] if self._files else items


def _editions() -> Iterable[str]:
    from indababot.editions import available

    return available()


def _languages() -> Iterable[str]:
    from indababot.i18n import available

    return available()


def _rules() -> Iterable[str]:
    from indababot.checking.rules import RULES

    return [word for rule in RULES.values() for word in (rule.code, rule.name)]


def _columns() -> Iterable[str]:
    from indababot.exporting import COLUMNS, WHEN_NAMED

    return (*COLUMNS, *WHEN_NAMED)


def _statuses() -> Iterable[str]:
    from indababot.records import Status

    return [status.value for status in Status]


EDITION = Suggested("edition", _editions, joined=True, files=True)
LANGUAGE = Suggested("language", _languages)
RULE = Suggested("rule", _rules)
RULES_JOINED = Suggested("rules", _rules, joined=True)
COLUMNS = Suggested("columns", _columns, joined=True)
STATUS = Suggested("status", _statuses)
WIKI = Suggested("wiki", lambda: ("meta:meta",), files=True)
