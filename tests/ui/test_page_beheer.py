"""The page of Beheer and its small parts, by keyboard, on the real kluis."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_codelijsten import CodelijstenDeel
from expertteam_app.ui.pages.beheer_gebruikers import GebruikersDeel
from expertteam_app.ui.pages.beheer_instellingen import InstellingenDeel
from expertteam_app.ui.pages.beheer_klokken import KlokkenDeel
from expertteam_app.ui.pages.beheer_ladder import LadderDeel
from expertteam_app.ui.pages.beheer_logboek import LogboekDeel
from expertteam_app.ui.pages.beheer_personen import PersonenDeel
from expertteam_app.ui.pages.cijfer_delen import Deel
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.widgets.vinkjes import Vinkjes
from expertteam_app.ui.work import Work
from tests.ui.beheer_hulp import KEY, make_page, part, press, settle, type_in

Walker = Callable[[QWidget], list[str]]


@pytest.fixture
def page(sessie: Sessie, work: Work, qtbot: QtBot) -> Iterator[BeheerPage]:
    yield make_page(sessie, work, qtbot)
    settle(work, qtbot)


def shown(page: BeheerPage) -> type[Deel]:
    return type(page.delen.current)


def test_arrows_walk_along_the_tabs_and_enter_goes_in(page: BeheerPage) -> None:
    tabs = page.delen._group.buttons()
    tabs[0].setFocus()
    QTest.keyClick(tabs[0], KEY.Key_Right)
    assert shown(page) is KlokkenDeel
    assert tabs[1].hasFocus()
    QTest.keyClick(tabs[1], KEY.Key_Return)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert page.delen.current.isAncestorOf(inside)
    QTest.keyClick(tabs[1], KEY.Key_Left)
    QTest.keyClick(tabs[0], KEY.Key_Left)
    assert shown(page) is type(page.delen.parts[-1]), "round and round"


def test_ctrl_and_a_digit_go_to_a_part_and_the_lock_comes_back_there(page: BeheerPage) -> None:
    commands = {c.keys: c for c in page.commands()}
    commands["Ctrl+8"].run()
    assert shown(page) is LogboekDeel
    assert page.search_field() is part(page, LogboekDeel).filter
    assert page.current_item() == 7
    page.open_item(1)
    assert shown(page) is KlokkenDeel


def test_a_role_sees_only_the_parts_it_may_see(sessie: Sessie, work: Work, qtbot: QtBot) -> None:
    object.__setattr__(sessie.context, "actor", Actor("lezer", Rol.LEZER_CIJFERS))
    page = BeheerPage(sessie, work)
    qtbot.addWidget(page)
    page.show()
    page.refresh(frozenset())
    titles = [p.title for p in page.delen.parts]
    assert titles == [
        "Ladder",
        "Klokken",
        "Sluitingsdagen",
        "Codelijsten",
        "Gebruikers",
        "Instellingen",
        "Controle en back-up",
        "Voorzieningen",
        "Zelftest",
    ]
    assert not part(page, LadderDeel).new_button.isEnabled()
    assert not part(page, GebruikersDeel).add_button.isEnabled()
    assert not part(page, InstellingenDeel).form.row("organisatie").control.isEnabled()


@pytest.mark.parametrize("scale", [100, 200])
def test_every_control_of_every_part_has_a_name(
    page: BeheerPage, work: Work, qtbot: QtBot, theme: Theme, unnamed_controls: Walker, scale: int
) -> None:
    theme.set_text_scale(scale)
    part(page, LadderDeel).edit()
    part(page, GebruikersDeel).show_add()
    part(page, PersonenDeel).give()
    for number in range(len(page.delen.parts)):
        page.delen.show_part(number)
        settle(work, qtbot)
        assert unnamed_controls(page) == []


def test_a_list_shows_its_version_and_source_and_filters_on_other_spellings(page: BeheerPage, sessie: Sessie) -> None:
    lists = part(page, CodelijstenDeel)
    lists.choice.choose("oorzaken")
    lists.choice.activated.emit(0)
    oorzaken = sessie.lists["oorzaken"]
    assert lists.model.rowCount() == len(oorzaken.codes)
    assert f"Versie {oorzaken.versie}" in lists.facts.text()
    assert oorzaken.bron in lists.facts.text()
    wanted = next(c for c in oorzaken if c.synoniemen)
    type_in(lists.filter, wanted.synoniemen[0])
    assert wanted in lists.model.rows
    assert lists.model.rowCount() < len(oorzaken.codes)


def test_every_setting_has_a_field_and_is_stored_when_it_is_left(page: BeheerPage, sessie: Sessie) -> None:
    settings = part(page, InstellingenDeel)
    assert set(settings.form.values()) == set(sessie.beheer.settings())
    type_in(settings.form.row("organisatie").control, "Regio Fictief")
    QTest.keyClick(settings.form.row("organisatie").control, KEY.Key_Tab)
    months = settings.form.row("terugmelding.maanden").field
    assert isinstance(months, QSpinBox)
    months.setFocus()
    QTest.keyClick(months, KEY.Key_Up)
    QTest.keyClick(months, KEY.Key_Return)
    bsn = settings.form.row("bsn.aan").field
    assert isinstance(bsn, QCheckBox)
    press(bsn)
    hard = settings.form.row("vtb.harde-voorwaarden").field
    assert isinstance(hard, Vinkjes)
    press(hard.boxes["mdo"])
    stored = sessie.beheer.settings()
    assert stored["organisatie"] == "Regio Fictief"
    assert stored["terugmelding.maanden"] == 4
    assert stored["bsn.aan"] is True
    assert stored["vtb.harde-voorwaarden"] == ["mdo"]


def test_an_empty_name_is_refused_at_its_field(page: BeheerPage, sessie: Sessie) -> None:
    settings = part(page, InstellingenDeel)
    control = settings.form.row("boeg.naam").control
    assert isinstance(control, QLineEdit)
    control.setFocus()
    control.selectAll()
    QTest.keyClick(control, KEY.Key_Delete)
    QTest.keyClick(control, KEY.Key_Tab)
    assert "mag niet leeg" in settings.form.row("boeg.naam").error
    assert sessie.beheer.settings()["boeg.naam"]


def test_the_threshold_cannot_be_set_below_its_floor(page: BeheerPage, sessie: Sessie) -> None:
    settings = part(page, InstellingenDeel)
    field = settings.form.row("rapport.drempel").field
    assert isinstance(field, QSpinBox)
    field.setFocus()
    for _ in range(12):
        QTest.keyClick(field, KEY.Key_Down)
    QTest.keyClick(field, KEY.Key_Return)
    assert sessie.beheer.settings()["rapport.drempel"] == 5
