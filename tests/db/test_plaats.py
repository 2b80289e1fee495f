"""A kluis on a disk of another computer is known as such, and works without a write-ahead log."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from expertteam_app.db import plaats
from expertteam_app.db.plaats import file_system, is_remote
from expertteam_app.domain.dossier import CasusFilter
from tests.conftest import open_sessie

MOUNTS = """\
22 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw
28 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
90 28 0:60 / /mnt/schijf\\040van\\040de\\040regio rw - cifs //server/ret rw,vers=3.1.1
91 90 0:61 / /mnt/schijf\\040van\\040de\\040regio/lokaal rw - ext4 /dev/vdb rw
92 28 0:62 / /mnt/ssh rw - fuse.sshfs user@host: rw
93 28 0:63 / /mnt/nfs rw - nfs4 host:/x rw
vreemde regel
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/ret/RET.kluis", "ext4"),
        ("/mnt/schijf van de regio/RET.kluis", "cifs"),
        ("/mnt/schijf van de regio", "cifs"),
        ("/mnt/schijf van de regio/lokaal/RET.kluis", "ext4"),
        ("/mnt/schijf van de regionen/RET.kluis", "ext4"),
        ("/mnt/ssh/a/b", "sshfs"),
        ("/mnt/nfs/RET.kluis", "nfs4"),
    ],
)
def test_the_deepest_mount_says_where_a_path_stands(place: str, kind: str) -> None:
    assert file_system(Path(place), MOUNTS) == kind


def test_without_the_list_of_mounts_nothing_is_far_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_remote(tmp_path)
    monkeypatch.setattr(plaats, "_MOUNTS", tmp_path / "weg")
    assert not is_remote(tmp_path)


def test_a_kluis_on_a_network_disk_works_in_one_file(
    filled_kluis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copytree(filled_kluis, tmp_path / "Ver weg.kluis"))
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"28 1 254:0 / / rw - ext4 /dev/vda rw\n90 28 0:60 / {tmp_path} rw - cifs //server/ret rw\n")
    monkeypatch.setattr(plaats, "_MOUNTS", mounts)  # this machine can mount no network disk
    sessie = open_sessie(path)
    assert sessie.kluis.op_netwerk
    casus = sessie.casussen.find(CasusFilter())[0]
    sessie.casussen.change(casus, "vraag", "Van ver")
    assert sessie.beheer.controle() == ()
    with sessie.kluis.store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    assert not (path / "data.db-wal").exists()
    sessie.kluis.close()
    monkeypatch.undo()
    again = open_sessie(path)
    assert not again.kluis.op_netwerk
    assert again.casussen.dossier(casus).vraag == "Van ver"
    again.kluis.close()
