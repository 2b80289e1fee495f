"""The same use cases from a terminal; no logic of its own.

Exit codes: 0 fine, 2 user's mistake, 3 environment, 70 our bug. With ``--json`` exactly one JSON object on stdout.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence

from expertteam_app.domain.errors import ExpertteamError

Command = Callable[[Namespace], int]
BUG = 70
"""sysexits EX_SOFTWARE."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every problem is one Dutch sentence on stderr."""
    from expertteam_app.cli.parser import build_parser

    _open_streams()
    try:
        options = build_parser().parse_args(arguments)
        return _command(options.opdracht, getattr(options, "handeling", None))(options)
    except ExpertteamError as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("\nGestopt.\n")
        return 2
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except EOFError:
        sys.stderr.write("\nGestopt: er is niets getypt.\n")
        return 2
    except Exception as bug:  # noqa: BLE001 - the last net: no traceback reaches a user
        place = traceback.extract_tb(bug.__traceback__)[-1]
        sys.stderr.write(
            f"Er ging iets mis in het programma ({type(bug).__name__}, {place.name} regel {place.lineno}).\n"
            "Geef deze regel door aan de beheerder. Er is niets half bewaard.\n"
        )
        return BUG


def _command(opdracht: str, handeling: str | None) -> Command:
    """What does it; a list or log from elsewhere needs no kluis, and does not wait for the database to load."""
    if opdracht == "logboek":
        from expertteam_app.cli.logboek import logboek

        return logboek
    if opdracht == "anoniem":
        from expertteam_app.cli.anoniem import anoniem

        return anoniem
    if opdracht == "beleid":
        from expertteam_app.cli.beleid import toon

        return toon
    from expertteam_app.cli.commands import COMMANDS

    return COMMANDS[opdracht, handeling]


def _open_streams() -> None:
    """Somewhere to write to, also where the caller closed a stream or speaks an alphabet with fewer letters."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.FileIO(os.open(os.devnull, os.O_WRONLY), "w"), encoding="utf-8")


def _let_go_of_stdout() -> None:
    """Nobody reads any more: what is left must not turn into a complaint when Python closes the stream."""
    sys.stdout = _nowhere()
