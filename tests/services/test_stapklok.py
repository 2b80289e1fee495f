"""One definition of how long a stay on a step lasts: everything that shows it, shows the same days and verdict."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from expertteam_app.domain.bord import BordFilter
from expertteam_app.domain.casus import Richting
from expertteam_app.domain.dossier import CasusDossier, CasusFilter, NieuweCasus, StapStand
from expertteam_app.domain.errors import UserError
from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.opschaling import Opschalingsmodel, Uitval
from expertteam_app.domain.stapklok import CODE
from expertteam_app.domain.waarom import Over, Vraag
from expertteam_app.services.sessie import Sessie

OPEN = CasusFilter(status="open")
ANDERS = date(2026, 7, 1)


def own_klok(s: Sessie) -> None:
    """The region lets D1 run on the days of the office, and stand still for one reason only."""
    klok = next(info.klok for info in s.klokken.alle() if info.klok.code == CODE)
    s.klokken.publiceer(
        replace(
            klok, profiel=Profiel.KANTOOR, pauzeredenen=("wacht-op-gezin",), geldig_vanaf=ANDERS, bron="besluit RET"
        )
    )
    s.klokken.add_sluitingsdagen("", date(2026, 8, 3), date(2026, 8, 7), "zomersluiting")


def live(s: Sessie, casus_id: int, rng: random.Random) -> None:
    """Some acts on a casus, each a few days after the last thing that happened; what the rules refuse is left out."""
    for _ in range(rng.randrange(1, 7)):
        dossier = s.casussen.dossier(casus_id)
        day = max(e.datum for e in dossier.tijdlijn) + timedelta(days=rng.randrange(1, 15))
        day = min(day, s.context.vandaag())
        stap = dossier.stand.stap or 1
        reason = rng.choice(("wacht-op-gezin", "ziekte-of-opname"))
        acts = {
            "pauze": partial(s.casussen.pauzeren, casus_id, day, reason, telt=rng.random() < 0.8),
            "hervat": partial(s.casussen.hervatten, casus_id, day),
            "op": partial(s.casussen.opschalen, casus_id, min(5, stap + 1), day, "het lukt niet"),
            "af": partial(s.casussen.opschalen, casus_id, max(1, stap - 1), day, "het gaat beter"),
            "dicht": partial(s.casussen.afsluiten, casus_id, day, "advies-gegeven"),
            "open": partial(s.casussen.heropenen, casus_id, day, "het loopt weer vast"),
        }
        try:
            acts[rng.choice(sorted(acts))]()
        except UserError:
            continue


def present(dossier: CasusDossier) -> StapStand:
    return next(s for s in dossier.ladder if s.huidig)


def running(s: Sessie, casus_id: int, stap: int) -> KlokStand:
    return [k for k in s.klokken.van_casus(casus_id) if k.code == f"{CODE}-{stap}"][-1]


def halved(model: Opschalingsmodel) -> Opschalingsmodel:
    steps = tuple(replace(s, norm=max(1, s.norm // 2) if s.norm else 3) for s in model.stappen)
    return replace(model, versie="proef", stappen=steps)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ladder_board_radar_preview_and_klok_tell_the_same(sessie: Sessie, seed: int) -> None:
    s, rng = sessie, random.Random(seed)  # noqa: S311 - the same acts at every run, nothing secret
    own_klok(s)
    ids = s.casussen.find(OPEN)
    for casus_id in ids[:40]:
        live(s, casus_id, rng)
    cards = {
        card.casus_id: card
        for column in s.bord.kolommen(BordFilter(meer=tuple((n, 500) for n in range(1, 10))))
        for card in column.kaarten
    }
    late = {line.casus_id for line in s.vandaag.lines() if line.soort == "norm"}
    model = halved(next(m for m in s.beheer.models() if m.versie == s.casussen.dossier(ids[0]).model.versie))
    preview = s.modellen.voorbeeld(model).anders
    seen_over = seen_again = 0
    for casus_id in s.casussen.find(OPEN):
        dossier = s.casussen.dossier(casus_id)
        stap, card = present(dossier), cards[casus_id]
        klok = running(s, casus_id, stap.volgorde)
        figures = (stap.dagen, stap.bruto, stap.over_norm)
        assert figures == (klok.netto, klok.bruto, klok.over_norm), dossier.nummer
        assert figures == (card.netto, card.bruto, card.over_norm), dossier.nummer
        assert (casus_id in late) == stap.over_norm, dossier.nummer
        new = next(st.norm for st in model.stappen if st.volgorde == stap.volgorde)
        assert stap.dagen is not None
        becomes = new is not None and stap.dagen > new
        assert (casus_id in preview.get(Uitval.BOVEN, ())) == (becomes and not stap.over_norm), dossier.nummer
        assert casus_id not in preview.get(Uitval.BINNEN, ()), dossier.nummer
        seen_over += stap.over_norm
        seen_again += len(stap.verblijven) > 1
    assert seen_over
    assert seen_again


def test_who_comes_back_on_a_step_begins_a_new_stay(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = s.casussen.add(
        NieuweCasus(
            voornaam="Fenna",
            achternaam="Proefkind",
            geboortedatum=date(2012, 5, 5),
            gemeente="0200",
            aanmelding=date(2026, 3, 2),
            stap=2,
        )
    )
    s.casussen.opschalen(casus_id, 3, date(2026, 4, 20), "geen oplossing")
    s.casussen.opschalen(casus_id, 2, date(2026, 11, 16), "weer thuis")
    two = present(s.casussen.dossier(casus_id))
    assert two.verblijven[-1].richting is Richting.AFGESCHAALD
    assert (two.dagen, two.over_norm) == (4, False)
    first, second = two.verblijven
    assert first.netto == 33  # 2 March to 20 April 2026 without Goede Vrijdag and Tweede Paasdag
    assert two.totaal == first.netto + second.netto


def test_a_pause_for_another_reason_does_not_stop_the_klok_of_the_region(lege_sessie: Sessie) -> None:
    s = lege_sessie
    own_klok(s)
    stays, told, over = [], [], []
    for reason in ("wacht-op-gezin", "ziekte-of-opname"):
        casus_id = s.casussen.add(
            NieuweCasus(
                voornaam=f"Fenna {reason}",
                achternaam="Proefkind",
                geboortedatum=date(2012, 5, 5),
                gemeente="0200",
                aanmelding=date(2026, 7, 27),
                stap=2,
            )
        )
        s.casussen.pauzeren(casus_id, date(2026, 7, 28), reason, telt=True)
        s.casussen.hervatten(casus_id, date(2026, 8, 11))
        stand = present(s.casussen.dossier(casus_id))
        stays.append(stand.dagen)
        assert stand.dagen is not None
        assert stand.norm is not None
        over.append(f"{stand.dagen - stand.norm} werkdagen boven de norm")
        told.append(s.waarom.uitleg(Vraag(Over.STAP, casus_id, 2, "ladder")).uitleg.als_tekst())
    # 28 July to 11 August holds 6 days of the office: the closing of 3 to 7 August is no day at all.
    assert stays[1] is not None
    assert stays[0] == stays[1] - 5
    assert all(words in text for words, text in zip(over, told, strict=True)), "the explanation counts as the klok does"
