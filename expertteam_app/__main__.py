"""Start only: a command when there are arguments, the window when there are none."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program and return its exit code."""
    if len(sys.argv) > 1:
        from expertteam_app.cli import run

        return run(sys.argv[1:])
    from expertteam_app.bootstrap import open_window

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
