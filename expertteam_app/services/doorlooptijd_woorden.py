"""Figures of a klok in words, the same on the screen and on paper; plain values in, Dutch text out."""

from __future__ import annotations

from fractions import Fraction

from expertteam_app.analysis.vergelijken import Vergelijking
from expertteam_app.domain.oordeel import Oordeel
from expertteam_app.services.doorlooptijden import KlokUitkomst

LEEG = "–"
NORM_STATUS = {
    "wet": "staat in de wet",
    "gevonden": "gevonden bij anderen",
    "voorstel": "voorstel",
    "instelling": "instelling van de regio",
}
"""Where a norm comes from, by `KlokStatus`."""


def share(part: Fraction) -> str:
    """A share as a whole percentage."""
    return f"{round(part * 100)}%"


def half(uitkomst: KlokUitkomst) -> str:
    """Within how many days (of the klok) half is ready, with its interval; or why there is no figure."""
    cijfer = uitkomst.cijfer
    if not cijfer.n:
        return "geen zaken"
    if cijfer.te_dun:
        return f"geen cijfer: te weinig gezien aan het begin ({cijfer.n} zaken)"
    if not cijfer.genoeg:
        return f"te weinig zaken ({cijfer.n}, waarvan {cijfer.afgerond} klaar)"
    if cijfer.p50 is None:
        return f"meer dan {cijfer.p50_meer_dan}"
    low, high = cijfer.p50_interval
    return f"{cijfer.p50} ({low} of meer)" if high is None else f"{cijfer.p50} ({low}–{high})"


def point(value: int | None, more_than: int | None) -> str:
    """A day that was reached, or "meer dan" the longest time seen where it was not."""
    if value is not None:
        return str(value)
    return f"meer dan {more_than}" if more_than is not None else LEEG


def eighty(uitkomst: KlokUitkomst) -> str:
    """Within how many days 80% is ready."""
    return point(uitkomst.cijfer.p80, uitkomst.cijfer.p80_meer_dan)


def bruto_both(uitkomst: KlokUitkomst) -> str:
    """Within how many days half and 80% are ready when pauses count too."""
    found = uitkomst.bruto
    if not found.genoeg:
        return LEEG
    return f"{point(found.p50, found.p50_meer_dan)} / {point(found.p80, found.p80_meer_dan)}"


def within_norm(uitkomst: KlokUitkomst) -> str:
    """The share that is ready within the norm, with its interval."""
    part, band = uitkomst.cijfer.binnen_norm, uitkomst.cijfer.binnen_norm_interval
    if part is None:
        return LEEG
    return share(part) if band is None else f"{share(part)} ({round(band[0] * 100)}–{round(band[1] * 100)})"


def difference(found: Vergelijking) -> str:
    """A comparison as one sentence."""
    if found.kans is None:
        return "Voor een vergelijking zijn er te weinig afgeronde zaken."
    if found.oordeel is Oordeel.TOEVAL:
        return "Het verschil past bij toeval."
    return f"Het duurde {'langer' if found.langer else 'korter'} dan toen: {found.oordeel.woorden}."


def norm_short(uitkomst: KlokUitkomst) -> str:
    """The norm with one word on where it comes from, for beside its unit."""
    return "geen" if uitkomst.norm is None else f"{uitkomst.norm}, {uitkomst.status}"
