from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_klok_versie import KlokVersie
from expertteam_app.ui.pages.beheer_klokken import KlokkenDeel
from expertteam_app.ui.pages.beheer_sluitingsdagen import SluitingsdagenDeel
from expertteam_app.ui.pages.casus_klokken import KlokkenTab
from expertteam_app.ui.pages.klok_tabel import klok_stand
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import type_in
from tests.ui.dossier import opened, part

VANDAAG = date(2026, 11, 20)
Walker = Callable[[QWidget], list[str]]


@pytest.fixture
def klokken(qtbot: QtBot, lege_sessie: Sessie) -> Iterator[KlokkenTab]:
    """The klokken of a casus that was reported on 2 November 2026."""
    casus_id = lege_sessie.casussen.add(
        NieuweCasus("Fenna", "Voorbeeld", "0262", date(2026, 11, 2), geboortedatum=date(2011, 3, 12))
    )
    with opened(qtbot, lege_sessie, casus_id, (780, 900)) as detail:
        yield part(detail, KlokkenTab)


def _codes(tab: KlokkenTab) -> list[str]:
    model = tab.klokken.table.rows_model
    return [tab.klokken.table.row(model.id_at(row)).code for row in range(model.rowCount())]


def test_the_klok_that_is_most_late_stands_on_top_and_says_why(klokken: KlokkenTab) -> None:
    assert _codes(klokken)[:3] == ["D2", "D1-5", "D3"]
    first = klokken.klokken.current
    assert first is not None
    assert klok_stand(first)[0] == "9 werkdagen te laat"
    assert "Dag 0: maandag 2 november 2026" in klokken.klokken.paneel.text
    assert "Uiterlijk: maandag 9 november 2026." in klokken.klokken.paneel.text


def test_the_arrows_choose_a_klok_and_its_text_can_be_copied(klokken: KlokkenTab) -> None:
    for _ in range(2):
        QTest.keyClick(klokken.klokken.table, Qt.Key.Key_Down)
    assert "Uiterlijk: maandag 23 november 2026." in klokken.klokken.paneel.text
    QTest.keyClick(klokken.klokken.paneel.copy_button, Qt.Key.Key_Space)
    copied = QApplication.clipboard().text()
    assert copied == klokken.klokken.paneel.text
    assert "Fenna" not in copied
    assert "Voorbeeld" not in copied


def test_a_pause_shows_at_once(klokken: KlokkenTab, lege_sessie: Sessie) -> None:
    assert klokken.dossier is not None
    lege_sessie.casussen.pauzeren(klokken.dossier.id, date(2026, 11, 5), "wachten op ouders", telt=True)
    stands = [klok_stand(klokken.klokken.table.row(n))[0] for n in range(3)]
    assert "staat stil" in stands
    assert any("wachten op ouders" in k.uitleg.als_tekst() for k in lege_sessie.klokken.van_casus(klokken.dossier.id))


@pytest.fixture
def beheer(qtbot: QtBot, lege_sessie: Sessie, work: Work) -> Iterator[KlokkenDeel]:
    made = KlokkenDeel(lege_sessie, work)
    made.resize(1100, 900)
    made.load()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    shiboken6.delete(made)


def _choose(beheer: KlokkenDeel, code: str) -> None:
    beheer.table.selectRow([info.klok.code for info in beheer.model.rows].index(code))


def test_every_klok_of_the_domain_is_there_with_where_it_comes_from(beheer: KlokkenDeel) -> None:
    codes = [info.klok.code for info in beheer.model.rows]
    assert {f"D{n}" for n in range(1, 31)} <= set(codes)
    _choose(beheer, "D22")
    assert "staat in de wet" in beheer.facts.text().lower()
    assert "1:257" in beheer.source.text()


def test_a_new_norm_shows_what_it_would_change_and_is_published(
    beheer: KlokkenDeel, lege_sessie: Sessie, qtbot: QtBot
) -> None:
    casus_id = lege_sessie.casussen.add(NieuweCasus("Bo", "Fictief", "0200", VANDAAG - timedelta(days=20)))
    _choose(beheer, "D3")
    QTest.keyClick(beheer.table, Qt.Key.Key_Return)
    card = beheer.plek.card
    assert isinstance(card, KlokVersie)
    card.form.set_value("norm", "tien")
    card.form.set_value("geldig_vanaf", date(2026, 10, 1))
    card.preview()
    assert "geen getal" in card.form.row("norm").error
    card.form.set_value("norm", "10")
    card.form.set_value("bron", "besluit van de regio (fictief)")
    card.preview()
    qtbot.waitUntil(lambda: "1 zaak zou anders uitvallen" in card.outcome.text)
    asked: list[object] = []
    beheer.drill.connect(lambda ids, _label: asked.append(ids))
    QTest.keyClick(card.list_button, Qt.Key.Key_Space)
    assert asked == [(casus_id,)]
    card.confirm()
    assert beheer.plek.card is None
    assert beheer.current is not None
    assert (beheer.current.klok.code, beheer.current.klok.norm) == ("D3", 10)
    assert "geldig vanaf 01-10-2026: 10 werkdagen; zoals meegeleverd: 15 werkdagen" in beheer.versions.text()


