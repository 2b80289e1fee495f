from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from expertteam_app.domain.codelijst import Code
from expertteam_app.domain.datuminvoer import Richting, in_woorden
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.kalender import Kalender, Profiel
from expertteam_app.ui.pages.casus_velden import scroll
from expertteam_app.ui.theme import Theme
from expertteam_app.ui.widgets.chips import Chips, matching
from expertteam_app.ui.widgets.dateedit import DateEdit, date_parser
from expertteam_app.ui.widgets.form import LONGEST, Form
from expertteam_app.ui.widgets.labels import label

Walker = Callable[[QWidget], list[str]]
TODAY = date(2026, 3, 10)
CODES = [
    Code("GH", "gezinshuis", synoniemen=("gez.huis",)),
    Code("DP", "deeltijdpleegzorg", synoniemen=("weekendpleegzorg",)),
    Code("PZ", "pleegzorg"),
]

pytestmark = pytest.mark.usefixtures("theme")


class Host(QWidget):
    """A shown window in which the keyboard can leave the widget under test."""

    def __init__(self, qtbot: QtBot, widget: QWidget) -> None:
        super().__init__()
        self.elsewhere = QLineEdit()
        self.elsewhere.setAccessibleName("elders")
        layout = QVBoxLayout(self)
        layout.addWidget(widget)
        layout.addWidget(self.elsewhere)
        qtbot.addWidget(self)
        self.resize(900, 500)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)
        widget.setFocus()

    def leave(self) -> None:
        self.elsewhere.setFocus()


@pytest.fixture
def dates(qtbot: QtBot) -> tuple[DateEdit, Host, list[date | None]]:
    edit = DateEdit(today=lambda: TODAY)
    host = Host(qtbot, edit)
    changes: list[date | None] = []
    edit.changed.connect(changes.append)
    return edit, host, changes


Dates = tuple[DateEdit, Host, list[date | None]]


def test_a_date_is_said_in_words_while_typing_and_written_out_on_leaving(dates: Dates) -> None:
    edit, host, changes = dates
    QTest.keyClicks(edit.edit, "+10wd")
    assert edit.words.text() == "dinsdag 24 maart 2026"
    assert changes == []
    host.leave()
    assert edit.edit.text() == "24-03-2026"
    assert edit.value() == date(2026, 3, 24)
    assert changes == [date(2026, 3, 24)]
    edit.setFocus()
    host.leave()
    assert len(changes) == 1


def test_what_is_no_date_is_kept_and_called_wrong_only_after_leaving(dates: Dates) -> None:
    edit, host, changes = dates
    edit.set_value(TODAY)
    edit.edit.clear()
    QTest.keyClicks(edit.edit, "31-2")
    assert edit.words.property("rol") == "uitleg"
    host.leave()
    assert edit.words.property("rol") == "fout"
    assert edit.error.startswith("31 februari bestaat niet.")
    assert edit.edit.text() == "31-2"
    assert edit.value() == TODAY
    assert changes == []


def test_emptying_a_date_is_a_change(dates: Dates) -> None:
    edit, host, changes = dates
    edit.set_value(TODAY)
    edit.edit.clear()
    host.leave()
    assert changes == [None]


def test_arrows_move_the_date(dates: Dates) -> None:
    edit, host, changes = dates
    edit.set_value(date(2026, 1, 31))
    QTest.keyClick(edit.edit, Qt.Key.Key_Up)
    assert edit.words.text() == "zondag 1 februari 2026"
    QTest.keyClick(edit.edit, Qt.Key.Key_Down)
    QTest.keyClick(edit.edit, Qt.Key.Key_PageUp)
    assert edit.words.text() == "zaterdag 28 februari 2026"
    host.leave()
    assert changes == [date(2026, 2, 28)]


def test_a_parser_for_the_past_looks_back(qtbot: QtBot) -> None:
    edit = DateEdit(date_parser(Richting.TERUG), today=lambda: TODAY)
    qtbot.addWidget(edit)
    edit.edit.setText("1-12")
    assert edit.words.text() == "maandag 1 december 2025"


class Kantoor(QWidget):
    """A window that knows a kluis with closing days and a free day by koninklijk besluit."""

    def datumkalender(self) -> Kalender:
        closed = {date(2026, 3, 16): "sluiting", date(2026, 3, 17): "sluiting", date(2026, 3, 21): "open dag"}
        return Kalender(Profiel.KANTOOR, closed, {date(2026, 3, 12): "Nationale dag"})


@pytest.mark.parametrize(
    ("typed", "wettelijk", "day", "skipped"),
    [
        ("+5wd", False, date(2026, 3, 20), "Nationale dag, sluiting (2 dagen)"),
        ("+5wd", True, date(2026, 3, 18), "Nationale dag"),
        ("+7d", False, date(2026, 3, 17), ""),
        ("+1wd", False, date(2026, 3, 11), ""),
        ("-5wd", False, date(2026, 3, 3), ""),
    ],
)
def test_werkdagen_count_on_the_calendar_of_the_window(
    qtbot: QtBot, typed: str, *, wettelijk: bool, day: date, skipped: str
) -> None:
    window = Kantoor()
    qtbot.addWidget(window)
    edit = DateEdit(today=lambda: TODAY, parent=window, wettelijk=wettelijk)
    edit.edit.setText(typed)
    words = in_woorden(day) + (f"; overgeslagen: {skipped}" if skipped else "")
    assert edit.words.text() == words
    edit.finish()
    assert edit.value() == day


