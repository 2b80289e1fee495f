"""What was saved of a damaged kluis, and what was lost: shown once, on the unlock page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QPushButton

from expertteam_app.ui.bestandskeuze import ask_place
from expertteam_app.ui.icons import icon
from expertteam_app.ui.pages.ontgrendelen_schermen import Screen, primary
from expertteam_app.ui.widgets.flow import wrap_of
from expertteam_app.ui.widgets.labels import announce, label, title

UITLEG = (
    "Wat nog te lezen was, staat nu in een nieuwe kluis. De beschadigde kluis is niet aangeraakt; bewaar hem tot u "
    "alles hebt nagekeken. De nieuwe kluis gaat open met dezelfde namen, wachtzinnen en noodcode."
)


@dataclass(frozen=True, slots=True)
class ReddingInfo:
    """A rescue as people read it.

    Attributes:
        path: the new kluis.
        kop: how much was saved and lost, in one sentence.
        regels: per kind of data what became of it; numbers of rows, never what stood in them.
    """

    path: Path
    kop: str
    regels: Sequence[str]

    @property
    def als_tekst(self) -> str:
        """All of it, to keep with the damaged kluis."""
        return "\n".join(("Redding van een beschadigde kluis", "", self.kop, UITLEG, "", *self.regels, ""))


class ReddingScreen(Screen):
    """Emits `open_asked` to open the new kluis, `back` to go back to the list."""

    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._info: ReddingInfo | None = None
        self._head = label("", "veld", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Wat gered is en wat kwijt is")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = label("", "klein", wrap=True)
        self.open_button = primary("Nieuwe kluis openen")
        self.open_button.clicked.connect(self.open_asked)
        self.keep_button = QPushButton(icon("file-down"), "Verslag bewaren")
        self.keep_button.clicked.connect(self.ask_keep)
        self.back_button = QPushButton("Terug")
        self.back_button.clicked.connect(self.back)
        self.put(title("Gered wat leesbaar was"), self._head, label(UITLEG, wrap=True), self.list, self.told)
        self.column.addLayout(wrap_of(self.open_button, self.keep_button, self.back_button))

    def show_redding(self, info: ReddingInfo) -> None:
        """Show what became of every kind of data."""
        self._info = info
        self._head.setText(info.kop)
        self.list.clear()
        self.list.addItems(list(info.regels))
        self.list.setMinimumHeight(self.list.fontMetrics().height() * min(10, len(info.regels) + 1) * 3 // 2)
        self.told.setText(f"De nieuwe kluis staat in {info.path}.")
        self.open_button.setFocus()
        announce(self.open_button, info.kop)

    @property
    def path(self) -> Path | None:
        """The new kluis."""
        return self._info.path if self._info is not None else None

    def ask_keep(self) -> None:
        """Ask where the report comes; it holds numbers only."""
        ask_place(self, "Verslag bewaren", "Redding van een kluis.txt", self.keep, "Tekst (*.txt)")

    def keep(self, path: Path) -> None:
        """Write the report."""
        if self._info is None:
            return
        try:
            path.write_text(self._info.als_tekst, encoding="utf-8")
        except OSError:
            self.told.setText("Bewaren lukt hier niet. Kies een andere map, of kijk of de schijf vol is.")
            return
        self.told.setText(f"Bewaard: {path.name}.")
