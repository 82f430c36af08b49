"""A file that a person wrote -> its text: in UTF-8, or in the older encodings that editors still write."""

import errno
import json
import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Any, BinaryIO, NamedTuple

from indababot.errors import PageUnreadable
from indababot.i18n import N_, Said, message_of, said

MAX_BYTES = 20_000_000
"""Larger files are not read: a wiki page has two million bytes at most."""

_MARKS = (  # the longer mark first: UTF-32's begins with UTF-16's
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("cp1252", "cp1256", "cp1251", "cp1250", "cp1254", "iso8859_6", "mac_roman", "koi8_r", "cp850")
"""The one-byte encodings that are told apart, the commonest first: of those that read a text equally well, the first is taken."""
_NEARLY = 0.02
"""How much worse than the best an encoding may read a text, by charset-normalizer's measure, and still be taken for it."""
_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "Word/OpenDocument/ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
)
"""How files begin that people take for drafts, and what they are."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b"))
_NO_FILE = N_("this is a pipe or a device, not a file")
_REASONS = {
    errno.ENXIO: _NO_FILE,  # a socket
    errno.ENOENT: N_("there is no such file"),
    errno.EACCES: N_("there is no permission to read it"),
    errno.EPERM: N_("there is no permission to read it"),
    errno.EISDIR: N_("this is a folder"),
    errno.ELOOP: N_("its links form a circle"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EIO: N_("the disk cannot read it"),
}


_BROKEN = N_("line {line} is damaged: it is no UTF-8, as the rest of the file is")
_SYSTEM = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("Too many levels of symbolic links"),
    N_("Input/output error"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Cannot allocate memory"),
    N_("Too many open files"),
    N_("Resource temporarily unavailable"),
)
"""What the system says that people meet, in its words, for the catalogues."""


class Text(NamedTuple):
    """A file's text, and the encoding that it is written in; a byte order mark before it is no part of either."""

    text: str
    encoding: str


def read_text(name: str, source: BinaryIO | None = None) -> Text:
    """The text of a file, or of a stream that goes by that name.

    Raises:
        PageUnreadable: it cannot be read, is too big, or is no text; ``reason`` says why.
    """
    try:
        data = _bytes(name) if source is None else source.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(name, reason_of(error)) from None
    if len(data) > MAX_BYTES:
        raise unreadable(name, N_("this file is larger than {size} MB"), size=str(MAX_BYTES // 1_000_000))
    return decoded(name, data)


def reason_of(error: OSError) -> str:
    """Why a draft or a folder of drafts cannot be read, in plain words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _bytes(path: str) -> bytes:
    """What a regular file holds, not more than is read at all; a pipe or device could have no end."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        known = os.fstat(descriptor)
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(known.st_mode):
            raise unreadable(path, _NO_FILE)
        data = file.read(min(known.st_size, MAX_BYTES) + 1)  # room for the most would be made for each file
        grown = len(data) > known.st_size
        return data + file.read(MAX_BYTES + 1 - len(data)) if grown else data


def decoded(name: str, data: bytes) -> Text:
    """Bytes as text.

    Raises:
        PageUnreadable: they are no text.
    """
    for sign, kind in _KINDS:
        if data.startswith(sign):
            raise unreadable(name, N_("this is a {kind} file, not text"), kind=kind)
    mark, encoding = marked(data)
    body = data.removeprefix(mark)
    if not mark:
        encoding = _unmarked(body)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and _is_broken(body):
            raise unreadable(name, _BROKEN, line=str(body.count(b"\n", 0, error.start) + 1)) from None
        encoding = "" if mark or encoding != "utf-8" else _guessed(body)
        text = body.decode(encoding) if encoding else ""
    if not encoding or (encoding == "utf-8" and _is_binary(body, 4)):
        raise unreadable(name, N_("this is not text"))
    return Text(text, encoding)


def from_json(text: str) -> Any:
    """What a JSON text says.

    Raises:
        ValueError: it is none, or is nested more deeply than anybody writes it; :func:`why` tells which.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError(said("it is nested too deeply")) from None
    except json.JSONDecodeError as error:
        place = said(
            "line {line}, column {column}: {why}",
            line=error.lineno,
            column=error.colno,
            why=said("this is no JSON"),
        )
        raise ValueError(place) from None


def marked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that a file begins with, and the encoding that it tells; none and UTF-8 where there is none."""
    return next(((mark, known) for mark, known in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark, told by the NULs of its blanks, line ends and letters, which stand on one side of the pairs; else UTF-8."""
    head = data[:4096]
    first, second = head[::2].count(0), head[1::2].count(0)
    for least, most, encoding in ((first, second, "utf-16-le"), (second, first, "utf-16-be")):
        if most > len(head) // 32 and least <= most // 8 and not len(data) % 2:
            return encoding
    return "utf-8"


def _is_binary(data: bytes, share: int) -> bool:
    """Whether bytes are no text: signs that editors never write are more than one in ``share``."""
    head = data[:4096]
    return len(head) - len(head.translate(None, _CONTROLS)) > max(8, len(head) // share)


def _is_broken(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 were UTF-8 once: most of their signs beyond ASCII still are, which in older encodings is rare."""
    text = data.decode("utf-8", "surrogateescape")
    lost = sum("\udc80" <= sign <= "\udcff" for sign in text)
    return lost <= sum(sign > "\x7f" for sign in text) - lost


def _guessed(data: bytes) -> str:
    """The one-byte encoding that a text seems to be in; empty where it is no text."""
    if _is_binary(data, 20):
        return ""
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=list(_LEGACY))
    least = min((match.chaos for match in matches), default=0.0)
    good = {
        name for match in matches if match.chaos <= least + _NEARLY for name in match.could_be_from_charset
    }
    return next((name for name in _LEGACY if name in good), "")


def unreadable(name: str, reason: str, **values: str) -> PageUnreadable:
    """The error for a file that cannot be read."""
    return PageUnreadable(
        said("{path} cannot be read: {why}.", path=name, why=said(reason, **values)),
        title=name,
        reason=reason,
        values=values,
        filename=name,
    )


def why(error: Exception) -> str:
    """What is wrong with a file that cannot be read or written, in a few words for people."""
    if isinstance(error, UnicodeDecodeError):
        return said("it is no UTF-8 text")
    if ours := next((part for part in error.args if isinstance(part, Said)), None):
        return ours
    known = isinstance(error, OSError) and error.strerror
    return said(known) if known else message_of(error)
