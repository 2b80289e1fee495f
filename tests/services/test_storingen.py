"""Faults from outside, on real file systems: a full disk, one that became read-only, a clock put back, a flipped bit.

A small disk of its own is mounted where Linux lets this user do that (a namespace of the kernel); elsewhere these tests
say that they could not.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.db.folder import KluisFolder
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.security.header import from_json
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import unlock
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie

ROOT = Path(__file__).resolve().parents[2]
UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")
SETUP = """
import os, subprocess, sys
from datetime import date
from pathlib import Path
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie
disk = Path(sys.argv[1])
def mount(options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], check=True)
def opened():
    kluis, context = open_kluis(disk / "Volle schijf é.kluis", OEFENAAR, OEFENZIN)
    return Sessie(kluis, context)
def refused(act):
    try:
        act()
    except ExpertteamError as problem:
        return str(problem)
    return "gelukt"
def one_more(sessie, n):
    sessie.casussen.add(NieuweCasus(f"Proef{n}", "Fictief", "0200", date(2026, 1, 5), vraag="x" * 20_000))
mount("size=6m")
create_kluis(disk / "Volle schijf é.kluis", "Vol", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
"""
FULL = (
    SETUP
    + """
sessie = opened()
one_more(sessie, 0)
ballast = disk / "ballast"
ballast.write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 40_000))
said = next(text for n in range(1, 50) if (text := refused(lambda: one_more(sessie, n))) != "gelukt")
kept = len(sessie.casussen.find(CasusFilter(status="alle")))
print(said)
print(refused(sessie.backups.maak))
ballast.unlink()
one_more(sessie, 99)
assert len(sessie.casussen.find(CasusFilter(status="alle"))) == kept + 1
assert sessie.beheer.controle() == (), sessie.beheer.controle()
assert [p.name for p in sessie.kluis.folder.backups.iterdir()] == [], "nothing half is left of a back-up"
sessie.kluis.close()
sessie = opened()
assert len(sessie.casussen.find(CasusFilter(status="alle"))) == kept + 1
print("heel")
"""
)
READ_ONLY = (
    SETUP
    + """
sessie = opened()
one_more(sessie, 0)
sessie.kluis.close()
subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
print(refused(opened))
subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
sessie = opened()
assert len(sessie.casussen.find(CasusFilter(status="alle"))) == 1
assert sessie.beheer.controle() == ()
print("heel")
"""
)


@cache
def can_mount() -> bool:
    if not sys.platform.startswith("linux") or not shutil.which("unshare"):
        return False
    tried = [*UNSHARE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def on_a_small_disk(program: str, folder: Path) -> list[str]:
    if not can_mount():
        pytest.skip("Dit systeem laat geen eigen kleine schijf toe (unshare met mount).")
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [*UNSHARE, sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_full_disk_refuses_in_dutch_loses_nothing_and_works_on_with_room(tmp_path: Path) -> None:
    said, of_backup, whole = on_a_small_disk(FULL, tmp_path)
    assert "schijf is vol" in said
    assert "schijf is vol" in of_backup
    assert whole == "heel"


def test_a_disk_that_became_read_only_says_so_and_the_kluis_is_whole_after(tmp_path: Path) -> None:
    said, whole = on_a_small_disk(READ_ONLY, tmp_path)
    assert "alleen-lezen" in said or "niet te lezen of te schrijven" in said
    assert "Traceback" not in said
    assert whole == "heel"


def test_a_clock_that_goes_back_breaks_nothing(sessie: Sessie) -> None:
    store = sessie.context.store
    store.clock = lambda: datetime(1999, 12, 31, tzinfo=UTC)
    casus = sessie.casussen.find(CasusFilter())[0]
    sessie.casussen.change(casus, "vraag", "Vraag van vóór de eeuwwisseling")
    sessie.backups.maak()
    assert sessie.beheer.controle() == ()
    assert sessie.backups.keten() == ()
    assert sessie.ongedaan.lijst()[0].handeling
    sessie.ongedaan.maak_ongedaan()
    assert sessie.casussen.dossier(casus).vraag != "Vraag van vóór de eeuwwisseling"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("klein") / "klein.kluis"
    create_kluis(path, "Klein", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    return path


def told(act: Callable[[], object]) -> str:
    """What a refusal says; empty when it was no refusal. Anything else than a refusal fails the test."""
    try:
        act()
    except ExpertteamError as refusal:
        return str(refusal)
    return ""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0, max_value=10**6), bit=st.integers(min_value=0, max_value=7))
def test_one_flipped_bit_in_the_keys_never_opens_another_kluis(small: Path, place: int, bit: int) -> None:
    """Repaired from the copy beside it, or refused in a sentence; what it opens is the kluis itself."""
    folder = KluisFolder(small)
    good = folder.header.read_bytes()
    bad = bytearray(good)
    bad[place % len(bad)] ^= 1 << bit
    try:
        folder.header.write_bytes(bytes(bad))
        said = told(lambda: read_header(folder.header))
        assert not said or said.endswith(".")
        if not said and read_header(folder.header) != from_json(good):
            refused = told(lambda: unlock(read_header(folder.header), OEFENAAR, OEFENZIN))
            assert refused, "a header with another bit in it is not signed by this kluis"
    finally:
        folder.header.write_bytes(good)


@given(st.binary(max_size=400))
def test_any_bytes_as_keys_are_refused_in_a_sentence(data: bytes) -> None:
    assert told(lambda: from_json(data))


@pytest.mark.parametrize("seed", range(6))
def test_one_flipped_bit_in_the_data_is_told_and_never_shown_as_truth(small: Path, tmp_path: Path, seed: int) -> None:
    path = shutil.copytree(small, tmp_path / "bit.kluis")
    folder, dice = KluisFolder(path), random.Random(seed)  # noqa: S311 - a place, no secret
    content = bytearray(folder.data.read_bytes())
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    folder.data.write_bytes(bytes(content))

    def opened_and_checked() -> None:
        kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
        try:
            found.extend(Sessie(kluis, context).beheer.controle())
        finally:
            kluis.close()

    found: list[str] = []
    said = told(opened_and_checked)
    assert found or "beschadigd" in said or "back-up" in said
