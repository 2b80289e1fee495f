"""Views and changes of a selection on page Casussen, through its real widgets and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_bulk import BulkKaart
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.work import Work

Walker = Callable[[QWidget], list[str]]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(sessie: Sessie, qtbot: QtBot, work: Work) -> Iterator[CasussenPage]:
    made = CasussenPage(sessie, work)
    made.resize(1186, 640)
    sessie.kluis.store.on_commit(made.refresh)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh(frozenset())
    settle(qtbot, made, work)
    yield made
    shiboken6.delete(made)


def settle(qtbot: QtBot, page: CasussenPage, work: Work) -> None:
    card = page.lijst.card
    waiting = [page.lijst._latest, *([card._latest] if isinstance(card, BulkKaart) else [])]
    qtbot.waitUntil(lambda: not work.busy and not any(latest.waiting for latest in waiting), timeout=20_000)


def cell(card: BulkKaart, row: int, column: int) -> str:
    return str(card.table.model().index(row, column).data())


def card_of(page: CasussenPage) -> Invoer | None:
    return page.lijst.card


def select(page: CasussenPage, count: int) -> list[int]:
    table = page.lijst.table
    table.setFocus()
    table.selectRow(0)
    for _ in range(count - 1):
        QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert len(table.selected_ids()) == count
    return table.selected_ids()


def test_a_selection_is_previewed_and_changed_as_one_act(
    page: CasussenPage, sessie: Sessie, qtbot: QtBot, work: Work, unnamed_controls: Walker
) -> None:
    ids = select(page, 3)
    assert page.lijst.bulk_button.text() == "Wijzig selectie (3)"
    page.lijst.ask_bulk("aangemeld_door")
    card = page.lijst.card
    assert isinstance(card, BulkKaart)
    QTest.keyClicks(card.form.row("waarde").control, "wijkteam Proef")
    card.form.flush()
    settle(qtbot, page, work)
    assert card.table.rowCount() == 3
    assert {cell(card, row, 2) for row in range(3)} == {"wijkteam Proef"}
    assert card.confirm_button.text() == "3 casussen wijzigen"
    assert unnamed_controls(page) == []
    QTest.keyClick(card.form.row("waarde").control, Qt.Key.Key_Return)
    settle(qtbot, page, work)
    qtbot.waitUntil(lambda: bool(page.lijst.notice), timeout=20_000)
    assert page.lijst.notice == "3 casussen zijn gewijzigd. Ctrl+Z maakt dat in één keer ongedaan."
    assert {sessie.casussen.dossier(i).aangemeld_door for i in ids} == {"wijkteam Proef"}
    sessie.ongedaan.maak_ongedaan()
    assert "wijkteam Proef" not in {sessie.casussen.dossier(i).aangemeld_door for i in ids}


def test_what_is_refused_stands_in_the_preview(page: CasussenPage, sessie: Sessie, qtbot: QtBot, work: Work) -> None:
    ids = select(page, 2)
    if sessie.casussen.dossier(ids[0]).stand.status == "open":
        sessie.casussen.pauzeren(ids[0], sessie.context.vandaag(), "proef", telt=True)
    settle(qtbot, page, work)
    select(page, 2)
    page.lijst.ask_bulk("pauzeren")
    settle(qtbot, page, work)
    card = page.lijst.card
    assert isinstance(card, BulkKaart)
    assert cell(card, 0, 3) == "Deze casus is al gepauzeerd. Hervat de casus eerst."
    assert "niet; de reden staat erachter" in card.note.text()
    QTest.keyClick(card.form.row("toelichting").control, Qt.Key.Key_Escape)
    assert card_of(page) is None


def test_nothing_selected_nothing_to_change(page: CasussenPage) -> None:
    page.lijst.table.clearSelection()
    assert not page.lijst.bulk_button.isEnabled()


def test_a_view_is_kept_starred_when_changed_and_comes_back(
    page: CasussenPage, sessie: Sessie, qtbot: QtBot, work: Work
) -> None:
    lijst = page.lijst
    lijst.bar.status.setCurrentIndex(1)
    lijst.bar.status.activated.emit(1)
    next(c for c in page.commands() if c.id == "casus.weergave").run()
    assert lijst.card is not None
    field = lijst.card.form.row("naam").control
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Gesloten zaken")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert card_of(page) is None
    view = lijst.weergaven
    assert view.choice.currentText() == "Gesloten zaken"
    QTest.keyClicks(lijst.bar.text, "vera")
    assert view.choice.currentText() == "Gesloten zaken *"
    view.choose(str(view.choice.currentData()))
    settle(qtbot, page, work)
    assert view.choice.currentText() == "Gesloten zaken"
    assert lijst.bar.text.text() == ""
    assert lijst.count_text.split()[0] == str(len(sessie.casussen.find(CasusFilter(status="gesloten"))))
    lijst.bar.text.setText("e")
    view.overwrite()
    assert not view.changed
    view.remove()
    assert view.current is None
    assert all(other.vast for other in sessie.weergaven.all())


def test_a_computed_view_shows_its_casussen(page: CasussenPage, sessie: Sessie, qtbot: QtBot, work: Work) -> None:
    page.lijst.weergaven.choose("vast:geen-volgende-stap")
    settle(qtbot, page, work)
    wanted = sessie.weergaven.filter_of("vast:geen-volgende-stap")[1].casus_ids
    assert page.lijst.count_text.split()[0] == str(len(wanted or ()))
    assert not page.lijst.weergaven.changed
    assert page.lijst.weergaven.choice.currentText() == "Zonder volgende stap"
