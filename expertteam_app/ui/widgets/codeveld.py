"""One code of a codelijst, typed: a part of the label, a synonym or the code finds it; the list shows what fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertteam_app.domain.codelijst import Code, fold
from expertteam_app.ui.widgets.chips import matching
from expertteam_app.ui.widgets.completion import CompletingEdit


class CodeField(QWidget):
    """A line that holds one code. Emits `changed` with the code; what fits no code is put back when it is left."""

    changed = Signal(object)

    def __init__(self, codes: Sequence[Code], placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes = tuple(codes)
        self._code = ""
        words = [c.label for c in self._codes] + [s for c in self._codes for s in c.synoniemen]
        self.edit = CompletingEdit(dict.fromkeys(words))
        self.edit.setPlaceholderText(placeholder or "Typ om te kiezen, ↓ toont alles")
        self.edit.editingFinished.connect(self._settle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def value(self) -> str:
        """The code; of what is being typed when that fits one code, else the one that was there (empty: none)."""
        found = self._meant(self.edit.text())
        return found if found is not None else self._code

    def set_value(self, code: object) -> None:
        """Show a code without telling anyone; one that the list does not know is shown as it is."""
        self._code = str(code or "")
        self.edit.setText(next((c.label for c in self._codes if c.code == self._code), self._code))

    def _meant(self, text: str) -> str | None:
        """The code that a text stands for: its label, code or synonym, or the only one that it is a part of."""
        typed = fold(text)
        if not typed:
            return None
        exact = [c.code for c in self._codes if typed in {fold(w) for w in (c.code, c.label, *c.synoniemen)}]
        fitting = exact or [c.code for c in matching(self._codes, text)]
        return fitting[0] if len(fitting) == 1 else None

    def _settle(self) -> None:
        if self.edit.list_popup is not None:
            return
        before = self._code
        self.set_value(self.value())
        if self._code != before:
            self.changed.emit(self._code)
