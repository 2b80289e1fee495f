from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import EnvironmentProblem, FieldError, UserError
from expertteam_app.ui.pages.ontgrendelen import OntgrendelPage
from expertteam_app.ui.pages.ontgrendelen_nieuw import folder_name
from expertteam_app.ui.pages.ontgrendelen_redding import ReddingInfo
from expertteam_app.ui.pages.ontgrendelen_schermen import NOODCODE, KluisInfo
from expertteam_app.ui.theme import TEXT_SCALES, Theme
from expertteam_app.ui.widgets.passphrase import PassphraseField, caps_lock_seen
from expertteam_app.ui.work import Work

Walker = Callable[[QWidget], list[str]]
CODE = "7K3QF-9XW2M-4TZR8-B6NHV-1PCJD-5YGSA-0E2Q"
PASSPHRASE = "vier losse woorden samen"
RET = KluisInfo(Path("/kluizen/RET.kluis"), "RET Midden-IJssel", oefening=False)
OTHER = KluisInfo(Path("/kluizen/JBT.kluis"), "JBT", oefening=False)
OEFEN = KluisInfo(Path("/kluizen/Oefenkluis.kluis"), "Oefenkluis", oefening=True)


class Poort:
    """Kluizen in memory: one passphrase opens them all."""

    def __init__(self) -> None:
        self.kluizen: list[KluisInfo] = [RET]
        self.done: list[tuple[object, ...]] = []
        self.damaged = False
        self.offered = ""

    def known(self) -> Sequence[KluisInfo]:
        return tuple(self.kluizen)

    def create(self, path: Path, naam: str, gebruiker: str, passphrase: str) -> str:
        if self.passphrase_problem(passphrase, gebruiker):
            raise FieldError("wachtzin", "De wachtzin is te kort.", "Neem vier woorden.")
        self.done.append(("create", path, naam, gebruiker, passphrase))
        return CODE

    def create_practice(self) -> None:
        self.done.append(("practice",))

    def unlock(self, path: Path, gebruiker: str, passphrase: str) -> None:
        if self.damaged:
            raise EnvironmentProblem("De kluis is beschadigd.", "Zet een back-up terug.")
        if passphrase != PASSPHRASE and gebruiker != NOODCODE:
            raise UserError("De naam of de wachtzin klopt niet.", "Probeer het opnieuw, of gebruik de noodcode.")
        self.done.append(("unlock", path, gebruiker, passphrase))

    def backup_offer(self, path: Path, gebruiker: str, passphrase: str, error: Exception) -> str:
        asked = (path, gebruiker, passphrase)
        return self.offered if isinstance(error, EnvironmentProblem) and all(asked) else ""

    def restore_backup(self, path: Path, gebruiker: str, passphrase: str) -> None:
        self.done.append(("restore", path, gebruiker, passphrase))

    def can_rescue(self, error: Exception) -> bool:
        return not isinstance(error, EnvironmentProblem)

    def rescue(self, path: Path, gebruiker: str, passphrase: str) -> ReddingInfo:
        raise EnvironmentProblem(f"{path.name} {gebruiker} {len(passphrase)}")

    def open_rescued(self, path: Path, gebruiker: str, passphrase: str) -> None:
        raise EnvironmentProblem(f"{path.name} {gebruiker} {len(passphrase)}")

    def passphrase_problem(self, text: str, gebruiker: str) -> str | None:
        if text == gebruiker:
            return "De wachtzin is gelijk aan uw naam."
        return None if len(text) >= 12 else "De wachtzin is te kort."

    def passphrase_time(self, text: str, gebruiker: str) -> str:
        return f"Raden duurt {len(text) - len(gebruiker)} jaar."

    def delay_after(self, failures: int) -> float:
        return float(max(0, 2 ** (failures - 1) - 1))


@pytest.fixture
def poort() -> Poort:
    return Poort()


@pytest.fixture
def page(qtbot: QtBot, work: Work, poort: Poort, theme: Theme, tmp_path: Path) -> Iterator[OntgrendelPage]:
    assert theme.text_scale == 100
    made = OntgrendelPage(poort, work, tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: bool(choices(made)) or not poort.kluizen)
    qtbot.waitUntil(lambda: not work.busy)
    yield made
    for top in QApplication.topLevelWidgets():
        if top is not made and top.isVisible():
            top.close()


def choices(page: OntgrendelPage) -> list[QPushButton]:
    own = (page.choose_screen.new_button, page.choose_screen.browse_button, page.choose_screen.practise_button)
    return [b for b in page.choose_screen.findChildren(QPushButton) if b not in own and not b.isHidden()]


