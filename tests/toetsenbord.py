"""A keyboard for a program that asks for a wachtzin at one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence


def with_keyboard(command: Sequence[str], phrase: str) -> None:
    """Run a program, type the phrase when it asks for a passphrase, and see that it ends well."""
    import pty  # Windows has none; there is no age tool of Debian there either

    pid, keyboard = pty.fork()
    if pid == 0:
        os.execv(command[0], list(command))  # noqa: S606 - the tool under test, in a terminal of its own
    seen = b""
    with contextlib.suppress(OSError):  # the other end closes when the program is done
        while chunk := os.read(keyboard, 1000):
            seen += chunk
            if b"passphrase" in seen:
                os.write(keyboard, phrase.encode() + b"\n")
                seen = b""
    os.close(keyboard)
    assert os.waitpid(pid, 0)[1] == 0, seen
