"""A protected report with what its maker knows as plain values, for inside the kluis only: it holds true counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from expertteam_app.analysis.disclosure.cellen import Sleutel
from expertteam_app.analysis.disclosure.eerder import Eerder
from expertteam_app.analysis.disclosure.oplossen import Oplossing
from expertteam_app.analysis.disclosure.primary import Eis, Reden
from expertteam_app.analysis.disclosure.protect import Bescherming, rows_of
from expertteam_app.analysis.disclosure.report import from_json, to_json
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Telling


def _key(key: Sleutel) -> list[Any]:
    return [key[0], sorted([d, c] for d, c in key[1])]


def _sleutel(stored: list[Any]) -> Sleutel:
    return str(stored[0]), frozenset((str(d), str(c)) for d, c in stored[1])


def keep(made: Bescherming) -> dict[str, Any]:
    """Everything of a protected report as JSON values."""
    spec = made.spec
    return {
        "report": to_json(made.report),
        "spec": {
            "periode": spec.periode,
            "naam": spec.naam,
            "titel": spec.titel,
            "regels": asdict(spec.regels),
            "tabellen": [
                {
                    "naam": t.naam,
                    "titel": t.titel,
                    "dimensies": list(t.dimensies),
                    "universum": t.universum,
                    "zonder_totaal": sorted(t.zonder_totaal),
                    "op_groepen": sorted(t.op_groepen),
                }
                for t in spec.tabellen
            ],
            "categorieen": {d: list(c) for d, c in spec.categorieen.items()},
            "hierarchie": {d: {g: list(m) for g, m in groups.items()} for d, groups in spec.hierarchie.items()},
            "meervoudig": sorted(spec.meervoudig),
            "dekkend": sorted(spec.dekkend),
            "onder": {d: list(p) for d, p in spec.onder.items()},
            "deel_van": dict(spec.deel_van),
            "gevoelig": sorted(spec.gevoelig),
            "neutraal": sorted(list(p) for p in spec.neutraal),
            "onmogelijk": sorted(sorted(list(p) for p in pairs) for pairs in spec.onmogelijk),
            "opmerkingen": list(spec.opmerkingen),
        },
        "tellingen": [[_key(k), t.aantal, t.gezinnen, t.gemeenten, t.grootste] for k, t in made.tellingen.items()],
        "redenen": [[_key(k), reden.value] for k, reden in made.redenen.items()],
        "eisen": [[_key(e.cel), e.laag, e.hoog] for e in made.eisen],
        "oplossing": [
            sorted(made.oplossing.verborgen),
            made.oplossing.kosten,
            made.oplossing.ondergrens,
            made.oplossing.bewezen,
        ],
    }


def bring_back(stored: Mapping[str, Any]) -> Bescherming:
    """What `keep` kept.

    Raises:
        KeyError, TypeError, ValueError: it is something else.
    """
    return Bescherming(
        from_json(stored["report"]),
        _spec(stored["spec"]),
        {_sleutel(k): Telling(n, gezinnen, gemeenten, most) for k, n, gezinnen, gemeenten, most in stored["tellingen"]},
        {_sleutel(k): Reden(reden) for k, reden in stored["redenen"]},
        tuple(Eis(_sleutel(k), low, high) for k, low, high in stored["eisen"]),
        _solved(*stored["oplossing"]),
    )


def _solved(verborgen: list[int], kosten: float, ondergrens: float, bewezen: bool) -> Oplossing:  # noqa: FBT001  # as stored
    return Oplossing(frozenset(verborgen), kosten, ondergrens, bewezen, seconden=0.0, vragen=0)


def _spec(stored: Mapping[str, Any]) -> RapportSpec:
    return RapportSpec(
        periode=stored["periode"],
        naam=stored["naam"],
        titel=stored["titel"],
        regels=Regels(**stored["regels"]),
        tabellen=tuple(
            TabelSpec(
                t["naam"],
                t["titel"],
                tuple(t["dimensies"]),
                t["universum"],
                frozenset(t["zonder_totaal"]),
                frozenset(t["op_groepen"]),
            )
            for t in stored["tabellen"]
        ),
        categorieen={d: tuple(c) for d, c in stored["categorieen"].items()},
        hierarchie={d: {g: tuple(m) for g, m in groups.items()} for d, groups in stored["hierarchie"].items()},
        meervoudig=frozenset(stored["meervoudig"]),
        dekkend=frozenset(stored["dekkend"]),
        onder={d: (p[0], p[1]) for d, p in stored["onder"].items()},
        deel_van=stored["deel_van"],
        gevoelig=frozenset(stored["gevoelig"]),
        neutraal=frozenset((p[0], p[1]) for p in stored["neutraal"]),
        onmogelijk=frozenset(frozenset((p[0], p[1]) for p in pairs) for pairs in stored["onmogelijk"]),
        opmerkingen=tuple(stored["opmerkingen"]),
    )


def as_earlier(made: Bescherming, naam: str, bestanden: Mapping[str, bytes], binnen: frozenset[Sleutel]) -> Eerder:
    """A report that has left as what a reader knows of it.

    Args:
        made: the report.
        naam: its period.
        bestanden: the package as it left.
        binnen: the cells of which everyone is counted in the same cell of the new report too.
    """
    regels, keys = made.spec.regels, tuple(made.tellingen)
    cells: dict[Sleutel, tuple[int, int] | None] = {}
    for key in keys:
        if made.spec.impossible(key[1]):
            cells[key] = 0, 0
        else:
            printed = regels.gedrukt(made.tellingen[key].aantal)
            cells[key] = None if key in made.redenen else regels.venster(printed)
    rows = rows_of(made.spec, {key: i for i, key in enumerate(keys)})
    return Eerder(naam, cells, rows, made.eisen, bestanden, binnen)
