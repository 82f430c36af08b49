"""Where pywikibot finds our script: the entry point ``scriptspath`` of the group ``pywikibot``.

pywikibot looks there for ``indababot.py``, and takes the folder's name for a package that has a module ``i18n``: ours.
"""

import sys
from pathlib import Path

scripts_path = Path(__file__).parent / "pywikibot_scripts" / "indababot"


def main() -> None:
    """``pwb indababot …``: our command line, in which pywikibot's global arguments may stand too."""
    import click

    from indababot.cli import main as run
    from indababot.cli import spoken
    from indababot.errors import UsageError
    from indababot.i18n import in_language
    from indababot.terminal import visible
    from indababot.wikis.live import global_arguments

    try:
        arguments = global_arguments(sys.argv[1:])
    except UsageError as error:
        told = in_language(spoken.expected(sys.argv[1:]), error)
        click.echo(f"indababot: {visible(told)}.", err=True)
        sys.exit(error.exit_code)
    run(arguments)
