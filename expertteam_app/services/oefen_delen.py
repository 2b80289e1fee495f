"""Invented toestemmingen of every status, statements, and voices that are missing, for the newest casussen.

The same zaad and day give the same. They are made with the rules themselves, so that nothing stands here that a user
could not have recorded.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.db.queries import toestemmingen as q
from expertteam_app.db.queries.uitspraken import add_uitspraak
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import CasusRow, ToestemmingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.jeugdige import birthday
from expertteam_app.domain.toestemming import (
    ALLEEN_VANAF,
    GROND_GEDWONGEN,
    GROND_TOESTEMMING,
    KADER_GEDWONGEN,
    MEE_VANAF,
    Antwoord,
    Gever,
    Situatie,
    vereist,
)
from expertteam_app.domain.toestemmingregels import JA, NEE, NieuweToestemming, answered, checked_toestemming, withdrawn
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort, checked_uitspraak
from expertteam_app.services.context import Context

MEESTE = 24
"""Casussen that get something: enough to see every status, few enough to keep the making fast."""

ONTVANGERS = (
    ("School De Proefpen (fictief)", "plan om weer naar school te gaan"),
    ("De Linde (fictief)", "zoeken naar een plek"),
    ("Huisarts (fictief)", "medicijnen afstemmen"),
    ("Oeverhof (fictief)", "intake voorbereiden"),
    ("Regionaal Expertteam", "bespreking aan de tafel"),
)
AFWEGING = (
    "Doel: de kinderen zijn vanavond veilig. Met minder kan het niet: zonder namen kan Veilig Thuis niets doen. Moeder "
    "is vooraf gebeld; vader niet, omdat dat gevaar gaf."
)
AFWEGING_GI = "De GI heeft dit verslag nodig om de maatregel uit te voeren. De ouders weten ervan en kregen het eerst."
FEITEN = (
    ("Was in oktober elf schooldagen afwezig.", "verzuimregister van school (fictief)"),
    ("Slaapt sinds drie weken op een matras bij oma.", "huisbezoek wijkteam (fictief)"),
    ("Twee aanbieders schreven dat zij geen plek hebben.", "brieven in het dossier"),
    ("De politie kwam op een avond aan de deur na een ruzie. Er is geen aangifte gedaan.", "politie (fictief)"),
)
MENINGEN = (
    ("Moeder kan de zorg alleen dragen als er in het weekend hulp is.", "gezinscoach (fictief)"),
    ("Een kleine klas zou veel rust geven.", "leerkracht (fictief)"),
    ("Het gaat beter dan in de zomer.", ""),
    ("Er moet eerst een verklarende analyse komen.", "gedragswetenschapper (fictief)"),
)
REGISSEURS = ("Imke, CJG (fictief)", "Cas, wijkteam (fictief)", "Fien, toegang (fictief)", "")
PLEKKEN = ("thuis", "bij oma", "pleeggezin (fictief)", "logeerhuis (fictief)", "")
ANALYSES = ("ja", "in-de-maak", "nee", "")
NIET_GELUKT = ("zij op reis waren; er staat een nieuw gesprek gepland", "hij op drie uitnodigingen niet kwam")

EEN_DAG = timedelta(days=1)
Maker = Callable[["_Regel"], None]


class _Regel:
    """What is being made for one casus."""

    def __init__(self, session: DbSession, dice: random.Random, casus: CasusRow, situatie: Situatie, day: date) -> None:
        self.session, self.dice, self.casus, self.situatie, self.day = session, dice, casus, situatie, day
        self.left = list(ONTVANGERS)
        dice.shuffle(self.left)

    def ask(
        self, vanaf: date, tot: date | None = None, grond: str = GROND_TOESTEMMING, afweging: str = "", wie: str = ""
    ) -> ToestemmingRow:
        """A toestemming or ground for the next ontvanger, or for `wie`."""
        ontvanger, doel = (wie, "veiligheid van de kinderen") if wie else self.left.pop()
        checked = checked_toestemming(NieuweToestemming(ontvanger, doel, grond, vanaf, tot, afweging), self.casus.kader)
        row = ToestemmingRow(
            casus_id=self.casus.id,
            ontvanger=checked.ontvanger,
            doel=checked.doel,
            grond=checked.grond,
            afweging=checked.afweging,
            vanaf=checked.vanaf,
            tot=checked.tot,
        )
        self.session.add(row)
        return row

    def needed(self, dag: date | None = None) -> tuple[Gever, ...]:
        """Who must answer on a day."""
        return vereist(self.situatie, dag or self.day).gevers

    def say(self, row: ToestemmingRow, gever: Gever, what: str, dag: date) -> Antwoord:
        """Keep an answer."""
        said = answered(None, gever.id, what, dag)
        q.keep_answer(row, gever.id, said)
        return said

    def all_say_ja(self, row: ToestemmingRow, dag: date, on: date | None = None) -> None:
        """Everyone who had to answer on `on` said ja on `dag`."""
        for gever in self.needed(on):
            self.say(row, gever, JA, dag)


def _valid(r: _Regel) -> None:
    r.all_say_ja(r.ask(r.day - 60 * EEN_DAG, r.day + 200 * EEN_DAG), r.day - 58 * EEN_DAG)


def _ends_soon(r: _Regel) -> None:
    r.all_say_ja(r.ask(r.day - 170 * EEN_DAG, r.day + 12 * EEN_DAG), r.day - 168 * EEN_DAG)


def _half_asked(r: _Regel) -> None:
    row = r.ask(r.day - 6 * EEN_DAG)
    for gever in r.needed()[:-1]:
        r.say(row, gever, JA, r.day - 4 * EEN_DAG)


def _withdrawn(r: _Regel) -> None:
    row = r.ask(r.day - 90 * EEN_DAG)
    r.all_say_ja(row, r.day - 88 * EEN_DAG)
    if row.gevers:
        last = row.gevers[-1]
        said = Antwoord(last.gezinslid_id, JA, r.day - 88 * EEN_DAG)
        gone = withdrawn(said, r.day - 9 * EEN_DAG, "wil eerst zelf met hen praten")
        q.keep_answer(row, last.gezinslid_id, gone)


def _refused(r: _Regel) -> None:
    row = r.ask(r.day - 30 * EEN_DAG)
    for number, gever in enumerate(r.needed()):
        r.say(row, gever, NEE if number == 0 else JA, r.day - 25 * EEN_DAG)


def _over(r: _Regel) -> None:
    r.all_say_ja(r.ask(r.day - 200 * EEN_DAG, r.day - 15 * EEN_DAG), r.day - 199 * EEN_DAG)


def _on_ground(r: _Regel) -> None:
    r.ask(r.day - 20 * EEN_DAG, None, "conflict-van-plichten", AFWEGING, "Veilig Thuis (fictief)")


def _outgrown(r: _Regel) -> None:
    """A ja from before the last birthday that changed who must answer; a valid one where there was none lately."""
    born = r.situatie.geboortedatum
    borders = [birthday(born, age) for age in (ALLEEN_VANAF, MEE_VANAF)] if born is not None else []
    passed = next((b for b in borders if r.day - 1000 * EEN_DAG < b <= r.day), None)
    if passed is None:
        _valid(r)
        return
    before = passed - 40 * EEN_DAG
    r.all_say_ja(r.ask(before), before, before)


MAKERS: tuple[Maker, ...] = (
    _withdrawn,
    _valid,
    _half_asked,
    _on_ground,
    _ends_soon,
    _refused,
    _outgrown,
    _over,
)


class OefenDelen:
    """Makes invented toestemmingen and statements. Only for a kluis that is marked as OEFENING."""

    def __init__(self, context: Context, zaad: int) -> None:
        self._context = context
        self._dice = random.Random(f"delen-{zaad}")  # noqa: S311 - invented content, no secrets

    def fill(self) -> None:
        """Give the newest casussen toestemmingen, statements, a regisseur and here and there a missing voice."""
        self._context.actor.require(Right.CASUS_WRITE)
        with self._context.write("verzonnen toestemmingen klaargezet") as session:
            newest = casus_q.find_ids(session, CasusFilter(status="alle"), MEESTE)
            for number, casus_id in enumerate(newest):
                casus = session.get(CasusRow, casus_id)
                if casus is not None:
                    self._casus(session, casus, number)

    def _casus(self, session: DbSession, casus: CasusRow, number: int) -> None:
        dice, day = self._dice, self._context.vandaag()
        casus.casusregisseur, casus.verblijfplaats = dice.choice(REGISSEURS), dice.choice(PLEKKEN)
        casus.verklarende_analyse = dice.choice(ANALYSES)
        casus.kader = dice.choice(("vrijwillig", "vrijwillig", "drang", KADER_GEDWONGEN))
        self._voice(casus, number)
        self._statements(session, casus)
        made = _Regel(session, dice, casus, q.situation_of(session, casus), day)
        for step in range(1 + number % 3):
            MAKERS[(number + 3 * step) % len(MAKERS)](made)
        if casus.kader == KADER_GEDWONGEN:
            made.ask(day - 40 * EEN_DAG, None, GROND_GEDWONGEN, AFWEGING_GI, "GI De Brug (fictief)")

    def _voice(self, casus: CasusRow, number: int) -> None:
        if number % 8 == 5:  # noqa: PLR2004 - one in eight: nobody was heard, and it does not say why
            casus.stem_jeugdige = casus.stem_ouders = ""
        elif number % 8 == 2:  # noqa: PLR2004 - one in eight: one was not heard, with the reason
            casus.stem_jeugdige = ""
            casus.stem_niet_gelukt = self._dice.choice(NIET_GELUKT)

    def _statements(self, session: DbSession, casus: CasusRow) -> None:
        day, dice = self._context.vandaag(), self._dice
        for soort, texts in ((UitspraakSoort.FEIT, FEITEN), (UitspraakSoort.MENING, MENINGEN)):
            for tekst, bron in dice.sample(texts, dice.randrange(1, 3)):
                when = day - dice.randrange(1, 60) * EEN_DAG if bron else None
                add_uitspraak(session, casus.id, checked_uitspraak(NieuweUitspraak(soort, tekst, bron, when), day))
