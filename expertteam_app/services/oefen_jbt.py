"""Invented VTB's for the Oefenkluis in the phases that the zittingen of the past do not show."""

from __future__ import annotations

from datetime import date, timedelta

from expertteam_app.db.queries.planning import people_with_role
from expertteam_app.db.tables import VerzendingRow
from expertteam_app.domain.access import Right
from expertteam_app.domain.kalender import add_werkdagen
from expertteam_app.domain.planvoorstel import Hoorgesprek, Plan, hearings
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services import oefen_woorden as w
from expertteam_app.services.besluiten import Besluiten, NieuwBesluit
from expertteam_app.services.context import Context
from expertteam_app.services.presenties import Presenties
from expertteam_app.services.uitnodigingen import Uitnodigingen
from expertteam_app.services.verslagen import Verslagen
from expertteam_app.services.vtb_overname import Overname, VtbOvername
from expertteam_app.services.vtb_planning import VASTE_ROLLEN, VtbPlanning
from expertteam_app.services.vtbs import Vtbs
from expertteam_app.services.zittingen import Zittingen

EPE = "0232"
_OWN = frozenset({"gezin", "gemeente", "ontvangen", "indiener"})


class OefenJbt:
    """VTB's taken over from text, invited, at the table of today, ter reactie and closed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._vtbs = Vtbs(context)
        self._zittingen = Zittingen(context)
        self._presenties = Presenties(context)
        self._besluiten = Besluiten(context)

    def fill(self) -> None:
        """Make them all."""
        self._context.actor.require(Right.ZITTING_WRITE)
        today = self._context.vandaag()
        self._from_text(today)
        self._invited(today)
        self._of_today(today)
        self._ter_reactie(today)
        self._sent(today)
        self._raad(today)
        self._closed()

    def _vtb(self, naam: str, ontvangen: date, children: tuple[tuple[str, int], ...]) -> int:
        """A VTB that is agendeerbaar; children as (voornaam, age in years)."""
        kinderen = tuple(
            (voornaam, "", naam, ontvangen - timedelta(days=365 * age + 100)) for voornaam, age in children
        )
        vtb = self._vtbs.add(NieuweVtb(f"gezin {naam} (fictief)", EPE, ontvangen, "wijkteam", kinderen))
        for name, wie, advies in (("vt", w.VT_WIE, w.VT_ADVIES), ("gi", w.GI_WIE, w.GI_ADVIES)):
            for field, value in (("datum", ontvangen), ("wie", wie), ("advies", advies)):
                self._vtbs.change(vtb, f"{name}_{field}", value)
        values = (("zorgen", w.ZORGEN[0]), ("stem_jeugdige", w.STEM_JEUGDIGE[0]), ("reactie_ouders", w.STEM_OUDERS[0]))
        for field, value in values:
            self._vtbs.change(vtb, field, value)
        return vtb

    def _from_text(self, today: date) -> None:
        """Two days ago a text came in; what was doubtful waits to be looked at."""
        received = today - timedelta(days=2)
        tekst = w.VTB_TEKST.format(
            ontvangen=f"{received:%d-%m-%Y}",
            oudste=f"{received - timedelta(days=365 * 13):%d-%m-%Y}",
            jongste=f"{received - timedelta(days=365 * 7):%d-%m-%Y}",
            vt=f"{received - timedelta(days=6):%d-%m-%Y}",
            gi=f"{received - timedelta(days=4):%d-%m-%Y}",
        )
        service = VtbOvername(self._context)
        found = service.herken(tekst)
        values = {v.veld: v.waarde for v in found.velden}
        service.leg_vast(
            Overname(
                gezin=str(values["gezin"]),
                gemeente=str(values["gemeente"]),
                ontvangen=received,
                indiener=str(values["indiener"]),
                kinderen=tuple((k.voornaam, k.tussenvoegsel, k.achternaam, k.geboortedatum) for k in found.kinderen),
                velden={k: v for k, v in values.items() if k not in _OWN and v is not None},
                twijfel=tuple(v.veld for v in found.velden if v.twijfel and v.veld not in _OWN),
                brontekst=tekst,
            )
        )

    def _invited(self, today: date) -> None:
        """Planned within the norm, everyone invited; the eldest was heard apart."""
        vtb = self._vtb("Postma", today - timedelta(days=4), (("Lisa", 14), ("Daan", 9)))
        planning = VtbPlanning(self._context)
        found = planning.voorstel(vtb, plaats="Stadhuis, kamer 2.04")
        slot = found.slots[0]
        guests = tuple(g for g in found.genodigden if g.aan)
        zitting = planning.plan(Plan(vtb, slot, guests, hearings(found, slot)))
        Uitnodigingen(self._context).anders_uitgenodigd(zitting)
        for kind in found.horen:
            words = "Ik wil dat er thuis minder ruzie is en dat ik op mijn school kan blijven."
            talk = Hoorgesprek(kind.jeugdige_id, "", today, "10:00", "school", today, "de voorzitter", words)
            planning.hoor(vtb, talk)

    def _of_today(self, today: date) -> None:
        vtb = self._vtb("Wolters", today - timedelta(days=11), (("Mees", 11),))
        zitting = self._zittingen.plan(ZittingSoort.JBT, today, "15:00", "Stadhuis, kamer 1.12")
        self._zittingen.add_punt(zitting, vtb_id=vtb)
        self._people(zitting)

    def _people(self, zitting: int) -> list[int]:
        """Put on the list who is at every table."""
        with self._context.read() as session:
            ids = [p.id for p in people_with_role(session, VASTE_ROLLEN | {"veilig-thuis"})]
        return [self._presenties.add(zitting, persoon_id=persoon) for persoon in ids]

    def _ter_reactie(self, today: date) -> None:
        day = add_werkdagen(today, -16)
        vtb = self._vtb("Scholten", day - timedelta(days=9), (("Eva", 15), ("Bram", 12)))
        zitting = self._zittingen.plan(ZittingSoort.JBT, day, "10:00", "Stadhuis, kamer 1.12")
        punt = self._zittingen.add_punt(zitting, vtb_id=vtb)
        for row in self._people(zitting):
            self._presenties.zet(row, "aanwezig")
        self._zittingen.houden(zitting)
        for field in ("vraag", "geprobeerd", "gaat_goed"):
            self._zittingen.change_punt(punt, field, "Besproken met iedereen aan tafel.")
        for kind in self._zittingen.dossier(zitting).punten[0].kinderen:
            self._besluiten.set_besluit(
                NieuwBesluit(
                    punt_id=punt,
                    jeugdige_id=kind.id,
                    soort="drang",
                    motivering=w.MOTIVERING[0],
                    genomen_door="de tafel, met de Raad",
                    terugmelding_op=self._besluiten.voorstel_terugmelding(day),
                )
            )
        Verslagen(self._context).ter_reactie(zitting)

    def _sent(self, today: date) -> None:
        """The vastgestelde verslagen but the last went out, some werkdagen after the table."""
        fixed = [z for z in self._zittingen.all(ZittingSoort.JBT) if z.status is ZittingStatus.VASTGESTELD]
        with self._context.write("verslag verzonden") as session:
            for number, zitting in enumerate(fixed[1:]):
                day = min(today, add_werkdagen(zitting.datum, 4 + number))
                row = VerzendingRow(zitting_id=zitting.id, ontvanger="ouders", verzonden_op=day, blokken=[])
                session.add(row)

    def _raad(self, today: date) -> None:
        """Of the VTO's that were sent the Raad began on most, and finished one."""
        dossiers = (self._vtbs.dossier(v.id) for v in sorted(self._vtbs.all(), key=lambda v: v.id))
        sent = [(b.id, b.vto_verzonden) for d in dossiers for b in d.besluiten if b.vto_verzonden]
        for number, (besluit, vto) in enumerate(sent[:-1]):
            begun, done = vto + timedelta(days=8 + 3 * number), vto + timedelta(days=50 + 3 * number)
            if begun <= today:
                self._besluiten.raad_dag(besluit, "onderzoek_gestart", begun)
            if done <= today:
                self._besluiten.raad_dag(besluit, "onderzoek_afgerond", done)
            if done <= today and number == 0:
                self._besluiten.raad_dag(besluit, "zaak_afgerond", done)
                self._besluiten.raad(besluit, "zaak-afgerond", "maatregel-opgelegd")

    def _closed(self) -> None:
        """One VTB of which nothing is awaited any more, else one that was withdrawn."""
        ready = [v for v in self._vtbs.all() if v.fase is Fase.VASTGESTELD]
        if ready:
            self._vtbs.sluiten(ready[-1].id, "vrijwillige hulp gaat verder")
        today = self._context.vandaag()
        gone = self._vtb("Hofman", today - timedelta(days=40), (("Roos", 8),))
        self._vtbs.sluiten(gone, "ingetrokken door de indiener")
