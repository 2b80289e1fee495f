"""Patterns in the BOEG report: only those that people judged, in words, with a number only where a table prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.domain.signaal import Signaal, SignaalSoort
from expertteam_app.services.boeg_opzet import cause_label
from expertteam_app.services.codelijsten import Codelijsten

MENSEN = ("volgen", "bespreken")
"""Verdicts of people with which a pattern is told outside."""
GEEN_GETAL = "te weinig om te tonen"


@dataclass(frozen=True, slots=True)
class PatroonRegel:
    """One pattern as it may leave: what falls together, the printed number or words, and what people made of it."""

    wat: str
    aantal: str
    oordeel: str


def pattern_lines(signalen: Iterable[Signaal], report: ProtectedReport, lists: Codelijsten) -> tuple[PatroonRegel, ...]:
    """The judged pairs that the tables of this report know, most recent first.

    A pair with a gemeente, or with something that is in no table, is left out: what cannot be protected is not told.
    """
    found: dict[str, PatroonRegel] = {}
    for signaal in signalen:
        if signaal.soort is not SignaalSoort.PAAR or signaal.mens not in MENSEN:
            continue
        pairs = [_known(code, lists) for code in signaal.sleutel.split("|")]
        known = {pair[0]: pair[1] for pair in pairs if pair is not None}
        if len(pairs) != len(known):
            continue
        number = _printed(report, known)
        if number is None:
            continue
        what = " en ".join(f"{dim} “{label}”" for dim, label in sorted(known.items()))
        found.setdefault(what, PatroonRegel(what, number, lists["signaal_oordeel"].label(signaal.mens)))
    return tuple(found.values())


def _known(code: str, lists: Codelijsten) -> tuple[str, str] | None:
    """The dimension and category of a kenmerk, when the report has it."""
    kind, _, value = code.partition(":")
    if kind == "oorzaak" and (cause := lists["oorzaken"].get(value)) is not None:
        return "oorzaak", cause_label(cause)
    if kind in {"gemist", "hiaat", "zorgvorm"} and (care := lists["zorgvormen"].get(value)) is not None:
        return "gemist", care.label
    if kind == "aard" and (aard := lists["aard_hiaat"].get(value)) is not None:
        return "aard", aard.label
    return None


def _printed(report: ProtectedReport, known: dict[str, str]) -> str | None:
    """The number that a table of the report prints for this pair; None when no table crosses these two."""
    for tabel in report.tabellen:
        if set(tabel.dimensies) != set(known):
            continue
        labels = [known[d] for d in tabel.dimensies]
        if all(label in tabel.labels(i) for i, label in enumerate(labels)):
            number = tabel.cell(*labels).aantal
            return GEEN_GETAL if number is None else f"{number} jeugdigen"
    return None
