"""Plain cells, rows and sheets, and the limits while they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from expertteam_app.domain.errors import UserError

Cel = str | int | float | bool | date | datetime | time | None
Check = Callable[[], None]
"""Called often during long work; raises `domain.errors.Cancelled` when the user pressed stop."""

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELLS = 4_000_000
CHECK_EVERY = 200
"""Rows between two looks at the stop button."""
SAVE_AS = "Open het in Excel of LibreOffice en sla het op als Excel-werkmap (.xlsx) of als CSV."


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: its number as the spreadsheet shows it (from 1), and its cells from column A to the last filled."""

    nummer: int
    cellen: tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Blad:
    """One visible sheet with the rows that hold anything."""

    naam: str
    rijen: tuple[Rij, ...]


@dataclass(frozen=True, slots=True)
class Werkmap:
    """The sheets that were read, and what the user must know about those that were not."""

    bladen: tuple[Blad, ...]
    meldingen: tuple[str, ...] = ()


class Rijenteller:
    """Collects the rows of one sheet and stops at the limits."""

    def __init__(self, check: Check | None = None) -> None:
        self.rijen: list[Rij] = []
        self._check = check
        self._cells = 0
        self._seen = 0

    def add(self, nummer: int, cellen: list[Cel]) -> None:
        """Keep a row when it holds anything; empty cells at the end fall off.

        Raises:
            UserError: more than MAX_ROWS rows, MAX_COLUMNS columns or MAX_CELLS cells; names the remedy.
            Cancelled: the user pressed stop.
        """
        self._seen += 1
        if self._check is not None and self._seen % CHECK_EVERY == 0:
            self._check()
        while cellen and (cellen[-1] is None or cellen[-1] == ""):
            cellen.pop()
        if not cellen:
            return
        self._cells += len(cellen)
        if len(cellen) > MAX_COLUMNS:
            raise UserError(
                f"Dit werkblad heeft meer dan {MAX_COLUMNS} kolommen.",
                "Verwijder de kolommen die niet bij de lijst horen en probeer het opnieuw.",
            )
        if len(self.rijen) >= MAX_ROWS or self._cells > MAX_CELLS:
            raise UserError(
                f"Dit werkblad is te groot: er passen hoogstens {MAX_ROWS} regels in één keer.",
                "Verdeel de lijst over meer bestanden.",
            )
        self.rijen.append(Rij(nummer, tuple(cellen)))
