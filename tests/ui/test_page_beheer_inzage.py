"""An inzageverzoek from name to files, by keyboard on the real kluis."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusDossier, CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_inzage import InzageDeel
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    yield make_page(sessie, work, qtbot)
    settle(work, qtbot)


def look_for(deel: InzageDeel, dossier: CasusDossier, work: Work, qtbot: QtBot) -> None:
    """Type the name and choose the child; another may have the same name."""
    type_in(deel.search, dossier.jeugdige.naam)
    QTest.keyClick(deel.search, KEY.Key_Return)
    settle(work, qtbot)
    deel.who.choose(str(dossier.jeugdige.id))
    deel.who.activated.emit(deel.who.currentIndex())
    settle(work, qtbot)


def test_from_a_name_to_a_copy_without_one_line(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    dossier = sessie.casussen.dossier(sessie.casussen.find(CasusFilter())[0])
    deel = part(page, InzageDeel)
    assert deel.search.hasFocus()
    assert not deel.save_button.isVisible()
    look_for(deel, dossier, work, qtbot)
    assert dossier.nummer in deel.who.currentText()
    assert deel.stuk is not None
    whole = len(deel.stuk.regels)
    deel.table.setFocus()
    deel.table.selectRow(1)
    gone = deel.stuk.regels[1].sleutel
    QTest.keyClick(deel.table, KEY.Key_Return)
    assert deel.weg == {gone}
    assert deel.toggle_button.text() == "Regel weer meenemen"
    assert "1 regel in zijn geheel" in deel.told.text()
    press(deel.save_button)
    assert "nagelezen" in deel.confirm.text.text()
    deel.save(tmp_path)
    settle(work, qtbot)
    qtbot.waitUntil(lambda: bool(deel.outcome.text))
    assert "inzage.json en inzage.pdf" in deel.outcome.text
    assert len(json.loads((tmp_path / "inzage.json").read_text("utf-8"))["regels"]) == whole - 1


def test_words_that_must_go_as_well_are_gone_from_every_line(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    casus_id = sessie.casussen.find(CasusFilter())[0]
    sessie.casussen.change(casus_id, "vraag", "Oom Ko belt elke dag vanuit de Kerkstraat.")
    deel = part(page, InzageDeel)
    look_for(deel, sessie.casussen.dossier(casus_id), work, qtbot)
    type_in(deel.also, "oom ko; de Kerkstraat")
    QTest.keyClick(deel.also, KEY.Key_Return)
    settle(work, qtbot)
    assert deel.stuk is not None
    told = "\n".join(regel.tekst for regel in deel.stuk.regels)
    assert "[weggelaten] belt elke dag vanuit [weggelaten]." in told


def test_nobody_found_says_so(page: BeheerPage, work: Work, qtbot: QtBot) -> None:
    deel = part(page, InzageDeel)
    type_in(deel.search, "bestaat niet qqq")
    QTest.keyClick(deel.search, KEY.Key_Return)
    settle(work, qtbot)
    assert "Niemand gevonden" in deel.told.text()
    assert not deel.table.isVisible()
