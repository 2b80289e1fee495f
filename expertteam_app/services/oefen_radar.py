"""Invented toezeggingen, toekomstplannen and a signal that was put off, for the Oefenkluis."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from expertteam_app.domain.access import Right
from expertteam_app.domain.dossier import CasusFilter, CasusRegel
from expertteam_app.domain.toekomstplan import mag_getoond
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.codering import Codering
from expertteam_app.services.context import Context
from expertteam_app.services.toekomstplannen import Toekomstplannen
from expertteam_app.services.vandaag import Vandaag

TOEZEGGINGEN = (
    ("Uitleggen waarom de plek niet doorgaat", "toegang", -6),
    ("Laten weten wie vanaf nu de regie heeft", "casusregisseur", None),
    ("Samen met de jeugdige bij de groep gaan kijken", "casusregisseur", 9),
)
"""What was promised to a gezin, by whom, and in how many days from today; without days nobody said when."""

PLANS = 4
"""Of the jeugdigen who are old enough, every second one has a toekomstplan, up to this many."""


class OefenRadar:
    """Adds to the casussen that are there what the impasse-radar looks at, through the same use cases as real work."""

    def __init__(self, context: Context, dice: random.Random) -> None:
        self._context = context
        self._dice = dice

    def fill(self) -> None:
        """Make them all; a kluis with few casussen gets fewer."""
        self._context.actor.require(Right.CASUS_WRITE)
        casussen = Casussen(self._context)
        rows = casussen.rows(casussen.find(CasusFilter(aflopend=False)))
        self._promises(rows)
        self._plans(rows)
        self._put_off()

    def _promises(self, rows: Sequence[CasusRegel]) -> None:
        coding, today = Codering(self._context), self._context.vandaag()
        chosen = self._dice.sample(rows, min(len(rows), len(TOEZEGGINGEN)))
        for row, (text, owner, days) in zip(chosen, TOEZEGGINGEN, strict=False):
            due = None if days is None else today + timedelta(days=days)
            coding.add_actie(text, owner, due, casus_id=row.id, toezegging=True)

    def _plans(self, rows: Sequence[CasusRegel]) -> None:
        today, plans = self._context.vandaag(), Toekomstplannen(self._context)
        codes = [c.code for c in self._context.lists["leefdomeinen"]]
        old_enough = [row for row in rows if mag_getoond(row.geboortedatum, today) and row.aangemeld]
        for number, row in enumerate(old_enough[::2][:PLANS]):
            made = min(today, (row.aangemeld or today) + timedelta(days=14))
            covered = codes if number % 2 == 0 else self._dice.sample(codes, 5)
            plans.store(row.id, made, covered, "casusregisseur" if number % 3 else "")

    def _put_off(self) -> None:
        vandaag = Vandaag(self._context)
        line = next((x for x in vandaag.lines() if x.soort == "geen-volgende-stap"), None)
        if line is not None:
            until: date = self._context.vandaag() + timedelta(days=12)
            vandaag.stel_uit(line.sleutel, until, "De aanbieder belt na de intake terug")
