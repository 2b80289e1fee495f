"""The words of the Oefenkluis. Every name and story is invented; the surnames say so themselves."""

from __future__ import annotations

VOORNAMEN = (
    "Aya", "Bo", "Cas", "Dewi", "Elin", "Fien", "Guus", "Hugo", "Imke", "Jara", "Kaan", "Lio", "Mila", "Noé", "Odin",
    "Puck", "Quinn", "Rosa", "Siem", "Teun", "Umut", "Vera", "Wout", "Xem", "Yfke", "Zeynep", "Łucja", "Çınar",
)  # fmt: skip
ACHTERNAMEN = (
    ("", "Verzonnen"), ("van", "Voorbeeld"), ("de", "Fictie"), ("", "Oefenaar"), ("", "Proefstra"), ("ter", "Schijn"),
    ("van den", "Denkbeeld"), ("", "Spiegelberg"), ("van", "Papier"), ("", "Sprookjes"), ("de", "Pseudo"),
    ("", "Nepveld"), ("van der", "Schets"), ("", "Legende"), ("", "Schaduwman"), ("van 't", "Verhaal"),
)  # fmt: skip
AANMELDERS = ("CJG", "wijkteam", "jeugdbescherming (GI)", "huisarts", "toegang", "school")
AANBIEDERS = (
    "De Linde (fictief)",
    "Oeverhof (fictief)",
    "Stichting Kompas (fictief)",
    "Het Anker (fictief)",
    "Tussenthuis (fictief)",
    "Zonneweide (fictief)",
)
GEMEENTEN_WEGING = (
    ("0200", 40), ("0301", 16), ("0262", 9), ("0213", 8), ("0232", 10), ("0285", 8), ("0246", 5), ("0244", 4),
)  # fmt: skip
"""CBS code and weight: roughly by the number of inhabitants."""

SOORTEN = (("vastgelopen situatie", 6), ("consultatie", 2), ("voorgenomen uithuisplaatsing", 2))

PATRONEN = (
    ("klinische jeugd-ggz", ("A2", "K1")),
    ("gezinshuis", ("A1", "A3")),
    ("deeltijdpleegzorg", ("A2", "G3")),
    ("time-outplek", ("A1", "G5")),
    ("intensief ambulant", ("R1", "G2")),
    ("driemilieuvoorziening", ("A4", "A3")),
    ("respijtzorg", ("A2", "S2")),
    ("begeleid wonen 18+", ("S3", "A5")),
    ("dagbehandeling", ("O1", "A2")),
    ("gesloten jeugdhulp", ("G5", "K3")),
)
"""Zorgvorm (label) with the causes that go with it most often in this invented region."""

ANDERE_OORZAKEN = ("K2", "K4", "R2", "R3", "R5", "G1", "G4", "O1", "O2", "S4", "P1")

VRAGEN = (
    "Hoe kan {naam} thuis blijven wonen terwijl de ouders op adem komen?",
    "Wie neemt de regie als drie aanbieders ieder een stuk doen en niemand het geheel?",
    "Welke hulp past bij {naam} nu twee plekken zijn afgezegd vanwege gedrag?",
    "Wat is er nodig om de overgang naar 18 jaar zonder gat te laten verlopen?",
    "Hoe doorbreken we dat {naam} al een jaar niet naar school gaat?",
)
STEM_JEUGDIGE = (
    "Ik wil dat iedereen gewoon één keer naar mij luistert en niet steeds opnieuw begint.",
    "Ik wil bij mijn moeder blijven. In het weekend naar opa en oma vind ik fijn.",
    "School is te druk. Met een kleine groep lukt het mij wel, dat heb ik vorig jaar laten zien.",
    "Ik weet niet wat er nu gaat gebeuren en daar slaap ik slecht van.",
)
VT_WIE, GI_WIE = "medewerker Veilig Thuis (fictief)", "medewerker GI (fictief)"
VT_ADVIES = "Bespreken aan de tafel; veiligheidsafspraken eerst."
GI_ADVIES = "Drang met duidelijke doelen lijkt passend."

