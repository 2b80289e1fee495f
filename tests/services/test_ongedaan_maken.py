"""Undo and redo: whatever was done, taking it back leaves exactly what was there, and doing it again what came."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from expertteam_app.db.audit import verify_chain
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import ExpertteamError, NoRightError, UserError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.ongedaan import BEZOEK
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.context import Context
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG, open_sessie
from tests.services.inhoud import Content, content

BEGIN = date(2026, 9, 1)
NIEUW = NieuweCasus("Bo", "Testdorp", "0232", BEGIN, geboortedatum=date(2012, 2, 29))


def at(s: Sessie, moment: datetime) -> None:
    s.context.store.clock = lambda: moment


def undo_all(s: Sessie, count: int) -> None:
    for _ in range(count):
        s.ongedaan.maak_ongedaan()


def other_user(s: Sessie, naam: str = "Iemand Anders", rol: Rol = Rol.VOORZITTER) -> Sessie:
    c = s.context
    return Sessie(s.kluis, Context(c.store, Actor(naam, rol), c.lists, c.vandaag, c.oefening))


# -- everything, in any order ------------------------------------------------------------------------------------------


class Shared:
    """Holds a session; hypothesis writes out what it is given, and a whole session is too much for that."""

    def __init__(self, sessie: Sessie) -> None:
        self.sessie = sessie


@pytest.fixture(scope="module")
def shared(empty_kluis: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One kluis for all examples: each leaves it as it was, for that is what is proved."""
    path = tmp_path_factory.mktemp("terug") / "eigen.kluis"
    shutil.copytree(empty_kluis, path)
    s = open_sessie(path)
    vtb = NieuweVtb(gezin="gezin Proef", gemeente="0232", ontvangen=BEGIN, kinderen=(("Cas", "", "Proef", None),))
    s.casussen.add(NIEUW)
    s.zittingen.plan(ZittingSoort.RET, date(2026, 10, 1))
    s.vtbs.add(vtb)
    yield Shared(s)
    s.kluis.close()


def _casus(s: Sessie, number: int) -> int:
    ids = s.casussen.find(CasusFilter(status="alle"))
    return ids[number % len(ids)]


def _clear_hiaat(s: Sessie, n: int, _day: date) -> None:
    hiaten = s.casussen.dossier(_casus(s, n)).hiaten
    if hiaten:
        s.codering.remove_hiaat(hiaten[n % len(hiaten)].id)


def _clear_zoekregel(s: Sessie, n: int, _day: date) -> None:
    regels = s.casussen.dossier(_casus(s, n)).zoekregels
    if regels:
        s.codering.remove_zoekregel(regels[n % len(regels)].id)


def _agenda(s: Sessie, n: int, _day: date) -> None:
    s.zittingen.add_punt(s.zittingen.all()[0].id, casus_id=_casus(s, n))


def _agenda_gone(s: Sessie, n: int, _day: date) -> None:
    punten = s.zittingen.dossier(s.zittingen.all()[0].id).punten
    if punten:
        s.zittingen.remove_punt(punten[n % len(punten)].id)


def _actie(s: Sessie, n: int, day: date) -> None:
    casus = _casus(s, n)
    acties = s.casussen.dossier(casus).acties
    if acties:
        s.codering.change_actie(acties[0].id, "klaar_op", day)
    else:
        s.codering.add_actie("Bellen", "", None, casus_id=casus)


