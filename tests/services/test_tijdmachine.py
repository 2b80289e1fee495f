"""The casus as it was known: after random acts each moment shows what was read then."""

from __future__ import annotations

import contextlib
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.services.test_ongedaan_maken import ACTS, BEGIN, NIEUW

NOON = datetime(VANDAAG.year, VANDAAG.month, VANDAAG.day, 11, tzinfo=UTC)


def _clocked(s: Sessie) -> None:
    """Every act one second after the one before."""
    seconds = iter(range(10**6))
    s.context.store.clock = lambda: NOON + timedelta(seconds=next(seconds))


@pytest.mark.parametrize("seed", range(2))
def test_the_walk_back_gives_the_dossier_as_it_was_read(lege_sessie: Sessie, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    s = lege_sessie
    _clocked(s)
    s.zittingen.plan(ZittingSoort.RET, date(2026, 10, 1))
    first = s.casussen.add(NIEUW)
    seen = {}
    names = sorted(set(ACTS) - {"vtb"})
    for _ in range(30):
        number = chance.randint(0, 40)
        with contextlib.suppress(ExpertteamError, IndexError):
            draw = chance.random()
            if draw < 0.15:
                s.ongedaan.maak_ongedaan()
            elif draw < 0.25:
                s.ongedaan.doe_opnieuw()
            else:
                ACTS[chance.choice(names)](s, number, BEGIN + timedelta(days=number))
        ids = s.casussen.find(CasusFilter(status="alle"))
        if first in ids:
            changes = s.tijdmachine.wijzigingen(first)
            seen[changes[-1].regel] = s.casussen.dossier(first)
        elif not ids:
            s.casussen.add(NIEUW)
    changes = s.tijdmachine.wijzigingen(first)
    assert len(seen) > 3
    assert {c.regel for c in changes} >= set(seen)
    for change in changes:
        if change.regel in seen:
            then = s.tijdmachine.na(first, change).dossier
            assert then is not None
            # Brothers and sisters are of the gezin: they may have come between two changes of this casus.
            assert then.gezinsleden[0].id > 0
            was = seen[change.regel]
            assert [f for f in was.__slots__ if f != "gezinsleden" and getattr(then, f) != getattr(was, f)] == []


def test_by_day_and_before_it_was_known(lege_sessie: Sessie) -> None:
    s = lege_sessie
    days = iter([NOON - timedelta(days=9), NOON - timedelta(days=4), NOON])
    s.context.store.clock = lambda: next(days)
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "eerste")
    s.casussen.change(casus, "vraag", "tweede")
    day = VANDAAG
    assert s.tijdmachine.op(casus, day - timedelta(days=10)).dossier is None
    texts = [s.tijdmachine.op(casus, day - timedelta(days=n)).dossier for n in (9, 5, 4, 1, 0)]
    assert [d.vraag for d in texts if d is not None] == ["", "", "eerste", "eerste", "tweede"]
    assert [c.handeling for c in s.tijdmachine.wijzigingen(casus)] == [
        "casus aangemeld",
        "vraag gewijzigd",
        "vraag gewijzigd",
    ]


def test_what_was_removed_is_seen_again_in_its_time(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = s.casussen.add(NIEUW)
    hiaat = s.codering.add_hiaat(casus, "gezinshuis", "geen-capaciteit", BEGIN)
    s.codering.remove_hiaat(hiaat)
    changes = s.tijdmachine.wijzigingen(casus)
    dossiers = [s.tijdmachine.na(casus, change).dossier for change in changes]
    assert [len(d.hiaten) for d in dossiers if d is not None] == [0, 1, 0]
