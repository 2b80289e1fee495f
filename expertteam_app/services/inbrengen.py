"""Use case of the inbreng: what is there and what is missing before a casus goes to the table."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_app.db.queries import casussen as q
from expertteam_app.db.queries.zittingen import all_mandaten
from expertteam_app.domain.access import Right
from expertteam_app.domain.casus import fold
from expertteam_app.domain.codelijst import fold as fold_text
from expertteam_app.domain.geboorte import leeftijden
from expertteam_app.domain.inbreng import InbrengFeiten, Onderdeel, onderdelen
from expertteam_app.domain.jeugdige import MEERDERJARIG
from expertteam_app.domain.netwerk import gezaghebbenden
from expertteam_app.services.casussen import casus_gone
from expertteam_app.services.context import Context
from expertteam_app.services.gezinnen import Gezinnen
from expertteam_app.services.instellingen import ANALYSE_SETTING, setting_value
from expertteam_app.services.toestemmingen import Toestemmingen

TAFEL_WOORDEN = frozenset({"ret", "expertteam"})
"""Words by which an ontvanger is known to be the table of the RET."""


@dataclass(frozen=True, slots=True)
class Inbreng:
    """How far an inbreng is."""

    onderdelen: tuple[Onderdeel, ...]

    @property
    def klaar(self) -> int:
        """How many parts are there."""
        return sum(o.klaar for o in self.onderdelen)

    @property
    def compleet(self) -> bool:
        """Whether nothing is missing."""
        return self.klaar == len(self.onderdelen)


class Inbrengen:
    """How far an inbreng is. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def stand(self, casus_id: int) -> Inbreng:
        """What is there and what is missing for the table, today.

        Raises:
            UserError: the casus is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        today = self._context.vandaag()
        delen = Toestemmingen(self._context).van_casus(casus_id)
        netwerk = Gezinnen(self._context).netwerk_van_casus(casus_id)
        shared = any(
            t.oordeel.mag and TAFEL_WOORDEN & set(fold_text(t.toestemming.ontvanger).split())
            for t in delen.toestemmingen
        )
        with self._context.read() as session:
            casus = q.get_casus(session, casus_id)
            if casus is None:
                raise casus_gone()
            child = casus.jeugdige
            ages = leeftijden(child.geboortedatum, child.geboortejaar, today)
            of_age = ages is not None and ages[0] >= MEERDERJARIG
            told = [v.geprobeerd for v in fold(q.log_of(casus)).verblijven]
            feiten = InbrengFeiten(
                vraag=casus.vraag,
                stem_jeugdige=casus.stem_jeugdige,
                stem_ouders=casus.stem_ouders,
                stem_niet_gelukt=casus.stem_niet_gelukt,
                geprobeerd="\n".join((casus.geprobeerd, *told)),
                zoekregels=len(casus.zoekregels),
                geboortedatum=child.geboortedatum,
                gezag_bekend=of_age or bool(gezaghebbenden(netwerk, child.id)),
                gedeeld_op_grond=shared,
                casusregisseur=casus.casusregisseur,
                mandaathouder=any(
                    m.gemeente == casus.gemeente and m.van <= today and (m.tot is None or today <= m.tot)
                    for m, _persoon in all_mandaten(session)
                ),
                analyse=casus.verklarende_analyse,
            )
            required = bool(setting_value(session, ANALYSE_SETTING))
        return Inbreng(onderdelen(feiten, analyse_verplicht=required))
