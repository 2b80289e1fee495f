"""The self-test works here, and says which step failed where something is really missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from expertteam_app import resources
from expertteam_app.services.zelftest import Mislukt, Stap, Uitslag, diagnose, kernel_steps, run_steps

ROOT = Path(__file__).resolve().parents[2]


def started(*options: str, tree: Path = ROOT) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "expertteam_app", "--zelftest", *options],
        env={**os.environ, "PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        cwd=tree.parent,
    )
    return done.returncode, done.stdout


def test_a_missing_folder_is_named_and_the_other_steps_go_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    half = tmp_path / "resources"
    half.mkdir()
    for each in resources.resources_dir().iterdir():
        if each.name not in {"zelftest", "icons"}:
            (half / each.name).symlink_to(each)
    monkeypatch.setattr(resources, "resources_dir", lambda: half)
    steps = [s for s in kernel_steps() if s.naam in {"Bestanden van het programma", "Oude kluis bijwerken"}]
    files, old, clean = run_steps([*steps, Stap("Later", lambda _folder: "gedaan")][:2])
    assert not files.goed
    assert files.verslag == "Bestand ontbreekt in de installatie: icons/lock.svg"
    assert not old.goed
    assert clean.goed


def test_each_step_of_a_broken_installation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    tree = tmp_path / "installatie"
    code = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "expertteam_app", tree / "expertteam_app", ignore=code)
    shutil.copytree(ROOT / "resources", tree / "resources")
    for name in (
        "gewone-woorden.txt",
        "zelftest/lijst.xlsx",
        "fonts/IBMPlexSans-Regular.ttf",
        "handleiding/01-begin.md",
    ):
        (tree / "resources" / name).unlink()
    (tree / "highspy.py").write_text("raise ImportError('het onderdeel ontbreekt')")
    for path in (tree / "expertteam_app" / "db" / "migrations" / "versions").glob("0005*"):
        path.unlink()
    done, said = started(tree=tree)
    failed = {line.removeprefix("FOUT  ").split(":")[0] for line in said.splitlines() if line.startswith("FOUT")}
    assert done == 1
    assert failed == {step.naam for step in kernel_steps()} | {
        "Letters, tekens en woorden",
        "Venster openen en vergrendelen",
    }
    assert "Lijst inlezen" in said.splitlines()[-1]
    assert said.splitlines()[-1].startswith("Niet goed: Bestanden van het programma, Kluis maken en openen, ")
    assert str(tmp_path) not in said
    assert not list(tmp_path.glob("expertteam-*")), "nothing is left behind"


def test_reasons_hold_no_text_of_data(tmp_path: Path) -> None:
    def breaks(_folder: Path) -> str:
        raise ValueError(f"Fien Fictief {tmp_path}")

    def tells(_folder: Path) -> str:
        raise Mislukt("het werkblad is leeg")

    seen: list[Path] = []

    def looks(folder: Path) -> str:
        seen.append(folder)
        return "klaar"

    first, second, third, clean = run_steps([Stap("Een", breaks), Stap("Twee", tells), Stap("Drie", looks)])
    assert (first.goed, second.goed, third.goed, clean.goed) == (False, False, True, True)
    assert "Fictief" not in first.regel
    assert first.verslag.startswith("ValueError in ")
    assert second.verslag == "het werkblad is leeg"
    assert not seen[0].exists()
    assert "FOUT  Een: ValueError in " in diagnose([first, second])


def test_a_line_says_how_it_went() -> None:
    assert Uitslag("Stap", goed=True, verslag="vijf", seconden=1.26).regel == "goed  Stap: vijf (1.3 s)"
