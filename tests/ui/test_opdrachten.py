"""Ctrl+K on the whole window: verbs, everything that holds a word, views; by keyboard on an own practice kluis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.domain.inzicht import ZoekGroep, ZoekTreffer
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.zitting_pagina import TafelPage
from expertteam_app.ui.palette import CommandPalette
from expertteam_app.ui.palette_lijst import Voorstel
from tests.ui.a11y import unnamed_controls
from tests.ui.venster import WAIT, opened_app, sessie_of


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, filled_kluis: Path) -> Iterator[App]:
    with opened_app(qapp, tmp_path, filled_kluis, (1280, 680)) as made:
        yield made


@pytest.fixture
def s(app: App) -> Sessie:
    return sessie_of(app)


def first(s: Sessie, status: str) -> CasusRegel:
    rows = s.casussen.rows(s.casussen.find(CasusFilter(status="alle")))
    return next(row for row in rows if row.status == status)


def typed(app: App, text: str) -> CommandPalette:
    app.frame.open_palette()
    palette = next(p for p in app.frame.findChildren(CommandPalette) if p.isVisible())
    QTest.keyClicks(palette.edit, text)
    return palette


def proposals(palette: CommandPalette) -> list[Voorstel]:
    return [choice for choice in palette._choices if isinstance(choice, Voorstel)]


def enter(palette: CommandPalette) -> None:
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)


def page_of(app: App) -> CasussenPage:
    page = app.frame.current_page
    assert isinstance(page, CasussenPage)
    return page


def test_pauzeer_says_what_it_does_and_opens_its_card(app: App, s: Sessie) -> None:
    row = first(s, "open")
    palette = typed(app, f"pauzeer {row.nummer} wacht op school")
    assert proposals(palette)[0].tekst == f"Pauzeert {row.nummer} vanaf vandaag: reden vragen"
    assert palette.list.currentRow() == 0
    enter(palette)
    card = page_of(app).detail.card
    assert page_of(app).detail.casus_id == row.id
    assert card is not None
    assert card.form.value("reden") == "wacht op school"


def test_what_cannot_be_done_says_why_and_does_nothing(app: App, s: Sessie) -> None:
    row = first(s, "gesloten")
    palette = typed(app, f"pauzeer {row.nummer}")
    assert proposals(palette)[0].tekst == f"{row.nummer} is gepauzeerd of gesloten."
    enter(palette)
    assert palette.isVisible()
    palette.reject()
    assert proposals(typed(app, "heropen RET-1999-001"))[0].tekst == "Er is geen casus RET-1999-001."


def test_a_note_and_an_actie_are_stored_at_once_for_the_casus_on_the_screen(app: App, s: Sessie) -> None:
    row = first(s, "open")
    app.frame.open_page("casussen", row.id)
    palette = typed(app, "notitie Moeder belde terug")
    assert proposals(palette)[0].tekst == f"Zet op de tijdlijn van {row.nummer}, vandaag: “Moeder belde terug”"
    enter(palette)
    assert s.casussen.dossier(row.id).tijdlijn[-1].gegevens["tekst"] == "Moeder belde terug"
    day = s.klokken.kalender().add_days(s.context.vandaag(), 5)
    s.klokken.add_sluitingsdagen("", day, day, "verhuizing")
    palette = typed(app, "actie school bellen @Sam +10wd")
    assert "door Sam, uiterlijk " in proposals(palette)[0].tekst
    enter(palette)
    actie = s.casussen.dossier(row.id).acties[-1]
    assert (actie.omschrijving, actie.eigenaar) == ("school bellen", "Sam")
    assert actie.datum == s.klokken.kalender().add_days(s.context.vandaag(), 10)
    assert app.frame.message_bar.text == f"De actie staat bij {row.nummer}."


def test_stap_opens_the_card_with_that_step(app: App, s: Sessie) -> None:
    row = first(s, "open")
    app.frame.open_page("casussen", row.id)
    step = 4 if row.stap != 4 else 3
    palette = typed(app, f"stap {step}")
    assert f"{row.nummer} naar stap {step}" in proposals(palette)[0].tekst
    enter(palette)
    card = page_of(app).detail.card
    assert card is not None
    assert card.form.value("stap") == step


def test_to_the_ret_puts_the_casus_on_that_agenda(app: App, s: Sessie) -> None:
    day = s.context.vandaag().replace(month=12, day=30)
    zitting = s.zittingen.plan(ZittingSoort.RET, day)
    row = first(s, "open")
    app.frame.open_page("casussen", row.id)
    palette = typed(app, f"naar RET {day:%d-%m-%Y}")
    assert [p.tekst.split()[0] for p in proposals(palette)] == ["Zet", "Opent"]
    enter(palette)
    assert [p.casus_id for p in s.zittingen.dossier(zitting).punten] == [row.id]
    assert "Er is geen zitting" in proposals(typed(app, "naar RET 1-1-2031"))[0].tekst


def test_everything_is_found_after_a_pause_and_opens_at_its_part(app: App, s: Sessie, qtbot: QtBot) -> None:
    row = first(s, "open")
    s.casussen.notitie(row.id, s.context.vandaag(), "Wil later vuurtorenwachter worden.")
    palette = typed(app, "vuurtoren")
    qtbot.waitUntil(lambda: any(isinstance(c, ZoekGroep) for c in palette._choices), timeout=WAIT)
    hit = next(c for c in palette._choices if isinstance(c, ZoekTreffer))
    assert ("vuurtorenwachter", True) in hit.fragment
    assert unnamed_controls(palette) == []
    assert "vuurtorenwachter" in palette.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(palette.edit, Qt.Key.Key_Down)
    enter(palette)
    detail = page_of(app).detail
    assert (detail.casus_id, detail.tabs.current.title) == (row.id, "Tijdlijn")


def test_a_group_shows_more_and_a_verslag_opens_at_its_item(app: App, qtbot: QtBot) -> None:
    palette = typed(app, "thuis")
    qtbot.waitUntil(lambda: any(isinstance(c, ZoekGroep) for c in palette._choices), timeout=WAIT)
    before = len(palette._choices)
    group = next(c for c in palette._choices if isinstance(c, ZoekGroep) and c.aantal > len(c.treffers))
    palette.list.setCurrentRow(palette._choices.index(group))
    enter(palette)
    qtbot.waitUntil(lambda: len(palette._choices) > before, timeout=WAIT)
    hit = next(c for c in palette._choices if isinstance(c, ZoekTreffer) and c.punt_id is not None)
    palette.list.setCurrentRow(palette._choices.index(hit))
    enter(palette)
    page = app.frame.current_page
    assert isinstance(page, TafelPage)
    assert page.zitting.agenda.list.current_id == hit.punt_id


def test_an_unfinished_register_is_told(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expertteam_app.db.queries.zoekregister.VERSIE", 99)
    palette = typed(app, "wachtlijst")
    qtbot.waitUntil(lambda: bool(palette.note_text), timeout=WAIT)
    assert palette.note_text.startswith("Het zoekregister wordt nog opgebouwd")


def test_a_view_is_chosen_by_its_name(app: App) -> None:
    palette = typed(app, "weergave open op stap")
    assert proposals(palette)[0].tekst == "Toont weergave “Open op stap 5”"
    enter(palette)
    page = page_of(app)
    assert page.lijst.weergaven.choice.currentText() == "Open op stap 5"
    assert page.lijst.bar.wanted("nummer", aflopend=True).stap == 5
