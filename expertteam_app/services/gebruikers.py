"""Use cases on the users of a kluis: who may open it, in what role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.audit import append, canonical
from expertteam_app.db.queries.instellingen import user_by_name, users
from expertteam_app.db.queries.zittingen import all_personen
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import GebruikerRow, PersoonRow
from expertteam_app.domain.access import ROLES, Right, Rol
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.noodcode import is_last_group
from expertteam_app.domain.werkgebied import Tafels
from expertteam_app.security.apparaat import forget_secret, new_secret, secret_of
from expertteam_app.security.header import KluisHeader, Slot, SlotType
from expertteam_app.security.kdf import KdfParams
from expertteam_app.security.keyslots import add_slot, find_slot, remove_slot, replace_slot, unlock
from expertteam_app.security.passphrase import passphrase_problem
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.kluis import NOODCODE, NOODCODE_ORGANISATIE, OpenKluis
from expertteam_app.services.sleutelwissel import plan_new_key


@dataclass(frozen=True, slots=True)
class Gebruikerplek:
    """What a user is in this kluis besides a name.

    Attributes:
        gemeente: of a toegangsmedewerker: the only one of which he sees dossiers; None: all.
        tafels: of which tables he sees dossiers.
        persoon_id: who he is at the table, and so whose mandaat he holds; None: nobody.
    """

    rol: Rol
    gemeente: str | None = None
    tafels: Tafels = Tafels.BEIDE
    persoon_id: int | None = None


@dataclass(frozen=True, slots=True)
class GebruikerInfo:
    """A user of this kluis.

    Attributes:
        persoon: the name of who he is at the table; empty: nobody.
        mandaten: the gemeenten (CBS codes) he may act for today, each with its last day.
    """

    naam: str
    rol: Rol
    gemeente: str | None
    tafels: Tafels
    actief: bool
    persoon_id: int | None = None
    persoon: str = ""
    mandaten: tuple[tuple[str, date | None], ...] = ()


class Gebruikers:
    """The users. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context, kluis: OpenKluis) -> None:
        self._context = context
        self._kluis = kluis

    def all(self) -> list[GebruikerInfo]:
        """Every user, by name."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            people = {p.id: p for p in all_personen(session)}
            return [self._info(u, people.get(u.persoon_id or 0)) for u in users(session)]

    def _info(self, user: GebruikerRow, persoon: PersoonRow | None) -> GebruikerInfo:
        today = self._context.vandaag()
        mandaten = persoon.mandaten if persoon else ()
        return GebruikerInfo(
            naam=user.naam,
            rol=Rol(user.rol),
            gemeente=user.gemeente,
            tafels=Tafels(user.tafels),
            actief=user.actief and self._has_key(user),
            persoon_id=user.persoon_id,
            persoon=persoon.naam if persoon else "",
            mandaten=tuple(
                (m.gemeente, m.tot) for m in mandaten if m.van <= today and (m.tot is None or today <= m.tot)
            ),
        )

    def personen(self) -> list[tuple[int, str]]:
        """Who sits at the tables, as id and name: one of them can be a user of the kluis."""
        self._context.actor.require(Right.USERS_WRITE)
        with self._context.read() as session:
            return [(p.id, p.naam) for p in all_personen(session) if p.actief]

    def _has_key(self, user: GebruikerRow) -> bool:
        """Whether there is a slot for this user; in a kluis made of a back-up one who left since has none."""
        return find_slot(self._kluis.header, user.naam) is not None

    def add(self, naam: str, plek: Gebruikerplek, wachtzin: str, *, kdf: KdfParams | None = None) -> None:
        """Give someone an own slot with a first wachtzin, to be changed by that person.

        Raises:
            FieldError: the name is taken or empty, the wachtzin too weak, or something in `plek` is unknown.
        """
        self._context.actor.require(Right.USERS_WRITE)
        problem = passphrase_problem(wachtzin, naam)
        if problem:
            raise FieldError("wachtzin", problem)
        if naam.strip().casefold() in (NOODCODE.casefold(), NOODCODE_ORGANISATIE.casefold()):
            raise FieldError("naam", "Zo heet een noodcode al.", "Kies een andere naam.")
        self._check(plek)
        header, label = self._with_slot(naam, wachtzin, kdf)
        with self._context.write("gebruiker toegevoegd") as session:
            if user_by_name(session, label) is not None:
                raise FieldError("naam", "Deze naam is al gebruikt in deze kluis.", "Kies een andere naam.")
            row = GebruikerRow(naam=label)
            _put(session, row, plek)
            session.add(row)
            session.flush()
            self._kluis.write_header(header)

    def _check(self, plek: Gebruikerplek) -> None:
        if plek.gemeente:
            checked_code(self._context.lists, "gemeenten", plek.gemeente, "gemeente")

    def _with_slot(self, naam: str, wachtzin: str, kdf: KdfParams | None) -> tuple[KluisHeader, str]:
        """The header with a slot for someone new, and the name as it stands in it.

        ``sleutels.json`` is written just before the row of the user. A program that was killed in between left a slot
        that is nobody's: it gets the new wachtzin.
        """
        header, unlocked = self._kluis.header, self._kluis.unlocked
        left = find_slot(header, naam)
        if left is not None and left.type is SlotType.GEBRUIKER:
            with self._context.read() as session:
                known = user_by_name(session, left.label) is not None
            if not known:
                return replace_slot(header, unlocked, left.label, wachtzin, kdf)[0], left.label
        header = add_slot(header, unlocked, naam, wachtzin, params=kdf)
        return header, header.slots[-1].label

    def change(self, naam: str, plek: Gebruikerplek) -> None:
        """Give a user another role, werkgebied or persoon; it counts from the next time that one opens the kluis.

        Raises:
            UserError: there is no such user, or nobody would be left who may manage users.
            FieldError: an unknown gemeente or persoon.
        """
        self._context.actor.require(Right.USERS_WRITE)
        self._check(plek)
        with self._context.write("gebruiker gewijzigd") as session:
            row = _existing(session, naam)
            others = [u for u in users(session) if u.actief and u.naam != row.naam and self._has_key(u)]
            if not any(Right.USERS_WRITE in ROLES[r] for r in (plek.rol, *(Rol(u.rol) for u in others))):
                raise UserError(
                    "Dan is er niemand meer die gebruikers mag beheren.", "Geef eerst iemand anders die rol."
                )
            _put(session, row, plek)

    def new_passphrase(self, naam: str, wachtzin: str, *, kdf: KdfParams | None = None) -> None:
        """Give someone who lost his wachtzin a new one, to be changed by that person; his own is not needed for it.

        Raises:
            UserError: there is no such user, or it is the one who is working now.
            FieldError: the wachtzin is too weak.
        """
        self._context.actor.require(Right.USERS_WRITE)
        if naam == self._context.actor.naam:
            raise UserError("Dit is uw eigen wachtzin.", "Wijzig hem met uw huidige wachtzin erbij.")
        header, _own = replace_slot(self._kluis.header, self._kluis.unlocked, naam, wachtzin, kdf)
        with self._context.write("nieuwe wachtzin gegeven") as session:
            row = _existing(session, naam)
            append(session, [("gebruiker", row.id, "gewijzigd", canonical({"wachtzin": [None, None]}))])
            self._kluis.write_header(header)

    def noodcodes(self) -> tuple[str, ...]:
        """The names of the noodcodes of this kluis; never a code, which stands on paper only."""
        self._context.actor.require(Right.SETTINGS_READ)
        return tuple(slot.label for slot in self._kluis.header.slots if slot.type is SlotType.HERSTEL)

    def set_noodcode(self, code: str, overgetypt: str, naam: str = NOODCODE, *, kdf: KdfParams | None = None) -> None:
        """Let a new noodcode take the place of the old one with this name, or stand beside the other.

        Args:
            code: a fresh one (`new_code`), as it was shown.
            overgetypt: its last group as it was typed from paper: proof that it was written down.
            naam: `NOODCODE`, or `NOODCODE_ORGANISATIE` for the one that lies with the organisation.
            kdf: the cost of Argon2id; None is the usual one.

        Raises:
            FieldError: what was typed is not the last group.
        """
        self._context.actor.require(Right.USERS_WRITE)
        if not is_last_group(code, overgetypt):
            raise FieldError("overgetypt", "Dit is niet het laatste blok van de noodcode.", "Kijk op het papier.")
        header, unlocked = self._kluis.header, self._kluis.unlocked
        if find_slot(header, naam) is None:
            header = add_slot(header, unlocked, naam, code, SlotType.HERSTEL, kdf)
            own = unlocked
        else:
            header, own = replace_slot(header, unlocked, naam, code, kdf)
        with self._context.write("noodcode gewijzigd") as session:
            append(session, [("kluis", 1, "gewijzigd", canonical({"noodcode": [None, None]}))])
            self._kluis.write_header(header)
            self._kluis.unlocked = own

    def remove(self, naam: str) -> None:
        """Take away someone's slot and right to open the kluis; it gets a new key when it closes (KLUIS section 5).

        So a master key that he kept opens nothing any more. Who has an older copy of the files and remembers the
        wachtzin can still open that copy.

        Raises:
            UserError: no such user, or it is the user who is working now.
        """
        self._context.actor.require(Right.USERS_WRITE)
        if naam == self._context.actor.naam:
            raise UserError("U kunt uzelf niet weghalen.", "Vraag een andere gebruiker om dit te doen.")
        header = remove_slot(self._kluis.header, self._kluis.unlocked, naam)
        with self._context.write("gebruiker weggehaald") as session:
            row = _existing(session, naam)
            row.actief = False
            session.flush()
            self._kluis.write_header(header)
            self._plan_new_key()

    def nieuwe_sleutel(self) -> None:
        """Ask for a new key of the kluis, for when somebody may have kept the old one; given when it closes.

        Everyone keeps his wachtzin, and the noodcode stays what it is.

        Raises:
            EnvironmentProblem: the disk refuses.
        """
        self._context.actor.require(Right.USERS_WRITE)
        with self._context.write("nieuwe sleutel gevraagd") as session:
            append(session, [("kluis", 1, "gewijzigd", canonical({"sleutel": [None, None]}))])
            self._plan_new_key()

    def _plan_new_key(self) -> None:
        plan_new_key(self._kluis.folder, self._kluis.header, self._kluis.unlocked)

    def change_passphrase(self, oud: str, nieuw: str, *, kdf: KdfParams | None = None) -> None:
        """Change the wachtzin of the user who is working now.

        Raises:
            WrongPassphrase: the old wachtzin is wrong.
            FieldError: the new one is too weak.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        naam = self._kluis.unlocked.slot.label
        problem = passphrase_problem(nieuw, naam)
        if problem:
            raise FieldError("wachtzin", problem)
        check_passphrase(self._kluis, oud)
        slot = self._kluis.unlocked.slot
        kept = secret_of(self._kluis.header.kluis_id, slot.id) if slot.device_bound else None
        header, own = replace_slot(self._kluis.header, self._kluis.unlocked, naam, nieuw, kdf, kept)
        with self._context.write("wachtzin gewijzigd") as session:
            row = user_by_name(session, naam)
            append(session, [("gebruiker", row.id if row else 0, "gewijzigd", canonical({"wachtzin": [None, None]}))])
            self._kluis.write_header(header)
            self._kluis.unlocked = own

    @property
    def bound(self) -> bool:
        """Whether the own wachtzin works on this computer only."""
        self._context.actor.require(Right.SETTINGS_READ)
        return self._kluis.unlocked.slot.device_bound

    def bind(self, wachtzin: str, *, kdf: KdfParams | None = None) -> None:
        """Let the own wachtzin work on this computer only, by a second secret in its keyring.

        Raises:
            WrongPassphrase: it is not the own wachtzin.
            UserError: whoever works now came in with a noodcode.
            EnvironmentProblem: this computer has no keyring that can be trusted.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        slot = self._own_slot()
        check_passphrase(self._kluis, wachtzin)
        self._rebind(wachtzin, kdf, new_secret(self._kluis.header.kluis_id, slot.id), "wachtzin aan computer gekoppeld")

    def unbind(self, wachtzin: str, *, kdf: KdfParams | None = None) -> None:
        """Let the own wachtzin work on every computer again.

        Raises:
            WrongPassphrase: it is not the own wachtzin.
            UserError: whoever works now came in with a noodcode.
        """
        self._context.actor.require(Right.SETTINGS_READ)
        slot = self._own_slot()
        check_passphrase(self._kluis, wachtzin)
        self._rebind(wachtzin, kdf, None, "wachtzin van computer losgemaakt")
        forget_secret(self._kluis.header.kluis_id, slot.id)

    def _own_slot(self) -> Slot:
        slot = self._kluis.unlocked.slot
        if slot.type is not SlotType.GEBRUIKER:
            raise UserError("Een noodcode is aan geen computer te koppelen.", "Open de kluis met uw wachtzin.")
        return slot

    def _rebind(self, wachtzin: str, kdf: KdfParams | None, device: bytes | None, handeling: str) -> None:
        naam = self._kluis.unlocked.slot.label
        header, own = replace_slot(self._kluis.header, self._kluis.unlocked, naam, wachtzin, kdf, device)
        with self._context.write(handeling) as session:
            row = user_by_name(session, naam)
            bound = {"computer": [device is None, device is not None]}
            append(session, [("gebruiker", row.id if row else 0, "gewijzigd", canonical(bound))])
            self._kluis.write_header(header)
            self._kluis.unlocked = own


def _put(session: DbSession, row: GebruikerRow, plek: Gebruikerplek) -> None:
    if plek.persoon_id is not None and session.get(PersoonRow, plek.persoon_id) is None:
        raise FieldError("persoon", "Deze persoon bestaat niet meer.", "Kies iemand uit de lijst.")
    row.rol, row.gemeente = plek.rol.value, plek.gemeente or None
    row.tafels, row.persoon_id = plek.tafels.value, plek.persoon_id


def _existing(session: DbSession, naam: str) -> GebruikerRow:
    row = user_by_name(session, naam)
    if row is None or not row.actief:
        raise UserError("Deze gebruiker bestaat niet meer.", "Kies een naam uit de lijst.")
    return row


def check_passphrase(kluis: OpenKluis, wachtzin: str) -> None:
    """Prove that this is the wachtzin of the user who opened the kluis.

    Raises:
        WrongPassphrase: it is not.
    """
    unlock(kluis.header, kluis.unlocked.slot.label, wachtzin, secret_of)
