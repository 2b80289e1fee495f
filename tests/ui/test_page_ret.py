"""The RET page: mandaat, besluit, acties, coding, all by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.zitting_besluit import RetBesluit
from expertteam_app.ui.pages.zitting_lijst import in_order
from expertteam_app.ui.pages.zitting_tabs import controls, stops_at
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import (
    CTRL,
    SHIFT,
    fill,
    focus,
    keys,
    last_workday,
    named,
    press,
    ret_page,
    tab_to,
    window,
    zitting,
)

RET = ZittingSoort.RET


@pytest.fixture
def frame(sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(sessie, work) as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> RetPage:
    return ret_page(frame)


def begun(page: RetPage, sessie: Sessie) -> int:
    """A RET zitting of today with one casus, begun, without anybody on the list; opened at its item."""
    zitting_id = sessie.zittingen.plan(RET, last_workday(sessie), "9:00", "Kamer 1")
    candidate = sessie.zittingen.candidates(zitting_id)[0]
    sessie.zittingen.add_punt(zitting_id, casus_id=candidate.casus_id)
    sessie.zittingen.houden(zitting_id)
    page.reload()
    page.open_item(zitting_id)
    page.zitting.step_item(0)
    return zitting_id


def besluit_card(page: RetPage) -> RetBesluit:
    view = page.zitting.punt
    assert view is not None
    assert isinstance(view.besluit, RetBesluit)
    return view.besluit


def toegang_of(sessie: Sessie, gemeente: str) -> int:
    """The professional with mandaat for a gemeente."""
    return next(p.id for p in sessie.personen.all() if any(m.gemeente == gemeente for m in p.mandaten))


# -- the list ---------------------------------------------------------------------------------------------------


def test_zittingen_to_come_stand_first_the_nearest_on_top(page: RetPage, sessie: Sessie) -> None:
    today = sessie.context.vandaag()
    far = sessie.zittingen.plan(RET, today + timedelta(days=60))
    near = sessie.zittingen.plan(RET, today + timedelta(days=1))
    page.reload()
    shown = [row.id for row in page.lijst.list.rows]
    assert shown == [z.id for z in in_order(sessie.zittingen.all(RET))]
    planned = [row.id for row in page.lijst.list.rows if row.status == "gepland"]
    assert shown[: len(planned)] == planned
    assert planned[0] == near
    assert planned[-1] == far


def test_an_arrow_in_the_list_shows_the_zitting(page: RetPage, qtbot: QtBot) -> None:
    first = page.current_item()
    page.lijst.list.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.current_item() != first)
    assert focus() is page.lijst.list, "the keyboard stays in the list"
    press(Qt.Key.Key_Return)
    assert focus() is page.zitting.agenda.list


def test_a_zitting_is_found_by_its_date_in_words(page: RetPage, sessie: Sessie) -> None:
    wanted = zitting(sessie, RET, "gepland")
    press(Qt.Key.Key_F, CTRL)
    keys("30 november")
    assert [row.id for row in page.lijst.list.rows] == [wanted.id]


def test_time_and_place_are_changed_and_a_planned_zitting_is_moved(page: RetPage, sessie: Sessie) -> None:
    planned = zitting(sessie, RET, "gepland")
    page.open_item(planned.id)
    page.zitting.kop.go_to("begintijd")
    press(Qt.Key.Key_A, CTRL)
    fill("10:15")
    press(Qt.Key.Key_Tab)  # past the length
    press(Qt.Key.Key_A, CTRL)
    fill("Stadhuis Zutphen")
    press(Qt.Key.Key_A, CTRL)
    fill("1 dec")
    now = sessie.zittingen.dossier(planned.id)
    assert (now.begintijd, now.plaats, now.datum) == ("10:15", "Stadhuis Zutphen", date(2026, 12, 1))
    assert page.zitting.kop._title.text() == "Dinsdag 1 december 2026"


def test_an_empty_kluis_says_what_to_do(lege_sessie: Sessie, work: Work) -> None:
    with window(lege_sessie, work) as frame:
        page = ret_page(frame)
        assert page._empty.isVisible()
        page._empty.button.click()
        assert named() == "Datum (verplicht)"
        assert unnamed_controls(frame) == []


# -- besluit and mandaat ----------------------------------------------------------------------------------------


def test_a_besluit_stays_onder_voorbehoud_until_a_holder_of_mandaat_is_at_the_table(
    frame: Frame, page: RetPage, sessie: Sessie
) -> None:
    zitting_id = begun(page, sessie)
    view = page.zitting.punt
    assert view is not None
    assert "geen toegangsmedewerker" in view.banner.text
    press(Qt.Key.Key_B, CTRL | SHIFT)
    assert named() == "Uitkomst"
    tab_to("Besluit in woorden")
    fill("Deeltijdverblijf met ambulante hulp.")
    card = besluit_card(page)
    assert card.standing.text.startswith("Onder voorbehoud: Er zit geen toegangsmedewerker")
    card.standing.button.click()
    assert "blijft onder voorbehoud" in frame.message_bar.text
    gemeente = sessie.zittingen.dossier(zitting_id).punten[0].gemeente
    sessie.presenties.add(zitting_id, persoon_id=toegang_of(sessie, gemeente))
    QApplication.processEvents()
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Space)
    assert sessie.zittingen.dossier(zitting_id).aanwezigen[0].presentie == "aanwezig"
    assert "mandaat" in page.zitting.presentie.list.rows[0].note
    assert view.banner.text == ""
    page.zitting.go_to_besluit()
    card.standing.button.click()
    besluit = sessie.zittingen.dossier(zitting_id).punten[0].besluiten[0]
    assert besluit.definitief
    assert card.standing.text == "Dit besluit is definitief."
    assert page.zitting.agenda.list.rows[0].status == "besloten"


def test_a_besluit_follows_who_is_there_and_is_confirmed_in_place(page: RetPage, frame: Frame, sessie: Sessie) -> None:
    zitting_id = begun(page, sessie)
    dossier = sessie.zittingen.dossier(zitting_id)
    punt = dossier.punten[0]
    sessie.presenties.add(zitting_id, persoon_id=toegang_of(sessie, punt.gemeente))
    QApplication.processEvents()
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Space)
    sessie.besluiten.set_besluit(NieuwBesluit(punt.id, punt.kinderen[0].id, tekst="Rust (fictief)"))
    QApplication.processEvents()
    presence = page.zitting.presentie
    assert presence.confirm_banner.text == ""
    for _ in range(2):  # aanwezig, op afstand, afwezig
        press(Qt.Key.Key_Space)
    assert frame.message_bar.text.startswith(f"Het besluit bij punt {punt.volgorde} is nu onder voorbehoud")
    assert page.zitting.agenda.list.rows[0].status == "besloten, onder voorbehoud"
    for _ in range(2):  # uitgenodigd, aanwezig
        press(Qt.Key.Key_Space)
    assert f"punt {punt.volgorde} is er nu" in presence.confirm_banner.text
    assert not sessie.zittingen.dossier(zitting_id).punten[0].besluiten[0].definitief, "it is asked, not done"
    press(Qt.Key.Key_B)
    assert sessie.zittingen.dossier(zitting_id).punten[0].besluiten[0].definitief
    assert presence.confirm_banner.text == ""
    assert focus() is presence.list


def test_the_presence_names_every_item_that_lacks_mandaat(page: RetPage, sessie: Sessie) -> None:
    planned = zitting(sessie, RET, "gepland")
    page.open_item(planned.id)
    press(Qt.Key.Key_F2)
    punten = sessie.zittingen.dossier(planned.id).punten
    assert all(f"Punt {p.volgorde} (" in page.zitting.presentie.banner.text for p in punten)


def test_before_the_zitting_there_is_no_besluit_yet(page: RetPage, frame: Frame, sessie: Sessie) -> None:
    planned = zitting(sessie, RET, "gepland")
    page.open_item(planned.id)
    page.zitting.step_item(0)
    view = page.zitting.punt
    assert view is not None
    assert view.besluit.isHidden()
    page.zitting.kop.begin_button.click()
    assert "toekomst" in frame.message_bar.text


# -- acties and coding ------------------------------------------------------------------------------------------


def test_open_acties_of_before_stand_on_top_and_are_ticked_off(page: RetPage, sessie: Sessie) -> None:
    zitting_id = begun(page, sessie)
    casus_id = sessie.zittingen.dossier(zitting_id).punten[0].casus_id
    actie = sessie.codering.add_actie("Aanbieder bellen (fictief)", "toegang", None, casus_id=casus_id)
    QApplication.processEvents()
    view = page.zitting.punt
    assert view is not None
    boxes = [b for b in view.eerder.findChildren(QCheckBox) if b.text() == "Aanbieder bellen (fictief)"]
    boxes[0].setFocus()
    press(Qt.Key.Key_Space)
    found = next(a for a in sessie.casussen.dossier(casus_id or 0).acties if a.id == actie)
    assert found.klaar_op == sessie.context.vandaag()


def test_what_the_table_promises_to_the_gezin_is_ticked_at_the_actie(page: RetPage, sessie: Sessie) -> None:
    zitting_id = begun(page, sessie)
    punt = sessie.zittingen.dossier(zitting_id).punten[0]
    sessie.codering.add_actie("Ouders bellen (fictief)", "toegang", None, casus_id=punt.casus_id, punt_id=punt.id)
    QApplication.processEvents()
    view = page.zitting.punt
    assert view is not None
    row = view.acties.rows[-1]
    row.promise_box.setFocus()
    press(Qt.Key.Key_Space)
    stored = next(a for a in sessie.casussen.dossier(punt.casus_id or 0).acties if a.id == row.actie_id)
    assert stored.toezegging
    assert "toezegging" in {x.soort for x in sessie.vandaag.lines() if x.casus_id == punt.casus_id}


def test_oorzaken_and_hiaten_are_coded_from_the_item(page: RetPage, sessie: Sessie) -> None:
    zitting_id = begun(page, sessie)
    view = page.zitting.punt
    assert view is not None
    assert view.codering is not None
    casus_id = sessie.zittingen.dossier(zitting_id).punten[0].casus_id or 0
    sessie.codering.set_oorzaken(casus_id, ())
    QApplication.processEvents()
    code = sessie.lists["oorzaken"].codes[0]
    view.codering.oorzaken.edit.setFocus()
    keys(code.label)
    press(Qt.Key.Key_Return)
    casus = sessie.casussen.dossier(casus_id)
    assert [(o.code, o.hoofdoorzaak) for o in casus.oorzaken] == [(code.code, False)]
    main = view.codering.main
    main.setCurrentIndex(1)
    main.activated.emit(1)
    assert sessie.casussen.dossier(casus_id).oorzaken[0].hoofdoorzaak
    before = len(casus.hiaten)
    view.codering.entry.form.set_value("zorgvorm", sessie.lists["zorgvormen"].codes[0].code)
    view.codering.entry.button.click()
    assert "lijst" in view.codering.entry.form.row("aard").error
    view.codering.entry.form.set_value("aard", "geen-capaciteit")
    view.codering.entry.button.click()
    hiaten = sessie.casussen.dossier(casus_id).hiaten
    assert len(hiaten) == before + 1
    assert hiaten[-1].aard == "geen-capaciteit"


def test_the_next_item_is_one_key_away(page: RetPage, sessie: Sessie) -> None:
    held = zitting(sessie, RET, "concept")
    page.open_item(held.id)
    ids = [p.id for p in sessie.zittingen.dossier(held.id).punten]
    page.zitting.enter_item(ids[0])
    keys(" en nog iets")
    press(Qt.Key.Key_PageDown, CTRL)
    view = page.zitting.punt
    assert view is not None
    assert view.punt_id == ids[1]
    assert named() == "Wat zegt de jeugdige zelf?"
    assert sessie.zittingen.dossier(held.id).punten[0].teksten["stem_jeugdige"].startswith(" en nog iets".strip()), (
        "not lost"
    )
    press(Qt.Key.Key_PageUp, CTRL)
    press(Qt.Key.Key_PageUp, CTRL)
    assert page.zitting.punt is not None
    assert page.zitting.punt.punt_id == ids[0]


def test_candidates_are_found_by_typing_and_added_one_after_the_other(page: RetPage, sessie: Sessie) -> None:
    planned = zitting(sessie, RET, "gepland")
    page.open_item(planned.id)
    before = len(sessie.zittingen.dossier(planned.id).punten)
    numbers = [k.titel.split(" ")[0] for k in sessie.zittingen.candidates(planned.id)[:2]]
    press(Qt.Key.Key_F6)
    for number in numbers:
        keys(number)
        press(Qt.Key.Key_Return)
        assert focus() is page.zitting.toevoegen.search
        assert page.zitting.toevoegen.search.text() == ""
    titles = [p.titel for p in sessie.zittingen.dossier(planned.id).punten]
    assert len(titles) == before + 2
    assert [t.split(" ")[0] for t in titles[-2:]] == numbers
    stap = sessie.casussen.rows(sessie.casussen.find(CasusFilter(tekst=numbers[0])))[0].stap
    assert (stap or 0) >= 5


# -- the page as a whole ----------------------------------------------------------------------------------------


def test_tab_goes_through_the_item_from_top_to_bottom(page: RetPage, sessie: Sessie) -> None:
    begun(page, sessie)
    view = page.zitting.punt
    assert view is not None
    QApplication.processEvents()
    wanted = [w for w in controls(view) if stops_at(w)]
    wanted[0].setFocus()
    seen = [focus()]
    for _ in wanted[1:]:
        press(Qt.Key.Key_Tab)
        seen.append(focus())
    assert seen == wanted
    for _ in wanted[1:]:
        press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is wanted[0]
    tops = [w.mapTo(view, w.rect().topLeft()).y() for w in seen]
    assert all(later >= earlier - 90 for earlier, later in pairwise(tops)), "never back up the page"


def test_every_control_has_a_name_on_every_tab(page: RetPage, frame: Frame, sessie: Sessie) -> None:
    for status in ("concept", "gepland", "vastgesteld"):
        page.open_item(zitting(sessie, RET, status).id)
        for number in range(page.zitting.tabs.count()):
            page.zitting.tabs.setCurrentIndex(number)
            assert unnamed_controls(frame) == []
    page.plan()
    page.zitting.kop.go_to("plaats")
    assert unnamed_controls(frame) == []


def test_the_open_zitting_is_remembered_for_after_the_lock(page: RetPage, sessie: Sessie) -> None:
    held = zitting(sessie, RET, "concept")
    page.open_item(held.id)
    assert page.current_item() == held.id


def test_news_about_concepten_alone_reads_nothing_again(page: RetPage) -> None:
    before = page.zitting.dossier
    page.refresh(frozenset({"concept"}))
    assert page.zitting.dossier is before
    page.refresh(frozenset({"zitting"}))
    assert page.zitting.dossier is not before
