"""Fills a kluis with invented casussen to practise on, the same for the same zaad and day.

The rows are made with the same building blocks as real ones, in a few large audited transactions.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.gezinnen import add_gezin, add_jeugdige
from expertteam_app.db.queries.modellen import model_for
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import ActieRow, CasusRow, HiaatRow, JeugdigeRow, OorzaakRow, ZoekregelRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.gebeurtenis import Gebeurtenis, Soort
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services import oefen_woorden as w
from expertteam_app.services.context import Context
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.oefen_cijfers import OefenCijfers
from expertteam_app.services.oefen_delen import OefenDelen
from expertteam_app.services.oefen_gezinnen import add_families
from expertteam_app.services.oefen_huis import OefenHuis
from expertteam_app.services.oefen_ladder import OefenLadder
from expertteam_app.services.oefen_radar import OefenRadar
from expertteam_app.services.oefen_tafels import OefenTafels

CHUNK = 500
HISTORY_DAYS = 720
"""Casussen were reported over the last two years."""

HELPED = 0.6
"""Share of the invented casussen in which help starts."""

T = TypeVar("T")
Progress = Callable[[int, int], None]


def weighted(dice: random.Random, options: Sequence[tuple[T, int]]) -> T:
    """One of the options, by weight."""
    return dice.choices([o for o, _ in options], [weight for _, weight in options])[0]


@dataclass(frozen=True, slots=True)
class _Course:
    """The invented life of one casus: dated steps on the ladder, first overleg and end."""

    steps: tuple[tuple[int, date], ...]
    overleg: date | None
    hulp: date | None
    eind: date | None
    uitkomst: str


class Oefenkluis:
    """Makes invented content. Only for a kluis that is marked as OEFENING, or a benchmark."""

    def __init__(self, context: Context, zaad: int) -> None:
        self._context = context
        self._zaad = zaad
        self._dice = random.Random(zaad)  # noqa: S311 - invented content, no secrets
        self._own_dice = random.Random(zaad + 1)  # noqa: S311 - the same; leaves the course of the others as it was
        self._by_label = {c.label: c.code for c in context.lists["zorgvormen"]}

    def fill(self, casussen: int, progress: Progress | None = None, *, tafels: bool = True) -> None:
        """Add this many casussen and, with `tafels`, zittingen of both tables with VTB's and besluiten."""
        self._context.actor.require(Right.CASUS_WRITE)
        days = sorted(self._dice.randrange(4, HISTORY_DAYS) for _ in range(casussen))
        reported = [self._context.vandaag() - timedelta(days=d) for d in reversed(days)]
        counters: dict[int, int] = {}
        ids: list[int] = []
        for start in range(0, casussen, CHUNK):
            with self._context.write("verzonnen casussen klaargezet") as session:
                model_id = model_for(session, reported[start]).id
                made = [self._casus(session, model_id, day, counters) for day in reported[start : start + CHUNK]]
                q.rewrite_overview(session, made, self._context.labels)
                ids += [casus.id for casus in made]
            if progress is not None:
                progress(min(start + CHUNK, casussen), casussen)
        if tafels:
            OefenTafels(self._context, self._dice).fill()
            OefenLadder(self._context).fill()
            OefenRadar(self._context, self._own_dice).fill()
            OefenHuis(self._context, self._zaad).fill(ids)
            with self._context.write("verzonnen gezinnen klaargezet") as session:
                add_families(session, ids, self._zaad)
            OefenDelen(self._context, self._zaad).fill()  # after the families: who must answer follows from them
            OefenCijfers(self._context, self._zaad).fill()

    # -- one casus ----------------------------------------------------------------------------------------------

    def _casus(self, session: DbSession, model_id: int, aanmelding: date, counters: dict[int, int]) -> CasusRow:
        child = self._child(session, aanmelding)
        counters[aanmelding.year] = counters.get(aanmelding.year, 0) + 1
        casus = q.add_casus(
            session,
            nummer=f"RET-{aanmelding.year}-{counters[aanmelding.year]:03d}",
            jeugdige=child,
            model_id=model_id,
            aangemeld_door=self._dice.choice(w.AANMELDERS),
            soort_vraag=weighted(self._dice, w.SOORTEN),
            vraag=self._dice.choice(w.VRAGEN).format(naam=child.voornaam),
            flush=False,
        )
        casus.stem_jeugdige = self._dice.choice(w.STEM_JEUGDIGE)
        casus.stem_ouders = self._dice.choice(w.STEM_OUDERS)
        casus.geprobeerd = self._dice.choice(w.GEPROBEERD)
        course = self._course(aanmelding)
        self._log(session, casus, aanmelding, course)
        self._code(casus, aanmelding, course)
        if course.eind is None:
            self._acties(casus, aanmelding)
        return casus

    def _child(self, session: DbSession, aanmelding: date) -> JeugdigeRow:
        tussen, achter = self._dice.choice(w.ACHTERNAMEN)
        gezin = add_gezin(session, f"gezin {achter} (fictief)", flush=False)
        age_days = self._dice.randrange(4 * 365, 22 * 365)
        return add_jeugdige(
            session,
            gezin,
            voornaam=self._dice.choice(w.VOORNAMEN),
            tussenvoegsel=tussen,
            achternaam=achter,
            geboortedatum=aanmelding - timedelta(days=age_days),
            gemeente=weighted(self._dice, w.GEMEENTEN_WEGING),
            flush=False,
        )

    def _course(self, aanmelding: date) -> _Course:
        dice, today = self._dice, self._context.vandaag()
        first = weighted(dice, ((2, 2), (3, 2), (4, 2), (5, 8)))
        steps, day = [(first, aanmelding)], aanmelding
        for step in range(first + 1, 7):
            if dice.random() > (0.75 if step <= 5 else 0.25):  # noqa: PLR2004 - up to the RET, or on to BOEG
                break
            day += timedelta(days=dice.randrange(7, 40))
            steps.append((step, day))
        steps = [(s, d) for s, d in steps if d <= today]
        at_ret = next((d for s, d in steps if s >= 5), None)  # noqa: PLR2004 - the step of the RET
        overleg = at_ret + timedelta(days=dice.randrange(5, 35)) if at_ret else None
        last = max(d for _s, d in steps)
        hulp = (overleg or last) + timedelta(days=dice.randrange(10, 90)) if dice.random() < HELPED else None
        eind = max(last, overleg or last, hulp or last) + timedelta(days=dice.randrange(15, 200))
        uitkomst = weighted(
            dice,
            (
                ("passende hulp gestart", 9),
                ("uithuisplaatsing voorkomen", 4),
                ("doorgeleid BOEG", 2),
                ("uithuisplaatsing", 2),
                ("ingetrokken", 1),
            ),
        )
        code = next(c.code for c in self._context.lists["uitkomsten"] if c.label == uitkomst)
        past = {name: d if d is not None and d <= today else None for name, d in (("o", overleg), ("h", hulp))}
        return _Course(tuple(steps), past["o"], past["h"], eind if eind <= today else None, code)

    def _log(self, session: DbSession, casus: CasusRow, aanmelding: date, course: _Course) -> None:
        events = [Gebeurtenis(Soort.AANMELDING, aanmelding)]
        for step, day in course.steps:
            reason = "" if day == aanmelding else "Op deze stap kwam geen oplossing."
            events.append(Gebeurtenis(Soort.STAP_BEGONNEN, day, gegevens={"stap": step, "reden": reason}))
        if course.overleg:
            events.append(Gebeurtenis(Soort.EERSTE_OVERLEG, course.overleg))
            sent = course.overleg + timedelta(days=self._dice.randrange(1, 12))
            if sent <= self._context.vandaag():
                events.append(Gebeurtenis(Soort.VERSLAG_VERZONDEN, sent))
        if course.hulp:
            events.append(Gebeurtenis(Soort.HULP_GESTART, course.hulp))
        last_day = max(e.datum for e in events)
        if self._dice.random() < 0.12:  # noqa: PLR2004 - one in eight is paused for a while
            self._pause(events, last_day, course.eind)
        if course.eind:
            events.append(Gebeurtenis(Soort.AFGESLOTEN, course.eind, gegevens={"uitkomst": course.uitkomst}))
        for event in sorted(events, key=lambda e: e.datum):
            q.add_event(session, casus, event)

    def _pause(self, events: list[Gebeurtenis], van: date, eind: date | None) -> None:
        today = self._context.vandaag()
        reason: dict[str, str | int | bool] = {
            "reden": "Wacht op toestemming van een ouder",
            "code": "wacht-op-toestemming",
            "telt": True,
        }
        events.append(Gebeurtenis(Soort.GEPAUZEERD, van, gegevens=reason))
        back = van + timedelta(days=self._dice.randrange(5, 40))
        if back <= min(today, eind or today):
            events.append(Gebeurtenis(Soort.HERVAT, back))

    def _code(self, casus: CasusRow, aanmelding: date, course: _Course) -> None:
        dice, lists = self._dice, self._context.lists
        zorgvorm, usual = dice.choice(w.PATRONEN)
        codes = {code for code in usual if dice.random() < 0.8}  # noqa: PLR2004 - mostly the usual causes
        codes |= set(dice.sample(w.ANDERE_OORZAKEN, dice.randrange(0, 2)))
        codes = codes or {usual[0]}
        main = min(codes)
        for code in sorted(codes):
            row = OorzaakRow(code=code, lijst_versie=lists["oorzaken"].versie, hoofdoorzaak=code == main)
            casus.oorzaken.append(row)
        self._search(casus, self._by_label[zorgvorm], aanmelding)
        for code in sorted(codes):
            entry = lists["oorzaken"].get(code)
            aard = entry.extra.get("aard") if entry else None
            if aard:
                casus.hiaten.append(
                    HiaatRow(
                        zorgvorm=self._by_label[zorgvorm],
                        aard=aard,
                        lijst_versie=lists["aard_hiaat"].versie,
                        vastgesteld_op=course.overleg or aanmelding,
                    )
                )

    def _search(self, casus: CasusRow, zorgvorm: str, aanmelding: date) -> None:
        for aanbieder in self._dice.sample(w.AANBIEDERS, self._dice.randrange(1, 4)):
            refused = self._dice.random() < 0.6  # noqa: PLR2004 - most answers are no
            reasons = [c.code for c in self._context.lists["reden_afwijzing"]]
            casus.zoekregels.append(
                ZoekregelRow(
                    zorgvorm=zorgvorm,
                    lijst_versie=self._context.lists["zorgvormen"].versie,
                    aanbieder=aanbieder,
                    datum=aanmelding + timedelta(days=self._dice.randrange(0, 3)),
                    antwoord="nee" if refused else "wachtlijst",
                    reden=self._dice.choice(reasons) if refused else "",
                    wachttijd_weken=None if refused else self._dice.randrange(6, 40),
                )
            )

    def _acties(self, casus: CasusRow, aanmelding: date) -> None:
        today = self._context.vandaag()
        for text in self._dice.sample(w.ACTIES, self._dice.randrange(0, 3)):
            due = max(aanmelding, today) + timedelta(days=self._dice.randrange(-12, 30))
            owner = self._dice.choice(("toegang", "casusregisseur", "aanbieder", ""))
            casus.acties.append(ActieRow(omschrijving=text, eigenaar=owner, datum=due if owner else None))


def make_practice_kluis(path: Path, casussen: int, zaad: int = 7, progress: Progress | None = None) -> None:
    """Make a kluis marked OEFENING with the public user and wachtzin, and fill it.

    Its key is derived at the floor of Argon2id: the wachtzin is public, so a slow key would only cost time.
    """
    create_kluis(path, "Oefenkluis", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
    kluis, context = open_kluis(path, OEFENAAR, OEFENZIN)
    try:
        Oefenkluis(context, zaad).fill(casussen, progress)
    finally:
        kluis.close()
