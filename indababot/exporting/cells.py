"""A value as a cell of any table for spreadsheets: it is shown and never run, by whatever separator the file is read.

What hides a formula's first character, blanks and control characters before it or its full-width form, is taken away, and an
apostrophe is put before what would begin a formula: at the start, and after everything that another reader of the file may take
for the end of a cell.
"""

import re
import unicodedata

LONGEST = 32_767
"""Excel takes no more in a cell, in UTF-16 units."""
_FORMULA = "=+-@|%"
_WIDE = str.maketrans("＝＋－＠｜％﹦﹢﹣﹫", "=+-@|%=+-@")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_HIDING = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters of category Cf that are seen: Arabic, Syriac and Kaithi signs before numbers. They hide nothing."""
_SIGNS = re.compile("[=+@＝＋＠﹦﹢﹫－﹣-]")
_SEPARATORS = frozenset(";,\t\n\"'|:")
"""What a reader of the file may take for the end of a cell: a sign after it, or after blanks after it, may begin a formula."""
_EQUAL = frozenset("=＝﹦")
_WORD = re.compile(r"[\w(]")


def safe(text: str) -> str:
    """A value as a spreadsheet may have it, cut where no spreadsheet takes more, with a remark that says so."""
    if not text:
        return text
    text = _SIGNS.sub(_kept_apart, harmless(text))
    if text and text[0] in _FORMULA and not _is_number(text):
        text = f"'{text}"
    return cut(text)


def harmless(text: str) -> str:
    """A value whose first character is what a spreadsheet sees as its first; without what drives a terminal or turns a text around."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text[:1].isalnum():
        return text
    start = next((at for at, sign in enumerate(text) if not _hides(sign)), len(text))
    first = text[start : start + 1].translate(_WIDE)
    return first + text[start + 1 :] if first and first in _FORMULA else text


def _hides(sign: str) -> bool:
    return unicodedata.category(sign) in _HIDING and sign not in _SEEN


def _kept_apart(match: re.Match[str]) -> str:
    """A sign with an apostrophe before it where it may begin a formula."""
    sign, text, start = match[0], match.string, match.start()
    before = text[start - 1] if start else "x"
    if not before.isspace():
        return f"'{sign}" if before in _SEPARATORS else sign
    if sign in _EQUAL or (sign in "+@-" and _WORD.match(text, match.end())):
        return f"'{sign}"
    while start and before.isspace() and before not in _SEPARATORS:
        start -= 1
        before = text[start - 1] if start else "x"
    return f"'{sign}" if before in _SEPARATORS else sign


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?%?", text) is not None


def cut(text: str) -> str:
    """A value that is no longer than a spreadsheet's cell, with a remark where it was."""
    if 2 * len(text) <= LONGEST or len(text.encode("utf-16-le", "replace")) // 2 <= LONGEST:
        return text
    remark = f"… [cut: {len(text)} characters]"
    kept = text.encode("utf-16-le", "replace")[: 2 * (LONGEST - len(remark))].decode("utf-16-le", "ignore")
    return kept + remark