STEM_OUDERS = (
    "Wij zijn moe. We willen onze zoon niet kwijt, maar zo gaat het niet langer.",
    "Elke hulpverlener zegt iets anders. Wij willen één persoon die wij kunnen bellen.",
    "Er is veel praten en weinig doen. We wachten nu acht maanden.",
    "Wij staan achter hulp thuis, als die ook in het weekend komt.",
)
GEPROBEERD = (
    "Ambulante begeleiding (9 maanden, gestopt door wisseling van hulpverlener); logeeropvang: geen plek.",
    "Intensieve gezinsbegeleiding gaf rust, maar stopte bij de grens van de indicatie. Daarna twee afwijzingen.",
    "Dagbehandeling is afgebroken na drie weken. School biedt een uur per dag thuisonderwijs.",
    "Multidisciplinair overleg in maart: plan gemaakt, maar niemand had doorzettingsmacht.",
)
ANALYSE = (
    ("Prikkelgevoelig, veerkrachtig, leert door te doen. Trauma is niet behandeld.",
     "Liefdevol en overbelast. Vader werkt in ploegen. Oma vangt veel op.",
     "Vier aanbieders, geen gedeelde verklarende analyse. De regie lag bij niemand."),
    ("Houdt zich groot, valt uit als plannen veranderen. Wil graag een bijbaan.",
     "Ouders zijn uit elkaar en spreken elkaar via de hulpverlening.",
     "Wachttijden liepen door elkaar heen; elke plek sloot uit wat de andere vroeg."),
)  # fmt: skip
OPLOSSINGEN = (
    "Hulp thuis met een vaste logeerplek; school sluit aan met een kleine groep. De gemeente betaalt de overbrugging.",
    "Eén vaste regisseur voor een jaar, met mandaat om van het productenboek af te wijken.",
)
BESLUITEN_RET = (
    "Deeltijdverblijf met hulp thuis, te beginnen binnen vier weken.",
    "Eén regisseur vanuit de toegang; de aanbieders maken samen één plan.",
    "Het RET vraagt BOEG om mee te denken over een passende plek.",
)
MOTIVERING = (
    "Dit sluit aan bij wat het kind en de ouders zelf zeggen en houdt het kind dicht bij huis.",
    "Eerdere hulp liep vast op regie, niet op inzet. Daarom eerst regie, dan aanbod.",
)
ACTIES = (
    "Intake regelen bij de aanbieder",
    "Ouders bellen met de uitkomst",
    "School uitnodigen voor het plan",
    "Overbrugging aanvragen",
    "Verklarende analyse maken met het gezin",
)
PERSONEN = (
    ("Vera Voorzitter (fictief)", "Regioteam", "voorzitter", None),
    ("Siem Secretaris (fictief)", "Regioteam", "secretaris", None),
    ("Jara Jurist (fictief)", "Raad voor de Kinderbescherming", "raad", None),
    ("Guus Gezinsvoogd (fictief)", "GI De Brug (fictief)", "gi", None),
    ("Veilig Thuis, Imke (fictief)", "Veilig Thuis", "veilig-thuis", None),
    ("Gedragswetenschapper Noé (fictief)", "Regioteam", "gedragswetenschapper", None),
    ("Toegang Apeldoorn, Aya (fictief)", "Toegang Apeldoorn", "toegangsmedewerker", "0200"),
    ("Toegang Zutphen, Cas (fictief)", "Toegang Zutphen", "toegangsmedewerker", "0301"),
    ("Toegang Epe, Fien (fictief)", "Toegang Epe", "toegangsmedewerker", "0232"),
    ("Toegang Lochem, Hugo (fictief)", "Toegang Lochem", "toegangsmedewerker", "0262"),
    ("Toegang Brummen, Puck (fictief)", "Toegang Brummen", "toegangsmedewerker", "0213"),
    ("Toegang Voorst, Teun (fictief)", "Toegang Voorst", "toegangsmedewerker", "0285"),
    ("Toegang Heerde, Wout (fictief)", "Toegang Heerde", "toegangsmedewerker", "0246"),
)
"""Professionals; nobody holds mandaat for Hattem, so that the rule can be seen at work."""

ZORGEN = (
    "Politie kwam twee keer voor ruzie in huis. Het jongste kind was erbij.",
    "School meldt dat de kinderen vaak te laat en zonder eten komen.",
)
GOED = (
    "Ouders komen op afspraken en staan open voor hulp.",
    "De kinderen hebben steun aan elkaar en aan hun tante.",
)
VEILIGHEID = (
    "Bij ruzie gaan de kinderen naar tante; zij heeft een sleutel. Ouders bellen dan de hulpverlener.",
)  # fmt: skip

AFSPRAKEN = (
    ("Elke dag op tijd op school", "ouders", "de verzuimlijst van school"),
    ("Rust in huis: ruzies bespreken met de hulpverlener", "ouders en wijkteam", "gesprek met de kinderen apart"),
)
"""Goals of a besluit drang: what, who, how it is checked."""

VTB_TEKST = """Verzoek tot bespreking

Gezin: Verkuil (fictief)
Woonplaats: Vaassen
Ingediend door: wijkteam (fictief)
Datum verzoek: {ontvangen}

Kinderen
Noor Verkuil, geboren {oudste}
Tim Verkuil, geboren {jongste}

Consultatie Veilig Thuis
Datum: {vt}
Met wie: medewerker Veilig Thuis (fictief)
Advies: bespreken aan de tafel.

Consultatie GI: {gi}, doorgaan met de hulp

MDO: ja, {vt}
Netwerk: oma vangt de kinderen op
Veiligheidsplan ja / nee

Zorgen
Er is veel ruzie in huis en de kinderen slapen slecht.

Reactie ouders
Moeder: ik wil hulp, maar geen dwang.
"""
"""A VTB as it comes in, with a few things to look at."""
