"""Writes SHA256SUMS over what is handed out, in the words of ``sha256sum``; also looks whether it is still so."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Final

NAME: Final = "SHA256SUMS"


def sums(folder: Path) -> str:
    """One line per file in `folder` by name, the list itself left out.

    Raises:
        ValueError: there is nothing to hand out, or a name does not fit on a line.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != NAME)
    if not files or any(set(path.name) & set("\n\r\\") for path in files):
        raise ValueError(f"In {folder} staat niets om uit te geven, of een bestand met een vreemde naam.")
    return "".join(f"{_digest(path)}  {path.name}\n" for path in files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    """Write the list or check it."""
    parser = argparse.ArgumentParser(description="Maakt of controleert de controlesommen van een uitgifte.")
    parser.add_argument("map", type=Path, help="de map met wat wordt uitgegeven")
    parser.add_argument("--controle", action="store_true", help="controleer in plaats van maken")
    options = parser.parse_args()
    path = options.map / NAME
    if options.controle:
        right = path.is_file() and path.read_text("utf-8") == sums(options.map)
        sys.stdout.write("De controlesommen kloppen.\n" if right else "DE CONTROLESOMMEN KLOPPEN NIET.\n")
        return 0 if right else 1
    path.write_text(sums(options.map), "utf-8", newline="\n")
    sys.stdout.write(path.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
