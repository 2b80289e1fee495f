"""The whole program in its window, by keyboard, on real kluizen in a temporary folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.bootstrap import Voordeur, make_app
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.services.plaatsen import named_kluis, practice_path
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.app import App
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.pages.beheer import BeheerPage
from expertteam_app.ui.pages.casussen import CasussenPage
from expertteam_app.ui.pages.vandaag import VandaagPage
from expertteam_app.ui.pages.vandaag_groep import AandachtGroep, AandachtRegel
from tests.ui.a11y import unnamed_controls

ZIN = "paard batterij nietje correct"
WAIT = 20_000
PAGES = ("vandaag", "casussen", "ret", "jbt", "doorlooptijden", "hiaten", "rapporten", "beheer", "inlezen-ret")
SMALL = (1280, 680)
"""What is left of a 1366x768 screen with a task bar and a title bar."""


@pytest.fixture
def app(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[App]:
    made = make_app(qapp, tmp_path)
    made.frame.resize(*SMALL)
    made.frame.show()
    made.frame.activateWindow()
    qtbot.waitUntil(lambda: not made.busy and QApplication.focusWidget() is not None, timeout=WAIT)
    yield made
    made.close()
    qapp.removeEventFilter(made.idle)
    made.frame.close()
    made.frame.deleteLater()


@pytest.fixture
def practice(app: App, qtbot: QtBot, tmp_path: Path, filled_kluis: Path) -> App:
    shutil.copytree(filled_kluis, practice_path(tmp_path))
    app.door.practise()
    qtbot.waitUntil(lambda: not app.frame.locked, timeout=WAIT)
    return app


@pytest.mark.parametrize("clicked", ["", "sleutels.json"])
def test_a_kluis_that_the_desktop_names_is_asked_for_at_once(
    app: App, tmp_path: Path, filled_kluis: Path, clicked: str
) -> None:
    place = tmp_path / "RET oost.kluis"
    shutil.copytree(filled_kluis, place)
    named = named_kluis(str(place / clicked))
    assert named == place
    app.open_at(named)
    assert app.door.screen_shown is app.door.unlock_screen
    assert "RET oost" in shown_text(app.door)


def test_a_name_that_is_no_kluis_is_told_at_the_door(app: App, tmp_path: Path) -> None:
    app.open_at(tmp_path / "weg.kluis")
    assert app.door.screen_shown is app.door.choose_screen
    assert "Dit is geen kluis" in shown_text(app.door)
    assert named_kluis("doorlooptijden") is None
    assert named_kluis("--help") is None


def shown_text(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


class WindowSpy(QObject):
    """Notes every widget that is shown as a window of its own, besides the frame."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found.add(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def session(app: App) -> Sessie:
    assert isinstance(app.deur, Voordeur)
    return app.deur.sessie


def keys(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def to_empty_field() -> None:
    """Tab on to the next line that is still empty."""
    for _ in range(12):
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and focus.isEnabled() and not focus.text():
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError("no empty field is reached by Tab")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def test_a_kluis_is_made_locked_and_opened_by_keyboard_alone(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    door = app.door
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: door.screen_shown is door.create_screen)
    for text in ("RET proef", "Vera", ZIN, ZIN):
        to_empty_field()
        keys(text)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: door.screen_shown is door.code_screen, timeout=WAIT)
    code = door.code_screen._code.text().replace(" - ", "-")
    keys(code.rsplit("-", 1)[1])
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not app.frame.locked, timeout=WAIT)
    assert (tmp_path / "RET proef.kluis" / "sleutels.json").is_file()
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    door = app.door
    qtbot.waitUntil(lambda: door.screen_shown is door.unlock_screen)
    for text in ("vera", "paard batterij nietje"):
        to_empty_field()
        keys(text)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "klopt niet" in door.unlock_screen.error, timeout=WAIT)
    qtbot.waitUntil(door.unlock_screen.button.isEnabled, timeout=WAIT)
    assert app.frame.locked
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys(ZIN)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not app.frame.locked, timeout=WAIT)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_named_fits_the_laptop_and_survives_both_themes(practice: App, qtbot: QtBot, page: str) -> None:
    app = practice
    app.frame.open_page(page)
    qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
    assert unnamed_controls(app.frame) == []
    hint = app.frame.minimumSizeHint()
    assert hint.width() <= SMALL[0], f"{page} is {hint.width()} breed"
    assert hint.height() <= SMALL[1], f"{page} is {hint.height()} hoog"
    for command in app.commands():
        command.run()
    qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)


def test_lock_takes_everything_away_at_once_and_comes_back_to_the_place(practice: App, qtbot: QtBot) -> None:
    app = practice
    casus = session(app).casussen.find(CasusFilter())[0]
    app.frame.open_page("casussen", casus, "casus")
    qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert app.frame.locked
    assert app.frame.windowTitle() == "Expertteam"
    assert isinstance(app.deur, Voordeur)
    with pytest.raises(RuntimeError):
        _ = app.deur.sessie
    app.door.practise()
    qtbot.waitUntil(lambda: not app.frame.locked, timeout=WAIT)
    page = app.frame.current_page
    assert isinstance(page, CasussenPage)
    qtbot.waitUntil(lambda: page.current_item() == casus, timeout=WAIT)


