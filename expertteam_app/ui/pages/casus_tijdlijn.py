"""Tijdlijn: what happened, newest first; what was retracted stays readable."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from expertteam_app.domain.casus import Richting
from expertteam_app.domain.dossier import CasusDossier
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.casus_regelknop import RegelKnop, RegelLijst
from expertteam_app.ui.pages.casus_tabs import CasusTab
from expertteam_app.ui.pages.casus_velden import IconLabel, button, column, scroll
from expertteam_app.ui.pages.casus_woorden import RICHTING_ICONEN, Moment, tijdlijn
from expertteam_app.ui.text import dag_cijfers
from expertteam_app.ui.theme import TOKENS, scheme_of
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import label
from expertteam_app.ui.widgets.painting import start_painting

_DELETE = (QEvent.Type.KeyPress, Qt.Key.Key_Delete)


def _struck(widget: QLabel) -> QLabel:
    font = widget.font()
    font.setStrikeOut(True)
    widget.setFont(font)
    return widget


def _way(moment: Moment) -> QHBoxLayout:
    """How the casus came on this step: an icon with its word."""
    sign = IconLabel(RICHTING_ICONEN[moment.richting or Richting.BEGONNEN])
    word = label(moment.richting_woorden, "klein")
    row = QHBoxLayout()
    row.setSpacing(TOKENS.xs)
    for each in (sign, word):
        each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(each)
    row.addStretch()
    return row


class MomentRegel(RegelKnop):
    """One event: a dot on the line of time, the date, what happened and what belongs to it."""

    def __init__(self, moment: Moment, *, first: bool, last: bool) -> None:
        super().__init__(moment.in_words)
        self.moment = moment
        self._first, self._last = first, last
        event = moment.gebeurtenis
        day = label(dag_cijfers(event.datum), "klein")
        day.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        what = label(event.titel, "veld", wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        parts = [what, *(label(text, "klein", wrap=True) for text in self._notes()), day]
        if moment.ingetrokken:
            for each in (what, day):
                _struck(each)
        for each in parts:
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        texts.addWidget(what)
        if moment.richting is not None and not moment.ingetrokken:
            texts.addLayout(_way(moment))
        for each in parts[1:-1]:
            texts.addWidget(each)
        self._day = day
        self.line.addSpacing(TOKENS.xl)
        self.line.addWidget(day)
        self.line.addLayout(texts, 1)
        self._fit()

    def _notes(self) -> list[str]:
        derived = "Afgeleide datum: stond niet zelf in de ingelezen lijst." if self.moment.gebeurtenis.afgeleid else ""
        return [text for text in (self.moment.uitleg, derived, self.moment.ingetrokken) if text]

    def _fit(self) -> None:
        self._day.setMinimumWidth(self.fontMetrics().horizontalAdvance("00-00-0000") + TOKENS.s)

    def changeEvent(self, event: QEvent) -> None:
        """The dates stay under each other at every text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_day"):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line of time with its dot; a retracted event has an open dot."""
        super().paintEvent(event)
        painter = start_painting(self)
        scheme = scheme_of(QApplication.palette())
        x, y, size = float(TOKENS.l), 6 + self.fontMetrics().height() / 2, self.fontMetrics().height() * 0.55
        painter.setPen(QPen(QColor(scheme.line), 2))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, y - size / 2))
        if not self._last:
            painter.drawLine(QPointF(x, y + size / 2), QPointF(x, self.height()))
        filled = not self.moment.ingetrokken
        painter.setPen(QPen(QColor(scheme.accent if filled else scheme.edge), 2))
        painter.setBrush(QColor(scheme.accent if filled else scheme.card))
        painter.drawEllipse(QRectF(x - size / 2, y - size / 2, size, size))
        painter.end()


class TijdlijnTab(CasusTab):
    """The events. Delete retracts the chosen one.

    Emits `retract_asked` with its `Moment`, and `look_back_asked` to see the casus as it was known earlier.
    """

    title = "Tijdlijn"
    retract_asked = Signal(object)
    look_back_asked = Signal()

    def __init__(self, sessie: Sessie) -> None:
        super().__init__(sessie)
        self._list = RegelLijst()
        self.lines: list[MomentRegel] = []
        self._chosen: MomentRegel | None = None
        self.look_back_button = button("Zoals toen bekend", self.look_back_asked.emit, "history", "", "stil")
        self.retract_button = button("Gebeurtenis intrekken", self._retract, "undo-2", "Delete", "stil")
        self._holder = QWidget()
        self._layout = column(self._holder, spacing=0)
        self._layout.setContentsMargins(0, 0, TOKENS.s, 0)
        layout = column(self, spacing=TOKENS.xs)
        layout.addLayout(
            wrap_of(label("Kies een gebeurtenis met ↑ en ↓.", "uitleg"), self.look_back_button, self.retract_button)
        )
        layout.addWidget(scroll(self._holder), 1)

    def fill(self, dossier: CasusDossier, *, other: bool) -> None:
        """Show the events."""
        moments = tijdlijn(dossier, self.sessie.lists)
        if not other and [line.moment for line in self.lines] == moments:
            return
        number = 0 if other or self._chosen is None else self.lines.index(self._chosen)
        had_focus = any(line.hasFocus() for line in self.lines)
        self._clear()
        for place, moment in enumerate(moments):
            line = MomentRegel(moment, first=place == 0, last=place == len(moments) - 1)
            line.installEventFilter(self)
            self.lines.append(line)
            self._layout.addWidget(line)
            line.show()
        self._layout.addStretch()
        self._list.add_group(list(self.lines))
        self._choose(self.lines[min(number, len(self.lines) - 1)] if self.lines else None)
        if had_focus:
            self.focus_first()

    def _clear(self) -> None:
        self._list.clear()
        self._chosen = None
        self.lines = []
        while item := self._layout.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _choose(self, line: MomentRegel | None) -> None:
        self._chosen = line
        for each in self.lines:
            each.set_chosen(each is line)
        self.retract_button.setEnabled(self.may_write and line is not None and line.moment.retractable)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The line with the keyboard is the chosen one; Delete retracts it."""
        if isinstance(watched, MomentRegel):
            if event.type() == QEvent.Type.FocusIn:
                self._choose(watched)
            elif isinstance(event, QKeyEvent) and (event.type(), event.key()) == _DELETE:
                self._retract()
                return True
        return False

    def _retract(self) -> None:
        if self._chosen is not None and self.retract_button.isEnabled():
            self.retract_asked.emit(self._chosen.moment)

    def focus_first(self) -> None:
        """The chosen event."""
        if self._chosen is not None:
            self._list.go(self._chosen)
        else:
            self.setFocus()
