"""Builds the program folder with PyInstaller and finishes it: notices, list of components, times of the files.

Started by ``python3 dev.py build`` with the Python of the build environment, which holds what the program needs and
PyInstaller, nothing else: what is not there cannot end up in the product.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
APP: Final = ROOT / "expertteam_app"
INTO: Final = "expertteam_app"
NAME: Final = "expertteam"
EARLIEST: Final = 315_532_800
"""1 January 1980: a zip file knows no earlier day."""

Entry = tuple[str, str, str]
"""What PyInstaller collects: where it goes, where it comes from, of what kind it is."""

HIDDEN: Final = (
    "alembic.ddl.sqlite",
    "logging.config",  # env.py of alembic
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.dialects.sqlite.pysqlite",
)
"""Loaded by name while the program runs, so that no reading of the source finds them."""
EXCLUDED: Final = (
    "distutils",
    "doctest",
    "idlelib",
    "lib2to3",
    "numpy.f2py",
    "numpy.testing",
    "pip",
    "pydoc",
    "pytest",
    "setuptools",
    "test",
    "tkinter",
    "wheel",
    "PIL._avif",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtTest",
)
"""What nobody asks for in the product but a package offers; no dialect of SQLAlchemy: alembic loads them all."""

_QT_TEXT: Final = re.compile(r"PySide6/(Qt/)?translations/(?!qtbase_nl\.qm$)")
_QT_PLUGIN: Final = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/")
_PLUGINS: Final = frozenset(
    {
        "iconengines",
        "imageformats",
        "platforminputcontexts",  # accents by dead keys on Linux
        "platforms",
        "platformthemes",
        "printsupport",
        "styles",
        "wayland-decoration-client",
        "wayland-shell-integration",
    }
)
_NOT_WANTED: Final = re.compile(
    r"""(^|/)(
        opengl32sw\.dll | d3dcompiler_47\.dll        # OpenGL in software; the program draws without OpenGL
      | (lib)?Qt6?(Network|Qml|Quick|Sql|Test|OpenGL|VirtualKeyboard|Pdf|EglF[sS])\w*\.(so[.\d]*|dll|pyd)
      | (lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|gtk3|tiff|webp|pdf|virtualkeyboardplugin)\.(so|dll)
    )$""",
    re.VERBOSE,
)
_SYSTEM: Final = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """What goes into the product of what was found.

    Left out: parts of Qt that no window of ours uses, all languages but Dutch, and on Linux the libraries of the
    system, which the package manager brings and keeps safe (the packages are named in ``systeem.txt``).
    """
    return [entry for entry in entries if not left_out(entry[0], entry[1])]


def left_out(target: str, source: str) -> bool:
    """Whether one file stays out of the product."""
    place = target.replace("\\", "/")
    plugin = _QT_PLUGIN.search(place)
    return (
        bool(_QT_TEXT.search(place) or _NOT_WANTED.search(place))
        or (plugin is not None and plugin[1] not in _PLUGINS)
        or (sys.platform == "linux" and source.startswith(_SYSTEM))
    )


def program_files() -> list[tuple[str, str]]:
    """What stands beside the code as files: resources, the migrations for alembic, a folder that python-docx needs."""
    found = [(path, f"{INTO}/_resources") for path in sorted((ROOT / "resources").rglob("*"))]
    result = [(str(p), f"{to}/{p.parent.relative_to(ROOT / 'resources').as_posix()}") for p, to in found if p.is_file()]
    migrations = APP / "db" / "migrations"
    result += [(str(p), f"{INTO}/{p.parent.relative_to(APP).as_posix()}") for p in sorted(migrations.rglob("*.py"))]
    result += [(of_package("docx.parts"), "docx/parts")]  # python-docx walks over this folder to its templates
    return [(source, target.removesuffix("/.")) for source, target in result]


def of_package(name: str) -> str:
    """The file of an installed package.

    Raises:
        LookupError: it is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise LookupError(f"Niet geïnstalleerd: {name}")
    return spec.origin


def version() -> str:
    """The version of the program."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return found


def version_resource(name: str) -> str:
    """The file with what Windows shows of a program (Properties, Details); returns its path."""
    numbers = ([int(part) for part in re.findall(r"\d+", version())] + [0] * 4)[:4]
    words = {
        "CompanyName": "Expertteam",
        "FileDescription": "Expertteam: versleuteld casusregister",
        "FileVersion": version(),
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Expertteam",
        "ProductVersion": version(),
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    text = (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={tuple(numbers)}, prodvers={tuple(numbers)}, mask=0x3f, flags=0x0, "
        "OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"kids=[StringFileInfo([StringTable('041304B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [0x413, 1200])])])\n"
    )
    path = ROOT / "build" / f"{name}-versie.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def moment() -> int:
    """The time that every file of the product gets: SOURCE_DATE_EPOCH, else that of the last commit.

    Raises:
        ValueError: SOURCE_DATE_EPOCH is no number.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        command = ["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        said = done.stdout.strip() or str(EARLIEST)
    return max(int(said), EARLIEST)


def build(target: Path, notices: Path) -> Path:
    """Make the program folder `target`/expertteam; returns it.

    Args:
        target: what stands there under that name is replaced.
        notices: the folder with the list of components and the licence texts; they go into the product.
    """
    when = moment()
    work = ROOT / "build" / "pyinstaller"
    folder = target / NAME
    for old in (folder, work):
        shutil.rmtree(old, ignore_errors=True)
    command = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(target), "--workpath", str(work), str(ROOT / "installer" / "expertteam.spec")]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(when), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    for path in sorted(notices.iterdir()):
        shutil.copyfile(path, folder / path.name)
    shutil.copyfile(ROOT / "installer" / "beleid-voorbeeld.toml", folder / "beleid-voorbeeld.toml")
    if sys.platform == "linux":
        (folder / "systeem.txt").write_text("".join(f"{name}\n" for name in system_packages(folder)), "utf-8")
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (when, when), follow_symlinks=False)
    return folder


def system_packages(folder: Path) -> list[str]:
    """The Debian packages that the files of the product ask for and do not bring, by name.

    Raises:
        LookupError: a needed library is not on this machine, or belongs to no package.
    """
    own = {path.name for path in folder.rglob("*")}
    needed: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            asked = set(re.findall(r"^\s*NEEDED\s+(\S+)", _said("objdump", "-p", path), re.MULTILINE)) - own
            found = re.findall(r"^\s*(\S+) => (not found|/\S+)", _said("ldd", path), re.MULTILINE)
            needed.update({name: where for name, where in found if name in asked})
    if absent := sorted(name for name, where in needed.items() if where == "not found"):
        raise LookupError(f"Ontbreekt op deze computer: {', '.join(absent)}")
    packages = {name: package_of(Path(where)) for name, where in needed.items()}
    if strays := sorted(name for name, package in packages.items() if not package):
        raise LookupError(f"Van geen pakket: {', '.join(strays)}")
    return sorted(set(packages.values()))


def _said(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8", check=False).stdout


def package_of(path: Path) -> str:
    """The Debian package a file belongs to; empty when it belongs to none."""
    for name in dict.fromkeys((str(path), str(path.resolve()), str(path).removeprefix("/usr"), f"/usr{path}")):
        if told := _said("dpkg", "-S", name):
            return told.split(":", 1)[0]
    return ""


def size(folder: Path) -> tuple[int, int]:
    """How many files there are, and their bytes."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return len(files), sum(path.stat().st_size for path in files)


def main() -> int:
    """Build, and say where it stands and how large it is."""
    parser = argparse.ArgumentParser(description="Bouwt de programmamap met PyInstaller.")
    parser.add_argument("--naar", type=Path, required=True, help="de map waarin de programmamap komt")
    parser.add_argument("--stukken", type=Path, required=True, help="de map met onderdelenlijst en licentieteksten")
    options = parser.parse_args()
    folder = build(options.naar.resolve(), options.stukken.resolve())
    count, total = size(folder)
    sys.stdout.write(f"{options.naar / folder.name}: {count} bestanden, {total / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
