"""Figures as pictures: the curve, ageing of open work, the funnel and the strip of half-years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expertteam_app.analysis.doorlooptijd import MIN_ZAKEN, P80, Doorlooptijd
from expertteam_app.analysis.logboek import quantile
from expertteam_app.analysis.overleving import HALF, Kromme
from expertteam_app.analysis.trechter import BINNEN, BUITEN, Trechter, Trechterpunt, limits_along
from expertteam_app.analysis.trend import TegenBasis
from expertteam_app.domain.beeld import As, Beeld, Kolom, Lijn, Punt, Rol, Vorm, getal_as, number, woord_as
from expertteam_app.domain.oordeel import Oordeel

LINE_POINTS = 60
"""Places along the funnel at which its limits are reckoned."""
COLUMN = 0.7
ROOM_FOR_NAMES = 1.0
"""Behind the last bar, for the names of the lines."""


def curve(titel: str, cijfer: Doorlooptijd, eenheid: str, norm: int | None) -> Beeld | None:
    """The share that is ready after so many days, with the norm and how many were under observation.

    Args:
        titel: above it.
        cijfer: the figure.
        eenheid: plural unit of its days.
        norm: in the same unit.

    Returns:
        None where there are too few zaken for a curve.
    """
    kromme = cijfer.kromme
    if kromme is None:
        return None
    points = [(0.0, 0.0)]
    for trede in kromme.stappen:
        points.append((float(trede.tijd), points[-1][1]))
        points.append((float(trede.tijd), float(100 * (1 - trede.overleving))))
    x = getal_as(eenheid, max(kromme.grootste, norm or 0))
    points.append((float(kromme.grootste), points[-1][1]))
    lines = [Lijn(tuple(points), naam="klaar")]
    if norm is not None:
        lines.append(Lijn(((norm, 0.0), (norm, 100.0)), Rol.NORM, stippel=True, naam=f"norm {norm}"))
    rows = tuple((str(t.tijd), _percent(1 - t.overleving), str(t.risk), str(t.events)) for t in kromme.stappen)
    return Beeld(
        titel=titel,
        x=x,
        y=As("klaar", 100.0, tuple((float(k), f"{k}%") for k in (0, 25, 50, 75, 100))),
        alternatief=f"{cijfer.in_woorden(eenheid)[:1].upper()}{cijfer.in_woorden(eenheid)[1:]}.{_norm(cijfer, norm)}",
        koppen=(eenheid, "klaar", "onder waarneming", "klaar op deze dag"),
        rijen=rows,
        lijnen=tuple(lines),
        onder=tuple((place, f"n={kromme.at_risk(round(place))}") for place, _ in x.streepjes),
    )


def _norm(cijfer: Doorlooptijd, norm: int | None) -> str:
    if norm is None:
        return ""
    if cijfer.binnen_norm is None:
        return f" De norm is {norm}."
    return f" Binnen de norm van {norm} is {_percent(cijfer.binnen_norm)} klaar."


def _percent(share: object) -> str:
    return f"{float(share):.0%}"  # type: ignore[arg-type]  # a fraction or a float


@dataclass(frozen=True, slots=True)
class OpenZaak:
    """An open zaak on a step: netto days it stands there (and bruto), and what opens it."""

    stap: str
    dagen: int
    nummer: str
    sleutel: str
    bruto: int


def ageing(titel: str, zaken: Sequence[OpenZaak], stappen: Sequence[str], klaar: Mapping[str, Kromme]) -> Beeld:
    """Every open zaak as a point on its step, with lines where half and 80% had left that step.

    Args:
        titel: above it.
        zaken: open ones; days in one unit.
        stappen: names of the steps in order; each has a place.
        klaar: per step the curve of those who left it, where there is one.
    """
    x = woord_as("stap", stappen)
    place = {stap: k + 0.5 for k, stap in enumerate(stappen)}
    known = [z for z in zaken if z.stap in place]
    limits = {stap: kromme.quantile(P80) for stap, kromme in klaar.items()}
    crowd: dict[tuple[str, int], int] = {}
    points = []
    for zaak in sorted(known, key=lambda z: (place[z.stap], z.dagen, z.nummer)):
        same = crowd.get((zaak.stap, zaak.dagen), 0)
        crowd[zaak.stap, zaak.dagen] = same + 1
        aside = (same + 1) // 2 * 0.06 * (1 if same % 2 else -1)
        late = _beyond(zaak, limits)
        points.append(
            Punt(
                x=place[zaak.stap] + max(-0.4, min(0.4, aside)),
                y=float(zaak.dagen),
                tekst=f"{zaak.nummer}: {zaak.dagen} dagen netto ({zaak.bruto} bruto) op {zaak.stap}"
                + (", langer dan 80%" if late else ""),
                sleutel=zaak.sleutel,
                rol=Rol.NADRUK if late else Rol.HOOFD,
                vorm=Vorm.RUIT if late else Vorm.ROND,
            )
        )
    lines = []
    for stap, kromme in klaar.items():
        for deel, naam in ((HALF, "50%"), (P80, "80%")):
            at = kromme.quantile(deel)
            if stap in place and at is not None:
                ends = ((place[stap] - 0.42, float(at)), (place[stap] + 0.42, float(at)))
                lines.append(Lijn(ends, Rol.GRENS, stippel=deel is P80, naam=naam))
    beyond = sum(p.vorm is Vorm.RUIT for p in points)
    return Beeld(
        titel=titel,
        x=x,
        y=getal_as(
            "dagen op deze stap (netto)", max([p.y for p in points] + [line.punten[0][1] for line in lines] + [1.0])
        ),
        alternatief=f"{len(points)} open zaken; {beyond} staan langer op hun stap dan waarin 80% eerder klaar was. "
        + " ".join(_step_words(stap, known) for stap in stappen if any(z.stap == stap for z in known)),
        koppen=("stap", "zaak", "dagen netto", "dagen bruto", "langer dan 80%"),
        rijen=tuple(
            (z.stap, z.nummer, str(z.dagen), str(z.bruto), "ja" if _beyond(z, limits) else "nee")
            for z in sorted(known, key=lambda z: (place[z.stap], -z.dagen, z.nummer))
        ),
        lijnen=tuple(lines),
        punten=tuple(points),
    )


def _beyond(zaak: OpenZaak, limits: Mapping[str, int | None]) -> bool:
    limit = limits.get(zaak.stap)
    return limit is not None and zaak.dagen > limit


def _step_words(stap: str, zaken: Sequence[OpenZaak]) -> str:
    days = sorted(z.dagen for z in zaken if z.stap == stap)
    said = f"{stap}: {'1 zaak' if len(days) == 1 else f'{len(days)} zaken'}, de langste {days[-1]} dagen"
    return f"{said}, de middelste {number(quantile(days, HALF))}." if len(days) >= MIN_ZAKEN else f"{said}."


def funnel_picture(titel: str, trechter: Trechter, namen: Mapping[str, str]) -> Beeld:
    """Gemeenten as points between the limits of chance; not ordered by rate.

    Args:
        titel: above it.
        trechter: the figures.
        namen: gemeente code to its name.
    """
    largest = max(p.jeugdigen for p in trechter.punten)
    smallest = min(p.jeugdigen for p in trechter.punten)
    x = getal_as("jeugdigen in de gemeente", largest)
    first = max(1, min(smallest // 2, round(x.tot / LINE_POINTS)))
    sizes = [max(first, round(x.tot * k / LINE_POINTS)) for k in range(1, LINE_POINTS + 1)]
    lines = [Lijn(((0.0, trechter.regio_per_10000), (x.tot, trechter.regio_per_10000)), Rol.RUSTIG, naam="regio")]
    highest = max(p.per_10000 for p in trechter.punten)
    top = max(highest, trechter.regio_per_10000) * 1.25 + 1
    for kans, naam, broken in ((BINNEN, "95%", False), (BUITEN, "99,8%", True)):
        limits = limits_along(trechter.regio_per_10000, sizes, kans)
        for side in (0, 1):
            # What lies above the picture would press everything that matters to the bottom.
            points = tuple((float(s), min(top, pair[side])) for s, pair in zip(sizes, limits, strict=True))
            lines.append(Lijn(points, Rol.GRENS, stippel=broken, naam=naam if side else ""))
    return Beeld(
        titel=titel,
        x=x,
        y=getal_as("per 10.000 jeugdigen", top),
        alternatief=f"De regio heeft {number(trechter.regio_per_10000)} per 10.000 jeugdigen. "
        + " ".join(_place_words(p, namen) for p in trechter.punten),
        koppen=("gemeente", "aantal", "jeugdigen", "per 10.000", "verwacht", "95%-grenzen", "oordeel"),
        rijen=tuple(
            (
                namen.get(p.gemeente, p.gemeente),
                str(p.aantal),
                number(p.jeugdigen),
                number(p.per_10000),
                number(p.verwacht),
                f"{p.grens95[0]} tot {p.grens95[1]}",
                p.oordeel.woorden,
            )
            for p in trechter.punten
        ),
        lijnen=tuple(lines),
        punten=tuple(_place(p, namen) for p in trechter.punten),
    )


def _place(punt: Trechterpunt, namen: Mapping[str, str]) -> Punt:
    loud = punt.oordeel in (Oordeel.OPVALLEND, Oordeel.SIGNAAL)
    return Punt(
        x=float(punt.jeugdigen),
        y=punt.per_10000,
        tekst=_place_words(punt, namen),
        naam=namen.get(punt.gemeente, punt.gemeente),
        sleutel=punt.gemeente,
        rol=Rol.NADRUK if loud else Rol.HOOFD,
        vorm=Vorm.RUIT if loud else Vorm.ROND,
    )


def _place_words(punt: Trechterpunt, namen: Mapping[str, str]) -> str:
    low, high = punt.grens95
    return (
        f"{namen.get(punt.gemeente, punt.gemeente)}: {punt.aantal}, bij toeval {low} tot en met {high}; "
        f"{punt.oordeel.woorden}."
    )


def strip(
    titel: str,
    wat: str,
    perioden: Sequence[str],
    aantallen: Sequence[int],
    tegen_basis: TegenBasis | None,
    *,
    loopt_nog: bool = False,
) -> Beeld:
    """A bar per half-year with the own baseline and from how many it would be noticed.

    Args:
        titel: above it.
        wat: what is counted, plural.
        perioden: codes, oldest first.
        aantallen: per half-year.
        tegen_basis: how the last one is judged; None without a baseline.
        loopt_nog: the last half-year is not over, and the baseline counts as many days of the others.
    """
    part = " tot deze dag" if loopt_nog else ""
    words = [f"{wat} per halfjaar: {', '.join(f'{p} {n}' for p, n in zip(perioden, aantallen, strict=True))}."]
    lines = []
    top = max(aantallen, default=0)
    if tegen_basis is not None:
        top = max(top, tegen_basis.vanaf_opvallend)
        for at, naam, broken in (
            (tegen_basis.verwacht, f"basislijn{part}", False),
            (float(tegen_basis.vanaf_opvallend), "opvallend vanaf", True),
        ):
            lines.append(Lijn(((0.0, at), (len(perioden) + ROOM_FOR_NAMES, at)), Rol.GRENS, stippel=broken, naam=naam))
        words.append(
            f"De basislijn is {number(tegen_basis.verwacht)} {'in evenveel dagen' if loopt_nog else 'per halfjaar'}; "
            "opvallend vanaf "
            f"{tegen_basis.vanaf_opvallend}, een signaal vanaf {tegen_basis.vanaf_signaal}. "
            f"Oordeel: {tegen_basis.oordeel.woorden}."
        )
    loud = tegen_basis is not None and tegen_basis.oordeel in (Oordeel.OPVALLEND, Oordeel.SIGNAAL)
    bars = tuple(
        Kolom(
            x=k + 0.5,
            hoog=float(n),
            breed=COLUMN,
            tekst=f"{periode}: {n} {wat}",
            sleutel=periode,
            rol=Rol.NADRUK if loud and k == len(perioden) - 1 else Rol.HOOFD,
        )
        for k, (periode, n) in enumerate(zip(perioden, aantallen, strict=True))
    )
    return Beeld(
        titel=titel,
        x=woord_as("halfjaar", perioden, ROOM_FOR_NAMES),
        y=getal_as(wat, float(top)),
        alternatief=" ".join(words),
        koppen=("halfjaar", wat),
        rijen=tuple((p, str(n)) for p, n in zip(perioden, aantallen, strict=True)),
        lijnen=tuple(lines),
        kolommen=bars,
    )
