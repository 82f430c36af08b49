"""A live wiki, over pywikibot, which is imported when a wiki is connected and not before."""

from indababot.wikis.live.session import Account
from indababot.wikis.live.wiki import LiveWiki

__all__ = ["Account", "LiveWiki"]
