"""Voorkeuren: five choices on one page, each at once, kept over a restart, of nobody; and what the beheerder fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox, QWidget

from expertteam_app.bootstrap import make_app
from expertteam_app.documents import stijl
from expertteam_app.domain.access import Rol
from expertteam_app.domain.beleid import PRINT, TEKSTGROOTTE, THEMA
from expertteam_app.services.instellingen import TWEEDE_PLAATS_SETTING, VERGRENDEL_SETTING
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.frame import VOORKEUREN
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.beheer_instellingen import InstellingenDeel
from expertteam_app.ui.pages.beheer_zelftest import ZelftestDeel
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.pages.voorkeuren import VoorkeurenPage, theme_name
from expertteam_app.ui.theme import Mode
from expertteam_app.ui.widgets.vast import VastVeld
from tests.ui.venster import opened_app, sessie_of

Policy = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _house_style() -> Iterator[None]:
    yield
    stijl.print_friendly(on=False)


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path, filled_kluis: Path) -> Iterator[App]:
    with opened_app(qapp, tmp_path, filled_kluis, (1366, 728)) as app:
        yield app


def page_of(app: App) -> VoorkeurenPage:
    app.frame.open_page(VOORKEUREN)
    page = app.frame.current_page
    assert isinstance(page, VoorkeurenPage)
    return page


def choose(field: QWidget, value: object) -> None:
    """As the keyboard does: the list goes to the value and tells."""
    assert isinstance(field, Choice)
    field.setFocus()
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def test_what_is_of_the_computer_works_at_once_and_is_kept(opened: App, qapp: QApplication, tmp_path: Path) -> None:
    page = page_of(opened)
    choose(page.computer.row(TEKSTGROOTTE).field, 150)
    choose(page.computer.row(THEMA).field, Mode.DARK.value)
    box = page.computer.row(PRINT).field
    assert isinstance(box, QCheckBox)
    plain = stijl.colour(stijl.ACCENT).hexval()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert (opened.theme.text_scale, opened.theme.mode) == (150, Mode.DARK)
    assert stijl.colour(stijl.ACCENT).hexval() == "0x000000" != plain
    kept = (tmp_path / "venster.ini").read_text("utf-8").splitlines()
    assert sorted(line for line in kept if line and not line.startswith(("[", "versie="))) == [
        "printvriendelijk=true",
        "tekstgrootte=150",
        "thema=donker",
    ]
    opened.close()
    again = make_app(qapp, tmp_path)
    try:
        assert (again.theme.text_scale, again.theme.mode) == (150, Mode.DARK)
        assert again.voorkeuren.print_friendly
    finally:
        again.close()
        qapp.removeEventFilter(again.idle)
        again.frame.deleteLater()


def test_text_that_grows_elsewhere_shows_here(opened: App) -> None:
    page = page_of(opened)
    opened.step_text(1)
    assert page.computer.row(TEKSTGROOTTE).field.currentData() == 125  # type: ignore[attr-defined]  # a Choice
    opened.set_mode(Mode.DARK)
    assert page.computer.row(THEMA).field.currentData() == "donker"  # type: ignore[attr-defined]  # a Choice


def test_every_scheme_has_a_name_of_its_own(opened: App) -> None:
    field = page_of(opened).computer.row(THEMA).field
    assert isinstance(field, Choice)
    assert [field.itemData(n) for n in range(field.count())] == [mode.value for mode in Mode]
    assert len({theme_name(mode) for mode in Mode}) == len(Mode)


def test_the_time_to_lock_holds_at_once_and_stands_in_the_kluis(opened: App, tmp_path: Path) -> None:
    page = page_of(opened)
    field = page.kluis.row(VERGRENDEL_SETTING).field
    assert isinstance(field, QSpinBox)
    field.setValue(3)
    page.save_draft()
    assert sessie_of(opened).beheer.settings()[VERGRENDEL_SETTING] == 3
    QApplication.processEvents()
    assert opened.idle._timer.interval() == 3 * 60_000
    place = tmp_path / "Vera Voorbeeld"
    place.mkdir()
    page.choose_place(place)
    assert sessie_of(opened).beheer.settings()[TWEEDE_PLAATS_SETTING] == str(place)
    QApplication.processEvents()
    assert "Op de tweede plaats staat nog geen back-up" in page.copied.text()
    outside = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(outside) > 3
    assert not [path.name for path in outside if b"Vera Voorbeeld" in path.read_bytes()], "a place may bear a name"


def test_a_place_that_is_not_there_is_refused_at_its_field(opened: App) -> None:
    page = page_of(opened)
    page.choose_place(Path("/er/is/geen/map"))
    assert "Deze map is er niet" in page.kluis.row(TWEEDE_PLAATS_SETTING).error


def test_what_is_fixed_is_read_by_keyboard_with_the_reason_and_not_changed(
    policy: Policy, qapp: QApplication, tmp_path: Path, filled_kluis: Path
) -> None:
    policy(
        "tekstgrootte = 125\nthema = 'donker'\nprintvriendelijk = true\nvergrendelen-na = 4\n"
        "back-up-plaats = '/srv/back-ups'"
    )
    with opened_app(qapp, tmp_path, filled_kluis, (1366, 728)) as app:
        assert (app.theme.text_scale, app.theme.mode) == (125, Mode.DARK)
        assert stijl.colour(stijl.ACCENT).hexval() == "0x000000"
        assert app.idle._timer.interval() == 4 * 60_000
        page = page_of(app)
        shown = {TEKSTGROOTTE: "125%", THEMA: "Donker", PRINT: "Zonder kleurvlakken"}
        shown_in_kluis = {VERGRENDEL_SETTING: "4 minuten", TWEEDE_PLAATS_SETTING: "/srv/back-ups"}
        for form, expected in ((page.computer, shown), (page.kluis, shown_in_kluis)):
            for key, words in expected.items():
                row = form.row(key)
                assert isinstance(row.field, VastVeld), key
                assert row.field.text() == words
                assert row.field.isEnabled()
                assert row.field.focusPolicy() & Qt.FocusPolicy.TabFocus
                assert row.note.startswith("Vastgezet door uw beheerder")
                assert row.control.accessibleDescription() == row.note
                QTest.keyClicks(row.field, "9")
                assert row.field.text() == words
        assert page.browse_button.isHidden()
        app.step_text(1)
        app.set_mode(Mode.LIGHT)
        app.set_print_friendly(on=False)
        assert (app.theme.text_scale, app.theme.mode, app.voorkeuren.print_friendly) == (125, Mode.DARK, True)
        assert "Vastgezet" in app.frame.message_bar.text
        app.frame.open_page("beheer")
        beheer = app.frame.current_page
        assert isinstance(beheer, BeheerPage)
        settings = beheer.part(InstellingenDeel.title)
        assert isinstance(settings, InstellingenDeel)
        settings.load()
        row = settings.form.row(VERGRENDEL_SETTING)
        assert isinstance(row.field, VastVeld)
        assert (row.field.text(), row.note.startswith("Vastgezet")) == ("4 minuten", True)
    policy("")
    assert "thema" not in (tmp_path / "venster.ini").read_text("utf-8"), "the policy is not what the user chose"


def test_a_bound_of_the_policy_is_the_bound_of_the_field(
    policy: Policy, qapp: QApplication, tmp_path: Path, filled_kluis: Path
) -> None:
    policy("vergrendelen-na-hoogstens = 6\nkleur = 1")
    with opened_app(qapp, tmp_path, filled_kluis, (1366, 728)) as app:
        assert "Regel 2 (kleur)" in app.frame.message_bar.text
        page = page_of(app)
        assert "Regel 2 (kleur)" in page.policy.text
        field = page.kluis.row(VERGRENDEL_SETTING).field
        assert isinstance(field, QSpinBox)
        assert (field.value(), field.maximum()) == (6, 6)
        app.frame.open_page("beheer")
        beheer = app.frame.current_page
        assert isinstance(beheer, BeheerPage)
        test = beheer.part(ZelftestDeel.title)
        assert isinstance(test, ZelftestDeel)
        assert "Regel 2 (kleur)" in test.policy.text


def test_without_practice_the_door_offers_none(policy: Policy, qapp: QApplication, tmp_path: Path) -> None:
    policy("oefenkluis = false")
    app = make_app(qapp, tmp_path)
    try:
        app.frame.show()
        assert app.door.choose_screen.practise_button.isHidden()
        assert app.door.choose_screen.new_button.isVisible()
    finally:
        app.close()
        qapp.removeEventFilter(app.idle)
        app.frame.close()
        app.frame.deleteLater()


def test_a_reader_reads_what_is_of_the_kluis_and_chooses_what_is_of_the_computer(opened: App) -> None:
    own = sessie_of(opened)
    actor = replace(own.context.actor, rol=Rol.LEZER_CIJFERS)
    session = Sessie(own.kluis, replace(own.context, actor=actor))
    page = VoorkeurenPage(session, opened)
    try:
        page.load()
        assert isinstance(page.kluis.row(VERGRENDEL_SETTING).field, VastVeld)
        assert "Vastgezet" not in page.kluis.row(VERGRENDEL_SETTING).note, "that is his role, not the policy"
        assert isinstance(page.computer.row(THEMA).field, Choice)
    finally:
        page.deleteLater()


def test_every_control_has_a_name(opened: App, unnamed_controls: Callable[[QWidget], list[str]]) -> None:
    page = page_of(opened)
    assert unnamed_controls(page) == []
    assert isinstance(page.kluis.row(TWEEDE_PLAATS_SETTING).field, QLineEdit)


def test_beheer_leads_here(opened: App) -> None:
    opened.frame.open_page("beheer")
    beheer = opened.frame.current_page
    assert isinstance(beheer, BeheerPage)
    settings = beheer.part(InstellingenDeel.title)
    assert isinstance(settings, InstellingenDeel)
    settings.choices_button.click()
    assert isinstance(opened.frame.current_page, VoorkeurenPage)
