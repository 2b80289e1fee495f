"""Delen, by keyboard: asked, answered by each, taken back, and the reason on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.toestemming import Stand
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.toestemmingen import ToestemmingInfo
from expertteam_app.ui.pages.casus_delen import TONES, DelenTab
from expertteam_app.ui.pages.casus_invoer import Invoer
from tests.conftest import VANDAAG
from tests.ui.dossier import here, keys, opened, part

Key = Qt.Key
VRAAG = NieuweToestemming("School (fictief)", "plan maken", "toestemming", VANDAAG - timedelta(days=60))


@pytest.fixture
def casus(lege_sessie: Sessie) -> int:
    """A child of 13 with a mother who has gezag."""
    made = lege_sessie.casussen.add(
        NieuweCasus("Aya (fictief)", "Voorbeeld", "0200", VANDAAG, geboortedatum=date(2013, 3, 12))
    )
    dossier = lege_sessie.casussen.dossier(made)
    lege_sessie.gezinnen.add_lid(
        dossier.gezin_id, NieuwLid("Moeder (fictief)"), [NieuweRelatie(dossier.jeugdige.id, "112")]
    )
    return made


@pytest.fixture
def delen(qtbot: QtBot, lege_sessie: Sessie, casus: int) -> Iterator[DelenTab]:
    """The part on the screen."""
    with opened(qtbot, lege_sessie, casus, (1040, 700)) as detail:
        yield part(detail, DelenTab)


def card(tab: DelenTab) -> Invoer | None:
    return tab.card


def only(sessie: Sessie, casus: int) -> ToestemmingInfo:
    (found,) = sessie.toestemmingen.van_casus(casus).toestemmingen
    return found


def test_every_status_has_a_tone() -> None:
    assert set(TONES) == set(Stand)


def test_who_must_answer_and_why_is_always_in_sight(delen: DelenTab, lege_sessie: Sessie, casus: int) -> None:
    assert delen.wie.who.text() == "Nu antwoorden: Aya (fictief) Voorbeeld en Moeder (fictief)"
    assert "is 13: van 12 tot en met 15 jaar" in delen.wie.why.text()
    assert not delen.wie.missing.isVisible()
    lege_sessie.casussen.change(casus, "geboortedatum", None)
    assert delen.wie.missing.isVisible()
    assert "geboortedatum ontbreekt" in delen.wie.missing.text()


def test_asked_answered_and_taken_back_from_the_keyboard(delen: DelenTab, lege_sessie: Sessie, casus: int) -> None:
    keys(Key.Key_Space)
    keys("School (fictief)", Key.Key_Tab, "plan maken", Key.Key_Return)
    assert card(delen) is None
    assert here() is delen.table
    assert only(lege_sessie, casus).oordeel.stand is Stand.TE_VRAGEN
    for name in ("Aya (fictief) Voorbeeld", "Moeder (fictief)"):
        keys(Key.Key_Return)
        shown = card(delen)
        assert shown is not None
        assert shown.form.row("gever").field.property("currentText") == name, "who must still answer comes first"
        keys(Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    assert only(lege_sessie, casus).oordeel.stand is Stand.GELDIG
    assert delen.regel.title.text() == "Delen mag"
    assert "Moeder (fictief): ja op 20-11-2026" in delen.regel.answers.text()
    delen.withdraw_button.setFocus()
    keys(Key.Key_Return)
    shown = card(delen)
    assert shown is not None
    assert "Er wordt niets gewist" in shown.note.text()
    keys(Key.Key_Tab, Key.Key_Tab, "bedacht zich", Key.Key_Return)
    found = only(lege_sessie, casus)
    assert found.oordeel.stand is Stand.INGETROKKEN
    assert delen.regel.title.text() == "Delen mag niet"
    assert "trok in op 20-11-2026 (bedacht zich)" in delen.regel.reason.text()


def test_without_toestemming_a_weighing_is_asked_in_place(delen: DelenTab, lege_sessie: Sessie, casus: int) -> None:
    delen.insert()
    shown = card(delen)
    assert shown is not None
    assert not shown.form.row("afweging").isVisible()
    keys("Veilig Thuis (fictief)", Key.Key_Tab, "veiligheid", Key.Key_Tab, "conflict")
    assert shown.form.row("afweging").isVisible()
    assert "Zwijgen zou het kind of een ander schaden" in shown.note.text()
    shown.confirm()
    assert "hoort er een afweging bij" in shown.form.row("afweging").error
    assert here() is shown.form.row("afweging").control
    keys("Gevaar in huis; moeder is vooraf gebeld.")
    shown.confirm()
    found = only(lege_sessie, casus)
    assert (found.oordeel.stand, found.oordeel.mag) == (Stand.OP_GROND, True)
    assert delen.regel.weighing.text() == "Afweging: Gevaar in huis; moeder is vooraf gebeld."
    assert not delen.answer_button.isEnabled()
    keys(Key.Key_Return)
    shown = card(delen)
    assert shown is not None
    assert shown.form.value("doel") == "veiligheid", "Enter changes a ground: there is no answer to record"


def test_a_question_without_answers_can_go_and_one_with_answers_stays(
    delen: DelenTab, lege_sessie: Sessie, casus: int
) -> None:
    made = lege_sessie.toestemmingen.add(casus, VRAAG)
    lege_sessie.toestemmingen.antwoord(made, None, "ja", VANDAAG)
    delen.table.setFocus()
    keys(Key.Key_Delete, Key.Key_Return)
    shown = card(delen)
    assert shown is not None
    assert only(lege_sessie, casus).id == made
    keys(Key.Key_Escape, Key.Key_Return, Key.Key_End)
    shown = card(delen)
    assert shown is not None
    shown.form.set_value("gever", "jeugdige")
    shown.form.row("antwoord").control.setFocus()
    keys(Key.Key_End, Key.Key_Return)
    assert only(lege_sessie, casus).oordeel.stand is Stand.TE_VRAGEN
    keys(Key.Key_Delete, Key.Key_Return)
    assert lege_sessie.toestemmingen.van_casus(casus).toestemmingen == ()


def test_the_chosen_line_tells_its_own_reason(delen: DelenTab, lege_sessie: Sessie, casus: int) -> None:
    lege_sessie.toestemmingen.add(casus, VRAAG)
    lege_sessie.toestemmingen.add(
        casus,
        NieuweToestemming("Tante (fictief)", "logeren", "toestemming", VANDAAG - timedelta(9), VANDAAG - timedelta(1)),
    )
    delen.table.setFocus()
    keys(Key.Key_Home)
    assert "Nog te vragen" in delen.regel.reason.text()
    keys(Key.Key_Down)
    assert "Dit liep tot en met 19-11-2026" in delen.regel.reason.text()
    assert delen.regel.pill.text() == "verlopen"


def test_an_earlier_answer_stays_to_be_read(delen: DelenTab, lege_sessie: Sessie, casus: int) -> None:
    made = lege_sessie.toestemmingen.add(casus, VRAAG)
    lege_sessie.toestemmingen.antwoord(made, None, "nee", VANDAAG - timedelta(days=9))
    delen.table.setFocus()
    keys(Key.Key_Home, Key.Key_Return, Key.Key_End, Key.Key_Tab, Key.Key_Down, Key.Key_Return)
    assert "    eerder: nee op 11-11-2026" in delen.regel.answers.text().splitlines()
    assert "Aya (fictief) Voorbeeld: ja op 20-11-2026" in delen.regel.answers.text()


def test_that_a_jeugdige_cannot_judge_is_recorded_from_the_keyboard_and_taken_back(delen: DelenTab) -> None:
    delen.judge_button.setFocus()
    keys(Key.Key_Return)
    keys("1-11-2026", Key.Key_Return)
    shown = card(delen)
    assert shown is not None
    assert "wie dit heeft vastgesteld" in shown.form.row("door").error
    keys("jeugdarts (fictief)", Key.Key_Return)
    assert card(delen) is None
    assert delen.wie.who.text() == "Nu antwoordt: Moeder (fictief)"
    assert "kan zelf niet oordelen (vastgesteld op 01-11-2026 door jeugdarts (fictief))" in delen.wie.why.text()
    delen.judge_button.setFocus()
    keys(Key.Key_Return)
    shown = card(delen)
    assert shown is not None
    assert shown.form.value("door") == "jeugdarts (fictief)"
    for key, empty in (("op", None), ("door", "")):
        shown.form.set_value(key, empty)
    shown.confirm()
    assert "Nu antwoorden: Aya (fictief)" in delen.wie.who.text()