def unlock(page: OntgrendelPage, user: str, passphrase: str) -> None:
    page.unlock_screen.user.setText(user)
    page.unlock_screen.passphrase.edit.setText(passphrase)
    QTest.keyClick(page.unlock_screen.passphrase.edit, Qt.Key.Key_Return)


def test_lists_the_known_kluizen_with_the_keyboard_on_the_first(page: OntgrendelPage) -> None:
    assert [b.accessibleName() for b in choices(page)] == ["RET Midden-IJssel"]
    assert choices(page)[0].hasFocus()
    assert page.screen_shown is page.choose_screen


def test_a_new_computer_starts_at_making_a_kluis(qtbot: QtBot, work: Work, poort: Poort, tmp_path: Path) -> None:
    poort.kluizen = []
    page = OntgrendelPage(poort, work, tmp_path)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.choose_screen.new_button.hasFocus)
    assert not page.choose_screen.practise_button.isHidden()


def test_opens_with_name_and_passphrase_and_forgets_what_was_typed(
    qtbot: QtBot, page: OntgrendelPage, poort: Poort
) -> None:
    QTest.keyClick(choices(page)[0], Qt.Key.Key_Space)
    assert page.screen_shown is page.unlock_screen
    assert page.unlock_screen.user.hasFocus()
    with qtbot.waitSignal(page.opened):
        unlock(page, "A. Voorzitter", PASSPHRASE)
    assert poort.done == [("unlock", RET.path, "A. Voorzitter", PASSPHRASE)]
    assert page.unlock_screen.passphrase.text() == ""


def test_the_keyboard_starts_at_the_passphrase_when_the_name_is_known(page: OntgrendelPage) -> None:
    page.show_unlock(RET, "A. Voorzitter")
    assert page.unlock_screen.passphrase.edit.hasFocus()


def test_a_wrong_passphrase_says_so_and_waits_ever_longer(qtbot: QtBot, page: OntgrendelPage) -> None:
    page.show_unlock(RET, "A. Voorzitter")
    screen = page.unlock_screen
    waits = []
    for _ in range(3):
        unlock(page, "A. Voorzitter", "verkeerd")
        qtbot.waitUntil(lambda: not screen.button.isEnabled() or bool(screen.error))
        qtbot.waitUntil(lambda: not page._work.busy)
        waits.append(screen.wait_text)
        while screen.wait_text:
            assert not screen.button.isEnabled()
            screen.count_down()
        assert screen.button.isEnabled()
    assert screen.error == "De naam of de wachtzin klopt niet. Probeer het opnieuw, of gebruik de noodcode."
    assert screen.passphrase.edit.selectedText() != ""
    assert waits == ["", "Wacht nog 1 s voor de volgende poging.", "Wacht nog 3 s voor de volgende poging."]


def test_enter_does_nothing_while_waiting(qtbot: QtBot, page: OntgrendelPage, poort: Poort) -> None:
    page.show_unlock(RET, "A. Voorzitter")
    page.unlock_screen.start_wait(2.2)
    assert page.unlock_screen.wait_text == "Wacht nog 3 s voor de volgende poging."
    unlock(page, "A. Voorzitter", PASSPHRASE)
    qtbot.waitUntil(lambda: not page._work.busy)
    assert poort.done == []


def test_empty_fields_are_asked_for_without_trying(page: OntgrendelPage, work: Work) -> None:
    page.show_unlock(RET)
    unlock(page, "", PASSPHRASE)
    assert page.unlock_screen.error.startswith("Vul uw naam in")
    unlock(page, "A. Voorzitter", "")
    assert page.unlock_screen.error == "Vul de wachtzin in."
    assert not work.busy


def test_a_damaged_kluis_gives_way_to_its_back_up_by_one_press(
    qtbot: QtBot, page: OntgrendelPage, poort: Poort
) -> None:
    poort.damaged, poort.offered = True, "De nieuwste back-up is van gisteren."
    opened: list[bool] = []
    page.opened.connect(lambda: opened.append(True))
    page.show_unlock(RET, "A. Voorzitter")
    unlock(page, "A. Voorzitter", PASSPHRASE)
    qtbot.waitUntil(lambda: page.unlock_screen.offer == poort.offered)
    for box in [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]:
        box.close()
    QTest.keyClick(page.unlock_screen.restore_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(opened))
    assert poort.done == [("restore", RET.path, "A. Voorzitter", PASSPHRASE)]
    page.show_unlock(OTHER)
    assert page.unlock_screen.offer == "", "an offer is of one kluis"


def test_a_damaged_kluis_is_a_dialog_and_no_failed_try(qtbot: QtBot, page: OntgrendelPage, poort: Poort) -> None:
    poort.damaged = True
    page.show_unlock(RET, "A. Voorzitter")
    unlock(page, "A. Voorzitter", PASSPHRASE)

    def boxes() -> list[QMessageBox]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    assert boxes()[0].text() == "De kluis is beschadigd."
    assert page.unlock_screen.wait_text == ""
    assert page.unlock_screen.button.isEnabled()


