"""A `ProtectedReport` as a Frictionless tabular data package: one long-form CSV per table and ``datapackage.json``.

Bytes only, and the same bytes for the same report: no clock, no user, no path. What is not in the report cannot get
in here.

The format prescribes the file, the schema and numbers that are numbers; it leaves the words free. So a label that could
be run as a formula gets an apostrophe in front (`domain.cel`) in the CSV and in the schema alike: the cells still hold
exactly what ``enum`` allows. ``aantal`` is a number and stays one.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from expertteam_app.analysis.disclosure.report import ProtectedReport, ProtectedTable, Status
from expertteam_app.domain.cel import neutral


def table_csv(tabel: ProtectedTable) -> bytes:
    """One table in long form: the dimensions, ``aantal`` (empty when hidden), ``status``.

    UTF-8, comma, line feed; totals coded ``Totaal``.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(neutral(d) for d in tabel.dimensies), "aantal", "status"])
    for cel in tabel.cellen:
        aantal = "" if cel.aantal is None else str(cel.aantal)
        writer.writerow([*(neutral(c) for c in cel.dims), aantal, cel.status.value])
    return out.getvalue().encode()


def _fields(tabel: ProtectedTable) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = []
    for place, dimensie in enumerate(tabel.dimensies):
        enum = [neutral(c) for c in tabel.labels(place)]
        column: dict[str, Any] = {
            "name": neutral(dimensie),
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


def _own(tabel: ProtectedTable) -> dict[str, Any]:
    """What the format has no word for: which cells are the same, and which do not add up."""
    own: dict[str, Any] = {"dimensies": [neutral(d) for d in tabel.dimensies], "universum": tabel.universum}
    if tabel.meervoudig:
        own["meervoudig"] = [neutral(d) for d in tabel.meervoudig]
    if tabel.dekkend:
        own["dekkend"] = [neutral(d) for d in tabel.dekkend]
    if tabel.onder:
        own["onder"] = {neutral(d): [neutral(other), neutral(c)] for d, other, c in tabel.onder}
    if tabel.deel_van:
        own["deel_van"] = {neutral(d): neutral(wider) for d, wider in tabel.deel_van}
    return own


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
        "expertteam": _own(tabel),
    }


def _spelled(hierarchie: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, dict[str, list[str]]]:
    return {
        neutral(d): {neutral(g): [neutral(c) for c in members] for g, members in groups.items()}
        for d, groups in hierarchie.items()
    }


def datapakket(report: ProtectedReport) -> dict[str, bytes]:
    """The files of the data package, by name: ``datapackage.json`` first, then one CSV per table.

    The names are those of the tables and say nothing about a jeugdige, gemeente or user. Under ``hierarchie`` stand the
    groups that are the sum of their categories; under ``hierarchie_meervoudig`` those of dimensions in which a jeugdige
    can have several.
    """
    many = {d for t in report.tabellen for d in t.meervoudig}
    adding_up = {d: groups for d, groups in report.hierarchie.items() if d not in many}
    others = {d: groups for d, groups in report.hierarchie.items() if d in many}
    package = {
        "profile": "tabular-data-package",
        "name": "-".join(part for part in (report.naam, report.periode.lower()) if part),
        "title": report.titel,
        "description": " ".join(report.telwijze),
        "resources": [_resource(t) for t in report.tabellen],
        "expertteam": {
            "periode": report.periode,
            "afronding": report.afronding,
            "drempel": report.drempel,
            "hierarchie": _spelled(adding_up),
            **({"hierarchie_meervoudig": _spelled(others)} if others else {}),
            **({"intern": True} if report.intern else {}),
        },
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {"datapackage.json": text.encode(), **{f"{t.naam}.csv": table_csv(t) for t in report.tabellen}}
