"""``{{bots}}`` and ``{{nobots}}``: what people write on a page that bots shall leave alone.

Source: https://en.wikipedia.org/wiki/Template:Bots. Names are compared as MediaWiki does (first letter, underscores);
all parameters are read. What stands in a comment or in nowiki says nothing.
"""

import re

from indababot.titles import normal
from indababot.wikis.scan import visible

_TEMPLATE = re.compile(r"\{\{\s*(?:[Tt]emplate\s*:\s*)?([Nn]obots|[Bb]ots)\s*(?:\|([^{}]*))?\}\}")


def allowed(text: str, account: str) -> bool:
    """Whether a page's wikitext allows the bot ``account`` to edit it."""
    me = normal(account)
    return all(_allows(kind.lower(), rest, me) for kind, rest in _TEMPLATE.findall(visible(text)))


def _allows(kind: str, rest: str, me: str) -> bool:
    """What one call says: ``allow`` lets in only the named, ``deny`` and the names of ``nobots`` keep the named out."""
    allow: set[str] | None = None
    deny: set[str] = set()
    for part in rest.split("|"):
        key, sign, value = part.partition("=")
        names = {normal(name) for name in (value if sign else key).split(",") if name.strip()}
        if sign and key.strip().lower() == "allow":
            allow = names
        elif (sign and key.strip().lower() == "deny") or (not sign and kind == "nobots"):
            deny |= names
    if kind == "nobots" and not rest.strip():
        return False
    if allow is not None and me not in allow and "All" not in allow:
        return False
    return me not in deny and "All" not in deny
