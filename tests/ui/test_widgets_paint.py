from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from expertteam_app.domain.dossier import StapStand
from expertteam_app.ui.theme import LIGHT, Theme, Tone
from expertteam_app.ui.widgets.cards import Card, EmptyState, FactButton
from expertteam_app.ui.widgets.charts import Bar, BarChart, BarRow, Curve, SurvivalChart
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.labels import label
from expertteam_app.ui.widgets.ladder import Ladder, days_text
from expertteam_app.ui.widgets.status import Meter, StatusPill

Walker = Callable[[QWidget], list[str]]
pytestmark = pytest.mark.usefixtures("theme")


def stap(nummer: int, dagen: int | None = None, norm: int | None = 10, *, huidig: bool = False) -> StapStand:
    return StapStand(
        volgorde=nummer,
        naam=f"Stap nummer {nummer} (met een toelichting)",
        eigenaar="toegang",
        norm=norm,
        eenheid="werkdagen",
        dagen=dagen,
        huidig=huidig,
        geweest=dagen is not None,
        over_norm=norm is not None and dagen is not None and dagen > norm,
    )


STEPS = [stap(1, 22, None), stap(2, 14), stap(3), stap(4, 1, huidig=True), stap(5), stap(6, None, None)]


class Shower:
    """Shows widgets in windows and keeps those windows until the test ends."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._hosts: list[QWidget] = []

    def __call__(self, widget: QWidget, width: int = 1000, height: int = 400) -> QWidget:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.addWidget(widget)
        self._qtbot.addWidget(host)
        self._hosts.append(host)
        host.resize(width, height)
        host.show()
        host.activateWindow()
        self._qtbot.waitUntil(host.isActiveWindow)
        return host


@pytest.fixture
def show(qtbot: QtBot) -> Shower:
    return Shower(qtbot)


def steps_of(ladder: Ladder) -> list[QAbstractButton]:
    return ladder.findChildren(QAbstractButton)


def count(image: QImage, color: str) -> int:
    return sum(image.pixelColor(x, y).name() == color for x in range(image.width()) for y in range(image.height()))


def test_the_ladder_says_everything_in_words(show: Shower, unnamed_controls: Walker) -> None:
    ladder = Ladder()
    ladder.set_steps(STEPS)
    host = show(ladder)
    assert [s.accessibleName() for s in steps_of(ladder)] == [
        "Stap 1: Stap nummer 1, geweest, 22 werkdagen",
        "Stap 2: Stap nummer 2, geweest, 14 van 10 werkdagen, 4 te lang",
        "Stap 3: Stap nummer 3, niet geweest, norm 10 werkdagen",
        "Stap 4: Stap nummer 4, huidige stap, 1 van 10 werkdagen",
        "Stap 5: Stap nummer 5, niet geweest, norm 10 werkdagen",
        "Stap 6: Stap nummer 6, niet geweest",
    ]
    assert days_text(stap(1, 1, None)) == "1 werkdag"
    assert unnamed_controls(host) == []


def test_the_ladder_is_one_tab_stop_with_arrows(qtbot: QtBot, show: Shower) -> None:
    ladder = Ladder()
    ladder.set_steps(STEPS)
    show(ladder)
    steps = steps_of(ladder)
    assert [bool(s.focusPolicy() & Qt.FocusPolicy.TabFocus) for s in steps].count(True) == 1
    steps[3].setFocus()
    QTest.keyClick(steps[3], Qt.Key.Key_Right)
    assert steps[4].hasFocus()
    QTest.keyClick(steps[4], Qt.Key.Key_Left)
    QTest.keyClick(steps[3], Qt.Key.Key_Left)
    assert steps[2].hasFocus()
    with qtbot.waitSignal(ladder.chosen) as blocker:
        QTest.keyClick(steps[2], Qt.Key.Key_Return)
    assert blocker.args == [3]


def test_a_closed_casus_still_gives_the_ladder_a_tab_stop(show: Shower) -> None:
    ladder = Ladder()
    ladder.set_steps([stap(1, 3), stap(2)])
    show(ladder)
    assert steps_of(ladder)[0].focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_the_ladder_breaks_into_rows_instead_of_cutting_off(show: Shower, theme: Theme) -> None:
    ladder = Ladder()
    ladder.set_steps(STEPS)
    show(ladder, 1100)
    assert len({s.mapTo(ladder, s.rect().topLeft()).y() for s in steps_of(ladder)}) == 1
    theme.set_text_scale(200)
    QApplication.processEvents()
    assert len({s.mapTo(ladder, s.rect().topLeft()).y() for s in steps_of(ladder)}) > 1
    for step in steps_of(ladder):
        assert step.height() >= step.heightForWidth(step.width())


def test_the_present_step_is_drawn_in_the_accent_and_an_overrun_in_the_colour_of_errors(show: Shower) -> None:
    ladder = Ladder()
    ladder.set_steps(STEPS)
    show(ladder)
    pictures = [s.grab().toImage() for s in steps_of(ladder)]
    accents = [count(p, LIGHT.accent) for p in pictures]
    assert accents.index(max(accents)) == 3
    wrong = [count(p, LIGHT.tones[Tone.FOUT].ink) for p in pictures]
    assert [w > 0 for w in wrong] == [False, True, False, False, False, False]


def test_bars_are_as_long_as_their_figures_and_open_their_rows(
    qtbot: QtBot, show: Shower, unnamed_controls: Walker
) -> None:
    chart = BarChart("Hiaten naar zorgvorm")
    chart.set_bars(
        [
            Bar("dp", "deeltijdpleegzorg", 8, "8 casussen"),
            Bar("gh", "gezinshuis", 4, "4 casussen"),
            Bar("to", "time-outplek", None, "minder dan 8"),
        ]
    )
    host = show(chart)
    rows = chart.findChildren(BarRow)
    lengths = []
    for row in rows:
        picture = row.grab().toImage()
        lengths.append(sum(picture.pixelColor(x, row.height() // 2).name() == LIGHT.accent for x in range(row.width())))
    assert lengths[0] > 100
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=4)
    assert lengths[2] == 0
    assert rows[2].accessibleName() == "time-outplek: minder dan 8"
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    with qtbot.waitSignal(chart.chosen) as blocker:
        QTest.keyClick(rows[1], Qt.Key.Key_Return)
    assert blocker.args == ["gh"]
    assert unnamed_controls(host) == []
    chart.set_bars([])
    assert [r for r in chart.findChildren(BarRow) if r.isVisible()] == []


CURVE = Curve(((5, 0.9), (12, 0.5), (30, 0.2)), ((0, 20), (40, 2)), 40, "werkdagen", 15)


def test_the_curve_is_told_in_words_and_walked_with_arrows(show: Shower) -> None:
    chart = SurvivalChart("Van aanmelding tot eerste overleg")
    show(chart)
    chart.set_curve(CURVE)
    assert chart.accessibleDescription() == (
        "De helft is klaar binnen 12 werkdagen; 80% is klaar binnen 30 werkdagen; na 30 werkdagen is 20% nog open. "
        "De norm is 15 werkdagen. Pijltjes lopen langs de kromme."
    )
    assert chart.cursor_text() == ""
    for _ in range(2):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.cursor_text() == "Na 12 werkdagen: 50% nog open"
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.cursor_text() == "Na 5 werkdagen: 90% nog open"
    chart.set_curve(Curve((), (), 1, "werkdagen"))
    assert "nog geen einde" in chart.summary()
    assert not chart.grab().isNull()


def test_the_curve_goes_down_where_its_steps_are(show: Shower) -> None:
    chart = SurvivalChart("Kromme")
    host = show(chart)
    chart.set_curve(Curve(((20, 0.0),), (), 40, "werkdagen"))
    host.setFocus()
    picture = chart.grab().toImage()

    def columns_with_accent(row: int) -> list[int]:
        return [x for x in range(picture.width()) if picture.pixelColor(x, row).name() == LIGHT.accent]

    (drop,) = {x // 4 for x in columns_with_accent(picture.height() // 2)}
    flat = max((columns_with_accent(y) for y in range(picture.height() // 3)), key=len)
    assert drop * 4 == pytest.approx(max(flat), abs=6)


def test_the_meter_warns_in_words_and_with_a_mark(show: Shower, unnamed_controls: Walker) -> None:
    meter = Meter("Netto doorlooptijd")
    host = show(meter)
    for used, norm, text in (
        (12, 40, "12 van 40 werkdagen"),
        (32, 40, "32 van 40 werkdagen"),
        (58, 40, "58 van 40 werkdagen, 18 te lang"),
        (58, None, "58 werkdagen, geen norm"),
    ):
        meter.set_value(used, norm, "werkdagen")
        assert meter.text == text
        assert meter.warns is (norm is not None and used >= 32)
    assert unnamed_controls(host) == []


def test_a_pill_is_never_cut_off_and_differs_without_colour(show: Shower) -> None:
    pills = [StatusPill("Norm", tone) for tone in Tone]
    holder = QWidget()
    flow = FlowLayout(holder)
    for pill in pills:
        flow.addWidget(pill)
    show(holder, 300)
    for pill in pills:
        assert pill.width() >= pill.sizeHint().width()
        assert pill.text() == "Norm"
    shapes = {bytes(p.grab().toImage().convertToFormat(QImage.Format.Format_Mono).constBits()) for p in pills}
    assert len(shapes) == len(pills)
    pills[0].set_status("Over de norm", Tone.FOUT)
    assert pills[0].text() == "Over de norm"


def test_a_figure_opens_its_rows_and_says_what_it_counts(qtbot: QtBot, show: Shower, unnamed_controls: Walker) -> None:
    fact = FactButton("3", "norm in gevaar", "binnen 5 werkdagen")
    host = show(fact)
    assert fact.accessibleName() == "3 norm in gevaar"
    assert fact.accessibleDescription() == "binnen 5 werkdagen Opent de regels hierachter."
    with qtbot.waitSignal(fact.clicked):
        QTest.keyClick(fact, Qt.Key.Key_Space)
    fact.set_fact("4", "norm in gevaar")
    assert fact.accessibleName() == "4 norm in gevaar"
    assert unnamed_controls(host) == []


def test_an_empty_place_says_what_to_do_next(qtbot: QtBot, show: Shower, unnamed_controls: Walker) -> None:
    done: list[int] = []
    empty = EmptyState("inbox", "Nog geen casussen", "Lees een lijst in.", "Lijst inlezen", lambda: done.append(1))
    host = show(empty)
    empty.setFocus()
    assert empty.button.hasFocus()
    QTest.keyClick(empty.button, Qt.Key.Key_Space)
    assert done == [1]
    assert unnamed_controls(host) == []
    bare = EmptyState("inbox", "Niets te doen", "Alles is klaar.")
    qtbot.addWidget(bare)
    assert bare.button.isHidden()


def test_text_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    typed = label("<b>Sem</b> & co")
    qtbot.addWidget(typed)
    assert typed.textFormat() is Qt.TextFormat.PlainText


def test_a_flow_gives_every_widget_its_width_and_a_card_holds_it(show: Shower) -> None:
    card = Card("Kaart")
    holder = QWidget()
    flow = FlowLayout(holder)
    buttons = [QPushButton(f"knop {n}") for n in range(6)]
    for button in buttons:
        flow.addWidget(button)
    card.add(holder)
    show(card, 260)
    assert len({b.y() for b in buttons}) > 1
    assert all(b.geometry().right() <= holder.width() for b in buttons)
    assert holder.height() >= flow.heightForWidth(holder.width())
    assert flow.itemAt(99) is None
