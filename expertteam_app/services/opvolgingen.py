"""Use cases after the table: looking back at an advice, and the way to BOEG and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import opvolgingen as q
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, BoegInbrengRow, CasusRow, OpvolgingRow, VoorzieningRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.boeg import BoegInfo, VoorzieningInfo
from expertteam_app.domain.casusregels import check_event
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.domain.opvolging import ANTWOORDEN, OpvolgingInfo
from expertteam_app.domain.zitting import mandaat_holder
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.tafelbeeld import all_mandates, presence_of

MAX_NAAM = 200


@dataclass(frozen=True, slots=True)
class NieuweInbreng:
    """A casus as it is brought to BOEG; `soort` is a code of boeg_soorten."""

    casus_id: int
    ingebracht_op: date
    soort: str
    procesregisseur: str = ""
    voorziening_id: int | None = None
    punt_id: int | None = None


class Opvolgingen:
    """What follows from an advice of the RET. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- looking back --------------------------------------------------------------------------------------------

    def of_punt(self, punt_id: int) -> list[OpvolgingInfo]:
        """The looks back at the advice of an item, first due first."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return q.opvolgingen(session, punt_id=punt_id)

    def alle(self) -> list[OpvolgingInfo]:
        """Every look back at an advice of any zitting: what is not done first, then by day."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return sorted(q.opvolgingen(session), key=lambda info: info.gedaan_op is not None)

    def te_laat_en_vandaag(self) -> tuple[int, int]:
        """How many looks back are late (their day has passed), and how many are due today."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            return q.nog_te_doen(session, self._context.vandaag())

    def change(self, opvolging_id: int, field: str, value: str) -> None:
        """Store one answer: uitgevoerd, geholpen, volgens or toelichting; with all three it is done today.

        Raises:
            FieldError: another field, or an answer outside the list.
            UserError: it is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        value = value.strip()
        if field != "toelichting" and (field not in ANTWOORDEN or (value and value not in ANTWOORDEN[field])):
            raise FieldError(field, "Dit antwoord kan hier niet.", "Kies een antwoord uit de lijst.")
        with self._context.write(f"terugkijken: {field}") as session:
            row = session.get(OpvolgingRow, opvolging_id)
            if row is None:
                raise UserError("Dit moment van terugkijken bestaat niet meer.")
            setattr(row, field, value)
            whole = all(getattr(row, question) for question in ANTWOORDEN)
            row.gedaan_op = (row.gedaan_op or self._context.vandaag()) if whole else None

    # -- BOEG ----------------------------------------------------------------------------------------------------

    def boeg(self, casus_id: int) -> list[BoegInfo]:
        """What was brought to BOEG for a casus, oldest first."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.boeg_of(session, casus_id)

    def naar_boeg(self, nieuw: NieuweInbreng) -> int:
        """Bring a casus to BOEG: klok D7 starts; returns the id.

        Where the RET is toegangspoort of the voorziening, the besluit of the item is the toegangsbesluit, by the
        mandaathouder who was there.

        Raises:
            FieldError: no kind, a day that cannot be, or a voorziening without a definitief besluit of the RET where
                that is needed.
            UserError: the casus, item or voorziening is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, "boeg_soorten", nieuw.soort, "soort")
        with self._context.write("ingebracht bij BOEG") as session:
            casus = self._casus(session, nieuw.casus_id)
            row = BoegInbrengRow(
                casus_id=casus.id,
                agendapunt_id=nieuw.punt_id,
                ingebracht_op=nieuw.ingebracht_op,
                soort=nieuw.soort,
                procesregisseur=nieuw.procesregisseur.strip()[:MAX_NAAM],
                voorziening_id=nieuw.voorziening_id,
            )
            self._gate(session, row, casus)
            session.add(row)
            session.flush()
            self._record(session, casus, Gebeurtenis(Soort.BOEG_INGEBRACHT, nieuw.ingebracht_op))
            return row.id

    def van_boeg(self, inbreng_id: int, datum: date, tekst: str) -> None:
        """Record what BOEG answered: klok D7 stops.

        Raises:
            FieldError: no text, or a day before the inbreng or in the future.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not tekst.strip():
            raise FieldError("terugkoppeling", "Schrijf op wat BOEG terugkoppelt.")
        with self._context.write("terugkoppeling van BOEG") as session:
            row = session.get(BoegInbrengRow, inbreng_id)
            if row is None:
                raise UserError("Deze inbreng bij BOEG bestaat niet meer.")
            if datum < row.ingebracht_op:
                raise FieldError("datum", "De terugkoppeling kan niet vóór de inbreng bij BOEG liggen.")
            first = row.terugkoppeling_op is None
            row.terugkoppeling_op, row.terugkoppeling = datum, tekst.strip()
            if first:
                casus = self._casus(session, row.casus_id)
                self._record(session, casus, Gebeurtenis(Soort.BOEG_TERUGGEKOPPELD, datum))

    # -- voorzieningen -------------------------------------------------------------------------------------------

    def voorzieningen(self) -> list[VoorzieningInfo]:
        """Every voorziening of the region, by name."""
        self._context.actor.require(Right.SETTINGS_READ)
        with self._context.read() as session:
            return q.all_voorzieningen(session)

    def add_voorziening(
        self, naam: str, aanbieder: str = "", *, boeg: bool = False, toegangspoort: bool = False
    ) -> int:
        """Add a voorziening; returns its id.

        Raises:
            FieldError: no name.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("voorziening toegevoegd") as session:
            row = VoorzieningRow(naam="", boeg=boeg, toegangspoort=toegangspoort)
            _name(row, naam, aanbieder)
            session.add(row)
            session.flush()
            return row.id

    def change_voorziening(
        self, voorziening_id: int, naam: str, aanbieder: str, *, boeg: bool, toegangspoort: bool, actief: bool
    ) -> None:
        """Change a voorziening; one that is not actief is offered no more and stays readable.

        Raises:
            FieldError: no name.
            UserError: it is gone.
        """
        self._context.actor.require(Right.SETTINGS_WRITE)
        with self._context.write("voorziening gewijzigd") as session:
            row = session.get(VoorzieningRow, voorziening_id)
            if row is None:
                raise UserError("Deze voorziening bestaat niet meer.")
            _name(row, naam, aanbieder)
            row.boeg, row.toegangspoort, row.actief = boeg, toegangspoort, actief

    # -- shared steps -------------------------------------------------------------------------------------------

    def _casus(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = casus_q.get_casus(session, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _record(self, session: DbSession, casus: CasusRow, event: Gebeurtenis) -> None:
        born = casus.jeugdige.geboortedatum
        check_event(event, casus_q.log_of(casus), vandaag=self._context.vandaag(), geboortedatum=born)
        casus_q.add_event(session, casus, event)
        casus_q.rewrite_overview(session, [casus], self._context.labels)

    def _gate(self, session: DbSession, row: BoegInbrengRow, casus: CasusRow) -> None:
        """The toegangsbesluit where the RET is toegangspoort (S1 section 3.1)."""
        target = session.get(VoorzieningRow, row.voorziening_id) if row.voorziening_id else None
        if row.voorziening_id and target is None:
            raise UserError("Deze voorziening bestaat niet meer.")
        punt = session.get(AgendapuntRow, row.agendapunt_id) if row.agendapunt_id else None
        final = punt is not None and any(b.definitief for b in punt.besluiten)
        if target is not None and target.toegangspoort and not final:
            raise FieldError(
                "voorziening",
                "Voor deze voorziening is eerst een definitief besluit van het RET nodig.",
                "Neem het besluit aan tafel, met mandaat van de gemeente.",
            )
        if punt is not None and final and target is not None and target.toegangspoort:
            zitting = session.get_one(ZittingRow, punt.zitting_id)
            row.toegangsbesluit_op = zitting.datum
            holder = mandaat_holder(casus.gemeente, zitting.datum, presence_of(zitting, punt.id), all_mandates(session))
            row.mandaathouder_id = holder.persoon_id if holder is not None else None


def _name(row: VoorzieningRow, naam: str, aanbieder: str) -> None:
    if not naam.strip() or len(naam) > MAX_NAAM or len(aanbieder) > MAX_NAAM:
        raise FieldError("naam", f"Vul een naam in van hoogstens {MAX_NAAM} tekens.")
    row.naam, row.aanbieder = naam.strip(), aanbieder.strip()
