"""The real server in a process of its own, to be killed, cut off from its disk, or watched.

The tests act as its operator through the control socket, and as phones through sockets; nothing of it is
imported into the test but the clients.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from tests.waiting import GIVE_UP_SECONDS
from web.control import RemoteOffice
from web.replay_http import Browser, NoAnswerError
from web.replay_lines import SocketLine, join
from web.replay_view import SharedViews

ROOT = Path(__file__).parents[2]
CODE = "CAU"
COMMUNE = "dong-hoa"


FROM_ONE_ADDRESS = (
    "--address-asks-per-minute=1000000",
    "--address-votes-per-second=1000000",
    "--no-watch-votes",
)
"""Here one address plays a whole crowd, many times faster than any hall."""


class Server:
    """On one data directory and one port, which it keeps when it is started again."""

    PROGRAM: Sequence[str] = ("-m", "web.cli", "serve")
    options: Sequence[str] = ()

    def __init__(self, data: Path, environment: dict[str, str]) -> None:
        self.data = data
        self.url: SplitResult = urlsplit("http://127.0.0.1:0")
        self._environment = environment
        self._lines: list[SocketLine] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self._running.pid

    def start(self, *before: str) -> Self:
        """Wait until it listens. `before` is a command that runs it, such as strace."""
        port = str(self.url.port or 0)
        command = [
            sys.executable,
            *self.PROGRAM,
            "--data",
            str(self.data),
            "--port",
            port,
            *FROM_ONE_ADDRESS,
            *self.options,
        ]
        with (self.data.parent / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*before, *command],
                stdout=subprocess.PIPE,
                stderr=log,
                env=self._environment,
                cwd=ROOT,
            )
        said = self._process.stdout.readline().decode().split() if self._process.stdout else []
        if not said:
            raise AssertionError((self.data.parent / "server.log").read_text()[-2_000:])
        self.url = urlsplit(said[-1])
        return self

    def kill(self) -> None:
        self._running.kill()
        self._ended()

    def stop(self) -> int:
        """Ask it to end, and give its exit status."""
        self._running.send_signal(signal.SIGTERM)
        return self._ended()

    async def end(self) -> None:
        """Whatever state it and its phones are in; for fixtures."""
        for line in self._lines:
            line.abort()
        await asyncio.gather(*(line.phone.left for line in self._lines))
        if self._process:
            self._process.kill()
            self._ended()

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise AssertionError("the server was not started")
        return self._process

    def _ended(self) -> int:
        process, self._process = self._running, None
        status = process.wait(timeout=GIVE_UP_SECONDS)
        if process.stdout:
            process.stdout.close()
        return status

    async def run(self, command: Sequence[str], environment: dict[str, str]) -> str:
        """Another program beside it; what it said, once it ended well."""
        process = await asyncio.create_subprocess_exec(
            *command,
            env={**self._environment, **environment},
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complained = await process.communicate()
        assert process.returncode == 0, complained.decode()
        return said.decode()

    # As its operator

    async def order(self, name: str, /, **details: Any) -> dict[str, Any]:
        office = await RemoteOffice.reach(self.data)
        try:
            return await office.do(name, details)
        finally:
            office.close()

    async def prepare(self, questions: int, phones: int) -> list[str]:
        """An announced conference with questions that can be voted for, and tokens for its phones."""
        await self.announce(CODE, questions)
        tokens: list[str] = (await self.order("tokens", code=CODE, count=phones))["tokens"]
        return tokens

    async def announce(self, code: str, questions: int) -> None:
        """Each of the questions is approved."""
        fields = {"code": code, "commune": COMMUNE, "title": "Đối thoại năm 2026"}
        await self.order("create_conference", fields=fields)
        await self.order("command", code=code, name="announce_conference", fields={})
        rows = [{"text": f"Bao giờ sửa cầu số {n}?", "source": f"{n}"} for n in range(questions)]
        await self._many(code, "record_question", rows)
        numbers = [{"question": n} for n in range(1, questions + 1)]
        await self._many(code, "approve_question", numbers)

    async def _many(self, code: str, name: str, each: Sequence[dict[str, Any]]) -> None:
        done = await self.order(
            "commands", code=code, name=name, each=[{"fields": fields} for fields in each]
        )
        assert all(outcome["ok"] for outcome in done["outcomes"]), done

    # As anybody

    async def phone(self, token: str, views: SharedViews) -> SocketLine:
        joining = {"conference": CODE, "as": "attendee", "token": token}
        line = await join(self.url, "/hall", joining, views)
        assert isinstance(line, SocketLine)
        self._lines.append(line)
        return line

    async def phones(self, tokens: Sequence[str]) -> list[SocketLine]:
        views, turn = SharedViews(), asyncio.Semaphore(50)

        async def one(token: str) -> SocketLine:
            async with turn:
                return await self.phone(token, views)

        return list(await asyncio.gather(*(one(token) for token in tokens)))

    async def status(self, path: str) -> int:
        browser = Browser(self.url)
        try:
            return (await browser.get(path)).status
        except (NoAnswerError, OSError):
            return 0
        finally:
            browser.close()


class OpenServer(Server):
    """Opened up for tests of casebooks: see `tests/open_server.py`."""

    PROGRAM: Sequence[str] = ("-m", "tests.open_server")

    async def holds(self, code: str, questions: int) -> None:
        """A conference in full swing."""
        await self.announce(code, questions)
        await self.order("command", code=code, name="open_conference", fields={})

    async def close_conference(self, code: str) -> None:
        """Always the same command, however often it is sent."""
        each = [{"fields": {}, "id": f"close-{code}"}]
        done = await self.order("commands", code=code, name="close_conference", each=each)
        assert done["outcomes"][0]["ok"], done


def kept_bytecode(directory: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, and not again at every start."""
    plain = {n: v for n, v in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
    return {**plain, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(directory)}
