"""*Waarom deze datum?* for every date and figure in the window: the explanation of what a `Vraag` names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from expertteam_app.db.queries import toekomstplannen as t
from expertteam_app.db.queries import vandaag as q
from expertteam_app.db.queries.klokken import casussen_between, legal_days, models_by_id
from expertteam_app.db.queries.metingen import CasusLog, casus_logs
from expertteam_app.db.session import DbSession
from expertteam_app.db.tables import (
    ActieRow,
    AgendapuntRow,
    HiaatRow,
    MandaatRow,
    OpvolgingRow,
    UithuisplaatsingRow,
    VtbRow,
    ZittingRow,
)
from expertteam_app.domain import waarom as w
from expertteam_app.domain.access import Right
from expertteam_app.domain.bewaren import SOORTNAMEN
from expertteam_app.domain.casus import fold
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.gebeurtenis import Soort, in_force
from expertteam_app.domain.geboorte import geboren_tussen
from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.klok import MIJLPALEN
from expertteam_app.domain.radar_acties import ActieFeiten
from expertteam_app.domain.termijn import Eenheid, parse_norm
from expertteam_app.domain.toekomstplan import ijkpunt_dag
from expertteam_app.domain.toestemming import ALLEEN_VANAF, MEE_VANAF
from expertteam_app.domain.uitleg import Herkomst, Uitleg, UitlegRegel, explain_term
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.bewaren import TERMIJNEN
from expertteam_app.services.context import Context
from expertteam_app.services.instellingen import radar_setting, setting_value
from expertteam_app.services.klokken import Klokken
from expertteam_app.services.kloklopen import load_stapklok, load_uurwerk
from expertteam_app.services.toestemmingen import Toestemmingen


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An explanation with what it is about, for the heading: the number of the zaak, never a name."""

    titel: str
    uitleg: Uitleg


def _gone() -> UserError:
    return UserError("Wat hier stond, is er niet meer.", "Ververs de pagina en vraag het opnieuw.")


GEEN_GEBOORTE = "De geboortedatum is niet bekend: er is geen leeftijd te berekenen."
YEAR_HEADS = ("Alleen het geboortejaar is bekend. Op zijn vroegst:", "Op zijn laatst:")
"""Over the reckonings from the first and the last day on which the birth may have been."""


