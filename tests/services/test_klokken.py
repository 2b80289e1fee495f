"""Klokken through their service, on a real kluis: versions, closing days, and every klok of one casus or VTB."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from expertteam_app.db.store import Store
from expertteam_app.db.tables import UithuisplaatsingRow
from expertteam_app.domain.access import Actor, Rol
from expertteam_app.domain.dossier import CasusFilter, NieuweCasus
from expertteam_app.domain.errors import Cancelled, FieldError, NoRightError, UserError
from expertteam_app.domain.gebeurtenis import Soort
from expertteam_app.domain.kalender import Profiel
from expertteam_app.domain.klok import Klok, KlokStatus
from expertteam_app.domain.klokloop import KlokStand
from expertteam_app.domain.periode import Periode
from expertteam_app.domain.termijn import Eenheid, Norm
from expertteam_app.services.oefenkluis import Oefenkluis
from expertteam_app.services.sessie import Sessie
from tests.conftest import open_sessie

ALLE = CasusFilter(status="alle")
MAART = date(2026, 3, 1)


def klok(sessie: Sessie, code: str) -> Klok:
    return next(info.klok for info in sessie.klokken.alle() if info.klok.code == code)


def new_casus(sessie: Sessie, aangemeld: date, stap: int = 2) -> int:
    return sessie.casussen.add(
        NieuweCasus(
            voornaam="Fenna",
            achternaam="Proefkind",
            geboortedatum=date(2012, 5, 5),
            gemeente="0200",
            aanmelding=aangemeld,
            stap=stap,
        )
    )


def one(standen: tuple[KlokStand, ...], code: str, cyclus: int = 1) -> KlokStand:
    (found,) = [s for s in standen if s.code == code and s.cyclus == cyclus]
    return found


def test_every_klok_of_the_domain_is_there_also_those_that_cannot_be_measured(sessie: Sessie) -> None:
    alle = {info.klok.code: info for info in sessie.klokken.alle()}
    assert len(alle) == 31
    assert "worden hier niet vastgelegd" in alle["D14"].klok.niet_te_meten
    assert (
        "“rekest bij de kinderrechter” en “beschikking van de kinderrechter” worden" in alle["D19"].klok.niet_te_meten
    )
    assert not alle["D3"].klok.niet_te_meten
    assert all(len(info.versies) == 1 for info in alle.values())


def test_a_casus_shows_every_klok_with_its_dates_and_its_explanation(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 4, 20))
    s.casussen.pauzeren(casus, date(2026, 4, 22), "wachten op ouders", telt=True)
    s.casussen.hervatten(casus, date(2026, 4, 24))
    standen = s.klokken.van_casus(casus)
    d3 = one(standen, "D3")
    assert (d3.uiterlijk, d3.eenheid, d3.norm) == (
        date(2026, 5, 18),
        Eenheid.WERKDAGEN,
        Norm(15, Eenheid.WERKDAGEN),
    )
    assert d3.over_norm
    assert d3.loopt
    assert d3.resterend is not None
    assert d3.resterend < 0
    text = d3.uitleg.als_tekst()
    for part in ("Koningsdag, maandag 27 april 2026", "Hemelvaartsdag", "wachten op ouders", "2 werkdagen", "voorstel"):
        assert part in text
    step = one(standen, "D1-2")
    assert step.norm == Norm(10, Eenheid.WERKDAGEN)
    assert step.uiterlijk == date(2026, 5, 8)
    assert "opschalingsmodel 2026.1" in step.uitleg.als_tekst()
    assert {x.code for x in standen} == {"D1-2", "D2", "D3", "D6"}


def test_an_open_pause_leaves_the_date_open_and_the_days_standing(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 11, 2))
    s.casussen.pauzeren(casus, date(2026, 11, 5), "wachten op ouders", telt=True)
    d3 = one(s.klokken.van_casus(casus), "D3")
    assert d3.gepauzeerd
    assert (d3.uiterlijk, d3.bruto, d3.netto, d3.resterend, d3.binnen_norm) == (None, 14, 3, 12, True)


def test_a_reopened_casus_runs_its_klokken_again(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 3, 2))
    s.casussen.mijlpaal(casus, Soort.TRIAGE, date(2026, 3, 9))
    s.casussen.afsluiten(casus, date(2026, 4, 1), "advies-gegeven")
    s.casussen.heropenen(casus, date(2026, 9, 1), "opnieuw vastgelopen")
    standen = s.klokken.van_casus(casus)
    first, second = one(standen, "D2"), one(standen, "D2", 2)
    assert (first.begin, first.eind, first.netto, first.binnen_norm) == (date(2026, 3, 2), date(2026, 3, 9), 5, True)
    assert (second.begin, second.eind) == (date(2026, 9, 1), None)
    assert one(standen, "D6").eind == date(2026, 4, 1)


def test_a_closed_klok_without_its_end_says_so(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 3, 2))
    s.casussen.afsluiten(casus, date(2026, 3, 4), "advies-gegeven")
    d2 = one(s.klokken.van_casus(casus), "D2")
    assert (d2.eind, d2.netto, d2.binnen_norm, d2.resterend) == (None, 2, True, None)
    assert "Gesloten op 04-03-2026 zonder dat het einde werd bereikt" in d2.uitleg.als_tekst()


def test_a_vtb_shows_its_klokken_once_per_kind_where_they_are_about_a_besluit(sessie: Sessie) -> None:
    seen = set()
    for vtb in sessie.vtbs.all():
        standen = sessie.klokken.van_vtb(vtb.id)
        seen |= {x.code for x in standen}
        keys = [(x.code, x.jeugdige_id) for x in standen]
        assert len(keys) == len(set(keys))
        for stand in standen:
            assert stand.bruto == stand.netto
            assert stand.uitleg.als_tekst().startswith("Dag 0: ")
            assert (stand.jeugdige_id is not None) == stand.klok.per_besluit
    assert seen >= {"D8", "D9", "D10", "D11", "D12", "D13", "D16"}


def test_figures_and_the_klokken_of_a_casus_tell_the_same(sessie: Sessie) -> None:
    table = {line.code: line for line in sessie.doorlooptijden.table(Periode.parse("2026"))}
    casus, vtb = cache(sessie.klokken.van_casus), cache(sessie.klokken.van_vtb)
    told = 0
    for code, line in table.items():
        for zaak in line.zaken:
            standen = casus(zaak.casus_id) if zaak.casus_id is not None else vtb(zaak.vtb_id or 0)
            same = [
                x
                for x in standen
                if (x.code, x.begin, x.eind, x.bruto, x.netto, x.binnen_norm)
                == (code, zaak.begin, zaak.eind, zaak.bruto, zaak.netto, zaak.binnen_norm)
            ]
            assert same
            told += 1
    assert told > 200


def test_a_stay_keeps_the_norm_of_the_ladder_it_ended_under(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 3, 2))
    s.casussen.opschalen(casus, 3, date(2026, 3, 20), "geen oplossing")
    old = s.beheer.models()[0]
    stappen = tuple(replace(stap, norm=stap.norm and 1) for stap in old.stappen)
    s.beheer.publish_model(replace(old, versie="2026.9", geldig_vanaf=date(2026, 11, 1), stappen=stappen))
    s.casussen.naar_model(casus, "2026.9", "alles onder de nieuwe ladder")
    standen = s.klokken.van_casus(casus)
    assert one(standen, "D1-2").norm == Norm(10, Eenheid.WERKDAGEN)
    assert one(standen, "D1-3").norm == Norm(1, Eenheid.WERKDAGEN)
    assert "opschalingsmodel 2026.9" in one(standen, "D1-3").uitleg.als_tekst()


def test_a_published_norm_holds_for_what_starts_from_its_day_on(lege_sessie: Sessie) -> None:
    s = lege_sessie
    before, after = new_casus(s, date(2026, 2, 27)), new_casus(s, date(2026, 3, 2))
    s.klokken.publiceer(replace(klok(s, "D2"), norm=2, geldig_vanaf=MAART, status=KlokStatus.INSTELLING))
    assert one(s.klokken.van_casus(before), "D2").uiterlijk == date(2026, 3, 6)
    new = one(s.klokken.van_casus(after), "D2")
    assert new.uiterlijk == date(2026, 3, 4)
    assert "geldig vanaf 01-03-2026, instelling" in new.uitleg.als_tekst()
    info = next(i for i in s.klokken.alle() if i.klok.code == "D2")
    assert [k.norm for k in info.versies] == [2, 5]


def _standen(s: Sessie) -> list[KlokStand]:
    return [stand for i in sorted(s.casussen.find(ALLE)) for stand in s.klokken.van_casus(i)] + [
        stand for vtb in sorted(s.vtbs.all(), key=lambda v: v.id) for stand in s.klokken.van_vtb(vtb.id)
    ]


def _new_norms(s: Sessie) -> Iterator[Klok]:
    yield replace(klok(s, "D3"), norm=8, geldig_vanaf=date(2026, 2, 1))
    yield replace(klok(s, "D3"), norm=20, geldig_vanaf=date(2026, 6, 1))
    yield replace(klok(s, "D9"), norm=3, eenheid=Eenheid.WEKEN, profiel=Profiel.KALENDERDAGEN, geldig_vanaf=MAART)
    yield replace(klok(s, "D6"), norm=4, eenheid=Eenheid.MAANDEN, geldig_vanaf=date(2025, 6, 1))
    yield replace(klok(s, "D4"), norm=2, pauzeredenen=("wacht-op-gezin",), geldig_vanaf=date(2026, 1, 1))


def test_computing_again_after_new_norms_equals_starting_over(
    lege_sessie: Sessie, empty_kluis: Path, tmp_path: Path
) -> None:
    """One kluis gets its norms while it is used, the other had them before its first casus."""
    shutil.copytree(empty_kluis, tmp_path / "nieuw.kluis")
    used, fresh, periode = lege_sessie, open_sessie(tmp_path / "nieuw.kluis"), Periode.parse("2026")
    Oefenkluis(used.context, 7).fill(25, tafels=False)
    for new in _new_norms(used):
        first = _standen(used)
        used.klokken.publiceer(new)
        fresh.klokken.publiceer(new)
    Oefenkluis(fresh.context, 7).fill(25, tafels=False)
    assert _standen(used) == _standen(fresh) != first
    assert used.doorlooptijden.table(periode) == fresh.doorlooptijden.table(periode)
    assert used.klokken.herbereken() == fresh.klokken.herbereken()
    fresh.kluis.close()


@pytest.mark.parametrize("which", [0, 2, 4])
def test_the_preview_names_exactly_the_zaken_that_come_out_differently(sessie: Sessie, which: int) -> None:
    new = list(_new_norms(sessie))[which]
    steps: list[tuple[int, int]] = []
    seen = sessie.klokken.voorbeeld(new, lambda done, total: steps.append((done, total)))
    assert steps[-1][0] == steps[-1][1]
    before = [x for x in _standen(sessie) if x.code == new.code]
    sessie.klokken.publiceer(new)
    after = [x for x in _standen(sessie) if x.code == new.code]
    assert seen.gemeten == len(before) == len(after)
    assert seen.geraakt == sum(x.klok == new for x in after)
    changed = [(a.begin, b.binnen_norm, a.binnen_norm) for b, a in zip(before, after, strict=True)]
    assert sorted((x.begin, str(x.was), str(x.wordt)) for x in seen.anders) == sorted(
        (begin, str(was), str(wordt)) for begin, was, wordt in changed if was != wordt
    )
    assert seen.anders
    assert len(seen.casus_ids) + len(seen.vtb_ids) == len({(x.casus_id, x.vtb_id) for x in seen.anders})
    assert "zou" in seen.in_woorden


def test_the_preview_writes_nothing_and_can_be_stopped(sessie: Sessie) -> None:
    lines = len(sessie.beheer.logboek(10_000))
    new = next(_new_norms(sessie))
    sessie.klokken.voorbeeld(new)
    assert len(sessie.beheer.logboek(10_000)) == lines

    def stop(_done: int, _total: int) -> None:
        store: Store = sessie.context.store
        store.interrupt()

    with pytest.raises(Cancelled):
        sessie.klokken.herbereken(stop)
    assert sessie.klokken.herbereken()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"geldig_vanaf": date(1900, 1, 1)}, "geldig_vanaf"),
        ({"norm": 0}, "norm"),
        ({"norm": -3}, "norm"),
        ({"naam": " "}, "naam"),
        ({"bron": ""}, "bron"),
        ({"profiel": Profiel.KALENDERDAGEN}, "profiel"),
        ({"tot": "hulp_gestart"}, "van"),
        ({"tot": "geboorte"}, "tot"),
        ({"achteruit": True}, "van"),
        ({"besluit": "drang"}, "van"),
        ({"code": "d1", "van": "stap_begonnen", "tot": "stap_beeindigd"}, "norm"),
        ({"code": "een klok"}, "code"),
        ({"code": "R1", "tot": "aanmelding"}, "tot"),
        ({"code": "R1", "van": "jbt_besluit", "tot": "terugmelding", "besluit": "onbekend"}, "besluit"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(sessie: Sessie, change: dict[str, object], field: str) -> None:
    new = replace(klok(sessie, "D3"), **{"geldig_vanaf": MAART, **change})  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(FieldError) as refused:
        sessie.klokken.publiceer(new)
    assert refused.value.field == field
    with pytest.raises(FieldError):
        sessie.klokken.voorbeeld(new)


def test_what_was_published_never_changes(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.klokken.publiceer(replace(klok(s, "D2"), norm=4, geldig_vanaf=MAART))
    with pytest.raises(FieldError, match=r"al een versie vanaf 01-03-2026"):
        s.klokken.publiceer(replace(klok(s, "D2"), norm=9, geldig_vanaf=MAART))


def test_a_region_makes_a_klok_of_its_own(lege_sessie: Sessie) -> None:
    s = lege_sessie
    own = Klok(
        "r1", "Triage tot overleg", "triage", "eerste_overleg", 4, Eenheid.WERKDAGEN, KlokStatus.INSTELLING, "wij"
    )
    assert s.klokken.voorbeeld(replace(own, geldig_vanaf=MAART)).anders == ()
    s.klokken.publiceer(replace(own, geldig_vanaf=MAART))
    casus = new_casus(s, date(2026, 3, 2))
    s.casussen.mijlpaal(casus, Soort.TRIAGE, date(2026, 3, 4))
    assert one(s.klokken.van_casus(casus), "R1").uiterlijk == date(2026, 3, 10)
    assert "R1" in {line.code for line in s.doorlooptijden.table(Periode.parse("2026-H1"))}


def test_a_pause_stops_only_the_klokken_that_name_its_reason(lege_sessie: Sessie) -> None:
    s = lege_sessie
    s.klokken.publiceer(replace(klok(s, "D3"), pauzeredenen=("Wachten op ouders",), geldig_vanaf=MAART))
    casus = new_casus(s, date(2026, 3, 2))
    s.casussen.pauzeren(casus, date(2026, 3, 3), "ziekte van de voorzitter", telt=True)
    s.casussen.hervatten(casus, date(2026, 3, 10))
    s.casussen.pauzeren(casus, date(2026, 3, 11), "wachten op ouders ", telt=True)
    s.casussen.hervatten(casus, date(2026, 3, 13))
    s.casussen.mijlpaal(casus, Soort.EERSTE_OVERLEG, date(2026, 3, 20))
    s.casussen.mijlpaal(casus, Soort.TRIAGE, date(2026, 3, 20))
    standen = s.klokken.van_casus(casus)
    assert (one(standen, "D3").bruto, one(standen, "D3").netto) == (14, 12)
    assert (one(standen, "D2").bruto, one(standen, "D2").netto) == (14, 7)


def test_own_closing_days_move_only_the_klokken_of_that_office(lege_sessie: Sessie) -> None:
    s = lege_sessie
    for code, organisatie in (("D2", ""), ("D3", "Raad")):
        s.klokken.publiceer(
            replace(klok(s, code), norm=5, profiel=Profiel.KANTOOR, organisatie=organisatie, geldig_vanaf=MAART)
        )
    casus = new_casus(s, date(2026, 4, 27))
    own = s.klokken.add_sluitingsdagen("", date(2026, 4, 29), date(2026, 5, 3), "brugdagen")
    assert one(s.klokken.van_casus(casus), "D2").uiterlijk == date(2026, 5, 8)
    assert one(s.klokken.van_casus(casus), "D3").uiterlijk == date(2026, 5, 4)
    text = one(s.klokken.van_casus(casus), "D2").uitleg.als_tekst()
    assert "brugdagen, woensdag 29 april 2026" in text
    assert "brugdagen, zaterdag 2 mei 2026; valt al in een weekend" in text
    assert "Bevrijdingsdag, dinsdag 5 mei 2026" in text
    (row,) = s.klokken.sluitingsdagen()
    assert (row.id, row.naam, len(row.dagen)) == (own, "brugdagen", 5)
    s.klokken.remove_sluitingsdag(own)
    assert one(s.klokken.van_casus(casus), "D2").uiterlijk == date(2026, 5, 4)
    with pytest.raises(UserError, match="bestaan niet meer"):
        s.klokken.remove_sluitingsdag(own)


def test_a_free_day_by_koninklijk_besluit_counts_for_every_klok_and_the_ladder(lege_sessie: Sessie) -> None:
    s = lege_sessie
    day = date(2026, 4, 29)
    s.klokken.publiceer(replace(klok(s, "D2"), norm=3, geldig_vanaf=MAART))
    s.klokken.publiceer(replace(klok(s, "D3"), norm=3, profiel=Profiel.KANTOOR, geldig_vanaf=MAART))
    casus = new_casus(s, date(2026, 4, 27))
    before = [one(s.klokken.van_casus(casus), code).uiterlijk for code in ("D2", "D3")]
    spent = next(step.dagen for step in s.casussen.dossier(casus).ladder if step.dagen is not None)
    with pytest.raises(FieldError) as refused:
        s.klokken.add_sluitingsdagen("", day, day, "Herdenkingsdag", wettelijk=True)
    assert refused.value.field == "bron"
    s.klokken.add_sluitingsdagen("", day, day, "Herdenkingsdag", wettelijk=True, bron="Stb. 2026, 12")
    after = [one(s.klokken.van_casus(casus), code).uiterlijk for code in ("D2", "D3")]
    assert before == [date(2026, 4, 30)] * 2
    assert after == [date(2026, 5, 1)] * 2
    assert "Herdenkingsdag, woensdag 29 april 2026" in one(s.klokken.van_casus(casus), "D2").uitleg.als_tekst()
    again = next(step.dagen for step in s.casussen.dossier(casus).ladder if step.dagen is not None)
    assert (spent, again) == (spent, (spent or 0) - 1)
    s.ongedaan.maak_ongedaan()
    assert one(s.klokken.van_casus(casus), "D2").uiterlijk == date(2026, 4, 30)


def test_a_wettelijke_term_in_days_moves_from_an_added_free_day(lege_sessie: Sessie) -> None:
    s = lege_sessie
    four = replace(
        klok(s, "D2"),
        norm=2,
        eenheid=Eenheid.KALENDERDAGEN,
        profiel=Profiel.KALENDERDAGEN,
        wettelijk=True,
        geldig_vanaf=MAART,
    )
    s.klokken.publiceer(four)
    casus = new_casus(s, date(2026, 6, 8))
    assert one(s.klokken.van_casus(casus), "D2").uiterlijk == date(2026, 6, 10)
    day = date(2026, 6, 10)
    s.klokken.add_sluitingsdagen("", day, day, "Herdenkingsdag", wettelijk=True, bron="Stb. 2026, 12")
    found = one(s.klokken.van_casus(casus), "D2")
    assert found.uiterlijk == date(2026, 6, 11)
    assert "Herdenkingsdag" in found.uitleg.als_tekst()


@pytest.mark.parametrize(
    ("van", "tot", "naam", "field"),
    [
        (date(2026, 5, 2), date(2026, 5, 1), "brug", "tot"),
        (date(2026, 5, 2), date(2027, 5, 3), "brug", "tot"),
        (date(2026, 5, 2), date(2026, 5, 2), " ", "naam"),
    ],
)
def test_closing_days_that_cannot_be_are_refused(
    lege_sessie: Sessie, van: date, tot: date, naam: str, field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        lege_sessie.klokken.add_sluitingsdagen("", van, tot, naam)
    assert refused.value.field == field


def test_the_startfoto_of_a_uithuisplaatsing_is_measured(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = new_casus(s, date(2026, 3, 2))
    with s.context.write("voornemen vastgelegd") as session:
        session.add(
            UithuisplaatsingRow(
                casus_id=casus,
                datum_voornemen=date(2026, 3, 2),
                datum_toewijzing=date(2026, 3, 4),
                datum_start_zorg=date(2026, 3, 14),
            )
        )
    d29 = one(s.klokken.van_casus(casus), "D29")
    assert (d29.begin, d29.eind, d29.netto) == (date(2026, 3, 4), date(2026, 3, 14), 10)
    assert one(s.klokken.van_casus(casus), "D29E").loopt


def test_a_reader_of_figures_changes_nothing(sessie: Sessie) -> None:
    new = next(_new_norms(sessie))
    reader = Sessie(sessie.kluis, replace(sessie.context, actor=Actor("Lezer", Rol.LEZER_CIJFERS)))
    assert reader.klokken.alle()
    for act in (
        lambda: reader.klokken.publiceer(new),
        lambda: reader.klokken.voorbeeld(new),
        lambda: reader.klokken.van_casus(1),
        lambda: reader.klokken.van_vtb(1),
        lambda: reader.klokken.add_sluitingsdagen("", MAART, MAART, "x"),
    ):
        with pytest.raises(NoRightError):
            act()


def test_what_is_gone_is_said_in_dutch(lege_sessie: Sessie) -> None:
    with pytest.raises(UserError, match="casus bestaat niet meer"):
        lege_sessie.klokken.van_casus(12)
    with pytest.raises(UserError, match="VTB bestaat niet meer"):
        lege_sessie.klokken.van_vtb(12)
