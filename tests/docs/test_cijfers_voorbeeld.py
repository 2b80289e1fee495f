"""The page with one hand-worked example per method: its numbers are read from the page and reckoned by the program."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from expertteam_app.analysis import patronen, trechter, trend, vergelijken
from expertteam_app.analysis.afgerond import summarise_finished
from expertteam_app.analysis.doorlooptijd import Meting, summarise
from expertteam_app.analysis.overleving import Duur, kaplan_meier
from expertteam_app.analysis.toets import benjamini_hochberg, fisher
from expertteam_app.analysis.uitkomsten import Afloop, cumulative_incidence
from expertteam_app.domain.casus import Pauze
from expertteam_app.domain.termijn import Eenheid, elapsed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cijfers-voorbeeld.md"
Table = list[dict[str, str]]


@cache
def tables(number: int) -> tuple[Table, ...]:
    """The tables of a section, each as rows by heading."""
    part = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[number]
    assert part.startswith(f"{number}. ")
    found: list[Table] = []
    for block in re.findall(r"(?:^\|.*\n)+", part, flags=re.MULTILINE):
        heads, _, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        found.append([dict(zip(heads, row, strict=True)) for row in rows])
    return tuple(found)


def by_hand(number: int) -> dict[str, str]:
    """What was reckoned by hand in a section: the table with those headings."""
    (table,) = [t for t in tables(number) if set(t[0]) == {"wat", "met de hand"}]
    return {row["wat"]: row["met de hand"] for row in table}


def number(text: str) -> float:
    return float(Fraction(text)) if "/" in text else float(text.replace(",", "."))


def digits(text: str) -> float:
    """Half of the last digit that was written."""
    return 0.5 / 10.0 ** len(text.partition(",")[2])


def same(text: str, found: float | Fraction) -> bool:
    if "/" in text:
        return Fraction(text) == found
    return abs(number(text) - found) <= digits(text) + 1e-12


def ints(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def test_every_section_has_an_example_with_numbers() -> None:
    heads = re.findall(r"^## (\d+)\. ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    assert heads == [str(n) for n in range(1, 13)]
    assert all(len(tables(int(n))) >= 1 for n in heads)


def test_days_bruto_and_netto() -> None:
    (row,), hand = tables(1)[0], by_hand(1)
    begin, end, van, tot = (date.fromisoformat(row[k]) for k in ("begin", "eind", "pauze na", "pauze tot en met"))
    for unit in (Eenheid.WERKDAGEN, Eenheid.KALENDERDAGEN):
        spent = elapsed(begin, end, [Pauze(van, tot, "wacht", telt=True)], unit)
        assert int(hand[f"bruto {unit.value}"]) == spent.bruto
        assert int(hand[f"netto {unit.value}"]) == spent.netto


def test_kaplan_meier_with_late_entry() -> None:
    zaken, steps, _ = tables(2)
    hand = by_hand(2)
    metingen = [Meting(z["zaak"], int(z["dagen"]), z["klaar"] == "ja", int(z["ingelezen na"])) for z in zaken]
    found = summarise(metingen, int(hand["norm"]))
    assert found.kromme is not None
    assert len(steps) == len(found.kromme.stappen)
    for row, trede in zip(steps, found.kromme.stappen, strict=True):
        assert (int(row["dag"]), int(row["onder waarneming"])) == (trede.tijd, trede.risk)
        assert int(row["klaar op die dag"]) == trede.events
        assert same(row["nog open"], trede.overleving)
        assert trede.greenwood is not None
        assert same(row["som"], trede.greenwood)
        band = found.kromme.interval_at(trede.tijd)
        assert band is not None
        assert same(row["onder"], band[0])
        assert same(row["boven"], band[1])
    assert found.p50 == int(hand["helft"])
    assert found.p50_interval == (int(hand["helft van"]), int(hand["helft tot"]))
    assert found.p80 is None
    assert found.p80_meer_dan == int(hand["80% meer dan"])
    assert found.binnen_norm == Fraction(hand["deel binnen de norm"])
    assert found.binnen_norm_interval is not None
    assert same(hand["deel van"], found.binnen_norm_interval[0])
    assert same(hand["deel tot"], found.binnen_norm_interval[1])
    assert found.laat == int(hand["tellen mee vanaf het inlezen"])


def test_what_was_finished() -> None:
    days = [int(row["dagen"]) for row in tables(3)[0]]
    hand = by_hand(3)
    found = summarise_finished([Meting(str(n), day, afgerond=True) for n, day in enumerate(days)])
    assert (found.p50, found.p80) == (int(hand["helft"]), int(hand["80%"]))
    assert found.p50_interval == (int(hand["helft van"]), int(hand["helft tot"]))


def test_ends_that_exclude_each_other() -> None:
    found = cumulative_incidence([Afloop(int(r["dagen"]), r["einde"] or None) for r in tables(4)[0]])
    hand = by_hand(4)
    assert len(hand) == 4
    for what, share in hand.items():
        match = re.fullmatch(r"(\w+) na (\d+) dagen", what)
        assert match is not None
        assert found.share(match[1], int(match[2])) == Fraction(share)


def test_two_periods_by_log_rank() -> None:
    rows, hand = tables(5)[0], by_hand(5)
    before, now = ([Duur(int(r[f"{who} dagen"]), r[f"{who} klaar"] == "ja") for r in rows] for who in ("vorige", "nu"))
    found = vergelijken.compare(before, now)
    assert found.kans is not None
    assert same(hand["kans"], found.kans)
    assert found.langer == (hand["duurt nu langer"] == "ja")
    assert found.oordeel.woorden == hand["oordeel"]


def test_fisher() -> None:
    (row,), hand = tables(6)[0], by_hand(6)
    n, one, other, both = (int(row[k]) for k in ("gezinnen", "met het eerste", "met het tweede", "met beide"))
    assert same(hand["kans"], fisher(both, one, other, n))
    assert same(hand["verwacht samen"], one * other / n)


def test_benjamini_hochberg() -> None:
    rows = tables(7)[0]
    found = benjamini_hochberg([number(r["kans"]) for r in rows])
    assert all(same(r["gecorrigeerd"], value) for r, value in zip(rows, found, strict=True))
    for place, row in enumerate(rows, start=1):
        assert row["gerekend"] == f"{row['kans']} × {len(rows)} / {place}"


def test_poisson_against_the_baseline() -> None:
    (row,), hand = tables(8)[0], by_hand(8)
    found = trend.against_baseline(int(row["nu"]), ints(row["basislijn"]))
    assert same(hand["verwacht"], found.verwacht)
    assert same(hand["kans"], found.kans)
    assert (found.vanaf_opvallend, found.vanaf_signaal) == (int(hand["opvallend vanaf"]), int(hand["signaal vanaf"]))
    assert found.oordeel.woorden == hand["oordeel"]


def test_two_half_years() -> None:
    (row,), hand = tables(9)[0], by_hand(9)
    found = trend.two_periods(int(row["vorige"]), int(row["nu"]))
    assert same(hand["kans"], found.kans)
    assert found.oordeel.woorden == hand["oordeel"]


def test_cusum() -> None:
    (row,), hand = tables(10)[0], by_hand(10)
    found = trend.cusum(ints(row["halfjaren"]), number(row["verwacht"]))
    assert list(found.stand) == ints(hand["stand na elk halfjaar"])
    assert found.grens == number(hand["grens"])
    assert found.sinds is not None
    assert found.sinds + 1 == int(hand["klimt sinds halfjaar"])
    assert found.oordeel.woorden == hand["oordeel"]


def test_funnel() -> None:
    rows, hand = tables(11)[0], by_hand(11)
    counts = {r["gemeente"]: int(r["casussen"]) for r in rows}
    found = trechter.funnel(counts, {r["gemeente"]: int(r["jeugdigen"]) for r in rows})
    (els,) = [p for p in found.punten if p.gemeente == "Els"]
    assert same(hand["regio per 10.000"], found.regio_per_10000)
    assert same(hand["Els per 10.000"], els.per_10000)
    assert same(hand["Els verwacht"], els.verwacht)
    assert els.grens95 == (int(hand["Els ondergrens"]), int(hand["Els bovengrens"]))
    assert els.grens998[1] == int(hand["Els buitenste grens"])
    assert els.oordeel.woorden == hand["oordeel over Els"]


def test_the_four_words() -> None:
    limits, examples = tables(12)
    program = {
        "tegen de basislijn": (trend.MIN_PERIODEN, trend.OPVALLEND, trend.SIGNAAL),
        "twee halfjaren": (trend.MIN_SAMEN, trend.VERSCHIL, trend.VERSCHIL_DUIDELIJK),
        "twee perioden van een klok": (vergelijken.MIN_AFGEROND, vergelijken.VERSCHIL, vergelijken.DUIDELIJK),
        "paren van kenmerken, gecorrigeerd": (patronen.MIN_SAMEN, patronen.OPVALLEND, patronen.SIGNAAL),
        "gemeenten": (trechter.MIN_TOTAAL, trechter.BINNEN, trechter.BUITEN),
    }
    assert {r["rekenwijze"] for r in limits} == set(program)
    for row in limits:
        few, noticed, signal = program[row["rekenwijze"]]
        assert int(row["te weinig onder"].split()[0]) == few
        assert (number(row["opvallend tot en met"]), number(row["signaal tot en met"])) == (noticed, signal)
    for row in examples:
        found = trend.two_periods(int(row["vorige"]), int(row["nu"]))
        assert same(row["kans"], found.kans)
        assert found.oordeel.woorden == row["oordeel"]
    assert {r["oordeel"] for r in examples} == {o.woorden for o in type(trend.two_periods(0, 4).oordeel)}


@pytest.mark.parametrize("wrong", ["0,0139", "33/60"])
def test_the_check_sees_a_number_that_is_off(wrong: str) -> None:
    assert same(wrong, number(wrong) if "/" not in wrong else Fraction(wrong))
    assert not same(wrong, number(wrong) + 0.0002)


def test_at_the_first_days_the_curve_counts_who_was_read_in() -> None:
    """What the page tells about day 8: two had left and two had come."""
    zaken = tables(2)[0]
    curve = kaplan_meier([Duur(int(z["dagen"]), z["klaar"] == "ja", int(z["ingelezen na"])) for z in zaken])
    assert (curve.at_risk(4), curve.at_risk(8)) == (9, 9)
