"""One log on standard error, for our own lines and the libraries'.

Nothing a citizen wrote may end up here, nor a cookie or a case code. The text of an exception often
quotes the value that caused it, so only its kind and the places in the code are written; request paths
are never logged.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

from web.settings import Settings

QUIET = {
    "uvicorn.error": logging.WARNING,
    "engineio": logging.ERROR,
    "socketio": logging.ERROR,
    "alembic": logging.WARNING,
}
"""Libraries whose ordinary lines say nothing to an operator, or say too much."""


def start_logging(settings: Settings) -> None:
    """Send every log line of this process through the same form."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_exception_text,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(shared, as_json=settings.log_json))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)


def without_exception_text(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Put kind and places in the stead of a traceback with its message."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["kind"] = type(error).__name__
        line["places"] = places(error.__traceback__)
    return line


def places(stack: TracebackType | None) -> list[str]:
    """The stack as `file:line function`, without values."""
    return [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(stack)]


def _formatter(shared: list[Any], *, as_json: bool) -> logging.Formatter:
    last = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )
