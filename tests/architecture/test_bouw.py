"""What goes into the built program and what stays out; the build itself is tried by ``dev.py build``."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from expertteam_app.db.migrate import MIGRATIONS
from expertteam_app.resources import resources_dir

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "expertteam_app"


@pytest.fixture(scope="module")
def bouw() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bouw", ROOT / "installer" / "bouw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("target", "source", "out"),
    [
        ("PySide6/Qt/translations/qtbase_nl.qm", "x", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "x", True),
        ("PySide6\\translations\\qtbase_nl.qm", "x", False),
        ("PySide6\\translations\\qt_nl.qm", "x", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "x", False),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", "x", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "x", False),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "x", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "x", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "x", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "x", False),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", "x", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", "x", True),
        ("PySide6/Qt6Network.dll", "x", True),
        ("PySide6/QtNetwork.pyd", "x", True),
        ("PySide6/opengl32sw.dll", "x", True),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "x", False),
        ("PySide6/QtGui.pyd", "x", False),
        ("PySide6/Qt/lib/libQt6PrintSupport.so.6", "x", False),
        ("sqlcipher3/_sqlite3.so", "x", False),
    ],
)
def test_of_qt_only_what_a_window_of_ours_uses_comes_along(
    bouw: ModuleType, target: str, source: str, *, out: bool
) -> None:
    assert bouw.left_out(target, source) is out
    assert bouw.kept([(target, source, "BINARY")]) == ([] if out else [(target, source, "BINARY")])


@pytest.mark.skipif(sys.platform != "linux", reason="Alleen Linux heeft een pakketbeheer dat deze bestanden bijhoudt.")
def test_libraries_of_the_system_are_left_to_its_package_manager(bouw: ModuleType) -> None:
    assert bouw.left_out("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert not bouw.left_out("libpython3.11.so.1.0", "/usr/local/lib/libpython3.11.so.1.0")


def test_every_file_the_program_reads_comes_along_where_it_looks_for_it(bouw: ModuleType) -> None:
    placed = {f"{target}/{Path(source).name}" for source, target in bouw.program_files()}
    resources = [p for p in resources_dir().rglob("*") if p.is_file()]
    assert len(resources) > 50
    assert placed >= {f"expertteam_app/_resources/{p.relative_to(resources_dir()).as_posix()}" for p in resources}
    migrations = [*MIGRATIONS.script_location.rglob("*.py")]
    assert len(migrations) > 8
    assert placed >= {p.relative_to(ROOT).as_posix() for p in migrations}


def test_what_is_loaded_by_name_exists_and_what_stays_out_is_asked_for_nowhere(bouw: ModuleType) -> None:
    assert all(importlib.util.find_spec(name) for name in bouw.HIDDEN)
    asked: set[str] = set()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                asked.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                asked.add(node.module)
                asked.update(f"{node.module}.{alias.name}" for alias in node.names)
    assert "PySide6.QtWidgets" in asked
    assert not {name for name in asked for out in bouw.EXCLUDED if name == out or name.startswith(f"{out}.")}


def test_windows_shows_name_version_and_language(
    bouw: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bouw, "ROOT", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    text = Path(bouw.version_resource("expertteam")).read_text("utf-8")
    tree = ast.parse(text.strip(), mode="eval")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert {node.func.id for node in calls if isinstance(node.func, ast.Name)} == {
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    }
    version = bouw.version()
    assert f"StringStruct('ProductVersion', '{version}')" in text
    assert f"filevers=({', '.join(version.split('.'))}, 0)" in text
    assert "expertteam.exe" in text


def test_files_get_the_time_that_was_asked_for(bouw: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert bouw.moment() == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert bouw.moment() == bouw.EARLIEST, "a zip file knows no earlier day"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert bouw.moment() >= bouw.EARLIEST
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")
    with pytest.raises(ValueError, match="gisteren"):
        bouw.moment()


@pytest.mark.skipif(
    not (shutil.which("dpkg") and shutil.which("objdump")),
    reason="Alleen Debian en Ubuntu zeggen van welk pakket een bestand is.",
)
def test_the_packages_that_a_program_needs_are_named(bouw: ModuleType, tmp_path: Path) -> None:
    shutil.copy("/bin/sh", tmp_path / "schelp")
    (tmp_path / "tekst.txt").write_text("geen programma")
    assert bouw.system_packages(tmp_path) == ["libc6"]
