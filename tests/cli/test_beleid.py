"""`expertteam beleid toon`, and what a policy means for the other commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from expertteam_app.cli import run
from expertteam_app.documents import stijl
from expertteam_app.services.beleid import machine_place

Policy = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _house_style() -> Iterator[None]:
    yield
    stijl.print_friendly(on=False)


def test_without_a_policy_everything_is_free(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["beleid", "toon"]) == 0
    said = capsys.readouterr().out
    assert str(machine_place()) in said
    assert "vast" not in said
    assert said.count("vrij") == 7


def test_a_policy_is_shown_setting_by_setting(policy: Policy, capsys: pytest.CaptureFixture[str]) -> None:
    path = policy("thema = 'licht'\noefenkluis = false\nvergrendelen-na = 7")
    assert run(["beleid", "toon"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["Bestand:", str(path)]
    assert ["thema", "licht", "vast"] in lines
    assert ["oefenkluis", "false", "vast"] in lines
    assert ["tekstgrootte", "vrij"] in lines
    assert run(["beleid", "toon", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["vast"] == {"thema": "licht", "oefenkluis": False, "vergrendelen-na": 7}
    assert found["fouten"] == []


def test_a_wrong_policy_is_told_in_a_sentence_and_ends_with_3(
    policy: Policy, capsys: pytest.CaptureFixture[str]
) -> None:
    policy("thema = 'licht'\nkleur = 3")
    assert run(["beleid", "toon", "--json"]) == 3
    said = capsys.readouterr()
    assert json.loads(said.out)["vast"] == {"thema": "licht"}
    assert "Regel 2 (kleur): deze instelling bestaat niet." in said.err


def test_no_demo_where_no_practice_is_offered(
    policy: Policy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy("oefenkluis = false")
    assert run(["demo", str(tmp_path / "k"), "--casussen", "1"]) == 2
    assert "geen Oefenkluis" in capsys.readouterr().err
    assert not list(tmp_path.glob("k*"))


def test_a_verslag_follows_the_option_and_the_policy(policy: Policy, filled_kluis: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(filled_kluis, tmp_path / "eigen.kluis"))

    def made(name: str, *words: str) -> bytes:
        path = tmp_path / name
        assert run(["verslag", _first(copy), "--kluis", str(copy), "--naar", str(path), *words]) == 0
        return path.read_bytes()

    house, plain = made("a.pdf"), made("b.pdf", "--printvriendelijk")
    assert house != plain
    policy("printvriendelijk = true")
    assert made("c.pdf") == plain
    policy("printvriendelijk = false")
    assert made("d.pdf", "--printvriendelijk") == house


def _first(kluis: Path) -> str:
    from expertteam_app.domain.zitting import ZittingStatus
    from tests.conftest import open_sessie

    s = open_sessie(kluis)
    try:
        return next(z.nummer for z in s.zittingen.all() if z.status is not ZittingStatus.VASTGESTELD)
    finally:
        s.kluis.close()
