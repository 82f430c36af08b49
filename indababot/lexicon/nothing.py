"""What says that there is no value: ``N/A``, ``(none)``, ``none / aucun``."""

import re
from functools import lru_cache

from indababot.lexicon import fold, lexicon
from indababot.lexicon.patterns import late

_LONGEST = 80
_WORDS = "|".join(
    re.escape(word).replace(r"\.", r"\.?").replace(r"\ ", r"\s+")
    for word in sorted(map(fold, lexicon().values.nothing), key=lambda word: (-len(word), word))
)
_SIGNS = r"(?:[^\w?？؟]|_)"
# Atomic: "na" is spelt in two ways here, and many of them in a row in more ways than there is time for.
_SAID = late(rf"{_SIGNS}*+(?>(?:{_WORDS})(?!\w))(?:{_SIGNS}++(?>(?:{_WORDS})(?!\w)))*+{_SIGNS}*+")


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a whole text is words for no value, in one language or in several, in brackets or quotes or not; a question is none."""
    return len(text) <= _LONGEST and _SAID.fullmatch(fold(text)) is not None
