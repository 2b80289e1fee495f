"""The JBT page, from planning to a verslag on paper, without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
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
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.pages.zitting_besluit_jbt import JbtBesluiten, KindBesluit
from expertteam_app.ui.pages.zitting_verslag import write_pdf
from expertteam_app.ui.theme import Mode, Theme
from expertteam_app.ui.work import Work
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
    named,
    press,
    specs,
    tab_to,
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


def open_begun(page: JbtPage, sessie: Sessie, children: int = 2) -> int:
    """Open a zitting that has begun, at the first field of its only item."""
    zitting_id = jbt_zitting_begun(sessie, children)
    page.reload()
    page.open_item(zitting_id)
    page.zitting.step_item(0)
    return zitting_id


def blocks(page: JbtPage) -> list[KindBesluit]:
    view = page.zitting.punt
    assert view is not None
    assert isinstance(view.besluit, JbtBesluiten)
    return view.besluit.blocks


def dialog(kind: type[QMessageBox | QFileDialog]) -> QMessageBox | QFileDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def accept_box(text: str) -> None:
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    button = next(b for b in box.buttons() if b.text() == text)
    button.setFocus()
    press(Qt.Key.Key_Space)


# -- planning and the agenda --------------------------------------------------------------------------------------


def test_a_zitting_is_planned_with_the_keyboard_alone(page: JbtPage, sessie: Sessie) -> None:
    before = {z.id for z in sessie.zittingen.all(JBT)}
    press(Qt.Key.Key_N, CTRL)
    assert named() == "Datum"
    fill("+10wd")
    press(Qt.Key.Key_A, CTRL)
    fill("13.30")
    keys("Stadhuis, kamer 2")
    press(Qt.Key.Key_Return)
    made = next(z for z in sessie.zittingen.all(JBT) if z.id not in before)
    assert (made.datum, made.begintijd, made.plaats) == (date(2026, 12, 4), "13:30", "Stadhuis, kamer 2")
    assert page.zitting.dossier is not None
    assert page.zitting.dossier.id == made.id
    assert focus() is page.zitting.toevoegen.search, "an empty agenda is where one goes on"


def test_a_date_or_time_that_is_none_is_refused_in_place(page: JbtPage, sessie: Sessie) -> None:
    before = len(sessie.zittingen.all(JBT))
    press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_Return)
    assert "dag" in page.lijst.entry.form.row("datum").error
    fill("morgen")
    press(Qt.Key.Key_A, CTRL)
    keys("25 uur")
    press(Qt.Key.Key_Return)
    assert "geen tijd" in page.lijst.entry.form.row("begintijd").error
    assert len(sessie.zittingen.all(JBT)) == before


def test_a_vtb_without_gi_is_refused_with_the_reason_and_led_to_the_missing_field(
    frame: Frame, page: JbtPage, sessie: Sessie
) -> None:
    vtb = vtb_lacking_gi(sessie)
    planned = zitting(sessie, JBT, "gepland")
    page.open_item(planned.id)
    press(Qt.Key.Key_F6)
    keys(vtb.nummer)
    row = page.zitting.toevoegen.list.rows[0]
    assert row.muted
    assert "Consultatie GI" in row.note
    press(Qt.Key.Key_Return)
    assert "Consultatie GI" in frame.message_bar.text
    assert vtb.nummer not in str(sessie.zittingen.dossier(planned.id).punten)
    assert focus() is page.zitting.toevoegen.vtb_button
    press(Qt.Key.Key_Space)
    assert focus() is page.werkbank.detail._forms["gi_datum"].row("gi_datum").control
    fill("gisteren")
    assert sessie.vtbs.dossier(vtb.id).inhoud.consultatie_gi.datum == date(2026, 11, 19)
    gi = next(r for r in page.werkbank.detail.conditions.rows if "GI" in r.title)
    assert gi.status == "in orde"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_F6)
    keys(vtb.nummer)
    press(Qt.Key.Key_Return)
    assert any(p.vtb_id == vtb.id for p in sessie.zittingen.dossier(planned.id).punten)


def test_the_agenda_is_put_in_order_and_cleared_by_keys(page: JbtPage, sessie: Sessie) -> None:
    planned = zitting(sessie, JBT, "gepland")
    page.open_item(planned.id)
    page.zitting.agenda.list.setFocus()
    first, second = (p.id for p in sessie.zittingen.dossier(planned.id).punten)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down, CTRL)
    assert [p.id for p in sessie.zittingen.dossier(planned.id).punten] == [second, first]
    assert page.zitting.agenda.list.current_id == first, "the moved item stays the current one"
    assert focus() is page.zitting.agenda.list
    press(Qt.Key.Key_Delete)
    assert [p.id for p in sessie.zittingen.dossier(planned.id).punten] == [second]


def test_an_item_with_a_besluit_cannot_be_taken_off(frame: Frame, page: JbtPage, sessie: Sessie) -> None:
    held = zitting(sessie, JBT, "concept")
    page.open_item(held.id)
    page.zitting.agenda.list.setFocus()
    before = sessie.zittingen.dossier(held.id).punten
    press(Qt.Key.Key_Delete)
    assert sessie.zittingen.dossier(held.id).punten == before
    assert "besluiten of acties" in frame.message_bar.text


# -- presence -----------------------------------------------------------------------------------------------------


def test_space_goes_through_the_kinds_of_presence(page: JbtPage, sessie: Sessie) -> None:
    planned = zitting(sessie, JBT, "gepland")
    page.open_item(planned.id)
    press(Qt.Key.Key_F2)
    seen = []
    for _ in range(4):
        press(Qt.Key.Key_Space)
        seen.append(sessie.zittingen.dossier(planned.id).aanwezigen[0].presentie)
    assert seen == ["aanwezig", "op-afstand", "afwezig", "uitgenodigd"]
    assert focus() is page.zitting.presentie.list


def test_a_colleague_is_found_by_name_and_a_parent_is_a_guest(page: JbtPage, sessie: Sessie) -> None:
    open_id = jbt_zitting_begun(sessie)
    page.reload()
    page.open_item(open_id)
    press(Qt.Key.Key_F2)
    assert named() == "Wie uitnodigen?"
    keys("Vera Voorzitter (fictief)")
    press(Qt.Key.Key_Return)
    keys("Moeder van Aya")
    press(Qt.Key.Key_Return)
    assert "rol" in page.zitting.presentie.entry.form.row("rol").error
    keys("ouder")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    found = {(a.naam, a.rol) for a in sessie.zittingen.dossier(open_id).aanwezigen}
    assert found == {("Vera Voorzitter (fictief)", "voorzitter"), ("Moeder van Aya", "ouder")}


def test_the_people_of_the_last_time_are_invited_at_once(page: JbtPage, sessie: Sessie) -> None:
    open_id = jbt_zitting_begun(sessie)
    page.reload()
    page.open_item(open_id)
    page.zitting.show_presence()
    page.zitting.presentie.previous_button.click()
    earlier = sessie.zittingen.dossier(zitting(sessie, JBT, "vastgesteld").id).aanwezigen
    now = sessie.zittingen.dossier(open_id).aanwezigen
    assert {a.naam for a in now} == {a.naam for a in earlier}
    assert {a.presentie for a in now} == {"uitgenodigd"}


# -- the item -----------------------------------------------------------------------------------------------------


def test_the_stem_comes_first_and_is_stored_when_it_is_left(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = open_begun(page, sessie)
    assert named() == "Wat zegt de jeugdige zelf?"
    fill("Ik wil naar huis.")
    fill("Wij hebben rust nodig.")
    texts = sessie.zittingen.dossier(zitting_id).punten[0].teksten
    assert (texts["stem_jeugdige"], texts["stem_ouders"]) == ("Ik wil naar huis.", "Wij hebben rust nodig.")


def test_a_change_by_another_leaves_the_field_and_caret_alone(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = open_begun(page, sessie)
    keys("half een zin")
    field = focus()
    assert isinstance(field, QPlainTextEdit)
    press(Qt.Key.Key_Left)
    caret = field.textCursor().position()
    punt = sessie.zittingen.dossier(zitting_id).punten[0]
    sessie.zittingen.change_punt(punt.id, "vraag", "Wat is nodig?")
    QApplication.processEvents()
    assert focus() is field
    assert (field.toPlainText(), field.textCursor().position()) == ("half een zin", caret)
    view = page.zitting.punt
    assert view is not None
    assert view._forms["vraag"].value("vraag") == "Wat is nodig?"


def test_each_kind_gets_its_own_besluit_by_its_key(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = open_begun(page, sessie)
    press(Qt.Key.Key_2, CTRL)
    drang = blocks(page)[0]
    assert drang.form.value("terugmelding_op") == date(2027, 2, 20), "three months after the zitting"
    assert not drang.form.row("terugmelding_op").isHidden()
    press(Qt.Key.Key_B, CTRL | SHIFT)
    page.zitting.punt and blocks(page)[1].choice.setFocus()
    press(Qt.Key.Key_3)
    onderzoek = blocks(page)[1]
    assert not onderzoek.form.row("beoogde_gi").isHidden()
    tab_to("Beoogde GI")
    fill("GI De Brug (fictief)")
    besluiten = sessie.zittingen.dossier(zitting_id).punten[0].besluiten
    assert [(b.soort, b.beoogde_gi) for b in besluiten] == [("drang", ""), ("raadsonderzoek", "GI De Brug (fictief)")]
    assert besluiten[0].terugmeldingen[0].verwacht_op == date(2027, 2, 20)
    assert page.zitting.agenda.list.rows[0].status == "besloten"


def test_another_besluit_is_asked_for_by_name(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = open_begun(page, sessie, children=1)
    press(Qt.Key.Key_4, CTRL)
    assert named() == "Welk ander besluit"
    assert sessie.zittingen.dossier(zitting_id).punten[0].besluiten == ()
    keys("spoed")
    press(Qt.Key.Key_Tab)
    box = blocks(page)[0].form.row("anders").field
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]  # offscreen combo boxes do not tell
    assert [b.soort for b in sessie.zittingen.dossier(zitting_id).punten[0].besluiten] == ["spoed"]


def test_arrows_move_over_the_besluiten_without_choosing(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = open_begun(page, sessie, children=1)
    blocks(page)[0].choice.setFocus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    assert sessie.zittingen.dossier(zitting_id).punten[0].besluiten == ()
    press(Qt.Key.Key_Return)
    assert [b.soort for b in sessie.zittingen.dossier(zitting_id).punten[0].besluiten] == ["raadsonderzoek"]


def test_an_actie_without_owner_stays_visibly_open_until_it_has_one(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = open_begun(page, sessie, children=1)
    press(Qt.Key.Key_A, CTRL | SHIFT)
    keys("Veiligheidsplan bespreken")
    press(Qt.Key.Key_Return)
    view = page.zitting.punt
    assert view is not None
    assert view.acties.rows[0]._pill.text() == "nog open: wie en wanneer"
    press(Qt.Key.Key_F8)
    gaps = [row.title for row in page.zitting.gaten.list.rows]
    page.zitting.gaten.list.setCurrentRow(gaps.index("Punt 1: wie actie 1 doet"))
    press(Qt.Key.Key_Return)
    assert named() == "Actie 1: wie"
    fill("wijkteam")
    assert named() == "Actie 1: vóór"
    fill("+10wd")
    actie = sessie.zittingen.dossier(zitting_id).punten[0].acties[0]
    assert (actie.eigenaar, actie.datum) == ("wijkteam", date(2026, 12, 4))
    assert view.acties.rows[0]._pill.text() == "loopt"


def test_what_cannot_be_stored_yet_comes_back_after_the_lock(
    frame: Frame, page: JbtPage, sessie: Sessie, work: Work
) -> None:
    zitting_id = open_begun(page, sessie, children=1)
    motivering = blocks(page)[0].form.row("motivering").control
    motivering.setFocus()
    keys("Omdat het thuis niet veilig is.")
    page.zitting.punt and page.zitting.punt.first_field().setFocus()
    keys("Nog niet af")
    frame.set_locked(QLineEdit())
    assert sessie.zittingen.dossier(zitting_id).punten[0].teksten["stem_jeugdige"] == "Nog niet af"
    assert sessie.zittingen.dossier(zitting_id).punten[0].besluiten == ()
    frame.show_pages(specs(sessie, work), "Oefenkluis", practice=True)
    again = jbt_page(frame)
    assert again.zitting.dossier is not None
    assert again.zitting.dossier.id == zitting_id
    assert blocks(again)[0].form.value("motivering") == "Omdat het thuis niet veilig is."
    blocks(again)[0].choice.setFocus()
    press(Qt.Key.Key_1)
    stored = sessie.zittingen.dossier(zitting_id).punten[0].besluiten[0]
    assert (stored.soort, stored.motivering) == ("vrijwillig", "Omdat het thuis niet veilig is.")


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
    press(Qt.Key.Key_F9)
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
    press(Qt.Key.Key_F9)
    assert not any(isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets())
    save_as(tmp_path / "nog-eens.pdf")
    until(qtbot.waitUntil, lambda: not work.busy)
    assert (tmp_path / "nog-eens.pdf").read_bytes()[:5] == b"%PDF-"


def test_a_place_that_refuses_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"niet worden opgeslagen\. Kies een andere map"):
        write_pdf(tmp_path / "bestaat-niet" / "v.pdf", b"%PDF-")


def test_the_verslag_can_be_read_on_the_screen(page: JbtPage, sessie: Sessie) -> None:
    zitting_id = jbt_zitting_begun(sessie, children=1)
    page.reload()
    page.open_item(zitting_id)
    press(Qt.Key.Key_F7)
    text = page.zitting.lezen.toPlainText()
    assert focus() is page.zitting.lezen
    assert "Aya Proef: [nog in te vullen]" in text
    assert text.index("Wat zegt de jeugdige zelf?") < text.index("Vraag aan de tafel") < text.index("Besluit")


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
