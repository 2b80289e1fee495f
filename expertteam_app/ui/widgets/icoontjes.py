"""An icon array: so many of so many, as marks one can count; filled and open, so that it reads without colour."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from expertteam_app.domain.cel import neutral
from expertteam_app.ui.klembord import copy_text
from expertteam_app.ui.theme import TOKENS, scheme_of
from expertteam_app.ui.widgets.painting import paint_focus, start_painting

MOST = 200
"""Marks at most; with more of what is counted a mark stands for several, and the text says for how many."""


class Icoontjes(QWidget):
    """`deel` of `geheel` as filled marks among open ones. Takes the keyboard, so that it can be heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deel = self._geheel = 0
        self._koppen = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_share(self, deel: int, geheel: int, wat: str, waarvan: str) -> None:
        """Show a share.

        Args:
            deel: how many are filled.
            geheel: how many there are; never fewer than `deel`.
            wat: what the filled ones are.
            waarvan: what all of them are, plural.
        """
        self._deel, self._geheel = deel, geheel
        self._koppen = (wat, waarvan)
        self.setAccessibleName(f"{deel} van de {geheel} {waarvan}")
        self.setAccessibleDescription(self.alternatief)
        self.updateGeometry()
        self.update()

    @property
    def per_teken(self) -> int:
        """How many one mark stands for."""
        return max(1, ceil(self._geheel / MOST))

    @property
    def tekens(self) -> tuple[int, int]:
        """How many marks are filled, and how many there are."""
        whole = ceil(self._geheel / self.per_teken)
        filled = round(self._deel / self.per_teken)
        return (max(filled, 1) if self._deel else 0), whole

    @property
    def alternatief(self) -> str:
        """The same in a sentence."""
        wat, waarvan = self._koppen
        scale = f" Eén rondje staat voor {self.per_teken}." if self.per_teken > 1 else ""
        return f"{self._deel} van de {self._geheel} {waarvan} hebben ook: {wat}.{scale}" if self._geheel else ""

    @property
    def als_tabel(self) -> str:
        """The same as text with tabs, to paste in a sheet."""
        wat, waarvan = self._koppen
        rows = (("groep", "aantal"), (f"{waarvan}, ook {wat}", str(self._deel)))
        return "\n".join("\t".join(map(neutral, row)) for row in (*rows, (f"alle {waarvan}", str(self._geheel))))

    def copy_as_table(self) -> None:
        """Put the counts as a table on the clipboard."""
        copy_text(self.als_tabel)

    # -- painting ------------------------------------------------------------------------------------------------

    def _step(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _columns(self, width: int) -> int:
        fit = max(1, (width - 2 * TOKENS.xs) // self._step())
        return fit - fit % 10 if fit > 10 else fit  # noqa: PLR2004 - rows of tens can be counted

    def sizeHint(self) -> QSize:
        """Twenty marks on a line."""
        width = 20 * self._step() + 2 * TOKENS.xs
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ten marks on a line."""
        return QSize(10 * self._step() + 2 * TOKENS.xs, self._step() + 2 * TOKENS.xs)

    def hasHeightForWidth(self) -> bool:
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return max(1, ceil(self.tekens[1] / self._columns(width))) * self._step() + 2 * TOKENS.xs

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled marks first."""
        painter = start_painting(self)
        scheme, step = scheme_of(self.palette()), self._step()
        filled, whole = self.tekens
        columns = self._columns(self.width())
        for number in range(whole):
            row, place = divmod(number, columns)
            box = QRectF(TOKENS.xs + place * step, TOKENS.xs + row * step, step, step)
            self._paint_mark(
                painter, box.adjusted(2, 2, -2, -2), QColor(scheme.accent if number < filled else ""), scheme.edge
            )
        paint_focus(painter, self)
        painter.end()

    def _paint_mark(self, painter: QPainter, box: QRectF, fill: QColor, edge: str) -> None:
        painter.setPen(QPen(fill if fill.isValid() else QColor(edge), 1.5))
        painter.setBrush(fill if fill.isValid() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
