from __future__ import annotations

from pathlib import Path

import pytest

from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis
from expertteam_app.services.oefenkluis import Oefenkluis
from tests.conftest import open_sessie


@pytest.fixture(scope="session")
def small_kluis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed practice kluis with a few casussen, so that looking through all of it costs little; copy it."""
    path = tmp_path_factory.mktemp("klein") / "klein.kluis"
    create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    s = open_sessie(path)
    Oefenkluis(s.context, 7).fill(8, tafels=False)
    s.kluis.close()
    return path