def test_the_klok_of_a_step_gets_another_calendar_and_its_norm_stays_on_the_ladder(
    beheer: KlokkenDeel, lege_sessie: Sessie, qtbot: QtBot
) -> None:
    lege_sessie.klokken.add_sluitingsdagen("", date(2026, 11, 9), date(2026, 11, 13), "teamweek")
    casus_id = lege_sessie.casussen.add(NieuweCasus("Bo", "Fictief", "0200", date(2026, 11, 2), stap=2))
    stap = next(s for s in lege_sessie.casussen.dossier(casus_id).ladder if s.huidig)
    assert (stap.dagen, stap.norm, stap.over_norm) == (14, 10, True)
    _choose(beheer, "D1")
    QTest.keyClick(beheer.table, Qt.Key.Key_Return)
    card = beheer.plek.card
    assert isinstance(card, KlokVersie)
    assert "staat per stap op de ladder" in card.note.text()
    assert not {"norm", "eenheid"} & card.form.values().keys()
    card.form.set_value("profiel", "kantoor")
    card.form.set_value("geldig_vanaf", date(2026, 11, 1))
    card.form.set_value("bron", "besluit van de regio (fictief)")
    card.preview()
    qtbot.waitUntil(lambda: "1 zaak zou anders uitvallen" in card.outcome.text)
    card.confirm()
    stap = next(s for s in lege_sessie.casussen.dossier(casus_id).ladder if s.huidig)
    assert (stap.dagen, stap.over_norm) == (9, False)
    assert "norm per stap" in beheer.versions.text()


def test_reckoning_by_hand_takes_the_norm_of_the_klok(beheer: KlokkenDeel) -> None:
    _choose(beheer, "D22")
    beheer.reken.form.set_value("start", date(2026, 1, 31))
    beheer.reken.reckon()
    assert "Uiterlijk: donderdag 30 april 2026." in beheer.reken.paneel.text
    beheer.reken.form.set_value("norm", "veel")
    beheer.reken.reckon()
    assert beheer.reken.paneel.text == ""


def test_closing_days_are_added_and_taken_away_by_keyboard(qtbot: QtBot, lege_sessie: Sessie, work: Work) -> None:
    deel = SluitingsdagenDeel(lege_sessie, work)
    deel.resize(900, 700)
    deel.load()
    with qtbot.waitActive(deel):
        deel.show()
    try:
        QTest.keyClick(deel.add_button, Qt.Key.Key_Space)
        assert deel.plek.card is not None
        naam, van, tot = (deel.plek.card.form.row(key).control for key in ("naam", "van", "tot"))
        for field, text in ((naam, "kerstsluiting"), (van, "28-12-2026"), (tot, "31-12-2026")):
            type_in(field, text)
        QTest.keyClick(tot.focusProxy() or tot, Qt.Key.Key_Return)
        (made,) = lege_sessie.klokken.sluitingsdagen()
        assert (made.naam, made.van, made.tot) == ("kerstsluiting", date(2026, 12, 28), date(2026, 12, 31))
        QTest.keyClick(deel.table, Qt.Key.Key_Delete)
        QTest.keyClick(deel.sure.yes, Qt.Key.Key_Space)
        assert lege_sessie.klokken.sluitingsdagen() == ()
        deel.add()
        assert deel.plek.card is not None
        form = deel.plek.card.form
        type_in(form.row("naam").control, "Herdenkingsdag")
        form.set_value("van", date(2027, 6, 1))
        tick = form.row("wettelijk").control
        QTest.keyClick(tick, Qt.Key.Key_Space)
        deel.plek.card.confirm()
        assert "koninklijk besluit" in form.row("bron").error
        type_in(form.row("bron").control, "Stb. 2027, 12")
        deel.plek.card.confirm()
        (made,) = lege_sessie.klokken.sluitingsdagen()
        assert (made.wettelijk, made.bron, made.van) == (True, "Stb. 2027, 12", date(2027, 6, 1))
        assert deel.table.row(made.id).wettelijk
    finally:
        shiboken6.delete(deel)


def test_a_closing_is_changed_in_place_by_keyboard_and_undo_takes_that_back(
    qtbot: QtBot, lege_sessie: Sessie, work: Work
) -> None:
    made = lege_sessie.klokken.add_sluitingsdagen("", date(2026, 12, 28), date(2026, 12, 31), "kerst")
    deel = SluitingsdagenDeel(lege_sessie, work)
    deel.load()
    with qtbot.waitActive(deel):
        deel.show()
    try:
        deel.focus_first()
        QTest.keyClick(deel.table, Qt.Key.Key_Return)
        assert deel.plek.card is not None
        form = deel.plek.card.form
        assert form.value("van") == date(2026, 12, 28)
        naam, tot = form.row("naam").control, form.row("tot").control
        type_in(naam, "kerstsluiting")
        form.set_value("tot", date(2026, 12, 1))
        deel.plek.card.confirm()
        assert "vóór de eerste" in form.row("tot").error
        form.set_value("tot", date(2027, 1, 1))
        QTest.keyClick(tot.focusProxy() or tot, Qt.Key.Key_Return)
        (now,) = lege_sessie.klokken.sluitingsdagen()
        assert (now.id, now.naam, now.tot) == (made, "kerstsluiting", date(2027, 1, 1))
        assert deel.table.hasFocus()
        lege_sessie.ongedaan.maak_ongedaan()
        (back,) = lege_sessie.klokken.sluitingsdagen()
        assert (back.naam, back.tot) == ("kerst", date(2026, 12, 31))
    finally:
        shiboken6.delete(deel)


def test_every_control_has_a_name(beheer: KlokkenDeel, klokken: KlokkenTab, unnamed_controls: Walker) -> None:
    _choose(beheer, "D3")
    beheer.change()
    assert unnamed_controls(beheer) == []
    assert unnamed_controls(klokken) == []
