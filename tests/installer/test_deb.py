"""The Debian package of a stand-in for the built program; the real one lives its life in ``dev.py levensloop``."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "installer" / "linux"
TYPE = "application/vnd.expertteam.kluis"
PAKKET = "application/vnd.expertteam.pakket"

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is er alleen op Debian en Ubuntu")


def said(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, encoding="utf-8", check=True).stdout


def make(program: Path, target: Path) -> Path:
    target.mkdir()
    said(sys.executable, LINUX / "maak_deb.py", "--van", program, "--naar", target)
    (package,) = target.glob("*.deb")
    return package


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bouw") / "expertteam"
    (folder / "lib").mkdir(parents=True)
    (folder / "expertteam").write_text("#!/bin/sh\necho werkt\n")
    (folder / "expertteam").chmod(0o777)
    (folder / "lib" / "onderdeel.so").write_bytes(b"\x7fELF")
    (folder / "lib" / "anders.so").symlink_to("onderdeel.so")
    (folder / "systeem.txt").write_text("libc6\nlibssl3\nzlib1g\n")
    (folder / "licenties.txt").write_text("Zo mag het.\n")
    return folder


@pytest.fixture(scope="module")
def package(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(program, tmp_path_factory.mktemp("deb") / "uit")


def test_everything_stands_in_usr_belongs_to_root_and_is_writable_by_nobody_else(package: Path) -> None:
    lines = said("dpkg-deb", "-c", package).splitlines()
    assert len(lines) > 20
    for line in lines:
        rights, owner, *_, place = line.partition(" -> ")[0].split()
        assert owner == "root/root"
        assert place == "./" or place.startswith("./usr/"), place
        assert rights[0] == "l" or (rights[5] == rights[8] == "-" and "s" not in rights), line


def test_the_package_runs_nothing_as_root_when_it_comes_or_goes(package: Path, tmp_path: Path) -> None:
    said("dpkg-deb", "-e", package, tmp_path / "DEBIAN")
    assert [path.name for path in (tmp_path / "DEBIAN").iterdir()] == ["control"]


def test_the_package_asks_for_what_the_program_asks_of_the_system(package: Path) -> None:
    needed = said("dpkg-deb", "-f", package, "Depends").strip().split(", ")
    assert needed[0].startswith("libc6 (>= 2.")
    assert needed[1:] == ["libssl3 | libssl3t64", "zlib1g"]


def test_the_command_starts_the_program(package: Path, tmp_path: Path) -> None:
    said("dpkg-deb", "-x", package, tmp_path)
    assert said(tmp_path / "usr" / "bin" / "expertteam") == "werkt\n"
    assert (tmp_path / "usr" / "lib" / "expertteam" / "lib" / "anders.so").is_symlink()


def test_the_same_program_gives_the_same_bytes(program: Path, package: Path, tmp_path: Path) -> None:
    assert make(program, tmp_path / "nog eens").read_bytes() == package.read_bytes()


def test_the_desktop_knows_the_program_and_its_type_of_file(package: Path, tmp_path: Path) -> None:
    said("dpkg-deb", "-x", package, tmp_path)
    share = tmp_path / "usr" / "share"
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign] # the words of a desktop entry have capitals
    entry.read(share / "applications" / "expertteam.desktop", "utf-8")
    words = entry["Desktop Entry"]
    assert words["Exec"] == "expertteam %f"
    assert TYPE in words["MimeType"].split(";")
    kinds = parse(share / "mime" / "packages" / "expertteam.xml").getroot()
    assert kinds is not None
    assert {kind.get("type") for kind in kinds} == {TYPE, PAKKET}
    assert PAKKET not in words["MimeType"], "the program opens none by a click"
    for size in (16, 32, 256):
        picture = share / f"icons/hicolor/{size}x{size}/apps/{words['Icon']}.png"
        assert picture.read_bytes()[16:24] == size.to_bytes(4) * 2
    assert (share / f"icons/hicolor/scalable/apps/{words['Icon']}.svg").is_file()
    if shutil.which("desktop-file-validate"):
        said("desktop-file-validate", share / "applications" / "expertteam.desktop")


def test_the_life_cycle_is_a_script_that_reads() -> None:
    said("bash", "-n", LINUX / "levensloop.sh")
