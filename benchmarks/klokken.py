"""Computing every klok anew after a norm changed, over a whole kluis, with the memory it takes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from benchmarks.meetkluis import kluis_of, opened
from benchmarks.meting import PEILDATUM, Doel, Meting, Opdracht, forget_peak, peak_mib, run, timed, times
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.klok import Klok
from expertteam_app.services.sessie import Sessie

GROEP = "klokken"
METEEN = Doel(seconden=0.150, maat="p95")
HOE_VAAK = 40
GELDIG_VANAF = date(PEILDATUM.year, 1, 1)


def measure(opdracht: Opdracht) -> Iterator[Meting]:
    """The preview of a new norm, every klok anew, and the klokken of single casussen."""
    omvang, keer = opdracht.omvang, opdracht.keer
    with opened(kluis_of(opdracht)) as sessie:
        new = shorter(sessie)
        forget_peak()
        taken = times(lambda: sessie.klokken.voorbeeld(new), keer)
        yield Meting(GROEP, "a new norm for one klok: which zaken come out differently", omvang, taken, peak_mib())
        forget_peak()
        taken = times(sessie.klokken.herbereken, keer)
        yield Meting(GROEP, "every klok of every casus and VTB anew", omvang, taken, peak_mib())
        forget_peak()
        yield Meting(
            GROEP, "every klok of one casus, with its explanation", omvang, _single(sessie), peak_mib(), METEEN
        )


def shorter(sessie: Sessie) -> Klok:
    """The klok from aanmelding to the first overleg, with a shorter norm from this year on; it is not published."""
    klok = next(info.klok for info in sessie.klokken.alle() if info.klok.code == "D3")
    return replace(klok, norm=8, geldig_vanaf=GELDIG_VANAF)


def _single(sessie: Sessie) -> tuple[float, ...]:
    ids = sessie.casussen.find(CasusFilter(status="alle"))
    dice = random.Random(5)  # noqa: S311 - places in a list, no secrets
    return tuple(timed(partial(sessie.klokken.van_casus, i))[0] for i in dice.choices(ids, k=HOE_VAAK))


if __name__ == "__main__":
    run(measure)
