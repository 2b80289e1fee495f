from __future__ import annotations

from pathlib import Path

import pytest

from tests.security.readers import make_kluis


@pytest.fixture(scope="session")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small closed kluis, to be copied by whoever spoils its files."""
    return make_kluis(tmp_path_factory.mktemp("lezers") / "klein.kluis")
