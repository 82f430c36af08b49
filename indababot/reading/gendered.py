"""The endings of several genders in one word: ``auteur·rice(s)``, ``usuario/a``, ``Autor*innen``, ``intéressé-e-s``, ``usuari@s``."""

import re

from indababot.lexicon import bare, fold, lexicon

ENDINGS = "|".join(
    sorted(
        {form(word) for word in lexicon().labels.genders for form in (bare, fold)},
        key=lambda word: (-len(word), word),
    )
)
_NAMES = {
    name
    for names in lexicon().choices.names.values()
    for spelt in names.values()
    for name in spelt
    if (words := re.split(r"[\s-]", fold(name)))[1:] and words[0] in ENDINGS.split("|")
}
_SECOND = "|".join(sorted(re.sub(r"\\?[ -]", r"[\\s-]", re.escape(name)) for name in _NAMES))
"""Values whose first word is an ending elsewhere: in ``Virtual/In person`` the slash divides two values."""
GENDERED = (
    rf"(?=[·•‧∙⋅./*_:(@-])(?<=[^\W\d_]{{3}})(?!/(?i:{_SECOND or '(?!)'})(?!\w))"
    rf"(?i:(?:(?:[·•‧∙⋅.*_:]|/-?)(?:{ENDINGS})|\((?:{ENDINGS})\))+(?:-?s)?|(?:-(?:{ENDINGS})){{2,}}|@(?=s?\b))"
    r"(?![^\W_])"
)
"""A pattern for such an ending behind its word."""
_GENDERED = re.compile(GENDERED)


def ungendered(text: str) -> str:
    """A text with its words in one gender."""
    return _GENDERED.sub(lambda found: "o" if found[0] == "@" else "", text)
