import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import Cancelled, EnvironmentProblem, UserError
from expertteam_app.ui.errors import ErrorHook, describe_fault, fault_dialog, show_error
from expertteam_app.ui.theme import Tone
from expertteam_app.ui.widgets.messagebar import MessageBar

Walker = Callable[[QWidget], list[str]]
SECRET = "Sem van der Berg"


class Window(QWidget):
    """A window with a message bar and something inside."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = MessageBar()
        self.inside = QLabel("inhoud")
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.inside)

    def show_message(self, text: str, tone: Tone) -> None:
        self.bar.show_message(text, tone)


def fail(text: str = SECRET) -> Exception:
    try:
        int(text)
    except ValueError as error:
        return error
    raise AssertionError


def open_dialogs() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


@pytest.fixture(autouse=True)
def _close_dialogs() -> Iterator[None]:
    yield
    for box in open_dialogs():
        box.done(QDialog.DialogCode.Rejected)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_mistake_of_the_user_is_said_in_the_window(window: Window) -> None:
    show_error(window.inside, UserError("Stap 3 mag niet worden overgeslagen.", "Zet de casus eerst op stap 3."))
    assert window.bar.text == "Stap 3 mag niet worden overgeslagen. Zet de casus eerst op stap 3."
    assert open_dialogs() == []
    show_error(window.inside, Cancelled())
    assert window.bar.text == "Gestopt. Er is niets gewijzigd."


def test_where_there_is_no_bar_a_mistake_gets_a_dialog(qtbot: QtBot) -> None:
    alone = QWidget()
    qtbot.addWidget(alone)
    show_error(alone, UserError("Dit kan niet."))
    assert [d.text() for d in open_dialogs()] == ["Dit kan niet."]


def test_a_problem_of_the_machine_is_a_dialog_with_one_button(window: Window, unnamed_controls: Walker) -> None:
    show_error(window, EnvironmentProblem("De schijf is vol.", "Maak ruimte vrij."))
    (box,) = open_dialogs()
    assert (box.text(), box.informativeText()) == ("De schijf is vol.", "Maak ruimte vrij.")
    assert [b.text() for b in box.buttons()] == ["Sluiten"]
    assert unnamed_controls(box) == []


def test_a_bug_is_told_without_what_anyone_typed(window: Window, unnamed_controls: Walker) -> None:
    log: list[str] = []
    error = fail()
    assert SECRET in str(error)
    show_error(window, error, log.append)
    (box,) = open_dialogs()
    fault = describe_fault(error)
    assert box.text() == f"Er ging iets mis. Code {fault.code}."
    assert "ValueError" in box.detailedText()
    assert "tests/ui/test_ui_errors.py" in box.detailedText()
    for shown in (box.text(), box.informativeText(), box.detailedText(), *log):
        assert SECRET not in shown
    assert log == [fault.log_line]
    assert "\n" not in log[0]
    assert unnamed_controls(box) == []


def test_details_can_be_copied_while_the_dialog_stays(window: Window) -> None:
    fault = describe_fault(fail())
    box = fault_dialog(window, fault)
    box.open()
    copy = next(b for b in box.buttons() if "kopiëren" in b.text())
    copy.click()
    assert QApplication.clipboard().text() == f"Code {fault.code}\n{fault.details}"
    assert box.isVisible()


def test_the_same_place_gives_the_same_code_whatever_the_values() -> None:
    assert describe_fault(fail("een")).code == describe_fault(fail("twee")).code
    assert describe_fault(fail()).code != describe_fault(KeyError()).code


def test_the_cause_is_told_too() -> None:
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(SECRET) from fail()
    details = describe_fault(caught.value).details
    assert "RuntimeError" in details
    assert "ValueError" in details
    assert SECRET not in details


def test_a_bug_that_comes_back_gets_one_dialog_and_one_line_in_the_log(window: Window) -> None:
    log: list[str] = []
    hook = ErrorHook(lambda: window, log.append)
    for _ in range(7):
        hook.handle(fail())
    assert len(open_dialogs()) == 1
    assert len(log) == 1
    assert window.bar.text.startswith("Er ging weer iets mis. Code ")


def test_an_error_on_another_thread_is_told_on_the_thread_of_the_window(qtbot: QtBot, window: Window) -> None:
    threads: list[str] = []
    hook = ErrorHook(lambda: window, lambda _: threads.append(threading.current_thread().name))
    error = fail()
    thread = threading.Thread(target=lambda: hook._on_exception(type(error), error, error.__traceback__))
    thread.start()
    thread.join()
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread().name]
    assert len(open_dialogs()) == 1


def test_a_foreseen_error_that_nobody_caught_is_still_no_bug(window: Window) -> None:
    log: list[str] = []
    ErrorHook(lambda: window, log.append).handle(UserError("Deze casus is gesloten."))
    assert window.bar.text == "Deze casus is gesloten."
    assert log == []


def test_installing_takes_both_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    hook = ErrorHook(lambda: None, lambda _: None)
    hook.install()
    assert sys.excepthook == hook._on_exception
    assert callable(threading.excepthook)
