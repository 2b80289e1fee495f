"""Use case for a kluis that no longer opens: save every readable row into a new kluis, and list what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expertteam_app.db.folder import new_folder, open_folder
from expertteam_app.db.redding import Gered, save_what_can_be_read
from expertteam_app.security.apparaat import secret_of
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import unlock
from expertteam_app.services.kluis import kluis_path

__all__ = ["Gered", "Redding", "red"]


@dataclass(frozen=True, slots=True)
class Redding:
    """What a rescue gave.

    Attributes:
        kluis: the new kluis; it opens with the same wachtzinnen and noodcodes.
        tabellen: what became of each table.
    """

    kluis: Path
    tabellen: tuple[Gered, ...]

    @property
    def gered(self) -> int:
        """Rows that were saved."""
        return sum(t.rijen for t in self.tabellen)

    @property
    def kwijt(self) -> int:
        """Rows that were there and could not be read, as far as that is known."""
        return sum(len(t.kwijt) for t in self.tabellen)


def red(path: Path, gebruiker: str, wachtzin: str, naar: Path) -> Redding:
    """Save what can be read of a damaged kluis into a new one; the damaged one stays as it is.

    Needs no right: the file opens for nobody, so it cannot say who may what. Who has the wachtzin could read all of it.

    Raises:
        WrongPassphrase: the name or the wachtzin is wrong.
        UserError: no kluis stands there, or something stands at the new place.
        DamagedKluis: not even the list of tables can be read; the back-ups are the way back.
        EnvironmentProblem: the disk refuses; nothing is left behind.
    """
    folder = open_folder(kluis_path(path))
    header = read_header(folder.header)
    key = subkey(unlock(header, gebruiker, wachtzin, secret_of).master_key, Purpose.SQLCIPHER)
    target = kluis_path(naar).absolute()
    with new_folder(target) as made:
        write_header(made.header, header)
        found = save_what_can_be_read(folder.data, key, made.data)
    return Redding(target, found)
