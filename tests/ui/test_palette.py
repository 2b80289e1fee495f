from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.inzicht import ZoekTreffer
from expertteam_app.ui.actions import Command, Commands, key_text, make_action
from expertteam_app.ui.palette import PALETTE_ID, CommandPalette, ShortcutSheet

Walker = Callable[[QWidget], list[str]]
SEM = ZoekTreffer("casus", 14, "RET-2026-014 · Sem (verzonnen)", "Zutphen · open")


def nothing() -> None:
    """What a command of these tests does."""


def command(name: str, text: str, keys: str = "", page: str = "") -> Command:
    return Command(name, text, nothing, keys, page=page)


def texts(found: list[Command]) -> list[str]:
    return [c.text for c in found]


@pytest.fixture
def commands() -> Commands:
    made = Commands()
    made.add(
        [
            command("ga.ret", "Ga naar RET", "Alt+3"),
            command("vergrendel", "Vergrendelen", "Ctrl+L"),
            command(PALETTE_ID, "Zoek een opdracht", "Ctrl+K"),
            command("casus.nieuw", "Nieuwe casus", "Ctrl+N", "casussen"),
            Command("casus.sluit", "Casus afsluiten", nothing, enabled=lambda: False, page="casussen"),
        ]
    )
    return made


def test_finds_by_every_word_in_any_order_and_without_capitals(commands: Commands) -> None:
    assert texts(commands.find("CASUS nieu")) == ["Nieuwe casus"]
    assert texts(commands.find("vergr")) == ["Vergrendelen"]
    assert commands.find("casus naar") == []


def test_what_cannot_be_done_now_is_not_offered(commands: Commands) -> None:
    assert texts(commands.find("afsluiten")) == []


def test_the_start_of_a_word_goes_first_and_the_page_before_the_rest(commands: Commands) -> None:
    commands.add([command("x", "Afdrukken"), command("y", "Naar de rand", page="casussen")])
    assert texts(commands.find("r"))[:2] == ["Naar de rand", "Ga naar RET"]
    assert texts(commands.find(""))[0] == "Nieuwe casus"


@given(st.text(max_size=12))
def test_any_text_finds_only_commands_that_hold_it(text: str) -> None:
    made = Commands()
    made.add([command("a", "Nieuwe casus"), command("b", "Verslag maken")])
    assert set(texts(made.find(text))) <= {"Nieuwe casus", "Verslag maken"}


def test_two_commands_never_share_a_shortcut_or_an_id(commands: Commands) -> None:
    with pytest.raises(ValueError, match="botst met vergrendel"):
        commands.add([command("lijst", "Lijst", "ctrl+l")])
    with pytest.raises(ValueError, match="botst"):
        commands.add([command("vergrendel", "Nog eens")])


def test_keys_are_written_for_people() -> None:
    assert key_text("Ctrl+Shift+H") == "Ctrl+Shift+H"
    assert key_text("Ctrl+Del") == "Ctrl+Delete"
    assert key_text("") == ""


@pytest.mark.usefixtures("theme")
def test_a_shortcut_does_nothing_while_its_command_is_off(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[int] = []
    allowed = [False]
    made = Command("x", "Doe", lambda: done.append(1), "Ctrl+D", enabled=lambda: allowed[0])
    action: QAction = make_action(made, window)
    assert action.shortcut() == QKeySequence("Ctrl+D")
    action.trigger()
    assert done == []
    allowed[0] = True
    action.trigger()
    assert done == [1]


@pytest.fixture
def hits() -> list[ZoekTreffer]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, commands: Commands, hits: list[ZoekTreffer]) -> Iterator[CommandPalette]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    made = CommandPalette(commands, lambda text: [SEM] if "sem" in text.lower() else [], hits.append, host)
    made.open()
    yield made
    host.close()


def shown(palette: CommandPalette) -> list[str]:
    return [palette.list.item(n).text() for n in range(palette.list.count())]


def test_typing_filters_commands_and_casussen(palette: CommandPalette) -> None:
    assert shown(palette) == ["Nieuwe casus", "Ga naar RET", "Vergrendelen"]
    QTest.keyClicks(palette.edit, "sem")
    assert shown(palette) == [SEM.titel]
    palette.edit.clear()
    QTest.keyClicks(palette.edit, "s")
    assert shown(palette) == ["Nieuwe casus"]


def test_enter_opens_the_casus(palette: CommandPalette, hits: list[ZoekTreffer]) -> None:
    QTest.keyClicks(palette.edit, "sem")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert hits == [SEM]
    assert not palette.isVisible()


def test_arrows_choose_while_the_keyboard_stays_in_the_line(
    qtbot: QtBot, commands: Commands, hits: list[ZoekTreffer]
) -> None:
    done: list[str] = []
    commands.add([Command("a", "Zitting plannen", lambda: done.append("plan")), command("b", "Zitting openen")])
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    made = CommandPalette(commands, lambda _: [], hits.append, host)
    made.open()
    QTest.keyClicks(made.edit, "zitting")
    QTest.keyClick(made.edit, Qt.Key.Key_Down)
    assert made.list.currentRow() == 1
    QTest.keyClick(made.edit, Qt.Key.Key_Down)
    assert made.list.currentRow() == 1
    QTest.keyClick(made.edit, Qt.Key.Key_Up)
    assert made.list.focusPolicy() is Qt.FocusPolicy.NoFocus
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    assert done == ["plan"]


def test_esc_closes_and_nothing_happens(palette: CommandPalette, hits: list[ZoekTreffer]) -> None:
    QTest.keyClicks(palette.edit, "sem")
    QTest.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert hits == []
    assert not palette.isVisible()


def test_nothing_found_says_what_to_try(palette: CommandPalette, hits: list[ZoekTreffer]) -> None:
    QTest.keyClicks(palette.edit, "xyzzy")
    assert palette.list.isHidden()
    assert palette.empty_text.startswith("Niets gevonden voor “xyzzy”.")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert hits == []
    assert palette.isVisible()


def test_a_screen_reader_hears_kind_and_shortcut(palette: CommandPalette, unnamed_controls: Walker) -> None:
    assert unnamed_controls(palette) == []
    role = Qt.ItemDataRole.AccessibleTextRole
    assert palette.list.item(1).data(role) == "Ga naar RET, Alt+3, opdracht"
    QTest.keyClicks(palette.edit, "sem")
    assert palette.list.item(0).data(role) == "RET-2026-014 · Sem (verzonnen), Zutphen · open, casus"


def test_the_sheet_lists_every_shortcut_those_of_the_page_first(
    qtbot: QtBot, commands: Commands, unnamed_controls: Walker
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    sheet = ShortcutSheet(commands, "Casussen", host)
    sheet.open()
    model = sheet.table.model()
    rows = [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]
    assert rows == [
        ["Ctrl+N", "Nieuwe casus", "Casussen"],
        ["Alt+3", "Ga naar RET", "overal"],
        ["Ctrl+L", "Vergrendelen", "overal"],
        ["Ctrl+K", "Zoek een opdracht", "overal"],
    ]
    assert unnamed_controls(sheet) == []
