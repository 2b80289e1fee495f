from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.ui.actions import Command
from expertteam_app.ui.frame import Frame
from expertteam_app.ui.page import Page, PageSpec
from expertteam_app.ui.palette import CommandPalette, ShortcutSheet
from expertteam_app.ui.theme import TEXT_SCALES, Theme, Tone
from expertteam_app.ui.work import Work

Walker = Callable[[QWidget], list[str]]
TITLES = ("Vandaag", "Casussen", "RET", "JBT", "Doorlooptijden", "Hiaten", "Rapporten", "Beheer")
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class SimplePage(Page):
    """A page that remembers what it was told."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.refreshed: list[frozenset[str]] = []
        self.item: tuple[int, str] | None = None
        self.drafts = 0
        self.done: list[str] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("Filter")
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(title))
        layout.addWidget(self.field)
        layout.addWidget(QPushButton("Nieuw"))

    def refresh(self, nouns: frozenset[str]) -> None:
        self.refreshed.append(nouns)

    def commands(self) -> list[Command]:
        return [Command(f"{self.title}.nieuw", f"Nieuw bij {self.title}", self._new, "Ctrl+N", page=self.title.lower())]

    def _new(self) -> None:
        self.done.append("nieuw")

    def focus_first(self) -> None:
        self.field.setFocus()

    def search_field(self) -> QLineEdit | None:
        return self.field if self.title == "Casussen" else None

    def open_item(self, item_id: int, soort: str = "") -> None:
        self.item = (item_id, soort)

    def current_item(self) -> int | None:
        return self.item[0] if self.item else None

    def save_draft(self) -> None:
        self.drafts += 1


class Made(dict[str, list[SimplePage]]):
    """The pages that were made, by id."""

    def make(self, page_id: str, title: str) -> SimplePage:
        page = SimplePage(title)
        self.setdefault(page_id, []).append(page)
        return page


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def specs(made: Made) -> list[PageSpec]:
    icons = ("calendar-check", "folder-open", "messages-square", "scale", "timer", "puzzle", "file-text", "settings")
    return [
        PageSpec(
            title.lower(),
            title,
            icon,
            lambda t=title: made.make(t.lower(), t),  # type: ignore[misc]  # a default argument binds the title
            lambda hit, t=title: t == "Casussen" and hit.soort == "casus",  # type: ignore[misc]  # idem
        )
        for title, icon in zip(TITLES, icons, strict=True)
    ]


@pytest.fixture
def frame(qtbot: QtBot, work: Work, specs: list[PageSpec], theme: Theme) -> Frame:
    assert theme.text_scale == 100
    window = Frame(work, lambda text: [ZoekTreffer("casus", 14, "RET-2026-014", "Zutphen")] if "014" in text else [])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_pages(specs, "RET Midden-IJssel", practice=False)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or frame, key, modifiers)


def dialogs(kind: type[QDialog]) -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_pages_are_made_when_they_are_first_shown(frame: Frame, made: Made) -> None:
    assert set(made) == {"vandaag"}
    frame.open_page("ret")
    frame.open_page("vandaag")
    frame.open_page("ret")
    assert {k: len(v) for k, v in made.items()} == {"vandaag": 1, "ret": 1}


@pytest.mark.parametrize(("key", "title"), [(Qt.Key.Key_1 + n, t) for n, t in enumerate(TITLES)])
def test_alt_and_a_digit_go_to_a_page(frame: Frame, key: int, title: str) -> None:
    press(frame, Qt.Key(key), ALT)
    assert frame.current_page is not None
    assert frame.current_page.title == title


def test_ctrl_tab_walks_round_the_pages(frame: Frame) -> None:
    assert frame.current_page is not None
    press(frame, Qt.Key.Key_Tab, CTRL)
    assert frame.current_page.title == "Casussen"
    press(frame, Qt.Key.Key_Backtab, CTRL | SHIFT)
    press(frame, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert frame.current_page.title == "Beheer"
    press(frame, Qt.Key.Key_Tab, CTRL)
    assert frame.current_page.title == "Vandaag"


def test_a_page_gets_the_keyboard_and_its_own_commands(frame: Frame, made: Made) -> None:
    frame.open_page("ret")
    assert made["ret"][0].field.hasFocus()
    press(frame, Qt.Key.Key_N, CTRL)
    assert made["ret"][0].done == ["nieuw"]
    assert made["vandaag"][0].done == []
    assert frame.commands.get("Vandaag.nieuw") is None


def test_ctrl_f_goes_to_the_search_field_of_the_page(frame: Frame, made: Made) -> None:
    frame.open_page("casussen")
    frame.rail.focus_rail()
    assert not made["casussen"][0].field.hasFocus()
    press(frame, Qt.Key.Key_F, CTRL)
    assert made["casussen"][0].field.hasFocus()


def test_ctrl_k_finds_a_casus_and_opens_it_on_its_page(frame: Frame, made: Made) -> None:
    press(frame, Qt.Key.Key_K, CTRL)
    (palette,) = dialogs(CommandPalette)
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.edit, "014")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert made["casussen"][0].item == (14, "casus")
    assert frame.current_page is made["casussen"][0]


def test_f1_asks_for_the_handleiding_at_the_page(frame: Frame) -> None:
    asked: list[tuple[str, str]] = []
    frame.help_requested.connect(lambda pagina, deel: asked.append((pagina, deel)))
    press(frame, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert [pagina for pagina, _deel in asked] == ["vandaag"]


def test_the_shortcuts_can_be_looked_up(frame: Frame) -> None:
    press(frame, Qt.Key.Key_H, CTRL | SHIFT)
    (sheet,) = dialogs(ShortcutSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert dialogs(ShortcutSheet) == []


def test_changes_reach_the_page_on_screen_at_once_and_the_others_when_they_come(frame: Frame, made: Made) -> None:
    frame.open_page("ret")
    frame.refresh(frozenset({"casus"}))
    frame.refresh(frozenset({"zitting"}))
    assert made["ret"][0].refreshed == [frozenset(), frozenset({"casus"}), frozenset({"zitting"})]
    assert made["vandaag"][0].refreshed == [frozenset()]
    frame.open_page("vandaag")
    assert made["vandaag"][0].refreshed == [frozenset(), frozenset({"casus", "zitting"})]
    frame.open_page("ret")
    frame.open_page("vandaag")
    assert len(made["vandaag"][0].refreshed) == 2


def test_the_top_bar_says_which_kluis_and_what_was_saved(frame: Frame) -> None:
    assert frame.top_bar.saved_text == ""
    frame.set_saved(datetime(2026, 3, 10, 14, 2))  # noqa: DTZ001 - local time, as the window shows it
    assert frame.top_bar.saved_text == "Alles opgeslagen 14:02"


def test_esc_leads_out_of_the_message_then_of_the_page(frame: Frame) -> None:
    frame.show_message("Deze casus is gesloten.", Tone.LET_OP)
    press(frame, Qt.Key.Key_Escape)
    assert frame.message_bar.text == ""
    press(frame, Qt.Key.Key_Escape)
    assert any(button.hasFocus() for button in frame.rail.buttons)


def test_the_lock_takes_everything_away_and_asks_nothing(qtbot: QtBot, frame: Frame, made: Made) -> None:
    frame.open_page("ret", 7)
    page = made["ret"][0]
    press(frame, Qt.Key.Key_K, CTRL)
    assert dialogs(CommandPalette)
    with qtbot.waitSignal(page.destroyed):
        frame.set_locked(QLineEdit("ontgrendelen"))
    assert page.drafts == 1
    assert frame.locked
    assert frame.current_page is None
    assert dialogs(CommandPalette) == []
    assert frame.windowTitle() == "Expertteam"
    assert [w.text() for w in frame.findChildren(QLineEdit) if w.isVisible()] == ["ontgrendelen"]
    press(frame, Qt.Key.Key_1, ALT)
    assert frame.current_page is None


def test_ctrl_l_and_the_button_ask_for_the_lock(qtbot: QtBot, frame: Frame) -> None:
    with qtbot.waitSignal(frame.lock_requested):
        press(frame, Qt.Key.Key_L, CTRL)
    with qtbot.waitSignal(frame.lock_requested):
        frame.top_bar.lock.emit()


def test_after_unlocking_one_is_back_at_the_same_item(frame: Frame, made: Made, specs: list[PageSpec]) -> None:
    frame.open_page("ret", 7)
    frame.set_locked(QLabel("slot"))
    frame.set_locked(QLabel("nog eens"))
    frame.show_pages(specs, "RET", practice=False)
    assert frame.current_page is made["ret"][1]
    assert made["ret"][1].item == (7, "")
    frame.set_locked(QLabel("slot"))
    frame.forget_place()
    frame.show_pages(specs, "JBT", practice=False)
    assert frame.current_page is not None
    assert frame.current_page.title == "Vandaag"


def test_work_that_ends_after_the_lock_calls_nobody(qtbot: QtBot, frame: Frame, work: Work) -> None:
    called: list[object] = []
    work.run(lambda _: 1, called.append)
    frame.set_locked(QLabel("slot"))
    later: list[object] = []
    work.run(lambda _: 2, later.append)
    qtbot.waitUntil(lambda: later == [2])
    assert called == []


def test_a_page_that_fails_cannot_stop_the_lock(frame: Frame, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: told.append(kind))

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(made["vandaag"][0], "save_draft", broken)
    monkeypatch.setattr(made["vandaag"][0], "current_item", broken)
    frame.set_locked(QLabel("slot"))
    assert frame.locked
    assert told == [RuntimeError, RuntimeError]


def test_a_page_outside_the_rail_opens_without_a_button(frame: Frame, made: Made, specs: list[PageSpec]) -> None:
    extra = PageSpec("inlezen", "Inlezen", "upload", lambda: made.make("inlezen", "Inlezen"), in_rail=False)
    frame.show_pages([*specs, extra], "RET", practice=False)
    assert [b.accessibleName() for b in frame.rail.buttons] == list(TITLES)
    frame.open_page("inlezen")
    assert frame.current_page is made["inlezen"][0]
    assert not any(b.isChecked() for b in frame.rail.buttons)
    press(frame, Qt.Key.Key_Escape)
    assert frame.rail.buttons[0].hasFocus()
    press(frame, Qt.Key.Key_Tab, CTRL)
    assert frame.current_page is made["vandaag"][-1]
    frame.open_page("inlezen")
    press(frame, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert frame.current_page is made["beheer"][-1]


def test_closing_saves_drafts(frame: Frame, made: Made) -> None:
    frame.close()
    assert made["vandaag"][0].drafts == 1


def test_practising_is_always_in_sight_and_in_the_title(frame: Frame, specs: list[PageSpec]) -> None:
    def ribbon() -> list[str]:
        return [x.text() for x in frame.findChildren(QLabel) if x.isVisible() and "OEFENING" in x.text()]

    assert ribbon() == []
    frame.show_pages(specs, "Oefenkluis", practice=True)
    for page_id in ("vandaag", "casussen", "beheer"):
        frame.open_page(page_id)
        assert ribbon() == ["OEFENING"]
    assert frame.windowTitle() == "Expertteam – OEFENING"
    frame.set_locked(QLabel("slot"))
    assert ribbon() == []


def test_no_name_of_a_kluis_stands_in_the_window_title(frame: Frame) -> None:
    assert frame.windowTitle() == "Expertteam"


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_fits_a_laptop_at_every_text_size(frame: Frame, specs: list[PageSpec], theme: Theme, scale: int) -> None:
    frame.show_pages(specs, "Kluis met een lange naam van de hele regio", practice=True)
    theme.set_text_scale(scale)
    QApplication.processEvents()
    frame.resize(1366, 768)
    QApplication.processEvents()
    assert (frame.width(), frame.height()) == (1366, 768)
    frame.open_page("beheer")
    QApplication.processEvents()
    for button in frame.rail.buttons:
        assert button.width() >= button.sizeHint().width()
    last = frame.rail.buttons[-1]
    top = last.mapTo(frame.rail.viewport(), last.rect().topLeft()).y()
    assert 0 <= top <= frame.rail.viewport().height() - last.height()


def test_everything_in_the_frame_has_a_name(frame: Frame, unnamed_controls: Walker) -> None:
    frame.show_message("Een melding", Tone.INFO)
    assert unnamed_controls(frame) == []


def test_tab_goes_rail_top_bar_page_and_passes_every_control(frame: Frame, made: Made) -> None:
    frame.rail.focus_rail()
    order: list[str] = []
    for _ in range(6):
        widget = QApplication.focusWidget()
        assert widget is not None
        order.append(widget.accessibleName() or getattr(widget, "text", str)())
        press(frame, Qt.Key.Key_Tab)
    assert order[:5] == ["Vandaag", "Zoek een casus of opdracht, Ctrl+K", "Vergrendelen", "Filter", "Nieuw"]
    assert order[5] == "Vandaag"
    assert made["vandaag"][0].isVisible()
