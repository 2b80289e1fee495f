"""Names every file of a build that Windows can run, so that none goes out unsigned.

Smart App Control, WDAC and AppLocker judge each program and library by itself: one file without a signature and the
program stops halfway. What a file is, is read in the file; its name proves nothing.
"""

from __future__ import annotations

import argparse
import struct
import sys
from pathlib import Path
from typing import Final

RUNS: Final = frozenset({".exe", ".dll", ".pyd", ".sys", ".ocx", ".cpl", ".scr"})
"""By these names Windows takes a file for something to run."""
SCRIPTS: Final = frozenset({".ps1", ".psm1", ".vbs", ".js", ".wsf", ".bat", ".cmd", ".msi", ".hta", ".lnk"})
"""What a policy judges too; a build of ours holds none."""

_AT: Final = 0x3C
"""Where an MZ file says where its PE header is."""
_COFF: Final = 24
"""Bytes of the signature PE and the header behind it; the optional header follows."""
_DIRECTORIES: Final = {0x10B: 96, 0x20B: 112}
"""Where the list of tables begins in the optional header, by its kind (32 and 64 bits)."""
_CERTIFICATES: Final = 4
"""The table that holds the signatures."""


def header(path: Path) -> int | None:
    """Where the PE header of a file begins; None when Windows cannot run it."""
    with path.open("rb") as file:
        start = file.read(_AT + 4)
        if len(start) < _AT + 4 or start[:2] != b"MZ":
            return None
        place: int = struct.unpack_from("<I", start, _AT)[0]
        file.seek(place)
        return place if file.read(4) == b"PE\0\0" else None


def signed(path: Path) -> bool:
    """Whether a file that Windows can run carries a signature, whole within the file; not whether it is trusted."""
    place = header(path)
    if place is None:
        return False
    with path.open("rb") as file:
        file.seek(place + _COFF)
        optional = file.read(240)
    kind = struct.unpack_from("<H", optional)[0] if len(optional) > 1 else 0
    where = _DIRECTORIES.get(kind, 0) + 8 * _CERTIFICATES
    if kind not in _DIRECTORIES or len(optional) < where + 8:
        return False
    offset, length = struct.unpack_from("<II", optional, where)
    return bool(length) and place < offset and offset + length <= path.stat().st_size


def to_sign(folder: Path) -> tuple[list[Path], list[str]]:
    """What must be signed, by path, and what is not right about the build, in words."""
    found, wrong = [], []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        runs = header(path) is not None
        if runs:
            found.append(path)
        elif path.suffix.casefold() in RUNS:
            wrong.append(f"{name} heet een programma, maar is het niet: het bestand is beschadigd.")
        if path.suffix.casefold() in SCRIPTS:
            wrong.append(f"{name} is een script of pakket; dat hoort niet in het programma.")
    if not found:
        wrong.append(f"In {folder.name} staat niets dat Windows kan uitvoeren.")
    return found, wrong


def main() -> int:
    """Write the list, or look whether all of it is signed."""
    parser = argparse.ArgumentParser(description="Maakt de lijst van alles wat ondertekend moet worden.")
    parser.add_argument("map", type=Path, help="de programmamap")
    parser.add_argument("--naar", type=Path, help="het bestand voor de lijst, een pad per regel")
    parser.add_argument("--getekend", action="store_true", help="controleer of alles al ondertekend is")
    options = parser.parse_args()
    folder = options.map.resolve()
    found, wrong = to_sign(folder)
    if options.getekend:
        wrong += [f"{p.relative_to(folder).as_posix()} is niet ondertekend." for p in found if not signed(p)]
    if wrong:
        sys.stderr.write("".join(f"{line}\n" for line in wrong))
        return 2
    if options.naar:
        options.naar.parent.mkdir(parents=True, exist_ok=True)
        options.naar.write_text("".join(f"{path}\n" for path in found), "utf-8", newline="\n")
    sys.stdout.write(f"{len(found)} bestanden{' zijn ondertekend' if options.getekend else ' om te ondertekenen'}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
