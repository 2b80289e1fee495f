"""The toekomstplan on Kern, and the acties of a casus, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_acties import ActiesTab
from expertteam_app.ui.pages.casus_kern import KernTab
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_toekomstplan import DRAFT, ToekomstplanKaart

Walker = Callable[[QWidget], list[str]]
Shown = Callable[..., CasusTab]


def new_casus(sessie: Sessie, born: date | None) -> int:
    day = sessie.context.vandaag() - timedelta(days=2)
    return sessie.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0200", day, geboortedatum=born))


@pytest.fixture
def show(qtbot: QtBot, lege_sessie: Sessie) -> Iterator[Shown]:
    """Shows a part of a casus and reads it again after every act."""
    made: list[CasusTab] = []

    def make(kind: type[CasusTab], casus_id: int) -> CasusTab:
        tab = kind(lege_sessie)
        made.append(tab)
        tab.resize(760, 700)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()

        def again(_nouns: object = None) -> None:
            tab.show_dossier(lege_sessie.casussen.dossier(casus_id))

        again()
        lege_sessie.kluis.store.on_commit(again)
        return tab

    yield make
    for tab in made:
        shiboken6.delete(tab)


def card_of(tab: CasusTab) -> ToekomstplanKaart:
    assert isinstance(tab, KernTab)
    return tab.plan


@pytest.mark.parametrize(
    ("born", "shown"),
    [(date(2011, 5, 20), True), (date(2011, 5, 21), False), (None, False)],  # on 20-11-2026
)
def test_the_card_is_there_from_15_and_a_half_on(
    lege_sessie: Sessie,
    show: Shown,
    born: date | None,
    shown: bool,  # noqa: FBT001 - a column of the table
) -> None:
    tab = show(KernTab, new_casus(lege_sessie, born))
    assert card_of(tab).isVisible() is shown


def test_a_plan_is_kept_field_by_field_without_a_button(
    lege_sessie: Sessie, show: Shown, unnamed_controls: Walker
) -> None:
    casus_id = new_casus(lege_sessie, date(2010, 1, 5))
    tab = show(KernTab, casus_id)
    card = card_of(tab)
    assert unnamed_controls(tab) == []
    owner = card.form.row("eigenaar").control
    owner.setFocus()
    QTest.keyClicks(owner, "Aya (fictief)")
    QTest.keyClick(owner, Qt.Key.Key_Tab)
    assert lege_sessie.toekomstplannen.of_casus(casus_id) is None
    assert card.status.text() == DRAFT
    day = card.form.row("datum").control
    day.setFocus()
    QTest.keyClicks(day, "1-11-2026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    plan = lege_sessie.toekomstplannen.of_casus(casus_id)
    assert plan is not None
    assert (plan.datum, plan.eigenaar, plan.leefdomeinen) == (date(2026, 11, 1), "Aya (fictief)", ())
    boxes = {box.text(): box for box in card.form.row("leefdomeinen").findChildren(QCheckBox)}
    assert list(boxes) == ["wonen", "school", "werk", "inkomen", "vrienden", "relaties", "vrije tijd", "zorg"]
    for name in ("zorg", "wonen"):
        QTest.keyClick(boxes[name], Qt.Key.Key_Space)
    plan = lege_sessie.toekomstplannen.of_casus(casus_id)
    assert plan is not None
    assert plan.leefdomeinen == ("wonen", "zorg")
    assert card.status.text() == "Nog open: niet gedekt: school, werk, inkomen, vrienden, relaties, vrije tijd."


def test_a_draft_comes_back_and_a_wrong_day_is_told_at_the_field(lege_sessie: Sessie, show: Shown) -> None:
    casus_id = new_casus(lege_sessie, date(2010, 1, 5))
    owner = card_of(show(KernTab, casus_id)).form.row("eigenaar").control
    QTest.keyClicks(owner, "Noor (fictief)")
    QTest.keyClick(owner, Qt.Key.Key_Return)
    card = card_of(show(KernTab, casus_id))
    assert card.form.value("eigenaar") == "Noor (fictief)"
    assert card.status.text() == DRAFT
    day = card.form.row("datum").control
    QTest.keyClicks(day, "1-12-2026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert "toekomst" in card.form.row("datum").error
    assert card.form.value("eigenaar") == "Noor (fictief)"
    assert lege_sessie.toekomstplannen.of_casus(casus_id) is None


def test_a_plan_is_taken_away_after_asking(lege_sessie: Sessie, show: Shown) -> None:
    casus_id = new_casus(lege_sessie, date(2010, 1, 5))
    lege_sessie.toekomstplannen.store(casus_id, date(2026, 11, 1), ["wonen"], "Aya (fictief)")
    tab = show(KernTab, casus_id)
    card = card_of(tab)
    QTest.keyClick(card.remove_button, Qt.Key.Key_Return)
    QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Escape)
    assert lege_sessie.toekomstplannen.of_casus(casus_id) is not None
    QTest.keyClick(card.remove_button, Qt.Key.Key_Return)
    QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Return)
    assert lege_sessie.toekomstplannen.of_casus(casus_id) is None
    assert card.form.value("datum") is None
    assert card.form.value("leefdomeinen") == []
    assert not card.remove_button.isVisible()


def test_a_toezegging_is_marked_and_an_actie_goes_with_delete(lege_sessie: Sessie, show: Shown) -> None:
    casus_id = new_casus(lege_sessie, None)
    tab = show(ActiesTab, casus_id)
    assert isinstance(tab, ActiesTab)
    tab.insert()
    assert tab.card is not None
    form = tab.card.form
    what, promise = form.row("actie").control, form.row("toezegging").control
    assert isinstance(what, QLineEdit)
    QTest.keyClicks(what, "Ouders bellen")
    QTest.keyClick(promise, Qt.Key.Key_Space)
    QTest.keyClick(what, Qt.Key.Key_Return)
    (actie,) = lege_sessie.casussen.dossier(casus_id).acties
    assert actie.toezegging
    QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Escape)
    column = next(c for c in tab.table.rows_model.columns if c.key == "toezegging")
    assert column.text(tab.table.row(actie.id)) == "aan gezin"
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.card is not None
    box = tab.card.form.row("toezegging").field
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not lege_sessie.casussen.dossier(casus_id).acties[0].toezegging
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Return)
    assert lege_sessie.casussen.dossier(casus_id).acties == ()
