from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.access import ROLES, Actor, Right, Rol
from expertteam_app.domain.errors import FieldError, NoRightError
from expertteam_app.domain.jeugdige import age_on, birthday, checked_bsn
from expertteam_app.domain.vtb import Consultatie, VtbInhoud, agendeerbaar_op, conditions, obstacles
from expertteam_app.domain.zitting import Aanwezigheid, Mandaat, reason_for_reserve

DAG = date(2026, 3, 12)
VT = Consultatie(DAG, "medewerker VT (fictief)", "Bespreek het aan tafel.")
GI = Consultatie(DAG + timedelta(days=3), "medewerker GI (fictief)", "Drang lijkt passend.")
BOTH = VtbInhoud(consultatie_vt=VT, consultatie_gi=GI)


def test_a_vtb_is_agendeerbaar_only_after_both_consultaties() -> None:
    assert obstacles(BOTH) == ()
    assert len(obstacles(VtbInhoud())) == 2
    only_vt = replace(BOTH, consultatie_gi=Consultatie())
    assert ["GI" in o for o in obstacles(only_vt)] == [True]


@pytest.mark.parametrize(
    ("gi", "sentence"),
    [
        (Consultatie(), "Nog niet vervuld: Consultatie GI is geweest (datum, wie, advies)."),
        (Consultatie(DAG), "De consultatie GI is nog niet volledig: met wie en het advies ontbreken."),
        (replace(GI, advies=" "), "De consultatie GI is nog niet volledig: het advies ontbreekt."),
        (replace(GI, wie=""), "De consultatie GI is nog niet volledig: met wie ontbreekt."),
        (replace(GI, datum=None), "De consultatie GI is nog niet volledig: de datum ontbreekt."),
        (Consultatie(None, "", "Nee."), "De consultatie GI is nog niet volledig: de datum en met wie ontbreken."),
    ],
)
def test_a_consultatie_counts_with_date_who_and_advice_and_one_sentence_says_what_lacks(
    gi: Consultatie, sentence: str
) -> None:
    vtb = replace(BOTH, consultatie_gi=gi)
    assert obstacles(vtb) == (sentence,)
    assert agendeerbaar_op(vtb, DAG) is None
    from_list = replace(vtb, dag_volstaat=True)
    if gi.datum is None:
        assert obstacles(from_list) == (sentence,), "without a day it counts nowhere"
    else:
        assert obstacles(from_list) == ()
        marked = next(v for v in conditions(from_list) if v.code == "consultatie-gi")
        assert (marked.vervuld, marked.opmerking) == (True, sentence), "it is said all the same"
        assert agendeerbaar_op(from_list, DAG) == gi.datum


def test_soft_conditions_are_shown_and_block_only_when_the_region_says_so() -> None:
    soft = [c for c in conditions(BOTH) if not c.hard]
    assert len(soft) == 6
    assert not any(c.vervuld for c in soft)
    assert len(obstacles(BOTH, hard=frozenset({"mdo", "veiligheidsplan"}))) == 2


def test_the_day_of_agendeerbaar_is_the_last_of_the_three() -> None:
    assert agendeerbaar_op(BOTH, DAG - timedelta(days=10)) == DAG + timedelta(days=3)
    assert agendeerbaar_op(BOTH, DAG + timedelta(days=10)) == DAG + timedelta(days=10)
    assert agendeerbaar_op(VtbInhoud(), DAG) is None
    assert agendeerbaar_op(VtbInhoud(), DAG, vorm="toetsing-ots") == DAG, "there the consultaties block nothing"
    informed = replace(BOTH, ouders_geinformeerd=DAG + timedelta(days=9))
    assert agendeerbaar_op(informed, DAG) == DAG + timedelta(days=3)
    assert agendeerbaar_op(informed, DAG, hard=frozenset({"ouders-geinformeerd"})) == DAG + timedelta(days=9)
    assert agendeerbaar_op(BOTH, DAG, hard=frozenset({"netwerk"})) is None


TOEGANG = Aanwezigheid(1, "Aya (fictief)", "toegangsmedewerker", "aanwezig")
MANDAAT = Mandaat(1, "0200", DAG - timedelta(days=5), DAG + timedelta(days=5))


def test_a_besluit_may_be_definitief_only_with_mandaat_of_that_gemeente_on_that_day() -> None:
    assert reason_for_reserve("0200", DAG, (TOEGANG,), (MANDAAT,)) is None
    assert reason_for_reserve("0301", DAG, (TOEGANG,), (MANDAAT,)) is not None
    assert reason_for_reserve("0200", DAG, (), (MANDAAT,)) == "Er zit geen toegangsmedewerker aan tafel."


@pytest.mark.parametrize(
    "aanwezige",
    [replace(TOEGANG, presentie="afwezig"), replace(TOEGANG, presentie="uitgenodigd"), replace(TOEGANG, rol="gi")],
)
def test_absent_or_in_another_role_does_not_count(aanwezige: Aanwezigheid) -> None:
    assert reason_for_reserve("0200", DAG, (aanwezige,), (MANDAAT,)) is not None


def test_on_a_screen_counts_as_present() -> None:
    assert reason_for_reserve("0200", DAG, (replace(TOEGANG, presentie="op-afstand"),), (MANDAAT,)) is None


@given(st.integers(-20, 20))
def test_a_mandaat_holds_on_both_its_ends_and_not_outside(days: int) -> None:
    day = DAG + timedelta(days=days)
    expected = -5 <= days <= 5
    assert (reason_for_reserve("0200", day, (TOEGANG,), (MANDAAT,)) is None) == expected
    endless = replace(MANDAAT, tot=None)
    assert (reason_for_reserve("0200", day, (TOEGANG,), (endless,)) is None) == (days >= -5)


def test_the_11_proef_refuses_any_single_wrong_digit() -> None:
    good = "111222333"
    assert checked_bsn("1112 22 333") == good
    for place in range(9):
        for digit in "0123456789":
            other = good[:place] + digit + good[place + 1 :]
            if other != good:
                with pytest.raises(FieldError):
                    checked_bsn(other)
    for wrong in ("", "12345678", "000000000", "abcdefghi", "１１１２２２３３３"):
        with pytest.raises(FieldError) as refused:
            checked_bsn(wrong)
        assert not wrong or wrong not in str(refused.value)


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 30))
def test_the_birthday_is_the_first_day_of_an_age(geboren: date, leeftijd: int) -> None:
    day = birthday(geboren, leeftijd)
    assert age_on(geboren, day) == leeftijd
    assert age_on(geboren, day - timedelta(days=1)) == leeftijd - 1


def test_a_role_may_do_what_it_holds_and_nothing_else() -> None:
    for rol in Rol:
        actor = Actor("x", rol)
        for right in Right:
            if right in ROLES[rol]:
                actor.require(right)
            else:
                with pytest.raises(NoRightError):
                    actor.require(right)
    assert Right.CASUS_READ not in ROLES[Rol.BEHEERDER]
    assert ROLES[Rol.LEZER_CIJFERS] == {Right.FIGURES_READ, Right.SETTINGS_READ}
