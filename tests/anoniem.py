"""Protecting invented records in tests: persons of whom neither gezin nor gemeente is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from expertteam_app.analysis.disclosure import protect as engine
from expertteam_app.analysis.disclosure.report import ProtectedReport
from expertteam_app.analysis.disclosure.spec import RapportSpec
from expertteam_app.analysis.disclosure.tabulate import eenheden
from expertteam_app.analysis.kruistabel import Record


def protect(spec: RapportSpec, records: Iterable[Record]) -> ProtectedReport:
    """The protected report over these records, with all its tables as they were asked."""
    asked = replace(spec, regels=replace(spec.regels, tabel=100))
    return engine.protect(asked, eenheden(records)).report
