"""The handleiding on paper: A4, a title, a list of chapters, a number on every page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from expertteam_app.domain.handleiding import Hoofdstuk
from expertteam_app.ui.theme import FONT_FAMILY

RESOLUTION: Final = 144
"""Dots per inch: a picture of the window fills the width of the page."""
MARGIN_MM: Final = 20.0
FULL_WIDTH: Final = 1186
"""Pixels of a picture that fills the width of the page; a smaller one stands in the same scale."""
_SCREEN: Final = 96
"""Dots per inch that Qt takes a picture to be drawn for."""


class _Papier(QTextDocument):
    """A document that finds its pictures in the handleiding, as wide as the page at most."""

    def __init__(self, folder: Path, width: float) -> None:
        super().__init__()
        self._folder, self._width = folder, width

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture; nothing else is ever loaded."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage(str(self._folder / "beelden" / Path(QUrl(name).path()).name))
        share = min(1.0, image.width() / FULL_WIDTH)
        image = image.scaledToWidth(int(self._width * share), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(RESOLUTION / _SCREEN)  # else the layout enlarges it from the screen to the paper
        return image


def write_pdf(hoofdstukken: Sequence[Hoofdstuk], folder: Path, path: Path) -> bool:
    """Write all chapters to a PDF; False when the disk refuses."""
    try:
        path.write_bytes(_pdf(hoofdstukken, folder))
    except OSError:
        return False
    return True


def _pdf(hoofdstukken: Sequence[Hoofdstuk], folder: Path) -> bytes:
    made = QByteArray()
    buffer = QBuffer(made)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Handleiding Expertteam")
    writer.setCreator("Expertteam")
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    room = QRectF(writer.pageLayout().paintRectPixels(RESOLUTION))
    foot = RESOLUTION * 0.35
    document = _filled(hoofdstukken, folder, QSizeF(room.width(), room.height() - foot), writer)
    painter = QPainter(writer)
    painter.setFont(QFont(FONT_FAMILY, 8))
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        _paint_page(painter, document, number, pages, room)
    painter.end()
    buffer.close()
    return bytes(made.data())


def _filled(hoofdstukken: Sequence[Hoofdstuk], folder: Path, size: QSizeF, writer: QPdfWriter) -> QTextDocument:
    document = _Papier(folder, size.width())
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(QFont(FONT_FAMILY, 10))
    document.setPageSize(size)
    cursor = QTextCursor(document)
    contents = "\n".join(f"{n}. {h.titel}" for n, h in enumerate(hoofdstukken, start=1))
    cursor.insertMarkdown(f"# Handleiding Expertteam\n\n{contents}\n")
    for n, h in enumerate(hoofdstukken, start=1):
        start = QTextBlockFormat()
        start.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        cursor.insertBlock(start, QTextCharFormat())
        cursor.insertMarkdown(f"# {n}. {h.titel}\n\n{h.tekst}\n")
        cursor.movePosition(QTextCursor.MoveOperation.End)
    _keep_with_next(document)
    return document


def _keep_with_next(document: QTextDocument) -> None:
    """Start a new page before a heading that would stand alone at the foot of one."""
    height, layout = document.pageSize().height(), document.documentLayout()
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid():
            line = following.layout().lineAt(0).rect()
            end = layout.blockBoundingRect(following).top() + (line.height() if line.isValid() else 0)
            if int(layout.blockBoundingRect(block).top() // height) < int((end - 1) // height):
                kept = block.blockFormat()
                kept.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(kept)
        block = following


def _paint_page(painter: QPainter, document: QTextDocument, number: int, pages: int, room: QRectF) -> None:
    height = document.pageSize().height()
    painter.save()
    painter.translate(0, -number * height)
    document.drawContents(painter, QRectF(0, number * height, room.width(), height))
    painter.restore()
    box = QRectF(0, room.height() - RESOLUTION * 0.25, room.width(), RESOLUTION * 0.25)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"Handleiding Expertteam · {number + 1} van {pages}")
