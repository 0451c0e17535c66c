"""The scripts' own tests: the live client, the outbox, the steps of the display."""

import shutil
import subprocess

import pytest

from web.render import ROOT


@pytest.mark.slow
def test_scripts_pass_their_own_tests():
    node = shutil.which("node")
    if node is None:
        pytest.skip("NODE IS MISSING: the scripts' own tests did not run. See scripts/machine.")
    files = sorted(str(path) for path in (ROOT / "frontend" / "tests").glob("*.test.js"))
    done = subprocess.run(
        [node, "--test", *files], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
