"""When a table goes to its groups or is left out (PRIVACY 3.3)."""

from __future__ import annotations

from dataclasses import replace

from expertteam_app.analysis.disclosure.grover import coarsened, hidden_percentage
from expertteam_app.analysis.disclosure.spec import RapportSpec, Regels, TabelSpec
from expertteam_app.analysis.disclosure.tabulate import Eenheid, tabulate

ROWS, COLUMNS = tuple(f"r{i}" for i in range(12)), tuple(f"k{i}" for i in range(12))
SPEC = RapportSpec(
    "2026-H1",
    (TabelSpec("kruis", "Kruis", ("rij", "kolom"), "alle verzonnen jeugdigen"),),
    {"rij": ROWS, "kolom": COLUMNS},
    Regels(),
    hierarchie={"rij": {"een": ROWS[:6], "twee": ROWS[6:]}, "kolom": {"een": COLUMNS[:6], "twee": COLUMNS[6:]}},
)


def people(*cells: tuple[int, int, int]) -> list[Eenheid]:
    return [Eenheid({"rij": f"r{r}", "kolom": f"k{k}"}) for r, k, many in cells for _ in range(many)]


FEW_FILLED = people((0, 0, 40), (6, 6, 30), (1, 2, 3))


def test_a_crossed_table_in_which_nearly_nothing_stands_goes_to_its_groups() -> None:
    counted = tabulate(SPEC, FEW_FILLED)
    assert hidden_percentage(SPEC, counted[0]) <= 60
    assert hidden_percentage(SPEC, counted[0], empty_too=True) > 90
    made, _ = coarsened(SPEC, counted)
    assert made.tabellen[0].op_groepen == {"rij", "kolom"}
    assert "per groep" in made.opmerkingen[0]


def test_whoever_wants_every_table_as_it_is_gets_it() -> None:
    asked = replace(SPEC, regels=Regels(tabel=100))
    made, _ = coarsened(asked, tabulate(asked, FEW_FILLED))
    assert made.tabellen == SPEC.tabellen


def test_without_groups_it_is_left_out_and_each_dimension_stands_alone() -> None:
    bare = replace(SPEC, hierarchie={})
    made, counted = coarsened(bare, tabulate(bare, FEW_FILLED))
    assert [t.dimensies for t in made.tabellen] == [("rij",), ("kolom",)]
    assert counted[0].tellingen[("r0",)].aantal == 40
    assert "staat er niet in" in made.opmerkingen[0]


def test_a_table_that_shows_enough_stays() -> None:
    full = people(*((r, k, 9) for r in range(12) for k in range(12) if (r + k) % 3))
    made, _ = coarsened(SPEC, tabulate(SPEC, full))
    assert made.tabellen == SPEC.tabellen
    assert made.opmerkingen == ()
