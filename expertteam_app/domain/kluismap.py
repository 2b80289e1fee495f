"""What the folder of a kluis is called; every room and the window know it by this."""

from __future__ import annotations

from typing import Final

SUFFIX: Final = ".kluis"
