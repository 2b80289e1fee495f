"""The texts of the BOEG report as a Word file, to go on with: no tables, no numbers of the kluis."""

from __future__ import annotations

from expertteam_app.documents.boeg_rapport import CLASSIFICATIE, BoegTekst
from expertteam_app.documents.boeg_typecasus import UITLEG
from expertteam_app.documents.delen import Alinea, Deel, Kop, Lijst
from expertteam_app.documents.delen_docx import bouw_docx
from expertteam_app.documents.huisstijl import Kader
from expertteam_app.documents.tekst import clean

NIETS = "Hierover is voor deze periode niets opgeschreven."


def boeg_texts_docx(periode: str, tekst: BoegTekst) -> bytes:
    """Only the sections that people write; the same arguments give the same bytes.

    Args:
        periode: code of the period.
        tekst: what was written.
    """
    kader = Kader(
        organisatie=clean(tekst.organisatie),
        kenmerk=f"BOEG-{periode}",
        loopkop=f"Reflectierapport · {clean(tekst.periode_label)}",
        metatitel=f"Reflectierapport BOEG {periode} – teksten",
        classificatie=CLASSIFICATIE,
        moment=tekst.peildatum,
        watermerken=tekst.watermerken,
    )
    asked = tuple(line.strip() for line in tekst.vragen.splitlines() if clean(line))
    parts: list[Deel] = []
    for title, text in (
        ("Duiding van de voorzitter", tekst.duiding),
        ("Wat werkte", tekst.werkte),
        ("Lessen", tekst.lessen),
    ):
        parts += [Kop(title), Alinea(text if clean(text) else NIETS)]
    if tekst.typecasussen:
        parts += [Kop("Typecasussen"), Alinea(UITLEG)]
        for number, typecasus in enumerate(tekst.typecasussen, start=1):
            parts += [Alinea(f"Typecasus {number}: {typecasus.regel}"), Alinea(typecasus.verhaal)]
    parts += [Kop(f"Vragen aan {tekst.naam_boeg}"), Lijst(asked) if asked else Alinea(NIETS)]
    if tekst.eerdere_vragen:
        lines = tuple(f"{p}: {vraag} – {afloop or 'nog open'}" for p, vraag, afloop in tekst.eerdere_vragen)
        parts += [Kop("Wat er werd van eerdere vragen"), Lijst(lines)]
    facts = (("Periode", tekst.periode_label),)
    return bouw_docx(kader, "Reflectierapport Regionaal Expertteam", "Teksten, om in te werken", facts, parts)
