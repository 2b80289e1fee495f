from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from expertteam_app.ui.paged_model import MAX_PAGES, PAGE_ROWS, Column, PagedModel
from expertteam_app.ui.theme import Theme, Tone
from expertteam_app.ui.widgets.table import SELECT_LIMIT, Table

Walker = Callable[[QWidget], list[str]]
MANY = 100_000


@dataclass(frozen=True)
class Row:
    id: int
    naam: str


class Source:
    """Rows by id; counts how often and for what it was asked."""

    def __init__(self, gone: frozenset[int] = frozenset()) -> None:
        self.asked: list[list[int]] = []
        self.gone = gone

    def fetch(self, ids: list[int]) -> list[Row]:
        self.asked.append(ids)
        return [Row(i, f"naam {i}") for i in reversed(ids) if i not in self.gone]


COLUMNS = [
    Column[Row]("nr", "Nummer", lambda r: f"RET-{r.id}"),
    Column[Row]("naam", "Naam", lambda r: r.naam, tone=lambda r: Tone.FOUT if r.id % 2 else None),
    Column[Row]("leeg", "Uitkomst", lambda _: "", right=True),
]


def make(source: Source, ids: Sequence[int], **more: object) -> PagedModel[Row]:
    model = PagedModel(COLUMNS, source.fetch, lambda r: r.id, **more)  # type: ignore[arg-type]  # passed through
    model.set_ids(ids)
    return model


