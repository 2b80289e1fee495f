"""Every gap in a verslag leads to the field where it is filled in."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.documents.verslag_stuk import ActieRegel, BesluitRegel, Punt, VerslagStuk, gaps
from expertteam_app.ui.pages.zitting_gaten import Plek, locate


def stuk(soort: str, *punten: Punt) -> VerslagStuk:
    table = "JBT" if soort == "JBT" else "RET"
    return VerslagStuk(
        soort=table,  # type: ignore[arg-type]  # one of the two literals
        nummer="Z-1",
        titel="t",
        datum=date(2026, 1, 5),
        organisatie="o",
        punten=punten,
    )


@pytest.mark.parametrize("soort", ["RET", "JBT"])
def test_every_gap_the_verslag_can_have_leads_to_its_own_place(soort: str) -> None:
    besluiten = (BesluitRegel(), BesluitRegel(kind="K", besluit="drang"), BesluitRegel(kind="K", besluit="x"))
    acties = (ActieRegel(omschrijving="a"), ActieRegel(omschrijving="b"))
    whole = gaps(stuk(soort))
    of_items = gaps(stuk(soort, Punt(nummer=1, aanduiding="p", besluiten=besluiten, acties=acties)))
    places = [locate(gap) for gap in of_items if gap.startswith("punt")]
    assert [locate(gap) for gap in whole] == [
        Plek(None, veld) for veld in ("plaats", "begintijd", "aanwezigen", "aanwezigen", "aanwezigen", "agenda")
    ]
    assert {place.punt for place in places} == {1}
    named_fields = {(place.veld, place.nummer) for place in places}
    expected = {(veld, 1) for veld in ("stem_ouders", "stem_jeugdige", "vraag", "geprobeerd", "besluit")}
    expected |= {(veld, n) for veld in ("motivering", "genomen_door") for n in (2, 3)}
    expected |= {(veld, n) for veld in ("actie_eigenaar", "actie_datum") for n in (1, 2)}
    assert expected <= named_fields
    assert soort == "RET" or ("terugmelding_op", 2) in named_fields