def test_chips_are_found_by_label_code_and_synonym() -> None:
    assert [c.code for c in matching(CODES, "pleegzorg")] == ["DP", "PZ"]
    assert [c.code for c in matching(CODES, "weekend")] == ["DP"]
    assert [c.code for c in matching(CODES, "Gez huis")] == ["GH"]
    assert matching(CODES, "klinisch") == []


def test_chips_are_chosen_and_taken_away_from_the_keyboard(qtbot: QtBot) -> None:
    chips = Chips(CODES)
    _host = Host(qtbot, chips)
    changes: list[object] = []
    chips.changed.connect(changes.append)
    QTest.keyClicks(chips.edit, "gezins")
    QTest.keyClick(chips.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not chips.edit.text())
    chips.add("PZ")
    chips.add("PZ")
    assert chips.value() == ("GH", "PZ")
    QTest.keyClick(chips.edit, Qt.Key.Key_Backspace)
    assert chips.value() == ("GH",)
    assert changes == [("GH",), ("GH", "PZ"), ("GH",)]


def test_enter_on_several_matches_chooses_none(qtbot: QtBot) -> None:
    chips = Chips(CODES)
    _host = Host(qtbot, chips)
    QTest.keyClicks(chips.edit, "pleeg")
    QTest.keyClick(chips.edit, Qt.Key.Key_Return)
    assert chips.value() == ()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_code_of_an_older_list_is_still_shown(qtbot: QtBot) -> None:
    chips = Chips(CODES)
    qtbot.addWidget(chips)
    chips.set_value(("OUD-1", "DP"))
    assert chips.value() == ("OUD-1", "DP")


def test_chips_have_names(qtbot: QtBot, unnamed_controls: Walker) -> None:
    form = Form()
    qtbot.addWidget(form)
    chips = Chips(CODES)
    chips.set_value(("GH",))
    form.add("zorgvorm", "Zorgvorm", chips)
    assert unnamed_controls(form) == []


class Filled:
    """A form with one field of each kind."""

    def __init__(self, qtbot: QtBot) -> None:
        self.form = Form()
        self.naam, self.vraag, self.gemeente = QLineEdit(), QPlainTextEdit(), QComboBox()
        self.gemeente.addItem("Zutphen", "0301")
        self.gemeente.addItem("Lochem", "0262")
        self.ja, self.aantal, self.datum = (
            QCheckBox("Consultatie Veilig Thuis"),
            QSpinBox(),
            DateEdit(today=lambda: TODAY),
        )
        self.form.add("naam", "Naam", self.naam, "Roepnaam", required=True)
        self.form.add("vraag", "Vraag", self.vraag, wide=True)
        self.form.add("gemeente", "Gemeente", self.gemeente)
        self.form.add("ja", "Veilig Thuis", self.ja)
        self.form.add("aantal", "Aantal", self.aantal)
        self.form.add("datum", "Datum", self.datum)
        self.host = Host(qtbot, self.form)
        self.seen: list[tuple[str, object]] = []
        self.form.committed.connect(lambda key, value: self.seen.append((key, value)))


@pytest.fixture
def filled(qtbot: QtBot) -> Filled:
    return Filled(qtbot)


def test_a_field_is_handed_on_when_it_is_left_and_only_when_it_changed(filled: Filled) -> None:
    filled.naam.setFocus()
    QTest.keyClicks(filled.naam, " Sem ")
    assert filled.seen == []
    filled.host.leave()
    filled.naam.setFocus()
    filled.host.leave()
    filled.vraag.setFocus()
    QTest.keyClicks(filled.vraag, "Wat nu?")
    filled.host.leave()
    assert filled.seen == [("naam", "Sem"), ("vraag", "Wat nu?")]


def test_what_is_typed_and_taken_back_is_no_change(filled: Filled) -> None:
    filled.form.set_value("naam", "Sem")
    filled.naam.setFocus()
    QTest.keyClicks(filled.naam, "x")
    QTest.keyClick(filled.naam, Qt.Key.Key_Backspace)
    filled.host.leave()
    filled.vraag.setFocus()
    filled.host.leave()
    assert filled.seen == []


def test_choices_ticks_numbers_and_dates_are_handed_on(filled: Filled) -> None:
    filled.gemeente.setFocus()
    QTest.keyClick(filled.gemeente, Qt.Key.Key_Down)
    QTest.keyClick(filled.ja, Qt.Key.Key_Space)
    filled.aantal.setFocus()
    QTest.keyClick(filled.aantal, Qt.Key.Key_Up)
    filled.datum.setFocus()
    QTest.keyClicks(filled.datum.edit, "di")
    filled.host.leave()
    assert filled.seen == [("gemeente", "0262"), ("ja", True), ("aantal", 1), ("datum", date(2026, 3, 17))]
    assert filled.form.values() == {
        "naam": "",
        "vraag": "",
        "gemeente": "0262",
        "ja": True,
        "aantal": 1,
        "datum": date(2026, 3, 17),
    }