def test_the_noodcode_opens_in_place_of_name_and_passphrase(qtbot: QtBot, page: OntgrendelPage, poort: Poort) -> None:
    page.show_unlock(RET, "A. Voorzitter")
    page.unlock_screen.emergency.click()
    assert page.unlock_screen.user.isHidden() or not page.unlock_screen.user.isVisible()
    assert page.unlock_screen.passphrase.edit.echoMode() is QLineEdit.EchoMode.Normal
    page.unlock_screen.passphrase.edit.setText(CODE)
    with qtbot.waitSignal(page.opened):
        page.unlock_screen.button.click()
    assert poort.done == [("unlock", RET.path, NOODCODE, CODE)]


def test_practising_asks_no_passphrase(qtbot: QtBot, page: OntgrendelPage, poort: Poort) -> None:
    with qtbot.waitSignal(page.opened):
        page.choose_screen.practise_button.click()
    with qtbot.waitSignal(page.opened):
        page.show_unlock(OEFEN)
    assert poort.done == [("practice",), ("practice",)]


def test_a_known_practice_kluis_stands_in_the_list_once(qtbot: QtBot, page: OntgrendelPage, poort: Poort) -> None:
    poort.kluizen.append(OEFEN)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: len(choices(page)) == 2)
    assert choices(page)[1].accessibleName() == "Oefenkluis (oefening)"
    assert page.choose_screen.practise_button.isHidden()


def fill_new(page: OntgrendelPage, naam: str, user: str, one: str, two: str) -> None:
    screen = page.create_screen
    screen.naam.setText(naam)
    screen.user.setText(user)
    screen.passphrase.edit.setText(one)
    screen.again.edit.setText(two)
    screen.button.click()


def test_making_a_kluis_ends_only_when_the_noodcode_was_typed_over(
    qtbot: QtBot, page: OntgrendelPage, poort: Poort, tmp_path: Path
) -> None:
    opened: list[int] = []
    page.opened.connect(lambda: opened.append(1))
    page.choose_screen.new_button.click()
    fill_new(page, "RET Oost", "A. Voorzitter", PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: page.screen_shown is page.code_screen)
    assert poort.done == [("create", tmp_path / "RET Oost.kluis", "RET Oost", "A. Voorzitter", PASSPHRASE)]
    assert page.create_screen.passphrase.text() == page.create_screen.again.text() == ""
    code = page.code_screen
    assert CODE.replace("-", " - ") in [x.text() for x in code.findChildren(QLabel)]
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.screen_shown is code
    QTest.keyClicks(code.typed, "0E2")
    assert not code.button.isEnabled()
    QTest.keyClicks(code.typed, "X")
    QTest.keyClick(code.typed, Qt.Key.Key_Return)
    assert opened == []
    code.typed.clear()
    QTest.keyClicks(code.typed, "0e2q")
    QTest.keyClick(code.typed, Qt.Key.Key_Return)
    assert opened == [1]
    assert CODE.replace("-", " - ") not in [x.text() for x in code.findChildren(QLabel)]


def test_what_is_missing_or_different_stands_at_its_field(page: OntgrendelPage, work: Work) -> None:
    page.choose_screen.new_button.click()
    fill_new(page, "  ", "", PASSPHRASE, "iets anders")
    screen = page.create_screen
    assert screen.error("naam") == "Geef de kluis een naam."
    assert screen.error("gebruiker") == "Vul uw naam in."
    assert screen.error("wachtzin") == ""
    assert screen.error("opnieuw") == "Dit is niet dezelfde wachtzin."
    assert screen.naam.hasFocus()
    assert not work.busy


def test_a_weak_passphrase_is_told_while_typing_and_refused(qtbot: QtBot, page: OntgrendelPage, poort: Poort) -> None:
    page.choose_screen.new_button.click()
    screen = page.create_screen
    QTest.keyClicks(screen.passphrase.edit, "kort")
    qtbot.waitUntil(lambda: screen.strength == "De wachtzin is te kort.")
    screen.passphrase.edit.setText(PASSPHRASE)
    qtbot.waitUntil(lambda: screen.strength == "✓ Sterk genoeg. Raden duurt 24 jaar.")
    fill_new(page, "RET", "A. Voorzitter", "kort", "kort")
    qtbot.waitUntil(lambda: bool(screen.error("wachtzin")))
    assert screen.error("wachtzin") == "De wachtzin is te kort. Neem vier woorden."
    assert screen.button.isEnabled()
    assert poort.done == []


