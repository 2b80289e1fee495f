from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import FieldError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.namen import Naam
from expertteam_app.services.codering import NieuweZoekregel
from expertteam_app.services.sessie import Sessie

NIEUW = NieuweCasus(
    voornaam="Bo",
    tussenvoegsel="van",
    achternaam="Testdorp",
    geboortedatum=date(2012, 2, 29),
    gemeente="0232",
    aanmelding=date(2026, 9, 1),
)
NAAR_BOEG = ("Het RET stelt vast: regionaal niet op te lossen",)


def test_a_new_casus_is_found_by_every_part_of_it(lege_sessie: Sessie) -> None:
    casus_id = lege_sessie.casussen.add(NIEUW)
    for typed in ("testdorp", "bo test", "RET-2026-001", "epe", "2026 001", "BÒ", "stap 5"):
        assert lege_sessie.casussen.find(CasusFilter(tekst=typed)) == [casus_id], typed
    for typed in ("bos", "zutphen", "ret 2025"):
        assert lege_sessie.casussen.find(CasusFilter(tekst=typed)) == [], typed


def test_search_takes_any_text_a_user_may_type(sessie: Sessie) -> None:
    for typed in ('"', "'", "*", "AND", "NEAR(", "a OR b", "-", "col:x", "\x00", "💥", "(" * 50, "a" * 5000):
        assert isinstance(sessie.casussen.find(CasusFilter(tekst=typed)), list)


def test_numbers_count_on_within_the_year(lege_sessie: Sessie) -> None:
    first, second = lege_sessie.casussen.add(NIEUW), lege_sessie.casussen.add(NIEUW)
    rows = lege_sessie.casussen.rows([second, first])
    assert [r.nummer for r in rows] == ["RET-2026-002", "RET-2026-001"]


