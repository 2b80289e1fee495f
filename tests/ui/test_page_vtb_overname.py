"""From pasted text to a VTB in the werkbank: yellow fields, Tab through those only, Enter, Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import CTRL, focus, jbt_page, keys, named, press, specs, window

TEKST = """Gezin: De Vries
Gemeente: Epe
Datum verzoek: 12-11-2026
Kinderen
Aya de Vries, geboren 1-5-2015
Ben de Vries
Consultatie VT
Datum: 3-11-2026
Met wie: Toos (fictief)
Advies: bespreken aan de tafel.
Consultatie GI: 5-11-2026 en 9-11-2026
Met wie: Gijs (fictief)
Advies: eerst drang.
Veiligheidsplan ja / nee
Zorgen
😟 Veel ruzie in huis.
"""


@pytest.fixture
def frame(lege_sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(lege_sessie, work, "jbt") as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> JbtPage:
    return jbt_page(frame)


def paste(page: JbtPage, text: str) -> None:
    press(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    QApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CTRL)
    assert page.werkbank.at_text


def doubts(page: JbtPage) -> list[str]:
    return list(page.werkbank.overname.twijfels.keys)


def test_pasting_checking_the_yellow_ones_and_registering(page: JbtPage, frame: Frame, lege_sessie: Sessie) -> None:
    paste(page, TEKST)
    view = page.werkbank.overname
    assert doubts(page) == ["geboortedatum2", "gi_datum", "veiligheidsplan"]
    assert unnamed_controls(frame) == []
    assert named() == "Kind 2: geboren op"
    assert "geboortedatum staat er niet bij" in view.kinderen.row("geboortedatum2").note
    press(Qt.Key.Key_Tab)
    assert focus() is view._forms["gi_datum"].row("gi_datum").control, "Tab skips what is sure"
    assert view.source.textCursor().selectedText() == "5-11-2026 en 9-11-2026"
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert named() == "Kind 2: geboren op", "and goes round"
    keys("31-2-2018")
    press(Qt.Key.Key_Return)
    assert "geboortedatum2" in doubts(page), "no date is no answer"
    assert named() == "Kind 2: geboren op"
    press(Qt.Key.Key_A, CTRL)
    keys("14-2-2018")
    press(Qt.Key.Key_Return)
    assert doubts(page) == ["gi_datum", "veiligheidsplan"]
    press(Qt.Key.Key_Return)
    assert doubts(page) == ["veiligheidsplan"]
    press(Qt.Key.Key_Return, CTRL)
    (vtb,) = lege_sessie.vtbs.all()
    dossier = lege_sessie.vtbs.dossier(vtb.id)
    assert (vtb.fase, vtb.twijfel, dossier.brontekst) == (Fase.COMPLEET, 1, TEKST)
    assert [k.geboortedatum for k in dossier.kinderen] == [date(2015, 5, 1), date(2018, 2, 14)]
    assert dossier.zorgen == "😟 Veel ruzie in huis."
    detail = page.werkbank.detail
    assert focus() is detail._forms["veiligheidsplan"].row("veiligheidsplan").control, "at the doubt that is left"
    press(Qt.Key.Key_Return)
    assert lege_sessie.vtbs.dossier(vtb.id).twijfel == ()
    assert not detail.bron.isHidden()


def test_the_gezin_and_the_children_must_be_looked_at_first(page: JbtPage, lege_sessie: Sessie) -> None:
    paste(page, TEKST)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return, CTRL)
    assert lege_sessie.vtbs.all() == []
    assert named() == "Kind 2: geboren op"


def test_a_lock_keeps_the_text_and_what_was_checked(
    page: JbtPage, frame: Frame, lege_sessie: Sessie, work: Work
) -> None:
    paste(page, TEKST)
    keys("14-2-2018")
    press(Qt.Key.Key_Return)
    frame.set_locked(QPlainTextEdit())
    frame.show_pages(specs(lege_sessie, work), "Oefenkluis", practice=True)
    again = jbt_page(frame)
    again.tabs.setCurrentIndex(1)
    view = again.werkbank.overname
    assert again.werkbank.overname.isVisible()
    assert doubts(again) == ["gi_datum", "veiligheidsplan"]
    assert view.kinderen.value("geboortedatum2") == date(2018, 2, 14)
    view.close_button.setFocus()
    press(Qt.Key.Key_Space)
    assert not again.werkbank.overname.isVisible()
    assert lege_sessie.concepten.all().get("vtb.tekst") is None


def test_a_known_gezin_is_offered_and_used(page: JbtPage, lege_sessie: Sessie) -> None:
    s = lege_sessie
    first = s.vtbs.dossier(
        s.vtbs.add(NieuweVtb("gezin Vries", "0232", date(2026, 10, 1), "", (("Aya", "de", "Vries", date(2015, 5, 1)),)))
    )
    paste(page, TEKST.replace("Ben de Vries\n", ""))
    view = page.werkbank.overname
    assert view.bekend.isVisible()
    view.bekend.chosen.emit(first.gezin_id)
    view.register()
    new = next(v for v in s.vtbs.all() if v.id != first.id)
    assert s.vtbs.dossier(new.id).gezin_id == first.gezin_id
    assert s.vtbs.dossier(new.id).kinderen[0].id == first.kinderen[0].id


def test_a_file_is_read_beside_the_window_and_what_cannot_be_read_is_said(
    page: JbtPage, frame: Frame, work: Work, tmp_path: Path, qtbot: QtBot
) -> None:
    page.tabs.setCurrentIndex(1)
    path = tmp_path / "verzoek.txt"
    path.write_text(TEKST, encoding="utf-8")
    page.werkbank.read_file(path)
    qtbot.waitUntil(lambda: not work.busy)
    assert page.werkbank.overname.source.toPlainText() == TEKST
    page.werkbank.overname.close_text()
    pdf = tmp_path / "verzoek.pdf"
    canvas = Canvas(str(pdf))
    canvas.drawString(50, 800, "Gezin: Proef")
    canvas.drawString(50, 780, "Gemeente: Epe")
    canvas.save()
    page.werkbank.read_file(pdf)
    qtbot.waitUntil(lambda: not work.busy)
    assert page.werkbank.overname.source.toPlainText() == "Gezin: Proef\nGemeente: Epe"
    page.werkbank.overname.close_text()
    pdf.write_bytes(b"%PDF-1.7")
    page.werkbank.read_file(pdf)
    qtbot.waitUntil(lambda: not work.busy)
    assert not page.werkbank.at_text
    assert frame.message_bar.isVisible()


def test_paste_in_a_field_stays_a_paste(page: JbtPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.werkbank.lijst.search.setFocus()
    QApplication.clipboard().setText("Vries")
    press(Qt.Key.Key_V, CTRL)
    assert page.werkbank.lijst.search.text() == "Vries"
    assert not page.werkbank.at_text
