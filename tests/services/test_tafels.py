from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from expertteam_app.domain.dossier import NieuweCasus
from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort, ZittingStatus
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

DAG = date(2026, 11, 12)
VTB = NieuweVtb(
    gezin="gezin Proef (fictief)",
    gemeente="0301",
    ontvangen=date(2026, 11, 2),
    indiener="wijkteam",
    kinderen=(("Aya", "", "Proef", date(2015, 5, 1)), ("Bo", "", "Proef", None)),
)


def _text(pdf: bytes) -> str:
    return " ".join("\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())


def test_a_vtb_without_gi_stays_off_the_agenda_and_says_why(lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb = s.vtbs.add(VTB)
    zitting = s.zittingen.plan(ZittingSoort.JBT, DAG)
    consulteer(s, vtb, date(2026, 11, 3), "vt")
    with pytest.raises(UserError, match="Consultatie GI"):
        s.zittingen.add_punt(zitting, vtb_id=vtb)
    assert "GI" in " ".join(s.zittingen.candidates(zitting)[0].belemmeringen)
    assert s.vtbs.all()[0].fase == "ontvangen"
    s.vtbs.change(vtb, "gi_datum", date(2026, 11, 4))
    with pytest.raises(UserError, match="consultatie GI is nog niet volledig: met wie en het advies ontbreken"):
        s.zittingen.add_punt(zitting, vtb_id=vtb)
    assert s.vtbs.all()[0].volgende == "aanvullen: consultatie GI (met wie en het advies)"
    s.vtbs.change(vtb, "gi_wie", "medewerker GI (fictief)")
    assert s.vtbs.dossier(vtb).belemmeringen == ("De consultatie GI is nog niet volledig: het advies ontbreekt.",)
    s.vtbs.change(vtb, "gi_advies", "Bespreek het aan tafel.")
    assert s.vtbs.all()[0].fase == "compleet"
    s.zittingen.add_punt(zitting, vtb_id=vtb)
    assert s.vtbs.all()[0].fase == "tafel", "its day has come"
    with pytest.raises(UserError, match="al op de agenda"):
        s.zittingen.add_punt(zitting, vtb_id=vtb)


def test_a_soft_condition_that_the_region_makes_hard_blocks_too(lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb = s.vtbs.add(VTB)
    consulteer(s, vtb, date(2026, 11, 3))
    s.beheer.set_setting("vtb.harde-voorwaarden", ["mdo"])
    assert [("MDO" in o) for o in s.vtbs.dossier(vtb).belemmeringen] == [True]


def _jbt_at_the_table(s: Sessie) -> tuple[int, int]:
    vtb = s.vtbs.add(VTB)
    consulteer(s, vtb, date(2026, 11, 3))
    zitting = s.zittingen.plan(ZittingSoort.JBT, DAG, "9.30", "Stadhuis")
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    for naam, rol in (("Vera V. (fictief)", "voorzitter"), ("Siem S. (fictief)", "secretaris")):
        row = s.presenties.add(zitting, naam=naam, rol=rol)
        s.presenties.zet(row, "aanwezig")
    s.zittingen.houden(zitting)
    return zitting, punt


def test_from_vtb_to_a_fixed_verslag_with_a_besluit_per_kind(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt = _jbt_at_the_table(s)
    with pytest.raises(UserError, match="besluit kind 2"):
        s.verslagen.vaststellen(zitting)
    for field in ("stem_jeugdige", "stem_ouders", "vraag", "geprobeerd"):
        s.zittingen.change_punt(punt, field, f"Tekst bij {field}.")
    kinderen = s.zittingen.dossier(zitting).punten[0].kinderen
    drang = s.besluiten.set_besluit(
        NieuwBesluit(punt, kinderen[0].id, "drang", "", "Omdat het kan", "de tafel", terugmelding_op=date(2027, 2, 1))
    )
    raad = s.besluiten.set_besluit(
        NieuwBesluit(punt, kinderen[1].id, "raadsonderzoek", "", "Omdat het moet", "de tafel", "GI (fictief)")
    )
    assert s.zittingen.dossier(zitting).ontbreekt == ()
    digest = s.verslagen.vaststellen(zitting)
    made = s.verslagen.verslag(zitting)
    assert made.vastgesteld
    assert hashlib.sha256(made.pdf).hexdigest() == digest
    text = _text(made.pdf)
    for words in ("Aya Proef", "Bo Proef", "Drang", "Raadsonderzoek", "Tekst bij stem_ouders.", "OEFENING"):
        assert words in text, words
    dossier = s.zittingen.dossier(zitting)
    assert dossier.status is ZittingStatus.VASTGESTELD
    assert all(b.definitief for b in dossier.punten[0].besluiten)
    for late in (
        lambda: s.zittingen.change_punt(punt, "vraag", "anders"),
        lambda: s.besluiten.set_besluit(NieuwBesluit(punt, kinderen[0].id, "vrijwillig")),
        lambda: s.verslagen.vaststellen(zitting),
    ):
        with pytest.raises(UserError, match="vastgesteld"):
            late()
    s.besluiten.vto_verzonden(raad, date(2026, 11, 16))
    s.besluiten.raad(raad, "intake-afgerond", "")
    s.besluiten.terugmelding(drang, Terugmelding(date(2026, 11, 19), door="wijkteam", nagekomen="ja", veiligheid=7))
    assert s.verslagen.verslag(zitting).pdf == made.pdf, "what was fixed stays byte for byte"


def test_what_cannot_be_true_of_a_besluit_is_refused(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt = _jbt_at_the_table(s)
    kinderen = s.zittingen.dossier(zitting).punten[0].kinderen
    drang = s.besluiten.set_besluit(NieuwBesluit(punt, kinderen[0].id, "drang"))
    for wrong in (
        lambda: s.besluiten.set_besluit(NieuwBesluit(punt, kinderen[0].id, "onzin")),
        lambda: s.besluiten.set_besluit(NieuwBesluit(punt, 9999, "drang")),
        lambda: s.besluiten.vto_verzonden(drang, date(2026, 11, 16)),
        lambda: s.besluiten.raad(drang, "intake-afgerond", ""),
        lambda: s.besluiten.terugmelding(drang, Terugmelding(date(2026, 11, 1))),
        lambda: s.besluiten.terugmelding(drang, Terugmelding(date(2027, 11, 1))),
        lambda: s.besluiten.terugmelding(drang, Terugmelding(veiligheid=11)),
    ):
        with pytest.raises(FieldError):
            wrong()
    assert s.zittingen.dossier(zitting).punten[0].besluiten[0].terugmeldingen == ()


def test_a_ret_besluit_waits_for_the_mandaat_and_can_be_confirmed_later(lege_sessie: Sessie) -> None:
    s = lege_sessie
    casus = s.casussen.add(NieuweCasus("Bo", "Test", "0232", date(2026, 10, 1)))
    zitting = s.zittingen.plan(ZittingSoort.RET, DAG)
    punt = s.zittingen.add_punt(zitting, casus_id=casus)
    toegang = s.personen.add("Fien (fictief)", "Toegang Epe", "toegangsmedewerker", "0232")
    row = s.presenties.add(zitting, persoon_id=toegang)
    s.presenties.zet(row, "aanwezig")
    s.zittingen.houden(zitting)
    assert s.casussen.dossier(casus).stand.mijlpalen["eerste_overleg"] == DAG
    kind = s.zittingen.dossier(zitting).punten[0].kinderen[0]
    besluit = s.besluiten.set_besluit(NieuwBesluit(punt, kind.id, tekst="Eén regisseur."))
    taken = s.zittingen.dossier(zitting).punten[0]
    assert not taken.besluiten[0].definitief
    assert "mandaat" in taken.mandaat_ontbreekt
    with pytest.raises(UserError, match="onder voorbehoud"):
        s.besluiten.bevestigen(besluit)
    s.personen.give_mandaat(toegang, "0232", date(2026, 1, 1), date(2026, 11, 11))
    with pytest.raises(UserError, match="onder voorbehoud"):
        s.besluiten.bevestigen(besluit)
    s.personen.give_mandaat(toegang, "0232", DAG, DAG)
    s.besluiten.bevestigen(besluit)
    after = s.zittingen.dossier(zitting).punten[0]
    assert after.besluiten[0].definitief
    assert after.mandaat_ontbreekt == ""


def test_a_table_can_be_held_only_on_its_day_and_with_something_on_it(lege_sessie: Sessie) -> None:
    s = lege_sessie
    later = s.zittingen.plan(ZittingSoort.RET, date(2026, 12, 3))
    with pytest.raises(UserError, match="toekomst"):
        s.zittingen.houden(later)
    s.zittingen.move(later, DAG)
    with pytest.raises(UserError, match="agenda"):
        s.zittingen.houden(later)
    with pytest.raises(FieldError, match="geen tijd"):
        s.zittingen.change(later, "begintijd", "25:00")
    s.zittingen.change(later, "begintijd", "9.05")
    assert s.zittingen.dossier(later).begintijd == "09:05"


def test_the_agenda_can_be_rearranged_and_an_item_with_a_besluit_stays(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting = s.zittingen.plan(ZittingSoort.RET, DAG)
    ids = [s.casussen.add(NieuweCasus(f"Kind{i}", "Test", "0200", date(2026, 10, 1))) for i in range(3)]
    punten = [s.zittingen.add_punt(zitting, casus_id=i) for i in ids]
    s.zittingen.move_punt(punten[2], -1)
    s.zittingen.move_punt(punten[0], -1)
    assert [p.id for p in s.zittingen.dossier(zitting).punten] == [punten[0], punten[2], punten[1]]
    s.zittingen.houden(zitting)
    kind = s.zittingen.dossier(zitting).punten[0].kinderen[0]
    s.besluiten.set_besluit(NieuwBesluit(punten[0], kind.id, tekst="x"))
    with pytest.raises(UserError, match="al besluiten"):
        s.zittingen.remove_punt(punten[0])
    s.zittingen.remove_punt(punten[1])
    assert [p.id for p in s.zittingen.dossier(zitting).punten] == [punten[0], punten[2]]


def test_the_practice_kluis_holds_tables_of_both_kinds_with_fixed_verslagen(sessie: Sessie) -> None:
    for soort in ZittingSoort:
        rows = sessie.zittingen.all(soort)
        assert {z.status for z in rows} >= {ZittingStatus.GEPLAND, ZittingStatus.CONCEPT, ZittingStatus.VASTGESTELD}
    assert {v.fase for v in sessie.vtbs.all()} == set(Fase), "a VTB in every phase"
    assert sessie.beheer.controle() == ()


def test_another_besluit_than_drang_leaves_no_terugmelding_waiting(lege_sessie: Sessie) -> None:
    s = lege_sessie
    zitting, punt = _jbt_at_the_table(s)
    kind = s.zittingen.dossier(zitting).punten[0].kinderen[0]
    s.besluiten.set_besluit(NieuwBesluit(punt, kind.id, "drang", terugmelding_op=date(2027, 2, 1)))
    assert s.zittingen.dossier(zitting).punten[0].besluiten[0].terugmeldingen[0].verwacht_op == date(2027, 2, 1)
    s.besluiten.set_besluit(NieuwBesluit(punt, kind.id, "vrijwillig"))
    assert s.zittingen.dossier(zitting).punten[0].besluiten[0].terugmeldingen == ()


def test_a_besluit_onder_voorbehoud_can_be_confirmed_after_the_verslag_is_fixed(sessie: Sessie) -> None:
    s = sessie
    casus = s.casussen.add(NieuweCasus("Bo", "Test", "0244", date(2026, 10, 1)))
    zitting = s.zittingen.plan(ZittingSoort.RET, DAG, "9:00", "Regiokantoor")
    punt_id = s.zittingen.add_punt(zitting, casus_id=casus)
    for persoon in s.personen.all():
        if persoon.rol in ("voorzitter", "secretaris", "toegangsmedewerker"):
            s.presenties.zet(s.presenties.add(zitting, persoon_id=persoon.id), "aanwezig")
    s.zittingen.houden(zitting)
    for field in ("stem_jeugdige", "stem_ouders", "vraag", "geprobeerd"):
        s.zittingen.change_punt(punt_id, field, "Tekst.")
    kind = s.zittingen.dossier(zitting).punten[0].kinderen[0]
    besluit = s.besluiten.set_besluit(NieuwBesluit(punt_id, kind.id, "", "Plan.", "Omdat.", "het RET"))
    s.verslagen.vaststellen(zitting)
    pdf = s.verslagen.verslag(zitting).pdf
    holder = next(p for p in s.personen.all() if p.rol == "toegangsmedewerker")
    s.personen.give_mandaat(holder.id, "0244", DAG, None)
    s.besluiten.bevestigen(besluit)
    assert s.zittingen.dossier(zitting).punten[0].besluiten[0].definitief
    assert s.verslagen.verslag(zitting).pdf == pdf
