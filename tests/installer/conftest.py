"""The scripts of the installer stand alone and find each other by their folder; so do the tests of them."""

from __future__ import annotations

import sys
from pathlib import Path

INSTALLER = Path(__file__).resolve().parents[2] / "installer"

for folder in (INSTALLER, INSTALLER / "windows"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
