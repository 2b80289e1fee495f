"""How something stands: a pill and a meter. Each says it in words and by a shape, never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from expertteam_app.ui.icons import icon, icon_size
from expertteam_app.ui.paged_model import TONE_ICONS
from expertteam_app.ui.theme import TOKENS, Tone, tone_colors
from expertteam_app.ui.widgets.labels import label, restyle
from expertteam_app.ui.widgets.painting import start_painting

NEARLY = 0.8
"""Share of the norm from which a meter warns (the voorsignaal)."""


class StatusPill(QLabel):
    """A few words with an icon on the soft colour of a tone."""

    def __init__(self, text: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tone = tone

    def set_status(self, text: str, tone: Tone) -> None:
        """Show another status."""
        self.tone = tone
        self.setText(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, words and rounding."""
        metrics = self.fontMetrics()
        side = icon_size(self, 0.9).width()
        return QSize(metrics.horizontalAdvance(self.text()) + side + 2 * TOKENS.s + 6, metrics.height() + TOKENS.s)

    def minimumSizeHint(self) -> QSize:
        """As much as it asks for: a pill is never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface, icon, words."""
        painter = start_painting(self)
        ink, soft = tone_colors(self.palette(), self.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = icon_size(self, 0.9)
        place = self.rect().adjusted(TOKENS.s, 0, 0, 0)
        place.setWidth(side.width())
        icon(TONE_ICONS[self.tone], self.tone).paint(painter, place)
        painter.setPen(ink)
        words = self.rect().adjusted(TOKENS.s + side.width() + 6, 0, -TOKENS.s, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()


class Meter(QWidget):
    """How much of a length is used: ``31 van 40 werkdagen``; says so when it is too long."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(name)
        self._text = label()
        self._mark = QLabel()
        words = QHBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._mark)
        words.addWidget(self._text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.xs)
        layout.addLayout(words)
        layout.addWidget(self._bar)
        self.set_value(0, None, "werkdagen")

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    @property
    def warns(self) -> bool:
        """Whether it shows a mark: near the norm or over it."""
        return not self._mark.isHidden()

    def set_value(self, used: int, norm: int | None, unit: str) -> None:
        """Show how many of `norm` are used; without a norm only the number."""
        over = norm is not None and used > norm
        nearly = norm is not None and used >= NEARLY * norm
        tone = Tone.FOUT if over else Tone.LET_OP if nearly else Tone.GOED
        if norm is None:
            text = f"{used} {unit}, geen norm"
        elif over:
            text = f"{used} van {norm} {unit}, {used - norm} te lang"
        else:
            text = f"{used} van {norm} {unit}"
        self._text.setText(text)
        self._bar.setRange(0, norm or 1)
        self._bar.setValue(min(used, norm) if norm is not None else 0)
        self._bar.setVisible(norm is not None)
        self._bar.setAccessibleDescription(text)
        self._bar.setProperty("maat", tone.value)
        restyle(self._bar)
        self._mark.setVisible(over or nearly)
        self._mark.setPixmap(icon(TONE_ICONS[tone], tone).pixmap(icon_size(self, 0.95), self.devicePixelRatioF()))
