"""A log tells where it broke, and never what somebody wrote."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from web.logs import start_logging
from web.settings import Settings

SECRET = "chữ của một công dân"

Said = Callable[[], str]


@pytest.fixture(params=["json", "for people"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def said(form: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """What has been logged."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root = logging.getLogger()
    level = root.level
    start_logging(Settings(log_json=form == "json"))
    (ours,) = root.handlers
    yield written.getvalue
    root.removeHandler(ours)
    root.setLevel(level)
    structlog.reset_defaults()


def fail() -> None:
    raise ValueError(SECRET)


def test_failures_are_logged_without_their_text(said: Said) -> None:
    try:
        fail()
    except ValueError as error:
        logging.getLogger("library").exception("by a library")
        structlog.get_logger("ours").exception("by us")
        kept = error
    logging.getLogger("library").error("later", exc_info=kept)
    text = said()
    assert [word for word in (SECRET, "Traceback") if word in text] == []
    assert text.count("ValueError") == 3
    assert text.count("test_logs.py") >= 3


def test_line_says_when_how_grave_and_whose(said: Said, form: str) -> None:
    structlog.get_logger("ours").warning("full", disk="/data")
    (line,) = said().splitlines()
    if form == "json":
        told = json.loads(line)
        assert told.pop("timestamp")
        assert told == {"event": "full", "disk": "/data", "level": "warning", "logger": "ours"}
    else:
        assert line.endswith("[warning  ] full                           [ours] disk=/data")


def test_chatter_of_libraries_is_left_out(said: Said) -> None:
    for name in ("uvicorn.error", "engineio.server", "socketio.server", "alembic.runtime"):
        logging.getLogger(name).info("chatter")
    logging.getLogger("ours").debug("too fine")
    assert said() == ""
