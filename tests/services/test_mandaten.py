"""A besluit of the RET that loses its mandaat never stays silently definitief (S1 section 3.1)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import ExpertteamError
from expertteam_app.domain.tafel import BesluitInfo, PuntDossier
from expertteam_app.domain.zitting import (
    BEVESTIGD_DOOR,
    NOG_BEVESTIGEN,
    PRESENT,
    Mandaatstand,
    ZittingSoort,
    opnieuw_gewogen,
)
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.mandaten import Gevolg
from expertteam_app.services.sessie import Sessie

VANDAAG = date(2026, 11, 20)
EPE = "0232"
_numbers = count()


def table(s: Sessie, present: str = "aanwezig") -> tuple[int, int, int]:
    """A RET zitting of today with one casus of Epe; returns the zitting, the item, and who holds the mandaat there."""
    casus = s.casussen.add(
        NieuweCasus(
            voornaam="Noa",
            achternaam=f"Verzonnen {next(_numbers)}",
            geboortedatum=date(2012, 1, 1),
            gemeente=EPE,
            aanmelding=date(2026, 10, 1),
            stap=5,
        )
    )
    zitting = s.zittingen.plan(ZittingSoort.RET, VANDAAG)
    punt = s.zittingen.add_punt(zitting, casus_id=casus)
    sam = s.personen.add("Sam de Vries (fictief)", "Gemeente Epe", "toegangsmedewerker", EPE)
    s.personen.give_mandaat(sam, EPE, date(2026, 1, 1), None)
    row = s.presenties.add(zitting, persoon_id=sam)
    s.presenties.zet(row, present)
    s.zittingen.houden(zitting)
    return zitting, punt, row


def item(s: Sessie, zitting: int) -> PuntDossier:
    return s.zittingen.dossier(zitting).punten[0]


def besluit(s: Sessie, zitting: int) -> BesluitInfo:
    return item(s, zitting).besluiten[0]


def take(s: Sessie, punt: int, zitting: int, words: str = "Het RET kiest rust") -> int:
    kind = item(s, zitting).kinderen[0].id
    return s.besluiten.set_besluit(NieuwBesluit(punt, kind, tekst=words))


def test_a_mandaathouder_who_turns_out_absent_takes_the_besluit_along(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, sam = table(s)
    take(s, punt, zitting)
    assert besluit(s, zitting).definitief
    assert s.presenties.zet(sam, "afwezig") == Gevolg(onder_voorbehoud=(1,))
    assert not besluit(s, zitting).definitief
    assert besluit(s, zitting).voorbehoud_reden == "Er zit geen toegangsmedewerker aan tafel."
    assert s.presenties.zet(sam, "uitgenodigd") == Gevolg()
    assert s.presenties.zet(sam, "op-afstand") == Gevolg(te_bevestigen=(1,))
    assert (besluit(s, zitting).definitief, besluit(s, zitting).voorbehoud_reden) == (False, NOG_BEVESTIGEN)
    assert s.besluiten.bevestig_met_mandaat(zitting) == 1
    assert (besluit(s, zitting).definitief, besluit(s, zitting).voorbehoud_reden) == (True, "")
    assert s.presenties.remove(sam) == Gevolg(onder_voorbehoud=(1,)), "that rested on the presence too"
    assert s.besluiten.bevestig_met_mandaat(zitting) == 0


def test_brother_and_sister_in_two_gemeenten_each_need_the_mandaat_of_their_own(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, _row = table(s)
    gezin = s.casussen.dossier(item(s, zitting).casus_id or 0).gezin_id
    voorst = s.casussen.add(
        NieuweCasus(
            voornaam="Bo",
            achternaam="Verzonnen",
            geboortedatum=date(2014, 1, 1),
            gemeente="0285",
            gezin_id=gezin,
            aanmelding=date(2026, 10, 1),
            stap=5,
        )
    )
    other = s.zittingen.add_punt(zitting, casus_id=voorst)
    take(s, punt, zitting)
    kind = s.zittingen.dossier(zitting).punten[1].kinderen[0].id
    s.besluiten.set_besluit(NieuwBesluit(other, kind, tekst="Het RET kiest rust"))
    first, second = s.zittingen.dossier(zitting).punten
    assert first.besluiten[0].definitief
    assert not second.besluiten[0].definitief
    assert "van de gemeente van de jeugdige" in second.mandaat_ontbreekt


def test_who_comes_for_another_item_only_holds_no_mandaat_here(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, sam = table(s)
    other = s.agendapunten.add_onderwerp(zitting, "Iets anders", 10)
    take(s, punt, zitting)
    assert s.presenties.alleen_bij(sam, other).onder_voorbehoud == (1,)
    assert s.presenties.alleen_bij(sam, punt).te_bevestigen == (1,)
    s.presenties.alleen_bij(sam, other)
    s.zittingen.remove_punt(other)
    assert besluit(s, zitting).voorbehoud_reden == NOG_BEVESTIGEN, "who came for it stays for the whole zitting"


def test_a_mandaat_that_turns_out_to_have_ended_counts_no_more(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, _sam = table(s)
    take(s, punt, zitting)
    holder = next(p for p in s.personen.all() if p.mandaten)
    s.personen.end_mandaat(holder.mandaten[0].id, date(2026, 6, 30))
    assert not besluit(s, zitting).definitief
    assert "mandaat" in besluit(s, zitting).voorbehoud_reden
    s.personen.give_mandaat(holder.id, EPE, date(2026, 7, 1), None)
    assert besluit(s, zitting).voorbehoud_reden == NOG_BEVESTIGEN


def test_a_besluit_confirmed_by_its_mandaathouder_rests_on_presence_no_more(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, sam = table(s, "afwezig")
    s.besluiten.bevestigen(take(s, punt, zitting), s.zittingen.dossier(zitting).aanwezigen[0].persoon_id)
    for each in ("aanwezig", "afwezig"):
        assert s.presenties.zet(sam, each) == Gevolg()
        assert besluit(s, zitting).voorbehoud_reden.startswith(BEVESTIGD_DOOR)
    take(s, punt, zitting, "Het RET kiest iets anders")
    assert not besluit(s, zitting).definitief


def test_taking_the_presence_back_gives_the_besluit_back(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, sam = table(s)
    take(s, punt, zitting)
    s.presenties.zet(sam, "afwezig")
    s.ongedaan.maak_ongedaan()
    assert besluit(s, zitting).definitief
    s.ongedaan.doe_opnieuw()
    assert not besluit(s, zitting).definitief


def test_taking_back_an_older_presence_weighs_the_besluit_anew(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt, sam = table(s, "uitgenodigd")
    s.presenties.zet(sam, "aanwezig")
    presence = s.ongedaan.lijst()[0]
    take(s, punt, zitting)
    assert besluit(s, zitting).definitief
    s.ongedaan.maak_ongedaan(presence.groep)
    assert not besluit(s, zitting).definitief


ACTS = ("aanwezig", "op-afstand", "afwezig", "uitgenodigd", "hier", "daar", "weg", "erbij", "woorden", "regel")
MORE = ("bevestig", "houder", "einde", "begin", "ongedaan", "opnieuw")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(ACTS + MORE), min_size=1, max_size=14))
def test_definitief_means_a_mandaat_at_the_table_or_a_holder_who_confirmed(
    lege_sessie: Sessie, acts: list[str]
) -> None:
    s = lege_sessie
    zitting, punt, _row = table(s, "uitgenodigd")
    other = s.agendapunten.add_onderwerp(zitting, "Iets anders", 10)
    besluit_id = take(s, punt, zitting)
    holder = s.zittingen.dossier(zitting).aanwezigen[0].persoon_id
    assert holder is not None
    for number, act in enumerate(acts):
        with suppress(ExpertteamError):
            _do(s, act, (zitting, punt, other, besluit_id, holder, number))
        held(s, zitting, holder)


def _do(s: Sessie, act: str, here: tuple[int, int, int, int, int, int]) -> None:
    zitting, punt, other, besluit_id, holder, number = here
    row = next((a.id for a in s.zittingen.dossier(zitting).aanwezigen if a.persoon_id == holder), 0)
    person = next(p for p in s.personen.all() if p.id == holder)
    acts: dict[str, Callable[[], object]] = {
        "hier": lambda: s.presenties.alleen_bij(row, punt),
        "daar": lambda: s.presenties.alleen_bij(row, other),
        "weg": lambda: s.presenties.remove(row),
        "erbij": lambda: s.presenties.zet(s.presenties.add(zitting, persoon_id=holder), "aanwezig"),
        "woorden": lambda: take(s, punt, zitting, f"Besluit {number}"),
        "regel": lambda: s.tafelregels.add(punt, f"b Nog een zin {number}"),
        "bevestig": lambda: s.besluiten.bevestig_met_mandaat(zitting),
        "houder": lambda: s.besluiten.bevestigen(besluit_id, holder),
        "einde": lambda: s.personen.end_mandaat(person.mandaten[-1].id, date(2026, 6, 30)),
        "begin": lambda: s.personen.give_mandaat(holder, EPE, date(2026, 1, 1), None),
        "ongedaan": s.ongedaan.maak_ongedaan,
        "opnieuw": s.ongedaan.doe_opnieuw,
    }
    acts.get(act, lambda: s.presenties.zet(row, act))()


def held(s: Sessie, zitting: int, holder: int) -> None:
    """What must hold after every act, counted here without the rule of the program."""
    dossier = s.zittingen.dossier(zitting)
    mandaten = next((p.mandaten for p in s.personen.all() if p.id == holder), ())
    valid = any(m.van <= VANDAAG and (m.tot is None or m.tot >= VANDAAG) for m in mandaten)
    for punt in dossier.punten:
        there = any(
            a.persoon_id == holder and a.presentie in PRESENT and a.punt_id in {None, punt.id}
            for a in dossier.aanwezigen
        )
        for each in punt.besluiten:
            if each.definitief:
                assert (there and valid) or each.voorbehoud_reden.startswith(BEVESTIGD_DOOR)
            else:
                assert each.voorbehoud_reden
                assert (each.voorbehoud_reden == NOG_BEVESTIGEN) == (there and valid)


@pytest.mark.parametrize("reserve", [None, "Er zit geen toegangsmedewerker aan tafel."])
@given(definitief=st.booleans(), reden=st.sampled_from(["", NOG_BEVESTIGEN, "Anders.", f"{BEVESTIGD_DOOR}Sam"]))
def test_weighing_twice_is_weighing_once(*, reserve: str | None, definitief: bool, reden: str) -> None:
    once = opnieuw_gewogen(Mandaatstand(definitief, reden), reserve)
    assert opnieuw_gewogen(once, reserve) == once
    assert not (once.definitief and reserve) or once.bevestigd_door_houder
    assert definitief or not once.definitief, "nothing becomes definitief by weighing"
