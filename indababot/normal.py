"""Unicode's normal forms in linear time: Python's own sort of marks that combine with one sign is quadratic in how many there are."""

import unicodedata
from itertools import groupby
from typing import Literal

Form = Literal["NFC", "NFKC", "NFKD"]

_SHORT = 1000
"""Of so few characters no run of marks takes long."""


def normalize(form: Form, text: str) -> str:
    """A text in a normal form, as ``unicodedata`` makes it."""
    if len(text) > _SHORT and not text.isascii() and not unicodedata.is_normalized(form, text):
        text = "".join(_ordered("K" in form, text))
    return unicodedata.normalize(form, text)


def _ordered(compatible: bool, text: str) -> list[str]:
    """The signs taken apart one by one, the marks that combine with one in the order in which Unicode wants them."""
    apart = unicodedata.normalize
    signs = "".join(
        [sign if sign.isascii() else apart("NFKD" if compatible else "NFD", sign) for sign in text]
    )
    out: list[str] = []
    for marks, run in groupby(signs, lambda sign: unicodedata.combining(sign) > 0):
        found = list(run)
        out += sorted(found, key=unicodedata.combining) if marks else found
    return out
