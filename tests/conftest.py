"""Shared ground: real kluizen in a temporary folder, with an invented content that is the same for everyone."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from expertteam_app.db.folder import open_folder
from expertteam_app.security import keyslots
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams, derive_kek
from expertteam_app.security.keyslots import Unlocked, unlock
from expertteam_app.services import beleid
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis, open_unlocked
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

settings.register_profile("zonder-klok", deadline=None)
settings.load_profile("zonder-klok")
"""Speed is for benchmarks: a slow machine fails no test."""

SELDOM = (50_000, 20, 50)
"""When Python looks for rubbish: with a million objects in memory its own (700, 10, 10) takes an eighth of the time."""

PROGRAM = Path(__file__).resolve().parents[1] / "expertteam_app"
VANDAAG = date(2026, 11, 20)
"""The day on which every shared kluis lives."""

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Material beside the repo that is never copied into it; tests skip where it is absent."""


def pytest_collection_finish() -> None:
    """All modules are there and stay: what they hold is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture
def policy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Path]]:
    """Puts a policy on this computer, in place of the one before; returns its file."""
    path = tmp_path_factory.mktemp("beleid") / "beleid.toml"

    def put(text: str) -> Path:
        path.write_text(text, "utf-8")
        beleid.geldend.cache_clear()
        return path

    with pytest.MonkeyPatch.context() as patch:
        # not first: a place of the computer must be of root
        patch.setattr(beleid, "places", lambda: (path.parent / "niets", path))
        yield put
    beleid.geldend.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _no_policy() -> Iterator[None]:
    """The policy of the computer on which these tests run is not theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beleid, "places", tuple)
        beleid.geldend.cache_clear()
        yield
    beleid.geldend.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _cheap_slots() -> Iterator[None]:
    """A slot made without a cost gets the least one, and the same wachtzin for the same slot is worked out once.

    Argon2id is made to be slow, and hundreds of tests open a copy of one kluis. The tests of the keys themselves do
    without this (tests/security/conftest.py).
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyslots, "calibrated", KdfParams.floor)
        patch.setattr(keyslots, "derive_kek", cache(derive_kek))
        yield


def open_sessie(path: Path, unlocked: Unlocked | None = None) -> Sessie:
    """A session on a kluis of these tests, on the fixed day; with `unlocked` its slot is not opened once more."""
    if unlocked is None:
        kluis, context = open_kluis(path, OEFENAAR, OEFENZIN, vandaag=lambda: VANDAAG)
    else:
        folder = open_folder(path)
        kluis, context = open_unlocked(folder, read_header(folder.header), unlocked, vandaag=lambda: VANDAAG)
    return Sessie(kluis, context)


@cache
def _keys(source: Path) -> Unlocked:
    """The opened slot of a kluis of these tests: Argon2id takes most of the time in which a copy opens."""
    return unlock(read_header(open_folder(source).header), OEFENAAR, OEFENZIN)


def _make(path: Path, casussen: int, zaad: int = 7, *, tafels: bool = True) -> Path:
    create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    sessie = open_sessie(path)
    try:
        if casussen:
            Oefenkluis(sessie.context, zaad).fill(casussen, tafels=tafels)
    finally:
        sessie.kluis.close()
    return path


@cache
def _fingerprint() -> str:
    """Of everything that decides what is in the practice kluis: the program, its lists, this file, and the real day."""
    found = hashlib.sha256(date.today().isoformat().encode())
    for path in (Path(__file__), *sorted(p for p in PROGRAM.rglob("*") if p.suffix in {".py", ".toml", ".sql"})):
        found.update(path.relative_to(PROGRAM.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:20]


def _kept(request: pytest.FixtureRequest, naam: str, make: Callable[[Path], Path], spare: Path) -> Path:
    """A closed kluis that takes seconds to make and is the same as long as the program is: the cache keeps it.

    One worker makes it; the others wait for it, and make one of their own where it does not come.
    """
    cache: pytest.Cache | None = getattr(request.config, "cache", None)
    if cache is None:
        return make(spare)
    shelf = cache.mkdir(f"oefenkluis-{naam}")
    kept = shelf / f"{_fingerprint()}.kluis"
    mine = False
    with contextlib.suppress(FileExistsError):
        (shelf / f"{kept.stem}.{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}.bezig").mkdir()
        mine = True
    until = time.monotonic() + (0 if mine else 120)
    while not kept.is_dir() and time.monotonic() < until:
        time.sleep(0.2)
    if kept.is_dir():
        return kept
    make(spare)
    for old in shelf.iterdir():
        if old != kept and not old.name.startswith(kept.stem):
            shutil.rmtree(old, ignore_errors=True)
    half = shelf / f"{kept.stem}.{os.getpid()}.half"
    shutil.copytree(spare, half)
    with contextlib.suppress(OSError):  # another worker was first
        half.rename(kept)
    return spare


@pytest.fixture(scope="session")
def filled_kluis(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A closed practice kluis with 60 invented casussen and zittingen of both tables; copy it, do not open it."""
    return _kept(request, "vol", lambda path: _make(path, 60), tmp_path_factory.mktemp("vol") / "oefen.kluis")


@pytest.fixture(scope="session")
def many_kluis(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A closed practice kluis with 200 invented casussen over years and no zittingen; copy it, do not open it."""

    def make(path: Path) -> Path:
        return _make(path, 200, zaad=3, tafels=False)

    return _kept(request, "veel", make, tmp_path_factory.mktemp("veel") / "veel.kluis")


@pytest.fixture(scope="session")
def empty_kluis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice kluis without content; copy it, do not open it."""
    return _make(tmp_path_factory.mktemp("leeg") / "leeg.kluis", 0)


def fresh_copy(source: Path, target: Path) -> Iterator[Sessie]:
    """An own open copy of a closed practice kluis."""
    shutil.copytree(source, target)
    sessie = open_sessie(target, _keys(source))
    try:
        yield sessie
    finally:
        sessie.kluis.close()


@pytest.fixture
def sessie(filled_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    """An own open copy of the filled practice kluis."""
    yield from fresh_copy(filled_kluis, tmp_path / "eigen.kluis")


@pytest.fixture
def lege_sessie(empty_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    """An own open copy of the empty practice kluis."""
    yield from fresh_copy(empty_kluis, tmp_path / "eigen.kluis")


@pytest.fixture(scope="session")
def voorbeeld() -> Path:
    """The folder with the workbooks of a secretariat."""
    folder = SHARED / "voorbeeld"
    if not folder.is_dir():
        pytest.skip("de map shared/voorbeeld staat niet naast deze checkout")
    return folder
