"""The command line: a thin layer over the library. One small module a command, loaded when it is called."""

import errno
import gc
import logging
import sys
from collections.abc import Sequence
from copy import copy
from importlib import import_module

import click

from indababot.cli import logs, spoken, streams
from indababot.cli.click_messages import click_speaks
from indababot.cli.context import Context
from indababot.cli.help import Spoken, first_steps, write_commands
from indababot.cli.messages import sentence, told
from indababot.cli.options import SHARED_OPTIONS
from indababot.cli.signals import ending
from indababot.cli.version import version_option
from indababot.errors import IndababotError, Interrupted, UsageError
from indababot.i18n import N_, NOT_GIVEN, in_language, said, translate
from indababot.textfiles import why

COMMANDS = {
    "parse": "indababot.cli.parse",
    "validate": "indababot.cli.validate",
    "export": "indababot.cli.export",
    "changes": "indababot.cli.changes",
    "dashboard": "indababot.cli.dashboard",
    "update": "indababot.cli.update",
    "status": "indababot.cli.status",
    "doctor": "indababot.cli.doctor",
    "setup": "indababot.cli.setup",
    "rules": "indababot.cli.rules",
    "editions": "indababot.cli.editions",
    "completion": "indababot.cli.shell",
}
"""Each command's name and the module that holds it, in the order of the help."""


SECTIONS = {
    N_("Read and check:"): ("parse", "validate", "export", "changes", "dashboard"),
    N_("On the wiki:"): ("update", "status", "doctor", "setup"),
    N_("Explain and help:"): ("rules", "editions", "completion"),
}
"""The commands as the help groups them."""

_ALL = frozenset({"--lang"})
_NETWORK = _ALL | {"--edition", "--wiki", "--patience", "--verbose"}
_USED = {
    "update": _NETWORK | {"--write-pause"},
    "setup": _NETWORK - {"--edition"} | {"--write-pause"},
    "status": _ALL | {"--edition", "--wiki"},
    "rules": _ALL,
    "editions": _ALL,
    "completion": _ALL,
}
"""The shared options that a command uses and its help shows; the others are understood, and do nothing there."""


class LazyGroup(Spoken, click.Group):
    """Loads a command's module when the command is called, so that none pays for another's imports."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in groups."""
        for title, names in SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            write_commands(ctx, formatter, title, [(name, one) for name, one in commands if one])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What to do with nothing configured."""
        first_steps(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return _with_shared_options(command, _USED.get(cmd_name, _NETWORK))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            from indababot.cli import meant

            near = meant.command(name, COMMANDS)
            wrong = translate(spoken.spoken(ctx), N_("No such command '{name}'."), {"name": name})
            hint = translate(spoken.spoken(ctx), N_("Did you mean '{near}'?"), {"near": near}) if near else ""
            ctx.fail(f"{wrong} {hint}")
        return super().resolve_command(ctx, args)


def _with_shared_options(command: click.Command, used: frozenset[str]) -> click.Command:
    """The command, and all below it, with the options that are understood before and after a command; its help shows those in use."""
    have = {name for parameter in command.params for name in parameter.opts}
    for option in SHARED_OPTIONS:
        if not have & set(option.opts):
            own = copy(option)
            own.hidden = not used & set(option.opts)
            command.params.append(own)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _with_shared_options(below, used)
    return command


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, params=list(SHARED_OPTIONS)
)
@version_option
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read conference submissions from wiki pages, check them, and keep overview pages up to date.

    Exit codes: 0 all well, 1 findings or a page that could not be updated, 2 wrong usage, configuration or login,
    3 nothing to work on, 4 the wiki is unreachable, read-only or busy, 5 stopped on purpose.
    """
    ctx.ensure_object(Context)


_FEW_LOOKS = 100_000
"""Objects after which garbage is looked for: what a command loads is none, and looking through it took a twentieth of a short call."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process: the one place where an error becomes what a person sees."""
    gc.set_threshold(_FEW_LOOKS)
    words = sys.argv[1:] if arguments is None else list(arguments)
    language = spoken.expected(words)
    with streams.safe(), ending(), click_speaks(language):
        code = _run(words, language)
        streams.flush()
        reason = streams.lost()
        if reason is not None:
            _tell(in_language(language, said("Standard output cannot be written: {why}", why=reason)))
            code = code if code > 1 else UsageError.exit_code
        logging.shutdown()
    gc.freeze()  # what is left ends with the process: to look through it once more took a fortieth of a short call
    sys.exit(code)


def _run(words: list[str], language: str) -> int:
    """The exit code of a call, whose errors are told."""
    try:
        code = cli.main(args=words, prog_name="indababot", standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = error.exit_code
    except click.ClickException as error:
        _tell(_message(error), _help_of(error, language))
        code = error.exit_code
    except IndababotError as error:
        if not logs.as_json(str(error), error.exit_code):
            _tell(in_language(language, error))
        code = error.exit_code
    except Interrupted as error:
        _tell(translate(language, N_("It was ended by {signal}"), {"signal": error.name}))
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _tell(translate(language, N_("interrupted")))
        code = 130
    except (MemoryError, OSError, ImportError) as error:
        code = _refused(error, language)
    return code if isinstance(code, int) else 0


_NO_ROOM = {errno.ENOMEM, errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EDQUOT}
"""What the system says where there is no more memory, process, open file or disk for us."""


def _refused(error: MemoryError | OSError | ImportError, language: str) -> int:
    """Tells what the machine does not give; a fault of ours that only looks like it is raised again."""
    text = str(error)
    if isinstance(error, ImportError) and "failed to map" not in text and "allocate" not in text:
        raise error
    if isinstance(error, OSError) and error.errno is None:
        raise error
    logging.getLogger("indababot").debug("the machine refuses", exc_info=True)
    if isinstance(error, OSError) and error.errno not in _NO_ROOM:
        reason = in_language(language, why(error))
        _tell(f"{error.filename}: {reason}" if error.filename else reason)
    else:
        reason = why(error) if isinstance(error, OSError) else said("there is not enough memory")
        _tell(in_language(language, said(NOT_GIVEN, why=reason)))
    return UsageError.exit_code


def _tell(message: str, help_: str = "") -> None:
    """An error as a person sees it: one line, whoever wrote its text."""
    click.echo(told(f"indababot: {sentence(message)}{help_}"), err=True)


def _message(error: click.ClickException) -> str:
    """What click says; a suggestion after it begins a sentence of its own, in click 8.2 too."""
    text = error.format_message()
    return (
        text.replace(error.message, sentence(error.message), 1)
        if isinstance(error, click.NoSuchOption)
        else text
    )


def _help_of(error: click.ClickException, language: str) -> str:
    """Where to look after a wrong call."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    told = translate(language, N_("See '{command} --help'."), {"command": ctx.command_path}) if ctx else ""
    return f" {told}" if told else ""
