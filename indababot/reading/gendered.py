"""The endings of several genders in one word: ``auteur·rice(s)``, ``usuario/a``, ``Autor*innen``, ``intéressé-e-s``, ``usuari@s``."""

import re

from indababot.lexicon import bare, fold, lexicon

ENDINGS = "|".join(
    sorted(
        {form(word) for word in lexicon().labels.genders for form in (bare, fold)},
        key=lambda word: (-len(word), word),
    )
)
GENDERED = (
    rf"(?=[·•‧∙⋅./*_:(@-])(?<=[^\W\d_]{{3}})(?i:(?:(?:[·•‧∙⋅.*_:]|/-?)(?:{ENDINGS})|\((?:{ENDINGS})\))+(?:-?s)?|(?:-(?:{ENDINGS})){{2,}}|@(?=s?\b))"
    r"(?![^\W_])"
)
"""A pattern for such an ending behind its word."""
_GENDERED = re.compile(GENDERED)


def ungendered(text: str) -> str:
    """A text with its words in one gender."""
    return _GENDERED.sub(lambda found: "o" if found[0] == "@" else "", text)
