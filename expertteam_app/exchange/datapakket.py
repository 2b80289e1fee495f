"""A `ProtectedReport` as a Frictionless tabular data package: one long-form CSV per table and ``datapackage.json``.

Bytes only, and the same bytes for the same report: no clock, no user, no path. What is not in the report cannot get
in here.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from expertteam_app.analysis.disclosure.protect import ProtectedReport, ProtectedTable, Status
from expertteam_app.analysis.kruistabel import TOTAAL

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe in front of ``= + - @`` and control characters."""
    return f"'{text}" if text.lstrip(" \"'").startswith(_FORMULA_STARTS) else text


def table_csv(tabel: ProtectedTable) -> bytes:
    """One table in long form: the dimensions, ``aantal`` (empty when hidden), ``status``.

    UTF-8, comma, line feed; totals coded ``Totaal``.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(safe_cell(d) for d in tabel.dimensies), "aantal", "status"])
    for cel in tabel.cellen:
        aantal = "" if cel.aantal is None else str(cel.aantal)
        writer.writerow([*(safe_cell(c) for c in cel.dims), aantal, cel.status.value])
    return out.getvalue().encode()


def _fields(tabel: ProtectedTable) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = []
    for dimensie, categories in zip(tabel.dimensies, tabel.categorieen, strict=True):
        enum = [safe_cell(c) for c in (*categories, TOTAAL)]
        column: dict[str, Any] = {
            "name": safe_cell(dimensie),
            "type": "string",
            "constraints": {"required": True, "enum": enum},
        }
        if dimensie in tabel.meervoudig:
            column["description"] = (
                "Een jeugdige kan in meer categorieën tellen: de categorieën tellen niet op tot Totaal."
            )
        fields.append(column)
    fields.append({"name": "aantal", "type": "integer", "description": "Aantal jeugdigen, afgerond; leeg is verborgen"})
    statuses = [s.value for s in Status]
    fields.append({"name": "status", "type": "string", "constraints": {"required": True, "enum": statuses}})
    return fields


def _resource(tabel: ProtectedTable) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": tabel.naam,
        "title": tabel.titel,
        "path": f"{tabel.naam}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {"fields": _fields(tabel), "missingValues": [""]},
        "expertteam": {"dimensies": [safe_cell(d) for d in tabel.dimensies], "universum": tabel.universum},
    }


def datapakket(report: ProtectedReport) -> dict[str, bytes]:
    """The files of the data package, by name: ``datapackage.json`` first, then one CSV per table.

    The names are those of the tables and say nothing about a jeugdige, gemeente or user.
    """
    hierarchy = {
        safe_cell(d): {safe_cell(g): [safe_cell(c) for c in members] for g, members in groups.items()}
        for d, groups in report.hierarchie.items()
    }
    package = {
        "profile": "tabular-data-package",
        "name": f"{report.naam}-{report.periode.lower()}",
        "title": report.titel,
        "description": " ".join(report.telwijze),
        "resources": [_resource(t) for t in report.tabellen],
        "expertteam": {
            "periode": report.periode,
            "afronding": report.afronding,
            "drempel": report.drempel,
            "hierarchie": hierarchy,
        },
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {"datapackage.json": text.encode(), **{f"{t.naam}.csv": table_csv(t) for t in report.tabellen}}
