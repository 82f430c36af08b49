"""Files that a command writes."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from indababot import files
from indababot.errors import UsageError
from indababot.textfiles import why


def write_file(name: str, pieces: str | Iterable[str], *, private: bool = False) -> None:
    """Writes a text file in one step. With ``private`` only its owner can read it, and it is a regular file.

    Raises:
        UsageError: the file cannot be written.
    """
    path = Path(name)
    try:
        if not private and path.exists() and not path.is_file():  # a pipe or a device has nothing to be kept
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines((pieces,) if isinstance(pieces, str) else pieces)
            return
        files.write_text(path, pieces, mode=files.PRIVATE if private else None)
    except OSError as error:
        raise UsageError("{path} cannot be written: {why}.", path=name, why=why(error)) from error


def check_apart(output: str | None, *read: str) -> None:
    """Looks that what is read is not written over.

    Raises:
        UsageError: a regular file is both; the text names it.
    """
    if output is None or output == "-" or not os.path.isfile(output):  # noqa: PTH113 - asked for each of many files
        return
    for name in read:
        if os.path.realpath(name) == os.path.realpath(output):
            raise UsageError(
                "{path} is read too, and would be lost: name another file to write.", path=output
            )


@contextmanager
def binary_file(name: str, *, private: bool = False) -> Iterator[BinaryIO]:
    """A binary file that is written in one step when the block ends, and not at all where it raises.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        with files.replacing(Path(name), mode=files.PRIVATE if private else None) as file:
            yield file
    except OSError as error:
        raise UsageError("{path} cannot be written: {why}.", path=name, why=why(error)) from error
