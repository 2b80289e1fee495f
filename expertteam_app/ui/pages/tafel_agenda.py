"""The agenda beside the live table: where one is, what is done, what is next."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt

from expertteam_app.domain.tafel import PuntDossier, PuntStatus
from expertteam_app.ui.pages.zitting_rows import Row, RowList
from expertteam_app.ui.theme import Tone

_SIGNS = {PuntStatus.BESPROKEN: "✓", PuntStatus.GEPARKEERD: "P", PuntStatus.OPEN: " "}


class TafelAgenda(RowList):
    """The items of one zitting; the letters that act are handed on."""

    def __init__(self, letters: Iterable[str]) -> None:
        super().__init__("Agenda", dict.fromkeys(letters, Qt.KeyboardModifier.NoModifier))
        self._here: int | None = None
        self._ids: list[int] = []

    def show_punten(self, punten: Iterable[PuntDossier], here: int | None, seen: Callable[[str], str]) -> None:
        """Show the items, the one on the table marked, each title as it may be seen."""
        punten = tuple(punten)
        self._here, self._ids = here, [p.id for p in punten]
        self.show_rows([self._row(p, seen) for p in punten])
        if here is not None:
            self.select_id(here)

    def _row(self, punt: PuntDossier, seen: Callable[[str], str]) -> Row:
        sign = "▶" if punt.id == self._here else _SIGNS.get(PuntStatus(punt.status), " ")
        tone = Tone.GOED if punt.status == PuntStatus.BESPROKEN else Tone.NEUTRAAL
        status = "" if punt.status == PuntStatus.OPEN else punt.status
        words = f"{punt.minuten} min"
        return Row(punt.id, f"{sign} {punt.volgorde}. {seen(punt.titel)}".strip(), words, status, tone)

    def beside(self, by: int) -> int | None:
        """The item so many places from the one on the table; None past either end."""
        place = self._ids.index(self._here) + by if self._here in self._ids else 0
        return self._ids[place] if 0 <= place < len(self._ids) else None
