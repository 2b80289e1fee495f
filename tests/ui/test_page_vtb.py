"""The werkbank of VTB's on the JBT page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.pages.vtb_detail import CONDITION_FIELDS
from expertteam_app.ui.text import LEEG
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import (
    CTRL,
    EPE,
    SHIFT,
    fill,
    focus,
    full_vtb,
    jbt_page,
    keys,
    named,
    press,
    specs,
    vtb_lacking_gi,
    window,
    zitting,
)


@pytest.fixture
def frame(sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(sessie, work, "jbt") as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> JbtPage:
    return jbt_page(frame)


def columns(page: JbtPage, row: int) -> list[str]:
    model = page.werkbank.lijst.table.model()
    return [str(model.index(row, n).data()) for n in range(model.columnCount())]


def test_the_list_says_where_each_vtb_stands_and_what_it_waits_for(page: JbtPage, sessie: Sessie) -> None:
    press(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert focus() is page.werkbank.lijst.table
    shown = {columns(page, n)[1]: columns(page, n) for n in range(page.werkbank.lijst.table.model().rowCount())}
    everything = sessie.vtbs.all()
    assert not [v for v in everything if v.fase is Fase.GESLOTEN and v.nummer in shown], (
        "what is closed is out of sight"
    )
    for vtb in (v for v in everything if v.fase is not Fase.GESLOTEN):
        row = shown[vtb.nummer]
        assert (row[0], row[3], row[4]) == (vtb.fase, vtb.volgende or LEEG, vtb.klok or LEEG)
        assert row[8] == str(vtb.kinderen)
    lacking = vtb_lacking_gi(sessie)
    assert "Consultatie GI" in shown[lacking.nummer][3]


def test_typing_finds_a_vtb_and_enter_opens_it(page: JbtPage, sessie: Sessie) -> None:
    lacking = vtb_lacking_gi(sessie)
    page.tabs.setCurrentIndex(1)
    press(Qt.Key.Key_F, CTRL)
    keys(lacking.nummer)
    assert page.werkbank.lijst.table.model().rowCount() == 1
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.werkbank.detail.dossier is not None
    assert page.werkbank.detail.dossier.id == lacking.id
    assert focus() is page.werkbank.detail.conditions
    press(Qt.Key.Key_Escape)
    assert focus() is page.werkbank.lijst.table, "Esc leads back to the list"


def test_the_conditions_are_a_checklist_that_leads_to_its_fields(page: JbtPage, sessie: Sessie) -> None:
    lacking = vtb_lacking_gi(sessie)
    page.open_vtb(lacking.id)
    dossier = sessie.vtbs.dossier(lacking.id)
    rows = page.werkbank.detail.conditions.rows
    assert [r.title for r in rows] == [v.tekst for v in dossier.voorwaarden]
    assert [r.status == "in orde" for r in rows] == [v.vervuld for v in dossier.voorwaarden]
    assert [("verplicht" in r.subtitle) for r in rows] == [v.hard for v in dossier.voorwaarden]
    assert all(v.bron in r.subtitle for r, v in zip(rows, dossier.voorwaarden, strict=True))
    assert set(CONDITION_FIELDS) == {v.code for v in dossier.voorwaarden}
    for number, voorwaarde in enumerate(dossier.voorwaarden):
        page.werkbank.detail.conditions.setFocus()
        page.werkbank.detail.conditions.setCurrentRow(number)
        press(Qt.Key.Key_Return)
        key = CONDITION_FIELDS[voorwaarde.code][0]
        assert focus() is page.werkbank.detail._forms[key].row(key).control


def test_every_field_is_stored_when_it_is_left(page: JbtPage, sessie: Sessie) -> None:
    vtb = vtb_lacking_gi(sessie)
    page.complete_vtb(vtb.id)
    fill("16-11-2026")
    fill("jeugdbeschermer (fictief)")
    fill("Eerst drang.")
    inhoud = sessie.vtbs.dossier(vtb.id).inhoud.consultatie_gi
    assert (inhoud.datum, inhoud.wie, inhoud.advies) == (
        date(2026, 11, 16),
        "jeugdbeschermer (fictief)",
        "Eerst drang.",
    )
    netwerk = page.werkbank.detail._forms["netwerk"]
    netwerk.row("netwerk").control.setFocus()
    for value, stored in (("nee", False), ("", None), ("ja", True)):
        box = netwerk.row("netwerk").field
        place = box.findData(value)  # type: ignore[attr-defined]  # a combo box
        box.setCurrentIndex(place)  # type: ignore[attr-defined]  # idem
        box.activated.emit(place)  # type: ignore[attr-defined]  # offscreen combo boxes do not tell
        assert sessie.vtbs.dossier(vtb.id).inhoud.netwerk is stored


def test_a_day_to_come_is_refused_under_the_field_and_stays_to_be_mended(page: JbtPage, sessie: Sessie) -> None:
    vtb = vtb_lacking_gi(sessie)
    page.complete_vtb(vtb.id)
    fill("1-12-2026")
    row = page.werkbank.detail._forms["gi_datum"].row("gi_datum")
    assert "toekomst" in row.error
    page.reload()
    assert page.werkbank.detail._forms["gi_datum"].value("gi_datum") == date(2026, 12, 1), (
        "what was typed is still there"
    )
    assert sessie.vtbs.dossier(vtb.id).inhoud.consultatie_gi.datum is None


def test_a_complete_vtb_goes_on_the_agenda_from_here(page: JbtPage, sessie: Sessie) -> None:
    vtb_id = full_vtb(sessie)
    planned = zitting(sessie, ZittingSoort.JBT, "gepland")
    page.reload()
    page.open_vtb(vtb_id)
    page.werkbank.detail.agenda.choice.choose(planned.id)
    page.werkbank.detail.agenda.add_button.setFocus()
    press(Qt.Key.Key_Space)
    assert any(p.vtb_id == vtb_id for p in sessie.zittingen.dossier(planned.id).punten)
    assert page.werkbank.detail._pill.text() == "gepland"
    page.werkbank.detail.agenda.open_button.setFocus()
    press(Qt.Key.Key_Space)
    assert page.zitting.dossier is not None
    assert page.zitting.dossier.id == planned.id
    assert focus() is page.zitting.agenda.list


def test_a_new_vtb_names_all_kinderen(page: JbtPage, sessie: Sessie) -> None:
    before = {v.id for v in sessie.vtbs.all()}
    press(Qt.Key.Key_N, CTRL | SHIFT)
    assert named() == "Naam van het gezin (verplicht)"
    fill("gezin Verzonnen (fictief)")
    press(Qt.Key.Key_Return)
    page.werkbank.nieuw.entry.submit()
    assert "gemeente" in page.werkbank.nieuw.entry.form.row("gemeente").error
    page.werkbank.nieuw.entry.form.set_value("gemeente", EPE)
    page.werkbank.nieuw.entry.submit()
    assert "minstens één kind" in page.werkbank.nieuw.entry.form.row("voornaam1").error
    page.werkbank.nieuw.entry.form.row("voornaam1").control.setFocus()
    for text in ("Fien", "van", "Verzonnen", "3-4-2015"):
        fill(text)
    page.werkbank.nieuw.child_button.setFocus()
    press(Qt.Key.Key_Space)
    assert named() == "Kind 2: voornaam"
    keys("Gijs")
    press(Qt.Key.Key_Return)
    made = next(v for v in sessie.vtbs.all() if v.id not in before)
    dossier = sessie.vtbs.dossier(made.id)
    assert [(k.voornaam, k.tussenvoegsel, k.geboortedatum) for k in dossier.kinderen] == [
        ("Fien", "van", date(2015, 4, 3)),
        ("Gijs", "", None),
    ]
    assert (dossier.gemeente, dossier.ontvangen) == (EPE, date(2026, 11, 20))
    assert focus() is page.werkbank.detail._forms["vt_datum"].row("vt_datum").control, "at the first thing that lacks"
    page.new_vtb()
    assert page.werkbank.nieuw.entry.form.value("gezin") == ""
    assert page.werkbank.nieuw.entry.form.row("voornaam2").isHidden()


def test_a_half_typed_vtb_comes_back_after_the_lock(page: JbtPage, frame: Frame, sessie: Sessie, work: Work) -> None:
    page.new_vtb()
    fill("gezin Half (fictief)")
    page.werkbank.nieuw.add_child()
    keys("Gijs")
    frame.set_locked(QPlainTextEdit())
    frame.show_pages(specs(sessie, work), "Oefenkluis", practice=True)
    again = jbt_page(frame)
    again.new_vtb()
    assert again.werkbank.nieuw.entry.form.value("gezin") == "gezin Half (fictief)"
    assert again.werkbank.nieuw.entry.form.value("voornaam2") == "Gijs"
    again.werkbank.nieuw.close_form()
    assert sessie.concepten.all().get("vtb.nieuw") is None


def test_a_birth_to_come_is_refused_at_the_right_child(page: JbtPage) -> None:
    page.new_vtb()
    form = page.werkbank.nieuw.entry.form
    form.set_value("gezin", "gezin Straks (fictief)")
    form.set_value("gemeente", EPE)
    page.werkbank.nieuw.add_child()
    for key, value in (("voornaam1", "A"), ("voornaam2", "B"), ("geboortedatum2", date(2027, 1, 1))):
        form.set_value(key, value)
    page.werkbank.nieuw.entry.submit()
    assert "toekomst" in form.row("geboortedatum2").error
    assert not form.row("ontvangen").error


def test_a_child_is_added_to_a_vtb(page: JbtPage, sessie: Sessie) -> None:
    vtb = vtb_lacking_gi(sessie)
    page.open_vtb(vtb.id)
    entry = page.werkbank.detail.kinderen.entry
    entry.submit()
    assert "naam" in entry.form.row("voornaam").error
    entry.form.row("voornaam").control.setFocus()
    for text in ("Nieuw", "", "Kind (fictief)", "1-2-2020"):
        fill(text)
    entry.submit()
    kinderen = sessie.vtbs.dossier(vtb.id).kinderen
    assert ("Nieuw", date(2020, 2, 1)) in [(k.voornaam, k.geboortedatum) for k in kinderen]
    assert page.werkbank.detail.kinderen.list.rows[-1].title.startswith("Nieuw")


def test_a_kind_that_lives_elsewhere_stands_with_its_own_gemeente(page: JbtPage, sessie: Sessie) -> None:
    vtb = next(v for v in sessie.vtbs.all() if v.kinderen > 1 and v.fase is not Fase.GESLOTEN)
    dossier = sessie.vtbs.dossier(vtb.id)
    other = next(c for c in sessie.context.lists["gemeenten"] if c.code != dossier.gemeente)
    sessie.kinderen.change(dossier.kinderen[0].id, "gemeente", other.code)
    page.open_vtb(vtb.id)
    rows = page.werkbank.detail.kinderen.list.rows
    assert [other.label in row.subtitle for row in rows] == [True, *[False] * (len(rows) - 1)]


def test_the_besluiten_of_the_table_stand_in_the_vtb(page: JbtPage, sessie: Sessie) -> None:
    spoken = next(v for v in sessie.vtbs.all() if sessie.vtbs.dossier(v.id).besluiten)
    page.open_vtb(spoken.id)
    dossier = sessie.vtbs.dossier(spoken.id)
    assert [r.title for r in page.werkbank.detail.besluiten.list.rows] == [b.jeugdige for b in dossier.besluiten]
    assert page.werkbank.detail._pill.text() == dossier.gang.fase


def test_opening_what_was_found_and_coming_back_after_the_lock(page: JbtPage, sessie: Sessie, frame: Frame) -> None:
    vtb = sessie.vtbs.all()[0]
    page.open_item(vtb.id, "vtb")
    assert page.current_item() == -vtb.id
    page.open_item(zitting(sessie, ZittingSoort.JBT, "gepland").id, "zitting")
    assert page.current_item() == zitting(sessie, ZittingSoort.JBT, "gepland").id
    frame.open_page("jbt", -vtb.id)
    assert page.werkbank.detail.dossier is not None
    assert page.werkbank.detail.dossier.id == vtb.id


def test_another_change_leaves_the_typed_text_alone(page: JbtPage, sessie: Sessie) -> None:
    vtb = vtb_lacking_gi(sessie)
    page.open_vtb(vtb.id)
    zorgen = page.werkbank.detail._forms["zorgen"].row("zorgen").control
    assert isinstance(zorgen, QPlainTextEdit)
    zorgen.setFocus()
    press(Qt.Key.Key_A, CTRL)
    keys("Nog bezig")
    press(Qt.Key.Key_Left)
    sessie.vtbs.change(vtb.id, "indiener", "school (fictief)")
    QApplication.processEvents()
    assert (zorgen.toPlainText(), zorgen.textCursor().position()) == ("Nog bezig", 8)
    assert page.werkbank.detail._forms["indiener"].value("indiener") == "school (fictief)"


def test_an_empty_kluis_says_what_to_do(lege_sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    with window(lege_sessie, work, "jbt") as frame:
        page = jbt_page(frame)
        page.tabs.setCurrentIndex(1)
        assert page.werkbank.lijst._empty.isVisible()
        assert unnamed_controls(frame) == []
        with qtbot.waitSignal(page.import_requested):
            press(Qt.Key.Key_I, CTRL)
        page.werkbank.lijst._empty.button.click()
        assert named() == "Naam van het gezin (verplicht)"


def test_ten_thousand_vtbs_are_found_while_typing(page: JbtPage, sessie: Sessie) -> None:
    from dataclasses import replace

    one = sessie.vtbs.all()[0]
    many = [replace(one, id=n, nummer=f"VTB-2026-{n:05d}") for n in range(1, 10_001)]
    page.werkbank.lijst.show_vtbs(many)
    page.werkbank.lijst.search.setText("VTB-2026-09999")
    assert [columns(page, 0)[1], page.werkbank.lijst.table.model().rowCount()] == ["VTB-2026-09999", 1]


def test_the_phases_filter_the_list_by_arrows(page: JbtPage, sessie: Sessie) -> None:
    page.tabs.setCurrentIndex(1)
    balk, table = page.werkbank.balk, page.werkbank.lijst.table
    balk.button(None).setFocus()
    assert "alle lopende" in named()
    for fase in Fase:
        press(Qt.Key.Key_Right)
        assert named() == f"Fase {fase}: {sum(v.fase is fase for v in sessie.vtbs.all())}"
        assert {columns(page, n)[0] for n in range(table.model().rowCount())} == {str(fase)}
    press(Qt.Key.Key_Home)
    assert balk.value is None
    assert len({columns(page, n)[0] for n in range(table.model().rowCount())}) == len(Fase) - 1


def test_a_vtb_is_closed_with_a_reason_and_opened_again(page: JbtPage, sessie: Sessie) -> None:
    vtb = vtb_lacking_gi(sessie)
    page.open_vtb(vtb.id)
    kaart = page.werkbank.detail.sluiten
    kaart.close_vtb()
    assert "waarom" in kaart.form.row("reden").error
    kaart.reason.setFocus()
    keys("ingetrokken")
    press(Qt.Key.Key_Return)
    assert sessie.vtbs.dossier(vtb.id).gesloten_reden == "ingetrokken"
    assert page.werkbank.detail._pill.text() == "gesloten"
    kaart.open_button.click()  # the offer of reasons still holds the keyboard offscreen
    assert sessie.vtbs.dossier(vtb.id).gesloten_op is None
