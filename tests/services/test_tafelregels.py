"""A line typed at the table is the actie, zoekregel or besluit it stands for: made, changed and undone as one."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from expertteam_app.domain.dossier import CasusDossier, NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb, PuntDossier
from expertteam_app.domain.tafelregel import RegelSoort, TafelregelInfo
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

VANDAAG = date(2026, 11, 20)
EPE = "0232"


@pytest.fixture
def tafel(lege_sessie: Sessie) -> tuple[Sessie, int, int, int]:
    """A RET zitting of today with one casus, and a toegangsmedewerker with mandaat who is there."""
    s = lege_sessie
    casus = s.casussen.add(
        NieuweCasus(
            voornaam="Noa",
            achternaam="Verzonnen",
            geboortedatum=date(2012, 1, 1),
            gemeente=EPE,
            aanmelding=date(2026, 10, 1),
            stap=5,
        )
    )
    zitting = s.zittingen.plan(ZittingSoort.RET, VANDAAG, "9:00", "Kamer 1")
    punt = s.zittingen.add_punt(zitting, casus_id=casus)
    sam = s.personen.add("Sam de Vries", "Gemeente Epe", "toegangsmedewerker", EPE)
    s.personen.give_mandaat(sam, EPE, date(2026, 1, 1), None)
    s.presenties.zet(s.presenties.add(zitting, persoon_id=sam), "aanwezig")
    s.zittingen.houden(zitting)
    return s, casus, zitting, punt


def regels(s: Sessie, punt: int) -> list[TafelregelInfo]:
    return list(s.tafelregels.of_punt(punt))


def item(s: Sessie, zitting: int) -> PuntDossier:
    return s.zittingen.dossier(zitting).punten[0]


def casus_of(s: Sessie, casus: int) -> CasusDossier:
    return s.casussen.dossier(casus)


Tafel = tuple[Sessie, int, int, int]


def test_an_actie_line_is_the_actie_with_owner_and_day(tafel: Tafel) -> None:
    s, casus, zitting, punt = tafel
    line = s.tafelregels.add(punt, "a intake regelen @toegang +10wd")
    (actie,) = casus_of(s, casus).acties
    assert (actie.omschrijving, actie.eigenaar, actie.datum) == ("intake regelen", "Sam de Vries", date(2026, 12, 4))
    assert [a.id for a in item(s, zitting).acties] == [actie.id]
    assert s.tafelregels.as_typed(line) == "a intake regelen @Sam de Vries 04-12-2026"
    s.codering.change_actie(actie.id, "eigenaar", "Bo")
    assert regels(s, punt)[0].eigenaar == "Bo", "changed elsewhere is changed here"
    s.tafelregels.change(line, "a intake regelen en plannen")
    assert casus_of(s, casus).acties[0].omschrijving == "intake regelen en plannen"
    assert regels(s, punt)[0].ontbreekt == ("wie", "wanneer")
    s.codering.remove_actie(actie.id)
    assert regels(s, punt) == []


def test_werkdagen_at_the_table_know_the_days_on_which_the_office_is_closed(tafel: Tafel) -> None:
    s, casus, _zitting, punt = tafel
    s.klokken.add_sluitingsdagen("", date(2026, 11, 24), date(2026, 11, 25), "verhuizing")
    s.tafelregels.add(punt, "a intake regelen @toegang +10wd")
    assert casus_of(s, casus).acties[0].datum == date(2026, 12, 8)
    s.tafelregels.add(punt, "a oud en nieuw afspreken @toegang +25wd")
    expected = s.klokken.kalender().add_days(VANDAAG, 25)
    assert casus_of(s, casus).acties[1].datum == expected == date(2026, 12, 30), "Christmas is passed over too"


def test_an_actie_recorded_in_the_form_is_a_line_and_there_is_one_of_it(tafel: Tafel) -> None:
    s, casus, _zitting, punt = tafel
    s.codering.add_actie("school bellen", "Bo", None, casus_id=casus, punt_id=punt)
    (line,) = regels(s, punt)
    assert (line.soort, line.tekst, line.eigenaar) == (RegelSoort.ACTIE, "school bellen", "Bo")
    assert len(casus_of(s, casus).acties) == 1


def test_a_zoekregel_line_is_the_zoekregel_and_waits_until_it_is_one(tafel: Tafel) -> None:
    s, casus, _zitting, punt = tafel
    line = s.tafelregels.add(punt, "z De Verzonnen Wilg")
    assert casus_of(s, casus).zoekregels == ()
    assert regels(s, punt)[0].ontbreekt == ("welke hulp",)
    s.tafelregels.change(line, "z gezinshuis, De Verzonnen Wilg, nee geen plek")
    (found,) = casus_of(s, casus).zoekregels
    assert (found.aanbieder, found.antwoord, found.datum) == ("De Verzonnen Wilg", "nee", VANDAAG)
    assert regels(s, punt)[0].ontbreekt == ()
    s.codering.change_zoekregel(found.id, "aanbieder", "De Andere Wilg")
    assert "De Andere Wilg" in regels(s, punt)[0].tekst
    s.tafelregels.set_soort(line, RegelSoort.INFO)
    assert casus_of(s, casus).zoekregels == ()
    assert regels(s, punt)[0].soort is RegelSoort.INFO


def test_besluit_lines_join_into_one_besluit_by_the_mandaat_rule(tafel: Tafel) -> None:
    s, _casus, zitting, punt = tafel
    first = s.tafelregels.add(punt, "b Tafel kiest deeltijdverblijf")
    second = s.tafelregels.add(punt, "en ambulante hulp", RegelSoort.BESLUIT)
    (besluit,) = item(s, zitting).besluiten
    assert besluit.tekst == "Tafel kiest deeltijdverblijf\nen ambulante hulp"
    assert besluit.definitief
    s.tafelregels.move(second, -1)
    assert item(s, zitting).besluiten[0].tekst == "en ambulante hulp\nTafel kiest deeltijdverblijf"
    kind = item(s, zitting).kinderen[0].id
    s.besluiten.set_besluit(
        NieuwBesluit(punt, kind, "plan-met-actiehouders", "Anders besloten", "Want dat past", "de tafel")
    )
    assert [r.tekst for r in regels(s, punt)] == ["Anders besloten"], "the lines follow the besluit"
    with pytest.raises(UserError, match="weggehaald"):
        s.tafelregels.remove(first)
    s.tafelregels.remove(second)
    assert item(s, zitting).besluiten[0].tekst == "", "what was chosen and why stays"
    assert item(s, zitting).besluiten[0].motivering == "Want dat past"


def test_a_besluit_of_lines_only_goes_with_its_last_line(tafel: Tafel) -> None:
    s, _casus, zitting, punt = tafel
    line = s.tafelregels.add(punt, "b Tafel kiest rust")
    s.tafelregels.set_soort(line, RegelSoort.ACTIE)
    assert item(s, zitting).besluiten == ()
    assert [a.omschrijving for a in item(s, zitting).acties] == ["Tafel kiest rust"]
    s.tafelregels.set_soort(line, RegelSoort.BESLUIT)
    assert item(s, zitting).acties == ()
    assert item(s, zitting).besluiten[0].tekst == "Tafel kiest rust"


def test_without_mandaat_a_besluit_line_is_onder_voorbehoud(tafel: Tafel) -> None:
    s, _casus, zitting, punt = tafel
    s.presenties.zet(s.zittingen.dossier(zitting).aanwezigen[0].id, "afwezig")
    s.tafelregels.add(punt, "b Tafel kiest rust")
    besluit = item(s, zitting).besluiten[0]
    assert not besluit.definitief
    assert besluit.voorbehoud_reden
    s.presenties.zet(s.zittingen.dossier(zitting).aanwezigen[0].id, "op-afstand")
    s.besluiten.bevestigen(besluit.id)
    assert item(s, zitting).besluiten[0].definitief


def test_a_mandaathouder_can_confirm_later_until_the_words_change(tafel: Tafel) -> None:
    s, _casus, zitting, punt = tafel
    sam = s.zittingen.dossier(zitting).aanwezigen[0]
    s.presenties.zet(sam.id, "afwezig")
    s.tafelregels.add(punt, "b Tafel kiest rust")
    besluit = item(s, zitting).besluiten[0]
    with pytest.raises(UserError, match="voorbehoud"):
        s.besluiten.bevestigen(besluit.id)
    assert s.besluiten.bevestigers(besluit.id) == [(sam.persoon_id, "Sam de Vries")]
    stranger = s.personen.add("Iemand Anders", "", "toegangsmedewerker", EPE)
    with pytest.raises(UserError, match="geen mandaat"):
        s.besluiten.bevestigen(besluit.id, stranger)
    s.besluiten.bevestigen(besluit.id, sam.persoon_id)
    assert item(s, zitting).besluiten[0].definitief
    assert item(s, zitting).besluiten[0].voorbehoud_reden == "Bevestigd door Sam de Vries"
    same = NieuwBesluit(punt, besluit.jeugdige_id, "", "Tafel kiest rust", "Want dat past", "het RET")
    s.besluiten.set_besluit(same)
    assert item(s, zitting).besluiten[0].definitief, "only the reasons were added"
    s.tafelregels.add(punt, "b en een verhuizing")
    assert not item(s, zitting).besluiten[0].definitief, "nobody confirmed that"


def test_every_act_on_lines_can_be_undone_and_done_again(tafel: Tafel) -> None:
    s, casus, zitting, punt = tafel

    def picture() -> object:
        now = item(s, zitting)
        return now.regels, now.besluiten, now.acties, casus_of(s, casus).zoekregels

    pictures = [picture()]
    acts = (
        lambda: s.tafelregels.add(punt, "Aanbieder heeft plek"),
        lambda: s.tafelregels.add(punt, "a bellen @toegang +2wd"),
        lambda: s.tafelregels.add(punt, "b Rust"),
        lambda: s.tafelregels.add(punt, "b en ruimte"),
        lambda: s.tafelregels.add(punt, "z gezinshuis, De Wilg, nee"),
        lambda: s.tafelregels.set_soort(regels(s, punt)[1].id, RegelSoort.ZOEKREGEL),
        lambda: s.tafelregels.set_soort(regels(s, punt)[2].id, RegelSoort.ACTIE),
        lambda: s.tafelregels.change(regels(s, punt)[3].id, "s moeder: en ruimte"),
        lambda: s.tafelregels.set_soort(regels(s, punt)[4].id, RegelSoort.BESLUIT),
        lambda: s.tafelregels.move(regels(s, punt)[0].id, 1),
        lambda: s.tafelregels.remove(regels(s, punt)[4].id),
    )
    for act in acts:
        act()
        pictures.append(picture())
    for expected in pictures[-2::-1]:
        assert s.ongedaan.maak_ongedaan() is not None
        assert picture() == expected
    for expected in pictures[1:]:
        assert s.ongedaan.doe_opnieuw() is not None
        assert picture() == expected


def test_at_the_jbt_a_besluit_line_waits_for_the_kind_of_besluit(lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb = s.vtbs.add(
        NieuweVtb(
            "gezin Proef (fictief)",
            EPE,
            date(2026, 11, 2),
            "wijkteam",
            (("Aya", "", "Proef", None), ("Bo", "", "Proef", None)),
        )
    )
    consulteer(s, vtb, date(2026, 11, 3))
    zitting = s.zittingen.plan(ZittingSoort.JBT, VANDAAG)
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    s.zittingen.houden(zitting)
    aya, bo = item(s, zitting).kinderen
    loose = s.tafelregels.add(punt, "b wekelijks gesprek")
    s.tafelregels.add(punt, "b Bo: naar de Raad")
    assert [r.ontbreekt for r in regels(s, punt)] == [("over welk kind",), ("welk besluit bij dit kind",)]
    assert s.tafelregels.as_typed(regels(s, punt)[1].id) == "b Bo: naar de Raad"
    s.besluiten.set_besluit(NieuwBesluit(punt, bo.id, "raadsonderzoek", "", "Want", "de tafel"))
    assert item(s, zitting).besluiten[0].tekst == "naar de Raad"
    s.tafelregels.set_kind(loose, aya.id)
    s.besluiten.set_besluit(NieuwBesluit(punt, aya.id, "drang", "elke week", "Want", "de tafel"))
    assert {b.jeugdige_id: b.tekst for b in item(s, zitting).besluiten} == {
        bo.id: "naar de Raad",
        aya.id: "wekelijks gesprek\nelke week",
    }


def test_what_cannot_be_a_line_is_refused(tafel: Tafel) -> None:
    s, _casus, _zitting, punt = tafel
    for wrong in ("", "b ", "   ", "x" * 5000):
        with pytest.raises(FieldError):
            s.tafelregels.add(punt, wrong)
    tomorrow = s.zittingen.plan(ZittingSoort.RET, date(2026, 11, 30))
    later = s.zittingen.add_punt(tomorrow, casus_id=tafel[1])
    with pytest.raises(UserError, match="nog niet geweest"):
        s.tafelregels.add(later, "b Rust")
    s.tafelregels.add(later, "vooraf genoteerd")
    with pytest.raises(UserError, match="regels"):
        s.zittingen.remove_punt(later)


def test_after_vaststellen_the_lines_lie_fast_and_stand_on_paper(tafel: Tafel) -> None:
    s, _casus, zitting, punt = tafel
    for naam, rol in (("Vera (fictief)", "voorzitter"), ("Siem (fictief)", "secretaris")):
        s.presenties.zet(s.presenties.add(zitting, naam=naam, rol=rol), "aanwezig")
    for field in ("vraag", "geprobeerd"):
        s.zittingen.change_punt(punt, field, "Tekst.")
    typed = ("Aanbieder heeft plek", "s Noa: ik wil rust", "s moeder: ik ook", "s oma: zij mag hier", "b Rust kiezen")
    ids = [s.tafelregels.add(punt, text) for text in (*typed, "a bellen @toegang +2wd", "z gezinshuis, De Wilg, ja")]
    kind = item(s, zitting).kinderen[0].id
    s.besluiten.set_besluit(NieuwBesluit(punt, kind, "", "Rust kiezen", "Want", "de tafel"))
    assert s.zittingen.dossier(zitting).ontbreekt == ()
    s.verslagen.vaststellen(zitting)
    pdf = PdfReader(BytesIO(s.verslagen.verslag(zitting).pdf))
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    for words in ("Aanbieder heeft plek", "ik wil rust", "ik ook", "zij mag hier", "Rust kiezen", "bellen", "De Wilg"):
        assert text.count(words) >= 1, words
    for late in (
        lambda: s.tafelregels.add(punt, "te laat"),
        lambda: s.tafelregels.remove(ids[0]),
        lambda: s.tafelregels.set_soort(ids[0], RegelSoort.ACTIE),
    ):
        with pytest.raises(UserError, match="vastgesteld"):
            late()
    act = next(step for step in s.ongedaan.lijst() if step.handeling == "regel aan tafel")
    with pytest.raises(UserError, match="vastgesteld"):
        s.ongedaan.maak_ongedaan(act.groep)
