"""A crash of the program leaves no core file, and another process of the same user cannot read its memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel of Linux")

CRASH = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
if sys.argv[1] == "dicht":
    import expertteam_app.__main__ as program
    from expertteam_app import cli
    cli.run = lambda arguments: 0
    sys.argv = ["expertteam", "--versie"]
    program.main()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""


def crash(how: str, folder: Path) -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", CRASH, how],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode < 0, done.stderr
    return [int(line) for line in done.stdout.split()]


def test_a_crash_leaves_no_memory_on_the_disk(tmp_path: Path) -> None:
    assert crash("dicht", tmp_path) == [0, 0]
    assert list(tmp_path.iterdir()) == []
    free = crash("open", tmp_path)
    assert free[1] == 1, "else the question proves nothing"
