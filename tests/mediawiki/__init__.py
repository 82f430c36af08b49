"""A disposable real MediaWiki on this machine, for tests and for people (`scripts/wiki`): standard library only."""

from tests.mediawiki.errors import Missing, OutOfReach
from tests.mediawiki.packages import code, install, missing
from tests.mediawiki.wiki import Account, MediaWiki, Revision

__all__ = ["Account", "MediaWiki", "Missing", "OutOfReach", "Revision", "code", "install", "missing"]
