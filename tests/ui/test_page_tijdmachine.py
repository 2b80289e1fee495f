"""Looking back on a casus in the window: only to read, with what is different today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_tijdmachine import TijdmachinePage
from tests.conftest import VANDAAG
from tests.services.test_ongedaan_maken import BEGIN, NIEUW
from tests.ui.a11y import unnamed_controls

NOON = datetime(VANDAAG.year, VANDAAG.month, VANDAAG.day, 11, tzinfo=UTC)


@pytest.fixture
def page(lege_sessie: Sessie, qtbot: QtBot) -> TijdmachinePage:
    s = lege_sessie
    moments = iter(NOON - timedelta(days=n) for n in (9, 6, 3, 0))
    s.context.store.clock = lambda: next(moments)
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "Hoe komt er rust?")
    s.codering.add_hiaat(casus, "gezinshuis", "geen-capaciteit", BEGIN)
    s.casussen.change(casus, "vraag", "Waar kan Bo wonen?")
    made = TijdmachinePage(s)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.open_item(casus)
    return made


def said(page: TijdmachinePage, what: str) -> tuple[str, str]:
    line = next(r for r in page.model.rows if r.wat == what)
    return line.tekst, line.nu


def test_arrows_walk_through_the_changes_and_say_what_is_different_now(page: TijdmachinePage) -> None:
    assert "niets is nu anders" in page.banner.text()
    assert said(page, "Vraag aan de tafel") == ("Waar kan Bo wonen?", "")
    page.focus_first()
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    assert said(page, "Vraag aan de tafel") == ("Hoe komt er rust?", "Waar kan Bo wonen?")
    assert page.banner.text().startswith("Zo was het bekend op 17-11-2026 om ")
    assert any(r.deel == "Hiaten" for r in page.model.rows)
    QTest.keyClick(page.slider, Qt.Key.Key_Left)
    assert not any(r.deel == "Hiaten" for r in page.model.rows)
    assert "Wijziging 2 van 4: vraag gewijzigd" in page.act.text()
    page.earlier()
    assert said(page, "Vraag aan de tafel")[1] == "Waar kan Bo wonen?"
    assert not page.earlier_button.isEnabled()
    assert unnamed_controls(page) == []


def test_a_day_is_typed(page: TijdmachinePage) -> None:
    page.day.edit.setFocus()
    page.day.edit.selectAll()
    QTest.keyClicks(page.day.edit, "15-11-2026")
    QTest.keyClick(page.day.edit, Qt.Key.Key_Return)
    assert page.banner.text().startswith("Zo was het bekend op 15-11-2026. ")
    assert said(page, "Vraag aan de tafel")[0] == "Hoe komt er rust?"
    page.day.edit.selectAll()
    QTest.keyClicks(page.day.edit, "1-11-2026")
    QTest.keyClick(page.day.edit, Qt.Key.Key_Return)
    assert page.banner.text() == "Op 01-11-2026 was deze casus nog niet bekend."


def test_esc_goes_back_to_the_casus_of_today(page: TijdmachinePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed) as caught:
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert caught.args == [page.current_item()]
