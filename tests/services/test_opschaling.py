"""Steps, pauses and versions of the ladder on a real kluis: who may, under which conditions, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.casus import Richting
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import Cancelled, FieldError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.opschaling import Opschalingsmodel
from expertteam_app.services.casussen import Casussen
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie

NIEUW = NieuweCasus("Bo", "Testdorp", "0232", date(2026, 9, 1), geboortedatum=date(2012, 2, 29), stap=4)
NAAR_RET = ("De aanmelding is compleet", "De mandaathouder van de gemeente is bekend")
NAAR_BOEG = ("Het RET stelt vast: regionaal niet op te lossen",)


def acting(sessie: Sessie, rol: Rol) -> Casussen:
    """The use cases as someone with this role has them."""
    return Casussen(replace(sessie.context, actor=Actor("iemand", rol)))


def published(sessie: Sessie, versie: str = "2026.2", **changes: object) -> Opschalingsmodel:
    """A new version in which every step has these changes."""
    old = sessie.beheer.models()[0]
    steps = tuple(replace(s, **changes) for s in old.stappen)  # type: ignore[arg-type] # any field of a step
    new = replace(old, versie=versie, stappen=steps)
    sessie.beheer.publish_model(new)
    return new


def test_what_was_ticked_and_what_was_not_is_kept_with_the_reason(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    before = c.dossier(casus)
    with pytest.raises(FieldError, match="mandaathouder") as refused:
        c.opschalen(casus, 5, date(2026, 9, 8), "", ingang=NAAR_RET[:1])
    assert refused.value.field == "reden"
    assert c.dossier(casus) == before
    c.opschalen(casus, 5, date(2026, 9, 8), "het kan niet wachten", ingang=NAAR_RET[:1], geprobeerd="Twee gesprekken")
    event = c.dossier(casus).tijdlijn[-1]
    assert event.teksten("ingang") == NAAR_RET[:1]
    assert event.teksten("ontbreekt") == NAAR_RET[1:]
    stays = c.dossier(casus).stand.verblijven
    assert (stays[0].geprobeerd, stays[1].ontbreekt, stays[1].richting) == (
        "Twee gesprekken",
        NAAR_RET[1:],
        Richting.OPGESCHAALD,
    )


def test_a_condition_that_the_step_does_not_ask_is_not_kept(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    c.opschalen(casus, 5, date(2026, 9, 8), "", ingang=(*NAAR_RET, "iets anders"))
    assert c.dossier(casus).tijdlijn[-1].teksten("ingang") == NAAR_RET


def test_the_step_says_who_may_take_it(lege_sessie: Sessie) -> None:
    casus = lege_sessie.casussen.add(replace(NIEUW, stap=5))
    toegang = acting(lege_sessie, Rol.TOEGANGSMEDEWERKER)
    with pytest.raises(FieldError, match=r"rol toegangsmedewerker.*Vraag het aan de voorzitter of secretaris") as no:
        toegang.opschalen(casus, 6, date(2026, 9, 8), "", ingang=NAAR_BOEG)
    assert no.value.field == "stap"
    assert lege_sessie.casussen.dossier(casus).stand.stap == 5
    toegang.opschalen(casus, 4, date(2026, 9, 8), "terug naar het regioteam")
    for rol in (Rol.VOORZITTER, Rol.SECRETARIS):
        assert all(s.may_take(rol) for s in lege_sessie.beheer.models()[0].stappen)


def test_without_roles_every_writer_may(lege_sessie: Sessie) -> None:
    published(lege_sessie, rollen=())
    casus = lege_sessie.casussen.add(replace(NIEUW, stap=5))
    acting(lege_sessie, Rol.TOEGANGSMEDEWERKER).opschalen(casus, 6, date(2026, 9, 8), "", ingang=NAAR_BOEG)
    assert lege_sessie.casussen.dossier(casus).stand.stap == 6


@pytest.mark.parametrize("rol", ["beheerder", "lezer cijfers", "niemand"])
def test_a_role_that_cannot_write_is_no_role_for_a_step(lege_sessie: Sessie, rol: str) -> None:
    with pytest.raises(FieldError, match="kan geen stap zetten"):
        published(lege_sessie, rollen=(rol,))


def test_a_pause_has_a_code_an_explanation_and_an_expected_end(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    with pytest.raises(FieldError, match="lijst"):
        c.pauzeren(casus, date(2026, 9, 8), "", telt=True, code="zomaar")
    with pytest.raises(FieldError, match="verwachte einde"):
        c.pauzeren(casus, date(2026, 9, 8), "", telt=True, code="wacht-op-gezin", verwacht_tot=date(2026, 9, 7))
    with pytest.raises(FieldError, match="waarom"):
        c.pauzeren(casus, date(2026, 9, 8), " ", telt=True, code="anders")
    c.pauzeren(
        casus, date(2026, 9, 8), "tot na de zomer", telt=False, code="wacht-op-plek", verwacht_tot=date(2026, 12, 1)
    )
    running = c.dossier(casus).stand.gepauzeerd
    assert running is not None
    assert (running.code, running.reden, running.telt, running.verwacht_tot) == (
        "wacht-op-plek",
        "Wacht op een plek (wachtlijst): tot na de zomer",
        False,
        date(2026, 12, 1),
    )


def test_every_reason_says_whether_it_counts(lege_sessie: Sessie) -> None:
    codes = lege_sessie.lists["pauzeredenen"].codes
    assert all(c.extra.get("telt") in ("True", "False") for c in codes)
    assert {c.extra["telt"] for c in codes} == {"True", "False"}


def test_the_ladder_tells_bruto_netto_and_what_was_tried_on_each_stay(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    c.pauzeren(casus, date(2026, 9, 3), "", telt=True, code="wacht-op-gezin")
    c.hervatten(casus, date(2026, 9, 10))
    c.notitie(casus, date(2026, 9, 11), "Moeder gesproken")
    lege_sessie.codering.add_zoekregel(
        casus, NieuweZoekregel("gezinshuis", date(2026, 9, 14), "De Linde (fictief)", "nee")
    )
    c.opschalen(
        casus, 5, date(2026, 9, 15), "", ingang=NAAR_RET, geprobeerd="Overleg met drie aanbieders", betrokken="school"
    )
    c.notitie(casus, date(2026, 9, 15), "Eerste dag")
    vier, vijf = c.dossier(casus).ladder[3:5]
    # After 1 Sept up to and including 15 Sept 2026 are 10 werkdagen; 5 of them lie in the pause (4, 7-10 Sept).
    assert (vier.bruto, vier.dagen) == (10, 5)
    (stay,) = vier.verblijven
    assert stay.geprobeerd == (
        "11-09-2026 notitie: Moeder gesproken",
        "14-09-2026 gezocht: gezinshuis bij De Linde (fictief) (nee)",
        "Overleg met drie aanbieders",
    )
    assert stay.betrokken == "school"
    assert vijf.verblijven[0].geprobeerd == ("15-09-2026 notitie: Eerste dag",)


def test_going_down_and_opening_again_are_told_as_what_they_are(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    c.opschalen(casus, 2, date(2026, 9, 8), "plan gemaakt")
    c.afsluiten(casus, date(2026, 9, 20), "plek-gevonden", geprobeerd="Ambulante hulp")
    c.heropenen(casus, date(2026, 10, 1), "terugval")
    first, again = c.dossier(casus).ladder[1].verblijven
    assert (first.richting, first.van, first.ronde, first.geprobeerd) == (
        Richting.AFGESCHAALD,
        4,
        1,
        ("Ambulante hulp",),
    )
    assert (again.richting, again.van, again.ronde, again.reden) == (Richting.HEROPEND, None, 2, "terugval")


def test_another_version_is_an_event_and_the_days_go_on(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    published(lege_sessie, norm=3)
    with pytest.raises(FieldError, match="waarom"):
        c.naar_model(casus, "2026.2", " ")
    with pytest.raises(FieldError, match="bestaat niet"):
        c.naar_model(casus, "2030.1", "besluit")
    before = c.dossier(casus)
    c.naar_model(casus, "2026.2", "besluit van het regioteam")
    after = c.dossier(casus)
    assert after.model.versie == "2026.2"
    assert after.stand.verblijven == before.stand.verblijven
    assert after.ladder[3].norm == 3
    assert after.ladder[3].dagen == before.ladder[3].dagen
    event = after.tijdlijn[-1]
    assert (event.soort, event.tekst("van"), event.tekst("naar")) == (Soort.MODEL_GEWIJZIGD, "2026.1", "2026.2")
    with pytest.raises(FieldError, match="al onder"):
        c.naar_model(casus, "2026.2", "nog eens")
    with pytest.raises(FieldError, match=r"terug naar versie 2026\.1"):
        c.intrekken(casus, event.volgnummer, "vergissing")
    c.naar_model(casus, "2026.1", "terug")
    assert c.dossier(casus).model.versie == "2026.1"
    assert lege_sessie.beheer.controle() == ()


def test_a_step_that_is_gone_must_be_mapped(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    old = lege_sessie.beheer.models()[0]
    lege_sessie.beheer.publish_model(replace(old, versie="kort", stappen=old.stappen[:3]))
    with pytest.raises(FieldError, match="Stap 4 bestaat niet") as refused:
        c.naar_model(casus, "kort", "kortere ladder")
    assert refused.value.field == "stap"
    c.naar_model(casus, "kort", "kortere ladder", stap=3)
    dossier = c.dossier(casus)
    assert (dossier.stand.stap, dossier.stand.verblijven[-1].begin) == (3, date(2026, 9, 1))
    assert c.rows([casus])[0].stap == 3
    with pytest.raises(FieldError, match="andere versie"):
        c.opschalen(casus, 2, date(2026, 9, 8), "was al eerder")


def test_the_only_step_cannot_be_taken_away_under_a_move(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    published(lege_sessie)
    c.naar_model(casus, "2026.2", "besluit", stap=3)
    with pytest.raises(FieldError, match="geen enkele stap"):
        c.intrekken(casus, 2, "vergissing")
    assert c.dossier(casus).stand.stap == 3


def test_what_boeg_answers_comes_after_what_was_brought_in(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    with pytest.raises(FieldError, match="ingebracht") as refused:
        c.mijlpaal(casus, Soort.BOEG_TERUGGEKOPPELD, date(2026, 9, 20))
    assert refused.value.field == "soort"
    c.mijlpaal(casus, Soort.BOEG_INGEBRACHT, date(2026, 9, 10))
    with pytest.raises(FieldError, match=r"10-09-2026 of later"):
        c.mijlpaal(casus, Soort.BOEG_TERUGGEKOPPELD, date(2026, 9, 9))
    c.mijlpaal(casus, Soort.BOEG_TERUGGEKOPPELD, date(2026, 9, 10))
    with pytest.raises(FieldError, match="Terugkoppeling van BOEG"):
        c.intrekken(casus, c.dossier(casus).tijdlijn[-2].volgnummer, "vergissing")


def test_the_acts_have_a_name_for_undo(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus = c.add(NIEUW)
    c.opschalen(casus, 3, date(2026, 9, 8), "afgeschaald")
    c.pauzeren(casus, date(2026, 9, 9), "", telt=True, code="wacht-op-gezin")
    c.afsluiten(casus, date(2026, 9, 12), "plek-gevonden")
    names = {line.handeling for line in lege_sessie.beheer.logboek()}
    assert {"stap 3 begonnen", "gepauzeerd", "casus afgesloten"} <= names


def test_the_preview_counts_who_would_come_out_otherwise_and_stores_nothing(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    today = lege_sessie.context.vandaag()
    late = c.add(replace(NIEUW, aanmelding=date(2026, 11, 2), stap=4))  # 14 werkdagen, norm 10
    soon = c.add(replace(NIEUW, aanmelding=date(2026, 11, 13), stap=4))  # 5 werkdagen
    paused = c.add(replace(NIEUW, aanmelding=date(2026, 11, 13), stap=4))
    c.pauzeren(paused, date(2026, 11, 16), "", telt=True, code="wacht-op-gezin")  # 1 werkdag netto
    boeg = c.add(replace(NIEUW, aanmelding=date(2026, 11, 13), stap=6))
    closed = c.add(replace(NIEUW, aanmelding=date(2026, 11, 2), stap=4))
    c.afsluiten(closed, today, "plek-gevonden")
    old = lege_sessie.beheer.models()[0]

    def preview(norm: int, steps: int = 6) -> dict[str, tuple[int, ...]]:
        stappen = tuple(replace(s, norm=norm) if s.volgorde == 4 else s for s in old.stappen[:steps])
        found = lege_sessie.modellen.voorbeeld(replace(old, versie="proef", stappen=stappen))
        assert found.open == 4
        return {way.name: ids for way, ids in found.anders.items()}

    before = [c.dossier(i) for i in (late, soon, paused, boeg)]
    assert preview(10) == {}
    assert preview(3) == {"BOVEN": (soon,)}
    assert preview(14) == {"BINNEN": (late,)}
    assert preview(14, 5) == {"BINNEN": (late,), "WEG": (boeg,)}
    assert [c.dossier(i) for i in (late, soon, paused, boeg)] == before
    assert [m.versie for m in lege_sessie.beheer.models()] == ["2026.1"]


def test_the_preview_can_be_stopped_and_tells_how_far_it_is(sessie: Sessie) -> None:
    told: list[tuple[int, int]] = []
    model = sessie.beheer.models()[0]
    sessie.modellen.voorbeeld(model, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sessie.modellen.voorbeeld(model, stop)


def test_several_casussen_go_to_another_version_in_one_act(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    ids = [c.add(replace(NIEUW, stap=stap)) for stap in (2, 3, 4)]
    old = lege_sessie.beheer.models()[0]
    lege_sessie.beheer.publish_model(replace(old, versie="kort", stappen=old.stappen[:3]))
    assert lege_sessie.modellen.achter("kort") == tuple(ids)
    with pytest.raises(FieldError, match="waarom"):
        lege_sessie.modellen.overzetten(ids, "kort", " ")
    assert lege_sessie.modellen.overzetten(ids, "kort", "besluit") == (2, 1)
    assert [c.dossier(i).model.versie for i in ids] == ["kort", "kort", "2026.1"]
    assert lege_sessie.modellen.achter("kort") == (ids[2],)
    assert lege_sessie.beheer.controle() == ()


def test_the_oefenkluis_has_a_casus_that_went_down_and_one_that_was_opened_again(sessie: Sessie) -> None:
    ids = sessie.casussen.find(CasusFilter(status="alle"))
    stands = [sessie.casussen.dossier(i).stand for i in ids]
    assert [v.reden for s in stands for v in s.verblijven if v.richting == "afgeschaald"]
    assert any(s.cyclus > 1 for s in stands)
