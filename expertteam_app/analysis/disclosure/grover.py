"""Table redesign: what would be mostly hidden is printed at a coarser level first (PRIVACY 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from expertteam_app.analysis.disclosure.cellen import cells_of_table, key_of
from expertteam_app.analysis.disclosure.primary import primary
from expertteam_app.analysis.disclosure.spec import RapportSpec, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import TelTabel
from expertteam_app.analysis.kruistabel import TOTAAL

HEEL = 100


def hidden_percentage(spec: RapportSpec, tabel: TelTabel, *, empty_too: bool = False) -> int:
    """How much of the cells is hidden for what they hold, in whole percents; 100 without any.

    Those that are empty are left out unless `empty_too`; those in which nobody can be, always are.
    """
    keys = {key_of(tabel.spec, c) for c in cells_of_table(spec, tabel.spec) if empty_too or tabel.tellingen[c].aantal}
    counted = [key for key in keys if not spec.impossible(key[1])]
    if not counted:
        return HEEL
    hidden = primary(replace(spec, tabellen=(tabel.spec,)), [tabel])
    return HEEL * sum(key in hidden for key in counted) // len(counted)


def _fit_to_read(spec: RapportSpec, tabel: TelTabel) -> bool:
    regels = spec.regels
    if regels.tabel >= HEEL:
        return True
    if hidden_percentage(spec, tabel) > regels.tabel:
        return False
    return len(tabel.spec.dimensies) == 1 or hidden_percentage(spec, tabel, empty_too=True) <= regels.leeg


def coarsened(spec: RapportSpec, tellingen: Iterable[TelTabel]) -> tuple[RapportSpec, tuple[TelTabel, ...]]:
    """The report with tables made coarser of which too much would be hidden.

    A table goes to its groups first. Where that does not help a crossed table, it is left out and the dimensions it had
    get tables of their own, as far as the report does not have them. A table of one dimension always stays.
    """
    tables = list(tellingen)
    kept: list[TelTabel] = []
    lost: list[TelTabel] = []
    notes: list[str] = []
    for tabel in tables:
        made = _readable(spec, tabel)
        if made is None:
            lost.append(tabel)
            notes.append(f"De tabel “{tabel.spec.titel}” staat er niet in, omdat bijna alles verborgen zou zijn.")
            continue
        kept.append(made)
        if made.spec != tabel.spec:
            notes.append(f"De tabel “{tabel.spec.titel}” staat er per groep in, omdat er anders te veel verborgen is.")
    have = {(t.spec.universum, t.spec.dimensies) for t in kept}
    for tabel in lost:
        for place, dimensie in enumerate(tabel.spec.dimensies):
            if (tabel.spec.universum, (dimensie,)) not in have:
                have.add((tabel.spec.universum, (dimensie,)))
                margin = _margin(tabel, place)
                kept.append(_readable(spec, margin) or margin)
    changed = replace(spec, tabellen=tuple(t.spec for t in kept), opmerkingen=(*spec.opmerkingen, *notes))
    return changed, tuple(kept)


def _readable(spec: RapportSpec, tabel: TelTabel) -> TelTabel | None:
    """The table, or its coarser form; None when a crossed table stays mostly hidden."""
    if _fit_to_read(spec, tabel):
        return tabel
    grouped = frozenset(d for d in tabel.spec.dimensies if spec.groups(d))
    if grouped - tabel.spec.op_groepen:
        coarse = TelTabel(replace(tabel.spec, op_groepen=grouped), tabel.tellingen)
        if _fit_to_read(spec, coarse):
            return coarse
    return tabel if len(tabel.spec.dimensies) == 1 else None


def _margin(tabel: TelTabel, place: int) -> TelTabel:
    """The table of one dimension that a crossed one holds in its totals."""
    dimensie = tabel.spec.dimensies[place]
    spec = TabelSpec(
        naam=f"{tabel.spec.naam}-{place + 1}",
        titel=f"{tabel.spec.titel}: {dimensie}",
        dimensies=(dimensie,),
        universum=tabel.spec.universum,
        zonder_totaal=tabel.spec.zonder_totaal & {dimensie},
    )
    rest = {cel: t for cel, t in tabel.tellingen.items() if all(c == TOTAAL for i, c in enumerate(cel) if i != place)}
    return TelTabel(spec, {(cel[place],): t for cel, t in rest.items()})
