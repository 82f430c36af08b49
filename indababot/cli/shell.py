"""``indababot completion``: lets a shell complete commands, options and their values."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

import click

from indababot.cli.completion import Choice
from indababot.cli.files import write_file
from indababot.cli.help import Command
from indababot.cli.messages import tell
from indababot.errors import UsageError
from indababot.i18n import said
from indababot.textfiles import why

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Command, short_help="Let your shell complete commands and options.")
@click.argument("shell", required=False, type=Choice(SHELLS))
@click.option("--install", is_flag=True, help="Write the script where the shell looks for it.")
def command(shell: str | None, *, install: bool) -> None:
    """Print the script by which a shell completes commands, options and their values, or install it.

    SHELL is bash, zsh or fish; without it, the one that you use.
    """
    chosen = shell or _used()
    text = _script(chosen)
    if not install:
        click.echo(text)
        return
    path = _place(chosen)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("{folder} cannot be made: {why}.", folder=path.parent, why=why(error)) from None
    write_file(str(path), [f"{text}\n"])
    tell(
        said(
            "{path} is written: it holds in every {shell} that is started from now on.",
            path=path,
            shell=chosen,
        )
    )
    if chosen == "zsh":
        tell(
            said(
                "zsh has to know its folder: put 'fpath=({folder} $fpath)' before compinit in your .zshrc.",
                folder=path.parent,
            )
        )
    elif chosen == "bash":
        tell(said("bash reads it where the package bash-completion is installed."))


def _used() -> str:
    """The shell of the person at the terminal.

    Raises:
        UsageError: it is none that can complete.
    """
    name = PurePath(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise UsageError(
            "Which shell? Say one of {known}: 'indababot completion bash'.", known=", ".join(SHELLS)
        )
    return name


_BASH = """
_indababot_completion() {
    local IFS=$'\\n' type value word index now=$COMP_CWORD
    local -a words=()
    for index in "${!COMP_WORDS[@]}"; do
        word=${COMP_WORDS[index]}
        if [[ $word == "=" ]]; then
            if (( index == COMP_CWORD )); then words+=(""); else (( index < COMP_CWORD && now-- )); fi
        else
            words+=("$word")
        fi
    done
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            dir) compopt -o dirnames ;;
            file)
                if (( ${#COMPREPLY[@]} )); then
                    compopt -o filenames
                    COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
                else
                    compopt -o default
                fi ;;
        esac
    done < <(COMP_WORDS="${words[*]}" COMP_CWORD=$now _INDABABOT_COMPLETE=bash_complete "$1")
}
complete -o nosort -F _indababot_completion indababot
"""
"""click's own script forgets the values where file names will do as well, and takes the sign of ``--select=IB1`` for a word."""


def _script(shell: str) -> str:
    if shell == "bash":
        return _BASH.strip("\n")
    from click.shell_completion import FishComplete, ZshComplete

    from indababot.cli import cli

    made = {"zsh": ZshComplete, "fish": FishComplete}[shell]
    return made(cli, {}, "indababot", "_INDABABOT_COMPLETE").source().strip("\n")


def _place(shell: str, environment: Mapping[str, str] = os.environ) -> Path:
    """The file that a shell reads a command's completion from, for this user."""
    data = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if shell == "bash":
        own = environment.get("BASH_COMPLETION_USER_DIR")
        return Path(own or data / "bash-completion") / "completions" / "indababot"
    if shell == "zsh":
        return data / "zsh" / "site-functions" / "_indababot"
    config = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config / "fish" / "completions" / "indababot.fish"
