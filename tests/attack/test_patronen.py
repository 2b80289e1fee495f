"""A9: what a list of patterns adds to the tables: "of everyone with A, all have B" may follow for nobody (PRIVACY 3.4).

A pattern stands in the report with a number that a table prints, so whoever reads it knows two printed cells: those
with A and B, and those with A. He must be able to think that they are not the same people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from expertteam_app.analysis.disclosure.protect import printed_report, protect
from expertteam_app.analysis.disclosure.spec import Regels
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Cel, Pakket, Scipy
from tests.attack.registers import mensen, rapport

MINST = 3
"""Fewest people with A and without B that must stay possible (PRIVACY 3.4 "pattern lists")."""


def patterns(pakket: Pakket) -> Iterator[tuple[Cel, Cel]]:
    """Every pair of printed cells of which one holds the other: A with B, and A."""
    for both in (c for c, n in pakket.cellen.items() if n is not None and len(c[1]) == 2):
        for pair in both[1]:
            alone = (both[0], frozenset({pair}))
            if pakket.cellen.get(alone) is not None:
                yield both, alone


def certain(files: Mapping[str, bytes]) -> list[tuple[Cel, Cel]]:
    """The patterns of which a reader can conclude that (nearly) everyone with A has B."""
    pakket = Pakket.lees(files)
    engine = Scipy(pakket)
    return [pair for pair in patterns(pakket) if engine.grootste_verschil(pair[1], pair[0]) < MINST]


def test_of_no_printed_pattern_follows_that_all_with_the_one_have_the_other() -> None:
    people = mensen(260)
    alike = [
        replace(p, record={**p.record, "uitkomst": "uitkomst 0"}) if p.record["stap"] == "stap 2" else p for p in people
    ]
    spec = replace(rapport(), gevoelig=frozenset({"uitkomst", "oorzaak"}))
    made = protect(spec, alike)
    assert any(True for _ in patterns(Pakket.lees(datapakket(made.report))))
    assert certain(datapakket(made.report)) == []
    exact = replace(spec, regels=Regels(1, 0, tabel=100, intern=True))
    broken = printed_report(exact, made.tellingen, {k for k, t in made.tellingen.items() if not t.aantal})
    assert certain(datapakket(broken)), "the control: exact counts say it"
