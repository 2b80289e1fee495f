"""Invented zittingen for the Oefenkluis, held through the same use cases as real ones."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from expertteam_app.db.queries import casussen as casus_q
from expertteam_app.domain.access import Right, Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.kalender import is_werkdag
from expertteam_app.domain.opvolging import ANTWOORDEN
from expertteam_app.domain.tafel import NieuweVtb, PuntDossier
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services import oefen_woorden as w
from expertteam_app.services.afspraken import Afspraken
from expertteam_app.services.agendapunten import Agendapunten
from expertteam_app.services.besluiten import Besluiten, NieuwBesluit, Terugmelding
from expertteam_app.services.codering import Codering
from expertteam_app.services.context import Context
from expertteam_app.services.handtekeningen import Handtekeningen
from expertteam_app.services.kandidaten import RET_STAP
from expertteam_app.services.oefen_jbt import OefenJbt
from expertteam_app.services.opvolgingen import Opvolgingen
from expertteam_app.services.personen import Personen
from expertteam_app.services.presenties import Presenties
from expertteam_app.services.tafelregels import Tafelregels
from expertteam_app.services.verslagen import Verslagen
from expertteam_app.services.vtbs import Vtbs
from expertteam_app.services.zittingen import Zittingen

DONE = 0.9
"""Share of the acties that were done by their day."""

SOORTEN = ("vastgelopen", "consultatie", "uithuisplaatsing")
"""What is asked of the RET, one after the other."""
GEZEGD = (
    "Alle aanwezigen kennen de situatie.",
    "s oma: ik kan hem in het weekend opvangen",
)
"""Lines of the table that stand in every verslag of the RET."""
VOORZIENINGEN = (
    ("Hoeve De Verzinsels (fictief)", "Stichting Verzonnen"),
    ("Groep Noord (fictief)", "De Fictieve Zorg"),
)
"""Invented voorzieningen that are paid with BOEG."""
HELD = 4
"""Zittingen of each table that were held; the last one still waits for vaststellen."""


class OefenTafels:
    """Professionals, VTB's and zittingen of both tables around the casussen that are there."""

    def __init__(self, context: Context, dice: random.Random) -> None:
        self._context = context
        self._dice = dice
        self._zittingen = Zittingen(context)
        self._presenties = Presenties(context)
        self._besluiten = Besluiten(context)
        self._vtbs = Vtbs(context)
        self._afspraken = Afspraken(context)
        self._people: dict[str, list[int]] = {}
        self._punten = Agendapunten(context)
        self._regels = Tafelregels(context)

    def fill(self) -> None:
        """Make them all."""
        self._context.actor.require(Right.ZITTING_WRITE)
        self._personen()
        for naam, aanbieder in VOORZIENINGEN:
            Opvolgingen(self._context).add_voorziening(naam, aanbieder, boeg=True, toegangspoort=True)
        today = self._context.vandaag()
        for months in range(HELD, 0, -1):
            day = _workday(today - timedelta(days=30 * months - 16))
            self._ret(day, held=True, final=months > 1)
            self._jbt(day + timedelta(days=1), held=True, final=months > 1)
        self._ret(_workday(today + timedelta(days=8)), held=False, final=False)
        self._jbt(_workday(today + timedelta(days=9)), held=False, final=False)
        self._waiting_vtbs(today)
        OefenJbt(self._context).fill()

    def _personen(self) -> None:
        service = Personen(self._context)
        start = self._context.vandaag() - timedelta(days=800)
        for naam, organisatie, rol, gemeente in w.PERSONEN:
            persoon = service.add(naam, organisatie, rol, gemeente)
            self._people.setdefault(rol, []).append(persoon)
            if gemeente is not None:
                service.give_mandaat(persoon, gemeente, start, None, "jeugdhulp tot 12 maanden")

    def _presence(self, zitting_id: int, roles: tuple[str, ...], *, held: bool) -> None:
        for rol in roles:
            for persoon in self._people.get(rol, ()):
                row = self._presenties.add(zitting_id, persoon_id=persoon)
                if held:
                    self._presenties.zet(row, self._dice.choice(("aanwezig", "aanwezig", "op-afstand")))

    # -- RET ----------------------------------------------------------------------------------------------------

    def _ret(self, day: date, *, held: bool, final: bool) -> None:
        zitting_id = self._zittingen.plan(ZittingSoort.RET, day, "9:00", "Regiokantoor, vergaderkamer 2")
        self._presence(
            zitting_id, ("voorzitter", "secretaris", "toegangsmedewerker", "gedragswetenschapper"), held=held
        )
        with self._context.read() as session:
            ids = casus_q.find_ids(session, CasusFilter(sorteer="aangemeld"))
            rows = casus_q.rows_for(session, ids)
        fit = [r.id for r in rows if (r.stap or 0) >= RET_STAP and r.aangemeld is not None and r.aangemeld <= day]
        for number, casus_id in enumerate(self._dice.sample(fit, min(3, len(fit)))):
            punt_id = self._zittingen.add_punt(zitting_id, casus_id=casus_id)
            self._punten.change(punt_id, "soort", SOORTEN[number % len(SOORTEN)])
        if not held or not fit:
            return
        self._zittingen.houden(zitting_id)
        for punt in self._zittingen.dossier(zitting_id).punten:
            self._ret_punt(punt, day)
        if final:
            self._punten.sluiten(zitting_id)
            self._look_back(zitting_id)
            Verslagen(self._context).vaststellen(zitting_id)

    def _look_back(self, zitting_id: int) -> None:
        """The first looks back were asked about, but for one; what came later still waits."""
        service, today = Opvolgingen(self._context), self._context.vandaag()
        for punt in self._zittingen.dossier(zitting_id).punten[1:]:
            for info in service.of_punt(punt.id):
                if info.verwacht_op < today - timedelta(days=28):
                    for vraag, antwoorden in ANTWOORDEN.items():
                        service.change(info.id, vraag, self._dice.choice(antwoorden))

    def _ret_punt(self, punt: PuntDossier, day: date) -> None:
        for text in GEZEGD:
            self._regels.add(punt.id, text)
        analyse = self._dice.choice(w.ANALYSE)
        texts = {
            "analyse_jeugdige": analyse[0],
            "analyse_gezin": analyse[1],
            "analyse_hulpverlening": analyse[2],
            "oplossingen": self._dice.choice(w.OPLOSSINGEN),
        }
        for field, text in texts.items():
            self._zittingen.change_punt(punt.id, field, text)
        self._besluiten.set_besluit(
            NieuwBesluit(
                punt_id=punt.id,
                jeugdige_id=punt.kinderen[0].id,
                tekst=self._dice.choice(w.BESLUITEN_RET),
                motivering=self._dice.choice(w.MOTIVERING),
                genomen_door="het RET",
            )
        )
        for text in self._dice.sample(w.ACTIES, 2):
            owner = self._dice.choice(("toegang", "casusregisseur", "secretaris RET"))
            due = day + timedelta(days=self._dice.randrange(7, 42))
            self._actie(text, owner, due, casus_id=punt.casus_id, punt_id=punt.id)

    # -- JBT ----------------------------------------------------------------------------------------------------

    def _vtb(self, ontvangen: date, *, complete: bool) -> int:
        tussen, achter = self._dice.choice(w.ACHTERNAMEN)
        children = tuple(
            (voornaam, tussen, achter, ontvangen - timedelta(days=self._dice.randrange(2 * 365, 17 * 365)))
            for voornaam in self._dice.sample(w.VOORNAMEN, self._dice.randrange(1, 4))
        )
        gemeente = self._dice.choice([code for code, _weight in w.GEMEENTEN_WEGING])
        nieuw = NieuweVtb(f"gezin {achter} (fictief)", gemeente, ontvangen, "wijkteam", children)
        vtb_id = self._vtbs.add(nieuw)
        values: dict[str, object] = {
            "zorgen": self._dice.choice(w.ZORGEN),
            "vt_datum": ontvangen - timedelta(days=self._dice.randrange(1, 20)),
            "vt_wie": w.VT_WIE,
            "vt_advies": w.VT_ADVIES,
            "netwerk": self._dice.random() < 0.7,  # noqa: PLR2004 - usually the network is involved
            "stem_jeugdige": self._dice.choice(w.STEM_JEUGDIGE),
            "reactie_ouders": self._dice.choice(w.STEM_OUDERS),
        }
        if complete:
            values |= {
                "gi_datum": ontvangen - timedelta(days=self._dice.randrange(1, 15)),
                "gi_wie": w.GI_WIE,
                "gi_advies": w.GI_ADVIES,
                "mdo": True,
            }
        for field, value in values.items():
            self._vtbs.change(vtb_id, field, value)
        return vtb_id

    def _jbt(self, day: date, *, held: bool, final: bool) -> None:
        day = _workday(day)
        today = self._context.vandaag()
        zitting_id = self._zittingen.plan(ZittingSoort.JBT, day, "13:30", "Stadhuis, kamer 1.12")
        self._presence(zitting_id, ("voorzitter", "secretaris", "raad", "gi", "veilig-thuis"), held=held)
        for _ in range(2):
            received = min(today, day) - timedelta(days=self._dice.randrange(6, 25))
            self._zittingen.add_punt(zitting_id, vtb_id=self._vtb(received, complete=True))
        if not held:
            return
        self._zittingen.houden(zitting_id)
        for punt in self._zittingen.dossier(zitting_id).punten:
            self._jbt_punt(punt, day)
        if final:
            Verslagen(self._context).vaststellen(zitting_id)
            self._after(zitting_id, day)

    def _after(self, zitting_id: int, day: date) -> None:
        """What comes after a verslag: a reaction of a parent, and the signature of the voorzitter."""
        punt = self._zittingen.dossier(zitting_id).punten[0]
        Verslagen(self._context).reactie_toevoegen(
            zitting_id,
            van="een ouder (fictief)",
            rol="ouder",
            tekst="Wij zijn het eens met de afspraken. Het stuk over school zien wij anders.",
            ontvangen_op=min(self._context.vandaag(), day + timedelta(days=9)),
            punt_id=punt.id,
        )
        if self._context.actor.rol is Rol.VOORZITTER:
            Handtekeningen(self._context).teken(zitting_id, "Vera Voorzitter (fictief)")

    def _jbt_punt(self, punt: PuntDossier, day: date) -> None:
        texts = {
            "vraag": "Is vrijwillige hulp genoeg, of moet de Raad onderzoek doen?",
            "geprobeerd": self._dice.choice(w.GEPROBEERD),
            "gaat_goed": self._dice.choice(w.GOED),
            "zorgen_meningen": "De school vindt dat er te laat is ingegrepen; ouders zien dat anders.",
            "veiligheidsafspraken": self._dice.choice(w.VEILIGHEID),
        }
        for field, text in texts.items():
            self._zittingen.change_punt(punt.id, field, text)
        today = self._context.vandaag()
        for kind in punt.kinderen:
            soort = self._dice.choice(("vrijwillig", "drang", "drang", "raadsonderzoek"))
            back = day + timedelta(days=self._dice.randrange(60, 92))
            besluit = self._besluiten.set_besluit(
                NieuwBesluit(
                    punt_id=punt.id,
                    jeugdige_id=kind.id,
                    soort=soort,
                    motivering=self._dice.choice(w.MOTIVERING),
                    genomen_door="de tafel, met de Raad",
                    beoogde_gi="GI De Brug (fictief)" if soort == "raadsonderzoek" else "",
                    terugmelding_op=back if soort == "drang" else None,
                )
            )
            if soort == "drang":
                for doel, wie, toets in w.AFSPRAKEN:
                    self._afspraken.add(besluit, doel, wie, back, toets)
            sent = day + timedelta(days=self._dice.randrange(1, 12))
            if soort == "raadsonderzoek" and sent <= today:
                self._besluiten.vto_verzonden(besluit, sent)
            if soort == "drang" and back <= today:
                report = Terugmelding(ontvangen_op=back, door="wijkteam", nagekomen="deels", veiligheid=6)
                self._besluiten.terugmelding(besluit, replace(report, vervolg_stap="sluiten"))
        self._actie("Veiligheidsplan bespreken", "wijkteam", day + timedelta(14), punt_id=punt.id)

    def _actie(self, text: str, owner: str, due: date, *, punt_id: int, casus_id: int | None = None) -> None:
        """An actie; most of those that were due are done."""
        coding = Codering(self._context)
        actie = coding.add_actie(text, owner, due, casus_id=casus_id, punt_id=punt_id)
        if due < self._context.vandaag() and self._dice.random() < DONE:
            coding.change_actie(actie, "klaar_op", due)

    def _waiting_vtbs(self, today: date) -> None:
        for days, complete in ((3, True), (5, False), (9, False)):
            self._vtb(today - timedelta(days=days), complete=complete)


def _workday(day: date) -> date:
    while not is_werkdag(day):
        day += timedelta(days=1)
    return day
