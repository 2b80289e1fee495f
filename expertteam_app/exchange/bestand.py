"""Reading a file that someone chose, and no more of it than makes sense."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_file(path: Path, most: int) -> bytes | None:
    """The bytes of a file; None when there are more than `most`.

    What is no file (a folder, a device that gives bytes without end, a pipe that waits) is not opened.

    Raises:
        OSError: it is not there, is no file, or cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        content = file.read(min(most, os.fstat(file.fileno()).st_size) + 1)  # room for as much is taken at once
    return content if len(content) <= most else None
