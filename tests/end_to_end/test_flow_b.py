"""Flow B by keyboard alone (PRODUCT 6.4): a chair runs a session of the RET, live, and closes it.

With ``EXPERTTEAM_SCHERMEN=MAP`` a picture of every step is kept there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertteam_app.bootstrap import make_app
from expertteam_app.domain.tafel import PuntDossier
from expertteam_app.domain.tafelregel import RegelSoort
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.tafel_live import LiveTafel
from tests.end_to_end.test_flow_a import CTRL, KEY, WAIT, Toetsenbord, _sessie

RET = ZittingSoort.RET


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
    yield Toetsenbord(app, qtbot, "flow-b")
    app.close()
    qapp.removeEventFilter(app.idle)
    app.frame.close()
    app.frame.deleteLater()


def page_of(board: Toetsenbord) -> RetPage:
    page = board.app.frame.current_page
    assert isinstance(page, RetPage)
    return page


def prepare(sessie: Sessie) -> int:
    """What the secretary did before: a zitting of today with two casussen, and who is invited."""
    zitting = sessie.zittingen.plan(RET, sessie.context.vandaag(), "9:00", "Kamer 1")
    for candidate in sessie.zittingen.candidates(zitting)[:2]:
        sessie.zittingen.add_punt(zitting, casus_id=candidate.casus_id)
    for persoon in sessie.personen.all():
        if persoon.rol == "toegangsmedewerker":
            sessie.presenties.add(zitting, persoon_id=persoon.id)
    return zitting


def line(board: Toetsenbord, text: str) -> None:
    board.type(text)
    board.press(KEY.Key_Return)
    board.settle()


def punten(sessie: Sessie, zitting: int) -> tuple[PuntDossier, ...]:
    return sessie.zittingen.dossier(zitting).punten


def everybody_present(board: Toetsenbord, live: LiveTafel) -> None:
    board.press(KEY.Key_F2)
    for number in range(live.presentie.list.count()):
        board.press(KEY.Key_Space)
        if number < live.presentie.list.count() - 1:
            board.press(KEY.Key_Down)
    board.picture("aanwezig")
    board.press(KEY.Key_F2)


def sit_down(board: Toetsenbord) -> LiveTafel:
    """From anywhere to the table of today."""
    board.press(KEY.Key_4, Qt.KeyboardModifier.AltModifier)
    board.settle()
    board.press(KEY.Key_Home)
    board.press(KEY.Key_Return)
    board.settle()
    board.press(KEY.Key_F4)
    assert page_of(board).at_table
    board.picture("aan-tafel")
    return page_of(board).live


def type_the_lines(board: Toetsenbord) -> None:
    """What is said about the first casus."""
    line(board, "s jeugdige: ik wil weten waar ik aan toe ben")
    line(board, "Aanbieder A heeft plek vanaf mei")
    line(board, "z gezinshuis, De Verzonnen Wilg, nee geen plek")
    line(board, "b Tafel kiest deeltijdverblijf met hulp thuis")
    line(board, "a intake regelen @toegang +10wd")
    line(board, "school bellen")
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_A)
    board.picture("regels")


def test_a_session_is_run_and_closed_by_keyboard_alone(board: Toetsenbord) -> None:
    sessie = _sessie(board)
    zitting = prepare(sessie)
    live = sit_down(board)
    board.press(KEY.Key_F11)
    everybody_present(board, live)
    assert all(a.presentie == "aanwezig" for a in sessie.zittingen.dossier(zitting).aanwezigen)
    board.picture("presentatie")
    child = punten(sessie, zitting)[0].kinderen[0]
    assert child.achternaam not in live.samenvatting.text
    board.press(KEY.Key_F11)

    type_the_lines(board)
    first = punten(sessie, zitting)[0]
    kinds = [r.soort for r in first.regels]
    assert kinds == [
        RegelSoort.STEM,
        RegelSoort.INFO,
        RegelSoort.ZOEKREGEL,
        RegelSoort.BESLUIT,
        RegelSoort.ACTIE,
        RegelSoort.ACTIE,
    ]
    assert first.besluiten[0].definitief, "the toegangsmedewerker with mandaat is there"
    assert [r.ontbreekt for r in first.regels][-1] == ("wie", "wanneer"), "visibly open"

    board.press(KEY.Key_Escape)
    board.press(KEY.Key_Right, CTRL)
    assert "6 regels, 1 besluit, 2 acties" in live.slot.text
    board.picture("einde-zaak")
    board.type("j")
    board.settle()
    assert live.punt is not None
    assert live.punt.id == punten(sessie, zitting)[1].id
    board.press(KEY.Key_Escape)
    board.press(KEY.Key_P)
    board.settle()
    board.press(KEY.Key_Return, CTRL)
    board.settle()
    board.picture("gesloten")

    after = sessie.zittingen.dossier(zitting)
    assert [p.status for p in after.punten] == ["besproken", "geparkeerd"]
    assert after.gesloten_op == sessie.context.vandaag()
    tasks = [a.omschrijving for a in sessie.casussen.dossier(first.casus_id or 0).acties]
    assert {"intake regelen", "school bellen", "Terugkoppeling aan het gezin"} <= set(tasks)
    assert "De tafel is gesloten" in board.app.frame.message_bar.text
    assert board.count < 600, "so many keys cost more than a session has time for"

    board.press(KEY.Key_Z, CTRL)
    board.settle()
    assert sessie.zittingen.dossier(zitting).gesloten_op is None, "closing can be taken back"


def test_a_lock_in_the_middle_of_a_line_loses_no_word(board: Toetsenbord) -> None:
    sessie = _sessie(board)
    zitting = prepare(sessie)
    board.app.frame.open_page("ret", zitting, "zitting")
    board.press(KEY.Key_F4)
    board.type("a intake regelen @Toeg")
    board.press(KEY.Key_L, CTRL)
    assert board.app.frame.locked
    board.app.door.practise()
    board.qtbot.waitUntil(lambda: not board.app.frame.locked, timeout=WAIT)
    board.qtbot.waitUntil(lambda: page_of(board).current_item() == zitting, timeout=WAIT)
    board.settle()
    board.press(KEY.Key_F4)
    assert page_of(board).live.regels.invoer.text() == "a intake regelen @Toeg"
    assert board.focus is page_of(board).live.regels.invoer
