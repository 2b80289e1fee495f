import threading
from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import Cancelled, UserError
from expertteam_app.ui.widgets.busy import BusyStrip
from expertteam_app.ui.work import Job, Work

Walker = Callable[[QWidget], list[str]]


def test_the_work_is_done_beside_the_window_and_the_result_comes_back_on_it(qtbot: QtBot, work: Work) -> None:
    seen: list[tuple[str, str]] = []
    work.run(
        lambda _: threading.current_thread().name,
        lambda result: seen.append((result, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("werk")
    assert seen[0][1] == threading.main_thread().name


def test_jobs_are_done_one_after_the_other(qtbot: QtBot, work: Work) -> None:
    done: list[int] = []
    gate = threading.Event()
    work.run(lambda _: gate.wait(5), lambda _: done.append(1))
    work.run(lambda _: None, lambda _: done.append(2))
    assert work.busy
    gate.set()
    qtbot.waitUntil(lambda: done == [1, 2])
    assert not work.busy


def test_an_error_goes_to_its_handler_or_to_the_common_one(
    qtbot: QtBot, work: Work, unhandled: list[Exception]
) -> None:
    def fail(_: Job) -> None:
        raise UserError("Dit kan niet.")

    own: list[Exception] = []
    work.run(fail, lambda _: None, own.append)
    work.run(fail, lambda _: None)
    qtbot.waitUntil(lambda: bool(own) and bool(unhandled))
    assert [str(e) for e in (*own, *unhandled)] == ["Dit kan niet.", "Dit kan niet."]


def test_stopping_ends_the_work_at_its_next_check(qtbot: QtBot, work: Work) -> None:
    running, steps = threading.Event(), []

    def count(job: Job) -> None:
        for n in range(1_000_000_000):
            steps.append(n)
            running.set()
            job.check()

    errors: list[Exception] = []
    job = work.run(count, lambda _: None, errors.append)
    assert running.wait(5)
    job.stop()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert str(errors[0]) == "Gestopt. Er is niets gewijzigd."


def test_a_job_stopped_before_its_turn_never_starts(qtbot: QtBot, work: Work) -> None:
    gate = threading.Event()
    ran: list[int] = []
    errors: list[Exception] = []
    work.run(lambda _: gate.wait(5), lambda _: None)
    job = work.run(lambda _: ran.append(1), lambda _: None, errors.append)
    job.stop()
    gate.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert ran == []


def test_nobody_is_called_back_after_the_lock_or_when_the_widget_is_gone(qtbot: QtBot, work: Work) -> None:
    gate, label = threading.Event(), QLabel()
    called: list[bool] = []
    work.run(lambda _: gate.wait(5), called.append)
    work.forget_all()
    work.run(lambda _: "tekst", label.setText)
    label.deleteLater()
    ended: list[Job] = []
    work.ended.connect(ended.append)
    last = work.run(lambda _: None, lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: last in ended)
    assert called == []


def test_shutdown_stops_what_runs(work: Work) -> None:
    running, stopped = threading.Event(), threading.Event()

    def forever(job: Job) -> None:
        running.set()
        try:
            while True:
                job.check()
        finally:
            stopped.set()

    work.run(forever, lambda _: None)
    assert running.wait(5)
    work.shutdown()
    assert stopped.is_set()


def test_the_strip_shows_progress_and_stops(qtbot: QtBot, work: Work, unnamed_controls: Walker) -> None:
    strip = BusyStrip(work, show_after=0)
    qtbot.addWidget(strip)
    host_shown = threading.Event()
    stopped: list[Exception] = []

    def read(job: Job) -> None:
        job.progress(50, 200)
        host_shown.wait(5)
        while True:
            job.check()

    work.run(read, lambda _: None, stopped.append, "Lijst inlezen")
    qtbot.waitUntil(lambda: not strip.isHidden() and "50 van 200" in [x.text() for x in strip.findChildren(QLabel)])
    assert unnamed_controls(strip) == []
    host_shown.set()
    strip.stop_button.click()
    assert not strip.stop_button.isEnabled()
    qtbot.waitUntil(lambda: bool(stopped))
    assert isinstance(stopped[0], Cancelled)
    assert strip.isHidden()


def test_work_without_a_label_shows_no_strip(qtbot: QtBot, work: Work) -> None:
    strip = BusyStrip(work, show_after=0)
    qtbot.addWidget(strip)
    seen: list[object] = []
    work.run(lambda _: None, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert strip.isHidden()


def test_what_is_asked_after_the_end_is_not_done(unhandled: list[Exception]) -> None:
    runner = Work(unhandled.append)
    runner.shutdown()
    done: list[object] = []
    assert runner.run(lambda _job: 1, done.append).stopped
    assert not runner.busy
    assert (done, unhandled) == ([], [])
