"""Logs of a run: lines for people, or one JSON object a line for machines; both on standard error."""

import logging
import sys
from copy import copy
from datetime import UTC, datetime
from typing import Any

from indababot.cli.messages import told_here
from indababot.i18n import Said, said
from indababot.terminal import json_text, visible

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}

_LEVELS = {"WARNING": said("WARNING"), "ERROR": said("ERROR")}
"""Those that people meet who do not ask for more."""


class _Stderr(logging.StreamHandler[Any]):
    """Writes to standard error as it is now: while progress shows, that is a stream that keeps lines whole."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> Any:
        """Standard error."""
        return sys.stderr

    @stream.setter
    def stream(self, value: Any) -> None:
        """Nothing: it is always standard error."""


class TextLines(logging.Formatter):
    """A record for people: its message is one line, whatever it quotes; a traceback keeps its lines."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record = _told(record)
        return "\n".join(visible(_safe(line)) for line in _lines(super().format(record), record))


def _told(record: logging.LogRecord) -> logging.LogRecord:
    """A record with its messages, and the word for its level, in the reader's language."""
    own = copy(record)
    own.levelname = told_here(_LEVELS.get(record.levelname, record.levelname))
    if isinstance(record.args, tuple):
        own.args = tuple(told_here(value) if isinstance(value, Said) else value for value in record.args)
    return own


def _lines(text: str, record: logging.LogRecord) -> list[str]:
    """The lines that are ours: those of a traceback, and the message as one."""
    message = f"{record.levelname}: {record.getMessage()}"
    rest = text.removeprefix(message)
    return [message, *rest.split("\n")[1:]]


def to_text(level: int) -> None:
    """From now on what we say of a level or a worse one is logged as lines for people; of what libraries say, warnings only."""
    handler = _Stderr()
    handler.setFormatter(TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("indababot").setLevel(level)


def _safe(text: str) -> str:
    """A text of a log, whoever wrote it, without secrets and personal data."""
    from indababot.privacy import masked, redacted

    return masked(redacted(text))


class JsonLines(logging.Formatter):
    """A record as one JSON object: time, level, logger, message, and whatever was logged with it."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        data: dict[str, Any] = {
            "time": moment,
            # A page that failed is an error for whoever reads a log; people are told of it in a line of its own.
            "level": "error" if getattr(record, "result", None) == "failed" else record.levelname.lower(),
            "logger": record.name,
            "message": _safe(record.getMessage()),
        }
        for key, value in vars(record).items():
            if key not in _OWN:
                data[key] = value if isinstance(value, int | float | None) else _safe(str(value))
        if record.exc_info:
            data["traceback"] = _safe(self.formatException(record.exc_info))
        return json_text(data)


def to_json() -> None:
    """From now on everything is logged as JSON lines, what a run does with each page included."""
    handler = _Stderr()
    handler.setFormatter(JsonLines())
    logging.getLogger().handlers[:] = [handler]
    own = logging.getLogger("indababot")
    own.setLevel(min(own.level, logging.INFO))


def as_json(message: str, exit_code: int) -> bool:
    """Logs what ended a call, where everything is logged as JSON lines; whether it is."""
    told = any(isinstance(one.formatter, JsonLines) for one in logging.getLogger().handlers)
    if told:
        logging.getLogger("indababot").error("%s", message, extra={"exit_code": exit_code})
    return told
