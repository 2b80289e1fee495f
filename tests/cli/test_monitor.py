"""The half-yearly monitor from a terminal: frozen once, shown and compared ever after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.domain.periode import Periode
from tests.cli.conftest import answer


def asked(capsys: pytest.CaptureFixture[str], kluis: Path, *options: str) -> dict[str, object]:
    return answer(capsys, "monitor", "--kluis", str(kluis), *options)


def test_it_is_made_frozen_shown_compared_and_written(
    kluis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    periode = Periode.half_of(date.today()).code
    loose = asked(capsys, kluis, "--periode", periode)
    assert loose["meetmoment"] is None
    frozen = asked(capsys, kluis, "--periode", periode, "--bevries", "--naar", str(tmp_path))
    assert frozen["sha256"] == loose["sha256"]
    number = frozen["meetmoment"]
    assert isinstance(number, int)
    shown = asked(capsys, kluis, "--meetmoment", str(number), "--vergelijk")
    assert shown["tabellen"] == frozen["tabellen"]
    assert shown["verschillen"] == shown["definities_gewijzigd"] == []
    assert {path.name for path in tmp_path.iterdir()} == {f"monitor-{periode}.pdf", f"monitor-{periode}.xlsx"}
    capsys.readouterr()
    assert run(["monitor", "--kluis", str(kluis), "--meetmoment", str(number)]) == 0
    assert "Wat kwam en wat ging" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "Kies een periode of een meetmoment"),
        (["--periode", "2026-H1", "--meetmoment", "1"], "Kies een periode of een meetmoment"),
        (["--meetmoment", "1", "--bevries"], "ligt al vast"),
        (["--periode", "2026-H1", "--vergelijk"], "alleen met een meetmoment"),
        (["--meetmoment", "999"], "bestaat niet"),
    ],
)
def test_what_cannot_be_is_said(kluis: Path, options: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["monitor", "--kluis", str(kluis), *options]) == 2
    assert says in capsys.readouterr().err
