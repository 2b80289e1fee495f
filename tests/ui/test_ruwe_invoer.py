"""What a rude user does at the live table: a paste that is too long for a line loses nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.work import Work
from tests.ui.tafels import press, ret_page, window


@pytest.fixture
def frame(lege_sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(lege_sessie, work) as made:
        yield made


def test_a_paste_that_is_too_long_for_a_line_is_refused_and_nothing_of_it_is_lost(
    frame: Frame, lege_sessie: Sessie
) -> None:
    s = lege_sessie
    zitting = s.zittingen.plan(ZittingSoort.RET, s.context.vandaag(), "9:00")
    punt = s.agendapunten.add_onderwerp(zitting, "Wachtlijst")
    page = ret_page(frame)
    QApplication.processEvents()
    page.open_item(zitting, "zitting")
    page.to_table()
    invoer = page.live.regels.invoer
    long = "b " + "Zin over thuis. " * 800
    QApplication.clipboard().setText(long)
    invoer.paste()
    press(Qt.Key.Key_Return)
    assert s.tafelregels.of_punt(punt) == ()
    assert "langer dan 4000 tekens" in frame.message_bar.text
    assert invoer.text() == long
    invoer.setText("b Zin over thuis.")
    press(Qt.Key.Key_Return)
    assert [regel.tekst for regel in s.tafelregels.of_punt(punt)] == ["Zin over thuis."]
    assert invoer.text() == ""
