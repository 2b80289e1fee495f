"""Use case of the first page: what needs attention today, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from expertteam_app.db.queries import metingen as m
from expertteam_app.db.queries import toekomstplannen as t
from expertteam_app.db.queries import vandaag as q
from expertteam_app.db.queries.klokken import legal_days
from expertteam_app.db.queries.opvolgingen import opvolgingen
from expertteam_app.db.session import DbSession
from expertteam_app.domain import radar, radar_tafels, radar_vragen
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import pauzes_of
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.gebeurtenis import Soort, in_force
from expertteam_app.domain.inzicht import Aandacht, Aandachtslijst, Uitstel
from expertteam_app.domain.kalender import KALENDERDAGEN
from expertteam_app.domain.radar import CasusFeiten, Drempels, Peil
from expertteam_app.domain.radar_acties import actie
from expertteam_app.domain.termijn import Eenheid, Norm, due_date
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.bewaren import Bewaren
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import UITSTEL_SETTING, radar_setting, setting_value
from expertteam_app.services.kloklopen import load_stapklok
from expertteam_app.services.toestemmingen import Toestemmingen
from expertteam_app.services.uithuisplaatsingen import Uithuisplaatsingen


class Vandaag:
    """The lines of the first page. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lines(self) -> tuple[Aandacht, ...]:
        """Everything that needs attention now, urgent lines first; each line says why it is here."""
        self._context.actor.require(Right.CASUS_READ)
        return self.overview().regels

    def overview(self) -> Aandachtslijst:
        """What needs attention now and what was put off; a signal of which the day has come says so."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            peil = self._peil(session)
            found = [*self._casus_lines(session, peil), *self._other_lines(session, peil)]
            uitstel = q.all_uitstel(session)
        found += self._questions(peil)
        now = [_returned(line, uitstel.get(line.sleutel)) for line in found if not _put_off(line, uitstel, peil)]
        later = [replace(line, uitstel=uitstel[line.sleutel]) for line in found if _put_off(line, uitstel, peil)]
        return Aandachtslijst(
            tuple(sorted(now, key=lambda line: (not line.dringend, line.datum or date.max, line.tekst))),
            tuple(sorted(later, key=lambda line: (uitstel[line.sleutel].tot, line.tekst))),
        )

    def is_empty(self) -> bool:
        """Whether this kluis holds no casus at all."""
        self._context.actor.require(Right.CASUS_READ)
        with self._context.read() as session:
            return not q.any_casus(session)

    def stel_uit(self, sleutel: str, tot: date | None, reden: str) -> None:
        """Put a signal off: it comes back on the day `tot`, or sooner when what it is about becomes worse.

        Raises:
            FieldError: no day, a day that is not after today or too far away, or no reason.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        if tot is None:
            raise FieldError("tot", "Vul in tot wanneer dit punt kan wachten.")
        if not reden.strip():
            raise FieldError("reden", "Schrijf op waarom dit punt kan wachten.")
        today = self._context.vandaag()
        if tot <= today:
            raise FieldError("tot", "Kies een dag na vandaag.")
        with self._context.write("signaal uitgesteld") as session:
            months = Norm(int(str(setting_value(session, UITSTEL_SETTING))), Eenheid.MAANDEN)
            last = due_date(today, months, kalender=KALENDERDAGEN).datum or today
            if tot > last:
                raise FieldError("tot", f"Uitstellen kan tot en met {last:%d-%m-%Y}.", "Kies een eerdere dag.")
            q.put_off(session, Uitstel(sleutel, tot, reden.strip(), self._context.actor.naam))

    def toon_weer(self, sleutel: str) -> None:
        """Show a signal again that was put off.

        Raises:
            UserError: it is not put off any more.
        """
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("uitstel teruggedraaid") as session:
            if not q.take_back_uitstel(session, sleutel):
                raise UserError("Dit punt was al weer zichtbaar.")

    # -- gathering ----------------------------------------------------------------------------------------------

    def _peil(self, session: DbSession) -> Peil:
        ages = setting_value(session, "radar.toekomstplan")
        drempels = Drempels(
            norm_procent=radar_setting(session, "norm-procent"),
            toezegging_werkdagen=radar_setting(session, "toezegging-werkdagen"),
            agenda_keren=radar_setting(session, "agenda-keren"),
            leeftijd_maanden=radar_setting(session, "leeftijd-maanden"),
            mandaat_dagen=radar_setting(session, "mandaat-dagen"),
            terugmelding_dagen=radar_setting(session, "terugmelding-dagen"),
            toekomstplan=tuple(str(age) for age in ages) if isinstance(ages, list) else (),
            leefdomeinen=tuple((c.code, c.label) for c in self._context.lists["leefdomeinen"]),
        )
        return Peil(self._context.vandaag(), load_stapklok(session), drempels, legal_days(session))

    def _casus_lines(self, session: DbSession, peil: Peil) -> Iterator[Aandacht]:
        facts = _casus_feiten(session, peil.vandaag)
        plans, asked = t.all_plans(session), set[int]()
        days = _agenda_days(session, peil.drempels.agenda_keren)
        for casus in facts:
            found = [radar.norm(casus, peil), radar.volgende_stap(casus, peil), radar.leeftijd(casus, peil)]
            if casus.jeugdige_id not in asked:  # one plan per jeugdige, also with two casussen
                asked.add(casus.jeugdige_id)
                found.append(radar.toekomstplan(casus, plans.get(casus.jeugdige_id), peil))
            if casus.casus_id in days:
                found.append(radar.agenda(casus, days[casus.casus_id], peil))
            yield from (line for line in found if line is not None)
        yield from self._mandaat_lines(session, peil, Counter(casus.gemeente for casus in facts))

    def _mandaat_lines(self, session: DbSession, peil: Peil, per_gemeente: Counter[str]) -> Iterator[Aandacht]:
        labels, facts = self._context.labels, q.mandaat_feiten(session)
        coming = q.coming_zittingen(session, peil.vandaag)
        yield from radar_tafels.zittingen(coming, peil)
        yield from radar_tafels.mandaten(facts, peil, labels)
        zitting = next((z for z in coming if z.soort == ZittingSoort.RET), None)
        if zitting is not None:
            on_agenda = q.gemeenten_on_agenda(session, zitting.zitting_id)
            yield from radar_tafels.zonder_mandaat(zitting, per_gemeente, on_agenda, facts, labels)

    def _other_lines(self, session: DbSession, peil: Peil) -> Iterator[Aandacht]:
        acties = (actie(fact, peil) for fact in q.actie_feiten(session))
        back = (radar_tafels.terugmelding(fact, peil) for fact in q.open_terugmeldingen(session))
        looks = (radar_tafels.terugkijken(info, peil) for info in opvolgingen(session, open_only=True))
        yield from (line for line in (*acties, *back, *looks) if line is not None)
        yield from (radar_tafels.vto(fact, peil) for fact in q.raadsonderzoek_without_vto(session))

    def _questions(self, peil: Peil) -> Iterator[Aandacht]:
        soon = Toestemmingen(self._context).verlopend(peil.vandaag)
        yield from (radar_vragen.toestemming(fact, peil) for fact in soon)
        yield from map(radar_vragen.nog_thuis, Uithuisplaatsingen(self._context).te_vragen(peil.vandaag))
        if self._context.actor.can(Right.DOSSIER_DESTROY):
            yield from radar_vragen.bewaren(*Bewaren(self._context).te_doen())


