"""What an operator calls a wiki, as pywikibot has it: a family and a code."""

import re
from typing import Any
from urllib.parse import urlsplit

from indababot.errors import UsageError
from indababot.i18n import said
from indababot.privacy import anonymous
from indababot.wikis.live import configure


def family_of(spec: str, config: Any) -> tuple[str, Any]:
    """pywikibot's code and family for a ``family:code``, a family or an API address, one that it does not know included."""
    from pywikibot.family import AutoFamily, Family

    if not spec.startswith(("http://", "https://")):
        name, _, code = spec.partition(":")
        if name not in config.family_files:
            near = configure.near_wiki(name, code)
            meant = said("give family:code, as in meta:meta, or an API address")
            if near:
                meant = said("did you mean '{near}'?", near=near)
            raise UsageError(
                "{spec}: pywikibot knows no family {name}; {meant}", spec=spec, name=name, meant=meant
            )
        family = Family.load(name)
        return code or (name if name in family.langs else config.mylang), family
    for name, file in config.family_files.items():
        if file == spec:
            return name, Family.load(name)
    parts = urlsplit(anonymous(spec))
    name = "wiki" + re.sub(r"[^a-z0-9]", "", (parts.netloc + parts.path.removesuffix("/api.php")).lower())
    return name, AutoFamily(name, spec)
