"""kill -9 while someone types: at most the last second is lost, and nothing comes twice. Prints what was lost."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from tests.conftest import open_sessie
from tests.end_to_end.killing import ROUNDS, chance_of, killed_after
from tests.end_to_end.typen import type_on

A_SECOND = 1.0
LONGEST = 4.0 if ROUNDS else 2.0
"""Seconds of typing before the kill."""
Typed = list[tuple[float, str]]

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows"),
]


def lost_time(typed: Typed, found: int, moment: float) -> float:
    """Seconds between the first letter that was not found again and the kill; 0 when every letter was found.

    Args:
        typed: every keystroke that is no space, with its moment.
        found: how many of them were found again.
        moment: of the kill.
    """
    return moment - typed[found][0] if found < len(typed) else 0.0


def told(what: str, lost: list[float]) -> None:
    """Print how much was lost over the rounds."""
    lost.sort()
    sys.stdout.write(
        f"{what}, {len(lost)} rondes: verloren mediaan {lost[len(lost) // 2]:.2f} s, meest {lost[-1]:.2f} s\n"
    )


def found_again(s: Sessie, casus: int) -> str:
    """What stands in the field, or in the draft beside it when that is longer."""
    texts = [s.casussen.dossier(casus).vraag]
    for sleutel, (values, _moment) in s.concepten.all().items():
        if sleutel.startswith("velden-KernTab-") and sleutel.endswith(f"-{casus}") and isinstance(values, dict):
            texts.append(str(values.get("vraag", "")))
    return max(texts, key=len)


def test_of_what_is_typed_at_most_the_last_second_is_lost(tmp_path: Path, small_kluis: Path) -> None:
    path = practice_path(tmp_path)
    shutil.copytree(small_kluis, path)
    chance = chance_of("veld")
    lost: list[float] = []
    s = open_sessie(path)
    for number in range(ROUNDS or 2):
        casus = s.casussen.find(CasusFilter())[0]
        s.casussen.change(casus, "vraag", "")
        for sleutel in s.concepten.all():
            s.concepten.keep(sleutel, None)
        s.kluis.close()
        killed = killed_after(partial(type_on, tmp_path, chance.randrange(10**6), None), chance.uniform(0.2, LONGEST))
        typed: Typed = killed.told
        s = open_sessie(path)  # to look, and to make ready for the next round
        found, whole = found_again(s, casus), "".join(letter for _, letter in typed)
        must = "".join(letter for when, letter in typed if when <= killed.moment - A_SECOND).strip()
        assert s.beheer.controle() == ()
        assert found.startswith(must), f"ronde {number}: {len(must)} tekens verwacht, {len(found)} gevonden"
        gone = [when for when, letter in typed[len(found) :] if letter.strip()] if whole.startswith(found) else []
        lost.append(killed.moment - gone[0] if gone else 0.0)
    s.kluis.close()
    told("Een veld", lost)


def at_the_table(s: Sessie, punt: int) -> str:
    """The lines of an item and what is half typed there, without spaces."""
    lines = [regel.tekst for regel in s.tafelregels.of_punt(punt)]
    kept = s.concepten.all().get(f"tafelregel.{punt}")
    draft = str(kept[0].get("regel", "")) if kept is not None and isinstance(kept[0], dict) else ""
    return "".join("".join([*lines, draft.removeprefix("i ")]).split())


def test_a_power_cut_in_the_middle_of_a_session_loses_at_most_a_second(tmp_path: Path, small_kluis: Path) -> None:
    path = practice_path(tmp_path)
    shutil.copytree(small_kluis, path)
    chance = chance_of("tafel")
    lost: list[float] = []
    for number in range(ROUNDS or 2):
        s = open_sessie(path)
        zitting = s.zittingen.plan(ZittingSoort.RET, date(2025, 6, 2))
        punt = s.agendapunten.add_onderwerp(zitting, "Stroomuitval (fictief)")
        s.kluis.close()
        killed = killed_after(
            partial(type_on, tmp_path, chance.randrange(10**6), zitting), chance.uniform(0.5, LONGEST)
        )
        s = open_sessie(path)
        found = at_the_table(s, punt)
        letters: Typed = [(when, letter) for when, letter in killed.told if letter.strip()]
        assert s.beheer.controle() == ()
        s.kluis.close()
        whole = "".join(letter for _, letter in letters)
        assert whole.startswith(found), "nothing twice, nothing that was not typed"
        lost.append(lost_time(letters, len(found), killed.moment))
        assert lost[-1] <= A_SECOND, f"ronde {number}: {lost[-1]:.2f} s kwijt"
    told("Aan tafel", lost)
