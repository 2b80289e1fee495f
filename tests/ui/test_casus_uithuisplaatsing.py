"""The review of a voorgenomen uithuisplaatsing in the window: kept by itself, asked in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_formulier import StoredForm
from expertteam_app.ui.pages.casus_uithuisplaatsing import UithuisplaatsingTab
from expertteam_app.ui.pages.casus_velden import Choice
from tests.ui.dossier import opened, part


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return lege_sessie.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0262", date(2026, 3, 1)))


@pytest.fixture
def tab(qtbot: QtBot, lege_sessie: Sessie, casus: int) -> Iterator[UithuisplaatsingTab]:
    with opened(qtbot, lege_sessie, casus) as detail:
        yield part(detail, UithuisplaatsingTab)


def choose(form: StoredForm, key: str, value: str) -> None:
    field = form.row(key).field
    assert isinstance(field, Choice)
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def write(form: StoredForm, key: str, text: str) -> None:
    QTest.keyClicks(form.row(key).control, text)
    form.flush()


def test_a_voornemen_is_added_and_every_answer_is_kept(tab: UithuisplaatsingTab, casus: int) -> None:
    uhp = tab.sessie.uithuisplaatsingen
    assert tab.empty.isVisible()
    tab.insert()
    assert tab.card is not None
    QTest.keyClick(tab.card.form.row("datum").control, Qt.Key.Key_Return)
    assert [r.datum_voornemen for r in uhp.of(casus)] == [date(2026, 11, 20)]
    choose(tab.ladder["netwerk"], "netwerk", "ja")
    assert "eigen gezin" in tab.ladder["netwerk"].row("netwerk").error
    choose(tab.ladder["netwerk"], "netwerk", "")
    choose(tab.ladder["eigen_gezin"], "eigen_gezin", "ja")
    write(tab.ladder["eigen_gezin"], "eigen_gezin_tekst", "Rust thuis met hulp van opa.")
    choose(tab.ladder["netwerk"], "netwerk", "nee")
    assert tab.ladder["netwerk"].row("netwerk").error == ""
    write(tab.photo, "zorgproducten", "45A04; 54")
    (record,) = uhp.of(casus)
    assert (record.eigen_gezin, record.netwerk, record.zorgproducten) == (True, False, ("45A04", "54"))
    assert record.eigen_gezin_tekst == "Rust thuis met hulp van opa."


def test_why_no_gezinsvorm_is_asked_only_then(tab: UithuisplaatsingTab, casus: int) -> None:
    uhp = tab.sessie.uithuisplaatsingen
    uhp.add(casus, date(2026, 3, 10))
    assert not tab.outcome.row("zorgvorm").isVisible()
    choose(tab.outcome, "uitkomst", "gaat-door")
    assert tab.outcome.row("zorgvorm").isVisible()
    choose(tab.outcome, "zorgvorm", "pleegzorg")
    assert not tab.outcome.row("reden_zorgvorm").isVisible()
    choose(tab.outcome, "zorgvorm", "gesloten-jeugdhulp")
    assert tab.outcome.row("reden_zorgvorm").isVisible()
    assert "Jeugdwet 2.3" in tab._open.text()
    write(tab.outcome, "reden_zorgvorm", "Directe behandeling nodig.")
    assert uhp.of(casus)[0].reden_zorgvorm == "Directe behandeling nodig."


def test_still_at_home_is_asked_after_three_and_six_months(tab: UithuisplaatsingTab, casus: int) -> None:
    tab.sessie.uithuisplaatsingen.add(casus, date(2026, 8, 10))
    assert tab.outcome.row("thuis_na_3_maanden").isVisible()
    assert not tab.outcome.row("thuis_na_6_maanden").isVisible()
    choose(tab.outcome, "thuis_na_3_maanden", "ja")
    assert tab.sessie.uithuisplaatsingen.te_vragen() == ()


def test_another_voornemen_can_be_chosen_and_taken_away(
    tab: UithuisplaatsingTab, casus: int, unnamed_controls: Callable[[QWidget], list[str]]
) -> None:
    uhp = tab.sessie.uithuisplaatsingen
    old, new = uhp.add(casus, date(2026, 3, 10)), uhp.add(casus, date(2026, 9, 10))
    assert tab.choice.isVisible()
    tab.choice.setCurrentIndex(1)
    tab.choice.activated.emit(1)
    assert tab.record is not None
    assert tab.record.id == old
    assert unnamed_controls(tab) == []
    tab.ask_remove()
    assert tab.card is not None
    tab.card.confirm()
    assert [r.id for r in uhp.of(casus)] == [new]
