"""A server as its users run it: a process of its own, on a free port, with a data directory."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DOITHOAI = [sys.executable, "-c", "from web.cli import main; main()"]
STARTS_WITHIN_SECONDS = 60
ENDS_WITHIN_SECONDS = 60
CODE = "LUONGSON"
PASSWORD = "lúa chín ngoài đồng"
LACKS = "page lacks something"
"""What the log says of a page that was not handed all it asks for."""


class LivingHall:
    SERVE: Sequence[str] = (*DOITHOAI, "serve")
    options: Sequence[str] = ()

    def __init__(self, data: Path, settings: dict[str, str]) -> None:
        self.data = data
        self._settings = settings
        self.url = ""
        self.lacking: list[str] = []
        self._process: subprocess.Popen[str] | None = None
        self._reader = threading.Thread()

    def start(self) -> None:
        """On the port it had before, if it ran before: phones come back to the same address."""
        port = self.url.rpartition(":")[2] or "0"
        self._process = subprocess.Popen(
            [*self.SERVE, "--data", str(self.data), "--port", port, *self.options],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self._settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            self.url = self._told_address(self._process)
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def run(self, *order: str) -> dict[str, Any]:
        """An order on the command line, to the running server; what it printed as JSON."""
        printing = () if order[0] == "export" else ("--json",)
        done = subprocess.run(
            [*DOITHOAI, *order, "--data", str(self.data), *printing],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def announce_conference(self) -> None:
        self.run(
            "conference", "create", CODE,
            "--title", "Hội nghị đối thoại xã Lương Sơn năm 2026",
            "--place", "Hội trường UBND xã",
            "--topic", "Đất đai", "--topic", "Giao thông",
            "--unit", "Phòng Kinh tế", "--unit", "Công an xã",
        )  # fmt: skip
        self.run("conference", "announce", CODE)

    def stage(self) -> str:
        stage: str = self.run("export", CODE)["conference"]["stage"]
        return stage

    def fates(self) -> dict[int, str]:
        """What became of each question in the hall itself: a desk shows what it wishes before it is granted."""
        return {line["number"]: line["status"] for line in self.run("export", CODE)["questions"]}

    def hire(self, name: str, role: str, display_name: str) -> None:
        self.run(
            "person", "add", name,
            "--role", role, "--display-name", display_name, "--password", PASSWORD,
        )  # fmt: skip

    def _told_address(self, process: subprocess.Popen[str]) -> str:
        """Fails with all it said as soon as it ends instead."""
        lines: queue.Queue[str | None] = queue.Queue()

        def read() -> None:
            # To the end, or the server would stop at a full pipe.
            for line in process.stdout or ():
                lines.put(line)
                if LACKS in line:
                    self.lacking.append(line)
            lines.put(None)

        self._reader = threading.Thread(target=read, daemon=True)
        self._reader.start()
        told = ""
        while (line := lines.get(timeout=STARTS_WITHIN_SECONDS)) is not None:
            if line.startswith("doithoai on "):
                return line.removeprefix("doithoai on ").strip()
            told += line
        raise AssertionError(f"the server ended before it listened:\n{told}")

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.send_signal(how)
        try:
            process.wait(ENDS_WITHIN_SECONDS)
        finally:
            # Whatever is wrong with it, it does not outlive its test.
            process.kill()
        self._reader.join(ENDS_WITHIN_SECONDS)
        if process.stdout:
            process.stdout.close()
        assert self.lacking == []
