"""Invented documents that are hard on the lay-out, by name: every kind of document, every recipient, every writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from expertteam_app.documents.brief import Briefkop, brief_docx, brief_pdf
from expertteam_app.documents.delen import Deel
from expertteam_app.documents.noodpakket import noodpakket, noodpakket_pdf
from expertteam_app.documents.sjabloon import vul_in
from expertteam_app.documents.sjabloonvelden import VELDEN, VOORBEELD
from expertteam_app.documents.verslag import verslag_pdf
from expertteam_app.documents.verslag_docx import verslag_docx
from expertteam_app.documents.verslag_inhoud import inhoud
from expertteam_app.documents.verslag_stuk import (
    Aanwezige,
    ActieRegel,
    AfspraakRegel,
    BesluitRegel,
    Punt,
    Reactie,
    TafelRegel,
    VerslagStuk,
)
from expertteam_app.documents.verslag_versie import versie_van
from expertteam_app.domain.sjabloon import SJABLONEN
from expertteam_app.domain.verslagblok import DOSSIER, parse_verdeling
from expertteam_app.resources import resource_path

HEBREEUWS, ARABISCH, POOLS = "דוד כהן", "فاطمة الزهراء", "Łukasz Żółć-Wiśniewski"
HEBREEUWSE_TEKST = (
    "אני רוצה שהבן שלי יחזור הביתה. הוא כבר שנה לא גר איתנו, ואנחנו מתגעגעים אליו מאוד. בבית הספר אמרו לנו שהכול "
    "בסדר, אבל הוא לא ישן טוב בלילה. נשמח לקבל עזרה פעמיים בשבוע, מאדם אחד קבוע."
)
ARABISCHE_TEKST = (
    "أريد أن تبقى ابنتي معي في البيت. لقد انتقلت أربع مرات خلال سنتين، وفي كل مرة نبدأ من جديد. نحتاج إلى مساعدة "
    "ثابتة من شخص واحد نعرفه ونثق به، وليس إلى بحث جديد."
)
LANGE_NAAM = ("Wolf van der Schlegel tot Steinhausen en Berger " * 6)[:200].strip()
EEN_WOORD = ("Wolfeschlegelsteinhausenbergerdorff" * 6)[:200]
KINDEREN = (("Ada", 15), ("Bo", 13), ("Cornelis", 11), ("Dex", 9), ("Eefje", 6), ("Fay", 3))


@dataclass(frozen=True)
class Document:
    """A document with the parts it was made of."""

    pdf: bytes
    delen: tuple[Deel, ...]
    loopkop: str
    kenmerk: str
    word: Callable[[], bytes] | None = None


def zin(aantal: int, stam: str) -> str:
    """So many different words."""
    return " ".join(f"{stam}{n:03d}" for n in range(aantal))


def _besluit(at: int, naam: str, jaren: int) -> BesluitRegel:
    soort = ("Drang: hulp wordt strakker, raadsonderzoek uitgesteld", "Raadsonderzoek", "Vrijwillig kader")[at % 3]
    goals = (
        AfspraakRegel(doel="Elke dag op tijd naar school", wie="ouders", wanneer=date(2026, 5, 1), toets="school belt"),
        AfspraakRegel(doel=zin(12, f"doel{at}"), wie="moeder en gezinshulp", toets="verslag van de gezinshulp"),
    )
    return BesluitRegel(
        kind=f"{naam} {POOLS if at == 2 else 'van den Heuvel-Kowalczyk'} ({jaren} jaar)",
        kind_id=at + 1,
        besluit=soort,
        motivering=zin(18, f"motief{at}"),
        genomen_door="voorzitter, gehoord de Raad",
        status="definitief",
        terugmelding=date(2026, 6, 12) if at % 3 == 0 else None,
        vto=date(2026, 3, 17) if at % 3 == 1 else None,
        beoogde_gi="Jeugdbescherming De Brug (fictief)" if at % 3 == 1 else "",
        afspraken=goals if at % 3 == 0 else (),
    )


def gezin_van_zes() -> VerslagStuk:
    """A JBT verslag about a gezin with six children."""
    besluiten = tuple(_besluit(at, naam, jaren) for at, (naam, jaren) in enumerate(KINDEREN))
    punt = Punt(
        nummer=1,
        punt_id=10,
        aanduiding="Gezin Van den Heuvel-Kowalczyk",
        gemeente="Voorst",
        stem_ouders=f"Moeder: {zin(30, 'moeder')}\nVader: {zin(20, 'vader')}",
        stem_jeugdige="\n".join(f"{naam}: ik wil bij oma blijven." for naam, _jaren in KINDEREN),
        stem_per_kind=tuple((at, f"{naam}: ik wil bij oma blijven.") for at, (naam, _j) in enumerate(KINDEREN, 1)),
        vraag=zin(25, "vraag"),
        geprobeerd="Gezinshulp sinds 2024.",
        wat_gaat_goed="Oma is dichtbij.",
        zorgen_feiten="Drie meldingen.\nTwee keer niet thuis.",
        visies=(("de indiener", zin(15, "visie")),),
        regels=(TafelRegel(soort="info", tekst="De school meldt veel verzuim."),),
        besluiten=besluiten,
        veiligheidsafspraken="Bij ruzie gaan de kinderen naar oma.",
        acties=tuple(
            ActieRegel(omschrijving=zin(9, f"actie{at}"), eigenaar=POOLS, datum=date(2026, 4, 1)) for at in range(4)
        ),
        reacties=(Reactie(van="Anna K.", rol="ouder", ontvangen_op=date(2026, 3, 25), tekst=zin(25, "reactie")),),
    )
    return VerslagStuk(
        soort="JBT",
        nummer="Z-JBT-2026-03",
        titel="Zitting van vrijdag 13 maart 2026",
        datum=date(2026, 3, 13),
        plaats="Stadhuis",
        begintijd="10:30",
        status="vastgesteld",
        vastgesteld_op=date(2026, 3, 20),
        organisatie="Zorgregio Fictief",
        voorzitter="Renske Haverkamp",
        secretaris="Bram Oosterhof",
        aanwezigen=tuple(Aanwezige(naam=f"Persoon {n}", rol=f"rol {n}", organisatie="Toegang") for n in range(7)),
        punten=(punt,),
    )


def lange_namen(naam: str) -> VerslagStuk:
    """The same gezin, with one name everywhere."""
    stuk = gezin_van_zes()
    punt = stuk.punten[0]
    besluit = replace(punt.besluiten[0], kind=naam, genomen_door=naam)
    acties = (ActieRegel(omschrijving="Bellen", eigenaar=naam, datum=date(2026, 4, 1)),)
    punt = replace(punt, aanduiding=naam, besluiten=(besluit, *punt.besluiten[1:3]), acties=acties)
    people = (Aanwezige(naam=naam, rol="ouder", organisatie=naam, gemeente="Epe"), *stuk.aanwezigen)
    return replace(stuk, titel=naam, organisatie=naam, voorzitter=naam, aanwezigen=people, punten=(punt,))


def twee_richtingen() -> VerslagStuk:
    """Hebrew and Arabic in every place, also in texts that wrap."""
    stuk = lange_namen(ARABISCH)
    punt = replace(
        stuk.punten[0],
        aanduiding=f"Gezin {HEBREEUWS} - {ARABISCH}",
        stem_ouders=f"{HEBREEUWSE_TEKST}\n{ARABISCHE_TEKST}",
        vraag=f"Moeder ({ARABISCH}) vraagt: {ARABISCHE_TEKST} En vader ({HEBREEUWS}): {HEBREEUWSE_TEKST}",
        acties=(ActieRegel(omschrijving=HEBREEUWSE_TEKST, eigenaar=HEBREEUWS, datum=date(2026, 4, 1)),),
    )
    return replace(stuk, organisatie="Zorgregio Fictief", titel="Zitting", voorzitter=HEBREEUWS, punten=(punt,))


def twaalf_bladzijden() -> VerslagStuk:
    """A RET verslag of more than twelve pages, in concept."""
    base = gezin_van_zes()

    def punt(at: int) -> Punt:
        besluit = BesluitRegel(besluit=zin(20, "besluit"), motivering=zin(260, "motief"), genomen_door="RET")
        return Punt(
            nummer=at,
            punt_id=at * 10,
            aanduiding=f"RET-2026-0{at}",
            gemeente="Epe",
            leeftijd=15,
            stem_ouders=zin(150 + 17 * at, "ouders"),
            stem_jeugdige=zin(40, "kind"),
            vraag=zin(60, "vraag"),
            geprobeerd="\n".join(zin(25, f"poging{n}") for n in range(8)),
            analyse=(("Jeugdige", zin(120, "analyse")), ("Gezin", zin(120, "gezin")), ("Hulp", zin(60, "hulp"))),
            oorzaken=("wachtlijst", "overdracht"),
            regels=tuple(TafelRegel(soort="info", tekst=zin(20, f"regel{n}")) for n in range(12)),
            besluiten=(replace(besluit, status="definitief"),),
            acties=tuple(ActieRegel(omschrijving=zin(22, f"actie{n}"), eigenaar=POOLS, klaar=True) for n in range(9)),
        )

    punten = tuple(punt(at) for at in range(1, 5))
    return replace(base, soort="RET", nummer="Z-RET-2026-07", status="concept", vastgesteld_op=None, punten=punten)


def _verslag(stuk: VerslagStuk) -> Document:
    table = {"RET": "Regionaal Expertteam", "JBT": "Jeugdbeschermingstafel"}[stuk.soort]
    return Document(verslag_pdf(stuk), tuple(inhoud(stuk)), f"Verslag {table}", stuk.nummer, lambda: verslag_docx(stuk))


def _brief(code: str) -> Document:
    kop = Briefkop(
        organisatie="Regio", kenmerk="Z-JBT-2026-003", soort=SJABLONEN[code], dag=date(2026, 11, 20), oefening=True
    )
    delen = vul_in(resource_path("sjablonen", f"{code}.txt").read_text(encoding="utf-8"), VELDEN, VOORBEELD)
    return Document(brief_pdf(kop, delen), tuple(delen), kop.soort, kop.kenmerk, lambda: brief_docx(kop, delen))


def _noodpakket() -> Document:
    stuk = gezin_van_zes()
    empty = tuple(BesluitRegel(kind=b.kind, kind_id=b.kind_id) for b in stuk.punten[0].besluiten)
    stuk = replace(stuk, status="concept", vastgesteld_op=None, punten=(replace(stuk.punten[0], besluiten=empty),))
    keuzes = ("Vrijwillig kader", "Drang", "Raadsonderzoek", "Aanhouden", "Geen besluit")
    still: dict[int, tuple[ActieRegel, ...]] = {10: (ActieRegel(omschrijving="Oma bellen", eigenaar="Bram"),)}
    delen = noodpakket(stuk, keuzes, still)
    return Document(noodpakket_pdf(stuk, keuzes, still), tuple(delen), "Noodpakket", stuk.nummer)


ONTVANGERS = {
    o.code: o for o in parse_verdeling(resource_path("verslagverdeling.toml").read_text(encoding="utf-8")).ontvangers
}
STUKKEN: Mapping[str, Callable[[], VerslagStuk]] = {
    "gezin van zes": gezin_van_zes,
    "lange naam": lambda: lange_namen(LANGE_NAAM),
    "naam zonder spaties": lambda: lange_namen(EEN_WOORD),
    "twee richtingen": twee_richtingen,
    "twaalf bladzijden": twaalf_bladzijden,
}
NAMEN = (*STUKKEN, *(f"versie {code}" for code in ONTVANGERS), *(f"brief {code}" for code in SJABLONEN), "noodpakket")
"""Every document."""


def versie(code: str) -> VerslagStuk:
    """The version of the gezin of six for a recipient."""
    ontvanger = ONTVANGERS[code]
    return versie_van(gezin_van_zes(), ontvanger, None if code == DOSSIER else 10, 2 if ontvanger.per_kind else None)


@cache
def document(naam: str) -> Document:
    """One of `NAMEN`; made once."""
    kind, _, code = naam.partition(" ")
    if kind == "versie":
        return _verslag(versie(code))
    if kind == "brief":
        return _brief(code)
    return _noodpakket() if naam == "noodpakket" else _verslag(STUKKEN[naam]())
