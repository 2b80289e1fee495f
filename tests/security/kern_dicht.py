"""Shuts the network in the kernel for a process and all it starts, so that even code in C cannot get around it.

A filter of Linux (seccomp, BPF) that kills the process at the first `socket` that is no file of this computer
(AF_UNIX). Only for tests: the program itself has the hook of `expertteam_app.offline`, which works on every system.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

SYSCALL_SOCKET = {"x86_64": 41, "aarch64": 198}
_NO_NEW_PRIVS, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _FIRST_ARGUMENT = 0, 16
_AF_UNIX = 1
_KILL, _ALLOW = 0x80000000, 0x7FFF0000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def shut() -> bool:
    """From here on a socket to anywhere but this computer kills the process (SIGSYS); False where Linux cannot."""
    number = SYSCALL_SOCKET.get(platform.machine())
    if not sys.platform.startswith("linux") or number is None:
        return False
    steps = (
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 3, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    refused: int = libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    return refused == 0


if __name__ == "__main__":
    if not shut():
        sys.exit(77)
    exec(sys.argv[1])  # noqa: S102 - a line of a test, run behind the filter
