"""The steps that are being made: a table in which every cell can be gone into, and the form of one step."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit

from expertteam_app.domain.opschaling import SCHRIJVERS
from expertteam_app.ui.pages.beheer_ladder_stap import UNITS
from expertteam_app.ui.pages.casus_velden import Choice, TextArea
from expertteam_app.ui.pages.cijfer_tabel import FillTable, ListModel
from expertteam_app.ui.widgets.checklist import Checklist
from expertteam_app.ui.widgets.form import Form


class StapTable(FillTable):
    """The steps being made. Emits `asked` with the field of the cell to change, `moved`, `added` and `removed`."""

    asked = Signal(str)
    moved = Signal(int)
    added = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__("Stappen van de nieuwe versie", 4, most=6, snug=True)
        self.horizontalHeader().setSectionsMovable(False)
        self.doubleClicked.connect(self._ask)

    def _ask(self, index: QModelIndex) -> None:
        model = self.model()
        if index.isValid() and isinstance(model, ListModel):
            self.asked.emit(model.columns[index.column()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 change the cell; Ctrl with an arrow moves the step; Insert and Delete add and remove."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._ask(self.currentIndex())
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Insert:
            self.added.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def step_form() -> Form:
    """The fields of one step, by the names they have in `Stap`."""
    form = Form()
    skip = QCheckBox("Deze stap mag worden overgeslagen, met een reden")
    form.add("naam", "Naam van de stap", QLineEdit(), "Wat voor het eerste haakje staat, is de korte naam.")
    form.add("eigenaar", "Eigenaar", QLineEdit())
    who = Checklist()
    who.set_conditions([rol.value for rol in SCHRIJVERS])
    form.add("rollen", "Wie mag deze stap zetten", who, "Niets aangevinkt: iedereen die casussen mag wijzigen.")
    form.add("ingang", "Ingang", TextArea(3), "Wat er moet zijn voordat deze stap begint; één voorwaarde per regel.")
    form.add("uitgang", "Uitgang", QLineEdit())
    form.add("norm", "Norm", QLineEdit(), "Aantal dagen; leeg als er geen norm is.")
    form.add("eenheid", "Telt in", Choice(UNITS))
    form.add("mag_overslaan", "Overslaan", skip)
    return form
