"""The genogram on the tab Gezin: the picture with its legend, the same facts as text, and saving it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from expertteam_app.domain.access import Right
from expertteam_app.services.genogrammen import GenogramBestand, Gezinsbeeld
from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.bestandskeuze import BuitenKluis
from expertteam_app.ui.errors import find_message_place
from expertteam_app.ui.pages.casus_velden import button
from expertteam_app.ui.pages.casus_werk import attempt
from expertteam_app.ui.theme import TOKENS, Tone
from expertteam_app.ui.widgets.genogram import GenogramView
from expertteam_app.ui.widgets.labels import hint

LEGENDA = (
    "Vierkant: man. Cirkel: vrouw. Ruit: anders of onbekend. Rond vierkant: instelling. Dubbele rand: de jeugdige van "
    "deze casus. Kruis: overleden. Doorgetrokken: ouders en kinderen. Eén streepje: uit elkaar, twee: gescheiden. "
    "Stippels: pleegouder, stiefouder of voogd. Streepjes: grootouder. Streep en punt: broer of zus. "
    "Gestreept vak: wonen samen."
)
MEESTE_HOOGTE = 44
"""Lines of text that the picture takes before it scrolls by itself."""
TEKST_REGELS = 12


class GenogramDeel(QWidget):
    """Picture, or the same as text. Emits `opened` with who was chosen in the picture."""

    opened = Signal(object)

    def __init__(self, sessie: Sessie) -> None:
        super().__init__()
        self._sessie = sessie
        self._casus_id: int | None = None
        self._outside = BuitenKluis(self, "Genogram")
        self.view = GenogramView()
        self.view.opened.connect(self.opened)
        self.view.moved.connect(self._bring_in_sight)
        self.area = QScrollArea()
        self._holder = holder = QWidget()
        holder.setProperty("rol", "inhoud")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view, 0, Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(holder)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Genogram als tekst")
        self.text.hide()
        self.legend = hint(LEGENDA)
        self.text_button = button("Lees als tekst", self.toggle_text, "file-text")
        self.pdf_button = button("Genogram als PDF", self.save, "download")
        self.pdf_button.setEnabled(sessie.actor.can(Right.VERSLAG_MAKE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TOKENS.s)
        for part in (self.area, self.text, self.legend):
            layout.addWidget(part)

    def show_beeld(self, casus_id: int, beeld: Gezinsbeeld) -> None:
        """Show the picture of a gezin."""
        self._casus_id = casus_id
        self.view.show_genogram(beeld.genogram, beeld.netwerk.naam or "het gezin")
        text = "\n\n".join(beeld.zinnen)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self._fit()

    def toggle_text(self) -> None:
        """The picture, or the same facts in sentences."""
        as_text = self.text.isHidden()
        self.text.setVisible(as_text)
        self.area.setVisible(not as_text)
        self.legend.setVisible(not as_text)
        self.text_button.setText("Toon als tekening" if as_text else "Lees als tekst")
        (self.text if as_text else self.view).setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        bar = self.area.horizontalScrollBar().sizeHint().height()
        self.area.setFixedHeight(min(self.view.height(), MEESTE_HOOGTE * line) + bar + 2 * self.area.frameWidth())
        self.text.setFixedHeight(TEKST_REGELS * line + 2 * TOKENS.m)

    def changeEvent(self, event: QEvent) -> None:
        """The room follows the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "legend"):
            self._fit()

    def _bring_in_sight(self, place: QRectF) -> None:
        middle = self.view.mapTo(self._holder, place.center().toPoint())
        self.area.ensureVisible(middle.x(), middle.y(), int(place.width()), int(place.height() / 2) + TOKENS.m)

    # -- saving --------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where, and save there; the first time it is said that the kluis does not protect the file."""
        if self._casus_id is None:
            return
        casus_id = self._casus_id
        attempt(self, lambda: self._ask_place(casus_id, self._sessie.genogrammen.pdf(casus_id)))

    def _ask_place(self, casus_id: int, made: GenogramBestand) -> None:
        self._outside.ask(made.bestandsnaam, lambda path: self._write(casus_id, path, made.pdf))

    def _write(self, casus_id: int, path: Path, pdf: bytes) -> None:
        place, over = find_message_place(self), ("casus", casus_id)
        if (
            attempt(self, lambda: self._sessie.uitvoer.schrijf({path.name: pdf}, path.parent, "genogram", over))
            and place is not None
        ):
            place.show_message("Het genogram is opgeslagen. Dit bestand staat buiten de kluis.", Tone.GOED)
