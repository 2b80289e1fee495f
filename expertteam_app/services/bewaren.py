"""Use cases on how long dossiers are kept: their terms, a stop, and vernietiging by two people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from expertteam_app.db.queries import bewaren as q
from expertteam_app.db.queries import vtbs as vtb_q
from expertteam_app.db.queries.casussen import rewrite_overview
from expertteam_app.db.queries.zoekregister import reindex
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, VernietigingRow, VernietigingsstopRow
from expertteam_app.db.vernietiging import Redact, destroy, forget_words
from expertteam_app.documents.vernietiging import VernietigdDossier, VernietigingStuk, verklaring_pdf
from expertteam_app.documents.verslag_zonder import without, without_anything
from expertteam_app.domain.access import Right
from expertteam_app.domain.backupschema import PER_MAAND_DAGEN
from expertteam_app.domain.bewaren import (
    GRONDNAMEN,
    SOORTNAMEN,
    Bewaarregel,
    Dossier,
    Dossiersoort,
    Grond,
    Stand,
    stand_of,
    vernietigen_vanaf,
)
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import (
    BEWAAR_CASUS_SETTING,
    BEWAAR_VTB_SETTING,
    BEWAAR_ZITTING_SETTING,
    setting_value,
)
from expertteam_app.services.vtbs import gang_of_row, hard_conditions

TERMIJNEN = {
    Dossiersoort.CASUS: BEWAAR_CASUS_SETTING,
    Dossiersoort.VTB: BEWAAR_VTB_SETTING,
    Dossiersoort.ZITTING: BEWAAR_ZITTING_SETTING,
}

_ORDER = (Stand.VOORGESTELD, Stand.TE_VERNIETIGEN, Stand.STOP, Stand.BEWAREN, Stand.LOOPT, Stand.VERNIETIGD)


class Bewaren:
    """What a user does about keeping and destroying. Every method checks the right first and is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Bewaarregel]:
        """Every dossier with its term: what can be destroyed first, then by day; what was destroyed comes last."""
        self._context.actor.require(Right.DOSSIER_DESTROY)
        with self._context.read() as session:
            rules = [*self._rules(session), *_destroyed(session)]
        return sorted(rules, key=lambda r: (_ORDER.index(r.stand), r.vanaf or date.max, r.dossier.nummer))

    def te_doen(self) -> tuple[int, int]:
        """How many dossiers may be destroyed and were not proposed, and how many proposals wait for this user."""
        self._context.actor.require(Right.DOSSIER_DESTROY)
        with self._context.read() as session:
            waiting = [v for v in q.proposals(session) if v.vernietigd_op is None]
            mine = sum(v.voorgesteld_door != self._context.actor.naam for v in waiting)
            terms = [int(str(setting_value(session, sleutel))) for sleutel in TERMIJNEN.values()]
            last_year = self._context.vandaag().year - min(terms)
            due = 0
            if q.any_ended_before(session, date(last_year + 1, 1, 1)):  # else nothing can be due, and looking costs
                due = sum(rule.stand is Stand.TE_VERNIETIGEN for rule in self._rules(session))
        return due, mine

    def propose(self, soort: Dossiersoort, dossier_id: int, grond: Grond = Grond.TERMIJN) -> None:
        """Propose to destroy a dossier; someone else does it.

        Raises:
            UserError: it is open, may not go yet, is stopped, proposed already, or gone.
        """
        self._context.actor.require(Right.DOSSIER_DESTROY)
        with self._context.write("vernietiging voorgesteld") as session:
            rule = self._rule(session, soort, dossier_id)
            self._check(session, rule, grond)
            if rule.stand is Stand.VOORGESTELD:
                raise UserError("Deze vernietiging is al voorgesteld.", "Een ander voert haar uit.")
            session.add(
                VernietigingRow(
                    soort=soort.value,
                    dossier_id=dossier_id,
                    nummer=rule.dossier.nummer,
                    einde=rule.dossier.einde,
                    termijn=rule.termijn,
                    vanaf=rule.vanaf,
                    grond=grond.value,
                    voorgesteld_op=self._context.vandaag(),
                    voorgesteld_door=self._context.actor.naam,
                )
            )

    def withdraw(self, soort: Dossiersoort, dossier_id: int) -> None:
        """Take a proposal back.

        Raises:
            UserError: there is none, or it was carried out.
        """
        self._context.actor.require(Right.DOSSIER_DESTROY)
        with self._context.write("voorstel tot vernietiging ingetrokken") as session:
            self._proposal(session, soort, dossier_id).ingetrokken_op = self._context.vandaag()

    def destroy(self, soort: Dossiersoort, dossier_id: int) -> None:
        """Destroy what someone else proposed. Nothing brings it back.

        Raises:
            UserError: there is no proposal, the own one, or by now something stands in its way.
        """
        self._context.actor.require(Right.DOSSIER_DESTROY)
        vandaag, actor = self._context.vandaag(), self._context.actor.naam
        with self._context.write(f"{SOORTNAMEN[soort]} vernietigd") as session:
            proposal = self._proposal(session, soort, dossier_id)
            if proposal.voorgesteld_door == actor:
                raise UserError(
                    "U hebt deze vernietiging zelf voorgesteld.", "Laat een ander met deze rechten haar uitvoeren."
                )
            self._check(session, self._rule(session, soort, dossier_id), Grond(proposal.grond))
            session.flush()
            done = destroy(session, soort.value, dossier_id, vandaag, self._redact(soort))
            row = session.get_one(VernietigingRow, proposal.id)
            row.vernietigd_op, row.vernietigd_door = vandaag, actor
            row.telling, row.regel = {"rijen": dict(done.rijen), "logboek": done.regels}, done.bewijs
            session.flush()
            casussen = [session.get_one(CasusRow, casus) for casus in sorted(done.casussen)]
            rewrite_overview(session, casussen, self._context.labels)
            reindex(session, self._context.store.labels)
            forget_words(session)

    def stop(self, soort: Dossiersoort, dossier_id: int, reden: str) -> None:
        """Keep a dossier from being destroyed until the stop is lifted.

        Raises:
            FieldError: no reason.
            UserError: it is gone or stopped already.
        """
        self._context.actor.require(Right.DOSSIER_DESTROY)
        if not reden.strip():
            raise FieldError("reden", "Geef een reden.", "Noem bijvoorbeeld het onderzoek of de klacht.")
        with self._context.write("vernietiging stopgezet") as session:
            if self._rule(session, soort, dossier_id).stand is Stand.STOP:
                raise UserError("Dit dossier heeft al een stop.", "Hef die eerst op.")
            session.add(
                VernietigingsstopRow(
                    soort=soort.value,
                    dossier_id=dossier_id,
                    reden=reden.strip(),
                    sinds=self._context.vandaag(),
                    door=self._context.actor.naam,
                )
            )

    def lift(self, soort: Dossiersoort, dossier_id: int) -> None:
        """Lift a stop.

        Raises:
            UserError: there is none.
        """
        self._context.actor.require(Right.DOSSIER_DESTROY)
        with self._context.write("stop op vernietiging opgeheven") as session:
            row = next((s for s in q.stops(session) if (s.soort, s.dossier_id) == (soort.value, dossier_id)), None)
            if row is None:
                raise UserError("Dit dossier heeft geen stop.")
            row.opgeheven_op, row.opgeheven_door = self._context.vandaag(), self._context.actor.naam

    def declaration(self, van: date, tot: date) -> bytes:
        """The verklaring of what was destroyed in a period, both days included, as PDF.

        Raises:
            UserError: nothing was destroyed then.
        """
        self._context.actor.require(Right.DOSSIER_DESTROY)
        with self._context.read() as session:
            done = [v for v in q.proposals(session) if v.vernietigd_op is not None and van <= v.vernietigd_op <= tot]
            if not done:
                raise UserError("In deze periode is niets vernietigd.", "Kies een andere periode.")
            last = max(v.vernietigd_op for v in done if v.vernietigd_op is not None)
            return verklaring_pdf(
                VernietigingStuk(
                    organisatie=str(setting_value(session, "organisatie")),
                    kluis=q.kluis_name(session),
                    moment=self._context.vandaag(),
                    dossiers=tuple(_line(v) for v in reversed(done)),
                    tot_in_backups=gone_from_backups(last),
                    oefening=self._context.oefening,
                )
            )

    # -- inside ------------------------------------------------------------------------------------------------------

    def _rules(self, session: DbSession) -> Iterator[Bewaarregel]:
        vandaag = self._context.vandaag()
        proposals = {(v.soort, v.dossier_id): v for v in q.proposals(session) if v.vernietigd_op is None}
        stops = {(s.soort, s.dossier_id): s for s in q.stops(session)}
        terms = {soort: int(str(setting_value(session, sleutel))) for soort, sleutel in TERMIJNEN.items()}
        for dossier in (*q.casus_dossiers(session), *self._vtb_dossiers(session), *q.zitting_dossiers(session)):
            key, term = (dossier.soort.value, dossier.id), terms[dossier.soort]
            vanaf = None if dossier.einde is None else vernietigen_vanaf(dossier.einde, term)
            proposal, stop = proposals.get(key), stops.get(key)
            stand = stand_of(vanaf, vandaag, voorgesteld=proposal is not None, stop=stop is not None)
            if stop is not None:
                yield Bewaarregel(dossier, term, vanaf, stand, stop.door, stop.reden, stop.sinds)
            elif proposal is not None:
                ground = GRONDNAMEN[Grond(proposal.grond)]
                yield Bewaarregel(
                    dossier, term, vanaf, stand, proposal.voorgesteld_door, ground, proposal.voorgesteld_op
                )
            else:
                yield Bewaarregel(dossier, term, vanaf, stand)

    def _vtb_dossiers(self, session: DbSession) -> Iterator[Dossier]:
        """Every VTB that was not destroyed; it ended on the last day anything happened, once it is gesloten."""
        last, tables = q.vtb_last_days(session), vtb_q.tafels_of(session)
        hard, vandaag = hard_conditions(session), self._context.vandaag()
        for vtb in vtb_q.all_vtbs(session):
            closed = gang_of_row(vtb, tables.get(vtb.id, ()), hard, vandaag).fase is Fase.GESLOTEN
            yield Dossier(Dossiersoort.VTB, vtb.id, vtb.nummer, vtb.gemeente, last[vtb.id] if closed else None)

    def _rule(self, session: DbSession, soort: Dossiersoort, dossier_id: int) -> Bewaarregel:
        for rule in self._rules(session):
            if (rule.dossier.soort, rule.dossier.id) == (soort, dossier_id):
                return rule
        raise UserError("Dit dossier is er niet meer, of het is al vernietigd.", "Lees de lijst opnieuw.")

    def _check(self, session: DbSession, rule: Bewaarregel, grond: Grond) -> None:
        """Whether a dossier may go on this ground.

        Raises:
            UserError: it may not.
        """
        if rule.stand is Stand.STOP:
            raise UserError(f"Dit dossier mag niet weg: {rule.uitleg}", "Hef eerst de stop op.")
        if rule.vanaf is None:
            raise UserError("Dit dossier loopt nog.", "Sluit het eerst af.")
        if grond is Grond.TERMIJN and rule.vanaf > self._context.vandaag():
            raise UserError(
                f"De bewaartermijn loopt tot {rule.vanaf:%d-%m-%Y}.",
                "Eerder mag alleen op verzoek van de jeugdige of de ouder.",
            )
        if rule.dossier.soort is Dossiersoort.ZITTING and (left := q.living_points(session, rule.dossier.id)):
            raise UserError(
                f"Op de agenda van deze zitting staan nog {left} dossiers die bewaard blijven.",
                "Vernietig de zitting na die dossiers.",
            )

    def _proposal(self, session: DbSession, soort: Dossiersoort, dossier_id: int) -> VernietigingRow:
        row = q.proposal_of(session, soort.value, dossier_id)
        if row is None or row.vernietigd_op is not None:
            raise UserError("Er ligt geen voorstel om dit dossier te vernietigen.", "Lees de lijst opnieuw.")
        return row

    def _redact(self, soort: Dossiersoort) -> Redact:
        vandaag = self._context.vandaag()

        def redact(inhoud: Mapping[str, Any], punten: frozenset[int]) -> tuple[dict[str, Any], bytes]:
            if soort is Dossiersoort.ZITTING:
                return without_anything(inhoud, vandaag)
            return without(inhoud, punten, vandaag)

        return redact


