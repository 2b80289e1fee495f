"""Makes docs/klokken-voorbeeld.md: every klok for one invented casus and one invented VTB, and each counted by hand.

``python -m tests.docs.klokken_voorbeeld`` writes it again; the counts by hand stand in `klokken_nageteld` and were not
made by the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from expertteam_app.db.tables import UithuisplaatsingRow, VerzendingRow
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.klok import MIJLPALEN, Klok
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.uitleg import Herkomst, explain_term
from expertteam_app.domain.uurwerk import uurwerk
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer
from tests.docs.klokken_nageteld import NAGETELD

TARGET = Path(__file__).resolve().parents[2] / "docs" / "klokken-voorbeeld.md"
PEILDATUM = date(2026, 11, 20)

KOP = """# Elke klok van één casus en één VTB, met uitleg en met de hand nageteld

Alles hieronder is verzonnen. De uitleg is precies wat *Waarom deze datum?* toont; hij is gemaakt door
`python -m tests.docs.klokken_voorbeeld`, en een test maakt hem opnieuw en vergelijkt. De regels achter *met de hand
nageteld* zijn geschreven met een kalender ernaast, niet door het programma.

Vrije dagen die hier meedoen: eerste en tweede kerstdag (do 25 en vr 26 december 2025), nieuwjaarsdag (do 1 januari
2026), Goede Vrijdag (3 april), tweede paasdag (ma 6 april), Koningsdag (ma 27 april), Bevrijdingsdag (di 5 mei),
Hemelvaartsdag (do 14 mei) en tweede pinksterdag (ma 25 mei 2026). De lijst is bekeken op vrijdag 20 november 2026.
"""

CASUS = """## De casus

Aangemeld op maandag 20 april 2026, op stap 2. Gepauzeerd na 22 april tot en met 24 april (wacht op het gezin) en na
3 juni tot en met 8 juni (wacht op onderzoek). Triage 29 april, stap 3 op 8 mei, stap 4 op 18 mei, stap 5 op 28 mei,
eerste overleg 2 juni, verslag verzonden 12 juni, stap 6 en ingebracht bij BOEG 15 juni, terugkoppeling 10 juli, hulp
gestart 20 juli, afgesloten 31 juli. Uithuisplaatsing: zorg toegewezen 16 juli, gestart 20 juli, geëindigd 30 oktober.
"""

VTB = """## De VTB

Ontvangen op maandag 15 december 2025, voor twee kinderen. Consultatie Veilig Thuis 18 december, consultatie GI
22 december, zitting en besluiten op dinsdag 6 januari 2026. Eerste kind: raadsonderzoek, VTO verzonden op 9 januari.
Tweede kind: drang, terugmelding op 7 april.
"""

ELDERS = """## Klokken tussen mijlpalen die dit programma niet vastlegt

