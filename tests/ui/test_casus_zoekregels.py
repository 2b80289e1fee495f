"""Zoekregels from the keyboard: field by field, as a sentence, half typed, corrected, and the hiaat that follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusDossier, NieuweCasus
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import CasusDetail
from expertteam_app.ui.pages.casus_zoekregels import ZoekregelsTab
from tests.ui.dossier import opened, part

VANDAAG = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    return lege_sessie.casussen.add(NieuweCasus("Fenna (fictief)", "Voorbeeld", "0262", date(2026, 10, 1)))


@pytest.fixture
def tab(qtbot: QtBot, lege_sessie: Sessie, casus: int) -> Iterator[ZoekregelsTab]:
    with opened(qtbot, lege_sessie, casus) as detail:
        yield part(detail, ZoekregelsTab)


def dossier(tab: ZoekregelsTab) -> CasusDossier:
    assert tab.dossier is not None
    return tab.sessie.casussen.dossier(tab.dossier.id)


def keys(text: str) -> None:
    """Type where the keyboard stands; ``|`` is Tab."""
    for number, piece in enumerate(text.split("|")):
        if number:
            QTest.keyClick(standing(), Qt.Key.Key_Tab)
        for character in piece:
            QTest.keyClicks(standing(), character)


def standing() -> QWidget:
    """Where a key goes: to the list that is open, which hands it on, else to the field one stands in."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, CasusDetail) and w.isVisible()]
    found = windows[-1].focusWidget()
    assert found is not None
    return found


def test_first_letters_and_tab_make_a_line_and_enter_begins_the_next(tab: ZoekregelsTab) -> None:
    tab.insert()
    keys("gezinsh|De Linde (fictief)||n|vol|12w")
    QTest.keyClick(standing(), Qt.Key.Key_Return)
    assert tab.rij.form.value("zorgvorm") == "gezinshuis", "the next line is about the same help"
    assert standing() is tab.rij.aanbieder
    keys("Het Anker (fictief)||wacht||3 mnd")
    QTest.keyClick(standing(), Qt.Key.Key_Return)
    lines = dossier(tab).zoekregels
    assert [(z.zorgvorm, z.aanbieder, z.datum, z.antwoord, z.reden, z.wachttijd_weken) for z in lines] == [
        ("gezinshuis", "De Linde (fictief)", VANDAAG, "nee", "geen-plek", 12),
        ("gezinshuis", "Het Anker (fictief)", VANDAAG, "wachtlijst", "", 13),
    ]
    assert tab.table.rows_model.rowCount() == 2
    assert not tab.rij.typed


def test_a_sentence_shows_what_it_means_and_goes_in_at_once(tab: ZoekregelsTab) -> None:
    tab.rij.zin.setFocus()
    keys("gezinshuis, De Wilg (fictief), nee geen plek, 12w")
    values = tab.rij.form.values()
    assert (values["zorgvorm"], values["aanbieder"], values["antwoord"]) == ("gezinshuis", "De Wilg (fictief)", "nee")
    assert (values["reden"], values["wachttijd"]) == ("geen plek", "12")
    QTest.keyClick(tab.rij.zin, Qt.Key.Key_Return)
    (line,) = dossier(tab).zoekregels
    assert (line.aanbieder, line.reden, line.wachttijd_weken) == ("De Wilg (fictief)", "geen-plek", 12)
    assert standing() is tab.rij.zin
    keys("De Linde (fictief), ja, en nog iets")
    assert "en nog iets" in tab.rij.sentence.row("zin").error
    QTest.keyClick(tab.rij.zin, Qt.Key.Key_Return)
    assert len(dossier(tab).zoekregels) == 1, "what is not understood is not thrown away in silence"


def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(tab: ZoekregelsTab) -> None:
    tab.insert()
    keys("kasteel|De Linde")
    assert "staat niet in de lijst" in tab.rij.form.row("zorgvorm").error
    tab.rij.form.row("zorgvorm").control.setFocus()
    tab.rij.form.set_value("zorgvorm", "")
    keys("gezinshuis|||ja|afstand|")
    tab.rij.confirm()
    assert "reden hoort bij" in tab.rij.form.row("reden").error
    assert tab.rij.form.value("aanbieder") == "De Linde"
    assert dossier(tab).zoekregels == ()


def test_a_half_typed_line_comes_back_after_a_lock(
    qtbot: QtBot, tab: ZoekregelsTab, lege_sessie: Sessie, casus: int
) -> None:
    tab.insert()
    keys("pleegz|Het Anker (fictief)||nee|te com")
    tab.flush()
    with opened(qtbot, lege_sessie, casus) as again:
        rij = part(again, ZoekregelsTab).rij
        values = rij.form.values()
        assert (values["zorgvorm"], values["aanbieder"]) == ("pleegzorg", "Het Anker (fictief)")
        assert (values["antwoord"], values["reden"]) == ("nee", "te complex of onveilig")
        assert values["datum"] == VANDAAG
        rij.confirm()
        assert "casus-" not in "".join(lege_sessie.concepten.all())


def test_names_used_before_complete_and_enter_in_the_list_moves_on(tab: ZoekregelsTab) -> None:
    tab.insert()
    keys("gezinshuis|De Linde (fictief)|")
    tab.rij.confirm()
    keys("lind")
    field = tab.rij.aanbieder
    assert field.completer().completionCount() == 1
    QTest.keyClick(standing(), Qt.Key.Key_Down)
    QTest.keyClick(standing(), Qt.Key.Key_Return)
    assert field.text() == "De Linde (fictief)"
    assert not field.hasFocus(), "Enter in the list chooses; it does not store"
    assert len(dossier(tab).zoekregels) == 1


def test_a_refusal_offers_a_hiaat_that_one_key_records(tab: ZoekregelsTab) -> None:
    tab.insert()
    keys("gezinshuis|De Linde (fictief)||nee|vol")
    QTest.keyClick(standing(), Qt.Key.Key_Return)
    assert tab.offer.isVisible()
    assert dossier(tab).hiaten == (), "nothing is added in silence"
    QTest.keyClick(standing(), Qt.Key.Key_H, CTRL)
    assert [(h.zorgvorm, h.aard) for h in dossier(tab).hiaten] == [("gezinshuis", "geen-capaciteit")]
    assert not tab.offer.isVisible()
    keys("Het Anker (fictief)||nee|afstand")
    QTest.keyClick(standing(), Qt.Key.Key_Return)
    assert tab.offer.isVisible()
    tab.decline()
    assert not tab.offer.isVisible()
    assert len(dossier(tab).hiaten) == 1


def test_a_line_is_changed_and_taken_away_from_the_keyboard(tab: ZoekregelsTab) -> None:
    tab.insert()
    keys("gezinshuis|De Lind||nee")
    QTest.keyClick(standing(), Qt.Key.Key_Return)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.card is not None
    tab.card.form.set_value("aanbieder", "De Linde (fictief)")
    QTest.keyClick(tab.card.form.row("aanbieder").control, Qt.Key.Key_Return)
    assert [z.aanbieder for z in dossier(tab).zoekregels] == ["De Linde (fictief)"]
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_Delete)
    assert tab.card is not None
    tab.card.confirm()
    assert dossier(tab).zoekregels == ()
