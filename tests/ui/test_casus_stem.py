"""Stem, by keyboard: the voices, the reason why not, and feit and mening typed in seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_detail import PARTS, CasusDetail
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.casus_kern import KernTab
from expertteam_app.ui.pages.casus_stem import StemTab
from tests.ui.dossier import here, keys, opened, part

FEIT, MENING = UitspraakSoort.FEIT, UitspraakSoort.MENING


@pytest.fixture
def casus(sessie: Sessie) -> int:
    """An open casus about which nothing was said yet."""
    found = sessie.casussen.find(CasusFilter())[0]
    for known in sessie.uitspraken.van_casus(found):
        sessie.uitspraken.remove(known.id)
    texts = ("stem_jeugdige", "stem_ouders", "stem_niet_gelukt", "casusregisseur", "verblijfplaats")
    for field in (*texts, "verklarende_analyse"):
        sessie.casussen.change(found, field, "")
    sessie.casussen.change(found, "kader", "vrijwillig")
    return found


@pytest.fixture
def stem(qtbot: QtBot, sessie: Sessie, casus: int) -> Iterator[StemTab]:
    """The part on the screen, with the keyboard on its first field."""
    with opened(qtbot, sessie, casus, (1000, 640)) as detail:
        yield part(detail, StemTab)


def card_of(line: QWidget) -> str:
    """The heading of the card a line stands in."""
    holder = line.parentWidget()
    card = holder.parentWidget() if holder is not None else None
    assert card is not None
    return card.accessibleName()


def open_card(stem: StemTab) -> Invoer | None:
    return stem.deel.card


def test_the_mark_stands_until_both_voices_or_a_reason_are_there(stem: StemTab, sessie: Sessie, casus: int) -> None:
    assert stem.mark.text() == "stem van de jeugdige en de ouders ontbreekt"
    keys("Ik wil thuis blijven.", Qt.Key.Key_Tab)
    assert stem.mark.text() == "stem van de ouders ontbreekt"
    assert stem.mark.isVisible()
    assert "verplicht" in stem.reason.row("stem_niet_gelukt").label.text()
    keys(Qt.Key.Key_Tab, "zij op reis waren", Qt.Key.Key_Tab)
    assert not stem.mark.isVisible()
    assert "verplicht" not in stem.reason.row("stem_niet_gelukt").label.text()
    kept = sessie.casussen.dossier(casus)
    assert (kept.stem_jeugdige, kept.stem_ouders) == ("Ik wil thuis blijven.", "")
    assert kept.stem_niet_gelukt == "zij op reis waren"


def test_feit_and_mening_go_in_from_the_keyboard_under_their_own_heading(
    stem: StemTab, sessie: Sessie, casus: int
) -> None:
    stem.insert()
    tab = Qt.Key.Key_Tab
    keys("f Elf dagen afwezig", tab, tab, Qt.Key.Key_Return)
    assert stem.deel.card is not None
    assert "Een feit heeft een bron" in stem.deel.card.form.row("bron").error
    assert here() is stem.deel.card.form.row("bron").control
    keys("register", tab, "gisteren", Qt.Key.Key_Return)
    keys("m Een kleine klas helpt", tab, tab, Qt.Key.Key_Return)
    assert stem.deel.card.form.value("soort") == "mening", "the next one starts with the same soort"
    keys(Qt.Key.Key_Escape)
    found = {u.tekst: (u.soort, u.bron) for u in sessie.uitspraken.van_casus(casus)}
    assert found == {"Elf dagen afwezig": (FEIT, "register"), "Een kleine klas helpt": (MENING, "")}
    assert [line.uitspraak.soort for line in stem.deel.lines] == [FEIT, MENING]
    assert [card_of(line) for line in stem.deel.lines] == ["Feiten", "Meningen"]
    assert "niet gezegd van wie" in stem.deel.lines[1].accessibleName()


def test_walking_changing_and_taking_away(stem: StemTab, sessie: Sessie, casus: int) -> None:
    sessie.uitspraken.add(casus, NieuweUitspraak(FEIT, "Eerste", "school"))
    sessie.uitspraken.add(casus, NieuweUitspraak(MENING, "Tweede", "vader"))
    stem.deel.focus_first()
    keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert stem.deel.card is not None
    assert stem.deel.card.form.value("tekst") == "Tweede"
    keys(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    QTest.keyClick(here(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys("moeder", Qt.Key.Key_Return)
    assert {u.bron for u in sessie.uitspraken.van_casus(casus)} == {"school", "moeder"}
    assert open_card(stem) is None
    keys(Qt.Key.Key_Delete)
    asked = open_card(stem)
    assert asked is not None
    assert "“Tweede” (moeder)" in asked.note.text()
    keys(Qt.Key.Key_Return)
    assert [u.tekst for u in sessie.uitspraken.van_casus(casus)] == ["Eerste"]
    assert here() is stem.deel.lines[0]


def test_what_is_half_typed_comes_back(stem: StemTab, sessie: Sessie, casus: int) -> None:
    stem.insert()
    keys("m Half gety")
    stem.flush()
    again = StemTab(sessie)
    again.show_dossier(sessie.casussen.dossier(casus))
    again.insert()
    assert again.deel.card is not None
    assert again.deel.card.form.value("tekst") == "Half gety"
    assert again.deel.card.form.value("soort") == "mening"
    shiboken6.delete(again)


def test_kern_keeps_regie_analyse_place_and_kader(stem: StemTab, sessie: Sessie, casus: int) -> None:
    detail = stem.window()
    assert isinstance(detail, CasusDetail)
    detail.tabs.go_to(PARTS.index(KernTab))
    kern = detail.tabs.current
    assert isinstance(kern, KernTab)
    kern.rest.row("casusregisseur").control.setFocus()
    keys("Imke (fictief)", Qt.Key.Key_Tab, "in", Qt.Key.Key_Tab, "bij oma", Qt.Key.Key_Tab)
    keys(Qt.Key.Key_Down, Qt.Key.Key_Down)
    kept = sessie.casussen.dossier(casus)
    assert (kept.casusregisseur, kept.verblijfplaats) == ("Imke (fictief)", "bij oma")
    assert (kept.verklarende_analyse, kept.kader) == ("in-de-maak", "gedwongen")


def test_the_head_says_that_a_voice_is_missing_and_leads_there(stem: StemTab, sessie: Sessie, casus: int) -> None:
    detail = stem.window()
    assert isinstance(detail, CasusDetail)
    mark = detail.kop.voice
    assert mark.isVisible()
    assert mark.accessibleName() == "De stem van de jeugdige en de ouders ontbreekt: ga naar Stem"
    detail.tabs.go_to(PARTS.index(KernTab))
    mark.setFocus()
    QTest.keyClick(mark, Qt.Key.Key_Return)
    assert detail.tabs.current is stem
    assert stem.form.row("stem_jeugdige").control.hasFocus()
    sessie.casussen.change(casus, "stem_jeugdige", "Ik wil bij oma blijven.")
    assert mark.accessibleName() == "De stem van de ouders ontbreekt: ga naar Stem"
    sessie.casussen.change(casus, "stem_niet_gelukt", "zij namen niet op")
    assert mark.isHidden()
