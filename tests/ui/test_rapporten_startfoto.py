"""The startfoto in the window: saved for a period, read in after a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.periode import Periode
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.rapporten_startfoto import StartfotoPaneel


@pytest.fixture
def paneel(qtbot: QtBot, lege_sessie: Sessie) -> StartfotoPaneel:
    casus = lege_sessie.casussen.add(NieuweCasus("Bo", "Testdorp", "0232", date(2026, 3, 1)))
    lege_sessie.uithuisplaatsingen.add(casus, date(2026, 3, 10))
    made = StartfotoPaneel(lege_sessie, lambda: Periode(2026, 1))
    qtbot.addWidget(made)
    made.show()
    return made


def test_out_and_in_with_a_look_first(
    paneel: StartfotoPaneel,
    lege_sessie: Sessie,
    tmp_path: Path,
    unnamed_controls: Callable[[QWidget], list[str]],
) -> None:
    file = tmp_path / "startfoto.csv"
    paneel.save(file)
    assert "Geschreven: startfoto.csv" in paneel.told.text()
    text = file.read_text("utf-8-sig").replace("2026-03-10;", "2026-03-12;")
    file.write_text(text + "RET-2020-001;2026-03-10\n", encoding="utf-8")
    paneel.load(file)
    assert "2 rijen: 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 geweigerd." in paneel.told.text()
    assert "Rij 3: Dit casusnummer staat niet in deze kluis." in paneel.told.text()
    casus = lege_sessie.uithuisplaatsingen.te_vragen()[0].casus_id
    assert len(lege_sessie.uithuisplaatsingen.of(casus)) == 1
    paneel.take_button.click()
    assert len(lege_sessie.uithuisplaatsingen.of(casus)) == 2
    assert not paneel.take_button.isVisible()
    paneel.load(file)
    assert not paneel.take_button.isVisible(), "twice adds nothing"
    assert unnamed_controls(paneel) == []
