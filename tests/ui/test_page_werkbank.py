"""The anonimiseer-werkbank in the window, by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from expertteam_app.db.tables import RapportRow
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.typecasus import Kenmerk, Punt
from expertteam_app.domain.uitgave import Stand
from expertteam_app.services.instellingen import TYPECASUS_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.werkbank import Wijziging
from expertteam_app.ui.pages.rapporten_werkbank import UIT, WerkbankDeel
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.work import Work
from tests.ui.test_page_rapporten import Walker, settle

KEY = Qt.Key
JAAR = Periode(2025)


def make(sessie: Sessie, work: Work, qtbot: QtBot) -> WerkbankDeel:
    deel = WerkbankDeel(sessie, work)
    qtbot.addWidget(deel)
    deel.resize(1180, 690)
    deel.show()
    deel.show_period(JAAR, sessie.rapporten.stand(JAAR))
    deel.set_report(sessie.rapporten.preview(JAAR))
    settle(work, qtbot)
    return deel


@pytest.fixture
def deel(sessie: Sessie, work: Work, qtbot: QtBot) -> WerkbankDeel:
    sessie.beheer.set_setting(TYPECASUS_SETTING, waarde=True)
    return make(sessie, work, qtbot)


def press(widget: QWidget, key: Qt.Key = KEY.Key_Return) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def begun(deel: WerkbankDeel, work: Work, qtbot: QtBot) -> None:
    press(deel.new_button)
    settle(work, qtbot)


def test_while_it_is_off_it_says_how_to_put_it_on(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    deel = make(sessie, work, qtbot)
    assert deel.told.text == UIT
    assert not deel.new_button.isVisible()
    assert not deel.may_begin


def test_a_typecasus_is_made_without_a_mouse(deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    assert "Dat hoeft ook niet" in deel.told.text
    begun(deel, work, qtbot)
    assert deel.choices[Kenmerk.LEEFTIJD].hasFocus()
    stap = deel.choices[Kenmerk.STAP]
    stap.setFocus()
    QTest.keyClicks(stap, "5")
    QTest.keyClick(stap, KEY.Key_Return)
    stap.activated.emit(stap.currentIndex())
    settle(work, qtbot)
    assert "casussen gekozen" in deel.found.text()
    deel.table.setFocus()
    for row in range(3):
        deel.table.setCurrentIndex(deel.table.model().index(row, 0))
        QTest.keyClick(deel.table, KEY.Key_Return)
        settle(work, qtbot)
    deel.area.setFocus()
    QTest.keyClicks(deel.area, "Een jeugdige liep vast. Op maandag hielp een luthier.")
    QTest.keyClick(deel.area, KEY.Key_Tab)
    settle(work, qtbot)
    (stored,) = sessie.werkbank.all(JAAR)
    assert stored.kenmerken == {Kenmerk.STAP: str(stap.currentData())}
    assert len(stored.bronnen) == 3
    assert stored.verhaal.endswith("luthier.")
    assert deel.punten.lines[Punt.BRONNEN].text().startswith("Genoeg casussen: in orde.")
    assert "maandag" in deel.punten.lines[Punt.SPOREN].text()
    assert "luthier" in deel.punten.lines[Punt.WOORDEN].text()
    QTest.keyClick(deel.table, KEY.Key_Return)
    settle(work, qtbot)
    assert len(sessie.werkbank.all(JAAR)[0].bronnen) == 2, "the same key lets go again"


def test_what_is_typed_is_looked_at_before_it_is_stored(
    deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    begun(deel, work, qtbot)
    deel.area.setFocus()
    QTest.keyClicks(deel.area, "Zij is 14 jaar")
    deel.check()
    settle(work, qtbot)
    assert "14 jaar" in deel.punten.lines[Punt.SPOREN].text()
    deel.flush()
    assert sessie.werkbank.all(JAAR)[0].verhaal == "Zij is 14 jaar"


def test_one_of_several_is_chosen_and_removed(deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    begun(deel, work, qtbot)
    begun(deel, work, qtbot)
    assert [deel.which.itemText(i) for i in range(2)] == ["Typecasus 1", "Typecasus 2"]
    first, second = sessie.werkbank.all(JAAR)
    assert deel.current is not None
    assert deel.current.id == second.id
    press(deel.remove_button)
    settle(work, qtbot)
    assert [t.id for t in sessie.werkbank.all(JAAR)] == [first.id]


def test_the_second_reader_confirms_and_cannot_change(
    deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    begun(deel, work, qtbot)
    sessie.werkbank.wijzig(sessie.werkbank.all(JAAR)[0].id, Wijziging(verhaal="Een jeugdige liep vast."))
    sessie.rapporten.bevries(JAAR)
    with sessie.context.write("proef") as session:
        session.scalars(select(RapportRow)).one().stand = Stand.AANGEBODEN.value
    other = Sessie(sessie.kluis, replace(sessie.context, actor=Actor("sien", Rol.SECRETARIS)))
    reader = make(other, work, qtbot)
    assert reader.area.isReadOnly()
    assert not reader.new_button.isVisible()
    assert reader.confirm_button.isVisible()
    press(reader.confirm_button)
    settle(work, qtbot)
    assert "herkent er niemand in" in reader.told.text
    assert sessie.werkbank.all(JAAR)[0].bevestigd is not None


def test_what_was_stored_is_there_again_when_the_page_opens(
    deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    begun(deel, work, qtbot)
    stap = deel.choices[Kenmerk.STAP]
    told = {Kenmerk.STAP: stap.itemData(2)}
    sessie.werkbank.wijzig(sessie.werkbank.all(JAAR)[0].id, Wijziging(told, "Een jeugdige liep vast."))
    again = make(sessie, work, qtbot)
    assert again.choices[Kenmerk.STAP].currentData() == told[Kenmerk.STAP]
    again.choices[Kenmerk.LEEFTIJD].activated.emit(0)
    settle(work, qtbot)
    assert sessie.werkbank.all(JAAR)[0].kenmerken == told


def test_what_is_being_typed_outlives_a_change_elsewhere(
    deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    begun(deel, work, qtbot)
    deel.area.setFocus()
    QTest.keyClicks(deel.area, "Een jeugdige liep vast.")
    deel.refresh(frozenset({"casus"}))
    settle(work, qtbot)
    assert deel.area.toPlainText() == "Een jeugdige liep vast."
    deel.show_period(Periode(2024), sessie.rapporten.stand(Periode(2024)))
    assert sessie.werkbank.all(JAAR)[0].verhaal == "Een jeugdige liep vast."
    assert deel.current is None


def test_a_colleague_sees_whose_it_is_and_cannot_change_it(
    deel: WerkbankDeel, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    begun(deel, work, qtbot)
    other = Sessie(sessie.kluis, replace(sessie.context, actor=Actor("sien", Rol.VOORZITTER)))
    colleague = make(other, work, qtbot)
    assert colleague.area.isReadOnly()
    assert f"{sessie.actor.naam} maakte deze typecasus" in colleague.told.text


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_has_a_name(
    deel: WerkbankDeel, work: Work, qtbot: QtBot, theme: Theme, unnamed_controls: Walker, scale: int
) -> None:
    begun(deel, work, qtbot)
    theme.set_text_scale(scale)
    assert unnamed_controls(deel) == []
