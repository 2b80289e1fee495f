"""A bijlage as it is shown inside the window: from memory, nothing is written."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout

from expertteam_app.domain.bijlage import Tonen, read_text
from expertteam_app.domain.errors import UserError
from expertteam_app.services.bijlagen import BijlageInfo
from expertteam_app.ui.theme import TOKENS

MOST_PIXELS = 60_000_000
"""A picture with more points is not unpacked: a small file can claim a picture that fills the memory."""
WIDEST = 4000
MOST_LETTERS = 500_000
LINES = 22


def read_image(content: bytes) -> QImage:
    """A picture from memory, turned the way the camera was held, no larger than a screen needs.

    Raises:
        UserError: it is damaged, or claims to be too large.
    """
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        raise UserError("Deze afbeelding is te groot of beschadigd.", "Open haar in een ander programma.")
    if max(size.width(), size.height()) > WIDEST:
        reader.setScaledSize(size.scaled(QSize(WIDEST, WIDEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise UserError("Deze afbeelding is beschadigd.", "Open haar in een ander programma.")
    return image


class BijlageBeeld(QFrame):
    """Shows one picture or text; a picture keeps its shape and is never larger than the room."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rol", "kaart")
        self._image = QImage()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TOKENS.s, TOKENS.s, TOKENS.s, TOKENS.s)
        layout.addWidget(self.picture)
        layout.addWidget(self.text)
        self.picture.hide()
        self.text.hide()

    def show_content(self, bijlage: BijlageInfo, content: bytes) -> None:
        """Show the bytes of a bijlage.

        Raises:
            UserError: it is a picture that is damaged or too large.
        """
        is_picture = bijlage.soort.tonen is Tonen.BEELD
        self.picture.setVisible(is_picture)
        self.text.setVisible(not is_picture)
        if is_picture:
            self._image = read_image(content)
            self.picture.setAccessibleName(f"Afbeelding: {bijlage.naam}")
            self._scale()
        else:
            text = read_text(content)
            cut = "\n\n(De rest is te lang om hier te tonen.)" if len(text) > MOST_LETTERS else ""
            self.text.setPlainText(text[:MOST_LETTERS] + cut)
            self.text.setAccessibleName(f"Tekst: {bijlage.naam}")
            self.text.setFixedHeight(LINES * self.fontMetrics().lineSpacing())

    def forget(self) -> None:
        """Let go of what was shown."""
        self._image = QImage()
        self.picture.setPixmap(QPixmap())
        self.text.setPlainText("")

    def _scale(self) -> None:
        if self._image.isNull():
            return
        room = QSize(max(1, self.width() - 2 * TOKENS.m), LINES * self.fontMetrics().lineSpacing())
        smooth = Qt.TransformationMode.SmoothTransformation
        fits = self._image.width() <= room.width() and self._image.height() <= room.height()
        scaled = self._image if fits else self._image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self.picture.setPixmap(QPixmap.fromImage(scaled))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture follows the room."""
        super().resizeEvent(event)
        self._scale()
