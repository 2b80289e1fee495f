"""dev.py knows when its .venv is whole, and makes it anew when it is not."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load(folder: Path) -> Any:  # noqa: ANN401 - dev.py is a script, loaded from where it stands
    spec = importlib.util.spec_from_file_location("werkplaats", folder / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def werkplaats(tmp_path: Path) -> Any:  # noqa: ANN401 - as in load
    """A checkout with a real, nearly empty .venv whose installation was completed."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("dev.py", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    dev = load(folder)
    venv.create(dev.VENV, symlinks=os.name != "nt", with_pip=False)
    (dev.site_packages() / "pakket").mkdir()
    dev.write_stamp("dev", qt="goed")
    return dev


def remove_a_package(dev: Any) -> None:  # noqa: ANN401 - as in load
    (dev.site_packages() / "pakket").rmdir()


def change_a_lock(dev: Any) -> None:  # noqa: ANN401 - as in load
    with (dev.ROOT / "requirements.lock").open("a") as lock:
        lock.write("iets==1.0\n")


def take_python_away(dev: Any) -> None:  # noqa: ANN401 - as in load
    for program in dev.BIN.glob("python*"):
        program.unlink()


def cut_the_stamp_in_half(dev: Any) -> None:  # noqa: ANN401 - as in load
    dev.STAMP.write_text(dev.STAMP.read_text("utf-8")[:40], "utf-8")


def empty_the_folder(dev: Any) -> None:  # noqa: ANN401 - as in load
    shutil.rmtree(dev.VENV)


def test_a_completed_installation_is_left_alone(werkplaats: Any) -> None:  # noqa: ANN401 - as in load
    stamp = werkplaats.read_stamp()
    assert stamp["level"] == "dev"
    assert tuple(stamp["python"]) == sys.version_info[:2]
    (werkplaats.site_packages() / "van-de-gebruiker").mkdir()
    assert werkplaats.read_stamp() == stamp, "what someone adds is no damage"


@pytest.mark.parametrize(
    "damage", [remove_a_package, change_a_lock, take_python_away, cut_the_stamp_in_half, empty_the_folder]
)
def test_a_damaged_installation_is_not_trusted(werkplaats: Any, damage: Callable[[Any], None]) -> None:  # noqa: ANN401 - as in load
    damage(werkplaats)
    assert werkplaats.read_stamp() == {}


def test_an_installation_that_moved_is_not_trusted(werkplaats: Any) -> None:  # noqa: ANN401 - as in load
    moved = werkplaats.ROOT.with_name("verhuisd")
    werkplaats.ROOT.rename(moved)
    assert load(moved).read_stamp() == {}


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libwayland-cursor.so.0", "libwayland-cursor0"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxcb-xkb.so.1", "libxcb-xkb1"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_a_missing_library_is_asked_for_by_its_debian_name(library: str, package: str) -> None:
    assert load(ROOT).debian_package(library) == package


@pytest.mark.parametrize(
    ("cores", "memory", "workers"),
    [(1, 64.0, 1), (2, 24.0, 2), (16, 64.0, 4), (4, 3.2, 2), (2, 1.4, 1), (8, 0.1, 1), (2, None, 2)],
)
def test_the_tests_take_no_more_processes_than_the_memory_holds(cores: int, memory: float | None, workers: int) -> None:
    assert load(ROOT).test_workers(cores, memory) == workers


@pytest.mark.skipif(sys.platform != "linux", reason="Alleen Linux zegt dit in een bestand.")
def test_the_free_memory_is_what_the_system_says() -> None:
    free = load(ROOT).free_memory()
    assert free is not None
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    assert 0 < free <= whole


def test_dev_py_alone_tells_what_it_can_do() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev.py"], capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    )
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines() if line.startswith("  ")]
    known = "run test lint bench screenshots onderdelen build deb levensloop lock"
    assert [name for name, _ in lines] == known.split()
    assert all(len(summary) > 20 for _, summary in lines)


def test_an_unknown_command_is_the_users_mistake() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev.py", "onzin"], capture_output=True, check=False)
    assert done.returncode == 2


def test_what_bends_the_python_inside_the_venv_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PIP_TARGET"):
        monkeypatch.setenv(name, "1")
    kept = load(ROOT).environment(QT_QPA_PLATFORM="offscreen")
    assert not {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PIP_TARGET"} & set(kept)
    assert kept["QT_QPA_PLATFORM"] == "offscreen"
    assert kept["PATH"] == os.environ["PATH"]
