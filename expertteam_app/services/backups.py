"""Use cases on back-ups: made by themselves, kept by a schedule, looked into, and put back as a new kluis."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from expertteam_app.db.audit import append, canonical
from expertteam_app.db.backup import make_backup
from expertteam_app.db.engine import check_integrity, open_engine
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.herstel import Inhoud, Reservekopie, backups_in, contents, drop, handelingen_since, restored
from expertteam_app.db.queries.instellingen import get_setting, set_setting
from expertteam_app.db.vernietigd_sinds import destroyed_since, propose_again
from expertteam_app.domain.access import Right
from expertteam_app.domain.backupschema import to_drop
from expertteam_app.domain.errors import EnvironmentProblem, ExpertteamError, UserError
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import Unlocked, follow
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import TWEEDE_PLAATS_SETTING, setting_value
from expertteam_app.services.kluis import OpenKluis
from expertteam_app.services.sleutelwissel import plan_new_key
from expertteam_app.services.tweede_plaats import Kopieertaak, last_outcome

__all__ = [
    "AFSLUITEN",
    "OPENEN",
    "PROEF_DAGEN",
    "Backups",
    "Inhoud",
    "Proef",
    "Reservekopie",
    "Voorbeeld",
    "automatic",
    "backed_up",
    "backup_at",
]

AFSLUITEN, HANDMATIG, OPENEN = "afsluiten", "handmatig", "openen"


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What one gets by putting a back-up back, beside what one has.

    Attributes:
        kopie: the back-up.
        inhoud: what is in it.
        nu: what is in the open kluis.
        handelingen: acts since, which are not in it; None when it is no earlier state of the open kluis.
        vernietigd: numbers of dossiers that were destroyed since and would come back.
    """

    kopie: Reservekopie
    inhoud: Inhoud
    nu: Inhoud
    handelingen: int | None
    vernietigd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proef:
    """A trial of putting back: which back-up, what was in it, and what was wrong with it (Dutch, empty: nothing)."""

    kopie: Reservekopie
    inhoud: Inhoud
    bevindingen: tuple[str, ...]


PROEF_DAGEN = 31
"""After so many kalenderdagen it is time for another trial."""
_TRIAL = "proef"
_TRIED = "back-up.laatste-proef"


