"""The JBT page after the table: what comes back, the verslag on paper, rights, names and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Rol
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.handelingstijd import Stap
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.theme import Mode, Theme
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import (
    CTRL,
    SHIFT,
    as_role,
    blocks,
    fill,
    fill_all_gaps,
    focus,
    full_vtb,
    jbt_page,
    jbt_zitting_begun,
    keys,
    press,
    until,
    vtb_lacking_gi,
    window,
    zitting,
)

JBT = ZittingSoort.JBT


@pytest.fixture
def frame(sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(sessie, work, "jbt") as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> JbtPage:
    return jbt_page(frame)


def dialog(kind: type[QMessageBox | QFileDialog]) -> QMessageBox | QFileDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def accept_box(text: str) -> None:
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    button = next(b for b in box.buttons() if b.text() == text)
    button.setFocus()
    press(Qt.Key.Key_Space)


# -- after the table ----------------------------------------------------------------------------------------------


def decided(sessie: Sessie, soort: str) -> int:
    zitting_id = jbt_zitting_begun(sessie, children=1)
    punt = sessie.zittingen.dossier(zitting_id).punten[0]
    sessie.besluiten.set_besluit(
        NieuwBesluit(punt.id, punt.kinderen[0].id, soort, motivering="m", genomen_door="de tafel")
    )
    return zitting_id


def test_the_way_of_a_vto_is_recorded_in_the_national_words(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = decided(sessie, "raadsonderzoek")
    page.open_item(zitting_id)
    raad = blocks(page)[0].after.raad
    raad.row("vto").control.setFocus()
    fill("+3d")
    assert "toekomst" in raad.row("vto").error
    raad.row("vto").control.setFocus()
    press(Qt.Key.Key_A, CTRL)
    fill("vandaag")
    status = raad.row("status").field
    labels = [status.itemText(n) for n in range(status.count())]  # type: ignore[attr-defined]  # a combo box
    assert labels[1:] == ["Intake afgerond", "Onderzoek afgerond", "Zaak afgerond"]
    status.setFocus()
    press(Qt.Key.Key_Down)
    status.activated.emit(1)  # type: ignore[attr-defined]  # offscreen combo boxes do not tell
    besluit = sessie.zittingen.dossier(zitting_id).punten[0].besluiten[0]
    assert (besluit.vto_verzonden, besluit.raad_status) == (date(2026, 11, 20), "intake-afgerond")


def test_a_terugmelding_with_a_safety_figure_is_recorded(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = decided(sessie, "drang")
    page.open_item(zitting_id)
    entry = blocks(page)[0].after.entry
    assert entry is not None
    entry.form.row("door").control.setFocus()
    keys("wijkteam")
    press(Qt.Key.Key_Return)
    assert "wanneer" in entry.form.row("ontvangen_op").error
    fill("vandaag")
    figures = entry.form.row("veiligheid").field
    assert [figures.itemText(n) for n in range(1, figures.count())] == [str(n) for n in range(1, 11)]  # type: ignore[attr-defined]  # a combo box
    entry.form.set_value("veiligheid", "7")
    entry.button.click()
    melding = sessie.zittingen.dossier(zitting_id).punten[0].besluiten[0].terugmeldingen[-1]
    assert (melding.ontvangen_op, melding.door, melding.veiligheid) == (date(2026, 11, 20), "wijkteam", 7)
    assert "veiligheid: 7" in blocks(page)[0].after._told.text()


# -- the verslag --------------------------------------------------------------------------------------------------


def test_vaststellen_by_mouse_is_timed_as_by_key(page: JbtPage, sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    zitting_id = decided(sessie, "vrijwillig")
    fill_all_gaps(sessie, zitting_id)
    page.open_item(zitting_id)
    QTest.mouseClick(page.zitting.kop.final_button, Qt.MouseButton.LeftButton)
    assert page.watch.stap is Stap.TEKENEN
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    QTest.mouseClick(next(b for b in box.buttons() if b.text() == "Vaststellen"), Qt.MouseButton.LeftButton)
    until(qtbot.waitUntil, lambda: sessie.zittingen.dossier(zitting_id).status is ZittingStatus.VASTGESTELD)
    until(qtbot.waitUntil, lambda: not work.busy)
    qtbot.wait(1100)  # less than a second without a key is no handling
    page.watch.finish(Stap.TEKENEN)
    assert Stap.TEKENEN in {t.stap for t in sessie.handelingstijden.mediaan()}


def test_vaststellen_is_refused_while_something_lacks_and_then_everything_is_fixed(
    frame: Frame, page: JbtPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    zitting_id = decided(sessie, "vrijwillig")
    page.open_item(zitting_id)
    press(Qt.Key.Key_F10)
    assert "nog niet compleet" in frame.message_bar.text
    assert focus() is page.zitting.gaten.list
    assert sessie.zittingen.dossier(zitting_id).status is ZittingStatus.CONCEPT
    fill_all_gaps(sessie, zitting_id)
    page.reload()
    assert page.zitting.dossier is not None
    assert page.zitting.dossier.ontbreekt == ()
    press(Qt.Key.Key_F10)
    accept_box("Vaststellen")
    until(qtbot.waitUntil, lambda: not work.busy)
    assert sessie.zittingen.dossier(zitting_id).status is ZittingStatus.VASTGESTELD
    page.zitting.step_item(0)
    view = page.zitting.punt
    assert view is not None
    assert "ligt vast" in view.final.text
    field = view.first_field()
    assert isinstance(field, QPlainTextEdit)
    assert field.isReadOnly()
    assert not blocks(page)[0].choice.button("drang").isEnabled()
    assert not page.zitting.tabs.isTabVisible(2)
    assert "vastgesteld" in frame.message_bar.text


def save_as(target: Path) -> None:
    chooser = dialog(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    line = chooser.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    line.selectAll()
    keys(str(target))
    press(Qt.Key.Key_Return)


def test_the_verslag_is_saved_as_pdf_after_one_warning(
    frame: Frame, page: JbtPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    held = zitting(sessie, JBT, "concept")
    page.open_item(held.id)
    page.zitting.agenda.list.setFocus()
    press(Qt.Key.Key_P, CTRL | SHIFT)
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "niet meer versleuteld" in box.informativeText()
    accept_box("Kies een plek")
    chooser = dialog(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == f"{held.nummer}-verslag-concept.pdf"
    target = tmp_path / "verslag.pdf"
    save_as(target)
    until(qtbot.waitUntil, lambda: not work.busy)
    text = "".join(p.extract_text() for p in PdfReader(target).pages)
    punt = sessie.zittingen.dossier(held.id).punten[0]
    assert held.nummer in text
    assert punt.kinderen[0].naam in text
    assert punt.besluiten[0].motivering.split(".")[0][:30] in " ".join(text.split())
    assert "buiten de kluis" in frame.message_bar.text
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    page.zitting.agenda.list.setFocus()
    press(Qt.Key.Key_P, CTRL | SHIFT)
    assert not any(isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets())
    save_as(tmp_path / "nog-eens.pdf")
    until(qtbot.waitUntil, lambda: not work.busy)
    assert (tmp_path / "nog-eens.pdf").read_bytes()[:5] == b"%PDF-"


def test_the_verslag_can_be_read_on_the_screen(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = jbt_zitting_begun(sessie, children=1)
    page.reload()
    page.open_item(zitting_id)
    press(Qt.Key.Key_F7)
    text = page.zitting.lezen.toPlainText()
    assert focus() is page.zitting.lezen
    assert "Besluit: ‹nog invullen: besluit kind 1›" in text
    assert text.index("Stem van de jeugdige") < text.index("Vraag aan de tafel") < text.index("Besluit per kind")
    reader = PdfReader(BytesIO(sessie.verslagen.verslag(zitting_id).pdf))
    paper = "".join("".join(p.extract_text() for p in reader.pages).split())
    parts = [part.split(": ", 1)[-1] for line in text.splitlines() for part in line.lstrip("• ").split(" · ")]
    assert len(parts) > 20
    assert [part for part in parts if "".join(part.split()) not in paper] == [], "the screen says what the paper says"


# -- rights, names, sizes -----------------------------------------------------------------------------------------


def test_who_may_only_read_sees_everything_and_changes_nothing(sessie: Sessie, work: Work) -> None:
    reader = as_role(sessie, Rol.TOEGANGSMEDEWERKER)
    with window(reader, work, "jbt") as frame:
        page = jbt_page(frame)
        page.open_item(zitting(sessie, JBT, "concept").id)
        view = page.zitting.punt
        assert view is not None
        field = view.first_field()
        assert isinstance(field, QPlainTextEdit)
        assert field.isReadOnly()
        assert page.zitting.agenda.add_button.isHidden()
        assert not page.lijst.plan_button.isEnabled()
        assert not page.werkbank.lijst.new_button.isEnabled()


def test_every_control_has_a_name_on_every_tab(page: JbtPage, frame: Frame, sessie: Sessie) -> None:
    for status in ("concept", "gepland", "vastgesteld"):
        page.open_item(zitting(sessie, JBT, status).id)
        for number in range(page.zitting.tabs.count()):
            page.zitting.tabs.setCurrentIndex(number)
            assert unnamed_controls(frame) == []
    page.open_vtb(vtb_lacking_gi(sessie).id)
    assert unnamed_controls(frame) == []
    page.new_vtb()
    assert unnamed_controls(frame) == []


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
def test_it_fits_a_laptop_in_every_text_size(
    page: JbtPage, frame: Frame, theme: Theme, sessie: Sessie, scale: int
) -> None:
    theme.set_mode(Mode.DARK)
    theme.set_text_scale(scale)
    full_vtb(sessie)
    page.open_item(zitting(sessie, JBT, "concept").id)
    page.zitting.step_item(0)
    QApplication.processEvents()
    assert frame.minimumSizeHint().width() <= 1280
    assert frame.minimumSizeHint().height() <= 680
    assert page.zitting.columns.narrow == (scale == 200)
    if scale == 200:
        assert page.zitting.columns.back_button.isVisible()
        press(Qt.Key.Key_Escape)
        assert focus() is page.zitting.agenda.list, "Esc leads back to the agenda"
