"""Where the built program starts; the same as ``python -m expertteam_app``."""

from __future__ import annotations

import sys

from expertteam_app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
