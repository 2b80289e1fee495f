"""An unlocked kluis with every use case on it: what the window and the terminal hold while they work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from expertteam_app.domain.access import Actor
from expertteam_app.security.inzage import Inzagemap
from expertteam_app.services.aflopen import Einden
from expertteam_app.services.afspraken import Afspraken
from expertteam_app.services.afzeggen import Afzeggen
from expertteam_app.services.agendapunten import Agendapunten
from expertteam_app.services.beheer import Beheer
from expertteam_app.services.besluiten import Besluiten
from expertteam_app.services.bijlagen import Bijlagen
from expertteam_app.services.bord import Bord
from expertteam_app.services.bulk import Bulk
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.codering import Codering
from expertteam_app.services.concepten import Concepten
from expertteam_app.services.context import Context
from expertteam_app.services.doorlooptijden import Doorlooptijden
from expertteam_app.services.gebruikers import Gebruikers
from expertteam_app.services.genogrammen import Genogrammen
from expertteam_app.services.gezinnen import Gezinnen
from expertteam_app.services.handelingstijd import Handelingstijden
from expertteam_app.services.handtekeningen import Handtekeningen
from expertteam_app.services.hiaatregister import Hiaatregisters
from expertteam_app.services.hiaten import Hiaten
from expertteam_app.services.historie import Historien
from expertteam_app.services.inbrengen import Inbrengen
from expertteam_app.services.inlezen import Inlezen
from expertteam_app.services.kinderen import Kinderen
from expertteam_app.services.klokken import Klokken
from expertteam_app.services.kluis import OpenKluis
from expertteam_app.services.modellen import Modellen
from expertteam_app.services.monitoren import Monitoren
from expertteam_app.services.noodpakket import Noodpakket
from expertteam_app.services.ongedaan import Ongedaan
from expertteam_app.services.opvolgingen import Opvolgingen
from expertteam_app.services.patronen import Patronen
from expertteam_app.services.personen import Personen
from expertteam_app.services.presenties import Presenties
from expertteam_app.services.rapporten import Rapporten
from expertteam_app.services.reeksen import Reeksen
from expertteam_app.services.reflectie import Reflectie
from expertteam_app.services.samenvoegen import Samenvoegen
from expertteam_app.services.signalen import Signalen
from expertteam_app.services.sjablonen import Sjablonen
from expertteam_app.services.startfotos import Startfotos
from expertteam_app.services.tafelregels import Tafelregels
from expertteam_app.services.tekstblokken import Tekstblokken
from expertteam_app.services.tijdmachine import Tijdmachine
from expertteam_app.services.toekomstplannen import Toekomstplannen
from expertteam_app.services.toestemmingen import Toestemmingen
from expertteam_app.services.trends import Trends
from expertteam_app.services.uithuisplaatsingen import Uithuisplaatsingen
from expertteam_app.services.uitnodigingen import Uitnodigingen
from expertteam_app.services.uitspraken import Uitspraken
from expertteam_app.services.vandaag import Vandaag
from expertteam_app.services.verslagen import Verslagen
from expertteam_app.services.verslagversies import Verslagversies
from expertteam_app.services.vtb_overname import VtbOvername
from expertteam_app.services.vtb_planning import VtbPlanning
from expertteam_app.services.vtbs import Vtbs
from expertteam_app.services.waarom import Waarom
from expertteam_app.services.wachtenden import Wachtenden
from expertteam_app.services.weergaven import Weergaven
from expertteam_app.services.werkstroom import Werkstroom
from expertteam_app.services.zittingen import Zittingen
from expertteam_app.services.zoeken import Zoeken


@dataclass
class Sessie:
    """Everything a user can do with one open kluis, one attribute per noun."""

    kluis: OpenKluis
    context: Context
    inzage: Inzagemap | None = None

    @property
    def naam(self) -> str:
        """The name of the kluis."""
        return self.kluis.naam

    @property
    def oefening(self) -> bool:
        """Whether all that is in it is invented."""
        return self.kluis.oefening

    @property
    def actor(self) -> Actor:
        """Who opened it."""
        return self.context.actor

    @property
    def lists(self) -> Codelijsten:
        """The codelijsten."""
        return self.context.lists

    @cached_property
    def vandaag(self) -> Vandaag:
        """What needs attention."""
        return Vandaag(self.context)

    @cached_property
    def einden(self) -> Einden:
        """How klokken end."""
        return Einden(self.context)

    @cached_property
    def historien(self) -> Historien:
        """What imported lists show of the past."""
        return Historien(self.context)

    @cached_property
    def casussen(self) -> Casussen:
        """Casussen."""
        return Casussen(self.context)

    @cached_property
    def gezinnen(self) -> Gezinnen:
        """The people around the children of a gezin."""
        return Gezinnen(self.context)

    @cached_property
    def genogrammen(self) -> Genogrammen:
        """The picture of a gezin."""
        return Genogrammen(self.context)

    @cached_property
    def inbrengen(self) -> Inbrengen:
        """How far an inbreng is."""
        return Inbrengen(self.context)

    @cached_property
    def samenvoegen(self) -> Samenvoegen:
        """Doubles."""
        return Samenvoegen(self.context)

    @cached_property
    def toestemmingen(self) -> Toestemmingen:
        """With whom something may be shared, and why."""
        return Toestemmingen(self.context)

    @cached_property
    def uitspraken(self) -> Uitspraken:
        """Feit and mening about a casus."""
        return Uitspraken(self.context)

    @cached_property
    def kinderen(self) -> Kinderen:
        """The children of a gezin."""
        return Kinderen(self.context)

    @cached_property
    def modellen(self) -> Modellen:
        """Versions of the ladder."""
        return Modellen(self.context)

    @cached_property
    def bord(self) -> Bord:
        """The board of open casussen."""
        return Bord(self.context)

    @cached_property
    def codering(self) -> Codering:
        """Oorzaken, hiaten, zoekregels, acties."""
        return Codering(self.context)

    @cached_property
    def toekomstplannen(self) -> Toekomstplannen:
        """Toekomstplannen from 16 on."""
        return Toekomstplannen(self.context)

    @cached_property
    def bijlagen(self) -> Bijlagen:
        """Bijlagen."""
        return Bijlagen(self.context, self.inzage or Inzagemap(self.kluis.folder.path))

    @cached_property
    def startfotos(self) -> Startfotos:
        """The startfoto of uithuisplaatsingen."""
        return Startfotos(self.context)

    @cached_property
    def uithuisplaatsingen(self) -> Uithuisplaatsingen:
        """Voorgenomen uithuisplaatsingen."""
        return Uithuisplaatsingen(self.context)

    @cached_property
    def afzeggen(self) -> Afzeggen:
        """Calling off a zitting."""
        return Afzeggen(self.context)

    @cached_property
    def zittingen(self) -> Zittingen:
        """Zittingen of RET and JBT."""
        return Zittingen(self.context)

    @cached_property
    def presenties(self) -> Presenties:
        """Who is invited and who is there."""
        return Presenties(self.context)

    @cached_property
    def agendapunten(self) -> Agendapunten:
        """Items of an agenda: parked, given back, done."""
        return Agendapunten(self.context)

    @cached_property
    def reeksen(self) -> Reeksen:
        """Series of zittingen, planned ahead."""
        return Reeksen(self.context)

    @cached_property
    def opvolgingen(self) -> Opvolgingen:
        """Looking back at an advice, and BOEG."""
        return Opvolgingen(self.context)

    @cached_property
    def tafelregels(self) -> Tafelregels:
        """Lines typed at the table."""
        return Tafelregels(self.context)

    @cached_property
    def besluiten(self) -> Besluiten:
        """Besluiten and what comes back."""
        return Besluiten(self.context)

    @cached_property
    def verslagen(self) -> Verslagen:
        """Verslagen."""
        return Verslagen(self.context)

    @cached_property
    def handtekeningen(self) -> Handtekeningen:
        """Signing a verslag."""
        return Handtekeningen(self.context)

    @cached_property
    def sjablonen(self) -> Sjablonen:
        """Templates of letters and lists."""
        return Sjablonen(self.context)

    @cached_property
    def tekstblokken(self) -> Tekstblokken:
        """Text blocks."""
        return Tekstblokken(self.context)

    @cached_property
    def monitoren(self) -> Monitoren:
        """The half-yearly monitor and its meetmomenten."""
        return Monitoren(self.context)

    @cached_property
    def noodpakket(self) -> Noodpakket:
        """The table on paper."""
        return Noodpakket(self.context)

    @cached_property
    def verslagversies(self) -> Verslagversies:
        """Versions of a verslag, one per recipient."""
        return Verslagversies(self.context)

    @cached_property
    def vtbs(self) -> Vtbs:
        """Verzoeken tot bespreking."""
        return Vtbs(self.context)

    @cached_property
    def vtb_overname(self) -> VtbOvername:
        """VTB's that came as text."""
        return VtbOvername(self.context)

    @cached_property
    def vtb_planning(self) -> VtbPlanning:
        """Planning of VTB's."""
        return VtbPlanning(self.context)

    @cached_property
    def uitnodigingen(self) -> Uitnodigingen:
        """Invitations as agenda files."""
        return Uitnodigingen(self.context)

    @cached_property
    def afspraken(self) -> Afspraken:
        """Goals of a besluit drang."""
        return Afspraken(self.context)

    @cached_property
    def handelingstijden(self) -> Handelingstijden:
        """How long the own handling takes."""
        return Handelingstijden(self.context)

    @cached_property
    def personen(self) -> Personen:
        """Professionals and their mandaat."""
        return Personen(self.context)

    @cached_property
    def doorlooptijden(self) -> Doorlooptijden:
        """Doorlooptijden."""
        return Doorlooptijden(self.context)

    @cached_property
    def klokken(self) -> Klokken:
        """Klokken: their versions, closing days, and those of one casus or VTB."""
        return Klokken(self.context)

    @cached_property
    def waarom(self) -> Waarom:
        """Why a date or figure is what it is."""
        return Waarom(self.context)

    @cached_property
    def hiaatregisters(self) -> Hiaatregisters:
        """The register of hiaten: what was sought, at whom, and what became of it."""
        return Hiaatregisters(self.context)

    @cached_property
    def hiaten(self) -> Hiaten:
        """Hiaten."""
        return Hiaten(self.context)

    @cached_property
    def rapporten(self) -> Rapporten:
        """Reports that leave the kluis."""
        return Rapporten(self.context)

    @cached_property
    def inlezen(self) -> Inlezen:
        """Import of lists."""
        return Inlezen(self.context)

    @cached_property
    def beheer(self) -> Beheer:
        """Ladder, settings, audit."""
        return Beheer(self.context)

    @cached_property
    def gebruikers(self) -> Gebruikers:
        """Users of this kluis."""
        return Gebruikers(self.context, self.kluis)

    @cached_property
    def concepten(self) -> Concepten:
        """Drafts that survive a lock or a crash."""
        return Concepten(self.context)

    @cached_property
    def ongedaan(self) -> Ongedaan:
        """Undo and redo."""
        return Ongedaan(self.context)

    @cached_property
    def weergaven(self) -> Weergaven:
        """Saved views of the list of casussen."""
        return Weergaven(self.context)

    @cached_property
    def bulk(self) -> Bulk:
        """Changes of many casussen at once."""
        return Bulk(self.context)

    @cached_property
    def tijdmachine(self) -> Tijdmachine:
        """A casus as it was known."""
        return Tijdmachine(self.context)

    @cached_property
    def zoeken(self) -> Zoeken:
        """Ctrl+K."""
        return Zoeken(self.context)

    @cached_property
    def patronen(self) -> Patronen:
        """Patterns."""
        return Patronen(self.context)

    @cached_property
    def signalen(self) -> Signalen:
        """The signaalregister."""
        return Signalen(self.context)

    @cached_property
    def trends(self) -> Trends:
        """Trends and gemeenten."""
        return Trends(self.context)

    @cached_property
    def wachtenden(self) -> Wachtenden:
        """Who waits for which zorgvorm."""
        return Wachtenden(self.context)

    @cached_property
    def werkstroom(self) -> Werkstroom:
        """Routes, what comes back, ageing, what comes and goes."""
        return Werkstroom(self.context)

    @cached_property
    def reflectie(self) -> Reflectie:
        """What the period of a reflectie holds."""
        return Reflectie(self.context)
