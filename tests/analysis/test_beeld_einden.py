"""The picture of the ends of a klok says what the figures say, and its lines stand on each other."""

from __future__ import annotations

from expertteam_app.analysis.beeld_einden import ends_picture
from expertteam_app.analysis.overleving import Duur, kaplan_meier
from expertteam_app.analysis.uitkomsten import Afloop, cumulative_incidence
from expertteam_app.documents.beeld import drawing

NAMEN = {"opgelost": "opgelost", "weg": "ingetrokken", "open": "nog open"}


def test_lines_stand_on_each_other_and_the_table_adds_up() -> None:
    aflopen = [
        *(Afloop(day, "opgelost") for day in range(2, 12)),
        *(Afloop(day, "weg") for day in (1, 5, 9)),
        *(Afloop(day, None) for day in (4, 12)),
    ]
    verloop = cumulative_incidence(aflopen)
    kromme = kaplan_meier([Duur(a.dagen, a.einde is not None) for a in aflopen])
    beeld = ends_picture("Afloop", verloop, kromme, NAMEN, "werkdagen", 6)
    low, high = (dict(lijn.punten) for lijn in beeld.lijnen[:2])
    assert all(low[x] <= high[x] for x in low)
    assert high[12.0] == 100 * float(1 - kromme.survival_at(12))
    assert [p.sleutel for p in beeld.punten] == ["opgelost", "weg"]
    assert beeld.koppen == ("werkdagen", "opgelost", "ingetrokken", "nog open", "onder waarneming")
    for row in beeld.rijen:
        assert sum(int(cell.rstrip("%")) for cell in row[1:4]) in range(99, 102)
    assert beeld.alternatief.startswith("15 zaken, 2 open. Binnen de norm van 6 werkdagen: ")
    assert drawing(beeld).width > 0


def test_an_end_that_nobody_came_to_has_no_line() -> None:
    aflopen = [Afloop(day, "opgelost") for day in range(1, 13)]
    kromme = kaplan_meier([Duur(a.dagen, waargenomen=True) for a in aflopen])
    beeld = ends_picture("Afloop", cumulative_incidence(aflopen), kromme, NAMEN, "werkdagen", None)
    assert len(beeld.lijnen) == 1
    assert beeld.koppen[1:-2] == ("opgelost",)