def test_the_list_says_what_the_log_says_after_every_act(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus_id = c.add(NIEUW)
    c.pauzeren(casus_id, date(2026, 9, 10), "wacht op ouders", telt=True)
    assert c.rows([casus_id])[0].status == "gepauzeerd"
    c.hervatten(casus_id, date(2026, 9, 20))
    c.opschalen(casus_id, 6, date(2026, 10, 1), "", ingang=NAAR_BOEG)
    c.afsluiten(casus_id, date(2026, 11, 2), "doorgeleid-boeg")
    row = c.rows([casus_id])[0]
    assert (row.status, row.stap, row.uitkomst) == ("gesloten", 6, "doorgeleid-boeg")
    assert c.find(CasusFilter()) == []
    with pytest.raises(FieldError) as refused:
        c.heropenen(casus_id, date(2026, 11, 5), "  ")
    assert refused.value.field == "reden"
    c.heropenen(casus_id, date(2026, 11, 5), "terugval")
    c.intrekken(casus_id, 7, "vergissing")
    assert c.rows([casus_id])[0].status == "gesloten"
    assert lege_sessie.beheer.controle() == ()


def test_a_refused_act_changes_nothing(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus_id = c.add(NIEUW)
    before = c.dossier(casus_id)
    wrongs: tuple[Callable[[], object], ...] = (
        lambda: c.opschalen(casus_id, 2, date(2026, 9, 5), ""),
        lambda: c.afsluiten(casus_id, date(2026, 9, 5), "geen-echte-uitkomst"),
        lambda: c.afsluiten(casus_id, date(2027, 9, 5), "ingetrokken"),
        lambda: c.pauzeren(casus_id, date(2026, 9, 5), " ", telt=True),
        lambda: c.change(casus_id, "geboortedatum", date(2026, 10, 1)),
        lambda: c.change(casus_id, "gemeente", "0150"),
        lambda: c.change(casus_id, "bsn", "111222333"),
        lambda: c.change(casus_id, "nummer", "RET-1"),
        lambda: c.mijlpaal(casus_id, Soort.AFGESLOTEN, date(2026, 9, 5)),
        lambda: c.intrekken(casus_id, 1, "zomaar"),
    )
    for wrong in wrongs:
        with pytest.raises(FieldError):
            wrong()
    assert c.dossier(casus_id) == before


def test_the_ladder_counts_netto_working_days_per_step(lege_sessie: Sessie) -> None:
    c = lege_sessie.casussen
    casus_id = c.add(NIEUW)
    c.pauzeren(casus_id, date(2026, 9, 3), "wacht op ouders", telt=True)
    c.hervatten(casus_id, date(2026, 9, 10))
    c.opschalen(casus_id, 6, date(2026, 9, 15), "", ingang=NAAR_BOEG)
    ladder = c.dossier(casus_id).ladder
    # After 1 Sept up to and including 15 Sept 2026 are 10 werkdagen; 5 of them lie in the pause (4, 7-10 Sept).
    assert ladder[4].dagen == 5
    assert ladder[5].huidig
    assert ladder[0].dagen is None


def test_every_change_is_in_the_audit_log_with_old_and_new(lege_sessie: Sessie) -> None:
    casus_id = lege_sessie.casussen.add(NIEUW)
    lege_sessie.casussen.change(casus_id, "vraag", "Hoe nu verder?")
    line = next(r for r in lege_sessie.beheer.logboek() if r.handeling == "vraag gewijzigd")
    assert (line.wie, line.tabel, line.rij, line.soort) == ("oefenaar", "casus", casus_id, "gewijzigd")


def test_bsn_only_when_the_kluis_has_it_on(lege_sessie: Sessie) -> None:
    casus_id = lege_sessie.casussen.add(NIEUW)
    lege_sessie.beheer.set_setting("bsn.aan", waarde=True)
    lege_sessie.casussen.change(casus_id, "bsn", "111 222 333")
    assert lege_sessie.casussen.dossier(casus_id).jeugdige.bsn == "111222333"
    with pytest.raises(FieldError, match="geldig BSN"):
        lege_sessie.casussen.change(casus_id, "bsn", "111222334")


def test_a_double_is_seen_while_typing_in_another_spelling(lege_sessie: Sessie) -> None:
    casus_id = lege_sessie.casussen.add(NIEUW)
    found = lege_sessie.casussen.possible_doubles(Naam("BO", "van", "Tèstdorp"), date(2012, 2, 29), "0232")
    assert [(d.casus_id, d.zekerheid) for d in found] == [(casus_id, "Waarschijnlijk")]
    assert not lege_sessie.casussen.possible_doubles(Naam("Ravi", "", "Anders"), date(2012, 2, 29), "0232")


def test_coding_feeds_the_hiaten_and_keeps_the_list_version(lege_sessie: Sessie) -> None:
    casus_id = lege_sessie.casussen.add(NIEUW)
    coding = lege_sessie.codering
    coding.set_oorzaken(casus_id, ["A2", "K1"], hoofdoorzaak="A2")
    coding.set_oorzaken(casus_id, ["A2", "R1"], hoofdoorzaak="R1")
    coding.add_hiaat(casus_id, "gezinshuis", "geen-capaciteit", date(2026, 9, 3))
    coding.add_zoekregel(casus_id, NieuweZoekregel("gezinshuis", date(2026, 9, 3), "De Linde (fictief)", "nee"))
    dossier = lege_sessie.casussen.dossier(casus_id)
    assert {(o.code, o.hoofdoorzaak, o.lijst_versie) for o in dossier.oorzaken} == {
        ("A2", False, "2026.1"),
        ("R1", True, "2026.1"),
    }
    assert dossier.zoekregels[0].antwoord == "nee"
    assert lege_sessie.casussen.rows([casus_id])[0].zorgvorm == "gezinshuis"
    with pytest.raises(FieldError, match="lijst"):
        coding.set_oorzaken(casus_id, ["Z9"])
    coding.remove_hiaat(dossier.hiaten[0].id)
    coding.remove_zoekregel(dossier.zoekregels[0].id)
    assert lege_sessie.casussen.rows([casus_id])[0].zorgvorm is None


def test_an_actie_without_owner_or_date_shows_on_vandaag(lege_sessie: Sessie) -> None:
    casus_id = lege_sessie.casussen.add(NIEUW)
    actie = lege_sessie.codering.add_actie("Bellen", "", None, casus_id=casus_id)
    lines = lege_sessie.vandaag.lines()
    assert any(line.soort == "actie-onaf" and "eigenaar" in line.reden for line in lines)
    lege_sessie.codering.change_actie(actie, "eigenaar", "Aya")
    lege_sessie.codering.change_actie(actie, "datum", date(2026, 11, 1))
    assert any(line.soort == "actie" and line.dringend for line in lege_sessie.vandaag.lines())
    lege_sessie.codering.change_actie(actie, "klaar_op", date(2026, 11, 3))
    assert not any(line.soort == "actie" for line in lege_sessie.vandaag.lines())
    assert any(line.soort == "geen-volgende-stap" for line in lege_sessie.vandaag.lines())


def test_a_new_ladder_leaves_running_casussen_on_their_version(lege_sessie: Sessie) -> None:
    from dataclasses import replace

    casus_id = lege_sessie.casussen.add(NIEUW)
    old = lege_sessie.beheer.models()[0]
    steps = (replace(old.stappen[0], norm=3), *old.stappen[1:])
    new = replace(old, versie="2026.2", geldig_vanaf=date(2026, 10, 1), stappen=steps)
    lege_sessie.beheer.publish_model(new)
    later = lege_sessie.casussen.add(replace(NIEUW, aanmelding=date(2026, 10, 2)))
    assert lege_sessie.casussen.dossier(casus_id).model.versie == "2026.1"
    assert lege_sessie.casussen.dossier(later).model.stappen[0].norm == 3
    with pytest.raises(FieldError, match="bestaat al"):
        lege_sessie.beheer.publish_model(new)


def test_sorting_and_filtering_over_the_whole_list(sessie: Sessie) -> None:
    c = sessie.casussen
    everyone = c.find(CasusFilter(status="alle"))
    assert len(everyone) == 60
    assert len(c.find(CasusFilter())) + len(c.find(CasusFilter(status="gesloten"))) == 60
    by_name = [r.naam for r in c.rows(c.find(CasusFilter(status="alle", sorteer="naam", aflopend=False)))]
    assert len(by_name) == 60
    assert by_name != sorted(by_name), "sorted by surname, not by first name"
    for stap in range(1, 7):
        ids = c.find(CasusFilter(status="alle", stap=stap))
        assert all(r.stap == stap for r in c.rows(ids))
    assert c.find(CasusFilter(status="alle", casus_ids=(3, 1), sorteer="nummer", aflopend=False)) == [1, 3]


def test_drafts_come_back_after_a_lock_and_belong_to_one_user(lege_sessie: Sessie) -> None:
    from tests.conftest import open_sessie

    path = lege_sessie.kluis.folder.path
    lege_sessie.concepten.keep("nieuwe-casus", {"voornaam": "Bo"})
    lege_sessie.concepten.keep("nieuwe-casus", {"voornaam": "Bob"})
    lege_sessie.kluis.close()
    again = open_sessie(path)
    assert again.concepten.all()["nieuwe-casus"][0] == {"voornaam": "Bob"}
    again.concepten.keep("nieuwe-casus", None)
    assert again.concepten.all() == {}
    again.kluis.close()
