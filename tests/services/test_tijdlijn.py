"""Any acts on a casus in any order of dates: what is accepted holds together, what is refused leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertteam_app.domain.casus import CasusStand
from expertteam_app.domain.dossier import CasusDossier, NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.sessie import Sessie

BEGIN = date(2026, 3, 1)
NIEUW = NieuweCasus("Aya", "Fictief", "0232", BEGIN, geboortedatum=date(2012, 2, 29))
Act = tuple[str, int, int]
ACTS: dict[str, Callable[[Casussen, int, date, int], None]] = {
    "stap": lambda c, i, dag, n: c.opschalen(i, n % 6 + 1, dag, "reden"),
    "pauze": lambda c, i, dag, n: c.pauzeren(i, dag, "reden", telt=bool(n % 2)),
    "hervat": lambda c, i, dag, _n: c.hervatten(i, dag),
    "sluit": lambda c, i, dag, _n: c.afsluiten(i, dag, "ingetrokken"),
    "heropen": lambda c, i, dag, _n: c.heropenen(i, dag, "reden"),
    "intrek": lambda c, i, _dag, n: c.intrekken(i, n, "reden"),
    "mijlpaal": lambda c, i, dag, _n: c.mijlpaal(i, Soort.HULP_GESTART, dag),
    "model": lambda c, i, _dag, n: c.naar_model(i, "2026.2" if n % 2 else "2026.1", "besluit", n % 5 + 1),
    "notitie": lambda c, i, dag, _n: c.notitie(i, dag, "tekst"),
}
MOVES = ("stap", "pauze", "hervat", "sluit", "heropen")


def _broken(stand: CasusStand) -> list[str]:
    """Everything about a stand that cannot be true; told from the outside, not by the rules of the domain."""
    running = [v for v in stand.verblijven if v.eind is None]
    found = {
        "een verblijf eindigt voor het begin": any(v.eind and v.eind < v.begin for v in stand.verblijven),
        "gesloten, maar een stap loopt door": stand.gesloten and bool(running),
        "open, maar niet op precies één stap": not stand.gesloten and len(running) != 1,
        "gesloten en toch gepauzeerd": stand.gesloten and stand.gepauzeerd is not None,
        "een pauze eindigt voor het begin": any(p.tot and p.tot < p.van for p in stand.pauzes),
        "pauzes overlappen": any(
            a.tot is None or a.tot > b.van for a, b in zip(stand.pauzes, stand.pauzes[1:], strict=False)
        ),
        "geen stap": stand.stap is None,
        "geen aanmelding": stand.aangemeld != BEGIN,
    }
    return [text for text, wrong in found.items() if wrong]


def _row(dossier: CasusDossier) -> tuple[object, ...]:
    stand = dossier.stand
    return (stand.status, stand.stap, stand.stap_sinds, stand.aangemeld, stand.afgesloten_op, stand.uitkomst)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 60), st.integers(1, 12)), max_size=12))
def test_no_order_of_acts_makes_a_casus_that_cannot_be(lege_sessie: Sessie, acts: list[Act]) -> None:
    c = lege_sessie.casussen
    model = lege_sessie.beheer.models()[-1]
    if all(m.versie != "2026.2" for m in lege_sessie.beheer.models()):
        lege_sessie.beheer.publish_model(replace(model, versie="2026.2", stappen=model.stappen[:5]))
    casus = c.add(NIEUW)
    for name, days, number in acts:
        before, row = c.dossier(casus), c.rows([casus])
        try:
            ACTS[name](c, casus, BEGIN + timedelta(days=days), number)
        except FieldError:
            assert (c.dossier(casus), c.rows([casus])) == (before, row), "a refused act left something"
            continue
        after = c.dossier(casus)
        assert _broken(after.stand) == [], (name, days)
        assert name not in MOVES or after.stand != before.stand, "an accepted act did nothing"
        (line,) = c.rows([casus])
        shown = (line.status, line.stap, line.stap_sinds, line.aangemeld, line.afgesloten_op, line.uitkomst)
        assert shown == _row(after)
    assert lege_sessie.beheer.controle() == ()


def test_an_event_that_others_rest_on_is_not_taken_away(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    c.pauzeren(casus, date(2026, 3, 10), "wacht", telt=True)
    c.hervatten(casus, date(2026, 3, 20))
    with pytest.raises(FieldError, match=r"Hervat.*20-03-2026"):
        c.intrekken(casus, 3, "vergissing")
    with pytest.raises(FieldError, match="geen enkele stap"):
        c.intrekken(casus, 2, "vergissing")
    c.intrekken(casus, 4, "vergissing")
    c.intrekken(casus, 3, "vergissing")
    with pytest.raises(FieldError, match="kan niet worden ingetrokken"):
        c.intrekken(casus, 3, "nog eens")
    assert c.rows([casus])[0].status == "open"


def test_a_pause_inside_an_older_pause_is_refused(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    c.pauzeren(casus, date(2026, 3, 10), "wacht", telt=True)
    with pytest.raises(FieldError, match="past niet bij"):
        c.afsluiten(casus, date(2026, 3, 5), "ingetrokken")
    c.hervatten(casus, date(2026, 3, 20))
    with pytest.raises(FieldError, match="past niet bij"):
        c.pauzeren(casus, date(2026, 3, 15), "wacht", telt=True)


LIJST = """nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu;eerste RET overleg;uitkomst;datum afgesloten
1;Aya Fictief;3-4-2012;Epe;1-3-2026;BOEG;1-6-2026;doorgeleid BOEG;1-5-2026
2;Bo Proef;5-6-2013;Lochem;;RET;10-5-2026;opgelost;1-5-2026
3;Cas Test;5-6-2014;Lochem;1-3-2026;RET;1-12-2026;;
"""


def test_odd_dates_in_a_list_make_no_casus_that_cannot_be(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.inlezen.neem_over(s.inlezen.proef("RET", LIJST.encode(), "lijst.csv"))
    boeg, unknown, planned = (s.casussen.dossier(i) for i in (1, 2, 3))
    assert all(v.eind is not None and v.eind >= v.begin for d in (boeg, unknown) for v in d.stand.verblijven)
    assert boeg.stand.stap == 6
    # An overleg after today is a plan, not a milestone.
    assert Soort.EERSTE_OVERLEG.value not in planned.stand.mijlpalen
    assert any("gepland op 01-12-2026" in str(e.gegevens.get("tekst")) for e in planned.tijdlijn)
