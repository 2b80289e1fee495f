"""Log, check, back-up and the lists that were read in, by keyboard on the real kluis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import UserError
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_controle import ControleDeel
from expertteam_app.ui.pages.beheer_logboek import LogboekDeel
from expertteam_app.ui.pages.beheer_partijen import PartijenDeel
from expertteam_app.ui.work import Work
from tests.conftest import VANDAAG
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    yield make_page(sessie, work, qtbot)
    settle(work, qtbot)


def test_the_log_shows_what_was_just_done_and_filters(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    sessie.beheer.set_setting("organisatie", "Regio Fictief")
    log = part(page, LogboekDeel)
    settle(work, qtbot)
    assert log.model.rows[0].handeling == "instelling organisatie gewijzigd"
    assert log.model.rowCount() == 500
    press(log.more_button)
    settle(work, qtbot)
    assert log.model.rowCount() == min(1000, len(sessie.beheer.logboek(1000)))
    type_in(log.filter, "organisatie oefenaar")
    assert {r.handeling for r in log.model.rows} == {"instelling organisatie gewijzigd"}


def test_the_log_of_one_user_and_of_one_dossier(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    casus, other = sessie.casussen.find(CasusFilter())[:2]
    nummer = sessie.casussen.dossier(casus).nummer
    sessie.inzages.casus(casus)
    sessie.casussen.notitie(other, sessie.context.vandaag(), "elders")
    sessie.uitvoer.schrijf({"x.pdf": b"x"}, tmp_path / "uit", "genogram", ("casus", casus))
    log = part(page, LogboekDeel)
    settle(work, qtbot)
    type_in(log.nummer, nummer.lower())
    QTest.keyClick(log.nummer, KEY.Key_Return)
    settle(work, qtbot)
    told = [r.handeling for r in log.model.rows]
    assert told[:2] == ["genogram opgeslagen buiten de kluis", "dossier geopend"]
    assert {(r.tabel, r.rij) for r in log.model.rows if r.tabel == "casus"} == {("casus", casus)}
    type_in(log.nummer, "RET-1900-999")
    QTest.keyClick(log.nummer, KEY.Key_Return)
    settle(work, qtbot)
    assert "Dit nummer is er niet" in log._number_row.error
    assert [r.handeling for r in log.model.rows] == told, "what was shown stays"
    type_in(log.nummer, "")
    QTest.keyClick(log.nummer, KEY.Key_Return)
    log.who.choose(OEFENAAR)
    log.who.activated.emit(log.who.currentIndex())
    settle(work, qtbot)
    assert {r.wie for r in log.model.rows} == {OEFENAAR}


def test_a_trial_of_putting_back_is_asked_for_and_told(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    check = part(page, ControleDeel)
    assert "nog nooit geprobeerd" in check.last_trial.text()
    press(check.trial_button)
    settle(work, qtbot)
    assert "op proef teruggezet, nagelezen en weer weggehaald: 60 casussen" in check.backed_up.text
    assert "noodcode" in check.backed_up.text
    assert "voor het laatst geprobeerd op 20-11-2026" in check.last_trial.text()
    later = replace(sessie.context, vandaag=lambda: VANDAAG + timedelta(days=32))
    old = ControleDeel(Sessie(sessie.kluis, later), work)
    qtbot.addWidget(old)
    old.load()
    assert "langer dan een maand geleden" in old.last_trial.text()


def test_the_check_finds_nothing_in_a_whole_kluis_and_names_what_it_finds(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    check = part(page, ControleDeel)
    press(check.check_button)
    settle(work, qtbot)
    assert check.findings.text == "Alles klopt: er zijn geen bevindingen."
    with sessie.context.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE casus_overzicht SET stap = 1 WHERE casus_id = 1 AND stap <> 1")
        connection.exec_driver_sql("UPDATE casus_overzicht SET stap = 2 WHERE casus_id = 2 AND stap <> 2")
    press(check.check_button)
    settle(work, qtbot)
    assert "wijkt" in check.findings.text
    press(check.rebuild_button)
    settle(work, qtbot)
    assert check.rebuilt.text == "Opnieuw berekend: 60 casussen."
    press(check.check_button)
    settle(work, qtbot)
    assert check.findings.text == "Alles klopt: er zijn geen bevindingen."


def test_a_back_up_is_made_named_and_opens(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    check = part(page, ControleDeel)
    press(check.backup_button)
    settle(work, qtbot)
    found = [p for p in sessie.kluis.folder.backups.iterdir() if p.name in check.backed_up.text]
    assert len(found) == 1
    kluis, context = open_kluis(found[0], OEFENAAR, OEFENZIN)
    try:
        assert len(Sessie(kluis, context).casussen.find(CasusFilter(status="alle"))) == 60
    finally:
        kluis.close()
    assert tmp_path in found[0].parents


def test_a_list_that_was_read_in_is_taken_out_after_a_second_press(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    kop = "naam;geboortedatum;gemeente;datum aanmelding;stap;gezochte hulp;waarom vast\n"
    rows = "".join(f"Kind{n} Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijst\n" for n in range(3))
    voorstel = sessie.inlezen.proef("RET", (kop + rows).encode(), "lijst.csv")
    partij = sessie.inlezen.neem_over(voorstel)
    batches = part(page, PartijenDeel)
    assert batches.current is not None
    assert batches.current.id == partij.id
    press(batches.undo_button)
    assert len(sessie.casussen.find(CasusFilter(status="alle"))) == 60 + partij.aantal, "not yet"
    QTest.keyClick(batches.confirm.no, KEY.Key_Escape)
    assert not batches.confirm.isVisible()
    press(batches.undo_button)
    press(batches.confirm.yes)
    settle(work, qtbot)
    assert len(sessie.casussen.find(CasusFilter(status="alle"))) == 60
    assert batches.current is not None
    assert batches.current.ongedaan
    assert not batches.undo_button.isEnabled()
    with pytest.raises(UserError):
        sessie.inlezen.ongedaan(partij.id)


def test_from_when_the_zaken_of_a_list_count_is_told_and_chosen(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    kop = "naam;geboortedatum;gemeente;datum aanmelding;stap;gezochte hulp;waarom vast\n"
    rows = "".join(f"Kind{n} Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijst\n" for n in range(3))
    partij = sessie.inlezen.neem_over(sessie.inlezen.proef("RET", (kop + rows).encode(), "lijst.csv"))
    batches = part(page, PartijenDeel)
    column = [c.key for c in batches.model.columns].index("telt")
    assert "geen afgesloten zaak" in batches.historie.uitleg.text()
    batches.historie.keuze.choose("heel")
    press(batches.historie.button)
    assert batches.model.data(batches.model.index(0, column)) == "vanaf hun begin"
    assert batches.historie.uitleg.text().startswith("Gekozen: deze lijst is een hele historie")
    batches.historie.keuze.choose("dag")
    batches.historie.keuze.activated.emit(3)
    assert batches.historie.dag.isVisible()
    press(batches.historie.button)
    assert batches.historie.dag.edit.hasFocus(), "a day is asked for"
    QTest.keyClicks(batches.historie.dag.edit, "1-9-2026")
    QTest.keyClick(batches.historie.dag.edit, KEY.Key_Return)
    press(batches.historie.button)
    assert batches.model.data(batches.model.index(0, column)) == "vanaf 01-09-2026"
    (historie,) = sessie.historien.alle()
    assert (historie.partij_id, historie.keuze) == (partij.id, "2026-09-01")
    settle(work, qtbot)


def test_a_kluis_without_lists_says_where_to_read_one(page: BeheerPage) -> None:
    batches = part(page, PartijenDeel)
    assert batches.empty.isVisible()
    assert not batches.undo_button.isVisible()


def test_a_back_up_is_looked_into_and_put_back_beside_the_kluis(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    check = part(page, ControleDeel)
    press(check.backup_button)
    settle(work, qtbot)
    assert check.model.rowCount() == 1
    sessie.casussen.change(sessie.casussen.find(CasusFilter())[0], "vraag", "Wat helpt?")
    check.table.setFocus()
    check.table.selectRow(0)
    QTest.keyClick(check.table, KEY.Key_Return)
    settle(work, qtbot)
    assert "60 casussen" in check.confirm.text.text()
    assert "Sindsdien gebeurde er 1 keer iets" in check.confirm.text.text()
    assert check.confirm.no.hasFocus()
    press(check.confirm.yes)
    settle(work, qtbot)
    assert "met uw wachtzin van nu" in check.backed_up.text
    (made,) = (p for p in sessie.kluis.folder.path.parent.glob("*.kluis") if p != sessie.kluis.folder.path)
    kluis, _context = open_kluis(made, OEFENAAR, OEFENZIN)
    kluis.close()
