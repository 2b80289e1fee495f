"""The fields that every template may use, each with its meaning and an invented value."""

from __future__ import annotations

from expertteam_app.documents.delen import Kolomkop, Tabel
from expertteam_app.documents.sjabloon import Veld

AGENDA = (Kolomkop("Nr", 0.08), Kolomkop("Punt", 0.62), Kolomkop("Gemeente", 0.18), Kolomkop("Minuten", 0.12))
GENODIGDEN = (Kolomkop("Naam", 0.34, vet=True), Kolomkop("Rol", 0.33), Kolomkop("Organisatie", 0.33))
BESLUITEN = (Kolomkop("Over", 0.3, vet=True), Kolomkop("Besluit", 0.7))
AFSPRAKEN = (Kolomkop("Doel", 0.4), Kolomkop("Wie", 0.25), Kolomkop("Uiterlijk", 0.15), Kolomkop("Hoe getoetst", 0.2))
ACTIES = (Kolomkop("Actie", 0.5), Kolomkop("Wie", 0.3), Kolomkop("Uiterlijk", 0.2))

VELDEN = (
    Veld("aan", "wie de brief krijgt: naam en soms adres", "Mevrouw S. Voorbeeld (fictief)"),
    Veld("aanhef", "hoe u iemand aanspreekt", "mevrouw Voorbeeld"),
    Veld("rol", "de rol van wie de brief krijgt", "gecertificeerde instelling"),
    Veld("plaats_datum", "de dag van vandaag, voluit", "20 november 2026"),
    Veld("tafel", "de naam van de tafel, met lidwoord", "de Jeugdbeschermingstafel"),
    Veld("tafel_kort", "de korte naam van de tafel", "JBT"),
    Veld("nummer", "het nummer van de zitting", "Z-JBT-2026-003"),
    Veld("datum", "de dag van de zitting, voluit", "donderdag 3 december 2026"),
    Veld("tijd", "de tijd waarop de zitting begint", "13:30"),
    Veld("plaats", "waar de zitting is", "Stadhuis, kamer 1.12"),
    Veld("duur", "hoe lang het punt duurt, in minuten", "60"),
    Veld("kinderen", "de voornamen van de kinderen om wie het gaat", ("Aya", "Bo")),
    Veld("indiener", "wie om de bespreking vroeg", "Het wijkteam"),
    Veld("voorzitter", "de voorzitter aan tafel", "Vera Voorzitter (fictief)"),
    Veld("secretaris", "de secretaris aan tafel", "Siem Secretaris (fictief)"),
    Veld("organisatie", "uw organisatie, zoals bij de instellingen", "Zorgregio Midden-IJssel/Oost-Veluwe"),
    Veld("hoorgesprek", "wanneer het kind alleen wordt gehoord", "maandag 30 november 2026 om 15:30"),
    Veld("reactie_tot", "tot en met welke dag men kan reageren", "17 december 2026"),
    Veld("terugmelding", "de dag waarop terugmelding wordt verwacht", "3 maart 2027"),
    Veld("beoogde_gi", "de beoogde gecertificeerde instelling", "GI De Brug (fictief)"),
    Veld("reden", "waarom de zitting is afgezegd", "De voorzitter is ziek"),
    Veld("geprobeerd", "wat al is geprobeerd", "Opvoedhulp thuis en hulp op school, samen een jaar lang."),
    Veld(
        "agenda",
        "de punten van de agenda (op een eigen regel)",
        Tabel(AGENDA, (("1", "VTB-2026-005 · gezin Voorbeeld (fictief)", "Epe", "60"),)),
    ),
    Veld(
        "genodigden",
        "wie zijn uitgenodigd (op een eigen regel)",
        Tabel(GENODIGDEN, (("Vera Voorzitter (fictief)", "voorzitter", "Regioteam"), ("S. Voorbeeld", "ouder", ""))),
    ),
    Veld(
        "besluiten",
        "de besluiten (op een eigen regel)",
        Tabel(BESLUITEN, (("Aya", "Drang: hulp thuis, met duidelijke doelen"), ("Bo", "Vrijwillig kader"))),
    ),
    Veld(
        "afspraken",
        "de doelen bij een besluit drang (op een eigen regel)",
        Tabel(AFSPRAKEN, (("Elke dag op tijd naar school", "ouders", "01-02-2027", "de school belt"),)),
    ),
    Veld(
        "acties",
        "wie wat doet, en wanneer (op een eigen regel)",
        Tabel(ACTIES, (("Veiligheidsplan bespreken met het gezin", "wijkteam", "17-12-2026"),)),
    ),
)
"""In the order in which they are explained."""

VOORBEELD = {veld.code: veld.voorbeeld for veld in VELDEN}
"""Invented values, for a preview."""
