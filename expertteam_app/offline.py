"""The program never uses the network: a hook on Python's own socket calls that lets nothing out.

The sources import nothing that could; this is for libraries that do (docs/besluiten/0013-tekenen-zonder-netwerk.md).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

AF_UNIX = 1
"""The number of this address family on every system that has it; the module socket is not imported for it."""

GUARDED = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendto",
        "socket.sendmsg",
    }
)
"""Audit events of Python that come before anything goes out (names are looked up over the network too)."""

THIS_COMPUTER = frozenset({"127.0.0.1", "::1"})


class NetworkRefused(RuntimeError):
    """Something in this process tried to reach the network: our own mistake."""


def close_network() -> None:
    """From here on this process reaches no other computer. A hook cannot be taken away again."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: Sequence[object]) -> None:
    if event in GUARDED and not _stays_here(event, arguments):
        raise NetworkRefused(event)


def _stays_here(event: str, arguments: Sequence[object]) -> bool:
    """Whether a call cannot leave this computer.

    An AF_UNIX socket is a file. Windows has none, and there Python itself connects a pair of sockets over 127.0.0.1
    when an event loop starts.
    """
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        if os.name != "nt":
            return int(getattr(arguments[0], "family", 0)) == AF_UNIX
        address = arguments[1] if len(arguments) > 1 else None
        return isinstance(address, tuple) and bool(address) and address[0] in THIS_COMPUTER
    return False
