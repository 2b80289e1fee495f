"""A verslag from which items were destroyed: what is left of its content, and its PDF."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from expertteam_app.documents.verslag import verslag_pdf
from expertteam_app.documents.verslag_json import from_json, to_json
from expertteam_app.documents.verslag_stuk import Punt, VerslagStuk

WEG = "Vernietigd"


def without(inhoud: Mapping[str, Any], punten: Collection[int], vandaag: date) -> tuple[dict[str, Any], bytes]:
    """The content without some items (by id) and what stands elsewhere about them, and the PDF of that.

    People of a gezin who came for the whole zitting go too: nobody can tell for which item they came. A verslag of
    which only the PDF was kept cannot be taken apart; of that nothing is left.
    """
    if not inhoud:
        gone = VerslagStuk(soort="RET", nummer="V", titel=WEG, datum=vandaag, organisatie="", status="vastgesteld")
        return {}, verslag_pdf(gone)
    stuk = from_json(inhoud)
    numbers = {p.nummer for p in stuk.punten if p.punt_id in punten}
    left = replace(
        stuk,
        punten=tuple(_gone(p, vandaag) if p.nummer in numbers else p for p in stuk.punten),
        aanwezigen=tuple(
            a for a in stuk.aanwezigen if a.punt not in numbers and not (numbers and a.gezin and a.punt is None)
        ),
        verzonden=tuple(replace(v, aan="") if v.punt in numbers else v for v in stuk.verzonden),
    )
    return to_json(left), verslag_pdf(left)


def without_anything(inhoud: Mapping[str, Any], vandaag: date) -> tuple[dict[str, Any], bytes]:
    """The content of a whole zitting that was destroyed: its kenmerk, day and items, without names and words."""
    if not inhoud:
        return without(inhoud, (), vandaag)
    stuk = from_json(inhoud)
    left = replace(
        stuk,
        titel=WEG,
        plaats="",
        voorzitter="",
        secretaris="",
        reden="",
        aanwezigen=(),
        punten=tuple(_gone(p, vandaag) for p in stuk.punten),
        reacties=(),
        verzonden=(),
    )
    return to_json(left), verslag_pdf(left)


def _gone(punt: Punt, vandaag: date) -> Punt:
    return Punt(
        nummer=punt.nummer,
        punt_id=punt.punt_id,
        aanduiding=WEG,
        licht=True,
        stand=f"{WEG} op {vandaag:%d-%m-%Y}",
    )
