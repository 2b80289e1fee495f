"""Why a cell is hidden, for its maker: the reason, the sum it blocks, what coarser groups show (PRIVACY 3.9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from expertteam_app.analysis.disclosure.blokkade import what_it_blocks
from expertteam_app.analysis.disclosure.cellen import Sleutel
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Bescherming, Wensen, problem, protect
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.kruistabel import TOTAAL

_ZINNEN = {
    Reden.KLEIN: "Het zijn er minder dan {drempel}. Wie de regio kent, kan er een kind of gezin in herkennen.",
    Reden.GEZINNEN: "Het gaat om minder dan {gezinnen} gezinnen: broers en zussen tellen hier als één gezin.",
    Reden.GEMEENTEN: "Het komt uit minder dan {gemeenten} gemeenten. Die gemeenten herkennen hun eigen kinderen.",
    Reden.GROOTSTE: (
        "Bijna alles komt uit één gemeente. Die kan haar eigen kinderen aftrekken en houdt er minder dan {rest} over."
    ),
    Reden.GROEP: "Bijna iedereen in deze rij heeft dezelfde {dimensie}: dan weet u het van elk kind dat u erin kent.",
    Reden.VERSCHIL: "Het verschil met een eerder rapport is te klein: naast elkaar verraden ze om wie het gaat.",
    Reden.BESCHERMT: "Dit aantal is zelf niet klein. Het beschermt een ander aantal dat er anders uit te berekenen is.",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A printed number in a sum: plus or minus, the cell, and what is printed there."""

    plus: bool
    naam: str
    gedrukt: int


@dataclass(frozen=True, slots=True)
class Uitleg:
    """Why one cell is hidden.

    Attributes:
        reden: the code.
        zin: the same in one Dutch sentence.
        beschermt: which cell it protects, in words; empty when it is hidden for itself.
        som: the printed numbers with which that cell could be worked out.
        grens: what the sum would give: "hooguit 3" or "minstens 2".
    """

    reden: Reden
    zin: str
    beschermt: str = ""
    som: tuple[Term, ...] = ()
    grens: str = ""


def name_of(key: Sleutel) -> str:
    """A cell in words: its categories, or the total."""
    return " / ".join(c for _d, c in sorted(key[1])) or TOTAAL


def explain(made: Bescherming, key: Sleutel) -> Uitleg:
    """Why this hidden cell is hidden.

    Raises:
        KeyError: it is not hidden.
    """
    regels, reden = made.spec.regels, made.redenen[key]
    sensitive = next((d for d, _c in sorted(key[1]) if d in made.spec.gevoelig), "categorie")
    zin = _ZINNEN[reden].format(
        drempel=regels.drempel,
        gezinnen=regels.gezinnen,
        gemeenten=regels.gemeenten,
        rest=regels.rest,
        dimensie=sensitive,
    )
    if reden is not Reden.BESCHERMT:
        return Uitleg(reden, zin)
    keys = tuple(made.tellingen)
    place = {k: i for i, k in enumerate(keys)}
    opgave = problem(made.spec, made.tellingen, made.eisen)
    som = what_it_blocks(opgave, [place[k] for k in made.redenen], place[key])
    if som is None:
        return Uitleg(reden, zin)
    printed = made.spec.regels.gedrukt
    terms = tuple(
        Term(weight > 0, name_of(keys[i]), printed(made.tellingen[keys[i]].aantal)) for i, weight in som.termen
    )
    bound = f"hooguit {int(som.waarde + 1e-6)}" if som.omhoog else f"minstens {-int(-som.waarde // 1)}"
    return Uitleg(reden, zin, name_of(keys[som.vraag.cel]), terms, bound)


@dataclass(frozen=True, slots=True)
class Opbrengst:
    """What coarser groups of one dimension would show.

    Attributes:
        dimensie: the dimension that is grouped.
        zichtbaar: cells with a number then, of how many.
        verschil: how many more numbers than now stand in cells that exist in both.
    """

    dimensie: str
    zichtbaar: int
    cellen: int
    verschil: int


def grouped(spec: RapportSpec, dimensie: str) -> RapportSpec:
    """The same report with a dimension printed in groups wherever it is crossed with another.

    Raises:
        KeyError: the dimension has no groups.
    """
    if not spec.groups(dimensie):
        raise KeyError(dimensie)
    tables = tuple(
        replace(t, op_groepen=t.op_groepen | {dimensie}) if dimensie in t.dimensies and len(t.dimensies) > 1 else t
        for t in spec.tabellen
    )
    return replace(spec, tabellen=tables)


def what_if(made: Bescherming, personen: Iterable[Eenheid], dimensie: str, wensen: Wensen | None = None) -> Opbrengst:
    """What printing a dimension in groups would show, solved anew.

    Raises:
        KeyError: the dimension has no groups.
    """
    other = protect(grouped(made.spec, dimensie), personen, wensen)
    now = {k for k in made.tellingen if k not in made.redenen}
    then = {k for k in other.tellingen if k not in other.redenen}
    both = set(made.tellingen) & set(other.tellingen)
    return Opbrengst(dimensie, len(then), len(other.tellingen), len(then & both) - len(now & both))
