"""The opschalingsladder of one casus: every step with its days and norm, the present one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from expertteam_app.domain.casus import Richting
from expertteam_app.domain.dossier import StapStand
from expertteam_app.ui.icons import icon
from expertteam_app.ui.text import dagen
from expertteam_app.ui.theme import TOKENS, Tone, scheme_of, tone_colors
from expertteam_app.ui.widgets.flow import FlowLayout
from expertteam_app.ui.widgets.painting import paint_focus, start_painting

_KEYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


def days_text(stap: StapStand) -> str:
    """The days spent beside the norm, in words: ``4 van 10 werkdagen``."""
    if stap.dagen is None:
        return "" if stap.norm is None else f"norm {dagen(stap.norm, stap.eenheid)}"
    if stap.norm is None:
        return dagen(stap.dagen, stap.eenheid)
    late = f", {stap.dagen - stap.norm} te lang" if stap.over_norm else ""
    return f"{stap.dagen} van {dagen(stap.norm, stap.eenheid)}{late}"


def way_text(stap: StapStand) -> str:
    """How the casus came on the step it stands on, where that is no plain opschalen: ``↘ afgeschaald, 2e ronde``."""
    if not stap.huidig or not stap.verblijven:
        return ""
    last = stap.verblijven[-1]
    signs = {Richting.AFGESCHAALD: "↘ afgeschaald", Richting.HEROPEND: "↻ heropend"}
    parts = (signs.get(last.richting, ""), f"{last.ronde}e ronde" if last.ronde > 1 else "")
    return ", ".join(part for part in parts if part)


def step_text(stap: StapStand) -> str:
    """Everything about a step in one sentence, for a screen reader."""
    state = "huidige stap" if stap.huidig else "geweest" if stap.geweest else "niet geweest"
    return ", ".join(
        t for t in (f"Stap {stap.volgorde}: {short_name(stap.naam)}", state, days_text(stap), way_text(stap)) if t
    )


def short_name(name: str) -> str:
    """The name up to the first bracket."""
    return name.split("(", maxsplit=1)[0].strip()


class _Step(QAbstractButton):
    """One step: a circle with its number (a check mark when it was passed), its name and its days."""

    def __init__(self, stap: StapStand, ladder: Ladder, *, first: bool, last: bool) -> None:
        super().__init__(ladder)
        self.stap = stap
        self._ladder = ladder
        self._first = first
        self._last = last
        self.setText(short_name(stap.naam))
        self.setAccessibleName(step_text(stap))
        self.setToolTip(f"{stap.naam}\nEigenaar: {stap.eigenaar}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stap.huidig else Qt.FocusPolicy.ClickFocus)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _circle(self) -> int:
        return self.fontMetrics().height() + TOKENS.s

    def _text_height(self, width: int) -> int:
        box = QRect(0, 0, max(1, width - TOKENS.s), 10_000)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        words = [self.text(), days_text(self.stap), way_text(self.stap)]
        return sum(self.fontMetrics().boundingRect(box, flags, w).height() for w in words if w)

    def sizeHint(self) -> QSize:
        """Some fourteen characters wide, as high as its words."""
        width = self.fontMetrics().averageCharWidth() * 20
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for six in a row at 1366 pixels."""
        width = self.fontMetrics().averageCharWidth() * 15
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Words break over lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Circle, name and days under each other."""
        return self._circle() + self._text_height(width) + self.fontMetrics().height() // 2 + 2 * TOKENS.xs + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next or previous step, Enter opens."""
        by = _KEYS.get(Qt.Key(event.key()))
        if by is not None:
            self._ladder.move_focus(self, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line between the steps, the circle, the words."""
        painter = start_painting(self)
        scheme, size = scheme_of(self.palette()), self._circle()
        top, middle = TOKENS.xs, self.width() / 2
        circle = QRectF(middle - size / 2, top, size, size)
        painter.setPen(QPen(QColor(scheme.edge), 2))
        line_y = top + size / 2
        if not self._first:
            painter.drawLine(0, round(line_y), round(circle.left()) - 2, round(line_y))
        if not self._last:
            painter.drawLine(round(circle.right()) + 2, round(line_y), self.width(), round(line_y))
        self._paint_circle(painter, circle)
        self._paint_words(painter, round(circle.bottom()) + TOKENS.xs)
        paint_focus(painter, self)
        painter.end()

    def _paint_circle(self, painter: QPainter, circle: QRectF) -> None:
        scheme = scheme_of(self.palette())
        filled = self.stap.huidig
        painter.setBrush(QColor(scheme.accent if filled else scheme.card))
        painter.setPen(QPen(QColor(scheme.accent if filled or self.stap.geweest else scheme.edge), 2))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        if self.stap.geweest and not filled:
            inner = circle.toRect().adjusted(6, 6, -6, -6)
            icon("check").paint(painter, inner)
            return
        painter.setFont(self._bold())
        painter.setPen(QColor(scheme.on_accent if filled else scheme.quiet))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.stap.volgorde))

    def _paint_words(self, painter: QPainter, top: int) -> None:
        scheme = scheme_of(self.palette())
        area = QRect(TOKENS.xs, top, self.width() - TOKENS.s, self.height() - top)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setFont(self._bold() if self.stap.huidig else self.font())
        painter.setPen(QColor(scheme.text if self.stap.huidig or self.stap.geweest else scheme.quiet))
        used = painter.boundingRect(area, flags, self.text())
        painter.drawText(area, flags, self.text())
        painter.setFont(self.font())
        painter.setPen(tone_colors(self.palette(), Tone.FOUT)[0] if self.stap.over_norm else QColor(scheme.quiet))
        area.setTop(used.bottom() + 2)
        used = painter.boundingRect(area, flags, days_text(self.stap))
        painter.drawText(area, flags, days_text(self.stap))
        painter.setPen(QColor(scheme.text))
        area.setTop(used.bottom() + 2)
        painter.drawText(area, flags, way_text(self.stap))


class Ladder(QWidget):
    """The steps beside each other (below each other where there is too little room).

    One tab stop; arrows go along the steps. Emits `chosen` with the number of a step that was pressed.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[_Step] = []
        self._flow_holder = QWidget()
        self._flow = FlowLayout(self._flow_holder, 0, even=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._flow_holder)
        self._flow_holder.setAccessibleName("Opschalingsladder")

    def set_steps(self, steps: Sequence[StapStand]) -> None:
        """Show another casus."""
        for old in self._steps:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._steps = []
        for number, stap in enumerate(steps):
            step = _Step(stap, self, first=number == 0, last=number == len(steps) - 1)
            step.clicked.connect(lambda _=False, n=stap.volgorde: self.chosen.emit(n))
            self._steps.append(step)
            self._flow.addWidget(step)
        if self._steps and not any(s.stap.huidig for s in self._steps):
            self._steps[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.updateGeometry()

    def move_focus(self, step: _Step, by: int) -> None:
        """Put the keyboard on the next or previous step."""
        place = self._steps.index(step) + by
        if 0 <= place < len(self._steps):
            self._steps[place].setFocus(Qt.FocusReason.TabFocusReason)
