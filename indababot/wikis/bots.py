"""``{{bots}}`` and ``{{nobots}}``: what a page says about who may edit it."""

import re

from indababot.wikis.scan import visible

_CALL = re.compile(r"\{\{\s*(nobots|bots)\s*(?:\|([^{}]{0,2000}))?\}\}", re.IGNORECASE)


def allowed(text: str, username: str) -> bool:
    """Whether a page lets an account's bot edit it.

    The convention is English Wikipedia's ``Template:Bots``: ``{{nobots}}`` keeps all out; ``{{bots|deny=A,B}}`` and ``{{nobots|A,B}}``
    keep the named out, ``{{bots|allow=A}}`` all but the named; ``all`` and ``none`` are names.
    """
    return all(
        _admits(match[1].lower(), match[2], username.casefold()) for match in _CALL.finditer(visible(text))
    )


def _admits(call: str, arguments: str | None, name: str) -> bool:
    if arguments is None:
        return call == "bots"
    for argument in arguments.split("|"):
        key, equals, value = argument.partition("=")
        names = {part.strip().casefold().replace("_", " ") for part in (value if equals else key).split(",")}
        key = key.strip().lower() if equals else ("deny" if call == "nobots" else "allow")
        if key == "deny" and "none" not in names and names & {"all", name}:
            return False
        if key == "allow" and ("none" in names or not names & {"all", name}):
            return False
    return True
