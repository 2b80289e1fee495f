"""kill -9 at any moment of every kind of write: nothing that was told is lost, and nothing is half done."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.end_to_end import acts_folder, acts_rows
from tests.end_to_end.killing import Act, rounds_of

ACTS: tuple[type[Act], ...] = (
    acts_rows.Veld,
    acts_rows.Casus,
    acts_rows.Rijen,
    acts_rows.Tafel,
    acts_rows.Bijlage,
    acts_rows.Inlezen,
    acts_rows.Ongedaan,
    acts_rows.Vernietiging,
    acts_folder.Bijwerken,
    acts_folder.Sleutel,
    acts_folder.Reservekopie,
    acts_folder.Terugzetten,
    acts_folder.Maken,
    acts_folder.Gebruikers,
)

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows"),
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__.lower())
def test_what_was_told_is_there_and_nothing_is_half(act: type[Act], tmp_path: Path, small_kluis: Path) -> None:
    done = rounds_of(act, tmp_path, small_kluis)
    sys.stdout.write(f"{act.__name__}: {done} rondes\n")


def test_a_usual_run_is_fifty_rounds_or_more() -> None:
    assert sum(act.rounds for act in ACTS) >= 50
