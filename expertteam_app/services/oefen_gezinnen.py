"""Invented families around the children of the Oefenkluis: together, apart, foster, a voogd, half siblings.

The same zaad gives the same families. All names are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_app.db.queries.casussen import get_casus
from expertteam_app.db.queries.gezinnen import add_jeugdige
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import GezinslidRow, GezinsrelatieRow, JeugdigeRow, PartnerschapRow
from expertteam_app.domain.netwerkregels import gezag_van
from expertteam_app.services import oefen_woorden as w

MEESTE = 24
"""Casussen that get a family; enough to see every kind, few enough to keep the making fast."""
MANNEN = ("Ruben", "Dirk", "Osman", "Jelle", "Bas", "Marek", "Tygo", "Wim")
VROUWEN = ("Sanne", "Fatma", "Ineke", "Lotte", "Anouk", "Marta", "Bep", "Joke")
INSTELLINGEN = ("Jeugdbescherming Verzinland (fictief)", "De Voogdij (fictief)")
SCHOLEN = ("basisschool De Proefpen (fictief)", "praktijkschool De Schets (fictief)")


@dataclass
class _Gezin:
    """What is being made around one child."""

    session: DbSession
    dice: random.Random
    kind: JeugdigeRow

    def person(self, geslacht: str, years: int = 30, **more: object) -> GezinslidRow:
        """Someone, born so many years before the child, give or take."""
        born = self.kind.geboortedatum or date(2012, 1, 1)
        days = years * 365 + self.dice.randrange(-1500, 1500)
        tussen, achter = self.dice.choice(w.ACHTERNAMEN)
        row = GezinslidRow(
            gezin_id=self.kind.gezin_id,
            voornaam=self.dice.choice(VROUWEN if geslacht == "v" else MANNEN),
            tussenvoegsel=tussen,
            achternaam=achter,
            geslacht=geslacht,
            geboortedatum=born - timedelta(days=days),
        )
        for name, value in more.items():
            setattr(row, name, value)
        self.session.add(row)
        return row

    def body(self, name: str) -> GezinslidRow:
        """A body of which nobody is named."""
        row = GezinslidRow(gezin_id=self.kind.gezin_id, instelling=name)
        self.session.add(row)
        return row

    def role(
        self,
        who: GezinslidRow,
        rol: str,
        contact: str = "",
        *,
        samen: bool = False,
        of: Sequence[JeugdigeRow] = (),
    ) -> None:
        """What someone is to the child, or to these children."""
        for child in of or [self.kind]:
            who.relaties.append(
                GezinsrelatieRow(
                    jeugdige_id=child.id, rol=rol, gezag=gezag_van(rol, ""), woont_samen=samen, contact=contact
                )
            )

    def couple(self, one: GezinslidRow, other: GezinslidRow, soort: str) -> None:
        """Two partners."""
        self.session.flush()
        self.session.add(PartnerschapRow(een_id=one.id, ander_id=other.id, soort=soort))

    def sibling(self, years: int) -> JeugdigeRow:
        """A brother or sister without a casus, so many years younger (or older, when negative)."""
        born = self.kind.geboortedatum or date(2012, 1, 1)
        row = add_jeugdige(
            self.session,
            self.kind.gezin_id,
            voornaam=self.dice.choice([n for n in w.VOORNAMEN if n != self.kind.voornaam]),
            tussenvoegsel=self.kind.tussenvoegsel,
            achternaam=self.kind.achternaam,
            geboortedatum=born + timedelta(days=365 * years),
            gemeente=self.kind.gemeente,
        )
        row.geslacht = self.dice.choice(("m", "v"))
        return row


def _together(g: _Gezin) -> None:
    mother, father = g.person("v"), g.person("m", 32)
    other = g.sibling(-2)
    for parent in (mother, father):
        g.role(parent, "112", samen=True, of=[other, g.kind])
    g.couple(mother, father, "gehuwd")
    g.role(g.person("v", 58), "125", contact="goed", of=[other, g.kind])
    g.role(g.person("v", 20, instelling=g.dice.choice(SCHOLEN), geboortedatum=None), "413")


def _apart(g: _Gezin) -> None:
    mother, father, partner = g.person("v"), g.person("m", 33), g.person("m", 35)
    half = g.sibling(3)
    g.role(mother, "112", samen=True, of=[g.kind, half])
    g.role(father, "112", contact="gespannen")
    g.role(partner, "212", samen=True)
    g.role(partner, "112", samen=True, of=[half])
    g.couple(father, mother, "gescheiden")
    g.couple(mother, partner, "samen")
    g.role(g.person("v", 25, instelling="CJG (fictief)", geboortedatum=None), "411")


def _foster(g: _Gezin) -> None:
    mother, one, other = g.person("v"), g.person("v", 38), g.person("m", 40)
    g.role(mother, "113", contact="geen")
    for foster in (one, other):
        g.role(foster, "211", samen=True, contact="goed")
    g.couple(one, other, "gehuwd")
    g.role(g.body(g.dice.choice(INSTELLINGEN)), "191")
    g.role(g.person("m", 15, instelling=g.dice.choice(INSTELLINGEN), geboortedatum=None), "411")


def _widow(g: _Gezin) -> None:
    mother, father = g.person("v"), g.person("m", 34, overleden=True)
    other = g.sibling(-1)
    g.role(mother, "112", samen=True, of=[other, g.kind])
    g.role(father, "113", of=[other, g.kind])
    g.couple(mother, father, "gehuwd")
    grandfather, grandmother = g.person("m", 60), g.person("v", 58)
    for grandparent in (grandfather, grandmother):
        g.role(grandparent, "125", contact="goed", of=[other, g.kind])
    g.couple(grandfather, grandmother, "gehuwd")


def _alone(g: _Gezin) -> None:
    g.role(g.person("v", 24), "112", samen=True)
    g.role(g.person("m", 26, geboortedatum=None), "111", contact="geen")
    g.role(g.person("v", 27), "139", contact="goed")
    g.role(g.person("m", 15, instelling="huisartsenpraktijk (fictief)", geboortedatum=None), "412")


def _with_grandmother(g: _Gezin) -> None:
    mother, father = g.person("v", 19), g.person("m", 21)
    g.role(mother, "112", contact="gespannen")
    g.role(father, "112", contact="gespannen")
    g.couple(father, mother, "uit elkaar")
    grandmother = g.person("v", 50)
    g.role(grandmother, "125", samen=True, contact="goed")
    g.role(grandmother, "211", samen=True, contact="goed")
    g.role(g.person("v", 10, instelling=g.dice.choice(SCHOLEN), geboortedatum=None), "413")


FAMILIES: tuple[Callable[[_Gezin], None], ...] = (_apart, _together, _foster, _widow, _alone, _with_grandmother)


def add_families(session: DbSession, casus_ids: Sequence[int], zaad: int) -> None:
    """Put a family around the children of the last `MEESTE` of these casussen, each kind in turn."""
    dice = random.Random(f"gezin-{zaad}")  # noqa: S311 - invented content, no secrets
    for number, casus_id in enumerate(reversed(casus_ids[-MEESTE:])):
        casus = get_casus(session, casus_id)
        if casus is not None:
            casus.jeugdige.geslacht = dice.choice(("m", "v"))
            FAMILIES[number % len(FAMILIES)](_Gezin(session, dice, casus.jeugdige))
    session.flush()
