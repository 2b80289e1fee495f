"""Doorlooptijden from a terminal: choices, cohorts and periods, on a practice kluis."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from expertteam_app.cli import run
from tests.cli.conftest import answer


def asked(capsys: pytest.CaptureFixture[str], kluis: Path, *options: str) -> dict[str, object]:
    return answer(capsys, "doorlooptijden", "--kluis", str(kluis), *options)


def klok(found: dict[str, object], code: str) -> dict[str, object]:
    lines = found["klokken"]
    assert isinstance(lines, list)
    (line,) = [k for k in lines if k["code"] == code]
    assert isinstance(line, dict)
    return line


def count(found: dict[str, object]) -> int:
    n = klok(found, "D6")["n"]
    assert isinstance(n, int)
    return n


def test_every_figure_says_what_it_rests_on(capsys: pytest.CaptureFixture[str], kluis: Path) -> None:
    found = asked(capsys, kluis, "--periode", "2025")
    line = klok(found, "D3")
    assert (found["cohort"], found["vergeleken_met"]) == ("start", "2024")
    assert line["genoeg"]
    assert isinstance(line["p50_bruto"], int)
    assert line["p50_interval_bruto"]
    steps = line["kromme"]
    assert isinstance(steps, list)
    assert steps[0]["onder_waarneming"] <= line["n"]
    band = line["binnen_norm_interval"]
    assert isinstance(band, list)
    assert band[0] <= line["binnen_norm"] <= band[1]


def test_choices_narrow_the_zaken_down(capsys: pytest.CaptureFixture[str], kluis: Path) -> None:
    whole = asked(capsys, kluis, "--van", "1-1-2024", "--tot", "2026-12-31", "--klok", "D6")
    assert whole["periode"] == "2024-01-01..2026-12-31"
    assert klok(whole, "D6")
    seen = 0
    for name in ("Apeldoorn", "0213", "Epe", "Hattem", "Heerde", "Lochem", "Voorst", "Zutphen"):
        part = asked(capsys, kluis, "--van", "2024-01-01", "--tot", "2026-12-31", "--klok", "D6", "--gemeente", name)
        seen += count(part)
    assert seen == count(whole)
    one = asked(capsys, kluis, "--periode", "2025", "--zorgvorm", "gezinshuis", "--ronde", "1", "--stap", "2")
    assert (one["stap"], one["ronde"]) == (2, 1)
    assert count(one) <= count(asked(capsys, kluis, "--periode", "2025"))


def test_a_cohort_of_end_has_no_curve_and_no_verdict(capsys: pytest.CaptureFixture[str], kluis: Path) -> None:
    line = klok(asked(capsys, kluis, "--periode", "2025", "--cohort", "eind"), "D3")
    assert line["kromme"] == []
    assert str(line["in_woorden"]).startswith("van wat is afgerond")
    assert str(line["tegen_vorige"]).startswith("niet getoetst")


def test_the_text_names_the_cohort_and_bruto_beside_netto(capsys: pytest.CaptureFixture[str], kluis: Path) -> None:
    assert run(["doorlooptijden", "--kluis", str(kluis), "--periode", "2025", "--cohort", "eind"]) == 0
    first, heads, *_ = capsys.readouterr().out.splitlines()
    assert first == "Zaken afgerond in de periode (heel 2025)."
    assert heads.split()[:3] == ["klok", "netto", "bruto:"]


@pytest.mark.parametrize(
    "wrong",
    [
        "--periode 2025 --van 2025-01-01 --tot 2025-02-01",
        "--van 2025-01-01",
        "--tot 2025-01-01",
        "",
        "--van 2025-02-01 --tot 2025-01-01",
        "--periode 2025 --gemeente Utrecht",
        "--periode 2025 --zorgvorm taart",
        "--periode 2025 --ronde 0",
        "--periode 2025 --cohort midden",
    ],
)
def test_what_cannot_be_asked_is_said(capsys: pytest.CaptureFixture[str], kluis: Path, wrong: str) -> None:
    assert run(["doorlooptijden", "--kluis", str(kluis), *wrong.split()]) == 2
    assert capsys.readouterr().err


def test_the_history_of_a_list_is_chosen(capsys: pytest.CaptureFixture[str], kluis: Path, tmp_path: Path) -> None:
    lijst = tmp_path / "lijst.csv"
    lines = ["naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu"]
    lines += [f"Kind{n} Verzonnen{n};{n}-3-2012;Epe;{n}-5-2025;RET" for n in range(1, 13)]
    lijst.write_text("\n".join(lines), encoding="utf-8")
    assert run(["import", "ret", str(lijst), "--kluis", str(kluis)]) == 0

    def batch(*options: str) -> dict[str, object]:
        capsys.readouterr()
        assert run(["partijen", "--kluis", str(kluis), *options, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["partijen"][0]
        assert isinstance(found, dict)
        return found

    first = batch()
    assert first["telt_vanaf"] is not None
    assert "geen afgesloten zaak" in str(first["historie"])
    number = str(first["id"])
    assert batch("--historie", number, "2025-09-01")["telt_vanaf"] == "2025-09-01"
    assert batch("--historie", number, "heel")["telt_vanaf"] is None
    assert batch("--historie", number, "vanzelf")["telt_vanaf"] == first["telt_vanaf"]
    assert run(["partijen", "--kluis", str(kluis), "--historie", "x", "heel"]) == 2
    assert run(["partijen", "--kluis", str(kluis), "--historie", number, "ooit"]) == 2


def test_ends_are_told_with_their_zaken(capsys: pytest.CaptureFixture[str], kluis: Path) -> None:
    line = klok(asked(capsys, kluis, "--periode", "2025", "--klok", "D6", "--einden"), "D6")
    ends = line["einden"]
    assert isinstance(ends, list)
    assert sum(end["n"] for end in ends) == line["n"]
    assert any(end["verloop"] for end in ends)
    capsys.readouterr()
    assert run(["doorlooptijden", "--kluis", str(kluis), "--periode", "2025", "--klok", "D6", "--einden"]) == 0
    assert "Hoe het afloopt: Aanmelding RET tot afgesloten" in capsys.readouterr().out
