"""The half-yearly monitor by keyboard: figures that open their zaken, frozen, compared, and saved as files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.cijfer_tabel import AskTable
from expertteam_app.ui.pages.monitor import MonitorPage
from expertteam_app.ui.work import Work
from tests.conftest import VANDAAG
from tests.ui.tafels import as_role

KEY = Qt.Key
Walker = Callable[[QWidget], list[str]]


def settle(work: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.busy, timeout=30_000)


def make(sessie: Sessie, work: Work, qtbot: QtBot) -> MonitorPage:
    page = MonitorPage(sessie, work)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.periode.choose("2026-H2")
    page.refresh(frozenset())
    settle(work, qtbot)
    return page


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> MonitorPage:
    return make(sessie, work, qtbot)


def words(widget: QWidget) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def figure(page: MonitorPage, title: str, row: str, column: int) -> AskTable:
    """Stand on a figure."""
    assert page.monitor is not None
    tabel = next(t for t in page.monitor.tabellen if t.titel == title)
    table = page.kaarten[page.monitor.tabellen.index(tabel)].table
    assert table is not None
    place = [r.naam for r in tabel.rijen].index(row)
    table.setFocus()
    table.setCurrentIndex(table.model().index(place, column))
    return table


def test_every_table_is_shown_with_how_it_was_counted(page: MonitorPage, unnamed_controls: Walker) -> None:
    assert page.monitor is not None
    shown = words(page)
    for tabel in page.monitor.tabellen:
        assert tabel.titel in shown
        assert tabel.uitleg in shown
    assert "kleine aantallen" in shown
    assert unnamed_controls(page) == []


def test_enter_on_a_figure_opens_the_casussen_behind_it(page: MonitorPage, qtbot: QtBot) -> None:
    table = figure(page, "Wat kwam en wat ging", "Regio", 2)
    with qtbot.waitSignal(page.drill) as asked:
        QTest.keyClick(table, KEY.Key_Return)
    ids, called = asked.args
    assert page.monitor is not None
    (erbij,) = (r.cellen[1] for r in page.monitor.tabellen[0].rijen if r.naam == "Regio")
    assert (len(ids), called) == (int(erbij.tekst), "Wat kwam en wat ging: Regio, Erbij")


def test_enter_on_a_figure_of_vtbs_lists_them_and_opens_one(page: MonitorPage, qtbot: QtBot) -> None:
    table = figure(page, "Verzoeken tot bespreking", "Regio", 1)
    QTest.keyClick(table, KEY.Key_Return)
    assert page.vtbs.isVisible()
    assert page.vtbs.hasFocus()
    assert str(page.vtbs.count()) == table.model().index(table.currentIndex().row(), 1).data()
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.keyClick(page.vtbs, KEY.Key_Return)
    assert asked.args == ["vtb", page.vtbs.rows[0].id]


def test_freezing_comparing_and_saving(
    page: MonitorPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClick(page.keep_button, KEY.Key_Space)
    settle(work, qtbot)
    (moment,) = sessie.monitoren.momenten()
    assert page.moment.currentData() == moment.id
    assert page.keep_button.isHidden()
    qtbot.waitUntil(lambda: "Vastgelegd: deze cijfers veranderen niet meer." in words(page), timeout=30_000)
    settle(work, qtbot)
    sessie.casussen.add(
        NieuweCasus(
            voornaam="Nieuw",
            achternaam="Verzonnen",
            geboortedatum=date(2012, 1, 1),
            gemeente="0301",
            aanmelding=VANDAAG,
            stap=5,
        )
    )
    QTest.keyClick(page.compare_button, KEY.Key_Space)
    settle(work, qtbot)
    assert "De definities zijn gelijk." in words(page)
    page.refresh(frozenset({"casus"}))
    settle(work, qtbot)
    assert "De definities zijn gelijk." in words(page), "what was compared stays compared"
    folder = tmp_path / "monitor"
    folder.mkdir()
    QTest.keyClick(page.file_button, KEY.Key_Space)
    chooser = page.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    line = chooser.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(str(folder))
    QTest.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 2, timeout=30_000)
    settle(work, qtbot)
    assert {path.name for path in folder.iterdir()} == {"monitor-2026-H2.pdf", "monitor-2026-H2.xlsx"}


def test_who_reads_figures_only_freezes_and_saves_nothing(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    page = make(as_role(sessie, Rol.LEZER_CIJFERS), work, qtbot)
    assert page.keep_button.isHidden()
    assert page.file_button.isHidden()
    page.keep()
    assert sessie.monitoren.momenten() == ()
    table = figure(page, "Wat kwam en wat ging", "Regio", 2)
    with qtbot.assertNotEmitted(page.drill):
        QTest.keyClick(table, KEY.Key_Return)
