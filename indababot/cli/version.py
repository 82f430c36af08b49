"""``indababot --version``: our version, and those of what we stand on, for reports of bugs."""

import textwrap
from typing import Any

import click


def version() -> str:
    """Our version in a line, then those of Python and of each library that we use directly and that is installed."""
    import platform
    import re
    from importlib.metadata import PackageNotFoundError, requires
    from importlib.metadata import version as version_of

    from indababot import __version__

    found: dict[str, str] = {}
    for text in requires("indababot") or ():
        name = re.split(r"[^\w.-]", text, maxsplit=1)[0]
        try:
            found[name] = version_of(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed
    found.pop("indababot", None)
    libraries = ", ".join(f"{name} {number}" for name, number in sorted(found.items()))
    lines = textwrap.wrap(f"Python {platform.python_version()}, {libraries}", 80, break_on_hyphens=False)
    return "\n".join([f"indababot, version {__version__}", *lines])


def _show(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(version())
        ctx.exit()


version_option = click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show,
    help="Show the version, and those of the libraries.",
)
