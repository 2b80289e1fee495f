from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.db.engine import connect
from expertteam_app.db.migrate import HEAD, MIGRATIONS
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingStatus
from expertteam_app.security.headerfile import read_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import unlock
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN
from expertteam_app.services.toegang import Toegang
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


def test_a_kluis_of_a_newer_program_is_refused_whole_in_the_terminal_and_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "nieuw.kluis"
    shutil.copytree(SAMPLES[-1], mine)
    keys = unlock(read_header(mine / "sleutels.json"), OEFENAAR, OEFENZIN)
    connection = connect(mine / "data.db", subkey(keys.master_key, Purpose.SQLCIPHER))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = {path.name: path.read_bytes() for path in mine.iterdir() if path.suffix in {".db", ".json"}}
    refused = r"gemaakt met een nieuwere versie van Expertteam.*Open hem met die versie"
    assert run(["casussen", "--kluis", str(mine), "--json"]) in {2, 3}
    assert re.search(refused, capsys.readouterr().err)
    door = Toegang(tmp_path)
    with pytest.raises(ExpertteamError, match=refused) as error:
        door.unlock(mine, OEFENAAR, OEFENZIN)
    assert not door.can_rescue(error.value), "it is not damaged: nothing must be saved from it"
    assert door.sessie is None
    assert {name: (mine / name).read_bytes() for name in before} == before
