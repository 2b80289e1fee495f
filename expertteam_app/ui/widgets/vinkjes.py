"""Several choices that may all be on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QVBoxLayout, QWidget

from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.flow import FlowLayout


class Vinkjes(QWidget):
    """A box per choice, under each other or with `flow` beside each other. Emits `changed` with the codes that are on.

    Args:
        options: code to label.
        flow: as many beside each other as fit.
    """

    changed = Signal(object)

    def __init__(self, options: Mapping[str, str], *, flow: bool = False) -> None:
        super().__init__()
        self._options = options
        self.boxes = {code: QCheckBox(text.replace("&", "&&")) for code, text in options.items()}
        layout: QLayout = FlowLayout(self, TOKENS.m) if flow else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if not flow:
            layout.setSpacing(TOKENS.xs)
        for box in self.boxes.values():
            box.clicked.connect(lambda: self.changed.emit(self.value()))
            layout.addWidget(box)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def name_boxes(self, name: str) -> None:
        """Let a screen reader say what they are about before each label; a form names the first one only."""
        for code, box in self.boxes.items():
            box.setAccessibleName(f"{name}: {self._options[code]}")

    def value(self) -> list[str]:
        """The codes that are on, in the order of the choices."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def set_value(self, codes: object) -> None:
        """Show a choice without telling anyone."""
        chosen = codes if isinstance(codes, list | tuple) else ()
        for code, box in self.boxes.items():
            box.setChecked(code in chosen)
