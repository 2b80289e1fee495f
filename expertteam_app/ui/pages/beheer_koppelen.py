"""The own wachtzin bound to this computer, or let loose again: a card that asks for the wachtzin once more."""

from __future__ import annotations

from expertteam_app.services.sessie import Sessie
from expertteam_app.ui.pages.beheer_wachtzin import Werkkaart
from expertteam_app.ui.widgets.passphrase import PassphraseField
from expertteam_app.ui.work import Work

KOPPELEN = "Wachtzin aan deze computer koppelen"
LOSMAKEN = "Wachtzin van deze computer losmaken"
_HINTS = {
    KOPPELEN: (
        "Daarna is een gestolen bestand met uw wachtzin niet genoeg: de kluis opent alleen op deze computer, waar een "
        "tweede geheim in de sleutelbos van het systeem staat. Op een andere computer is de noodcode nodig."
    ),
    LOSMAKEN: "Daarna opent uw wachtzin de kluis weer op elke computer.",
}


class KoppelKaart(Werkkaart):
    """One field and one button; which of the two it does depends on how it stands when the card opens."""

    def __init__(self, sessie: Sessie, work: Work) -> None:
        super().__init__(work, "Wachtzin en deze computer", KOPPELEN)
        self._sessie = sessie
        self.add("huidig", "Huidige wachtzin", PassphraseField(), " ", required=True)
        self.sent.connect(self._do)

    @property
    def act_name(self) -> str:
        """What the card would do now."""
        return LOSMAKEN if self._sessie.gebruikers.bound else KOPPELEN

    def start(self) -> None:
        """Show the card for what can be done now."""
        self.confirm_button.setText(self.act_name)
        super().start()
        self.rows["huidig"].set_note(_HINTS[self.act_name])

    def _do(self, values: dict[str, object]) -> None:
        users, wachtzin = self._sessie.gebruikers, str(values["huidig"])
        act = users.unbind if users.bound else users.bind
        self.run(self.act_name, lambda: act(wachtzin), under="huidig")
