"""Use cases on a gezin: its people, what they are to each child, partnerships, and children that change gezin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from expertteam_app.db.queries import netwerk as q
from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, GezinRow, GezinslidRow, GezinsrelatieRow, PartnerschapRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.geboorte import VELD, checked_geboortejaar
from expertteam_app.domain.namen import name_part
from expertteam_app.domain.netwerk import Gezinsrelatie, Netwerk, Partnerschap
from expertteam_app.domain.netwerkregels import (
    check_lid,
    check_partner,
    check_relatie,
    gezag_na,
    gezag_van,
)
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context

LID_VELDEN = frozenset(
    {"voornaam", "tussenvoegsel", "achternaam", "geslacht", "geboortedatum", VELD}
    | {"overleden", "instelling", "toelichting"}
)
NAAMVELDEN = frozenset({"voornaam", "tussenvoegsel", "achternaam"})
RELATIE_VELDEN = frozenset({"rol", "gezag", "woont_samen", "contact"})
ROLLEN = "jeugdzorgrollen"


@dataclass(frozen=True, slots=True)
class NieuwLid:
    """Someone to add to a gezin; a name or an instelling is needed."""

    voornaam: str = ""
    tussenvoegsel: str = ""
    achternaam: str = ""
    geslacht: str = ""
    geboortedatum: date | None = None
    overleden: bool = False
    instelling: str = ""
    toelichting: str = ""
    geboortejaar: str = ""


@dataclass(frozen=True, slots=True)
class NieuweRelatie:
    """What someone is to one child; `rol` is a code of the list jeugdzorgrollen."""

    jeugdige_id: int
    rol: str
    gezag: str = ""
    woont_samen: bool = False
    contact: str = ""


def gezin_gone() -> UserError:
    """The sentence for a gezin that is not there any more."""
    return UserError("Dit gezin bestaat niet meer.", "Ververs de lijst; misschien is een import ongedaan gemaakt.")


class Gezinnen:
    """What a user does with a gezin. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def netwerk(self, gezin_id: int) -> Netwerk:
        """A gezin with its children and everyone around them.

        Raises:
            UserError: the gezin is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return self._network(session, gezin_id)

    def netwerk_van_casus(self, casus_id: int) -> Netwerk:
        """The gezin of the child of a casus.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return self._network(session, self._casus(session, casus_id).jeugdige.gezin_id)

    # -- people --------------------------------------------------------------------------------------------------

    def add_lid(self, gezin_id: int, nieuw: NieuwLid, relaties: Sequence[NieuweRelatie] = ()) -> int:
        """Add someone with what he is to one or more children, in one act; returns the id.

        Raises:
            FieldError: no name, an impossible date, a contradiction of role and gezag, or already there.
            UserError: the gezin or a child is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("gezinslid toegevoegd") as session:
            netwerk = self._network(session, gezin_id)
            row = GezinslidRow(gezin_id=gezin_id)
            for field in sorted(LID_VELDEN):
                setattr(row, field, _lid_value(field, getattr(nieuw, field), self._context.vandaag()))
            row.geboortejaar = "" if row.geboortedatum is not None else row.geboortejaar
            check_lid(replace(q.to_lid(row), id=0), netwerk, self._context.vandaag())
            session.add(row)
            session.flush()
            for relatie in relaties:
                self._add_relation(session, row, relatie)
            return row.id

    def change_lid(self, lid_id: int, field: str, value: object) -> None:
        """Store one changed field of a person.

        Raises:
            FieldError: the value does not fit, also beside the children this person is a parent of.
            UserError: the person is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if field not in LID_VELDEN:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        with self._context.write(f"gezinslid: {field.replace('_', ' ')} gewijzigd") as session:
            row = self._member(session, lid_id)
            netwerk = self._network(session, row.gezin_id)
            setattr(row, field, _lid_value(field, value, self._context.vandaag()))
            if field == "geboortedatum" and row.geboortedatum is not None:
                row.geboortejaar = ""
            elif field == VELD and row.geboortejaar:
                row.geboortedatum = None
            check_lid(q.to_lid(row), netwerk, self._context.vandaag())

    def remove_lid(self, lid_id: int) -> None:
        """Take a person out of the gezin with all relations and partnerships.

        Raises:
            UserError: the person is gone, or an answer on toestemming rests on him.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("gezinslid weggehaald") as session:
            row = self._member(session, lid_id)
            if q.gave_consent(session, lid_id):
                raise UserError(
                    "Bij deze persoon is een antwoord over toestemming vastgelegd.",
                    "Haal dat antwoord eerst weg, of laat de persoon staan.",
                )
            session.delete(row)

    # -- relations -----------------------------------------------------------------------------------------------

    def add_relatie(self, lid_id: int, nieuw: NieuweRelatie) -> int:
        """Record what someone is to a child; returns the id.

        Raises:
            FieldError: it contradicts itself or what is there.
            UserError: the person or the child is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("rol bij een kind vastgelegd") as session:
            return self._add_relation(session, self._member(session, lid_id), nieuw)

    def change_relatie(self, relatie_id: int, field: str, value: object) -> None:
        """Store one changed field of a relation: rol, gezag, woont_samen or contact.

        Raises:
            FieldError: it contradicts itself or what is there.
            UserError: the relation is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if field not in RELATIE_VELDEN:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        with self._context.write(f"gezinsrelatie: {field.replace('_', ' ')} gewijzigd") as session:
            row = self._relation(session, relatie_id)
            netwerk = self._network(session, self._member(session, row.gezinslid_id).gezin_id)
            old = q.to_relatie(row)
            if field == "rol":
                rol = checked_code(self._context.lists, ROLLEN, str(value), "rol")
                new = replace(old, rol=rol, gezag=gezag_na(old.rol, rol, old.gezag))
            elif field == "gezag":
                new = replace(old, gezag=gezag_van(old.rol, str(value or "")))
            elif field == "woont_samen":
                new = replace(old, woont_samen=bool(value))
            else:
                new = replace(old, contact=str(value or ""))
            check_relatie(new, netwerk)
            row.rol, row.gezag, row.woont_samen, row.contact = new.rol, new.gezag, new.woont_samen, new.contact

    def remove_relatie(self, relatie_id: int) -> None:
        """Take back what someone is to a child; the person stays in the gezin.

        Raises:
            UserError: the relation is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("rol bij een kind weggehaald") as session:
            row = self._relation(session, relatie_id)
            member = self._member(session, row.gezinslid_id)
            member.relaties.remove(row)

    # -- partners ------------------------------------------------------------------------------------------------

    def add_partner(self, een_id: int, ander_id: int, soort: str) -> int:
        """Record that two people are or were partners; returns the id.

        Raises:
            FieldError: with himself, twice, a body, or an unknown kind.
            UserError: one of them is gone, or they are of two gezinnen.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("partners vastgelegd") as session:
            een, ander = self._member(session, een_id), self._member(session, ander_id)
            if een.gezin_id != ander.gezin_id:
                raise UserError("Deze twee staan niet bij hetzelfde gezin.")
            check_partner(Partnerschap(0, een_id, ander_id, soort), self._network(session, een.gezin_id))
            row = PartnerschapRow(een_id=een_id, ander_id=ander_id, soort=soort)
            session.add(row)
            session.flush()
            return row.id

    def change_partner(self, partnerschap_id: int, soort: str) -> None:
        """Change what two partners are: samen, gehuwd, uit elkaar or gescheiden.

        Raises:
            FieldError: an unknown kind.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("partners: soort gewijzigd") as session:
            row = self._partnership(session, partnerschap_id)
            netwerk = self._network(session, self._member(session, row.een_id).gezin_id)
            check_partner(replace(q.to_partnerschap(row), soort=soort), netwerk)
            row.soort = soort

    def remove_partner(self, partnerschap_id: int) -> None:
        """Take back that two people are partners.

        Raises:
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("partners weggehaald") as session:
            session.delete(self._partnership(session, partnerschap_id))

    # -- shared steps --------------------------------------------------------------------------------------------

    def _casus(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = get_casus(session, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _network(self, session: DbSession, gezin_id: int) -> Netwerk:
        gezin = session.get(GezinRow, gezin_id)
        if gezin is None:
            raise gezin_gone()
        return q.network_of(session, gezin)

    def _member(self, session: DbSession, lid_id: int) -> GezinslidRow:
        row = session.get(GezinslidRow, lid_id)
        if row is None:
            raise UserError("Deze persoon staat niet meer bij het gezin.")
        return row

    def _relation(self, session: DbSession, relatie_id: int) -> GezinsrelatieRow:
        row = session.get(GezinsrelatieRow, relatie_id)
        if row is None:
            raise UserError("Deze rol is al weggehaald.")
        return row

    def _partnership(self, session: DbSession, partnerschap_id: int) -> PartnerschapRow:
        row = session.get(PartnerschapRow, partnerschap_id)
        if row is None:
            raise UserError("Deze relatie tussen partners is al weggehaald.")
        return row

    def _add_relation(self, session: DbSession, member: GezinslidRow, nieuw: NieuweRelatie) -> int:
        netwerk = self._network(session, member.gezin_id)
        if netwerk.kind(nieuw.jeugdige_id) is None:
            raise UserError("Dit kind staat niet meer bij dit gezin.")
        rol = checked_code(self._context.lists, ROLLEN, nieuw.rol, "rol")
        gezag = gezag_van(rol, nieuw.gezag)
        wanted = Gezinsrelatie(0, member.id, nieuw.jeugdige_id, rol, gezag, nieuw.woont_samen, nieuw.contact)
        check_relatie(wanted, netwerk)
        row = GezinsrelatieRow(
            gezinslid_id=member.id,
            jeugdige_id=nieuw.jeugdige_id,
            rol=rol,
            gezag=gezag,
            woont_samen=nieuw.woont_samen,
            contact=nieuw.contact,
        )
        member.relaties.append(row)
        session.flush()
        return row.id


def _lid_value(field: str, value: object, vandaag: date) -> object:
    if field in NAAMVELDEN:
        return name_part(value, field)
    if field == "geboortedatum":
        if value is not None and not isinstance(value, date):
            raise FieldError(field, "Dit is geen datum.", "Typ bijvoorbeeld 12-3-1984.")
        return value
    if field == VELD:
        return checked_geboortejaar(str(value or ""), vandaag)
    if field == "overleden":
        return bool(value)
    return str(value or "").strip()
