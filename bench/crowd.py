"""The crowd that is sent into a hall: bench/native/swarm.c on the clients' core, told what to do line by line."""

import json
import select
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

from bench.pinned import BUILT, CLIENT_CORE
from bench.servers import Hall
from tests.faults.server import CODE

Result = dict[str, Any]
LOOK_SECONDS = 0.25


class BrokenCrowdError(RuntimeError):
    """The client ended before its time; it has said why on standard error."""


class Crowd:
    """Every command waits for its end and gives what the crowd counted; `start` and `result` do it in two."""

    def __init__(self, said: IO[str], told: IO[str], log: Path) -> None:
        self._said = said
        self._told = told
        self._log = log

    def do(self, name: str, **details: float) -> Result:
        return self.start(name, **details).result()

    def start(self, name: str, **details: float) -> Self:
        words = [name, *(f"{key}={value}" for key, value in details.items())]
        self._told.write(" ".join(words) + "\n")
        self._told.flush()
        return self

    def result(self) -> Result:
        said = self._said.readline()
        if not said:
            raise BrokenCrowdError
        result: Result = json.loads(said)
        return result

    def result_while(self, look: Callable[[], None]) -> Result:
        """The same, looking at something four times a second meanwhile."""
        while not select.select([self._said], [], [], LOOK_SECONDS)[0]:
            look()
        return self.result()

    def acknowledged(self) -> dict[str, int]:
        """The ids of all commands that it got a receipt for, and where the receipt said they stand."""
        words = self._log.read_text(encoding="ascii").split()
        return dict(zip(words[::2], map(int, words[1::2]), strict=True))


@contextmanager
def crowd_for(hall: Hall, run: str = "bench") -> Iterator[Crowd]:
    with tempfile.TemporaryDirectory(prefix="doithoai-crowd-") as directory:
        tokens, log = Path(directory) / "tokens", Path(directory) / "acknowledged"
        tokens.write_text("".join(f"{token}\n" for token in hall.tokens), encoding="ascii")
        command = [
            *("taskset", "--cpu-list", str(CLIENT_CORE), str(BUILT / "swarm")),
            *(str(hall.port), CODE, str(tokens), str(hall.questions), run, str(log)),
        ]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            assert process.stdout is not None  # noqa: S101  it is a pipe
            assert process.stdin is not None  # noqa: S101  it is a pipe
            crowd = Crowd(process.stdout, process.stdin, log)
            crowd.do("server", pid=hall.process.pid)
            yield crowd
        finally:
            process.kill()
            process.communicate()
