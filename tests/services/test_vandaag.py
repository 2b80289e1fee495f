"""Vandaag on a real kluis: which casussen count, putting off, toekomstplannen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from expertteam_app.db.tables import CasusRow
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, NoRightError, UserError
from expertteam_app.domain.inzicht import Aandacht
from expertteam_app.domain.toestemmingregels import NieuweToestemming
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.gezinnen import NieuweRelatie, NieuwLid
from expertteam_app.services.sessie import Sessie

DAG = timedelta(days=1)


def on(sessie: Sessie, day: date) -> Sessie:
    """The same kluis on another day."""
    return Sessie(sessie.kluis, replace(sessie.context, vandaag=lambda: day))


def new_casus(sessie: Sessie, name: str = "Fenna", *, days: int = 0, born: date | None = None, stap: int = 3) -> int:
    day = sessie.context.vandaag() - days * DAG
    nieuw = NieuweCasus(f"{name} (fictief)", "Voorbeeld", "0200", day, geboortedatum=born, stap=stap)
    return sessie.casussen.add(nieuw)


def of(sessie: Sessie, casus_id: int | None = None) -> dict[str, Aandacht]:
    """The signals (of one casus) by kind; a kind that comes twice fails."""
    lines = [x for x in sessie.vandaag.lines() if casus_id is None or x.casus_id == casus_id]
    assert max(Counter(x.soort for x in lines).values(), default=1) == 1
    return {x.soort: x for x in lines}


# -- which casussen, and by which norm --------------------------------------------------------------------------------


def test_a_casus_is_measured_by_the_version_it_started_under(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    before = new_casus(s, "Oud", days=18)  # 13 werkdagen on step 3, of which the norm is 10
    shipped = s.beheer.models()[0]
    steps = tuple(replace(x, norm=50) if x.volgorde == 3 else x for x in shipped.stappen)
    s.beheer.publish_model(replace(shipped, versie="2026.9", geldig_vanaf=today - 5 * DAG, stappen=steps))
    after = new_casus(s, "Nieuw")
    later = on(s, today + 28 * DAG)
    assert "norm" in of(s, before)
    assert "de norm is 10 werkdagen" in of(later, before)["norm"].reden
    assert not {"norm", "norm-nadert"} & of(later, after).keys()


def test_a_closed_and_a_merged_casus_are_quiet(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    closed, merged, left = (new_casus(s, n, days=60, born=date(2010, 1, 5)) for n in ("Dicht", "Op", "Blijft"))
    for casus_id in (closed, merged, left):
        s.codering.add_actie("Bellen", "", None, casus_id=casus_id)
        s.codering.add_actie("Antwoord geven", "toegang", today - DAG, casus_id=casus_id, toezegging=True)
    s.casussen.afsluiten(closed, today, "ingetrokken")
    with s.context.write("proef") as session:
        row = session.get(CasusRow, merged)
        assert row is not None
        row.samengevoegd_met = left
    assert {x.casus_id for x in s.vandaag.lines()} == {left}
    assert of(s, left).keys() == {"norm", "actie-onaf", "toezegging", "toekomstplan"}


def test_a_coming_agenda_is_a_next_step_and_one_that_was_is_not(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s)
    assert "geen-volgende-stap" in of(s, casus_id)
    zitting = s.zittingen.plan(ZittingSoort.RET, today + 7 * DAG, "09:00", "kamer 1")
    s.zittingen.add_punt(zitting, casus_id=casus_id)
    assert "geen-volgende-stap" not in of(s, casus_id)
    assert "geen-volgende-stap" in of(on(s, today + 8 * DAG), casus_id)


def test_the_third_agenda_counts_within_the_cyclus(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s, days=100)

    def agenda(day: date) -> None:
        zitting = s.zittingen.plan(ZittingSoort.RET, day, "09:00", "kamer 1")
        s.zittingen.add_punt(zitting, casus_id=casus_id)

    for days in (90, 60):
        agenda(today - days * DAG)
    jbt = s.zittingen.plan(ZittingSoort.JBT, today - 50 * DAG, "09:00", "kamer 1")
    assert jbt
    assert "agenda" not in of(s, casus_id)
    agenda(today - 30 * DAG)
    assert "3e keer" in of(s, casus_id)["agenda"].tekst
    s.casussen.afsluiten(casus_id, today - 20 * DAG, "ingetrokken")
    s.casussen.heropenen(casus_id, today - 10 * DAG, "opnieuw vast")
    assert "agenda" not in of(s, casus_id)
    for days in (8, 5, 2):
        agenda(today - days * DAG)
    assert "zittingen: 12-11-2026, 15-11-2026, 18-11-2026" in of(s, casus_id)["agenda"].reden


def test_a_toezegging_without_a_day_is_unanswered_after_its_werkdagen(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = new_casus(s)
    s.codering.add_actie("Laten weten hoe het verder gaat", "toegang", None, casus_id=casus_id, toezegging=True)
    recorded = date.today()  # the log is written by the clock of the computer
    assert of(on(s, recorded + 5 * DAG), casus_id)["toezegging"].reden == "deze toezegging heeft geen datum"
    late = of(on(s, recorded + 30 * DAG), casus_id)["toezegging"]
    assert late.dringend
    assert "zonder antwoord aan het gezin" in late.reden
    s.beheer.set_setting("radar.toezegging-werkdagen", 200)
    assert not of(on(s, recorded + 30 * DAG), casus_id)["toezegging"].dringend


def test_a_pause_with_an_expected_end_is_quiet_until_that_has_passed(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s, days=3)
    s.casussen.pauzeren(casus_id, today, "wacht op ouder", telt=True, verwacht_tot=today + 5 * DAG)
    assert not of(s, casus_id)
    assert not of(on(s, today + 5 * DAG), casus_id)
    assert of(on(s, today + 6 * DAG), casus_id)["pauze-voorbij"].datum == today + 5 * DAG


def test_a_gemeente_without_mandaat_on_the_next_ret_is_told(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    new_casus(s)
    assert "geen-mandaat" not in of(s)
    zitting = s.zittingen.plan(ZittingSoort.RET, today + 7 * DAG, "09:00", "kamer 1")
    line = of(s)["geen-mandaat"]
    assert (line.zitting_id, line.dringend, line.tekst.split(":")[0]) == (zitting, False, "Apeldoorn")
    person = s.personen.add("Noor (fictief)", "gemeente", "toegangsmedewerker", "0200")
    s.personen.give_mandaat(person, "0200", today, today + 6 * DAG, "")
    assert "geen-mandaat" in of(s)
    assert of(s)["mandaat"].persoon_id == person
    s.personen.give_mandaat(person, "0200", today + 7 * DAG, None, "")
    assert not {"geen-mandaat", "mandaat"} & of(s).keys()


# -- putting off ------------------------------------------------------------------------------------------------------


def test_a_signal_that_was_put_off_comes_back_on_its_day(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s)
    key = of(s, casus_id)["geen-volgende-stap"].sleutel
    s.vandaag.stel_uit(key, today + 10 * DAG, " aanbieder belt terug ")
    assert not of(s, casus_id)
    (later,) = s.vandaag.overview().uitgesteld
    assert later.uitstel is not None
    assert (later.uitstel.tot, later.uitstel.reden) == (today + 10 * DAG, "aanbieder belt terug")
    assert later.uitstel.wie == s.actor.naam
    assert "geen-volgende-stap" not in of(on(s, today + 9 * DAG), casus_id)
    back = on(s, today + 10 * DAG)
    assert "was uitgesteld tot 30-11-2026: aanbieder belt terug" in of(back, casus_id)["geen-volgende-stap"].reden
    assert back.vandaag.overview().uitgesteld == ()


def test_a_signal_comes_back_sooner_when_it_becomes_worse(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s)
    actie = s.codering.add_actie("Bellen", "", today + 2 * DAG, casus_id=casus_id)
    s.vandaag.stel_uit(of(s, casus_id)["actie-onaf"].sleutel, today + 20 * DAG, "komt goed")
    assert not of(on(s, today + 2 * DAG), casus_id).keys() & {"actie", "actie-onaf"}
    assert of(on(s, today + 3 * DAG), casus_id)["actie"].dringend
    s.codering.change_actie(actie, "datum", today + 9 * DAG)
    assert "actie-onaf" in of(s, casus_id)


def test_putting_off_can_be_changed_and_taken_back(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s)
    key = of(s, casus_id)["geen-volgende-stap"].sleutel
    for days in (3, 9):
        s.vandaag.stel_uit(key, today + days * DAG, f"reden {days}")
    (later,) = s.vandaag.overview().uitgesteld
    assert later.uitstel is not None
    assert later.uitstel.reden == "reden 9"
    s.vandaag.toon_weer(key)
    assert of(s, casus_id)["geen-volgende-stap"].reden == (
        "er is geen open actie en de casus staat niet op een komende agenda"
    )
    with pytest.raises(UserError, match="al weer zichtbaar"):
        s.vandaag.toon_weer(key)


def test_putting_off_asks_a_day_that_comes_and_a_reason(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    for tot, reden, field in (
        (None, "x", "tot"),
        (today, "x", "tot"),
        (today - DAG, "x", "tot"),
        (date(2027, 5, 21), "x", "tot"),
        (today + DAG, "  ", "reden"),
    ):
        with pytest.raises(FieldError) as refused:
            s.vandaag.stel_uit("norm:1", tot, reden)
        assert refused.value.field == field
    s.vandaag.stel_uit("norm:1", date(2027, 5, 20), "tot en met de laatste dag")
    reader = Sessie(s.kluis, replace(s.context, actor=Actor("lezer", Rol.LEZER_CIJFERS)))
    with pytest.raises(NoRightError):
        reader.vandaag.toon_weer("norm:1")


def test_the_oefenkluis_shows_every_kind_of_group_and_each_signal_has_its_own_key(sessie: Sessie) -> None:
    found = sessie.vandaag.overview()
    signals = [x for x in found.regels if x.soort != "zitting"]
    keys = [x.sleutel for x in (*signals, *found.uitgesteld)]
    assert all(keys)
    assert len(keys) == len(set(keys))
    assert all(x.reden for x in signals)
    assert all(x.casus_id or x.zitting_id or x.vtb_id or x.persoon_id for x in signals)
    assert len(found.uitgesteld) == 1
    assert {"norm", "actie", "toezegging", "toekomstplan", "geen-volgende-stap"} <= {x.soort for x in signals}


# -- toekomstplannen --------------------------------------------------------------------------------------------------


def test_a_toekomstplan_is_kept_per_jeugdige_and_ends_the_signal(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s, born=date(2010, 2, 1))
    assert "nog geen toekomstplan" in of(s, casus_id)["toekomstplan"].tekst
    s.toekomstplannen.store(casus_id, today, ["werk", "wonen"], " Aya (fictief) ")
    plan = s.toekomstplannen.of_casus(casus_id)
    assert plan is not None
    assert (plan.datum, plan.leefdomeinen, plan.eigenaar) == (today, ("wonen", "werk"), "Aya (fictief)")
    assert "niet gedekt: school, inkomen" in of(s, casus_id)["toekomstplan"].reden
    s.toekomstplannen.store(casus_id, today, [c.code for c in s.lists["leefdomeinen"]], "Aya")
    assert "toekomstplan" not in of(s, casus_id)
    s.toekomstplannen.remove(casus_id)
    assert s.toekomstplannen.of_casus(casus_id) is None
    assert "toekomstplan" in of(s, casus_id)
    with pytest.raises(UserError, match="al weggehaald"):
        s.toekomstplannen.remove(casus_id)


def test_a_toekomstplan_asks_a_day_that_was_and_known_leefdomeinen(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s, born=date(2010, 2, 1))
    for datum, domains, field in (
        (None, [], "datum"),
        (today + DAG, [], "datum"),
        (date(1989, 12, 31), [], "datum"),
        (today, ["wonen", "zweven"], "leefdomeinen"),
    ):
        with pytest.raises(FieldError) as refused:
            s.toekomstplannen.store(casus_id, datum, domains, "")
        assert refused.value.field == field
    with pytest.raises(UserError):
        s.toekomstplannen.of_casus(casus_id + 1)


def test_which_ages_are_asked_is_a_setting(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = new_casus(s, born=date(2011, 4, 20))  # 15,5 since 20-10-2026
    assert "toekomstplan" not in of(s, casus_id)
    s.beheer.set_setting("radar.toekomstplan", ["15,5", "17"])
    assert of(s, casus_id)["toekomstplan"].datum == date(2026, 10, 20)
    with pytest.raises(FieldError, match="bestaat niet"):
        s.beheer.set_setting("radar.toekomstplan", ["19"])


# -- acties -----------------------------------------------------------------------------------------------------------


def test_an_actie_can_be_a_toezegging_and_can_be_taken_away(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = new_casus(s)
    actie = s.codering.add_actie("Bellen", "toegang", None, casus_id=casus_id)
    assert [a.toezegging for a in s.casussen.dossier(casus_id).acties] == [False]
    s.codering.change_actie(actie, "toezegging", True)  # noqa: FBT003 - the value of a field
    assert [a.toezegging for a in s.casussen.dossier(casus_id).acties] == [True]
    s.codering.remove_actie(actie)
    assert s.casussen.dossier(casus_id).acties == ()
    assert s.beheer.logboek()[0].handeling == "actie weggehaald"
    with pytest.raises(UserError, match="al weggehaald"):
        s.codering.remove_actie(actie)


# -- to be asked again ------------------------------------------------------------------------------------------------


def test_a_toestemming_that_lapses_is_told_once_and_can_be_put_off(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()
    casus_id = new_casus(s, born=date(2016, 1, 5))
    child = s.casussen.dossier(casus_id)
    parent = NieuwLid("Moeder (fictief)", achternaam="Voorbeeld")
    moeder = s.gezinnen.add_lid(child.gezin_id, parent, [NieuweRelatie(child.jeugdige.id, "112")])
    school = NieuweToestemming("School (fictief)", "plan maken", "toestemming", today - 9 * DAG, today + 5 * DAG)
    asked = s.toestemmingen.add(casus_id, school)
    s.toestemmingen.antwoord(asked, moeder, "ja", today - 2 * DAG)
    line = of(s, casus_id)["toestemming"]
    assert (line.datum, line.deel, line.dringend) == (today + 5 * DAG, "Delen", False)
    assert "School (fictief)" in line.tekst
    assert line.reden
    assert of(on(s, today + 5 * DAG), casus_id)["toestemming"].dringend
    s.vandaag.stel_uit(line.sleutel, today + 3 * DAG, "afspraak volgt")
    assert "toestemming" not in of(on(s, today + 2 * DAG), casus_id)
    assert "toestemming" in of(on(s, today + 3 * DAG), casus_id)
    assert "toestemming" not in of(on(s, today + 6 * DAG), casus_id)


def test_living_at_home_is_asked_after_three_and_six_months(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus_id = new_casus(s, born=date(2012, 2, 29), days=300)
    made = s.uithuisplaatsingen.add(casus_id, date(2026, 7, 1))
    line = of(s, casus_id)["nog-thuis"]
    assert (line.datum, line.deel) == (date(2026, 10, 1), "Uithuisplaatsing")
    assert "3 maanden" in line.tekst
    s.vandaag.stel_uit(line.sleutel, date(2026, 12, 1), "gezin is verhuisd")
    assert "nog-thuis" not in of(s, casus_id)
    s.uithuisplaatsingen.change(made, "thuis_na_3_maanden", value=True)
    assert "6 maanden" in of(on(s, date(2027, 1, 1)), casus_id)["nog-thuis"].tekst


def test_many_lapsing_toestemmingen_cost_as_many_questions_as_one(lege_sessie: Sessie) -> None:
    s, today = lege_sessie, lege_sessie.context.vandaag()

    def questions() -> int:
        asked: list[object] = []

        def count(*args: object) -> None:
            asked.append(args)

        event.listen(s.kluis.store.engine, "before_cursor_execute", count)
        s.vandaag.overview()
        event.remove(s.kluis.store.engine, "before_cursor_execute", count)
        return len(asked)

    def add(number: int) -> None:
        casus_id = new_casus(s, f"Kind{number}", born=date(2018, 1, 5))
        child = s.casussen.dossier(casus_id)
        relatie = [NieuweRelatie(child.jeugdige.id, "112")]
        moeder = s.gezinnen.add_lid(child.gezin_id, NieuwLid("Moeder (fictief)"), relatie)
        school = NieuweToestemming("School (fictief)", "plan maken", "toestemming", today - 9 * DAG, today + 5 * DAG)
        s.toestemmingen.antwoord(s.toestemmingen.add(casus_id, school), moeder, "ja", today - 2 * DAG)

    add(0)
    one = questions()
    for number in range(1, 6):
        add(number)
    assert sum(line.soort == "toestemming" for line in s.vandaag.lines()) == 6
    assert questions() == one