Zij zijn er om te vergelijken en met de hand te rekenen (`expertteam reken termijn`). Hieronder begint elk op een
verzonnen dag, zonder pauze; waar geen norm bekend is, valt er niets te rekenen.
"""

BEGIN = {
    "D14": date(2026, 4, 24),
    "D15": date(2026, 3, 2),
    "D18": date(2026, 5, 11),
    "D20": date(2026, 4, 30),
    "D21": date(2026, 4, 13),
    "D22": date(2026, 2, 16),
    "D23": date(2025, 5, 16),
    "D24": date(2026, 2, 3),
    "D25": date(2026, 4, 9),
    "D26": date(2026, 3, 17),
    "D27": date(2026, 5, 12),
    "D28": date(2026, 5, 18),
    "D30": date(2026, 7, 17),
}
"""Invented first days of the klokken that are reference only."""


def fill(s: Sessie) -> tuple[int, int]:
    """Put the casus and the VTB into an empty kluis, through the services; returns their ids."""
    casus = s.casussen.add(
        NieuweCasus("Noor", "Voorbeeld", "0200", date(2026, 4, 20), geboortedatum=date(2013, 9, 1), stap=2)
    )
    s.casussen.pauzeren(casus, date(2026, 4, 22), "", telt=True, code="wacht-op-gezin")
    s.casussen.hervatten(casus, date(2026, 4, 24))
    s.casussen.mijlpaal(casus, Soort.TRIAGE, date(2026, 4, 29))
    for stap, dag in ((3, date(2026, 5, 8)), (4, date(2026, 5, 18)), (5, date(2026, 5, 28))):
        s.casussen.opschalen(casus, stap, dag, "geen oplossing op deze stap")
    s.casussen.mijlpaal(casus, Soort.EERSTE_OVERLEG, date(2026, 6, 2))
    s.casussen.pauzeren(casus, date(2026, 6, 3), "", telt=True, code="wacht-op-onderzoek")
    s.casussen.hervatten(casus, date(2026, 6, 8))
    s.casussen.mijlpaal(casus, Soort.VERSLAG_VERZONDEN, date(2026, 6, 12))
    s.casussen.opschalen(casus, 6, date(2026, 6, 15), "regionaal niet op te lossen")
    s.casussen.mijlpaal(casus, Soort.BOEG_INGEBRACHT, date(2026, 6, 15))
    s.casussen.mijlpaal(casus, Soort.BOEG_TERUGGEKOPPELD, date(2026, 7, 10))
    s.casussen.mijlpaal(casus, Soort.HULP_GESTART, date(2026, 7, 20))
    s.casussen.afsluiten(casus, date(2026, 7, 31), "passende-hulp-gestart")
    with s.context.write("voornemen vastgelegd") as session:
        days = {"datum_toewijzing": date(2026, 7, 16), "datum_start_zorg": date(2026, 7, 20)}
        session.add(
            UithuisplaatsingRow(
                casus_id=casus, datum_voornemen=date(2026, 7, 1), datum_einde_zorg=date(2026, 10, 30), **days
            )
        )
    return casus, _fill_vtb(s)


def _fill_vtb(s: Sessie) -> int:
    kinderen = (("Sem", "", "Voorbeeld", date(2015, 5, 1)), ("Liv", "", "Voorbeeld", date(2017, 2, 3)))
    vtb = s.vtbs.add(NieuweVtb("gezin Voorbeeld (fictief)", "0301", date(2025, 12, 15), "wijkteam", kinderen))
    consulteer(s, vtb, date(2025, 12, 18), "vt")
    consulteer(s, vtb, date(2025, 12, 22), "gi")
    zitting = s.zittingen.plan(ZittingSoort.JBT, date(2026, 1, 6))
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    s.zittingen.houden(zitting)
    first, second = s.zittingen.dossier(zitting).punten[0].kinderen
    raad = s.besluiten.set_besluit(NieuwBesluit(punt, first.id, "raadsonderzoek"))
    drang = s.besluiten.set_besluit(NieuwBesluit(punt, second.id, "drang"))
    s.besluiten.vto_verzonden(raad, date(2026, 1, 9))
    s.besluiten.terugmelding(drang, Terugmelding(date(2026, 4, 7)))
    s.besluiten.raad_dag(raad, "onderzoek_gestart", date(2026, 1, 19))
    s.besluiten.raad_dag(raad, "onderzoek_afgerond", date(2026, 3, 2))
    with s.context.write("verslag verzonden") as session:
        sent = date(2026, 1, 14)
        session.add(VerzendingRow(zitting_id=zitting, ontvanger="ouders", verzonden_op=sent, blokken=[]))
    return vtb


def document(s: Sessie) -> str:
    """The whole page, made from an empty kluis."""
    casus, vtb = fill(s)
    parts = [KOP, CASUS, *map(_measured, s.klokken.van_casus(casus)), VTB, *map(_measured, s.klokken.van_vtb(vtb))]
    klokken = [info.klok for info in s.klokken.alle() if not info.klok.meetbaar]
    return "\n".join((*parts, ELDERS, *_references(klokken)))


def _section(code: str, naam: str, lines: str) -> str:
    return f"### {code} {naam}\n\n```text\n{lines}\n```\n\nMet de hand nageteld: {NAGETELD[code]}\n"


def _measured(stand: KlokStand) -> str:
    return _section(stand.code, stand.naam, stand.uitleg.als_tekst())


def _references(klokken: list[Klok]) -> Iterator[str]:
    werk = uurwerk(klokken)
    for klok in klokken:
        lines = [klok.niet_te_meten]
        if klok.termijn is not None:
            where = Herkomst(MIJLPALEN[klok.van], klok.versie, klok.status.value, klok.bron, klok.artikel)
            begin, kalender = BEGIN[klok.code], werk.kalender(klok)
            told = explain_term(begin, klok.termijn, (), kalender, wettelijk=klok.wettelijk, herkomst=where)
            lines.append(told.als_tekst())
        else:
            lines.append(f"Voor deze klok is geen norm ingesteld ({klok.versie}). Bron: {klok.bron}.")
        yield _section(klok.code, klok.naam, "\n".join(lines))


def main() -> None:
    """Write the page."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "voorbeeld.kluis"
        create_kluis(path, "Voorbeeld", OEFENAAR, OEFENZIN, oefening=True, kdf=KdfParams.floor())
        kluis, context = open_kluis(path, OEFENAAR, OEFENZIN, vandaag=lambda: PEILDATUM)
        try:
            TARGET.write_text(document(Sessie(kluis, context)), encoding="utf-8")
        finally:
            kluis.close()


if __name__ == "__main__":
    main()
