"""What one fills in beside the lines of the live table: the fields of the item, and the card of the ladder."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from expertteam_app.domain.tafel import PuntDossier, ZittingDossier
from expertteam_app.ui.pages.casus_handelingen import HandelingKaarten
from expertteam_app.ui.pages.casus_invoer import Invoer
from expertteam_app.ui.pages.tafel_kolommen import Kolommen, Midden
from expertteam_app.ui.pages.zitting_punt import PuntView
from expertteam_app.ui.pages.zitting_tafel import Tafel


class Naast(QObject):
    """Emits `asked` with the part to show, `presence_asked`, and `ready` when a card is done with."""

    asked = Signal(object)
    presence_asked = Signal()
    ready = Signal()

    def __init__(self, tafel: Tafel, kolommen: Kolommen, gemeenten: dict[str, str]) -> None:
        super().__init__(kolommen)
        self._tafel, self._kolommen, self._gemeenten = tafel, kolommen, gemeenten
        self.velden: PuntView | None = None
        self.card: Invoer | None = None

    def open_fields(self, dossier: ZittingDossier, punt: PuntDossier) -> PuntView:
        """The fields of an item; what stood there of another is stored first."""
        if self.velden is None or not self.velden.fits(punt):
            self.drop_fields()
            self.velden = PuntView(self._tafel, dossier, punt, self._gemeenten)
            self.velden.presence_asked.connect(self.presence_asked)
            self._kolommen.place(Midden.VELDEN, self.velden)
        self.asked.emit(Midden.VELDEN)
        return self.velden

    def reread(self, dossier: ZittingDossier, punt: PuntDossier) -> None:
        """Show what changed, leaving alone what is being typed."""
        if self.velden is not None and self.velden.fits(punt):
            self.velden.show_punt(dossier, punt)

    def drop_fields(self) -> None:
        """Store what was typed in the fields and forget them."""
        gone, self.velden = self.velden, None
        if gone is not None:
            gone.flush()

    def ask_step(self, casus_id: int) -> None:
        """The card that moves an open casus on the ladder, with its conditions."""
        casus = self._tafel.sessie.casussen.dossier(casus_id)
        if casus.stand.gesloten:
            return
        self.card = HandelingKaarten(self._tafel.sessie, casus).make("stap")
        for signal in (self.card.done, self.card.cancelled):
            signal.connect(self._card_gone)
        self._kolommen.place(Midden.KAART, self.card)
        self.asked.emit(Midden.KAART)
        self.card.start()

    def _card_gone(self) -> None:
        self.card = None
        self._tafel.changed.emit()
        self.ready.emit()

    def flush(self) -> None:
        """Store or keep what is half typed."""
        if self.velden is not None:
            self.velden.flush()
        if self.card is not None:
            self.card.flush()
