"""Use case for a kluis that no longer opens: save every readable row into a new kluis, and list what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from expertteam_app.db.folder import KluisFolder, new_folder, open_folder
from expertteam_app.db.redding import Gered, save_what_can_be_read
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.security.apparaat import secret_of
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import Purpose, subkey
from expertteam_app.security.keyslots import unlock
from expertteam_app.services.kluis import kluis_path

__all__ = ["Gered", "Redding", "in_words", "red", "rescue_place"]


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
        return sum(t.rijen for t in self.eigen)

    @property
    def kwijt(self) -> int:
        """Rows that were there and could not be read, as far as that is known."""
        return sum(len(t.kwijt) for t in self.eigen)

    @property
    def eigen(self) -> tuple[Gered, ...]:
        """The tables that hold what people entered; the others are made anew from these."""
        return tuple(t for t in self.tabellen if t.tabel not in _AFGELEID)


_AFGELEID = frozenset({"alembic_version", "casus_overzicht", "zoekdocument"})
_NAMEN = {
    "casus": "Casussen",
    "jeugdige": "Jeugdigen",
    "gezin": "Gezinnen",
    "gezinslid": "Gezinsleden",
    "gebeurtenis": "Gebeurtenissen in tijdlijnen",
    "zitting": "Zittingen",
    "agendapunt": "Agendapunten",
    "besluit": "Besluiten",
    "actie": "Acties",
    "tafelregel": "Regels aan tafel",
    "verslag": "Verslagen",
    "vtb": "VTB's",
    "zoekregel": "Zoekregels",
    "hiaat": "Hiaten",
    "casus_oorzaak": "Oorzaken",
    "bijlage": "Bijlagen",
    "toestemming": "Toestemmingen",
    "uitspraak": "Feiten en meningen",
    "uithuisplaatsing": "Uithuisplaatsingen",
    "concept": "Concepten",
    "audit": "Regels van het logboek",
}
"""What people call the rows of the tables they know; the others are called after their table."""


def rescue_place(path: Path) -> Path:
    """Where the new kluis comes: beside the damaged one, under a name that nothing has."""
    folder = KluisFolder(kluis_path(path))
    names = (f"{folder.naam} gered{f' {n}' if n > 1 else ''}{SUFFIX}" for n in count(1))
    return next(place for place in map(folder.path.with_name, names) if not place.exists())


def in_words(redding: Redding) -> tuple[str, tuple[str, ...]]:
    """A rescue as a sentence, and a line per table: what was lost first, then what people know, then the rest."""
    lost = "niets is kwijt" if not redding.kwijt else f"{redding.kwijt} regels zijn kwijt"
    head = f"{redding.gered} regels gered; {lost}."
    known = list(_NAMEN)
    order = sorted(
        (t for t in redding.eigen if t.rijen or t.kwijt),
        key=lambda t: (not t.kwijt, known.index(t.tabel) if t.tabel in known else len(known), t.tabel),
    )
    return head, tuple(map(_line, order))


def _line(table: Gered) -> str:
    name = _NAMEN.get(table.tabel, table.tabel.replace("_", " ").capitalize())
    if not table.kwijt:
        return f"{name}: {table.rijen} gered"
    first, last = table.kwijt[0], table.kwijt[-1]
    which = f"nummer {first}" if first == last else f"nummer {first} tot en met {last}"
    return f"{name}: {table.rijen} gered, {len(table.kwijt)} kwijt ({which})"


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
