"""Use case of the first page: what needs attention today, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from expertteam_app.db.queries import metingen as m
from expertteam_app.db.queries import vandaag as q
from expertteam_app.db.queries import zittingen as z
from expertteam_app.db.queries.modellen import all_models
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import MAX_LEEFTIJD_RET, Pauze, fold
from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.jeugdige import age_on, birthday
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.domain.termijn import Eenheid, elapsed
from expertteam_app.services.context import Context

SOON = timedelta(days=92)
"""How far ahead "wordt 18" and "wordt 23" are shown."""

MEERDERJARIG = 18

Pauzes = Mapping[int, tuple[Pauze, ...]]
"""The pauses of each casus that ever had one."""


class Vandaag:
    """The lines of the first page. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def lines(self) -> tuple[Aandacht, ...]:
        """Everything that needs attention, urgent lines first; each line says why it is here."""
        self._context.actor.require(Right.CASUS_READ)
        today = self._context.vandaag()
        with self._context.read() as session:
            casussen = q.open_casussen(session)
            pauzes = {c.casus_id: fold(c.log).pauzes for c in m.casus_logs(session, q.open_and_paused())}
            lines = [
                *_zitting_lines(z.upcoming(session, today), today),
                *_norm_lines(casussen, pauzes, all_models(session)[0], today),
                *_casus_lines(casussen, pauzes, q.casussen_with_open_actie(session), today),
                *_actie_lines(q.open_actie_rows(session), today),
                *_terugmelding_lines(q.open_terugmeldingen(session), today),
                *_vto_lines(q.raadsonderzoek_without_vto(session), today),
                *_mandaat_lines(z.all_mandaten(session), today, self._context.labels),
            ]
        return tuple(sorted(lines, key=lambda line: (not line.dringend, line.datum or date.max, line.tekst)))


def _zitting_lines(rows: list[q.ZittingRow], today: date) -> Iterator[Aandacht]:
    for row in rows[:3]:
        when = "vandaag" if row.datum == today else f"op {row.datum:%d-%m-%Y}"
        yield Aandacht(
            "zitting",
            f"{row.nummer}: {row.soort} {when}{' om ' + row.begintijd if row.begintijd else ''}",
            f"{len(row.punten)} op de agenda",
            row.datum,
            zitting_id=row.id,
            dringend=row.datum == today,
        )


def _norm_lines(
    casussen: Iterable[q.OpenCasus], pauzes: Pauzes, model: Opschalingsmodel, today: date
) -> Iterator[Aandacht]:
    steps = {s.volgorde: s for s in model.stappen}

    @cache  # many casussen came on a step on the same day
    def waited(begin: date, eenheid: str, paused: tuple[Pauze, ...]) -> int:
        return elapsed(min(begin, today), today, paused, Eenheid(eenheid)).netto

    for casus in casussen:
        stap = steps.get(casus.stap or 0)
        if stap is None or not stap.norm or casus.stap_sinds is None:
            continue
        spent = waited(casus.stap_sinds, stap.eenheid, pauzes.get(casus.casus_id, ()))
        if spent > stap.norm:
            yield Aandacht(
                "norm",
                f"{casus.nummer} staat {spent} {stap.eenheid} op stap {stap.volgorde} ({stap.kort})",
                f"de norm is {stap.norm} {stap.eenheid}",
                casus.stap_sinds,
                casus_id=casus.casus_id,
                dringend=spent > 2 * stap.norm,
            )


def _casus_lines(
    casussen: Iterable[q.OpenCasus], pauzes: Pauzes, with_actie: set[int], today: date
) -> Iterator[Aandacht]:
    for casus in casussen:
        last = next(reversed(pauzes.get(casus.casus_id, ())), None)
        if last is not None and last.tot is None:
            yield Aandacht(
                "pauze",
                f"{casus.nummer} is gepauzeerd sinds {last.van:%d-%m-%Y}",
                f"reden: {last.reden or 'niet opgeschreven'}; er is geen einddatum",
                last.van,
                casus_id=casus.casus_id,
            )
        elif casus.casus_id not in with_actie:
            yield Aandacht(
                "geen-volgende-stap",
                f"{casus.nummer} heeft geen volgende stap",
                "er is geen open actie",
                casus.stap_sinds,
                casus_id=casus.casus_id,
            )
        yield from _age_lines(casus, today)


