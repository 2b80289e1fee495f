"""Own handling is measured: keys once, pauses not, and the median per step stands on the werkbank."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.services.handelingstijd import Stap, StapTijd
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.handeling import LONGEST_PAUSE, HandelingWatch
from expertteam_app.ui.work import Work
from tests.ui.tafels import CTRL, jbt_page, press, window


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_keys_are_counted_once_and_a_pause_only_so_far(lege_sessie: Sessie, qtbot: QtBot) -> None:
    clock = Clock()
    box = QWidget()
    field = QLineEdit()
    QVBoxLayout(box).addWidget(field)
    qtbot.addWidget(box)
    box.show()
    field.setFocus()
    watch = HandelingWatch(lege_sessie.handelingstijden, box, clock=clock)
    watch.begin(Stap.VTB)
    for seconds in (2, 3, 600):
        clock.now += seconds
        QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_F5)  # nobody takes it: it goes on to every parent
    watch.finish(Stap.VTB)
    assert field.text() == "aaa"
    assert lege_sessie.handelingstijden.mediaan() == (StapTijd(Stap.VTB, 1, 5 + int(LONGEST_PAUSE), 4),)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)
    assert watch.stap is None


def test_a_step_ends_at_its_act_and_not_when_one_goes_elsewhere(lege_sessie: Sessie, qtbot: QtBot) -> None:
    clock = Clock()
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch = HandelingWatch(lege_sessie.handelingstijden, field, clock=clock)

    def type_for(seconds: int) -> None:
        clock.now += seconds
        QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)

    watch.begin(Stap.VERSLAG)
    type_for(4)
    watch.reached(Stap.TEKENEN)
    watch.leave()
    assert lege_sessie.handelingstijden.mediaan() == (), "looked at only: the act of another step is not its own"
    watch.begin(Stap.VERSLAG)
    type_for(4)
    watch.reached(Stap.VERSLAG)
    type_for(3)
    watch.reached(Stap.VERSLAG)
    for _ in range(5):
        type_for(9)
    watch.begin(Stap.TEKENEN)
    assert lege_sessie.handelingstijden.mediaan() == (StapTijd(Stap.VERSLAG, 1, 7, 2),)
    type_for(2)
    watch.finish(Stap.TEKENEN)
    type_for(2)
    watch.leave()
    assert lege_sessie.handelingstijden.mediaan()[1] == StapTijd(Stap.TEKENEN, 1, 2, 1)


def test_keys_in_a_dialog_over_the_window_count_too(lege_sessie: Sessie, qtbot: QtBot) -> None:
    clock = Clock()
    box = QWidget()
    QVBoxLayout(box).addWidget(QLineEdit())
    qtbot.addWidget(box)
    box.show()
    watch = HandelingWatch(lege_sessie.handelingstijden, box, clock=clock)
    watch.begin(Stap.TEKENEN)
    dialog = QDialog(box)
    name = QLineEdit()
    QVBoxLayout(dialog).addWidget(name)
    dialog.open()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    name.setFocus()
    for _ in range(3):
        clock.now += 1
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_B)
    dialog.close()
    watch.finish(Stap.TEKENEN)
    assert name.text() == "bbb"
    assert lege_sessie.handelingstijden.mediaan() == (StapTijd(Stap.TEKENEN, 1, 3, 3),)


def test_the_median_is_over_items_with_their_parts_added_up(lege_sessie: Sessie) -> None:
    s = lege_sessie
    children = (("Aya", "", "Proef", None),)
    ids = [s.vtbs.add(NieuweVtb(f"gezin {n}", "0232", date(2026, 11, 2), "", children)) for n in range(3)]
    for vtb, seconds in ((ids[0], 10), (ids[0], 15), (ids[1], 40), (ids[2], 31)):
        s.handelingstijden.meet("plannen", seconds, 4, vtb_id=vtb)
    assert s.handelingstijden.mediaan() == (StapTijd(Stap.PLANNEN, 3, 31, 4),)
    for wrong in (("koffie", 1, 1), ("vtb", -1, 1), ("vtb", 1, -1)):
        with pytest.raises(FieldError):
            s.handelingstijden.meet(*wrong)


def test_taking_over_a_vtb_is_measured_and_shown(lege_sessie: Sessie, work: Work) -> None:
    text = "Gezin: Proef\nGemeente: Epe\nDatum verzoek: 12-11-2026\nKinderen\nAya Proef 1-5-2015\n"
    with window(lege_sessie, work, "jbt") as frame:
        page = jbt_page(frame)
        press(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
        QApplication.clipboard().setText(text)
        press(Qt.Key.Key_V, CTRL)
        QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Return, CTRL)
        QApplication.processEvents()
        (vtb,) = lege_sessie.vtbs.all()
        (found,) = lege_sessie.handelingstijden.mediaan()
        assert (found.stap, found.keren) == (Stap.VTB, 1)
        assert found.toetsen >= 1
        page.reload()
        assert "VTB overnemen" in page.werkbank._times.text()
        assert page.werkbank.detail.dossier is not None
        assert page.werkbank.detail.dossier.id == vtb.id
