"""The same use cases from a terminal; no logic of its own.

Exit codes: 0 fine, 2 user's mistake, 3 environment, 70 our bug. With ``--json`` exactly one JSON object on stdout.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from expertteam_app.domain.errors import ExpertteamError

BUG = 70
"""sysexits EX_SOFTWARE."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every problem is one Dutch sentence on stderr."""
    from expertteam_app.cli.commands import COMMANDS
    from expertteam_app.cli.parser import build_parser

    try:
        options = build_parser().parse_args(arguments)
        return COMMANDS[options.opdracht, getattr(options, "handeling", None)](options)
    except ExpertteamError as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("\nGestopt.\n")
        return 2
    except BrokenPipeError:
        return 0
    except Exception as bug:  # noqa: BLE001 - the last net: no traceback reaches a user
        place = traceback.extract_tb(bug.__traceback__)[-1]
        sys.stderr.write(
            f"Er ging iets mis in het programma ({type(bug).__name__}, {place.name} regel {place.lineno}).\n"
            "Geef deze regel door aan de beheerder. Er is niets half bewaard.\n"
        )
        return BUG
