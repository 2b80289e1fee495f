"""After the table, by keyboard: the versions per recipient (F9), vaststellen and tekenen (F10), reacties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Rol
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.work import Work
from tests.security.test_pades import WACHTZIN, Ca
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import (
    CTRL,
    SHIFT,
    as_role,
    fill,
    fill_all_gaps,
    focus,
    full_vtb,
    jbt_page,
    jbt_zitting_begun,
    keys,
    last_workday,
    press,
    until,
    window,
)


@pytest.fixture
def frame(sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(sessie, work, "jbt") as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> JbtPage:
    return jbt_page(frame)


def ready(sessie: Sessie) -> int:
    """A zitting with one gezin of which the verslag can be vastgesteld."""
    zitting_id = jbt_zitting_begun(sessie)
    for kind in fill_all_gaps(sessie, zitting_id).punten[0].kinderen:
        punt = sessie.zittingen.dossier(zitting_id).punten[0]
        sessie.besluiten.set_besluit(NieuwBesluit(punt.id, kind.id, "vrijwillig", "", "m", "de tafel"))
    return zitting_id


def open_dialog(kind: type[QMessageBox | QFileDialog]) -> QMessageBox | QFileDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def save_as(target: Path) -> None:
    chooser = open_dialog(QFileDialog)
    line = chooser.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    line.selectAll()
    keys(str(target))
    press(Qt.Key.Key_Return)


def test_enter_goes_through_the_versions_and_s_sends_one(
    frame: Frame, page: JbtPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    zitting_id = ready(sessie)
    page.open_item(zitting_id)
    press(Qt.Key.Key_F9)
    view = page.zitting.versies
    assert focus() is view.list
    titles = [row.title for row in view.list.rows]
    assert titles[0] == "Ouders"
    assert titles[-1] == "Dossier"
    assert "stem_ouders (fictief)" in view.inside.toPlainText()
    while view.list.rows[view.list.currentRow()].title != "Vertrouwenspersoon":
        press(Qt.Key.Key_Return)
    assert "stem_ouders (fictief)" not in view.inside.toPlainText()
    assert "stem_ouders (fictief)" in view.outside.toPlainText()
    assert "stuurt deze versie niet" in view._title.text()
    view.form.set_value("naam", "V. Vertrouw (fictief)")
    view.list.setFocus()
    press(Qt.Key.Key_S)
    save_as(tmp_path / "v.pdf")
    until(qtbot.waitUntil, lambda: not work.busy)
    text = "".join(p.extract_text() for p in PdfReader(tmp_path / "v.pdf").pages)
    assert "stem_ouders" not in text
    (sent,) = sessie.verslagen.stand(zitting_id).verzendingen
    assert (sent.ontvanger, sent.naam) == ("vertrouwenspersoon", "V. Vertrouw (fictief)")
    assert "verzendlijst" in frame.message_bar.text
    assert unnamed_controls(frame) == []


def test_the_versions_of_two_children_are_sent_and_shown_apart(
    page: JbtPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    zitting_id = jbt_zitting_begun(sessie, geboren=(date(2009, 5, 1), date(2009, 9, 1)))
    fill_all_gaps(sessie, zitting_id)
    page.open_item(zitting_id)
    press(Qt.Key.Key_F9)
    view = page.zitting.versies

    def of_children() -> list[tuple[str, str]]:
        return [(row.title.split(":")[0], row.status) for row in view.list.rows if ":" in row.title]

    assert [status for _name, status in of_children()] == ["niemand bij dit punt"] * 2
    while ":" not in view.list.rows[view.list.currentRow()].title:
        press(Qt.Key.Key_Return)
    name = view.list.rows[view.list.currentRow()].title.split(":")[0]
    press(Qt.Key.Key_S)
    save_as(tmp_path / "kind.pdf")
    until(qtbot.waitUntil, lambda: not work.busy)
    assert [(n, status.split(" ")[0]) for n, status in of_children()] == [
        (n, "verstuurd" if n == name else "niemand") for n, _status in of_children()
    ]


def test_f10_fixes_and_then_signs_with_a_certificate(
    frame: Frame, page: JbtPage, sessie: Sessie, work: Work, qtbot: QtBot, tmp_path: Path
) -> None:
    zitting_id = ready(sessie)
    page.open_item(zitting_id)
    press(Qt.Key.Key_F10)
    box = open_dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(b for b in box.buttons() if b.text() == "Vaststellen").click()
    until(qtbot.waitUntil, lambda: not work.busy)
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    certificate = tmp_path / "proef.p12"
    certificate.write_bytes(Ca().pkcs12("Vera Voorbeeld (fictief)"))
    press(Qt.Key.Key_F10)
    card = page.zitting.stand.card
    assert card is not None
    assert focus() is card.form.row("naam").control
    press(Qt.Key.Key_Tab)
    fill(str(certificate))
    keys("verkeerd")
    press(Qt.Key.Key_Return)
    assert "past niet bij het certificaat" in card.form.row("wachtzin").error
    secret = focus()
    assert isinstance(secret, QLineEdit)
    secret.setText(WACHTZIN)  # QTest types no letter with an accent
    press(Qt.Key.Key_Return)
    assert page.zitting.stand.card is None
    (versie,) = sessie.verslagen.stand(zitting_id).versies
    assert [(h.rol, h.naam) for h in versie.handtekeningen] == [("voorzitter", "Voorzitter (fictief)")]
    assert "/Sig" in str(PdfReader(BytesIO(sessie.handtekeningen.getekend(versie.id).inhoud)).get_fields())
    assert "met certificaat" in page.zitting.stand.versions.rows[0].note
    press(Qt.Key.Key_F10)
    assert page.zitting.stand.card is None, "one signs once"
    assert unnamed_controls(frame) == []


def test_ter_reactie_a_reaction_and_a_correction(page: JbtPage, sessie: Sessie, frame: Frame) -> None:
    zitting_id = ready(sessie)
    page.open_item(zitting_id)
    page.zitting.show_stand()
    stand = page.zitting.stand
    assert focus() is stand.react_button
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert sessie.zittingen.dossier(zitting_id).status is ZittingStatus.TER_REACTIE
    assert "ter reactie, tot en met" in stand._line.text()
    page.zitting.show_stand()
    press(Qt.Key.Key_Insert)
    assert stand.card is not None
    fill("moeder")
    stand.card.form.row("tekst").control.setFocus()
    keys("Ik zie het anders.")
    press(Qt.Key.Key_Return, CTRL)
    assert [r.tekst for r in sessie.verslagen.stand(zitting_id).reacties] == ["Ik zie het anders."]
    assert stand.reactions.rows[0].note == "Ik zie het anders."
    sessie.verslagen.vaststellen(zitting_id)
    page.reload()
    stand.ask_correction()
    keys("Naam stond fout")
    press(Qt.Key.Key_Return, CTRL)
    assert sessie.verslagen.stand(zitting_id).correctie_reden == "Naam stond fout"
    assert "Naam stond fout" in stand._line.text()
    assert stand.versions.rows[0].title.startswith("Versie 1")
    assert unnamed_controls(frame) == []


def test_who_may_only_read_signs_and_sends_nothing(sessie: Sessie, work: Work) -> None:
    zitting_id = ready(sessie)
    with window(as_role(sessie, Rol.TOEGANGSMEDEWERKER), work, "jbt") as frame:
        page = jbt_page(frame)
        page.open_item(zitting_id)
        page.zitting.show_stand()
        assert not any(each.isVisibleTo(frame) for each in page.zitting.stand._buttons)
        page.zitting.show_versies()
        assert not page.zitting.versies.send_button.isEnabled()


def test_what_was_written_on_paper_is_taken_over_by_keyboard(
    frame: Frame, page: JbtPage, sessie: Sessie, tmp_path: Path
) -> None:
    zitting_id = sessie.zittingen.plan(ZittingSoort.JBT, last_workday(sessie), "9:00", "Kamer 1")
    punt = sessie.zittingen.add_punt(zitting_id, vtb_id=full_vtb(sessie, 1))
    row = sessie.presenties.add(zitting_id, naam="Vera (fictief)", rol="voorzitter")
    page.reload()
    page.open_item(zitting_id)
    page.zitting.agenda.list.setFocus()
    press(Qt.Key.Key_E, CTRL | SHIFT)
    save_as(tmp_path / "nood.pdf")
    assert (tmp_path / "nood.pdf").read_bytes()[:5] == b"%PDF-"
    frame.activateWindow()
    QTest.qWaitForWindowActive(frame)
    nood = page.zitting.nood
    nood.ask_presence()
    assert nood.card is not None
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    assert next(a for a in sessie.zittingen.dossier(zitting_id).aanwezigen if a.id == row).presentie == "aanwezig"
    page.zitting.show_nood()
    nood.focus_first()
    press(Qt.Key.Key_Return)
    card = nood.card
    assert card is not None
    kind = sessie.zittingen.dossier(zitting_id).punten[0].kinderen[0].id
    card.form.row(f"waarom-{kind}").control.setFocus()
    keys("Omdat het zo is")
    press(Qt.Key.Key_Return)
    assert "Kies het besluit" in card.form.row(f"soort-{kind}").error
    card.form.set_value(f"soort-{kind}", "vrijwillig")
    card.form.row("acties").control.setFocus()
    keys("Plan maken @wijkteam +10wd")
    press(Qt.Key.Key_Return, CTRL)
    dossier = sessie.zittingen.dossier(zitting_id)
    assert dossier.status is ZittingStatus.CONCEPT
    assert [(b.soort, b.motivering) for b in dossier.punten[0].besluiten] == [("vrijwillig", "Omdat het zo is")]
    assert [(a.omschrijving, a.eigenaar) for a in dossier.punten[0].acties] == [("Plan maken", "wijkteam")]
    assert dossier.punten[0].id == punt
    assert nood.list.rows[0].status == "overgenomen"
    assert unnamed_controls(frame) == []


def test_a_letter_is_made_from_a_template_and_logged(page: JbtPage, sessie: Sessie, tmp_path: Path) -> None:
    zitting_id = ready(sessie)
    page.open_item(zitting_id)
    page.zitting.show_stand()
    stand = page.zitting.stand
    stand.ask_letter()
    card = stand.card
    assert card is not None
    card.form.set_value("aan", "Mevrouw Proef (fictief)")
    card.form.set_value("aanhef", "mevrouw Proef")
    card.form.row("aanhef").control.setFocus()
    press(Qt.Key.Key_Return)
    save_as(tmp_path / "brief.pdf")
    text = " ".join("".join(p.extract_text() for p in PdfReader(tmp_path / "brief.pdf").pages).split())
    assert "Beste mevrouw Proef," in text
    assert "nog invullen" not in text
    (sent,) = sessie.verslagen.stand(zitting_id).verzendingen
    assert (sent.soort, sent.naam) == ("brief", "Mevrouw Proef (fictief)")
