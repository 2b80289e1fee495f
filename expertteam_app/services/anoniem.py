"""Use case: tables from any list of persons, protected as the report for BOEG is. Needs no kluis and keeps nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from expertteam_app.analysis.disclosure.audit import Bereik
from expertteam_app.analysis.disclosure.cellen import key_of
from expertteam_app.analysis.disclosure.oplossen import NietTeBeschermenError
from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import ceiling, price
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.veilig import NietVeiligError, VeiligRapport, as_read, safe_report
from expertteam_app.domain.cel import neutral
from expertteam_app.domain.errors import UserError
from expertteam_app.exchange.datapakket import datapakket
from expertteam_app.services.anoniem_lijst import LEEG, Lijst, Vraag, read_list

MEESTE_CELLEN = 50_000
INTERN = "INTERN – niet voor verspreiding"
UNIVERSUM = "eenheden in dit bestand"


@dataclass(frozen=True, slots=True)
class AnoniemeCel:
    """One cell: as printed, and from what to what a reader can work it out."""

    dims: tuple[str, ...]
    aantal: int | None
    status: str
    laagst: int
    hoogst: int


@dataclass(frozen=True, slots=True)
class AnoniemeTabel:
    """One table, and what hiding cells beside the small ones cost in it."""

    naam: str
    dimensies: tuple[str, ...]
    cellen: tuple[AnoniemeCel, ...]
    kosten: float


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """Protected tables of a list.

    Attributes:
        bestanden: file name to bytes: a Frictionless data package.
        kosten: of the cells that are hidden to protect others.
        bewezen: whether nothing cheaper is safe.
        seconden: for choosing and checking.
        opmerkingen: what the reader must know, in Dutch lines.
    """

    tabellen: tuple[AnoniemeTabel, ...]
    bestanden: Mapping[str, bytes]
    regels: Regels
    kosten: float
    bewezen: bool
    seconden: float
    opmerkingen: tuple[str, ...]


def anonymise(content: bytes, vraag: Vraag) -> Uitkomst:
    """Tables from a list, small counts hidden, checked by an attack on what is written.

    Args:
        content: a CSV with a head.
        vraag: what to count.

    Raises:
        UserError: the list does not fit what is asked, or nothing safe can be printed.
    """
    lijst = read_list(content, vraag)
    spec = _spec(vraag, lijst)
    try:
        made = safe_report(spec, lijst.mensen, datapakket, neutral, volledig=True)
    except (NietTeBeschermenError, NietVeiligError) as problem:
        raise UserError(
            "Van deze lijst is geen veilige tabel te maken; er is niets geschreven.",
            "Vraag minder of kleinere tabellen, of voeg categorieën samen.",
        ) from problem
    return _outcome(made, vraag)


def _spec(vraag: Vraag, lijst: Lijst) -> RapportSpec:
    size = sum(prod(len(lijst.categorieen[d]) + 1 for d in t) for t in vraag.tabellen)
    if size > MEESTE_CELLEN:
        raise UserError(
            f"Deze tabellen hebben samen {size} cellen; dat is te veel om te beschermen.",
            f"Vraag minder of kleinere tabellen (hooguit {MEESTE_CELLEN} cellen).",
        )
    intern = vraag.regels.intern
    sensitive = (frozenset() if intern else frozenset(lijst.categorieen)) if vraag.gevoelig is None else vraag.gevoelig
    names = _table_names(vraag.tabellen, intern=intern)
    return RapportSpec(
        periode="",
        tabellen=tuple(
            TabelSpec(name, " en ".join(t), t, UNIVERSUM) for name, t in zip(names, vraag.tabellen, strict=True)
        ),
        categorieen=lijst.categorieen,
        regels=vraag.regels,
        hierarchie=lijst.groepen,
        meervoudig=lijst.meervoudig,
        dekkend=lijst.meervoudig,
        gevoelig=sensitive,
        neutraal=frozenset((d, LEEG) for d in lijst.categorieen),
        naam="intern" if intern else "anoniem",
        titel=INTERN if intern else "Anonieme tabellen",
    )


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "kolom"


def _table_names(tables: Sequence[Sequence[str]], *, intern: bool) -> list[str]:
    names: list[str] = []
    for table in tables:
        base = "-".join(_slug(c) for c in table)[:80].strip("-")
        name = base = f"intern-{base}" if intern else base
        number = 2
        while name in names:
            name, number = f"{base}-{number}", number + 1
        names.append(name)
    return names


def _outcome(made: VeiligRapport, vraag: Vraag) -> Uitkomst:
    ranges, report = made.controle.per_cel, made.bescherming.report
    spec = made.bescherming.spec
    # Without a printed total nothing limits a cell; then what the attack starts from is told.
    most = ceiling(spec, made.bescherming.tellingen)
    tables: list[AnoniemeTabel] = []
    for tabel, asked in zip(report.tabellen, spec.tabellen, strict=True):
        cells: list[AnoniemeCel] = []
        cost = 0.0
        for cel in tabel.cellen:
            key = key_of(asked, cel.dims)
            if made.bescherming.redenen.get(key) is Reden.BESCHERMT:
                cost += price(spec, key, made.bescherming.tellingen[key].aantal)
            low, high = _range(ranges.get(as_read(key, neutral)), cel.aantal, vraag.regels)
            high = most if high is None else high
            cells.append(AnoniemeCel(cel.dims, cel.aantal, cel.status.value, low, high))
        tables.append(AnoniemeTabel(tabel.naam, tabel.dimensies, tuple(cells), round(cost, 3)))
    solved = made.bescherming.oplossing
    seconds = solved.seconden + made.controle.seconden
    return Uitkomst(
        tuple(tables), made.bestanden, vraag.regels, round(solved.kosten, 3), solved.bewezen, seconds, report.telwijze
    )


def _range(known: Bereik | None, printed: int | None, regels: Regels) -> tuple[int, int | None]:
    if known is not None:
        return known.laag, known.hoog
    return (0, 0) if printed is None else regels.venster(printed)
