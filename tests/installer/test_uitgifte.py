"""What is handed out: every program in it named for signing, a zip that is the same twice, sums over all of it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import controlesommen
import pip
import pytest
import tekenlijst
import zip_maken
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given
from hypothesis import strategies as st

WINDOWS = Path(tekenlijst.__file__).parent
STARTERS = sorted((Path(pip.__file__).parent / "_vendor" / "distlib").glob("*.exe"))
"""Real programs for Windows, of 32 and 64 bits and for ARM; pip carries them along."""
WHEN = 1_700_000_000


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A build with real programs under the names of the product."""
    folder = tmp_path / "dist" / "expertteam"
    (folder / "lib" / "PySide6").mkdir(parents=True)
    for name, starter in zip(("expertteam.exe", "lib/python311.dll", "lib/PySide6/QtGui.pyd"), STARTERS, strict=False):
        shutil.copyfile(starter, folder / name)
    (folder / "lib" / "zonder-naam").write_bytes(STARTERS[0].read_bytes())
    (folder / "licenties.txt").write_text("MZ zijn ook letters.")
    return folder


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(WINDOWS / script), *map(str, arguments)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(WHEN)}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)


# --- Signing ---------------------------------------------------------------------------------------------------------


def test_everything_that_windows_runs_is_on_the_list_whatever_its_name(program: Path, tmp_path: Path) -> None:
    done = run("tekenlijst.py", program, "--naar", tmp_path / "lijst.txt")
    assert (done.returncode, done.stdout) == (0, "4 bestanden om te ondertekenen.\n")
    listed = (tmp_path / "lijst.txt").read_text("utf-8").splitlines()
    names = {Path(line).relative_to(program).as_posix() for line in listed}
    assert names == {"expertteam.exe", "lib/python311.dll", "lib/PySide6/QtGui.pyd", "lib/zonder-naam"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("lib/half.dll", b"MZ en dan niets", "half.dll heet een programma"),
        ("lib/leeg.pyd", b"", "leeg.pyd heet een programma"),
        ("start.ps1", b"Write-Output 1", "start.ps1 is een script"),
    ],
)
def test_a_build_that_is_not_right_gets_no_list(program: Path, name: str, content: bytes, words: str) -> None:
    (program / name).write_bytes(content)
    done = run("tekenlijst.py", program, "--naar", program / "lijst.txt")
    assert done.returncode == 2
    assert words in done.stderr
    assert not (program / "lijst.txt").exists()


def test_a_build_without_any_program_gets_no_list(tmp_path: Path) -> None:
    (tmp_path / "tekst.txt").write_text("leeg")
    assert "niets dat Windows kan uitvoeren" in run("tekenlijst.py", tmp_path).stderr


@given(st.binary(max_size=300), st.integers(0, 2**32 - 1))
def test_no_content_whatever_breaks_the_reading(tmp_path_factory: pytest.TempPathFactory, rest: bytes, at: int) -> None:
    path = tmp_path_factory.getbasetemp() / "willekeurig.bin"
    for place in (at, 64):
        start = b"MZ" + bytes(58) + struct.pack("<I", place)
        path.write_bytes(start + (b"PE\0\0" if place == len(start) else b"") + rest)
        assert tekenlijst.header(path) in {None, place}
        tekenlijst.signed(path)


def certificate(folder: Path) -> tuple[Path, Path]:
    """An invented publisher: the certificate and its key, as files."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Proefuitgever")])
    now = dt.datetime.now(dt.UTC)
    signing = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now.replace(2099))
    made = builder.add_extension(signing, critical=True).sign(key, hashes.SHA256())
    paths = folder / "uitgever.pem", folder / "sleutel.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return paths


@pytest.mark.skipif(
    not shutil.which("osslsigncode"), reason="Ondertekenen op Linux doet osslsigncode; het is hier niet."
)
def test_what_is_signed_counts_and_one_file_without_is_named(program: Path, tmp_path: Path) -> None:
    cert, key = certificate(tmp_path)
    found, wrong = tekenlijst.to_sign(program)
    assert (len(found), wrong) == (4, [])
    for path in found[1:]:
        target = tmp_path / "getekend"
        command = ["osslsigncode", "sign", "-certs", cert, "-key", key, "-h", "sha256", "-in", path, "-out", target]
        subprocess.run([*map(str, command)], capture_output=True, check=True)
        target.replace(path)
        assert tekenlijst.signed(path)
    done = run("tekenlijst.py", program, "--getekend")
    assert (done.returncode, done.stderr) == (2, "expertteam.exe is niet ondertekend.\n")
    found[0].unlink()
    assert run("tekenlijst.py", program, "--getekend").stdout == "3 bestanden zijn ondertekend.\n"
    cut = found[1].read_bytes()[:-16]
    found[1].write_bytes(cut)
    assert not tekenlijst.signed(found[1]), "a signature that goes on behind the end of the file is none"


# --- The zip ---------------------------------------------------------------------------------------------------------


def test_the_same_build_gives_the_same_zip(program: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "een.zip", tmp_path / "twee.zip"
    assert run("zip_maken.py", program, "--naar", first).returncode == 0
    for path in program.rglob("*"):
        path.touch()
        path.chmod(0o700)
    assert run("zip_maken.py", program, "--naar", second).returncode == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_zip_holds_the_build_the_mark_and_what_to_read_first(program: Path, tmp_path: Path) -> None:
    made = tmp_path / "uit.zip"
    files = [path for path in program.rglob("*") if path.is_file()]
    assert zip_maken.make(program, made, WHEN) == len(files) + 2
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        assert names[:2] == ["LEES MIJ EERST.txt", "Expertteam/.portable"]
        assert archive.testzip() is None
        words = archive.read(names[0]).decode()
        assert "Alles uitpakken" in words
        assert words.count("\r\n") == words.count("\n")
        for path in files:
            assert archive.read(f"Expertteam/{path.relative_to(program).as_posix()}") == path.read_bytes()
        assert {info.date_time for info in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}


@pytest.mark.parametrize("name", [".portable", "gegevens"])
def test_a_folder_in_which_someone_worked_is_not_handed_out(program: Path, tmp_path: Path, name: str) -> None:
    (program / name).mkdir()
    done = run("zip_maken.py", program, "--naar", tmp_path / "uit.zip")
    assert done.returncode == 2
    assert name in done.stderr
    assert not (tmp_path / "uit.zip").exists()


# --- The sums --------------------------------------------------------------------------------------------------------


def test_the_sums_hold_until_one_bit_changes(tmp_path: Path) -> None:
    (tmp_path / "expertteam.msi").write_bytes(b"een")
    (tmp_path / "expertteam.zip").write_bytes(b"twee")
    run("../controlesommen.py", tmp_path)
    lines = (tmp_path / controlesommen.NAME).read_text("utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["expertteam.msi", "expertteam.zip"]
    if tool := shutil.which("sha256sum"):
        subprocess.run(
            [tool, "--check", "--strict", controlesommen.NAME], cwd=tmp_path, capture_output=True, check=True
        )
    assert run("../controlesommen.py", tmp_path, "--controle").returncode == 0
    (tmp_path / "expertteam.zip").write_bytes(b"twef")
    assert run("../controlesommen.py", tmp_path, "--controle").returncode == 1
    (tmp_path / "expertteam.zip").write_bytes(b"twee")
    (tmp_path / "erbij.exe").write_bytes(b"drie")
    assert run("../controlesommen.py", tmp_path, "--controle").returncode == 1, "nor when something is added"


def test_nothing_gives_no_sums(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="niets om uit te geven"):
        controlesommen.sums(tmp_path)
