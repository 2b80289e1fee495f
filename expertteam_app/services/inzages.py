"""Who looked at which dossier, and who came in: lines of the audit log about reading (DOMEIN section 9, NEN 7513).

A wrong wachtzin cannot be written into a file that stays shut. It is noted beside the kluis, without the name that was
typed (that may be a wachtzin in the wrong field), and goes into the log when the kluis opens.
"""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from expertteam_app.db.audit import append, canonical, log_read
from expertteam_app.db.folder import KluisFolder, read_note
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.services.context import Context

OPNIEUW_NA: Final = timedelta(minutes=15)
"""Within it, going back to the same dossier is the same look."""
_POGINGEN: Final = "mislukte-pogingen.txt"
_MEESTE: Final = 1_000
"""More is not kept: a row of guesses must not fill the disk."""
_IS_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]00:00", re.ASCII)
_MOMENT: Final = len("2026-11-22T10:00:00+00:00\n")


class Inzages:
    """Looks at dossiers by the user who opened the kluis."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._seen: dict[tuple[str, int], datetime] = {}
        self.waiting: list[tuple[str, int]] = []
        """What could not be written yet."""

    def casus(self, casus_id: int) -> None:
        """Note that a casus was opened; a kluis that is busy stops no reader, and is told at the next look."""
        self._context.actor.require(Right.CASUS_READ)
        self._note("casus", casus_id)

    def vtb(self, vtb_id: int) -> None:
        """The same of a VTB."""
        self._context.actor.require(Right.ZITTING_READ)
        self._note("vtb", vtb_id)

    def zitting(self, zitting_id: int) -> None:
        """The same of a zitting."""
        self._context.actor.require(Right.ZITTING_READ)
        self._note("zitting", zitting_id)

    def _note(self, soort: str, rij: int) -> None:
        now, seen = datetime.now(UTC), self._seen.get((soort, rij))
        if seen is not None and now - seen < OPNIEUW_NA:
            return
        self._seen[soort, rij] = now
        self.waiting.append((soort, rij))
        write_down(self._context, self.waiting)


def write_down(context: Context, waiting: list[tuple[str, int]]) -> None:
    """Write looks into the log and take them off the list; while the kluis is busy they stay on it."""
    if waiting:
        with contextlib.suppress(ExpertteamError):
            with context.write("dossier geopend") as session:
                for soort, rij in waiting:
                    log_read(session, soort, rij)
            waiting.clear()  # only what is in the log


def mislukt(kluis: Path) -> None:
    """Note that somebody tried to open the kluis in this folder with a wrong name or wachtzin."""
    note = _note(KluisFolder(kluis))
    with contextlib.suppress(OSError):
        lines = _moments(note)
        lines.append(datetime.now(UTC).isoformat(timespec="seconds"))
        note.write_text("\n".join(lines[-_MEESTE:]) + "\n", "utf-8")


def _moments(note: Path) -> list[str]:
    """When it was tried in vain, as far as the note says it: whoever can write the folder can write there."""
    if not note.exists():
        return []
    return [line for line in read_note(note, _MEESTE * _MOMENT).splitlines() if _IS_MOMENT.fullmatch(line)]


def binnengekomen(context: Context, folder: KluisFolder) -> int:
    """Write into the log that the kluis was opened and how often that failed since the last time; returns how often."""
    note = _note(folder)
    try:
        moments = _moments(note)
    except OSError:
        moments = []
    told: dict[str, object] = {"mislukt": [None, len(moments)]}
    if moments:
        told |= {"eerste": [None, moments[0]], "laatste": [None, moments[-1]]}
    with contextlib.suppress(ExpertteamError):
        with context.write("kluis geopend") as session:
            append(session, [("kluis", 1, "gelezen", canonical(told))])
        with contextlib.suppress(OSError):
            note.unlink(missing_ok=True)
    return len(moments)


def _note(folder: KluisFolder) -> Path:
    return folder.path / _POGINGEN
