"""``{{bots}}`` and ``{{nobots}}``: what people write on a page that bots shall leave alone.

Source: https://en.wikipedia.org/wiki/Template:Bots. Names are compared as MediaWiki does (first letter, underscores);
all parameters are read. What stands in a comment or in nowiki says nothing.
"""

import re

_TEMPLATE = re.compile(r"\{\{\s*(?:[Tt]emplate\s*:\s*)?([Nn]obots|[Bb]ots)\s*(?:\|([^{}]*))?\}\}")
_TEXT_ONLY = (("<!--", "-->"), ("<nowiki>", "</nowiki>"), ("<pre>", "</pre>"))


def allowed(text: str, account: str) -> bool:
    """Whether a page's wikitext allows the bot ``account`` to edit it."""
    me = _name(account)
    return all(_allows(kind.lower(), rest, me) for kind, rest in _TEMPLATE.findall(_without_text(text)))


def _allows(kind: str, rest: str, me: str) -> bool:
    allow: set[str] | None = None
    deny: set[str] = set()
    for part in rest.split("|"):
        key, sign, value = part.partition("=")
        names = {_name(name) for name in (value if sign else key).split(",") if name.strip()}
        if sign and key.strip().lower() == "allow":
            allow = names
        elif (sign and key.strip().lower() == "deny") or (not sign and kind == "nobots"):
            deny |= names
    if kind == "nobots" and not rest.strip():
        return False
    if allow is not None and me not in allow and "All" not in allow:
        return False
    return me not in deny and "All" not in deny


def _name(name: str) -> str:
    tidy = " ".join(name.replace("_", " ").split())
    return tidy[:1].upper() + tidy[1:]


def _without_text(text: str) -> str:
    """The text without comments and what MediaWiki does not read as wikitext; one walk for each kind."""
    for start, end in _TEXT_ONLY:
        kept: list[str] = []
        position = 0
        while (opening := text.find(start, position)) >= 0:
            closing = text.find(end, opening + len(start))
            if closing < 0:
                break
            kept.append(text[position:opening])
            position = closing + len(end)
        text = "".join(kept) + text[position:]
    return text