ACTS: dict[str, Callable[[Sessie, int, date], object]] = {
    "aanmelden": lambda s, n, _d: s.casussen.add(
        NieuweCasus("Aya", f"Fictief{n}", "0301", BEGIN, gezin_id=s.casussen.dossier(_casus(s, n)).gezin_id)
    ),
    "vraag": lambda s, n, _d: s.casussen.change(_casus(s, n), "vraag", f"Hoe nu {n % 3}?"),
    "naam": lambda s, n, _d: s.casussen.change(_casus(s, n), "voornaam", f"Bo{n % 3}"),
    "geboren": lambda s, n, d: s.casussen.change(_casus(s, n), "geboortedatum", d - timedelta(days=5000)),
    "stap": lambda s, n, d: s.casussen.opschalen(_casus(s, n), 1 + n % 7, d, "omdat"),
    "pauze": lambda s, n, d: s.casussen.pauzeren(_casus(s, n), d, "wacht", telt=bool(n % 2)),
    "hervat": lambda s, n, d: s.casussen.hervatten(_casus(s, n), d),
    "sluiten": lambda s, n, d: s.casussen.afsluiten(_casus(s, n), d, "ingetrokken"),
    "heropenen": lambda s, n, d: s.casussen.heropenen(_casus(s, n), d, "terugval"),
    "mijlpaal": lambda s, n, d: s.casussen.mijlpaal(_casus(s, n), Soort.TRIAGE, d),
    "intrekken": lambda s, n, _d: s.casussen.intrekken(_casus(s, n), 2 + n % 5, "vergissing"),
    "oorzaken": lambda s, n, _d: s.codering.set_oorzaken(_casus(s, n), ["A2", "K1", "R1"][n % 3 :], None),
    "hiaat": lambda s, n, d: s.codering.add_hiaat(_casus(s, n), "gezinshuis", "geen-capaciteit", d),
    "hiaat weg": _clear_hiaat,
    "zoekregel": lambda s, n, d: s.codering.add_zoekregel(_casus(s, n), NieuweZoekregel("gezinshuis", d, "De Linde")),
    "zoekregel weg": _clear_zoekregel,
    "actie": _actie,
    "agenda": _agenda,
    "agenda weg": _agenda_gone,
    "volgorde": lambda s, _n, _d: s.zittingen.move_punt(s.zittingen.dossier(s.zittingen.all()[0].id).punten[0].id, 1),
    "zitting": lambda s, n, _d: s.zittingen.change(s.zittingen.all()[0].id, "plaats", f"Epe {n % 2}"),
    "begonnen": lambda s, _n, _d: s.zittingen.houden(s.zittingen.all()[0].id),
    "vtb": lambda s, n, _d: s.vtbs.change(s.vtbs.all()[0].id, "zorgen", f"zorg {n % 3}"),
    "instelling": lambda s, n, _d: s.beheer.set_setting("vergrendelen.minuten", 5 + n % 3),
}

STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40)),
        st.tuples(st.sampled_from(["ongedaan", "opnieuw"]), st.just(0)),
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=7, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_undo_gives_back_what_was_there_and_redo_what_came(shared: Shared, steps: list[tuple[str, int]]) -> None:
    s = shared.sessie
    now = s.context.store.clock()
    start = content(s)
    done: list[tuple[Content, Content]] = []  # before and after each act in force
    undone: list[tuple[Content, Content]] = []
    for visit, (name, number) in enumerate(steps):  # each act is a visit of its own; visits have their own proof below
        at(s, now + visit * (BEZOEK + timedelta(seconds=1)))
        before = content(s)
        if name == "ongedaan" and done:
            s.ongedaan.maak_ongedaan()
            undone.append(done.pop())
            assert content(s) == undone[-1][0]
        elif name == "opnieuw" and undone:
            s.ongedaan.doe_opnieuw()
            done.append(undone.pop())
            assert content(s) == done[-1][1]
        elif name in ACTS:
            try:
                ACTS[name](s, number, BEGIN + timedelta(days=number))
            except (ExpertteamError, IndexError):
                assert content(s) == before
                continue
            if (after := content(s)) != before:
                done.append((before, after))
                undone.clear()
    end = content(s)
    if done or undone:  # else what an earlier example took back can still be done again
        assert (s.ongedaan.volgende()[1] is None) is (not undone)
    undo_all(s, len(done))
    assert content(s) == start
    for _ in done:
        s.ongedaan.doe_opnieuw()
    assert content(s) == end
    assert s.beheer.controle() == ()
    undo_all(s, len(done))
    assert content(s) == start


# -- a visit to a field -----------------------------------------------------------------------------------------------


def state(s: Sessie, casus: int) -> tuple[str, str]:
    dossier = s.casussen.dossier(casus)
    return dossier.vraag, dossier.opmerking


TYPED = st.lists(
    st.tuples(st.sampled_from(["vraag", "opmerking"]), st.text("abc", max_size=3), st.sampled_from([2, 290, 301])),
    min_size=3,
    max_size=7,
)


