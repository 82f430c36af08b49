"""A live wiki, over pywikibot, which is imported when a wiki is connected and not before."""

from indababot.wikis.live.address import api_address
from indababot.wikis.live.arguments import taken as global_arguments
from indababot.wikis.live.configure import default_wiki, near_wiki
from indababot.wikis.live.durations import seconds
from indababot.wikis.live.session import Account
from indababot.wikis.live.wiki import PATIENCE, LiveWiki

__all__ = [
    "PATIENCE",
    "Account",
    "LiveWiki",
    "api_address",
    "default_wiki",
    "global_arguments",
    "near_wiki",
    "seconds",
]
