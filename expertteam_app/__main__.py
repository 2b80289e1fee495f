"""Start only: a command when there are arguments, the window when there are none."""

from __future__ import annotations

import sys

from expertteam_app.geen_dump import forbid_dumps
from expertteam_app.offline import close_network


def main() -> int:
    """Run the program and return its exit code; nothing in it can reach the network, a crash leaves nothing."""
    close_network()
    forbid_dumps()
    from expertteam_app.services.plaatsen import named_kluis

    words = sys.argv[1:]
    kluis = named_kluis(words[0]) if words and not words[1:] else None
    if words and kluis is None:
        return refused() or command(words)
    from expertteam_app.bootstrap import open_window

    return open_window(kluis)


def refused() -> int:
    """Say on stderr why a command does not run from where the program stands; 0 when it may run."""
    from expertteam_app.services.plaatsen import start_problem

    problem = start_problem()
    if problem is None:
        return 0
    if sys.stderr is not None:  # a program with a window has none on Windows
        sys.stderr.write(f"{problem}\n")
    return problem.exit_code


def command(words: list[str]) -> int:
    """Run what was asked for in the terminal."""
    if words[0] == "--zelftest":
        from expertteam_app.bootstrap import self_test

        return self_test(lambda line: print(line, flush=True), with_report="--diagnose" in words)  # noqa: T201 - what it is for
    from expertteam_app.cli import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
