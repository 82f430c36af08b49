"""Writing files: each is written whole or not at all, in one way for the whole package.

The new content goes to a file beside the old one, reaches the disk, and takes its place in one step: who reads meanwhile, or a
run that dies, finds the old file or the new one.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from indababot.i18n import N_, said

PRIVATE = 0o600
"""The mode of files that only their owner may read."""
DEEPEST = 100
"""How many folders below a folder are looked into: a title of a page has room for no more."""
TOO_DEEP = N_("it is more than {most} folders deep")
TEMPORARY = ".indababot-"
"""How the names of unfinished files begin; the process that writes one stands after it."""


@contextmanager
def replacing(
    path: Path, *, mode: int | None = None, follow: bool = True, new: bool = False
) -> Iterator[BinaryIO]:
    """A binary file whose content is at ``path`` when the block ends, and nowhere where it raises.

    The file keeps the owner and mode that it had, and one that is write-protected stays; a new one has ``mode``, which holds for
    an old one too where it is given. Where
    ``path`` is a link, the file that it points to is replaced, or with ``follow=False`` the link itself. With ``new`` nothing
    is replaced.

    Raises:
        FileExistsError: ``new`` was asked for, and there is one.
        OSError: it cannot be written, or something that is no regular file stands there.
    """
    path = _resolved(path) if follow else path
    old = _replaced(path)
    if mode is None and old and stat.S_ISREG(old.st_mode):
        mode = stat.S_IMODE(old.st_mode)
    else:
        old = None
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o666 if mode is None else PRIVATE), "wb") as file:
            yield file
            file.flush()
            if old:
                _give(temporary, old)
            if mode is not None:
                temporary.chmod(mode)
            os.fsync(file.fileno())
        if new:
            _put(temporary, path)
        else:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _replaced(path: Path) -> os.stat_result | None:
    """What stands where a file is to be; None where nothing does.

    Raises:
        OSError: it is no regular file and no link, or is write-protected.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISLNK(found.st_mode)):
        raise OSError(None, said("it is no regular file"), str(path))
    if stat.S_ISREG(found.st_mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return found


def _give(path: Path, like: os.stat_result) -> None:
    """Gives a file the owner and group of another, as far as this user may."""
    for owner, group in ((like.st_uid, -1), (-1, like.st_gid)):
        with suppress(OSError, AttributeError):  # Windows has no owners
            os.chown(path, owner, group)


def write_bytes(path: Path, data: bytes, *, mode: int | None = None, follow: bool = True) -> None:
    """Writes a file; see :func:`replacing`."""
    with replacing(path, mode=mode, follow=follow) as file:
        file.write(data)


def write_text(
    path: Path, pieces: str | Iterable[str], *, mode: int | None = None, follow: bool = True
) -> None:
    """Writes a text in UTF-8, piece by piece, with its line ends as they are; see :func:`replacing`."""
    with replacing(path, mode=mode, follow=follow) as file:
        for piece in (pieces,) if isinstance(pieces, str) else pieces:
            file.write(piece.encode())


def sweep(folder: Path) -> None:
    """Removes what killed processes left in a folder; a file of a process that still runs stays."""
    for path in folder.glob(f"{TEMPORARY}*.tmp"):
        number = path.name.removeprefix(TEMPORARY).removesuffix(".tmp").partition("-")[0]
        if number.isdecimal() and not _alive(int(number)):
            path.unlink(missing_ok=True)


def read_regular(path: Path, *, most: int | None = None, follow: bool = True) -> bytes:
    """What a regular file holds, which is never waited for as a pipe may be. ``most`` is how many bytes it may have.

    Raises:
        OSError: it cannot be read, is larger, or is a pipe, a device or, with ``follow=False``, a link.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, said("it is no regular file"), str(path))
        data = file.read() if most is None else file.read(most + 1)
    if most is not None and len(data) > most:
        raise OSError(errno.EFBIG, said("it is larger than {size} MB", size=most // 1_000_000), str(path))
    return data


def read_given(path: Path, most: int = 10_000_000) -> bytes:
    """What a file holds that a person names by an option: a regular one, or a pipe, as a shell's ``<(…)`` is.

    Raises:
        OSError: it cannot be read, is larger than ``most`` bytes, or is a device, which has no end.
    """
    with path.open("rb") as file:
        if not (stat.S_ISREG(kind := os.fstat(file.fileno()).st_mode) or stat.S_ISFIFO(kind)):
            raise OSError(errno.EINVAL, said("it is no regular file"), str(path))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, said("it is larger than {size} MB", size=most // 1_000_000), str(path))
    return data


def walk(folder: Path, told: Callable[[Path, str], None]) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Each folder with its folders and its other entries, sorted, as ``os.walk`` gives them, down to ``DEEPEST`` levels.

    Folders that the caller takes from the list, and links, are not entered. What cannot be entered is ``told`` with the reason.
    """
    waiting = [(folder, 0)]
    while waiting:
        place, depth = waiting.pop()
        try:
            with os.scandir(place) as entries:
                found = sorted((entry.name, is_folder(entry), entry.is_symlink()) for entry in entries)
        except OSError as error:
            told(place, said(error.strerror) if error.strerror else str(error))
            continue
        folders = [name for name, is_folder, _ in found if is_folder]
        yield place, folders, [name for name, is_folder, _ in found if not is_folder]
        links = {name for name, _, is_link in found if is_link}
        below = [place / name for name in folders if name not in links]
        if depth == DEEPEST:
            for one in below:
                told(one, said(TOO_DEEP, most=DEEPEST))
        else:
            waiting += [(one, depth + 1) for one in reversed(below)]


def is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether an entry of a folder is a folder; links that form a circle, or lead where nobody may look, are none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def real(path: Path) -> Path:
    """Where links lead; a path whose links form a circle, which ``Path.resolve`` raises for in older Pythons, is itself."""
    return Path(os.path.realpath(path))


def is_there(path: Path) -> bool:
    """Whether something has this name, though it may be a link to nowhere or not be open to us."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def private_folder(*places: Path) -> None:
    """Makes folders, each in the one before it, that only their owner may read, with all that is in the last one.

    Raises:
        OSError: one cannot be made, is a link, or is somebody else's.
    """
    first = places[0]
    for place in (*reversed(first.parents), *places):
        if place in places and place.is_symlink():
            raise OSError(errno.ELOOP, f"{place.name} is a link", str(place))
        place.mkdir(mode=0o700, exist_ok=True)
    for place in places[:-1]:
        _own(place, 0o700)
    make_private(places[-1])


def make_private(folder: Path) -> None:
    """Takes a folder and all below it, links left out, from everybody but the owner.

    Raises:
        OSError: they are somebody else's.
    """

    def told(place: Path, why: str) -> None:
        if not os.access(place, os.R_OK | os.X_OK):
            raise OSError(errno.EACCES, why, str(place))

    for place, _, names in walk(folder, told):
        _own(place, 0o700)
        for name in names:
            _own(place / name, PRIVATE)


def given_state(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that ``INDABABOT_STATE`` names, which may begin with ``~``; None where it is not set.

    Raises:
        OSError: it names the home of a user who is not known.
    """
    given = environment.get("INDABABOT_STATE")
    if not given:
        return None
    try:
        return Path(given).expanduser().absolute()
    except RuntimeError:
        raise OSError(errno.ENOENT, "no such user is known here", given) from None


def _resolved(path: Path) -> Path:
    """Where links lead, as an error of the system where they go round in a circle, which older Pythons tell in another way."""
    try:
        return path.resolve()
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def _own(path: Path, mode: int) -> None:
    try:
        status = path.lstat()
        if not stat.S_ISLNK(status.st_mode) and status.st_mode & 0o077:
            path.chmod(mode)
    except FileNotFoundError:  # another run has removed it
        return


def _put(temporary: Path, path: Path) -> None:
    """Puts a new file in its place, and fails where there is one; in one step where the file system has hard links."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        temporary.replace(path)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
