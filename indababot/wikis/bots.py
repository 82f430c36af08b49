"""``{{bots}}`` and ``{{nobots}}``: what people write on a page that bots shall leave alone.

Source: https://en.wikipedia.org/wiki/Template:Bots. Names are compared as MediaWiki does (first letter, underscores);
all parameters are read. What stands in a comment or in nowiki says nothing.
"""

from collections.abc import Sequence

from indababot.titles import normal
from indababot.wikicode.light import template_name
from indababot.wikicode.markers import mentions, templates


def allowed(text: str, account: str) -> bool:
    """Whether a page's wikitext allows the bot ``account`` to edit it."""
    if not mentions(text, "ots"):
        return True
    me = normal(account)
    return all(_allows(_kind(call.name), call.arguments, me) for call in templates(text, _kind))


def _kind(name: str) -> str:
    """``bots`` or ``nobots`` where a template's name is one of these, else empty."""
    known = {"Bots": "bots", "Nobots": "nobots"}
    return known.get(template_name(name), "")


def _allows(kind: str, arguments: Sequence[tuple[str, str]], me: str) -> bool:
    """What one call says: ``allow`` lets in only the named, ``deny`` and the names of ``nobots`` keep the named out."""
    allow: set[str] | None = None
    deny: set[str] = set()
    for key, value in arguments:
        names = {normal(name) for name in value.split(",") if name.strip()}
        if key.lower() == "allow":
            allow = names
        elif key.lower() == "deny" or (kind == "nobots" and key.isdecimal()):
            deny |= names
    if kind == "nobots" and not any(value for _, value in arguments):
        return False
    if allow is not None and me not in allow and "All" not in allow:
        return False
    return me not in deny and "All" not in deny
