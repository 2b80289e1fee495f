"""Use cases on what is coded about a casus: oorzaken, hiaten, zoekregels and acties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.zittingen import get_punt
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ActieRow, CasusRow, HiaatRow, OorzaakRow, ZoekregelRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import VROEGSTE_DATUM
from expertteam_app.domain.dossier import HiaatInfo, ZoekregelInfo
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.zoekregel import HiaatVoorstel, Lijsten, check_together, proposals
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.regelrijen import actie_added, release

HIAAT_CODES = {
    "zorgvorm": "zorgvormen",
    "aard": "aard_hiaat",
    "urgentie": "urgentie",
    "agendering": "agendering",
    "agendering_status": "agendering_status",
}
"""Fields of a hiaat that hold a code, and of which list."""
HIAAT_DAYS = frozenset({"vastgesteld_op", "gezocht_sinds", "opgelost_op", "agendering_op"})
HIAAT_TEXTS = frozenset({"oplossing", "overbrugging"})
ZOEKREGEL_FIELDS = frozenset({"zorgvorm", "datum", "aanbieder", "antwoord", "reden", "wachttijd_weken"})


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

    def change_hiaat(self, hiaat_id: int, field: str, value: object) -> None:
        """Store one changed field of a hiaat; as `change_hiaat_velden`."""
        self._context.actor.require(Right.CASUS_WRITE)
        self.change_hiaat_velden(hiaat_id, {field: value})

    def change_hiaat_velden(self, hiaat_id: int, velden: Mapping[str, object]) -> None:
        """Store changed fields of a hiaat as one act, all or none; it is no longer derived.

        Args:
            hiaat_id: which.
            velden: by name of `HIAAT_CODES`, `HIAAT_DAYS` or `HIAAT_TEXTS` a code, a day or a text; empty where there
                is none, which zorgvorm, aard and vastgesteld_op have. Without fields nothing happens.

        Raises:
            FieldError: another field, a code outside the lists, no date or one in the future, or a solution before
                the search began.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        checked = {field: self._checked_hiaat(field, value) for field, value in velden.items()}
        if not checked:
            return
        names = ", ".join(field.replace("_", " ") for field in checked)
        with self._context.write(f"hiaat: {names} gewijzigd") as session:
            row = session.get(HiaatRow, hiaat_id)
            if row is None:
                raise UserError("Dit hiaat bestaat niet meer.")
            for field, value in checked.items():
                setattr(row, field, value)
            if row.opgelost_op and row.gezocht_sinds and row.opgelost_op < row.gezocht_sinds:
                field = "opgelost_op" if "opgelost_op" in checked else next(iter(checked))
                raise FieldError(field, "De dag van de oplossing ligt voor de dag waarop het zoeken begon.")
            if "aard" in checked:
                row.lijst_versie = self._context.lists["aard_hiaat"].versie
            row.afgeleid = False
            self._rewrite(session, self._get(session, row.casus_id))

    def _checked_hiaat(self, field: str, value: object) -> object:
        if field in HIAAT_CODES:
            if value or field in ("zorgvorm", "aard"):
                checked_code(self._context.lists, HIAAT_CODES[field], str(value), field)
            return value or ""
        if field in HIAAT_DAYS:
            if value is not None or field == "vastgesteld_op":
                self._not_future(_day(value))
            return value
        if field in HIAAT_TEXTS:
            return str(value or "").strip()
        raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")

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
            FieldError: a code outside the lists, a date in the future, a waiting time below 0 or above ten years, or a
                reden or waiting time that the answer does not take.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        self._check_zoekregel(regel)
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

    def change_zoekregel(self, zoekregel_id: int, field: str, value: object) -> None:
        """Store one changed field of a zoekregel, a field of `NieuweZoekregel`.

        Raises:
            FieldError: another field, or a value that does not fit it or the rest of the line.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if field not in ZOEKREGEL_FIELDS:
            raise FieldError(field, "Dit veld kan hier niet worden gewijzigd.")
        with self._context.write(f"zoekregel: {field.split('_', maxsplit=1)[0]} gewijzigd") as session:
            row = self._zoekregel(session, zoekregel_id)
            text = field not in {"datum", "wachttijd_weken"}
            change = {field: str(value or "") if text else value}
            self._store_zoekregel(session, row, replace(_as_typed(row), **cast("Mapping[str, Any]", change)))

    def rewrite_zoekregel(self, zoekregel_id: int, regel: NieuweZoekregel) -> None:
        """Store a zoekregel as it was corrected, whole: one act.

        Raises:
            FieldError: as for a new one.
            UserError: it is gone.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("zoekregel gewijzigd") as session:
            self._store_zoekregel(session, self._zoekregel(session, zoekregel_id), regel)

    def hiaat_voorstellen(
        self, zoekregels: Sequence[ZoekregelInfo], hiaten: Sequence[HiaatInfo]
    ) -> tuple[HiaatVoorstel, ...]:
        """The hiaten that the zoekregels of a casus point to and that are not recorded yet; nothing is stored."""
        self._context.actor.require(Right.CASUS_READ)
        return proposals(zoekregels, hiaten, self.zoeklijsten())

    def zoeklijsten(self) -> Lijsten:
        """The codelijsten of a zoekregel."""
        self._context.actor.require(Right.CASUS_READ)
        names = ("zorgvormen", "antwoord_aanbieder", "reden_afwijzing")
        return Lijsten(*(self._context.lists[name] for name in names))

    def aanbieders(self) -> tuple[str, ...]:
        """Names to complete: aanbieders of earlier zoekregels, most used first, then organisations of professionals."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return q.known_aanbieders(session)

    def remove_zoekregel(self, zoekregel_id: int) -> None:
        """Take away a zoekregel; the audit log keeps what it was.

        Raises:
            UserError: it is gone already.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("zoekregel weggehaald") as session:
            row = self._zoekregel(session, zoekregel_id)
            release(session, row)
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
            actie_added(session, row)
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
        with self._context.write(f"actie: {field.replace('_', ' ')} gewijzigd") as session:
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
            release(session, row)
            session.delete(row)

    def _check_zoekregel(self, regel: NieuweZoekregel) -> None:
        checked_code(self._context.lists, "zorgvormen", regel.zorgvorm, "zorgvorm")
        if regel.antwoord:
            checked_code(self._context.lists, "antwoord_aanbieder", regel.antwoord, "antwoord")
        if regel.reden:
            checked_code(self._context.lists, "reden_afwijzing", regel.reden, "reden")
        check_together(regel.antwoord, regel.reden, regel.wachttijd_weken, self.zoeklijsten())
        self._not_future(_day(regel.datum))

    def _zoekregel(self, session: DbSession, zoekregel_id: int) -> ZoekregelRow:
        row = session.get(ZoekregelRow, zoekregel_id)
        if row is None:
            raise UserError("Deze zoekregel is al weggehaald.")
        return row

    def _store_zoekregel(self, session: DbSession, row: ZoekregelRow, regel: NieuweZoekregel) -> None:
        self._check_zoekregel(regel)
        if row.zorgvorm != regel.zorgvorm:
            row.lijst_versie = self._context.lists["zorgvormen"].versie
        for field in ZOEKREGEL_FIELDS:
            value = getattr(regel, field)
            setattr(row, field, value.strip() if isinstance(value, str) else value)
        row.afgeleid = False
        self._rewrite(session, self._get(session, row.casus_id))

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


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise FieldError("datum", "Vul de datum in.")
    return value


def _as_typed(row: ZoekregelRow) -> NieuweZoekregel:
    return NieuweZoekregel(row.zorgvorm, row.datum, row.aanbieder, row.antwoord, row.reden, row.wachttijd_weken)
