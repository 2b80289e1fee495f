"""No socket is opened in a full run: the kernel kills whoever tries, libraries in C included."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHUT = Path(__file__).with_name("kern_dicht.py")
CANNOT = 77
"""How `kern_dicht` says that this system has no such filter."""


def behind(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of Python after the network was shut in the kernel; skip where that cannot be."""
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
    }
    for name in list(env):
        if name.startswith("PYTEST_XDIST"):
            del env[name]  # else the inner run takes itself for a worker
    command = [sys.executable, str(SHUT), program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=env)
    if done.returncode == CANNOT:
        pytest.skip("Dit systeem kan een proces geen netwerk weigeren in de kern (seccomp).")
    return done


@pytest.mark.skipif(sys.platform != "linux", reason="Alleen Linux kan een proces in de kern het netwerk weigeren.")
class TestGeenNetwerk:
    @pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
    def test_the_filter_kills_who_opens_a_socket(self, tmp_path: Path, family: str) -> None:
        done = behind(f"import socket; socket.socket(socket.{family}); print('door')", tmp_path)
        assert done.returncode == -signal.SIGSYS
        assert "door" not in done.stdout

    def test_the_filter_leaves_files_of_this_computer_alone(self, tmp_path: Path) -> None:
        done = behind("import socket; socket.socket(socket.AF_UNIX); print('door')", tmp_path)
        assert done.stdout.strip() == "door", done.stderr

    def test_the_headless_run_opens_none(self, tmp_path: Path) -> None:
        program = (
            "import sys; from expertteam_app.__main__ import main; "
            f"sys.argv = ['expertteam', 'proefrun', '--naar', {str(tmp_path / 'uit')!r}]; sys.exit(main())"
        )
        done = behind(program, tmp_path)
        assert done.returncode == 0, done.stderr
        assert list((tmp_path / "uit").glob("*.pdf")), "it did its work"

    def test_a_flow_of_the_window_opens_none(self, tmp_path: Path) -> None:
        """A report leaves (flow D): window, kluis, solver, PDF, DOCX, sheets."""
        options = ["tests/end_to_end/test_flow_d.py", "-p", "no:cacheprovider", "-p", "no:xdist"]
        options += ["--basetemp", str(tmp_path / "stroom")]
        done = behind(f"import sys, pytest; sys.exit(pytest.main({options!r}))", tmp_path)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        assert " passed" in done.stdout
        assert "skipped" not in done.stdout