def _age_lines(casus: q.OpenCasus, today: date) -> Iterator[Aandacht]:
    if casus.geboortedatum is None:
        return
    if age_on(casus.geboortedatum, today) >= MAX_LEEFTIJD_RET:
        yield Aandacht(
            "leeftijd",
            f"{casus.nummer}: de jeugdige is {MAX_LEEFTIJD_RET} jaar of ouder",
            "het RET is er voor jeugdigen tot 23 jaar",
            birthday(casus.geboortedatum, MAX_LEEFTIJD_RET),
            casus_id=casus.casus_id,
        )
    for age in (MEERDERJARIG, MAX_LEEFTIJD_RET):
        day = birthday(casus.geboortedatum, age)
        if today <= day <= today + SOON:
            yield Aandacht(
                "leeftijd",
                f"{casus.nummer}: de jeugdige wordt {age} op {day:%d-%m-%Y}",
                "vraag op tijd welke hulp daarna mag doorlopen",
                day,
                casus_id=casus.casus_id,
            )


def _actie_lines(rows: list[tuple[q.ActieRow, str, int | None]], today: date) -> Iterator[Aandacht]:
    for actie, nummer, zitting_id in rows:
        where = f"{nummer}: " if nummer else ""
        if not actie.eigenaar or actie.datum is None:
            lacking = "eigenaar" if not actie.eigenaar else "datum"
            reason, urgent = f"deze actie heeft geen {lacking}", False
        elif actie.datum < today:
            reason, urgent = f"had klaar moeten zijn op {actie.datum:%d-%m-%Y} ({actie.eigenaar})", True
        else:
            continue
        yield Aandacht(
            "actie",
            f"{where}{actie.omschrijving}",
            reason,
            actie.datum,
            casus_id=actie.casus_id,
            zitting_id=None if actie.casus_id else zitting_id,
            dringend=urgent,
        )


def _terugmelding_lines(rows: list[tuple[date, str, int, int]], today: date) -> Iterator[Aandacht]:
    for due, nummer, zitting_id, vtb_id in rows:
        if due <= today + timedelta(days=14):
            late = due < today
            yield Aandacht(
                "terugmelding",
                f"{nummer}: terugmelding {'had er moeten zijn' if late else 'verwacht'} op {due:%d-%m-%Y}",
                "afgesproken bij het besluit van de JBT",
                due,
                zitting_id=zitting_id,
                vtb_id=vtb_id,
                dringend=late,
            )


def _vto_lines(rows: list[tuple[date, str, int, int]], today: date) -> Iterator[Aandacht]:
    for decided, nummer, zitting_id, vtb_id in rows:
        yield Aandacht(
            "vto",
            f"{nummer}: het VTO is nog niet naar de Raad",
            f"besluit raadsonderzoek op {decided:%d-%m-%Y}, {(today - decided).days} dagen geleden",
            decided,
            zitting_id=zitting_id,
            vtb_id=vtb_id,
            dringend=True,
        )


def _mandaat_lines(
    rows: list[tuple[q.MandaatRow, q.PersoonRow]], today: date, labels: dict[str, str]
) -> Iterator[Aandacht]:
    for mandaat, persoon in rows:
        if mandaat.tot is not None and today <= mandaat.tot <= today + timedelta(days=31):
            yield Aandacht(
                "mandaat",
                f"Mandaat van {persoon.naam} voor {labels.get(mandaat.gemeente, mandaat.gemeente)} loopt af",
                f"geldig tot en met {mandaat.tot:%d-%m-%Y}",
                mandaat.tot,
            )
