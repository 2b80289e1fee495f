"""The copy for someone who asked what is held of him: plain headings, every row with its day, B1 Dutch."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from expertteam_app.documents.bouwstenen import bullets, kop, text_block
from expertteam_app.documents.huisstijl import Kader, build_pdf, title_block
from expertteam_app.documents.stijl import TEKSTBREEDTE
from expertteam_app.documents.tabellen import KEEP, record
from expertteam_app.documents.tekst import clean, long_date
from expertteam_app.domain.inzageverzoek import EEN_ANDER, WEGGELATEN, Inzagestuk

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

CLASSIFICATIE = "Persoonlijk"


def inzage_pdf(stuk: Inzagestuk, organisatie: str, weggelaten: int, *, oefening: bool = False) -> bytes:
    """The copy as PDF; the same arguments give the same bytes.

    Args:
        stuk: the copy as it is given.
        organisatie: who gives it.
        weggelaten: rows that were left out as a whole, which the copy says.
        oefening: fictional content: every page says so.
    """
    kader = Kader(
        organisatie=clean(organisatie),
        kenmerk=f"INZAGE-{stuk.gemaakt_op:%Y%m%d}",
        loopkop="Afschrift na een inzageverzoek",
        metatitel="Afschrift na een inzageverzoek",
        classificatie=CLASSIFICATIE,
        moment=stuk.gemaakt_op,
        watermerken=("OEFENING",) if oefening else (),
    )
    return build_pdf(kader, lambda: _story(stuk, kader, weggelaten))


def _story(stuk: Inzagestuk, kader: Kader, weggelaten: int) -> list[Flowable]:
    facts = (
        ("Over", clean(stuk.jeugdige)),
        ("Gevraagd door", clean(stuk.vrager)),
        ("Gemaakt op", long_date(stuk.gemaakt_op)),
    )
    story = title_block(kader, "Wat wij van u hebben vastgelegd", "Afschrift na een inzageverzoek", facts)
    story += text_block(
        "Hieronder staat alles wat het Regionaal Expertteam en de Jeugdbeschermingstafel over u hebben vastgelegd. Dit "
        "is vastgelegd om passende hulp te vinden als die vastloopt, en om te beslissen of een kind bescherming nodig "
        f"heeft (Jeugdwet). Namen en gegevens van anderen zijn weggelaten; daar staat {EEN_ANDER} of {WEGGELATEN}."
    )
    if weggelaten:
        story += text_block(
            f"In hun geheel weggelaten omdat zij over iemand anders gaan: {weggelaten} van de regels. Bent u het daar "
            "niet mee eens, vraag dan wie ernaar heeft gekeken."
        )
    story += text_block(
        "Klopt iets niet, dan kunt u vragen om het te verbeteren. U kunt ook een eigen verklaring laten toevoegen; die "
        "blijft staan zoals u haar geeft. En u kunt vragen om gegevens te vernietigen. Bijlagen krijgt u apart."
    )
    story += [*kop("Hoe lang wij dit bewaren", 0), *bullets(stuk.termijnen)]
    for heading, rows in groupby(stuk.regels, key=lambda regel: regel.kop):
        story += kop(heading, 0, ruimte=KEEP)
        for row in rows:
            title = f"{row.naam} – {row.dag:%d-%m-%Y}" if row.dag else row.naam
            story += record(title, [(label, clean(text)) for label, text in row.velden], TEKSTBREEDTE)
    return story
