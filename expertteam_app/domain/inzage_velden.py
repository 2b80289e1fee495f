"""How everything that the kluis holds of a person is called in a copy for that person (AVG 15, Jeugdwet 7.3.10).

Every column of every table of a dossier stands here: with a label, or among what says nothing of a person. A test
holds this against the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

TECHNISCH: Final = frozenset(
    {
        *("adres_id", "pakket_id", "manifest", "kenmerk"),
        *("id", "uid", "versie", "partij_id", "lijst_versie", "afgeleid", "sha256", "naam_sleutel", "volgnummer"),
        *("volgorde", "vernietigd_op", "twijfel", "model_id", "samengevoegd_met", "inhoud", "blokken"),
        *("casus_id", "vtb_id", "zitting_id", "gezin_id", "jeugdige_id", "gezinslid_id", "agendapunt_id", "besluit_id"),
        *("verslag_id", "persoon_id", "toestemming_id", "vorig_punt_id", "actie_id", "zoekregel_id", "voorziening_id"),
        *(
            "mandaathouder_id",
            "een_id",
            "ander_id",
            "blijft_id",
            "gaat_op_id",
            "verplaatst",
            "minuten",
            "besteed_seconden",
            "grootte",
            "email",
        ),
    }
)
"""Columns that only hold the program together, or say how long a table took."""


@dataclass(frozen=True, slots=True)
class Veld:
    """One column: its label, and the codelijst that knows its codes (empty: it is no code)."""

    kolom: str
    label: str
    lijst: str = ""


@dataclass(frozen=True, slots=True)
class Rubriek:
    """The rows of one table: under which heading, what each is called, which column holds its day."""

    kop: str
    naam: str
    velden: tuple[Veld, ...]
    dag: str = ""


def _rubriek(kop: str, naam: str, velden: str, dag: str = "") -> Rubriek:
    """A rubriek from lines ``kolom Label`` or ``kolom Label @lijst``."""
    made = []
    for line in velden.strip().splitlines():
        kolom, _, rest = line.strip().partition(" ")
        label, _, lijst = rest.partition(" @")
        made.append(Veld(kolom, label.strip(), lijst.strip()))
    return Rubriek(kop, naam, tuple(made), dag)


U, RET, JBT = "Wie het betreft", "RET-casus", "Verzoek tot bespreking (JBT)"
TAFEL, ACTIES, DELEN = "Aan tafel", "Acties", "Gedeeld"

RUBRIEKEN: Final[Mapping[str, Rubriek]] = MappingProxyType(
    {
        "jeugdige": _rubriek(
            U,
            "Jeugdige",
            """voornaam Voornaam
            tussenvoegsel Tussenvoegsel
            achternaam Achternaam
            geboortedatum Geboortedatum
            geboortejaar Geboortejaar
            gemeente Gemeente @gemeenten
            bsn BSN
            geslacht Geslacht
            wilsonbekwaam_op Wilsonbekwaam sinds
            wilsonbekwaam_door Vastgesteld door
            wilsonbekwaam_tot Wilsonbekwaam tot""",
        ),
        "gezin": _rubriek(U, "Gezin", "naam Naam\ntoelichting Toelichting"),
        "gezinslid": _rubriek(
            U,
            "Iemand uit het gezin of netwerk",
            """voornaam Voornaam
            tussenvoegsel Tussenvoegsel
            achternaam Achternaam
            geslacht Geslacht
            geboortedatum Geboortedatum
            geboortejaar Geboortejaar
            overleden Overleden
            instelling Instelling
            toelichting Toelichting""",
        ),
        "gezinsrelatie": _rubriek(
            U,
            "Relatie met de jeugdige",
            "rol Rol @jeugdzorgrollen\ngezag Gezag\nwoont_samen Woont samen\ncontact Contact",
        ),
        "partnerschap": _rubriek(U, "Relatie tussen volwassenen", "soort Soort"),
        "toekomstplan": _rubriek(
            U, "Toekomstplan", "leefdomeinen Leefdomeinen @leefdomeinen\neigenaar Bewaard door", "datum"
        ),
        "casus": _rubriek(
            RET,
            "Casus",
            """nummer Nummer
            gemeente Gemeente @gemeenten
            aangemeld_door Aangemeld door
            soort_vraag Soort vraag
            vraag Vraag
            stem_jeugdige Stem van de jeugdige
            stem_ouders Stem van de ouders
            stem_niet_gelukt Waarom de stem ontbreekt
            geprobeerd Wat is geprobeerd
            opmerking Opmerking
            casusregisseur Casusregisseur
            verklarende_analyse Verklarende analyse @verklarende_analyse
            verblijfplaats Verblijfplaats
            kader Kader @kaders""",
        ),
        "gebeurtenis": _rubriek(RET, "Gebeurtenis", "soort Soort\ngegevens Gegevens", "datum"),
        "casus_oorzaak": _rubriek(
            RET, "Oorzaak", "code Oorzaak @oorzaken\nhoofdoorzaak Hoofdoorzaak\nperspectief Perspectief"
        ),
        "hiaat": _rubriek(
            RET,
            "Hiaat",
            """zorgvorm Zorgvorm @zorgvormen
            aard Aard @aard_hiaat
            gezocht_sinds Gezocht sinds
            urgentie Urgentie @urgentie
            overbrugging Hulp in de tussentijd
            oplossing Oplossing
            opgelost_op Opgelost op
            agendering Geagendeerd bij @agendering
            agendering_status Stand daarvan @agendering_status
            agendering_op Geagendeerd op""",
            "vastgesteld_op",
        ),
        "zoekregel": _rubriek(
            RET,
            "Gezocht bij",
            """zorgvorm Zorgvorm @zorgvormen
            aanbieder Aanbieder
            antwoord Antwoord @antwoord_aanbieder
            reden Reden @reden_afwijzing
            wachttijd_weken Wachttijd in weken""",
            "datum",
        ),
        "uitspraak": _rubriek(
            RET, "Feit, mening of eigen verklaring", "soort Soort\ntekst Tekst\nbron Wie het zei", "datum"
        ),
        "uithuisplaatsing": _rubriek(
            RET,
            "Voorgenomen uithuisplaatsing",
            """via Via @via_uithuisplaatsing
            beoogd_verblijf Beoogd verblijf @type_verblijf
            eigen_gezin Mogelijk in het eigen gezin
            eigen_gezin_tekst Toelichting eigen gezin
            netwerk Mogelijk in het netwerk
            netwerk_tekst Toelichting netwerk
            ambulant Ambulante hulp mogelijk
            ambulant_tekst Toelichting ambulant
            alternatief_gevonden Alternatief gevonden
            alternatief Alternatief
            uitkomst Uitkomst @uitkomst_uithuisplaatsing
            uitkomst_op Uitkomst op
            zorgvorm Zorgvorm @zorgvormen
            reden_zorgvorm Waarom deze zorgvorm
            thuis_na_3_maanden Thuis na 3 maanden
            thuis_na_6_maanden Thuis na 6 maanden
            datum_toewijzing Toegewezen op
            datum_start_zorg Hulp begonnen op
            datum_einde_zorg Hulp geëindigd op
            verwijzer Verwijzer @verwijzers
            maatregel Maatregel
            zorgproducten Zorgproducten
            gemeente_herkomst Gemeente van herkomst @gemeenten
            clientkenmerken Kenmerken
            gezinssamenstelling Gezinssamenstelling
            problematiek Problematiek
            type_verblijf Soort verblijf @type_verblijf
            type_behandeling Soort behandeling
            perspectief Perspectief @perspectief""",
            "datum_voornemen",
        ),
        "bijlage": _rubriek(
            RET,
            "Bijlage (krijgt u apart)",
            """naam Naam
            soort Soort
            toelichting Toelichting
            toegevoegd_door Toegevoegd door
            weggegooid_op Weggegooid op""",
            "toegevoegd_op",
        ),
        "samenvoeging": _rubriek(
            RET,
            "Samengevoegd met een andere casus",
            "reden Reden\ngesplitst_op Gesplitst op",
            "datum",
        ),
        "vtb": _rubriek(
            JBT,
            "Verzoek tot bespreking",
            """nummer Nummer
            gemeente Gemeente @gemeenten
            indiener Ingediend door
            vorm Vorm
            vt_datum Veilig Thuis geraadpleegd op
            vt_wie Wie bij Veilig Thuis
            vt_advies Advies van Veilig Thuis
            gi_datum Gecertificeerde instelling geraadpleegd op
            gi_wie Wie bij de gecertificeerde instelling
            gi_advies Advies van de gecertificeerde instelling
            mdo Multidisciplinair overleg gehouden
            mdo_datum Overleg op
            netwerk Netwerk betrokken
            netwerk_toelichting Toelichting netwerk
            ouders_geinformeerd Ouders geïnformeerd op
            reactie_ouders Reactie van de ouders
            stem_jeugdige Stem van de jeugdige
            veiligheidsplan Veiligheidsplan
            zorgen Zorgen
            brontekst Tekst van het verzoek
            gesloten_op Gesloten op
            gesloten_reden Waarom gesloten""",
            "ontvangen",
        ),
        "vtb_kind": _rubriek(JBT, "Genoemd in het verzoek", ""),
        "hoorgesprek": _rubriek(
            JBT,
            "Gesprek met het kind",
            """gepland_op Gepland op
            tijd Tijd
            plaats Plaats
            door Door
            tekst Wat het kind zei
            niet_gelukt Waarom het niet lukte""",
            "gehouden_op",
        ),
        "agendapunt": _rubriek(
            TAFEL,
            "Besproken",
            """soort Wat is gevraagd @punt_soorten
            onderwerp Onderwerp
            status Stand
            vraag Vraag
            stem_jeugdige Stem van de jeugdige
            stem_ouders Stem van de ouders
            geprobeerd Wat is geprobeerd
            gaat_goed Wat gaat goed
            zorgen_feiten Zorgen: feiten
            zorgen_meningen Zorgen: meningen
            analyse_jeugdige Analyse: jeugdige
            analyse_gezin Analyse: gezin
            analyse_hulpverlening Analyse: hulpverlening
            oplossingen Oplossingen
            veiligheidsafspraken Veiligheidsafspraken
            teruggegeven_op Teruggegeven op
            teruggegeven_reden Waarom teruggegeven
            terugkoppeling_door Terugkoppeling door""",
        ),
        "besluit": _rubriek(
            TAFEL,
            "Besluit",
            """soort Besluit @jbt_besluiten
            tekst Tekst
            motivering Motivering
            genomen_door Genomen door
            definitief Definitief
            voorbehoud_reden Waarom onder voorbehoud
            beoogde_gi Beoogde gecertificeerde instelling
            bevestigd_op Bevestigd op
            vto_verzonden Verzoek tot onderzoek verzonden op
            vto_kenmerk Kenmerk van het verzoek
            raad_status Stand bij de Raad @raad_status
            raad_resultaat Resultaat bij de Raad @raad_resultaat
            onderzoek_gestart Onderzoek begonnen op
            onderzoek_afgerond Onderzoek afgerond op
            zaak_afgerond Zaak afgerond op""",
        ),
        "terugmelding": _rubriek(
            TAFEL,
            "Terugmelding",
            """verwacht_op Verwacht op
            door Door
            nagekomen Nagekomen @nagekomen
            veiligheid Veiligheid (cijfer)
            vervolg Vervolg
            vervolg_stap Volgende stap @terugmelding_vervolg""",
            "ontvangen_op",
        ),
        "afspraak": _rubriek(
            TAFEL, "Afspraak", "doel Doel\nwie Wie\nwanneer Wanneer\ntoets Hoe getoetst\nnagekomen Nagekomen @nagekomen"
        ),
        "tafelregel": _rubriek(
            TAFEL,
            "Regel van de tafel",
            "soort Soort\ntekst Tekst\nblok Deel\nwie Wiens woorden\neigenaar Wie doet het",
            "datum",
        ),
        "aanwezigheid": _rubriek(
            TAFEL,
            "Uitgenodigd of aanwezig",
            "naam Naam\nrol Rol @tafelrollen\npresentie Presentie @presentie\nontvanger Krijgt",
        ),
        "opvolging": _rubriek(
            TAFEL,
            "Terugblik op het advies",
            """moment Moment
            verwacht_op Verwacht op
            uitgevoerd Uitgevoerd
            geholpen Geholpen
            volgens Volgens
            toelichting Toelichting""",
            "gedaan_op",
        ),
        "boeg_inbreng": _rubriek(
            TAFEL,
            "Ingebracht bij BOEG",
            """soort Waarvoor @boeg_soorten
            procesregisseur Procesregisseur
            toegangsbesluit_op Toegangsbesluit op
            terugkoppeling_op Terugkoppeling op
            terugkoppeling Terugkoppeling""",
            "ingebracht_op",
        ),
        "reactie": _rubriek(TAFEL, "Reactie op het verslag", "van Van\nrol Rol\ntekst Tekst", "ontvangen_op"),
        "actie": _rubriek(
            ACTIES,
            "Actie",
            """omschrijving Wat
            eigenaar Wie
            datum Voor wanneer
            klaar_op Klaar op
            toezegging Toezegging aan het gezin""",
        ),
        "toestemming": _rubriek(
            DELEN,
            "Toestemming of andere grond",
            "ontvanger Met wie\ndoel Waarvoor\ngrond Grond @grondslagen\nafweging Afweging\ntot Tot",
            "vanaf",
        ),
        "toestemming_gever": _rubriek(
            DELEN,
            "Antwoord op de vraag om toestemming",
            "antwoord Antwoord\ningetrokken_op Ingetrokken op\nreden Reden",
            "datum",
        ),
        "verband": _rubriek(
            DELEN,
            "Verband tussen een casus en een VTB",
            "reden Waarom\ndoor Door\nverbroken_op Verbroken op\nverbroken_door Verbroken door",
            "gelegd_op",
        ),
        "pakketlog": _rubriek(
            DELEN,
            "Als pakket verstuurd",
            """soort Wat
            ontvanger Aan
            doel Waarvoor
            grondslag Grond @grondslagen
            afweging Afweging
            gemaakt_door Door
            bewijs_op Ontvangst gemeld op""",
            "gemaakt_op",
        ),
        "ontvangen_pakket": _rubriek(
            DELEN,
            "Als pakket ontvangen",
            """soort Wat
            afzender Van
            doel Waarvoor
            grondslag Grond @grondslagen
            verzonden_op Verstuurd op
            ontvangen_door Door""",
            "ontvangen_op",
        ),
        "verzending": _rubriek(
            DELEN, "Verstuurd", "soort Wat\nontvanger Versie voor\nnaam Aan\nwijze Hoe", "verzonden_op"
        ),
    }
)
"""In the order of the copy."""
