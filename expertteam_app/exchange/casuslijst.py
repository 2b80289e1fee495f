"""Reads the casuslijst of the RET, as a secretariat keeps it, into a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from expertteam_app.domain.casus import MAX_LEEFTIJD_RET
from expertteam_app.domain.geboorte import geboren_tussen, leeftijden
from expertteam_app.exchange.cellen import Check
from expertteam_app.exchange.herkenlijst import Herkenlijst
from expertteam_app.exchange.lijst import Codelijsten, Lijst, Opdracht, Progress, read_list
from expertteam_app.exchange.rijlezer import CHECK_DATE, Rijlezer, choices
from expertteam_app.exchange.voorstel import ImportVoorstel, RetRij, row_hash

LOOPT = frozenset({"loopt", "loopt nog", "lopend", "open", "nog niet", "nog open", "in behandeling", "nog niet bekend"})
"""Words under *uitkomst* that mean that there is none yet (after `fold`)."""
_HASHED = ("gemeente", "aangemeld_door", "stap", "zorgvorm", "oorzaken", "uitkomst", "opmerking")


def read_ret(
    content: bytes,
    filename: str,
    lists: Codelijsten,
    *,
    mapping: Mapping[str, str] | None = None,
    bsn: bool = False,
    peildatum: date,
    progress: Progress | None = None,
    check: Check | None = None,
) -> ImportVoorstel:
    """Read a casuslijst (.xlsx or CSV) into a proposal with `RetRij` rows.

    Args:
        content: the whole file.
        filename: names the sheet of a CSV file; never trusted for what the file is.
        lists: the codelijsten by name (`velden.LIJSTEN`).
        mapping: field to heading, to correct what was found; None: find out.
        bsn: read the BSN column; off unless the region switched it on.
        peildatum: the day on which the list is read; an aanmelding or closing after it is refused.
        progress: called with (done, total) rows; total 0 while the file is being opened.
        check: called often; raises `domain.errors.Cancelled` to stop.

    Raises:
        UserError: the file cannot be read, holds no such list, or the mapping does not fit; names the remedy.
        Cancelled: the user pressed stop.
    """
    return read_list(Opdracht(content, filename, lists, peildatum, mapping, bsn, progress, check), _RET)


def _read_row(lezer: Rijlezer, lists: Mapping[str, Herkenlijst]) -> RetRij:
    naam = lezer.naam()
    geboren, jaar = lezer.geboorte("geboortedatum")
    aanmelding, overleg, afgesloten = (lezer.datum(veld) for veld in ("aanmelding", "eerste_overleg", "afgesloten"))
    dates = (geboren or jaar, aanmelding, overleg, afgesloten)
    row = RetRij(
        rij=lezer.rij.nummer,
        nr=lezer.nummer("nr"),
        naam=naam,
        geboortedatum=geboren,
        bsn=lezer.bsn(),
        gemeente=lezer.gemeente(lists["gemeenten"]),
        aangemeld_door=lezer.tekst("aangemeld_door"),
        aanmelding=aanmelding,
        stap=lezer.stap(lists["stappen"]),
        eerste_overleg=overleg,
        zorgvorm=lezer.code("zorgvorm", lists["zorgvormen"]),
        oorzaken=lezer.codes("oorzaken", lists["oorzaken"]),
        uitkomst=lezer.code("uitkomst", lists["uitkomsten"], LOOPT),
        afgesloten=afgesloten,
        opmerking=lezer.tekst("opmerking"),
        rij_hash=row_hash("RET", (naam.weergave if naam else None, *dates, *map(lezer.ruw, _HASHED))),
        geboortejaar=jaar,
    )
    lezer.check_person(naam, geboren, "naam")
    _check_dates(lezer, row)
    if not lezer.redenen:
        _doubt_dates(lezer, row)
        _doubt_closing(lezer, row, lists["uitkomsten"])
    return row


def _check_dates(lezer: Rijlezer, row: RetRij) -> None:
    """Dates that cannot be true: quarantine, never a guess."""
    for veld, dag in (("aanmelding", row.aanmelding), ("afgesloten", row.afgesloten)):
        if dag and dag > lezer.peildatum:
            lezer.onmogelijk(veld, "Deze datum ligt in de toekomst.", CHECK_DATE)
    if row.aanmelding and row.afgesloten and row.afgesloten < row.aanmelding:
        lezer.onmogelijk("afgesloten", "De datum van afsluiten ligt vóór de aanmelding.", CHECK_DATE)
    span = geboren_tussen(row.geboortedatum, row.geboortejaar)
    dates = (("aanmelding", row.aanmelding), ("eerste_overleg", row.eerste_overleg), ("afgesloten", row.afgesloten))
    for veld, dag in dates:
        if dag and span and dag < span[0]:
            lezer.onmogelijk(veld, "Deze datum ligt vóór de geboorte.", CHECK_DATE)


def _doubt_dates(lezer: Rijlezer, row: RetRij) -> None:
    """Dates that are odd, but kept."""
    overleg = row.eerste_overleg
    if overleg and row.afgesloten and overleg > row.afgesloten:
        lezer.twijfel_bij("eerste_overleg", "Het eerste overleg ligt na het afsluiten.", overleg.isoformat())
    if overleg and row.aanmelding and overleg < row.aanmelding:
        lezer.twijfel_bij("eerste_overleg", "Het eerste overleg ligt vóór de aanmelding.", overleg.isoformat())
    if overleg and overleg > lezer.peildatum:
        lezer.twijfel_bij("eerste_overleg", "Dit overleg is nog niet geweest: een geplande datum.", overleg.isoformat())
    lezer.doubt_absent("aanmelding", row.aanmelding, "De datum van aanmelding ontbreekt.")
    lezer.doubt_absent("geboortedatum", row.geboortedatum, "De geboortedatum ontbreekt.")
    ages = leeftijden(row.geboortedatum, row.geboortejaar, row.aanmelding) if row.aanmelding else None
    if ages and ages[0] >= MAX_LEEFTIJD_RET:
        reden = f"De jeugdige was bij de aanmelding {MAX_LEEFTIJD_RET} jaar of ouder."
        lezer.twijfel_bij("geboortedatum", reden, row.geboren)


def _doubt_closing(lezer: Rijlezer, row: RetRij, uitkomsten: Herkenlijst) -> None:
    if row.afgesloten and not row.uitkomst and not any(doubt.veld == "uitkomst" for doubt in lezer.twijfel):
        lezer.twijfel_bij("uitkomst", "Afgesloten zonder uitkomst; kies er een.", None, choices(uitkomsten.lijst))
    if row.uitkomst:
        lezer.doubt_absent("afgesloten", row.afgesloten, "Er is een uitkomst, maar geen datum van afsluiten.")


_RET: Lijst[RetRij] = Lijst(
    soort="RET",
    lees=_read_row,
    labels={"zorgvorm": "zorgvormen", "uitkomst": "uitkomsten"},
    samenhang=lambda _rows: (),
)
