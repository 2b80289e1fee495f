"""Use cases on the kluis itself: make, open, lock."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from expertteam_app.db.engine import create_database, open_engine
from expertteam_app.db.folder import KluisFolder, locked, new_folder, open_folder
from expertteam_app.db.migrate import create_schema, migrate_if_needed
from expertteam_app.db.plaats import is_remote
from expertteam_app.db.problems import DamagedKluis
from expertteam_app.db.queries.instellingen import kluis_row, user_by_name
from expertteam_app.db.queries.modellen import add_model
from expertteam_app.db.queries.zoekregister import finish_rebuild
from expertteam_app.db.sleutelwissel import is_waiting
from expertteam_app.db.store import Store
from expertteam_app.db.tables import GebruikerRow, KluisRow
from expertteam_app.db.werkgebied import prepare
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.errors import ExpertteamError, FieldError, UserError
from expertteam_app.domain.kluismap import SUFFIX
from expertteam_app.domain.werkgebied import HEEL, Tafels, Werkgebied, werkgebied_of
from expertteam_app.security.apparaat import secret_of
from expertteam_app.security.header import KluisHeader, SlotType
from expertteam_app.security.headerfile import read_header, write_header
from expertteam_app.security.kdf import KdfParams, Purpose, subkey
from expertteam_app.security.keyslots import Unlocked, WrongPassphrase, add_slot, find_slot, new_header, unlock
from expertteam_app.security.passphrase import passphrase_problem, time_to_guess, unlock_delay
from expertteam_app.security.recovery import new_code
from expertteam_app.services.codelijsten import shipped_labels, shipped_lists, shipped_model
from expertteam_app.services.context import Context
from expertteam_app.services.sleutelwissel import carry_out, settled
from expertteam_app.services.zoeken import make_small_findable

OEFENAAR = "oefenaar"
OEFENZIN = "oefenen mag altijd"
"""User and wachtzin of a kluis to practise in: public, for all in it is invented."""

NOODCODE = "Noodcode"
"""The name of the recovery slot; typed or chosen in the place of a user's name."""
NOODCODE_ORGANISATIE = "Noodcode van de organisatie"
"""The name of the second one, so that whoever leaves cannot take the kluis hostage (KLUIS section 5)."""


_SAFE_FAR_AWAY = "DELETE"
"""The journal for a disk of another computer: a write-ahead log would need memory that both computers share."""

__all__ = [
    "NOODCODE",
    "NOODCODE_ORGANISATIE",
    "OEFENAAR",
    "OEFENZIN",
    "OpenKluis",
    "WrongPassphrase",
    "create_kluis",
    "kluis_path",
    "new_code",
    "open_kluis",
    "passphrase_problem",
    "time_to_guess",
    "unlock_delay",
    "user_labels",
]


@dataclass
class OpenKluis:
    """An unlocked kluis: holds the lock on the folder, the keys and the store until `close`.

    Attributes:
        naam: the name of the kluis.
        oefening: all that is in it is invented.
        op_netwerk: it stands on a disk of another computer.
    """

    folder: KluisFolder
    naam: str
    oefening: bool
    store: Store
    header: KluisHeader
    unlocked: Unlocked = field(repr=False)
    op_netwerk: bool = False
    _exits: ExitStack = field(default_factory=ExitStack, repr=False)

    def close(self) -> None:
        """Lock: close the file, let go of the keys and of the lock. Twice does no harm.

        A new key that was asked for is given now. Where that does not succeed, the next opening goes on with it.
        """
        self.store.close()
        if self.unlocked.master_key and is_waiting(self.folder):
            with suppress(ExpertteamError):
                carry_out(self.folder, self.header, self.unlocked)
        self.unlocked = replace(self.unlocked, master_key=b"", private_key=b"", kek=b"")
        self._exits.close()

    @property
    def new_key_waits(self) -> bool:
        """Whether the kluis gets a new key when it closes."""
        return is_waiting(self.folder)

    def write_header(self, header: KluisHeader) -> None:
        """Store changed slots."""
        write_header(self.folder.header, header)
        self.header = header


def kluis_path(text: str | Path) -> Path:
    """The folder of a kluis as people name it: with or without ``.kluis``.

    Raises:
        UserError: it has no name, such as ``.`` or the root of a disk.
    """
    path = Path(text)
    if path.name in ("", ".."):
        raise UserError("De map van een kluis heeft een naam nodig.", "Geef bijvoorbeeld RET.kluis op.")
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def create_kluis(
    path: Path,
    naam: str,
    gebruiker: str,
    wachtzin: str,
    *,
    rol: Rol = Rol.VOORZITTER,
    oefening: bool = False,
    kdf: KdfParams | None = None,
) -> str:
    """Make a kluis with its first user and a recovery slot; returns the noodcode, which is shown once.

    Raises:
        FieldError: no name, or a wachtzin that is too weak.
        UserError: something stands at this place already.
        EnvironmentProblem: the disk refuses; nothing is left behind.
    """
    path, naam, gebruiker = kluis_path(path), naam.strip(), gebruiker.strip()
    if not naam:
        raise FieldError("naam", "Geef de kluis een naam.")
    problem = passphrase_problem(wachtzin, gebruiker)
    if problem:
        raise FieldError("wachtzin", problem)
    code = new_code()
    header, unlocked = new_header(gebruiker, wachtzin, kdf)
    header = add_slot(header, unlocked, NOODCODE, code, SlotType.HERSTEL, kdf)
    with new_folder(path) as folder:
        write_header(folder.header, header)
        key = subkey(unlocked.master_key, Purpose.SQLCIPHER)
        create_database(folder.data, key)
        engine = open_engine(folder.data, key)
        create_schema(engine)
        store = Store(engine, shipped_labels())
        with store.write(gebruiker, "kluis gemaakt") as session:
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            session.add(KluisRow(naam=naam, oefening=oefening, aangemaakt_op=moment))
            session.add(GebruikerRow(naam=unlocked.slot.label, rol=rol.value))
            add_model(session, shipped_model())
            finish_rebuild(session, store.labels)
        store.close()
    return code


