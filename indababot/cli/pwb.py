"""Where pywikibot finds our script: the entry point ``scriptspath`` of the group ``pywikibot``.

pywikibot looks there for ``indababot.py``, and takes the folder's name for a package that has a module ``i18n``: ours.
"""

from pathlib import Path

scripts_path = Path(__file__).parent / "pywikibot_scripts" / "indababot"
