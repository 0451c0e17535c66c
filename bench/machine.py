"""Which machine and which versions a figure belongs to: without them it says nothing."""

import json
import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path
from shutil import which

PEER = Path(__file__).parent.parent / "build" / "bench" / "node"
SETTINGS = ("DOITHOAI_FAST_PATH", "DOITHOAI_LOOP", "DOITHOAI_TICK_MILLISECONDS")
"""What changes a figure and may come from the environment."""
LIBRARIES = ("uvicorn", "uvloop", "python-socketio", "websockets", "msgspec", "sqlalchemy")


def described() -> str:
    """A few lines for the head of a result."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory_gigabytes()} GB, "
        f"{platform.system()} {platform.release()}\n"
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}\n"
        f"{_peer()}{_settings()}"
        f"commit {_commit()}, load {os.getloadavg()[0]:.1f} at the start"
    )


def _peer() -> str:
    """A line of its own, where the peer is there."""
    package = PEER / "node_modules" / "socket.io" / "package.json"
    if not package.exists() or not which("node"):
        return ""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return f"Node {node.stdout.strip()}, socket.io {json.loads(package.read_text())['version']}\n"


def _settings() -> str:
    """A line for what ours was told by the environment, if anything."""
    told = [f"{name}={os.environ[name]}" for name in SETTINGS if name in os.environ]
    return f"with {' '.join(told)}\n" if told else ""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(line.partition(": ")[2] for line in lines if line.startswith("model name"))


def _memory_gigabytes() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _commit() -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
