"""kill -9 at any moment: of what was typed at most the last second is lost; an undo has happened or it has not.

``EXPERTTEAM_KILL_RONDES=200`` makes it a long run; it prints what was lost.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from expertteam_app.db.tables import CasusRow
from expertteam_app.domain.bewaren import Dossiersoort, Grond, Stand
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.plaatsen import practice_path
from expertteam_app.services.sessie import Sessie
from tests.conftest import open_sessie

ROUNDS = int(os.environ.get("EXPERTTEAM_KILL_RONDES", "3"))
TYPIST = Path(__file__).with_name("typen.py")
ROOT = Path(__file__).resolve().parents[2]
A_SECOND = 1.0

UNDOER = """
import sys
from pathlib import Path
from tests.conftest import open_sessie

s = open_sessie(Path(sys.argv[1]))
casus = int(sys.argv[3])
s.casussen.change(casus, "vraag", sys.argv[2])
print("klaar", flush=True)
while True:
    s.ongedaan.maak_ongedaan()
    s.ongedaan.doe_opnieuw()
"""

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows"),
]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def typed_until_the_kill(folder: Path, seed: int, seconds: float, *more: str) -> tuple[list[tuple[float, str]], float]:
    """Lets someone type, kills the program after so many seconds; gives the keystrokes and the moment of the kill."""
    command = [sys.executable, str(TYPIST), str(folder), str(seed), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(seconds)
        moment = time.monotonic()
        child.send_signal(signal.SIGKILL)
        lines = [first, *child.stdout.read().splitlines()]
        assert child.wait() == -signal.SIGKILL
    pairs = [line.split() for line in lines]
    return [(float(p[0]), chr(int(p[1]))) for p in pairs if len(p) == 2 and p[1].isdecimal()], moment


def lost_time(typed: list[tuple[float, str]], found: int, moment: float) -> float:
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


def test_of_what_is_typed_at_most_the_last_second_is_lost(tmp_path: Path, filled_kluis: Path) -> None:
    path = practice_path(tmp_path)
    shutil.copytree(filled_kluis, path)
    chance = random.Random(int(os.environ.get("EXPERTTEAM_KILL_ZAAD", "7")))  # noqa: S311 - no secret
    lost: list[float] = []
    s = open_sessie(path)
    for number in range(ROUNDS):
        casus = s.casussen.find(CasusFilter())[0]
        s.casussen.change(casus, "vraag", "")
        for sleutel in s.concepten.all():
            s.concepten.keep(sleutel, None)
        s.kluis.close()
        typed, moment = typed_until_the_kill(tmp_path, chance.randrange(10**6), chance.uniform(0.2, 4.0))
        s = open_sessie(path)  # to look, and to make ready for the next round
        found, whole = found_again(s, casus), "".join(letter for _, letter in typed)
        must = "".join(letter for when, letter in typed if when <= moment - A_SECOND).strip()
        assert s.beheer.controle() == ()
        assert found.startswith(must), f"ronde {number}: {len(must)} tekens verwacht, {len(found)} gevonden"
        gone = [when for when, letter in typed[len(found) :] if letter.strip()] if whole.startswith(found) else []
        lost.append(moment - gone[0] if gone else 0.0)
    s.kluis.close()
    told("Een veld", lost)


def at_the_table(s: Sessie, punt: int) -> str:
    """The lines of an item and what is half typed there, without spaces."""
    lines = [regel.tekst for regel in s.tafelregels.of_punt(punt)]
    kept = s.concepten.all().get(f"tafelregel.{punt}")
    draft = str(kept[0].get("regel", "")) if kept is not None and isinstance(kept[0], dict) else ""
    return "".join("".join([*lines, draft.removeprefix("i ")]).split())


def test_a_power_cut_in_the_middle_of_a_session_loses_at_most_a_second(tmp_path: Path, filled_kluis: Path) -> None:
    path = practice_path(tmp_path)
    shutil.copytree(filled_kluis, path)
    chance = random.Random(int(os.environ.get("EXPERTTEAM_KILL_ZAAD", "7")))  # noqa: S311 - no secret
    lost: list[float] = []
    for number in range(max(2, ROUNDS // 3)):
        s = open_sessie(path)
        zitting = s.zittingen.plan(ZittingSoort.RET, date(2025, 6, 2))
        punt = s.agendapunten.add_onderwerp(zitting, "Stroomuitval (fictief)")
        s.kluis.close()
        typed, moment = typed_until_the_kill(tmp_path, chance.randrange(10**6), chance.uniform(2.0, 6.0), str(zitting))
        s = open_sessie(path)
        found = at_the_table(s, punt)
        letters = [(when, letter) for when, letter in typed if letter.strip()]
        assert s.beheer.controle() == ()
        s.kluis.close()
        whole = "".join(letter for _, letter in letters)
        assert whole.startswith(found), "nothing twice, nothing that was not typed"
        lost.append(lost_time(letters, len(found), moment))
        assert lost[-1] <= A_SECOND, f"ronde {number}: {lost[-1]:.2f} s kwijt"
    told("Aan tafel", lost)


def test_an_undo_that_is_killed_has_happened_or_has_not(tmp_path: Path, filled_kluis: Path) -> None:
    path = tmp_path / "eigen.kluis"
    shutil.copytree(filled_kluis, path)
    chance = random.Random(11)  # noqa: S311 - no secret
    s = open_sessie(path)
    for number in range(max(3, ROUNDS // 3)):
        casussen = s.casussen.find(CasusFilter())
        casus = casussen[number % len(casussen)]  # another one, or the rounds would be one visit to one field
        before = s.casussen.dossier(casus).vraag
        s.kluis.close()
        after = f"Ronde {number}?"
        command = [sys.executable, "-c", UNDOER, str(path), after, str(casus)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "klaar\n"
            time.sleep(chance.uniform(0.01, 0.6))
            child.send_signal(signal.SIGKILL)
            assert child.wait() == -signal.SIGKILL
        s = open_sessie(path)  # to look, and for the next round
        back, again = s.ongedaan.volgende()
        assert s.beheer.controle() == ()
        if s.casussen.dossier(casus).vraag == after:
            assert back is not None
            assert back.handeling == "vraag gewijzigd"
        else:
            assert s.casussen.dossier(casus).vraag == before
            assert again is not None
            assert again.handeling == "vraag gewijzigd"
    s.kluis.close()


DESTROYER = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.bewaren import Dossiersoort
from expertteam_app.services.kluis import OEFENAAR, OEFENZIN, open_kluis
from expertteam_app.services.sessie import Sessie
kluis, context = open_kluis(Path(sys.argv[1]), OEFENAAR, OEFENZIN, vandaag=lambda: date(2026, 11, 20))
other = Sessie(kluis, replace(context, actor=Actor("Tweede Voorbeeld", Rol.SECRETARIS)))
print("klaar", flush=True)
other.bewaren.destroy(Dossiersoort.CASUS, int(sys.argv[2]))
kluis.close()
"""


