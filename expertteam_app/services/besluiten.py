"""Use cases on besluiten: taking them at a table, confirming them, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import zittingen as q
from expertteam_app.db.queries.klokken import legal_days
from expertteam_app.db.queries.vtbs import to_gang
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import AgendapuntRow, BesluitRow, CasusRow, TerugmeldingRow, VtbKindRow, ZittingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.termijn import Eenheid, Norm, due_date
from expertteam_app.domain.zitting import BEVESTIGD_DOOR, NOG_BEVESTIGEN, ZittingSoort
from expertteam_app.services.codelijsten import checked_code
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import setting_value
from expertteam_app.services.kloklopen import load_uurwerk
from expertteam_app.services.mandaten import reserve_of, set_reserve
from expertteam_app.services.regelrijen import adopt
from expertteam_app.services.vto_taak import follow_besluit, sent
from expertteam_app.services.zittingen import open_zitting, zitting_gone

MAX_KENMERK = 60
SAFETY_SCALE = range(1, 11)
"""Veiligheid as a figure from 1 to 10 (DOMEIN section 4, terugmelding)."""


@dataclass(frozen=True, slots=True)
class NieuwBesluit:
    """A besluit as taken at the table.

    Attributes:
        soort: RET: code of uitkomsten or empty; JBT: code of jbt_besluiten.
        terugmelding_op: drang: the day on which a terugmelding is due.
    """

    punt_id: int
    jeugdige_id: int
    soort: str = ""
    tekst: str = ""
    motivering: str = ""
    genomen_door: str = ""
    beoogde_gi: str = ""
    terugmelding_op: date | None = None


@dataclass(frozen=True, slots=True)
class Terugmelding:
    """What came back on a besluit; `nagekomen` is ja, deels or nee; `veiligheid` 1 to 10.

    Attributes:
        vervolg_stap: the next step, a code of terugmelding_vervolg.
        volgende_op: with verlengen: the day on which the next terugmelding is due.
    """

    ontvangen_op: date | None = None
    verwacht_op: date | None = None
    door: str = ""
    nagekomen: str = ""
    veiligheid: int | None = None
    vervolg: str = ""
    vervolg_stap: str = ""
    volgende_op: date | None = None


RAAD_DAGEN = ("onderzoek_gestart", "onderzoek_afgerond", "zaak_afgerond")
"""Days of the Raad in the order in which they come."""
VERLENGEN = "verlengen"
"""The step with which a next terugmelding is due."""
_STATUS_BIJ = {"onderzoek_afgerond": "onderzoek-afgerond", "zaak_afgerond": "zaak-afgerond"}
_STATUS = ("", "intake-afgerond", "onderzoek-afgerond", "zaak-afgerond")


class Besluiten:
    """Besluiten of both tables. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def set_besluit(self, nieuw: NieuwBesluit) -> int:
        """Take (or change) the besluit about one jeugdige; returns its id.

        At the RET it is definitief only when the mandaat rule is met (S1 section 3.1), else onder voorbehoud with the
        reason. At the JBT it becomes definitief when the verslag is vastgesteld.

        Raises:
            FieldError: a kind of besluit outside the list, nothing decided, a child that is not of this item, or a
                terugmelding that is due before the zitting.
            UserError: the verslag is vastgesteld.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("besluit genomen") as session:
            punt, zitting = self._open_punt(session, nieuw.punt_id)
            self._check(session, punt, zitting, nieuw)
            _not_before(zitting, "terugmelding", nieuw.terugmelding_op)
            row = next((b for b in punt.besluiten if b.jeugdige_id == nieuw.jeugdige_id), None)
            new = row is None
            if row is None:
                row = BesluitRow(agendapunt_id=punt.id, jeugdige_id=nieuw.jeugdige_id, terugmeldingen=[])
                session.add(row)
                punt.besluiten.append(row)
            before = (row.soort, row.tekst)
            for field in ("soort", "tekst", "motivering", "genomen_door", "beoogde_gi"):
                setattr(row, field, getattr(nieuw, field).strip())
            if new or before != (row.soort, row.tekst):  # other words are another besluit: nobody confirmed that
                set_reserve(session, punt, zitting, row)
                row.bevestigd_op = None
            self._due(session, row, nieuw.terugmelding_op)
            session.flush()
            if zitting.soort == ZittingSoort.JBT:
                follow_besluit(session, punt, row, zitting.datum, naar_raad=False)
            adopt(session, punt, row)
            return row.id

    def bevestigen(self, besluit_id: int, persoon_id: int | None = None) -> None:
        """Make a RET besluit definitief later: the mandaat of that day turns out to be there, or its holder confirms.

        Also after vaststellen: the verslag stays as it was, the besluit gets its mandaat.

        Args:
            besluit_id: the besluit.
            persoon_id: who confirms it today: someone with a mandaat of the gemeente that is valid today. None: nobody
                needs to, the mandaathouder was at the table after all.

        Raises:
            UserError: the mandaat still lacks (with the reason), this person holds none, or the besluit is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        today = self._context.vandaag()
        with self._context.write("besluit bevestigd") as session:
            row = self._besluit(session, besluit_id)
            punt, zitting = self._punt(session, row.agendapunt_id)
            reserve = reserve_of(session, punt, zitting)
            if persoon_id is not None:
                row.voorbehoud_reden = f"{BEVESTIGD_DOOR}{self._confirmer(session, punt, persoon_id)}"
            elif reserve is not None:
                raise UserError(
                    f"Dit besluit blijft onder voorbehoud. {reserve}",
                    "Laat een mandaathouder van de gemeente bevestigen, of zet die op aanwezig.",
                )
            else:
                row.voorbehoud_reden = ""
            row.definitief, row.bevestigd_op = True, today

    def bevestig_met_mandaat(self, zitting_id: int) -> int:
        """Make every besluit of a RET zitting definitief whose mandaat is at the table by now; returns how many.

        Raises:
            UserError: the zitting is gone.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        done = 0
        with self._context.write("besluiten bevestigd") as session:
            zitting = q.get_zitting(session, zitting_id)
            if zitting is None:
                raise zitting_gone()
            for punt in zitting.punten:
                for row in punt.besluiten:
                    if row.voorbehoud_reden == NOG_BEVESTIGEN and not row.definitief:
                        row.definitief, row.voorbehoud_reden = True, ""
                        row.bevestigd_op = self._context.vandaag()
                        done += 1
        return done

    def bevestigers(self, besluit_id: int) -> list[tuple[int, str]]:
        """Who could confirm a besluit today: id and name of everyone with a valid mandaat of the gemeente.

        Raises:
            UserError: the besluit is gone.
        """
        self._context.actor.require(Right.ZITTING_READ)
        today = self._context.vandaag()
        with self._context.read() as session:
            punt, _zitting = self._punt(session, self._besluit(session, besluit_id).agendapunt_id)
            gemeente = punt.casus.gemeente if punt.casus is not None else ""
            held = [(m, p) for m, p in q.all_mandaten(session) if m.gemeente == gemeente]
            return list({p.id: (p.id, p.naam) for m, p in held if q.to_mandaat(m).valid_on(today)}.values())

    def _confirmer(self, session: DbSession, punt: AgendapuntRow, persoon_id: int) -> str:
        gemeente = punt.casus.gemeente if punt.casus is not None else ""
        for row, persoon in q.all_mandaten(session):
            valid = q.to_mandaat(row).valid_on(self._context.vandaag())
            if persoon.id == persoon_id and row.gemeente == gemeente and valid:
                return str(persoon.naam)
        raise UserError("Deze persoon heeft vandaag geen mandaat van de gemeente van de jeugdige.")

    def voorstel_terugmelding(self, dag: date) -> date:
        """When a terugmelding on a besluit of this day is due: the norm of D13, or the setting where it has none."""
        self._context.actor.require(Right.ZITTING_READ)
        with self._context.read() as session:
            klok = load_uurwerk(session).klok("D13", dag)
            months = int(str(setting_value(session, "terugmelding.maanden")))
            norm = klok.termijn or Norm(months, Eenheid.MAANDEN)
            return due_date(dag, norm, (), legal_days(session)).datum or dag

    def vto_verzonden(self, besluit_id: int, datum: date | None, kenmerk: str | None = None) -> None:
        """Record the day on which the VTO went to the Raad (milestone D11) and its kenmerk; None takes it back.

        Raises:
            FieldError: a besluit that does not go to the Raad, in the future, before the zitting, or after a day of
                the Raad.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        with self._context.write("VTO verzonden") as session:
            row = self._to_raad(session, besluit_id, "vto")
            self._after_zitting(session, row, datum, "VTO")
            row.vto_verzonden = datum
            _check_order(row, "vto")
            if kenmerk is not None:
                row.vto_kenmerk = kenmerk.strip()[:MAX_KENMERK]
            punt, zitting = self._punt(session, row.agendapunt_id)
            if datum is not None:
                sent(punt, row, datum)
            else:
                follow_besluit(session, punt, row, zitting.datum, naar_raad=True)

    def raad(self, besluit_id: int, status: str, resultaat: str) -> None:
        """Record what the Raad reported, in the exact national words (CORV 1.0.9).

        Raises:
            FieldError: other words, or a besluit that does not go to the Raad.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if status:
            checked_code(self._context.lists, "raad_status", status, "status")
        if resultaat:
            checked_code(self._context.lists, "raad_resultaat", resultaat, "resultaat")
        with self._context.write("bericht van de Raad") as session:
            row = self._to_raad(session, besluit_id, "raad")
            row.raad_status, row.raad_resultaat = status, resultaat

    def raad_dag(self, besluit_id: int, veld: str, datum: date | None) -> None:
        """Record a day of the Raad (milestones D16 and D17); the status goes along with it, never back.

        Args:
            besluit_id: the besluit.
            veld: onderzoek_gestart, onderzoek_afgerond or zaak_afgerond.
            datum: the day; None takes it back.

        Raises:
            FieldError: another field, a besluit that does not go to the Raad, a day in the future, before the VTO, or
                in another order than they come.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        if veld not in RAAD_DAGEN:
            raise FieldError(veld, "Dit veld kan hier niet worden gewijzigd.")
        with self._context.write("dag van de Raad vastgelegd") as session:
            row = self._to_raad(session, besluit_id, veld)
            self._after_zitting(session, row, datum, veld)
            setattr(row, veld, datum)
            _check_order(row, veld)
            status = _STATUS_BIJ.get(veld, "") if datum is not None else ""
            if _STATUS.index(status) > _STATUS.index(row.raad_status):
                row.raad_status = status

    def terugmelding(self, besluit_id: int, nieuw: Terugmelding) -> None:
        """Record the terugmelding on a besluit, or the day on which it is due.

        With the step verlengen a next one is due; with raadsonderzoek the VTO becomes a task.

        Raises:
            FieldError: received in the future, received or due before the zitting, a safety figure outside 1 to 10,
                a step outside the list, or a next day without verlengen.
        """
        self._context.actor.require(Right.ZITTING_WRITE)
        self._check_melding(nieuw)
        with self._context.write("terugmelding") as session:
            row = self._besluit(session, besluit_id)
            self._after_zitting(session, row, nieuw.ontvangen_op, "terugmelding")
            _punt, zitting = self._punt(session, row.agendapunt_id)
            for field, day in (("verwacht_op", nieuw.verwacht_op), ("volgende", nieuw.volgende_op)):
                _not_before(zitting, field, day)
            last = row.terugmeldingen[-1] if row.terugmeldingen else None
            if last is None or last.ontvangen_op is not None:
                last = TerugmeldingRow(besluit_id=row.id)
                row.terugmeldingen.append(last)
            last.verwacht_op = nieuw.verwacht_op or last.verwacht_op
            last.ontvangen_op, last.door, last.nagekomen = nieuw.ontvangen_op, nieuw.door.strip(), nieuw.nagekomen
            last.veiligheid, last.vervolg = nieuw.veiligheid, nieuw.vervolg.strip()
            last.vervolg_stap = nieuw.vervolg_stap
            if nieuw.volgende_op is not None:
                row.terugmeldingen.append(TerugmeldingRow(verwacht_op=nieuw.volgende_op))
            session.flush()
            if nieuw.vervolg_stap == "raadsonderzoek" and nieuw.ontvangen_op is not None:
                punt, _zitting = self._punt(session, row.agendapunt_id)
                follow_besluit(session, punt, row, nieuw.ontvangen_op, naar_raad=True)

    def _check_melding(self, nieuw: Terugmelding) -> None:
        if nieuw.veiligheid is not None and nieuw.veiligheid not in SAFETY_SCALE:
            raise FieldError("veiligheid", "De veiligheid is een cijfer van 1 tot en met 10.")
        if nieuw.nagekomen:
            checked_code(self._context.lists, "nagekomen", nieuw.nagekomen, "nagekomen")
        if nieuw.vervolg_stap:
            checked_code(self._context.lists, "terugmelding_vervolg", nieuw.vervolg_stap, "vervolg_stap")
        if nieuw.volgende_op is not None and nieuw.vervolg_stap not in ("", VERLENGEN):
            raise FieldError("volgende", "Een volgende terugmelding hoort bij verlengen.", "Kies verlengen.")
        late = nieuw.volgende_op is not None and nieuw.ontvangen_op is not None
        if late and nieuw.volgende_op is not None and nieuw.volgende_op <= (nieuw.ontvangen_op or nieuw.volgende_op):
            raise FieldError("volgende", "De volgende terugmelding ligt na deze.", "Kies een latere dag.")

    # -- shared steps -------------------------------------------------------------------------------------------

    def _besluit(self, session: DbSession, besluit_id: int) -> BesluitRow:
        row = session.get(BesluitRow, besluit_id)
        if row is None:
            raise UserError("Dit besluit bestaat niet meer.")
        return row

    def _to_raad(self, session: DbSession, besluit_id: int, veld: str) -> BesluitRow:
        """A besluit that goes to the Raad: by itself, or after a terugmelding."""
        row = self._besluit(session, besluit_id)
        if not to_gang(row).naar_de_raad:
            raise FieldError(veld, "Dit besluit vroeg de Raad niet om onderzoek.")
        return row

    def _punt(self, session: DbSession, punt_id: int) -> tuple[AgendapuntRow, ZittingRow]:
        punt = q.get_punt(session, punt_id)
        zitting = q.get_zitting(session, punt.zitting_id) if punt else None
        if punt is None or zitting is None:
            raise UserError("Dit agendapunt bestaat niet meer.")
        return punt, zitting

    def _open_punt(self, session: DbSession, punt_id: int) -> tuple[AgendapuntRow, ZittingRow]:
        punt, zitting = self._punt(session, punt_id)
        return punt, open_zitting(session, zitting.id)

    def _check(self, session: DbSession, punt: AgendapuntRow, zitting: ZittingRow, nieuw: NieuwBesluit) -> None:
        if zitting.datum > self._context.vandaag():
            raise UserError("Deze zitting is nog niet geweest; een besluit kan pas aan tafel.")
        is_jbt = zitting.soort == ZittingSoort.JBT
        if nieuw.soort:
            checked_code(self._context.lists, "jbt_besluiten" if is_jbt else "uitkomsten", nieuw.soort, "besluit")
        elif is_jbt or not nieuw.tekst.strip():
            raise FieldError("besluit", "Kies of schrijf eerst het besluit.")
        if nieuw.jeugdige_id not in self._children(session, punt):
            raise FieldError("kind", "Dit kind hoort niet bij dit agendapunt.")

    def _children(self, session: DbSession, punt: AgendapuntRow) -> set[int]:
        if punt.vtb is not None:
            kinderen: list[VtbKindRow] = punt.vtb.kinderen
            return {k.jeugdige_id for k in kinderen}
        casus = session.get(CasusRow, punt.casus_id) if punt.casus_id else None
        return {casus.jeugdige_id} if casus else set()

    def _due(self, session: DbSession, row: BesluitRow, verwacht_op: date | None) -> None:
        waiting = next((t for t in row.terugmeldingen if t.ontvangen_op is None), None)
        if waiting is not None and row.soort != "drang" and verwacht_op is None:
            # Another besluit asks for no terugmelding: nothing is due any more.
            row.terugmeldingen.remove(waiting)
            session.delete(waiting)
        elif waiting is not None:
            waiting.verwacht_op = verwacht_op or waiting.verwacht_op
        elif verwacht_op is not None:
            row.terugmeldingen.append(TerugmeldingRow(verwacht_op=verwacht_op))

    def _after_zitting(self, session: DbSession, row: BesluitRow, datum: date | None, wat: str) -> None:
        if datum is None:
            return
        punt = q.get_punt(session, row.agendapunt_id)
        zitting = session.get(ZittingRow, punt.zitting_id) if punt else None
        if datum > self._context.vandaag():
            raise FieldError(wat, "Deze datum ligt in de toekomst.", "Leg alleen vast wat gebeurd is.")
        if zitting is not None:
            _not_before(zitting, wat, datum)


def _not_before(zitting: ZittingRow, veld: str, datum: date | None) -> None:
    if datum is not None and datum < zitting.datum:
        raise FieldError(veld, "Deze datum ligt vóór de zitting.", "Controleer de datum.")


def _check_order(row: BesluitRow, veld: str) -> None:
    days = [row.vto_verzonden, *(getattr(row, name) for name in RAAD_DAGEN)]
    known = [day for day in days if day is not None]
    if known != sorted(known):
        raise FieldError(
            veld,
            "De dagen staan niet in de goede volgorde.",
            "Eerst het VTO, dan de start, dan onderzoek afgerond, dan zaak afgerond.",
        )
