from __future__ import annotations

from pathlib import Path

import pytest

from expertteam_app.security import kdf, keyslots
from tests.security.readers import make_kluis


@pytest.fixture(autouse=True)
def _real_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here nothing of the keys is made cheaper or remembered."""
    monkeypatch.setattr(keyslots, "calibrated", kdf.calibrated)
    monkeypatch.setattr(keyslots, "derive_kek", kdf.derive_kek)


@pytest.fixture(scope="session")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small closed kluis, to be copied by whoever spoils its files."""
    return make_kluis(tmp_path_factory.mktemp("lezers") / "klein.kluis")