def test_a_late_judgement_about_another_passphrase_is_ignored(page: OntgrendelPage) -> None:
    screen = page.create_screen
    screen.passphrase.edit.setText("nieuw")
    screen.show_strength("oud", "De wachtzin is te kort.")
    assert screen.strength == ""


def test_esc_leads_back_and_forgets_the_passphrase(page: OntgrendelPage) -> None:
    page.show_unlock(RET)
    page.unlock_screen.passphrase.edit.setText("half getypt")
    QTest.keyClick(page.unlock_screen.passphrase.edit, Qt.Key.Key_Escape)
    assert page.screen_shown is page.choose_screen
    assert page.unlock_screen.passphrase.text() == ""
    page.choose_screen.new_button.click()
    QTest.keyClick(page.create_screen.naam, Qt.Key.Key_Escape)
    assert page.screen_shown is page.choose_screen


def test_another_folder_can_be_chosen_and_only_a_kluis_can_be_opened(page: OntgrendelPage, tmp_path: Path) -> None:
    page.choose_screen.browse_button.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path))
    assert "eindigt op .kluis" in page.message_bar.text
    (tmp_path / "JBT.kluis").mkdir()
    dialog.fileSelected.emit(str(tmp_path / "JBT.kluis"))
    assert page.screen_shown is page.unlock_screen
    dialog.close()
    page.create_screen.set_folder(tmp_path / "elders")
    page.create_screen.naam.setText("RET")
    shown = [x.text() for x in page.create_screen.findChildren(QLabel)]
    assert f"Komt in {tmp_path / 'elders' / 'RET.kluis'}" in shown


@given(st.text(max_size=40))
def test_the_folder_of_any_name_is_one_safe_part(naam: str) -> None:
    folder = folder_name(naam)
    if folder:
        assert Path(folder).name == folder
        assert folder.endswith(".kluis")
        assert not set('<>:"/\\|?*') & set(folder)
        assert not folder.startswith((" ", "."))


def test_folder_names_as_people_expect_them() -> None:
    assert folder_name("RET Midden-IJssel/Oost-Veluwe") == "RET Midden-IJssel-Oost-Veluwe.kluis"
    assert folder_name(" .. ") == ""


def typed(text: str, *, shift: bool = False) -> QKeyEvent:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)


def test_caps_lock_is_noticed_from_what_is_typed(qtbot: QtBot) -> None:
    assert caps_lock_seen(typed("A")) is True
    assert caps_lock_seen(typed("a", shift=True)) is True
    assert caps_lock_seen(typed("A", shift=True)) is False
    assert caps_lock_seen(typed("3")) is None
    field = PassphraseField()
    qtbot.addWidget(field)
    QApplication.sendEvent(field.edit, typed("A"))
    assert field.caps_hint
    QApplication.sendEvent(field.edit, typed("3"))
    assert field.caps_hint
    QApplication.sendEvent(field.edit, typed("a"))
    assert not field.caps_hint


def test_the_passphrase_is_shown_only_while_asked(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    assert field.show_button.accessibleName() == "Wachtzin tonen"
    field.show_button.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_button.accessibleName() == "Wachtzin verbergen"
    field.clear()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_every_screen_has_names_for_its_controls(page: OntgrendelPage, unnamed_controls: Walker) -> None:
    assert unnamed_controls(page) == []
    page.show_unlock(RET)
    assert unnamed_controls(page) == []
    page.unlock_screen.emergency.click()
    assert unnamed_controls(page) == []
    page.show_choose()
    page.choose_screen.new_button.click()
    assert unnamed_controls(page) == []
    page._created(CODE, "RET")
    assert unnamed_controls(page) == []


def test_tab_follows_the_reading_order(page: OntgrendelPage) -> None:
    page.choose_screen.new_button.click()
    order = []
    for _ in range(9):
        widget = QApplication.focusWidget()
        assert widget is not None
        order.append(widget.accessibleName() or getattr(widget, "text", str)())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert order == [
        "Naam van de kluis",
        "Andere map …",
        "Uw naam",
        "Wachtzin",
        "Wachtzin tonen",
        "Wachtzin nog een keer",
        "Wachtzin tonen",
        "Kluis maken",
        "Terug",
    ]


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_fits_a_laptop_at_every_text_size(page: OntgrendelPage, theme: Theme, scale: int) -> None:
    page.choose_screen.new_button.click()
    theme.set_text_scale(scale)
    page.resize(1366, 768)
    QApplication.processEvents()
    assert page.width() == 1366
    for field in page.create_screen.findChildren(QLineEdit):
        left = field.mapTo(page, field.rect().topLeft()).x()
        assert left >= 0
        assert left + field.width() <= 1366