def test_a_vernietiging_that_is_killed_is_whole_or_has_not_happened(tmp_path: Path, filled_kluis: Path) -> None:
    path = tmp_path / "weg.kluis"
    shutil.copytree(filled_kluis, path)
    chance = random.Random(5)  # noqa: S311 - no secret
    s = open_sessie(path)
    over = [r.dossier.id for r in s.bewaren.all() if r.dossier.soort is Dossiersoort.CASUS and r.stand is Stand.BEWAREN]
    for number in range(min(ROUNDS, len(over))):
        casus = over[number]
        naam = s.casussen.dossier(casus).jeugdige.naam
        s.bewaren.propose(Dossiersoort.CASUS, casus, Grond.VERZOEK)
        s.kluis.close()
        command = [sys.executable, "-c", DESTROYER, str(path), str(casus)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "klaar\n"
            time.sleep(chance.uniform(0.0, 0.5))
            child.send_signal(signal.SIGKILL)
            child.wait()
        s = open_sessie(path)
        assert s.beheer.controle() == ()
        if casus in s.casussen.find(CasusFilter(status="alle")):
            assert s.casussen.dossier(casus).jeugdige.naam == naam
            s.bewaren.withdraw(Dossiersoort.CASUS, casus)
        else:
            with s.context.read() as session:
                row = session.get_one(CasusRow, casus)
                assert (row.vernietigd_op, row.jeugdige.achternaam) == (date(2026, 11, 20), "")
    s.kluis.close()
