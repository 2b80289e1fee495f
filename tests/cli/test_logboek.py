"""``expertteam logboek`` on an own log and on a real municipal one (../shared/logboek)."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from expertteam_app.cli import run
from tests.cli.conftest import answer as answered

RECEIPT = Path(__file__).resolve().parents[3] / "shared" / "logboek" / "receipt.csv"

LOG = """zaak,stap,tijdstip
1,aanmelding,2026-01-05T12:00:00
1,tafel,2026-01-09T12:00:00
1,aanmelding,2026-01-12T12:00:00
2,aanmelding,2026-01-06T12:00:00
2,besluit,2026-01-08T12:00:00
,besluit,2026-01-08T12:00:00
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    return answered(capsys, "logboek", *words)


def test_a_log_in_days_and_in_werkdagen(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, str(own))
    assert found["zaken"] == 2
    assert found["gebeurtenissen"] == 5
    assert found["varianten"] == 2
    assert found["mediaan_dagen"] == 4.5
    assert found["overgangen"] == [
        {"van": "aanmelding", "naar": "besluit", "n": 1, "mediaan_dagen": 2.0, "p80_dagen": 2.0},
        {"van": "aanmelding", "naar": "tafel", "n": 1, "mediaan_dagen": 4.0, "p80_dagen": 4.0},
        {"van": "tafel", "naar": "aanmelding", "n": 1, "mediaan_dagen": 3.0, "p80_dagen": 3.0},
    ]
    assert found["herhaald"] == [{"stap": "aanmelding", "zaken": 1, "extra": 1}]
    assert found["fouten"] == [{"regel": 7, "fout": "zaak, stap of tijdstip ontbreekt", "overgeslagen": True}]
    assert "kaplan_meier" not in found
    assert answer(capsys, str(own), "--eenheid", "werkdagen")["mediaan_dagen"] == 3.5


def test_an_end_step_makes_the_others_open(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, str(own), "--eindstap", "besluit", "--eindstap", "tafel")["kaplan_meier"]
    assert isinstance(found, dict)
    assert (found["afgerond"], found["open"], found["genoeg"], found["mediaan_dagen"]) == (2, 0, False, None)


@pytest.mark.parametrize("words", [["--eindstap", "bestaat niet"], ["--eenheid", "weken"]])
def test_what_cannot_be_is_said_in_dutch(own: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["logboek", str(own), *words]) == 2
    assert capsys.readouterr().err.strip()


def test_people_read_sentences(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["logboek", str(own), "--eindstap", "besluit"]) == 0
    said = capsys.readouterr().out
    assert "de helft binnen 4,5 kalenderdagen" in said
    assert "Te weinig zaken voor een cijfer" in said
    assert "Regel 7: zaak, stap of tijdstip ontbreekt." in said


@pytest.mark.skipif(not RECEIPT.is_file(), reason="../shared/logboek is not here")
def test_a_real_log_agrees_with_a_second_reckoning(capsys: pytest.CaptureFixture[str]) -> None:
    zaken: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
    with RECEIPT.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            zaken[row["zaak"]].append((datetime.fromisoformat(row["tijdstip"]), row["stap"]))
    rows = [sorted(steps, key=lambda step: step[0]) for steps in zaken.values()]
    waits = defaultdict(list)
    for steps in rows:
        for (before, one), (after, other) in pairwise(steps):
            waits[one, other].append((after - before).total_seconds() / 86400)
    found = answer(capsys, str(RECEIPT))
    assert (found["zaken"], found["gebeurtenissen"], found["fouten"]) == (1434, 8577, [])
    assert found["varianten"] == len({tuple(stap for _, stap in steps) for steps in rows}) == 116
    days = [(steps[-1][0] - steps[0][0]).total_seconds() / 86400 for steps in rows]
    assert found["mediaan_dagen"] == pytest.approx(median(days), abs=1e-9)
    overgangen = found["overgangen"]
    assert isinstance(overgangen, list)
    assert {(o["van"], o["naar"]): o["n"] for o in overgangen} == {pair: len(taken) for pair, taken in waits.items()}
    for overgang in overgangen:
        assert overgang["mediaan_dagen"] == pytest.approx(median(waits[overgang["van"], overgang["naar"]]), abs=1e-9)
    again = Counter(s for steps in rows for s, n in Counter(s for _, s in steps).items() if n > 1)
    herhaald = found["herhaald"]
    assert isinstance(herhaald, list)
    assert {h["stap"]: h["zaken"] for h in herhaald} == again
