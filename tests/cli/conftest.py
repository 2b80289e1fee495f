"""What the tests of the terminal share: a practice kluis per module, and an answer as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from expertteam_app.cli import run


@pytest.fixture(scope="module")
def kluis(tmp_path_factory: pytest.TempPathFactory, filled_kluis: Path) -> Path:
    path = tmp_path_factory.mktemp("oefen") / "oefen.kluis"
    shutil.copytree(filled_kluis, path)
    return path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What a command says with ``--json``."""
    capsys.readouterr()
    assert run([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found
