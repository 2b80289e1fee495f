"""Planning ahead, looking back and BOEG in the window, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.pages.beheer_voorzieningen import VoorzieningenDeel
from expertteam_app.ui.pages.ret import RetPage
from expertteam_app.ui.work import Work
from tests.ui.a11y import unnamed_controls
from tests.ui.tafels import CTRL, SHIFT, fill, focus, keys, press, ret_page, window

K, EPE = Qt.Key, "0232"


@pytest.fixture
def frame(lege_sessie: Sessie, work: Work) -> Iterator[Frame]:
    with window(lege_sessie, work) as made:
        yield made


@pytest.fixture
def page(frame: Frame) -> RetPage:
    return ret_page(frame)


def advised(s: Sessie, page: RetPage) -> int:
    """An item with a besluit of seven weeks ago, of which the table was closed; it stands on the screen."""
    new = NieuweCasus("Noa", "Wolkenveld", EPE, date(2026, 8, 3), stap=5, geboortedatum=date(2012, 1, 1))
    zitting = s.zittingen.plan(ZittingSoort.RET, s.context.vandaag() - timedelta(weeks=7), "9:00")
    punt = s.zittingen.add_punt(zitting, casus_id=s.casussen.add(new))
    s.zittingen.houden(zitting)
    s.tafelregels.add(punt, "b Deeltijdverblijf met hulp thuis")
    s.agendapunten.sluiten(zitting)
    page.reload()
    page.open_item(zitting)
    page.zitting.step_item(0)
    return punt


def choose(text: str) -> None:
    box = focus()
    assert isinstance(box, QComboBox), type(box)
    keys(text)
    press(K.Key_Tab)


def test_a_series_is_planned_by_keyboard_and_says_what_it_skipped(
    frame: Frame, page: RetPage, lege_sessie: Sessie
) -> None:
    press(K.Key_M, CTRL | SHIFT)
    fill("RET om de week")
    press(K.Key_Down)  # every two weeks
    press(K.Key_Tab)
    fill("11-12-2026")
    fill("31-1-2027")
    press(K.Key_Return)
    planned = lege_sessie.zittingen.all(ZittingSoort.RET)
    assert [z.datum for z in planned][::-1] == [date(2026, 12, 11), date(2027, 1, 8), date(2027, 1, 22)]
    assert "3 zittingen gepland; overgeslagen: 25-12-2026" in frame.message_bar.text
    assert len(page.lijst.list.rows) == 3


def test_a_reflectie_is_planned_with_its_period(page: RetPage, lege_sessie: Sessie) -> None:
    page.plan_reflectie()
    for text in ("3-12-2026", "13:00", "Stadhuis", "1-7-2026", "31-12-2026"):
        fill(text)
    press(K.Key_Return)
    (zitting,) = lege_sessie.zittingen.all(ZittingSoort.RET)
    assert lege_sessie.zittingen.dossier(zitting.id).vorm == "reflectie"


def test_looking_back_is_answered_at_the_item(page: RetPage, lege_sessie: Sessie) -> None:
    punt = advised(lege_sessie, page)
    view = page.zitting.punt
    assert view is not None
    assert view.terugkijken is not None
    first = lege_sessie.opvolgingen.of_punt(punt)[0]
    view.terugkijken.form(first.id).row("uitgevoerd").control.setFocus()
    for answer in ("deels", "nee", "ouders"):
        choose(answer)
    fill("De hulp kwam laat.")
    done = lege_sessie.opvolgingen.of_punt(punt)[0]
    assert (done.uitgevoerd, done.geholpen, done.volgens, done.toelichting) == (
        "deels",
        "nee",
        "ouders",
        "De hulp kwam laat.",
    )
    assert done.gedaan_op == lege_sessie.context.vandaag()
    assert unnamed_controls(view.terugkijken) == []


def test_a_casus_is_brought_to_boeg_and_the_answer_is_recorded(page: RetPage, lege_sessie: Sessie) -> None:
    advised(lege_sessie, page)
    view = page.zitting.punt
    assert view is not None
    assert view.boeg is not None
    view.boeg.entry.form.row("soort").control.setFocus()
    choose("procesregisseur")
    press(K.Key_Tab)
    keys("Kim Bos")
    press(K.Key_Return)
    QTest.qWait(50)
    casus = lege_sessie.zittingen.dossier(page.current_item() or 0).punten[0].casus_id or 0
    assert [b.procesregisseur for b in lege_sessie.opvolgingen.boeg(casus)] == ["Kim Bos"]
    view.boeg.answer.form.row("terugkoppeling").control.setFocus()
    keys("Er is plek.")
    press(K.Key_Return)
    QTest.qWait(50)
    assert lege_sessie.opvolgingen.boeg(casus)[0].terugkoppeling == "Er is plek."


def test_a_voorziening_is_added_in_beheer(lege_sessie: Sessie, work: Work, frame: Frame) -> None:
    part = VoorzieningenDeel(lege_sessie, work)
    part.setParent(frame)
    part.show()
    part.load()
    part.add()
    fill("De Verzonnen Hoeve")
    fill("Stichting Verzonnen")
    press(K.Key_Space)
    press(K.Key_Return)
    (found,) = lege_sessie.opvolgingen.voorzieningen()
    assert (found.naam, found.boeg, found.toegangspoort) == ("De Verzonnen Hoeve", True, False)
    assert part.table.row(found.id).naam == "De Verzonnen Hoeve"


def test_someone_who_comes_for_one_item_gives_no_mandaat_at_another(page: RetPage, lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting = s.zittingen.plan(ZittingSoort.RET, s.context.vandaag(), "9:00")
    for name in ("Noa", "Sem"):
        s.zittingen.add_punt(
            zitting, casus_id=s.casussen.add(NieuweCasus(name, "Verzonnen", EPE, date(2026, 9, 1), stap=5))
        )
    sam = s.personen.add("Sam Dijkstra", "Gemeente Epe", "toegangsmedewerker", EPE)
    s.personen.give_mandaat(sam, EPE, date(2026, 1, 1), None)
    s.presenties.zet(s.presenties.add(zitting, persoon_id=sam), "aanwezig")
    page.reload()
    page.open_item(zitting)
    page.zitting.show_presence()
    press(K.Key_A)
    assert "alleen bij punt 1" in page.zitting.presentie.list.rows[0].note
    first, second = s.zittingen.dossier(zitting).punten
    assert not first.mandaat_ontbreekt
    assert second.mandaat_ontbreekt
    press(K.Key_A)
    press(K.Key_A)
    assert s.zittingen.dossier(zitting).aanwezigen[0].punt_id is None
