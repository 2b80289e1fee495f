"""The live table of the RET, by keyboard alone on a real kluis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.tafel import PuntDossier
from expertteam_app.domain.tafelregel import RegelSoort
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.casus_werk import Concept
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.pages.tafel_klok import TafelKlok, clock, standing
from expertteam_app.ui.pages.tafel_kolommen import Midden
from expertteam_app.ui.pages.tafel_live import LiveTafel
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import CTRL, SHIFT, focus, jbt_page, keys, last_workday, open_begun, press, ret_page, window

K = Qt.Key


EPE = "0232"


@pytest.fixture
def sessie(lege_sessie: Sessie) -> Sessie:
    """A kluis with two casussen, their gezinnen and a toegangsmedewerker with mandaat."""
    s = lege_sessie
    for voornaam, achternaam in (("Noa", "Wolkenveld"), ("Sem", "Zonnedal")):
        new = NieuweCasus(voornaam, achternaam, EPE, date(2026, 10, 1), stap=5, geboortedatum=date(2012, 5, 1))
        s.casussen.add(new)
    sam = s.personen.add("Sam Dijkstra", "Gemeente Epe", "toegangsmedewerker", EPE)
    s.personen.give_mandaat(sam, EPE, date(2026, 1, 1), None)
    return s


@pytest.fixture
def frame(sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(sessie, work) as made:
        yield made


@pytest.fixture
def live(frame: Frame, sessie: Sessie) -> LiveTafel:
    """The live table of today with three items and somebody of every gemeente invited."""
    page = ret_page(frame)
    day = last_workday(sessie)
    zitting = sessie.zittingen.plan(ZittingSoort.RET, day, "9:00", "Kamer 1")
    for candidate in sessie.zittingen.candidates(zitting)[:2]:
        sessie.zittingen.add_punt(zitting, casus_id=candidate.casus_id)
    sessie.agendapunten.add_onderwerp(zitting, "Wachttijden", 10)
    for persoon in sessie.personen.all():
        if persoon.rol == "toegangsmedewerker":
            sessie.presenties.add(zitting, persoon_id=persoon.id)
    sessie.presenties.add(zitting, naam="Moeder Wolkenveld", rol="ouder")
    page.reload()
    page.open_item(zitting)
    press(K.Key_F4)
    assert page.at_table
    return page.live


def page_of(frame: Frame) -> RetPage:
    page = frame.current_page
    assert isinstance(page, RetPage)
    return page


def punt(sessie: Sessie, live: LiveTafel) -> PuntDossier:
    assert live.dossier is not None
    found = sessie.zittingen.dossier(zitting_of(live)).punten
    return next(p for p in found if live.punt is not None and p.id == live.punt.id)


def zitting_of(live: LiveTafel) -> int:
    assert live.dossier is not None
    return live.dossier.id


def back_to(live: LiveTafel) -> None:
    """What a desktop does by itself when the list of names closes."""
    live.window().activateWindow()
    QTest.qWaitForWindowActive(live.window())


def line(text: str) -> None:
    keys(text)
    press(K.Key_Return)


def test_lines_are_typed_one_after_the_other_and_become_what_their_letter_says(live: LiveTafel, sessie: Sessie) -> None:
    assert focus() is live.regels.invoer
    line("Aanbieder A heeft plek vanaf mei")
    line("b Tafel kiest deeltijdverblijf")
    keys("a intake regelen +10wd")
    assert "nog open: wie" in live.regels._read.text()
    press(K.Key_Return)
    now = punt(sessie, live)
    assert [r.soort for r in now.regels] == [RegelSoort.INFO, RegelSoort.BESLUIT, RegelSoort.ACTIE]
    assert now.besluiten[0].tekst == "Tafel kiest deeltijdverblijf"
    assert [row.status for row in live.regels.list.rows] == ["", "besluit", "actie, nog open"]
    assert focus() is live.regels.invoer, "one goes on typing"


def test_a_letter_on_a_line_makes_it_another_kind_and_enter_changes_it(live: LiveTafel, sessie: Sessie) -> None:
    line("Toegang regelt intake")
    press(K.Key_Escape)
    assert focus() is live.regels.list
    press(K.Key_A)
    assert punt(sessie, live).acties[0].omschrijving == "Toegang regelt intake"
    press(K.Key_Return)
    assert live.regels.invoer.text() == "a Toegang regelt intake"
    keys(" @Bo +1w")
    press(K.Key_Return)
    assert punt(sessie, live).acties[0].eigenaar == "Bo"
    back_to(live)
    press(K.Key_Escape)
    assert focus() is live.regels.list
    press(K.Key_I)
    assert punt(sessie, live).acties == ()
    press(K.Key_Delete)
    assert punt(sessie, live).regels == ()
    sessie.ongedaan.maak_ongedaan()
    assert len(punt(sessie, live).regels) == 1


def test_an_at_sign_completes_a_name_with_tab(live: LiveTafel, sessie: Sessie) -> None:
    who = next(a.naam for a in sessie.zittingen.dossier(zitting_of(live)).aanwezigen)
    keys(f"a bellen @{who[:3]}")
    assert live.regels.invoer.choosing
    press(K.Key_Tab)
    assert live.regels.invoer.text().startswith("a bellen @")
    keys("+2w")
    press(K.Key_Return)
    owners = {a.naam for a in sessie.zittingen.dossier(zitting_of(live)).aanwezigen}
    assert punt(sessie, live).acties[0].eigenaar in owners


def test_a_letter_outside_a_text_field_begins_a_line_and_never_inside_one(live: LiveTafel) -> None:
    keys("plek bij b")
    assert live.regels.invoer.text() == "plek bij b"
    live.regels.invoer.done()
    press(K.Key_Escape)
    live.agenda.setFocus()
    press(K.Key_B)
    assert live.regels.invoer.text() == "b "
    assert focus() is live.regels.invoer


def test_presence_goes_by_space_and_the_next_item_asks_one_question(live: LiveTafel, sessie: Sessie) -> None:
    press(K.Key_F2)
    press(K.Key_Space)
    press(K.Key_F2)
    assert focus() is live.regels.invoer
    first = punt(sessie, live)
    assert "1/" in live.kop.presence_button.text()
    line("b Rust")
    press(K.Key_Right, CTRL)
    assert "1 regel, 1 besluit" in live.slot.text
    assert "Terugkoppeling aan het gezin" in live.slot.text
    keys("@")
    keys("Bo")
    press(K.Key_Return)
    assert live.punt is not None
    assert live.punt.id != first.id, "the next item"
    done = next(p for p in sessie.zittingen.dossier(zitting_of(live)).punten if p.id == first.id)
    assert (done.status, done.terugkoppeling_door) == ("besproken", "Bo")
    assert [(a.omschrijving, a.eigenaar, a.toezegging) for a in done.acties] == [
        ("Terugkoppeling aan het gezin", "Bo", True)
    ]
    press(K.Key_Left, CTRL)
    assert live.punt.id == first.id


def test_a_half_typed_line_waits_at_its_item(live: LiveTafel) -> None:
    keys("a half getyp")
    live.step(1)
    assert live.regels.invoer.text() == ""
    live.step(-1)
    assert live.regels.invoer.text() == "a half getyp"


def test_presenting_masks_every_name_of_the_gezinnen(live: LiveTafel, frame: Frame, sessie: Sessie) -> None:
    found = sessie.agendapunten.maskers(zitting_of(live))
    names = [name for name in found if len(name) > 2]
    child = punt(sessie, live).kinderen[0]
    line(f"s {child.voornaam}: ik wil naar huis")
    press(K.Key_F11)
    assert page_of(frame).presenting
    seen = [w.text() for w in frame.findChildren(QLabel) if w.isVisible()]
    seen += [row.spoken for row in (*live.agenda.rows, *live.regels.list.rows)]
    press(K.Key_F2)
    seen += [row.spoken for row in live.presentie.list.rows]
    press(K.Key_F2)
    text = "\n".join((*seen, frame.windowTitle())).casefold()
    assert "jeugdige 1" in text
    for name in names:
        assert not re.search(rf"\b{re.escape(name.casefold())}\b", text), name
    frame.open_page("jbt")
    assert page_of(frame).at_table, "another page would show names"
    press(K.Key_F11)
    assert child.achternaam.casefold() in live.samenvatting.text.casefold()


def test_closing_the_table_says_what_was_done(live: LiveTafel, frame: Frame, sessie: Sessie) -> None:
    zitting = zitting_of(live)
    line("b Rust")
    keys("half getypt")
    press(K.Key_Return, CTRL)
    assert not page_of(frame).at_table
    assert "De tafel is gesloten: 1 besproken, 2 geparkeerd" in frame.message_bar.text
    after = sessie.zittingen.dossier(zitting)
    assert after.gesloten_op is not None
    assert [r.tekst for r in after.punten[0].regels] == ["Rust", "half getypt"], "no word is lost"


def test_parking_by_one_letter_puts_it_on_the_next_agenda(live: LiveTafel, sessie: Sessie) -> None:
    following = sessie.zittingen.plan(ZittingSoort.RET, sessie.context.vandaag() + timedelta(days=3))
    before = len(sessie.zittingen.dossier(following).punten)
    press(K.Key_Escape)
    live.agenda.setFocus()
    press(K.Key_P)
    assert len(sessie.zittingen.dossier(following).punten) == before + 1
    assert live.agenda.rows[0].status == "geparkeerd"


def test_the_step_card_opens_with_one_letter(live: LiveTafel) -> None:
    live.agenda.setFocus()
    press(K.Key_O)
    assert live.naast.card is not None
    assert live.naast.card.isVisible()
    press(K.Key_Escape)
    assert focus() is live.regels.invoer


def test_every_control_has_a_name_and_it_fits_a_narrow_window(live: LiveTafel, frame: Frame) -> None:
    assert unnamed_controls(live) == []
    frame.resize(700, 500)
    QApplication.processEvents()
    assert live.regels.invoer.isVisible()
    press(K.Key_F3)
    assert live.kolommen.part is Midden.VELDEN
    press(K.Key_F3)
    assert focus() is live.regels.invoer


def test_the_clock_counts_per_item_and_goes_on_after_a_crash(sessie: Sessie, qtbot: QtBot) -> None:
    del qtbot
    moment = [100.0]
    klok = TafelKlok(now=lambda: moment[0])
    klok.open_table(Concept(sessie.concepten, "tafelklok.1"), {1: 30, 2: 0})
    klok.run(1)
    moment[0] += 60
    klok.run(2)
    moment[0] += 5
    klok.keep()
    again = TafelKlok(now=lambda: moment[0])
    again.open_table(Concept(sessie.concepten, "tafelklok.1"), {1: 30, 2: 0})
    assert again.all() == {1: 90, 2: 5}
    klok.forget()
    assert "tafelklok.1" not in sessie.concepten.all()


def test_the_clock_warns_from_eighty_percent() -> None:
    assert standing(1100, 25) == ("18:20 van 25 min", Tone.INFO)
    assert standing(1200, 25)[1] is Tone.LET_OP
    assert standing(1500, 25)[1] is Tone.LET_OP
    assert standing(1501, 25) == ("25:01 van 25 min, 0:01 over", Tone.FOUT)
    assert clock(3725) == "1:02:05"


def test_a_zitting_to_come_does_not_begin_by_sitting_down(frame: Frame, sessie: Sessie) -> None:
    page = ret_page(frame)
    later = sessie.zittingen.plan(ZittingSoort.RET, date(2026, 12, 28))
    sessie.agendapunten.add_onderwerp(later, "Iets", 10)
    page.reload()
    page.open_item(later)
    press(K.Key_F4)
    assert not page.at_table
    assert "toekomst" in frame.message_bar.text
    QTest.qWait(1)


def test_the_jbt_has_the_same_table_and_a_besluit_waits_for_its_kind(sessie: Sessie, work: Work) -> None:
    with window(sessie, work, "jbt") as frame:
        page = jbt_page(frame)
        zitting = open_begun(page, sessie)
        press(K.Key_F4)
        assert page.at_table
        line("b Aya: wekelijks gesprek")
        assert page.live.regels.list.rows[0].note == "ontbreekt: welk besluit bij dit kind"
        press(K.Key_F3)
        assert page.live.naast.velden is not None
        press(K.Key_F3)
        item = sessie.zittingen.dossier(zitting).punten[0]
        sessie.besluiten.set_besluit(NieuwBesluit(item.id, item.kinderen[0].id, "vrijwillig", "", "Want", "de tafel"))
        page.reload()
        assert page.live.regels.list.rows[0].note == ""
        press(K.Key_Return, CTRL | SHIFT)
        assert sessie.zittingen.dossier(zitting).gesloten_op is not None
