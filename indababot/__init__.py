"""indababot reads conference submissions from wiki pages, checks them, and keeps overview pages true.

The package is a library first; the command line in :mod:`indababot.cli` is a thin layer over it.
Nothing is imported here, so that ``import indababot`` costs nothing.
"""

__version__ = "0.1.0"
