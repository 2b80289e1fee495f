"""The werkgebied in the window: the top bar, the page that asks for a reason, the verband with the other table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.werkgebied import DossierSoort
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.gebruikers import Gebruikerplek
from expertteam_app.services.kluis import open_kluis
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_gebruikers import GebruikersDeel
from expertteam_app.ui.pages.beheer_met_reden import MetRedenDeel
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.dossier_verband import VerbandStrook
from expertteam_app.ui.pages.met_reden import MetRedenPage
from expertteam_app.ui.work import Work
from tests.conftest import VANDAAG, open_sessie
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in

NAAM, ZIN = "Toegang Epe", "vier losse woorden samen"


@pytest.fixture
def epe(filled_kluis: Path, tmp_path: Path) -> Iterator[Sessie]:
    path = tmp_path / "epe.kluis"
    shutil.copytree(filled_kluis, path)
    chair = open_sessie(path)
    chair.gebruikers.add(NAAM, Gebruikerplek(Rol.TOEGANGSMEDEWERKER, "0232"), ZIN, kdf=KdfParams.floor())
    chair.kluis.close()
    sessie = Sessie(*open_kluis(path, NAAM, ZIN, vandaag=lambda: VANDAAG))
    yield sessie
    sessie.kluis.close()


def words(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def test_a_dossier_elsewhere_opens_by_keyboard_with_a_reason(epe: Sessie, qtbot: QtBot) -> None:
    assert epe.werkgebieden.in_woorden == "Epe"
    with epe.context.read() as session:
        casus, nummer = session.execute(
            text("SELECT id, nummer FROM main.casus WHERE id NOT IN (SELECT id FROM casus)")
        ).first()  # type: ignore[misc]  # there is one
    page = MetRedenPage(epe)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    asked: list[tuple[str, int]] = []
    page.opened.connect(lambda soort, number: asked.append((soort, number)))
    page.focus_first()
    form = page.card.form
    assert form.row("nummer").control.hasFocus()
    QTest.keyClicks(form.row("nummer").control, nummer)
    QTest.keyClick(form.row("nummer").control, KEY.Key_Return)
    assert asked == []
    assert "Kies waarom" in words(page)
    grond = form.row("grond").field
    assert isinstance(grond, Choice)
    grond.setCurrentIndex(1)
    QTest.keyClicks(form.row("toelichting").control, "Collega is ziek, gesprek vandaag")
    press(page.card.confirm_button)
    assert asked == [("casus", casus)]
    strook = VerbandStrook(epe, DossierSoort.CASUS)
    qtbot.addWidget(strook)
    strook.show_dossier(casus)
    assert "Buiten uw werkgebied" in words(strook)
    assert page.card.form.values()["nummer"] == ""


def test_a_verband_is_made_and_broken_in_the_dossier(sessie: Sessie, qtbot: QtBot) -> None:
    casus = sessie.casussen.find(CasusFilter())[0]
    with sessie.context.read() as session:
        vtb, nummer = session.execute(text("SELECT id, nummer FROM vtb ORDER BY id LIMIT 1")).one()
    strook = VerbandStrook(sessie, DossierSoort.CASUS)
    qtbot.addWidget(strook)
    strook.show_dossier(casus)
    strook.ask(nummer)
    strook.show()
    assert strook.card is not None
    press(strook.card.confirm_button)
    assert "waarom" in words(strook).casefold()
    QTest.keyClicks(strook.card.form.row("reden").control, "Zelfde jeugdige, zelfde zorgen")
    QTest.keyClick(strook.card.form.row("reden").control, KEY.Key_Return)
    told = f"{nummer} sinds 20-11-2026: Zelfde jeugdige, zelfde zorgen"
    qtbot.waitUntil(lambda: told in words(strook))
    there = VerbandStrook(sessie, DossierSoort.VTB)
    qtbot.addWidget(there)
    there.show_dossier(vtb)
    assert sessie.casussen.dossier(casus).nummer in words(there)
    went: list[tuple[str, int]] = []
    there.dossier_asked.connect(lambda soort, number: went.append((soort, number)))
    press(next(b for b in there.findChildren(QPushButton) if b.text().endswith("openen")))
    assert went == [("casus", casus)]
    press(next(b for b in strook.findChildren(QPushButton) if b.text() == "Verbreken" and b.isVisibleTo(strook)))
    assert sessie.verbanden.van(DossierSoort.CASUS, casus) == []


def test_the_voorzitter_sets_a_werkgebied_and_reads_the_reasons(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    persoon = sessie.personen.add("Mina Mandaat", "Gemeente Epe", "toegangsmedewerker", "0232")
    sessie.personen.give_mandaat(persoon, "0232", VANDAAG, None)
    page: BeheerPage = make_page(sessie, work, qtbot)
    users = part(page, GebruikersDeel)
    press(users.add_button)
    rows = users.add_card.rows
    QTest.keyClicks(rows["naam"].control, NAAM)
    chosen = {"rol": Rol.TOEGANGSMEDEWERKER, "gemeente": "0232", "tafels": "RET", "persoon": str(persoon)}
    for key, value in chosen.items():
        field = rows[key].field
        assert isinstance(field, Choice)
        field.setCurrentIndex(field.findData(value))
    type_in(rows["wachtzin"].control, ZIN)
    QTest.keyClick(rows["wachtzin"].control, KEY.Key_Return)
    settle(work, qtbot)
    shown = {c.key: c.text(next(u for u in users.model.rows if u.naam == NAAM)) for c in users.model.columns}
    assert (shown["gebied"], shown["tafel"]) == ("Epe, RET", "Mina Mandaat · mandaat Epe")
    reasons = part(page, MetRedenDeel)
    assert reasons.empty.isVisibleTo(reasons)
