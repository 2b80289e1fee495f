"""Flow B by keyboard alone (PRODUCT 6.4): a chair runs a session of the RET, live, and closes it.

With ``EXPERTTEAM_SCHERMEN=MAP`` a picture of every step is kept there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from expertteam_app.domain.tafel import PuntDossier
from expertteam_app.domain.tafelregel import RegelSoort
from tests.conftest import VANDAAG
from tests.end_to_end import stroom_b as b
from tests.end_to_end.toetsenbord import CTRL, KEY, Toetsenbord, practising


@pytest.fixture
def board(qapp: QApplication, tmp_path: Path, filled_kluis: Path) -> Iterator[Toetsenbord]:
    with practising(qapp, tmp_path, filled_kluis, VANDAAG, "flow-b") as made:
        yield made


def punten(board: Toetsenbord, zitting: int) -> tuple[PuntDossier, ...]:
    return board.sessie.zittingen.dossier(zitting).punten


def test_a_session_is_run_and_closed_by_keyboard_alone(board: Toetsenbord) -> None:
    sessie = board.sessie
    zitting = b.prepare(sessie)
    b.sit_down(board)
    assert b.page_of(board).at_table
    live = b.page_of(board).live
    assert all(a.presentie == "aanwezig" for a in sessie.zittingen.dossier(zitting).aanwezigen)
    child = punten(board, zitting)[0].kinderen[0]
    assert child.achternaam not in live.samenvatting.text, "the names are behind a mask"

    b.type_the_lines(board)
    first = punten(board, zitting)[0]
    assert [r.soort for r in first.regels] == [
        RegelSoort.STEM,
        RegelSoort.INFO,
        RegelSoort.ZOEKREGEL,
        RegelSoort.BESLUIT,
        RegelSoort.ACTIE,
        RegelSoort.ACTIE,
    ]
    assert first.besluiten[0].definitief, "the toegangsmedewerker with mandaat is there"
    assert [r.ontbreekt for r in first.regels][-1] == ("wie", "wanneer"), "visibly open"

    b.end_the_case(board)
    assert "6 regels, 1 besluit, 2 acties" in live.slot.text
    b.close(board)
    after = sessie.zittingen.dossier(zitting)
    assert [p.status for p in after.punten] == ["besproken", "geparkeerd"]
    assert after.gesloten_op == VANDAAG
    tasks = [a.omschrijving for a in sessie.casussen.dossier(first.casus_id or 0).acties]
    assert {"intake regelen", "school bellen", "Terugkoppeling aan het gezin"} <= set(tasks)
    assert "De tafel is gesloten" in board.app.frame.message_bar.text
    assert board.count < 300, "so many keys cost more than a session has time for"

    board.press(KEY.Key_Z, CTRL)
    board.settle()
    assert sessie.zittingen.dossier(zitting).gesloten_op is None, "closing can be taken back"


def test_a_lock_in_the_middle_of_a_line_loses_no_word(board: Toetsenbord) -> None:
    zitting = b.prepare(board.sessie)
    board.app.frame.open_page("ret", zitting, "zitting")
    board.settle()
    board.press(KEY.Key_F4)
    board.type("a intake regelen @Toeg")
    board.lock_and_practise()
    board.until(lambda: b.page_of(board).current_item() == zitting, "the zitting is back")
    board.press(KEY.Key_F4)
    assert b.page_of(board).live.regels.invoer.text() == "a intake regelen @Toeg"
    assert board.focus is b.page_of(board).live.regels.invoer
