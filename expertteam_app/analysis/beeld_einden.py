"""The ends of a klok as steps on top of each other: at every day the shares of the ends, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from expertteam_app.analysis.overleving import Kromme
from expertteam_app.analysis.uitkomsten import Verloop
from expertteam_app.domain.beeld import As, Beeld, Lijn, Punt, Rol, Vorm, getal_as

OPEN = "open"
ROOM_FOR_NAMES = 1.25
"""The axis is so much longer than the data, so that the names of the lines stand behind them."""


def ends_picture(
    titel: str, verloop: Verloop, kromme: Kromme, namen: Mapping[str, str], eenheid: str, norm: int | None
) -> Beeld:
    """Steps that stand on each other: the distance between two lines is the share that came to that end.

    Args:
        titel: above it.
        verloop: the shares over time.
        kromme: of any end, for the numbers under observation.
        namen: the ends that occur, from the lowest line up, with their names; `OPEN` may be among them.
        eenheid: plural unit of the days.
        norm: in that unit.
    """
    last = kromme.grootste
    x = getal_as(eenheid, max(last * ROOM_FOR_NAMES, norm or 0))
    ends = [key for key in namen if key in verloop.einden]
    days = sorted({day for key in ends for day, _ in verloop.einden[key]})
    lines, points = [], []
    for place, key in enumerate(ends, start=1):
        under = ends[:place]
        line, height = [(0.0, 0.0)], 0.0
        for day in days:
            line.append((float(day), height))
            height = 100 * float(sum((verloop.share(k, day) for k in under), Fraction(0)))
            line.append((float(day), height))
        line.append((float(last), height))
        lines.append(Lijn(tuple(line), Rol.HOOFD if place % 2 else Rol.GRENS, stippel=place % 2 == 0))
        share = verloop.share(key, last)
        points.append(
            Punt(
                x=float(last),
                y=height,
                tekst=f"{namen[key]}: {_percent(share)} na {last} {eenheid}",
                naam=f"{_short(namen[key])} {_percent(share)}",
                sleutel=key,
                vorm=Vorm.ROND if place % 2 else Vorm.OPEN,
            )
        )
    if norm is not None:
        lines.append(Lijn(((norm, 0.0), (norm, 100.0)), Rol.NORM, stippel=True, naam=f"norm {norm}"))
    ticks = [round(at) for at, _ in x.streepjes if at <= last]
    shown = sorted({*ticks, last, *([norm] if norm is not None and norm <= last else [])})
    return Beeld(
        titel=titel,
        x=x,
        y=As("naar dit einde", 100.0, tuple((float(k), f"{k}%") for k in (0, 25, 50, 75, 100))),
        alternatief=_words(verloop, ends, namen, last, eenheid, norm),
        koppen=(eenheid, *(namen[key] for key in ends), "nog open", "onder waarneming"),
        rijen=tuple(
            (
                str(day),
                *(_percent(verloop.share(key, day)) for key in ends),
                _percent(kromme.survival_at(day)),
                str(kromme.at_risk(day)),
            )
            for day in shown
        ),
        lijnen=tuple(lines),
        punten=tuple(points),
        onder=tuple((place, f"n={kromme.at_risk(round(place))}") for place, _ in x.streepjes if place <= last),
    )


def _words(
    verloop: Verloop, ends: list[str], namen: Mapping[str, str], last: int, eenheid: str, norm: int | None
) -> str:
    said = []
    for day, when in ((norm, "Binnen de norm van"), (last, "Na")):
        if day is None or day > last:
            continue
        shares = ", ".join(f"{_percent(verloop.share(key, day))} {namen[key]}" for key in ends)
        left = 1 - sum((verloop.share(key, day) for key in ends), Fraction(0))
        said.append(f"{when} {day} {eenheid}: {shares}; {_percent(left)} nog open.")
    return " ".join((f"{verloop.n} zaken, {verloop.open} open.", *said))


def _short(naam: str) -> str:
    """A name as it fits beside a line: what comes after a colon, up to the first comma."""
    return naam.rpartition(": ")[2].partition(",")[0]


def _percent(share: Fraction) -> str:
    return f"{float(share):.0%}"
