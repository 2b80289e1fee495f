"""Random registers: families, one large gemeente, groups, several categories, structural zeros, any threshold."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.analysis.disclosure.primary import Reden
from expertteam_app.analysis.disclosure.protect import Wensen
from expertteam_app.analysis.disclosure.report import Status
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid
from expertteam_app.analysis.disclosure.veilig import safe_report
from expertteam_app.exchange.datapakket import datapakket
from tests.attack.lezer import Pakket, Scipy

WIE = "verzonnen jeugdigen"
LISTS = {
    "vorm": ("thuis", "pleeg", "groep", "crisis"),
    "stap": ("4", "5", "6"),
    "hiaat": ("ja", "nee"),
    "gemist": ("pleeg", "groep", "crisis"),
    "uitkomst": ("plek", "loopt"),
}
TABLES = (("vorm",), ("stap",), ("hiaat",), ("gemist",), ("vorm", "stap"), ("stap", "uitkomst"), ("gemist", "stap"))


@st.composite
def reports(draw: st.DrawFn) -> tuple[RapportSpec, list[Eenheid], float]:
    base = draw(st.sampled_from([5, 5, 10, 0]))
    k = draw(st.sampled_from([5, 8, 10]))
    asked = draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=5, unique=True))
    grouped = draw(st.booleans())
    known = draw(st.booleans())
    spec = RapportSpec(
        "",
        tuple(TabelSpec("-".join(t), "x", t, WIE, zonder_totaal=frozenset({"gemist"}) & set(t)) for t in asked),
        LISTS,
        Regels(k, base, tabel=draw(st.sampled_from([60, 100])), intern=base == 0),
        hierarchie={"vorm": {"licht": ("thuis", "pleeg"), "zwaar": ("groep", "crisis")}} if grouped else {},
        meervoudig=frozenset({"gemist"}),
        onder={"gemist": ("hiaat", "ja")},
        gevoelig=frozenset({"uitkomst"}) if draw(st.booleans()) else frozenset(),
        onmogelijk=frozenset({frozenset({("vorm", "thuis"), ("stap", "6")})}),
    )
    dice = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311 - invented people, no secret
    skew = draw(st.sampled_from([0.0, 1.0, 2.5]))
    people = []
    for i in range(draw(st.integers(0, 160))):
        pick = {d: dice.choices(c, [(j + 1) ** -skew for j in range(len(c))])[0] for d, c in LISTS.items()}
        if pick["vorm"] == "thuis" and pick["stap"] == "6":
            pick["stap"] = "5"
        missed = tuple(m for m in LISTS["gemist"] if dice.random() < 0.4) if pick["hiaat"] == "ja" else ()
        if pick["hiaat"] == "ja" and not missed:
            missed = ("pleeg",)
        people.append(
            Eenheid(
                {**pick, "gemist": missed},
                gezin=dice.randrange(40) if known else None,
                gemeente=dice.choices(range(4), (8, 2, 1, 1))[0] if known else None,
                wie=i,
            )
        )
    return spec, people, draw(st.sampled_from([30.0, 30.0, 0.0]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(reports())
def test_whatever_is_counted_nothing_small_can_be_worked_out(made: tuple[RapportSpec, list[Eenheid], float]) -> None:
    spec, people, seconds = made
    found = safe_report(spec, people, datapakket, wensen=Wensen(seconden=seconds))
    pakket = Pakket.lees(found.bestanden)
    real = found.bescherming.tellingen
    k = spec.regels.drempel
    for cel, number in pakket.cellen.items():
        assert number is None or real[cel].aantal >= k
        low, high = pakket.venster(cel)
        assert low <= real[cel].aantal <= high
    for tabel in found.bescherming.report.tabellen:
        assert {c.dims for c in tabel.cellen if c.status is Status.STRUCTUREEL_NUL} <= {("thuis", "6")}
    engine = Scipy(pakket)
    for cel in (c for c in pakket.verborgen if found.bescherming.redenen[c] is Reden.KLEIN):
        assert engine.uiterste(cel, hoogste=False) < 1e-6
        assert engine.uiterste(cel, hoogste=True) > k - 1e-6
