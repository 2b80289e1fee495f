"""The import in the window, by keyboard, on the real workbooks and the real kluis."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.inlezen import InlezenPage
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls

WAIT = 20_000
KOP = "naam;geboortedatum;gemeente;datum aanmelding;stap;gezochte hulp;waarom vast\n"


@pytest.fixture
def page(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> InlezenPage:
    made = InlezenPage(lege_sessie, work, "RET")
    qtbot.addWidget(made)
    made.resize(1100, 660)
    made.show()
    return made


def count(sessie: Sessie) -> int:
    return len(sessie.casussen.find(CasusFilter(status="alle")))


def load(page: InlezenPage, work: Work, qtbot: QtBot, path: Path) -> None:
    page.load(path)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)


def test_a_list_is_looked_at_taken_over_and_undone(
    page: InlezenPage, lege_sessie: Sessie, work: Work, qtbot: QtBot, voorbeeld: Path
) -> None:
    load(page, work, qtbot, voorbeeld / "casuslijst-RET.xlsx")
    titles = [page.tabs.tabText(i) for i in range(page.tabs.count())]
    assert titles == ["Gelezen (99)", "Twijfel (5)", "Dubbel (3)", "Apart gehouden (2)", "Kolommen"]
    assert page.take_button.text() == "Overnemen (96 regels)"
    assert count(lege_sessie) == 0, "nothing is stored by looking"
    assert unnamed_controls(page) == []
    QTest.keyClick(page.take_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert count(lege_sessie) == 96
    assert "96 regels" in page.message.text
    QTest.keyClick(page.undo_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert count(lege_sessie) == 0


def test_space_decides_on_a_double_and_the_count_follows(
    page: InlezenPage, work: Work, qtbot: QtBot, voorbeeld: Path
) -> None:
    load(page, work, qtbot, voorbeeld / "casuslijst-RET.xlsx")
    page.tabs.setCurrentWidget(page.dubbel)
    page.dubbel.table.setFocus()
    QTest.keyClick(page.dubbel.table, Qt.Key.Key_Space)
    assert page.take_button.text() == "Overnemen (97 regels)"
    QTest.keyClick(page.dubbel.table, Qt.Key.Key_Space)
    assert page.take_button.text() == "Overnemen (96 regels)"


def test_a_doubt_is_decided_with_a_choice_from_the_list(
    page: InlezenPage, lege_sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "lijst.csv"
    row = "Bo Fictief;1-2-2012;Epe;3-3-2026;5;iets heel bijzonders;wachtlijst\n"
    file.write_text(KOP + row, encoding="utf-8")
    load(page, work, qtbot, file)
    page.tabs.setCurrentWidget(page.twijfel)
    assert page.twijfel.model.rowCount() == 1
    page.twijfel.choice.setCurrentIndex(page.twijfel.choice.findData("gezinshuis"))
    page.twijfel.choice.activated.emit(page.twijfel.choice.currentIndex())
    QTest.keyClick(page.take_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    rows = lege_sessie.casussen.rows(lege_sessie.casussen.find(CasusFilter()))
    assert [r.zorgvorm for r in rows] == ["gezinshuis"]


def test_a_path_can_be_typed_or_pasted(page: InlezenPage, work: Work, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(KOP + "Bo Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijst\n", encoding="utf-8")
    page.path.setFocus()
    QTest.keyClicks(page.path, f'"{file}"')
    QTest.keyClick(page.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert page.take_button.text() == "Overnemen (1 regel)"
    page.path.clear()
    QTest.keyClicks(page.path, str(tmp_path / "er is niets"))
    QTest.keyClick(page.path, Qt.Key.Key_Return)
    assert "niet te lezen" in page.message.text


def test_a_list_can_be_dropped_on_the_page(page: InlezenPage, work: Work, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(KOP + "Bo Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijst\n", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    entering.ignore()
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none))
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert page.take_button.text() == "Overnemen (1 regel)"


def pick(page: InlezenPage, row: int, code: str) -> None:
    page.twijfel.table.setCurrentIndex(page.twijfel.model.index(row, 0))
    page.twijfel.choice.setCurrentIndex(page.twijfel.choice.findData(code))
    page.twijfel.choice.activated.emit(page.twijfel.choice.currentIndex())


def becomes(page: InlezenPage) -> list[str]:
    column = [c.key for c in page.twijfel.model.columns].index("wordt")
    model = page.twijfel.model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def test_each_cause_of_a_cell_is_decided_by_itself_and_comes_in_place_of_the_proposal(
    page: InlezenPage, lege_sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "lijst.csv"
    row = "Bo Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijt, heel raar, iets vreemds, onveiligheid\n"
    file.write_text(KOP + row, encoding="utf-8")
    load(page, work, qtbot, file)
    page.tabs.setCurrentWidget(page.twijfel)
    label = lege_sessie.lists["oorzaken"].label
    assert becomes(page) == [label("A2"), "leeg laten", "leeg laten"]
    pick(page, 0, "A5")
    pick(page, 1, "R1")
    assert becomes(page) == [label("A5"), label("R1"), "leeg laten"]
    QTest.keyClick(page.take_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    dossier = lege_sessie.casussen.dossier(lege_sessie.casussen.find(CasusFilter())[0])
    assert {o.code for o in dossier.oorzaken} == {"G5", "A5", "R1"}, "A2 was only proposed"


def test_a_proposed_cause_can_be_left_out(
    page: InlezenPage, lege_sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(KOP + "Bo Fictief;1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijt\n", encoding="utf-8")
    load(page, work, qtbot, file)
    page.tabs.setCurrentWidget(page.twijfel)
    pick(page, 0, "")
    QTest.keyClick(page.take_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    dossier = lege_sessie.casussen.dossier(lege_sessie.casussen.find(CasusFilter())[0])
    assert dossier.oorzaken == ()


def test_a_date_in_doubt_reads_as_a_date(page: InlezenPage, work: Work, qtbot: QtBot, voorbeeld: Path) -> None:
    load(page, work, qtbot, voorbeeld / "casuslijst-RET.xlsx")
    assert becomes(page)[0] == "06-03-2025"


def test_a_column_can_be_pointed_at_by_hand(page: InlezenPage, work: Work, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(KOP.replace("waarom vast", "kolom zeven") + "Bo F;1-2-2012;Epe;3-3-2026;5;gezinshuis;vaag\n")
    load(page, work, qtbot, file)
    assert page.tabs.tabText(1) == "Twijfel (0)"
    choice = page.kolommen._choices["oorzaken"]
    choice.setCurrentIndex(choice.findData("kolom zeven"))
    page.kolommen.changed.emit()
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert page.tabs.tabText(1) == "Twijfel (1)"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "xlsx"), ("leeg.csv", b"", "leeg")],
)
def test_a_file_that_is_no_list_says_what_to_do(
    page: InlezenPage, work: Work, qtbot: QtBot, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    load(page, work, qtbot, file)
    assert says in page.message.text.lower()
    assert not page.tabs.isVisible()


def test_ten_thousand_rows_leave_the_window_alive_and_can_be_stopped(
    page: InlezenPage, lege_sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "lang.csv"
    rows = (f"Kind{i} Fictief{i};1-2-2012;Epe;3-3-2026;5;gezinshuis;wachtlijst\n" for i in range(10_000))
    file.write_text(KOP + "".join(rows), encoding="utf-8")
    page.load(file)
    jobs: list[object] = []
    work.progressed.connect(lambda job, *_: jobs.append(job))
    qtbot.waitUntil(lambda: bool(jobs) or not work.busy, timeout=WAIT)
    assert jobs, "progress is shown while it reads"
    getattr(jobs[-1], "stop")()  # noqa: B009 - a job, handed over as an object by the signal
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert "Gestopt" in page.message.text
    assert count(lege_sessie) == 0
