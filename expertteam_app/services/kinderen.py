"""Use cases on the children of a gezin: one without a casus, what is known of a child, and the way to another gezin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import netwerk as q
from expertteam_app.db.queries.casussen import log_of, rewrite_overview
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige, children_by_gezin, name_key
from expertteam_app.db.queries.verhuizing import move_child
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import GezinRow, JeugdigeRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.codelijst import fold
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.geboorte import VELD, checked_geboortejaar
from expertteam_app.domain.namen import name_part
from expertteam_app.domain.netwerk import GESLACHT
from expertteam_app.domain.netwerkregels import check_relatie
from expertteam_app.services.casussen import checked_birth, checked_birth_year
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.gezinnen import NAAMVELDEN, gezin_gone

MEESTE_GEZINNEN = 12
KORTSTE_ZOEKTEKST = 2


@dataclass(frozen=True, slots=True)
class NieuwKind:
    """A brother or sister without a casus."""

    voornaam: str
    achternaam: str
    gemeente: str
    tussenvoegsel: str = ""
    geboortedatum: date | None = None
    geslacht: str = ""
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class GezinKeuze:
    """A gezin to choose from: its name and its children."""

    id: int
    naam: str
    kinderen: tuple[str, ...]


class Kinderen:
    """What a user does with the children of a gezin. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find_gezinnen(self, tekst: str) -> tuple[GezinKeuze, ...]:
        """Gezinnen with a child or a casus number like this; at most `MEESTE_GEZINNEN`, from two characters on."""
        self._context.actor.require(Right.CASUS_READ)
        key = fold(tekst)
        if len(key) < KORTSTE_ZOEKTEKST:
            return ()
        with self._context.read() as session:
            found = q.gezinnen_like(session, key, MEESTE_GEZINNEN)
            children = children_by_gezin(session, [g.id for g in found])
            return tuple(GezinKeuze(g.id, g.naam, tuple(k.naam for k in children.get(g.id, ()))) for g in found)

    def add(self, gezin_id: int, nieuw: NieuwKind) -> int:
        """Add a brother or sister without a casus; returns the id of the jeugdige.

        Raises:
            FieldError: no name, an impossible date or an unknown gemeente.
            UserError: the gezin is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not nieuw.voornaam.strip() and not nieuw.achternaam.strip():
            raise FieldError("voornaam", "Vul minstens een voornaam of achternaam in.")
        checked_code(self._context.lists, "gemeenten", nieuw.gemeente, "gemeente")
        self._not_unborn(nieuw.geboortedatum)
        with self._context.write("broer of zus toegevoegd") as session:
            if session.get(GezinRow, gezin_id) is None:
                raise gezin_gone()
            row = add_jeugdige(
                session,
                gezin_id,
                voornaam=name_part(nieuw.voornaam, "voornaam"),
                tussenvoegsel=name_part(nieuw.tussenvoegsel, "tussenvoegsel"),
                achternaam=name_part(nieuw.achternaam, "achternaam"),
                geboortedatum=nieuw.geboortedatum,
                geboortejaar=checked_geboortejaar(nieuw.geboortejaar, self._context.vandaag()),
                gemeente=nieuw.gemeente,
            )
            row.geslacht = _geslacht(nieuw.geslacht)
            return row.id

    def change(self, jeugdige_id: int, field: str, value: object) -> None:
        """Store one changed field of a child: a name, geslacht, geboortedatum, geboortejaar or gemeente.

        Raises:
            FieldError: the value does not fit, also beside the parents and the casussen of the child.
            UserError: the child is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write(f"jeugdige: {field.replace('_', ' ')} gewijzigd") as session:
            row = self._child(session, jeugdige_id)
            casussen = q.casussen_of(session, jeugdige_id)
            if field in NAAMVELDEN:
                setattr(row, field, name_part(value, field))
                if not row.voornaam and not row.achternaam:
                    raise FieldError(field, "Zonder voornaam en achternaam heeft de jeugdige geen naam.")
                row.naam_sleutel = name_key(row.voornaam, row.tussenvoegsel, row.achternaam)
            elif field == "geslacht":
                row.geslacht = _geslacht(value)
            elif field == "geboortedatum":
                if not casussen:
                    self._not_unborn(value)
                log = tuple(event for casus in casussen for event in log_of(casus))
                row.geboortedatum = checked_birth(value, log, self._context.vandaag())
                row.geboortejaar = row.geboortejaar if row.geboortedatum is None else ""
                self._check_parents(session, row)
            elif field == VELD:
                days = (event.datum for casus in casussen for event in log_of(casus))
                row.geboortejaar = checked_birth_year(str(value or ""), min(days, default=self._context.vandaag()))
                row.geboortedatum = None if row.geboortejaar else row.geboortedatum
            elif field == "gemeente":
                row.gemeente = checked_code(self._context.lists, "gemeenten", str(value), "gemeente")
                for casus in casussen:
                    casus.gemeente = row.gemeente
            else:
                raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
            rewrite_overview(session, casussen, self._context.labels)

    def remove(self, jeugdige_id: int) -> None:
        """Take away a child that has no casus and no VTB, with its relations.

        Raises:
            UserError: the child is gone, or a casus or VTB is about it.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("broer of zus weggehaald") as session:
            row = self._child(session, jeugdige_id)
            if q.in_use(session, jeugdige_id):
                raise UserError("Over dit kind is een casus of een VTB bekend; daarom blijft het bij het gezin staan.")
            q.delete_all(session, q.relations_of_child(session, jeugdige_id))
            session.delete(row)

    def move(self, jeugdige_id: int, gezin_id: int | None) -> int:
        """Move a child with its casussen to another gezin (None: a new one), in one act; returns the gezin.

        Who is related to the child goes along: someone who is also related to a child that stays, is written down in
        both gezinnen; someone who is known there already (same name and birth) is not written down twice.

        Raises:
            FieldError: it is in that gezin already.
            UserError: the child or the gezin is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("kind naar ander gezin") as session:
            row = self._child(session, jeugdige_id)
            if gezin_id == row.gezin_id:
                raise FieldError("gezin", "Dit kind hoort al bij dit gezin.", "Kies een ander gezin.")
            if gezin_id is None:
                target = add_gezin(session, f"gezin {row.achternaam or row.voornaam}").id
            elif session.get(GezinRow, gezin_id) is None:
                raise gezin_gone()
            else:
                target = gezin_id
            move_child(session, row, target)
            return target

    def _child(self, session: DbSession, jeugdige_id: int) -> JeugdigeRow:
        row = session.get(JeugdigeRow, jeugdige_id)
        if row is None:
            raise UserError("Dit kind staat niet meer bij het gezin.")
        return row

    def _not_unborn(self, geboren: object) -> None:
        if isinstance(geboren, date) and geboren > self._context.vandaag():
            raise FieldError("geboortedatum", "Deze geboortedatum ligt in de toekomst.", "Controleer het jaartal.")

    def _check_parents(self, session: DbSession, row: JeugdigeRow) -> None:
        """A parent cannot be younger than the child, also when the child's date is the one that changes."""
        session.flush()
        gezin = session.get(GezinRow, row.gezin_id)
        if gezin is None:
            raise gezin_gone()
        netwerk = q.network_of(session, gezin)
        for relatie in netwerk.van_kind(row.id):
            try:
                check_relatie(relatie, netwerk)
            except FieldError as error:
                raise FieldError("geboortedatum", error.text, error.remedy) from error


def _geslacht(value: object) -> str:
    if str(value or "") not in GESLACHT:
        raise FieldError("geslacht", "Kies jongen, meisje, anders of onbekend.")
    return str(value or "")
