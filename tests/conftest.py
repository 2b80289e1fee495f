"""Shared ground: real kluizen in a temporary folder, with an invented content that is the same for everyone."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from expertteam_app.db.folder import open_folder
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import Unlocked, unlock
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis, open_unlocked
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

settings.register_profile("zonder-klok", deadline=None)
settings.load_profile("zonder-klok")
"""Speed is for benchmarks: a slow machine fails no test."""

PROGRAM = Path(__file__).resolve().parents[1] / "expertteam_app"
VANDAAG = date(2026, 11, 20)
"""The day on which every shared kluis lives."""

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Material beside the repo that is never copied into it; tests skip where it is absent."""


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


def _make(path: Path, casussen: int) -> Path:
    create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    sessie = open_sessie(path)
    try:
        if casussen:
            Oefenkluis(sessie.context, 7).fill(casussen)
    finally:
        sessie.kluis.close()
    return path


def _fingerprint() -> str:
    """Of everything that decides what is in the practice kluis: the program, its lists, this file, and the real day."""
    found = hashlib.sha256(date.today().isoformat().encode())
    for path in (Path(__file__), *sorted(p for p in PROGRAM.rglob("*") if p.suffix in {".py", ".toml", ".sql"})):
        found.update(path.relative_to(PROGRAM.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:20]


@pytest.fixture(scope="session")
def filled_kluis(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A closed practice kluis with 60 invented casussen and zittingen of both tables; copy it, do not open it.

    It takes ten seconds to make and is the same as long as the program is, so the cache of pytest keeps the last one.
    """
    made = tmp_path_factory.mktemp("vol") / "oefen.kluis"
    cache: pytest.Cache | None = getattr(request.config, "cache", None)
    if cache is None:
        return _make(made, 60)
    shelf = cache.mkdir("oefenkluis")
    kept = shelf / f"{_fingerprint()}.kluis"
    if not kept.is_dir():
        _make(made, 60)
        for old in shelf.glob("*.kluis"):
            if old != kept:
                shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(made, shelf / f"{os.getpid()}.half")
        with contextlib.suppress(OSError):  # another worker was first
            (shelf / f"{os.getpid()}.half").rename(kept)
        return made
    return kept


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
