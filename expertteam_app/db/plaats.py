"""Whether a folder stands on this computer: a write-ahead log needs memory that all who open the file share."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

_REMOTE: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "ceph", "glusterfs", "davfs", "sshfs"}
)
_DRIVE_REMOTE: Final = 4
"""What Windows calls a drive of another computer (GetDriveTypeW)."""
_MOUNTS: Final = Path("/proc/self/mountinfo")


def is_remote(path: Path) -> bool:
    """Whether a path stands on another computer; False where that cannot be known."""
    place = path.absolute()
    if sys.platform == "win32":
        import ctypes

        if place.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == _DRIVE_REMOTE)
    try:
        return file_system(place, _MOUNTS.read_text("utf-8", "replace")) in _REMOTE
    except OSError:
        return False


def file_system(place: Path, mountinfo: str) -> str:
    """The kind of file system on which a path stands, without the maker of a user's own file system (``fuse.``).

    Args:
        place: an absolute path; it need not exist.
        mountinfo: the lines of ``/proc/self/mountinfo`` (proc(5)).
    """
    found, length = "", -1
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:  # noqa: PLR2004 - the fifth field is where it is mounted
            continue
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4])
        if (place == Path(point) or Path(point) in place.parents) and len(point) >= length:
            found, length = after.split(" ", 1)[0].removeprefix("fuse."), len(point)
    return found
