"""A rude user at the tables: texts nobody types, days in the wrong order, what was carried on and then taken away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from expertteam_app.db.queries.metingen import vtb_mijlpalen
from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.sessie import Sessie
from tests.conftest import VANDAAG
from tests.consultaties import consulteer

EPE = "0232"


@pytest.fixture
def s(lege_sessie: Sessie) -> Sessie:
    return lege_sessie


def new_casus(s: Sessie, achternaam: str = "Verzonnen") -> int:
    return s.casussen.add(
        NieuweCasus(
            voornaam="Noa",
            achternaam=achternaam,
            geboortedatum=date(2012, 1, 1),
            gemeente=EPE,
            aanmelding=date(2026, 10, 1),
            stap=5,
        )
    )


def ret(s: Sessie, dag: date = VANDAAG) -> int:
    return s.zittingen.plan(ZittingSoort.RET, dag, "9:00", "Kamer 1")


def jbt(s: Sessie, dag: date, soort: str = "") -> tuple[int, int, int, int]:
    """A VTB with one child on a JBT that was begun: vtb, zitting, item, and the besluit when there is one."""
    kind = (("Aya", "", "Proef", date(2015, 5, 1)),)
    vtb = s.vtbs.add(NieuweVtb("gezin Proef", EPE, dag - timedelta(days=10), "wijkteam", kind))
    consulteer(s, vtb, dag - timedelta(days=8))
    zitting = s.zittingen.plan(ZittingSoort.JBT, dag, "9:00", "Kamer 1")
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    s.zittingen.houden(zitting)
    jeugdige = s.zittingen.dossier(zitting).punten[0].kinderen[0].id
    besluit = s.besluiten.set_besluit(NieuwBesluit(punt, jeugdige, soort, "", "Motivering", "de tafel")) if soort else 0
    return vtb, zitting, punt, besluit


# -- texts nobody types -------------------------------------------------------------------------------------------

ODD = "Jan\u202enaJ\x00\x1b[31m \ud83d\x85\u2066einde\u2069"


def test_characters_that_nobody_sees_never_come_in_the_kluis(s: Sessie) -> None:
    zitting = ret(s)
    casus = new_casus(s, ODD)
    punt = s.zittingen.add_punt(zitting, casus_id=casus)
    s.zittingen.houden(zitting)
    for letter in ("", "b ", "a ", "s moeder: "):
        s.tafelregels.add(punt, letter + ODD)
    s.zittingen.change_punt(punt, "vraag", ODD)
    s.zittingen.change(zitting, "plaats", ODD)
    s.presenties.add(zitting, naam=ODD, rol="ouder")
    dossier = s.zittingen.dossier(zitting)
    kept = [
        dossier.plaats,
        dossier.punten[0].titel,
        dossier.aanwezigen[0].naam,
        *(regel.tekst for regel in s.tafelregels.of_punt(punt)),
    ]
    for text in kept:
        assert "JannaJ[31m" in text
        assert not set(text) & set("\u202e\u2066\u2069\x00\x1b\x85\ud83d")
    for made in s.uitnodigingen.voor(zitting):
        assert "\u202e" not in made.inhoud.decode()
    s.ongedaan.maak_ongedaan()
    s.ongedaan.doe_opnieuw()
    assert s.beheer.controle() == ()


def test_emoji_and_names_from_right_to_left_stay_as_they_are(s: Sessie) -> None:
    zitting = ret(s)
    punt = s.agendapunten.add_onderwerp(zitting, "Wachtlijst")
    s.zittingen.houden(zitting)
    for text in ("👨‍👩‍👧 en 🙂", "نور الهدى", "נועה\u200f (Noa)", "Łucja Żółć\tx"):
        s.tafelregels.add(punt, text)
        assert s.tafelregels.of_punt(punt)[-1].tekst == " ".join(text.split())


# -- days in the wrong order --------------------------------------------------------------------------------------


def test_a_vto_does_not_come_after_what_the_raad_did_with_it(s: Sessie) -> None:
    besluit = jbt(s, VANDAAG - timedelta(days=9), "raadsonderzoek")[3]
    s.besluiten.raad_dag(besluit, "onderzoek_gestart", VANDAAG - timedelta(days=3))
    with pytest.raises(FieldError, match="goede volgorde"):
        s.besluiten.vto_verzonden(besluit, VANDAAG - timedelta(days=2))
    s.besluiten.vto_verzonden(besluit, VANDAAG - timedelta(days=3))


def test_a_vtb_does_not_come_in_after_it_was_on_the_table(s: Sessie) -> None:
    vtb, zitting, _punt, _ = jbt(s, VANDAAG - timedelta(days=2))
    with pytest.raises(FieldError, match="aan tafel"):
        s.vtbs.change(vtb, "ontvangen", VANDAAG)
    s.vtbs.change(vtb, "ontvangen", s.zittingen.dossier(zitting).datum)


def test_a_next_terugmelding_goes_with_verlengen_alone(s: Sessie) -> None:
    besluit = jbt(s, VANDAAG - timedelta(days=9), "drang")[3]
    later = VANDAAG + timedelta(days=30)
    with pytest.raises(FieldError, match="verlengen"):
        s.besluiten.terugmelding(besluit, Terugmelding(VANDAAG, vervolg_stap="sluiten", volgende_op=later))
    s.besluiten.terugmelding(besluit, Terugmelding(VANDAAG, vervolg_stap="verlengen", volgende_op=later))


def test_a_vtb_that_was_parked_was_not_on_the_table_yet(s: Sessie) -> None:
    first = VANDAAG - timedelta(days=9)
    vtb, zitting, punt, _ = jbt(s, first)
    s.agendapunten.parkeren(punt)
    s.agendapunten.sluiten(zitting)
    assert "jbt_zitting" not in milestones(s, vtb)
    second = s.zittingen.plan(ZittingSoort.JBT, VANDAAG - timedelta(days=1), "9:00")
    s.zittingen.houden(second)
    assert milestones(s, vtb)["jbt_zitting"] == VANDAAG - timedelta(days=1)


def test_nothing_is_due_and_nobody_reacts_before_the_table(s: Sessie) -> None:
    dag = VANDAAG - timedelta(days=3)
    _vtb, zitting, punt, besluit = jbt(s, dag, "drang")
    jeugdige, before = s.zittingen.dossier(zitting).punten[0].kinderen[0].id, dag - timedelta(days=1)
    with pytest.raises(FieldError, match="vóór de zitting"):
        s.besluiten.set_besluit(NieuwBesluit(punt, jeugdige, "drang", terugmelding_op=before))
    for wrong in (Terugmelding(verwacht_op=before), Terugmelding(VANDAAG, volgende_op=before)):
        with pytest.raises(FieldError, match=r"vóór de zitting|na deze"):
            s.besluiten.terugmelding(besluit, wrong)
    with pytest.raises(FieldError, match="vóór de zitting"):
        s.verslagen.reactie_toevoegen(zitting, van="moeder", rol="ouder", tekst="Nee", ontvangen_op=before)
    s.besluiten.set_besluit(NieuwBesluit(punt, jeugdige, "drang", terugmelding_op=dag))
    s.verslagen.reactie_toevoegen(zitting, van="moeder", rol="ouder", tekst="Nee", ontvangen_op=dag)


def test_d8_ends_on_the_last_condition_that_blocks_here(s: Sessie) -> None:
    vtb = jbt(s, VANDAAG - timedelta(days=2))[0]
    s.vtbs.change(vtb, "mdo_datum", VANDAAG - timedelta(days=4))
    assert milestones(s, vtb)["vtb_agendeerbaar"] == VANDAAG - timedelta(days=10)
    s.beheer.set_setting("vtb.harde-voorwaarden", ["mdo"])
    assert milestones(s, vtb)["vtb_agendeerbaar"] == VANDAAG - timedelta(days=4)
    s.beheer.set_setting("vtb.harde-voorwaarden", ["mdo", "veiligheidsplan"])
    assert "vtb_agendeerbaar" not in milestones(s, vtb), "one that blocks is not met"


def milestones(s: Sessie, vtb: int) -> dict[str, date]:
    with s.context.read() as session:
        (found,) = vtb_mijlpalen(session, vtb)
        return found.mijlpalen


# -- carried on and taken away ------------------------------------------------------------------------------------


def test_what_is_parked_again_goes_to_the_next_zitting_also_when_it_was_taken_off_there(s: Sessie) -> None:
    first = ret(s)
    punt = s.agendapunten.add_onderwerp(first, "Wachtlijst")
    s.zittingen.houden(first)
    second, third = ret(s, VANDAAG + timedelta(days=7)), ret(s, VANDAAG + timedelta(days=14))
    assert s.agendapunten.parkeren(punt) == VANDAAG + timedelta(days=7)
    s.afzeggen.zeg_af(second, "De voorzitter is ziek")
    (carried,) = s.zittingen.dossier(third).punten
    s.zittingen.remove_punt(carried.id)
    s.agendapunten.heropenen(punt)
    assert s.agendapunten.parkeren(punt) == VANDAAG + timedelta(days=14)
    assert [p.onderwerp for p in s.zittingen.dossier(third).punten] == ["Wachtlijst"]
    s.agendapunten.sluiten(first)
    assert len(s.zittingen.dossier(third).punten) == 1, "once is enough"
    fourth = ret(s, VANDAAG + timedelta(days=21))
    assert s.zittingen.dossier(fourth).punten == ()


def test_a_casus_that_went_into_another_does_not_come_on_an_agenda_again(s: Sessie) -> None:
    keep, gone = new_casus(s), new_casus(s, "Verzonen")
    zitting = ret(s)
    for casus in (keep, gone):
        s.zittingen.add_punt(zitting, casus_id=casus)
    s.samenvoegen.voeg_samen(keep, gone, "dubbel")
    with pytest.raises(UserError, match="samengevoegd"):
        s.zittingen.add_punt(zitting, casus_id=gone)
    assert len(s.zittingen.dossier(zitting).punten) == 2


# -- mandaat ------------------------------------------------------------------------------------------------------


def test_who_confirms_holds_a_mandaat_today_and_another_kind_of_besluit_was_confirmed_by_nobody(s: Sessie) -> None:
    zitting = ret(s)
    punt = s.zittingen.add_punt(zitting, casus_id=new_casus(s))
    s.zittingen.houden(zitting)
    jeugdige = s.zittingen.dossier(zitting).punten[0].kinderen[0].id
    now, past, other = (
        s.personen.add(naam, "Gemeente", "toegangsmedewerker", EPE)
        for naam in ("Sam (fictief)", "Kim (fictief)", "Bo (fictief)")
    )
    s.personen.give_mandaat(now, EPE, VANDAAG, VANDAAG)
    s.personen.give_mandaat(past, EPE, VANDAAG - timedelta(days=30), VANDAAG - timedelta(days=1))
    s.personen.give_mandaat(other, "0200", VANDAAG, None)
    besluit = s.besluiten.set_besluit(NieuwBesluit(punt, jeugdige, "plek-gevonden", "Gezinshuis"))
    assert s.besluiten.bevestigers(besluit) == [(now, "Sam (fictief)")]
    for wrong in (past, other):
        with pytest.raises(UserError, match="geen mandaat"):
            s.besluiten.bevestigen(besluit, wrong)
    s.besluiten.bevestigen(besluit, now)
    assert s.zittingen.dossier(zitting).punten[0].besluiten[0].definitief
    s.besluiten.set_besluit(NieuwBesluit(punt, jeugdige, "plek-gevonden", "Gezinshuis", "Nu met motivering"))
    assert s.zittingen.dossier(zitting).punten[0].besluiten[0].definitief, "the besluit itself stayed"
    s.besluiten.set_besluit(NieuwBesluit(punt, jeugdige, "passende-hulp-gestart", "Gezinshuis"))
    assert not s.zittingen.dossier(zitting).punten[0].besluiten[0].definitief