def _casus_feiten(session: DbSession, vandaag: date) -> list[CasusFeiten]:
    pauses = {casus_id: pauzes_of(log) for casus_id, log in q.pause_logs(session).items()}
    ahead, steps = q.casussen_with_next_step(session, vandaag), q.steps(session)
    return [
        CasusFeiten(
            casus_id=c.casus_id,
            nummer=c.nummer,
            jeugdige_id=c.jeugdige_id,
            gemeente=c.gemeente,
            geboortedatum=c.geboortedatum,
            geboortejaar=c.geboortejaar,
            stap=steps.get((c.model_id, c.stap)),
            stap_sinds=c.stap_sinds,
            pauzes=pauses.get(c.casus_id, ()),
            vooruit=c.casus_id in ahead,
        )
        for c in q.open_casussen(session)
    ]


def _agenda_days(session: DbSession, keren: int) -> dict[int, list[date]]:
    """The days on an agenda of the RET within the current cyclus, of the casussen that were there often."""
    days = q.agenda_days(session, keren)
    for c in m.casus_logs(session, q.reopened(days)) if days else ():
        since = max((e.datum for e in in_force(c.log) if e.soort is Soort.HEROPEND), default=date.min)
        days[c.casus_id] = [day for day in days[c.casus_id] if day >= since]
    return days


def _put_off(line: Aandacht, uitstel: dict[str, Uitstel], peil: Peil) -> bool:
    found = uitstel.get(line.sleutel) if line.sleutel else None
    return found is not None and found.tot > peil.vandaag


def _returned(line: Aandacht, uitstel: Uitstel | None) -> Aandacht:
    """A line of which the day has come says until when it was put off, and why."""
    if uitstel is None or not line.sleutel:
        return line
    return replace(line, reden=f"{line.reden}; was uitgesteld tot {uitstel.tot:%d-%m-%Y}: {uitstel.reden}")
