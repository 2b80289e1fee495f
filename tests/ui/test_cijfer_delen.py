"""What the pages with figures and beheer are made of: rows in memory, widths, work of which the last counts, tabs."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from expertteam_app.domain.errors import Cancelled, ExpertteamError, UserError
from expertteam_app.domain.periode import Periode
from expertteam_app.ui.paged_model import Column
from expertteam_app.ui.pages.cijfer_delen import Deel, Delen, PeriodeKeuze, Reken, recent_periods
from expertteam_app.ui.pages.cijfer_tabel import LEAST, FillTable, ListModel, shared
from expertteam_app.ui.work import Job, Work

WAIT = 5_000
COLUMNS = (Column[int]("n", "Getal", str, right=True), Column[int]("omgekeerd", "Woord", lambda n: str(n)[::-1]))


def order(model: ListModel[int]) -> list[int]:
    found = [model.record(row) for row in range(model.rowCount())]
    return [n for n in found if n is not None]


# --- rows and widths ------------------------------------------------------------------------------------------------


def test_is_a_model_as_qt_wants_it(qtmodeltester: ModelTester) -> None:
    model = ListModel(COLUMNS, {})
    model.set_rows(range(300))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt left this one untyped


def test_sorts_by_what_it_is_told_else_by_its_text_and_keeps_that_order() -> None:
    model: ListModel[int] = ListModel(COLUMNS, {"n": lambda n: n})
    model.set_rows([30, 4, 100])
    assert order(model) == [30, 4, 100]
    model.sort(0)
    assert order(model) == [4, 30, 100]
    model.sort(1)
    assert order(model) == [100, 30, 4], "001, 03, 4"
    model.set_rows([7, 100])
    assert order(model) == [100, 7]
    assert model.rows[model.id_at(0)] == 100, "an id is the place among the rows as they were given"


def test_without_orders_the_rows_stay_as_they_are_given() -> None:
    model: ListModel[int] = ListModel(COLUMNS)
    model.set_rows([3, 1, 2])
    assert not model.sortable
    model.sort(0)
    assert order(model) == [3, 1, 2]


def test_rows_that_change_in_themselves_keep_the_place(qtbot: QtBot) -> None:
    model: ListModel[int] = ListModel(COLUMNS)
    model.set_rows([1, 2, 3])
    table = FillTable("Getallen")
    qtbot.addWidget(table)
    table.show_rows(model)
    table.selectRow(2)
    model.update_rows([4, 5, 6])
    assert table.current_id == 2
    assert order(model) == [4, 5, 6]
    with pytest.raises(ValueError, match="even veel"):
        model.update_rows([1])


widths = st.lists(st.tuples(st.integers(40, 400), st.integers(10, 120)), min_size=1, max_size=12)


@given(widths, st.integers(50, 3000))
def test_columns_fill_the_room_or_shrink_no_further_than_they_may(pairs: list[tuple[int, int]], room: int) -> None:
    wanted = [max(w, low) for w, low in pairs]
    least = [low for _, low in pairs]
    found = shared(room, wanted, least)
    smallest = [max(low, int(w * LEAST) - 1) for w, low in zip(wanted, least, strict=True)]
    assert all(f >= s for f, s in zip(found, smallest, strict=True))
    assert sum(found) >= room or sum(found) >= sum(smallest)
    if sum(wanted) <= room:
        assert sum(found) == room
    elif sum(max(low, round(w * LEAST)) for w, low in zip(wanted, least, strict=True)) + len(wanted) <= room:
        assert sum(found) == room, "no scroll bar where none is needed"


def test_a_table_fills_its_width_until_the_user_chooses(qtbot: QtBot) -> None:
    model: ListModel[int] = ListModel(COLUMNS)
    model.set_rows(range(3))
    table = FillTable("Getallen")
    qtbot.addWidget(table)
    table.show_rows(model)
    table.resize(700, 200)
    table.show()
    assert sum(table.columnWidth(n) for n in range(2)) == table.viewport().width()
    table.horizontalHeader().resizeSection(0, 123)
    table.resize(900, 200)
    assert table.columnWidth(0) == 123


def test_a_whole_table_shows_every_row(qtbot: QtBot) -> None:
    model: ListModel[int] = ListModel(COLUMNS)
    model.set_rows(range(40))
    table = FillTable("Getallen", whole=True)
    qtbot.addWidget(table)
    table.show_rows(model)
    table.resize(table.sizeHint())
    table.show()
    assert not table.verticalScrollBar().isVisible()
    assert table.rowAt(table.viewport().height() - 1) in (-1, 39)


# --- work of which the last counts ----------------------------------------------------------------------------------


def test_only_the_last_request_is_answered(work: Work, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    answers: list[object] = []
    busy: list[bool] = []
    reken = Reken(work, widget, "Rekenen", answers.append)
    reken.busy_changed.connect(busy.append)
    go = threading.Event()

    def slow(job: Job) -> str:
        go.wait(WAIT / 1000)
        job.check()
        return "eerste"

    reken.ask(slow)
    reken.ask(lambda _job: "tweede")
    assert busy == [True, True]
    go.set()
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert answers == ["tweede"]
    assert not reken.busy
    assert busy[-1] is False


def test_a_refusal_and_a_stop_reach_the_page(work: Work, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    errors: list[ExpertteamError] = []
    reken = Reken(work, widget, "Rekenen", lambda _: None, errors.append)

    def refuse(_job: Job) -> None:
        raise UserError("Dat kan niet.")

    reken.ask(refuse)
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert [str(e) for e in errors] == ["Dat kan niet."]
    go = threading.Event()
    reken.ask(lambda _job: go.wait(WAIT / 1000))
    reken.stop()
    go.set()
    qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert isinstance(errors[-1], Cancelled)
    assert not reken.busy


def test_our_own_bug_is_not_swallowed(work: Work, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    reken = Reken(work, widget, "Rekenen", lambda _: None)
    with qtbot.captureExceptions() as caught:
        reken.ask(lambda _job: 1 // 0)
        qtbot.waitUntil(lambda: not work.busy, timeout=WAIT)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


# --- periods and parts ----------------------------------------------------------------------------------------------


def test_the_periods_are_this_half_year_six_before_it_and_four_years() -> None:
    found = recent_periods(date(2026, 3, 1))
    assert [p.code for p in found[:7]] == ["2026-H1", "2025-H2", "2025-H1", "2024-H2", "2024-H1", "2023-H2", "2023-H1"]
    assert [p.code for p in found[7:]] == ["2026", "2025", "2024", "2023"]


def test_a_period_that_is_not_over_says_so(qtbot: QtBot) -> None:
    choice = PeriodeKeuze(date(2026, 6, 30), Periode(2025, 2))
    qtbot.addWidget(choice)
    assert choice.periode == Periode(2025, 2)
    assert choice.itemText(0) == "1e halfjaar 2026 (loopt nog)"
    assert choice.itemText(1) == "2e halfjaar 2025"


class Stuk(Deel):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.told: list[frozenset[str]] = []
        self.flushed = 0

    def refresh(self, nouns: frozenset[str]) -> None:
        self.told.append(nouns)

    def flush(self) -> None:
        self.flushed += 1


def test_a_part_hears_what_changed_when_it_comes_on_the_screen(qtbot: QtBot) -> None:
    one, two = Stuk("een"), Stuk("twee")
    delen = Delen("Delen", [one, two])
    qtbot.addWidget(delen)
    delen.show()
    delen.refresh(frozenset())
    assert (one.told, two.told) == ([frozenset()], [])
    delen.refresh(frozenset({"casus"}))
    assert one.told == [frozenset(), frozenset({"casus"})]
    delen.show_part(1)
    assert one.flushed == 1
    assert two.told == [frozenset()], "everything, as it was never read"
    delen.refresh(frozenset({"zitting"}))
    delen.refresh(frozenset({"hiaat"}))
    delen.show_part(0)
    assert one.told[-1] == frozenset({"zitting", "hiaat"})
    delen.show_part(1)
    assert two.told[-2:] == [frozenset({"zitting"}), frozenset({"hiaat"})]


def test_one_tab_stop_for_all_tabs(qtbot: QtBot) -> None:
    delen = Delen("Delen", [Stuk(str(n)) for n in range(5)])
    qtbot.addWidget(delen)
    delen.show()
    delen.show_part(3)
    stops = [t.text() for t in delen._group.buttons() if t.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["3"]
