"""A page's title as a path of files, and back.

A folder wiki holds one file a page: the title with ``.wiki`` behind it, ``/`` as folders. What a file name cannot hold on some
system that people share folders with is percent-encoded as its UTF-8 bytes (``%3F`` for ``?``):

* ``% \\ : * ? " < > |`` and control characters, wherever they stand;
* a dot at the start of a part (hidden files, ``..``), a blank at its start or end, a dot at a folder's end;
* the dot of a folder that ends with ``.wiki``, which would be in the way of a page;
* a slash that has no text on one of its sides (``A//B`` is ``A%2F/B``);
* the last letter of a name that Windows keeps for itself (``CON``).

A part of more than :data:`PIECE` bytes is cut: a piece is a folder whose name ends with ``%``, and the next name goes on with no slash
between. Reading is lenient: whatever a person named a file, ``?`` and ``:`` unencoded included, has a title. Titles that differ in case
only are apart where the file system keeps them apart, and nowhere else.
"""

import re
from pathlib import PurePath, PurePosixPath

from indababot.lexicon.namespaces import Namespace, namespace
from indababot.normal import normalize
from indababot.pages import WIKITEXT

SUFFIX = ".wiki"
PIECE = 200
"""The most bytes of a part that stand in one file name; systems take 255, and the suffix and temporary names need some."""

_RESERVED = re.compile(r'[%\\:*?"<>|\x00-\x1f\x7f]')
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)")
_UNITS = re.compile(r"%[0-9A-F]{2}|.", re.DOTALL)
_BARE_SLASH = re.compile(r"\A/|/\Z|/(?=/)")


def model_of(title: str) -> str:
    """The content model that a wiki gives a page by its title, for wikis that keep none."""
    head, colon, rest = title.partition(":")
    space = namespace(head) if colon else None
    if space is Namespace.MODULE:
        return WIKITEXT if rest.endswith("/doc") else "Scribunto"
    ending = rest.rpartition(".")[2].lower()
    if space is Namespace.TEMPLATE:
        return "sanitized-css" if ending == "css" else WIKITEXT
    code = {"js": "javascript", "css": "css", "json": "json"}
    return code.get(ending, WIKITEXT) if space in (Namespace.USER, Namespace.MEDIAWIKI) else WIKITEXT


def to_path(title: str) -> PurePosixPath:
    """The file of a page, relative to its folder.

    Raises:
        ValueError: the title is empty or holds what is no character (a lone surrogate).
    """
    if not title or any("\ud800" <= character <= "\udfff" for character in title):
        raise ValueError(f"{title!r} is no title")
    *folders, name = _parts(title)
    pieces = [piece for part in folders for piece in _pieces(_encode(part, folder=True))]
    *more, last = _pieces(_encode(name, folder=False))
    return PurePosixPath(*pieces, *more, last + SUFFIX)


def title_of(path: PurePath) -> str | None:
    """The title of a file relative to its folder, whatever its suffix; None where its name is no text or empty."""
    *folders, name = path.parts
    title = ""
    for part in folders:
        goes_on = part.endswith("%") and len(part.encode(errors="replace")) > PIECE - 8
        title += _decode(part[:-1]) if goes_on else f"{_decode(part)}/"
    title += _decode(name.removesuffix(path.suffix))
    if not title or any("\ud800" <= character <= "\udfff" for character in title):
        return None
    return normalize("NFC", title)


def _parts(title: str) -> list[str]:
    """The title's parts; a slash with nothing on one side stays in its part, to be encoded there."""
    cuts = {match.start() for match in _BARE_SLASH.finditer(title)}
    parts, start = [], 0
    for position, character in enumerate(title):
        if character == "/" and position not in cuts:
            parts.append(title[start:position])
            start = position + 1
    return [*parts, title[start:]]


def _encode(part: str, *, folder: bool) -> str:
    text = _RESERVED.sub(lambda match: _percent(match[0]), part).replace("/", "%2F")
    if text[0] in ". ":
        text = _percent(text[0]) + text[1:]
    if text[-1] == " " or (folder and text[-1] == "."):
        text = text[:-1] + _percent(text[-1])
    if folder and text.lower().endswith(SUFFIX):
        text = text[: -len(SUFFIX)] + "%2E" + text[1 - len(SUFFIX) :]
    if device := _DEVICES.match(text):
        end = device.end()
        text = text[: end - 1] + _percent(text[end - 1]) + text[end:]
    return text


def _pieces(name: str) -> list[str]:
    """An encoded name in pieces that a file system takes; all but the last end with ``%``."""
    pieces, piece, size = [], "", 0
    for unit in _UNITS.findall(name):
        length = len(unit.encode())
        if size + length > PIECE:
            pieces.append(piece + "%")
            piece, size = "", 0
            unit = _percent(unit) if unit in ". " else unit
        piece, size = piece + unit, size + length
    return [*pieces, piece]


def _decode(name: str) -> str:
    def text(match: re.Match[str]) -> str:
        try:
            return bytes.fromhex(match[0].replace("%", "")).decode()
        except UnicodeDecodeError:
            return match[0]

    return _ESCAPES.sub(text, name)


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())