def shown(model: PagedModel[Row], row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return model.data(model.index(row, column), role)


def test_is_a_model_as_qt_wants_it(qtmodeltester: ModelTester) -> None:
    model = make(Source(), range(1, 450))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt left this one untyped


def test_100_000_rows_cost_one_page_until_one_looks_further() -> None:
    source = Source()
    model = make(source, range(MANY))
    assert model.rowCount() == MANY
    assert shown(model, 0, 0) == "RET-0"
    assert shown(model, PAGE_ROWS - 1, 1) == f"naam {PAGE_ROWS - 1}"
    assert [len(ids) for ids in source.asked] == [PAGE_ROWS]
    assert shown(model, MANY - 1, 0) == f"RET-{MANY - 1}"
    assert len(source.asked) == 2


def test_only_the_last_pages_are_kept() -> None:
    source = Source()
    model = make(source, range(MANY))
    for page in range(MAX_PAGES + 5):
        shown(model, page * PAGE_ROWS, 0)
    before = len(source.asked)
    shown(model, (MAX_PAGES + 4) * PAGE_ROWS, 0)
    assert len(source.asked) == before
    shown(model, 0, 0)
    assert len(source.asked) == before + 1


def test_the_page_one_keeps_looking_at_is_kept() -> None:
    source = Source()
    model = make(source, range(MANY))
    for page in range(1, MAX_PAGES + 5):
        shown(model, 0, 0)
        shown(model, page * PAGE_ROWS, 0)
    assert sum(ids[0] == 0 for ids in source.asked) == 1


def test_a_screen_reader_hears_the_column_and_the_value() -> None:
    model = make(Source(), [7])
    assert shown(model, 0, 1, Qt.ItemDataRole.AccessibleTextRole) == "Naam: naam 7"
    assert shown(model, 0, 2, Qt.ItemDataRole.AccessibleTextRole) == "Uitkomst: leeg"
    assert shown(model, 0, 2) == "–"


@pytest.mark.usefixtures("theme")
def test_a_tone_comes_as_an_icon_beside_the_text() -> None:
    model = make(Source(), [7, 8])
    assert shown(model, 0, 1, Qt.ItemDataRole.DecorationRole) is not None
    assert shown(model, 0, 1) == "naam 7"
    assert shown(model, 1, 1, Qt.ItemDataRole.DecorationRole) is None


def test_a_row_that_is_gone_leaves_its_cells_empty() -> None:
    model = make(Source(frozenset({2})), [1, 2, 3])
    assert [shown(model, r, 0) for r in range(3)] == ["RET-1", "–", "RET-3"]


def test_an_error_in_fetching_or_showing_never_reaches_qt() -> None:
    told: list[Exception] = []

    def broken(_: list[int]) -> list[Row]:
        raise RuntimeError

    model = PagedModel(COLUMNS, broken, lambda r: r.id, on_error=told.append)
    model.set_ids([1, 2])
    for row in range(2):
        for column in range(3):
            assert shown(model, row, column) == "–"
    assert len(told) == 1  # once for the page, not once for every cell

    bad = PagedModel([Column[Row]("x", "X", lambda r: r.naam[99])], Source().fetch, lambda r: r.id)
    bad.set_ids([1])
    assert bad.data(bad.index(0, 0)) is None


def test_refreshing_fetches_again_and_keeps_the_rows() -> None:
    source = Source()
    model = make(source, range(10))
    shown(model, 0, 0)
    model.refresh_rows()
    shown(model, 0, 0)
    assert len(source.asked) == 2
    assert model.rowCount() == 10


def test_sorting_is_asked_for_and_an_error_in_it_changes_nothing() -> None:
    asked: list[tuple[str, bool]] = []

    def sort(key: str, descending: bool) -> list[int]:  # noqa: FBT001 - the callback's form
        asked.append((key, descending))
        if key == "leeg":
            raise RuntimeError
        return [3, 2, 1] if descending else [1, 2, 3]

    model = make(Source(), [2, 1, 3], on_sort=sort)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert [model.id_at(r) for r in range(3)] == [3, 2, 1]
    model.sort(2)
    assert [model.id_at(r) for r in range(3)] == [3, 2, 1]
    assert asked == [("nr", True), ("leeg", False)]
    assert model.row_of(1) == 2
    assert model.row_of(99) is None


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> Table:
    assert theme.text_scale == 100
    made = Table("Casussen")
    qtbot.addWidget(made)

    def sort(_key: str, descending: bool) -> Sequence[int]:  # noqa: FBT001 - the callback's form
        return range(MANY - 1, -1, -1) if descending else range(MANY)

    model = make(Source(), range(MANY), on_sort=sort)
    model.setParent(made)
    made.show_model(model)
    made.resize(800, 400)
    made.show()
    made.setFocus()
    return made


def test_enter_and_double_click_open_the_row(qtbot: QtBot, table: Table) -> None:
    assert table.select_id(5)
    with qtbot.waitSignal(table.opened) as blocker:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert blocker.args == [5]
    with qtbot.waitSignal(table.opened) as blocker:
        table.doubleClicked.emit(table.model().index(3, 0))
    assert blocker.args == [3]


def test_the_keyboard_walks_and_tab_leaves(table: Table) -> None:
    table.select_id(5)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id == 6
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.current_id == 6


def test_a_selection_stays_within_the_limit_and_says_so(table: Table) -> None:
    said: list[str] = []
    table.limited.connect(said.append)
    table.selectAll()
    assert table.selected_ids() == []
    assert "hoogstens 1000" in said[0]
    table.select_id(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_ids() == [0, 1, 2]
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert len(table.selected_ids()) < SELECT_LIMIT
    assert len(said) == 2


def test_a_short_table_can_be_selected_whole(qtbot: QtBot) -> None:
    table = Table("Casussen")
    qtbot.addWidget(table)
    table.show_model(make(Source(), range(20)))
    table.selectAll()
    assert table.selected_ids() == list(range(20))


def test_sorting_from_the_menu_keeps_ones_row(table: Table) -> None:
    table.select_id(5)
    menu = table.make_menu(table.currentIndex())
    assert menu is not None
    texts = {a.text(): a for a in menu.actions() if a.text()}
    assert set(texts) == {"Openen", "Sorteren op nummer, oplopend", "Sorteren op nummer, aflopend"}
    texts["Sorteren op nummer, aflopend"].trigger()
    assert table.current_id == 5
    assert table.currentIndex().row() == MANY - 6


def test_rows_grow_with_the_text(table: Table, theme: Theme) -> None:
    before = table.rowHeight(0), table.columnWidth(0)
    theme.set_text_scale(200)
    assert table.rowHeight(0) > 1.5 * before[0]
    assert table.columnWidth(0) > 1.5 * before[1]


def test_the_place_of_the_keyboard_is_seen(qtbot: QtBot, table: Table, theme: Theme) -> None:
    table.activateWindow()
    qtbot.waitUntil(table.hasFocus)
    table.selectionModel().setCurrentIndex(table.model().index(2, 1), QItemSelectionModel.SelectionFlag.NoUpdate)
    cell = table.visualRect(table.model().index(2, 1))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(cell.left() + 1, cell.center().y()).name() == theme.scheme.focus
    other = table.visualRect(table.model().index(3, 1))
    assert image.pixelColor(other.left() + 1, other.center().y()).name() != theme.scheme.focus


def test_the_table_has_a_name(table: Table, unnamed_controls: Walker) -> None:
    assert unnamed_controls(table) == []
