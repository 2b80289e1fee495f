"""What happened on one step of the ladder: every stay with why it began, what was tried and with whom."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from expertteam_app.domain.dossier import StapStand, StapVerblijf
from expertteam_app.ui.pages.casus_velden import IconLabel
from expertteam_app.ui.pages.casus_woorden import RICHTING_ICONEN, ronde
from expertteam_app.ui.text import dag_cijfers, dagen, getal
from expertteam_app.ui.theme import TOKENS
from expertteam_app.ui.widgets.cards import Card
from expertteam_app.ui.widgets.labels import heading, label
from expertteam_app.ui.widgets.ladder import days_text, short_name


def stay_title(stay: StapVerblijf, eenheid: str) -> str:
    """``Afgeschaald van stap 5, 01-09-2026 tot 15-09-2026: 5 werkdagen netto, 10 bruto``."""
    came = stay.richting.value.capitalize() + (f" van stap {stay.van}" if stay.van is not None else "")
    until = f"tot {dag_cijfers(stay.eind)}" if stay.eind is not None else "tot nu"
    spent = f"{dagen(stay.netto, eenheid)} netto, {getal(stay.bruto)} bruto"
    return f"{came}, {dag_cijfers(stay.begin)} {until}: {spent}"


def stay_lines(stay: StapVerblijf) -> list[str]:
    """Why it began, what was missing, what was tried, who were involved; only what is known."""
    told = [
        ronde(stay.ronde).capitalize() if stay.ronde > 1 else "",
        f"Waarom: {stay.reden}" if stay.reden else "",
        f"Nog niet aan voldaan: {'; '.join(stay.ontbreekt)}" if stay.ontbreekt else "",
        *(f"Geprobeerd: {text}" for text in stay.geprobeerd),
        f"Betrokken: {stay.betrokken}" if stay.betrokken else "",
        "De begindatum is afgeleid uit een ingelezen lijst." if stay.afgeleid else "",
    ]
    return [line for line in told if line]


class StapVerhaal(Card):
    """The story of the step one stands on in the table."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[QLabel] = []
        self._held: list[QWidget] = []

    @property
    def texts(self) -> list[str]:
        """What it says, line by line."""
        return [part.text() for part in self._parts if part.text()]

    def show_step(self, stap: StapStand) -> None:
        """Tell about another step."""
        self._clear()
        self._put(heading(f"Stap {stap.volgorde}: {short_name(stap.naam)}"))
        within = "" if stap.norm is None or stap.over_norm or not stap.geweest else " (binnen de norm)"
        facts = (f"Eigenaar: {stap.eigenaar}", f"{days_text(stap)}{within}")
        self._put(label(" · ".join(fact for fact in facts if fact), "klein", wrap=True))
        if not stap.verblijven:
            self._put(label("Hier is deze casus niet geweest.", "uitleg", wrap=True))
        if len(stap.verblijven) > 1:
            together = f"{len(stap.verblijven)} keer op deze stap, samen {dagen(stap.totaal, stap.eenheid)} netto."
            self._put(label(f"{together} De norm geldt per keer.", "klein", wrap=True))
        for stay in reversed(stap.verblijven):
            self._stay(stay, stap.eenheid)

    def _stay(self, stay: StapVerblijf, eenheid: str) -> None:
        sign = IconLabel(RICHTING_ICONEN[stay.richting])
        words = label(stay_title(stay, eenheid), "veld", wrap=True)
        # a widget around the row: a layout that is taken out of another takes the Python side of its widgets along
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TOKENS.s)
        row.addWidget(sign)
        row.addWidget(words, 1)
        self._hold(holder)
        self._parts += [sign, words]
        for line in stay_lines(stay):
            self._put(label(line, wrap=True))

    def _put(self, part: QLabel) -> None:
        self._hold(part)
        self._parts.append(part)

    def _hold(self, part: QWidget) -> None:
        self.add(part)
        part.show()
        self._held.append(part)

    def _clear(self) -> None:
        for part in self._held:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self._held = [], []
