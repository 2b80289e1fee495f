"""Use case of the front door: the kluizen of this computer, and the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from expertteam_app.domain.access import Right
from expertteam_app.security.inzage import Inzagemap
from expertteam_app.services.backups import AFSLUITEN, OPENEN, backed_up
from expertteam_app.services.beleid import require_practice
from expertteam_app.services.inzages import binnengekomen, mislukt, write_down
from expertteam_app.services.kluis import (
    OEFENAAR,
    OEFENZIN,
    WrongPassphrase,
    create_kluis,
    kluis_path,
    open_kluis,
    passphrase_problem,
    time_to_guess,
    unlock_delay,
)
from expertteam_app.services.noodherstel import is_damage, offer, restore
from expertteam_app.services.oefenkluis import make_practice_kluis
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.redding import Redding, red, rescue_place
from expertteam_app.services.sessie import Sessie

PRACTICE_CASUSSEN = 120


class Toegang:
    """Opens and closes kluizen; holds at most one open session.

    Every method may run beside the window. It needs no right: it is what gives them.

    Args:
        folder: where kluizen of this user stand.
        vandaag: gives the day of today in every kluis that is opened.
    """

    def __init__(self, folder: Path, vandaag: Callable[[], date] = date.today) -> None:
        self.folder = folder
        self._vandaag = vandaag
        self._inzage = Inzagemap(folder)
        self._inzage.sweep()  # what a crash left readable goes before anything else happens
        self._sessie: Sessie | None = None
        self._path: Path | None = None

    @property
    def sessie(self) -> Sessie | None:
        """The open session, or None while all is locked."""
        return self._sessie

    @property
    def path(self) -> Path | None:
        """The kluis that was opened last, also after the lock."""
        return self._path

    def create(self, path: Path, naam: str, gebruiker: str, wachtzin: str) -> str:
        """Make a kluis and open it; returns the noodcode.

        Raises:
            FieldError: a field does not fit.
            EnvironmentProblem: the disk refuses.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        code = create_kluis(path, naam, gebruiker, wachtzin)
        self.unlock(path, gebruiker, wachtzin)
        return code

    def unlock(self, path: Path, gebruiker: str, wachtzin: str) -> None:
        """Open a kluis; another one that is open is closed first.

        Raises:
            WrongPassphrase: name or wachtzin is wrong.
            EnvironmentProblem: the kluis is damaged or in use.
        """
        self.lock()
        try:
            kluis, context = open_kluis(path, gebruiker, wachtzin, vandaag=self._vandaag)
        except WrongPassphrase:
            mislukt(kluis_path(path))
            raise
        binnengekomen(context, kluis.folder)
        task = backed_up(kluis, OPENEN)  # what a crash kept from being copied
        if task is not None:
            task.begin()
        self._sessie, self._path = Sessie(kluis, context, self._inzage), kluis_path(path)

    def backup_offer(self, path: Path, gebruiker: str, wachtzin: str, error: Exception) -> str:
        """What the newest whole back-up of a damaged kluis holds, in words; empty when it is whole or none opens."""
        if not is_damage(error):
            return ""
        found = offer(path, gebruiker, wachtzin)
        return found.in_woorden if found is not None else ""

    def restore_backup(self, path: Path, gebruiker: str, wachtzin: str) -> None:
        """Make a new kluis of the newest whole back-up of a damaged one, and open it.

        Raises:
            UserError: no back-up opens with this name and wachtzin.
            EnvironmentProblem: the disk refuses.
        """
        self.unlock(restore(path, gebruiker, wachtzin, self._vandaag()), gebruiker, wachtzin)

    def can_rescue(self, error: Exception) -> bool:
        """Whether a kluis did not open because it is damaged, so that what can be read of it may be saved."""
        return is_damage(error)

    def rescue(self, path: Path, gebruiker: str, wachtzin: str) -> Redding:
        """Save what can be read of a damaged kluis into a new one beside it.

        Raises:
            WrongPassphrase: name or wachtzin is wrong.
            DamagedKluis: nothing can be read.
            EnvironmentProblem: the disk refuses; nothing is left behind.
        """
        return red(path, gebruiker, wachtzin, rescue_place(path))

    def open_rescued(self, path: Path, gebruiker: str, wachtzin: str) -> None:
        """Open a rescued kluis and compute its lists anew, where the user may.

        Raises:
            EnvironmentProblem: so much is lost that it does not open.
        """
        self.unlock(path, gebruiker, wachtzin)
        if self._sessie is not None and self._sessie.actor.can(Right.SETTINGS_WRITE):
            self._sessie.beheer.rebuild()

    def practise(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Open the Oefenkluis, making it first where there is none.

        Raises:
            UserError: the policy of this computer offers none.
        """
        require_practice()
        path = practice_path(self.folder)
        if not path.exists():
            make_practice_kluis(path, PRACTICE_CASUSSEN, progress=progress)
        self.unlock(path, OEFENAAR, OEFENZIN)

    def lock(self) -> None:
        """Close what is open: running work is interrupted, a back-up is made, keys are dropped, copies are wiped.

        Asks nothing. A back-up that does not succeed stops nobody; Beheer tells of it.
        """
        sessie, self._sessie = self._sessie, None
        if sessie is not None:
            sessie.context.store.interrupt()
            write_down(sessie.context, sessie.inzages.waiting)
            task = backed_up(sessie.kluis, AFSLUITEN)
            sessie.kluis.close()
            if task is not None:
                task.begin()
        self._inzage.wipe()

    def passphrase_problem(self, text: str, gebruiker: str) -> str | None:
        """Why this wachtzin cannot be used; None when it can."""
        return passphrase_problem(text, gebruiker)

    def passphrase_time(self, text: str, gebruiker: str) -> str:
        """How long guessing this wachtzin takes, as a sentence."""
        return time_to_guess(text, gebruiker)

    def delay_after(self, failures: int) -> float:
        """Seconds to wait after so many wrong attempts in a row."""
        return unlock_delay(failures)
