from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expertteam_app.db.migrate import HEAD, MIGRATIONS
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.zitting import ZittingStatus
from tests.conftest import open_sessie

SAMPLES = sorted(Path(__file__).parent.glob("*.kluis"))


def test_every_schema_version_has_a_stored_sample() -> None:
    versions = {path.name.split("_", 1)[0] for path in (MIGRATIONS.script_location / "versions").glob("[0-9]*.py")}
    assert {sample.stem for sample in SAMPLES} == versions
    assert max(versions) == HEAD


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_kluis_of_that_version_opens_whole(sample: Path, tmp_path: Path) -> None:
    mine = tmp_path / "oud.kluis"
    shutil.copytree(sample, mine)
    sessie = open_sessie(mine)
    try:
        ids = sessie.casussen.find(CasusFilter(status="alle"))
        assert len(ids) == 12
        assert all(sessie.casussen.dossier(i).tijdlijn for i in ids)
        final = [z for z in sessie.zittingen.all() if z.status is ZittingStatus.VASTGESTELD]
        assert final
        assert all(sessie.verslagen.verslag(z.id).pdf.startswith(b"%PDF") for z in final)
        assert sessie.beheer.controle() == ()
    finally:
        sessie.kluis.close()