def gone_from_backups(vernietigd_op: date) -> date:
    """The last day on which a back-up of before a vernietiging can be there (`domain.backupschema`), kalenderdagen."""
    return vernietigd_op + timedelta(days=PER_MAAND_DAGEN + 1)


def _destroyed(session: DbSession) -> Iterator[Bewaarregel]:
    for v in q.proposals(session):
        if v.vernietigd_op is not None:
            dossier = Dossier(Dossiersoort(v.soort), v.dossier_id, v.nummer, "", v.einde)
            ground = GRONDNAMEN[Grond(v.grond)]
            yield Bewaarregel(dossier, v.termijn, v.vanaf, Stand.VERNIETIGD, v.vernietigd_door, ground, v.vernietigd_op)


def _line(v: VernietigingRow) -> VernietigdDossier:
    day = v.vernietigd_op
    return VernietigdDossier(
        nummer=v.nummer,
        soort=SOORTNAMEN[Dossiersoort(v.soort)],
        einde=v.einde,
        termijn=v.termijn,
        grond=GRONDNAMEN[Grond(v.grond)],
        voorgesteld=f"{v.voorgesteld_op:%d-%m-%Y} {v.voorgesteld_door}",
        vernietigd="" if day is None else f"{day:%d-%m-%Y} {v.vernietigd_door}",
        regel=v.regel or 0,
    )
