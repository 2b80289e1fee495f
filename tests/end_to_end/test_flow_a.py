"""Flow A by keyboard alone (PRODUCT 6.4): a toegangsmedewerker prepares an inbreng, up to the point of sending.

With ``EXPERTTEAM_SCHERMEN=MAP`` a picture of every step is kept there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.casussen import CasussenPage

WAIT = 20_000
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


class Toetsenbord:
    """Types on the window and nothing else; keeps a picture of each step when asked."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.count = self.number = 0

    @property
    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:  # a desktop does this by itself when a list or the palette closes
            self.app.frame.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=WAIT)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus, key, modifier)
            self.count += 1

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        self.count += len(text)

    def fill(self, *texts: str) -> None:
        """Type in one field after another, Tab between them; an empty text leaves a field as it is."""
        for number, text in enumerate(texts):
            if number:
                self.press(KEY.Key_Tab)
            if text:
                self.type(text)

    def choose(self, text: str) -> None:
        """Choose in a list by typing the first word of a line (a space would open the list)."""
        box = self.focus
        assert isinstance(box, QComboBox), type(box)
        self.type(text.split(maxsplit=1)[0])
        assert box.currentText().lower().startswith(text.lower()), box.currentText()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.app.busy, timeout=WAIT)

    def picture(self, name: str) -> None:
        folder = os.environ.get("EXPERTTEAM_SCHERMEN")
        self.settle()
        if folder:
            self.number += 1
            self.qtbot.wait(200)
            window = QApplication.activeWindow() or self.app.frame
            assert window.grab().save(str(Path(folder) / f"flow-a-{self.number:02}-{name}.png"))


@pytest.fixture
def board(qapp: QApplication, qtbot: QtBot, tmp_path: Path, filled_kluis: Path) -> Iterator[Toetsenbord]:
    shutil.copytree(filled_kluis, practice_path(tmp_path))
    app = make_app(qapp, tmp_path)
    app.frame.resize(1366, 728)
    app.frame.show()
    app.frame.activateWindow()
    qtbot.waitUntil(lambda: not app.busy and QApplication.focusWidget() is not None, timeout=WAIT)
    app.door.practise()
    qtbot.waitUntil(lambda: not app.frame.locked, timeout=WAIT)
    yield Toetsenbord(app, qtbot)
    app.close()
    qapp.removeEventFilter(app.idle)
    app.frame.close()
    app.frame.deleteLater()


def _page(board: Toetsenbord) -> CasussenPage:
    page = board.app.frame.current_page
    assert isinstance(page, CasussenPage)
    return page


def _sessie(board: Toetsenbord) -> Sessie:
    assert isinstance(board.app.deur, Voordeur)
    return board.app.deur.sessie


def _next_gap(board: Toetsenbord) -> str:
    """F7, then Enter on the first part that is missing; its name, or empty when nothing is."""
    board.press(KEY.Key_F7)
    panel = _page(board).detail.inbreng
    first = panel.rows.rows[0]
    if first.status == "klaar":
        return ""
    board.press(KEY.Key_Return)
    board.settle()
    return first.title


def _register(board: Toetsenbord) -> None:
    board.press(KEY.Key_K, CTRL)
    board.type("nieuwe casus")
    board.qtbot.wait(400)
    board.picture("opdracht")
    board.press(KEY.Key_Return)
    board.settle()
    board.fill("F.", "", "Fictief-Voorbeeld", "12-3-2011")
    board.press(KEY.Key_Tab)
    board.choose("Lochem")
    board.qtbot.wait(400)
    board.picture("nieuwe-casus")
    board.press(KEY.Key_Return, CTRL)
    board.settle()


def _fill_gap(board: Toetsenbord, gap: str) -> None:
    if gap == "Vraag aan de tafel":
        board.type("Hoe kan Fenna (fictief) veilig thuis wonen?")
    elif gap == "Stem van jeugdige en ouders":
        board.fill("Ik wil bij mijn oma blijven.", "Wij willen rust in huis.")
    elif gap == "Wat is geprobeerd":
        board.type("Ambulante hulp vanaf mei; liep vast op de wachtlijst.")
    elif gap == "Waar is gezocht":
        board.press(KEY.Key_Insert)
        board.fill("gezinshuis", "De Verzonnen Wilg", "1-11", "nee", "geen plek")
        board.press(KEY.Key_Return)
    elif gap == "Geboortedatum en gezag":
        board.press(KEY.Key_Insert)
        board.fill("ouder met gezag", "Sanne Fictief")
        board.press(KEY.Key_Return)
    elif gap == "Toestemming of andere grond":
        board.press(KEY.Key_Insert)
        board.fill("RET", "bespreken in het Regionaal Expertteam")
        board.press(KEY.Key_Tab)
        board.choose("wettelijke taak")
        board.press(KEY.Key_Tab, times=3)
        board.type("Zonder het RET loopt de hulp vast; het gezin weet ervan (verzonnen).")
        board.press(KEY.Key_Return, CTRL)
    elif gap == "Wie de regie heeft":
        board.type("Bep Fictief")
    else:
        raise AssertionError(gap)
    board.settle()


def test_an_inbreng_is_prepared_by_keyboard_alone(board: Toetsenbord) -> None:
    _register(board)
    detail = _page(board).detail
    casus_id = detail.casus_id
    assert casus_id is not None
    filled: list[str] = []
    while gap := _next_gap(board):
        assert gap not in filled, f"{gap} blijft ontbreken"
        filled.append(gap)
        _fill_gap(board, gap)
        board.picture(gap.split()[0].lower())
    board.picture("compleet")
    assert detail.inbreng.words.text() == "De inbreng is compleet."

    sessie = _sessie(board)
    dossier = sessie.casussen.dossier(casus_id)
    assert dossier.vraag == "Hoe kan Fenna (fictief) veilig thuis wonen?"
    assert (dossier.stem_jeugdige, dossier.stem_ouders) == ("Ik wil bij mijn oma blijven.", "Wij willen rust in huis.")
    assert [z.aanbieder for z in dossier.zoekregels] == ["De Verzonnen Wilg"]
    assert sessie.toestemmingen.mag_delen(
        casus_id, "RET", "bespreken in het Regionaal Expertteam", sessie.context.vandaag()
    ).mag
    assert board.count < 600, "so many keys would cost more than the twelve minutes of flow A"

    board.press(KEY.Key_L, CTRL)
    assert board.app.frame.locked
    board.app.door.practise()
    board.qtbot.waitUntil(lambda: not board.app.frame.locked, timeout=WAIT)
    board.qtbot.waitUntil(lambda: _page(board).current_item() == casus_id, timeout=WAIT)
    assert _sessie(board).inbrengen.stand(casus_id).compleet
