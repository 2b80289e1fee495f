"""Use cases on what is coded about a casus: oorzaken, hiaten, zoekregels and acties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.zittingen import get_punt
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ActieRow, CasusRow, HiaatRow, OorzaakRow, ZoekregelRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import VROEGSTE_DATUM
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context

WACHTTIJD_WEKEN = range(521)
"""Weeks of waiting that an aanbieder can name: up to ten years."""


@dataclass(frozen=True, slots=True)
class NieuweZoekregel:
    """A zoekregel as typed; codes of the lists zorgvormen, antwoord_aanbieder and reden_afwijzing."""

    zorgvorm: str
    datum: date
    aanbieder: str = ""
    antwoord: str = ""
    reden: str = ""
    wachttijd_weken: int | None = None


class Codering:
    """What is coded at or after the table. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def set_oorzaken(self, casus_id: int, codes: Sequence[str], hoofdoorzaak: str | None = None) -> None:
        """Make these the causes of a casus; causes that stay keep the list version they were chosen from.

        Raises:
            FieldError: a code outside the list, or a main cause that is not among the causes.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        for code in codes:
            checked_code(self._context.lists, "oorzaken", code, "oorzaken")
        if hoofdoorzaak and hoofdoorzaak not in codes:
            raise FieldError("hoofdoorzaak", "De hoofdoorzaak moet een van de gekozen oorzaken zijn.")
        versie = self._context.lists["oorzaken"].versie
        with self._context.write("oorzaken gecodeerd") as session:
            casus = self._get(session, casus_id)
            for row in [r for r in casus.oorzaken if r.code not in codes]:
                casus.oorzaken.remove(row)
                session.delete(row)
            have = {row.code for row in casus.oorzaken}
            for code in codes:
                if code not in have:
                    casus.oorzaken.append(OorzaakRow(casus_id=casus.id, code=code, lijst_versie=versie))
            for row in casus.oorzaken:
                row.hoofdoorzaak = row.code == hoofdoorzaak
            self._rewrite(session, casus)

    def add_hiaat(self, casus_id: int, zorgvorm: str, aard: str, datum: date) -> int:
        """Record what was missing; returns the id.

        Raises:
            FieldError: a code outside the lists, or a date in the future.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, "zorgvormen", zorgvorm, "zorgvorm")
        checked_code(self._context.lists, "aard_hiaat", aard, "aard")
        self._not_future(datum)
        with self._context.write("hiaat vastgelegd") as session:
            casus = self._get(session, casus_id)
            row = HiaatRow(
                casus_id=casus.id,
                zorgvorm=zorgvorm,
                aard=aard,
                lijst_versie=self._context.lists["aard_hiaat"].versie,
                vastgesteld_op=datum,
            )
            casus.hiaten.append(row)
            self._rewrite(session, casus)
            return row.id

    def remove_hiaat(self, hiaat_id: int) -> None:
        """Take away a hiaat that does not hold; the audit log keeps what it was.

        Raises:
            UserError: it is gone already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("hiaat weggehaald") as session:
            row = session.get(HiaatRow, hiaat_id)
            if row is None:
                raise UserError("Dit hiaat is al weggehaald.")
            casus = self._get(session, row.casus_id)
            casus.hiaten.remove(row)
            session.delete(row)
            self._rewrite(session, casus)

    def add_zoekregel(self, casus_id: int, regel: NieuweZoekregel) -> int:
        """Record where help was sought and what the answer was; returns the id.

        Raises:
            FieldError: a code outside the lists, a date in the future, a waiting time below 0 or above ten years.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked_code(self._context.lists, "zorgvormen", regel.zorgvorm, "zorgvorm")
        if regel.antwoord:
            checked_code(self._context.lists, "antwoord_aanbieder", regel.antwoord, "antwoord")
        if regel.reden:
            checked_code(self._context.lists, "reden_afwijzing", regel.reden, "reden")
        if regel.wachttijd_weken is not None and regel.wachttijd_weken not in WACHTTIJD_WEKEN:
            raise FieldError("wachttijd", f"De wachttijd is 0 tot en met {WACHTTIJD_WEKEN[-1]} weken.")
        self._not_future(regel.datum)
        with self._context.write("zoekregel vastgelegd") as session:
            casus = self._get(session, casus_id)
            row = ZoekregelRow(
                casus_id=casus.id,
                zorgvorm=regel.zorgvorm,
                lijst_versie=self._context.lists["zorgvormen"].versie,
                aanbieder=regel.aanbieder.strip(),
                datum=regel.datum,
                antwoord=regel.antwoord,
                reden=regel.reden,
                wachttijd_weken=regel.wachttijd_weken,
            )
            casus.zoekregels.append(row)
            self._rewrite(session, casus)
            return row.id

    def remove_zoekregel(self, zoekregel_id: int) -> None:
        """Take away a zoekregel; the audit log keeps what it was.

        Raises:
            UserError: it is gone already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("zoekregel weggehaald") as session:
            row = session.get(ZoekregelRow, zoekregel_id)
            if row is None:
                raise UserError("Deze zoekregel is al weggehaald.")
            casus = self._get(session, row.casus_id)
            casus.zoekregels.remove(row)
            session.delete(row)
            self._rewrite(session, casus)

    def add_actie(
        self,
        omschrijving: str,
        eigenaar: str,
        datum: date | None,
        *,
        casus_id: int | None = None,
        punt_id: int | None = None,
        toezegging: bool = False,
    ) -> int:
        """Record an actie on a casus or an agenda item; without owner or date it stays visibly open.

        A `toezegging` was promised to the gezin; Vandaag watches those apart.

        Raises:
            FieldError: no text.
            UserError: the casus or the agenda item is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if not omschrijving.strip():
            raise FieldError("actie", "Schrijf op wat er moet gebeuren.")
        with self._context.write("actie vastgelegd") as session:
            if casus_id is not None:
                self._get(session, casus_id)
            if punt_id is not None and get_punt(session, punt_id) is None:
                raise UserError("Dit agendapunt bestaat niet meer.")
            row = ActieRow(
                casus_id=casus_id,
                agendapunt_id=punt_id,
                omschrijving=omschrijving.strip(),
                eigenaar=eigenaar.strip(),
                datum=datum,
                toezegging=toezegging,
            )
            session.add(row)
            session.flush()
            return row.id

    def change_actie(self, actie_id: int, field: str, value: object) -> None:
        """Store one changed field of an actie: omschrijving, eigenaar, datum, klaar_op or toezegging.

        Raises:
            FieldError: another field, or no text.
            UserError: the actie is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if field not in {"omschrijving", "eigenaar", "datum", "klaar_op", "toezegging"}:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        if field == "omschrijving" and not str(value or "").strip():
            raise FieldError("actie", "Schrijf op wat er moet gebeuren.")
        if field == "klaar_op" and isinstance(value, date):
            self._not_future(value)
        with self._context.write(f"actie: {field} gewijzigd") as session:
            row = session.get(ActieRow, actie_id)
            if row is None:
                raise UserError("Deze actie bestaat niet meer.")
            text = field in {"omschrijving", "eigenaar"}
            setattr(row, field, str(value or "").strip() if text else value)

    def remove_actie(self, actie_id: int) -> None:
        """Take away an actie that should not be there; the audit log keeps what it was.

        Raises:
            UserError: it is gone already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("actie weggehaald") as session:
            row = session.get(ActieRow, actie_id)
            if row is None:
                raise UserError("Deze actie is al weggehaald.")
            session.delete(row)

    def _get(self, session: DbSession, casus_id: int) -> CasusRow:
        casus = q.get_casus(session, casus_id)
        if casus is None:
            raise casus_gone()
        return casus

    def _rewrite(self, session: DbSession, casus: CasusRow) -> None:
        q.rewrite_overview(session, [casus], self._context.labels)

    def _not_future(self, datum: date) -> None:
        if datum > self._context.vandaag():
            raise FieldError("datum", "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")
        if datum < VROEGSTE_DATUM:
            raise FieldError("datum", f"Deze datum ligt vóór {VROEGSTE_DATUM.year}.", "Controleer het jaartal.")
