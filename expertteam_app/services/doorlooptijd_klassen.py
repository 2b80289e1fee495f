"""Doorlooptijden as they may leave: the median as a class, and only over enough jeugdigen (PRIVACY 3.4)."""

from __future__ import annotations

from collections.abc import Iterable

from expertteam_app.documents.boeg_rapport import DoorlooptijdRegel, median_class
from expertteam_app.services.doorlooptijden import KlokUitkomst

MINIMUM = 10
"""Fewest zaken over which a median class is printed."""


def median_classes(uitkomsten: Iterable[KlokUitkomst]) -> tuple[DoorlooptijdRegel, ...]:
    """Per klok its name, norm and the class of its median; no class where there are too few zaken to say.

    Never a number of zaken, minimum, maximum, mean or interval: with them a small group could be rebuilt.
    """
    return tuple(_line(u) for u in uitkomsten)


def _line(uitkomst: KlokUitkomst) -> DoorlooptijdRegel:
    cijfer = uitkomst.cijfer
    distinct = {z.sleutel.split("/", 1)[0] for z in uitkomst.zaken}
    enough = cijfer.genoeg and len(distinct) >= MINIMUM and cijfer.p50 is not None
    norm = "" if uitkomst.norm is None else f"{uitkomst.norm} {uitkomst.eenheid}"
    if not enough or cijfer.p50 is None:
        return DoorlooptijdRegel(uitkomst.naam, None, norm)
    days_per_week = 5 if uitkomst.eenheid == "werkdagen" else 7
    return DoorlooptijdRegel(uitkomst.naam, median_class(cijfer.p50 / days_per_week), norm)
