"""The casus as it was known: after random acts each moment shows what was read then."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import pytest

from expertteam_app.db.tables import GezinRow
from expertteam_app.domain.dossier import CasusFilter
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.netwerk import Netwerk
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.domain.uitspraak import NieuweUitspraak, UitspraakSoort
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie
from expertteam_app.services.tijdmachine import Toen
from tests.conftest import VANDAAG
from tests.services.test_ongedaan_maken import ACTS, BEGIN, NIEUW

T = TypeVar("T")
NOON = datetime(VANDAAG.year, VANDAAG.month, VANDAAG.day, 11, tzinfo=UTC)


def _clocked(s: Sessie) -> None:
    """Every act one second after the one before."""
    seconds = iter(range(10**6))
    s.context.store.clock = lambda: NOON + timedelta(seconds=next(seconds))


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def _any(found: Sequence[T], number: int) -> T:
    return found[number % len(found)]


def _gezin(s: Sessie, n: int) -> Netwerk:
    return s.gezinnen.netwerk_van_casus(casus_at(s, n))


def _lid(s: Sessie, n: int, d: date) -> None:
    net = _gezin(s, n)
    s.gezinnen.add_lid(
        net.gezin_id,
        NieuwLid(f"Mens{n}", geboortedatum=d - timedelta(days=14000)),
        [NieuweRelatie(k.id, "112" if n % 2 else "113") for k in net.kinderen[: 1 + n % 2]],
    )


def _partner(s: Sessie, n: int, _d: date) -> None:
    net = _gezin(s, n)
    s.gezinnen.add_partner(net.leden[0].id, net.leden[1].id, "gehuwd")


def _toestemming(s: Sessie, n: int, d: date) -> None:
    s.toestemmingen.add(casus_at(s, n), NieuweToestemming(f"School {n % 4}", "plan", "toestemming", d))


def _antwoord(s: Sessie, n: int, _d: date) -> None:
    info = _any(s.toestemmingen.van_casus(casus_at(s, n)).toestemmingen, n)
    gever = _any(info.gevers, n).gever
    s.toestemmingen.antwoord(info.id, gever.id, ("ja", "nee", "ja", "")[n % 4], VANDAAG - timedelta(days=n % 9))


def _intrekken(s: Sessie, n: int, _d: date) -> None:
    info = _any(s.toestemmingen.van_casus(casus_at(s, n)).toestemmingen, n)
    s.toestemmingen.intrekken(info.id, _any(info.gevers, n).gever.id, VANDAAG, f"reden {n}")


def _startfoto(s: Sessie, n: int, d: date) -> None:
    found = _any(s.uithuisplaatsingen.of(casus_at(s, n)), n)
    s.uithuisplaatsingen.change(found.id, "eigen_gezin", bool(n % 2))
    s.uithuisplaatsingen.change(found.id, "datum_toewijzing", d)


MORE: dict[str, Callable[[Sessie, int, date], object]] = {
    "lid": _lid,
    "lid anders": lambda s, n, _d: s.gezinnen.change_lid(_any(_gezin(s, n).leden, n).id, "voornaam", f"Nieuw{n}"),
    "lid weg": lambda s, n, _d: s.gezinnen.remove_lid(_any(_gezin(s, n).leden, n).id),
    "gezag": lambda s, n, _d: s.gezinnen.change_relatie(_any(_gezin(s, n).relaties, n).id, "woont_samen", bool(n % 2)),
    "partner": _partner,
    "verhuist": lambda s, n, _d: s.kinderen.move(s.casussen.dossier(casus_at(s, n)).jeugdige.id, None),
    "kan niet oordelen": lambda s, n, d: s.toestemmingen.zelf_oordelen(casus_at(s, n), d, f"arts {n % 2}"),
    "toestemming": _toestemming,
    "antwoord": _antwoord,
    "ingetrokken": _intrekken,
    "uitspraak": lambda s, n, d: s.uitspraken.add(
        casus_at(s, n), NieuweUitspraak(UitspraakSoort.FEIT, f"Iets {n}", "school", d)
    ),
    "uitspraak weg": lambda s, n, _d: s.uitspraken.remove(_any(s.uitspraken.van_casus(casus_at(s, n)), n).id),
    "voornemen": lambda s, n, d: s.uithuisplaatsingen.add(casus_at(s, n), d),
    "startfoto": _startfoto,
    "voornemen weg": lambda s, n, _d: s.uithuisplaatsingen.remove(_any(s.uithuisplaatsingen.of(casus_at(s, n)), n).id),
    "plan": lambda s, n, d: s.toekomstplannen.store(casus_at(s, n), d, ["wonen"][: n % 2], f"Eigenaar {n}"),
    "plan weg": lambda s, n, _d: s.toekomstplannen.remove(casus_at(s, n)),
    "bijlage": lambda s, n, _d: s.bijlagen.add(casus_at(s, n), f"foto {n}.png", PNG + bytes([n])),
    "bijlage anders": lambda s, n, _d: s.bijlagen.change(_any(s.bijlagen.of(casus_at(s, n)), n).id, "naam", f"f{n}"),
    "bijlage weg": lambda s, n, _d: s.bijlagen.throw_away(_any(s.bijlagen.of(casus_at(s, n)), n).id),
}


def casus_at(s: Sessie, number: int) -> int:
    ids = s.casussen.find(CasusFilter(status="alle"))
    return ids[number % len(ids)]


def read_now(s: Sessie, casus: int) -> Toen:
    """What the parts of the dossier themselves read."""
    dossier = s.casussen.dossier(casus)
    with s.context.read() as session:
        gezin = session.get_one(GezinRow, dossier.gezin_id).toelichting
    return Toen(
        VANDAAG,
        dossier,
        s.gezinnen.netwerk_van_casus(casus),
        gezin,
        s.uitspraken.van_casus(casus),
        s.toekomstplannen.of_casus(casus),
        s.uithuisplaatsingen.of(casus),
        s.toestemmingen.van_casus(casus),
        s.klokken.van_casus(casus),
        s.bijlagen.of(casus),
    )


def differences(then: Toen, was: Toen) -> list[str]:
    return [f for f in was.__slots__ if getattr(then, f) != getattr(was, f)]


@pytest.mark.parametrize("seed", range(2))
def test_the_walk_back_gives_every_part_as_it_was_read(lege_sessie: Sessie, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    s = lege_sessie
    _clocked(s)
    s.zittingen.plan(ZittingSoort.RET, date(2026, 10, 1))
    first = s.casussen.add(NIEUW)
    seen = {}
    acts = {**ACTS, **MORE} if seed % 2 else {**{n: a for n, a in ACTS.items() if n in {"naam", "aanmelden"}}, **MORE}
    names = sorted(set(acts) - {"vtb"})
    for _ in range(30):
        number = chance.randint(0, 40)
        with contextlib.suppress(ExpertteamError, IndexError, ZeroDivisionError):
            draw = chance.random()
            if draw < 0.1:
                s.ongedaan.maak_ongedaan()
            elif draw < 0.15:
                s.ongedaan.doe_opnieuw()
            else:
                acts[chance.choice(names)](s, number, BEGIN + timedelta(days=number))
        ids = s.casussen.find(CasusFilter(status="alle"))
        if first in ids:
            changes = s.tijdmachine.wijzigingen(first)
            seen[changes[-1].regel] = read_now(s, first)
        elif not ids:
            s.casussen.add(NIEUW)
    changes = s.tijdmachine.wijzigingen(first)
    assert len(seen) > 3
    assert {c.regel for c in changes} >= set(seen)
    for change in changes:
        if change.regel in seen:
            assert differences(s.tijdmachine.na(first, change), seen[change.regel]) == [], change.handeling


def test_a_merged_casus_shows_what_hung_on_it_before_it_went_up(lege_sessie: Sessie) -> None:
    s = lege_sessie
    _clocked(s)
    stays, goes = s.casussen.add(NIEUW), s.casussen.add(NIEUW)
    s.toestemmingen.add(goes, NieuweToestemming("School", "plan", "toestemming", BEGIN))
    s.uitspraken.add(goes, NieuweUitspraak(UitspraakSoort.MENING, "Het gaat beter", "", None))
    before = {casus: read_now(s, casus) for casus in (stays, goes)}
    at = {casus: s.tijdmachine.wijzigingen(casus)[-1] for casus in (stays, goes)}
    s.samenvoegen.voeg_samen(stays, goes, "dubbel")
    assert s.toestemmingen.van_casus(stays).toestemmingen
    for casus in (stays, goes):
        assert differences(s.tijdmachine.na(casus, at[casus]), before[casus]) == []


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