def test_a_pause_in_typing_hands_on_too_and_so_does_the_lock(qtbot: QtBot, filled: Filled) -> None:
    filled.naam.setFocus()
    QTest.keyClicks(filled.naam, "Sem")
    filled.form.flush()
    assert filled.seen == [("naam", "Sem")]
    QTest.keyClicks(filled.naam, "my")
    qtbot.waitUntil(lambda: len(filled.seen) == 2, timeout=5000)
    assert filled.seen[1] == ("naam", "Semmy")


def test_setting_a_value_hands_nothing_on(filled: Filled) -> None:
    values = {"naam": "Sem", "vraag": "Wat?", "gemeente": "0262", "ja": True, "aantal": 3, "datum": TODAY}
    for key, value in values.items():
        filled.form.set_value(key, value)
    filled.form.flush()
    filled.host.leave()
    assert filled.seen == []
    assert filled.form.values() == values


def test_an_error_stands_under_its_field_and_goes_when_it_is_mended(filled: Filled) -> None:
    assert filled.form.show_error(FieldError("naam", "De naam is te lang.", "Neem initialen."))
    row = filled.form.row("naam")
    assert row.error == "De naam is te lang. Neem initialen."
    assert row.control.hasFocus()
    assert row.control.accessibleDescription() == "De naam is te lang. Neem initialen. Roepnaam"
    QTest.keyClicks(filled.naam, "Sem")
    filled.host.leave()
    assert row.error == ""
    assert not filled.form.show_error(FieldError("onbekend", "Iets."))
    filled.form.show_error(FieldError("vraag", "Schrijf een vraag."))
    filled.form.clear_errors()
    assert filled.form.row("vraag").error == ""


def test_labels_belong_to_their_fields(filled: Filled, unnamed_controls: Walker) -> None:
    assert unnamed_controls(filled.host) == []
    labels = {x.text(): x.buddy() for x in filled.form.findChildren(QLabel) if x.buddy() is not None}
    assert labels["Naam (verplicht)"] is filled.naam
    assert labels["Datum"] is filled.datum.edit


def test_a_wide_field_has_the_row_to_itself_and_few_columns_fit_large_text(filled: Filled, theme: Theme) -> None:
    filled.host.resize(1000, 700)
    QApplication.processEvents()
    top = filled.form.row("naam").geometry().top()
    assert filled.form.row("vraag").width() == filled.form.width()
    assert filled.form.row("gemeente").geometry().top() == filled.form.row("ja").geometry().top() != top
    theme.set_text_scale(200)
    filled.host.resize(1000, 1400)
    QApplication.processEvents()
    assert filled.form.row("gemeente").geometry().top() != filled.form.row("ja").geometry().top()
    lines = filled.vraag.fontMetrics().lineSpacing() * 5
    assert filled.vraag.height() >= lines


def test_a_scrolled_page_ends_where_its_content_ends(qtbot: QtBot) -> None:
    content = QWidget()
    layout = QVBoxLayout(content)
    for _ in range(30):
        layout.addWidget(label("Een zin die lang genoeg is om over veel regels te gaan. " * 3, wrap=True))
    area = scroll(content)
    qtbot.addWidget(area)
    area.resize(900, 300)
    with qtbot.waitExposed(area):
        area.show()
    needed = layout.totalHeightForWidth(area.viewport().width())
    qtbot.waitUntil(lambda: content.height() == needed)
    area.resize(500, 300)
    qtbot.waitUntil(lambda: content.height() == layout.totalHeightForWidth(area.viewport().width()) > needed)


def test_a_half_typed_date_is_a_draft_and_comes_back_as_it_was_typed(filled: Filled) -> None:
    drafted: list[dict[str, object]] = []
    filled.form.drafted.connect(lambda: drafted.append(filled.form.drafts()))
    filled.datum.setFocus()
    QTest.keyClicks(filled.datum.edit, "31-2-")
    QTest.qWait(LONGEST + 300)
    assert [d["datum"] for d in drafted] == ["31-2-"]
    assert filled.form.value("datum") is None
    filled.form.set_draft("datum", None)
    filled.form.set_draft("datum", drafted[0]["datum"])
    assert (filled.datum.edit.text(), filled.datum.value()) == ("31-2-", None)
    filled.form.flush()
    assert filled.datum.edit.text() == "31-2-", "what cannot be read stays as it was typed"
    filled.form.set_draft("datum", "1-4-2026")
    assert filled.form.value("datum") is None
    filled.form.flush()
    assert filled.seen == [("datum", date(2026, 4, 1))]
    assert filled.form.drafts()["datum"] == date(2026, 4, 1)
    filled.form.set_draft("datum", "2026-03-02")
    assert filled.form.value("datum") == date(2026, 3, 2)
