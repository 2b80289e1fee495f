"""A notificatie goes to the one besluit of its zaak and child, in any order, and overwrites nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.corv import RESULTAATWOORDEN, Notificatie, Persoon
from expertteam_app.domain.corv_koppelen import STATUSSEN, Kandidaat, Stand, bijgewerkt, kies
from expertteam_app.domain.errors import UserError
from tests.exchange.corv_voorbeeld import BSNS, DAG

SINDS = date(2026, 9, 1)
AYA = Persoon("Verzonnen", voornamen="Aya", geboortedatum=date(2015, 3, 1), bsn=BSNS[1])
BO = Persoon("Verzonnen", voornamen="Bo", geboortedatum=date(2018, 7, 9), bsn=BSNS[2])


def one(nr: int = 1, kind: Persoon = AYA, *zaken: str, stand: Stand | None = None) -> Kandidaat:
    return Kandidaat(nr, zaken or ("0232-VTB-1",), kind, SINDS, stand or Stand())


def bericht(kind: Persoon = AYA, status: str = "intake-afgerond", op: date = DAG, resultaat: str = "") -> Notificatie:
    return Notificatie(
        "R-1", "RVDK-1", "0232-VTB-1", kind, ongeboren=False, status=status, status_op=op, resultaat=resultaat
    )


def test_the_bsn_says_which_child_of_the_zaak() -> None:
    both = (one(1, AYA), one(2, BO))
    assert kies(bericht(BO), both).besluit_id == 2
    assert kies(bericht(replace(AYA, achternaam="Anders")), both).besluit_id == 1


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (replace(AYA, bsn=""), AYA),
        (AYA, replace(AYA, bsn="")),
        (replace(AYA, bsn="", achternaam="VERZONNEN", voornamen="Áya Maria"), AYA),
    ],
)
def test_without_a_bsn_name_and_birth_say_which_child(told: Persoon, known: Persoon) -> None:
    assert kies(bericht(told), (one(1, known), one(2, replace(BO, bsn="")))).besluit_id == 1


@pytest.mark.parametrize("told", [Persoon(), Persoon("Verzonnen"), Persoon(bsn=BSNS[1]), Persoon(geboortejaar="2015")])
def test_where_little_is_told_only_a_zaak_of_one_child_will_do(told: Persoon) -> None:
    known = replace(AYA, bsn="")
    assert kies(bericht(told), (one(1, known), one(2, BO, "andere-zaak"))).besluit_id == 1
    with pytest.raises(UserError, match="niet zeker"):
        kies(bericht(told), (one(1, known), one(2, replace(BO, bsn="", geboortedatum=None, geboortejaar="2015"))))


@pytest.mark.parametrize(
    "told",
    [
        replace(AYA, bsn=BSNS[9]),
        replace(AYA, bsn="", geboortedatum=date(2015, 3, 2)),
        replace(AYA, bsn="", achternaam="Anders"),
        replace(AYA, bsn="", voornamen="Bo"),
        Persoon(geboortejaar="2014"),
    ],
)
def test_another_child_is_never_taken_also_when_it_is_alone(told: Persoon) -> None:
    with pytest.raises(UserError, match="niet zeker"):
        kies(bericht(told), (one(),))


def test_two_besluiten_about_one_child_in_one_zaak_are_not_chosen_between() -> None:
    with pytest.raises(UserError, match="niet zeker"):
        kies(bericht(), (one(1), one(2)))


def test_a_zaak_has_any_of_its_names_in_any_case() -> None:
    assert kies(bericht(), (one(1, AYA, "EPE-77", " 0232-vtb-1 "),)).besluit_id == 1
    with pytest.raises(UserError, match="geen VTO in deze kluis"):
        kies(bericht(), (one(1, AYA, "EPE-77"),))


def test_where_the_raad_began_by_itself_no_besluit_is_sought() -> None:
    with pytest.raises(UserError, match="begon dit onderzoek zelf"):
        kies(replace(bericht(), zaak_gemeente=""), (one(),))


def test_a_status_brings_its_day_and_result() -> None:
    assert bijgewerkt(bericht(), one(), DAG) == Stand("intake-afgerond", "", DAG)
    done = bericht(status="zaak-afgerond", resultaat="maatregel-opgelegd")
    assert bijgewerkt(done, one(), DAG) == Stand("zaak-afgerond", "maatregel-opgelegd", zaak_afgerond=DAG)


def test_a_vto_that_is_afgewezen_begins_no_research() -> None:
    assert bijgewerkt(bericht(resultaat="vto-afgewezen"), one(), DAG) == Stand("intake-afgerond", "vto-afgewezen")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order_the_messages_end_in_the_same(order: tuple[int, ...]) -> None:
    told = [bericht(status=status, op=SINDS + timedelta(days=7 * nr)) for nr, status in enumerate(STATUSSEN[1:])]
    told[2] = replace(told[2], resultaat="geen-rekest")
    stand = Stand()
    for nr in (*order, *order):
        stand = bijgewerkt(told[nr], one(stand=stand), DAG)
    days = [SINDS + timedelta(days=7 * nr) for nr in range(3)]
    assert stand == Stand("zaak-afgerond", "geen-rekest", *days)


@pytest.mark.parametrize(
    ("stand", "told", "words"),
    [
        (Stand(), bericht(op=DAG + timedelta(days=1)), "in de toekomst"),
        (Stand(), bericht(op=SINDS - timedelta(days=1)), "vóór het besluit"),
        (Stand(onderzoek_gestart=SINDS), bericht(), "andere dag"),
        (Stand(resultaat="geen-rekest"), bericht(resultaat="maatregel-opgelegd"), "ander resultaat"),
        (Stand(onderzoek_afgerond=SINDS), bericht(), "past niet bij de dagen"),
    ],
)
def test_what_is_recorded_is_never_overwritten(stand: Stand, told: Notificatie, words: str) -> None:
    with pytest.raises(UserError, match=words):
        bijgewerkt(told, one(stand=stand), DAG)


@given(
    st.lists(
        st.builds(
            bericht,
            status=st.sampled_from(STATUSSEN[1:]),
            op=st.dates(SINDS, DAG),
            resultaat=st.sampled_from(("", *RESULTAATWOORDEN.values())),
        ),
        max_size=6,
    )
)
def test_whatever_comes_nothing_that_was_there_changes_and_twice_is_once(told: list[Notificatie]) -> None:
    stand = Stand()
    for message in told:
        before = stand
        try:
            stand = bijgewerkt(message, one(stand=stand), DAG)
        except UserError:
            continue
        assert STATUSSEN.index(stand.status) >= STATUSSEN.index(before.status)
        for name in ("resultaat", "onderzoek_gestart", "onderzoek_afgerond", "zaak_afgerond"):
            assert getattr(before, name) in ("", None, getattr(stand, name))
        assert bijgewerkt(message, one(stand=stand), DAG) == stand
