"""Shared ground: real kluizen in a temporary folder, with an invented content that is the same for everyone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie

VANDAAG = date(2026, 11, 20)
"""The day on which every shared kluis lives."""

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Material beside the repo that is never copied into it; tests skip where it is absent."""


def open_sessie(path: Path) -> Sessie:
    """A session on a kluis of these tests, on the fixed day."""
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN, vandaag=lambda: VANDAAG)
    return Sessie(kluis, context)


def _make(path: Path, casussen: int) -> Path:
    create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    sessie = open_sessie(path)
    try:
        if casussen:
            Oefenkluis(sessie.context, 7).fill(casussen)
    finally:
        sessie.kluis.close()
    return path


@pytest.fixture(scope="session")
def filled_kluis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice kluis with 60 invented casussen and zittingen of both tables; copy it, do not open it."""
    return _make(tmp_path_factory.mktemp("vol") / "oefen.kluis", 60)


@pytest.fixture(scope="session")
def empty_kluis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice kluis without content; copy it, do not open it."""
    return _make(tmp_path_factory.mktemp("leeg") / "leeg.kluis", 0)


def _fresh(source: Path, target: Path) -> Iterator[Sessie]:
    shutil.copytree(source, target)
    sessie = open_sessie(target)
    try:
        yield sessie
    finally:
        sessie.kluis.close()


@pytest.fixture
def sessie(filled_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    """An own open copy of the filled practice kluis."""
    yield from _fresh(filled_kluis, tmp_path / "eigen.kluis")


@pytest.fixture
def lege_sessie(empty_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    """An own open copy of the empty practice kluis."""
    yield from _fresh(empty_kluis, tmp_path / "eigen.kluis")


@pytest.fixture(scope="session")
def voorbeeld() -> Path:
    """The folder with the workbooks of a secretariat."""
    folder = SHARED / "voorbeeld"
    if not folder.is_dir():
        pytest.skip("de map shared/voorbeeld staat niet naast deze checkout")
    return folder
