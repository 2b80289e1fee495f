"""The board of open casussen: a column per step, a card per casus, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.domain.casus import Pauze, Richting


@dataclass(frozen=True, slots=True)
class BordFilter:
    """Which casussen to show.

    Attributes:
        tekst: words that must all occur, as in the list of casussen.
        meer: how many cards of a step to show, for the steps of which more than usual were asked.
    """

    tekst: str = ""
    gemeente: str | None = None
    meer: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class BordKaart:
    """One casus on the board; days are whole numbers of `eenheid` of its present stay on this step.

    Attributes:
        netto: pauses that count left out; measured against `norm` (None: the step has none).
        over_norm: whether it stands here longer than the norm.
        richting: how it came here.
        ronde: the cyclus it is in.
        actie: the first actie that is not done, empty when there is none.
        actie_op: its day.
    """

    casus_id: int
    nummer: str
    naam: str
    gemeente: str
    stap: int
    sinds: date | None
    netto: int
    bruto: int
    norm: int | None
    over_norm: bool
    eenheid: str
    pauze: Pauze | None
    richting: Richting
    ronde: int
    actie: str
    actie_op: date | None


@dataclass(frozen=True, slots=True)
class BordKolom:
    """One step; `kaarten` are the first of `totaal` casussen."""

    stap: int
    naam: str
    eigenaar: str
    totaal: int
    kaarten: tuple[BordKaart, ...]

    @property
    def nog(self) -> int:
        """How many casussen are not shown."""
        return self.totaal - len(self.kaarten)
