"""Keeping and destroying dossiers, by keyboard on the real kluis and by two people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.bewaren import Bewaarregel, Dossiersoort, Grond, Stand
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_bewaren import ALLES, NU, WEG, BewarenDeel
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in

CASUS = Dossiersoort.CASUS


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    yield make_page(sessie, work, qtbot)
    settle(work, qtbot)


def other(sessie: Sessie) -> Sessie:
    return Sessie(sessie.kluis, replace(sessie.context, actor=Actor("Sien Voorbeeld", Rol.SECRETARIS)))


def shown(deel: BewarenDeel, view: str) -> tuple[Bewaarregel, ...]:
    deel.view.setCurrentIndex(deel.view.findData(view))
    deel.view.activated.emit(deel.view.currentIndex())
    return deel.model.rows


def stand_on(deel: BewarenDeel, casus: int) -> None:
    deel.table.setFocus()
    deel.table.selectRow([r.dossier.id if r.dossier.soort is CASUS else 0 for r in deel.model.rows].index(casus))


def test_what_someone_proposed_is_destroyed_by_another_and_counted_under_what_is_gone(
    page: BeheerPage, sessie: Sessie, work: Work, qtbot: QtBot
) -> None:
    chosen = next(r.dossier for r in sessie.bewaren.all() if r.stand is Stand.BEWAREN and r.dossier.soort is CASUS)
    other(sessie).bewaren.propose(CASUS, chosen.id, Grond.VERZOEK)
    deel = part(page, BewarenDeel)
    settle(work, qtbot)
    deel.load()
    settle(work, qtbot)
    assert [r.dossier.id for r in shown(deel, NU)] == [chosen.id]
    assert "Sien Voorbeeld" in deel.about.text()
    press(deel.destroy_button)
    assert "niet ongedaan te maken" in deel.confirm.text.text()
    QTest.keyClick(deel.confirm.no, KEY.Key_Escape)
    assert chosen.id in sessie.casussen.find(CasusFilter(status="alle")), "a question is no vernietiging"
    press(deel.destroy_button)
    press(deel.confirm.yes)
    settle(work, qtbot)
    assert "is vernietigd" in deel.outcome.text
    settle(work, qtbot)
    assert chosen.id not in sessie.casussen.find(CasusFilter(status="alle"))
    assert [r.dossier.nummer for r in shown(deel, WEG)] == [chosen.nummer]
    assert deel.declare_button.isEnabled()


def test_before_its_term_someone_must_have_asked_and_the_own_proposal_waits_for_another(
    page: BeheerPage, work: Work, qtbot: QtBot
) -> None:
    deel = part(page, BewarenDeel)
    settle(work, qtbot)
    early = next(r for r in shown(deel, ALLES) if r.stand is Stand.BEWAREN and r.dossier.soort is CASUS)
    stand_on(deel, early.dossier.id)
    QTest.keyClick(deel.table, KEY.Key_Insert)
    assert "loopt nog tot" in deel.confirm.text.text()
    press(deel.confirm.yes)
    deel.load()
    settle(work, qtbot)
    shown(deel, NU)
    stand_on(deel, early.dossier.id)
    assert not deel.destroy_button.isEnabled()
    assert "ander" in deel.destroy_button.toolTip()
    press(deel.withdraw_button)
    deel.load()
    settle(work, qtbot)
    assert shown(deel, NU) == ()
    assert deel.empty.isVisible()


def test_a_stop_has_a_reason_and_is_lifted(page: BeheerPage, work: Work, qtbot: QtBot) -> None:
    deel = part(page, BewarenDeel)
    settle(work, qtbot)
    chosen = next(r for r in shown(deel, ALLES) if r.stand is Stand.BEWAREN and r.dossier.soort is CASUS)
    stand_on(deel, chosen.dossier.id)
    press(deel.stop_button)
    card = deel.plek.card
    assert card is not None
    QTest.keyClick(card.form.row("reden").control, KEY.Key_Return)
    assert card.form.row("reden").error
    type_in(card.form.row("reden").control, "Klacht bij de inspectie")
    QTest.keyClick(card.form.row("reden").control, KEY.Key_Return)
    settle(work, qtbot)
    deel.load()
    settle(work, qtbot)
    (rule,) = shown(deel, NU)
    assert (rule.stand, rule.uitleg) == (Stand.STOP, "Klacht bij de inspectie")
    stand_on(deel, rule.dossier.id)
    press(deel.lift_button)
    deel.load()
    settle(work, qtbot)
    assert shown(deel, NU) == ()
