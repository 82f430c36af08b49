"""pywikibot's global arguments (``-simulate``, ``-lang:xx`` …) after the script's name: ``pwb indababot -simulate update``.

Before its name pywikibot takes them itself. Its own function for the others would ask the wiki first, and ends the process its way.
"""

from collections.abc import Callable, Sequence
from typing import Any

from indababot.errors import UsageError
from indababot.wikis.live import configure
from indababot.wikis.live.durations import seconds

_READ_AT_ITS_START = frozenset(("dir", "config"))
"""What pywikibot has understood when it was loaded, wherever it stands."""

_OF_ITS_OUTPUT = frozenset(("log", "nolog", "debug", "cosmeticchanges", "cc", "daemonize"))
"""What means nothing here: messages are ours."""

_IN_OUR_WORDS = {"verbose": "-v", "help": "--help"}


def taken(arguments: Sequence[str]) -> list[str]:
    """What is left of a command line when pywikibot's global arguments were put into its configuration.

    A wiki that they choose (``-family``, ``-lang``, ``-code``, ``-site``) becomes our ``--wiki``.

    Raises:
        UsageError: one of them has a value that it cannot have.
    """
    config: Any = configure.load().config
    left: list[str] = []
    given: list[tuple[str, str]] = []
    for number, argument in enumerate(arguments):
        if argument == "--":
            left += arguments[number:]
            break
        name, _, value = argument.removeprefix("-").partition(":")
        if argument.startswith("--") or not argument.startswith("-") or not _known(config, name):
            left.append(argument)
        elif name in _IN_OUR_WORDS:
            left.append(_IN_OUR_WORDS[name])
        else:
            given.append((name, value))
    # Whose account a name is depends on the wiki, wherever that is said.
    for name, value in sorted(given, key=lambda one: one[0] == "user"):
        _set(config, name, value)
    if any(name in ("family", "lang", "code", "site") for name, _ in given):
        left[:0] = ["--wiki", f"{config.family}:{config.mylang}"]
    return left


def _known(config: Any, name: str) -> bool:
    return name in {*_SETTERS, *_READ_AT_ITS_START, *_OF_ITS_OUTPUT, *_IN_OUR_WORDS} or _is_number(
        config, name
    )


def _is_number(config: Any, name: str) -> bool:
    """Whether a setting of pywikibot is a whole number, each of which is a global argument too."""
    found = getattr(config, name, None)
    return len(name) > 1 and isinstance(found, int) and not isinstance(found, bool)


def _set(config: Any, name: str, value: str) -> None:
    if name in _SETTERS:
        _SETTERS[name](config, value)
    elif name not in _READ_AT_ITS_START | _OF_ITS_OUTPUT:
        setattr(config, name, _whole(name, value))


def _whole(name: str, value: str) -> int:
    if not value.isdecimal():
        raise UsageError("{argument}: give a whole number", argument="-" + name + ":" + value)
    return int(value)


def _family(config: Any, value: str) -> None:
    if value not in config.family_files:
        raise UsageError("-family:{value}: pywikibot knows no family {value}", value=value)
    config.family = value


def _code(config: Any, value: str) -> None:
    config.mylang = value


def _site(config: Any, value: str) -> None:
    family, _, code = value.partition(":")
    _family(config, family)
    _code(config, code or family)


def _user(config: Any, value: str) -> None:
    from indababot.wikis.live.credentials import USERNAME, from_environment

    own = from_environment()
    if own is not None and own.account != value.replace("_", " "):
        raise UsageError(
            "-user:{value}: {variable} is that of {account}; unset it, or leave -user out",
            value=value,
            variable=USERNAME,
            account=own.account,
        )
    config.usernames[config.family][config.mylang] = value
    config.usernames["*"]["*"] = value


def _throttle(config: Any, value: str) -> None:
    config.put_throttle = seconds("-putthrottle", value)


def _maxlag(config: Any, value: str) -> None:
    lag = _whole("maxlag", value)
    if config.read_maxlag is not None:
        config.read_maxlag = max(config.read_maxlag, lag)
    config.write_maxlag = lag


def _simulate(config: Any, value: str) -> None:
    config.simulate = value or True


_SETTERS: dict[str, Callable[[Any, str], None]] = {
    "family": _family,
    "lang": _code,
    "code": _code,
    "site": _site,
    "user": _user,
    "putthrottle": _throttle,
    "put_throttle": _throttle,
    "pt": _throttle,
    "maxlag": _maxlag,
    "simulate": _simulate,
}
