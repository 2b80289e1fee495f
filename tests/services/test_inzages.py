"""Reading leaves a trace: dossiers that were opened, who came in, and who tried in vain."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from expertteam_app.db.audit import history
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import NoRightError
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, WrongPassphrase
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toegang import Toegang


def looks(s: Sessie, soort: str, rij: int) -> list[tuple[str, str]]:
    with s.context.read() as session:
        return [(e.wie, e.handeling) for e in history(session, soort, rij) if e.soort == "gelezen"]


def test_a_look_is_noted_once_in_a_while(sessie: Sessie) -> None:
    casus = sessie.casussen.find(CasusFilter())[0]
    before = len(looks(sessie, "casus", casus))
    for _ in range(3):
        sessie.inzages.casus(casus)
    assert looks(sessie, "casus", casus)[before:] == [(OEFENAAR, "dossier geopend")]
    assert sessie.beheer.controle() == ()


def test_a_look_is_no_change(sessie: Sessie) -> None:
    casus = sessie.casussen.find(CasusFilter())[0]
    sessie.casussen.change(casus, "vraag", "Wat helpt?")
    heard: list[frozenset[str]] = []
    sessie.context.store.on_commit(heard.append)
    sessie.inzages.casus(casus)
    assert heard == []
    sessie.ongedaan.maak_ongedaan()
    assert sessie.casussen.dossier(casus).vraag != "Wat helpt?"
    sessie.inzages.zitting(sessie.zittingen.all()[0].id)
    sessie.ongedaan.doe_opnieuw()
    assert sessie.casussen.dossier(casus).vraag == "Wat helpt?"


def test_who_may_not_look_leaves_no_look(sessie: Sessie) -> None:
    object.__setattr__(sessie.context, "actor", Actor("lezer", Rol.LEZER_CIJFERS))
    with pytest.raises(NoRightError):
        sessie.inzages.casus(1)


def test_a_busy_kluis_stops_no_reader_and_is_told_later(sessie: Sessie) -> None:
    casus, other = sessie.casussen.find(CasusFilter())[:2]
    busy, done = threading.Event(), threading.Event()

    def long_write() -> None:
        with sessie.context.write("lange bewerking"):
            busy.set()
            done.wait(20)

    helper = threading.Thread(target=long_write)
    helper.start()
    assert busy.wait(10)
    sessie.inzages.casus(casus)
    done.set()
    helper.join()
    sessie.inzages.casus(other)
    assert looks(sessie, "casus", casus)
    assert looks(sessie, "casus", other)


def test_coming_in_and_trying_in_vain_stand_in_the_log(filled_kluis: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(filled_kluis, tmp_path / "eigen.kluis"))
    door = Toegang(tmp_path)
    for zin in ("fout een", "fout twee"):
        with pytest.raises(WrongPassphrase):
            door.unlock(path, "paard batterij nietje correct", zin)
    note = (path / "mislukte-pogingen.txt").read_text("utf-8")
    assert len(note.split()) == 2
    assert "paard" not in note, "what was typed may be a wachtzin in the wrong field"
    door.unlock(path, OEFENAAR, OEFENZIN)
    assert door.sessie is not None
    with door.sessie.context.read() as session:
        entry = [e for e in history(session, "kluis", 1) if e.handeling == "kluis geopend"][-1]
    assert entry.wie == OEFENAAR
    assert entry.wijziging["mislukt"] == (None, 2)
    assert not (path / "mislukte-pogingen.txt").exists()
    door.lock()


def test_notes_that_cannot_be_read_stop_nobody(filled_kluis: Path, tmp_path: Path) -> None:
    path = Path(shutil.copytree(filled_kluis, tmp_path / "eigen.kluis"))
    (path / "mislukte-pogingen.txt").write_bytes(b"\xff\xfe\x00kapot")
    door = Toegang(tmp_path)
    door.unlock(path, OEFENAAR, OEFENZIN)
    assert door.sessie is not None
    door.lock()
