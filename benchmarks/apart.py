"""Programs of others, installed apart from this project: nothing of them is in the product or its environment."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def python_with(lock: str, cache: Path) -> Path | None:
    """The Python of an environment made once from a lock beside this file; None when it cannot be installed here."""
    home = cache / f"{Path(lock).stem}-{sys.version_info.major}.{sys.version_info.minor}"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (home / "klaar").exists():
        venv.create(home, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
        if subprocess.run([*pip, "-r", str(HERE / lock)], capture_output=True, check=False).returncode:
            return None
        (home / "klaar").touch()
    return python
