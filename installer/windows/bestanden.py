"""Writes what the msi needs to know of a build: its version, and every file with an identity that never changes.

Windows Installer knows a file by the GUID of its component. That is worked out from the path of the file, so that the
same file has the same GUID in every version, and the same build gives the same text.
"""

from __future__ import annotations

import argparse
import re
import sys
import uuid
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bouw import version

NAMESPACE: Final = "http://schemas.microsoft.com/wix/2006/wi"
SPACE: Final = uuid.UUID("7cf9fd6f-725c-4f7d-899e-5988daa2169c")
"""Never changes: all identities are worked out from it."""
MAIN: Final = "expertteam.exe"
"""Stands in ``expertteam.wxs`` itself, with its shortcut."""
PORTABLE: Final = ".portable"
INCLUDE: Final = "versie.wxi"
FRAGMENT: Final = "bestanden.wxs"


class Wrong(Exception):
    """The build cannot become an msi, in words."""


def version_for_windows(text: str) -> str:
    """The version as Windows Installer takes it: three numbers.

    Raises:
        Wrong: it is another kind of version, or too large.
    """
    numbers = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", text)
    if not numbers or any(int(n) > most for n, most in zip(numbers.groups(), (255, 255, 65535), strict=True)):
        raise Wrong(f"Van versie {text} kan geen msi worden gemaakt: nodig zijn drie getallen, zoals 1.2.3.")
    return text


def include(text: str) -> str:
    """The file with the version and the ProductCode that belongs to it."""
    root = ET.Element("Include", xmlns=NAMESPACE)
    code = str(uuid.uuid5(SPACE, f"versie {text}")).upper()
    for name, value in (("Versie", version_for_windows(text)), ("Productcode", code)):
        root.append(ET.ProcessingInstruction("define", f'{name} = "{value}"'))
    return _written(root)


def files_of(folder: Path) -> list[PurePosixPath]:
    """Every file of a program folder, by path.

    Raises:
        Wrong: the folder is no build for Windows, or holds what may not be installed.
    """
    found = sorted(PurePosixPath(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())
    names = {str(path) for path in found}
    if MAIN not in names:
        raise Wrong(f"In {folder.name} staat geen {MAIN}: dit is geen gebouwd programma voor Windows.")
    if PORTABLE in names:
        raise Wrong(f"In {folder.name} staat {PORTABLE}: een geïnstalleerd programma bewaart niets naast zichzelf.")
    folded: dict[str, str] = {}
    for name in sorted(names):
        if (other := folded.setdefault(name.casefold(), name)) != name:
            raise Wrong(f"{other} en {name} zijn voor Windows hetzelfde bestand.")
    return found


def fragment(files: list[PurePosixPath]) -> str:
    """The files as WiX reads them: a component for each, in their folders, all in one group."""
    root = ET.Element("Wix", xmlns=NAMESPACE)
    top = ET.SubElement(ET.SubElement(root, "Fragment"), "DirectoryRef", Id="INSTALLDIR")
    group = ET.SubElement(ET.SubElement(root, "Fragment"), "ComponentGroup", Id="Onderdelen")
    folders = {PurePosixPath(): top}
    for path in files:
        if str(path) == MAIN:
            continue
        for folder in reversed(path.parents):
            if folder not in folders:
                above = folders[folder.parent]
                folders[folder] = ET.SubElement(above, "Directory", Id=_id("m", folder), Name=folder.name)
        guid = str(uuid.uuid5(SPACE, f"bestand {path}")).upper()
        named = {"Id": _id("c", path), "Guid": guid, "Win64": "yes"}
        component = ET.SubElement(folders[path.parent], "Component", named)
        source = f"$(var.Dist)/{path}"
        ET.SubElement(component, "File", Id=_id("f", path), Name=path.name, Source=source, KeyPath="yes")
        ET.SubElement(group, "ComponentRef", Id=_id("c", path))
    return _written(root)


def _id(kind: str, path: PurePosixPath) -> str:
    return f"{kind}{uuid.uuid5(SPACE, f'naam {path}').hex}"


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def write(folder: Path, target: Path) -> int:
    """Write both files into `target`; returns how many files the msi will hold.

    Raises:
        Wrong: the build cannot become an msi.
    """
    files = files_of(folder)
    target.mkdir(parents=True, exist_ok=True)
    (target / INCLUDE).write_text(include(version()), "utf-8", newline="\n")
    (target / FRAGMENT).write_text(fragment(files), "utf-8", newline="\n")
    return len(files)


def main() -> int:
    """Write, and say how many files there are."""
    parser = argparse.ArgumentParser(description="Maakt versie.wxi en bestanden.wxs van een gebouwd programma.")
    parser.add_argument("map", type=Path, help="de programmamap")
    parser.add_argument("--naar", type=Path, required=True, help="de map waarin de twee bestanden komen")
    options = parser.parse_args()
    try:
        count = write(options.map.resolve(), options.naar)
    except Wrong as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(f"{options.naar / FRAGMENT}: {count} bestanden\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
