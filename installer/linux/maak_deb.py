"""Makes the Debian package of the built program folder; started by ``python3 dev.py deb``.

The package holds files only, no scripts that run as root: the desktop, icons and types of files are taken up by the
triggers of the system. What users made stands in their own folders, which no package touches.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bouw import EARLIEST, NAME, ROOT, moment, size, version  # noqa: E402 - needs the line above
from pictogram import DRAWING, draw  # noqa: E402 - as above

ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
RECOMMENDED: Final = ("gnome-keyring | kwalletmanager | keepassxc", "xdg-desktop-portal")
"""Not needed to run: a place for the secret of this computer, and file dialogs that fit the desktop."""


def lay_out(program: Path, root: Path, architecture: str) -> None:
    """Put everything where it stands on the computer, under `root`, with the data of the package.

    Args:
        program: the folder that ``dev.py build`` made.
        root: an empty folder.
        architecture: in the words of Debian.

    Raises:
        FileNotFoundError: `program` is not a whole build.
    """
    needed = [line for line in (program / "systeem.txt").read_text("utf-8").splitlines() if line]
    shutil.copytree(program, root / "usr/lib" / NAME, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = root / "usr/share"
    for source, place in (
        (HERE / "expertteam.desktop", "applications/expertteam.desktop"),
        (HERE / "expertteam.xml", "mime/packages/expertteam.xml"),
        (DRAWING, f"icons/hicolor/scalable/apps/{NAME}.svg"),
        (program / "licenties.txt", f"doc/{NAME}/copyright"),
    ):
        _copy(source, share / place)
    for pixels, path in draw(ROOT / "build" / "pictogram").items():
        _copy(path, share / f"icons/hicolor/{pixels}x{pixels}/apps/{NAME}.png")
    _packed(HERE / "expertteam.1", share / f"man/man1/{NAME}.1.gz")
    _packed(ROOT / "CHANGELOG.md", share / f"doc/{NAME}/changelog.gz")
    _, total = size(root)
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    control = root / "DEBIAN" / "control"
    control.parent.mkdir(mode=0o755)
    control.write_text(description(needed, architecture, total), "utf-8")


def description(needed: list[str], architecture: str, total: int) -> str:
    """The data of the package.

    Args:
        needed: packages without which it does not run.
        architecture: in the words of Debian.
        total: bytes it takes on the disk.
    """
    either = [_asked(name) for name in needed]
    return (
        f"Package: {NAME}\nVersion: {version()}\nArchitecture: {architecture}\nSection: misc\nPriority: optional\n"
        f"Maintainer: Expertteam <expertteam@localhost>\nInstalled-Size: {total // 1024 + 1}\n"
        f"Depends: {', '.join(either)}\nRecommends: {', '.join(RECOMMENDED)}\n"
        "Description: versleuteld casusregister voor RET en JBT\n"
        " Volgt jeugdigen bij wie de hulp vastloopt door het opschalingsmodel, van\n"
        " inbreng tot ondertekend verslag, telt doorlooptijden en vindt hiaten.\n"
        " Alles staat in een versleutelde kluis; het programma legt geen verbinding.\n"
    )


def make(program: Path, target: Path) -> Path:
    """Make the package in the folder `target`; returns the file. The same program gives the same bytes.

    Raises:
        FileNotFoundError: `program` is not a whole build.
        KeyError: no package is made for this kind of computer.
        subprocess.CalledProcessError: dpkg-deb failed; it said why.
    """
    architecture = ARCHITECTURES[os.uname().machine]
    root = ROOT / "build" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    lay_out(program, root, architecture)
    when = moment()
    for path in [root, *root.rglob("*")]:
        os.utime(path, (when, when), follow_symlinks=False)
    package = target / f"{NAME}_{version()}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    subprocess.run(command, env={**os.environ, "SOURCE_DATE_EPOCH": str(when)}, check=True, stdout=subprocess.DEVNULL)
    return package


def _asked(name: str) -> str:
    """One package as the system is asked for it."""
    if name == "libc6":  # what was built here may use anything of the one here
        return f"libc6 (>= {platform.libc_ver()[1]})"
    # a package that got another name when the time on 32-bit systems grew is the same one here
    return f"{name} | {name}t64" if re.fullmatch(r"lib(cups2|glib2\.0-0|ssl3)", name) else name


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _packed(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=EARLIEST))


def main() -> int:
    """Make the package, and say where it stands and how large it is."""
    parser = argparse.ArgumentParser(description="Maakt het Debian-pakket van de gebouwde programmamap.")
    parser.add_argument("--van", type=Path, default=ROOT / "dist" / NAME, help="de gebouwde programmamap")
    parser.add_argument("--naar", type=Path, default=ROOT / "dist", help="de map waarin het pakket komt")
    options = parser.parse_args()
    package = make(options.van.resolve(), options.naar.resolve())
    sys.stdout.write(f"{package}: {package.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