def open_kluis(
    path: Path, gebruiker: str, wachtzin: str, *, vandaag: Callable[[], date] = date.today
) -> tuple[OpenKluis, Context]:
    """Open a kluis; an older file is migrated first, through a verified copy.

    Raises:
        WrongPassphrase: name or wachtzin is wrong (it is not said which).
        UserError: no kluis stands there, or it was made by a newer program.
        EnvironmentProblem: it is open elsewhere, or damaged (the text points to the back-ups).
    """
    folder = open_folder(kluis_path(path))
    header = read_header(folder.header)
    return open_unlocked(folder, header, _unlock(header, gebruiker, wachtzin), vandaag=vandaag)


def _unlock(header: KluisHeader, gebruiker: str, wachtzin: str) -> Unlocked:
    """Open the slot of a user; a noodcode may be that of either recovery slot."""
    if gebruiker.strip().casefold() == NOODCODE.casefold() and find_slot(header, NOODCODE_ORGANISATIE) is not None:
        with suppress(WrongPassphrase):
            return unlock(header, NOODCODE_ORGANISATIE, wachtzin)
    return unlock(header, gebruiker, wachtzin, secret_of)


def open_unlocked(
    folder: KluisFolder, header: KluisHeader, unlocked: Unlocked, *, vandaag: Callable[[], date] = date.today
) -> tuple[OpenKluis, Context]:
    """Open a kluis of which the slot was opened already.

    Raises:
        UserError: the user was removed, or it was made by a newer program.
        EnvironmentProblem: it is open elsewhere, or damaged (the text points to the back-ups).
    """
    with ExitStack() as exits:
        exits.enter_context(locked(folder, unlocked.slot.label))
        if not folder.data.stat().st_size:  # SQLCipher takes an empty file for a new database
            raise DamagedKluis("Het gegevensbestand (data.db) van deze kluis is leeg.")
        header, unlocked = settled(folder, header, unlocked)
        key = subkey(unlocked.master_key, Purpose.SQLCIPHER)
        migrate_if_needed(folder, key)
        op_netwerk = is_remote(folder.path)
        journal = _SAFE_FAR_AWAY if op_netwerk else "WAL"
        engine = open_engine(folder.data, key, journal=journal)
        exits.callback(engine.dispose)
        store = Store(engine, shipped_labels())
        with store.read() as session:
            row = kluis_row(session)
            actor, werk = _actor(unlocked, user_by_name(session, unlocked.slot.label))
            naam, oefening = row.naam, row.oefening
        make_small_findable(store, actor.naam)
        sitting = uuid.uuid4().hex
        if not werk.heel:
            store.close()
            store = _bounded_store(folder, key, journal, werk, sitting)
            exits.callback(store.close)
        kluis = OpenKluis(folder, naam, oefening, store, header, unlocked, op_netwerk)
        kluis._exits = exits.pop_all()  # noqa: SLF001 - our own value: the lock lives as long as it does
    return kluis, Context(store, actor, shipped_lists(), vandaag, oefening, werk, sitting)


def _bounded_store(folder: KluisFolder, key: bytes, journal: str, werk: Werkgebied, sitting: str) -> Store:
    """A store on which only the dossiers of a werkgebied are seen and written."""
    writer, reader = (
        open_engine(folder.data, key, journal=journal, prepare=prepare(werk, sitting, writing=writing))
        for writing in (True, False)
    )
    return Store(writer, shipped_labels(), reader=reader)


def _actor(unlocked: Unlocked, user: GebruikerRow | None) -> tuple[Actor, Werkgebied]:
    if unlocked.slot.type is SlotType.HERSTEL:
        return Actor(NOODCODE, Rol.VOORZITTER), HEEL
    if user is None or not user.actief:
        raise UserError("Deze gebruiker mag deze kluis niet meer openen.", "Vraag de beheerder.")
    rol = Rol(user.rol)
    werk = werkgebied_of(rol, user.gemeente, Tafels(user.tafels))
    return Actor(user.naam, rol, begrensd=not werk.heel), werk


def user_labels(path: Path) -> list[str]:
    """The names of the users that can open a kluis, as they stand in its sleutels.json.

    Raises:
        UserError: no kluis stands there.
        EnvironmentProblem: sleutels.json is damaged.
    """
    header = read_header(open_folder(kluis_path(path)).header)
    return [slot.label for slot in header.slots if slot.type is SlotType.GEBRUIKER]
