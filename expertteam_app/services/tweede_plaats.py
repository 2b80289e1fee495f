"""The newest back-up on a second place, beside everything else: a share that is slow or gone holds up nobody.

Copying needs no key, so it begins when the kluis is shut. At the end of the program it gets a few seconds more; what
was not done by then is done the next time.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from expertteam_app.db.backup import copied_to
from expertteam_app.db.folder import KluisFolder, read_note
from expertteam_app.db.herstel import backups_in, drop
from expertteam_app.domain.backupschema import to_drop
from expertteam_app.domain.errors import EnvironmentProblem
from expertteam_app.domain.tekens import zuiver

WACHT_SECONDEN: Final = 5.0
"""How long the end of the program waits for a copy that is going on."""
_LAATST: Final = "tweede-plaats.txt"
_LANG: Final = 300
"""Bytes of it that are read."""

_one_at_a_time = threading.Lock()
_going: list[threading.Thread] = []


@dataclass(frozen=True, slots=True)
class Kopieertaak:
    """The back-ups of a kluis, and where their copies must come.

    Attributes:
        folder: the kluis.
        plaats: the folder of the setting; the copies come in a folder of the name of the kluis in it.
    """

    folder: KluisFolder
    plaats: Path

    def begin(self) -> None:
        """Copy the newest back-up, beside everything else; nothing when it is there already."""
        helper = threading.Thread(target=self._work, name="tweede-plaats", daemon=True)
        _going[:] = [thread for thread in _going if thread.is_alive()]
        _going.append(helper)
        helper.start()

    def _work(self) -> None:
        with _one_at_a_time:
            newest = next(iter(backups_in(self.folder.backups)), None)
            if newest is None:
                return
            there = self.plaats / self.folder.naam
            try:
                if not (there / newest.folder.path.name).is_dir():
                    self._tell("niet klaar. Dat gebeurt bij de volgende keer vergrendelen.")
                    copied_to(newest.folder.path, there)
                kept = {kopie.moment: kopie for kopie in backups_in(there)}
                for moment in to_drop(kept, datetime.now(UTC)):
                    drop(kept[moment])
                self._tell("gelukt.")
            except (EnvironmentProblem, OSError):
                self._tell("niet gelukt. Kijk of de schijf of netwerkmap er is, en of u daar mag schrijven.")

    def _tell(self, outcome: str) -> None:
        with contextlib.suppress(OSError):
            said = f"Kopie naar de tweede plaats op {datetime.now().astimezone():%d-%m-%Y %H:%M}: {outcome}"
            (self.folder.backups / _LAATST).write_text(said, "utf-8")


def wait(seconds: float = WACHT_SECONDEN) -> None:
    """Wait for the copies that are going on, at most so many seconds for each."""
    for thread in _going:
        thread.join(seconds)


atexit.register(wait)


def last_outcome(folder: KluisFolder) -> str:
    """In words, what came of the last copy; empty when there was none."""
    try:
        return zuiver(read_note(folder.backups / _LAATST, _LANG))
    except OSError:
        return ""
