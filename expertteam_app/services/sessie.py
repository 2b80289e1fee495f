"""An unlocked kluis with every use case on it: what the window and the terminal hold while they work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from expertteam_app.domain.access import Actor
from expertteam_app.security.inzage import Inzagemap
from expertteam_app.services.adressen import Adressen
from expertteam_app.services.aflopen import Einden
from expertteam_app.services.afspraken import Afspraken
from expertteam_app.services.afzeggen import Afzeggen
from expertteam_app.services.agendapunten import Agendapunten
from expertteam_app.services.backups import Backups
from expertteam_app.services.beheer import Beheer
from expertteam_app.services.besluiten import Besluiten
from expertteam_app.services.bewaren import Bewaren
from expertteam_app.services.bijlagen import Bijlagen
from expertteam_app.services.bord import Bord
from expertteam_app.services.bulk import Bulk
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.codelijsten import Codelijsten
from expertteam_app.services.codering import Codering
from expertteam_app.services.concepten import Concepten
from expertteam_app.services.context import Context
from expertteam_app.services.controle_rapporten import ControleRapporten
from expertteam_app.services.corv import Corv
from expertteam_app.services.corv_ontvangst import CorvOntvangst
from expertteam_app.services.doorlooptijden import Doorlooptijden
from expertteam_app.services.eersteweek import EersteWeek
from expertteam_app.services.gebruikers import Gebruikers
from expertteam_app.services.gegevenscheck import Gegevenscheck
from expertteam_app.services.genogrammen import Genogrammen
from expertteam_app.services.gezinnen import Gezinnen
from expertteam_app.services.handelingstijd import Handelingstijden
from expertteam_app.services.handtekeningen import Handtekeningen
from expertteam_app.services.hiaatregister import Hiaatregisters
from expertteam_app.services.hiaten import Hiaten
from expertteam_app.services.historie import Historien
from expertteam_app.services.inbrengen import Inbrengen
from expertteam_app.services.inlezen import Inlezen
from expertteam_app.services.inzages import Inzages
from expertteam_app.services.inzageverzoeken import Inzageverzoeken
from expertteam_app.services.kinderen import Kinderen
from expertteam_app.services.klokken import Klokken
from expertteam_app.services.kluis import OpenKluis
from expertteam_app.services.modellen import Modellen
from expertteam_app.services.monitoren import Monitoren
from expertteam_app.services.noodpakket import Noodpakket
from expertteam_app.services.ongedaan import Ongedaan
from expertteam_app.services.ontvangsten import Ontvangsten
from expertteam_app.services.opvolgingen import Opvolgingen
from expertteam_app.services.pakketten import Pakketten
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
from expertteam_app.services.uitgaven import Uitgaven
from expertteam_app.services.uithuisplaatsingen import Uithuisplaatsingen
from expertteam_app.services.uitnodigingen import Uitnodigingen
from expertteam_app.services.uitspraken import Uitspraken
from expertteam_app.services.uitvoer import Uitvoer
from expertteam_app.services.vandaag import Vandaag
from expertteam_app.services.verbanden import Verbanden
from expertteam_app.services.verslagen import Verslagen
from expertteam_app.services.verslagversies import Verslagversies
from expertteam_app.services.vtb_overname import VtbOvername
from expertteam_app.services.vtb_planning import VtbPlanning
from expertteam_app.services.vtbs import Vtbs
from expertteam_app.services.waarom import Waarom
from expertteam_app.services.wachtenden import Wachtenden
from expertteam_app.services.weergaven import Weergaven
from expertteam_app.services.werkbank import Werkbank
from expertteam_app.services.werkgebieden import Werkgebieden
from expertteam_app.services.werkstroom import Werkstroom
from expertteam_app.services.zittingen import Zittingen
from expertteam_app.services.zoeken import Zoeken

Gebruik = TypeVar("Gebruik")


def _use(make: Callable[[Context], Gebruik]) -> cached_property[Gebruik]:
    """The use cases on one noun, made when they are first asked for; what they are stands in their own module."""
    return cached_property(lambda sessie: make(sessie.context))


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

    vandaag = _use(Vandaag)
    einden = _use(Einden)
    eersteweek = _use(EersteWeek)
    historien = _use(Historien)
    casussen = _use(Casussen)
    gezinnen = _use(Gezinnen)
    genogrammen = _use(Genogrammen)
    inbrengen = _use(Inbrengen)
    samenvoegen = _use(Samenvoegen)
    toestemmingen = _use(Toestemmingen)
    uitspraken = _use(Uitspraken)
    kinderen = _use(Kinderen)
    modellen = _use(Modellen)
    bord = _use(Bord)
    codering = _use(Codering)
    toekomstplannen = _use(Toekomstplannen)
    startfotos = _use(Startfotos)
    uithuisplaatsingen = _use(Uithuisplaatsingen)
    afzeggen = _use(Afzeggen)
    zittingen = _use(Zittingen)
    presenties = _use(Presenties)
    agendapunten = _use(Agendapunten)
    reeksen = _use(Reeksen)
    opvolgingen = _use(Opvolgingen)
    tafelregels = _use(Tafelregels)
    besluiten = _use(Besluiten)
    corv = _use(Corv)
    corv_ontvangst = _use(CorvOntvangst)
    verbanden = _use(Verbanden)
    verslagen = _use(Verslagen)
    handtekeningen = _use(Handtekeningen)
    sjablonen = _use(Sjablonen)
    tekstblokken = _use(Tekstblokken)
    monitoren = _use(Monitoren)
    noodpakket = _use(Noodpakket)
    verslagversies = _use(Verslagversies)
    vtbs = _use(Vtbs)
    vtb_overname = _use(VtbOvername)
    vtb_planning = _use(VtbPlanning)
    uitnodigingen = _use(Uitnodigingen)
    afspraken = _use(Afspraken)
    handelingstijden = _use(Handelingstijden)
    personen = _use(Personen)
    doorlooptijden = _use(Doorlooptijden)
    klokken = _use(Klokken)
    waarom = _use(Waarom)
    hiaatregisters = _use(Hiaatregisters)
    hiaten = _use(Hiaten)
    rapporten = _use(Rapporten)
    gegevenscheck = _use(Gegevenscheck)
    uitgaven = _use(Uitgaven)
    controle_rapporten = _use(ControleRapporten)
    inlezen = _use(Inlezen)
    beheer = _use(Beheer)
    bewaren = _use(Bewaren)
    inzageverzoeken = _use(Inzageverzoeken)
    uitvoer = _use(Uitvoer)
    concepten = _use(Concepten)
    ongedaan = _use(Ongedaan)
    weergaven = _use(Weergaven)
    bulk = _use(Bulk)
    tijdmachine = _use(Tijdmachine)
    zoeken = _use(Zoeken)
    patronen = _use(Patronen)
    signalen = _use(Signalen)
    trends = _use(Trends)
    wachtenden = _use(Wachtenden)
    werkstroom = _use(Werkstroom)
    werkbank = _use(Werkbank)
    werkgebieden = _use(Werkgebieden)
    reflectie = _use(Reflectie)

    @cached_property
    def bijlagen(self) -> Bijlagen:
        """Bijlagen."""
        return Bijlagen(self.context, self.inzage or Inzagemap(self.kluis.folder.path))

    @cached_property
    def adressen(self) -> Adressen:
        """Addresses of other teams."""
        return Adressen(self.context, self.kluis)

    @cached_property
    def pakketten(self) -> Pakketten:
        """Sealed files to other teams."""
        return Pakketten(self.context, self.kluis)

    @cached_property
    def ontvangsten(self) -> Ontvangsten:
        """Sealed files from other teams."""
        return Ontvangsten(self.context, self.kluis)

    @cached_property
    def backups(self) -> Backups:
        """Back-ups of this kluis."""
        return Backups(self.context, self.kluis)

    @cached_property
    def inzages(self) -> Inzages:
        """Which dossiers were opened."""
        return Inzages(self.context)

    @cached_property
    def gebruikers(self) -> Gebruikers:
        """Users of this kluis."""
        return Gebruikers(self.context, self.kluis)
