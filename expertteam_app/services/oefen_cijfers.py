"""Invented content for the figures of the Oefenkluis: hiaten with their course, jeugdigen per gemeente, signalen.

The same zaad and day give the same; made with the rules themselves.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from expertteam_app.domain.access import Right
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.signaal import SignaalSoort
from expertteam_app.services.codering import Codering
from expertteam_app.services.context import Context
from expertteam_app.services.patronen import Patronen
from expertteam_app.services.signalen import Bevinding, Signalen
from expertteam_app.services.trends import Trends
from expertteam_app.services.wachtenden import Wachtende, Wachtenden

MEESTE = 24
"""Hiaten that get a course; more would only cost time."""

BRON = "verzonnen voor de Oefenkluis"
JEUGDIGEN = (42_000, 4_900, 8_300, 3_000, 8_800, 5_600, 11_600, 6_100)
"""Round, invented numbers in the order of the list of gemeenten."""

OVERBRUGGING = ("ambulante hulp thuis", "logeren in het weekend", "wekelijks belcontact", "dagbehandeling")
VERKLARINGEN = ("Wij vragen hier sinds kort beter op door.", "Het gaat om één school die veel meldde.")


class OefenCijfers:
    """What the screens with figures show in the Oefenkluis."""

    def __init__(self, context: Context, zaad: int) -> None:
        self._context = context
        self._dice = random.Random(zaad + 5)  # noqa: S311 - invented content, no secrets

    def fill(self) -> None:
        """Make it all."""
        self._context.actor.require(Right.CASUS_WRITE)
        today = self._context.vandaag()
        trends = Trends(self._context)
        for code, aantal in zip(self._context.lists["gemeenten"], JEUGDIGEN, strict=False):
            trends.zet_jeugdigen(code.code, today.year - 1, aantal, BRON)
        for nr, wacht in enumerate(Wachtenden(self._context).register()[-MEESTE:]):
            self._course(wacht, nr, today)
        self._signalen(today)

    def _course(self, wacht: Wachtende, nr: int, today: date) -> None:
        codering, dice = Codering(self._context), self._dice
        codering.change_hiaat(wacht.hiaat_id, "gezocht_sinds", wacht.sinds - timedelta(days=dice.randrange(20)))
        codering.change_hiaat(wacht.hiaat_id, "urgentie", dice.choice(("spoed", "hoog", "hoog", "gewoon", "gewoon")))
        if nr % 2:
            codering.change_hiaat(wacht.hiaat_id, "overbrugging", dice.choice(OVERBRUGGING))
        if nr % 4 == 0:
            where = dice.choice(("regioteam-inkoop", "g7", "boeg", "landelijk"))
            codering.change_hiaat(wacht.hiaat_id, "agendering", where)
            status = dice.choice(("in-te-brengen", "ingebracht", "in-behandeling", "afgewezen"))
            codering.change_hiaat(wacht.hiaat_id, "agendering_status", status)
        if nr % 6 == 0:
            solved = today - timedelta(days=dice.randrange(1 + min(wacht.dagen, 30)))
            codering.change_hiaat(wacht.hiaat_id, "opgelost_op", solved)
            codering.change_hiaat(wacht.hiaat_id, "oplossing", "plek gevonden buiten de regio (verzonnen)")

    def _signalen(self, today: date) -> None:
        """Findings of the half-year before, as a table would have judged them."""
        periode = Periode.half_of(today).previous()
        signalen = Signalen(self._context)
        found = Patronen(self._context).overzicht(date(periode.jaar - 2, 1, 1), periode.tot)
        for nr, uitkomst in enumerate(found.paren[:3]):
            bevinding = Bevinding(
                soort=SignaalSoort.PAAR,
                sleutel=uitkomst.sleutel,
                periode=periode.code,
                programma=uitkomst.patroon.oordeel,
                gezien={"kenmerken": " + ".join(k.label for k in uitkomst.kenmerken), "telling": uitkomst.telling},
            )
            mens = ("bespreken", "verklaard", "loos-alarm")[nr]
            made = signalen.oordeel(bevinding, mens, VERKLARINGEN[nr % 2])
            if mens == "bespreken" and uitkomst.patroon.oordeel is not Oordeel.SIGNAAL:
                signalen.sluit(made, "Besproken met de toegangen; nog een halfjaar volgen.")
