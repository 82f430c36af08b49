"""Dumps: MediaWiki XML exports of any size, read on all cores or on a cluster, never written."""

from indababot.wikis.dump.wiki import DumpWiki

__all__ = ["DumpWiki"]
