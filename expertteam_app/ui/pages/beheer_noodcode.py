"""A new noodcode: shown once, and kept when its last group was typed over from paper."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit

from expertteam_app.services.kluis import NOODCODE, NOODCODE_ORGANISATIE, new_code
from expertteam_app.ui.noodcodeblad import Afdruk
from expertteam_app.ui.pages.beheer_wachtzin import Werkkaart
from expertteam_app.ui.pages.casus_velden import Choice
from expertteam_app.ui.widgets.labels import label
from expertteam_app.ui.work import Work

WELKE = (
    (NOODCODE, "Noodcode: bewaart de voorzitter"),
    (NOODCODE_ORGANISATIE, "Noodcode van de organisatie: in een dichte envelop bij de gemeente"),
)


class NoodcodeKaart(Werkkaart):
    """The card with the code. It is on the screen only while the card is open, and in no draft."""

    def __init__(self, work: Work, kluis: str) -> None:
        super().__init__(work, "Nieuwe noodcode", "Noodcode is bewaard")
        self.code = ""
        self._kluis = kluis
        self.afdruk = Afdruk()
        self.shown: QLabel = label("", "code", wrap=True)
        self.add("welke", "Welke", Choice(WELKE), "De oude noodcode met deze naam opent de kluis daarna niet meer.")
        self.add(
            "overgetypt",
            "Typ het laatste blok van papier over",
            QLineEdit(),
            "Zet de hele noodcode eerst op papier. Hij komt hierna nooit meer op het scherm.",
            required=True,
        )
        self.body.insertWidget(1, self.shown)
        self.body.insertWidget(2, self.afdruk)
        self.rows["welke"].control.currentIndexChanged.connect(self._hand_over)  # type: ignore[attr-defined]  # a Choice

    def _hand_over(self) -> None:
        self.afdruk.set_code(self.code, self._kluis, str(self.values()["welke"]))

    def start(self) -> None:
        """Show the card with a fresh code."""
        self.code = new_code()
        self._hand_over()
        self.shown.setText(self.code.replace("-", " - "))
        super().start()

    def put_away(self) -> None:
        """Hide the card and forget the code."""
        super().put_away()
        self.code = ""
        self.afdruk.set_code("", "", "")
        self.shown.clear()
