"""Builds the msi on Linux with wixl (Debian: wixl, msitools) out of a program folder and reads what came into it.

A proof of the recipe, not what is handed out: that is built by WiX on Windows (``bouw.ps1``). wixl leaves out what it
does not know, the closing of a running program, and does not weigh the rules of Windows Installer as WiX does.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from bestanden import FRAGMENT, MAIN, files_of, write  # noqa: E402 - needs the line above

RECIPE: Final = HERE / "expertteam.wxs"
TOOLS: Final = ("wixl", "msiinfo", "msiextract")
Table = list[dict[str, str]]


def build(folder: Path, icon: Path, target: Path) -> str:
    """Build the msi `target`; returns what wixl had to say, empty when it knew everything it read.

    Args:
        folder: the program folder.
        icon: the picture of the program for Windows.
        target: beside it comes ``wix``, with the two files that belong to this build.

    Raises:
        RuntimeError: wixl could not; in its own words.
    """
    work = target.parent
    write(folder, work / "wix")
    dist, picture = (os.path.relpath(path, work) for path in (folder, icon))  # wixl finds no file by a whole path
    command = ["wixl", "--arch", "x64", "--includedir", "wix", "-D", "Proef=1", "-D", f"Dist={dist}"]
    command += ["-D", f"Pictogram={picture}", "--output", target.name, str(RECIPE), f"wix/{FRAGMENT}"]
    done = subprocess.run(command, cwd=work, capture_output=True, encoding="utf-8", check=False)
    said = done.stdout + done.stderr
    if done.returncode:
        raise RuntimeError(said)
    return said


def table(msi: Path, name: str) -> Table:
    """One table of the database in an msi."""
    lines = _exported(msi, name)
    return [dict(zip(lines[0], line, strict=True)) for line in lines[3:]]


def _exported(msi: Path, name: str) -> list[list[str]]:
    """The names of the columns, their kinds, the key and the rows; pictures in the table come beside the msi."""
    said = _said(msi, "export", msi.name, name)
    return [line.split("\t") for line in said.splitlines()]


def _said(msi: Path, *arguments: str) -> str:
    command = ["msiinfo", *arguments]
    return subprocess.run(command, cwd=msi.parent, capture_output=True, encoding="utf-8", check=True).stdout


def too_long(msi: Path) -> list[str]:
    """The texts in the database that are longer than their column may hold; Windows refuses the msi for one of them."""
    wrong = []
    for name in _said(msi, "tables", msi.name).split():
        if name.startswith("_"):
            continue  # about the database itself
        columns, kinds, _key, *rows = _exported(msi, name)
        room = [int(kind[1:]) if kind[:1] in set("sSlL") else 0 for kind in kinds]
        wrong += [
            f"{name}.{column}: {value[:40]} is langer dan {most}"
            for row in rows
            for column, value, most in zip(columns, row, room, strict=True)
            if most and len(value) > most
        ]
    return wrong


def unpacked(msi: Path, target: Path) -> Path:
    """What the msi installs, laid out in `target`; returns the folder of the program."""
    subprocess.run(["msiextract", "--directory", str(target), str(msi)], capture_output=True, check=True)
    (place,) = (path.parent for path in target.rglob(MAIN))
    return place


def differences(msi: Path, folder: Path, work: Path) -> list[str]:
    """What the msi does not install byte for byte as it stands in the program folder."""
    place = unpacked(msi, work)
    wanted = {str(name) for name in files_of(folder)}
    found = {str(name) for name in files_of(place)}
    wrong = [f"{name} is niet in beide" for name in sorted(wanted ^ found)]
    same = (name for name in sorted(wanted & found) if (place / name).read_bytes() != (folder / name).read_bytes())
    return [*wrong, *(f"{name} is anders" for name in same)]


def recipe_problems(msi: Path) -> list[str]:
    """What the database in the msi says that it must not say, or leaves out; in words."""
    said = {row["Property"]: row["Value"] for row in table(msi, "Property")}
    upgrade = {(row["UpgradeCode"], row["ActionProperty"]) for row in table(msi, "Upgrade")}
    folders = {row["Directory"]: row["Directory_Parent"] for row in table(msi, "Directory")}
    order = {row["Action"]: int(row["Sequence"]) for row in table(msi, "InstallExecuteSequence")}
    checks = {
        "niet per computer": said.get("ALLUSERS") == "1",
        "niet in Program Files": folders.get("INSTALLDIR") == "ProgramFiles64Folder",
        "niet alles 64 bits": all(int(row["Attributes"]) & 256 for row in table(msi, "Component")),
        "geen Nederlands": said.get("ProductLanguage") == "1043",
        "oude versie blijft staan": {(said["UpgradeCode"], f"WIX_{w}GRADE_DETECTED") for w in ("UP", "DOWN")}
        <= upgrade,
        "oude versie gaat te laat weg": order.get("RemoveExistingProducts", 9999) < order["InstallInitialize"],
        "eigen opdrachten": not table(msi, "CustomAction") and not table(msi, "Binary"),
        "wist mappen of bestanden": not table(msi, "RemoveFile"),
        "schrijft in het register": not table(msi, "Registry"),
        "onderdeel dubbel": len({row["ComponentId"] for row in table(msi, "Component")})
        == len(table(msi, "Component")),
        "geen snelkoppeling": [row["Directory_"] for row in table(msi, "Shortcut")] == ["ProgramMenuFolder"],
        "pictogram heet niet als het programma": all(row["Icon_"].endswith(".exe") for row in table(msi, "Shortcut")),
        "geen pictogram": said.get("ARPPRODUCTICON") in {row["Name"] for row in table(msi, "Icon")},
        "niet in een bestand": all(row["Cabinet"].startswith("#") for row in table(msi, "Media")),
        "adres in het recept": not any(re.search(r"\w://|www\.", value) for value in said.values()),
    }
    return [*(words for words, well in checks.items() if not well), *too_long(msi)]


def main() -> int:
    """Build and look; 0 when the msi is what it must be."""
    parser = argparse.ArgumentParser(description="Bouwt op Linux een msi ter controle van het recept.")
    parser.add_argument("map", type=Path, help="de programmamap")
    parser.add_argument("--pictogram", type=Path, required=True, help="het pictogram (ico)")
    parser.add_argument("--naar", type=Path, help="bewaar de msi hier")
    options = parser.parse_args()
    if absent := [name for name in TOOLS if not shutil.which(name)]:
        sys.stderr.write(f"Ontbreekt op deze computer: {', '.join(absent)} (Debian: wixl en msitools)\n")
        return 3
    folder = options.map.resolve()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        msi = work / "proef.msi"
        said = build(folder, options.pictogram, msi)
        wrong = [*said.splitlines(), *recipe_problems(msi), *differences(msi, folder, work / "uit")]
        sys.stdout.write(f"msi van {msi.stat().st_size / 1e6:.1f} MB, {len(table(msi, 'File'))} bestanden\n")
        if options.naar:
            shutil.copyfile(msi, options.naar)
    sys.stdout.write("".join(f"NIET GOED: {line}\n" for line in wrong) or "Het recept klopt.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
