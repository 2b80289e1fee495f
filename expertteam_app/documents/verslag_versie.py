"""The version of a verslag for one recipient: a stuk that holds nothing outside the rule.

What is left out is taken out of the values, not out of the lay-out, so it can stand nowhere in the file.
"""

from __future__ import annotations

from dataclasses import replace

from expertteam_app.documents.verslag_inhoud import Onderdeel, onderdelen
from expertteam_app.documents.verslag_stuk import BesluitRegel, Punt, VerslagStuk
from expertteam_app.domain.verslagblok import DOSSIER, Blok, Ontvanger

TEKSTEN = {
    Blok.STEM_OUDERS: "stem_ouders",
    Blok.STEM_JEUGDIGE: "stem_jeugdige",
    Blok.VRAAG: "vraag",
    Blok.GEPROBEERD: "geprobeerd",
    Blok.GAAT_GOED: "wat_gaat_goed",
    Blok.ZORGEN_FEITEN: "zorgen_feiten",
    Blok.ZORGEN_MENINGEN: "zorgen_meningen",
    Blok.OPLOSSINGEN: "oplossingen",
    Blok.VEILIGHEIDSAFSPRAKEN: "veiligheidsafspraken",
}
"""Parts that are one text of an agendapunt."""

RIJEN = {
    Blok.VISIES: "visies",
    Blok.ANALYSE: "analyse",
    Blok.OORZAKEN: "oorzaken",
    Blok.HIATEN: "hiaten",
    Blok.BESLUITEN: "besluiten",
    Blok.ACTIES: "acties",
    Blok.REACTIES: "reacties",
}
"""Parts that are several lines of an agendapunt."""


def versie_van(
    stuk: VerslagStuk, ontvanger: Ontvanger, punt_id: int | None = None, kind_id: int | None = None
) -> VerslagStuk:
    """The stuk for a recipient.

    Args:
        stuk: the whole verslag.
        ontvanger: the recipient and the parts they get.
        punt_id: the agendapunt it is about; items about another gezin are never in a version. None: every item, which
            is for the dossier only.
        kind_id: the one child it is about; the stem of another child, and lines, acties and besluiten about one,
            are left out.
    """
    if ontvanger.code == DOSSIER and punt_id is None:
        return stuk
    punten = tuple(p for p in stuk.punten if p.punt_id == punt_id)
    numbers = {p.nummer for p in punten}
    # Of a parent without an item, or a reaction to the whole verslag, nobody knows which gezin it is: with several
    # items that goes to the dossier only.
    alone = len(stuk.punten) <= 1
    blokken = ontvanger.blokken
    punten = tuple(_punt(p, blokken, kind_id) for p in punten)
    if kind_id is not None and not any(p.stem_jeugdige for p in punten):
        blokken -= {Blok.STEM_JEUGDIGE}  # what was said cannot be told apart: no gap is asked for
    present = tuple(a for a in stuk.aanwezigen if a.punt in numbers or (a.punt is None and (alone or not a.gezin)))
    return replace(
        stuk,
        ontvanger=ontvanger.label,
        blokken=blokken,
        aanwezigen=present if Blok.AANWEZIGEN in ontvanger.blokken else (),
        punten=punten,
        verzonden=tuple(v for v in stuk.verzonden if v.punt in numbers) if ontvanger.code == DOSSIER else (),
        reacties=stuk.reacties if alone and Blok.REACTIES in ontvanger.blokken else (),
    )


def _punt(punt: Punt, blokken: frozenset[Blok], kind_id: int | None) -> Punt:
    out = [blok for blok in Blok if blok not in blokken]
    changes: dict[str, object] = {TEKSTEN[b]: "" for b in out if b in TEKSTEN}
    changes |= {RIJEN[b]: () for b in out if b in RIJEN}
    # A line that stands elsewhere too is printed there, and only when that part may be in it.
    own_lines = (r for r in punt.regels if not r.elders and (kind_id is None or r.kind_id in {0, kind_id}))
    changes["regels"] = tuple(own_lines) if Blok.GESPREK in blokken else ()
    several = len(punt.besluiten) > 1
    changes["stem_per_kind"] = ()
    if kind_id is not None and several and Blok.STEM_JEUGDIGE in blokken:
        changes["stem_jeugdige"] = dict(punt.stem_per_kind).get(kind_id, "")
    if kind_id is not None and Blok.ACTIES in blokken:
        changes["acties"] = tuple(a for a in punt.acties if a.kind_id in {0, kind_id})
    if Blok.VERVOLG in out:
        changes |= {"terugmelding": None, "vto": None, "beoogde_gi": ""}
    if Blok.BESLUITEN in blokken:
        own = (b for b in punt.besluiten if kind_id is None or b.kind_id == kind_id)
        changes["besluiten"] = tuple(_besluit(b, blokken) for b in own)
    return replace(punt, **changes)  # type: ignore[arg-type] # names and kinds come from the tables above


def _besluit(besluit: BesluitRegel, blokken: frozenset[Blok]) -> BesluitRegel:
    if Blok.AFSPRAKEN not in blokken:
        besluit = replace(besluit, afspraken=())
    if Blok.VERVOLG not in blokken:
        besluit = replace(besluit, terugmelding=None, vto=None, beoogde_gi="")
    return besluit


def left_out(stuk: VerslagStuk, versie: VerslagStuk) -> list[Onderdeel]:
    """The parts of the whole verslag that a version does not hold, in reading order."""
    if not versie.ontvanger:
        return []
    there = {(o.blok, o.punt) for o in onderdelen(versie)}
    # The lists at the end only repeat what stands at the items.
    repeated = {(Blok.BESLUITEN, 0), (Blok.ACTIES, 0)}
    return [o for o in onderdelen(stuk) if o.blok is not None and (o.blok, o.punt) not in there | repeated]