class Backups:
    """The back-ups of the open kluis. Every method checks the right first."""

    def __init__(self, context: Context, kluis: OpenKluis) -> None:
        self._context = context
        self._kluis = kluis

    def all(self) -> tuple[Reservekopie, ...]:
        """Every back-up in the folder of the kluis, newest first."""
        self._context.actor.require(Right.SETTINGS_READ)
        return backups_in(self._kluis.folder.backups)

    def maak(self, reden: str = HANDMATIG) -> Path:
        """Make a verified encrypted copy that is a kluis of its own, in the folder ``back-ups``; returns its path.

        Raises:
            EnvironmentProblem: the disk refuses.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        return make_backup(self._kluis.folder, self._kluis.store.engine, _key(self._kluis.unlocked), reden)

    def bekijk(self, kopie: Reservekopie) -> Voorbeeld:
        """What is in a back-up, and what is not in it yet.

        Raises:
            UserError: it has no key of this user.
            EnvironmentProblem: it is damaged or cannot be reached.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        inside = contents(kopie.folder.data, self._key_of(kopie))
        now, key = self._kluis.folder.data, _key(self._kluis.unlocked)
        back = destroyed_since(now, key, kopie.folder.data, self._key_of(kopie))
        acts = handelingen_since(now, key, inside)
        return Voorbeeld(kopie, inside, contents(now, key), acts, tuple(each.nummer for each in back))

    def zet_terug(self, kopie: Reservekopie, naar: Path | None = None) -> Path:
        """Make a new kluis of a back-up, beside the open one, which stays as it is; returns where it stands.

        It opens for who can open the kluis now, with the wachtzinnen and noodcodes of now. What was destroyed since the
        back-up comes back with it, and is at once proposed for vernietiging there.

        Raises:
            UserError: it has no key of this user, or something stands there already.
            EnvironmentProblem: it is damaged, or the disk refuses; nothing is left behind.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        folder = self._kluis.folder
        target = naar or folder.path.with_name(f"{folder.naam} van {kopie.moment:%Y-%m-%d %H%M}{SUFFIX}")
        key = _key(self._kluis.unlocked)
        back = destroyed_since(folder.data, key, kopie.folder.data, self._key_of(kopie))
        made = restored(kopie.folder, self._key_of(kopie), target, key, self._place_keys)
        if back:
            propose_again(made, key, back, self._context.actor.naam, self._context.vandaag())
        with self._context.write("back-up teruggezet als nieuwe kluis") as session:
            append(session, [("kluis", 1, "gelezen", canonical({"back-up": [None, kopie.moment]}))])
        return made.path

    def proef(self) -> Proef:
        """Put the newest back-up back as a trial: beside the others, read through, and removed again.

        Without a back-up one is made first. That it was tried stands in the log, and when.

        Raises:
            UserError: the back-up has no key of this user.
            EnvironmentProblem: it is damaged, or the disk refuses; nothing is left behind.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        kopie = next(iter(self.all()), None) or backup_at(self.maak())
        target = self._kluis.folder.backups / f"{_TRIAL}{SUFFIX}"
        shutil.rmtree(target, ignore_errors=True)  # of a trial that was cut short
        key = _key(self._kluis.unlocked)
        try:
            made = restored(kopie.folder, self._key_of(kopie), target, key, self._place_keys_of_now)
            engine = open_engine(made.data, key)
            try:
                found = tuple(check_integrity(engine))
            finally:
                engine.dispose()
            proef = Proef(kopie, contents(made.data, key), found)
        finally:
            shutil.rmtree(target, ignore_errors=True)
        with self._context.write("back-up op proef teruggezet") as session:
            set_setting(session, _TRIED, {"op": self._context.vandaag().isoformat(), "bevindingen": len(found)})
        return proef

    def laatste_proef(self) -> date | None:
        """The day of the last trial that found nothing wrong; None when there was none."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            told = get_setting(session, _TRIED)
        good = isinstance(told, dict) and told.get("bevindingen") == 0
        return date.fromisoformat(str(told["op"])) if good and isinstance(told, dict) else None

    def _place_keys_of_now(self, folder: KluisFolder) -> None:
        write_header(folder.header, self._kluis.header)

    def keten(self) -> tuple[str, ...]:
        """What the back-ups say of the log: whether lines were cut off, or an older file was put back. In Dutch.

        The log of a kluis begins as that of every back-up of it. Where it does not, the file is not the one that was
        left (KLUIS section 3: an old file is whole, only a head kept elsewhere shows it).
        """
        self._context.actor.require(Right.SETTINGS_READ)
        found = []
        for kopie in self.all():
            when = kopie.moment.astimezone()
            try:
                if self.bekijk(kopie).handelingen is None:
                    found.append(
                        f"Het logboek is niet het vervolg van dat in de back-up van {when:%d-%m-%Y %H:%M}: er zijn "
                        "regels weggehaald, of er is een ouder bestand teruggezet."
                    )
            except UserError:
                continue
            except EnvironmentProblem:
                found.append(f"De back-up van {when:%d-%m-%Y %H:%M} is beschadigd of onvolledig.")
        return tuple(found)

    def hoofd(self) -> Inhoud:
        """How many lines the log has and the hash of the last one, to be kept on paper or elsewhere."""
        self._context.actor.require(Right.SETTINGS_READ)
        return contents(self._kluis.folder.data, _key(self._kluis.unlocked))

    def tweede_plaats(self) -> str:
        """In words, when a copy last came to the second place and what went wrong since; empty without such a place."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            place = str(setting_value(session, TWEEDE_PLAATS_SETTING))
        if not place:
            return ""
        told = last_outcome(self._kluis.folder)
        return told or "Op de tweede plaats staat nog geen back-up; dat gebeurt bij het vergrendelen."

    def _place_keys(self, folder: KluisFolder) -> None:
        write_header(folder.header, self._kluis.header)
        if self._kluis.new_key_waits:  # somebody was taken out and may have kept the key of now
            plan_new_key(folder, self._kluis.header, self._kluis.unlocked)

    def _key_of(self, kopie: Reservekopie) -> bytes:
        own = follow(read_header(kopie.folder.header), self._kluis.unlocked)
        if own is None:
            raise UserError(
                "Met uw sleutel gaat deze back-up niet open: toen had u er nog geen.",
                "Open de map van de back-up zelf, met een wachtzin of noodcode van toen.",
            )
        return _key(own)


def backup_at(path: Path) -> Reservekopie:
    """The back-up in a folder.

    Raises:
        UserError: that folder is no back-up.
    """
    found = next((kopie for kopie in backups_in(path.absolute().parent) if kopie.folder.path == path.absolute()), None)
    if found is None:
        raise UserError("Deze map is geen back-up.", "Kies een map uit de map back-ups van een kluis.")
    return found


def automatic(kluis: OpenKluis, reden: str, nu: datetime | None = None) -> Path | None:
    """Make a back-up when something was written since the newest one, and let go of what the schedule says.

    A kluis to practise in is left alone: nothing in it is worth keeping.

    Returns:
        The back-up; None when none was needed.

    Raises:
        EnvironmentProblem: the disk refuses.
    """
    if kluis.oefening:
        return None
    now = nu or datetime.now(UTC)
    key = _key(kluis.unlocked)
    last = contents(kluis.folder.data, key).moment
    before = backups_in(kluis.folder.backups)
    if last is None or (before and before[0].moment >= last):
        return None
    made = make_backup(kluis.folder, kluis.store.engine, key, reden)
    every = {kopie.moment: kopie for kopie in backups_in(kluis.folder.backups)}
    for moment in to_drop(every, now):
        with contextlib.suppress(ExpertteamError):  # it goes the next time
            drop(every[moment])
    return made


def backed_up(kluis: OpenKluis, reden: str) -> Kopieertaak | None:
    """Make the automatic back-up; one that does not succeed stops nobody.

    Returns:
        What is to be copied to the second place once the kluis is shut; None without such a place.
    """
    with contextlib.suppress(ExpertteamError):
        automatic(kluis, reden)
        with kluis.store.read() as session:
            place = str(setting_value(session, TWEEDE_PLAATS_SETTING))
        if place and not kluis.oefening:
            return Kopieertaak(kluis.folder, Path(place))
    return None


def _key(unlocked: Unlocked) -> bytes:
    return subkey(unlocked.master_key, Purpose.SQLCIPHER)