@settings(max_examples=4, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(TYPED)
def test_a_visit_is_taken_back_as_one_act(shared: Shared, typed: list[tuple[str, str, int]]) -> None:
    s = shared.sessie
    moment = s.context.store.clock() + timedelta(hours=1)
    at(s, moment)
    casus = s.casussen.add(NIEUW)
    last = moment
    visits: list[list[tuple[str, tuple[str, str], tuple[str, str]]]] = []  # field, state before and after
    for field, text, seconds in typed:
        moment += timedelta(seconds=seconds)
        at(s, moment)
        before = state(s, casus)
        s.casussen.change(casus, field, text)
        after = state(s, casus)
        if after == before:
            continue
        goes_on = visits and visits[-1][-1][0] == field and (moment - last).total_seconds() <= 300
        if not goes_on:
            visits.append([])
        visits[-1].append((field, before, after))
        last = moment
    acts = [a for a in s.ongedaan.lijst() if a.casus_id == casus]
    steps: list[tuple[tuple[str, str], tuple[str, str]]] = []
    for visit in visits:  # a visit that ends where it began is cut, so that taking back always changes something
        stretch = list(visit)
        cut: list[tuple[tuple[str, str], tuple[str, str]]] = []
        while stretch:
            first = len(stretch) - 1
            while first and stretch[first - 1][1] != stretch[-1][2]:
                first -= 1
            cut.insert(0, (stretch[first][1], stretch[-1][2]))
            stretch = stretch[:first]
        steps += cut
    assert len([a for a in acts if "gewijzigd" in a.handeling]) == len(steps)
    for before, after in reversed(steps):
        assert state(s, casus) == after
        s.ongedaan.maak_ongedaan()
        assert state(s, casus) == before
    for before, after in steps:
        assert state(s, casus) == before
        s.ongedaan.doe_opnieuw()
        assert state(s, casus) == after
    undo_all(s, len(steps) + 1)
    assert s.beheer.controle() == ()


def test_typing_with_pauses_is_one_line_and_one_undo(lege_sessie: Sessie) -> None:
    s = lege_sessie
    moment = s.context.store.clock()
    casus = s.casussen.add(NIEUW)
    for second, text in enumerate(("Hoe", "Hoe nu", "Hoe nu verder", "Hoe nu verder?")):
        at(s, moment + timedelta(seconds=2 * second))
        s.casussen.change(casus, "vraag", text)
    assert [a.handeling for a in s.ongedaan.lijst()][:2] == ["vraag gewijzigd", "casus aangemeld"]
    s.ongedaan.maak_ongedaan()
    assert s.casussen.dossier(casus).vraag == ""
    assert [(a.handeling, a.ongedaan) for a in s.ongedaan.lijst()][:2] == [
        ("vraag gewijzigd", True),
        ("casus aangemeld", False),
    ]
    s.ongedaan.doe_opnieuw()
    assert s.casussen.dossier(casus).vraag == "Hoe nu verder?"
    at(s, moment + timedelta(seconds=60))
    s.casussen.change(casus, "vraag", "Hoe nu verder dan?")
    assert s.ongedaan.lijst()[1].handeling == "casus aangemeld", "one goes on in the same visit"
    s.ongedaan.maak_ongedaan(s.ongedaan.lijst()[0].groep)
    assert s.casussen.dossier(casus).vraag == ""
    s.ongedaan.doe_opnieuw(s.ongedaan.lijst()[0].groep)
    assert s.casussen.dossier(casus).vraag == "Hoe nu verder dan?"
    with s.context.read() as session:
        assert verify_chain(session).ok


def test_a_visit_stops_where_someone_else_wrote_in_between(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "een")
    other.casussen.change(casus, "vraag", "hun tekst")
    s.casussen.change(casus, "vraag", "twee")
    s.ongedaan.maak_ongedaan()
    assert s.casussen.dossier(casus).vraag == "hun tekst"
    with pytest.raises(UserError, match="niet meer ongedaan te maken"):
        s.ongedaan.maak_ongedaan()


# -- what stands in the way ------------------------------------------------------------------------------------------


def test_a_change_of_someone_else_is_never_overwritten_and_the_text_names_it(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "mijn tekst")
    other.casussen.change(casus, "vraag", "haar tekst")
    before = content(s)
    stap = s.ongedaan.volgende()[0]
    assert stap is not None
    assert (stap.handeling, stap.nummer) == ("vraag gewijzigd", "RET-2026-001"), "hers is not mine to take back"
    with pytest.raises(UserError, match=r"daarna is “vraag gewijzigd” gedaan .* andere gebruiker"):
        s.ongedaan.maak_ongedaan()
    assert content(s) == before
    other.ongedaan.maak_ongedaan()
    s.ongedaan.maak_ongedaan()
    assert s.casussen.dossier(casus).vraag == ""


def test_a_row_that_others_hang_on_stays(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    other.codering.add_hiaat(casus, "gezinshuis", "geen-capaciteit", BEGIN)
    with pytest.raises(UserError, match="daarna is “hiaat vastgelegd” gedaan"):
        s.ongedaan.maak_ongedaan()
    assert s.casussen.dossier(casus).hiaten
    assert s.beheer.controle() == ()


def test_a_step_that_a_later_act_builds_on_stays(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    s.casussen.pauzeren(casus, date(2026, 9, 3), "wacht", telt=True)
    other.casussen.hervatten(casus, date(2026, 9, 8))
    before = content(s)
    with pytest.raises(UserError, match=r"“Hervat” van 08-09-2026 in RET-2026-001"):
        s.ongedaan.maak_ongedaan()
    assert content(s) == before


def test_what_was_retracted_later_cannot_vanish_under_its_retraction(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    s.casussen.notitie(casus, date(2026, 9, 3), "gebeld")
    other.casussen.intrekken(casus, 3, "andere casus")
    with pytest.raises(UserError, match="later ingetrokken"):
        s.ongedaan.maak_ongedaan()


def test_taking_back_a_birth_date_never_puts_events_before_the_birth(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NieuweCasus("Bo", "Testdorp", "0232", BEGIN, geboortedatum=date(2026, 8, 1)))
    s.casussen.change(casus, "geboortedatum", date(2012, 8, 1))
    other.casussen.mijlpaal(casus, Soort.TRIAGE, BEGIN)
    s.ongedaan.maak_ongedaan()
    assert s.casussen.dossier(casus).jeugdige.geboortedatum == date(2026, 8, 1)


def test_an_older_act_alone_can_be_taken_back_when_nothing_rests_on_it(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "eerste")
    s.casussen.change(casus, "opmerking", "tweede")
    vraag = s.ongedaan.lijst()[1]
    assert vraag.handeling == "vraag gewijzigd"
    s.ongedaan.maak_ongedaan(vraag.groep)
    dossier = s.casussen.dossier(casus)
    assert (dossier.vraag, dossier.opmerking) == ("", "tweede")
    assert [(a.handeling, a.ongedaan) for a in s.ongedaan.lijst()[:2]] == [
        ("opmerking gewijzigd", False),
        ("vraag gewijzigd", True),
    ]
    s.ongedaan.maak_ongedaan()
    s.ongedaan.doe_opnieuw()
    s.ongedaan.doe_opnieuw()
    assert (s.casussen.dossier(casus).vraag, s.casussen.dossier(casus).opmerking) == ("eerste", "tweede")
    with pytest.raises(UserError, match=r"daarna is “vraag gewijzigd” gedaan .* Maak eerst die handeling ongedaan"):
        s.ongedaan.maak_ongedaan(next(a.groep for a in s.ongedaan.lijst() if a.handeling == "casus aangemeld"))


def test_a_new_act_ends_the_redo(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "a")
    s.ongedaan.maak_ongedaan()
    assert s.ongedaan.volgende()[1] is not None
    s.casussen.change(casus, "vraag", "b")
    assert s.ongedaan.volgende()[1] is None
    with pytest.raises(UserError, match="niets om opnieuw"):
        s.ongedaan.doe_opnieuw()


def test_it_works_after_a_restart(lege_sessie: Sessie) -> None:
    s = lege_sessie
    path = s.kluis.folder.path
    casus = s.casussen.add(NIEUW)
    s.casussen.opschalen(casus, 6, date(2026, 9, 20), "regionaal niet op te lossen")
    s.kluis.close()
    s = open_sessie(path)
    assert s.ongedaan.maak_ongedaan().handeling == "stap 6 begonnen"
    s.kluis.close()
    s = open_sessie(path)
    assert s.casussen.dossier(casus).stand.stap == 5
    s.ongedaan.doe_opnieuw()
    assert s.casussen.dossier(casus).stand.stap == 6
    s.kluis.close()


def test_an_import_points_to_its_own_way_back(lege_sessie: Sessie) -> None:
    s = lege_sessie
    rows = "nr;naam jeugdige;geb. datum;gemeente;datum aanmelding;stap nu;gezochte hulp;waarom vast\n"
    rows += "1;Aya Fictief;3-4-2012;Epe;1-3-2026;RET;gezinshuis;wachtlijst\n"
    s.inlezen.neem_over(s.inlezen.proef("RET", rows.encode(), "lijst.csv"))
    stap = s.ongedaan.volgende()[0]
    assert stap is not None
    assert "Ingelezen lijsten" in stap.belet
    with pytest.raises(UserError, match="Ingelezen lijsten"):
        s.ongedaan.maak_ongedaan()
    assert s.casussen.find(CasusFilter(status="alle"))


def test_after_the_verslag_is_vastgesteld_nothing_of_the_zitting_goes_back(sessie: Sessie) -> None:
    s = sessie
    zitting = next(z for z in s.zittingen.all(ZittingSoort.RET) if z.status == "concept")
    person = s.zittingen.dossier(zitting.id).aanwezigen[0]
    changed = next(p for p in ("afwezig", "op-afstand") if p != person.presentie)
    s.presenties.zet(person.id, changed)
    act = s.ongedaan.lijst()[0]
    s.presenties.add(zitting.id, naam="Vera Voorbeeld", rol="voorzitter")
    s.presenties.zet(s.zittingen.dossier(zitting.id).aanwezigen[-1].id, "aanwezig")
    s.verslagen.vaststellen(zitting.id)
    with pytest.raises(UserError, match="vastgesteld"):
        s.ongedaan.maak_ongedaan()
    with pytest.raises(UserError, match="daarna vastgesteld"):
        s.ongedaan.maak_ongedaan(act.groep)


def test_a_user_who_lost_the_right_cannot_undo(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.casussen.add(NIEUW)
    with pytest.raises(NoRightError):
        other_user(s, s.actor.naam, Rol.LEZER_CIJFERS).ongedaan.maak_ongedaan()


def test_undo_is_logged_itself_and_the_chain_holds(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "a")
    s.ongedaan.maak_ongedaan()
    lines = s.beheer.logboek()
    assert lines[0].handeling == "ongedaan gemaakt: vraag gewijzigd"
    assert {(line.tabel, line.soort) for line in lines if line.handeling == lines[0].handeling} == {
        ("casus", "gewijzigd"),
        ("ongedaan", "nieuw"),
    }
    with s.context.read() as session:
        assert verify_chain(session).ok


def test_the_list_and_the_search_follow(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "achternaam", "Anders")
    s.ongedaan.maak_ongedaan()
    assert s.casussen.find(CasusFilter(tekst="testdorp")) == [casus]
    assert s.casussen.find(CasusFilter(tekst="anders")) == []
    s.ongedaan.maak_ongedaan()
    assert s.casussen.find(CasusFilter(tekst="testdorp", status="alle")) == []


# -- files ------------------------------------------------------------------------------------------------------------


def test_a_bijlage_goes_to_the_prullenbak_and_comes_back_also_after_a_restart(lege_sessie: Sessie) -> None:
    s = lege_sessie
    path = s.kluis.folder.path
    casus = s.casussen.add(NIEUW)
    made = s.bijlagen.add(casus, "brief.pdf", b"%PDF-1.7 fictief")
    stap = s.ongedaan.volgende()[0]
    assert stap is not None
    assert (stap.handeling, stap.belet) == ("bijlage toegevoegd", "")
    for _ in range(2):
        s.ongedaan.maak_ongedaan()
        assert [b.weggegooid_op for b in s.bijlagen.of(casus)] == [VANDAAG]
        s.kluis.close()
        s = open_sessie(path)
        s.ongedaan.doe_opnieuw()
        assert [b.weggegooid_op for b in s.bijlagen.of(casus)] == [None]
        assert s.bijlagen.content(made) == b"%PDF-1.7 fictief"
    s.ongedaan.maak_ongedaan()
    with pytest.raises(UserError, match="bestand aan"):
        s.ongedaan.maak_ongedaan()
    assert s.beheer.controle() == ()
    s.kluis.close()


def test_a_bijlage_that_someone_worked_on_since_stays(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    made = s.bijlagen.add(casus, "brief.pdf", b"%PDF-1.7 fictief")
    other.bijlagen.change(made, "toelichting", "van school")
    with pytest.raises(UserError, match="daarna is “bijlage: toelichting gewijzigd” gedaan"):
        s.ongedaan.maak_ongedaan()
    other.ongedaan.maak_ongedaan()
    other.bijlagen.throw_away(made)
    with pytest.raises(UserError, match="daarna is “bijlage weggegooid” gedaan"):
        s.ongedaan.maak_ongedaan()


# -- which act stands in the way ---------------------------------------------------------------------------------------


def test_the_change_of_someone_else_is_named_and_not_ones_own_undo(lege_sessie: Sessie) -> None:
    s, other = lege_sessie, other_user(lege_sessie)
    casus = s.casussen.add(NIEUW)
    s.casussen.change(casus, "vraag", "een")
    other.casussen.change(casus, "vraag", "hun tekst")
    s.casussen.change(casus, "vraag", "twee")
    s.ongedaan.maak_ongedaan()
    with pytest.raises(UserError, match=r"daarna is “vraag gewijzigd” gedaan .* andere gebruiker"):
        s.ongedaan.maak_ongedaan()
    other.ongedaan.maak_ongedaan()
    s.ongedaan.maak_ongedaan()
    assert s.casussen.dossier(casus).vraag == ""
