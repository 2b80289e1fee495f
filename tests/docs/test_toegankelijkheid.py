"""docs/toegankelijkheid.md names every point of EN 301 549 chapter 11 once, and tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "toegankelijkheid.md").read_text("utf-8")
ROW = re.compile(r"^\| (11\.[\d.]+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
VERDICTS = {"voldoet", "voldoet deels", "voldoet niet", "n.v.t."}
POINTS = [
    "11.1.1.1.1",
    "11.1.1.1.2",
    "11.1.2.1.1",
    "11.1.2.1.2.1",
    "11.1.2.1.2.2",
    "11.1.2.2",
    "11.1.2.3.1",
    "11.1.2.3.2",
    "11.1.2.4",
    "11.1.2.5",
    "11.1.3.1.1",
    "11.1.3.1.2",
    "11.1.3.2.1",
    "11.1.3.2.2",
    "11.1.3.3",
    "11.1.3.4",
    "11.1.3.5.1",
    "11.1.3.5.2",
    "11.1.4.1",
    "11.1.4.2",
    "11.1.4.3",
    "11.1.4.4.1",
    "11.1.4.4.2",
    "11.1.4.5.1",
    "11.1.4.5.2",
    "11.1.4.10.1",
    "11.1.4.10.2",
    "11.1.4.11",
    "11.1.4.12",
    "11.1.4.13",
    "11.2.1.1.1",
    "11.2.1.1.2",
    "11.2.1.2",
    "11.2.1.4.1",
    "11.2.1.4.2",
    "11.2.2.1",
    "11.2.2.2",
    "11.2.3.1",
    "11.2.4.3",
    "11.2.4.4",
    "11.2.4.6",
    "11.2.4.7",
    "11.2.5.1",
    "11.2.5.2",
    "11.2.5.3",
    "11.2.5.4",
    "11.3.1.1.1",
    "11.3.1.1.2",
    "11.3.2.1",
    "11.3.2.2",
    "11.3.3.1.1",
    "11.3.3.1.2",
    "11.3.3.2",
    "11.3.3.3",
    "11.3.3.4",
    "11.4.1.1.1",
    "11.4.1.1.2",
    "11.4.1.2.1",
    "11.4.1.2.2",
    "11.4.1.3.1",
    "11.4.1.3.2",
    "11.5.1",
    "11.5.2.1",
    "11.5.2.2",
    "11.5.2.3",
    "11.5.2.4",
    "11.5.2.5",
    "11.5.2.6",
    "11.5.2.7",
    "11.5.2.8",
    "11.5.2.9",
    "11.5.2.10",
    "11.5.2.11",
    "11.5.2.12",
    "11.5.2.13",
    "11.5.2.14",
    "11.5.2.15",
    "11.5.2.16",
    "11.5.2.17",
    "11.6.1",
    "11.6.2",
    "11.7",
    "11.8.1",
    "11.8.2",
    "11.8.3",
    "11.8.4",
    "11.8.5",
]
"""Of version 3.2.1, those that are void left out."""


def test_every_point_is_there_once_in_order() -> None:
    assert [row[0] for row in ROW.findall(TEXT)] == POINTS
    assert len(set(POINTS)) == len(POINTS)


def test_every_verdict_is_one_of_four_and_says_why_or_how() -> None:
    for point, _about, verdict, how, why in ROW.findall(TEXT):
        assert verdict in VERDICTS, point
        assert how != "–" or why != "–", f"{point} says neither how it was seen nor why not"
        if verdict != "voldoet":
            assert why != "–", f"{point} does not say what lacks"


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", TEXT))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_the_transcripts_are_there() -> None:
    for name in re.findall(r"\((toegankelijkheid/[\w-]+\.txt)\)", TEXT):
        assert (ROOT / "docs" / name).stat().st_size > 1000
