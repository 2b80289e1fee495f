"""One line of work on a real kluis: phases, what is next, which klok is in danger, and closing."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_app.domain.errors import FieldError, UserError
from expertteam_app.domain.tafel import NieuweVtb, VtbRegel
from expertteam_app.domain.vtb_fase import Fase
from expertteam_app.domain.zitting import ZittingSoort
from expertteam_app.services.besluiten import NieuwBesluit, Terugmelding
from expertteam_app.services.sessie import Sessie
from tests.consultaties import consulteer

DAG = date(2026, 11, 12)
KINDEREN = (("Aya", "", "Proef", date(2015, 5, 1)),)


def new_vtb(s: Sessie, ontvangen: date) -> int:
    return s.vtbs.add(NieuweVtb("gezin Proef (fictief)", "0301", ontvangen, "wijkteam", KINDEREN))


def complete(s: Sessie, vtb: int, dag: date) -> None:
    consulteer(s, vtb, dag)


def regel(s: Sessie) -> VtbRegel:
    (found,) = s.vtbs.all()
    assert found.fase is s.vtbs.dossier(found.id).gang.fase
    return found


def test_a_vtb_goes_along_the_whole_line(lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb = new_vtb(s, date(2026, 11, 2))
    assert regel(s).fase is Fase.ONTVANGEN
    assert regel(s).volgende == "ontbreekt: Consultatie Veilig Thuis en nog 1"
    complete(s, vtb, date(2026, 11, 3))
    assert (regel(s).fase, regel(s).volgende) == (Fase.COMPLEET, "plannen")
    zitting = s.zittingen.plan(ZittingSoort.JBT, date(2026, 11, 26), "9:30", "Stadhuis")
    punt = s.zittingen.add_punt(zitting, vtb_id=vtb)
    assert (regel(s).fase, regel(s).zitting_nummer) == (Fase.GEPLAND, "Z-JBT-2026-001")
    with pytest.raises(UserError, match="agenda van Z-JBT-2026-001"):
        s.vtbs.sluiten(vtb, "ingetrokken")
    s.zittingen.move(zitting, DAG)
    s.zittingen.houden(zitting)
    assert regel(s).fase is Fase.VERSLAG, "the day of the table has passed"
    with pytest.raises(UserError, match="vastgesteld"):
        s.vtbs.sluiten(vtb, "ingetrokken")
    for naam, rol in (("Vera V. (fictief)", "voorzitter"), ("Siem S. (fictief)", "secretaris")):
        s.presenties.zet(s.presenties.add(zitting, naam=naam, rol=rol), "aanwezig")
    for field in ("stem_jeugdige", "stem_ouders", "vraag", "geprobeerd"):
        s.zittingen.change_punt(punt, field, "Tekst.")
    kind = s.zittingen.dossier(zitting).punten[0].kinderen[0]
    drang = s.besluiten.set_besluit(
        NieuwBesluit(punt, kind.id, "drang", "", "Omdat.", "de tafel", terugmelding_op=date(2027, 2, 12))
    )
    s.verslagen.vaststellen(zitting)
    assert regel(s).fase is Fase.WACHT_OP_VERVOLG
    assert regel(s).volgende.startswith("terugmelding vastleggen (vóór 12-02-2027)")
    s.besluiten.terugmelding(drang, Terugmelding(date(2026, 11, 19), door="wijkteam", nagekomen="ja", veiligheid=7))
    assert (regel(s).fase, regel(s).volgende) == (Fase.VASTGESTELD, "verslag verzenden")
    with pytest.raises(FieldError, match="waarom"):
        s.vtbs.sluiten(vtb, "  ")
    s.vtbs.sluiten(vtb, "afspraken zijn nagekomen")
    assert (regel(s).fase, regel(s).volgende) == (Fase.GESLOTEN, "")
    with pytest.raises(UserError, match="al gesloten"):
        s.vtbs.sluiten(vtb, "nog eens")
    assert s.vtbs.dossier(vtb).gesloten_reden == "afspraken zijn nagekomen"
    s.vtbs.heropenen(vtb)
    assert regel(s).fase is Fase.VASTGESTELD


def test_the_klok_in_danger_stands_beside_the_vtb_until_it_is_closed(lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb = new_vtb(s, date(2026, 11, 16))  # 4 of 10 werkdagen on 20 november
    assert regel(s).klok == ""
    s.vtbs.change(vtb, "ontvangen", date(2026, 11, 10))  # 8 of 10: from 80% of the norm on
    assert (regel(s).klok, regel(s).klok_over) == ("D9 nog 2 werkdagen", False)
    s.vtbs.change(vtb, "ontvangen", date(2026, 11, 6))
    assert (regel(s).klok, regel(s).klok_over) == ("D9 vandaag", False)
    s.vtbs.change(vtb, "ontvangen", date(2026, 11, 5))
    assert (regel(s).klok, regel(s).klok_over) == ("D9 1 werkdag te laat", True)
    s.vtbs.sluiten(vtb, "ingetrokken")
    assert regel(s).klok == ""
    (d9,) = (k for k in s.klokken.van_vtb(vtb) if k.code == "D9")
    assert (d9.eind, d9.resterend) == (None, None), "the klok stands still at the day of closing"


def test_judging_the_end_of_an_ots_is_off_until_the_region_does_it(lege_sessie: Sessie) -> None:
    s = lege_sessie
    vtb = new_vtb(s, date(2026, 11, 2))
    with pytest.raises(FieldError, match="regio"):
        s.vtbs.kies_vorm(vtb, "toetsing-ots")
    assert not s.vtbs.toetst_ots()
    s.beheer.set_setting("jbt.toetsing-ots", True)  # noqa: FBT003 - the value itself
    with pytest.raises(FieldError, match="bestaat niet"):
        s.vtbs.kies_vorm(vtb, "borrel")
    s.vtbs.kies_vorm(vtb, "toetsing-ots")
    assert (regel(s).fase, s.vtbs.dossier(vtb).vorm) == (Fase.COMPLEET, "toetsing-ots"), "no consultatie is asked"
    s.vtbs.kies_vorm(vtb, "bespreking")
    assert regel(s).fase is Fase.ONTVANGEN
