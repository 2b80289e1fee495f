"""Makes the portable zip of a built program: the same bytes for the same build.

Everything stands in one folder in the zip, beside a text that tells to unpack it first: Windows Explorer starts a
program from within a zip without the files around it.
"""

from __future__ import annotations

import argparse
import sys
import time
import zipfile
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bouw import EARLIEST, moment, version

TOP: Final = "Expertteam"
MARK: Final = f"{TOP}/.portable"
READ_FIRST: Final = "LEES MIJ EERST.txt"
WORDS: Final = """\
Expertteam {version}, draagbaar

Pak dit zipbestand eerst helemaal uit: klik er met de rechtermuisknop op en kies 'Alles uitpakken'. Start daarna
expertteam in de map Expertteam. Vanuit het zipbestand werkt het programma niet.

Uw kluizen komen in de map 'gegevens' in die map. Neem bij verhuizen de hele map mee, en maak back-ups op een andere
plaats: raakt u de usb-stick kwijt, dan bent u anders ook uw kluizen kwijt.

Een nieuwe versie: pak die ergens anders uit en zet daarna uw map 'gegevens' in de nieuwe map Expertteam.
"""
_FILE: Final = 0o100644 << 16
_PROGRAM: Final = 0o100755 << 16
_RUNS: Final = (b"\x7fELF", b"MZ")
_UNIX: Final = 3


def contents(folder: Path) -> list[tuple[str, Path | bytes]]:
    """What goes into the zip, in order: names, and where their bytes come from.

    Raises:
        ValueError: the folder has data of a user, or was made portable already.
    """
    if mixed := [name for name in (".portable", "gegevens") if (folder / name).exists()]:
        raise ValueError(f"In {folder.name} staat al {mixed[0]}: dit is geen verse bouw.")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named: list[tuple[str, Path | bytes]] = [(f"{TOP}/{p.relative_to(folder).as_posix()}", p) for p in files]
    words = WORDS.format(version=version()).replace("\n", "\r\n").encode()
    return [(READ_FIRST, words), (MARK, b""), *named]


def make(folder: Path, target: Path, when: int) -> int:
    """Write the zip; returns how many files it holds.

    Args:
        folder: the program folder.
        target: the zip; what stands there is replaced.
        when: the moment that all files get, in seconds; a zip counts from 1980 and in twos.

    Raises:
        ValueError: the folder is no fresh build.
    """
    entries = contents(folder)
    stamp = time.gmtime(max(when, EARLIEST))[:6]
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in entries:
            info = zipfile.ZipInfo(name, stamp)
            info.create_system = _UNIX  # else the zip says on which system it was made
            content = source.read_bytes() if isinstance(source, Path) else source
            info.external_attr = _PROGRAM if content.startswith(_RUNS) else _FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return len(entries)


def main() -> int:
    """Make the zip and say how large it is."""
    parser = argparse.ArgumentParser(description="Maakt het draagbare zipbestand van een gebouwd programma.")
    parser.add_argument("map", type=Path, help="de programmamap")
    parser.add_argument("--naar", type=Path, required=True, help="het zipbestand")
    options = parser.parse_args()
    try:
        count = make(options.map.resolve(), options.naar, moment())
    except ValueError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(f"{options.naar}: {count} bestanden, {options.naar.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
