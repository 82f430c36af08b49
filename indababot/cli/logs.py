"""Logs of a run: lines for people, or one JSON object a line for machines; both on standard error."""

import logging
import sys
from datetime import UTC, datetime

from indababot.terminal import json_text, visible

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class TextLines(logging.Formatter):
    """A record for people: its message is one line, whatever it quotes; a traceback keeps its lines."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(visible(line) for line in _lines(super().format(record), record))


def _lines(text: str, record: logging.LogRecord) -> list[str]:
    """The lines that are ours: those of a traceback, and the message as one."""
    message = f"{record.levelname}: {record.getMessage()}"
    rest = text.removeprefix(message)
    return [message, *rest.split("\n")[1:]]


def to_text(level: int) -> None:
    """From now on what we say of a level or a worse one is logged as lines for people; of what libraries say, warnings only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("indababot").setLevel(level)


class JsonLines(logging.Formatter):
    """A record as one JSON object: time, level, logger, message, and whatever was logged with it."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        data = {
            "time": moment,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        data |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info:
            data["traceback"] = self.formatException(record.exc_info)
        return json_text(data)


def to_json() -> None:
    """From now on everything is logged as JSON lines, what a run does with each page included."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.getLogger().handlers[:] = [handler]
    own = logging.getLogger("indababot")
    own.setLevel(min(own.level, logging.INFO))
