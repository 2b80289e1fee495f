"""The JBT page, from planning to the besluit per kind, without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.jbt import JbtPage
from expertteam_app.ui.pages.zitting_rows import Row
from expertteam_app.ui.work import Work
from tests.ui.tafels import (
    CTRL,
    SHIFT,
    blocks,
    fill,
    focus,
    jbt_page,
    jbt_zitting_begun,
    keys,
    named,
    open_begun,
    press,
    specs,
    tab_to,
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


# -- planning and the agenda --------------------------------------------------------------------------------------


def test_a_zitting_is_planned_with_the_keyboard_alone(page: JbtPage, sessie: Sessie) -> None:
    before = {z.id for z in sessie.zittingen.all(JBT)}
    press(Qt.Key.Key_N, CTRL)
    assert named() == "Datum (verplicht)"
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

    def gi() -> Row:
        return next(r for r in page.werkbank.detail.conditions.rows if "GI" in r.title)

    assert (gi().status, gi().note) == (
        "nog niet",
        "De consultatie GI is nog niet volledig: met wie en het advies ontbreken.",
    )
    page.werkbank.detail.go_to("consultatie-gi")
    assert focus() is page.werkbank.detail._forms["gi_wie"].row("gi_wie").control, "at what lacks"
    fill("medewerker GI (fictief)")
    fill("Bespreek het aan tafel.")
    assert gi().status == "in orde"
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
    blocks(page)[1].choice.setFocus()
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
    view = page.zitting.punt
    assert view is not None
    view.first_field().setFocus()
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
