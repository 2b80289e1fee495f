"""F6: a moment, the guests and a hearing in two keys; then the agenda files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.work import Work
from tests.consultaties import consulteer
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import fill, focus, jbt_page, press, window


@pytest.fixture
def frame(lege_sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(lege_sessie, work, "jbt") as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> JbtPage:
    return jbt_page(frame)


def new_vtb(s: Sessie) -> int:
    children = (("Aya", "", "Proef", date(2012, 5, 1)), ("Ben", "", "Proef", date(2019, 5, 1)))
    vtb = s.vtbs.add(NieuweVtb("gezin Proef", "0232", date(2026, 11, 16), "wijkteam", children))
    for rol in ("voorzitter", "secretaris", "raad", "gi"):
        s.personen.add(f"{rol.title()} (fictief)", "", rol)
    return vtb


def test_a_vtb_that_is_not_complete_says_what_lacks(page: JbtPage, lege_sessie: Sessie) -> None:
    vtb = new_vtb(lege_sessie)
    page.reload()
    page.open_vtb(vtb)
    press(Qt.Key.Key_F6)
    assert not page.werkbank.at_plan
    assert lege_sessie.zittingen.all() == []


def test_f6_enter_plans_with_guests_and_hearing_and_then_invites(
    page: JbtPage, frame: Frame, lege_sessie: Sessie, tmp_path: Path
) -> None:
    s = lege_sessie
    vtb = new_vtb(s)
    consulteer(s, vtb, date(2026, 11, 17))
    page.reload()
    page.open_vtb(vtb)
    press(Qt.Key.Key_F6)
    view = page.werkbank.plannen
    assert focus() is view.slots
    assert unnamed_controls(frame) == []
    first = view.slots.rows[0]
    assert first.title == "woensdag 25 november 2026, 09:00-10:00"
    assert first.status == "binnen de norm"
    assert "D9, 10 werkdagen" in first.note
    view._place.setFocus()
    fill("Kamer 1")
    assert view.slots.rows[0].subtitle == "Kamer 1"
    view.slots.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    (zitting,) = s.zittingen.all()
    assert zitting.datum == date(2026, 11, 26), "the second moment was chosen"
    assert [(h.naam, h.gepland_op, h.tijd) for h in s.vtb_planning.hoorgesprekken(vtb)] == [
        ("Aya Proef", date(2026, 11, 26), "07:30")
    ]
    guests = {a.rol for a in s.zittingen.dossier(zitting.id).aanwezigen}
    assert guests == {"ouder", "jeugdige", "inbrenger", "voorzitter", "secretaris", "raad", "gi"}
    agenda = page.werkbank.detail.agenda
    assert focus() is agenda.invite_button
    agenda.invite_in(tmp_path)
    assert len(list(tmp_path.glob("*.ics"))) == 8
    assert "Alle 8 genodigden" in agenda._told.text()
    assert s.vtbs.all()[0].fase is Fase.UITGENODIGD


def test_a_hearing_is_kept_field_by_field(page: JbtPage, lege_sessie: Sessie) -> None:
    vtb = new_vtb(lege_sessie)
    page.reload()
    page.open_vtb(vtb)
    horen = page.werkbank.detail.horen
    (form,) = horen.forms.values()
    form.row("gehouden_op").control.setFocus()
    fill("19-11-2026")
    fill("de voorzitter")
    form.row("tekst").control.setFocus()
    fill("Ik wil rust.")
    (talk,) = lege_sessie.vtb_planning.hoorgesprekken(vtb)
    assert (talk.gehouden_op, talk.door, talk.tekst) == (date(2026, 11, 19), "de voorzitter", "Ik wil rust.")
    form.row("niet_gelukt").control.setFocus()
    fill("ziek")
    assert "wat het kind zei" in form.row("niet_gelukt").error


def test_esc_leads_back_and_plans_nothing(page: JbtPage, lege_sessie: Sessie) -> None:
    vtb = new_vtb(lege_sessie)
    consulteer(lege_sessie, vtb, date(2026, 11, 17))
    page.reload()
    page.open_vtb(vtb)
    press(Qt.Key.Key_F6)
    assert page.werkbank.at_plan
    press(Qt.Key.Key_Escape)
    assert page.werkbank.detail.isVisible()
    assert lege_sessie.zittingen.all() == []


def at_the_table(s: Sessie) -> tuple[int, int]:
    """A VTB with a besluit drang about its first child and raadsonderzoek about the second."""
    vtb = new_vtb(s)
    consulteer(s, vtb, date(2026, 11, 17))
    zitting = s.zittingen.plan(ZittingSoort.JBT, date(2026, 11, 18), "9:00", "Kamer 1")
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    s.zittingen.houden(zitting)
    kinderen = s.zittingen.dossier(zitting).punten[0].kinderen
    drang = s.besluiten.set_besluit(NieuwBesluit(punt, kinderen[0].id, "drang", terugmelding_op=date(2026, 12, 1)))
    s.besluiten.set_besluit(NieuwBesluit(punt, kinderen[1].id, "raadsonderzoek"))
    return vtb, drang


def test_goals_the_vto_and_the_raad_are_kept_on_the_werkbank(page: JbtPage, lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb, drang = at_the_table(s)
    page.reload()
    page.open_vtb(vtb)
    kaart = page.werkbank.detail.besluiten
    goals = kaart.afspraken[drang]
    assert goals.entry is not None
    goals.entry.form.row("doel").control.setFocus()
    for text in ("Elke dag naar school", "ouders", "1-12-2026", "verzuimlijst"):
        fill(text)
    goals.entry.submit()
    (form,) = goals.forms.values()
    assert (form.value("doel"), form.value("wanneer")) == ("Elke dag naar school", date(2026, 12, 1))
    kept = form.row("nagekomen").field
    kept.setCurrentIndex(kept.findData("deels"))  # type: ignore[attr-defined]  # a combo box
    kept.activated.emit(2)  # type: ignore[attr-defined]  # offscreen combo boxes do not tell
    first = s.vtbs.dossier(vtb).besluiten[0].afspraken[0]
    assert (first.wie, first.toets, first.nagekomen) == ("ouders", "verzuimlijst", "deels")
    raad = next(b for b in s.vtbs.dossier(vtb).besluiten if b.soort == "raadsonderzoek")
    after = kaart.after[raad.id]
    after.raad.row("vto").control.setFocus()
    fill("19-11-2026")
    fill("K-17")
    fill("20-11-2026")
    stored = next(b for b in s.vtbs.dossier(vtb).besluiten if b.id == raad.id)
    assert (stored.vto_verzonden, stored.vto_kenmerk) == (date(2026, 11, 19), "K-17")
    assert stored.onderzoek_gestart == date(2026, 11, 20)
    after.raad.row("zaak_afgerond").control.setFocus()
    fill("18-11-2026")
    assert "volgorde" in after.raad.row("zaak_afgerond").error
