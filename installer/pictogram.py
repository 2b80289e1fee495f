"""Draws the icon of the program, from its one drawing in ``resources/programma``, in the sizes a system asks for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parents[1]
DRAWING: Final = ROOT / "resources" / "programma" / "expertteam.svg"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
"""Pixels; what the hicolor theme of a Linux desktop and the icon of a Windows program hold."""


def draw(folder: Path) -> dict[int, Path]:
    """Write the icon as PNG in every size into `folder`; returns the files by size in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(str(DRAWING))
    found = {}
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        found[size] = folder / f"expertteam-{size}.png"
        image.save(str(found[size]))
    return found


def ico(folder: Path) -> Path:
    """Write the icon for Windows (all sizes in one file) into `folder`; returns the file."""
    pictures = [Image.open(path) for _, path in sorted(draw(folder).items(), reverse=True)]
    path = folder / "expertteam.ico"
    pictures[0].save(path, append_images=pictures[1:], sizes=[(size, size) for size in SIZES])
    return path
