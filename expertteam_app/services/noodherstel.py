"""A kluis that does not open because it is damaged: its newest whole back-up, and a new kluis made of that.

Works without an open kluis, with the name and wachtzin that were typed; the damaged kluis is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from expertteam_app.db.engine import check_pages, connect
from expertteam_app.db.folder import KluisFolder
from expertteam_app.db.herstel import Inhoud, Reservekopie, backups_in, contents, restored
from expertteam_app.db.problems import DamagedKluis
from expertteam_app.db.vernietigd_sinds import Teruggekomen, destroyed_since, propose_again
from expertteam_app.domain.errors import ExpertteamError, UserError
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.security.apparaat import secret_of
from expertteam_app.security.header import DamagedHeader
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import unlock
from expertteam_app.services.kluis import kluis_path


@dataclass(frozen=True, slots=True)
class Aanbod:
    """The newest back-up that is whole and opens for this user.

    Attributes:
        teruggekomen: dossiers that were destroyed since and come back with it; None: the damage hides which.
    """

    kopie: Reservekopie
    inhoud: Inhoud
    teruggekomen: tuple[Teruggekomen, ...] | None = ()

    @property
    def in_woorden(self) -> str:
        """What one gets, as a Dutch sentence."""
        when = self.kopie.moment.astimezone()
        last = self.inhoud.moment
        until = f" Het laatste dat erin staat is van {_moment(last)}." if last is not None else ""
        return (
            f"De nieuwste back-up die heel is, is van {_moment(when)}: {self.inhoud.casussen} casussen en "
            f"{self.inhoud.zittingen} zittingen.{until} Wat daarna kwam, staat er niet in."
            f"{self._vernietigd}"
        )

    @property
    def _vernietigd(self) -> str:
        if self.teruggekomen is None:
            return (
                " Of er daarna dossiers zijn vernietigd, is door de schade niet te zien: leg de verklaringen van "
                "vernietiging ernaast, en vernietig wat terugkwam opnieuw."
            )
        if not self.teruggekomen:
            return ""
        numbers = ", ".join(each.nummer for each in self.teruggekomen)
        return f" Daarna vernietigd en nu weer terug: {numbers}. Bij Beheer, Bewaren staat het voorstel al klaar."


def is_damage(error: Exception) -> bool:
    """Whether a kluis did not open because its files are damaged."""
    return isinstance(error, DamagedKluis | DamagedHeader)


def offer(path: Path, gebruiker: str, wachtzin: str) -> Aanbod | None:
    """The newest back-up of a kluis that opens for this user and is whole; None when there is none."""
    for kopie in backups_in(KluisFolder(kluis_path(path)).backups):
        try:
            key = _key(kopie.folder, gebruiker, wachtzin)
            connection = connect(kopie.folder.data, key)
            try:
                whole = not check_pages(connection)
            finally:
                connection.close()
            if whole:
                back = _destroyed_since(KluisFolder(kluis_path(path)), kopie, key, gebruiker, wachtzin)
                return Aanbod(kopie, contents(kopie.folder.data, key), back)
        except ExpertteamError:
            continue
    return None


def _destroyed_since(
    folder: KluisFolder, kopie: Reservekopie, key: bytes, gebruiker: str, wachtzin: str
) -> tuple[Teruggekomen, ...] | None:
    """What was destroyed since a back-up, as far as the damaged kluis still tells; None when it does not."""
    try:
        now = _key(folder, gebruiker, wachtzin)
        return destroyed_since(folder.data, now, kopie.folder.data, key, damaged=True)
    except ExpertteamError:
        return None


def restore(path: Path, gebruiker: str, wachtzin: str, vandaag: date | None = None) -> Path:
    """Make a new kluis beside the damaged one of its newest whole back-up; returns where it stands.

    What was destroyed since that back-up is at once proposed for vernietiging there.

    Raises:
        UserError: no back-up of it opens for this user.
        EnvironmentProblem: the disk refuses; nothing is left behind.
    """
    found = offer(path, gebruiker, wachtzin)
    if found is None:
        raise UserError(
            "Geen back-up van deze kluis gaat open met deze naam en wachtzin.",
            "Probeer de noodcode, of zoek een kopie op de tweede plaats.",
        )
    folder, key = KluisFolder(kluis_path(path)), _key(found.kopie.folder, gebruiker, wachtzin)
    target = folder.path.with_name(f"{folder.naam} van {found.kopie.moment:%Y-%m-%d %H%M}{SUFFIX}")
    header = read_header(found.kopie.folder.header)
    made = restored(found.kopie.folder, key, target, key, lambda made: write_header(made.header, header))
    if found.teruggekomen:
        propose_again(made, key, found.teruggekomen, gebruiker, vandaag or date.today())
    return made.path


def _key(folder: KluisFolder, gebruiker: str, wachtzin: str) -> bytes:
    header = read_header(folder.header)
    return subkey(unlock(header, gebruiker, wachtzin, secret_of).master_key, Purpose.SQLCIPHER)


def _moment(when: datetime) -> str:
    return f"{when.astimezone():%d-%m-%Y %H:%M}"
