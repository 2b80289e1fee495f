"""What can be true in a gezin: gezag beside role against a table written by hand, and what is told, not refused."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.netwerk import (
    Gezinskind,
    Gezinslid,
    Gezinsrelatie,
    Netwerk,
    gezag_onbekend,
    gezaghebbenden,
)
from expertteam_app.domain.netwerkregels import aandachtspunten, check_lid, check_relatie, gezag_na, gezag_van
from expertteam_app.services.codelijsten import shipped_lists

ROLES = tuple(c.code for c in shipped_lists()["jeugdzorgrollen"])
REFUSED = "X"
TOLD = ("", "ja", "nee")
# Per role what becomes of the answers "", ja, nee: read from BW 1:245-1:253 and the CORV list, not from the code.
TABLE = {
    "111": ("", REFUSED, REFUSED),
    "112": ("ja", "ja", REFUSED),
    "113": ("nee", REFUSED, "nee"),
    "191": ("ja", "ja", REFUSED),
    **dict.fromkeys(("115", "121", "122", "221", "222"), ("nee", REFUSED, "nee")),
    **dict.fromkeys(("391", "392", "393", "411", "412", "413", "491"), ("nee", REFUSED, "nee")),
    **dict.fromkeys(("114", "125", "139", "211", "212", "213", "301"), ("", "ja", "nee")),
}
BO = Gezinskind(1, "Bo Proefstra", "m", date(2012, 2, 28), (), "Bo")
PEOPLE = tuple(Gezinslid(n, voornaam=f"Mens{n}") for n in range(1, 7))


def outcome(rol: str, gezag: str) -> str:
    try:
        return gezag_van(rol, gezag)
    except FieldError:
        return REFUSED


def test_every_role_of_the_list_goes_with_gezag_as_the_table_says() -> None:
    assert set(TABLE) == set(ROLES)
    for rol, (told, place) in product(ROLES, zip(TOLD, range(3), strict=True)):
        assert outcome(rol, told) == TABLE[rol][place], (rol, told)


def test_a_change_of_role_never_leaves_a_contradiction() -> None:
    for old, new, before in product(ROLES, ROLES, TOLD):
        if before in TABLE[old]:
            assert outcome(new, gezag_na(old, new, before)) != REFUSED, (old, new, before)


@st.composite
def recorded(draw: st.DrawFn) -> Netwerk:
    """What is left when every refusal is respected, whatever was tried."""
    netwerk = Netwerk(1, "gezin", (BO,), PEOPLE)
    for number in range(1, draw(st.integers(0, 12)) + 1):
        rol, gezag = draw(st.sampled_from(ROLES)), draw(st.sampled_from(TOLD))
        who = draw(st.sampled_from(PEOPLE)).id
        try:
            tried = Gezinsrelatie(number, who, 1, rol, gezag_van(rol, gezag))
            check_relatie(tried, netwerk)
        except FieldError:
            continue
        netwerk = replace(netwerk, relaties=(*netwerk.relaties, tried))
    return netwerk


@given(recorded())
def test_at_most_two_parents_have_gezag_and_all_who_have_it_are_asked(netwerk: Netwerk) -> None:
    having = {r.gezinslid_id for r in netwerk.relaties if r.gezag == "ja"}
    parents = {r.gezinslid_id for r in netwerk.relaties if r.gezag == "ja" and r.rol in {"112", "114"}}
    assert len(parents) <= 2
    assert {p.id for p in gezaghebbenden(netwerk, 1)} == having
    asked_later = {p.id for p in gezag_onbekend(netwerk, 1)}
    assert asked_later == {r.gezinslid_id for r in netwerk.relaties if r.rol in {"111", "114"} and not r.gezag}
    told = " ".join(aandachtspunten(netwerk, 1))
    assert ("Niemand met gezag" in told) == (not having and not asked_later)


def test_a_young_parent_is_told_and_an_impossible_one_refused() -> None:
    relation = Gezinsrelatie(1, 1, 1, "112", "ja")
    young = replace(PEOPLE[0], geboortedatum=date(2000, 3, 1))
    netwerk = Netwerk(1, "gezin", (BO,), (young,), (relation,))
    check_lid(young, netwerk, date(2026, 11, 20))
    assert "Mens1 was 11 jaar bij de geboorte" in aandachtspunten(netwerk, 1)[0]
    exact = replace(young, geboortedatum=date(2000, 2, 28))
    assert aandachtspunten(replace(netwerk, leden=(exact,)), 1) == ()
    for born in (BO.geboortedatum, date(2012, 3, 1)):
        with pytest.raises(FieldError, match="niet na het kind"):
            check_lid(replace(young, geboortedatum=born), netwerk, date(2026, 11, 20))


def test_a_year_of_birth_counts_for_parent_and_child_where_no_day_of_it_fits() -> None:
    today, relation = date(2026, 11, 20), Gezinsrelatie(1, 1, 1, "112", "ja")
    by_year = replace(BO, geboortedatum=None, geboortejaar="2012")
    for kind, parent, possible in (
        (BO, "2012", True),  # 1 January 2012 lies before 28 February 2012
        (BO, "2012-02", True),
        (BO, "2012-03", False),
        (by_year, "2012", True),
        (by_year, "2013", False),
    ):
        lid = replace(PEOPLE[0], geboortejaar=parent)
        netwerk = Netwerk(1, "gezin", (kind,), (lid,))
        with nullcontext() if possible else pytest.raises(FieldError, match="niet na het kind") as refused:
            check_lid(lid, replace(netwerk, relaties=(relation,)), today)
        if refused is not None:
            assert refused.value.field == "geboortejaar"
        with nullcontext() if possible else pytest.raises(FieldError, match="niet na het kind"):
            check_relatie(relation, netwerk)
    young = Netwerk(1, "gezin", (by_year,), (replace(PEOPLE[0], geboortejaar="2001"),), (relation,))
    assert "Mens1 was hoogstens 11 jaar bij de geboorte" in aandachtspunten(young, 1)[0]
    grown = replace(young, leden=(replace(PEOPLE[0], geboortejaar="2000"),))
    assert aandachtspunten(grown, 1) == ()


def test_a_voogd_beside_a_parent_with_gezag_is_told() -> None:
    both = (Gezinsrelatie(1, 1, 1, "112", "ja"), Gezinsrelatie(2, 2, 1, "191", "ja"))
    told = aandachtspunten(Netwerk(1, "gezin", (BO,), PEOPLE, both), 1)
    assert any("een voogd en een ouder met gezag" in sentence for sentence in told)