class Waarom:
    """Explains dates and figures. Every method checks the right first."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._answers: dict[Over, Callable[[DbSession, Vraag], Uitleg]] = {
            Over.CASUS: self._casus,
            Over.STAP: self._stap,
            Over.LEEFTIJD: self._leeftijd,
            Over.TOEKOMSTPLAN: self._toekomstplan,
            Over.NOG_THUIS: self._nog_thuis,
            Over.ACTIE: self._actie,
            Over.TERUGMELDING: self._terugmelding,
            Over.VTO: self._vto,
            Over.MANDAAT: self._mandaat,
            Over.ZITTING: self._zitting,
            Over.AGENDA: self._agenda,
            Over.TERUGKIJKEN: self._terugkijken,
            Over.HIAAT: self._hiaat,
            Over.BEWAREN: self._bewaren,
        }

    def uitleg(self, vraag: Vraag) -> Antwoord:
        """The explanation of a date or figure about a zaak, reckoned now.

        Raises:
            UserError: what it is about is gone.
        """
        self._context.actor.require(Right.CASUS_READ)
        if vraag.over is Over.KLOK:
            return self.klok(vraag.tekst)
        if vraag.over is Over.VTB:
            klokken = Klokken(self._context).van_vtb(vraag.id)
            if not klokken:
                return Antwoord(
                    vraag.over.value, w.nothing(self._context.vandaag(), "Voor dit VTB loopt nog geen klok.")
                )
            names = [f"{k.naam} ({k.code})" for k in klokken]
            return Antwoord(vraag.over.value, w.together([k.uitleg for k in klokken], names))
        if vraag.over is Over.TOESTEMMING:
            return Antwoord(vraag.over.value, self._toestemming(vraag.id))
        with self._context.read() as session:
            return Antwoord(vraag.over.value, self._answers[vraag.over](session, vraag))

    def klok(self, code: str) -> Antwoord:
        """How the figures of a klok ("D4", or "D1-3" for step 3) come about: begin, end, norm with version and source.

        Raises:
            FieldError: there is no such klok.
        """
        self._context.actor.require(Right.FIGURES_READ)
        today = self._context.vandaag()
        with self._context.read() as session:
            klok = load_uurwerk(session).klok(code.split("-", maxsplit=1)[0], today)
        unit = klok.eenheid.value if klok.eenheid in (Eenheid.WERKDAGEN, Eenheid.KALENDERDAGEN) else "kalenderdagen"
        norm = "Geen norm ingesteld." if klok.termijn is None else f"Norm: {klok.termijn} ({klok.status.value})."
        if klok.per_stap:
            norm = "De norm staat bij de stap in het opschalingsmodel van elke casus."
        lines = (
            ("start", f"Dag 0: {MIJLPALEN[klok.van]}. De dag erna is dag 1."),
            ("einde", f"Klaar: {MIJLPALEN[klok.tot]}."),
            ("norm", f"{norm} Versie: {klok.versie}."),
            ("norm", f"Geteld in {unit}. Netto telt een pauze die de klok stilzet niet mee; bruto is alle tijd."),
            ("norm", "Meegeteld zijn alle zaken die in de periode begonnen, ook die nog lopen (Kaplan-Meier)."),
            ("norm", "Een zaak uit een lijst zonder afgesloten zaken telt mee vanaf het inlezen van die lijst."),
            ("norm", "Bij “afgerond in de periode” telt wat toen klaar was, zonder kromme; open staat er los bij."),
            ("norm", "“De helft” is de dag waarop de helft klaar was; “80%” de dag waarop vier van de vijf dat waren."),
            ("bron", f"Wet: {klok.artikel}." if klok.artikel else ""),
            ("bron", f"Bron: {klok.bron}."),
        )
        regels = tuple(UitlegRegel(soort, tekst) for soort, tekst in lines if tekst)
        return Antwoord(f"{klok.naam} ({code})", Uitleg(today, klok.termijn, klok.profiel, None, regels))

    def _bewaren(self, session: DbSession, _vraag: Vraag) -> Uitleg:
        terms = (f"{SOORTNAMEN[soort]}: {setting_value(session, key)} jaar" for soort, key in TERMIJNEN.items())
        lines = (
            ("norm", f"Bewaartermijn, te wijzigen bij Beheer, Instellingen. {'; '.join(terms)}."),
            ("start", "Een casus telt vanaf de dag van afsluiten, een VTB en een zitting vanaf de laatste dag erop."),
            ("einde", "Daarna stelt de een de vernietiging voor en voert een ander haar uit (Beheer, Bewaren)."),
            ("bron", "Jeugdwet 7.3.8 lid 3; de termijn voor gemeenten stelt de selectielijst (nog na te gaan)."),
        )
        regels = tuple(UitlegRegel(soort, tekst) for soort, tekst in lines)
        return Uitleg(self._context.vandaag(), None, Profiel.KALENDERDAGEN, None, regels)

    # -- of a casus ----------------------------------------------------------------------------------------------

    def _log(self, session: DbSession, casus_id: int) -> CasusLog:
        found = next(iter(casus_logs(session, casussen_between(casus_id, casus_id))), None)
        if found is None:
            raise _gone()
        return found

    def _stap(self, session: DbSession, vraag: Vraag) -> Uitleg:
        casus, today = self._log(session, vraag.id), self._context.vandaag()
        stand = fold(casus.log)
        last = stand.verblijven[-1].stap if stand.verblijven else 0
        number = vraag.nummer or stand.stap or last
        model = models_by_id(session)[casus.model_id]
        stap = next((s for s in model.stappen if s.volgorde == number), None)
        stays = [v for v in stand.verblijven if v.stap == number]
        if stap is None or not stays:
            return w.nothing(today, "Op deze stap is deze casus niet geweest: er is niets te tellen.")
        told = w.explain_stays(stap, stays, stand.pauzes, today, load_stapklok(session), model.versie)
        if vraag.tekst:
            return told
        share = radar_setting(session, "norm-procent")
        return told.met(UitlegRegel("norm", f"Vandaag meldt een casus vanaf {share}% van de norm (instelling)."))

    def _casus(self, session: DbSession, vraag: Vraag) -> Uitleg:
        """Every date of the line of a casus in the list: aangemeld, the age, and the days on its step."""
        casus, today = self._log(session, vraag.id), self._context.vandaag()
        stand = fold(casus.log)
        parts, names = [self._stap(session, Vraag(Over.STAP, vraag.id))], ["De stap"]
        if stand.aangemeld is not None:
            parts.append(w.filled_in(stand.aangemeld, "Aangemeld", today))
            names.append("Aangemeld")
        if (span := geboren_tussen(casus.geboortedatum, casus.geboortejaar)) is not None:
            parts.append(w.explain_age(span, today))
            names.append("Leeftijd")
        return w.together(parts, names)

    def _leeftijd(self, session: DbSession, vraag: Vraag) -> Uitleg:
        casus, today = self._log(session, vraag.id), self._context.vandaag()
        span = geboren_tussen(casus.geboortedatum, casus.geboortejaar)
        if span is None:
            return w.nothing(today, GEEN_GEBOORTE)
        if not vraag.nummer:
            return w.explain_age(span, today)
        months = radar_setting(session, "leeftijd-maanden")
        told = [w.explain_birthday(born, vraag.nummer, today, months) for born in dict.fromkeys(span)]
        return w.together(told, YEAR_HEADS if len(told) > 1 else ())

    def _toekomstplan(self, session: DbSession, vraag: Vraag) -> Uitleg:
        casus, today = self._log(session, vraag.id), self._context.vandaag()
        span = geboren_tussen(casus.geboortedatum, casus.geboortejaar)
        if span is None:
            return w.nothing(today, GEEN_GEBOORTE)
        days = [
            w.explain_checkpoint(born, vraag.tekst, ijkpunt_dag(born, vraag.tekst), today)
            for born in dict.fromkeys(span)
        ]
        told = w.together(days, YEAR_HEADS if len(days) > 1 else ())
        plan = t.all_plans(session).get(casus.jeugdige_id)
        return told if plan is None else w.together([told, w.filled_in(plan.datum, "Plan gemaakt", today)])

    def _agenda(self, session: DbSession, vraag: Vraag) -> Uitleg:
        casus = self._log(session, vraag.id)
        since = max((e.datum for e in in_force(casus.log) if e.soort is Soort.HEROPEND), default=date.min)
        days = [d for d in q.agenda_days(session, 1).get(vraag.id, []) if d >= since]
        return w.explain_agenda(days, radar_setting(session, "agenda-keren"), self._context.vandaag())

    def _toestemming(self, toestemming_id: int) -> Uitleg:
        service, today = Toestemmingen(self._context), self._context.vandaag()
        delen = service.van_casus(service.casus_of(toestemming_id), today)
        info = next((i for i in delen.toestemmingen if i.id == toestemming_id), None)
        if info is None:
            raise _gone()
        value, born = info.toestemming, delen.situatie.geboortedatum
        ages = (MEE_VANAF, ALLEEN_VANAF)
        return w.explain_consent(value.vanaf, value.tot, born, ages, info.oordeel.laatste_dag, today)

    def _nog_thuis(self, session: DbSession, vraag: Vraag) -> Uitleg:
        row = session.get(UithuisplaatsingRow, vraag.id)
        if row is None:
            raise _gone()
        start = row.uitkomst_op or row.datum_voornemen
        return w.explain_still_home(start, vraag.nummer, self._context.vandaag(), uitkomst=row.uitkomst_op is not None)

    # -- of the tables and acties ----------------------------------------------------------------------------------

    def _actie(self, session: DbSession, vraag: Vraag) -> Uitleg:
        row, today = session.get(ActieRow, vraag.id), self._context.vandaag()
        if row is None:
            raise _gone()
        kalender = legal_days(session)
        if row.datum is not None:
            done = row.klaar_op
            words = "" if done is None else f"Klaar gemeld op {done:%d-%m-%Y}."
            kind = "Toegezegd aan het gezin vóór of op" if row.toezegging else "Afgesproken: uiterlijk"
            return w.explain_due(row.datum, kind, done or today, words, kalender=kalender)
        fact: ActieFeiten | None = next((f for f in q.actie_feiten(session) if f.actie_id == vraag.id), None)
        if fact is None or fact.sinds is None or fact.sinds > today:
            return w.nothing(today, "Voor deze actie is geen datum afgesproken.")
        if row.toezegging:
            return w.explain_waiting(fact.sinds, radar_setting(session, "toezegging-werkdagen"), today, kalender)
        return w.filled_in(fact.sinds, "Afgesproken, zonder datum", today)

    def _terugmelding(self, session: DbSession, vraag: Vraag) -> Uitleg:
        due = vraag.datum
        fact = next(
            (f for f in q.open_terugmeldingen(session) if f.vtb_id == vraag.id and due in (None, f.datum)), None
        )
        zitting = None if fact is None else session.get(ZittingRow, fact.zitting_id)
        if fact is None or zitting is None:
            raise _gone()
        months = int(str(setting_value(session, "terugmelding.maanden")))
        ahead = radar_setting(session, "terugmelding-dagen")
        return w.explain_return(fact.datum, zitting.datum, months, ahead, self._context.vandaag())

    def _vto(self, session: DbSession, vraag: Vraag) -> Uitleg:
        fact = next((f for f in q.raadsonderzoek_without_vto(session) if f.vtb_id == vraag.id), None)
        if fact is None or session.get(VtbRow, vraag.id) is None:
            raise _gone()
        words = "Zolang er geen verzenddatum bij het besluit staat, blijft dit punt staan."
        return w.filled_in(fact.datum, "Besluit raadsonderzoek", self._context.vandaag(), words, bron=_VTO_BRON)

    def _mandaat(self, session: DbSession, vraag: Vraag) -> Uitleg:
        row, today = session.get(MandaatRow, vraag.id), self._context.vandaag()
        if row is None:
            raise _gone()
        ahead = radar_setting(session, "mandaat-dagen")
        words = (
            f"Het mandaat geldt vanaf {row.van:%d-%m-%Y}.",
            f"Vandaag meldt het einde {ahead} kalenderdagen vooraf (instelling), tenzij er een volgend mandaat is.",
        )
        if row.tot is None:
            return w.nothing(today, words[0], "Het heeft geen einddatum.")
        return w.filled_in(row.tot, "Mandaat tot en met", today, *words)

    def _terugkijken(self, session: DbSession, vraag: Vraag) -> Uitleg:
        row = session.get(OpvolgingRow, vraag.id)
        punt = session.get(AgendapuntRow, row.agendapunt_id) if row is not None else None
        zitting = session.get(ZittingRow, punt.zitting_id) if punt is not None else None
        if row is None or zitting is None:
            raise _gone()
        source = Herkomst(begin="zitting", versie="instelling van deze kluis (Beheer)", bron=_TERUGKIJKEN_BRON)
        return explain_term(zitting.datum, parse_norm(row.moment), herkomst=source)

    def _hiaat(self, session: DbSession, vraag: Vraag) -> Uitleg:
        """The days of one hiaat; without a number, how the figure over all of a zorgvorm comes about."""
        today = self._context.vandaag()
        if not vraag.id:
            return w.nothing(
                today,
                "De helft: binnen zoveel kalenderdagen was de helft opgelost. Wat nog wordt gezocht telt als open mee "
                "(Kaplan-Meier), zodat het niet korter lijkt dan het is.",
                "Met minder dan 10 hiaten of 5 opgeloste staat er geen cijfer.",
            )
        row = session.get(HiaatRow, vraag.id)
        if row is None:
            raise _gone()
        stand = fold(self._log(session, row.casus_id).log)
        closed = stand.afgesloten_op if stand.gesloten else None
        how = "opgelost" if row.opgelost_op is not None else "de casus is gesloten"
        filled = row.gezocht_sinds is not None
        since = row.gezocht_sinds or row.vastgesteld_op
        return w.explain_sought(since, row.opgelost_op or closed, how, today, ingevuld=filled)

    def _zitting(self, session: DbSession, vraag: Vraag) -> Uitleg:
        row = session.get(ZittingRow, vraag.id)
        if row is None:
            raise _gone()
        return w.filled_in(row.datum, "Zitting", self._context.vandaag(), vraag.tekst)


_TERUGKIJKEN_BRON = "DOMEIN 3, voorstel: terugkijken na 6 weken en na 3 maanden"
_VTO_BRON = ("Bron: na een besluit raadsonderzoek gaat het VTO naar de Raad (DOMEIN 4).",)
