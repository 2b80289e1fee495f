"""Flow A by keyboard alone (PRODUCT 6.4): a toegangsmedewerker prepares an inbreng, up to the point of sending.

With ``EXPERTTEAM_SCHERMEN=MAP`` a picture of every step is kept there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from expertteam_app.ui.pages.casussen import CasussenPage
from tests.conftest import VANDAAG
from tests.end_to_end.toetsenbord import CTRL, KEY, Toetsenbord, practising


@pytest.fixture
def board(qapp: QApplication, tmp_path: Path, filled_kluis: Path) -> Iterator[Toetsenbord]:
    with practising(qapp, tmp_path, filled_kluis, VANDAAG, "flow-a") as made:
        yield made


def _page(board: Toetsenbord) -> CasussenPage:
    return board.page(CasussenPage)


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
    QTest.qWait(400)
    board.picture("opdracht")
    board.press(KEY.Key_Return)
    board.settle()
    board.fill("F.", "", "Fictief-Voorbeeld", "12-3-2011")
    board.press(KEY.Key_Tab)
    board.choose("Lochem")
    QTest.qWait(400)
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

    sessie = board.sessie
    dossier = sessie.casussen.dossier(casus_id)
    assert dossier.vraag == "Hoe kan Fenna (fictief) veilig thuis wonen?"
    assert (dossier.stem_jeugdige, dossier.stem_ouders) == ("Ik wil bij mijn oma blijven.", "Wij willen rust in huis.")
    assert [z.aanbieder for z in dossier.zoekregels] == ["De Verzonnen Wilg"]
    assert sessie.toestemmingen.mag_delen(
        casus_id, "RET", "bespreken in het Regionaal Expertteam", sessie.context.vandaag()
    ).mag
    assert board.count < 600, "so many keys would cost more than the twelve minutes of flow A"

    board.lock_and_practise()
    board.until(lambda: _page(board).current_item() == casus_id, "the casus is back")
    assert board.sessie.inbrengen.stand(casus_id).compleet
