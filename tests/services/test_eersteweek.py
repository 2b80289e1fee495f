"""The first week in the Oefenkluis: a task is done when it was really done, by this user, after the week began."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from expertteam_app.domain.access import Rol
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.eersteweek import ROLLEN, done, parse_taken
from expertteam_app.domain.errors import UserError
from expertteam_app.security.kdf import KdfParams
from expertteam_app.services.eersteweek import all_tasks
from expertteam_app.services.kluis import create_kluis, open_kluis
from expertteam_app.services.sessie import Sessie
from tests.conftest import PROGRAM


def test_every_role_has_a_week_and_every_task_can_be_done() -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted((PROGRAM / "services").glob("*.py")))
    acts = [*re.findall(r'write\(f?"([^"{]+)', source), "ongedaan gemaakt: ", "vraag gewijzigd"]
    for rol in ROLLEN:
        assert 6 <= sum(rol in t.rollen for t in all_tasks()) <= 10
    for taak in all_tasks():
        assert any(act.startswith(taak.klaar) for act in acts), taak.id
        assert len(taak.uitleg.split()) < 40
    assert len({t.id for t in all_tasks()}) == len(all_tasks())


def test_a_task_is_ticked_by_doing_it_and_what_came_before_does_not_count(sessie: Sessie) -> None:
    casus = sessie.casussen.find(CasusFilter())[0]
    assert sessie.eersteweek.week() is None
    sessie.casussen.change(casus, "vraag", "Wat helpt nu?")
    sessie.eersteweek.begin(Rol.TOEGANGSMEDEWERKER)
    week = sessie.eersteweek.week()
    assert week is not None
    assert week.gedaan == frozenset()
    assert {t.id for t in week.taken} >= {"vraag", "zoekregel", "terug"}
    sessie.casussen.change(casus, "vraag", "Wat helpt morgen?")
    sessie.inzages.casus(casus)
    sessie.ongedaan.maak_ongedaan()
    again = sessie.eersteweek.week()
    assert again is not None
    assert again.gedaan >= {"vraag", "kijken"}
    sessie.eersteweek.begin(Rol.SECRETARIS)
    anew = sessie.eersteweek.week()
    assert anew is not None
    assert (anew.rol, anew.gedaan) == (Rol.SECRETARIS, frozenset())


@pytest.fixture
def echt(tmp_path: Path) -> Iterator[Sessie]:
    path = tmp_path / "echt.kluis"
    create_kluis(path, "RET", "Vera", "vier losse woorden samen", kdf=KdfParams.floor())
    sessie = Sessie(*open_kluis(path, "Vera", "vier losse woorden samen"))
    yield sessie
    sessie.kluis.close()


def test_a_real_kluis_is_not_for_practice(echt: Sessie) -> None:
    with pytest.raises(UserError, match="Oefenkluis"):
        echt.eersteweek.begin(Rol.VOORZITTER)
    assert echt.eersteweek.week() is None


def test_only_the_beginning_of_an_act_counts() -> None:
    text = '[[taak]]\nid="a"\nrollen=["voorzitter"]\ntitel="A"\nuitleg="B"\npagina="ret"\nklaar=["stap "]\n'
    taken = parse_taken(text)
    assert done(taken, ["stap 3 begonnen"]) == {"a"}
    assert done(taken, ["een stap terug", "stappen geteld"]) == frozenset()
    with pytest.raises(ValueError, match="koning"):
        parse_taken(text.replace("voorzitter", "koning"))