def test_the_kluis_locks_with_the_computer_and_takes_what_was_copied(practice: App, qtbot: QtBot) -> None:
    copy_text("RET-2026-001 (fictief)")
    practice.systeemslot.left.emit()
    qtbot.waitUntil(lambda: practice.frame.locked)
    assert QGuiApplication.clipboard().text() == ""
    practice.systeemslot.left.emit()
    assert practice.frame.locked, "a second word of the system changes nothing"


def test_a_window_left_alone_locks_itself(practice: App, qtbot: QtBot) -> None:
    practice.idle.start(0.001)
    qtbot.waitUntil(lambda: practice.frame.locked, timeout=WAIT)


def test_ctrl_k_finds_a_casus_by_a_few_letters(practice: App, qtbot: QtBot) -> None:
    app = practice
    row = session(app).casussen.rows(session(app).casussen.find(CasusFilter()))[0]
    app.frame.setFocus()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    keys(row.nummer[-3:])
    qtbot.wait(300)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(app.frame.current_page, CasussenPage), timeout=WAIT)
    page = app.frame.current_page
    assert page is not None
    qtbot.waitUntil(lambda: page.current_item() == row.id, timeout=WAIT)


def test_every_kind_of_line_of_vandaag_opens_what_it_is_about(practice: App, qtbot: QtBot) -> None:
    app, s = practice, session(practice)
    today = s.context.vandaag()
    person = s.personen.add("Noor Fictief", "gemeente", "toegangsmedewerker", "0200")
    s.personen.give_mandaat(person, "0200", today, today + timedelta(days=9))
    app.frame.open_page("vandaag")
    qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
    asked = {"norm": "casussen", "toezegging": "casussen", "mandaat": "beheer", "vto": "jbt", "terugmelding": "jbt"}
    seen = set()
    for line in s.vandaag.lines():
        if line.soort not in asked or line.soort in seen:
            continue
        seen.add(line.soort)
        app.frame.open_page("vandaag")
        page = app.frame.current_page
        assert isinstance(page, VandaagPage)
        qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
        for group in page.findChildren(AandachtGroep):
            if not group.more.isHidden():
                group.unfold()
        shown = (x for x in page.findChildren(AandachtRegel) if x.isVisible())
        button = next(x for x in shown if x.aandacht.sleutel == line.sleutel)
        QTest.keyClick(button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
        opened = app.frame.current_page
        assert opened is not None
        assert type(opened).__name__.lower() == f"{asked[line.soort]}page"
        if line.casus_id is not None:
            assert opened.current_item() == line.casus_id
        elif isinstance(opened, BeheerPage):
            assert opened.delen.current is opened.part("Personen en mandaten")
    assert {"norm", "toezegging", "mandaat"} <= seen


def test_a_change_elsewhere_shows_on_the_page_and_as_stored(practice: App, qtbot: QtBot) -> None:
    app = practice
    app.frame.open_page("casussen")
    qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
    s = session(app)
    ids = s.casussen.find(CasusFilter())
    s.casussen.afsluiten(ids[0], s.context.vandaag(), "ingetrokken")
    label: Callable[[], str] = lambda: app.frame.top_bar.saved_text  # noqa: E731 - asked again and again below
    qtbot.waitUntil(lambda: "opgeslagen" in label().lower(), timeout=WAIT)


def test_no_name_of_a_child_is_ever_in_the_window_title(practice: App, qtbot: QtBot) -> None:
    app = practice
    names = {r.naam for r in session(app).casussen.rows(session(app).casussen.find(CasusFilter(status="alle")))}
    for page in PAGES:
        app.frame.open_page(page)
        qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
        assert not any(name in app.frame.windowTitle() for name in names)


def test_nothing_flashes_as_a_window_of_its_own(practice: App, qtbot: QtBot, qapp: QApplication) -> None:
    app, spy = practice, WindowSpy()
    qapp.installEventFilter(spy)
    try:
        for page in PAGES:
            app.frame.open_page(page)
            qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
        s = session(app)
        app.frame.open_page("casussen", s.casussen.find(CasusFilter())[0], "casus")
        one_of_each = {(each.soort, each.status): each for each in s.zittingen.all()}
        for zitting in one_of_each.values():
            app.frame.open_page(zitting.soort.lower(), zitting.id, "zitting")
        for vtb in s.vtbs.all()[:3]:
            app.frame.open_page("jbt", vtb.id, "vtb")
        qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
        app.lock()
        qtbot.waitUntil(lambda: not app.busy, timeout=WAIT)
    finally:
        qapp.removeEventFilter(spy)
    assert spy.found == set()
